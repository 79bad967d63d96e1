"""What is uploaded has a limit in memory, for each session and for all, and is freed when its session has gone."""

from __future__ import annotations

import asyncio
import gc
import tomllib
from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from kkb.config import PROJECT_DIR
from kkb.recap import Workbook
from kkb.ui import upload_room
from kkb.ui.upload_room import Held, UploadRoom
from kkb.workbook.model import FILE_MEGABYTES

MB = 2**20
PLACE = "/_stcore/upload_file/{}/1"


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
    gc.collect()
    made = Server()
    monkeypatch.setattr(upload_room, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: made))
    monkeypatch.setattr(upload_room, "_not_taken", {})
    monkeypatch.setattr(upload_room, "_coming", defaultdict(int))
    return made


def put(session: str, megabytes: float, **headers: str) -> tuple[int, bool]:
    """The status of the answer to an upload, and whether the app behind saw it."""
    reached: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope)
        assert upload_room._coming[session] == int(megabytes * MB)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    sent: list[Any] = []

    async def receive() -> Any:
        body = b'--x\r\nContent-Disposition: form-data; name="a"; filename="rekap Mei.xlsx"\r\n\r\n'
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = headers or {"content-length": str(int(megabytes * MB))}
    scope = {
        "type": "http",
        "method": "PUT",
        "path": PLACE.format(session),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(UploadRoom(app)(scope, receive, send))
    return sent[0]["status"], bool(reached)


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


def test_what_is_on_its_way_counts(server: Server) -> None:
    upload_room._coming["b"] = 410 * MB
    assert put("a", 10) == (204, False)


def test_what_lies_on_the_desk_counts_once_and_no_longer_than_it_lies_there(server: Server) -> None:
    kept = server.hold("", 200)
    held = Held([kept], [Workbook(size=MB)])
    assert upload_room._sizes()[""][id(kept)] // MB == 200
    assert sum(upload_room._sizes()[""].values()) // MB == 205
    assert upload_room.has_room()
    server.uploaded_file_mgr.remove_session_files("")
    assert sum(upload_room._sizes()[""].values()) // MB == 205
    more = Held([bytes(200 * MB)])
    assert not upload_room.has_room()
    del held, more
    assert not upload_room._sizes()


def test_a_refused_file_is_named_on_the_page_of_its_session_once(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.hold("a", 211)
    put("a", 5)
    monkeypatch.setattr(upload_room, "_session", lambda: "a")
    assert upload_room.take_refused_names() == ["rekap Mei.xlsx"]
    assert upload_room.take_refused_names() == []


def test_an_upload_that_does_not_say_how_long_it_is_is_not_read(server: Server) -> None:
    assert put("a", 1, transfer_encoding="chunked") == (411, False)
    assert put("a", 1, content_length="1048576", transfer_encoding="chunked") == (411, False)


def test_of_nobody_nothing_is_kept(server: Server) -> None:
    server.hold("a", 211)
    assert put("stranger", 500) == (200, True)  # Streamlit refuses it.
    assert upload_room._not_taken == {}


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
