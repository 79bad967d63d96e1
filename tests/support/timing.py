"""How long work takes at least. These tests guard against cost that grows with the square; figures are for bench/."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 5


def least_seconds(work: Callable[[], object], *, bound: float) -> float:
    """Processor time of the quickest of up to five runs; the first below `bound` is the last.

    A busy machine can double the time of any run; it makes none quicker.
    """
    least = float("inf")
    for _ in range(TRIES):
        began = time.process_time()
        work()
        least = min(least, time.process_time() - began)
        if least < bound:
            break
    return least
