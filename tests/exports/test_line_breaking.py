"""Text into lines: what each holds, and that a text without end takes no time."""

from __future__ import annotations

import pytest

from kkb.exports.line_breaking import break_lines
from kkb.figures.letters import visible
from tests.support.timing import least_seconds


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("satu", ["satu"]),
        ("satu dua tiga", ["satu dua", "tiga"]),
        ("satu dua ti", ["satu dua", "ti"]),
        ("12345678 x", ["12345678", "x"]),
        ("123456789 x", ["12345678", "9 x"]),
        ("a 123456789", ["a", "12345678", "9"]),
    ],
)
def test_lines_are_as_full_as_their_room_of_eight_letters(text: str, lines: list[str]) -> None:
    assert break_lines(text.split(), 8, len) == lines


def test_a_line_holds_a_letter_even_where_none_fits() -> None:
    assert break_lines(["abc"], 0.5, len) == ["a", "b", "c"]


def test_a_word_without_end_is_broken_at_once() -> None:
    word = "x" * 32_767
    assert len(break_lines([word], 40, len)) == 820
    assert least_seconds(lambda: break_lines([word], 40, len), bound=0.5) < 0.5


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Desa  Baru\n", "Desa Baru"),
        ("\x00 a \x1b b", "a b"),
        ("\u202ea\u2066b\ufeff", "ab"),
        ("a\u00a0b\ud800", "a b"),
    ],
)
def test_what_no_one_sees_is_gone_and_leaves_no_gap(text: str, seen: str) -> None:
    assert visible(text) == seen
