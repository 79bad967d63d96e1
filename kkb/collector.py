"""Python's collector of cycles, paused while something makes millions of small objects and no cycles."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pausing = 0
_was_on = False


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the collector; it goes on when the last of all threads that paused it is done.

    It looks at every living object again and again, which takes most of the time of a check of 84,000 desa.
    """
    global _pausing, _was_on
    with _lock:
        if not _pausing:
            _was_on = gc.isenabled()
            gc.disable()
        _pausing += 1
    try:
        yield
    finally:
        with _lock:
            _pausing -= 1
            if not _pausing and _was_on:
                # What was made becomes old at once, without a look at each of it.
                gc.freeze()
                gc.unfreeze()
                gc.enable()
