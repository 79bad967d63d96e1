"""Less work for the garbage collector: the tests themselves stay until the end, so they need not be searched."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    # Among so many objects a search costs more than the few that it finds.
    gc.set_threshold(20_000, 20, 50)
