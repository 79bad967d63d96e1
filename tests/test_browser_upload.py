"""From a dropped recap to every open screen, and back again by the history, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser_fixtures import browser_test
from tests.browser_steps import FRAME, decide, heading, kkb, open_page, put_file, save, save_button, wait_for_text
from tests.recaps import LATER, make_recap
from tests.serving import Server, wait_ready

pytestmark = browser_test

# Lost by a reload, kept by a redraw.
SET_MARK = "window.sameDocument = true"
GET_MARK = "window.sameDocument === true"


def test_a_saved_recap_reaches_every_open_page_and_can_be_undone(context: Any, app_server: Server) -> None:
    watching = open_page(context.new_page(), app_server, "/?kec=Gantung")
    wall = open_page(context.new_page(), app_server)
    for screen in (watching, wall):
        screen.evaluate(SET_MARK)
    assert heading(watching).inner_text().startswith("Gantung: 3 dari 7 desa")

    desk = open_page(context.new_page(), app_server, "/unggah")
    put_file(desk, LATER)
    wait_for_text(desk, "39 desa terbaca, 22 Terbentuk, per 30 Juni 2024: 0 baru, 32 berubah, 7 tetap; serta")
    wait_for_text(desk, "Desa terbentuk 15 → 22 per 30 Juni 2024")
    wait_for_text(desk, "Perubahan desa demi desa")
    stored = open_page(context.new_page(), app_server, "/riwayat")
    assert heading(stored).inner_text() == "1 unggahan berlaku, 0 ditarik"

    save(desk)
    wait_for_text(desk, "Tersimpan sebagai unggahan 2, keadaan per 30 Juni 2024.")
    heading(watching).filter(has_text="5 dari 7 desa (71,4%) sudah membentuk Pokja per 30 Juni 2024").wait_for()
    heading(wall).filter(has_text="22 dari 39 desa (56,4%) sudah membentuk Pokja per 30 Juni 2024").wait_for()
    # A page on which somebody may be deciding waits to be asked.
    stored.get_by_role("button", name="Tampilkan data terbaru").click()
    heading(stored).filter(has_text="2 unggahan berlaku, 0 ditarik").wait_for()

    open_page(stored, app_server, "/riwayat?unggahan=2")
    decide(stored, "Tarik unggahan 2", "Salah berkas")
    heading(wall).filter(has_text="15 dari 39 desa (38,5%) sudah membentuk Pokja per 10 Mei 2023").wait_for()
    heading(watching).filter(has_text="3 dari 7 desa").wait_for()

    decide(stored, "Kembalikan unggahan 2", "Ternyata benar")
    heading(wall).filter(has_text="22 dari 39 desa").wait_for()
    heading(watching).filter(has_text="5 dari 7 desa").wait_for()

    assert [screen.evaluate(GET_MARK) for screen in (watching, wall)] == [True, True]
    assert watching.url.endswith("/?kec=Gantung")
    assert "Gantung" in watching.locator(FRAME).inner_text().split()


def test_the_same_file_twice_changes_nothing_and_says_so(page: Any, app_server: Server) -> None:
    assert kkb(app_server, "load", str(LATER), "--by", "Budi").strip() == "2"
    open_page(page, app_server, "/unggah")
    put_file(page, LATER)
    wait_for_text(page, "Tidak ada yang perlu disimpan.")
    wait_for_text(page, "Berkas ini sudah tersimpan sebagai unggahan 2; tidak ada yang berubah.")
    wait_ready(page)
    assert save_button(page).count() == 0
    open_page(page, app_server, "/riwayat")
    assert heading(page).inner_text() == "2 unggahan berlaku, 0 ditarik"


def test_a_save_on_an_outdated_preview_is_refused(context: Any, app_server: Server, tmp_path: Path) -> None:
    desk = open_page(context.new_page(), app_server, "/unggah")
    put_file(desk, LATER)
    wait_for_text(desk, "Desa terbentuk 15 → 22 per 30 Juni 2024")

    other = tmp_path / "rekap_agustus.xlsx"
    other.write_bytes(make_recap(("Gantung", "Lilangan", "Terbentuk", "20 Juli 2023")))
    kkb(app_server, "load", str(other), "--by", "Budi")

    desk.get_by_label("Nama Anda").fill("Sari")
    save_button(desk).click()
    wait_for_text(desk, "Data berubah sejak pratinjau dibuat, jadi belum ada yang disimpan.")
    wait_for_text(desk, "Desa terbentuk 16 → 22 per 30 Juni 2024")
    stored = open_page(context.new_page(), app_server, "/riwayat")
    assert heading(stored).inner_text() == "2 unggahan berlaku, 0 ditarik"

    # The officer has seen the new preview: the same press now stores it.
    save(desk)
    # Where somebody may be deciding, the page says that there is newer data and waits to be asked.
    stored.get_by_role("button", name="Tampilkan data terbaru").click()
    heading(stored).filter(has_text="3 unggahan berlaku").wait_for()
