"""Failed logins slow the next ones down, per account and per address, and never lock anybody out.

An attempt waits for its turn and is then answered like any other: the right password is always welcome. Three failures
of an account are free, then each doubles the wait, up to 15 s; an address has twenty, for several people may share it.
Attempts at the same time queue up, so that many at once are no faster than one after the other. After a quarter of an
hour without a failure all is forgotten, and after the right password that of the account.
"""

from __future__ import annotations

import ipaddress
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import Scope

FREE = {"akun": 3, "alamat": 20}
FIRST_SECONDS, MOST_SECONDS = 0.5, 15.0
LONGEST_WAIT = 30.0
"""Who would have to wait longer, for all those before him, is asked to come again."""

FORGET_SECONDS = 900.0
_MOST_KEYS = 10_000
_WITH_PORT = re.compile(r"\[([0-9a-fA-F:.]+)\](?::\d+)?|([0-9.]+):\d+")
_MOST_WAITING = 60
_THIS_MACHINE = "127.0.0.1"
_UVICORN_TRUSTS = (_THIS_MACHINE, "::1")

Key = tuple[str, str]
Networks = list[ipaddress.IPv4Network | ipaddress.IPv6Network]


@dataclass(slots=True)
class _Entry:
    failures: int = 0
    failed_at: float = 0.0
    free_at: float = 0.0


class Pace:
    """Who has failed lately, in memory. Moments are seconds of one clock, given by the caller. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._waiting: OrderedDict[float, None] = OrderedDict()

    def take_turn(self, account: str, address: str, now: float) -> float:
        """Seconds that this attempt has to wait before it is looked at; more than LONGEST_WAIT: it gets no turn."""
        with self._lock:
            entries = [(self._entry(key, now), key[0]) for key in _keys(account, address)]
            turn = max([now, *(entry.free_at for entry, _ in entries)])
            self._waiting = OrderedDict((at, None) for at in self._waiting if at > now)
            if turn - now > LONGEST_WAIT or len(self._waiting) >= _MOST_WAITING:
                return max(turn - now, LONGEST_WAIT + 1)
            if turn > now:
                self._waiting[turn] = None
            for entry, kind in entries:
                # From its own queue on: one slow address must not make an account wait that is tried from others.
                entry.free_at = max(entry.free_at, now) + _delay(kind, entry.failures)
            return turn - now

    def note_failure(self, account: str, address: str, now: float) -> None:
        """A wrong name or password."""
        with self._lock:
            for key in _keys(account, address):
                entry = self._entry(key, now)
                entry.failures += 1
                entry.failed_at = now
                entry.free_at = max(entry.free_at, now + _delay(key[0], entry.failures))

    def note_success(self, account: str) -> None:
        """The right password: the account begins anew. Its address does not, or a guesser would log in in between."""
        with self._lock:
            self._entries.pop(("akun", account), None)

    def _entry(self, key: Key, now: float) -> _Entry:
        entry = self._entries.get(key)
        if entry is None or now - max(entry.failed_at, entry.free_at) > FORGET_SECONDS:
            entry = _Entry(failed_at=now)
        self._entries[key] = entry
        self._entries.move_to_end(key)
        while len(self._entries) > _MOST_KEYS:
            self._entries.popitem(last=False)
        return entry


def client_address(scope: Scope, proxies: Iterable[str]) -> str:
    """Where a request came from: the nearest address that is no proxy of ours. IPv6 as its network of a household.

    Only a proxy that the settings name (`proxies`: addresses or networks) is believed what it says of others. "?" where
    the other end cannot be told from what it says: all such count as one.
    """
    networks = _networks(proxies)
    hops = [*_forwarded(scope), _peer_of(scope, networks)]
    while len(hops) > 1 and _is_in(hops[-1], networks):
        hops.pop()
    return _household(hops[-1])


def came_by_https(scope: Scope, proxies: Iterable[str]) -> bool:
    """Whether the browser spoke https, to us or to a proxy that the settings name."""
    networks = _networks(proxies)
    told = Headers(scope=scope).get("x-forwarded-proto", "")
    return scope["scheme"] in ("https", "wss") or (told == "https" and _is_in(_peer_of(scope, networks), networks))


def _peer_of(scope: Scope, networks: Networks) -> str:
    """The other end of the connection. uvicorn puts in its place what a proxy on this machine says, with the port that
    it says, or 0: one of those that it names, the last that is not of this machine.

    With a port it is that, or an end that names itself. Both come to the same where the proxy on this machine is ours.
    """
    host, port = scope.get("client") or ("", -1)
    if port == 0:
        return _THIS_MACHINE
    others = [part for part, hop in zip(_told(scope), _forwarded(scope), strict=True) if hop not in _UVICORN_TRUSTS]
    if f"{host}:{port}" not in [part.replace("[", "").replace("]", "") for part in others[-1:]]:
        return str(host)
    return _THIS_MACHINE if _is_in(_THIS_MACHINE, networks) else "?"


def _told(scope: Scope) -> list[str]:
    told = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    return [part.strip() for part in told.split(",") if part.strip()]


def _forwarded(scope: Scope) -> list[str]:
    """The addresses that a request says it came by, without their ports."""
    return [match[1] or match[2] if (match := _WITH_PORT.fullmatch(part)) else part for part in _told(scope)]


def _networks(proxies: Iterable[str]) -> Networks:
    return [ipaddress.ip_network(proxy, strict=False) for proxy in proxies if _is_network(proxy)]


def _is_in(address: str, networks: Networks) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in network for network in networks)


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _household(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    mapped = getattr(ip, "ipv4_mapped", None) or ip
    if mapped.version == 4:
        return str(mapped)
    return str(ipaddress.ip_network((mapped, 64), strict=False))


def _keys(account: str, address: str) -> tuple[Key, Key]:
    return ("akun", account), ("alamat", address)


def _delay(kind: str, failures: int) -> float:
    """Seconds between two attempts, after so many failures."""
    over = failures - FREE[kind]
    return 0.0 if over < 0 else min(MOST_SECONDS, FIRST_SECONDS * 2.0 ** min(over, 10))
