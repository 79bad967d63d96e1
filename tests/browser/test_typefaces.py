"""What a first visit fetches to be read, and that the icons of the frame show (those of every page: `axe`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from kkb.ui.frame.typefaces import ICON_FONT, SYMBOLS
from tests.support.browser_fixtures import browser_test, new_profile
from tests.support.browser_steps import FRAME, icons, open_page
from tests.support.serving import LAPTOP, PHONE, Server, overflows_sideways

pytestmark = browser_test


@dataclass(frozen=True)
class FirstVisit:
    """A page in a profile that has nothing yet, and what its opening fetched: bytes of each typeface, the icons."""

    page: Any
    sizes: list[int]
    icons: list[bytes]


@pytest.fixture(scope="module")
def visit(browser: Any, shared_server: Server) -> Iterator[FirstVisit]:
    profile = new_profile(browser)
    page = profile.new_page()
    fetched = []
    page.on("requestfinished", lambda request: fetched.append(request) if request.resource_type == "font" else None)
    open_page(page, shared_server)
    page.evaluate("() => document.fonts.ready")
    # What came from the browser's own store has no size.
    sizes = [max(request.sizes()["responseBodySize"], 0) for request in fetched]
    icons_fetched = [request.response().body() for request in fetched if ICON_FONT.search(request.url)]
    yield FirstVisit(page, sizes, icons_fetched)
    profile.close()


def test_a_first_visit_fetches_little_to_be_read(visit: FirstVisit) -> None:
    assert 60_000 < sum(visit.sizes) <= 200_000
    assert visit.icons == [SYMBOLS.read_bytes()]


@pytest.mark.parametrize(("size", "arrow"), [(LAPTOP, "left"), (PHONE, "right")])
def test_the_icons_of_the_frame_show(
    shared_server: Server, visit: FirstVisit, size: tuple[int, int], arrow: str
) -> None:
    page = visit.page
    # How a page begins depends on its size.
    if page.viewport_size != {"width": size[0], "height": size[1]}:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        open_page(page, shared_server)
    if size == PHONE:
        page.get_by_test_id("stExpandSidebarButton").wait_for()
    else:
        page.locator(FRAME).get_by_role("link", name="Bantuan").wait_for()
    shown, in_letters = icons(page)
    assert f"keyboard_double_arrow_{arrow}" in shown
    assert size == PHONE or "home_work" in shown
    assert in_letters == []
    assert not overflows_sideways(page)
