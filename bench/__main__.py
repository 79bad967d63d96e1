"""`python -m bench`: the real app beside a bare Streamlit page, alternating, medians, on loopback.

`python -m bench fuzz`, `crowd`, `readers` and `doors` are measurements of their own.

A number of 0 leaves that part out. Nothing is written into the project: data folders and the bare page's copy are
temporary.
"""

from __future__ import annotations

import argparse
import io
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from bench.large import measure_large
from bench.news import seconds_until_shown
from bench.pages import CHOICES, FilterPage, Target, first_chart, first_visit
from bench.reruns import logged_in_costs, rerun_costs
from bench.row import HEADING, Row
from bench.usage import HAS_PROC, resident_mb
from bench.wall import BARE_WALL, WALL_PATH, slide_changes
from kkb.config import DEFAULT_REGION_CSV, DEFAULT_REGION_NAME, TIMEZONE
from kkb.problems import Severity
from kkb.region import load_region
from kkb.uploads.check import Stored, check_file
from kkb.workbook.marking.marks import Mark, mark_workbook
from tests.support.serving import CHROMIUM_ARGS, HOW_TO_GET_CHROMIUM, PROJECT_DIR, Server, find_chromium, launch

# The charts of our first page are stills in its own tree.
OURS = Target("ours", chart="[data-testid=stMain] section [role=group], [data-testid=stMain] [role=img]")
BARE = Target("bare")

RECAP = PROJECT_DIR / "sample_data" / "rekap_2023-05-10.xlsx"
CHECK = [sys.executable, "-m", "kkb", "check", str(RECAP), "--json", "--no-db"]
BARE_CHECK = [sys.executable, "-c", f"import pandas; pandas.read_excel({str(RECAP)!r}, engine='calamine')"]

Launch = Callable[[], Server]


def bare_project(folder: Path) -> Path:
    """A copy of the bare page with our options and fonts, so that the only difference is what we built."""
    shutil.copytree(PROJECT_DIR / "bench" / "bare", folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT_DIR / ".streamlit", folder / ".streamlit")
    shutil.copytree(PROJECT_DIR / "kkb" / "ui" / "static", folder / "static")
    return folder


def measure_start(browser: Any, launchers: dict[Target, Launch], rounds: int) -> Row:
    """Process start to first visible chart.

    One round that is not counted warms the disk and the byte code, and loads the samples into the data folder.
    """
    seconds: dict[Target, list[float]] = {target: [] for target in launchers}
    for number in range(rounds + 1):
        for target, start in launchers.items():
            began = time.perf_counter()
            server = start()
            try:
                elapsed = first_chart(browser, server, target, began)
            finally:
                server.stop()
            if number:
                seconds[target].append(elapsed)
    return Row("start → first chart", "s", seconds[OURS], seconds[BARE], "≤ 1.1 ×")


def measure_redraw(browser: Any, launchers: dict[Target, Launch], rounds: int) -> Iterator[Row]:
    """A choice in the filter to the redrawn page, both servers running, turn by turn; and their memory."""
    milliseconds: dict[Target, list[float]] = {target: [] for target in launchers}
    memory: dict[Target, list[float]] = {}
    servers: dict[Target, Server] = {}
    pages: dict[Target, FilterPage] = {}
    try:
        for target, start in launchers.items():
            servers[target] = start()
            servers[target].wait_until_healthy()
            pages[target] = FilterPage(browser, servers[target], target)
        for number in range(-2, rounds):
            for target, page in pages.items():
                elapsed = page.redraw(CHOICES[number % len(CHOICES)])
                if number >= 0:
                    milliseconds[target].append(elapsed)
        memory = {target: [resident_mb(server)] for target, server in servers.items()}
    finally:
        for page in pages.values():
            page.close()
        for server in servers.values():
            server.stop()
    yield Row("filter → redraw, p50", "ms", milliseconds[OURS], milliseconds[BARE], "≤ 1.2 ×")
    if HAS_PROC:
        yield Row("memory of the server, one reader", "MB", memory[OURS], memory[BARE], "")


def measure_reruns(launchers: dict[Target, Launch]) -> Row:
    """What a choice in the filter costs the server, browser apart."""
    found: dict[Target, list[float]] = {}
    for target, start in launchers.items():
        server = start()
        try:
            server.wait_until_healthy()
            found[target] = rerun_costs(server)
        finally:
            server.stop()
    return Row("processor time of a rerun", "ms", found[OURS], found[BARE], "≤ 12 ms")


def measure_visit(browser: Any, launchers: dict[Target, Launch], rounds: int) -> Iterator[Row]:
    """Bytes of a first visit, fonts apart, and of the static files at a return."""
    rest: dict[Target, list[float]] = {target: [] for target in launchers}
    fonts: dict[Target, list[float]] = {target: [] for target in launchers}
    again: dict[Target, list[float]] = {target: [] for target in launchers}
    for target, start in launchers.items():
        server = start()
        try:
            for _ in range(rounds):
                visit = first_visit(browser, server, target)
                rest[target].append(visit.rest / 1e6)
                fonts[target].append(visit.fonts / 1e3)
                again[target].append(visit.again / 1e3)
        finally:
            server.stop()
    yield Row("first visit without fonts", "MB", rest[OURS], rest[BARE], "≤ 3 MB")
    yield Row("fonts of a first visit", "kB", fonts[OURS], fonts[BARE], "≤ 200 kB")
    yield Row("static files of a return", "kB", again[OURS], [], "0 kB")


def measure_news(browser: Any, folder: Path, rounds: int) -> Row:
    """A recap stored elsewhere to an open page that shows it."""
    server = launch(folder / "news-data")
    try:
        server.wait_until_healthy()
        return Row("stored → shown elsewhere", "s", seconds_until_shown(browser, server, folder, rounds), [], "≤ 5 s")
    finally:
        server.stop()


def measure_wall(browser: Any, start: Launch, turns: int) -> Row:
    """A key on the wall to the next slide painted; bare is a page that shows one of two words."""
    server = start()
    try:
        server.wait_until_healthy()
        ours = slide_changes(browser, server.url + WALL_PATH, turns)
    finally:
        server.stop()
    return Row("slide change on the wall, p50", "ms", ours, slide_changes(browser, BARE_WALL, turns), "≤ 150 ms")


def wall(command: list[str], allowed: tuple[int, ...]) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, cwd=PROJECT_DIR, capture_output=True, check=False)
    elapsed = time.perf_counter() - began
    if done.returncode not in allowed:
        raise RuntimeError(f"{' '.join(command[1:])} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return elapsed


def measure_check(rounds: int) -> Row:
    """The whole command on the recap of 39 desa; bare is pandas reading the same file and checking nothing."""
    ours, bare = [], []
    for number in range(rounds + 1):
        pair = wall(CHECK, (0, 1)), wall(BARE_CHECK, (0,))
        if number:
            ours.append(pair[0])
            bare.append(pair[1])
    return Row("check of a recap of 39 desa", "s", ours, bare, "≤ 0.30 s")


def measure_check_in_process(rounds: int) -> Row:
    """The same check and the same reading without the start of a Python of their own: what a page waits for."""
    import pandas as pd

    data, region = RECAP.read_bytes(), load_region(DEFAULT_REGION_CSV)
    ours, bare = [], []
    for number in range(rounds + 1):
        began = time.perf_counter()
        check_file(
            data,
            RECAP.name,
            region=region,
            region_name=DEFAULT_REGION_NAME,
            stored=Stored(),
            today=datetime.now(TIMEZONE).date(),
        )
        between = time.perf_counter()
        pd.read_excel(RECAP, engine="calamine")
        if number:
            ours.append((between - began) * 1000)
            bare.append((time.perf_counter() - between) * 1000)
    return Row("the same, in process", "ms", ours, bare, "")


def measure_marking(rounds: int) -> Row:
    """The analyst's workbook of 1,000 rows given back with 100 marks; bare is openpyxl reading and writing it alone."""
    data = long_recap()
    marks = [Mark("Rekap", f"C{row}", Severity.ERROR, "STATUS_UNKNOWN", "Bukan status.") for row in range(3, 1003, 10)]
    ours, bare = [], []
    for number in range(rounds + 1):
        began = time.perf_counter()
        mark_workbook(data, marks)
        between = time.perf_counter()
        openpyxl.load_workbook(io.BytesIO(data)).save(io.BytesIO())
        if number:
            ours.append(between - began)
            bare.append(time.perf_counter() - between)
    return Row("marked workbook of 1,000 rows", "s", ours, bare, "≤ 1 s")


def long_recap() -> bytes:
    """A recap of 1,000 rows in four columns."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Rekap"
    sheet.append(["Keadaan per 10 Mei 2023"])
    sheet.append(["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"])
    for number in range(1000):
        sheet.append(["Dendang", f"Desa {number}", "Terbentuk", datetime(2018, 5, 2)])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def measure_pages(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    executable = find_chromium()
    if executable is None:
        print(f"Pages not measured: {HOW_TO_GET_CHROMIUM}", file=sys.stderr)
        return
    from playwright.sync_api import sync_playwright

    bare_dir = bare_project(folder / "bare")
    launchers: dict[Target, Launch] = {
        OURS: lambda: launch(folder / "ours-data"),
        BARE: lambda: launch(folder / "bare-data", cwd=bare_dir),
    }
    if options.redraws and HAS_PROC:
        yield measure_reruns(launchers)
        yield Row("rerun of who is logged in, beside one who is not", "ms", *logged_in_costs(folder), "≤ 1.1 ×")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_ARGS))
        try:
            if options.starts:
                yield measure_start(browser, launchers, options.starts)
            if options.redraws:
                yield from measure_redraw(browser, launchers, options.redraws)
            if options.visits:
                yield from measure_visit(browser, launchers, options.visits)
            if options.news:
                yield measure_news(browser, folder, options.news)
            if options.turns:
                yield measure_wall(browser, launchers[OURS], options.turns)
        finally:
            browser.close()


def measure(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    if options.checks:
        yield measure_check(options.checks)
        yield measure_check_in_process(options.checks)
        yield measure_marking(options.checks)
    if options.large:
        yield from measure_large(options.large)
    if options.starts or options.redraws or options.visits or options.news or options.turns:
        yield from measure_pages(folder, options)


def main() -> int:
    if sys.argv[1:2] in (["fuzz"], ["crowd"], ["readers"], ["doors"]):
        from bench import crowd, fuzz, readers
        from bench.doors import main as doors

        mains = {"fuzz": fuzz.main, "crowd": crowd.main, "readers": readers.main, "doors": doors.main}
        return mains[sys.argv[1]](sys.argv[2:])
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--starts", type=int, default=5, help="starts of each server (default 5)")
    parser.add_argument("--redraws", type=int, default=14, help="choices in each filter (default 14)")
    parser.add_argument("--visits", type=int, default=2, help="first visits to each server (default 2)")
    parser.add_argument("--news", type=int, default=8, help="recaps stored beside an open page (default 8)")
    parser.add_argument("--turns", type=int, default=60, help="slide changes on the wall (default 60)")
    parser.add_argument("--checks", type=int, default=9, help="runs of each command (default 9)")
    parser.add_argument("--large", type=int, default=3, help="checks of each size up to 20,000 activities (default 3)")
    options = parser.parse_args()

    # Ended from outside, the servers end too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(HEADING, flush=True)
    with tempfile.TemporaryDirectory(prefix="kkb-bench-") as temporary:
        for row in measure(Path(temporary), options):
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
