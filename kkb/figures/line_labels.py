"""Where the labels of the line to the target go: each where nothing is yet, or shorter, or not at all.

A label is placed beside a day: in a wider frame it keeps its lines and its side, and has more room.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kkb.figures.facts import Event, LineFacts
from kkb.figures.letters import shorten, visible, wrap
from kkb.figures.line_scale import DIAMOND, END_SIZE, LineScale
from kkb.figures.placing import Anchor, Box, Label, Room
from kkb.formatting import format_date_short
from kkb.narrative.counts import standstill_months
from kkb.theme import Palette

_APART = 1.0
"""What words on a standstill leave beside another label, in sizes of the letters: "33 bulan 4 desa" would be one."""
_EVENT = 8.5
"""Width of the title of an event at most, in sizes of the letters."""
_DOT = "•"

_Spot = tuple[date, float, Anchor]
"""A day, how far beside it, and the side of the block that stands there."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A block of words in its `box`: `anchor` is the side of it that stands `shift` beside `day`.

    `told`: what is told of it besides. `is_upright`: a dotted line leads to it from the axis.
    """

    label: Label
    box: Box
    day: date
    shift: float
    anchor: Anchor
    told: str = ""
    is_upright: bool = False


def place_labels(line: LineFacts, scale: LineScale, room: Room, palette: Palette) -> list[PlacedLabel]:
    """All labels that find room, the most needed first: it has the choice of places. `room` is taken by them."""
    return list(_Placing(line, scale, room, palette).labels())


class _Placing:
    def __init__(self, line: LineFacts, scale: LineScale, room: Room, palette: Palette) -> None:
        self.line, self.scale, self.room, self.palette, self.letters = line, scale, room, palette, scale.letters

    def labels(self) -> Iterator[PlacedLabel]:
        first = [one for one in (self._end(), self._target(), self._commitment(), self._undated()) if one]
        yield from first
        # Blocks one under the other would be read as one.
        apart, over = _APART * self.letters, 0.4 * self.letters
        for one in first:
            self.room.take(Box(one.box.left - apart, one.box.top - over, one.box.right + apart, one.box.bottom + over))
        spans = range(len(self.line.spans))
        longest_first = sorted(reversed(spans), key=lambda i: -self.line.spans[i].months)
        later = [
            self._standstill(i, is_short=self.line.is_brief and place > 0) for place, i in enumerate(longest_first)
        ]
        later += [self._earlier(i) for i in range(len(self.line.earlier_targets))]
        yield from filter(None, later)
        for event in self.line.events:
            yield self._event(event)

    def _put(
        self,
        labels: Sequence[Label],
        spots: Sequence[_Spot],
        y: float,
        *,
        side: Literal["above", "below"],
        farthest: float = math.inf,
        told: str = "",
    ) -> PlacedLabel | None:
        """The first of `labels` that finds room at one of `spots`, as near to `y` as possible; None if none does.

        No block begins farther from `y` than `farthest` sizes of the letters.
        """
        for label in labels:
            for top in self._tops(label, y, side, farthest):
                for day, shift, anchor in spots:
                    box = label.at(self.scale.x(day) + shift, top, anchor)
                    if self.room.is_free(box):
                        self.room.take(box)
                        return PlacedLabel(label, box, day, shift, anchor, told)
        return None

    def _tops(self, label: Label, y: float, side: str, farthest: float) -> Iterator[float]:
        """Tops of a block above or below `y`, nearest first, from the edge of the frame to the floor of the figure."""
        letters, floor = self.letters, self.scale.floor
        gap, stride = 0.3 * letters, 0.25 * letters
        lowest = floor - label.height - 0.1 * letters
        count = int(min(floor, farthest * letters) / stride) + 1
        above = [y - gap - label.height - stride * i for i in range(count)]
        below = [y + gap + stride * i for i in range(count)]
        return (top for top in (above + below if side == "above" else below + above) if 0 <= top <= lowest)

    def _end(self) -> PlacedLabel | None:
        # To the right of the line's end and under it: there only the way to the target may pass, upwards.
        line, scale, letters = self.line, self.scale, self.letters
        big, small = (
            Label((line.end_words,), size * letters, self.palette.tahap["Terbentuk"], bold=1) for size in (END_SIZE, 1)
        )
        y, gap = scale.y(line.formed), 0.4 * letters
        beside = big.at(scale.x(line.day) + gap, y - big.height / 2, "start")
        if line.target is None and self.room.is_free(beside):
            self.room.take(beside)
            return PlacedLabel(big, beside, line.day, gap, "start")
        spots: list[_Spot] = [(line.day, gap, "start"), (line.day, 0, "middle"), (line.day, -gap, "end")]
        return self._put((big, small), spots, y - 0.1 * letters, side="below")

    def _target(self) -> PlacedLabel | None:
        if self.line.target is None:
            return None
        (moment, desa), letters = self.line.target, self.letters
        labels = [Label(form, letters, self.palette.target, bold=len(form)) for form in self.line.target_forms]
        half = DIAMOND * letters
        to_edge = self.scale.right + 0.5 * letters - self.scale.x(moment)
        spots: list[_Spot] = [
            (moment, min(half, to_edge), "end"), (moment, -1.6 * half, "end"), (moment, 1.6 * half, "start"),
            (moment, 0, "middle"), (moment, -half, "start"),
        ]  # fmt: skip
        return self._put(labels, spots, self.scale.y(desa) - half / 2, side="above", told=self.line.target_sentence)

    def _commitment(self) -> PlacedLabel | None:
        if not self.scale.shows_commitment(self.line) or self.line.start_of_path is None:
            return None
        (moment, _), gap = self.line.start_of_path, 0.3 * self.letters
        day = format_date_short(moment)
        forms: list[tuple[str, ...]] = [("Komitmen", day), (f"Komitmen {day}",), ("Komitmen",)]
        forms = forms[-1:] if self.line.is_brief else forms
        labels = [Label(form, self.letters, self.palette.text) for form in forms]
        spots: list[_Spot] = [(moment, -gap, "end"), (moment, gap, "start")]
        top, told = self.scale.y(self.scale.top), self.line.commitment
        # Under other labels at the top it would be one more line of theirs: then it stands at the foot of its mark.
        at_top = self._put(labels, spots, top, side="below", farthest=1, told=told)
        return at_top or self._put(labels, spots, self.scale.y(0), side="above", told=told)

    def _undated(self) -> PlacedLabel | None:
        """How many have no certain day, beside the widest of their marks."""
        words, marks = self.line.undated_words, self.scale.undated(self.line)
        if not words or not marks:
            return None
        one, box = max(marks, key=lambda mark: (mark[1].right - mark[1].left, len(mark[0].names)))
        number, *rest = words.split()
        forms = ((words,), (f"{number} {rest[0]}", " ".join(rest[1:])))
        labels = [Label(form, self.letters, self.palette.tahap["Terbentuk"]) for form in forms]
        gap, counted = 0.4 * self.letters, self.line.steps[one.index][0]
        spots: list[_Spot] = [(one.begin, gap, "start"), (counted, -gap, "end"), (one.begin, -gap, "end")]
        return self._put(labels, spots, box.top, side="above", farthest=3, told=self.line.undated_sentence(one))

    def _standstill(self, index: int, *, is_short: bool) -> PlacedLabel | None:
        """How long it was; `is_short`: that alone, where another says what it was."""
        line, scale, letters, palette = self.line, self.scale, self.letters, self.palette
        span = line.spans[index]
        begin, end = span.begin, span.end
        reason = line.reasons[index] if line.reasons else ""
        across = scale.x(end) - scale.x(begin) - 0.8 * letters
        months = standstill_months(span)
        short = months.replace("sedikitnya", "≥")
        forms = []
        # A reason that finds no room stands in the table behind the figure.
        whole = () if is_short else ((across, reason), (across, ""), (across * 2 / 3, ""), (across / 2, ""))
        for width, words in whole:
            for start in dict.fromkeys((months, short)):
                head = _in_lines(f"{start} tanpa Pokja baru", width, letters, most=2 if words else 3, is_bold=True)
                rest = _in_lines(words, width, letters, most=3)
                if head and (rest or not words):
                    forms.append(Label((*head, *rest), letters, palette.text, bold=len(head), quiet=palette.muted))
        for few in dict.fromkeys((months, short)):
            if lines := _in_lines(few, across, letters, most=1 if span.is_exact else 2, is_bold=True):
                forms.append(Label(tuple(lines), letters, palette.text, bold=len(lines)))
        level = line.count_on(begin)
        edge = 0.4 * letters
        middle = begin + (end - begin) / 2
        # A day is whole; what it lacks of the middle is a shift.
        off = (scale.x(begin) + scale.x(end)) / 2 - scale.x(middle)
        spots: list[_Spot] = [(middle, off, "middle"), (end, -edge, "end"), (begin, edge, "start")]
        side: Literal["above", "below"] = "above" if level < scale.top * 0.6 else "below"
        told = line.explanations[index] if line.explanations else ""
        return self._put(forms, spots, scale.y(level), side=side, told=told)

    def _earlier(self, index: int) -> PlacedLabel | None:
        moment, desa = self.line.earlier_targets[index]
        words, gap = self.line.earlier_words(index), 0.6 * self.letters
        forms: list[tuple[str, ...]] = [words[:1]] if self.line.is_brief else [(" ".join(words),), words, words[:1]]
        labels = [Label(form, self.letters, self.palette.target) for form in forms]
        spots: list[_Spot] = [(moment, -gap, "end"), (moment, gap, "start"), (moment, 0, "middle")]
        y, told = self.scale.y(desa) - 0.8 * self.letters, self.line.earlier_sentence(index)
        # Farther away nobody would see which mark is meant.
        return self._put(labels, spots, y, side="below", farthest=1.5, told=told)

    def _event(self, event: Event) -> PlacedLabel:
        """The title at the top of its dotted line, or a dot there where it finds no room: the rest is told."""
        letters, gap = self.letters, 0.3 * self.letters
        words = "" if self.line.is_brief else shorten(event.title, _EVENT * letters, letters)
        label = Label((words,), letters, self.palette.muted)
        spots: list[_Spot] = [(event.day, gap, "start"), (event.day, -gap, "end")]
        y = self.scale.y(self.line.count_on(event.day))
        side: Literal["above", "below"] = "above" if self.line.count_on(event.day) < self.scale.top * 0.6 else "below"
        found = self._put([label] if words else [], spots, y, side=side, told=event.sentence)
        if found is None:
            dot = Label((_DOT,), letters, self.palette.muted)
            box = dot.at(self.scale.x(event.day), self.scale.floor - dot.height, "middle")
            found = PlacedLabel(dot, box, event.day, 0, "middle", event.sentence)
        return replace(found, is_upright=True)


def _in_lines(words: str, width: float, letters: float, *, most: int, is_bold: bool = False) -> list[str]:
    """The text in so many lines; none where it needs more, or would be shortened or lose a word: "32" of months."""
    lines = wrap(words, width, letters, is_bold=is_bold)
    return lines if len(lines) <= most and " ".join(lines) == visible(words) else []
