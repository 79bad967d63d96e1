"""Mending on the page, drafts between browsers, the marked workbook: what an analyst does with a faulty recap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.browser_fixtures import browser_test
from tests.browser_steps import open_page, put_file, save, save_button, tab_to, wait_for_text
from tests.recaps import FAULTY, make_recap
from tests.serving import PHONE, Server, assert_only_local, overflows_sideways, wait_ready

pytestmark = browser_test

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SELINGSING = ("Gantung", "Selingsing", "Merintis")
# C3 is no status, D4 no date.
RECAP = make_recap(
    ("Gantung", "Lilangan", "Terbentk", "20 Juli 2023"), ("Gantung", "Gantung", "Terbentuk", "2o23"), SELINGSING
)


def payload(data: bytes, name: str = "rekap.xlsx") -> dict[str, Any]:
    return {"name": name, "mimeType": XLSX, "buffer": data}


def start(page: Any, server: Server, data: bytes = RECAP) -> Any:
    """A recap with faults on the page, its draft in the address."""
    open_page(page, server, "/unggah")
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


def wait_until_only_a_name_is_asked(page: Any) -> None:
    """Wait until the form to save stands as it does for a recap without faults."""
    page.get_by_role("textbox", name="Alasan").wait_for(state="detached")
    page.get_by_role("button", name="Simpan 3 perubahan").wait_for()
    wait_ready(page)


def test_cells_are_mended_on_the_page_and_stored(page: Any, requests: list[str], app_server: Server) -> None:
    start(page, app_server)
    page.get_by_role("button", name='Pakai "Terbentuk"').first.click()
    wait_for_text(page, "Ada 1 kesalahan")
    page.get_by_role("button", name="bukan tanggal").click()
    assert focused_ref(page) == "D4"
    cell(page, "D4").dblclick()
    page.get_by_label("Isi baru sel D4").fill("2023")
    page.get_by_role("button", name="Pakai", exact=True).click()
    wait_for_text(page, "Dapat disimpan")
    wait_for_text(page, "Desa terbentuk 15 → 17 per 1 Agustus 2023")
    assert cell(page, "C3").inner_text() == "Terbentk → Terbentuk"

    # A mend may be taken back, and made again.
    mended = page.get_by_role("listitem").filter(has_text="Terbentk → Terbentuk")
    mended.get_by_role("button", name="Kembalikan").click()
    wait_for_text(page, "Ada 1 kesalahan")
    page.get_by_role("button", name='Pakai "Terbentuk"').first.click()
    wait_until_only_a_name_is_asked(page)
    save(page)
    assert_only_local(requests)


def test_a_reload_loses_nothing_and_a_colleague_goes_on(browser: Any, page: Any, app_server: Server) -> None:
    start(page, app_server)
    page.get_by_role("button", name='Pakai "Terbentuk"').first.click()
    wait_for_text(page, "Ada 1 kesalahan")
    page.reload()
    wait_for_text(page, "Ada 1 kesalahan")
    assert cell(page, "C3").inner_text() == "Terbentk → Terbentuk"

    profile = browser.new_context(locale="id-ID")
    try:
        colleague = profile.new_page()
        colleague.set_default_timeout(20_000)
        colleague.goto(page.url)
        cell(colleague, "D4").dblclick()
        colleague.get_by_label("Isi baru sel D4").fill("21 Juli 2023")
        colleague.keyboard.press("Enter")
        wait_for_text(colleague, "Desa terbentuk 15 → 17")
        # The first one still looks at the older draft: what they change now is not kept, the newer one is shown.
        page.get_by_role("button", name="Kembalikan").first.click()
        wait_for_text(page, "Draf ini sudah diubah rekan sejak Anda membukanya.")
        wait_for_text(page, "Desa terbentuk 15 → 17")
        save(colleague)
    finally:
        profile.close()
    page.reload()
    wait_for_text(page, "Draf ini sudah disimpan oleh Sari sebagai unggahan 2")


def test_all_of_it_by_keyboard(page: Any, app_server: Server) -> None:
    start(page, app_server)
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
    assert cell(page, "D4").inner_text() == "2o23"
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
    tab_to(page, save_button(page))
    page.keyboard.press("Enter")
    wait_for_text(page, "Tersimpan sebagai unggahan 2")


def test_the_marked_workbook_comes_back_mended(page: Any, shared_server: Server, tmp_path: Path) -> None:
    start(page, shared_server)
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh berkas bertanda").click()
    assert download.value.suggested_filename == "rekap_diperiksa.xlsx"
    path = tmp_path / "rekap_diperiksa.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book["Rekap"]
    assert "bukan status" in sheet["C3"].comment.text
    assert "bukan tanggal" in sheet["D4"].comment.text
    sheet["C3"], sheet["D4"] = "Terbentuk", "21 Juli 2023"
    book.save(path)

    open_page(page, shared_server, "/unggah")
    put_file(page, path)
    wait_for_text(page, "Desa terbentuk 15 → 17 per 1 Agustus 2023")
    wait_until_only_a_name_is_asked(page)


def test_the_filled_template_as_it_is_says_nothing_new(page: Any, shared_server: Server, tmp_path: Path) -> None:
    open_page(page, shared_server, "/unggah")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh templat terisi").click()
    path = tmp_path / str(download.value.suggested_filename)
    download.value.save_as(path)
    wait_ready(page)
    put_file(page, path)
    wait_for_text(page, "Tidak ada yang perlu disimpan")


def test_a_phone_shows_sheet_and_findings_under_each_other(page: Any, shared_server: Server) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    open_page(page, shared_server, "/unggah")
    put_file(page, FAULTY)
    finding = page.get_by_role("button", name="2o18")
    finding.click()
    wait_ready(page)
    assert focused_ref(page) == "E29"
    box = cell(page, "E29").bounding_box()
    assert 0 <= box["y"] <= PHONE[1]
    assert box["x"] + box["width"] <= PHONE[0]
    # The desa stays in sight beside it.
    assert page.locator("tr:has(td[data-ref=E29]) td.pinned").bounding_box()["x"] < box["x"]
    assert not overflows_sideways(page)
