"""A deep link as the very first visit of a fresh server still shows the common frame, and its guards."""

from __future__ import annotations

from typing import Any

import pytest

from kkb.ui.navigation import PAGES
from tests.browser_fixtures import StartServer, browser_test
from tests.browser_steps import FRAME, heading, open_page, wait_for_text

pytestmark = browser_test

# On each server only the first is truly cold; the lists differ in it, and together they hold every page.
FIRST_VISITS = ("desa", "unggah")
OTHERS = [spec.name for spec in PAGES if spec.name not in FIRST_VISITS]


@pytest.mark.parametrize("first", FIRST_VISITS)
def test_a_cold_deep_link_shows_the_common_frame(start_server: StartServer, page: Any, first: str) -> None:
    server = start_server()
    index = FIRST_VISITS.index(first)
    for name in [first, *OTHERS[index :: len(FIRST_VISITS)]]:
        open_page(page, server, f"/{name}")
        frame = page.locator(FRAME)
        for label in ("Kecamatan", "Keadaan per"):
            frame.get_by_role("combobox", name=label).wait_for()
        for title in ("Ringkasan", "Unggah", "Bantuan"):
            frame.get_by_role("link", name=title).wait_for()
        wait_for_text(page, "DATA CONTOH")
        assert heading(page).inner_text(), name
