"""Into how many lines a text of the wall breaks, reckoned before any browser sees it.

Widths are those of the typeface that the wall is sent with. Estimates err to the wide side, so what is laid out by them
never takes more lines on screen than there is room for.
"""

from __future__ import annotations

from kkb.exports.line_breaking import break_lines, tie_counts
from kkb.figures.letters import shorten, visible, width_of
from kkb.formatting import escaped


def say(text: str) -> str:
    """A text as HTML: escaped, without what no one sees (control characters, marks of direction)."""
    return escaped(visible(text))


def write(text: str) -> str:
    """A text as HTML to be broken into lines, a count never parted from what it counts."""
    return tie_counts(say(text))


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines that `write` takes in a box `width` px wide: broken between words, and inside what is longer."""
    return break_lines(_words(text), width, lambda part: width_of(part, size, is_bold=bold))


def _words(text: str) -> list[str]:
    return tie_counts(visible(text)).split(" ") if text.strip() else []


def count_lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes, at least one."""
    return max(1, len(wrap(text, width, size, bold=bold)))


def clip(text: str, width: float, size: float, *, most: int, bold: bool = False) -> str:
    """The text, with "…" for its end where it takes more than `most` lines."""
    lines = wrap(text, width, size, bold=bold)
    if len(lines) <= most:
        return visible(text)
    last = shorten(f"{lines[most - 1]} {lines[most]}", width, size, is_bold=bold)
    return " ".join([*lines[: most - 1], last])


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Width in px of the widest word, a count and what it counts being one."""
    return max((width_of(word, size, is_bold=bold) for word in _words(text)), default=0.0)


def greatest_size(text: str, width: float, sizes: tuple[int, ...], *, bold: bool = False, lines: int = 1) -> int:
    """The first of `sizes` (greatest first) at which a text takes at most `lines` and no word breaks; else the last."""
    for size in sizes:
        if longest_word(text, size, bold=bold) <= width and count_lines(text, width, size, bold=bold) <= lines:
            return size
    return sizes[-1]
