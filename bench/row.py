"""One line of a result: medians of ours and of the bare baseline, measured turn by turn."""

from __future__ import annotations

from dataclasses import dataclass
from operator import truediv
from statistics import median

HEADING = f"{'medians, alternating runs':<34}{'ours':>9}    {'bare':>9}    {'ratio':>7}   {'aim':<12}range ours / bare"


@dataclass(frozen=True)
class Row:
    """One line of the result: medians of ours and of the bare baseline, and what is aimed at.

    Without a baseline `bare` is empty. The ratio is the median of those of single turns, where each of ours has its
    own baseline beside it: a machine's speed drifts from turn to turn.
    """

    what: str
    unit: str
    ours: list[float]
    bare: list[float]
    aim: str

    def __str__(self) -> str:
        ours = median(self.ours)
        line = f"{self.what:<34}{ours:>9.2f} {self.unit:<3}"
        if not self.bare:
            return f"{line}{'':>23}   {self.aim:<12}{min(self.ours):.2f}–{max(self.ours):.2f}"
        bare = median(self.bare)
        is_paired = len(self.ours) == len(self.bare)
        ratio = median(map(truediv, self.ours, self.bare)) if is_paired else ours / bare
        return (
            f"{line}{bare:>9.2f} {self.unit:<3}{ratio:>7.2f}   {self.aim:<12}"
            f"{min(self.ours):.2f}–{max(self.ours):.2f} / {min(self.bare):.2f}–{max(self.bare):.2f}"
        )
