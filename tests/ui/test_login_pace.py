"""How failed logins slow the next ones down, and whose address counts."""

from __future__ import annotations

from typing import Any

import pytest

from kkb.ui.login.pace import (
    FIRST_SECONDS,
    FORGET_SECONDS,
    FREE,
    LONGEST_WAIT,
    MOST_SECONDS,
    Pace,
    came_by_https,
    client_address,
)

HERE, THERE = "10.0.0.7", "10.0.0.8"


def fail(pace: Pace, account: str, address: str, now: float) -> float:
    """One attempt with a wrong password, made at a moment; the moment at which it was answered."""
    now += pace.take_turn(account, address, now)
    pace.note_failure(account, address, now)
    return now


def waits(pace: Pace, count: int, account: str = "sari", address: str = HERE, now: float = 1_000.0) -> list[float]:
    """Seconds that each of some wrong attempts waits, one directly after the other."""
    found = []
    for _ in range(count):
        after = fail(pace, account, address, now)
        found.append(after - now)
        now = after
    return found


def test_each_failure_of_an_account_doubles_the_wait_up_to_a_bound() -> None:
    found = waits(Pace(), 14)
    assert found[: FREE["akun"]] == [0] * FREE["akun"]
    assert found[FREE["akun"] : 8] == [FIRST_SECONDS * 2**n for n in range(8 - FREE["akun"])]
    assert found[9:] == [MOST_SECONDS] * 5


def test_nobody_is_ever_locked_out() -> None:
    pace = Pace()
    waits(pace, 500)
    assert pace.take_turn("sari", THERE, 1_000_000.0 - 1) <= LONGEST_WAIT


def test_from_other_addresses_an_account_is_as_slow() -> None:
    pace = Pace()
    now = 1_000.0
    for n in range(10):
        now = fail(pace, "sari", f"10.0.1.{n}", now)
    assert pace.take_turn("sari", THERE, now) == MOST_SECONDS


def test_an_address_that_tries_many_accounts_is_slowed_down_later() -> None:
    pace = Pace()
    now = 1_000.0
    for n in range(FREE["alamat"]):
        now = fail(pace, f"akun{n}", HERE, now)
    assert now == 1_000.0
    assert pace.take_turn("sari", HERE, now) > 0
    assert pace.take_turn("sari", THERE, now) == 0


def test_many_at_once_are_no_faster_than_one_after_the_other() -> None:
    pace = Pace()
    now = 1_000.0
    for _ in range(6):
        now = fail(pace, "sari", HERE, now)
    assert [pace.take_turn("sari", f"10.0.2.{n}", now) for n in range(5)] == [4, 8, 12, 16, 20]


def test_who_has_to_wait_too_long_gets_no_turn_and_costs_the_others_nothing() -> None:
    pace = Pace()
    now = 1_000.0
    for _ in range(9):
        now = fail(pace, "sari", HERE, now)
    turns = [pace.take_turn("sari", HERE, now) for _ in range(40)]
    assert sum(turn <= LONGEST_WAIT for turn in turns) == 2
    assert pace.take_turn("sari", HERE, now + LONGEST_WAIT + MOST_SECONDS) == 0


def test_the_right_password_clears_the_account_and_not_the_address() -> None:
    pace = Pace()
    now = sum(waits(pace, 10), 1_000.0)
    pace.note_success("sari")
    assert pace.take_turn("sari", THERE, now) == 0
    for n in range(FREE["alamat"] - 10):
        now = fail(pace, f"akun{n}", HERE, now)
    assert pace.take_turn("sari", HERE, now) > 0


def test_it_is_forgotten_after_a_while() -> None:
    pace = Pace()
    now = sum(waits(pace, 10), 1_000.0)
    assert pace.take_turn("sari", HERE, now + FORGET_SECONDS + MOST_SECONDS + 1) == 0


def test_it_takes_no_memory_for_ever() -> None:
    pace = Pace()
    for n in range(12_000):
        pace.note_failure(f"akun{n}", HERE, 1_000.0)
    assert len(pace._entries) <= 10_000


# --- whose address ----------------------------------------------------------------------------------------------------


def scope(client: tuple[str, int] | None, *forwarded: str, scheme: str = "http", proto: str = "") -> dict[str, Any]:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    headers += [(b"x-forwarded-proto", proto.encode())] if proto else []
    return {"type": "http", "client": client, "headers": headers, "scheme": scheme}


@pytest.mark.parametrize(
    ("client", "forwarded", "proxies", "address"),
    [
        (("10.0.0.7", 5), (), (), "10.0.0.7"),
        # Whoever is no proxy of ours may say what it likes.
        (("10.0.0.7", 5), ("1.2.3.4",), (), "10.0.0.7"),
        (("10.0.0.7", 5), ("1.2.3.4",), ("10.0.0.9",), "10.0.0.7"),
        (("10.0.0.9", 5), ("1.2.3.4",), ("10.0.0.9",), "1.2.3.4"),
        (("10.0.0.9", 5), ("6.6.6.6, 1.2.3.4",), ("10.0.0.0/24",), "1.2.3.4"),
        (("10.0.0.9", 5), ("6.6.6.6", "1.2.3.4, 10.0.0.8"), ("10.0.0.0/24",), "1.2.3.4"),
        # A proxy on this machine: uvicorn has put what it says in the place of the other end, with port 0.
        (("1.2.3.4", 0), ("6.6.6.6, 1.2.3.4",), ("127.0.0.1",), "1.2.3.4"),
        (("1.2.3.4", 0), ("1.2.3.4",), (), "127.0.0.1"),
        # With the port that it says it could also be the other end itself.
        (("1.2.3.4", 77), ("1.2.3.4:77",), (), "?"),
        (("1.2.3.4", 77), ("1.2.3.4:77, 127.0.0.1",), (), "?"),
        (("1.2.3.4", 77), ("1.2.3.4:77", "127.0.0.1:6"), (), "?"),
        (("1.2.3.4", 77), ("6.6.6.6, 1.2.3.4:77",), ("127.0.0.1",), "1.2.3.4"),
        (("2001:db8::1", 77), ("[2001:db8::1]:77",), (), "?"),
        (("2001:db8::1", 77), ("[2001:db8::1]:77",), ("127.0.0.1",), "2001:db8::/64"),
        # Who says so without a proxy counts as who it is.
        (("10.0.0.7", 5), ("6.6.6.6, 10.0.0.7:5",), ("127.0.0.1",), "10.0.0.7"),
        (("10.0.0.7", 5), ("10.0.0.7:5, 6.6.6.6",), ("127.0.0.1",), "10.0.0.7"),
        (("10.0.0.9", 5), (), ("10.0.0.9",), "10.0.0.9"),
        (("10.0.0.9", 5), ("unsinn",), ("10.0.0.9",), "?"),
        (("10.0.0.9", 5), ("1.2.3.4",), ("kein netz",), "10.0.0.9"),
        (("::ffff:10.0.0.7", 5), (), (), "10.0.0.7"),
        (("2001:db8:1:2:3:4:5:6", 5), (), (), "2001:db8:1:2::/64"),
        (None, (), (), "?"),
    ],
)
def test_whose_address_counts(
    client: tuple[str, int] | None, forwarded: tuple[str, ...], proxies: tuple[str, ...], address: str
) -> None:
    assert client_address(scope(client, *forwarded), proxies) == address


@pytest.mark.parametrize(
    ("found", "proxies", "is_https"),
    [(scope(("10.0.0.7", 5), scheme="https"), (), True), (scope(("10.0.0.7", 5), proto="https"), (), False),
     (scope(("10.0.0.9", 5), proto="https"), ("10.0.0.9",), True), (scope(("10.0.0.9", 5)), ("10.0.0.9",), False)],
)  # fmt: skip
def test_whether_the_browser_spoke_https(found: dict[str, Any], proxies: tuple[str, ...], is_https: bool) -> None:
    assert came_by_https(found, proxies) is is_https
