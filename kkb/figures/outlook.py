"""When the rest would be done at past and assumed paces: the ends, their words, and where those stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kkb.figures.letters import width_of
from kkb.figures.placing import Anchor
from kkb.formatting import format_count, format_date_short, format_month, format_month_short
from kkb.indicators import Perkiraan
from kkb.narrative import NO_PROJECTION

_LONGEST_YEARS = 8
"""The figure reaches this far; a later end is told at its edge, so that one far year does not flatten the rest."""
_APART = 0.5
"""Between labels in one row, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class OutlookEnd:
    """A day on which the target would be, or should be, reached: `words` stand beside it, `name` says it in full."""

    day: date
    words: str
    name: str
    kind: Literal["past pace", "assumed pace", "target"]


@dataclass(frozen=True, slots=True)
class PlacedEnd:
    """The label of an end: its `row` above the target, and by which side it stands at `day`."""

    end: OutlookEnd
    words: str
    row: int
    day: date
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class OutlookFacts:
    """From the count on `day` to the target, on an axis from `first` to `last`.

    `band` is the range of past paces, None where one of its ends is open. `reason` says why there is no end at all.
    """

    day: date
    formed_desa: int
    target_desa: int
    first: date
    last: date
    ends: tuple[OutlookEnd, ...] = ()
    band: tuple[date, date] | None = None
    reason: str = ""

    @property
    def start_words(self) -> str:
        """What stands at the start: "15 desa"."""
        return f"{format_count(self.formed_desa)} desa"

    def place_ends(self, width: float, letters: float) -> list[PlacedEnd]:
        """The labels of the ends on an axis so wide, each in the lowest row that is free where it stands."""
        return list(self._places(width, letters))

    def _places(self, width: float, letters: float) -> Iterator[PlacedEnd]:
        free_from: list[float] = []
        for end in sorted(self.ends, key=lambda end: (end.day, end.words)):
            words = end.words + (" →" if end.day > self.last else "")
            middle = (min(end.day, self.last) - self.first) / (self.last - self.first) * width
            wide = width_of(words, letters)
            # Kept inside the figure at both ends.
            begin = min(max(middle - wide / 2, 0.0), width - wide)
            row = next((row for row, free in enumerate(free_from) if free <= begin), len(free_from))
            free_from[row : row + 1] = [begin + wide + _APART * letters]
            if begin <= 0:
                yield PlacedEnd(end, words, row, self.first, "start")
            elif begin + wide >= width:
                yield PlacedEnd(end, words, row, self.last, "end")
            else:
                yield PlacedEnd(end, words, row, end.day, "middle")


def outlook_of(
    perkiraan: Perkiraan | None,
    *,
    day: date,
    formed_desa: int,
    target_desa: int | None,
    target_day: date | None,
    what_if: date | None = None,
) -> OutlookFacts:
    """The range of `Perkiraan`, the end at an assumed pace (`what_if`), and the day of the target."""
    fast = perkiraan.paling_cepat if perkiraan else None
    slow = perkiraan.paling_lambat if perkiraan else None
    edge = day + timedelta(days=round(_LONGEST_YEARS * 365.25))
    last = min(max([day, *(end for end in (fast, slow, what_if, target_day) if end)]), edge) + timedelta(days=200)
    facts = OutlookFacts(day, formed_desa, target_desa or 0, min(day, target_day or day), last)
    if target_desa is None or target_desa <= formed_desa:
        return replace(facts, reason="Tidak ada yang tersisa untuk diperkirakan")
    reason = perkiraan.alasan if perkiraan else None
    if reason is not None and what_if is None:
        return replace(facts, reason=f"Belum dapat diperkirakan: {NO_PROJECTION[reason]}")
    ends = [
        OutlookEnd(end, f"{words} {format_month_short(end)}", f"{words} {format_month(end)}", "past pace")
        for end, words in ((fast, "paling cepat"), (slow, "paling lambat"))
        if end is not None
    ]
    if what_if is not None:
        name = f"andai: {format_month(what_if)}"
        ends.append(OutlookEnd(what_if, f"andai {format_month_short(what_if)}", name, "assumed pace"))
    if target_day is not None:
        words = f"Target {format_date_short(target_day)}"
        ends.append(OutlookEnd(target_day, words, words, "target"))
    return replace(facts, ends=tuple(ends), band=(fast, slow) if fast and slow else None)
