"""What the four sheets tell that a meeting on 30 June 2023 could not know."""

from __future__ import annotations

from datetime import date

from kkb.outcomes.between import ProgrammeChanges, programme_changes
from kkb.outcomes.in_force import in_force
from kkb.programme import ReportedRow
from tests.support.outcome_builders import DAY, activity, review, signature, step, told

MEETING = date(2023, 6, 30)


def changes(*rows: ReportedRow) -> ProgrammeChanges:
    """What changed from the meeting to the end of the year."""
    known = [one for one in rows if one.tanggal_data <= MEETING]
    return programme_changes(in_force(known, MEETING), in_force(rows, DAY), MEETING)


def test_nothing_new_is_no_change() -> None:
    assert changes(told(signature()), told(step("Balok", "2023-01-01"))).is_empty


def test_new_matters_are_counted_with_the_people_they_reached() -> None:
    found = changes(
        told(activity("Posyandu", "2023-05-01", peserta=10)),
        told(activity("Senam", "2023-08-01", peserta=20), 2, "2023-12-31"),
        told(activity("Arisan", "2023-09-01"), 2, "2023-12-31"),
        told(step(tanggal="2023-09-01"), 2, "2023-12-31"),
        told(review(tanggal="2023-10-01"), 2, "2023-12-31"),
    )

    assert (len(found.kegiatan), found.peserta, found.peserta_kosong) == (2, 20, 1)
    assert (len(found.langkah), len(found.evaluasi), found.late, found.gone) == (1, 1, 0, 0)


def test_what_happened_before_and_was_told_only_since_is_late_news() -> None:
    found = changes(told(step("Balok", "2023-01-01"), 2, "2023-12-31"))

    assert (len(found.langkah), found.late) == (1, 1)


def test_a_second_signature_is_new_and_the_same_one_told_again_is_not() -> None:
    found = changes(
        told(signature("Balok", chair=False)),
        told(signature("Balok"), 2, "2023-12-31"),
        told(signature("Dendang")),
        told(signature("Dendang"), 2, "2023-12-31"),
    )

    assert [one.row.desa for one in found.signatures] == ["Balok"]


def test_a_row_that_was_moved_to_a_later_day_is_gone() -> None:
    found = changes(told(signature("Balok", "2023-05-10")), told(signature("Balok", "2024-05-10"), 2, "2023-12-31"))

    assert (found.signatures, found.gone) == ((), 1)
    assert not found.is_empty
