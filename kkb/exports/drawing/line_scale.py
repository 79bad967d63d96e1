"""Where a day and a count of desa stand in the line to the target; the room of its axes and of the label at its end."""

from __future__ import annotations

from datetime import date

from kkb.briefing.facts import LineFacts
from kkb.exports.axis_steps import nice_steps
from kkb.exports.drawing.base import Frame
from kkb.exports.drawing.letters import width_of
from kkb.formatting import format_count

END_SIZE = 1.25
"""The number at the end of the line is bigger than the other letters, by this."""
DIAMOND = 0.34
"""From the middle of a target's mark to its corners, in sizes of the letters."""


def end_words(line: LineFacts) -> str:
    """What stands at the end of the line: how many desa have a Pokja."""
    return f"{format_count(line.steps[-1][1])} desa"


class LineScale:
    """From (day, desa) to units of the drawing."""

    def __init__(self, line: LineFacts, frame: Frame, top_desa: int) -> None:
        ends = [line.day, *(moment for moment, _ in line.earlier_targets)]
        levels = [count for _, count in line.steps] + [desa for _, desa in line.earlier_targets]
        if line.target is not None:
            ends.append(line.target[0])
            levels.append(line.target[1])
        self.letters = frame.letters
        self.first = line.steps[0][0]
        self.last = max(ends)
        self.top = max(*levels, top_desa, 1)
        self.step = next(s for s in nice_steps() if self.top / s <= 4.5 or s >= 50_000)
        ticks = [format_count(desa) for desa in range(0, self.top + 1, self.step)]
        tick_room = max(width_of(words, frame.letters) for words in ticks) + 0.4 * frame.letters
        # The first year stands in the middle below the start of the line.
        self.left = max(tick_room, width_of(str(self.first.year), frame.letters) / 2)
        self.right = frame.width - 0.5 * frame.letters
        self.head = 1.75 * frame.letters
        self.floor = frame.height - 1.75 * frame.letters
        days = max((self.last - self.first).days, 1)
        across = self.right - self.left
        # The label at the end of the line stands to its right.
        behind = (self.last - line.day).days / days * across
        needed = width_of(end_words(line), END_SIZE * frame.letters, is_bold=True) + 0.4 * frame.letters
        self._per_day = max(across - max(0.0, needed - behind), across / 4) / days

    def x(self, day: date) -> float:
        return self.left + max((day - self.first).days, 0) * self._per_day

    def y(self, desa: float) -> float:
        return self.floor - desa / self.top * (self.floor - self.head)

    @property
    def per_year(self) -> float:
        return self._per_day * 365.25

    def shows_commitment(self, line: LineFacts) -> bool:
        """True if the day of the commitment lies on the axis."""
        return line.start_of_path is not None and self.first <= line.start_of_path[0] <= self.last
