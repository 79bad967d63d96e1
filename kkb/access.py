"""Who may write, until there are accounts: whoever opened the address that the program printed when it started.

Nothing that a client can choose counts (Host, Origin, a header that is missing): a proxy on this machine makes the
whole network look like this machine. What counts is a secret of this start, and that the program really listens on
loopback. Everything else reads, and is told why.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import threading
from collections.abc import Collection
from dataclasses import dataclass

READ_MODE = (
    "Program ini berjalan dalam mode baca. Menyimpan hanya dapat dari program yang dimulai dengan make run atau "
    "KKB_MODE=lokal."
)
OPEN_TO_NETWORK = "Program ini terbuka bagi jaringan, jadi hanya dapat dibaca. Untuk menyimpan, mulai dengan make run."
NO_KEY = (
    "Peramban ini hanya dapat membaca. Untuk menyimpan, buka tautan sekali pakai yang tercetak di jendela program "
    "(terminal), di komputer yang menjalankannya."
)


@dataclass(frozen=True, slots=True)
class Access:
    """Whether a request may write, and if not, why and how to get it (an Indonesian sentence)."""

    may_write: bool
    reason: str = ""


class StartKey:
    """The secret of one start of the program, exchanged for a cookie. Usable from many threads.

    A secret is good for one exchange; the next one takes its place. Cookies hold until the program ends.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secret = secrets.token_urlsafe(32)
        self._cookies: set[bytes] = set()

    @property
    def secret(self) -> str:
        """The secret that can be exchanged now."""
        return self._secret

    def exchange(self, offered: str) -> str | None:
        """The value of a cookie for the secret; None for anything else, also for a secret that was used."""
        with self._lock:
            if not secrets.compare_digest(offered.encode(), self._secret.encode()):
                return None
            self._secret = secrets.token_urlsafe(32)
            cookie = secrets.token_urlsafe(32)
            self._cookies.add(_digest(cookie))
            return cookie

    def accepts(self, cookie: str | None) -> bool:
        """True for the value of a cookie that this start gave out."""
        return cookie is not None and _digest(cookie) in self._cookies


def decide_access(*, is_local: bool, listeners: Collection[str], has_key: bool) -> Access:
    """Apply the rule to one request.

    `listeners` are the addresses that the process really listens on; none known counts as open to the network.
    `has_key`: the request carries a cookie of this start.
    """
    if not is_local:
        return Access(False, READ_MODE)
    if not listeners or not all(map(is_loopback, listeners)):
        return Access(False, OPEN_TO_NETWORK)
    return Access(True) if has_key else Access(False, NO_KEY)


def is_loopback(address: str) -> bool:
    """True for an IP address that only this machine reaches.

    >>> is_loopback("127.0.0.1"), is_loopback("::ffff:127.0.0.1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    ip = ipaddress.ip_address(address)
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback


def _digest(cookie: str) -> bytes:
    # Looked up by its digest, the time of the search tells nothing about the cookies that are there.
    return hashlib.sha256(cookie.encode()).digest()
