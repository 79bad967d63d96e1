"""Logging in, as a browser meets it: a form without a script, one's name on the pages, out of all browsers at once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from kkb.access import Peran
from kkb.config import load_settings
from kkb.startup import prepare
from kkb.ui.frame import cache
from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import FRAME, heading
from tests.support.login_steps import SANDI, add_account
from tests.support.serving import Server, wait_ready

pytestmark = browser_test


@pytest.fixture
def office(start_server: StartServer, tmp_path: Path) -> Server:
    """A server of an office where nothing is read before a login."""
    data_dir = tmp_path / "data"
    with closing(prepare(load_settings({"KKB_DATA_DIR": str(data_dir)}), now=cache.now())) as store:
        add_account(store)
        add_account(store, "budi", Peran.PETUGAS)
    return start_server(mode="server", env={"KKB_BACA": "masuk"}, data_dir=data_dir)


def log_in(page: Any, server: Server, path: str, name: str = "sari") -> None:
    """By keyboard alone, as far as the page that was asked for."""
    page.goto(f"{server.url}{path}")
    assert page.evaluate("document.activeElement.id") == "nama_akun"
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(SANDI)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}{path}")
    wait_ready(page)


def test_one_logs_in_by_keyboard_is_named_and_is_out_of_all_browsers_at_once(
    page: Any, own_page: Any, office: Server
) -> None:
    with pytest.raises(InvalidStatus):
        connect(f"ws://127.0.0.1:{office.port}/_stcore/stream", origin=office.url, subprotocols=["streamlit"])  # type: ignore[arg-type, list-item]
    log_in(page, office, "/tren?kec=Manggar")
    page.locator(FRAME).get_by_text("Sari Wulandari, pengelola").wait_for()
    (cookie,) = [one for one in page.context.cookies() if one["name"].startswith("kkb_masuk")]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")

    log_in(own_page, office, "/unggah")
    own_page.goto(f"{office.url}/akun")
    own_page.get_by_role("button", name="Keluar di semua peramban").click()
    own_page.wait_for_url(f"{office.url}/masuk")
    # The page that stands open in the other browser, by its next press.
    page.get_by_role("link", name="Kecamatan").click()
    heading(page).get_by_text("Masuk dahulu").wait_for()


def test_the_login_needs_no_script(browser: Any, office: Server) -> None:
    profile = browser.new_context(java_script_enabled=False)
    try:
        page = profile.new_page()
        page.goto(f"{office.url}/ringkas")
        page.fill("#nama_akun", "budi")
        page.fill("#sandi", SANDI)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(f"{office.url}/ringkas")
    finally:
        profile.close()
