"""The SQLite file under a store: replaced, deleted, emptied, only to be read, copied while it is open."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from kkb.config import DEFAULT_REGION_CSV, Settings
from kkb.startup import prepare
from kkb.store import Cause, Store, StoreRefusal, StoreUnavailable, is_same_file, open_store
from kkb.store import engine as store_engine
from kkb.store import store as store_module
from kkb.store.engine import read
from kkb.store.sqlite_file import has_mark, log_paths, mark_path
from tests.support.store_fixtures import MORNING, commit, make_settings

LOSSES: dict[str, Callable[[Path], object]] = {"deleted": os.remove, "emptied": lambda path: os.truncate(path, 0)}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(make_settings(tmp_path / "data"), region_csv=DEFAULT_REGION_CSV)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """A prepared store with one upload in it."""
    opened = open_store(settings)
    opened.prepare()
    commit(opened)
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The file of another prepared store, with one upload as well: its data version is the same."""
    made = open_store(make_settings(tmp_path / "lain"))
    made.prepare()
    commit(made, "lain")
    made.close()
    return tmp_path / "lain" / "kkb.sqlite3"


def names(store: Store) -> list[str]:
    return [record.kunci for record in store.uploads()]


@pytest.mark.skipif(os.name == "nt", reason="there the folder says who may read")
def test_a_new_database_and_its_log_are_for_their_owner_alone(store: Store, settings: Settings) -> None:
    with store.engine.connect():
        found = [path.stat().st_mode & 0o777 for path in (settings.sqlite_path, *log_paths(settings.sqlite_path))]
    assert (found, settings.data_dir.stat().st_mode & 0o777) == ([0o600] * 3, 0o700)


def test_an_outage_is_logged_when_it_begins_and_when_it_is_over(
    store: Store, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.sqlite_path.rename(settings.data_dir / "dibawa")
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            store.data_version()
    (settings.data_dir / "dibawa").rename(settings.sqlite_path)
    for _ in range(2):
        store.data_version()
    said = [record.getMessage() for record in caplog.records if record.levelno > 10]
    assert said == ["database unavailable (vanished): StoreUnavailable", "database available again"]


class TestReplaced:
    def test_a_write_is_refused_once_and_the_next_goes_into_the_new_file(self, store: Store, other: Path) -> None:
        other.replace(store_path(store))
        with pytest.raises(StoreUnavailable, match=r"diganti berkas lain.*Belum ada yang disimpan") as outage:
            commit(store, "k2")
        assert outage.value.cause is Cause.REPLACED
        assert (names(store), commit(store, "k2")) == (["lain"], 2)
        assert stored(store_path(store)) == ["lain", "k2"]

    def test_a_read_sees_the_new_file_and_no_version_of_the_old(self, store: Store, other: Path) -> None:
        before = store.data_version()
        other.replace(store_path(store))
        assert (store.data_version() != before, is_same_file(store.data_version(), before)) == (True, False)
        assert store.snapshot().version == store.data_version()
        with pytest.raises(StoreUnavailable) as outage:
            commit(store.for_version(before), "k2")
        assert (outage.value.cause, names(store)) == (Cause.REPLACED, ["lain"])

    def test_the_log_of_the_old_file_is_not_played_into_the_new(self, store: Store, other: Path) -> None:
        # A commit that could not be folded in, because somebody was reading.
        with read(store.engine) as reader:
            reader.execute(text("SELECT count(*) FROM unggahan"))
            commit(store, "k2")
        written, _ = log_paths(store_path(store))
        assert written.stat().st_size
        other.replace(store_path(store))
        assert names(store) == ["lain"]
        assert integrity(store_path(store)) == "ok"
        assert written.with_name(f"{written.name}.lama").is_file()

    def test_the_same_file_that_comes_back_keeps_its_log(self, store: Store, settings: Settings) -> None:
        # A second process reads, so that the commit stays in the log.
        beside = sqlite3.connect(settings.sqlite_path, isolation_level=None)
        beside.execute("BEGIN")
        beside.execute("SELECT count(*) FROM unggahan").fetchone()
        commit(store, "k2")
        settings.sqlite_path.rename(settings.data_dir / "pergi")
        with pytest.raises(StoreUnavailable, match="hilang"):
            commit(store, "k3")
        (settings.data_dir / "pergi").rename(settings.sqlite_path)
        assert (names(store), commit(store, "k3")) == (["k2", "k1"], 3)
        beside.execute("COMMIT")
        assert beside.execute("SELECT count(*) FROM unggahan").fetchone() == (3,)
        beside.close()

    @pytest.mark.parametrize("moment", ["under the lock", "before the commit"])
    def test_in_the_middle_of_a_write(
        self, store: Store, other: Path, monkeypatch: pytest.MonkeyPatch, moment: str
    ) -> None:
        place = "_refuse_twins" if moment == "under the lock" else "_insert_upload"
        original = getattr(store_module, place)

        def replace_first(*arguments: object) -> object:
            other.replace(store_path(store))
            return original(*arguments)

        monkeypatch.setattr(store_module, place, replace_first)
        with pytest.raises(StoreUnavailable, match="Belum ada yang disimpan") as outage:
            commit(store, "k2")
        monkeypatch.undo()
        assert (outage.value.cause, names(store), commit(store, "k2")) == (Cause.REPLACED, ["lain"], 2)

    def test_within_the_commit_itself_nobody_says_that_it_is_stored(
        self, store: Store, other: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        original = store_engine._refuse_other_file
        looks: list[Connection] = []

        def replace_after_the_second_look(engine: object, connection: Connection) -> None:
            original(engine, connection)  # type: ignore[arg-type]
            looks.append(connection)
            if len(looks) == 2:
                other.replace(store_path(store))

        monkeypatch.setattr(store_engine, "_refuse_other_file", replace_after_the_second_look)
        with pytest.raises(StoreUnavailable, match="belum pasti") as outage:
            commit(store, "k2")
        assert (outage.value.cause, "Belum ada yang disimpan" in outage.value.message) == (Cause.UNCERTAIN, False)
        assert (names(store), len(looks)) == (["lain"], 2)

    def test_an_inode_that_is_used_again_is_another_file(self, store: Store, other: Path) -> None:
        before = store.data_version()
        os.remove(store_path(store))
        assert store.look_at_file() == 1
        shutil.copyfile(other, store_path(store))
        assert (names(store), is_same_file(store.data_version(), before)) == (["lain"], False)


class TestVanished:
    @pytest.mark.parametrize("loss", LOSSES)
    def test_nothing_is_begun_in_its_place(self, store: Store, settings: Settings, loss: str) -> None:
        LOSSES[loss](store_path(store))
        for attempt in (lambda: commit(store, "k2"), lambda: commit(store, "k2"), store.uploads, store.prepare):
            with pytest.raises(StoreUnavailable, match=r"kkb restore BERKAS.*kkb init --new") as outage:
                attempt()
            assert outage.value.cause is Cause.VANISHED
        with pytest.raises(StoreUnavailable, match="hilang atau kosong"):
            prepare(settings, now=MORNING)
        assert not settings.sqlite_path.is_file() or settings.sqlite_path.stat().st_size == 0

    @pytest.mark.parametrize("act", [Store.prepare, lambda store: commit(store, "k2")])
    def test_nor_where_its_folder_is_gone_with_the_mark(
        self, store: Store, settings: Settings, act: Callable[[Store], object]
    ) -> None:
        settings.data_dir.rename(settings.data_dir.with_name("dibawa"))
        for _ in range(2):
            with pytest.raises(StoreUnavailable) as outage:
                act(store)
            assert (outage.value.cause, store.is_new(), settings.data_dir.exists()) == (Cause.VANISHED, False, False)
        # An empty file is no file either.
        settings.data_dir.mkdir()
        settings.sqlite_path.touch()
        with pytest.raises(StoreUnavailable, match="hilang atau kosong"):
            act(store)

    @pytest.mark.parametrize("loss", LOSSES)
    def test_it_goes_on_when_a_good_file_is_back(self, store: Store, other: Path, loss: str) -> None:
        LOSSES[loss](store_path(store))
        with pytest.raises(StoreUnavailable):
            commit(store, "k2")
        shutil.copyfile(other, store_path(store))
        assert (names(store), commit(store, "k2")) == (["lain"], 2)
        assert stored(store_path(store)) == ["lain", "k2"]

    def test_one_may_begin_anew_on_purpose(self, store: Store, settings: Settings) -> None:
        path, (log_file, _) = store_path(store), log_paths(store_path(store))
        with pytest.raises(StoreRefusal, match="sudah ada"):
            store.begin_anew()
        with read(store.engine) as reader:
            reader.execute(text("SELECT count(*) FROM unggahan"))
            commit(store, "k2")
        os.remove(path)
        rest = log_file.read_bytes()
        for number in (1, 2):
            anew = open_store(settings)
            anew.begin_anew()
            anew.prepare()
            assert (anew.uploads(), has_mark(path)) == ([], True)
            anew.close()
            os.remove(path)
            log_file.write_bytes(b"%d" % number)
        # The last rest of what was lost, of each time.
        aside = [log_file.with_name(f"{log_file.name}.lama{end}").read_bytes() for end in ("", "-2")]
        assert (aside[0] == rest and len(rest) > 0, aside[1]) == (True, b"1")

    def test_an_installation_without_a_mark_gets_it_at_its_next_start(self, store: Store) -> None:
        mark_path(store_path(store)).unlink()
        store.prepare()
        assert has_mark(store_path(store))

    def test_an_empty_file_without_a_mark_is_a_start_that_was_cut_off(self, settings: Settings) -> None:
        settings.data_dir.mkdir()
        settings.sqlite_path.touch()
        made = open_store(settings)
        made.prepare()
        assert made.is_prepared()
        made.close()


class TestReadingOnly:
    def test_it_reads_and_refuses_every_write(self, store: Store, settings: Settings) -> None:
        reader = open_store(settings, writable=False)
        assert (names(reader), reader.is_prepared()) == (["k1"], True)
        with pytest.raises(StoreRefusal, match="hanya dibaca"):
            commit(reader, "k2")
        with pytest.raises(StoreUnavailable) as outage, read(reader.engine) as connection:
            connection.execute(text("DELETE FROM draf"))
        assert outage.value.cause is Cause.READ_ONLY
        reader.close()

    def test_its_start_changes_nothing(self, store: Store, settings: Settings) -> None:
        store.create_draft([("lama.xlsx", b"x")], by="Sari", at=MORNING - timedelta(days=30))
        store.close()
        mark_path(settings.sqlite_path).unlink()
        before = settings.sqlite_path.read_bytes()
        prepare(settings, now=MORNING, writable=False).close()
        assert settings.sqlite_path.read_bytes() == before
        assert {path.name for path in settings.data_dir.iterdir()} <= {
            path.name for path in (settings.sqlite_path, *log_paths(settings.sqlite_path))
        }

    def test_tables_of_an_older_program_wait_for_who_may_write(self, store: Store, settings: Settings) -> None:
        with sqlite3.connect(settings.sqlite_path) as connection:
            connection.execute("UPDATE versi_skema SET version_num = '0005'")
        connection.close()
        with pytest.raises(StoreUnavailable, match="Jalankan dahulu program yang boleh menulis"):
            prepare(settings, now=MORNING, writable=False)

    def test_a_file_that_was_never_made_is_made(self, settings: Settings) -> None:
        reader = prepare(settings, now=MORNING, writable=False)
        assert ([upload.contoh for upload in reader.uploads()], reader.is_writable) == ([True], False)
        reader.close()


class TestLog:
    def test_a_copy_of_the_file_alone_is_whole(self, store: Store, settings: Settings, tmp_path: Path) -> None:
        for number in range(6):
            commit(store, f"n{number}")
            copy = tmp_path / f"salinan-{number}.sqlite3"
            # By another process: SQLite's locks of this one end when it closes the file.
            os.system(f"cp '{settings.sqlite_path}' '{copy}'")
            assert stored(copy)[-1] == f"n{number}"

    def test_at_the_end_it_is_empty_also_beside_another_process(self, store: Store, settings: Settings) -> None:
        beside = sqlite3.connect(settings.sqlite_path)
        beside.execute("SELECT count(*) FROM unggahan").fetchone()
        store.close()
        assert log_paths(settings.sqlite_path)[0].stat().st_size == 0
        beside.close()


def store_path(store: Store) -> Path:
    assert store.engine.url.database is not None
    return Path(store.engine.url.database)


def stored(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        found = [kunci for (kunci,) in connection.execute("SELECT kunci FROM unggahan ORDER BY nomor")]
    connection.close()
    return found


def integrity(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        found = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    connection.close()
    return found
