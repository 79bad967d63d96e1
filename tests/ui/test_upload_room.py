"""What is uploaded has a limit in memory, for each session and for all, and is freed when its session has gone."""

from __future__ import annotations

import asyncio
import re
import tomllib
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from kkb.access import Account, Peran
from kkb.config import PROJECT_DIR
from kkb.ui.frame import cache
from kkb.ui.server import upload_room
from kkb.ui.server.upload_room import UploadRoom
from kkb.workbook.model import FILE_MEGABYTES
from tests.support.login_steps import add_account, log_in
from tests.support.page_fixtures import App

MB = 2**20
PLACE = "/_stcore/upload_file/{}/1"
_cookies: dict[str, bytes] = {}
"""Session → the cookies of its uploads, where somebody is logged in."""


class Server:
    """Streamlit's runtime as far as it is asked here, with its own store of uploaded files."""

    def __init__(self) -> None:
        self.uploaded_file_mgr = MemoryUploadedFileManager("/_stcore/upload_file")
        self.active = {"a", "b"}
        self.closed: list[str] = []

    def is_active_session(self, session: str) -> bool:
        return session in self.active

    def close_session(self, session: str) -> None:
        self.closed.append(session)

    def hold(self, session: str, *megabytes: float) -> bytes:
        for number, size in enumerate(megabytes):
            data = bytes(int(size * MB))
            self.uploaded_file_mgr.add_file(session, UploadedFileRec(f"{number}", "rekap.xlsx", "", data))
        return data


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    made = Server()
    monkeypatch.setattr(upload_room, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: made))
    monkeypatch.setattr(upload_room, "_not_taken", {})
    monkeypatch.setattr(upload_room, "_coming", Counter())
    monkeypatch.setattr(upload_room, "_readers", set())
    return made


def scope_of(session: str, megabytes: float) -> dict[str, Any]:
    headers = [(b"content-length", str(int(megabytes * MB)).encode()), (b"cookie", _cookies.get(session, b""))]
    return {"type": "http", "method": "PUT", "path": PLACE.format(session), "headers": headers}


def pieces(megabytes: float) -> list[bytes]:
    head = b'--x\r\nContent-Disposition: form-data; name="a"; filename="rekap Mei.xlsx"\r\n\r\n'
    return [head, *[bytes(64 * 1024)] * int(megabytes * 16)]


class Upload:
    """One upload to the door, in pieces. Of `comes` megabytes it stands still after these."""

    def __init__(self, session: str, megabytes: float, *, comes: float | None = None) -> None:
        self.scope = scope_of(session, megabytes)
        self.left = pieces(megabytes if comes is None else comes)
        self.is_whole = comes is None
        self.read = 0
        self.status = 0
        self.was_taken = False

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        """Streamlit behind the door, which reads it all."""
        more = True
        while more:
            message = await receive()
            self.read += len(message["body"])
            more = message["more_body"]
        self.was_taken = True
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive(self) -> Any:
        if not self.left and not self.is_whole:
            await asyncio.Event().wait()
        body = self.left.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(self.left) or not self.is_whole}

    async def send(self, message: Any) -> None:
        self.status = message.get("status", self.status)

    async def go(self) -> Upload:
        await UploadRoom(self.app)(self.scope, self.receive, self.send)
        return self


def put(session: str, megabytes: float) -> tuple[int, bool]:
    """The status of the answer to an upload, and whether the app behind has got it."""
    upload = asyncio.run(Upload(session, megabytes).go())
    assert not upload.left
    assert session not in upload_room._coming
    return upload.status, upload.was_taken


def test_the_server_takes_what_the_field_takes() -> None:
    config = tomllib.loads((PROJECT_DIR / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == upload_room.FIELD_MEGABYTES > FILE_MEGABYTES


def test_a_full_queue_of_the_largest_files_has_room(server: Server) -> None:
    server.hold("a", *[10.0005] * 19)
    assert put("a", 10.0005) == (200, True)


def test_one_may_hold_as_much_as_it_leaves_for_others(server: Server) -> None:
    server.hold("a", *[10] * 21)
    assert put("a", 0.1) == (204, False)
    assert put("b", 10) == (200, True)


def test_what_all_hold_together_has_a_limit_under_which_a_small_recap_still_fits(server: Server) -> None:
    server.active |= {str(number) for number in range(41)}
    taken = 0
    for number in range(41):
        if put(str(number), 10)[1]:
            taken += 1
            server.hold(str(number), 10)
    assert taken == 41 - 1
    assert put("b", 0.1) == (200, True)


def test_those_who_only_read_leave_most_of_the_room_to_those_who_may_save(
    server: Server, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KKB_MODE", "server")
    cache.settings.clear()
    for peran, session in ((Peran.PENGELOLA, "a"), (Peran.PEMBACA, "b")):
        log_in(app, add_account(app.store, peran.value, peran))
        ((name, value),) = app.session.items()
        monkeypatch.setitem(_cookies, session, f"{name}={value}".encode())
    server.active |= {str(number) for number in range(12)}
    for session in ["b", *map(str, range(12))] * 2:
        if put(session, 10)[1]:
            server.hold(session, 10)
    held = sum(upload_room._held().values())
    assert upload_room.READERS_ROOM / 2 < held <= upload_room.READERS_ROOM
    assert put("a", 10) == (200, True)
    server.hold("a", *[10] * 15)
    assert put("a", 10) == (200, True)
    server.active = set()
    upload_room._sweep(upload_room._sweep({}, 0), upload_room.GONE_SECONDS)
    upload_room._sweep({}, 0)
    assert not upload_room._readers


def test_the_files_of_all_who_only_read_wait_as_those_of_one(
    server: Server, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a file of an officer, whose owner has used less, comes before all of them (`kkb.workbook.turns`)."""
    monkeypatch.setenv("KKB_MODE", "server")
    cache.settings.clear()
    pengelola = add_account(app.store)
    pembaca = add_account(app.store, "tono", Peran.PEMBACA)

    def owner(session: str, account: Account | None) -> str:
        log_in(app, account)
        monkeypatch.setattr(upload_room, "_session", lambda: session)
        return upload_room._owner_of_run().name

    assert owner("a", pengelola) == "a"
    assert owner("a", pembaca) == owner("b", pembaca) == owner("c", None) != "a"
    monkeypatch.delenv("KKB_MODE")
    cache.settings.clear()
    assert owner("c", None) == "c"


def test_a_program_that_only_reads_keeps_no_room_for_others(
    server: Server, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KKB_MODE")
    cache.settings.clear()
    server.hold("a", *[10.0005] * 19)
    assert put("a", 10.0005) == (200, True)


def test_what_is_on_its_way_counts(server: Server) -> None:
    upload_room._coming["b"] = 410 * MB
    assert put("a", 10) == (204, False)


def test_a_refused_file_is_named_on_the_page_of_its_session_once(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.hold("a", 211)
    put("a", 5)
    monkeypatch.setattr(upload_room, "_session", lambda: "a")
    assert upload_room.take_refused_names() == ["rekap Mei.xlsx"]
    assert upload_room.take_refused_names() == []


def test_a_session_that_has_gone_is_closed_in_time_and_one_that_came_back_is_not(server: Server) -> None:
    server.hold("a", 1)
    server.hold("b", 1)
    server.active = set()
    gone = upload_room._sweep({}, 100)
    server.active = {"b"}
    gone = upload_room._sweep(gone, 100 + upload_room.GONE_SECONDS - 1)
    assert server.closed == []
    gone = upload_room._sweep(gone, 100 + upload_room.GONE_SECONDS)
    assert (server.closed, gone) == (["a"], {})
    assert list(server.uploaded_file_mgr.file_storage) == ["b"]


def test_lengths_that_are_only_announced_take_no_room(server: Server) -> None:
    """Many pages with uploads whose bytes never come, and a small one beside them."""
    server.active |= {str(number) for number in range(14)}

    async def stand() -> Upload:
        large = [Upload(str(number // 29), 10, comes=0.1) for number in range(406)]
        standing = [asyncio.create_task(upload.go()) for upload in large]
        await asyncio.sleep(0)
        assert upload_room._coming.total() == 406 * sum(map(len, pieces(0.1)))
        small = await Upload("b", 0.5).go()
        for task in standing:
            task.cancel()
        await asyncio.gather(*standing, return_exceptions=True)
        return small

    assert asyncio.run(stand()).was_taken
    assert not upload_room._coming


def test_an_upload_that_stands_still_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_room, "_SILENT_SECONDS", 0.1)
    upload = asyncio.run(Upload("a", 10, comes=5).go())
    assert (upload.status, upload.was_taken) == (408, False)
    assert not upload_room._coming


def test_nothing_is_read_on_once_there_is_no_room(server: Server) -> None:
    server.hold("a", 207)
    upload = asyncio.run(Upload("a", 10).go())
    assert (upload.status, upload.was_taken) == (204, False)
    assert upload.read <= 3.1 * MB


def test_the_proxy_of_the_guide_takes_what_the_field_takes() -> None:
    """A proxy refuses in English, and the field says it as it came."""
    guide = (PROJECT_DIR / "docs/operasi.md").read_text(encoding="utf-8")
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", guide)
    assert int(megabytes) > upload_room.FIELD_MEGABYTES
