"""Backup, restore and verify from the command line: what they say, their exit status, what they refuse."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.recaps import FIRST, LATER
from tests.support.terminal import OK, REJECTED, USAGE, Terminal

EXISTS = "sudah ada. Tambahkan --force untuk menggantinya."

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture
def office(terminal: Terminal) -> Terminal:
    """Two uploads, and a backup of them."""
    terminal.run("init")
    terminal.run("load", str(LATER), "--by", "Sari")
    done = terminal.run("backup", copy(terminal))
    assert (done.status, done.err) == (OK, "")
    assert done.out.startswith("Cadangan tersimpan: cadangan.sqlite3 (2 unggahan, sidik jari isi ")
    return terminal


def copy(terminal: Terminal, name: str = "cadangan.sqlite3") -> str:
    return str(terminal.folder / name)


def test_a_backup_is_replaced_only_by_force(office: Terminal) -> None:
    before = Path(copy(office)).read_bytes()
    done = office.run("backup", copy(office))
    assert (done.status, done.err) == (REJECTED, f"Berkas cadangan.sqlite3 {EXISTS}\n")
    assert Path(copy(office)).read_bytes() == before
    office.run("undo", "2", "--by", "Sari", "--reason", "keliru")
    assert office.run("backup", copy(office), "--force").status == OK
    assert Path(copy(office)).read_bytes() != before


def test_a_folder_that_is_not_there_is_wrong_usage(office: Terminal) -> None:
    assert office.run("backup", copy(office, "tidak/ada.sqlite3")).status == USAGE
    assert office.run("restore", copy(office, "tidak-ada.sqlite3")).status == USAGE
    assert office.run("verify", copy(office, "tidak-ada.sqlite3")).status == USAGE


def test_what_the_system_refuses_ends_in_a_sentence(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ("backup", "restore", "verify"):
        done = terminal.run(command, copy(terminal, "x" * 300))
        assert (done.status, done.err.count("\n")) == (USAGE, 1)
        assert done.err.startswith("Berkas atau folder yang disebut tidak dapat dibuka.")
    (terminal.folder / "berkas").write_text("x")
    monkeypatch.setenv("KKB_DATA_DIR", str(terminal.folder / "berkas"))
    done = terminal.run("init", "--new")
    assert (done.status, "tidak boleh dibuka atau ditulisi" in done.err) == (REJECTED, True)


def test_without_a_store_there_is_nothing_to_back_up(terminal: Terminal) -> None:
    done = terminal.run("backup", copy(terminal))
    assert (done.status, done.err.startswith("Basis data belum disiapkan")) == (REJECTED, True)
    assert not Path(copy(terminal)).exists()


def test_restored_elsewhere_everything_is_there(
    office: Terminal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = office.run("check", str(FIRST), "--json").json
    monkeypatch.setenv("KKB_DATA_DIR", str(office.folder / "lain"))
    caplog.clear()
    done = office.run("restore", copy(office))
    # An empty folder is no trouble of which a terminal should tell.
    assert (done.status, done.err, caplog.messages) == (OK, "", [])
    assert done.out.startswith("Dipulihkan dan diperiksa: 2 unggahan, sidik jari isi ")
    assert office.run("check", str(FIRST), "--json").json == before
    sound, trail = office.run("verify").out.splitlines()
    assert sound == "Basis data utuh, dan 2 unggahan cocok dengan berkas aslinya."
    assert re.fullmatch(r"Jejak utuh sampai nomor \d+, sidik jari [0-9a-f]{64}\. Catat .*", trail)


def test_over_data_only_with_replace_and_the_old_is_kept(office: Terminal) -> None:
    office.run("undo", "2", "--by", "Sari", "--reason", "keliru")
    done = office.run("restore", copy(office))
    assert (done.status, "tidak ada yang diubah" in done.err, "--replace" in done.err) == (REJECTED, True, True)
    assert office.run("redo", "2", "--by", "Sari", "--reason", "x").status == OK
    done = office.run("restore", copy(office), "--replace")
    assert done.status == OK
    assert "Data yang tadinya ada disimpan di folder yang sama: kkb.sqlite3.sebelum-pulih-" in done.out
    # As it was at the backup: still active.
    assert office.run("redo", "2", "--by", "Sari", "--reason", "x").status == REJECTED


def test_a_changed_digit_is_found_in_the_store_and_in_a_backup_of_it(office: Terminal) -> None:
    with closing(sqlite3.connect(office.folder / "data" / "kkb.sqlite3")) as connection, connection:
        connection.execute("DROP TRIGGER baris_tanpa_update")
        connection.execute("UPDATE baris SET tanggal = '2021' WHERE unggahan = 2 AND desa = 'Senyubuk'")
    for name in ((), (copy(office, "rusak.sqlite3"),)):
        if name:
            office.run("backup", *name)
        done = office.run("verify", *name)
        assert done.status == REJECTED
        assert "Rusak        Unggahan 2, desa Senyubuk (Kelapa Kampit), tanggal: tersimpan “2021”, menurut" in done.out
        assert "Pulihkan cadangan dari sebelum rusak." in done.out
    assert office.run("verify", copy(office)).status == OK


def test_a_trail_that_was_touched_is_found_with_the_number(office: Terminal) -> None:
    with closing(sqlite3.connect(office.folder / "data" / "kkb.sqlite3")) as connection, connection:
        connection.execute("DROP TRIGGER jejak_tanpa_update")
        connection.execute("UPDATE jejak SET nama = 'Lain' WHERE nomor = 2")
    done = office.run("verify")
    assert done.status == REJECTED
    assert "Terputus     Jejak 2 berubah" in done.out
    assert "Pulihkan cadangan" not in done.out and "Jejak utuh" not in done.out
    # A backup is of the data.
    assert office.run("backup", copy(office, "lagi.sqlite3")).status == OK
    assert office.run("verify", copy(office, "lagi.sqlite3")).status == OK


def test_what_the_command_line_does_is_in_the_trail(office: Terminal) -> None:
    assert office.run("undo", "2", "--by", "Sari", "--reason", "x").status == OK
    assert office.run("restore", copy(office), "--replace").status == OK
    with closing(sqlite3.connect(office.folder / "data" / "kkb.sqlite3")) as connection:
        told = connection.execute("SELECT nama, tindakan, perihal FROM jejak ORDER BY nomor").fetchall()
    assert told[-2] == ("baris perintah", "tarik", "unggahan 2")
    assert told[-1][:2] == ("baris perintah", "pulih")
    assert office.run("verify").status == OK


def test_what_is_no_backup_is_refused(office: Terminal) -> None:
    for command in ("restore", "verify"):
        done = office.run(command, str(FIRST))
        assert (done.status, done.out) == (REJECTED, "")
        assert "bukan cadangan program ini, atau rusak" in done.err


def test_an_original_is_erased_and_an_older_backup_does_not_bring_it_back(office: Terminal) -> None:
    done = office.run("hapus-asli", "1", "--by", "Kepala", "--reason", "permintaan warga")
    assert (done.status, done.out.startswith("Isi berkas asli unggahan 1 dihapus.")) == (OK, True)
    assert office.run("hapus-asli", "1", "--by", "Kepala", "--reason", "lagi").status == REJECTED
    checked = office.run("verify")
    assert (checked.status, checked.out.startswith("Dihapus      Unggahan 1: isi berkas aslinya dihapus")) == (OK, True)
    done = office.run("restore", copy(office), "--replace")
    assert (done.status, "tidak ikut kembali" in done.out) == (OK, True)
    found = office.run("verify")
    assert (found.status, found.out.startswith(checked.out.partition("Jejak")[0])) == (OK, True)


def test_an_original_is_not_erased_without_a_reason(office: Terminal) -> None:
    assert office.run("hapus-asli", "1", "--by", "Kepala").status == USAGE
    assert office.run("hapus-asli", "1", "--by", "Kepala", "--reason", " ").status == REJECTED
