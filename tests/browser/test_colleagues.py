"""Two officers at one draft, each in a browser of their own: named to each other, nothing lost that either types."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kkb.access import Peran
from kkb.config import load_settings
from kkb.startup import prepare
from kkb.ui.frame import cache
from tests.browser.test_login import log_in
from tests.browser.test_review import cell, start
from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import content, wait_for_text
from tests.support.login_steps import add_account
from tests.support.serving import Server, wait_ready

pytestmark = browser_test


@pytest.fixture
def office(start_server: StartServer, tmp_path: Path) -> Server:
    """A server with two petugas for all kecamatan and one for a kecamatan of which the recap says nothing."""
    data_dir = tmp_path / "data"
    with closing(prepare(load_settings({"KKB_DATA_DIR": str(data_dir)}), now=cache.now())) as store:
        add_account(store)
        add_account(store, "satu", Peran.PETUGAS, nama="Petugas Satu")
        add_account(store, "dua", Peran.PETUGAS, nama="Petugas Dua")
        add_account(store, "damar", Peran.PETUGAS, nama="Petugas Damar", kecamatan=["19.06.06"])
    return start_server(mode="server", env={"KKB_BACA": "masuk"}, data_dir=data_dir)


def begin_edit(page: Any, ref: str, text: str) -> Any:
    """Type into a cell of the sheet without handing it in; the field."""
    opener = page.get_by_role("button", name="Tampilkan lembar")
    if opener.is_visible():
        opener.click()
    cell(page, ref).dblclick()
    field = page.get_by_label(f"Isi baru sel {ref}")
    field.fill(text)
    return field


def mend(page: Any, ref: str, text: str) -> None:
    begin_edit(page, ref, text)
    page.keyboard.press("Enter")


def test_they_see_each_other_and_lose_nothing_they_type(page: Any, own_page: Any, office: Server) -> None:
    first, second = page, own_page
    log_in(first, office, "/unggah", "satu")
    start(first)
    address = first.url.removeprefix(office.url)
    log_in(second, office, address, "dua")
    wait_for_text(second, "Juga sedang membuka draf ini: Petugas Satu.")
    wait_for_text(first, "Juga sedang membuka draf ini: Petugas Dua.")

    reason = second.get_by_role("textbox", name="Alasan")
    reason.fill("menunggu kabar desa")
    field = begin_edit(second, "D4", "20 Juli 2023")
    cell(first, "C3").dblclick()
    first.get_by_label("Isi baru sel C3").select_option("Terbentuk")
    first.keyboard.press("Enter")
    wait_for_text(second, "Petugas Satu baru saja mengubah draf ini")
    wait_ready(second)
    assert field.input_value() == "20 Juli 2023"
    assert second.get_by_role("textbox", name="Alasan").input_value() == "menunggu kabar desa"
    second.keyboard.press("Enter")
    for one in (first, second):
        wait_for_text(one, "baca 1 perhatian di bawah, lalu simpan.")
        assert cell(one, "C3").inner_text() == "Terbentk → Terbentuk"
        assert cell(one, "D4").inner_text() == "20 Juli 2099 → 20 Juli 2023"

    # The same cell: what stands is the colleague's, and the own words are told.
    begin_edit(second, "D4", "21 Juli 2023")
    mend(first, "D4", "22 Juli 2023")
    wait_for_text(first, "20 Juli 2099 → 22 Juli 2023")
    second.wait_for_timeout(4000)
    second.keyboard.press("Enter")
    wait_for_text(second, "Rekan baru saja mengubah sel D4 di lembar Rekap menjadi “22 Juli 2023”")
    assert "“21 Juli 2023” belum dicatat" in content(second)

    # Saved by one, it is over for the other.
    first.get_by_role("button", name="Simpan perubahan 3 desa").click()
    wait_for_text(first, "Tersimpan sebagai unggahan")
    wait_for_text(second, "Draf ini sudah disimpan oleh Petugas Satu")


def test_a_draft_of_another_area_is_not_opened(page: Any, own_page: Any, office: Server) -> None:
    log_in(page, office, "/unggah", "satu")
    start(page)
    log_in(own_page, office, page.url.removeprefix(office.url), "damar")
    wait_for_text(own_page, "Draf ini milik petugas kecamatan lain")
    own_page.goto(f"{office.url}/unggah")
    wait_ready(own_page)
    assert "rekap.xlsx" not in content(own_page)
