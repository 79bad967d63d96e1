"""The wall in a real browser: keys, full screen, automatic advance, new data, and nothing cut at any size."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pypdf
import pytest

from kkb.briefing.build import make_briefing
from kkb.briefing.model import Briefing, FindingsBody, choose_slides
from kkb.exports.wall import WallFrame, render_wall
from kkb.overview import make_overview
from kkb.programme import (
    EvaluasiRow,
    JenisLangkah,
    KegiatanRow,
    KomitmenRow,
    LangkahRow,
    ProgrammeRow,
    Putusan,
    ReportedRow,
)
from kkb.region import Region
from kkb.schema import Tahap, Tanggal
from kkb.ui.frame.filters import Filters
from kkb.ui.parts.page_links import page_links
from tests.exports.test_wall import long_named
from tests.support.briefing_builders import TODAY, make_slides, make_state, make_step
from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import PATIENCE_MS, kkb, open_page
from tests.support.builders import DATA_DAY, REGION
from tests.support.keyboard_steps import arrive
from tests.support.recaps import LATER
from tests.support.serving import LAPTOP, PHONE, WALL, Server
from tests.support.wall_reading import ADDRESS, faults, open_wall

pytestmark = browser_test

FRAME = WallFrame("layar.js?v=1", "rapat", "7|2023-06-01")
OTHER_SIZES = ((1024, 768), (3840, 2160), PHONE)
RUNGS = (Tahap.MERINTIS, Tahap.MERINTIS, Tahap.SOSIALISASI)
SHORT_STEPS = (make_step(1), make_step(2, "Siapkan SK"), make_step(3, kode_kecamatan="19.06.01"))
LONG_STEPS = tuple(
    make_step(
        n,
        f"Dampingi desa ke-{n} bersama penyuluh lapangan dan perangkat desa " * 3,
        penanggung_jawab=f"Camat, penyuluh lapangan dan perangkat desa wilayah {n}",
        kode_kecamatan="19.06.01" if n % 3 == 0 else None,
    )
    for n in range(20)
)


@cache
def briefing_of(without: int, *, is_long: bool) -> Briefing:
    """A state in which so many of 39 desa have no Pokja, with steps and changes."""
    formed = 39 - without
    return make_slides(
        formed,
        rungs=RUNGS[: min(without, 3)] if formed else (),
        formed_before=formed // 2,
        is_sample=True,
        steps=LONG_STEPS if is_long else SHORT_STEPS,
        **({"region": long_named(), "region_name": "Kabupaten Belitung Timur Kepulauan " * 3} if is_long else {}),
    )


def wall_of(without: int, *, is_long: bool = False, **frame: Any) -> bytes:
    """The wall of such a state."""
    return render_wall(briefing_of(without, is_long=is_long), replace(FRAME, **frame))


def place(page: Any) -> str:
    """The number on the slide that is shown."""
    return str(page.locator(".cell.now .number").inner_text()).partition(" ")[0]


def wait_for_place(page: Any, number: int) -> None:
    page.locator(".cell.now .number").get_by_text(f"{number} dari ", exact=False).wait_for()
    assert place(page) == str(number)


def wait_until(page: Any, expression: str) -> None:
    """Playwright's own way evaluates words, which the wall's policy forbids."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


def press(page: Any, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return place(page)


@pytest.fixture
def stage(tab: Any) -> Iterator[Any]:
    """A page at 1920 × 1080 for walls without a server, each of which is a new document in it."""
    tab.set_default_timeout(PATIENCE_MS)
    tab.set_viewport_size({"width": WALL[0], "height": WALL[1]})
    tab.emulate_media(reduced_motion="null")
    yield tab
    tab.unroute_all(behavior="ignoreErrors")
    # Else an address of the same wall would only turn its slides.
    tab.goto("about:blank")


@pytest.fixture
def wall(stage: Any) -> Any:
    """The wall of 24 desa without a Pokja."""
    return open_wall(stage, wall_of(24))


# --- nothing is cut -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("without", "is_long"), [(0, False), (1, False), (24, False), (39, False), (24, True), (39, True)]
)
def test_no_slide_scrolls_or_is_cut(stage: Any, without: int, is_long: bool) -> None:
    open_wall(stage, wall_of(without, is_long=is_long))
    for width, height in (LAPTOP, WALL, *(OTHER_SIZES if is_long or without == 24 else ())):
        stage.set_viewport_size({"width": width, "height": height})
        assert faults(stage) == [], (width, height)


def programme_of(region: Region, *, is_long: bool) -> Iterator[ProgrammeRow]:
    """Every desa of a region promised, went a step and stood still; there are activities and verdicts of each kind."""
    long = " ketahanan keluarga dan pengasuhan anak remaja bersama Puskesmas" * (4 if is_long else 0)
    for number, one in enumerate(region.desa):
        of = {"kode_desa": one.kode_desa, "kecamatan": one.kecamatan, "desa": one.desa}
        signed, later = Tanggal.from_iso("2023-01-10"), Tanggal.from_iso("2023-04-01")
        yield KomitmenRow(**of, kepala_desa=number % 9 != 1, tanggal=None if number % 7 == 1 else signed)
        yield LangkahRow(**of, tanggal=Tanggal.from_iso("2022-02"), jenis=list(JenisLangkah)[number % 5])
        name = f"Penyuluhan {number % 11}{long}"
        yield KegiatanRow(**of, tanggal=later, nama=name, peserta=123_456, realisasi=9_876_543_210)
        yield EvaluasiRow(**of, tanggal=later, program=name, putusan=list(Putusan)[number % 3])


@pytest.mark.parametrize("is_long", [False, True])
def test_no_slide_of_promises_and_benefit_is_cut(stage: Any, is_long: bool) -> None:
    region = long_named() if is_long else REGION
    overview = make_state(8, region=region, rungs=())
    programme = tuple(
        ReportedRow(1, DATA_DAY, row, place) for place, row in enumerate(programme_of(region, is_long=is_long), start=1)
    )
    snapshot = replace(overview.snapshot, programme=programme)
    told = make_briefing(make_overview(snapshot, region, overview.region_name, today=TODAY))
    keys = [slide.key for slide in told.slides if isinstance(slide.body, FindingsBody)]
    assert len(keys) == 5
    open_wall(stage, render_wall(choose_slides(told, tuple(keys)), replace(FRAME, links=page_links(Filters()))))
    for width, height in (LAPTOP, WALL):
        stage.set_viewport_size({"width": width, "height": height})
        assert faults(stage) == [], (width, height)


def test_the_search_for_faults_finds_them(wall: Any) -> None:
    wall.add_style_tag(content=".subtitle{font-size:38px!important}.body p,.body td{font-size:58px!important}")
    found = {fault.split(" | ")[1] for fault in faults(wall)}
    assert {"is small", "does not fit", "overlap"} <= found
    wall.add_style_tag(content=".slide{left:160px!important}html{overflow:scroll!important}")
    assert "the slide leaves the window" in {fault.split(" | ")[1] for fault in faults(wall)}


def test_it_prints_one_slide_a_sheet(wall: Any) -> None:
    document = pypdf.PdfReader(io.BytesIO(wall.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(document.pages) == wall.locator(".cell").count()
    assert {tuple(map(round, page.mediabox[2:])) for page in document.pages} == {(1440, 810)}
    assert "Manggar" in document.pages[2].extract_text()


# --- hands ----------------------------------------------------------------------------------------------------------


def test_keys_lead_through_the_slides(wall: Any) -> None:
    last = f"{wall.locator('.cell').count()},"
    assert place(wall) == "1"
    assert press(wall, "ArrowRight") == "2"
    assert press(wall, " ", "PageDown", "ArrowDown") == "5"
    assert press(wall, "ArrowLeft", "PageUp", "ArrowUp", "Backspace") == "1"
    assert press(wall, "ArrowLeft") == "1"
    assert press(wall, "End") == last
    assert press(wall, "ArrowRight") == last
    assert press(wall, "Home") == "1"
    assert press(wall, "1", "2", "Enter") == "12,"
    assert press(wall, "9", "9", "Enter") == last
    assert press(wall, "3", "Enter") == "3"
    assert wall.url == f"{ADDRESS}#kecamatan"
    assert wall.locator("#said").inner_text().startswith("3 dari 7: Manggar paling banyak tersisa")


def test_an_address_opens_at_its_slide(stage: Any) -> None:
    open_wall(stage, wall_of(24), "#peta")
    assert place(stage) == "4"
    open_wall(stage, wall_of(24), "#3")
    stage.evaluate("location.hash = '#garis'")
    wait_for_place(stage, 2)


def test_the_overview_leads_to_a_slide(wall: Any) -> None:
    press(wall, "ArrowRight", "o")
    picks = wall.locator(".pick")
    assert picks.first.is_visible() and picks.nth(3).is_visible()
    assert wall.evaluate("document.activeElement.getAttribute('aria-label')").startswith("2. ")
    press(wall, "ArrowRight", "ArrowDown", "ArrowUp", "Enter")
    assert place(wall) == "3"
    assert not picks.first.is_visible()
    press(wall, "Escape")
    picks.nth(4).click()
    assert place(wall) == "5"
    press(wall, "Escape", "Escape")
    assert place(wall) == "5" and not picks.first.is_visible()


def test_f_fills_the_screen(wall: Any) -> None:
    press(wall, "f")
    wait_until(wall, "document.fullscreenElement === document.documentElement")
    press(wall, "ArrowRight")
    assert faults(wall) == []
    press(wall, "f")
    wait_until(wall, "!document.fullscreenElement")


def test_help_is_a_dialog_that_holds_the_keys(wall: Any) -> None:
    press(wall, "?")
    dialog = wall.get_by_role("dialog", name="Tombol")
    dialog.wait_for()
    assert "Layar penuh" in dialog.inner_text()
    press(wall, "ArrowRight", "Tab")
    assert place(wall) == "1"
    assert wall.evaluate("document.activeElement.textContent") == "Tutup bantuan"
    press(wall, "Escape")
    dialog.wait_for(state="hidden")
    assert press(wall, "ArrowRight") == "2"


def test_the_bar_appears_for_the_keyboard_and_leads_back(wall: Any) -> None:
    bar = wall.locator("#bar")
    # As if nobody had moved for a while.
    wall.evaluate("document.documentElement.classList.remove('awake')")
    wait_until(wall, "getComputedStyle(document.getElementById('bar')).opacity === '0'")
    for _ in range(2):
        press(wall, "Tab")
    wait_until(wall, "getComputedStyle(document.getElementById('bar')).opacity === '1'")
    lower, upper = (box.bounding_box() for box in (bar, wall.locator(".cell.now")))
    assert upper["y"] >= 0 and upper["y"] + upper["height"] <= lower["y"] + 1, "the bar lies on no slide"
    assert wall.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert press(wall, "Enter") == "2"
    assert bar.get_by_role("link", name="Kembali ke Rapat").get_attribute("href") == "rapat"


def test_a_click_goes_on_and_one_on_the_left_goes_back(wall: Any) -> None:
    wall.mouse.click(1500, 500)
    assert place(wall) == "2"
    wall.mouse.click(1000, 500)
    assert place(wall) == "3"
    wall.mouse.click(100, 500)
    assert place(wall) == "2"
    wall.get_by_role("button", name="Berikutnya").click()
    # The next press of a clicker goes on by one, not by two.
    assert press(wall, " ") == "4"


def test_a_swipe_turns_the_slide(wall: Any) -> None:
    swipe = """([from, to]) => {
      const touch = (x) => [new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 400 })];
      const send = (name, touches, changedTouches) => document.body.dispatchEvent(
        new TouchEvent(name, { touches, changedTouches, bubbles: true, cancelable: true }));
      send("touchstart", touch(from), touch(from));
      send("touchend", [], touch(to));
    }"""
    for way, expected in (((900, 500), "2"), ((500, 520), "2"), ((500, 900), "1")):
        wall.evaluate(swipe, list(way))
        assert place(wall) == expected


def test_who_wants_no_motion_gets_none(wall: Any) -> None:
    wall.emulate_media(reduced_motion="reduce")
    assert wall.evaluate("getComputedStyle(document.getElementById('bar')).transitionProperty") == "none"


# --- by itself ------------------------------------------------------------------------------------------------------


def test_it_advances_by_itself_and_waits_for_whoever_moves(own_page: Any) -> None:
    page = own_page
    page.clock.install()
    open_wall(page, wall_of(24, seconds=20), "#peta")
    page.clock.run_for(19_000)
    assert place(page) == "4"
    page.clock.run_for(1_500)
    assert place(page) == "5"
    # Somebody's choice stays for two rounds.
    assert press(page, "ArrowRight") == "6"
    page.clock.run_for(39_000)
    assert place(page) == "6"
    page.clock.run_for(1_500)
    assert press(page, "o") == "7"
    page.clock.run_for(60_000)
    assert press(page, "Escape", "?") == "7"
    page.clock.run_for(60_000)
    assert press(page, "Escape", "p") == "7"
    page.clock.run_for(60_000)
    assert place(page) == "7"
    assert page.get_by_role("button", name="Putar otomatis").get_attribute("aria-pressed") == "false"
    # It goes round among the main slides; the appendix is there for a press, and left by itself.
    press(page, "p", "ArrowRight")
    assert place(page) == "8,"
    page.clock.run_for(41_000)
    assert place(page) == "1"
    assert press(page, "End") == f"{page.locator('.cell').count()},"
    page.clock.run_for(41_000)
    assert place(page) == "1"


def answer_with(page: Any, state: Callable[[], str | None], body: Callable[[], bytes]) -> None:
    """A server behind the wall: `state` is its data version and day, None while it is away."""

    def versi(route: Any) -> None:
        now = state()
        if now is None:
            route.abort()
        else:
            version, day = now.split("|")
            route.fulfill(json={"versi": int(version), "hari": day})

    page.route("**/layar/versi", versi)
    page.route(ADDRESS, lambda route: route.fulfill(body=body(), content_type="text/html"))


def test_it_survives_a_server_that_is_away_and_follows_when_it_is_back(own_page: Any) -> None:
    page = own_page
    server: dict[str, Any] = {"state": None, "body": wall_of(24)}
    page.clock.install()
    open_wall(page, wall_of(24), "#peta")
    answer_with(page, lambda: server["state"], lambda: server["body"])
    page.clock.run_for(2_600)
    status = page.get_by_role("status")
    status.get_by_text("Sambungan terputus sejak").wait_for()
    assert place(page) == "4"
    # It hides neither day nor mark, on any screen.
    for width, height in (LAPTOP, WALL, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        said, day, mark = (one.bounding_box() for one in (status, *map(page.locator, (".now .over", ".now .sample"))))
        assert said["x"] >= 0 and said["x"] + said["width"] <= width
        assert height > width or day["x"] + day["width"] < said["x"] < said["x"] + said["width"] < mark["x"]
    server |= {"state": "8|2023-06-01", "body": wall_of(1, state="8|2023-06-01")}
    page.clock.run_for(2_600)
    page.locator(".cell.now").get_by_text("1 desa belum membentuk Pokja").wait_for()
    assert status.inner_text() == "Data diperbarui"
    assert page.url.endswith("#peta")
    assert json.loads(page.evaluate("JSON.stringify(document.documentElement.dataset)"))["versi"] == "8|2023-06-01"


# --- a meeting ------------------------------------------------------------------------------------------------------


def start_by_keyboard(desk: Any) -> Any:
    """The wall that the meeting's page opens."""
    arrive(desk, desk.get_by_role("link", name="Mulai rapat"), at_most=90)
    with desk.context.expect_page() as opened:
        desk.keyboard.press("Enter")
    wall = opened.value
    wall.set_default_timeout(PATIENCE_MS)
    wall.locator("html.show").wait_for(state="attached")
    wall.locator(".cell.now").wait_for()
    return wall


def choose_by_keyboard(desk: Any) -> None:
    """Whatever may be chosen or written down on the meeting's page is reached."""
    for name in ("Perubahan sejak", "Putar otomatis"):
        arrive(desk, desk.get_by_role("combobox", name=name))
    arrive(desk, desk.get_by_role("switch", name="Latar gelap").or_(desk.get_by_role("checkbox", name="Latar gelap")))
    arrive(desk, desk.get_by_role("button", name="PowerPoint"))
    arrive(desk, desk.get_by_label(re.compile("Apa yang")).or_(desk.get_by_label("Tindak lanjut")).first, at_most=90)
    desk.keyboard.type("Dampingi Lilangan")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Camat Gantung")


def test_a_meeting_is_held_by_keyboard_and_a_saved_recap_reaches_its_wall(own_page: Any, app_server: Server) -> None:
    desk = open_page(own_page, app_server, "/rapat")
    preview = desk.frame_locator("iframe")
    preview.locator(".cell.now").get_by_text("15 dari 39 desa").first.wait_for()
    assert not preview.locator("#bar").is_visible()
    wall = start_by_keyboard(desk)
    choose_by_keyboard(desk)
    assert wall.url == f"{app_server.url}/layar#ringkasan"
    press(wall, "End")
    assert wall.locator(".cell.now .number").inner_text().endswith(", lampiran")
    assert press(wall, "Home") == "1"
    assert press(wall, "ArrowRight") == "2"
    wall.evaluate("window.sameDocument = true")

    kkb(app_server, "load", str(LATER), "--by", "Sari")
    wall.locator(".cell.now").get_by_text("22 desa").first.wait_for()
    assert wall.evaluate("[window.sameDocument, location.hash]") == [True, "#garis"]
    assert "30 Juni 2024" in wall.locator(".cell.now").inner_text()

    # A number of a slide opens from the keyboard as well.
    press(wall, "Home")
    arrive(wall, wall.locator(".cell.now").get_by_role("link").first)
    wall.keyboard.press("Enter")
    wall.wait_for_url("**/desa?*")
