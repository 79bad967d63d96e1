"""Who may write, until there are accounts: only a person at the machine that runs the program.

Everything else is read-only and says why. The rule is pure; the edge passes the mode, the listening address and the
headers of the request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})

FORWARDING_HEADERS = frozenset(
    {
        "forwarded",
        "via",
        "x-original-forwarded-for",
        "x-original-host",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "true-client-ip",
        "cf-connecting-ip",
        "cf-ray",
        "fastly-client-ip",
    }
)
"""Headers that only a proxy or tunnel adds: the reader may then sit anywhere. Beside these, all of X-Forwarded-…."""


@dataclass(frozen=True, slots=True)
class Access:
    """Whether a request may write, and if not, why (an Indonesian sentence)."""

    may_write: bool
    reason: str = ""


def decide_access(
    *, is_local: bool, server_address: str | None, header_names: Iterable[str], headers: Mapping[str, str]
) -> Access:
    """Apply the rule to one request.

    `headers` are looked up by lower-case name (host, origin). A proxy that hides itself is still told by an origin
    or host that is not this machine.
    """
    if not is_local:
        return Access(
            False, "Program berjalan dalam mode baca. Mulai dengan mode lokal di komputer ini untuk menyimpan."
        )
    if server_address not in LOOPBACK:
        return Access(False, "Program terbuka bagi jaringan, jadi hanya dapat dibaca. Jalankan di alamat lokal.")
    if any(_is_forwarding(name.lower()) for name in header_names):
        return Access(False, "Halaman ini dibuka lewat perantara (proxy), jadi hanya dapat dibaca.")
    host = _host_of("//" + headers.get("host", ""))
    origin = headers.get("origin")
    if host not in LOOPBACK or (origin and _host_of(origin) not in LOOPBACK):
        return Access(
            False, "Halaman ini tidak dibuka dari komputer yang menjalankan program, jadi hanya dapat dibaca."
        )
    return Access(True)


def _is_forwarding(name: str) -> bool:
    return name in FORWARDING_HEADERS or name.startswith("x-forwarded")


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
