"""Less work for the garbage collector: the tests themselves stay until the end, so they need not be searched."""

from __future__ import annotations

import gc

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """What is collected stays: nothing to be found yet."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.enable()
    gc.collect()
    gc.freeze()
    # Among so many objects a search costs more than the few that it finds.
    gc.set_threshold(20_000, 20, 50)
