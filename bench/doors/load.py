"""Load by strangers: slow files beside a good one, and large uploads from many pages, on a real server."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.doors.finding import Finding
from bench.hostile_files import make_heavy, make_slow
from bench.session import Session
from kkb.config import SAMPLE_DIR
from kkb.startup import FIRST_SAMPLE
from kkb.ui.server.upload_room import GONE_SECONDS, NO_ROOM, ROOM
from tests.support.serving import Server, launch

_PAGE = "unggah"
_SLOW, _LARGE, _MORE = 6, 40, 20
_STRANGERS, _ANNOUNCED = 16, 29
_HEAD_START = 3.0
_TIMES = 8
_AT_MOST = 2.0
_MEGABYTES_OVER = 64
_BACK_SECONDS = GONE_SECONDS + 30


def try_doors() -> Iterator[Finding]:
    """Each on a server of its own that reads only, as strangers meet it."""
    slow = make_slow()
    with _server() as server:
        yield asyncio.run(_beside(server, "six slow files of six pages", [{f"{n}.xlsx": slow} for n in range(_SLOW)]))
        yield asyncio.run(_beside(server, "six slow files of one page", [{f"{n}.xlsx": slow for n in range(_SLOW)}]))
    with _server() as server:
        yield asyncio.run(_announced(server))
        yield from asyncio.run(_gather(_large_uploads(server)))


@contextmanager
def _server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        server = launch(Path(folder) / "data", mode="baca")
        try:
            server.wait_until_healthy()
            yield server
        finally:
            server.stop()


async def _gather(findings: AsyncIterator[Finding]) -> list[Finding]:
    return [finding async for finding in findings]


async def _beside(server: Server, what: str, queues: list[dict[str, bytes]]) -> Finding:
    """A recap of 39 desa alone and beside slow files that came three seconds before it; each from a new page."""
    alone = [await _good(server, number) for number in range(_TIMES)]
    pages = [await Session.open(server.url, _PAGE) for _ in queues]
    uploads = [asyncio.create_task(page.put_files(files)) for page, files in zip(pages, queues, strict=True)]
    await asyncio.sleep(_HEAD_START)
    beside = [await _good(server, number) for number in range(_TIMES)]
    are_busy = sum(not upload.done() for upload in uploads)
    for page in pages:
        await page.close()
    await asyncio.gather(*uploads, return_exceptions=True)
    ratio = median(beside) / median(alone)
    found = f"{median(beside):.2f} s, worst {max(beside):.2f}; alone {median(alone):.2f}: {ratio:.1f} x"
    return Finding(f"a good recap beside {what}", found, f"<= {_AT_MOST} x", ratio <= _AT_MOST and are_busy > 0)


async def _good(server: Server, number: int) -> float:
    page = await Session.open(server.url, _PAGE)
    try:
        return await page.put_file(f"rekap {number}.xlsx", (SAMPLE_DIR / FIRST_SAMPLE).read_bytes())
    finally:
        await page.close()


async def _announced(server: Server) -> Finding:
    """A small recap beside many large uploads of which only the headers come."""
    pages = [await Session.open(server.url, _PAGE) for _ in range(_STRANGERS)]
    # Each smaller than the one before in the end, so that they would fill the room to the last.
    sizes = [10 * 2**20 >> max(0, number - 16) for number in range(_ANNOUNCED)]
    announced = [await page.announce_file("besar.xlsx", size) for page in pages for size in sizes]
    small = await Session.open(server.url, _PAGE)
    await small.put_file("kecil.xlsx", (SAMPLE_DIR / FIRST_SAMPLE).read_bytes())
    is_taken = not any(NO_ROOM in text for text in small.texts)
    for connection in announced:
        connection.close()
    for page in [*pages, small]:
        await page.close()
    what = f"a small recap beside {len(announced)} uploads that are only announced"
    return Finding(what, "taken" if is_taken else "refused", "taken", is_taken)


async def _large_uploads(server: Server) -> AsyncIterator[Finding]:
    """Forty pages with 9.9 MB each, twenty more, a small recap among them; then all leave."""
    data = make_heavy()
    await _good(server, 0)
    before = _resident(server)
    pages = [await Session.open(server.url, _PAGE) for _ in range(_LARGE + _MORE)]
    for page in pages[:_LARGE]:
        await page.put_file("besar.xlsx", data)
    at_forty = _resident(server)
    found = f"{before:.0f} -> {at_forty:.0f} MB"
    is_one_copy = at_forty - before <= _LARGE * 9.9 + _MEGABYTES_OVER
    yield Finding(f"{_LARGE} pages with 9.9 MB each", found, "one copy", is_one_copy)
    for page in pages[_LARGE:]:
        await page.put_file("besar.xlsx", data)
    refused = sum(any(NO_ROOM in text for text in page.texts) for page in pages)
    peak, most = _resident(server) - before, ROOM / 2**20 + _MEGABYTES_OVER
    found = f"{refused} refused, {peak:.0f} MB more than before"
    yield Finding(f"{_MORE} pages more", found, f"<= {most:.0f} MB more", refused > 0 and peak <= most)
    small = await Session.open(server.url, _PAGE)
    await small.put_file("kecil.xlsx", (SAMPLE_DIR / FIRST_SAMPLE).read_bytes())
    is_taken = not any(NO_ROOM in text for text in small.texts)
    yield Finding("a small recap meanwhile", "taken" if is_taken else "refused", "taken", is_taken)
    for page in [*pages, small]:
        await page.close()
    left, is_back = time.monotonic(), False
    while not is_back and time.monotonic() - left < _BACK_SECONDS:
        await asyncio.sleep(1)
        is_back = _resident(server) - before <= _MEGABYTES_OVER
    found = f"{_resident(server):.0f} MB after {time.monotonic() - left:.0f} s"
    yield Finding("all have left", found, f"<= {before + _MEGABYTES_OVER:.0f} MB in {_BACK_SECONDS} s", is_back)


def _resident(server: Server) -> float:
    """Resident memory of the server without its children, in MB (Linux)."""
    lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
