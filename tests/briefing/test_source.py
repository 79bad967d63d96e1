"""The foot names every upload that a figure rests on."""

from __future__ import annotations

from datetime import date

from kkb.briefing.source import source_words
from kkb.overview import make_overview
from kkb.schema import Observation, Tahap
from kkb.store import Snapshot
from tests.support.briefing_builders import make_upload
from tests.support.figure_builders import REGION, seen


def foot(
    *rows: Observation, kecamatan: tuple[str, ...] = (), day: date | None = None, name: str = "{}.xlsx"
) -> str:
    """The foot of these rows; each upload is called for its number."""
    days = {row.unggahan: row.tanggal_data for row in rows}
    uploads = tuple(make_upload(n, days[n], name=name.format(n)) for n in sorted(days, reverse=True))
    ordered = tuple(sorted(rows, key=lambda row: (row.tanggal_data, row.unggahan)))
    snapshot = Snapshot(1, ordered, uploads, (), (), {})
    found = make_overview(snapshot, REGION, "Beltim", kecamatan=kecamatan, day=day, today=date(2024, 1, 1))
    return source_words(found).partition("Sumber: ")[2]


def month(number: int, desa: str = "Padang", **parts: object) -> Observation:
    """What upload `number` says on the last day of that month of 2023, Belum unless told otherwise."""
    values: dict[str, object] = {"status": Tahap.BELUM} | parts
    return seen(desa, day=date(2023, number, 28), unggahan=number, **values)  # type: ignore[arg-type]


def test_all_are_named_and_the_newest_with_their_files() -> None:
    rows = [month(number) for number in (1, 2, 3, 5, 7, 8)]
    assert foot(month(1)) == "unggahan 1 (1.xlsx)"
    assert foot(*rows[:3]) == "unggahan 3 (3.xlsx), 2 (2.xlsx) serta 1"
    assert foot(*rows) == "unggahan 8 (8.xlsx), 7 (7.xlsx) serta 1–3 dan 5"


def test_a_name_does_not_turn_what_stands_behind_it() -> None:
    assert foot(month(1), name="\u202exslx.{}\u2066") == "unggahan 1 (xslx.1)"


def test_those_of_other_kecamatan_are_not() -> None:
    assert foot(month(1), month(2, "Mengkubang"), kecamatan=("Damar",)) == "unggahan 2 (2.xlsx)"


def test_a_later_one_is_named_for_a_past_day_where_it_tells_of_a_pokja_that_stood_then() -> None:
    later = (month(8, status=Tahap.TERBENTUK, tanggal="2020"), month(9, "Lalang"))
    assert foot(month(1), *later, day=date(2023, 5, 1)) == "unggahan 8 (8.xlsx), 1 (1.xlsx)"
