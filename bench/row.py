"""One line of a result: medians of ours and of the bare baseline, measured turn by turn."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

HEADING = f"{'medians, alternating runs':<34}{'ours':>9}    {'bare':>9}    {'ratio':>7}   {'aim':<12}range ours / bare"


@dataclass(frozen=True)
class Row:
    """One line of the result: medians of ours and of the bare baseline, and what is aimed at.

    Without a baseline `bare` is empty.
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
        return (
            f"{line}{bare:>9.2f} {self.unit:<3}{ours / bare:>7.2f}   {self.aim:<12}"
            f"{min(self.ours):.2f}–{max(self.ours):.2f} / {min(self.bare):.2f}–{max(self.bare):.2f}"
        )
