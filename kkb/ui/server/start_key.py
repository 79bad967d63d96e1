"""The key of this start: an address printed in the terminal, opened once, becomes a cookie that may write.

As Jupyter does it: the address is opened where there is a desktop, and the secret leaves the address at once. Each
exchange prints a new address, for another browser.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlencode

import psutil
import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kkb.access import StartKey, is_loopback
from kkb.exports.light.page import render_notice_page

PATH, SECRET_PARAM = "/buka", "kunci"

START_KEY = StartKey()
_USED = "Tautan ini sudah dipakai atau bukan dari program yang sedang berjalan"
_WHERE = "Tautan yang baru tercetak di jendela program (terminal). Untuk membaca saja, buka halaman depan."
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_LOOK_SECONDS = 0.1


def listening() -> tuple[tuple[str, int], ...]:
    """The (address, port) of every TCP socket this process listens on; empty before the server has opened one.

    The sockets themselves are asked, not the options: a server may have been started by another program.
    """
    found = _listening()
    if not found:
        _listening.cache_clear()
    return found


@lru_cache(maxsize=1)
def _listening() -> tuple[tuple[str, int], ...]:
    sockets = psutil.Process().net_connections(kind="tcp")
    return tuple(sorted({(one.laddr.ip, one.laddr.port) for one in sockets if one.status == psutil.CONN_LISTEN}))


def cookie_name() -> str:
    """Named by the port: a browser sends the cookies of a host to each of its ports."""
    return f"kkb_{listening()[0][1]}" if listening() else "kkb"


def holds_key(cookies: Mapping[str, str] | None = None) -> bool:
    """True if the browser of these cookies (None: of this page) has opened the address of this start."""
    return START_KEY.accepts((st.context.cookies if cookies is None else cookies).get(cookie_name()))


def key_route() -> Route:
    """The route that exchanges the secret."""
    return Route(PATH, _exchange, methods=["GET"])


async def _exchange(request: Request) -> Response:
    if request.method == "HEAD":
        # Whoever only looks whether an address is good must not use it up.
        return Response(headers=_HEADERS)
    cookie = START_KEY.exchange(request.query_params.get(SECRET_PARAM, ""))
    if cookie is None:
        if START_KEY.accepts(request.cookies.get(cookie_name())):
            return RedirectResponse("./", 303, headers=_HEADERS)
        body = render_notice_page(_USED, _WHERE, link="./", words="Halaman depan")
        return Response(body, 403, headers=_HEADERS, media_type="text/html")
    _print_key("Tautan itu sudah dipakai. Untuk peramban lain:")
    answer = RedirectResponse("./", 303, headers=_HEADERS)
    answer.set_cookie(
        cookie_name(), cookie, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
    )
    return answer


def announce(*, is_local: bool, logs_in: bool = False) -> None:
    """Print the address once the server listens, and open it where there is a desktop; does not wait for it.

    `logs_in`: who saves here is who is logged in, so no key is given out.
    """
    threading.Thread(target=_announce, args=[is_local, logs_in], name="kkb-address", daemon=True).start()


def _announce(is_local: bool, logs_in: bool = False) -> None:
    # A server that never gets to listen ends, and this thread with it.
    while not listening():
        time.sleep(_LOOK_SECONDS)
    if logs_in:
        _print("\n  ".join(["Dasbor; untuk menyimpan, masuk dengan akun:", *map(_base, _reachable_hosts())]))
        return
    if not is_local or not all(is_loopback(address) for address, _ in listening()):
        _print("\n  ".join(["Dasbor, hanya untuk membaca:", *map(_base, _reachable_hosts())]))
        return
    address = _print_key("Buka untuk membaca dan menyimpan (sekali pakai; peramban lain hanya membaca):")
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)


def _print_key(words: str) -> str:
    address = f"{_base(listening()[0][0])}{PATH}?{urlencode({SECRET_PARAM: START_KEY.secret})}"
    _print(f"{words}\n  {address}")
    return address


def _base(host: str) -> str:
    """The start of an address that leads here by a host."""
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{listening()[0][1]}"


def _reachable_hosts() -> list[str]:
    """Where others open a server that listens on every address: the machine's name and its addresses of IPv4."""
    address, _ = listening()[0]
    if not ip_address(address).is_unspecified:
        return [address]
    own = [one.address for each in psutil.net_if_addrs().values() for one in each if one.family is socket.AF_INET]
    return [socket.gethostname(), *(one for one in own if not is_loopback(one))]


def _print(words: str) -> None:
    # Not through the log: the secret belongs to who started the program, not into a file that others read.
    print(f"\n  {words}\n", flush=True)
