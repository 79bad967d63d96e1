"""How wide a text is on a slide, and how it is made to fit: smaller first, then shorter.

Slides are set in Arial, which every Office has. Widths are those of Inter (kkb/figures/letters.py), a little less.
Sizes are in points, lengths in inches.
"""

from __future__ import annotations

from collections.abc import Sequence

from kkb.exports.line_breaking import break_lines, tie_counts
from kkb.figures import letters
from kkb.figures.letters import LINE, visible

POINTS = 72
_ARIAL = 0.94
"""How wide a sentence in Arial is, beside the same in Inter with its spare room."""

_LONGEST = 2_000


def clean(text: str, *, most: int = _LONGEST) -> str:
    """A text on one line, without characters that a file cannot hold or that turn the direction of others.

    What is longer than `most` characters ends in "…": no name or note of ours comes near that.
    """
    text = visible(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line."""
    # In Arial 1 is as wide as any digit.
    return letters.width_of(text.replace("1", "2"), size, is_bold=bold) * _ARIAL / POINTS


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a box of this width, at least one; a word that is too long is cut, a count is not parted
    from what it counts."""
    words = tie_counts(visible(text)).split(" ")
    return break_lines(words, width, lambda part: width_of(part, size, bold=bold)) or [""]


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
