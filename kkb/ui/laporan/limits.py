"""How many reports one address may send in a day, in memory: who reported is not noted by address anywhere."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date

PER_ADDRESS = 5
"""Reports a day."""

TRIES = 30
"""Forms a day that are looked at, refused ones included: a photo costs work."""

_MOST_ADDRESSES = 10_000


class DayLimits:
    """Counts per address and day. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: OrderedDict[tuple[date, str], tuple[int, int]] = OrderedDict()

    def take_try(self, address: str, day: date) -> bool:
        """Count a form of an address; False where it has sent its reports of the day, or too many forms.

        It counts as a report until it is given back, so that several at once are no more than one after the other.
        """
        with self._lock:
            reports, tries = self._counts.get((day, address), (0, 0))
            if reports >= PER_ADDRESS or tries >= TRIES:
                return False
            self._counts[day, address] = reports + 1, tries + 1
            self._counts.move_to_end((day, address))
            while len(self._counts) > _MOST_ADDRESSES:
                self._counts.popitem(last=False)
            return True

    def give_back(self, address: str, day: date) -> None:
        """The form became no report."""
        with self._lock:
            reports, tries = self._counts.get((day, address), (0, 0))
            self._counts[day, address] = max(0, reports - 1), tries
