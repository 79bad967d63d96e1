"""Text into lines: between words, and inside a word that is wider than a line. The caller measures letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Measure = Callable[[str], float]
"""The width of a text, which is that of its letters together."""

_COUNT = re.compile(r"(?<!\S)(\(?\d[\d.,]*) (?=[^\W\d_])")


def tie_counts(text: str) -> str:
    """The text with a no-break space between each number and the word after it: "7 desa" stays on one line."""
    return _COUNT.sub("\\1\N{NO-BREAK SPACE}", text)


def break_lines(words: Iterable[str], room: float, width_of: Measure) -> list[str]:
    """The words in lines no wider than `room` (in the unit of `width_of`); no line without a word.

    Linear in the letters: a text may have 32,767 of them.
    """
    lines: list[str] = []
    line, filled = "", 0.0
    blank = width_of(" ")
    for word in words:
        length = width_of(word)
        if line and filled + blank + length <= room:
            line, filled = f"{line} {word}", filled + blank + length
            continue
        if line:
            lines.append(line)
        line, filled = word, length
        if length > room:
            *whole, line = _cut(word, room, width_of)
            lines += whole
            filled = width_of(line)
    return [*lines, line] if line else lines


def _cut(word: str, room: float, width_of: Measure) -> list[str]:
    """The word in pieces of at least one letter each."""
    pieces: list[str] = []
    start, filled = 0, 0.0
    for place, letter in enumerate(word):
        length = width_of(letter)
        if place > start and filled + length > room:
            pieces.append(word[start:place])
            start, filled = place, 0.0
        filled += length
    return [*pieces, word[start:]]
