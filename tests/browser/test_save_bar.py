"""The bar at the foot of a review, and where a press leads: always in sight, never over what has the focus."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import open_page, put_file, save, save_button, tab_to, turn_to, wait_for_text
from tests.support.builders import REGION
from tests.support.recaps import FIRST, LATER, make_recap
from tests.support.serving import LAPTOP, PHONE, Server, overflows_sideways, wait_ready

pytestmark = browser_test

# C3 is no status; of the other six only the year is known.
YEARS = [("Gantung", desa.desa, "Terbentuk", "2019") for desa in REGION.desa if desa.kecamatan == "Gantung"]
FAULTY = make_recap((*YEARS[0][:2], "Terbentk", "2019"), *YEARS[1:])
QUESTION = make_recap(("Kelapa Kampit", "Senyubuk", "Belum"))
UNDATED = make_recap(("Gantung", "Lilangan", "Terbentuk", "2019"), title="Rekap")
SIZES = {"laptop": LAPTOP, "phone": PHONE}

_FOCUS = """() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
}"""
_SCROLL = """share => {
    const page = document.querySelector("[data-testid=stMain]");
    page.scrollTo(0, share * page.scrollHeight);
}"""


@pytest.fixture
def desk(tab: Any, shared_server: Server) -> Any:
    """The upload page with nothing chosen, on a laptop: for all that is not stored."""
    tab.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    turn_to(tab, shared_server, "/bantuan")
    return turn_to(tab, shared_server, "/unggah")


def put(page: Any, data: bytes, name: str, words: str) -> Any:
    put_file(page, {"name": name, "mimeType": "", "buffer": data})
    wait_for_text(page, words)
    wait_ready(page)
    return page


def bar(page: Any) -> Any:
    """The bar, as a locator."""
    return page.locator(".st-key-unggah_bilah")


def focused(page: Any, read: str) -> Any:
    """A property of the element that has the focus."""
    return page.evaluate(f"() => ({_FOCUS})()?.{read}")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_bar_stays_in_view_and_leaves_room(desk: Any, size: tuple[int, int]) -> None:
    put(desk, FAULTY, "tahun.xlsx", "Ada 1 kesalahan")
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    for share in (0, 0.5, 1):
        desk.evaluate(_SCROLL, share)
        desk.wait_for_timeout(100)
        box = save_button(desk).bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
        words, whole = bar(desk).inner_text(), bar(desk).bounding_box()
        assert "Perlu diperbaiki" in words and "→" in words
        assert whole["y"] >= 0.75 * size[1] and whole["y"] + whole["height"] <= size[1]
    assert not overflows_sideways(desk)
    desk.emulate_media(media="print")
    assert not bar(desk).is_visible()
    desk.emulate_media(media="screen")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_what_has_the_focus_is_not_covered(desk: Any, size: tuple[int, int]) -> None:
    put(desk, FAULTY, "tahun.xlsx", "Ada 1 kesalahan")
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    desk.evaluate(_SCROLL, 0)
    desk.locator("h1").click()
    for _ in range(40):
        desk.keyboard.press("Tab")
        if desk.evaluate("() => !!document.activeElement.closest('.st-key-unggah_bilah')"):
            break
        desk.wait_for_timeout(50)
        at = desk.evaluate(f"() => ({_FOCUS})().getBoundingClientRect().toJSON()")
        assert at["top"] < bar(desk).bounding_box()["y"], focused(desk, "outerHTML")
    else:
        raise AssertionError("Tab never came to the bar")


@pytest.mark.parametrize(
    ("data", "words", "told"),
    [
        (QUESTION, "Jawab dulu", "Jawab 1 pertanyaan"),
        (b"PK\x03\x04 rusak" * 50, "Berkas tidak dapat dipakai", "Belum ada yang disimpan"),
    ],
    ids=["question", "rejected"],
)
def test_where_nothing_can_be_saved_the_bar_offers_no_save(desk: Any, data: bytes, words: str, told: str) -> None:
    put(desk, data, "lain.xlsx", words)
    assert told in bar(desk).inner_text()
    assert bar(desk).locator("input, button").count() == 0


def test_of_a_file_that_is_stored_already_the_bar_offers_no_save(desk: Any) -> None:
    put(desk, FIRST.read_bytes(), "lain.xlsx", "Berkas ini sudah tersimpan sebagai unggahan 1")
    assert bar(desk).count() == 0
    desk.get_by_role("button", name="Periksa lagi").press("Enter")
    wait_for_text(desk, "Tidak ada yang perlu disimpan.")
    assert "Tidak ada langkah lagi untuk berkas ini." in bar(desk).inner_text()
    assert bar(desk).locator("input, button").count() == 0


def test_the_bar_leads_to_the_question(desk: Any) -> None:
    put(desk, QUESTION, "tanya.xlsx", "Jawab dulu")
    desk.evaluate(_SCROLL, 1)
    bar(desk).get_by_role("link", name="Jawab 1 pertanyaan").press("Enter")
    desk.wait_for_timeout(300)
    assert 0 <= desk.get_by_text("Jawab dulu").bounding_box()["y"] < LAPTOP[1] / 2
    desk.keyboard.press("Tab")
    assert focused(desk, "type") == "radio"


def test_a_fault_of_the_form_leads_to_its_field(desk: Any) -> None:
    put(desk, FAULTY, "tahun.xlsx", "Ada 1 kesalahan")
    desk.get_by_label("Nama Anda").fill("")
    save_button(desk).click()
    wait_for_text(desk, "Tulis nama Anda")
    desk.wait_for_function(f"() => ({_FOCUS})().ariaLabel === 'Nama Anda'")
    desk.keyboard.type("Sari")
    save_button(desk).press("Enter")
    wait_for_text(desk, "Tulis alasannya")
    desk.wait_for_function(f"() => ({_FOCUS})().ariaLabel?.startsWith('Alasan')")


def test_a_day_that_is_missing_leads_to_its_choices(desk: Any) -> None:
    put(desk, UNDATED, "tanpa_hari.xlsx", "Jawab dulu")
    desk.get_by_role("button", name="Jawab dan periksa lagi").click()
    wait_for_text(desk, "Belum dijawab.")
    desk.wait_for_function(f"() => ({_FOCUS})().type === 'radio'")
    desk.get_by_label("Atau tulis tanggal lain").fill("kemarin")
    desk.get_by_role("button", name="Jawab dan periksa lagi").click()
    wait_for_text(desk, "Tanggal belum terbaca.")
    desk.wait_for_function(f"() => ({_FOCUS})().ariaLabel?.startsWith('Atau tulis')")
    assert desk.get_by_text("Tanggal belum terbaca.").bounding_box()["y"] < bar(desk).bounding_box()["y"]


def test_equal_findings_are_one_line_that_opens_to_their_cells(desk: Any) -> None:
    put(desk, FAULTY, "tahun.xlsx", "Ada 1 kesalahan")
    line = desk.locator("summary").filter(has_text='Kolom "Tanggal Pembentukan", 7 sel (D3, D4, D5, …): hanya tahun')
    jump = desk.get_by_role("button", name='Baris 9, kolom "Tanggal Pembentukan"')
    assert not jump.is_visible()
    tab_to(desk, line)
    desk.keyboard.press("Enter")
    tab_to(desk, jump)
    desk.keyboard.press("Enter")
    desk.wait_for_function(f"() => ({_FOCUS})().dataset.ref === 'D9'")
    assert desk.locator("td[data-ref=D9]").bounding_box()["y"] < bar(desk).bounding_box()["y"]
    # A mend draws the list anew: what was opened stays open.
    desk.get_by_role("button", name='Pakai "Terbentuk"').first.click()
    wait_for_text(desk, "Dapat disimpan")
    wait_ready(desk)
    assert jump.is_visible()


def test_what_was_saved_is_shown_from_the_top_and_has_the_focus(own_page: Any, app_server: Server) -> None:
    page = open_page(own_page, app_server, "/unggah")
    put_file(page, LATER)
    wait_for_text(page, "Dapat disimpan")
    page.evaluate(_SCROLL, 1)
    save(page)
    page.wait_for_function(f"() => ({_FOCUS})().innerText.startsWith('Tersimpan sebagai unggahan 2')")
    assert page.get_by_text("Tersimpan sebagai unggahan 2").bounding_box()["y"] < LAPTOP[1] / 2
