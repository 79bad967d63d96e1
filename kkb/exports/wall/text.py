"""Into how many lines a text of the wall breaks, reckoned before any browser sees it.

Widths are those of the typeface that the wall is sent with. Estimates err to the wide side, so what is laid out by them
never takes more lines on screen than there is room for.
"""

from __future__ import annotations

from html import escape

from kkb.exports.drawing.letters import shorten, visible, width_of


def say(text: str) -> str:
    """A text as HTML: escaped, without what no one sees (control characters, marks of direction)."""
    return escape(visible(text))


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a box `width` px wide: broken between words, and inside a word longer than a line."""
    lines: list[str] = []
    line, filled = "", 0.0
    blank = width_of(" ", size, is_bold=bold)
    for word in visible(text).split():
        length = width_of(word, size, is_bold=bold)
        if line and filled + blank + length <= width:
            line, filled = f"{line} {word}", filled + blank + length
            continue
        if line:
            lines.append(line)
        line, filled = word, length
        while filled > width and len(line) > 1:
            head = _head(line, width, size, bold)
            lines.append(line[:head])
            line = line[head:]
            filled = width_of(line, size, is_bold=bold)
    return [*lines, line] if line else lines


def _head(word: str, width: float, size: float, bold: bool) -> int:
    """How many letters of a word fit into a line, at least one."""
    filled = 0.0
    for place, letter in enumerate(word):
        filled += width_of(letter, size, is_bold=bold)
        if filled > width:
            return max(place, 1)
    return len(word)


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
