"""How wide a text is in the house's typeface, and how to make it fit: nothing is drawn whose room is not known."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LINE = 1.2
"""Distance of two lines, in sizes of the letters."""
ASCENT, DESCENT = 0.82, 0.24
"""What a line of text needs above and below its baseline, in sizes of the letters."""
_SPARE = 1.03
"""Where Inter is missing the letters of another typeface may be a little wider: of Arial some capitals are."""
_STRANGE = 1.3
"""Width of a character that Inter lacks: another typeface draws it."""

# Advance widths of Inter, space to tilde, in hundredths of the size.
_REGULAR = (
    29, 29, 47, 64, 65, 99, 65, 30, 37, 37, 51, 67, 29, 46, 29, 37, 64, 41, 61, 62, 65, 60, 63, 57, 62, 63, 29, 31, 67,
    67, 67, 52, 97, 69, 66, 74, 73, 61, 60, 75, 75, 27, 58, 68, 57, 91, 76, 77, 64, 77, 65, 65, 65, 75, 69, 99, 69, 68,
    63, 37, 37, 37, 48, 46, 33, 57, 62, 58, 62, 59, 38, 62, 60, 25, 25, 55, 25, 88, 60, 60, 62, 62, 38, 53, 33, 60, 57,
    82, 55, 57, 56, 43, 34, 43, 67,
)  # fmt: skip
_BOLD = (
    24, 34, 56, 65, 66, 102, 68, 34, 38, 38, 56, 68, 34, 47, 34, 39, 68, 44, 63, 65, 68, 63, 65, 59, 66, 65, 34, 35,
    68, 68, 68, 56, 102, 75, 67, 74, 73, 61, 59, 76, 75, 29, 59, 72, 57, 94, 77, 78, 65, 78, 66, 66, 67, 74, 75, 104,
    74, 74, 67, 38, 39, 38, 49, 48, 37, 59, 64, 59, 64, 60, 40, 64, 63, 28, 28, 58, 28, 92, 63, 62, 64, 64, 41, 56, 37,
    63, 60, 85, 58, 61, 58, 47, 38, 47, 68,
)  # fmt: skip
_OTHER = {
    "\N{NO-BREAK SPACE}": 29, "·": 34, "–": 50, "—": 100, "…": 101, "−": 68, "‘": 32, "’": 32, "“": 54, "”": 54,
    "ʻ": 30, "ʼ": 32,
}  # fmt: skip


def visible(words: str) -> str:
    """The text without what no one sees: control characters, marks of direction, halves of characters."""
    # Every kind of white space first: a line break is a control character too.
    words = " ".join(words.split())
    if words.isprintable():
        return words
    return " ".join("".join(letter for letter in words if unicodedata.category(letter)[0] != "C").split())


@lru_cache(maxsize=4096)
def width_of(words: str, size: float, *, is_bold: bool = False) -> float:
    """How wide a text is, never too little, in the unit of `size`."""
    return sum(_advance(letter, is_bold) for letter in words) * size * _SPARE


@lru_cache(maxsize=4096)
def _advance(letter: str, is_bold: bool) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    place = ord(base) - 32
    if 0 <= place < len(_REGULAR):
        return (_BOLD if is_bold else _REGULAR)[place] / 100
    if unicodedata.combining(letter):
        return 0
    return _OTHER[letter] / 100 if letter in _OTHER else _STRANGE


def shorten(words: str, room: float, size: float, *, is_bold: bool = False) -> str:
    """The text, with "…" for its end where it is wider than `room`; "" where nothing of it fits."""
    words = visible(words)
    if width_of(words, size, is_bold=is_bold) <= room:
        return words
    # Halving, not letter by letter: a text may have 32,767 of them.
    least, most = 0, len(words) - 1
    while least < most:
        middle = (least + most + 1) // 2
        if width_of(words[:middle].rstrip() + "…", size, is_bold=is_bold) <= room:
            least = middle
        else:
            most = middle - 1
    kept = words[:least].rstrip()
    return kept + "…" if kept else ""


def wrap(words: str, room: float, size: float, *, is_bold: bool = False) -> list[str]:
    """The text in as few lines of whole words as fit into `room`, all about as long; a wider word is shortened."""
    parts = [shorten(word, room, size, is_bold=is_bold) for word in visible(words).split()]
    lines = _fill(parts, room, size, is_bold)
    # No last line of one word where two of the same length say it better.
    for tenths in range(9, 4, -1):
        even = _fill(parts, room * tenths / 10, size, is_bold)
        if len(even) > len(lines):
            break
        lines = even
    return lines


def _fill(parts: list[str], room: float, size: float, is_bold: bool) -> list[str]:
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]} {part}" if lines else part
        if lines and width_of(longer, size, is_bold=is_bold) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
