"""Backups: everything, from either database into either, never over data, and never half of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, CursorResult, Engine, event, select
from sqlalchemy.exc import OperationalError

from kkb.schema import JenisTonggak, TargetRow, Tonggak
from kkb.store import (
    Cause,
    NewAlias,
    NewColumn,
    Store,
    StoreRefusal,
    StoreUnavailable,
    open_store,
)
from kkb.store import backup as backup_module
from kkb.store import engine as engine_module
from kkb.store.backup import back_up, open_backup, restore
from kkb.store.content import hash_content
from kkb.store.engine import make_file_engine, read
from kkb.store.sqlite_file import has_mark
from kkb.store.tables import metadata
from tests.support.outcome_builders import step
from tests.support.store_fixtures import (
    MORNING,
    add_report,
    add_step,
    commit,
    make_indicator,
    make_picture,
    make_settings,
)

LATER = MORNING + timedelta(hours=1)


def fill(store: Store) -> None:
    """A row in every table, with text, moments and bytes that the databases keep in different ways."""
    aliases = [NewAlias("19.06.05", "sélingsng ✓", "19.06.05.2001")]
    columns = [NewColumn("diküküh ✓", "tanggal")]
    commit(store, "a", aliases=aliases, programme=[step("Senyubuk")], columns=columns)
    store.add_plan(
        nama="Target 2024",
        ditetapkan=date(2023, 5, 10),
        oleh="Sari",
        alasan="rapat",
        targets=[TargetRow(kode, date(2024, 12, 31), 7) for kode in ("19.06.10", "19.06.2", "a.b", "a_b", "Ab")],
        at=MORNING,
    )
    store.add_meeting(tanggal=date(2023, 5, 10), judul="Rembuk", by="Sari", at=MORNING)
    store.cancel_meeting(1, by="Sari", at=LATER)
    milestone = Tonggak(JenisTonggak.PERISTIWA, date(2023, 5, 10), None, "Rilis", "Diskominfo")
    store.add_milestones([milestone], by="Sari", at=MORNING)
    store.add_map(nama_berkas="peta.geojson", isi=b"{}\x00\xff", resmi=True, sumber="Bappeda", by="Sari", at=MORNING)
    store.add_logo(make_picture(), by="Sari", at=MORNING)
    store.set_term(600, by="Sari", at=MORNING)
    store.write_indicator(make_indicator(), by="Sari", at=MORNING)
    add_step(store)
    store.create_draft([("rekap Juni.xlsx", b"\x00juni")], by="Sari", at=MORNING)
    store.switch_reports(True, by="Sari", at=MORNING)
    add_report(store, "SK kami lain ✓", foto=make_picture())
    store.close_report(1, reason="bukan kekeliruan", by="Sari", at=LATER)


def content(store: Store) -> str:
    with read(store.engine) as connection:
        return hash_content(connection)


def new_store(tmp_path: Path, name: str = "lain", *, prepared_file: Path | None = None) -> Store:
    """A store in a folder of that name: as it is found there, or empty and prepared."""
    settings = make_settings(tmp_path / name)
    if prepared_file is not None:
        settings.data_dir.mkdir()
        shutil.copyfile(prepared_file, settings.sqlite_path)
    store = open_store(settings)
    if prepared_file is not None:
        store.prepare()
    return store


@pytest.fixture
def own_copy(store: Store, tmp_path: Path) -> Path:
    """A backup of this store, with a row in every table."""
    fill(store)
    path = tmp_path / "cadangan.sqlite3"
    back_up(store, path, at=LATER)
    return path


@pytest.fixture(scope="session")
def full_copy(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup like that, made once: those of either database are the same, as `TestBothDatabases` shows."""
    folder = tmp_path_factory.mktemp("penuh")
    store = new_store(folder, prepared_file=prepared_file)
    fill(store)
    back_up(store, folder / "cadangan.sqlite3", at=LATER)
    store.close()
    return folder / "cadangan.sqlite3"


@pytest.fixture
def copy(full_copy: Path, tmp_path: Path) -> Path:
    """A file of its own with that backup."""
    return Path(shutil.copyfile(full_copy, tmp_path / "cadangan.sqlite3"))


@pytest.fixture
def other(prepared_file: Path, tmp_path: Path) -> Store:
    """Another store, prepared and empty, in the folder "lain"."""
    return new_store(tmp_path, prepared_file=prepared_file)


class TestContent:
    def test_a_store_that_is_filled_has_a_row_in_every_table(self, store: Store) -> None:
        fill(store)
        with read(store.engine) as connection:
            assert [t.name for t in metadata.sorted_tables if connection.execute(select(t)).first() is None] == []

    def test_the_hash_is_the_same_twice_and_another_after_each_change(self, store: Store) -> None:
        before = content(store)
        fill(store)
        assert content(store) == content(store) != before
        filled = content(store)
        store.discard_draft(store.open_drafts(at=MORNING)[0].kode, by="Sari", at=LATER)
        assert content(store) != filled


class TestBackup:
    def test_it_holds_all_and_says_what(self, store: Store, own_copy: Path) -> None:
        with open_backup(own_copy) as (inside, backup):
            assert (backup.sidik, backup.dibuat, backup.unggahan) == (content(store), LATER, 1)
            assert inside.snapshot() == store.snapshot()
            assert inside.original(1) == store.original(1)

    def test_nothing_is_left_beside_it_and_others_may_not_read_it(self, own_copy: Path) -> None:
        assert {path.name for path in own_copy.parent.iterdir()} - {"data"} == {"cadangan.sqlite3"}
        assert os.name == "nt" or own_copy.stat().st_mode & 0o077 == 0

    def test_one_state_is_copied_while_others_write(self, store: Store, tmp_path: Path) -> None:
        commit(store, "a")
        done = threading.Event()

        def keep_writing() -> None:
            number = 0
            while not done.is_set():
                number += 1
                commit(store, f"w{number}")

        writer = threading.Thread(target=keep_writing)
        writer.start()
        try:
            backups = [back_up(store, tmp_path / f"{place}.sqlite3", at=LATER) for place in range(3)]
        finally:
            done.set()
            writer.join()
        for place, backup in enumerate(backups):
            with open_backup(tmp_path / f"{place}.sqlite3") as (inside, _):
                # As many rows and events as uploads: no upload is there in part.
                assert len(inside.uploads()) == len(inside.observations()) == inside.data_version() == backup.unggahan

    def test_a_failure_leaves_the_older_backup(
        self, store: Store, own_copy: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = own_copy.read_bytes()
        monkeypatch.setattr(backup_module, "copy_content", fail_midway)
        with pytest.raises(RuntimeError):
            back_up(store, own_copy, at=LATER)
        assert own_copy.read_bytes() == before
        assert list(own_copy.parent.glob(".kkb-*")) == []

    def test_a_store_that_is_not_prepared_is_refused(self, bare_store: Store, tmp_path: Path) -> None:
        with pytest.raises(StoreUnavailable, match="belum disiapkan"):
            back_up(bare_store, tmp_path / "cadangan.sqlite3", at=MORNING)


    def test_a_full_disk_is_that_of_the_backup_not_of_the_database(
        self, store: Store, own_copy: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = own_copy.read_bytes()
        store.add_map(nama_berkas="peta", isi=bytes(1_000_000), resmi=True, sumber="Bappeda", by="Sari", at=MORNING)
        for pages in (20, 200):  # full while the tables are made, and while they are filled
            monkeypatch.setattr(backup_module, "make_file_engine", on_a_disk_of(pages))
            with pytest.raises(StoreRefusal, match="tidak dapat ditulis di folder itu"):
                back_up(store, own_copy, at=LATER)
        assert own_copy.read_bytes() == before

    def test_it_never_takes_the_place_of_the_database(self, tmp_path: Path) -> None:
        store = new_store(tmp_path)
        store.prepare()
        with pytest.raises(StoreRefusal, match="basis datanya sendiri"):
            back_up(store, tmp_path / "lain" / "." / "kkb.sqlite3", at=MORNING)
        assert store.is_prepared()


def on_a_disk_of(pages: int) -> Callable[..., Engine]:
    """`make_file_engine` for files that may grow no larger than a number of pages."""

    def make(path: Path, *, is_new: bool = False) -> Engine:
        engine = make_file_engine(path, is_new=is_new)
        event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages}"))
        return engine

    return make


def fail_midway(*_: object) -> str:
    raise RuntimeError("as if the disk were full")


class TestDamage:
    @pytest.mark.parametrize("place", [0, 0.3, 0.6, 0.97])
    def test_a_backup_with_a_broken_stretch_is_refused(self, copy: Path, place: float) -> None:
        data = bytearray(copy.read_bytes())
        start = int(len(data) * place)
        data[start : start + 5000] = bytes(byte ^ 0x55 for byte in data[start : start + 5000])
        copy.write_bytes(data)
        with pytest.raises(StoreRefusal, match="rusak"), open_backup(copy):
            pass

    def test_one_digit_is_noticed(self, copy: Path) -> None:
        copy.write_bytes(copy.read_bytes().replace(b"SenyubukTerbentuk2014", b"SenyubukTerbentuk2011"))
        with pytest.raises(StoreRefusal, match="sidik jari"), open_backup(copy):
            pass

    @pytest.mark.parametrize("statement", ["DELETE FROM cadangan", "UPDATE cadangan SET dibuat = 5"])
    def test_a_hash_that_cannot_be_read_is_damage(self, copy: Path, statement: str) -> None:
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute(statement)
        with pytest.raises(StoreRefusal, match="rusak"), open_backup(copy):
            pass

    @pytest.mark.parametrize("data", [b"", b"bukan basis data" * 500])
    def test_another_file_is_no_backup(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "x").write_bytes(data)
        with pytest.raises(StoreRefusal, match="bukan cadangan"), open_backup(tmp_path / "x"):
            pass

    def test_the_database_itself_is_no_backup(self, tmp_path: Path, prepared_file: Path) -> None:
        with pytest.raises(StoreRefusal, match="bukan cadangan"), open_backup(prepared_file):
            pass


class TestRestore:
    def test_a_new_folder_gets_all(self, store: Store, own_copy: Path, tmp_path: Path) -> None:
        other = new_store(tmp_path)
        backup, kept = restore(other, own_copy, replace=False, at=LATER)
        assert (content(other), kept) == (backup.sidik, None)
        assert other.snapshot() == store.snapshot()
        assert has_mark(tmp_path / "lain" / "kkb.sqlite3")
        # What happened cannot be changed there either.
        with pytest.raises(Exception, match="append-only"), closing(raw(tmp_path / "lain")) as connection:
            connection.execute("DELETE FROM baris")

    def test_data_are_not_replaced_unless_told(self, copy: Path, other: Store, tmp_path: Path) -> None:
        commit(other, "z")
        before = content(other)
        with pytest.raises(StoreRefusal, match="--replace"):
            restore(other, copy, replace=False, at=LATER)
        assert content(other) == before
        _, kept = restore(other, copy, replace=True, at=LATER)
        assert kept is not None and kept.name == "kkb.sqlite3.sebelum-pulih-20230510-104500"
        assert content(other) != before
        # Whole alone: nothing of its log lies beside it.
        assert list(kept.parent.glob("*pulih*")) == [kept]
        shutil.copyfile(kept, tmp_path / "lain" / "lama.sqlite3")
        with closing(sqlite3.connect(tmp_path / "lain" / "lama.sqlite3")) as connection:
            assert connection.execute("SELECT kunci FROM unggahan").fetchall() == [("z",)]

    def test_a_store_that_is_open_follows_and_its_log_does_not_mix(
        self, copy: Path, other: Store, tmp_path: Path
    ) -> None:
        commit(other, "z")
        version = other.data_version()
        with other.engine.connect():
            backup, kept = restore(new_store(tmp_path), copy, replace=True, at=LATER)
        with pytest.raises(StoreUnavailable) as refusal:
            commit(other, "y", expected_version=version)
        assert refusal.value.cause is Cause.REPLACED
        assert content(other) == backup.sidik
        assert commit(other, "y") == 2
        assert kept is not None

    def test_a_busy_database_is_left_alone(
        self, copy: Path, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 100)
        commit(other, "z")
        before = content(other)
        with closing(raw(tmp_path / "lain")) as writer:
            writer.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable) as refusal:
                restore(new_store(tmp_path), copy, replace=True, at=LATER)
            assert refusal.value.cause is Cause.BUSY
        assert content(other) == before
        assert list((tmp_path / "lain").glob("*pulih*")) == []

    def test_a_reader_that_stays_is_waited_for_once(
        self, copy: Path, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 500)
        checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)"
        with closing(raw(tmp_path / "lain")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM unggahan").fetchone()
            commit(other, "z")
            said: list[str] = []
            listen = fail_in(lambda _, statement: said.append(statement), ("BEGIN", checkpoint))
            monkeypatch.setattr(Connection, "exec_driver_sql", listen)
            with pytest.raises(StoreUnavailable) as refusal:
                restore(new_store(tmp_path), copy, replace=True, at=LATER)
        assert refusal.value.cause is Cause.BUSY
        # Not for the lock as well, once the log could not be emptied.
        assert "BEGIN IMMEDIATE" not in said[said.index(checkpoint) :]

    @pytest.mark.skipif(os.name == "nt", reason="the right to write is told otherwise there")
    def test_another_cause_is_told_as_what_it_is(
        self, copy: Path, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL

        def fail(connection: Connection, statement: str) -> None:
            raise OperationalError(statement, None, full)

        monkeypatch.setattr(Connection, "exec_driver_sql", fail_in(fail, "PRAGMA wal_checkpoint"))
        with pytest.raises(StoreUnavailable) as refusal:
            restore(new_store(tmp_path), copy, replace=True, at=LATER)
        assert refusal.value.cause is Cause.FULL

    @pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
    @pytest.mark.parametrize("step", ["kkb.sqlite3", "kkb.sqlite3-wal", "kkb.sqlite3-shm"])
    def test_a_process_that_starts_within_the_swap_saves_nothing_that_is_lost(
        self, copy: Path, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        commit(other, "z")
        move, tried = Path.replace, []

        def replace_and_try(path: Path, target: Path) -> Path:
            moved = move(path, target)
            if path.name == step and path.parent.name == "lain":
                try:
                    commit(new_store(tmp_path), "within")
                    tried.append("saved")
                except StoreUnavailable:
                    tried.append("refused")
            return moved

        monkeypatch.setattr(Path, "replace", replace_and_try)
        with other.engine.connect():
            restore(new_store(tmp_path), copy, replace=True, at=LATER)
        assert tried == ["refused"]

    def test_nothing_but_names_changes_under_the_lock(
        self, copy: Path, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        locked = False

        def synchronise(handle: int) -> None:
            nonlocal locked
            with closing(sqlite3.connect(tmp_path / "lain" / "kkb.sqlite3", timeout=0)) as connection:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    locked = True

        monkeypatch.setattr(os, "fsync", synchronise)
        restore(other, copy, replace=True, at=LATER)
        assert not locked

    @pytest.mark.parametrize("broken", [b"bukan basis data" * 500, b"SQLite format 3\x00" + bytes(4080)])
    def test_a_database_that_cannot_be_read_is_replaced_if_told(
        self, copy: Path, other: Store, tmp_path: Path, broken: bytes
    ) -> None:
        other.close()
        (tmp_path / "lain" / "kkb.sqlite3").write_bytes(broken)
        with pytest.raises(StoreRefusal, match="--replace"):
            restore(new_store(tmp_path), copy, replace=False, at=LATER)
        backup, kept = restore(other, copy, replace=True, at=LATER)
        assert content(other) == backup.sidik
        assert kept is not None and kept.read_bytes() == broken

    def test_a_lost_database_comes_back_and_the_log_that_was_left_is_not_played_into_it(
        self, copy: Path, other: Store, tmp_path: Path
    ) -> None:
        commit(other, "z")
        with other.engine.connect():
            shutil.copyfile(tmp_path / "lain" / "kkb.sqlite3-wal", tmp_path / "wal")
        other.close()
        (tmp_path / "lain" / "kkb.sqlite3").unlink()
        shutil.copyfile(tmp_path / "wal", tmp_path / "lain" / "kkb.sqlite3-wal")
        other = new_store(tmp_path)
        backup, _ = restore(other, copy, replace=False, at=LATER)
        assert content(other) == backup.sidik

    def test_a_failure_leaves_everything_as_it_was(
        self, copy: Path, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commit(other, "z")
        before = content(other)
        monkeypatch.setattr(backup_module, "copy_content", fail_midway)
        with pytest.raises(RuntimeError):
            restore(other, copy, replace=True, at=LATER)
        assert content(other) == before
        assert list((tmp_path / "lain").glob("*pulih*")) + list((tmp_path / "lain").glob(".kkb-*")) == []

    def test_an_older_programs_backup_is_migrated_in_a_copy(self, tmp_path: Path) -> None:
        old = make_old_backup(tmp_path)
        before = old.read_bytes()
        other = new_store(tmp_path)
        restore(other, old, replace=False, at=LATER)
        assert other.is_prepared()
        assert [one.judul for one in other.milestones()] == ["Rilis"]
        assert old.read_bytes() == before

    def test_without_room_for_that_copy_it_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        old = make_old_backup(tmp_path)
        monkeypatch.setattr(backup_module, "make_file_engine", on_a_disk_of(20))
        with pytest.raises(StoreRefusal, match="tidak cukup ruang"):
            restore(new_store(tmp_path), old, replace=False, at=LATER)

    def test_a_newer_programs_backup_is_refused(self, copy: Path, tmp_path: Path) -> None:
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("UPDATE versi_skema SET version_num = '9999'")
        with pytest.raises(StoreRefusal, match="lebih baru"):
            restore(new_store(tmp_path), copy, replace=False, at=LATER)


def fail_in(fail: Callable[..., None], begin: str | tuple[str, ...]) -> Callable[..., CursorResult[Any]]:
    """`Connection.exec_driver_sql`, with a failure in one kind of statement."""
    real = Connection.exec_driver_sql

    def run(connection: Connection, statement: str, *arguments: Any, **options: Any) -> CursorResult[Any]:
        if statement.startswith(begin):
            fail(connection, statement)
        return real(connection, statement, *arguments, **options)

    return run


def raw(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "kkb.sqlite3", isolation_level=None)


def make_old_backup(tmp_path: Path) -> Path:
    """A backup as a program would have made it whose last revision was 0001."""
    from kkb.store.backup import _cadangan
    from kkb.store.engine import write
    from kkb.store.migrate import SCRIPT_DIR, migrate

    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    shutil.copyfile(SCRIPT_DIR / "env.py", versions.parent / "env.py")
    shutil.copyfile(SCRIPT_DIR / "versions" / "0001_awal.py", versions / "0001_awal.py")
    path = tmp_path / "lama.sqlite3"
    engine = make_file_engine(path, is_new=True)
    migrate(engine, versions.parent)
    with write(engine) as connection:
        connection.exec_driver_sql("INSERT INTO tonggak VALUES (1, 'peristiwa', '2023-05-10', NULL, 'Rilis', 'x')")
        values = {"sidik": hash_content(connection), "dibuat": MORNING, "unggahan": 0}
        _cadangan.create(connection)
        connection.execute(_cadangan.insert(), values)
    return path


@pytest.mark.postgresql
class TestBothDatabases:
    @pytest.fixture
    def postgresql(self, new_postgresql_url: str, tmp_path: Path) -> Iterator[Store]:
        store = open_store(make_settings(tmp_path / "pg", new_postgresql_url))
        yield store
        store.close()

    def test_there_and_back_nothing_changes(self, postgresql: Store, tmp_path: Path) -> None:
        sqlite = new_store(tmp_path, "asal")
        sqlite.prepare()
        fill(sqlite)
        there, back = tmp_path / "ke-sana.sqlite3", tmp_path / "kembali.sqlite3"
        sidik = back_up(sqlite, there, at=LATER).sidik
        restore(postgresql, there, replace=False, at=LATER)
        assert content(postgresql) == sidik
        assert postgresql.snapshot() == sqlite.snapshot()
        assert back_up(postgresql, back, at=LATER).sidik == sidik
        again = new_store(tmp_path, "lagi")
        restore(again, back, replace=False, at=LATER)
        assert content(again) == content(sqlite) == sidik
        assert again.snapshot() == sqlite.snapshot()

    def test_data_there_are_never_replaced(self, postgresql: Store, tmp_path: Path, prepared_file: Path) -> None:
        postgresql.prepare()
        commit(postgresql, "z")
        copy = tmp_path / "cadangan.sqlite3"
        back_up(postgresql, copy, at=LATER)
        before = content(postgresql)
        for replace in (False, True):
            with pytest.raises(StoreRefusal, match="basis data baru yang kosong"):
                restore(postgresql, copy, replace=replace, at=LATER)
        assert content(postgresql) == before
