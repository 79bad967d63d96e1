"""Whose file is read: turns among owners, without a process and without a clock of its own."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from kkb.workbook.turns import SLICE_SECONDS, State, Turn, Turns

W, R, P = State.WAITING, State.RUNNING, State.PAUSED


class House:
    """Turns with a clock that is set by hand; what each child was told."""

    def __init__(self, **options: bool) -> None:
        self.now = 0.0
        self.turns = Turns(clock=lambda: self.now, **options)
        self.told: dict[Turn, list[State]] = {}

    def join(self, owner: str) -> Turn:
        turn = self.turns.join(owner)
        self.told[turn] = []
        self.start(turn)
        return turn

    def start(self, turn: Turn) -> None:
        """As the parent does when it finds its turn running without a child."""
        if turn.state is R and turn.tell is None:
            self.turns.attach(turn, self.told[turn].append)

    def pass_time(self, seconds: float, step: float = 0.1) -> None:
        until = self.now + seconds
        while self.now < until - step / 2:
            self.now += step
            self.turns.settle()
            for turn in self.told:
                if turn.lost_child:
                    assert not self.turns.detach(turn)
                self.start(turn)

    def leave(self, turn: Turn) -> None:
        assert self.turns.detach(turn)
        del self.told[turn]
        self.turns.leave(turn)


def states(turns: Iterable[Turn]) -> list[State]:
    return [turn.state for turn in turns]


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
    assert good.state is R
    assert sorted(states(long), key=str) == [P, R]
    (paused,) = [turn for turn in long if turn.state is P]
    house.leave(good)
    assert states(long) == [R, R]
    assert house.told[paused][-2:] == [P, R]


def test_an_ordinary_file_is_not_interrupted() -> None:
    house = House()
    first = [house.join("a"), house.join("b")]
    house.pass_time(SLICE_SECONDS - 0.2)
    assert house.join("c").state is W
    assert states(first) == [R, R]


def test_owners_get_the_same_time_in_rounds_however_many_files_they_have() -> None:
    house = House()
    for owner in ("a", "a", "a", "b"):
        house.join(owner)
    house.pass_time(30)
    used = {owner: sum(turn.used for turn in house.told if turn.owner == owner) for owner in "ab"}
    # The one with a single file can use one turn of the two at most.
    assert abs(used["a"] - used["b"]) <= 2 * SLICE_SECONDS


def test_six_slow_files_of_six_never_hold_a_new_one_up_and_few_are_alive() -> None:
    house = House()
    slow = [house.join(f"s{number}") for number in range(6)]
    house.pass_time(3)
    for number in range(5):
        good = house.join(f"good {number}")
        assert good.state is R
        house.pass_time(0.2)
        assert sum(turn.state is not W for turn in house.told) <= 4
        house.leave(good)
        house.pass_time(0.5)
    assert all(turn.was_started for turn in slow)


def test_a_file_that_had_to_make_way_is_read_from_its_beginning() -> None:
    house = House()
    slow = [house.join(f"s{number}") for number in range(6)]
    house.pass_time(3)
    ended = [turn for turn in slow if W in house.told[turn]]
    assert ended
    assert all(turn.used == 0 for turn in ended if turn.state is W)
    for turn in slow:
        if turn not in ended:
            house.leave(turn)
    house.pass_time(0.2)
    assert R in states(ended)


def test_a_turn_lost_before_its_child_is_known_reaches_the_child() -> None:
    house = House()
    starting = [house.turns.join("a"), house.turns.join("a")]
    house.now = 5
    house.join("b")
    (paused,) = [turn for turn in starting if turn.state is P]
    told: list[State] = []
    house.turns.attach(paused, told.append)
    assert told == [P]


def test_where_nothing_can_pause_each_keeps_its_turn() -> None:
    house = House(can_pause=False)
    long = [house.join("a"), house.join("b")]
    house.pass_time(10)
    good = house.join("c")
    assert states([*long, good]) == [R, R, W]
    house.leave(long[0])
    assert good.state is R


def test_what_an_owner_used_is_forgotten_after_a_minute() -> None:
    house = House()
    house.join("always")
    heavy = house.join("a")
    house.pass_time(30)
    house.leave(heavy)
    house.pass_time(61, step=1)
    assert "a" not in house.turns._used


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([0.0, 0.1, 0.6, 2.0]), st.booleans()), max_size=40))
def test_never_more_than_two_run_nor_four_live_and_a_turn_is_never_left_unused(
    steps: list[tuple[str, float, bool]],
) -> None:
    house = House()
    for owner, seconds, leaves in steps:
        house.join(owner)
        house.pass_time(seconds)
        if leaves and (ready := [turn for turn in house.told if turn.state is R]):
            house.leave(ready[0])
        found = states(house.told)
        assert found.count(R) == min(2, len(found))
        assert len(found) - found.count(W) <= 4
    while house.told:
        house.pass_time(0.1)
        house.leave(next(turn for turn in house.told if turn.state is R))
