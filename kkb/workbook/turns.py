"""Which files are read now: whoever has had least of the children goes first, and a long one makes way meanwhile.

Pure bookkeeping: `kkb.workbook.parent` starts the processes, and stops, continues and ends them as it is told here.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

SLICE_SECONDS = 0.5
"""How much more than another an owner must have had before its file makes way. An ordinary recap needs less."""

_REMEMBERED_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Owner:
    """Who asked for a file to be read. `is_here` is False once nobody waits for the answer any more."""

    name: str = ""
    is_here: Callable[[], bool] = lambda: True


class State(Enum):
    """What a file does. It has a child process unless it is WAITING; a file that had one and lost it starts again."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"


Tell = Callable[[State], None]
"""Stops (PAUSED), continues (RUNNING) or ends (WAITING) the child of a turn."""


@dataclass(eq=False, slots=True)
class Turn:
    """One file. `used`: the seconds that its present child has run. Changed by `Turns` alone."""

    owner: str
    state: State = State.WAITING
    used: float = 0.0
    was_started: bool = False
    lost_child: bool = False
    tell: Tell | None = field(default=None, repr=False)


class Turns:
    """Shares `at_once` running children, and `alive` running or paused ones, among owners. Safe in any thread.

    Next comes the file whose owner has used least of late; of one owner, the file that came first. Where all turns are
    taken, a running file pauses for one whose owner has used `SLICE_SECONDS` less. Where no more children may be alive,
    a new file takes the place of the one whose owner has used most: that one waits, and is read from its beginning.
    Without `can_pause` every file keeps its turn to the end.
    """

    def __init__(
        self, *, at_once: int = 2, alive: int = 4, can_pause: bool = True, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._at_once, self._alive, self._can_pause, self._clock = at_once, alive, can_pause, clock
        self._turns: list[Turn] = []
        self._used: defaultdict[str, float] = defaultdict(float)
        self._last: dict[str, float] = {}
        self._settled_at = clock()
        self._changed = threading.Condition()

    def join(self, owner: str) -> Turn:
        """A turn for one more file, which may be running at once."""
        turn = Turn(owner)
        with self._changed:
            self._turns.append(turn)
            self._settle()
        return turn

    def attach(self, turn: Turn, tell: Tell) -> None:
        """The child of a turn that has been let run; it may have lost its turn again by now."""
        with self._changed:
            turn.tell, turn.lost_child = tell, turn.state is State.WAITING
            if turn.state is not State.RUNNING:
                tell(turn.state)

    def detach(self, turn: Turn) -> bool:
        """The child of this turn has ended; False if it had to make way, so that the file must be read again."""
        with self._changed:
            is_whole, turn.lost_child, turn.tell = not turn.lost_child, False, None
            return is_whole

    def leave(self, turn: Turn) -> None:
        """The file is done with."""
        with self._changed:
            self._charge()
            self._turns.remove(turn)
            self._settle()

    def settle(self, seconds: float = 0) -> None:
        """Share out anew by what was used up to now; first wait until something changes, `seconds` at most."""
        with self._changed:
            self._changed.wait(seconds)
            self._settle()

    def end_all(self) -> None:
        """End every child."""
        with self._changed:
            for turn in self._turns:
                if turn.tell is not None:
                    turn.tell(State.WAITING)

    def _settle(self) -> None:
        self._charge()
        # sorted() keeps the order in which they came.
        for turn in sorted(self._turns, key=lambda turn: self._used[turn.owner]):
            if turn.state is not State.RUNNING and self._make_room(turn):
                self._put(turn, State.RUNNING)

    def _charge(self) -> None:
        now, past = self._clock(), self._settled_at
        self._settled_at = now
        for turn in self._turns:
            self._last[turn.owner] = now
            if turn.state is State.RUNNING:
                turn.used += now - past
                self._used[turn.owner] += now - past
        for owner in [owner for owner, last in self._last.items() if now - last > _REMEMBERED_SECONDS]:
            del self._last[owner]
            self._used.pop(owner, None)

    def _make_room(self, turn: Turn) -> bool:
        """True if the turn may run now, after others have made way where they had to."""
        running = [one for one in self._turns if one.state is State.RUNNING]
        alive = [one for one in self._turns if one.state is not State.WAITING]
        # One place is kept for files that are new: to end a child for each of them would be dear.
        places = self._alive - turn.was_started * self._can_pause
        ends = self._richest(alive) if turn.state is State.WAITING and len(alive) >= places else None
        pauses = self._richest(running) if len(running) >= self._at_once and ends not in running else None
        making_way = [one for one in (ends, pauses) if one is not None]
        if making_way and not self._can_pause:
            return False
        # What was ended once waits for a free place, or two files could end each other for ever.
        if ends is not None and turn.was_started:
            return False
        if any(self._used[one.owner] < self._used[turn.owner] + SLICE_SECONDS for one in making_way):
            return False
        if pauses is not None:
            self._put(pauses, State.PAUSED)
        if ends is not None:
            self._put(ends, State.WAITING)
        return True

    def _richest(self, turns: list[Turn]) -> Turn:
        return max(turns, key=lambda turn: (self._used[turn.owner], turn.used))

    def _put(self, turn: Turn, state: State) -> None:
        turn.state = state
        if state is State.RUNNING:
            turn.was_started = True
        elif state is State.WAITING:
            turn.used, turn.lost_child = 0.0, True
        if turn.tell is not None:
            turn.tell(state)
        self._changed.notify_all()
