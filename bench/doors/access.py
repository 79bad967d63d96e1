"""Writing without the key of this start: from another browser, through proxies that hide themselves, from the network.

Each way fills and presses the form that withdraws unggahan 1, with the fields as a page shows them to who may write.
What counts is the number of events that are stored.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bench.doors.finding import Finding
from bench.session import Session
from kkb.config import SQLITE_FILE, load_settings
from kkb.store import open_store
from tests.support.serving import PROJECT_DIR, Server, app_environment, free_port, launch

PAGE, PRESS = "riwayat", "Tarik unggahan 1"
FORM = {"Nama Anda": "Penyusup", "Alasan": "coba"}

Fields = dict[tuple[str, str], str]


def try_doors() -> Iterator[Finding]:
    """Four ways without the key, and at the end the key itself: a try that could not succeed would prove nothing."""
    with tempfile.TemporaryDirectory(prefix="kkb-doors-") as folder:
        data = Path(folder) / "data"
        with running(launch(data)) as server, running(launch_uvicorn(data)) as open_server:
            fields = asyncio.run(fields_for_the_key(server))
            forged = {"Cookie": f"{server.key[0]}={'A' * 43}"}
            ways = {
                "another browser of this machine, with a made-up cookie": press(server.url, fields, forged),
                "a TCP forwarder, with a forged Host": press_through(server, fields, own_host=False),
                "a proxy that makes Host 127.0.0.1, as nginx does": press_through(server, fields, own_host=True),
                "uvicorn on 0.0.0.0 in local mode": press(open_server.url, fields),
            }
            for what, attempt in ways.items():
                count = count_writes(data, attempt)
                yield Finding(what, f"{count} writes", "0", count == 0)
            printed = "kunci=" in open_server.log.read_text()
            yield Finding("uvicorn on 0.0.0.0 prints an address with a key", str(printed), "False", not printed)
            done = count_writes(data, press(server.url, fields, {"Cookie": "=".join(server.key)}))
            yield Finding("the same press with the key (so the tries are true ones)", f"{done} writes", "1", done == 1)


def count_writes(data: Path, attempt: Coroutine[None, None, None]) -> int:
    """The events that an attempt adds."""
    before = data_version(data)
    asyncio.run(attempt)
    return data_version(data) - before


def data_version(data: Path) -> int:
    """A counter of the store that rises with each event."""
    store = open_store(load_settings({"KKB_DATABASE_URL": f"sqlite:///{data / SQLITE_FILE}"}))
    try:
        return store.data_version()
    finally:
        store.close()


async def fields_for_the_key(server: Server) -> Fields:
    """The ids of the form's fields, from the page of one who may write."""
    session = await Session.open(server.url, PAGE, headers={"Cookie": "=".join(server.key)})
    await session.close()
    return dict(session.widgets)


async def press(url: str, fields: Fields, headers: dict[str, str] | None = None, host: str | None = None) -> None:
    """Fill the form and press, whether the page shows it or not."""
    session = await Session.open(url, PAGE, headers=headers, host=host)
    try:
        session.widgets |= fields
        for label, text in FORM.items():
            session.write(label, text)
        session.press(PRESS)
        await session.rerun()
    finally:
        await session.close()


async def press_through(server: Server, fields: Fields, *, own_host: bool) -> None:
    """The same through a forwarder on another port. With `own_host` it puts the server's own address into Host."""
    async with forwarder(server.port, own_host=own_host) as port:
        url = f"http://127.0.0.1:{port}" if own_host else server.url
        await press(url, fields, host=f"127.0.0.1:{port}")


@asynccontextmanager
async def forwarder(target: int, *, own_host: bool) -> AsyncIterator[int]:
    """Pass connections on to a port of this machine, and add nothing; the port to connect to."""

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", target)
        head = await reader.readuntil(b"\r\n\r\n")
        if own_host:
            lines = head.split(b"\r\n")
            head = b"\r\n".join(
                f"Host: 127.0.0.1:{target}".encode() if line.lower().startswith(b"host:") else line for line in lines
            )
        back.write(head)
        await asyncio.gather(pipe(reader, back), pipe(there, writer))

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    async with server:
        yield int(server.sockets[0].getsockname()[1])


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy until the end of one side."""
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """A server once it answers; it ends with the block."""
    try:
        server.wait_until_healthy()
        yield server
    finally:
        server.stop()


def launch_uvicorn(data_dir: Path) -> Server:
    """The app in local mode, served by uvicorn on every address of the machine."""
    port, log = free_port(), data_dir.parent / "uvicorn.log"
    data_dir.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "app:app", "--host", "0.0.0.0", "--port", str(port)],
            cwd=PROJECT_DIR,
            env=app_environment(data_dir),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Server(f"http://127.0.0.1:{port}", port, data_dir, log, process, is_local=False)
