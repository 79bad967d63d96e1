"""Every page, light and dark, by the rules of axe-core: no serious or critical finding of ours.

What is Streamlit's own is left out by name: its menu is a list of lists without roles, and it sets white letters on the
main colour, which in the dark no colour allows that can also be written with (see .streamlit/config.toml).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser_fixtures import StartServer, browser_test
from tests.browser_steps import kkb, open_page, put_file, turn_to, wait_for_text
from tests.recaps import FAULTY, LATER
from tests.serving import Server

pytestmark = browser_test

SENYUBUK = "19.06.04.2002"
PAGES = (
    "/", "/tren", "/desa", "/peta", "/komitmen", "/kegiatan", "/banding", "/rapat", "/unggah", "/riwayat",
    "/pengaturan", "/bantuan", "/kecamatan?lihat=Manggar", f"/desa?desa={SENYUBUK}",
    "/kegiatan?program=dapur+sehat+atasi+stunting", "/kegiatan?baris=2.80",
)  # fmt: skip
OUTSIDE = ("/layar", "/ringkas")
OF_STREAMLIT = ["[data-testid=stSidebarNav]"]
WHITE_ON_MAIN_COLOUR = [
    "[data-testid=stBaseButton-primary]",
    "[data-testid=stBaseLinkButton-primary]",
    "[data-testid=stMultiSelectTagsContainer]",
]


@pytest.fixture(scope="module")
def server(start_module_server: StartServer) -> Server:
    """Both samples stored, so that no page is empty."""
    started = start_module_server()
    kkb(started, "load", str(LATER), "--by", "Sari")
    return started


@pytest.fixture(params=["light", "dark"])
def reader(request: pytest.FixtureRequest, page: Any) -> Any:
    """A page of a reader with this theme."""
    page.emulate_media(color_scheme=request.param)
    return page


def findings(page: Any) -> list[str]:
    """Serious and critical findings in the page as it stands: "rule: first element". In the dark, of colours alone."""
    from axe_playwright_python.sync_playwright import Axe

    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    left_out = OF_STREAMLIT + (WHITE_ON_MAIN_COLOUR if is_dark else [])
    context = {"exclude": [[selector] for selector in left_out]}
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if is_dark:
        options["runOnly"] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    response = Axe().run(page, context=context, options=options).response
    assert "color-contrast" in {
        rule["id"] for kind in ("passes", "violations", "incomplete") for rule in response[kind]
    }
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:200]}"
        for found in response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


def test_no_page_has_a_serious_finding(reader: Any, server: Server) -> None:
    found = {}
    for path in PAGES:
        turn_to(reader, server, path)
        # What a component draws by itself comes a moment later.
        reader.wait_for_timeout(400)
        found[path] = findings(reader)
    for path in OUTSIDE:
        reader.goto(server.url + path)
        found[path] = findings(reader)
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_nor_has_a_recap_under_review(reader: Any, server: Server) -> None:
    open_page(reader, server, "/unggah")
    put_file(reader, FAULTY)
    wait_for_text(reader, "tidak disimpan")
    reader.wait_for_timeout(400)
    assert findings(reader) == []
