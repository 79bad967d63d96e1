"""`python -m bench crowd`: ten readers choosing in the filter, quietly and while hostile files are being uploaded.

A real server; the readers and the one who uploads are sessions without a browser (`bench.session`), so that the
machine is busy with the app and not with drawing. Quiet and hostile rounds take turns; the result is the median over
the rounds of each round's 95th percentile.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median, quantiles

from bench.hostile_files import HOSTILE
from bench.pages import CHOICES
from bench.session import Session
from tests.support.serving import launch

AT_MOST = 1.25
_LABEL = "Kecamatan"
_THINKING = (0.3, 0.9)
"""Seconds between two choices of a reader."""


async def read(session: Session, rng: random.Random, until: float) -> list[float]:
    """Choose again and again; the seconds of every redraw."""
    seconds = []
    while time.perf_counter() < until:
        await asyncio.sleep(rng.uniform(*_THINKING))
        session.choose(_LABEL, [rng.choice(CHOICES)])
        seconds.append(await session.rerun())
    return seconds


async def attack(url: str, files: dict[str, bytes], until: float) -> Counter[str]:
    """Upload one hostile file after the other, each from a page of its own; how often each was answered."""
    done: Counter[str] = Counter()
    while True:
        for name, data in files.items():
            if time.perf_counter() >= until:
                return done
            session = await Session.open(url, "unggah")
            try:
                await session.put_file(name, data)
                done[name] += 1
            finally:
                await session.close()


async def one_round(sessions: list[Session], rng: random.Random, seconds: float, attacks: list[object]) -> float:
    """The 95th percentile of the readers' redraws, in milliseconds."""
    until = time.perf_counter() + seconds
    found = await asyncio.gather(*(read(session, rng, until) for session in sessions), *attacks)  # type: ignore[call-overload]
    times = [one for part in found[: len(sessions)] for one in part]
    return quantiles(times, n=20)[-1] * 1000


async def measure(url: str, options: argparse.Namespace) -> tuple[list[float], list[float], Counter[str]]:
    """The 95th percentiles of the quiet rounds and of the hostile ones, and what was uploaded."""
    chosen = HOSTILE if options.only is None else {options.only: HOSTILE[options.only]}
    files = {name: make() for name, make in chosen.items()}
    rng = random.Random(options.seed)
    sessions = [await Session.open(url) for _ in range(options.readers)]
    for choice in CHOICES:
        # What is made once per choice is made before the clock runs.
        sessions[0].choose(_LABEL, [choice])
        await sessions[0].rerun()
    quiet, hostile = [], []
    uploaded: Counter[str] = Counter()
    for number in range(options.rounds):
        quiet.append(await one_round(sessions, rng, options.seconds, []))
        attacking = asyncio.create_task(attack(url, files, time.perf_counter() + options.seconds))
        hostile.append(await one_round(sessions, rng, options.seconds, []))
        uploaded += await attacking
        print(f"round {number + 1}: quiet {quiet[-1]:.0f} ms, hostile {hostile[-1]:.0f} ms", flush=True)
    for session in sessions:
        await session.close()
    return quiet, hostile, uploaded


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 if the readers wait more than a quarter longer."""
    parser = argparse.ArgumentParser(prog="python -m bench crowd", description=__doc__)
    parser.add_argument("--readers", type=int, default=10, help="open pages (default 10)")
    parser.add_argument("--rounds", type=int, default=5, help="quiet and hostile, in turn (default 5)")
    parser.add_argument("--seconds", type=float, default=20, help="length of a round (default 20)")
    parser.add_argument("--only", choices=list(HOSTILE), help="one of the hostile files alone")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kkb-crowd-") as folder:
        server = launch(Path(folder) / "data")
        try:
            server.wait_until_healthy()
            quiet, hostile, uploaded = asyncio.run(measure(server.url, options))
        finally:
            server.stop()
    calm, busy = median(quiet), median(hostile)
    print(f"uploads answered: {', '.join(f'{name} {count}' for name, count in uploaded.items())}")
    print(f"p95 of a redraw: quiet {calm:.0f} ms, hostile {busy:.0f} ms, ratio {busy / calm:.2f} (≤ {AT_MOST})")
    return 0 if busy / calm <= AT_MOST else 1


if __name__ == "__main__":
    sys.exit(main())
