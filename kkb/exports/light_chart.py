"""The line to the target as a small SVG for the light page: text in it is escaped, colours are CSS variables.

Letters are bigger on a phone (kkb/exports/light_style.py), where the drawing shrinks: places are worked out for those.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import pairwise

from kkb.briefing.facts import LineFacts
from kkb.exports.axis_steps import nice_steps
from kkb.formatting import format_count, format_date_short
from kkb.indicators import months_between

WIDTH, HEIGHT = 480, 264
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 16, 32, 28
_LINE = 19
"""Distance of two lines of text, in units of the drawing."""
_END_LABEL = 82
_LETTER = 9.2
"""Width of a letter at its biggest."""


def draw_line(facts: LineFacts) -> str:
    """The drawing as SVG text; "" where there is no step to draw."""
    if not facts.steps:
        return ""
    scale = _Scale(facts)
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(facts.title)}">',
        f"<desc>{escape(describe(facts))}</desc>",
        *(_band(scale, begin, end) for begin, end in facts.spans),
        *_axes(scale),
        *_imprecise(scale, facts),
        *(_standstill(scale, facts, begin, end) for begin, end in facts.spans),
        *_target(scale, facts),
        *_commitment(scale, facts),
        f'<path class="line" d="{_staircase(scale, facts.steps)}"/>',
        _end_label(scale, facts),
        "</svg>",
    ]
    return "".join(parts)


def describe(facts: LineFacts) -> str:
    """The line in words: when the count changed, where it stands, where it should get to."""
    changes = [
        f"{format_count(count)} sejak {format_date_short(day)}"
        for (_, before), (day, count) in pairwise(facts.steps)
        if count != before
    ]
    # Read aloud, a long row of dates helps nobody.
    shown = changes if len(changes) <= 12 else [*changes[:1], "…", *changes[-8:]]
    words = [f"Desa dengan Pokja: {', '.join(shown) or '0'}; {format_count(facts.steps[-1][1])} per "]
    words.append(f"{format_date_short(facts.day)}.")
    if facts.target is not None:
        moment, desa = facts.target
        words.append(f" Target {format_count(desa)} desa, {format_date_short(moment)}.")
    return "".join(words)


class _Scale:
    """From (day, desa) to units of the drawing."""

    def __init__(self, facts: LineFacts) -> None:
        ends = [facts.day, *(moment for moment, _ in facts.earlier_targets)]
        levels = [count for _, count in facts.steps] + [desa for _, desa in facts.earlier_targets]
        if facts.target is not None:
            ends.append(facts.target[0])
            levels.append(facts.target[1])
        self.first = facts.steps[0][0]
        self.last = max(ends)
        self.top = max(*levels, 1)
        days = max((self.last - self.first).days, 1)
        room = WIDTH - _LEFT - _RIGHT
        # The label at the end of the line stands to its right.
        behind = (self.last - facts.day).days / days * room
        self._per_day = (room - max(0.0, _END_LABEL - behind)) / days

    def x(self, day: date) -> float:
        return _LEFT + (day - self.first).days * self._per_day

    def y(self, desa: float) -> float:
        return HEIGHT - _BOTTOM - desa / self.top * (HEIGHT - _TOP - _BOTTOM)

    @property
    def per_year(self) -> float:
        return self._per_day * 365.25


def _axes(scale: _Scale) -> list[str]:
    parts = []
    step = next(s for s in nice_steps() if scale.top / s <= 4.5)
    for desa in range(0, scale.top + 1, step):
        y = scale.y(desa)
        parts.append(f'<line class="grid" x1="{_LEFT}" y1="{y:.0f}" x2="{WIDTH}" y2="{y:.0f}"/>')
        parts.append(_text(_LEFT - 6, y + 5, format_count(desa), "end", "quiet"))
    every = next(s for s in nice_steps() if s * scale.per_year >= 4.8 * _LETTER or s >= 50)
    for year in range(scale.first.year, scale.last.year + 1, every):
        x = scale.x(date(year, 1, 1))
        if _LEFT - 1 <= x <= WIDTH - 2 * _LETTER:
            parts.append(_text(x, HEIGHT - 8, str(year), "middle", "quiet"))
    return parts


def _band(scale: _Scale, begin: date, end: date) -> str:
    x = scale.x(begin)
    height = HEIGHT - _TOP - _BOTTOM
    return f'<rect class="shade" x="{x:.0f}" y="{_TOP}" width="{scale.x(end) - x:.0f}" height="{height}"/>'


def _standstill(scale: _Scale, facts: LineFacts, begin: date, end: date) -> str:
    lines = [f"{format_count(months_between(begin, end))} bulan", "tanpa Pokja", "baru"]
    wide = scale.x(end) - scale.x(begin)
    if wide < len(lines[0]) * _LETTER:
        return ""
    # Where the band is narrow its first line must do; the title of the figure says the rest.
    shown = lines if wide >= len(lines[1]) * _LETTER * 0.85 else lines[:1]
    level = facts.count_on(begin)
    y = scale.y(level)
    # Above the line while it is low, under it once it is high.
    first = y - 12 - _LINE * (len(shown) - 1) if level < scale.top * 0.55 else y + _LINE + 6
    middle = (scale.x(begin) + scale.x(end)) / 2
    return "".join(_text(middle, first + _LINE * i, line, "middle", "quiet") for i, line in enumerate(shown))


def _imprecise(scale: _Scale, facts: LineFacts) -> list[str]:
    """A date known by month or year is drawn as a span: from its first day to the day on which it counts."""
    parts = []
    for begin, index in facts.imprecise:
        before = facts.steps[index - 1][1] if index else 0
        moment, count = facts.steps[index]
        if count > before:
            x, y = max(scale.x(begin), _LEFT), scale.y(count)
            parts.append(
                f'<rect class="span" x="{x:.1f}" y="{y:.1f}" width="{max(scale.x(moment) - x, 0):.1f}" '
                f'height="{scale.y(before) - y:.1f}"/>'
            )
    return parts


def _target(scale: _Scale, facts: LineFacts) -> list[str]:
    parts = []
    for moment, desa in facts.earlier_targets:
        x, y = scale.x(moment), scale.y(desa)
        parts.append(f'<path class="earlier" d="{_diamond(x, y)}"/>')
        parts.append(_text(x - 10, y + 5, f"semula {format_date_short(moment)}", "end", "quiet"))
    if facts.target is None:
        return parts
    moment, desa = facts.target
    x, y = scale.x(moment), scale.y(desa)
    if facts.start_of_path is not None and facts.start_of_path[0] < moment:
        start, formed = facts.start_of_path
        parts.append(f'<path class="path" d="M{scale.x(start):.1f} {scale.y(formed):.1f}L{x:.1f} {y:.1f}"/>')
    parts.append(f'<path class="goal" d="{_diamond(x, y)}"/>')
    label = f"Target {format_count(desa)} desa, {format_date_short(moment)}"
    parts.append(_text(min(x + 8, WIDTH - 4), y - 12, label, "end", "goal-label"))
    return parts


def _commitment(scale: _Scale, facts: LineFacts) -> list[str]:
    if facts.start_of_path is None or not scale.first <= facts.start_of_path[0] <= scale.last:
        return []
    day, formed = facts.start_of_path
    x = scale.x(day)
    # Above the line while it is low, at the foot once it is high; the first line there belongs to an earlier target.
    top = (
        scale.y(scale.top) + _LINE * (2 if facts.earlier_targets else 1)
        if formed < scale.top * 0.45
        else scale.y(scale.top * 0.28)
    )
    side, anchor = (-5, "end") if x > WIDTH / 2 else (5, "start")
    return [
        f'<line class="dots" x1="{x:.0f}" x2="{x:.0f}" y1="{scale.y(0):.0f}" y2="{top - _LINE * 0.6:.0f}"/>',
        _text(x + side, top, "Komitmen", anchor, "quiet"),
        _text(x + side, top + _LINE, format_date_short(day), anchor, "quiet"),
    ]


def _end_label(scale: _Scale, facts: LineFacts) -> str:
    # To the right of the line's end and under it: there only the way to the target may pass, upwards.
    y = min(scale.y(facts.steps[-1][1]) + _LINE, scale.y(0) - 4)
    return _text(scale.x(facts.day) + 4, y, f"{format_count(facts.steps[-1][1])} desa", "start", "now")


def _staircase(scale: _Scale, steps: Sequence[tuple[date, int]]) -> str:
    """The path; steps that fall on the same place of the drawing are one."""
    points: dict[str, str] = {}
    for day, count in steps:
        points[f"{scale.x(day):.0f}"] = f"{scale.y(count):.1f}"
    places = iter(points.items())
    x, y = next(places)
    return f"M{x} {y}" + "".join(f"H{x}V{y}" for x, y in places)


def _diamond(x: float, y: float) -> str:
    return f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"


def _text(x: float, y: float, words: str, anchor: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(words)}</text>'
