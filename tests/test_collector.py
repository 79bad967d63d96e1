"""The collector pauses for whoever needs it, and goes on when the last of them is done."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from kkb.collector import paused_collector


def test_it_pauses_inside_and_goes_on_outside_after_an_error_too() -> None:
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), paused_collector():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()


def test_the_first_of_two_threads_that_is_done_does_not_start_it_for_the_other() -> None:
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with paused_collector():
            inside.set()
            done.wait(5)

    other = threading.Thread(target=hold)
    with paused_collector():
        other.start()
        assert inside.wait(5)
    assert not gc.isenabled()
    done.set()
    other.join()
    assert gc.isenabled()


def test_where_it_was_off_before_it_stays_off() -> None:
    gc.disable()
    try:
        with paused_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_made_inside_is_old_afterwards_and_still_collected() -> None:
    class Ring:
        me: Ring

    with paused_collector():
        ring = Ring()
        ring.me = ring
    assert all(ring is not one for one in gc.get_objects(generation=0))
    assert any(ring is one for one in gc.get_objects(generation=2))
    gone = weakref.ref(ring)
    del ring
    gc.collect()
    assert gone() is None
