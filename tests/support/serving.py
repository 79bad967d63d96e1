"""A real server and a real page, for the browser tests and for bench/: start, wait, stop. No pytest in here."""

from __future__ import annotations

import functools
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROJECT_DIR = Path(__file__).resolve().parents[2]

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The machine's own traffic stays out of the record of requests, and out of a closed network.
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Nobody types an address: without its popups each new window costs two documents less. This takes the place of
    # Playwright's own list, whose parts that matter to a page are named again.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "MediaRouter,OptimizationHints,PaintHolding",
)
HOW_TO_GET_CHROMIUM = "no Chromium found: apt-get install chromium, or .venv/bin/python -m playwright install chromium"

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
LOCAL_SCHEMES = frozenset({"data", "blob", "about"})

_KEY_ADDRESS = re.compile(r"http://\S+/buka\?kunci=\S+")

READY = "[data-testid=stApp][data-test-script-state=notRunning]"
CHART = ".js-plotly-plot .main-svg"

PHONE = (390, 844)
LAPTOP = (1366, 768)
WALL = (1920, 1080)
SIZES = (PHONE, LAPTOP, WALL)


def find_chromium() -> str | None:
    """Path of the system's Chromium or of Playwright's own; None where there is neither."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running app. `url` has no slash at its end; `log` holds what it printed. One that is local has a key."""

    url: str
    port: int
    data_dir: Path
    log: Path
    process: subprocess.Popen[bytes]
    is_local: bool = True

    def key_address(self, timeout: float = 30.0) -> str:
        """The address printed last that can be exchanged for the right to write."""
        deadline = time.monotonic() + timeout
        while not (found := _KEY_ADDRESS.findall(self.log.read_text(encoding="utf-8", errors="replace"))):
            if time.monotonic() > deadline:
                raise RuntimeError(f"no address printed after {timeout:.0f} s:\n{self.log_tail()}")
            time.sleep(0.02)
        return str(found[-1])

    @functools.cached_property
    def key(self) -> tuple[str, str]:
        """Name and value of a cookie that may write: an address is exchanged once for all tests of this server."""
        address = urlsplit(self.key_address())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", f"{address.path}?{address.query}")
            answer = connection.getresponse()
            ((name, morsel),) = SimpleCookie(answer.headers["Set-Cookie"]).items()
        finally:
            connection.close()
        return name, morsel.value

    def is_healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def wait_until_healthy(self, timeout: float = 60.0, poll: float = 0.02) -> None:
        """Raises RuntimeError with the tail of the log when the server ends or stays silent."""
        deadline = time.monotonic() + timeout
        while not self.is_healthy():
            if self.process.poll() is not None:
                raise RuntimeError(f"server ended with {self.process.returncode}:\n{self.log_tail()}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"server not healthy after {timeout:.0f} s:\n{self.log_tail()}")
            time.sleep(poll)

    def log_tail(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def stop(self) -> None:
        """End the server and what it started, by process group; twice is harmless."""
        if self.process.poll() is None:
            self._signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._signal(signal.SIGKILL)
                self.process.wait(timeout=10)

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


def app_environment(data_dir: Path, mode: str | None = "lokal", env: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment with the settings given, and no other of the app or of Streamlit.

    Without a desktop: no browser opens by itself.
    """
    left_out = ("KKB_", "STREAMLIT_", "DISPLAY", "WAYLAND_DISPLAY")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    clean["KKB_DATA_DIR"] = str(data_dir)
    if mode is not None:
        clean["KKB_MODE"] = mode
    return clean | dict(env or {})


def launch(
    data_dir: Path,
    *,
    mode: str | None = "lokal",
    env: Mapping[str, str] | None = None,
    script: str = "app.py",
    cwd: Path = PROJECT_DIR,
    port: int | None = None,
    address: str = "127.0.0.1",
    log: Path | None = None,
) -> Server:
    """Start `streamlit run` and return at once; see `Server.wait_until_healthy`."""
    data_dir.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    log = log or data_dir.parent / f"{data_dir.name}-server.log"
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.address", address, "--server.port", str(port), "--server.headless", "true"]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=app_environment(data_dir, mode, env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    is_local = mode == "lokal" and address == "127.0.0.1"
    return Server(f"http://127.0.0.1:{port}", port, data_dir, log, process, is_local)


def wait_ready(page: Any, timeout: float = 30.0) -> None:
    """Wait until the script of the page has run to its end. After a click, wait for what it changes as well."""
    page.wait_for_selector(READY, timeout=timeout * 1000)


def wait_charts(page: Any, count: int = 1, timeout: float = 30.0) -> None:
    """Wait until at least `count` charts are drawn; Plotly itself arrives after the script has ended."""
    page.locator(CHART).nth(count - 1).wait_for(state="attached", timeout=timeout * 1000)
    page.locator(".js-plotly-plot").first.wait_for(state="visible", timeout=timeout * 1000)


def foreign_requests(urls: Iterable[str]) -> list[str]:
    """Those of the addresses that lead to another machine."""
    foreign = []
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname not in LOCAL_HOSTS:
            foreign.append(url)
    return foreign


def assert_only_local(urls: Iterable[str]) -> None:
    """Fails where a request went to another host, and where none was recorded: that would prove nothing."""
    seen = list(urls)
    assert seen, "no request was recorded"
    assert foreign_requests(seen) == []


def screenshot_all(
    page: Any, url: str, folder: Path, name: str, sizes: Iterable[tuple[int, int]] = SIZES
) -> list[Path]:
    """Two pictures a size: the first screen, and the whole page in a window as tall as its content.

    An inner element scrolls, so a "full page" picture would show the first screen alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        wait_ready(page)
        page.wait_for_timeout(700)  # charts redraw once they know their width
        made.append(folder / f"{name}-{width}x{height}.png")
        page.screenshot(path=made[-1])
        content = int(page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight"))
        if content > height:
            page.set_viewport_size({"width": width, "height": content + 40})
            page.wait_for_timeout(700)
            made.append(folder / f"{name}-{width}x{height}-utuh.png")
            page.screenshot(path=made[-1])
    return made


def overflows_sideways(page: Any) -> bool:
    """Whether the page is wider than its window."""
    return bool(
        page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".some(e => e.scrollWidth > e.clientWidth + 1)"
        )
    )
