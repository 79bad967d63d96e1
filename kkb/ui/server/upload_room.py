"""How much of what is uploaded this process holds in memory; what would pass that is not taken, and is freed in time.

Streamlit keeps every uploaded file until its session is closed, without a limit, and forgets a session that has gone
only when another one goes. Counted here are the bytes of those files, and of those on their way.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import re
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from kkb.access import Right
from kkb.region import RegionError
from kkb.store import StoreError
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_of_request, request_access
from kkb.uploads.check import MOST_FILES
from kkb.workbook.model import FILE_MEGABYTES
from kkb.workbook.parent import tell_owners_by
from kkb.workbook.turns import Owner

FIELD_MEGABYTES = 5 * FILE_MEGABYTES
"""What a field takes: a file that is too large gets our own sentence, as from the command line."""

ROOM = 2 * (MOST_FILES + 1) * FILE_MEGABYTES * 2**20
"""Bytes of all sessions. One may hold as much as it leaves free for others: alone, a full queue of largest files."""

READERS_ROOM = ROOM // 4
"""What of it all may hold together who can only look at their files: the rest stays free for those who may save."""

GONE_SECONDS = 60
"""How long a session whose page was closed or lost its connection may come back to what it uploaded."""

NO_ROOM = (
    "Komputer yang menjalankan program sedang menampung terlalu banyak berkas; belum ada yang disimpan. Tunggu satu "
    "dua menit, atau unggah lebih sedikit berkas sekaligus, lalu coba lagi."
)

_LOOK_SECONDS = 10

_READERS = "pembaca"
"""The owner, by name, of the files of all who may not save."""

_SILENT_SECONDS = 30
"""How long an upload may send nothing before it is given up."""

_FILE_COSTS = 2048
"""Bytes that a file costs besides its own."""

_FILE = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")
_NAME = re.compile(rb'filename="([^"\r\n]{1,300})"')
_log = logging.getLogger(__name__)
_coming: Counter[str] = Counter()
_not_taken: dict[str, list[str]] = {}
_readers: set[str] = set()
"""Sessions whose last file came from who may not save it, though others may."""


# --- asked by a page ------------------------------------------------------------------------------------------------


def bytes_of(upload: UploadedFile) -> bytes:
    """The bytes as Streamlit holds them: `upload` itself is a copy."""
    ctx = get_script_run_ctx()
    found = ctx.uploaded_file_mgr.get_files(ctx.session_id, [upload.file_id]) if ctx is not None else []
    return found[0].data if found else upload.getvalue()


def free_uploads() -> None:
    """Let go of what this session's fields hold: it lies on the desk."""
    if session := _session():
        runtime.get_instance().uploaded_file_mgr.remove_session_files(session)


def take_refused_names() -> list[str]:
    """The names of files that were not taken from this session since the last call."""
    return _not_taken.pop(_session(), [])


def _session() -> str:
    """The session whose page is running; blank outside a server."""
    ctx = get_script_run_ctx(suppress_warning=True)
    return ctx.session_id if ctx is not None and runtime.exists() else ""


def _owner_of_run() -> Owner:
    """The session whose page is running, as the one who asks for a file to be read.

    All who may not save where others may are one: however many pages they open, a file of an officer comes next.
    """
    session = _session()
    name = _READERS if session and cache.settings().may_write and not request_access().may_write else session
    return Owner(name, lambda: not session or runtime.get_instance().is_active_session(session))


def session_of_file(scope: Scope) -> str | None:
    """The session for whose fields a file is sent or taken away by this request; None for any other request."""
    found = _FILE.search(scope["path"]) if scope["type"] == "http" else None
    return found[1] if found is not None and scope["method"] in ("PUT", "DELETE") else None


# --- at the door ----------------------------------------------------------------------------------------------------


class UploadRoom:
    """ASGI middleware that takes no upload for which there is no room, and frees what sessions left behind."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._sweeping: asyncio.Task[None] | None = None
        tell_owners_by(_owner_of_run)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Begun again should it ever fail: without it nothing would be freed any more.
        if self._sweeping is None or self._sweeping.done():
            self._sweeping = asyncio.create_task(_sweep_for_ever())
        session = session_of_file(scope)
        if session is None or scope["method"] != "PUT":
            await self._app(scope, receive, send)
            return
        # Where nobody may save nobody is to be kept room for.
        only_reads = cache.settings().may_write and not await run_in_threadpool(_may_save, scope)
        (_readers.add if only_reads else _readers.discard)(session)
        await self._take(session, scope, receive, send)

    async def _take(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an upload on, counted as it arrives: what is only announced takes no room from others."""
        head, size = b"", 0
        message: Message = {}

        async def arriving() -> Message:
            nonlocal head, size, message
            async with asyncio.timeout(_SILENT_SECONDS):
                message = await receive()
            body = message.get("body", b"")
            head = head or body
            if not _fits(session, len(body)):
                raise _NoRoom
            size += len(body)
            _coming[session] += len(body)
            return message

        with suppress(_NoRoom):
            try:
                await self._app(scope, arriving, send)
            except TimeoutError:
                await Response(status_code=408, headers={"connection": "close"})(scope, receive, send)
            finally:
                _coming[session] -= size
                if not _coming[session]:
                    del _coming[session]
            return
        _log.warning("no room for an upload after %s bytes", size)
        name = (_NAME.findall(head) or [b"?"])[0].decode("utf-8", "replace")
        _not_taken[session] = [*_not_taken.get(session, ()), name][-MOST_FILES:]
        # A browser listens for no answer before it has sent everything.
        while message.get("more_body"):
            message = await receive()
        # To an error Streamlit's page would add its own English words, and not draw itself again to say ours.
        await Response(status_code=204)(scope, receive, send)


class _NoRoom(Exception):
    """Ends the app's reading of an upload."""


def _held() -> Counter[str]:
    """Session → bytes that its fields hold."""
    storage = runtime.get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return Counter({
        session: sum(len(file.data) + len(file.name) + len(file.type) + _FILE_COSTS for file in list(files.values()))
        for session, files in list(storage.items())
    })


def _may_save(scope: Scope) -> bool:
    try:
        return access_of_request(cookie_parser(Headers(scope=scope).get("cookie", "")), Right.SAVE).may_write
    except (StoreError, RegionError):
        return False


def _fits(session: str, size: int) -> bool:
    taken = _held() + _coming
    rooms = [(ROOM, taken.total())]
    if session in _readers:
        rooms.append((READERS_ROOM, sum(taken[one] for one in _readers)))
    return all(taken[session] + size <= room - total - size for room, total in rooms)


async def _sweep_for_ever() -> None:
    gone: dict[str, float] = {}
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        gone = _sweep(gone, time.monotonic())


def _sweep(gone: Mapping[str, float], now: float) -> dict[str, float]:
    """Close sessions that hold something and have been gone for too long; since when the others are gone."""
    server = runtime.get_instance()
    _readers.difference_update({
        one for one in _readers - {*_held(), *_coming} if not server.is_active_session(one)
    })
    away = {one: gone.get(one, now) for one in {*_held(), *_not_taken} if not server.is_active_session(one)}
    over = [session for session, since in away.items() if now - since >= GONE_SECONDS]
    for session in over:
        server.close_session(session)
        server.uploaded_file_mgr.remove_session_files(session)
        _not_taken.pop(session, None)
        del away[session]
    if over:
        # A session's state hangs together in circles, and the C library keeps what was freed for later.
        gc.collect()
        with suppress(TypeError, AttributeError):  # Elsewhere than in the C library of Linux there is no such call.
            ctypes.CDLL(None).malloc_trim(0)
    return away
