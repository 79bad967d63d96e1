"""Sentences that carry what they claim: whoever holds them to the data need not read their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kkb.spans import Count, Standstill


@dataclass(frozen=True, slots=True)
class Claim:
    """Desa that formed their Pokja in the window (begin, end]: at least so many, at most so many (None: not said)."""

    begin: date
    end: date
    at_least: int
    at_most: int | None = None


def formed_in(begin: date, end: date, count: Count) -> Claim:
    """The claim of a count that is told whole."""
    return Claim(begin, end, count.certain, count.possible)


def nothing_in(span: Standstill) -> Claim:
    """The claim that nothing was formed between the edges of a standstill."""
    return Claim(span.begin, date.fromordinal(span.end.toordinal() - 1), 0, 0)


class Statement(str):
    """A text with its `claims`."""

    __slots__ = ("claims",)
    claims: tuple[Claim, ...]

    def __new__(cls, text: str, claims: Iterable[Claim] = ()) -> Statement:
        made = super().__new__(cls, text)
        made.claims = tuple(claims)
        return made
