"""What the pages say where the database cannot be used: what happened, that nothing was saved, what to do."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kkb.config import SAMPLE_DIR, load_settings
from kkb.startup import prepare
from kkb.store import Cause, StoreUnavailable, open_store
from kkb.store import engine as store_engine
from kkb.ui.frame import cache, live, writing
from tests.support.page_fixtures import NOW, App, alerts, button, fill_and_press, has_button, heading, text_of, upload
from tests.support.store_fixtures import make_settings
from tests.ui.test_next_steps import fill_new, note, open_page

LATER = SAMPLE_DIR / "rekap_contoh_lanjutan.xlsx"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks are not waited for, and every look is at the database."""
    monkeypatch.setattr(store_engine, "BUSY_TIMEOUT_MS", 100)
    monkeypatch.setattr(cache, "_CHECK_SECONDS", 0)


@pytest.fixture
def path(app: App) -> Path:
    """The SQLite file behind the pages."""
    return app.data_dir / "kkb.sqlite3"


@contextmanager
def locked(app: App) -> Iterator[None]:
    with closing(open_store(make_settings(app.data_dir))) as other, store_engine.write(other.engine):
        yield


def test_a_save_that_finds_the_data_locked_says_so_and_what_was_typed_stays(app: App) -> None:
    page = open_page(app)
    with locked(app):
        fill_new(page)
    assert alerts(page) == [
        "Data sedang dipakai proses lain terlalu lama. Belum ada yang disimpan. Tunggu sebentar, lalu coba lagi."
    ]
    assert (page.text_input(key="tl_baru_uraian").value, app.store.steps()) == ("Kunjungi desa", [])
    fill_new(page)
    assert [step.uraian for step in app.store.steps()] == ["Kunjungi desa"]


def test_an_upload_that_finds_the_data_locked_is_still_there_to_be_saved(app: App) -> None:
    page = upload(app.open("unggah"), LATER.name, LATER.read_bytes())
    with locked(app):
        fill_and_press(page, "Simpan perubahan 32 desa", Nama_Anda="Sari")
        assert [text for text in alerts(page) if "Belum ada yang disimpan" in text]
    fill_and_press(page, "Simpan perubahan 32 desa", Nama_Anda="Sari")
    assert alerts(page)[0].startswith("Tersimpan sebagai unggahan 2")


def test_a_file_that_was_replaced_is_said_and_then_shown(app: App, path: Path, tmp_path: Path) -> None:
    page = app.open("riwayat", unggahan="1")
    with closing(prepare(load_settings({"KKB_DATA_DIR": str(tmp_path / "lain")}), now=NOW)) as other:
        # Nothing but the file tells its version from the one that the page has seen.
        assert other.data_version() == app.store.data_version()
    os.replace(tmp_path / "lain" / "kkb.sqlite3", path)
    press = {"Nama_Anda": "Sari", "Alasan": "Salah berkas"}
    fill_and_press(page, "Tarik unggahan 1", **press)
    assert "Berkas data diganti berkas lain selagi program berjalan. Belum ada yang disimpan." in text_of(page)
    assert [upload.aktif for upload in app.store.uploads()] == [True]
    fill_and_press(page, "Tarik unggahan 1", **press)
    assert [upload.aktif for upload in app.store.uploads()] == [False]


def test_a_press_meant_for_the_old_file_is_refused_also_when_the_new_one_is_known(
    app: App, path: Path, tmp_path: Path
) -> None:
    page = open_page(app)
    shutil.copyfile(path, tmp_path / "sama.sqlite3")
    os.replace(tmp_path / "sama.sqlite3", path)
    # Another page has found out before.
    cache.watcher().announce()
    fill_new(page)
    assert "Berkas data diganti berkas lain selagi program berjalan. Belum ada yang disimpan." in text_of(page)
    assert app.store.steps() == []
    fill_new(page)
    assert [step.uraian for step in app.store.steps()] == ["Kunjungi desa"]


def test_a_page_follows_a_file_of_the_same_version(app: App, path: Path, tmp_path: Path) -> None:
    before = cache.watcher().current()
    shutil.copyfile(path, tmp_path / "sama.sqlite3")
    os.replace(tmp_path / "sama.sqlite3", path)
    assert live._is_outdated(before)
    assert not live._is_outdated(cache.watcher().current())


def test_a_deleted_file_is_said_and_not_made_anew(app: App, path: Path, tmp_path: Path) -> None:
    page = app.open()
    shutil.copyfile(path, tmp_path / "kkb.sqlite3")
    path.unlink()
    page.run()
    assert heading(page) == "Data belum dapat dibuka"
    assert "Berkas data hilang atau kosong" in text_of(page)
    assert (path.exists(), has_button(page, "Coba lagi")) == (False, True)
    shutil.copyfile(tmp_path / "kkb.sqlite3", path)
    page.run()
    assert heading(page) != "Data belum dapat dibuka"


@pytest.mark.parametrize("mode", ["lokal", None])
def test_a_folder_that_was_taken_away_is_no_new_installation(app: App, path: Path, mode: str | None) -> None:
    app.set(KKB_MODE=mode)
    cache._opened.clear()
    cache._prepared.clear()
    page = app.open()
    app.data_dir.rename(app.data_dir.with_name("dibawa"))
    for _ in range(2):
        page.run()
        assert heading(page) == "Data belum dapat dibuka"
        assert ("Berkas data hilang atau kosong" in text_of(page), path.exists()) == (True, False)
    app.data_dir.with_name("dibawa").rename(app.data_dir)
    page.run()
    assert heading(page) != "Data belum dapat dibuka"


def test_an_open_page_without_its_data_stays_and_says_so(
    app: App, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(live, "show_message", lambda _kind, text: said.append(text))
    version = cache.watcher().current()
    path.unlink()
    assert not live._is_outdated(version)
    assert said[0].startswith("Berkas data hilang atau kosong")


def test_a_server_that_is_gone_for_a_while_leaves_the_page_as_it_is(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    version = cache.watcher().current()

    def fail() -> int:
        raise StoreUnavailable(Cause.UNREACHABLE)

    monkeypatch.setattr(cache.watcher()._source, "data_version", fail)
    assert cache.watcher().current() == version
    assert "data version could not be read: unreachable" in caplog.text


def test_a_process_that_only_reads_asks_for_one_that_may_write(app: App, path: Path) -> None:
    note(app)
    with app.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE versi_skema SET version_num = '0005'")
    app.store.close()
    before = path.read_bytes()
    app.set(KKB_MODE=None)
    cache._opened.clear()
    cache._prepared.clear()
    page = app.open()
    assert "Jalankan dahulu program yang boleh menulis" in text_of(page)
    assert path.read_bytes() == before


def test_what_was_typed_stays_where_the_data_vanish_before_the_press(app: App, path: Path, tmp_path: Path) -> None:
    page = app.open("rapat")
    shutil.copyfile(path, tmp_path / "kkb.sqlite3")
    path.unlink()
    typed = {"rapat_tanggal": "3 Maret 2023", "rapat_nama": "Rakor TPPS", "tl_nama": "Sari"}
    for key, words in typed.items():
        page.text_input(key=key).input(words)
    button(page, "Catat rapat").click().run()
    assert [text for text in alerts(page) if "Belum ada yang disimpan. Minta pengelola memulihkan cadangan" in text]
    assert {key: page.text_input(key=key).value for key in typed} == typed
    # A page that nobody has seen yet has nothing to keep.
    assert heading(app.open("pengaturan")) == "Data belum dapat dibuka"


def test_what_became_of_a_press_stays_while_the_page_only_follows_the_data(app: App) -> None:
    page = open_page(app)
    fill_new(page)
    assert alerts(page) == ["Tindak lanjut dicatat."]
    # As `kkb.ui.frame.live` does before it draws the page anew.
    page.session_state[writing._TOLD] = page.session_state[writing._SAID]
    assert alerts(page.run()) == ["Tindak lanjut dicatat."]
    assert alerts(page.run()) == []


def test_a_next_step_typed_before_the_data_vanish_stays(app: App, path: Path) -> None:
    page = open_page(app)
    path.unlink()
    fill_new(page)
    assert page.text_input(key="tl_baru_uraian").value == "Kunjungi desa"


@pytest.mark.parametrize("name", ["ringkasan", "unggah"])
def test_a_damaged_value_is_a_fault_with_a_number_and_not_the_words_of_streamlit(
    app: App, path: Path, name: str
) -> None:
    app.store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER baris_tanpa_update")
        connection.execute("UPDATE baris SET tanggal = 'x' WHERE desa = 'Senyubuk'")
    page = app.open(name)
    assert heading(page).endswith("belum dapat ditampilkan")
    assert alerts(page)[0].startswith("Halaman ini tidak dapat ditampilkan. Sampaikan nomor ")
    assert [one.value for one in page.exception] == []
