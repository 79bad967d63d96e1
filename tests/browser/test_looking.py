"""Looking only, in a real browser: figures, addresses, paper, fingers (every page in turn: test_axe.py)."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pypdf import PdfReader

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import CONTENT, FRAME, content, heading, open_page, turn_to
from tests.support.serving import PHONE, Server

pytestmark = browser_test

HEADLINE = "15 dari 39 desa sudah membentuk Pokja per 10 Mei 2023"


def query_of(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def chosen_day(page: Any) -> Any:
    return page.locator(FRAME).get_by_role("combobox", name="Keadaan per")


def test_ringkasan_says_where_we_are(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/")
    drawings = tab.get_by_role("group", name="Desa")
    # Each comes when its own script has run.
    drawings.nth(2).wait_for()
    line, kecamatan, _tiles = drawings.all()
    # Streamlit takes drawings out of a page's HTML; these must be left.
    assert line.get_by_text("Target 39, 31 Des 2024", exact=True).locator("visible=true").is_visible()
    assert kecamatan.get_by_text("sisa 7", exact=True).is_visible()
    assert tab.get_by_role("link", name="Lilangan, Kecamatan Gantung: Merintis").is_visible()
    assert " ".join(heading(tab).inner_text().split()) == f"Belum ada data sesudah tenggat {HEADLINE}"
    text = " ".join(content(tab).split())
    assert "DATA CONTOH" in text
    assert "Capaian terhadap target 38,5% Sisa desa 24" in text
    assert tab.evaluate("document.documentElement.lang") == "id"


def test_the_map_is_one_stop_of_the_keyboard_with_arrows_inside(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/")
    tiles = tab.locator("[data-peta] a")
    tiles.nth(38).wait_for()
    assert tiles.evaluate_all("all => all.filter(one => one.getAttribute('tabindex') === '0').length") == 1
    first = tab.locator('[data-peta] a[tabindex="0"]')
    first.focus()
    told = first.get_attribute("aria-label")
    tab.keyboard.press("ArrowRight")
    moved = tab.evaluate("document.activeElement.getAttribute('aria-label')")
    assert moved not in (None, told)
    tab.keyboard.press("Enter")
    heading(tab).filter(has_text=moved.split(",")[0]).wait_for()
    # There the keyboard goes on, and not before the menu.
    tab.locator("h1:focus").wait_for()


def test_focus_is_seen_in_the_menu(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/")
    tab.locator(FRAME).get_by_role("link", name="Tren").focus()
    tab.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outline"
    assert tab.evaluate("document.activeElement.textContent").endswith("Kecamatan")
    assert "solid 3px" in tab.evaluate(outline)


def test_the_menu_closes_what_is_open_on_its_page_and_keeps_the_filters(tab: Any, shared_server: Server) -> None:
    open_page(tab, shared_server, "/desa?desa=19.06.01.2007&bukti=unggahan+1&kec=Manggar")
    heading(tab).filter(has_text="Baru:").wait_for()
    tab.locator(FRAME).get_by_role("link", name="Desa").click()
    heading(tab).filter(has_text="desa belum membentuk Pokja").wait_for()
    assert query_of(tab) == {"kec": ["Manggar"]}


def test_no_field_speaks_english_while_one_types(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/rapat")
    tab.get_by_label("Tenggat (bila ada)").press_sequentially("10 Mei")
    assert "Enter" not in tab.locator(CONTENT).inner_text()


@pytest.mark.parametrize("margin", ["0", "10mm"])
def test_ringkasan_prints_on_two_pages(tab: Any, shared_server: Server, margin: str) -> None:
    turn_to(tab, shared_server, "/")
    tab.get_by_role("group", name="Desa").first.wait_for()
    # As a browser does: Streamlit lets the page flow only once it is to be printed.
    tab.emulate_media(media="print")
    printed = tab.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), margin))
    tab.emulate_media(media="screen")
    pages = [page.extract_text() for page in PdfReader(BytesIO(printed)).pages]
    assert len(pages) == 2
    assert "15 dari 39 desa sudah membentuk Pokja" in " ".join(pages[0].split())
    assert "Salin untuk WhatsApp" not in "".join(pages)


@pytest.mark.parametrize(
    ("path", "words"), [("/tren", "Garis menuju target"), ("/kegiatan", "Putusan"), ("/rapat", "Bahan rapat siap")]
)
def test_paper_has_neither_menu_nor_what_is_pressed(tab: Any, shared_server: Server, path: str, words: str) -> None:
    turn_to(tab, shared_server, path)
    tab.get_by_text(words).first.wait_for()
    tab.emulate_media(media="print")
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(tab.pdf(format="A4"))).pages)
    tab.emulate_media(media="screen")
    assert words in " ".join(printed.split())
    assert [word for word in ("Riwayat", "Keadaan per\n", "Hari lain", "Unduh", "Pratinjau") if word in printed] == []


def test_a_figure_of_plotly_shrinks_to_the_paper(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/tren")
    tab.locator(".main-svg").first.wait_for()
    tab.emulate_media(media="print")
    printed = PdfReader(BytesIO(tab.pdf(format="A4"))).pages[0].extract_text()
    tab.emulate_media(media="screen")
    # The last year and the target stand at the right end, which was cut.
    assert "Target 39 desa" in " ".join(printed.split())


@pytest.mark.parametrize("path", ["/banding", "/kecamatan", "/rapat"])
def test_columns_stack_on_a_laptop_at_two_hundred_percent(tab: Any, shared_server: Server, path: str) -> None:
    before = tab.viewport_size
    tab.set_viewport_size({"width": 683, "height": 384})
    turn_to(tab, shared_server, path)
    columns = tab.get_by_test_id("stColumn")
    columns.nth(1).wait_for()
    lefts = {columns.nth(place).bounding_box()["x"] for place in (0, 1)}
    tab.set_viewport_size(before)
    assert len(lefts) == 1


def test_a_view_survives_the_menu(tab: Any, shared_server: Server) -> None:
    # A fresh session: what was sought on Desa before would come along.
    open_page(tab, shared_server, "/?kec=Manggar&per=31+Desember+2017")
    asked = {"kec": ["Manggar"], "per": ["31 Desember 2017"]}
    for title, words in (("Desa", "8 desa belum"), ("Bantuan", "Bantuan"), ("Ringkasan", "1 dari 9 desa")):
        tab.locator(FRAME).get_by_role("link", name=title).click()
        heading(tab).filter(has_text=words).wait_for()
        # The browser writes the address a moment after the page.
        tab.wait_for_function("location.search.includes('kec=') && location.search.includes('per=')")
        assert query_of(tab) == asked
        assert chosen_day(tab).input_value() == "31 Desember 2017"


def test_what_is_chosen_goes_into_the_address(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/")
    tab.locator(FRAME).get_by_role("combobox", name="Kecamatan").click()
    tab.get_by_role("option", name="Damar").click()
    tab.keyboard.press("Escape")
    heading(tab).filter(has_text="2 dari 5 desa").wait_for()
    # No day was chosen, so none is in the address: whoever opens it later sees the newest data.
    assert query_of(tab) == {"kec": ["Damar"]}


def test_any_day_may_be_chosen_in_the_field_of_the_browser(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/")
    tab.get_by_label("Hari lain").fill("2018-05-01")
    heading(tab).filter(has_text="8 dari 39 desa sudah membentuk Pokja per 1 Mei 2018").wait_for()
    assert query_of(tab) == {"per": ["1 Mei 2018"]}


def test_a_day_that_cannot_be_is_said_beside_its_field(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/")
    field = tab.get_by_label("Hari lain")
    field.fill("0024-04-20")
    tab.get_by_role("alert").filter(has_text="Tulis tanggal antara 1 Januari 2014 dan ").wait_for()
    assert query_of(tab) == {}
    field.fill("2018-05-01")
    heading(tab).filter(has_text="per 1 Mei 2018").wait_for()
    assert tab.get_by_text("Tulis tanggal antara").count() == 0


def test_a_name_in_the_list_opens_its_profile_whatever_was_filtered(tab: Any, shared_server: Server) -> None:
    turn_to(tab, shared_server, "/desa?kec=Manggar&cari=baru")
    tab.locator(CONTENT).get_by_role("link", name="Baru", exact=True).click()
    heading(tab).get_by_text("Baru:").wait_for()
    asked = query_of(tab)
    assert (asked["kec"], asked["desa"]) == (["Manggar"], ["19.06.01.2007"])


def test_the_tools_and_column_menus_of_a_table_are_indonesian(browser: Any, shared_server: Server) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    try:
        open_page(page, shared_server, "/pengaturan")
        table = page.locator("[data-testid=stDataFrame]").first
        table.scroll_into_view_if_needed()
        table.hover()
        tools = page.locator("[data-testid=stElementToolbar] button")
        tools.first.wait_for()
        assert [tool.get_attribute("aria-label") for tool in tools.all()] == [
            "Pilih kolom", "Unduh CSV", "Cari", "Layar penuh",
        ]  # fmt: skip
        tools.nth(1).hover()
        page.locator("[data-testid=stTooltipContent]").get_by_text("Unduh CSV", exact=True).wait_for()
        menu, width = page.locator("[data-testid=stDataFrameColumnMenu]"), table.bounding_box()["width"]
        # The three dots of a header stand at the right of its column, on a canvas. They are drawn once the pointer is
        # over it, the menu opens after the press, and the next press would close it.
        for x in range(int(width * 0.3), int(width * 0.4), 8):
            table.hover(position={"x": x, "y": 18})
            page.wait_for_timeout(50)
            page.mouse.down()
            page.mouse.up()
            page.wait_for_timeout(250)
            if menu.count():
                break
        menu.get_by_text("Urutkan dari kecil").wait_for()
        words = menu.locator("[role=menuitem]").all_inner_texts()
        assert [text.splitlines()[-1] for text in words] == [
            "Urutkan dari kecil", "Urutkan dari besar", "Sesuaikan lebar", "Tahan kolom", "Sembunyikan kolom",
        ]  # fmt: skip
    finally:
        page.close()


# The lower edge of what stands above each table, and the upper edge of the table's tools; px.
_TOOLS = """() => [...document.querySelectorAll('[data-testid=stElementToolbar]')].map((tools) => {
  const box = (element) => element.getBoundingClientRect();
  const above = tools.closest('[data-testid=stElementContainer]').previousElementSibling;
  return [above ? box(above).bottom : 0, box(tools).top, Number(getComputedStyle(tools).opacity)];
})"""


def test_under_a_finger_the_tools_of_a_table_cover_nothing(browser: Any, shared_server: Server) -> None:
    # Nothing hovers there, so they are always to be seen.
    telephone = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True, locale="id-ID"
    )
    try:
        page = telephone.new_page()
        for path, count in (("/pengaturan", 1),):
            open_page(page, shared_server, path)
            page.locator("[data-testid=stElementToolbar]").nth(count - 1).wait_for()
            tools = page.evaluate(_TOOLS)
            assert {opacity for *_, opacity in tools} == {1}, path
            assert all(above <= top for above, top, _ in tools), (path, tools)
    finally:
        telephone.close()
