"""Who may not write, as a browser meets it: whoever comes to an app in reading mode, or through a proxy.

That at the machine itself a recap may be saved is seen in test_browser_live.py.
"""

from __future__ import annotations

from typing import Any

from tests.browser_fixtures import StartServer, browser_test
from tests.browser_steps import FRAME, put_file, save_button, turn_to, wait_for_text
from tests.recaps import make_recap
from tests.serving import Server, wait_ready

pytestmark = browser_test

RECAP = make_recap(("Gantung", "Lilangan", "Terbentuk", "20 Juli 2023"))


def assert_read_only(page: Any, server: Server, reason: str) -> None:
    """Each page that could write says why it does not, and has no button that would."""
    turn_to(page, server, "/unggah")
    put_file(page, {"name": "rekap.xlsx", "mimeType": "", "buffer": RECAP})
    wait_for_text(page, f"{reason} Berkas tetap dapat diperiksa; menyimpannya tidak dapat dari sini.")
    wait_for_text(page, "Perubahan desa demi desa")
    page.locator(FRAME).get_by_text(f"Mode baca. {reason}").wait_for()
    wait_ready(page)
    assert save_button(page).count() == 0
    for path, verb in (("/riwayat", "Tarik"), ("/pengaturan", "Simpan")):
        turn_to(page, server, path)
        wait_for_text(page, reason)
        wait_ready(page)
        assert page.get_by_role("button", name=verb).count() == 0


def test_without_local_mode_everything_is_read_only(page: Any, start_server: StartServer) -> None:
    assert_read_only(
        page,
        start_server(mode=None),
        "Program berjalan dalam mode baca. Mulai dengan mode lokal di komputer ini untuk menyimpan.",
    )


def test_through_a_proxy_everything_is_read_only(context: Any, shared_server: Server) -> None:
    # Chromium sends these with the handshake of the WebSocket too, which is the request that is judged.
    context.set_extra_http_headers({"X-Forwarded-For": "10.0.0.9"})
    assert_read_only(
        context.new_page(), shared_server, "Halaman ini dibuka lewat perantara (proxy), jadi hanya dapat dibaca."
    )
