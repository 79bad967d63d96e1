"""Every page in turn: its frame, icons, a telephone's width, no word to any other machine, and the rules of axe-core.

Light and dark there is no serious or critical finding of ours; Streamlit's menu, a list of lists without roles, is left
out by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import FRAME, PATHS, icons, kkb, open_page, put_file, turn_to, wait_for_text
from tests.support.recaps import FAULTY, LATER, make_recap
from tests.support.serving import LAPTOP, PHONE, Server, assert_only_local, overflows_sideways

pytestmark = browser_test

SENYUBUK = "19.06.04.2002"
PAGES = (
    *PATHS, "/kecamatan?lihat=Manggar", f"/desa?desa={SENYUBUK}", "/kegiatan?program=dapur+sehat+atasi+stunting",
    "/kegiatan?baris=2.80",
)  # fmt: skip
OUTSIDE = ("/layar", "/ringkas")
THEMES = ("light", "dark")
OF_STREAMLIT = ["[data-testid=stSidebarNav]"]
# Speaks for a day after LATER.
NEXT = {
    "name": "rekap_agustus.xlsx",
    "mimeType": "",
    "buffer": make_recap(("Manggar", "Padang", "Terbentuk", "20 Juli 2024"), title="Keadaan per 1 Agustus 2024"),
}


@pytest.fixture(scope="module")
def server(start_module_server: StartServer) -> Server:
    """Both samples stored, so that no page is empty."""
    started = start_module_server()
    kkb(started, "load", str(LATER), "--by", "Sari")
    return started


@pytest.fixture(scope="module")
def reader(tab: Any, server: Server) -> Any:
    """The page of all tests here: a turn of it draws everything anew, in the theme of that moment."""
    return open_page(tab, server)


def wear(page: Any, theme: str) -> None:
    """Change the theme of the browser, and wait until the app knows: what is drawn from now on has its colours."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(
        "theme => getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === theme", arg=theme
    )


# What a component draws by itself comes a moment later, and is not seen from outside: so no change for a while, and no
# colour on its way.
_SETTLED = """() => document.querySelector("[data-testid=stSkeleton]") === null
    && [...document.querySelectorAll(".js-plotly-plot")].every(chart => chart.querySelector(".main-svg"))
    && document.getAnimations().every(one => one.effect.getComputedTiming().endTime === Infinity
        || one.playState !== "running")"""
_QUIET = """quiet => new Promise(done => {
    const watch = new MutationObserver(() => again());
    let timer;
    function again() {
        clearTimeout(timer);
        timer = setTimeout(() => { watch.disconnect(); done(); }, quiet);
    }
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    again();
})"""
QUIET_MS = 200


def settled(page: Any) -> Any:
    """The page, once its components have drawn."""
    page.wait_for_function(_SETTLED)
    page.evaluate(_QUIET, QUIET_MS)
    page.wait_for_function(_SETTLED)
    return page


def findings(page: Any) -> list[str]:
    """Serious and critical findings in the page as it stands: "rule: first element". In the dark, of colours alone."""
    from axe_playwright_python.sync_playwright import Axe

    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    context = {"exclude": [[selector] for selector in OF_STREAMLIT]}
    # A selector that fits one element only takes long to find, and nobody reads it here.
    options: dict[str, Any] = {"resultTypes": ["violations"], "selectors": False}
    if is_dark:
        options["runOnly"] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    response = page.evaluate("([context, options]) => axe.run(context, options)", [context, options])
    assert "color-contrast" in {
        rule["id"] for kind in ("passes", "violations", "incomplete") for rule in response[kind]
    }
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:200]}"
        for found in response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


@dataclass
class Tour:
    """What was seen where the page was turned to every address in light, and made as narrow as a telephone."""

    findings: dict[str, list[str]] = field(default_factory=dict)
    without_frame: list[str] = field(default_factory=list)
    icons: set[str] = field(default_factory=set)
    icons_in_letters: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)


def has_frame(page: Any) -> bool:
    """Whether menu and filters come to stand beside the page."""
    from playwright.sync_api import TimeoutError as WaitedInVain

    frame = page.locator(FRAME)
    try:
        for role, name in (("combobox", "Kecamatan"), ("combobox", "Keadaan per"), ("link", "Bantuan")):
            frame.get_by_role(role, name=name).wait_for()
    except WaitedInVain:
        return False
    return True


@pytest.fixture(scope="module")
def tour(reader: Any, server: Server) -> Tour:
    """The only turn of every page in light: what else is to be seen on each is seen here."""
    seen = Tour()
    wear(reader, "light")
    for path in PAGES:
        turn_to(reader, server, path)
        seen.findings[path] = findings(settled(reader))
        if path == "/unggah":
            put_file(reader, NEXT)
            wait_for_text(reader, "Perubahan desa demi desa")
        if not has_frame(reader):
            seen.without_frame.append(path)
        names, in_letters = icons(reader)
        seen.icons |= names
        seen.icons_in_letters += in_letters
        reader.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        # Charts are drawn again once they know their width.
        if overflows_sideways(settled(reader)):
            seen.wide.append(path)
        reader.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    return seen


def test_every_page_has_the_frame(tour: Tour) -> None:
    assert tour.without_frame == []


def test_no_page_speaks_to_another_machine(tour: Tour, tab_requests: list[str]) -> None:
    assert_only_local(tab_requests)
    assert {"http", "ws"} <= {urlsplit(url).scheme for url in tab_requests}
    assert any(url.endswith("inter-latin.woff2") for url in tab_requests)


def test_every_icon_shows(tour: Tour) -> None:
    assert len(tour.icons) > 10
    assert tour.icons_in_letters == []


def test_nothing_runs_off_the_side_of_a_telephone(tour: Tour) -> None:
    assert tour.wide == []


def test_no_page_has_a_serious_finding(tour: Tour) -> None:
    assert {path: rules for path, rules in tour.findings.items() if rules} == {}


def test_nor_has_one_in_the_dark(reader: Any, server: Server) -> None:
    wear(reader, "dark")
    found = {}
    for path in PAGES:
        turn_to(reader, server, path)
        found[path] = findings(settled(reader))
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_nor_has_one_outside_the_app(profile: Any, server: Server) -> None:
    visitor = profile.new_page()
    found = {}
    for path in OUTSIDE:
        visitor.goto(server.url + path)
        # These have their colours by style sheet alone.
        for theme in THEMES:
            visitor.emulate_media(color_scheme=theme)
            found[path, theme] = findings(visitor)
    visitor.close()
    assert {where: rules for where, rules in found.items() if rules} == {}


def test_nor_has_a_recap_under_review(reader: Any, server: Server) -> None:
    found = {}
    for theme in THEMES:
        wear(reader, theme)
        turn_to(reader, server, "/unggah" if not found else reader.url.removeprefix(server.url))
        if not found:
            put_file(reader, FAULTY)
        wait_for_text(reader, "tanggal yang tidak terbaca")
        found[theme] = findings(settled(reader))
    assert found == {"light": [], "dark": []}


def test_the_frame_is_spoken_in_indonesian(tab: Any, server: Server) -> None:
    open_page(tab, server)
    tab.get_by_role("button", name="Keterangan Keadaan per").wait_for()
    names = tab.locator("[aria-label], [placeholder]").evaluate_all(
        "parts => parts.flatMap(part => [part.getAttribute('aria-label'), part.getAttribute('placeholder')])"
    )
    english = re.compile("sidebar|pages|help for|choose|open|navigate", re.IGNORECASE)
    assert [name for name in names if name and english.search(name)] == []
