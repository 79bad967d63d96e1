"""Where marks of days stand in a frame, those of the line to the target, and what they take of the room."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from kkb.figures.axis_steps import nice_steps
from kkb.figures.facts import LineFacts, UndatedStep
from kkb.figures.letters import width_of
from kkb.figures.placing import Box, Point, Room
from kkb.formatting import format_count

END_SIZE = 1.27
"""The number at the end of the line is bigger than the other letters, by this."""
STROKE = 0.17
"""Width of the staircase, in sizes of the letters."""
MARGIN = 1.75
"""Above the scale, for the words on the target, and below it, for the years; in the same."""
_FINEST = 0.05
"""What two steps are apart at least to be seen as two, in the same."""
DIAMOND = 0.34
"""From the middle of a target's mark to its corners, in sizes of the letters."""


class DayScale:
    """From (day, desa) to units of a frame `width` × `height` whose letters are `letters` big.

    The axis goes from `first` to `last` and from 0 to `top`; `head` is left free above it, in sizes of the letters.
    """

    def __init__(
        self,
        first: date,
        last: date,
        top: int,
        width: float,
        height: float,
        letters: float,
        head: float = MARGIN,
    ) -> None:
        self.letters, self.first, self.last, self.top = letters, first, last, top
        self.is_sparse = False
        self.step = next(s for s in nice_steps() if self.top / s <= 4.5 or s >= 50_000)
        ticks = [format_count(desa) for desa in self.counts()]
        tick_room = max(width_of(words, letters) for words in ticks) + 0.4 * letters
        # The first year stands in the middle below the start of the line.
        self.left = max(tick_room, width_of(str(self.first.year), letters) / 2)
        self.right = width - 0.5 * letters
        self.head = head * letters
        self.floor = height - MARGIN * letters
        across = self.right - self.left
        self._per_day = across / max((last - first).days, 1)

    def x(self, day: date) -> float:
        return self.left + max((day - self.first).days, 0) * self._per_day

    def y(self, desa: float) -> float:
        return self.floor - desa / self.top * (self.floor - self.head)

    @property
    def per_year(self) -> float:
        return self._per_day * 365.25

    def counts(self) -> range:
        """The numbers beside the axis."""
        return range(0, self.top + 1, self.step)

    def years(self) -> list[date]:
        """First days of the years named below the axis: 2015, 2020, 2025 rather than 2014, 2019, 2024."""
        wide = width_of("2000", self.letters) + (6 if self.is_sparse else 0.7) * self.letters
        every = next(s for s in nice_steps() if s * self.per_year >= wide or s >= 50)
        begin = self.first.year if every < 5 or self.is_sparse else -(-self.first.year // every) * every
        days = (date(year, 1, 1) for year in range(begin, self.last.year + 2, every))
        return [day for day in days if self.first <= day <= self.last]


class LineScale(DayScale):
    """The scale of the line to the target: wide enough for its plans, and for what stands at its end."""

    def __init__(self, line: LineFacts, width: float, height: float, letters: float, top_desa: int = 1) -> None:
        ends = [line.day, *(moment for moment, _ in line.earlier_targets)]
        levels = [count for _, count in line.steps] + [desa for _, desa in line.earlier_targets]
        if line.target is not None:
            ends.append(line.target[0])
            levels.append(line.target[1])
        super().__init__(line.steps[0][0], max(ends), max(*levels, top_desa, 1), width, height, letters)
        self.is_sparse = line.is_brief
        # The label at the end of the line stands to its right.
        needed = width_of(line.end_words, END_SIZE * letters, is_bold=True) + 0.4 * letters
        lacking = max(0.0, needed - (self.x(self.last) - self.x(line.day)))
        self._per_day *= max(1 - lacking / (self.right - self.left), 1 / 4)

    def shows_commitment(self, line: LineFacts) -> bool:
        """True if the day of the commitment lies on the axis."""
        return line.start_of_path is not None and self.first <= line.start_of_path[0] <= self.last

    def staircase(self, line: LineFacts) -> list[Point]:
        """The corners of the line; of steps that nobody could tell apart only the last is drawn."""
        ends: dict[int, tuple[float, int]] = {}
        for day, count in line.steps:
            place = round(self.x(day) / (_FINEST * self.letters))
            ends[place] = (ends[place][0] if place in ends else self.x(day), count)
        points: list[Point] = []
        for x, count in ends.values():
            y = self.y(count)
            if points and points[-1][1] != y:
                points.append((x, points[-1][1]))
            points.append((x, y))
        return points

    def undated(self, line: LineFacts) -> list[tuple[UndatedStep, Box]]:
        """What has no certain day, from the first day on which it may have been formed to that on which it counts."""
        return [
            (one, Box(self.x(one.begin), self.y(one.foot + len(one.names)), self.x(counted), self.y(one.foot)))
            for one in line.undated
            if one.begin < (counted := line.steps[one.index][0])
        ]

    def way(self, line: LineFacts) -> list[Point]:
        """The dashed line to the target; empty without one."""
        return [(self.x(day), self.y(desa)) for day, desa in line.way]

    def commitment(self, line: LineFacts) -> list[Point]:
        """The upright on the day of the commitment."""
        if line.start_of_path is None or not self.shows_commitment(line):
            return []
        x = self.x(line.start_of_path[0])
        return [(x, self.y(0)), (x, self.y(self.top))]

    def take_marks(self, room: Room, line: LineFacts) -> None:
        """What the marks take of the room: letters keep away from all of it."""
        for _, box in self.undated(line):
            room.take(box)
        room.take_line(self.way(line))
        room.take_line(self.commitment(line))
        corners, thick = self.staircase(line), STROKE * self.letters
        room.take(around(corners[-1], 0.3 * self.letters))
        # A thick line is a box, not a stroke.
        for (x0, y0), (x1, y1) in pairwise(corners):
            room.take(Box(min(x0, x1) - thick, min(y0, y1) - thick, max(x0, x1) + thick, max(y0, y1) + thick))
        targets = [*line.earlier_targets, *([line.target] if line.target else [])]
        for moment, desa in targets:
            room.take(around((self.x(moment), self.y(desa)), DIAMOND * self.letters))


def around(place: Point, half: float) -> Box:
    """The square around a place."""
    x, y = place
    return Box(x - half, y - half, x + half, y + half)
