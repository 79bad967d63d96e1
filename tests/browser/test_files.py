"""Files that a browser hands over: broken ones, faulty ones, and all of it without a mouse (hostile: test_inert.py)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import (
    FRAME,
    content,
    heading,
    open_page,
    put_file,
    save_button,
    tab_to,
    turn_to,
    wait_for_text,
)
from tests.support.keyboard_steps import arrive
from tests.support.recaps import FAULTY
from tests.support.serving import PROJECT_DIR, Server, launch, wait_ready
from tests.support.workbook_fixtures import make_xlsx

pytestmark = browser_test

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def real_server(start_module_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """An app on a database given by its address: it starts without the sample."""
    database = tmp_path_factory.mktemp("db") / "kkb.sqlite3"
    return start_module_server(env={"KKB_DATABASE_URL": f"sqlite:///{database}"})


def payload(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": XLSX, "buffer": data}


def assert_calm(page: Any, server: Server) -> None:
    """No traceback and no path of the server on the screen, nor a save button."""
    wait_ready(page)
    text = page.locator("body").inner_text()
    for secret in ("Traceback", 'File "', "site-packages", str(PROJECT_DIR), str(server.data_dir.parent)):
        assert secret not in text
    assert save_button(page).count() == 0


def choose_anew(page: Any, server: Server, recap: Path | dict[str, Any]) -> None:
    """Choose a file on an upload page on which nothing is chosen yet."""
    turn_to(page, server, "/bantuan")
    turn_to(page, server, "/unggah")
    put_file(page, recap)


def test_a_broken_file_gets_one_calm_sentence_and_one_too_large_its_limit(
    page: Any, real_server: Server, tmp_path: Path
) -> None:
    choose_anew(page, real_server, payload("rusak.xlsx", b"PK\x03\x04 rusak" * 50))
    wait_for_text(page, "Berkas rusak atau terpotong")
    wait_for_text(page, "Berkas tidak dapat dipakai.")
    assert_calm(page, real_server)

    # Of a much larger file Streamlit speaks itself, in English; the limit stands on the page in our words.
    for megabytes, words in ((10.5, "Berkas lebih besar daripada 10 MB."), (13, "paling besar 10 MB")):
        large = tmp_path / f"besar {megabytes}.xlsx"
        large.write_bytes(b"PK\x03\x04" + bytes(int(megabytes * 2**20)))
        choose_anew(page, real_server, large)
        wait_for_text(page, large.name)
        wait_for_text(page, words)
        assert_calm(page, real_server)


def test_a_file_for_which_there_is_no_room_is_named_and_the_others_go_on(page: Any, tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(
        "import streamlit as st\n"
        "from starlette.middleware import Middleware\n"
        "from kkb.ui.server import upload_room\n"
        "upload_room.ROOM = 100_000\n"
        f"app = st.App({str(PROJECT_DIR / 'kkb/ui/main.py')!r}, middleware=[Middleware(upload_room.UploadRoom)])\n"
    )
    server = launch(tmp_path / "data", mode="baca", script=str(app))
    try:
        server.wait_until_healthy()
        open_page(page, server, "/unggah")
        put_file(page, [payload("besar.xlsx", bytes(200_000)), payload("kecil.xlsx", make_xlsx())])
        wait_for_text(page, "besar.xlsx tidak diterima. Komputer yang menjalankan program sedang menampung")
        wait_for_text(page, "kecil.xlsx · ")
        assert_calm(page, server)
        assert "Error" not in page.locator("body").inner_text()
    finally:
        server.stop()


def test_a_faulty_file_is_stored_by_keyboard_and_with_a_reason(page: Any, real_server: Server) -> None:
    # Listening from the start: switched on only at the press, Chromium may be too late to catch the dialog.
    page.on("filechooser", lambda _chooser: None)
    open_page(page, real_server, "/")
    assert "DATA CONTOH" not in content(page)
    # On a first page without data a second link leads there.
    arrive(page, page.locator(FRAME).get_by_role("link", name="Unggah"))
    page.keyboard.press("Enter")
    wait_for_text(page, "Unggah rekap")
    wait_ready(page)
    assert "DATA CONTOH" not in content(page)
    arrive(page, page.get_by_role("button", name=re.compile("Upload")))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(FAULTY)
    wait_for_text(page, "Ada 1 pertanyaan")
    wait_ready(page)
    # Nothing that loses a date is chosen beforehand.
    arrive(page, page.get_by_role("radio").first, at_most=90)
    page.keyboard.press("ArrowDown")
    arrive(page, page.get_by_role("button", name="Jawab dan periksa lagi"))
    page.keyboard.press("Enter")
    wait_for_text(page, "Ada 9 kesalahan; 7 desa dan 1 baris tidak disimpan; 31 desa lainnya dapat disimpan.")
    page.get_by_text('Baris 27, kolom "Tanggal Pembentukan": tanggal "31 Februari 2017" tidak ada').first.wait_for()
    wait_ready(page)

    arrive(page, page.get_by_label("Nama Anda"))
    page.keyboard.type("Sari")
    arrive(page, save_button(page))
    page.keyboard.press("Enter")
    wait_for_text(page, "Tulis alasannya; keputusan ini dicatat bersama unggahan.")
    # The keyboard goes on at the field that lacks something.
    page.wait_for_function("() => document.activeElement.ariaLabel?.startsWith('Alasan')")
    page.keyboard.type("Diperbaiki pekan depan")
    tab_to(page, save_button(page))
    page.keyboard.press("Enter")
    wait_for_text(page, "Tersimpan sebagai unggahan 1, keadaan per 10 Mei 2023.")
    turn_to(page, real_server, "/")
    assert "13 dari 39 desa" in heading(page).inner_text()
