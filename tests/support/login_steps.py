"""Accounts for the tests, and a browser that logs in: it keeps cookies, posts forms and follows nothing by itself."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kkb import passwords, sessions
from kkb.access import Account, Peran
from kkb.store import Store
from kkb.ui.frame import cache
from kkb.ui.laporan.routes import report_routes
from kkb.ui.login import identity
from kkb.ui.login.door import LoginDoor
from kkb.ui.login.office_routes import office_routes
from kkb.ui.login.routes import login_routes
from kkb.ui.server.doors import Doors
from tests.support.page_fixtures import App

SANDI = "pisang hujan kereta"
NEW_SANDI = "lampu sungai empat"
NAMES = {Peran.PENGELOLA: "Sari Wulandari", Peran.PETUGAS: "Budi Santoso", Peran.PEMBACA: "Tono"}
# Made once: argon2 takes its time on purpose.
_HASHES: dict[str, str] = {}


def add_account(
    store: Store,
    nama_akun: str = "sari",
    peran: Peran = Peran.PENGELOLA,
    *,
    nama: str = "",
    kecamatan: Collection[str] | None = None,
    must_change: bool = False,
    sandi: str = SANDI,
) -> Account:
    """An account that may log in with `SANDI`."""
    if sandi not in _HASHES:
        _HASHES[sandi] = passwords.hash_password(sandi)
    return store.add_account(
        nama_akun=nama_akun,
        nama=nama or NAMES[peran],
        peran=peran,
        sandi_hash=_HASHES[sandi],
        by="Uji",
        at=cache.now(),
        kecamatan=kecamatan,
        must_change=must_change,
    )


def log_in(app: App, account: Account | None) -> None:
    """From the next run on the pages of an app are those of an account; None: nobody is logged in."""
    app.session = {}
    if account is not None:
        session = sessions.begin(account.nomor, account.versi_sesi, at=cache.now())
        key = app.store.session_key()
        assert key is not None
        app.session = {identity.cookie_name(is_secure=False): sessions.sign(session, key)}
    identity.forget()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    set_cookies: tuple[str, ...]
    body: bytes

    @property
    def words(self) -> str:
        return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", self.body.decode(), flags=re.DOTALL))


async def _page(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"data of {request.url.path}")


def make_app() -> Starlette:
    """The routes of a login and of reports behind the doors of the app; every other address answers "data of …"."""
    return Starlette(
        routes=[
            *login_routes(), *office_routes(), *report_routes(),
            Route("/{path:path}", _page, methods=["GET", "POST", "PUT"]),
        ],
        middleware=[Middleware(Doors, hosts=frozenset()), Middleware(LoginDoor)],
    )  # fmt: skip


@dataclass
class Browser:
    """One browser at an address of the network."""

    app: Any = field(default_factory=make_app)
    cookies: dict[str, str] = field(default_factory=dict)
    client: tuple[str, int] = ("10.0.0.7", 50_000)
    scheme: str = "http"
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **headers: str) -> Answer:
        return self._ask("GET", address, b"", headers)

    def post(self, address: str, fields: Mapping[str, str] | None = None, **headers: str) -> Answer:
        """Post a form of our own page, unless the headers say otherwise."""
        own = {"origin": f"{self.scheme}://127.0.0.1:8501", "content_type": "application/x-www-form-urlencoded"}
        return self._ask("POST", address, urlencode(fields or {}).encode(), own | headers)

    def post_parts(
        self, address: str, fields: Mapping[str, str], files: Mapping[str, bytes] | None = None, **headers: str
    ) -> Answer:
        """Post a form of our own page that may hold files."""
        parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
        parts += [(f'name="{name}"; filename="{name}.jpg"', data) for name, data in (files or {}).items()]
        body = b"".join(
            b"--batas\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + data + b"\r\n"
            for head, data in parts
        )
        own = {"origin": f"{self.scheme}://127.0.0.1:8501", "content_type": "multipart/form-data; boundary=batas"}
        return self._ask("POST", address, body + b"--batas--\r\n", own | headers)

    def log_in(self, name: str = "sari", sandi: str = SANDI, **fields: str) -> Answer:
        return self.post("/masuk", {"nama_akun": name, "sandi": sandi} | fields)

    def copy(self) -> Browser:
        """Another browser with the same cookies: somebody stole them."""
        return Browser(self.app, dict(self.cookies))

    @property
    def session(self) -> str:
        return next((value for name, value in self.cookies.items() if "kkb_masuk" in name), "")

    def _ask(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(address)
        told = {"host": "127.0.0.1:8501", "accept": "text/html"} | self.headers
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            told["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
            "scheme": self.scheme, "path": parts.path, "raw_path": parts.path.encode(), "root_path": "",
            "query_string": parts.query.encode(), "client": self.client,
            "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        }  # fmt: skip
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        found = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        set_cookies = tuple(value for name, value in found if name == "set-cookie")
        for one in set_cookies:
            name, _, value = one.partition(";")[0].partition("=")
            if "Max-Age=0" in one:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value.strip('"')
        return Answer(sent[0]["status"], dict(found), set_cookies, b"".join(m.get("body", b"") for m in sent[1:]))
