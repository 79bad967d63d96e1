"""Mending on the page, drafts between browsers, the marked workbook: what an analyst does with a faulty recap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import (
    PATIENCE_MS,
    give_key,
    open_page,
    put_file,
    save,
    save_button,
    tab_to,
    turn_to,
    wait_for_text,
)
from tests.support.recaps import FAULTY, make_recap
from tests.support.serving import LAPTOP, PHONE, Server, assert_only_local, overflows_sideways, wait_ready

pytestmark = browser_test

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SELINGSING = ("Gantung", "Selingsing", "Merintis")
# C3 is no status, D4 a day to come.
FAULTS = (("Gantung", "Lilangan", "Terbentk", "20 Juli 2023"), ("Gantung", "Gantung", "Terbentuk", "20 Juli 2099"))
RECAP = make_recap(*FAULTS, SELINGSING)
# A file that is chosen once more opens the draft it has become, with its mends.
OTHER_RECAP = make_recap(*FAULTS, (*SELINGSING, None, "tanpa tetikus"))


def payload(data: bytes, name: str = "rekap.xlsx") -> dict[str, Any]:
    return {"name": name, "mimeType": XLSX, "buffer": data}


@pytest.fixture
def desk(tab: Any, shared_server: Server) -> Any:
    """The upload page with nothing chosen, on a laptop: for all that is not stored."""
    tab.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    turn_to(tab, shared_server, "/bantuan")
    return turn_to(tab, shared_server, "/unggah")


def start(page: Any, data: bytes = RECAP) -> Any:
    """Choose a recap with faults; its draft is in the address."""
    put_file(page, payload(data))
    wait_for_text(page, "Ada 2 kesalahan")
    page.wait_for_url("**/unggah?draf=*")
    return page


def cell(page: Any, ref: str) -> Any:
    """A cell of the sheet, as a locator."""
    return page.locator(f"td[data-ref={ref}]")


def focused_ref(page: Any) -> str:
    """The address of the cell that has the focus; empty if none has."""
    return str(
        page.evaluate(
            "() => { let e = document.activeElement;"
            " while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;"
            " return e?.dataset?.ref ?? ''; }"
        )
    )


def take_back(page: Any, mend: str) -> None:
    """Press "Kembalikan" beside a mend in the list."""
    page.get_by_role("listitem").filter(has_text=mend).get_by_role("button", name="Kembalikan").click()


def wait_until_only_a_name_is_asked(page: Any) -> None:
    """Wait until the form to save stands as it does for a recap without faults."""
    page.get_by_role("textbox", name="Alasan").wait_for(state="detached")
    page.get_by_role("button", name="Simpan perubahan 3 desa").wait_for()
    wait_ready(page)


def test_one_row_is_mended_alone_left_out_and_the_last_press_undone(desk: Any) -> None:
    below = make_recap(("Gantung", "Lilangan", "Merintis"), (None, "Selingsing", "Merintis"), (None, "Padang", "Belum"))
    put_file(desk, payload(below, "bawah.xlsx"))
    wait_for_text(desk, "Ada 1 kesalahan")
    desk.get_by_role("button", name='Tulis "Manggar" di kolom Kecamatan, baris ini saja').first.click()
    wait_for_text(desk, "3 desa terbaca")
    assert cell(desk, "A5").inner_text() == "Gantung → Manggar"
    assert cell(desk, "A3").all_inner_texts() == ["Gantung", "Gantung"]
    desk.get_by_role("button", name="Urungkan").click()
    wait_for_text(desk, "Ada 1 kesalahan")

    cell(desk, "B5").click()
    desk.get_by_role("button", name="Lewati baris ini").click()
    wait_for_text(desk, "2 desa terbaca")
    assert "Baris 5 dilewati" in desk.locator(".detail").inner_text()
    desk.get_by_role("button", name="Masukkan lagi").click()
    wait_for_text(desk, "Ada 1 kesalahan")

    # A row without a fault as well, as a letter may say; and its status may be left blank.
    cell(desk, "C4").click()
    desk.get_by_role("button", name="Lewati baris ini, C4 Selingsing").click()
    wait_for_text(desk, "Baris 4 dilewati")
    desk.get_by_role("button", name="Urungkan").click()
    wait_for_text(desk, "Merintis")
    desk.get_by_role("button", name="Lewati baris ini, C4 Selingsing").wait_for()
    cell(desk, "C4").dblclick()
    desk.get_by_label("Isi baru sel C4").select_option("(kosong)")
    desk.get_by_role("button", name="Pakai", exact=True).click()
    wait_for_text(desk, "Merintis → kosong")
    assert cell(desk, "C4").inner_text() == "Merintis → kosong"
    desk.get_by_role("button", name="Urungkan").click()
    wait_for_text(desk, "Ada 1 kesalahan")

    # A cell that fills several rows says so; what makes it worse is told.
    cell(desk, "A3").first.click()
    assert "Isi sel ini berlaku untuk 3 baris." in desk.locator(".detail").inner_text()
    desk.get_by_role("button", name="Ubah 3 baris").click()
    desk.get_by_label("Isi baru sel A3").fill("Damar")
    desk.keyboard.press("Enter")
    wait_for_text(desk, "yang salah bertambah dari 1 menjadi 3")
    desk.keyboard.press("Control+z")
    wait_for_text(desk, "Ada 1 kesalahan")


def test_cells_are_mended_a_reload_loses_nothing_and_a_colleague_goes_on(
    own_page: Any, requests: list[str], profile: Any, app_server: Server
) -> None:
    page = start(open_page(own_page, app_server, "/unggah"))
    page.get_by_role("button", name='Pakai "Terbentuk"').first.click()
    wait_for_text(page, "Ada 1 kesalahan")
    page.get_by_role("button", name="belum terjadi").click()
    assert focused_ref(page) == "D4"
    cell(page, "D4").dblclick()
    page.get_by_label("Isi baru sel D4").fill("2023")
    page.get_by_role("button", name="Pakai", exact=True).click()
    wait_for_text(page, "Dapat disimpan")
    wait_for_text(page, "Desa terbentuk 15 → 17 per 1 Agustus 2023")
    assert cell(page, "C3").inner_text() == "Terbentk → Terbentuk"

    # A mend may be taken back, and made again.
    take_back(page, "Terbentk → Terbentuk")
    wait_for_text(page, "Ada 1 kesalahan")
    page.get_by_role("button", name='Pakai "Terbentuk"').first.click()
    wait_until_only_a_name_is_asked(page)
    take_back(page, "20 Juli 2099 → 2023")
    wait_for_text(page, "Ada 1 kesalahan")
    page.reload()
    wait_for_text(page, "Ada 1 kesalahan")
    assert cell(page, "C3").inner_text() == "Terbentk → Terbentuk"

    give_key(profile, app_server)
    colleague = profile.new_page()
    colleague.set_default_timeout(PATIENCE_MS)
    colleague.goto(page.url)
    cell(colleague, "D4").dblclick()
    colleague.get_by_label("Isi baru sel D4").fill("21 Juli 2023")
    colleague.keyboard.press("Enter")
    wait_for_text(colleague, "Desa terbentuk 15 → 17")
    # The first one sees it without a press.
    wait_for_text(page, "Desa terbentuk 15 → 17")
    wait_until_only_a_name_is_asked(page)
    wait_until_only_a_name_is_asked(colleague)
    save(colleague)
    colleague.close()
    page.reload()
    wait_for_text(page, "Draf ini sudah disimpan oleh Sari sebagai unggahan 2")
    assert_only_local(requests)


def test_a_lowered_pokja_is_asked_about_beside_both_cells(desk: Any) -> None:
    less = make_recap(("Kelapa Kampit", "Senyubuk", "Belum"), ("Dendang", "Nyuruk", "Belum"))
    put_file(desk, payload(less, "turun.xlsx"))
    wait_for_text(desk, "Jawab dulu")
    # A choice that is made stays while the cells of another question are drawn.
    desk.get_by_text("Pokja bubar, tanggalnya tidak diketahui").nth(1).click()
    desk.get_by_text("Lihat kedua selnya").first.click()
    wait_for_text(desk, 'Sebelumnya: rekap_2023-05-10.xlsx, lembar "Rekap", sel D32')
    marked = desk.locator("[data-kkb-lembar] [aria-current]")
    marked.nth(1).wait_for()
    assert marked.all_inner_texts() == ["Terbentuk", "Belum"]
    # The name of the desa stands in sight beside the cell.
    frame = desk.locator("[data-kkb-lembar]").first
    assert frame.get_by_text("Senyubuk").bounding_box()["x"] >= frame.bounding_box()["x"]
    desk.get_by_role("button", name="Jawab dan periksa lagi").click()
    wait_for_text(desk, "1 desa turun tahap: Nyuruk")
    desk.get_by_label("Alasan Nyuruk dinyatakan bubar").wait_for()


def test_files_that_disagree_are_seen_side_by_side_and_one_is_chosen(desk: Any) -> None:
    one = make_recap(("Gantung", "Lilangan", "Merintis"), SELINGSING)
    other = make_recap(("Gantung", "Lilangan", "Sosialisasi"), ("Gantung", "Selingsing", "Belum"))
    put_file(desk, [payload(one, "satu.xlsx"), payload(other, "dua.xlsx")])
    wait_for_text(desk, "Berkas yang berbeda")
    assert "sel C3" in desk.get_by_role("row", name="Status").first.inner_text()
    assert not overflows_sideways(desk)
    tab_to(desk, desk.get_by_role("button", name="Pakai satu.xlsx untuk 2 desa"))
    desk.keyboard.press("Enter")
    wait_for_text(desk, "2 desa terbaca dari 2 berkas")
    desk.get_by_role("button", name="Urungkan pilihan").click()
    wait_for_text(desk, "Berkas yang berbeda")
    desk.get_by_role("button", name="Pakai dua.xlsx untuk Lilangan", exact=True).click()
    wait_for_text(desk, "pilih berkas yang dipakai untuk 1 desa")


def test_cells_are_mended_by_keyboard(desk: Any) -> None:
    page = start(desk, OTHER_RECAP)
    tab_to(page, page.get_by_role("button", name="Berikutnya"))
    page.keyboard.press("Enter")
    assert focused_ref(page) == "D4"
    page.keyboard.press("F8")
    assert focused_ref(page) == "C3"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert focused_ref(page) == "D4"
    page.keyboard.press("Enter")
    page.keyboard.type("tidak jadi")
    page.keyboard.press("Escape")
    assert cell(page, "D4").inner_text() == "20 Juli 2099"
    assert focused_ref(page) == "D4"
    page.keyboard.press("Enter")
    page.keyboard.type("2023")
    page.keyboard.press("Enter")
    wait_for_text(page, "Ada 1 kesalahan")
    wait_ready(page)
    assert focused_ref(page) == "D4"
    page.keyboard.press("F8")
    assert focused_ref(page) == "C3"
    page.keyboard.press("Enter")
    page.keyboard.type("Terb")
    page.keyboard.press("Enter")
    wait_until_only_a_name_is_asked(page)
    tab_to(page, page.get_by_label("Nama Anda"))
    page.keyboard.type("Sari")
    # What a press on it does is seen in test_files.py.
    tab_to(page, save_button(page))


def test_the_marked_workbook_comes_back_mended(desk: Any, shared_server: Server, tmp_path: Path) -> None:
    page = start(desk)
    # The button works again, and one press saves one file.
    saved: list[str] = []
    page.on("download", lambda download: saved.append(str(download.suggested_filename)))
    for _ in range(2):
        with page.expect_download() as download:
            page.get_by_role("button", name="Unduh berkas bertanda").click()
        wait_ready(page)
    assert saved == ["rekap_diperiksa.xlsx"] * 2
    path = tmp_path / "rekap_diperiksa.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book["Rekap"]
    assert "bukan status" in sheet["C3"].comment.text
    assert "belum terjadi" in sheet["D4"].comment.text
    sheet["C3"], sheet["D4"] = "Terbentuk", "21 Juli 2023"
    book.save(path)

    turn_to(page, shared_server, "/unggah")
    put_file(page, path)
    wait_for_text(page, "Desa terbentuk 15 → 17 per 1 Agustus 2023")
    wait_until_only_a_name_is_asked(page)


def test_the_filled_template_as_it_is_says_nothing_new(desk: Any, tmp_path: Path) -> None:
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Unduh templat terisi").click()
    path = tmp_path / str(download.value.suggested_filename)
    download.value.save_as(path)
    wait_ready(desk)
    put_file(desk, path)
    wait_for_text(desk, "Tidak ada yang perlu disimpan")


def test_a_phone_shows_sheet_and_findings_under_each_other(desk: Any) -> None:
    desk.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    put_file(desk, FAULTY)
    finding = desk.get_by_role("button", name="2o18")
    finding.click()
    wait_ready(desk)
    assert focused_ref(desk) == "E29"
    box = cell(desk, "E29").bounding_box()
    assert 0 <= box["y"] <= PHONE[1]
    assert box["x"] + box["width"] <= PHONE[0]
    # The desa stays in sight beside it.
    assert desk.locator("tr:has(td[data-ref=E29]) td.pinned").bounding_box()["x"] < box["x"]
    assert not overflows_sideways(desk)
