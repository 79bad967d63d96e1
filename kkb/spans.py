"""When something happened, as far as it is known: interval-censored dates, and counts that are certain or possible.

A span holds every day on which a thing may have happened, the first and the last included. A window is (begin, end]:
`begin` itself lies before it. What lies in a window happened there for certain; what touches it possibly did.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """True if the day is known."""
        return self.first == self.last

    def iso(self) -> str:
        """As in ISO 8601-2: "2018-05-02", or "2014-01-01/2023-05-10"."""
        return self.first.isoformat() if self.is_day else f"{self.first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many there were at least (`certain`) and at most (`possible`)."""

    certain: int
    possible: int

    @property
    def is_exact(self) -> bool:
        return self.certain == self.possible

    @property
    def unsure(self) -> int:
        """How many may or may not be among them."""
        return self.possible - self.certain


@dataclass(frozen=True, slots=True)
class Gain:
    """What a window brought: desa that formed their Pokja (gross), Pokja dissolved, and the difference (net)."""

    formed: Count
    ended: int

    @property
    def net(self) -> Count:
        return Count(self.formed.certain - self.ended, self.formed.possible - self.ended)

    def per_month(self, months: int) -> tuple[float, float]:
        """The least and the greatest net pace in a window of so many months, in desa per month."""
        return self.net.certain / months, self.net.possible / months


@dataclass(frozen=True, slots=True)
class Standstill:
    """A time in which no Pokja can have been formed: after `begin`, before `end`.

    `is_exact`: a formation or the day of the state stands at either edge. Else it may have lasted longer.
    """

    begin: date
    end: date
    is_exact: bool = True

    @property
    def months(self) -> int:
        """Whole months that it lasted, or lasted at least."""
        return months_between(self.begin, self.end)


def months_between(first: date, last: date) -> int:
    """Whole months from `first` to `last`.

    In a month without the day of `first` its last day completes the month, as EDATE does in Excel and `term_end` of
    `kkb.store.erasure` here: 31 December to 30 November are 11 months, 31 December to 29 November are 10.
    """
    is_complete = last.day >= min(first.day, monthrange(last.year, last.month)[1])
    return (last.year - first.year) * 12 + last.month - first.month - (not is_complete)
