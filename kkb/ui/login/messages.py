"""What an open page may send: what our pages need, and a part of a page alone only for whom that page was drawn.

Need: Streamlit takes more from any browser than its pages send. `clear_cache` empties what all readers share, for
everybody, and forgets who has logged out. And a part of a page (a fragment) runs by itself with what the page was drawn
from, so who has lost a right since then would go on reading it.
"""

from __future__ import annotations

from collections.abc import Mapping

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg

from kkb.access import Account
from kkb.region import RegionError
from kkb.store import StoreError
from kkb.ui.login import identity
from kkb.ui.server.upload_room import session_of_file

_RUN, _FILE = "rerun_script", "backend_operation_request"
TAKEN = frozenset({_RUN, _FILE, "stop_script", "file_urls_request", "app_heartbeat"})
"""The kinds of `BackMsg` that are passed on; `backend_operation_request` makes the file of a download button."""

_NOT_YOURS = "Halaman itu milik akun lain."

Who = tuple[bool, Account | None]
"""Whether accounts decide, and the account that is logged in."""


class PageMessages:
    """ASGI middleware behind `LoginDoor`, for the connection of an open page and for the files of its fields."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            session = session_of_file(scope)
            if session is not None and await run_in_threadpool(_is_of_another, session, scope):
                await PlainTextResponse(_NOT_YOURS, 403)(scope, receive, send)
                return
            await self._app(scope, receive, send)
            return
        page = OpenPage(cookie_parser(Headers(scope=scope).get("cookie", "")))

        async def receive_taken() -> Message:
            while True:
                message = await receive()
                data = message.get("bytes")
                if data is None:
                    return message
                taken = await page.take(data)
                if taken is not None:
                    return {**message, "bytes": taken}

        await self._app(scope, receive_taken, send)


def _is_of_another(session: str, scope: Scope) -> bool:
    """Whether another account than that of this request is logged in behind the page of a session."""
    client = runtime.get_instance().get_client(session)
    if client is None or client.client_context is None:
        return False
    try:
        owner = identity.identify(client.client_context.cookies, is_use=False)
        sender = identity.identify(cookie_parser(Headers(scope=scope).get("cookie", "")))
    except (StoreError, RegionError):
        return False
    return owner is not None and (sender is None or sender.account.nomor != owner.account.nomor)


class OpenPage:
    """One connection, and who it was when the whole page was last drawn for it: None before that."""

    def __init__(self, cookies: Mapping[str, str]) -> None:
        self._cookies = cookies
        self._drawn_for: Who | None = None

    async def take(self, data: bytes) -> bytes | None:
        """The message to pass on in place of `data`; None for one that is passed over."""
        told = BackMsg()
        try:
            told.ParseFromString(data)
        except DecodeError:
            # Streamlit ends the connection.
            return data
        kind = told.WhichOneof("type")
        if kind not in TAKEN:
            return None
        if kind not in (_RUN, _FILE):
            return data
        who = await run_in_threadpool(self._who, is_use=not told.rerun_script.is_auto_rerun)
        if kind == _FILE:
            return data if who == self._drawn_for else None
        if told.rerun_script.fragment_id and who != self._drawn_for:
            # The whole page runs instead, which asks for every right anew.
            told.rerun_script.fragment_id = ""
            told.rerun_script.is_auto_rerun = False
            data = told.SerializeToString()
        if not told.rerun_script.fragment_id:
            self._drawn_for = who
        return data

    def _who(self, *, is_use: bool) -> Who | None:
        """Who is behind the page, at most 1.5 s late; where nobody can be asked the last that was known."""
        try:
            found = identity.identify(self._cookies, is_use=is_use)
            return identity.has_accounts(), found.account if found is not None else None
        except (StoreError, RegionError):
            return self._drawn_for
