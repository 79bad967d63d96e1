"""A deep link as the very first visit of a fresh server still shows the common frame, and its guards."""

from __future__ import annotations

from typing import Any

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import FRAME, heading, open_page, wait_for_text
from tests.support.serving import Server

pytestmark = browser_test


# On a server only the first visit is truly cold. Every page is opened by its address, as a session's first, in
# tests/ui/test_pages.py, and has its frame in a browser in test_axe.py.
def test_a_cold_deep_link_shows_the_common_frame(app_server: Server, page: Any) -> None:
    open_page(page, app_server, "/unggah")
    frame = page.locator(FRAME)
    for label in ("Kecamatan", "Keadaan per"):
        frame.get_by_role("combobox", name=label).wait_for()
    for title in ("Ringkasan", "Unggah", "Bantuan"):
        frame.get_by_role("link", name=title).wait_for()
    wait_for_text(page, "DATA CONTOH")
    assert heading(page).inner_text()
