"""The door behind `Doors`: what needs a login is not passed on without, and a session that is used lives on."""

from __future__ import annotations

import logging
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kkb.region import RegionError
from kkb.store import StoreError
from kkb.store.audit import REFUSED_ROUTE
from kkb.store.trail import NOBODY, Actor
from kkb.ui.frame import cache
from kkb.ui.login import identity, office
from kkb.ui.login.identity import Identity
from kkb.ui.login.pace import came_by_https, client_address
from kkb.ui.login.routes import ACCOUNT_PATH, LOGIN_PATH, LOGOUT_PATH, NEXT_PARAM
from kkb.ui.server.start_key import PATH as KEY_PATH

log = logging.getLogger(__name__)

_ALWAYS = (LOGIN_PATH, LOGOUT_PATH, ACCOUNT_PATH, KEY_PATH)
"""Answered whoever asks: the ways in and out."""

_FIRST_PARTS = ("/static/", "/app/static/", "/_stcore/health", "/favicon.png")
"""Begin addresses of what holds no data: the program's own scripts, pictures and typefaces, and whether it is alive."""

_FIRST = "Masuk dahulu."
_MUST_CHANGE = "Ganti dahulu sandi sementara Anda."


class LoginDoor:
    """ASGI middleware, directly behind `Doors`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"].startswith(_FIRST_PARTS):
            await self._app(scope, receive, send)
            return
        cookies = cookie_parser(MutableHeaders(scope=scope).get("cookie", ""))
        found: Identity | None = None
        if identity.cookie_of(cookies):
            try:
                found = await run_in_threadpool(identity.identify, cookies)
            except (StoreError, RegionError):
                # The page says calmly what is wrong; where a login is asked for nobody is known.
                log.debug("nobody can be identified", exc_info=True)
        refusal = self._refuse(scope, found)
        if refusal is not None and not isinstance(refusal, RedirectResponse):
            await run_in_threadpool(_note, scope, found)
        if refusal is None and scope["type"] == "websocket":
            # What a page enters in the audit trail as its address; the port is nobody's.
            await self._app({**scope, "client": (client_address(scope, cache.settings().proxies), 0)}, receive, send)
        elif refusal is None:
            await self._app(scope, receive, _renewing(scope, found, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)

    @staticmethod
    def _refuse(scope: Scope, found: Identity | None) -> Response | None:
        """The answer to a request that goes no further; None lets it pass."""
        path: str = scope["path"]
        if _is_way_in(path):
            return None
        up = "../" * (path.count("/") - 1) or "./"
        if found is not None and found.account.must_change:
            return _answer(scope, f"{up}{ACCOUNT_PATH[1:]}", _MUST_CHANGE)
        if found is None and cache.settings().login_to_read:
            query = scope["query_string"].decode("latin-1")
            place = path.lstrip("/") + (f"?{query}" if query else "")
            to = f"?{NEXT_PARAM}={quote(place)}" if place else ""
            return _answer(scope, f"{up}{LOGIN_PATH[1:]}{to}", _FIRST)
        return None


def _is_way_in(path: str) -> bool:
    return path.rstrip("/") in _ALWAYS or (path in office.PATHS and office.provider() is not None)


def _note(scope: Scope, found: Identity | None) -> None:
    """A request that was refused, in the audit trail; its address is not kept, for anything may stand in it."""
    alamat = client_address(scope, cache.settings().proxies)
    who = Actor(found.account.nomor, found.account.nama, alamat) if found is not None else Actor(None, NOBODY, alamat)
    try:
        cache.store_to_write().note(who, REFUSED_ROUTE, "belum masuk" if found is None else "sandi belum diganti")
    except (StoreError, RegionError):
        log.debug("a refusal is not in the audit trail", exc_info=True)


def _answer(scope: Scope, to: str, words: str) -> Response:
    """To a person the page to go to, to whatever else fetches something a plain refusal."""
    accepts = MutableHeaders(scope=scope).get("accept", "")
    headers = {"Cache-Control": "no-store"}
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and "text/html" in accepts:
        return RedirectResponse(to, 303, headers=headers)
    return PlainTextResponse(words, 401, headers)


def _renewing(scope: Scope, found: Identity | None, send: Send) -> Send:
    """Answers that carry the renewed cookie of a session, where it is time."""
    if found is None or scope["type"] != "http" or _is_way_in(scope["path"]):
        return send

    async def send_renewed(message: Message) -> None:
        if message["type"] == "http.response.start":
            is_secure = came_by_https(scope, cache.settings().proxies)
            if cookie := identity.renewed_cookie(found, is_secure=is_secure):
                MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return send_renewed
