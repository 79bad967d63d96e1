"""Fixtures of the browser tests: a server, a Chromium, a page, and a record of every request.

Without a Chromium those tests are skipped and say how to get one; with CI=true they fail instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.serving import CHROMIUM_ARGS, HOW_TO_GET_CHROMIUM, LAPTOP, Server, find_chromium, launch

browser_test = pytest.mark.browser


class StartServer(Protocol):
    """Start one more app; it ends with the test (or the module) that asked for it."""

    def __call__(
        self,
        env: Mapping[str, str] | None = None,
        mode: str | None = "lokal",
        data_dir: Path | None = None,
    ) -> Server: ...


def _server_factory(new_folder: Callable[[], Path]) -> Iterator[StartServer]:
    started: list[Server] = []

    def start(env: Mapping[str, str] | None = None, mode: str | None = "lokal", data_dir: Path | None = None) -> Server:
        server = launch(data_dir or new_folder() / "data", mode=mode, env=env)
        started.append(server)
        server.wait_until_healthy()
        return server

    try:
        yield start
    finally:
        for server in reversed(started):
            server.stop()


@pytest.fixture
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """A factory: `start_server(env={…}, mode=None, data_dir=…)`. An empty data folder unless one is given."""
    yield from _server_factory(lambda: tmp_path_factory.mktemp("app"))


@pytest.fixture(scope="module")
def start_module_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """As `start_server`; what it starts lives until the module's last test."""
    yield from _server_factory(lambda: tmp_path_factory.mktemp("app"))


@pytest.fixture
def app_server(start_server: StartServer) -> Server:
    """A fresh app in local mode with a data folder of its own, for tests that write."""
    return start_server()


@pytest.fixture(scope="module")
def shared_server(start_module_server: StartServer) -> Server:
    """One app for all tests of a module: for those that only look."""
    return start_module_server()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium (`playwright.sync_api.Browser`).

    It ends with its module: while Playwright lives, its thread counts as running an event loop, and tests of
    other modules that call `asyncio.run` would fail.
    """
    executable = find_chromium()
    if executable is None:
        if os.environ.get("CI") == "true":
            pytest.fail(HOW_TO_GET_CHROMIUM)
        pytest.skip(HOW_TO_GET_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_ARGS))
        yield chromium
        chromium.close()


@pytest.fixture
def requests() -> list[str]:
    """The address of every request (and WebSocket) that `context` and its pages made so far."""
    return []


@pytest.fixture
def context(browser: Any, requests: list[str]) -> Iterator[Any]:
    """A browser profile of its own, at 1366 × 768, Indonesian; open several pages with `context.new_page()`."""
    profile = browser.new_context(
        viewport={"width": LAPTOP[0], "height": LAPTOP[1]}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    profile.on("request", lambda request: requests.append(request.url))
    profile.on("page", lambda page: page.on("websocket", lambda socket: requests.append(socket.url)))
    yield profile
    profile.close()


@pytest.fixture
def page(context: Any) -> Any:
    """One page of `context`."""
    return context.new_page()
