"""Pictures of figures, saved by a real browser; nothing leaves for another machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kkb.theme import DARK, LIGHT
from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import turn_to
from tests.support.serving import LAPTOP, PHONE, Server, assert_only_local, overflows_sideways, wait_charts

pytestmark = browser_test

FINDING = "manggar-paling-banyak-tersisa-7-dari-9-desa_2023-05-10"
TEXT_COLOUR = "document.querySelector('.js-plotly-plot')._fullLayout.font.color"


@pytest.fixture
def dark_phone(tab: Any) -> Iterator[Any]:
    """The page meanwhile on a dark telephone."""
    tab.emulate_media(color_scheme="dark")
    tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    yield tab
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})


def turn_to_kecamatan(page: Any, server: Server) -> None:
    turn_to(page, server, "/kecamatan")
    wait_charts(page, 2)
    page.get_by_role("button", name="Unduh PNG").nth(2).wait_for()


def save(page: Any, label: str, place: int, folder: Path) -> Path:
    """Press the button and keep what it gives, under the name it was given."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label).nth(place).click()
    path = folder / str(download.value.suggested_filename)
    download.value.save_as(path)
    return path


def look(path: Path) -> tuple[tuple[int, int], dict[tuple[int, ...], int]]:
    """Size and how often each colour appears."""
    with Image.open(path) as image:
        assert image.format == "PNG"
        found = image.convert("RGB").getcolors(maxcolors=1 << 24)
        return image.size, {colour: count for count, colour in found or []}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def assert_is_light_picture(path: Path) -> None:
    size, colours = look(path)
    assert size[0] == 1600 and size[1] > 800
    assert len(colours) > 100
    assert max(colours, key=lambda colour: colours[colour]) == (255, 255, 255)
    # A bar in the blue of paper, whatever the reader's screen looks like.
    assert colours.get(rgb(LIGHT.tahap["Terbentuk"]), 0) > 10_000


def test_a_press_saves_a_picture(tab: Any, tab_requests: list[str], shared_server: Server, tmp_path: Path) -> None:
    turn_to_kecamatan(tab, shared_server)
    path = save(tab, "Unduh PNG", 0, tmp_path)
    assert path.name == f"{FINDING}.png"
    assert_is_light_picture(path)
    assert_only_local(tab_requests)
    # The button works again.
    again = save(tab, "Unduh PNG", 0, tmp_path)
    assert again.name == path.name
    assert_is_light_picture(again)


def test_a_dark_screen_saves_a_light_picture(dark_phone: Any, shared_server: Server, tmp_path: Path) -> None:
    turn_to_kecamatan(dark_phone, shared_server)
    dark_phone.wait_for_function(f"{TEXT_COLOUR} === '{DARK.text}'")
    assert_is_light_picture(save(dark_phone, "Unduh PNG", 0, tmp_path))
    assert not overflows_sideways(dark_phone)


def test_a_press_saves_a_file_of_the_meeting(tab: Any, shared_server: Server, tmp_path: Path) -> None:
    turn_to(tab, shared_server, "/rapat?kec=Manggar")
    path = save(tab, "CSV", 0, tmp_path)
    assert path.name == "rekap_kecamatan-manggar_2023-05-10.csv"
    assert "Manggar" in path.read_text(encoding="utf-8-sig")
