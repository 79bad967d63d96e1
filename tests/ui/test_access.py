"""Who may write: a browser that opened the address of this start, of a program that only this machine reaches; with
accounts, by role and area."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from kkb.access import (
    NO_KEY,
    OPEN_TO_NETWORK,
    READ_MODE,
    Access,
    Account,
    Peran,
    Right,
    StartKey,
    decide_access,
    decide_access_of,
    is_loopback,
)


def decide(*, is_local: bool = True, listeners: Collection[str] = ("127.0.0.1",), has_key: bool = True) -> Access:
    return decide_access(is_local=is_local, listeners=listeners, has_key=has_key)


@pytest.mark.parametrize("listeners", [["127.0.0.1"], ["::1"], ["127.0.0.1", "::1"], ["127.8.0.1", "::ffff:127.0.0.1"]])
def test_the_key_may_write_where_only_this_machine_is_listened_to(listeners: list[str]) -> None:
    assert decide(listeners=listeners) == Access(True)


def test_without_the_local_mode_nobody_may() -> None:
    assert decide(is_local=False) == Access(False, READ_MODE)


def test_without_the_key_nobody_may_and_is_told_how_to_get_it() -> None:
    assert decide(has_key=False) == Access(False, NO_KEY)
    assert "buka tautan sekali pakai" in NO_KEY


@pytest.mark.parametrize("listeners", [[], ["0.0.0.0"], ["::"], ["192.168.1.4"], ["127.0.0.1", "0.0.0.0"]])
def test_open_to_the_network_it_is_read_only_even_with_the_key(listeners: list[str]) -> None:
    assert decide(listeners=listeners) == Access(False, OPEN_TO_NETWORK)


@pytest.mark.parametrize("address", ["8.8.8.8", "10.0.0.1", "fe80::1", "::ffff:10.0.0.1"])
def test_addresses_of_a_network_are_no_loopback(address: str) -> None:
    assert not is_loopback(address)


def test_a_secret_is_exchanged_once() -> None:
    key = StartKey()
    secret = key.secret
    cookie = key.exchange(secret)
    assert cookie is not None
    assert key.accepts(cookie)
    assert key.exchange(secret) is None
    assert key.secret not in (secret, cookie)


def test_the_next_secret_is_for_another_browser() -> None:
    key = StartKey()
    first, second = key.exchange(key.secret), key.exchange(key.secret)
    assert first != second
    assert key.accepts(first)
    assert key.accepts(second)


@pytest.mark.parametrize("offered", ["", "kunci", "é"])
def test_nothing_else_is_exchanged(offered: str) -> None:
    assert StartKey().exchange(offered) is None


def test_a_cookie_is_good_for_one_start() -> None:
    key = StartKey()
    cookie = key.exchange(key.secret)
    assert not StartKey().accepts(cookie)
    assert not key.accepts(None)
    assert not key.accepts("")


# --- accounts ---------------------------------------------------------------------------------------------------------


def account(peran: Peran = Peran.PETUGAS, **changes: Any) -> Account:
    return Account(1, "budi", "Budi", peran, **changes)


@pytest.mark.parametrize(
    ("who", "right", "kecamatan", "sentence"),
    [
        (None, Right.SAVE, [], "Anda belum masuk. Masuk dengan akun Anda untuk menyimpan rekap"),
        (account(is_open=False), Right.SAVE, [], "Akun Anda sudah ditutup."),
        (account(must_change=True), Right.READ, [], "Sandi Anda masih sandi sementara."),
        (account(Peran.PEMBACA), Right.SAVE, [], "Peran Anda (pembaca) tidak boleh menyimpan rekap"),
        (account(Peran.PEMBACA), Right.ORIGINALS, [], "Minta petugas atau pengelola."),
        (account(), Right.ACCOUNTS, [], "tidak boleh mengelola akun. Minta pengelola."),
        (account(kecamatan=frozenset({"1"})), Right.SAVE, ["1", "2"], "hanya untuk sebagian kecamatan"),
        (account(kecamatan=frozenset()), Right.SAVE, ["1"], "hanya untuk sebagian kecamatan"),
    ],
)
def test_a_refusal_says_what_is_missing_and_who_can_help(
    who: Account | None, right: Right, kecamatan: list[str], sentence: str
) -> None:
    access = decide_access_of(who, right, kecamatan)
    assert not access.may_write
    assert sentence in access.reason
    assert "{" not in access.reason


@pytest.mark.parametrize(
    ("who", "right", "kecamatan"),
    [
        (account(Peran.PEMBACA), Right.READ, ["2"]),
        (account(), Right.SAVE, ["1", "2"]),
        (account(kecamatan=frozenset({"1", "2"})), Right.SAVE, ["1", "2"]),
        (account(kecamatan=frozenset({"1"})), Right.SAVE, []),
        (account(kecamatan=frozenset({"1"})), Right.READ, ["2"]),
        (account(Peran.PENGELOLA, kecamatan=frozenset({"1"})), Right.SAVE, ["2"]),
    ],
)
def test_a_right_that_is_there_has_no_reason(who: Account, right: Right, kecamatan: list[str]) -> None:
    assert decide_access_of(who, right, kecamatan) == Access(True)
