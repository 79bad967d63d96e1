"""How far a check is, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

T = TypeVar("T")

OnProgress = Callable[[int, int], object]
"""Is told the rows that are done, and how many there are."""

STEP = 4_000
"""Rows between two words of it; of a smaller recap nothing is told, for it is done at once."""

_PASSES = 2
"""Every row is read, then settled against what is stored."""


class Progress:
    """Counts the rows of one check through its passes."""

    def __init__(self, tell: OnProgress | None = None) -> None:
        self._tell = tell
        self._done = 0
        self._total = 0

    def expect(self, rows: int) -> None:
        """How many rows there are in all."""
        self._total = rows

    def over(self, rows: Sequence[T]) -> Iterator[T]:
        """The rows of one table in one pass, counted on their way."""
        return chain.from_iterable(self.stretches(rows))

    def stretches(self, rows: Sequence[T]) -> Iterator[Sequence[T]]:
        """The same rows, as many at a time as are told of together."""
        for start in range(0, len(rows), STEP):
            yield rows[start : start + STEP]
            if self._tell is not None and self._total >= STEP:
                self._done += min(STEP, len(rows) - start)
                self._tell(min(self._done // _PASSES, self._total), self._total)

    def finish(self) -> None:
        """All rows are done, or the check has ended before them."""
        if self._tell is not None and self._total >= STEP:
            self._tell(self._total, self._total)
