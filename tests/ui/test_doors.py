"""What every request passes first: whose name and origin are answered, and what every answer says."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from kkb.config import load_settings
from kkb.ui.server.doors import HEADERS, Doors, own_hosts
from tests.support.serving import PROJECT_DIR, Server, launch

OWN = {"host": "127.0.0.1:8501"}
FOREIGN = "https://penyerang.example"


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers with the host and the origin it was told."""
    told = Headers(scope=scope)
    text = f"{told.get('host')} {told.get('origin')}"
    await PlainTextResponse(text, headers={"Referrer-Policy": "no-referrer"})(scope, receive, send)


def ask(
    headers: Mapping[str, str], *, path: str = "/", kind: str = "http", hosts: frozenset[str] = frozenset()
) -> list[Message]:
    """All that is sent in answer to one request."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": "GET", "path": path, "headers": raw, "query_string": b"", "subprotocols": []}
    asyncio.run(Doors(echo, hosts=hosts)(scope, receive, send))
    return sent


def status(headers: Mapping[str, str], **request: Any) -> int:
    return int(ask(headers, **request)[0]["status"])


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501"),
        *("10.0.0.5:8502", "[::FFFF:10.0.0.5]:8502", socket.gethostname()),
    ],
)
def test_this_machine_and_any_ip_address_are_answered(host: str) -> None:
    assert status({"host": host}) == 200
    start, body = ask({"host": host, "origin": f"http://{host.lower()}"})
    assert start["status"] == 200
    told_host, told_origin = body["body"].decode().split()
    # Equal to the letter, or Streamlit would ask hosts outside whether the origin is this machine.
    assert told_origin == f"http://{told_host}"


@pytest.mark.parametrize(
    "host",
    ["", "penyerang.example", "localhost.penyerang.example:8501", "127.0.0.1.penyerang.example", "127.0.0.1@x.example",
     "[::1", "127.0.0.1:x"],
)  # fmt: skip
def test_a_name_that_is_not_ours_is_not_answered(host: str) -> None:
    assert status({"host": host}) == 421
    assert status({}) == 421


def test_a_name_of_the_settings_is_answered() -> None:
    names = "Dasbor.go.id, http://pc-2:8502"
    hosts = own_hosts(load_settings({"KKB_HOST": names, "KKB_ALAMAT": "https://kkb.go.id/dasbor"}))
    assert own_hosts(load_settings({"KKB_ALAMAT": "kkb.go.id/dasbor"})) == {"kkb.go.id"}
    assert hosts == {"dasbor.go.id", "pc-2:8502", "kkb.go.id"}
    for host in ("dasbor.go.id", "pc-2:8502", "pc-2", "kkb.go.id"):
        assert status({"host": host}, hosts=hosts) == 200
    assert status({"host": "go.id"}, hosts=hosts) == 421


@pytest.mark.parametrize("origin", ["null", "", "file://"])
def test_what_is_no_address_in_the_settings_opens_no_door(origin: str) -> None:
    hosts = own_hosts(load_settings({"KKB_HOST": "dasbor@go.id, //, [::1"}))
    assert hosts == frozenset()
    assert status(OWN | {"origin": origin}, hosts=hosts) == 403
    assert status({"host": ""}, hosts=hosts) == 421


@pytest.mark.parametrize("origin", [FOREIGN, "null", "", "http://127.0.0.1:3000", "http://localhost:8501", "http://[::1"])
def test_a_page_of_another_origin_is_refused(origin: str) -> None:
    assert status(OWN | {"origin": origin}) == 403
    assert ask(OWN | {"origin": origin}, kind="websocket") == [{"type": "websocket.close", "code": 1008}]


def test_behind_a_proxy_the_origin_may_be_a_host_of_the_settings_and_streamlit_need_not_ask() -> None:
    start, body = ask(OWN | {"origin": "https://kkb.go.id"}, hosts=frozenset({"kkb.go.id"}))
    assert (start["status"], body["body"]) == (200, b"127.0.0.1:8501 https://127.0.0.1:8501")
    assert status(OWN | {"origin": "https://kkb.go.id:3000"}, hosts=frozenset({"kkb.go.id"})) == 403


@pytest.mark.parametrize("headers", [OWN, {"host": "penyerang.example"}, OWN | {"origin": FOREIGN}])
def test_every_answer_has_the_headers_and_an_answer_may_be_stricter(headers: Mapping[str, str]) -> None:
    found = {name.decode(): value.decode() for name, value in ask(headers)[0]["headers"]}
    stricter = {"referrer-policy": "no-referrer"} if headers is OWN else {}
    assert found.items() >= ({name.lower(): value for name, value in HEADERS.items()} | stricter).items()


def test_metrics_are_closed_below_any_folder() -> None:
    assert status(OWN, path="/_stcore/metrics") == 404
    assert status(OWN, path="/dasbor/_stcore/metrics/") == 404
    assert status(OWN, path="/_stcore/health") == 200


# --- a real server, and a listener in place of the network ---------------------------------------------------------


@pytest.fixture
def network() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a proxy that all of the outside goes through, and what was asked of it; it answers nothing."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(2)
                    asked.append(connection.recv(200))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def knock(server: Server) -> int:
    """Open the WebSocket as a page of another site would; the status of the refusal."""
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", origin=FOREIGN, subprotocols=["streamlit"])  # type: ignore[arg-type, list-item]
    return int(refused.value.response.status_code)


@pytest.mark.slow
@pytest.mark.parametrize(("cwd", "calls"), [(PROJECT_DIR, False), (PROJECT_DIR / "bench" / "bare", True)])
def test_a_foreign_origin_makes_us_call_nobody(
    network: tuple[str, list[bytes]], tmp_path: Path, cwd: Path, calls: bool
) -> None:
    """Streamlit alone does call, so the listener would hear it."""
    proxy, asked = network
    server = launch(tmp_path / "data", cwd=cwd, env={"http_proxy": proxy, "https_proxy": proxy})
    try:
        server.wait_until_healthy()
        before = len(asked)
        assert knock(server) == 403
        assert (len(asked) > before) is calls
        assert bool(asked) is calls
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        connection.request("GET", "/_stcore/host-config")
        assert (b'"allowedOrigins":[]' in connection.getresponse().read()) is not calls
        connection.close()
    finally:
        server.stop()
