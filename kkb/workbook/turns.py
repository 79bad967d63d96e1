"""Which files are read now: whoever has had least of the children goes first, and a long one makes way meanwhile.

Pure bookkeeping: `kkb.workbook.parent` starts the processes, and stops and continues them as it finds it here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

SLICE_SECONDS = 0.5
"""How much more than another an owner must have had before its file makes way. An ordinary recap needs less."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who asked for a file to be read. `is_here` is False once nobody waits for the answer any more."""

    name: str = ""
    is_here: Callable[[], bool] = lambda: True


@dataclass(eq=False, slots=True)
class Turn:
    """One file. `used`: the seconds that it has run. It has a child from its first run on, which stops in between."""

    owner: str
    used: float = 0.0
    has_child: bool = False
    runs: bool = False


class Turns:
    """Shares `at_once` running children, and `alive` running or stopped ones, among owners. Safe in any thread.

    Next comes the file whose owner has used least for the files it has here; of one owner, the file that came first.
    Where all turns are taken, a running file stops for one whose owner has used `SLICE_SECONDS` less, unless nothing
    `can_pause`. Six long files and a good one fit; at worst `alive` children hold the memory that each may take
    (`Limits.address_space_bytes`): 8 × 768 MB = 6 GB. A new file beyond that waits for one to end.
    """

    def __init__(
        self, *, at_once: int = 2, alive: int = 8, can_pause: bool = True, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._at_once, self._alive, self._can_pause, self._clock = at_once, alive, can_pause, clock
        self._turns: list[Turn] = []
        self._settled_at = clock()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, owner: str) -> Iterator[Turn]:
        """A turn for one more file, until it is done with."""
        turn = Turn(owner)
        with self._lock:
            self._turns.append(turn)
        try:
            yield turn
        finally:
            with self._lock:
                self._turns.remove(turn)

    def settle(self) -> None:
        """Share out anew by what was used up to now; to be called again and again while a file is here."""
        with self._lock:
            now, past = self._clock(), self._settled_at
            self._settled_at = now
            for turn in self._turns:
                turn.used += (now - past) if turn.runs else 0
            # sorted() keeps the order in which they came.
            for turn in sorted(self._turns, key=self._used):
                if not turn.runs and self._make_room(turn):
                    turn.runs = turn.has_child = True

    def _used(self, turn: Turn) -> float:
        return sum(one.used for one in self._turns if one.owner == turn.owner)

    def _make_room(self, turn: Turn) -> bool:
        """True if the turn may run now, after another has stopped where it had to."""
        if not turn.has_child and sum(one.has_child for one in self._turns) >= self._alive:
            return False
        running = [one for one in self._turns if one.runs]
        if len(running) < self._at_once:
            return True
        most = max(running, key=lambda one: (self._used(one), one.used))
        if not self._can_pause or self._used(most) < self._used(turn) + SLICE_SECONDS:
            return False
        most.runs = False
        return True
