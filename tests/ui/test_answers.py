"""What was decided at a desk, as a draft keeps it: also drafts that another version of the program has kept."""

from __future__ import annotations

from kkb.checking.questions import MendedCell
from kkb.checking.request import Asked
from kkb.ui.unggah.answers import DeskAnswers, read_answers, write_answers

KEPT = {
    "cell:Rekap!C3": "Terbentuk",
    "cell:a@b!x!C3@12": "",
    "jawab:2:0123abcdef": "ya",
    "keluar:3": "ya",
}
ANSWERS = DeskAnswers(
    mends={MendedCell("Rekap", "C3"): "Terbentuk", MendedCell("a@b!x", "C3", 12): ""},
    replies={Asked("0123abcdef", 2): "ya"},
    left_out=frozenset({3}),
)


def test_a_draft_of_before_is_read_and_written_word_for_word() -> None:
    assert read_answers(KEPT) == ANSWERS
    assert write_answers(ANSWERS) == KEPT


def test_what_another_version_kept_otherwise_is_passed_over() -> None:
    assert read_answers({"tanggal_data": "2023-01-31", "jawab:x:1": "ya", "keluar:": "ya"}) == DeskAnswers()
