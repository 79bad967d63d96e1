"""Pages of other sites: knocks at the WebSocket, frames, names that were turned to this machine, headers.

Knocks are measured beside a reader, and a listener in place of the network hears every call to the outside.
"""

from __future__ import annotations

import asyncio
import http.client
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from bench.doors.access import running
from bench.doors.finding import Finding
from bench.pages import CHOICES
from bench.session import Session
from kkb.ui.server.doors import HEADERS
from tests.support.serving import Server, launch

FOREIGN = "https://penyerang.example"
# Hosts that a client may write so that Host and Origin, though the same, would not be equal to the letter.
_ODD_HOSTS = ("[::FFFF:10.9.8.7]:8501", "10.9.8.7:8501?", "LOCALHOST:8501")
MOST_MS = 100
_SECONDS, _KNOCKS_A_SECOND = 6, 10
_PATHS = (
    *("/", "/riwayat", "/ringkas", "/layar", "/layar/versi", "/tidak-ada"),
    *("/_stcore/health", "/_stcore/host-config", "/app/static/fonts/inter-latin.woff2"),
)


def try_doors() -> Iterator[Finding]:
    """Knocks and headers of one server."""
    calls: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kkb-doors-") as folder:
        yield from asyncio.run(knocks_beside_a_reader(Path(folder), calls))
        with running(launch(Path(folder) / "data")) as server:
            yield from foreign_names(server)
            yield from headers_of(server)


async def knocks_beside_a_reader(folder: Path, calls: list[str]) -> list[Finding]:
    """What a reader's rerun and the health check take while another site's page knocks ten times a second."""

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append((await reader.readline()).decode(errors="replace"))
        writer.close()

    async with await asyncio.start_server(hear, "127.0.0.1", 0) as network:
        proxy = f"http://127.0.0.1:{network.sockets[0].getsockname()[1]}"
        server = launch(folder / "data", env={"http_proxy": proxy, "https_proxy": proxy})
        try:
            await asyncio.to_thread(server.wait_until_healthy)
            session = await Session.open(server.url)
            until = time.perf_counter() + _SECONDS
            reruns, healths, refused = await asyncio.gather(
                rerun_until(session, until), health_until(server, until), knock_until(server, until)
            )
            await session.close()
            for host in _ODD_HOSTS:
                await knock_oddly(server, host)
        finally:
            server.stop()
    return [
        Finding("foreign Origin: knocks refused before Streamlit", f"{refused} of {refused}", "all", refused > 0),
        Finding("calls to the outside meanwhile", str(len(calls)), "0", not calls),
        within("health meanwhile, 95th percentile", healths),
        within("a reader's rerun meanwhile, 95th percentile", reruns),
    ]


def within(what: str, milliseconds: list[float]) -> Finding:
    """The 95th percentile against the aim."""
    found = quantiles(milliseconds, n=20)[-1]
    return Finding(what, f"{found:.0f} ms of {len(milliseconds)}", f"≤ {MOST_MS} ms", found <= MOST_MS)


async def rerun_until(session: Session, until: float) -> list[float]:
    """Choose another kecamatan again and again; milliseconds of each."""
    taken = []
    while time.perf_counter() < until:
        session.choose("Kecamatan", [CHOICES[len(taken) % len(CHOICES)]])
        taken.append(await session.rerun() * 1000)
        await asyncio.sleep(0.1)
    return taken


async def health_until(server: Server, until: float) -> list[float]:
    """Ask again and again; milliseconds of each."""
    taken = []
    while time.perf_counter() < until:
        began = time.perf_counter()
        await asyncio.to_thread(ask, server, "/_stcore/health")
        taken.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.05)
    return taken


async def knock_until(server: Server, until: float) -> int:
    """Open the WebSocket as a page of another site; how often that was refused. Raises RuntimeError if it was not."""
    refused = 0
    while time.perf_counter() < until:
        try:
            await connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", origin=FOREIGN)  # type: ignore[arg-type]
        except InvalidStatus:
            refused += 1
        else:
            raise RuntimeError("a foreign Origin was let in")
        await asyncio.sleep(1 / _KNOCKS_A_SECOND)
    return refused


async def knock_oddly(server: Server, host: str) -> None:
    """Open the WebSocket with this Host and the Origin that a browser would send for it; whatever is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        f"Origin: http://{host.lower()}",
        *("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"),
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    await reader.readline()
    writer.close()


def foreign_names(server: Server) -> Iterator[Finding]:
    """Rebinding: a name of another site that was turned to this machine gets no page and no file."""
    paths = ("/", "/ringkas", "/_stcore/stream", "/_stcore/host-config", "/media/x")
    answered = [path for path in paths if ask(server, path, {"Host": f"penyerang.example:{server.port}"})[0] != 421]
    yield Finding("rebinding: addresses that answer to a foreign name", str(len(answered)), "0", not answered)
    status = ask(server, "/_stcore/metrics")[0]
    yield Finding("metrics of the server", str(status), "404", status == 404)


def headers_of(server: Server) -> Iterator[Finding]:
    """Frames, types, referrers and scripts: every answer carries the headers, its own stricter ones or ours."""
    found = {path: ask(server, path)[1] for path in _PATHS}
    missing = [path for path in _PATHS if {name.lower() for name in HEADERS} - found[path].keys()]
    yield Finding("answers without one of the headers", f"{len(missing)} of {len(_PATHS)}", "0", not missing)
    framed = [path for path in _PATHS if "frame-ancestors 'self'" not in found[path]["content-security-policy"]]
    yield Finding("answers that a foreign page may frame", f"{len(framed)} of {len(_PATHS)}", "0", not framed)


def ask(server: Server, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str]]:
    """Status and headers (names in small letters) of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()
