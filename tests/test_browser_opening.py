"""From a number on any page to the officer's own cell: the desa in two presses, its cell on that page.

Recaps of four shapes are uploaded in the browser; the cell that a page marks is looked up in the file itself.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest

from tests.browser_fixtures import StartServer, browser_test
from tests.browser_steps import PATIENCE_MS, heading, open_page, put_file, save, save_button
from tests.serving import LAPTOP, Server, wait_charts, wait_ready
from tests.torture.all_cases import CASES

pytestmark = browser_test

SHAPES = {
    "merged": "kecamatan_gabungan",
    "sheets": "lembar_per_kecamatan",
    "ticks": "centang_tiga_kolom",
    "queue": "tujuh_kantor_tujuh_bentuk",
}
TICK = "√"
MOST_PRESSES = 2
SOURCE = re.compile(r'^Status: (.+), lembar "(.+)", sel ([A-Z]+)(\d+) · unggahan \d+', re.MULTILINE)


@dataclass(frozen=True)
class Stored:
    """An app in which one recap is stored, and the files it came in."""

    server: Server
    files: dict[str, bytes]


class Reader:
    """Somebody who presses, and counts."""

    def __init__(self, page: Any, server: Server) -> None:
        self.page, self.presses = page, 0
        self._server = server

    def open(self, path: str) -> Any:
        """A page of the app, where the way begins."""
        return open_page(self.page, self._server, path)

    def look(self, path: str) -> Any:
        """A page beside the app."""
        self.page.goto(self._server.url + path)
        return self.page

    def press(self, target: Any) -> None:
        """Press a link or mark."""
        self.presses += 1
        target.click()

    def press_mark(self, chart: str, place: int) -> None:
        """Press a mark of a drawn figure: the one of this number in the figure whose key begins so."""
        from playwright.sync_api import TimeoutError as WaitedInVain

        wait_charts(self.page)
        mark = self.page.locator(f"[class*='st-key-{chart}'] .point").nth(place)
        mark.scroll_into_view_if_needed()
        self.presses += 1
        # A figure takes its width and only then listens: on a busy machine the press is made again.
        before = self.page.url
        for _ in range(3):
            self.page.wait_for_timeout(800)
            box = mark.bounding_box()
            self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            try:
                self.page.wait_for_url(lambda url: url != before, wait_until="commit", timeout=5_000)
                return
            except WaitedInVain:
                continue

    def press_row(self, key: str = "daftar_desa") -> None:
        """Press the first row of the table whose key begins so: a canvas, so by its place below the header."""
        self.page.get_by_text(re.compile(r"Tekan satu baris untuk")).first.wait_for()
        wait_ready(self.page)
        table = self.page.locator(f"[class*='st-key-{key}'] [data-testid=stDataFrame]")
        table.scroll_into_view_if_needed()
        self.page.wait_for_timeout(500)
        box = table.bounding_box()
        self.presses += 1
        self.page.mouse.click(box["x"] + 120, box["y"] + 52)


def from_card(reader: Reader) -> None:
    page = reader.open("/")
    reader.press(page.get_by_role("link", name="Buka daftarnya").first)
    reader.press_row()


def from_kecamatan_bar(reader: Reader) -> None:
    page = reader.open("/")
    reader.press(page.get_by_role("link", name="Gantung: 3 dari 7"))
    reader.press_row()


def from_tile(reader: Reader) -> None:
    page = reader.open("/?kec=Gantung")
    reader.press(page.get_by_role("link", name="Lilangan, Kecamatan Gantung").last)


def from_name_on_the_ladder(reader: Reader) -> None:
    page = reader.open("/")
    reader.press(page.get_by_role("link", name="Lilangan", exact=True))


def from_point_of_the_line(reader: Reader) -> None:
    reader.open("/tren")
    reader.press_mark("tren_garis", 3)
    reader.press_row()


def from_period(reader: Reader) -> None:
    page = reader.open("/tren")
    # The year of most formations but one: 2017 is the fourth bar.
    reader.press_mark("tren_periode", 3)
    heading(page).filter(has_text="Sejak").wait_for()
    reader.press(page.get_by_role("cell").get_by_role("link").first)


def from_ranking(reader: Reader) -> None:
    page = reader.open("/kecamatan")
    reader.press(page.get_by_role("row", name="Manggar").first.get_by_role("link").nth(1))
    reader.press_row()


def from_heat_cell(reader: Reader) -> None:
    page = reader.open("/kecamatan")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Kelapa Kampit"))
    reader.press(row.get_by_role("link").last)
    reader.press_row()


def from_line_of_one_kecamatan(reader: Reader) -> None:
    page = reader.open("/kecamatan?lihat=Manggar&lihat=Gantung")
    reader.press_mark("panel_Gantung", -1)
    page.wait_for_url("**/desa?*")
    page.wait_for_function("location.search.includes('kec=Gantung')")
    reader.press_row()


def from_map(reader: Reader) -> None:
    reader.open("/peta")
    reader.press_mark("peta_gambar", 0)


def from_change_between_days(reader: Reader) -> None:
    page = reader.open("/banding?dari=31+Desember+2017")
    reader.press(page.get_by_role("cell").get_by_role("link").first)


def from_list(reader: Reader) -> None:
    reader.open("/desa?status=Terbentuk&kec=Damar")
    reader.press_row()


def from_upload(reader: Reader) -> None:
    reader.open("/riwayat")
    reader.press_row("riwayat_perubahan")


def from_wall(reader: Reader) -> None:
    page = reader.look("/layar?slide=peta")
    reader.press(page.get_by_role("link", name="Lilangan, Kecamatan Gantung"))


def from_light_page(reader: Reader) -> None:
    page = reader.look("/ringkas?kec=Gantung")
    reader.press(page.locator(".cards").get_by_role("link").first)
    reader.press_row()


WAYS: tuple[Callable[[Reader], None], ...] = (
    from_card,
    from_kecamatan_bar,
    from_tile,
    from_name_on_the_ladder,
    from_point_of_the_line,
    from_period,
    from_ranking,
    from_heat_cell,
    from_line_of_one_kecamatan,
    from_map,
    from_change_between_days,
    from_list,
    from_upload,
    from_wall,
    from_light_page,
)


@pytest.fixture(scope="module")
def stored(
    profile: Any, start_module_server: StartServer, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Stored]:
    """The app with the recap of a shape, uploaded in the browser at the first asking."""
    made: dict[str, Stored] = {}

    def upload(shape: str) -> Stored:
        files = dict(CASES[SHAPES[shape]]().files)
        database = tmp_path_factory.mktemp(shape) / "kosong.sqlite3"
        server = start_module_server({"KKB_DATABASE_URL": f"sqlite:///{database}"})
        page = open_page(profile.new_page(), server, "/unggah")
        put_file(page, [{"name": name, "mimeType": "", "buffer": data} for name, data in files.items()])
        save_button(page).wait_for()
        save(page)
        page.close()
        return Stored(server, files)

    def ask(shape: str) -> Stored:
        if shape not in made:
            made[shape] = upload(shape)
        return made[shape]

    return ask


@pytest.fixture
def page(context: Any) -> Any:
    """A reader's page, tall enough that a table is whole."""
    page = context.new_page()
    page.set_viewport_size({"width": LAPTOP[0], "height": 1000})
    page.set_default_timeout(PATIENCE_MS)
    return page


def said_in_the_file(files: dict[str, bytes], name: str, sheet: str, column: str, row: int) -> tuple[str, str, str]:
    """Of a cell in a file: its text, the status it tells, and all that stands in its row."""
    written = openpyxl.load_workbook(io.BytesIO(files[name]))[sheet]
    text = str(written[f"{column}{row}"].value)
    above = [str(cell.value) for cell in written[column][: row - 1] if cell.value and str(cell.value) != TICK]
    status = above[-1] if text in (TICK, "v") else text
    return text, status, " ".join(str(cell.value) for cell in written[row] if cell.value)


def ways() -> list[Any]:
    """Every way once, the shapes taking turns; the address is sent on once a shape."""
    shapes = itertools.cycle(SHAPES)
    return [
        pytest.param(way, shape, number < len(SHAPES), id=f"{way.__name__}-{shape}")
        for number, (way, shape) in enumerate(zip(WAYS, shapes, strict=False))
    ]


@pytest.mark.parametrize(("way", "shape", "is_sent_on"), ways())
def test_a_number_opens_down_to_the_cell(
    way: Callable[[Reader], None], shape: str, is_sent_on: bool, page: Any, stored: Callable[[str], Stored]
) -> None:
    recap = stored(shape)
    reader = Reader(page, recap.server)
    way(reader)
    marked = page.locator("[aria-current=true]")
    marked.wait_for()
    wait_ready(page)
    assert reader.presses <= MOST_PRESSES

    desa, status = heading(page).inner_text().split(": ")
    source = SOURCE.search(page.locator("[data-testid=stMain]").inner_text())
    assert source is not None
    name, sheet, column, row = source.groups()
    text, told, line = said_in_the_file(recap.files, name, sheet, column, int(row))
    assert marked.inner_text() == text
    assert desa.casefold() in line.casefold()
    assert status.casefold() == told.casefold()
    address = page.url
    assert "desa=19.06." in address
    if is_sent_on:
        # Whoever gets the address sees the same.
        page.goto(address)
        assert marked.inner_text() == text
