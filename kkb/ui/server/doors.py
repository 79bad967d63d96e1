"""What every request passes first: only our own names and pages are answered, and every answer says so to the browser.

When a WebSocket comes from a page of another origin Streamlit asks hosts outside, and every reader waits meanwhile:
such a request must not reach it.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kkb.config import Settings

log = logging.getLogger(__name__)

HEADERS = {
    # Streamlit's page has scripts in its text and loads components from blob addresses; nothing comes from elsewhere.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; connect-src 'self'; "
        "worker-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""For every answer that has no stricter ones of its own."""

CLOSED = ("/_stcore/metrics",)
"""Addresses of Streamlit's that nobody here needs, below whatever folder it is served from."""

_UNKNOWN_NAME = (
    "Server ini tidak menjawab untuk alamat yang Anda buka. Buka dengan alamat IP-nya, atau minta pengelola "
    "menambahkan nama itu pada KKB_HOST."
)
_FOREIGN = "Permintaan dari halaman situs lain ditolak."


def own_hosts(settings: Settings) -> frozenset[str]:
    """The hosts that the settings name as ours, as they stand in the address bar: "dasbor.go.id", "10.0.0.5:8080"."""
    named = (*settings.host_names, settings.public_address or "")
    found = {_parse(host if "//" in host else f"//{host}").netloc for host in named}
    # What is no address has no host, and neither has the origin "null".
    return frozenset(found - {""})


class Doors:
    """ASGI middleware that stands before all others. `hosts` are ours besides this machine's names and addresses."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        names = {_parse(f"//{host}").hostname for host in hosts}
        self._names = names | {"localhost", socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refuse(scope)
        if refusal is None:
            await self._app(scope, receive, send_with_headers)
        elif scope["type"] == "websocket":
            # Before it is accepted: the server answers 403.
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send_with_headers)

    def _refuse(self, scope: Scope) -> Response | None:
        """The answer to a request that goes no further; None lets it pass."""
        headers = MutableHeaders(scope=scope)
        given, origin = headers.get("host", ""), headers.get("origin")
        host = _parse(f"//{given}")
        if host.netloc != given.lower() or not self._is_own(host):
            log.warning("refused: a name this server does not answer to (KKB_HOST): %r", given)
            return PlainTextResponse(_UNKNOWN_NAME, 421)
        headers["host"] = host.netloc
        if origin is not None:
            page = _parse(origin)
            # With its port: a page of another server on this machine is foreign too.
            if page.netloc not in {host.netloc, *self._hosts}:
                log.warning("refused: a page of another origin (KKB_HOST): %r", origin)
                return PlainTextResponse(_FOREIGN, 403)
            # Streamlit compares the two again, letter by letter: behind a proxy they differ, and it would call out.
            headers["origin"] = f"{page.scheme}://{host.netloc}"
        if scope["path"].rstrip("/").endswith(CLOSED):
            return PlainTextResponse("Not Found", 404)
        return None

    def _is_own(self, host: SplitResult) -> bool:
        """True for a listed name and for any IP address: only a name can be turned to this machine by others."""
        name = host.hostname or ""
        if name in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def is_own_form(headers: Headers) -> bool:
    """Whether the browser that posts a form says that the form was one of our pages', or says nothing of it."""
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _parse(address: str) -> SplitResult:
    """The parts of an address in small letters. Text that is no address has no host."""
    try:
        parts = urlsplit(address.lower())
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return urlsplit("")
    return parts if parts.username is None else urlsplit("")
