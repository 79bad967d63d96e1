"""How much of what is uploaded this process holds in memory; what would pass that is not taken, and is freed in time.

Streamlit keeps every uploaded file until its session is closed, without a limit, and forgets a session that has gone
only when another one goes. Counted here are those files, and what lies on the desks of sessions beside them.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import re
import sys
import threading
import time
import weakref
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from kkb.recap import Workbook
from kkb.uploads.check import MOST_FILES
from kkb.workbook.model import FILE_MEGABYTES
from kkb.workbook.turns import Owner

FIELD_MEGABYTES = FILE_MEGABYTES + 2
"""What a field takes: a file that is a little too large gets our own sentence, as from the command line."""

ROOM = 2 * (MOST_FILES + 1) * FILE_MEGABYTES * 2**20
"""Bytes of all sessions. One may hold as much as it leaves free for others: alone, a full queue of largest files."""

GONE_SECONDS = 60
"""How long a session whose page was closed or lost its connection may come back to what it uploaded."""

NO_ROOM = (
    "Komputer ini sedang menampung terlalu banyak berkas; belum ada yang disimpan. Tunggu satu dua menit, atau unggah "
    "lebih sedikit berkas sekaligus, lalu coba lagi."
)

_LOOK_SECONDS = 10
_FILE_COSTS = 2048
"""Bytes that a file costs besides its own."""

_BOOK_COSTS = 5
"""Bytes in memory for one byte that the reading child wrote, at most."""

_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")
_NAME = re.compile(rb'filename="([^"\r\n]{1,300})"')
_log = logging.getLogger(__name__)


class Held:
    """Bytes and workbooks in a session's state; counted for as long as this object lives there."""

    def __init__(self, files: Iterable[bytes], books: Iterable[Workbook] = ()) -> None:
        self.session = _session()
        self.sizes = {id(data): len(data) for data in files} | {id(book): _BOOK_COSTS * book.size for book in books}
        with _counting:
            _held.add(self)


_held: weakref.WeakSet[Held] = weakref.WeakSet()
_counting = threading.Lock()
_coming: defaultdict[str, int] = defaultdict(int)
_not_taken: dict[str, list[str]] = {}


# --- asked by a page ------------------------------------------------------------------------------------------------


def has_room() -> bool:
    """False if this session holds more than it leaves free for the others."""
    return _fits(_session(), 0)


def bytes_of(upload: UploadedFile) -> bytes:
    """The bytes as Streamlit holds them: `upload` itself is a copy."""
    ctx = get_script_run_ctx()
    found = ctx.uploaded_file_mgr.get_files(ctx.session_id, [upload.file_id]) if ctx is not None else []
    return found[0].data if found else upload.getvalue()


def free_uploads() -> None:
    """Let go of what this session's fields hold: it lies on the desk, or nobody wants it any more."""
    if runtime.exists():
        runtime.get_instance().uploaded_file_mgr.remove_session_files(_session())


def take_refused_names() -> list[str]:
    """The names of files that were not taken from this session since the last call."""
    return _not_taken.pop(_session(), [])


def owner_of_run() -> Owner:
    """The session whose page is running, as the one who asks for a file to be read."""
    session = _session()
    return Owner(session, partial(runtime.get_instance().is_active_session, session)) if runtime.exists() else Owner()


def _session() -> str:
    ctx = get_script_run_ctx(suppress_warning=True)
    return ctx.session_id if ctx is not None else ""


# --- counting -------------------------------------------------------------------------------------------------------


def _sizes() -> Mapping[str, dict[int, int]]:
    """Session → what it holds: id of the object → bytes. A file of a field that lies on the desk is one object."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    with _counting:
        for held in _held:
            found[held.session] |= held.sizes
    if runtime.exists():
        for session, files in list(runtime.get_instance().uploaded_file_mgr.file_storage.items()):  # type: ignore[attr-defined]
            for file in list(files.values()):
                found[session][id(file.data)] = len(file.data) + len(file.name) + len(file.type) + _FILE_COSTS
    return found


def _fits(session: str, size: int) -> bool:
    held = {session: sum(sizes.values()) for session, sizes in _sizes().items()}
    own = held.get(session, 0) + _coming.get(session, 0) + size
    return own <= ROOM - sum(held.values()) - sum(list(_coming.values())) - size


# --- at the door ----------------------------------------------------------------------------------------------------


class UploadRoom:
    """ASGI middleware that answers an upload for which there is no room, and frees what sessions left behind."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._sweeping: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._sweeping is None or self._sweeping.done():
            self._sweeping = asyncio.create_task(_sweep_for_ever())
        upload = _UPLOAD.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if upload is None:
            await self._app(scope, receive, send)
            return
        session, request = upload[1], Request(scope, receive)
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or "transfer-encoding" in request.headers:
            # Every browser tells it; without, nothing could be counted before it is here.
            await Response("length required", 411)(scope, receive, send)
            return
        size = int(length)
        # Too large in itself or from nobody: Streamlit refuses it at once.
        is_for_us = size <= FIELD_MEGABYTES * 2**20 and runtime.get_instance().is_active_session(session)
        if is_for_us and not _fits(session, size):
            _not_taken[session] = [*_not_taken.get(session, ()), await _pass_over(request)][-MOST_FILES:]
            _log.warning("no room for an upload of %s bytes", size)
            # To an error Streamlit's page would add its own English words, and not draw itself again to say ours.
            await Response(status_code=204)(scope, receive, send)
            return
        _coming[session] += size
        try:
            await self._app(scope, receive, send)
        finally:
            _coming[session] -= size
            if not _coming[session]:
                del _coming[session]


async def _pass_over(request: Request) -> str:
    """Read an upload without keeping it; its name. A browser listens for no answer before it has sent everything."""
    head = b""
    async for chunk in request.stream():
        head = head or chunk
    named = _NAME.search(head)
    return named[1].decode("utf-8", "replace") if named else "?"


async def _sweep_for_ever() -> None:
    gone: dict[str, float] = {}
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        try:
            gone = _sweep(gone, time.monotonic())
        except Exception:  # noqa: BLE001 - without this loop nothing would be freed any more
            _log.exception("freeing what was uploaded failed")


def _sweep(gone: Mapping[str, float], now: float) -> dict[str, float]:
    """Close sessions that hold something and have been gone for too long; since when the others are gone."""
    if not runtime.exists():
        return {}
    server = runtime.get_instance()
    away = {one for one in {*_sizes(), *_not_taken} if one and not server.is_active_session(one)}
    still = {session: gone.get(session, now) for session in away}
    over = [session for session, since in still.items() if now - since >= GONE_SECONDS]
    for session in over:
        server.close_session(session)
        server.uploaded_file_mgr.remove_session_files(session)
        _not_taken.pop(session, None)
        del still[session]
    if over:
        # A session's state hangs together in circles, and the C library keeps what was freed for later.
        gc.collect()
        _give_back()
    return still


def _give_back() -> None:
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
