"""One Chromium for all tests of this folder that follow each other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.browser_fixtures import SHORT_LIVED, new_profile
from tests.support.serving import CHROMIUM_ARGS, HOW_TO_GET_CHROMIUM, find_chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """A headless Chromium (`playwright.sync_api.Browser`).

    It ends with the last of this folder's tests that follow each other: while Playwright lives, its thread counts as
    running an event loop, and other tests, which call `asyncio.run`, would fail. Told here, where the package of the
    fixture is this folder; in a plugin it would be the whole session.
    """
    executable = find_chromium()
    if executable is None:
        if os.environ.get("CI") == "true":
            pytest.fail(HOW_TO_GET_CHROMIUM)
        pytest.skip(HOW_TO_GET_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=[*CHROMIUM_ARGS, *SHORT_LIVED])
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def lasting_profile(browser: Any) -> Iterator[Any]:
    """The profile of all modules: what it has fetched and compiled it has."""
    made = new_profile(browser)
    yield made
    made.close()
