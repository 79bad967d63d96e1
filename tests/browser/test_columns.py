"""A column that nobody knows: given its field on the page, remembered with the save, warned of, and forgotten."""

from __future__ import annotations

from typing import Any

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import open_page, put_file, save, wait_for_text
from tests.support.serving import LAPTOP, PHONE, Server, overflows_sideways, wait_ready
from tests.ui.test_columns import recap

pytestmark = browser_test


def put(page: Any, data: bytes, name: str) -> None:
    put_file(page, {"name": name, "mimeType": "", "buffer": data})
    wait_for_text(page, "Kolom yang tidak dikenal")
    wait_ready(page)


def column(page: Any) -> Any:
    """The list of column D, as a locator."""
    return page.locator(".st-key-unggah_kolom").get_by_role("combobox")


def test_a_header_is_told_remembered_and_forgotten(own_page: Any, app_server: Server) -> None:
    page = open_page(own_page, app_server, "/unggah")
    put(page, recap("1 Agustus 2023"), "agustus.xlsx")
    column(page).click()
    page.get_by_role("option", name="Tanggal pembentukan", exact=True).click()
    wait_for_text(page, "dibaca sebagai Tanggal pembentukan, menurut pilihan Anda")
    wait_ready(page)
    for width, height in (LAPTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        column(page).scroll_into_view_if_needed()
        assert not overflows_sideways(page)
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    save(page)
    page = open_page(page, app_server, "/unggah")
    put(page, recap("1 September 2023", "DIKUKUHKAN"), "september.xlsx")
    wait_for_text(page, "kolom ini dibaca sebagai Tanggal pembentukan, karena judulnya diingat dari Sari")
    page = open_page(page, app_server, "/pengaturan?bagian=Ejaan")
    wait_for_text(page, "Judul kolom yang diingat")
    page.get_by_text("Lupakan satu judul kolom").click()
    page.get_by_label("Dilupakan oleh").fill("Budi")
    page.get_by_role("button", name="Lupakan judul ini").click()
    wait_for_text(page, "Judul kolom dilupakan")
    wait_for_text(page, "Belum ada judul kolom yang diingat.")
