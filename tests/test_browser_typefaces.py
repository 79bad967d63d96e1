"""What a first visit fetches to be read, and that every icon shows."""

from __future__ import annotations

from typing import Any

from kkb.ui.navigation import PAGES
from kkb.ui.typefaces import ICON_FONT, SYMBOLS
from tests.browser_fixtures import browser_test
from tests.browser_steps import open_page
from tests.serving import PHONE, Server

pytestmark = browser_test

# Name, width and size of each icon in sight. One that the font lacks is written out in letters, several times as wide.
ICONS_JS = """() => [...document.querySelectorAll('[data-testid=stIconMaterial]')].map(icon => {
    const range = document.createRange();
    range.selectNodeContents(icon);
    return [icon.textContent, range.getBoundingClientRect().width, parseFloat(getComputedStyle(icon).fontSize)];
})"""


def assert_icons_show(page: Any) -> set[str]:
    page.evaluate("() => document.fonts.ready")
    icons = page.evaluate(ICONS_JS)
    assert [name for name, width, size in icons if width > 1.1 * size] == []
    return {name for name, _, _ in icons}


def test_a_first_visit_fetches_little_to_be_read(shared_server: Server, page: Any) -> None:
    fetched = []
    page.on("requestfinished", lambda request: fetched.append(request) if request.resource_type == "font" else None)
    open_page(page, shared_server)
    page.evaluate("() => document.fonts.ready")
    # What came from the browser's own store has no size.
    sizes = [max(request.sizes()["responseBodySize"], 0) for request in fetched]
    assert 60_000 < sum(sizes) <= 200_000
    (icons,) = [request for request in fetched if ICON_FONT.search(request.url)]
    assert icons.response().body() == SYMBOLS.read_bytes()


def test_every_icon_shows(shared_server: Server, page: Any) -> None:
    for spec in PAGES:
        open_page(page, shared_server, f"/{spec.name}")
        shown = assert_icons_show(page)
        assert {"keyboard_double_arrow_left", "home_work"} <= shown, spec.name
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    open_page(page, shared_server)
    page.get_by_test_id("stExpandSidebarButton").wait_for()
    assert "keyboard_double_arrow_right" in assert_icons_show(page)
