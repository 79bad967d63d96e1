"""The focus of the keyboard outlives a press that makes the page anew: whoever works without a mouse goes on there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import open_page, put_file, turn_to, wait_for_text
from tests.support.builders import REGION
from tests.support.recaps import make_recap
from tests.support.serving import Server, wait_ready
from tests.ui.test_columns import recap

pytestmark = browser_test

SENYUBUK = next(desa.kode_desa for desa in REGION.desa if desa.desa == "Senyubuk")
SELINGSING = ("Gantung", "Selingsing", "Merintis")
ONE = make_recap(("Gantung", "Lilangan", "Merintis"), SELINGSING)
OTHER = make_recap(("Gantung", "Lilangan", "Sosialisasi"), ("Gantung", "Selingsing", "Belum"))

_FOCUS = """() => {
  let place = document.activeElement;
  while (place.shadowRoot && place.shadowRoot.activeElement) place = place.shadowRoot.activeElement;
  return place === document.body ? "" : [place.innerText, place.ariaLabel, place.tagName].find(Boolean);
}"""


@pytest.fixture
def desk(tab: Any, shared_server: Server) -> Any:
    """The upload page with nothing chosen: for all that is not stored."""
    turn_to(tab, shared_server, "/bantuan")
    return turn_to(tab, shared_server, "/unggah")


def put(page: Any, **files: bytes) -> None:
    put_file(page, [{"name": f"{name}.xlsx", "mimeType": "", "buffer": data} for name, data in files.items()])
    page.wait_for_url("**/unggah?draf=*")
    wait_ready(page)


def press(page: Any, target: Any, words: str) -> str:
    """Press Enter on a control and wait for what it brings; the name of what has the focus then, "" for nothing."""
    target.focus()
    page.keyboard.press("Enter")
    return after(page, words)


def after(page: Any, words: str) -> str:
    wait_for_text(page, words)
    wait_ready(page)
    page.wait_for_timeout(300)
    return str(page.evaluate(_FOCUS))


def button(page: Any, name: str) -> Any:
    return page.get_by_role("button", name=name).first


def test_the_list_of_a_column_keeps_it(desk: Any) -> None:
    put(desk, kolom=recap("1 Agustus 2023", header="Di_kukuh (kan)"))
    box = desk.locator(".st-key-unggah_kolom").get_by_role("combobox")
    assert desk.get_by_role("link", name="Pilih arti kolom “Di_kukuh (kan)”").count() == 2
    assert "“Di_kukuh (kan)”" in box.get_attribute("aria-label")
    box.focus()
    for _ in range(2):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    assert after(desk, "menurut pilihan Anda").startswith("Lembar Rekap, kolom D, “Di_kukuh (kan)”")
    wait_for_text(desk, "Kolom yang tidak dikenal (semua sudah dipilih)")
    assert desk.get_by_text("Langsung ke isi halaman").count() == 1


def test_the_way_to_a_column_leads_to_its_list(desk: Any) -> None:
    # A file that is refused is no draft yet.
    data = recap("1 Agustus 2023", status="Progres (kita)")
    put_file(desk, {"name": "kolom.xlsx", "mimeType": "", "buffer": data})
    wait_for_text(desk, "Kolom yang tidak dikenal")
    wait_ready(desk)
    link = desk.get_by_role("link", name="Tunjukkan kolom statusnya").first
    assert press(desk, link, "Kolom yang tidak dikenal (2)").startswith("Lembar Rekap, kolom C, “Progres (kita)”")


def test_the_choice_of_a_file_leads_on(desk: Any) -> None:
    put(desk, barat=ONE, timur=OTHER)
    assert press(desk, button(desk, "Pakai barat.xlsx untuk Lilangan"), "baris lain dilewati")
    assert press(desk, button(desk, "Urungkan pilihan"), "2 desa ditulis berbeda")


def test_a_file_is_taken_out_and_put_back(desk: Any) -> None:
    put(desk, satu=ONE, dua=OTHER, tiga=make_recap(("Gantung", "Lilangan", "Belum")))
    # On words, not on the button that undoes it.
    out = press(desk, button(desk, "Keluarkan dua.xlsx"), "dua.xlsx dikeluarkan")
    assert out == "dua.xlsx dikeluarkan; tidak ikut diperiksa."
    back = press(desk, button(desk, "Masukkan lagi dua.xlsx"), "dua.xlsx masuk lagi")
    assert back == "dua.xlsx masuk lagi dan ikut diperiksa."


def test_files_lead_to_what_became_of_them(desk: Any) -> None:
    put(desk, satu=ONE)
    assert after(desk, "satu.xlsx").startswith("Dapat disimpan")
    desk.get_by_text("Tambah berkas ke draf ini").click()
    put_file(desk, {"name": "dua.xlsx", "mimeType": "", "buffer": OTHER})
    assert after(desk, "dua.xlsx ditambahkan") == "dua.xlsx ditambahkan ke draf ini dan ikut diperiksa."


def test_another_page_or_desa_begins_at_its_heading(tab: Any, shared_server: Server) -> None:
    page = open_page(tab, shared_server, "/desa")
    for link, title in (("Senyubuk", "Senyubuk"), ("Kembali ke daftar desa", "desa"), ("Tren", "Pokja")):
        target = page.get_by_role("link", name=link).first
        target.focus()
        page.keyboard.press("Enter")
        target.wait_for(state="detached") if link != "Tren" else page.wait_for_url("**/tren*")
        wait_ready(page)
        page.locator("h1:focus").filter(has_text=title).wait_for()


def test_answers_lead_to_the_verdict_and_may_be_changed(desk: Any) -> None:
    put(desk, turun=make_recap(("Kelapa Kampit", "Senyubuk", "Belum"), ("Dendang", "Nyuruk", "Belum")))
    assert press(desk, button(desk, "Jawab dan periksa lagi"), "Jawaban Anda (2)").startswith("Dapat disimpan")
    desk.get_by_text("Jawaban Anda (2)").click()
    assert press(desk, button(desk, "Ubah jawaban"), "Jawab dulu").startswith("Perlu jawaban Anda")


def test_a_row_is_left_out(desk: Any) -> None:
    put(desk, salah=make_recap(("Gantung", "Lilangan", "Terbentk"), SELINGSING))
    desk.locator("td[data-ref=B3]").click()
    assert press(desk, button(desk, "Lewati baris ini, B3"), "1 desa terbaca") == "Lilangan"


def test_a_correction_leads_to_what_was_saved(own_page: Any, app_server: Server) -> None:
    page = open_page(own_page, app_server, f"/desa?desa={SENYUBUK}")
    page.get_by_text("Koreksi desa ini").click()
    page.get_by_label("Nomor SK").fill("12/2019")
    assert press(page, button(page, "Periksa koreksi"), "Yang akan berubah") == "Periksa koreksi"
    page.get_by_label("Nama Anda").fill("Sari")
    page.get_by_label("Alasan koreksi").fill("SK salah dibaca")
    assert "tersimpan sebagai unggahan" in press(page, button(page, "Simpan koreksi"), "tersimpan sebagai")


def test_a_correction_that_is_cancelled_leads_to_words_about_it(own_page: Any, app_server: Server) -> None:
    page = open_page(own_page, app_server, f"/desa?desa={SENYUBUK}")
    page.get_by_text("Koreksi desa ini").click()
    page.get_by_label("Nomor SK").fill("12/2020")
    press(page, button(page, "Periksa koreksi"), "Yang akan berubah")
    told = "Koreksi dibatalkan; tidak ada yang disimpan."
    assert press(page, button(page, "Batalkan koreksi"), told) == told


def test_what_comes_next_is_two_tabs_from_the_verdict(desk: Any) -> None:
    """However long the page is: the sentence on top leads to the place where it is done."""
    put(desk, satu=make_recap(("Gantung", "Lilangan", "Terbentuk", "2022"), ("Gantung", "Selingsing", "Belum")))
    link = desk.get_by_role("link", name="tulis nama Anda dan simpan.").first
    link.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_timeout(300)
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.getAttribute('aria-label')") == "Nama Anda"
