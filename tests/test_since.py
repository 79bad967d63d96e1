"""What "since" means: since a noted meeting, else since before the newest save, with all of its files left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kkb.comparison import Base
from kkb.narrative.message import change_sentence, since_words
from kkb.outcomes.between import ProgrammeChanges
from kkb.overview import Overview, changes_since, make_overview, plans_by, programme_changes_since
from kkb.programme import ReportedRow
from kkb.schema import Observation, Rapat, Rencana, Tahap
from kkb.store import Snapshot, UploadRecord
from tests.support.briefing_builders import make_upload
from tests.support.builders import REGION
from tests.support.figure_builders import DATA_DAY, TARGET_DAY, dissolved, seen
from tests.support.outcome_builders import review, told

MARCH, APRIL, JUNE = date(2023, 3, 31), date(2023, 4, 30), date(2023, 6, 30)
TODAY = date(2023, 7, 1)
FIRST = (make_upload(1), [seen("Padang", tanggal="2014"), seen("Lalang", Tahap.SOSIALISASI)])


def overview(
    *saved: tuple[UploadRecord, Iterable[Observation]],
    meetings: tuple[date, ...] = (),
    programme: tuple[ReportedRow, ...] = (),
    day: date | None = None,
) -> Overview:
    """The overview of uploads with their rows, in the order of their numbers."""
    observations = sorted((row for _, rows in saved for row in rows), key=lambda row: (row.tanggal_data, row.unggahan))
    moment = datetime(2023, 1, 1, tzinfo=UTC)
    snapshot = Snapshot(
        version=1,
        observations=tuple(observations),
        uploads=tuple(upload for upload, _ in reversed(saved)),
        plans=(),
        milestones=(),
        aliases={},
        meetings=tuple(Rapat(1, meeting, "Rakor", "Sari", moment) for meeting in meetings),
        programme=programme,
    )
    return make_overview(snapshot, REGION, "Kabupaten Belitung Timur", today=TODAY, day=day)


def sentence(found: Overview) -> str:
    assert found.base is not None
    return change_sentence(changes_since(found, found.base), since_words(found.base))


def test_the_newest_save_is_told_as_what_it_changed() -> None:
    found = overview(FIRST, (make_upload(2, JUNE), [seen("Lalang", Tahap.MERINTIS, day=JUNE, unggahan=2)]))
    assert found.base == Base(DATA_DAY, saved=((2, JUNE),))
    assert sentence(found) == "Sejak sebelum unggahan 2 (30 Juni 2023): 1 desa maju tahap (Lalang)."


def test_files_saved_together_are_never_each_others_past() -> None:
    steps = ((2, MARCH, Tahap.BELUM), (3, APRIL, Tahap.SOSIALISASI), (4, JUNE, Tahap.MERINTIS))
    save = [
        (make_upload(number, day, save=2), [seen("Kurnia Jaya", rung, day=day, unggahan=number)])
        for number, day, rung in steps
    ]
    before = (make_upload(1, DATA_DAY), [seen("Kurnia Jaya", Tahap.SOSIALISASI)])
    found = overview(before, *save)
    assert found.base == Base(DATA_DAY, saved=((2, MARCH), (3, APRIL), (4, JUNE)))
    assert sentence(found) == (
        "Sejak sebelum unggahan 2–4 (31 Maret 2023 sampai 30 Juni 2023): 1 desa maju tahap (Kurnia Jaya)."
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_first_save_has_nothing_before_it(number: int) -> None:
    uploads = [make_upload(n, date(2023, n, 10), save=1) for n in range(1, number + 1)]
    assert overview(*((upload, [seen("Padang", day=upload.tanggal_data)]) for upload in uploads)).base is None


def test_a_late_recap_is_told_though_its_day_is_an_older_one() -> None:
    found = overview(FIRST, (make_upload(2, MARCH), [seen("Mengkubang", tanggal="2019", day=MARCH, unggahan=2)]))
    assert (found.day, found.base) == (DATA_DAY, Base(DATA_DAY, saved=((2, MARCH),)))
    assert sentence(found) == (
        "Sejak sebelum unggahan 2 (31 Maret 2023): 1 desa baru dilaporkan sudah terbentuk (Mengkubang, 2019)."
    )


def test_a_second_recap_for_the_same_day_is_told_against_the_first() -> None:
    rows = [dissolved("Padang", DATA_DAY, unggahan=2), seen("Lalang", Tahap.BELUM, unggahan=2)]
    found = overview(FIRST, (make_upload(2), rows))
    assert sentence(found) == (
        "Sejak sebelum unggahan 2 (10 Mei 2023): 1 desa mundur tahap (Lalang); 1 desa Pokja-nya bubar (Padang)."
    )


def test_a_save_that_changes_other_columns_alone_does_not_say_that_nothing_changed() -> None:
    rows = [seen("Padang", tanggal="2014", day=JUNE, unggahan=2, no_sk="140/7")]
    assert sentence(overview(FIRST, (make_upload(2, JUNE), rows))) == (
        "Sejak sebelum unggahan 2 (30 Juni 2023): tidak ada perubahan tahap yang dilaporkan; 1 desa berubah catatan "
        "lainnya."
    )


def test_a_correction_that_moves_no_rung_does_not_hide_the_save_before_it() -> None:
    batch = (make_upload(2, JUNE), [seen("Lalang", Tahap.MERINTIS, day=JUNE, unggahan=2)])
    by_hand = replace(make_upload(3, JUNE), koreksi=True)
    found = overview(FIRST, batch, (by_hand, [seen("Padang", tanggal="2014-05", day=JUNE, unggahan=3)]))
    assert found.base == Base(DATA_DAY, saved=((2, JUNE), (3, JUNE)))
    assert sentence(found) == (
        "Sejak sebelum unggahan 2–3 (30 Juni 2023): 1 desa maju tahap (Lalang); 1 desa dikoreksi (Padang)."
    )
    moved = overview(FIRST, batch, (by_hand, [seen("Lalang", tanggal="2023-06", day=JUNE, unggahan=3)]))
    assert moved.base == Base(JUNE, saved=((3, JUNE),))
    # Nothing was known before the only save: it is not told as one that brought nothing.
    second = (replace(make_upload(2), koreksi=True), [seen("Padang", tanggal="2014-05", unggahan=2)])
    assert overview(FIRST, second).base is None


def test_a_meeting_is_what_it_is_since() -> None:
    second = (make_upload(2, JUNE), [seen("Lalang", Tahap.MERINTIS, day=JUNE, unggahan=2)])
    found = overview(FIRST, second, meetings=(MARCH,))
    assert found.base == Base(MARCH, is_meeting=True)
    assert found.base_before_save == Base(DATA_DAY, saved=((2, JUNE),))


def test_a_day_that_was_chosen_has_the_saves_that_speak_for_it() -> None:
    second = (make_upload(2, date(2023, 5, 20)), [seen("Lalang", Tahap.MERINTIS, day=date(2023, 5, 20), unggahan=2)])
    third = (make_upload(3, JUNE), [seen("Lalang", tanggal="2023-06-01", day=JUNE, unggahan=3)])
    assert overview(FIRST, second, third, day=date(2023, 5, 31)).base == Base(DATA_DAY, saved=((2, date(2023, 5, 20)),))
    assert overview(FIRST, second, third, day=DATA_DAY).base is None


class TestOtherSheets:
    def since(self, found: Overview) -> ProgrammeChanges:
        assert found.base is not None
        return programme_changes_since(found, found.base)

    def test_an_evaluation_does_not_take_the_place_of_the_news_of_status(self) -> None:
        second = (make_upload(2, JUNE), [seen("Lalang", Tahap.MERINTIS, day=JUNE, unggahan=2)])
        told_now = (told(review("Posyandu", tanggal="2023-06-30"), 3, "2023-07-01"),)
        found = overview(FIRST, second, (make_upload(3, TODAY), []), programme=told_now)
        assert found.base == Base(DATA_DAY, saved=((2, JUNE),))
        assert len(self.since(found).evaluasi) == 1

    def test_after_a_single_recap_it_is_what_the_save_told(self) -> None:
        told_now = (
            told(review("Posyandu", tanggal="2023-06-29"), 2, "2023-06-30"),
            told(review("Senam", tanggal="2023-06-30"), 3, "2023-07-01"),
        )
        found = overview(FIRST, (make_upload(2, JUNE), []), (make_upload(3, TODAY), []), programme=told_now)
        assert found.base == Base(DATA_DAY, saved=((3, TODAY),))
        assert [one.unggahan for one in self.since(found).evaluasi] == [3]
        assert sentence(found) == (
            "Sejak sebelum unggahan 3 (1 Juli 2023): tidak ada perubahan tahap yang dilaporkan."
        )


def test_reports_are_older_than_the_newest_of_any_desa_up_to_the_day() -> None:
    second = (make_upload(2, JUNE), [seen("Padang", tanggal="2014", day=JUNE, unggahan=2)])
    found = overview((make_upload(1), [*FIRST[1], seen("Mengkubang", Tahap.BELUM)]), second)
    assert found.older_reports == (2, DATA_DAY)
    # Damar was not in the second recap: all that is known of it is older.
    assert overview_of_damar(found).older_reports == (1, DATA_DAY)
    assert overview_of_damar(found, DATA_DAY).older_reports is None


def overview_of_damar(found: Overview, day: date | None = None) -> Overview:
    return make_overview(found.snapshot, REGION, "Beltim", kecamatan=("Damar",), today=TODAY, day=day)


def plan(nomor: int, since: date) -> Rencana:
    return Rencana(nomor, f"Rencana {nomor}", TARGET_DAY, "Bupati", "", (), since)


def test_a_day_is_judged_by_the_plan_in_force_on_it() -> None:
    snapshot = Snapshot(1, (), (), (plan(1, MARCH), plan(2, JUNE), plan(3, MARCH)), (), {})
    held = {day: [one.nomor for one in plans_by(snapshot, day)] for day in (date(2023, 3, 30), MARCH, JUNE)}
    # Of plans that are in force from one day on the one recorded last holds.
    assert held == {date(2023, 3, 30): [], MARCH: [1, 3], JUNE: [1, 3, 2]}
    found = make_overview(snapshot, REGION, "Kabupaten Belitung Timur", today=TODAY, day=APRIL)
    assert found.plan == plan(3, MARCH)
