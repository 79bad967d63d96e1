"""Officers with accounts: the first day of one, three roles in three browsers, out of all browsers amid a form."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from kkb.access import Peran
from tests.support.browser_fixtures import StartServer, browser_test, new_profile
from tests.support.browser_steps import FRAME, kkb, open_to_read, put_file, save_button, turn_to, wait_for_text
from tests.support.login_steps import NEW_SANDI
from tests.support.recaps import make_recap
from tests.support.serving import Server, wait_ready

pytestmark = browser_test

RECAP = {
    "name": "rekap.xlsx",
    "mimeType": "",
    "buffer": make_recap(("Manggar", "Lalang", "Terbentuk", "20 Juli 2023"), contoh=False),
}
NAMES = {"sari": "Sari Wulandari", "budi": "Budi Santoso", "tono": "Tono Hartono"}
ROLES = {"sari": Peran.PENGELOLA, "budi": Peran.PETUGAS, "tono": Peran.PEMBACA}


@pytest.fixture
def office(start_server: StartServer) -> Server:
    """A server of an office; its accounts are made at the command line."""
    return start_server(mode="server")


@pytest.fixture
def browsers(browser: Any) -> Iterator[dict[str, Any]]:
    """A page for each of three people, each in a browser of their own."""
    profiles = {name: new_profile(browser) for name in ROLES}
    yield {name: profile.new_page() for name, profile in profiles.items()}
    for profile in profiles.values():
        profile.close()


def add(server: Server, name: str, *more: str) -> str:
    """Make an account as the guide says; its temporary password."""
    told = kkb(server, "akun", "tambah", name, "--name", NAMES[name], "--role", ROLES[name].value, *more)
    return re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", told)[-1]


def log_in(page: Any, server: Server, name: str, sandi: str) -> None:
    """For the first time: by the temporary password to a new one."""
    page.goto(f"{server.url}/masuk")
    page.fill("#nama_akun", name)
    page.fill("#sandi", sandi)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"{server.url}/akun")
    page.fill("#sandi", sandi)
    page.fill("#sandi_baru", NEW_SANDI)
    page.fill("#sandi_ulang", NEW_SANDI)
    page.get_by_role("button", name="Ganti sandi").click()
    page.get_by_text("Ke dasbor").wait_for()


def own_address() -> str:
    """The address of this machine in its network, as another machine would ask for it; loopback where it has none."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            # Nothing is sent: it only tells by which address one would go out.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def test_the_first_day_of_an_officer_at_another_address(page: Any, start_server: StartServer) -> None:
    office = start_server(mode="server", address="0.0.0.0")
    office = replace(office, url=f"http://{own_address()}:{office.port}")
    add(office, "sari")
    sandi = add(office, "budi", "--kecamatan", "Manggar")
    open_to_read(page, office, "/unggah")
    page.get_by_role("link", name="Masuk untuk menyimpan").click()
    page.wait_for_url(re.compile(r"/masuk\?ke=unggah"))
    log_in(page, office, "budi", sandi)
    page.get_by_text("Ke dasbor").click()
    wait_ready(page)
    frame = page.locator(FRAME)
    frame.get_by_text("Budi Santoso, petugas").wait_for()

    turn_to(page, office, "/unggah")
    put_file(page, RECAP)
    wait_for_text(page, "Dicatat atas nama Budi Santoso")
    assert page.get_by_label("Nama Anda").count() == 0
    save_button(page).click()
    wait_for_text(page, "Tersimpan sebagai unggahan")
    turn_to(page, office, "/riwayat")
    wait_for_text(page, "oleh Budi Santoso")

    frame.get_by_role("button", name="Keluar").click()
    wait_ready(page)
    frame.get_by_role("link", name="Masuk").wait_for()


def test_three_roles_see_what_they_may(browsers: dict[str, Any], office: Server) -> None:
    passwords = {name: add(office, name) for name in ROLES}
    for name, page in browsers.items():
        log_in(page, office, name, passwords[name])
    offered = {}
    for name, page in browsers.items():
        found = set()
        open_to_read(page, office, "/rapat")
        if page.get_by_role("button", name="Catat rapat").count():
            found.add("rapat")
        turn_to(page, office, "/pengaturan")
        found |= {tab for tab in ("Cadangan", "Akun") if page.get_by_role("tab", name=tab).count()}
        if page.get_by_role("button", name="Simpan rencana").count():
            found.add("target")
        offered[name] = found
    assert offered == {"tono": set(), "budi": {"rapat"}, "sari": {"rapat", "target", "Cadangan", "Akun"}}

    # A pengelola closes the account of a colleague, whose open page has no right from its next press on.
    page, theirs = browsers["sari"], browsers["budi"]
    turn_to(theirs, office, "/rapat")
    theirs.get_by_label("Nama rapat").fill("Rakor triwulan")
    page.get_by_role("tab", name="Akun").click()
    page.get_by_text("Ubah akun").click()
    wait_ready(page)
    # A list that is opened while its fold still moves is closed by that.
    page.wait_for_timeout(1_500)
    page.get_by_role("combobox", name="Akun").click()
    page.get_by_role("option", name="Budi Santoso (budi)").click()
    wait_ready(page)
    page.get_by_role("button", name="Tutup akun").click()
    wait_for_text(page, "Akun budi ditutup")
    theirs.get_by_role("button", name="Catat rapat").click()
    wait_for_text(theirs, "Belum ada yang disimpan. Yang Anda tulis masih ada di halaman ini")
    assert theirs.get_by_label("Nama rapat").input_value() == "Rakor triwulan"
    theirs.goto(f"{office.url}/rapat")
    wait_ready(theirs)
    assert theirs.get_by_role("button", name="Catat rapat").count() == 0


def test_a_pengelola_reads_who_did_what_and_takes_it_along(browsers: dict[str, Any], office: Server) -> None:
    page, theirs = browsers["sari"], browsers["budi"]
    passwords = {name: add(office, name) for name in ("sari", "budi")}
    log_in(page, office, "sari", passwords["sari"])
    log_in(theirs, office, "budi", passwords["budi"])
    open_to_read(theirs, office, "/rapat")
    theirs.get_by_label("Nama rapat").fill("Rakor triwulan")
    theirs.get_by_role("button", name="Catat rapat").click()
    wait_for_text(theirs, "Rakor triwulan")

    open_to_read(page, office, "/pengaturan?bagian=Jejak")
    row = page.get_by_role("row").filter(has_text="rapat 1")
    row.wait_for()
    assert "Budi Santoso" in row.inner_text() and "127.0.0.1" in row.inner_text()
    page.get_by_role("button", name="Periksa keutuhan jejak").click()
    wait_for_text(page, " utuh.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh jejak (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("nomor;waktu;akun;nama;alamat;") and ";Budi Santoso;127.0.0.1;rapat;rapat 1;" in text
