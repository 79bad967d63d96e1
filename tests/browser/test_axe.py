"""Every page, light and dark, by the rules of axe-core: no serious or critical finding of ours.

Streamlit's menu, a list of lists without roles, is left out by name.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import PATHS, kkb, open_page, put_file, turn_to, wait_for_text
from tests.support.recaps import FAULTY, LATER
from tests.support.serving import Server

pytestmark = browser_test

SENYUBUK = "19.06.04.2002"
PAGES = (
    *PATHS, "/kecamatan?lihat=Manggar", f"/desa?desa={SENYUBUK}", "/kegiatan?program=dapur+sehat+atasi+stunting",
    "/kegiatan?baris=2.80",
)  # fmt: skip
OUTSIDE = ("/layar", "/ringkas")
THEMES = ("light", "dark")
OF_STREAMLIT = ["[data-testid=stSidebarNav]"]


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


# What a component draws by itself comes a moment later.
_SETTLED = """() => document.querySelector("[data-testid=stSkeleton]") === null
    && [...document.querySelectorAll(".js-plotly-plot")].every(chart => chart.querySelector(".main-svg"))"""


def settled(page: Any) -> Any:
    """The page, once its components have drawn."""
    page.wait_for_function(_SETTLED)
    page.wait_for_timeout(400)
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


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_has_a_serious_finding(reader: Any, server: Server, theme: str) -> None:
    wear(reader, theme)
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
