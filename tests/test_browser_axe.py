"""Every page, light and dark, by the rules of axe-core: no serious or critical finding of ours.

What is Streamlit's own is left out by name: its menu is a list of lists without roles, and it sets white letters on the
main colour, which in the dark no colour allows that can also be written with (see .streamlit/config.toml).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser_fixtures import StartServer, browser_test
from tests.browser_steps import PATIENCE_MS, kkb, open_page, put_file, wait_for_text
from tests.recaps import FAULTY, LATER
from tests.serving import LAPTOP, Server

pytestmark = browser_test

SENYUBUK = "19.06.04.2002"
PAGES = (
    "/", "/tren", "/kecamatan?lihat=Manggar", "/desa", f"/desa?desa={SENYUBUK}", "/peta", "/komitmen", "/kegiatan",
    "/kegiatan?program=dapur+sehat+atasi+stunting", "/kegiatan?baris=2.80", "/banding", "/rapat",
    "/unggah", "/riwayat", "/pengaturan", "/bantuan",
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
def reader(request: pytest.FixtureRequest, browser: Any) -> Any:
    """A page of a reader with this theme."""
    width, height = LAPTOP
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=request.param)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


def findings(page: Any) -> list[str]:
    """Serious and critical findings in the page as it stands: "rule: first element"."""
    from axe_playwright_python.sync_playwright import Axe

    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    left_out = OF_STREAMLIT + (WHITE_ON_MAIN_COLOUR if is_dark else [])
    context = {"exclude": [[selector] for selector in left_out]}
    response = Axe().run(page, context=context).response
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:200]}"
        for found in response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


def test_no_page_has_a_serious_finding(reader: Any, server: Server) -> None:
    found = {}
    for path in PAGES:
        open_page(reader, server, path)
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
