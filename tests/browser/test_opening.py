"""From a number on any page to the officer's own cell: the desa in two presses, its cell on that page.

Recaps of four shapes are uploaded in the browser; the cell that a page marks is looked up in the file itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest

from kkb.store import Store, open_store
from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import heading, put_file, save, save_button, turn_to
from tests.support.serving import LAPTOP, Server, wait_charts, wait_ready
from tests.support.store_fixtures import MORNING, make_settings
from tests.torture.all_cases import CASES

pytestmark = browser_test

SHAPES = {
    "merged": "kecamatan_gabungan",
    "sheets": "lembar_per_kecamatan",
    "ticks": "centang_tiga_kolom",
    "queue": "tujuh_kantor_tujuh_bentuk",
}
FIGURE = "const figure = document.querySelector(`[class*='st-key-${key}'] .js-plotly-plot`);"
IS_SETTLED = f"""key => {{ {FIGURE}
    const room = figure.closest("[data-testid=stPlotlyChart]").getBoundingClientRect();
    return Math.abs(figure._fullLayout.width - room.width) < 1 && "plotly_selected" in figure._ev._events;
}}"""
IS_UNDER_THE_POINTER = f"key => {{ {FIGURE} return figure._hoverdata?.length > 0; }}"
TICK = "√"
_TRIES, _TRY_MS = 3, 5_000
MOST_PRESSES = 2
SOURCE = re.compile(r'^Status: (.+), lembar "(.+)", sel ([A-Z]+)(\d+) · unggahan \d+', re.MULTILINE)


class Office:
    """An app with a page that stays open in it; of the recaps uploaded there, one counts at a time."""

    def __init__(self, page: Any, server: Server, store: Store) -> None:
        self.page, self.server, self._store = page, server, store
        self._numbers: dict[str, set[int]] = {}

    def count_only(self, shape: str) -> None:
        """Withdraw what counts so far; the recap of this shape is uploaded in the browser at the first asking."""
        wanted = self._numbers.get(shape, set())
        counting = self._counting()
        if wanted and counting == wanted:
            return
        for number in counting:
            self._store.withdraw(number, by="Sari", at=MORNING, reason="uji")
        turn_to(self.page, self.server, "/")
        nothing = self.page.get_by_text("Belum ada data", exact=True)
        nothing.wait_for()
        for number in wanted:
            self._store.restore(number, by="Sari", at=MORNING, reason="uji")
        if wanted:
            nothing.wait_for(state="hidden")
            return
        turn_to(self.page, self.server, "/unggah")
        files = files_of(shape).items()
        put_file(self.page, [{"name": name, "mimeType": "", "buffer": data} for name, data in files])
        save_button(self.page).wait_for()
        save(self.page)
        self._numbers[shape] = self._counting()

    def _counting(self) -> set[int]:
        return {upload.nomor for upload in self._store.uploads() if upload.aktif}


class Reader:
    """Somebody who presses, and counts."""

    def __init__(self, page: Any, server: Server) -> None:
        self.page, self.presses = page, 0
        self._server = server

    def open(self, path: str) -> Any:
        """A page of the app, where the way begins."""
        return turn_to(self.page, self._server, path)

    def press(self, target: Any) -> None:
        """Press a link or mark."""
        self.presses += 1
        target.click()

    def press_mark(self, chart: str, place: int) -> None:
        """Press a mark of a drawn figure: the one of this number in the figure whose key begins so.

        A press just when the figure is drawn again is lost, so one that leads nowhere is made once more.
        """
        from playwright.sync_api import TimeoutError as WaitedInVain

        wait_charts(self.page)
        mark = self.page.locator(f"[class*='st-key-{chart}'] .point").nth(place)
        mark.scroll_into_view_if_needed()
        # A figure takes its width and is drawn again, which forgets what lies under the pointer.
        self.page.wait_for_function(IS_SETTLED, arg=chart)
        self.presses += 1
        # Another page, not only another address: what a page shows may be written into its address late.
        before = urlsplit(self.page.url).path
        for _ in range(_TRIES):
            box = mark.bounding_box()
            # Away first: what was under the pointer when the figure was drawn again is under it no more.
            self.page.mouse.move(0, 0)
            self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            self.page.wait_for_function(IS_UNDER_THE_POINTER, arg=chart)
            self.page.mouse.down()
            self.page.mouse.up()
            with suppress(WaitedInVain):
                self.page.wait_for_url(lambda url: urlsplit(url).path != before, wait_until="commit", timeout=_TRY_MS)
                return

    def press_name(self) -> None:
        """Press the first name in the list of desa."""
        self.page.get_by_text("Tekan nama desa").wait_for()
        wait_ready(self.page)
        self.press(self.page.get_by_role("cell").get_by_role("link").first)


def from_card(reader: Reader) -> None:
    page = reader.open("/")
    # The desa that are left: the card before it opens those formed.
    reader.press(page.get_by_role("link", name="Buka daftarnya").nth(1))
    reader.press_name()


def from_kecamatan_bar(reader: Reader) -> None:
    page = reader.open("/")
    reader.press(page.get_by_role("link", name="Gantung: 3 dari 7"))
    reader.press_name()


def from_tile(reader: Reader) -> None:
    page = reader.open("/?kec=Gantung")
    reader.press(page.get_by_role("link", name="Lilangan, Kecamatan Gantung").last)


def from_point_of_the_line(reader: Reader) -> None:
    reader.open("/tren")
    reader.press_mark("tren_garis", 3)
    reader.press_name()


def from_period(reader: Reader) -> None:
    page = reader.open("/tren")
    # The year of most formations but one: 2017 is the fourth bar.
    reader.press_mark("tren_periode", 3)
    heading(page).filter(has_text="Sejak").wait_for()
    reader.press(page.get_by_role("cell").get_by_role("link").first)


def from_ranking(reader: Reader) -> None:
    page = reader.open("/kecamatan")
    reader.press(page.get_by_role("row", name="Manggar").first.get_by_role("link").nth(1))
    reader.press_name()


def from_heat_cell(reader: Reader) -> None:
    page = reader.open("/kecamatan")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Kelapa Kampit"))
    reader.press(row.get_by_role("link").last)
    reader.press_name()


def from_line_of_one_kecamatan(reader: Reader) -> None:
    page = reader.open("/kecamatan?lihat=Manggar&lihat=Gantung")
    reader.press_mark("panel_Gantung", -1)
    page.wait_for_url("**/desa?*")
    page.wait_for_function("location.search.includes('di=Gantung')")
    reader.press_name()


def from_map(reader: Reader) -> None:
    page = reader.open("/peta")
    reader.press(page.get_by_role("link", name="Lilangan, Kecamatan Gantung"))


def from_change_between_days(reader: Reader) -> None:
    page = reader.open("/banding?dari=31+Desember+2017")
    reader.press(page.get_by_role("cell").get_by_role("link").first)


def from_list(reader: Reader) -> None:
    reader.open("/desa?status=Terbentuk&kec=Damar")
    reader.press_name()


def from_upload(reader: Reader) -> None:
    page = reader.open("/riwayat")
    reader.press(page.locator('a[href*="bukti="]').first)
    page.get_by_text("Bukti: sel di rekap asli").wait_for()
    wait_ready(page)
    assert "bukti=" in page.url, "taken out of the address, it would be one more step of the browser's history"


WAYS: tuple[Callable[[Reader], None], ...] = (
    from_card,
    from_kecamatan_bar,
    from_tile,
    from_point_of_the_line,
    from_period,
    from_ranking,
    from_heat_cell,
    from_line_of_one_kecamatan,
    from_map,
    from_change_between_days,
    from_list,
    from_upload,
)


@cache
def files_of(shape: str) -> dict[str, bytes]:
    return dict(CASES[SHAPES[shape]]().files)


@pytest.fixture(scope="module")
def office(tab: Any, start_module_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("kantor")
    settings = make_settings(folder, f"sqlite:///{folder / 'kosong.sqlite3'}")
    server = start_module_server({"KKB_DATABASE_URL": settings.database_url})
    # Tall enough that a table is whole.
    tab.set_viewport_size({"width": LAPTOP[0], "height": 1000})
    store = open_store(settings)
    yield Office(tab, server, store)
    store.close()


def said_in_the_file(files: dict[str, bytes], name: str, sheet: str, column: str, row: int) -> tuple[str, str, str]:
    """Of a cell in a file: its text, the status it tells, and all that stands in its row."""
    written = openpyxl.load_workbook(io.BytesIO(files[name]))[sheet]
    text = str(written[f"{column}{row}"].value)
    above = [str(cell.value) for cell in written[column][: row - 1] if cell.value and str(cell.value) != TICK]
    status = above[-1] if text in (TICK, "v") else text
    return text, status, " ".join(str(cell.value) for cell in written[row] if cell.value)


def ways() -> list[Any]:
    """Every way once, the shapes taking turns, listed shape by shape; the address is sent on once a shape."""
    return [
        pytest.param(way, shape, number == 0, id=f"{way.__name__}-{shape}")
        for place, shape in enumerate(SHAPES)
        for number, way in enumerate(WAYS[place :: len(SHAPES)])
    ]


@pytest.mark.parametrize(("way", "shape", "is_sent_on"), ways())
def test_a_number_opens_down_to_the_cell(
    way: Callable[[Reader], None], shape: str, is_sent_on: bool, office: Office
) -> None:
    office.count_only(shape)
    page = office.page
    reader = Reader(page, office.server)
    way(reader)
    marked = page.locator("[aria-current=true]")
    marked.wait_for()
    wait_ready(page)
    assert reader.presses <= MOST_PRESSES

    desa, status = heading(page).inner_text().split(": ")
    source = SOURCE.search(page.locator("[data-testid=stMain]").inner_text())
    assert source is not None
    name, sheet, column, row = source.groups()
    text, told, line = said_in_the_file(files_of(shape), name, sheet, column, int(row))
    assert marked.inner_text() == text
    assert desa.casefold() in line.casefold()
    assert status.casefold() == told.casefold()
    address = page.url
    assert "desa=19.06." in address
    if is_sent_on:
        # Whoever gets the address sees the same.
        page.goto(address)
        assert marked.inner_text() == text
