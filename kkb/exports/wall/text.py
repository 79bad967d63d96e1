"""Into how many lines a text of the wall breaks, reckoned before any browser sees it.

Widths are those of the typeface that the wall is sent with. Estimates err to the wide side, so what is laid out by them
never takes more lines on screen than there is room for.
"""

from __future__ import annotations

import re
from html import escape

from kkb.exports.line_breaking import break_lines
from kkb.figures.letters import shorten, visible, width_of

_WITH_COUNT = re.compile(r"\d+ \S+|\S+")
"""A word, or a number with the word after it ("5 sosialisasi,")."""


def say(text: str) -> str:
    """A text as HTML: escaped, without what no one sees (control characters, marks of direction)."""
    return escape(visible(text))


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a box `width` px wide: broken between words, and inside a word longer than a line."""
    return break_lines(visible(text).split(), width, lambda part: width_of(part, size, is_bold=bold))


def say_tied(text: str, width: float, size: float) -> str:
    """A text as HTML whose counts are never parted from what they count, unless they do not fit in one line."""
    return " ".join(
        f'<span class="tied">{say(word)}</span>' if " " in word and width_of(word, size) <= width else say(word)
        for word in _tied(text)
    )


def count_tied_lines(text: str, width: float, size: float) -> int:
    """How many lines `say_tied` takes, at least one."""
    return max(1, len(break_lines(_tied(text), width, lambda part: width_of(part, size))))


def widest_tied(text: str, size: float) -> float:
    """The width that `say_tied` needs to part no count from what it counts."""
    return max((width_of(part, size) for part in _tied(text)), default=0)


def _tied(text: str) -> list[str]:
    return _WITH_COUNT.findall(visible(text))


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
    """Width in px of the widest word."""
    return max((width_of(word, size, is_bold=bold) for word in visible(text).split()), default=0.0)


def greatest_size(text: str, width: float, sizes: tuple[int, ...], *, bold: bool = False, lines: int = 1) -> int:
    """The first of `sizes` (greatest first) at which a text takes at most `lines` and no word breaks; else the last."""
    for size in sizes:
        if longest_word(text, size, bold=bold) <= width and count_lines(text, width, size, bold=bold) <= lines:
            return size
    return sizes[-1]
