"""Fixtures of the browser tests: a server, a Chromium, a page, and a record of every request.

Without a Chromium those tests are skipped and say how to get one; with CI=true they fail instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.support.serving import LAPTOP, Server, launch

browser_test = pytest.mark.browser
_FAILED_PAGE_LETTERS = 3_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story is tried once more before it fails: on a busy machine a press may meet a page in the making."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Beside a story that failed stands what its pages showed."""
    outcome = yield
    report = outcome.get_result()
    profile = getattr(item, "funcargs", {}).get("profile")
    if report.when == "call" and report.failed and profile is not None:
        for page in profile.pages:
            shown = page.locator("body").inner_text(timeout=2_000)
            report.sections.append((f"page {page.url}", shown[:_FAILED_PAGE_LETTERS]))


# A page lives for seconds: to compile its scripts once more for speed, or to hand its pictures to another process,
# costs the processor more than it gives.
SHORT_LIVED = ("--js-flags=--no-opt", "--in-process-gpu")


class StartServer(Protocol):
    """Start one more app; it ends with the test (or the module) that asked for it."""

    def __call__(
        self,
        env: Mapping[str, str] | None = None,
        mode: str | None = "lokal",
        data_dir: Path | None = None,
        address: str = "127.0.0.1",
    ) -> Server: ...


def _server_factory(new_folder: Callable[[], Path]) -> Iterator[StartServer]:
    started: list[Server] = []

    def start(
        env: Mapping[str, str] | None = None,
        mode: str | None = "lokal",
        data_dir: Path | None = None,
        address: str = "127.0.0.1",
    ) -> Server:
        server = launch(data_dir or new_folder() / "data", mode=mode, env=env, address=address)
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


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One app for all tests that only look, of whatever module."""
    for start in _server_factory(lambda: tmp_path_factory.mktemp("app")):
        yield start()


def new_profile(browser: Any) -> Any:
    """A profile at 1366 × 768, Indonesian, that has fetched nothing yet."""
    return browser.new_context(
        viewport={"width": LAPTOP[0], "height": LAPTOP[1]}, locale="id-ID", timezone_id="Asia/Jakarta"
    )


@contextmanager
def heard(profile: Any, requests: list[str]) -> Iterator[None]:
    """Meanwhile, add to `requests` the address of every request (and WebSocket) of a profile."""

    def on_request(request: Any) -> None:
        requests.append(request.url)

    def on_page(page: Any) -> None:
        page.on("websocket", lambda socket: requests.append(socket.url))

    profile.on("request", on_request)
    profile.on("page", on_page)
    yield
    profile.remove_listener("request", on_request)
    profile.remove_listener("page", on_page)


@pytest.fixture(scope="module")
def profile(lasting_profile: Any) -> Iterator[Any]:
    """That profile, as a module finds it: without a page, and without rights."""
    yield lasting_profile
    clear(lasting_profile)


def clear(profile: Any) -> None:
    """Close the pages of a profile and take from it what a test gave it."""
    for page in profile.pages:
        # What a page asks for until it is closed needs no answer.
        page.unroute_all(behavior="ignoreErrors")
        page.close()
    profile.clear_cookies()
    profile.clear_permissions()
    profile.set_extra_http_headers({})


@pytest.fixture
def requests() -> list[str]:
    """The address of every request (and WebSocket) that `context` and its pages made so far."""
    return []


@pytest.fixture
def context(profile: Any, requests: list[str]) -> Iterator[Any]:
    """The module's profile without a page; open several with `context.new_page()`. They are closed with the test."""
    with heard(profile, requests):
        yield profile
        clear(profile)


@pytest.fixture
def page(context: Any) -> Any:
    """One page of `context`."""
    return context.new_page()


@pytest.fixture(scope="module")
def tab_requests() -> list[str]:
    """The address of every request that `tab` has made since it was opened."""
    return []


@pytest.fixture(scope="module")
def tab(profile: Any, tab_requests: list[str]) -> Iterator[Any]:
    """One page that stays open for all tests of a module, which turn it; not beside `context`, which closes all."""
    with heard(profile, tab_requests):
        yield profile.new_page()


@pytest.fixture
def own_page(browser: Any, requests: list[str]) -> Iterator[Any]:
    """A page in a profile of its own: for a first visit, and for what would stay with the profile, as its clock."""
    made = new_profile(browser)
    with heard(made, requests):
        page = made.new_page()
        yield page
        page.unroute_all(behavior="ignoreErrors")
    made.close()
