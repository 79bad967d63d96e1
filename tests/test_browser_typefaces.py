"""What a first visit fetches to be read, and that the icons of the frame show (those of every page: `looking`)."""

from __future__ import annotations

from typing import Any

import pytest

from kkb.ui.typefaces import ICON_FONT, SYMBOLS
from tests.browser_fixtures import browser_test
from tests.browser_steps import FRAME, icons, open_page
from tests.serving import LAPTOP, PHONE, Server, overflows_sideways

pytestmark = browser_test


def test_a_first_visit_fetches_little_to_be_read(shared_server: Server, own_page: Any) -> None:
    page = own_page
    fetched = []
    page.on("requestfinished", lambda request: fetched.append(request) if request.resource_type == "font" else None)
    open_page(page, shared_server)
    page.evaluate("() => document.fonts.ready")
    # What came from the browser's own store has no size.
    sizes = [max(request.sizes()["responseBodySize"], 0) for request in fetched]
    assert 60_000 < sum(sizes) <= 200_000
    (icons,) = [request for request in fetched if ICON_FONT.search(request.url)]
    assert icons.response().body() == SYMBOLS.read_bytes()


@pytest.mark.parametrize(("size", "arrow"), [(LAPTOP, "left"), (PHONE, "right")])
def test_the_icons_of_the_frame_show(shared_server: Server, page: Any, size: tuple[int, int], arrow: str) -> None:
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
