"""What a first glance holds: at most 120 words and numbers on the first screen of a laptop, whatever was reported."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import kkb, open_page
from tests.support.builders import REGION
from tests.support.recaps import make_recap
from tests.support.serving import Server

pytestmark = browser_test

MOST_WORDS = 120
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli")
LETTERS = {"T", "M", "S", "B"}
"""Those of the map and of its key."""

# Texts of which a letter lies in the window; the side bar, what is only spoken and a message that goes by itself left
# out.
_SEEN = """() => {
  const unseen = "[data-testid=stSidebar], [data-testid=stToast], [data-testid=stIconMaterial], script, style, title";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), seen = [];
  const range = document.createRange();
  while (walk.nextNode()) {
    const text = walk.currentNode, holder = text.parentElement;
    if (holder.closest(unseen)) continue;
    if (getComputedStyle(holder).visibility === "hidden") continue;
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()];
    if (boxes.some(box => box.width > 1 && box.height > 1 && box.top < innerHeight && box.bottom > 0)) {
      seen.push(text.textContent);
    }
  }
  return seen;
}"""


def _each(*states: tuple[str, str]) -> tuple[tuple[str, ...], ...]:
    """A row of a recap for each desa, its status and date taken from these in turn."""
    return tuple((desa.kecamatan, desa.desa, *state) for desa, state in zip(REGION.desa, cycle(states), strict=False))


BELUM = ("Belum", "")
RECAPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "nobody yet": _each(BELUM),
    "formed without dates": _each(("Terbentuk", ""), BELUM, BELUM),
    "all rungs": _each(("Terbentuk", ""), ("Merintis", ""), ("Sosialisasi", ""), BELUM),
    "years only": _each(("Terbentuk", "2018"), ("Merintis", ""), BELUM),
    "half dated": _each(("Terbentuk", "3 Oktober 2017"), ("Terbentuk", ""), BELUM),
    "one kecamatan": tuple((d.kecamatan, d.desa, "Terbentuk", "2022") for d in REGION.desa if d.kecamatan == "Damar"),
    "all formed": _each(("Terbentuk", "")),
}


def words_in_sight(page: Any) -> list[str]:
    """Words and numbers whose box meets the window."""
    words = " ".join(page.evaluate(_SEEN)).split()
    return [word for word in words if any(letter.isalnum() for letter in word) and word not in LETTERS]


def test_the_first_screen_holds_few_words(tab: Any, app_server: Server, tmp_path: Path) -> None:
    seen = {"sample": words_of_first_screen(tab, app_server, "10 Mei 2023")}
    for month, (name, rows) in zip(MONTHS, RECAPS.items(), strict=True):
        recap, day = tmp_path / f"{name}.xlsx", f"10 {month} 2024"
        recap.write_bytes(make_recap(*rows, title=f"Keadaan per {day}", contoh=False))
        kkb(app_server, "load", str(recap), "--by", "Sari", "--suggested", "--reason", "surat", "--accept-problems")
        seen[name] = words_of_first_screen(tab, app_server, day)
    assert {name: " ".join(words) for name, words in seen.items() if len(words) > MOST_WORDS} == {}


def words_of_first_screen(tab: Any, server: Server, day: str) -> list[str]:
    """Those of the page of that day, which may reach a page that is opened at once a moment later."""
    open_page(tab, server, "/")
    tab.get_by_role("heading", name=f"per {day}", level=1).wait_for()
    tab.get_by_role("group", name="Desa").nth(2).wait_for()
    return words_in_sight(tab)



MOST_SIZES = 5
# Sizes of the letters in sight in the page's own column, as they are on the glass.
_SIZES = """() => {
  const page = document.querySelector("[data-testid=stMain]"), unseen = "script, style, [data-testid=stIconMaterial]";
  const walk = document.createTreeWalker(page, NodeFilter.SHOW_TEXT), sizes = new Set(), range = document.createRange();
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    if (holder.closest(unseen) || !walk.currentNode.textContent.trim()) continue;
    range.selectNodeContents(walk.currentNode);
    if (![...range.getClientRects()].some(box => box.width > 1 && box.height > 1)) continue;
    const drawn = holder.getScreenCTM?.()?.a ?? 1;
    sizes.add(Math.round(parseFloat(getComputedStyle(holder).fontSize) * drawn));
  }
  return [...sizes].sort((a, b) => a - b);
}"""


def test_a_page_has_few_sizes_of_type(tab: Any, app_server: Server) -> None:
    sizes = {}
    for page in ("/", "/tren", "/kecamatan", "/desa", "/komitmen", "/kegiatan", "/banding", "/bantuan"):
        open_page(tab, app_server, page)
        tab.get_by_text("Keadaan per").nth(1).wait_for()
        sizes[page] = tab.evaluate(_SIZES)
    assert {page: found for page, found in sizes.items() if len(found) > MOST_SIZES} == {}
