"""Whose file is read: turns among owners, without a process and without a clock of its own."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack

from hypothesis import given
from hypothesis import strategies as st

from kkb.workbook.turns import SLICE_SECONDS, Turn, Turns

R, P, W = "runs", "stopped", "waits"


class House:
    """Turns with a clock that is set by hand."""

    def __init__(self, **options: bool) -> None:
        self.now = 0.0
        self.turns = Turns(clock=lambda: self.now, **options)
        self.files: dict[Turn, ExitStack] = {}

    def join(self, owner: str) -> Turn:
        stack = ExitStack()
        turn = stack.enter_context(self.turns.turn(owner))
        self.files[turn] = stack
        self.turns.settle()
        return turn

    def pass_time(self, seconds: float, step: float = 0.1) -> None:
        until = self.now + seconds
        while self.now < until - step / 2:
            self.now += step
            self.turns.settle()

    def leave(self, turn: Turn) -> None:
        self.files.pop(turn).close()
        self.turns.settle()


def states(turns: Iterable[Turn]) -> list[str]:
    return [R if turn.runs else P if turn.has_child else W for turn in turns]


def test_two_run_and_of_one_owner_the_next_waits_for_an_end() -> None:
    house = House()
    files = [house.join("a") for _ in range(4)]
    house.pass_time(20)
    assert states(files) == [R, R, W, W]
    house.leave(files[0])
    assert states(files[1:]) == [R, R, W]


def test_a_file_of_another_runs_at_once_and_the_long_one_goes_on_after_it() -> None:
    house = House()
    long = [house.join("a"), house.join("b")]
    house.pass_time(3)
    good = house.join("c")
    assert good.runs
    assert sorted(states(long)) == [R, P]
    house.leave(good)
    assert states(long) == [R, R]


def test_an_ordinary_file_is_not_interrupted() -> None:
    house = House()
    first = [house.join("a"), house.join("b")]
    house.pass_time(SLICE_SECONDS - 0.2)
    assert states([house.join("c")]) == [W]
    assert states(first) == [R, R]


def test_owners_get_the_same_time_in_rounds_however_many_files_they_have() -> None:
    house = House()
    for owner in ("a", "a", "a", "b"):
        house.join(owner)
    house.pass_time(30)
    used = {owner: sum(turn.used for turn in house.files if turn.owner == owner) for owner in "ab"}
    # The one with a single file can use one turn of the two at most.
    assert abs(used["a"] - used["b"]) <= 2 * SLICE_SECONDS


def test_six_slow_files_of_six_never_hold_a_new_one_up_and_all_go_on() -> None:
    house = House()
    slow = [house.join(f"s{number}") for number in range(6)]
    house.pass_time(3)
    for number in range(5):
        good = house.join(f"good {number}")
        assert good.runs
        house.pass_time(0.2)
        assert good.runs
        house.leave(good)
        house.pass_time(0.5)
    used = sorted(turn.used for turn in slow)
    assert used[-1] - used[0] <= 2 * SLICE_SECONDS


def test_a_file_for_which_there_is_no_child_waits_for_one_to_end() -> None:
    house = House()
    slow = [house.join(f"s{number}") for number in range(8)]
    house.pass_time(20)
    good = house.join("good")
    house.pass_time(5)
    assert states([good]) == [W]
    house.leave(slow[0])
    assert good.runs


def test_where_nothing_can_pause_each_keeps_its_turn() -> None:
    house = House(can_pause=False)
    long = [house.join("a"), house.join("b")]
    house.pass_time(10)
    good = house.join("c")
    assert states([*long, good]) == [R, R, W]
    house.leave(long[0])
    assert good.runs


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([0.0, 0.1, 0.6, 2.0]), st.booleans()), max_size=60))
def test_never_more_than_two_run_nor_eight_live_and_a_turn_is_never_left_unused(
    steps: list[tuple[str, float, bool]],
) -> None:
    house = House()
    for owner, seconds, leaves in steps:
        house.join(owner)
        house.pass_time(seconds)
        if leaves and (ready := [turn for turn in house.files if turn.runs]):
            house.leave(ready[0])
        found = states(house.files)
        assert found.count(R) == min(2, len(found))
        assert len(found) - found.count(W) <= 8
    while house.files:
        house.pass_time(0.1)
        house.leave(next(turn for turn in house.files if turn.runs))
