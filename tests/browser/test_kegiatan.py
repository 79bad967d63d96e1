"""The page Kegiatan in a browser: what only the browser knows until it is sent, and what a reader may see."""

from __future__ import annotations

from typing import Any

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import open_page, open_to_read, wait_for_text
from tests.support.serving import Server, wait_ready

pytestmark = browser_test


def test_an_evaluation_half_written_survives_another_tab(page: Any, shared_server: Server) -> None:
    open_page(page, shared_server, "/kegiatan?tampil=Evaluasi")
    page.get_by_text("Tulis evaluasi sebuah program").click()
    reason = page.get_by_label("Alasan")
    reason.fill("Menu disukai")
    page.get_by_label("Dinilai oleh").fill("Musyawarah desa")
    for name in ("Program", "Kegiatan", "Evaluasi"):
        page.get_by_role("tab", name=name).click()
        wait_ready(page)
    wait_for_text(page, "Putusan terbaru tiap Pokja")
    if not reason.is_visible():
        page.get_by_text("Tulis evaluasi sebuah program").click()
    assert reason.input_value() == "Menu disukai"
    assert page.get_by_label("Dinilai oleh").input_value() == "Musyawarah desa"


def test_a_reader_is_shown_no_small_count_of_children(page: Any, shared_server: Server) -> None:
    """Limbongan, 13 December 2022: of 8 anak 3 were left."""
    words = "/kegiatan?tampil=Kegiatan&cari=Limbongan"
    open_to_read(page, shared_server, words)
    wait_for_text(page, "8 → kurang dari 5 anak")
    open_page(page, shared_server, words)
    wait_for_text(page, "8 → 3 anak")
