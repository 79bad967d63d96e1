"""The map in a real browser: it plays, a tile opens its desa, the office's own map is drawn, all from this machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kkb.config import DEFAULT_REGION_CSV
from kkb.region import load_region
from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import content, heading, open_page, turn_to
from tests.support.map_fixtures import make_geojson
from tests.support.serving import LAPTOP, PHONE, Server, assert_only_local

pytestmark = browser_test

REGION = load_region(DEFAULT_REGION_CSV)


@pytest.fixture
def page(tab: Any) -> Any:
    """The page of all tests here, again as wide as a laptop."""
    tab.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    return tab


def click_desa(page: Any, name: str) -> None:
    """Press a desa on the map: asks the drawn figure where it stands on the screen."""
    code = next(desa.kode_desa for desa in REGION.desa if desa.desa == name)
    page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    x, y = page.evaluate(
        """code => {
            const plot = document.querySelector('.js-plotly-plot'), box = plot.getBoundingClientRect();
            const trace = plot.data.filter(t => t.customdata).find(t => Array.from(t.customdata).includes(code));
            const place = Array.from(trace.customdata).indexOf(code), {xaxis: x, yaxis: y} = plot._fullLayout;
            return [box.left + x._offset + x.d2p(trace.x[place]), box.top + y._offset + y.d2p(trace.y[place])];
        }""",
        code,
    )
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def test_the_map_plays_from_the_first_year_to_the_day_keeps_a_pause_and_stops(
    page: Any, shared_server: Server, tab_requests: list[str]
) -> None:
    # A day soon after the first year: the way there is short.
    turn_to(page, shared_server, "/peta?per=31+Desember+2016")
    page.get_by_role("button", name="Putar").wait_for()
    at_the_end = "1 dari 39 desa (2,6%) sudah membentuk Pokja per 31 Desember 2016."
    assert at_the_end in content(page)
    page.get_by_role("button", name="Putar").click()
    page.get_by_role("button", name="Jeda").wait_for()
    page.get_by_text("0 dari 39 desa (0%) sudah membentuk Pokja per").wait_for()
    page.get_by_text("1 dari 39 desa").wait_for()
    page.get_by_role("button", name="Jeda").click()
    page.get_by_role("button", name="Putar").wait_for()
    found = re.search(r"sudah membentuk Pokja per \d+ \w+ \d{4}", content(page))
    # Longer than a moment is shown: nothing moves any more.
    page.wait_for_timeout(2500)
    assert found is not None
    assert found[0] in content(page)
    page.get_by_role("button", name="Putar").click()
    page.get_by_text(at_the_end).wait_for()
    page.get_by_role("button", name="Putar").wait_for()
    assert_only_local(tab_requests)


def test_the_map_with_its_slider_fills_the_screen(page: Any, shared_server: Server) -> None:
    tiles = {}
    turn_to(page, shared_server, "/peta")
    for width, height in ((1366, 768), (1920, 1080), PHONE):
        page.set_viewport_size({"width": width, "height": height})
        link = page.get_by_role("link", name="Lilangan, Kecamatan Gantung")
        link.wait_for()
        # The one of the map for this width; the other is not drawn.
        assert link.count() == 1
        box = page.locator(".kkb-gambar svg:visible").bounding_box()
        tiles[width] = link.locator("rect").first.bounding_box()["width"]
        assert box["x"] + box["width"] <= width
        if width != PHONE[0]:
            assert 0.5 * height < box["height"] < height
            assert box["y"] + box["height"] <= height
            assert link.get_by_text("Lilangan").last.is_visible()
    assert tiles[1920] > 1.3 * tiles[1366] > 1.3 * tiles[PHONE[0]]


def test_a_tile_opens_its_desa_under_the_same_filter(page: Any, shared_server: Server) -> None:
    turn_to(page, shared_server, "/peta?kec=Kelapa+Kampit")
    page.get_by_role("link", name="Senyubuk, Kecamatan Kelapa Kampit").press("Enter")
    page.wait_for_url(re.compile(r"/desa\?.*desa=19\.06\.04\.2002"))
    heading(page).get_by_text("Senyubuk").wait_for()
    page.wait_for_url(re.compile(r"kec=Kelapa"))
    page.go_back()
    page.wait_for_url(re.compile(r"/peta\?kec=Kelapa"))


def test_under_a_finger_a_tile_is_told_before_it_opens(browser: Any, shared_server: Server) -> None:
    telephone = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True, locale="id-ID"
    )
    try:
        page = open_page(telephone.new_page(), shared_server, "/peta")
        tile = page.get_by_role("link", name="Lilangan, Kecamatan Gantung")
        tile.tap()
        page.get_by_text("Lilangan, Kecamatan Gantung: Merintis. Ketuk lagi").locator("visible=true").wait_for()
        tile.tap()
        heading(page).get_by_text("Lilangan").wait_for()
    finally:
        telephone.close()


def test_a_supplied_map_is_checked_drawn_and_pressed(
    page: Any, app_server: Server, tab_requests: list[str], tmp_path: Path
) -> None:
    desa = [d for d in REGION.desa if d.desa != "Dukong"]
    file = tmp_path / "desa.geojson"
    file.write_bytes(make_geojson(desa))
    open_page(page, app_server, "/pengaturan?bagian=Tampilan")
    page.locator("input[type=file][accept*=geojson]").set_input_files(file)
    page.get_by_text("38 dari 39 desa dikenali di peta ini.").wait_for()
    page.get_by_text("1 desa tidak ada di peta ini: Dukong (Simpang Pesak).").wait_for()
    page.get_by_label("Sumber peta").fill("Bappeda <b>2022</b>")
    page.get_by_label("Diunggah oleh").fill("Sari")
    page.get_by_role("button", name="Simpan peta").click()
    # Said at the top of the page and, for a while, in a corner.
    page.get_by_text("Peta tersimpan.").first.wait_for()

    page.get_by_role("link", name="Peta", exact=True).click()
    page.get_by_role("button", name="Putar").wait_for()
    page.get_by_role("radio", name="Peta", exact=True).click()
    page.get_by_text("Bukan batas resmi. Sumber peta: Bappeda <b>2022</b>.").wait_for()
    page.locator(".js-plotly-plot").get_by_text("bukan batas resmi").wait_for()
    click_desa(page, "Lilangan")
    page.wait_for_url(re.compile(r"/desa\?.*desa=19\.06\.02\.2004"))
    assert_only_local(tab_requests)
