"""Who may write, as a browser meets it: only at the machine itself, and only in local mode."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser_fixtures import StartServer, browser_test
from tests.browser_steps import FRAME, open_page, put_file, save_button, wait_for_text
from tests.recaps import LATER
from tests.serving import Server, wait_ready

pytestmark = browser_test


@pytest.fixture(scope="module")
def reading_server(start_module_server: StartServer) -> Server:
    """An app started without KKB_MODE."""
    return start_module_server(mode=None)


def assert_read_only(page: Any, server: Server, reason: str) -> None:
    """Each page that could write says why it does not, and has no button that would."""
    open_page(page, server, "/unggah")
    put_file(page, LATER)
    wait_for_text(page, f"{reason} Berkas tetap dapat diperiksa; menyimpannya tidak dapat dari sini.")
    wait_for_text(page, "Perubahan desa demi desa")
    page.locator(FRAME).get_by_text(f"Mode baca. {reason}").wait_for()
    wait_ready(page)
    assert save_button(page).count() == 0
    for path, verb in (("/riwayat", "Tarik"), ("/pengaturan", "Simpan")):
        open_page(page, server, path)
        wait_for_text(page, reason)
        wait_ready(page)
        assert page.get_by_role("button", name=verb).count() == 0


def test_without_local_mode_everything_is_read_only(page: Any, reading_server: Server) -> None:
    assert_read_only(
        page,
        reading_server,
        "Program berjalan dalam mode baca. Mulai dengan mode lokal di komputer ini untuk menyimpan.",
    )


def test_through_a_proxy_everything_is_read_only(context: Any, shared_server: Server) -> None:
    # Chromium sends these with the handshake of the WebSocket too, which is the request that is judged.
    context.set_extra_http_headers({"X-Forwarded-For": "10.0.0.9"})
    assert_read_only(
        context.new_page(), shared_server, "Halaman ini dibuka lewat perantara (proxy), jadi hanya dapat dibaca."
    )


def test_at_the_machine_itself_a_recap_may_be_saved(page: Any, shared_server: Server) -> None:
    open_page(page, shared_server, "/unggah")
    put_file(page, LATER)
    save_button(page).wait_for()
    assert "Mode baca" not in page.locator(FRAME).inner_text()
