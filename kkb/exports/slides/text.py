"""How wide a text is on a slide, and how it is made to fit: smaller first, then shorter.

Widths are those of Arial, which every Office has and whose stand-ins (Liberation Sans, Helvetica) are as wide.
Sizes are in points, lengths in inches.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from kkb.exports.line_breaking import break_lines
from kkb.figures.letters import visible

POINTS = 72
LINE = 1.2
"""Height of a line, in sizes of its type."""

_PLAIN = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r“”", 334: "{}", 355: '"', 389: "*", 469: "^",
    500: "Jcksvxyzç", 584: "+<=>~×", 611: "FTZ", 667: "&ABEKPSVXYÉ", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%",
    944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl·‘’", 280: "|", 333: "!()-:;[]`ft", 389: "*r{}", 474: '"', 500: "z“”", 584: "+<=>^~×",
    611: "?FLTZbdghnopquüöñ", 667: "EPSVXYÉ", 722: "&ABCDHKNRU", 778: "GOQw", 833: "M", 889: "%m", 944: "W",
    975: "@", 1000: "—…",
}  # fmt: skip
_OTHER_LETTER = 556
_PLAIN_WIDTHS = {letter: width for width, letters in _PLAIN.items() for letter in letters}
_BOLD_WIDTHS = {letter: width for width, letters in _BOLD.items() for letter in letters}
_SLACK = 1.02
"""Programs round the width of a letter, each in its own way."""

_LONGEST = 2_000


def clean(text: str, *, most: int = _LONGEST) -> str:
    """A text on one line, without characters that a file cannot hold or that turn the direction of others.

    What is longer than `most` characters ends in "…": no name or note of ours comes near that.
    """
    text = visible(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line."""
    widths = _BOLD_WIDTHS if bold else _PLAIN_WIDTHS
    return sum(widths.get(letter) or _width_of_other(letter) for letter in text) * size / 1000 / POINTS * _SLACK


def _width_of_other(letter: str) -> int:
    if letter < "\u0250":
        return _OTHER_LETTER
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    # Signs and letters of a stand-in face: a whole square is the most they take, and a picture a little more.
    return 1300 if unicodedata.category(letter) == "So" else 1050


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a box of this width, at least one; a word that is too long is cut."""
    return break_lines(text.split(), width, lambda part: width_of(part, size, bold=bold)) or [""]


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text if it fits on one line of this width, else as much of it as fits with "…"."""
    return shorten_to(text, width, 1, size, bold=bold)


def shorten_to(text: str, width: float, lines: int, size: float, *, bold: bool = False) -> str:
    """The text if it fits on so many lines, else as much of it as fits with "…"."""
    wrapped = wrap(text, width, size, bold=bold)
    if len(wrapped) <= lines:
        return text
    start, last = " ".join(wrapped[: lines - 1]), wrapped[lines - 1]
    while last and width_of(f"{last}…", size, bold=bold) > width:
        last = last[:-1]
    # A comma or half a pair of brackets before the sign reads as a slip.
    return f"{start} {last.rstrip(' ,;:·(-–')}…".lstrip()


def fit(text: str, width: float, height: float, sizes: Sequence[float], *, bold: bool = False) -> tuple[str, float]:
    """The text and the first of `sizes` (falling) at which it fits the box; shortened if it fits at none."""
    for size in sizes:
        if height_of(wrap(text, width, size, bold=bold), size) <= height:
            return text, size
    size = sizes[-1]
    return shorten_to(text, width, max(1, int(height * POINTS / size / LINE + 1e-6)), size, bold=bold), size


def height_of(lines: Sequence[str], size: float) -> float:
    """The height of so many lines."""
    return len(lines) * size * LINE / POINTS


def stack_height(texts: Sequence[str], width: float, size: float, space: float) -> float:
    """The height of paragraphs with so many points between them."""
    lines = sum(height_of(wrap(text, width, size), size) for text in texts)
    return lines + max(len(texts) - 1, 0) * space / POINTS
