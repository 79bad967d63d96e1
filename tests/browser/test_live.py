"""From a dropped recap to every open page, by itself and in place, and back again by the history.

A reader in a browser of their own has chosen a kecamatan and read on below the first screen; another looks at the
regency, somebody decides in the history, and an officer has a second recap under review.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import (
    CONTENT,
    FRAME,
    decide,
    heading,
    open_page,
    put_file,
    save,
    save_button,
    turn_to,
    wait_for_text,
)
from tests.support.recaps import LATER, make_recap
from tests.support.serving import LAPTOP, PHONE, Server, wait_ready

pytestmark = browser_test

SCROLLED_PX = 260
TOAST = "[data-testid=stToast]"
# Lost by a reload, kept by a redraw.
SET_MARK = "window.sameDocument = true"
GET_MARK = "window.sameDocument === true"
# Speaks for a day after LATER.
NEXT = {
    "name": "rekap_agustus.xlsx",
    "mimeType": "",
    "buffer": make_recap(("Manggar", "Padang", "Terbentuk", "20 Juli 2024"), title="Keadaan per 1 Agustus 2024"),
}


def looked_at(page: Any) -> float:
    """Where the map stands in the window, in px: a line more above it pushes what is out of sight, not it."""
    return float(page.locator("[data-peta]").bounding_box()["y"])


def test_a_commit_and_an_undo_reach_every_open_page_and_what_is_decided_upon_stays(
    own_page: Any, context: Any, app_server: Server
) -> None:
    own_page.set_viewport_size({"width": LAPTOP[0], "height": 500})
    reader = open_page(own_page, app_server, "/?kec=Gantung")
    regency = open_page(context.new_page(), app_server)
    for screen in (reader, regency):
        screen.evaluate(SET_MARK)
    assert "Gantung: 3 dari 7 desa" in heading(reader).inner_text()
    reader.locator(CONTENT).evaluate(f"main => main.scrollTo(0, {SCROLLED_PX})")
    seen = looked_at(reader)

    desk = open_page(context.new_page(), app_server, "/unggah")
    # At the machine itself, in local mode, one may write.
    assert "Mode baca" not in desk.locator(FRAME).inner_text()
    put_file(desk, LATER)
    wait_for_text(desk, "39 desa terbaca, 22 Terbentuk, per 30 Juni 2024: 0 baru, 32 berubah, 7 tetap; serta")
    wait_for_text(desk, "Desa terbentuk 15 → 22 per 30 Juni 2024")
    wait_for_text(desk, "Perubahan desa demi desa")
    stored = open_page(context.new_page(), app_server, "/riwayat")
    assert heading(stored).inner_text() == "1 unggahan berlaku, 0 ditarik"

    # A commit.
    wait_ready(desk)
    desk.get_by_label("Nama Anda").fill("Sari")
    save_button(desk).click()
    heading(reader).filter(has_text="Gantung: 5 dari 7 desa").wait_for()
    reader.locator(TOAST).get_by_text("30 Juni 2024").wait_for()
    assert looked_at(reader) == pytest.approx(seen, abs=2)
    said = "22 dari 39 desa sudah membentuk Pokja per 30 Juni 2024"
    heading(regency).filter(has_text=said).wait_for()
    heading(reader).filter(has_text="sudah membentuk Pokja per 30 Juni 2024").wait_for()
    wait_for_text(desk, "Tersimpan sebagai unggahan 2, keadaan per 30 Juni 2024.")
    # Where somebody may be deciding, the page says that there is newer data and waits to be asked.
    stored.get_by_role("button", name="Tampilkan data terbaru").click()
    heading(stored).filter(has_text="2 unggahan berlaku, 0 ditarik").wait_for()

    # An undo, while the officer has the next recap under review, and another the empty page.
    idle = open_page(context.new_page(), app_server, "/unggah")
    turn_to(desk, app_server, "/unggah")
    put_file(desk, NEXT)
    wait_for_text(desk, "Desa terbentuk 22 → 23 per 1 Agustus 2024")
    wait_ready(desk)
    told = desk.locator(CONTENT).inner_text()
    turn_to(stored, app_server, "/riwayat?unggahan=2")
    decide(stored, "Tarik unggahan 2", "Salah berkas")
    heading(reader).filter(has_text="Gantung: 3 dari 7 desa").wait_for()
    offer = desk.get_by_role("button", name="Periksa lagi sekarang")
    offer.wait_for()
    reader.locator(TOAST).get_by_text("ditarik").first.wait_for()
    assert looked_at(reader) == pytest.approx(seen, abs=2)
    heading(regency).filter(has_text="15 dari 39 desa sudah membentuk Pokja per 10 Mei 2023").wait_for()
    wait_for_text(desk, "Data berubah sejak berkas ini diperiksa.")
    wait_for_text(idle, "Data berubah sejak halaman ini dibuka.")
    # Nothing else has moved.
    rest = desk.locator(CONTENT).inner_text()
    assert all(line in rest for line in told.splitlines())
    offer.click()
    wait_for_text(desk, "Desa terbentuk 15 → 16 per 1 Agustus 2024")
    wait_ready(desk)
    assert offer.count() == 0

    # The undo is undone; who saves before they have seen it is refused, and shown it.
    desk.get_by_label("Nama Anda").fill("Sari")
    decide(stored, "Kembalikan unggahan 2", "Ternyata benar")
    save_button(desk).click()
    wait_for_text(desk, "Data berubah sejak pratinjau dibuat, jadi belum ada yang disimpan.")
    wait_for_text(desk, "Desa terbentuk 22 → 23 per 1 Agustus 2024")
    heading(regency).filter(has_text="22 dari 39 desa").wait_for()
    heading(reader).filter(has_text="5 dari 7 desa").wait_for()
    assert heading(stored).inner_text() == "2 unggahan berlaku, 0 ditarik"
    # The officer has seen the new preview: the same press now stores it.
    save(desk)
    stored.get_by_role("button", name="Tampilkan data terbaru").click()
    heading(stored).filter(has_text="3 unggahan berlaku").wait_for()

    assert [screen.evaluate(GET_MARK) for screen in (reader, regency)] == [True, True]
    assert reader.url.endswith("/?kec=Gantung")
    assert "Gantung" in reader.locator(FRAME).inner_text().split()


def test_what_is_said_of_the_data_stays_in_sight_and_the_end_of_the_program_is_told_in_our_words(
    own_page: Any, app_server: Server
) -> None:
    own_page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page = open_page(own_page, app_server, "/rapat")
    fields = {"Tanggal rapat": "10 Mei 2023", "Nama rapat": "Rakor", "Nama Anda": "Sari"}
    for label, words in fields.items():
        page.get_by_role("textbox", name=label).first.fill(words)
    database = app_server.data_dir / "kkb.sqlite3"
    database.rename(app_server.data_dir / "dibawa")
    said = page.get_by_text("Berkas data hilang atau kosong").first
    said.wait_for()
    page.get_by_role("button", name="Catat rapat").click()
    wait_for_text(page, "Belum ada yang disimpan. Minta pengelola memulihkan cadangan")
    assert said.bounding_box()["y"] < PHONE[1] / 2
    assert [page.get_by_role("textbox", name=label).first.input_value() for label in fields] == list(fields.values())

    app_server.stop()
    title = page.get_by_role("dialog").get_by_role("heading")
    title.wait_for()
    assert "Program tidak menjawab" in title.evaluate("e => getComputedStyle(e, '::after').content")
    assert title.evaluate("e => getComputedStyle(e).fontSize") == "0px"
