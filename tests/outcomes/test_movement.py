"""When a desa last moved: a step with its own day, a rise with the day of its report, a formation."""

from __future__ import annotations

from datetime import date

from kkb.outcomes.movement import last_movement
from kkb.schema import Keputusan, Tahap, Tanggal
from kkb.state import DesaHistory, fold
from tests.support.builders import code_of, make_observation
from tests.support.outcome_builders import DAY, formed, on_rung

REPORTS = (
    on_rung("Balok", Tahap.BELUM, "2023-01-01", 1),
    on_rung("Balok", Tahap.BELUM, "2023-02-01", 2),
    on_rung("Balok", Tahap.SOSIALISASI, "2023-03-02", 3),
)


def history(*reports: object) -> DesaHistory:
    return fold(reports)[code_of("Balok")]  # type: ignore[arg-type]


def words(step: str | None, found: DesaHistory | None, day: date = DAY) -> str | None:
    moved = last_movement(Tanggal.from_iso(step) if step else None, found, day)
    return moved.words() if moved is not None else None


def test_a_rise_has_the_day_of_the_report_that_first_tells_it() -> None:
    assert words(None, history(*REPORTS)) == "dilaporkan naik pada 2 Maret 2023"
    # A first report is no rise, nor is a later one of the same rung.
    assert words(None, history(*REPORTS), date(2023, 2, 1)) is None


def test_a_step_has_its_own_day_and_the_newer_of_both_is_told() -> None:
    assert words("2023-05", history(*REPORTS)) == "langkah Mei 2023"
    assert words("2023-03-02", history(*REPORTS)) == "langkah 2 Maret 2023"
    assert words("2023-03-01", history(*REPORTS)) == "dilaporkan naik pada 2 Maret 2023"
    assert words("2023-03-01", None) == "langkah 1 Maret 2023"
    assert words(None, None) is None


def test_a_formation_is_told_as_one_also_after_its_end() -> None:
    ended = make_observation(5, "2023-12-20", Tahap.BELUM, desa="Balok", keputusan=Keputusan.BUBAR)

    assert words(None, history(*REPORTS, formed("Balok", "2023-12-01", "2023-12-10"), ended)) == (
        "Pokja tercatat sejak 1 Desember 2023"
    )


def test_a_report_of_a_lower_rung_that_a_pokja_outranks_is_no_movement() -> None:
    outranked = on_rung("Balok", Tahap.MERINTIS, "2019-01-01", 1)

    assert words(None, history(formed("Balok", "2017-10-03"), outranked)) == "Pokja tercatat sejak 3 Oktober 2017"
