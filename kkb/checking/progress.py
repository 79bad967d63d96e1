"""How far a check of many rows is, for those who wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

OnProgress = Callable[[int, int], object]
"""Called with the number of rows done and the number of all rows."""

STEP = 4_000
"""Rows between two reports. A smaller check is done at once and reports nothing."""

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

    def over(self, rows: Iterable[T]) -> Iterator[T]:
        """The rows of one table in one pass, counted on their way."""
        for row in rows:
            yield row
            self._done += 1
            if self._tell is not None and self._total >= STEP and self._done % STEP == 0:
                self._tell(min(self._done // _PASSES, self._total), self._total)

    def finish(self) -> None:
        """All rows are done, or the check has ended before them."""
        if self._tell is not None and self._total >= STEP:
            self._tell(self._total, self._total)
