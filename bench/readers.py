"""`python -m bench readers`: two hundred open pages of Ringkasan, each reader choosing a kecamatan every ten seconds.

A real server; the readers are sessions without a browser (`bench.session`). What is told: the time of a redraw, faults,
the memory of the server, and the processor time of one redraw, all of it the server's.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from bench.pages import CHOICES
from bench.session import Session
from bench.usage import processor_ms, resident_mb
from tests.support.serving import Server, launch

MOST_MS, MOST_MB = 100, 400
_LABEL = "Kecamatan"
_SHARE_OF_THOUGHT = (0.7, 1.3)
_AT_ONCE = 10
"""Pages that are being opened at the same time."""


async def open_all(url: str, count: int) -> list[Session]:
    """So many pages, a few at a time."""
    sessions: list[Session] = []
    for start in range(0, count, _AT_ONCE):
        sessions += await asyncio.gather(*(Session.open(url) for _ in range(min(_AT_ONCE, count - start))))
    return sessions


async def read(session: Session, rng: random.Random, thought: float, until: float) -> tuple[list[float], int]:
    """Think, choose, look, again and again: the seconds of every redraw, and how many failed."""
    seconds, faults = [], 0
    # Readers do not come in step.
    await asyncio.sleep(rng.uniform(0, thought))
    while time.perf_counter() < until:
        session.choose(_LABEL, [rng.choice(CHOICES)])
        try:
            seconds.append(await session.rerun())
            faults += not any("<h1" in text for text in session.texts)
        except Exception as error:  # noqa: BLE001 - whatever went wrong is counted
            print(f"a redraw failed: {error!r}", file=sys.stderr)
            faults += 1
            return seconds, faults
        await think(session, rng.uniform(*_SHARE_OF_THOUGHT) * thought)
    return seconds, faults


async def think(session: Session, seconds: float) -> None:
    """Do nothing, while the page itself asks for news as often as it does."""
    until = time.perf_counter() + seconds
    pause = min(session.beats.values(), default=seconds)
    while (left := until - time.perf_counter()) > 0:
        await asyncio.sleep(min(pause, left))
        if left > pause:
            await session.beat()


async def measure(server: Server, options: argparse.Namespace) -> tuple[list[float], int, dict[str, float]]:
    """The seconds of all redraws, the faults, and what the server used."""
    rng = random.Random(options.seed)
    first = await Session.open(server.url)
    for choice in CHOICES:
        # What is made once per choice is made before the clock runs.
        first.choose(_LABEL, [choice])
        await first.rerun()
    alone = resident_mb(server)
    sessions = await open_all(server.url, options.readers)
    opened = resident_mb(server)
    before, until = processor_ms(server), time.perf_counter() + options.seconds
    found = await asyncio.gather(*(read(session, rng, options.thought, until) for session in sessions))
    used = {"alone": alone, "opened": opened, "ended": resident_mb(server), "processor": processor_ms(server) - before}
    for session in [first, *sessions]:
        await session.close()
    return [one for part, _ in found for one in part], sum(faults for _, faults in found), used


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 where a limit is passed."""
    parser = argparse.ArgumentParser(prog="python -m bench readers", description=__doc__)
    parser.add_argument("--readers", type=int, default=200, help="open pages (default 200)")
    parser.add_argument("--thought", type=float, default=10, help="seconds between two choices (default 10)")
    parser.add_argument("--seconds", type=float, default=60, help="how long (default 60)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kkb-readers-") as folder:
        server = launch(Path(folder) / "data")
        try:
            server.wait_until_healthy()
            seconds, faults, used = asyncio.run(measure(server, options))
        finally:
            server.stop()
    p95 = quantiles(seconds, n=20)[-1] * 1000
    memory = max(used["opened"], used["ended"])
    print(f"{options.readers} readers, {len(seconds)} redraws, {faults} faults")
    print(f"redraw: p50 {median(seconds) * 1000:.0f} ms, p95 {p95:.0f} ms (≤ {MOST_MS})")
    print(f"processor time of a redraw, with what open pages ask: {used['processor'] / len(seconds):.1f} ms")
    each = (used["opened"] - used["alone"]) / options.readers
    print(f"memory: {used['alone']:.0f} MB with one page, {memory:.0f} MB (≤ {MOST_MB}); each reader {each:.2f} MB")
    return 0 if not faults and p95 <= MOST_MS and memory <= MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
