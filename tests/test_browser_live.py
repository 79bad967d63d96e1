"""An open page follows the data: what a commit or an undo elsewhere changes is there within five seconds, in place.

Two browsers of their own; the reader has chosen a kecamatan and read on below the first screen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser_fixtures import browser_test
from tests.browser_steps import CONTENT, FRAME, decide, heading, open_page, put_file, save_button, wait_for_text
from tests.recaps import LATER
from tests.serving import LAPTOP, Server, wait_ready

pytestmark = browser_test

WITHIN_SECONDS = 5.0
SCROLLED_PX = 260
TOAST = "[data-testid=stToast]"


@pytest.fixture
def people(browser: Any) -> Any:
    """Makes browsers with nothing in common, each with one page."""
    contexts = []

    def arrive() -> Any:
        contexts.append(browser.new_context(viewport={"width": LAPTOP[0], "height": 500}, locale="id-ID"))
        return contexts[-1].new_page()

    yield arrive
    for context in contexts:
        context.close()


def place(page: Any) -> float:
    """How far the page is scrolled, in px."""
    return float(page.locator(CONTENT).evaluate("main => main.scrollTop"))


def seconds_until(shown: Any, began: float) -> float:
    """From the press that stored something until an element is there."""
    shown.wait_for()
    return time.monotonic() - began


def test_a_commit_and_an_undo_reach_a_reader_where_they_are(people: Callable[[], Any], app_server: Server) -> None:
    reader = open_page(people(), app_server, "/?kec=Gantung")
    assert heading(reader).inner_text().startswith("Gantung: 3 dari 7 desa")
    reader.locator(CONTENT).evaluate(f"main => main.scrollTo(0, {SCROLLED_PX})")
    assert place(reader) == SCROLLED_PX

    officer = open_page(people(), app_server, "/unggah")
    put_file(officer, LATER)
    wait_for_text(officer, "Perubahan desa demi desa")
    wait_ready(officer)
    officer.get_by_label("Nama Anda").fill("Sari")
    began = time.monotonic()
    save_button(officer).click()
    assert seconds_until(heading(reader).filter(has_text="Gantung: 5 dari 7 desa"), began) < WITHIN_SECONDS
    reader.locator(TOAST).get_by_text("30 Juni 2024").wait_for()
    assert place(reader) == SCROLLED_PX

    wait_for_text(officer, "Tersimpan sebagai unggahan 2")
    open_page(officer, app_server, "/riwayat?unggahan=2")
    decide(officer, "Tarik unggahan 2", "Salah berkas")
    began = time.monotonic()
    assert seconds_until(heading(reader).filter(has_text="Gantung: 3 dari 7 desa"), began) < WITHIN_SECONDS
    reader.locator(TOAST).get_by_text("ditarik").first.wait_for()
    assert place(reader) == SCROLLED_PX

    assert reader.url.endswith("/?kec=Gantung")
    assert "Gantung" in reader.locator(FRAME).inner_text().split()


def test_what_somebody_decides_upon_stays_until_they_ask(people: Callable[[], Any], app_server: Server) -> None:
    desk = open_page(people(), app_server, "/unggah")
    put_file(desk, LATER)
    wait_for_text(desk, "Desa terbentuk 15 → 22 per 30 Juni 2024")
    wait_ready(desk)
    told = desk.locator(CONTENT).inner_text()

    other = open_page(people(), app_server, "/riwayat?unggahan=1")
    decide(other, "Tarik unggahan 1", "Salah berkas")
    began = time.monotonic()
    offer = desk.get_by_role("button", name="Periksa lagi sekarang")
    assert seconds_until(offer, began) < WITHIN_SECONDS
    wait_for_text(desk, "Data berubah sejak berkas ini diperiksa.")
    # Nothing else has moved.
    rest = desk.locator(CONTENT).inner_text()
    assert all(line in rest for line in told.splitlines())

    offer.click()
    wait_for_text(desk, "Desa terbentuk 0 → 22 per 30 Juni 2024")
    wait_ready(desk)
    assert offer.count() == 0
