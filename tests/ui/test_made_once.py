"""What is made once is the same for every reader, is made by one of them, and is forgotten in time."""

from __future__ import annotations

import threading

import pytest

from kkb.ui.frame.made_once import forget_all, made_once


def test_the_same_arguments_give_the_same_thing() -> None:
    @made_once(entries=4)
    def listed(first: int, second: str = "") -> list[object]:
        return [first, second]

    assert listed(1, "a") is listed(1, "a")
    assert listed(1, "a") == [1, "a"]
    assert listed(1, "b") == [1, "b"]
    assert listed(1, second="b") is listed(1, second="b")
    assert listed(1) == [1, ""]


def test_what_was_not_looked_up_for_longest_goes_first() -> None:
    made: list[int] = []

    @made_once(entries=2)
    def noted(number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        noted(number)
    assert made == [1, 2, 3, 2]


def test_what_fails_is_tried_again() -> None:
    answers = iter([ZeroDivisionError, None])

    @made_once()
    def opened() -> str:
        if error := next(answers):
            raise error
        return "open"

    with pytest.raises(ZeroDivisionError):
        opened()
    assert opened() == "open"
    assert opened() == "open"


def test_two_who_ask_at_once_get_one_thing() -> None:
    begun, may_end = threading.Event(), threading.Event()
    found: list[object] = []

    @made_once()
    def slow() -> object:
        begun.set()
        may_end.wait(5)
        return object()

    readers = [threading.Thread(target=lambda: found.append(slow())) for _ in range(2)]
    for reader in readers:
        reader.start()
    assert begun.wait(5)
    may_end.set()
    for reader in readers:
        reader.join()
    assert len(found) == 2
    assert found[0] is found[1]


def test_who_asks_for_what_is_there_does_not_wait_for_another_thing() -> None:
    begun, may_end = threading.Event(), threading.Event()

    @made_once(entries=2)
    def made(number: int) -> int:
        if number == 2:
            begun.set()
            may_end.wait(5)
        return number

    made(1)
    maker = threading.Thread(target=made, args=(2,))
    maker.start()
    assert begun.wait(5)
    reader = threading.Thread(target=made, args=(1,))
    reader.start()
    reader.join(2)
    has_waited = reader.is_alive()
    may_end.set()
    maker.join()
    assert not has_waited


def test_all_can_be_forgotten() -> None:
    @made_once()
    def thing() -> object:
        return object()

    first = thing()
    forget_all()
    assert thing() is not first
