"""A report of an error: from the browser of a reader without an account to the officer who answers it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.browser_fixtures import browser_test, new_profile
from tests.support.browser_steps import open_page, open_to_read, turn_to, wait_for_text
from tests.support.serving import LAPTOP, PHONE, Server, wait_ready
from tests.support.store_fixtures import make_picture

pytestmark = browser_test

DESA = "/desa?desa=19.06.04.2002"
TEXT = "SK Pokja kami nomor 12 tahun 2014, di sini kosong <b>tebal</b>"
_FITS = """() => [document.documentElement, ...document.querySelectorAll("[data-testid=stMain]")]
    .every(element => element.scrollWidth <= element.clientWidth)"""
PHOTO = {"name": "sk.jpg", "mimeType": "image/jpeg", "buffer": make_picture((600, 800), "JPEG")}


def look(page: Any, name: str, shots: Path | None) -> None:
    """At both sizes nothing goes past the edge; kept as pictures where a folder is given."""
    for width, height in (PHONE, LAPTOP):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        # The form is a page of its own, without the frame of the others.
        assert page.evaluate(_FITS), (name, width)
        if shots is not None:
            page.screenshot(path=shots / f"{name}_{width}.png")


def test_from_a_reader_to_the_answer(page: Any, browser: Any, app_server: Server, shots: Path | None = None) -> None:
    open_page(page, app_server, "/pengaturan?bagian=Laporan")
    page.get_by_label("Diatur oleh").fill("Sari")
    page.get_by_role("button", name="Terima laporan").click()
    wait_for_text(page, "kini diterima")
    profile = new_profile(browser)
    reader = profile.new_page()
    open_to_read(reader, app_server, DESA)
    reader.get_by_role("link", name="Laporkan kekeliruan").click()
    reader.locator("#uraian").fill(TEXT)
    reader.locator("#nama").fill("Tono Hartono")
    reader.locator("#jabatan").fill("Kepala desa")
    look(reader, "formulir", shots)
    reader.locator("#foto").set_input_files({**PHOTO, "buffer": b"bukan foto"})
    reader.get_by_role("button", name="Kirim laporan").click()
    reader.get_by_role("alert").get_by_text("bukan foto JPEG atau PNG").wait_for()
    assert reader.locator("#uraian").input_value() == TEXT
    look(reader, "ditolak", shots)
    reader.locator("#foto").set_input_files(PHOTO)
    reader.get_by_role("button", name="Kirim laporan").click()
    reader.get_by_text("Laporan nomor 1").wait_for()
    look(reader, "terima_kasih", shots)
    reader.get_by_role("link", name="Kembali ke Desa").click()
    wait_for_text(reader, "1 laporan kekeliruan sedang diperiksa")
    look(reader, "desa", shots)

    turn_to(page, app_server, "/unggah")
    page.get_by_text("1 laporan kekeliruan terbuka").click()
    page.get_by_text(TEXT).wait_for()
    look(page, "unggah", shots)
    photo = page.request.get(f"{app_server.url}/lapor/foto?laporan=1")
    assert (photo.status, photo.headers["content-type"]) == (200, "image/jpeg")
    assert reader.request.get(f"{app_server.url}/lapor/foto?laporan=1").status == 404
    page.get_by_role("link", name="Koreksi desa ini").click()
    page.get_by_label("Nomor SK").fill("12/2014")
    page.get_by_role("button", name="Periksa koreksi").click()
    wait_for_text(page, "Yang akan berubah")
    assert "laporan 1" in page.get_by_role("combobox", name="Menjawab laporan").input_value()
    page.get_by_label("Nama Anda").fill("Sari")
    page.get_by_label("Alasan koreksi").fill("SK diperlihatkan")
    look(page, "koreksi", shots)
    page.get_by_role("button", name="Simpan koreksi").click()
    wait_for_text(page, "Laporan 1 dijawab.")
    open_to_read(reader, app_server, DESA)
    wait_for_text(reader, "Laporan kekeliruan dijawab")
    turn_to(page, app_server, "/pengaturan?bagian=Laporan")
    wait_ready(page)
    look(page, "pengaturan", shots)
    profile.close()
