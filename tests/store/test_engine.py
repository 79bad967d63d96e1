"""Where a store may live: addresses, drivers, folders and network shares."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import RootTransaction, text
from sqlalchemy.exc import IntegrityError, OperationalError

from kkb.store import Cause, Store, StoreRefusal, StoreUnavailable, open_store
from kkb.store.engine import _switch_to_wal, make_engine, network_file_system, read, write
from kkb.store.outages import cause_of
from tests.support.store_fixtures import make_settings

MOUNTS = [
    ("/", "ext4"),
    ("/proc", "proc"),
    ("/mnt/bersama", "nfs4"),
    ("/mnt/Data Dinas", "cifs"),
    ("/mnt/bersama/lokal", "xfs"),
    ("/home/sari/jauh", "fuse.sshfs"),
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/kkb/data", None),
        ("/mnt/bersama", "nfs4"),
        ("/mnt/bersama/kkb/data", "nfs4"),
        ("/mnt/bersama/lokal/kkb", None),
        ("/mnt/bersamaku/kkb", None),
        ("/mnt/Data Dinas/kkb", "cifs"),
        ("/home/sari/jauh/kkb", "fuse.sshfs"),
        ("\\\\server\\data\\kkb", "UNC"),
    ],
)
def test_the_longest_mount_point_above_a_folder_decides(path: str, kind: str | None) -> None:
    assert network_file_system(Path(path), MOUNTS) == kind


def test_a_later_mount_on_the_same_point_covers_the_earlier() -> None:
    mounts = [("/data", "nfs"), ("/data", "ext4")]
    assert network_file_system(Path("/data/kkb"), mounts) is None
    assert network_file_system(Path("/data/kkb"), mounts[::-1]) == "nfs"


def test_sqlite_on_a_network_share_is_refused_with_the_mend(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with pytest.raises(StoreRefusal) as refusal:
        make_engine(f"sqlite:///{folder}/kkb.sqlite3", mounts=[(str(tmp_path.resolve()), "nfs")])
    assert "nfs" in refusal.value.message
    assert "KKB_DATA_DIR" in refusal.value.message
    assert "KKB_DATABASE_URL" in refusal.value.message
    assert not folder.exists()


def test_a_link_to_a_share_is_a_share(tmp_path: Path) -> None:
    (tmp_path / "jauh").mkdir()
    (tmp_path / "dekat").symlink_to(tmp_path / "jauh")
    with pytest.raises(StoreRefusal):
        make_engine(f"sqlite:///{tmp_path}/dekat/kkb.sqlite3", mounts=[(str(tmp_path.resolve() / "jauh"), "nfs")])


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_an_address_without_a_file_is_refused_lest_all_be_lost_at_the_end(address: str) -> None:
    with pytest.raises(StoreRefusal, match="belum menyebut berkasnya"):
        make_engine(address)


@pytest.mark.parametrize("address", ["mysql://u:rahasia@h/d", "postgresql+asyncpg://u:rahasia@h/d", "bukan alamat"])
def test_another_address_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(StoreRefusal) as refusal:
        make_engine(address)
    assert "KKB_DATABASE_URL" in refusal.value.message
    assert "rahasia" not in refusal.value.message


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_addresses_go_to_psycopg(scheme: str) -> None:
    pytest.importorskip("psycopg")
    assert make_engine(f"{scheme}://u@127.0.0.1/d").url.drivername == "postgresql+psycopg"


def test_a_missing_driver_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreRefusal) as refusal:
        make_engine("postgresql://u@127.0.0.1/d")
    assert 'pip install "psycopg[binary]"' in refusal.value.message


def test_a_server_that_does_not_answer_is_an_outage(caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("psycopg")
    store = Store(make_engine("postgresql://u:rahasia@127.0.0.1:1/d"))
    with pytest.raises(StoreUnavailable) as outage:
        store.data_version()
    assert "rahasia" not in outage.value.message
    assert "database unavailable" in caplog.text
    assert "rahasia" not in caplog.text


def test_a_file_that_is_no_database_is_an_outage(tmp_path: Path) -> None:
    (tmp_path / "kkb.sqlite3").write_bytes(b"PK\x03\x04 a workbook, not a database" * 100)
    store = open_store(make_settings(tmp_path))
    with pytest.raises(StoreUnavailable):
        store.prepare()
    store.close()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreRefusal, match="KKB_DATA_DIR"):
        open_store(make_settings(tmp_path / "data")).prepare()


@pytest.mark.skipif(os.name == "nt", reason="a name with a question mark is no file name on Windows")
def test_a_folder_with_odd_letters_is_just_a_folder(tmp_path: Path) -> None:
    store = open_store(make_settings(tmp_path / "data ü 100% (baru?) #1"))
    store.prepare()
    assert store.data_version() == 0
    assert (tmp_path / "data ü 100% (baru?) #1" / "kkb.sqlite3").is_file()
    store.close()


def test_sqlite_writes_survive_a_power_cut_and_reads_do_not_wait(tmp_path: Path) -> None:
    store = open_store(make_settings(tmp_path))
    store.prepare()
    with write(store.engine) as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert 0 < pragmas.pop("busy_timeout") <= 6_000
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.close()


def test_the_first_switch_to_wal_waits_for_others_who_open_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kkb.store.engine.time.sleep", lambda _seconds: None)
    tries: list[str] = []

    class BusyTwice:
        def execute(self, statement: str) -> None:
            tries.append(statement)
            if len(tries) < 3:
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise error

    _switch_to_wal(BusyTwice())  # type: ignore[arg-type]
    assert tries == ["PRAGMA journal_mode = WAL"] * 3


@pytest.mark.postgresql
def test_a_read_transaction_cannot_write_on_postgresql(new_postgresql_url: str, tmp_path: Path) -> None:
    store = open_store(make_settings(tmp_path, new_postgresql_url))
    with pytest.raises(StoreUnavailable) as refusal, read(store.engine) as connection:
        connection.execute(text("CREATE TABLE x (n integer)"))
    assert refusal.value.cause is Cause.READ_ONLY
    store.prepare()
    store.close()


SQLITE_CODES = {
    sqlite3.SQLITE_BUSY_SNAPSHOT: Cause.BUSY,
    sqlite3.SQLITE_FULL: Cause.FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: Cause.FULL,
    sqlite3.SQLITE_READONLY_DIRECTORY: Cause.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Cause.READ_ONLY,
    sqlite3.SQLITE_IOERR_FSYNC: Cause.FAILING,
    sqlite3.SQLITE_CORRUPT: Cause.DAMAGED,
    sqlite3.SQLITE_NOTADB: Cause.DAMAGED,
}
STATES = {
    "55P03": Cause.BUSY,
    "53100": Cause.FULL,
    "25006": Cause.READ_ONLY,
    "57P01": Cause.UNREACHABLE,
    None: Cause.UNREACHABLE,
}


def driver_error(code: int | None = None, state: str | None = None) -> OperationalError:
    """What SQLAlchemy makes of an error of either driver."""
    if code is None:
        error = Exception("told to fail")
        error.sqlstate = state  # type: ignore[attr-defined]
    else:
        error = sqlite3.OperationalError("told to fail")
        error.sqlite_errorcode = code
    return OperationalError("SELECT 1", None, error)


def test_each_cause_is_known_by_its_code() -> None:
    assert {code: cause_of(driver_error(code)) for code in SQLITE_CODES} == SQLITE_CODES
    assert {state: cause_of(driver_error(state=state)) for state in STATES} == STATES
    assert cause_of(IntegrityError("INSERT", None, driver_error(sqlite3.SQLITE_CONSTRAINT).orig)) is None  # type: ignore[arg-type]


def test_a_text_that_is_no_utf8_is_damage_and_its_content_stays_out_of_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(make_settings(tmp_path))
    store.prepare()
    with pytest.raises(StoreUnavailable) as outage, read(store.engine) as connection:
        connection.execute(text(f"SELECT CAST(x'ff{b'rahasia'.hex() * 100}' AS TEXT)")).all()
    assert outage.value.cause is Cause.DAMAGED
    assert max(len(record.getMessage()) for record in caplog.records) < 300
    store.close()


def test_each_cause_says_what_happened_that_nothing_was_saved_and_what_to_do() -> None:
    sentences = {StoreUnavailable(cause, writing=True).message for cause in Cause}
    assert len(sentences) == len(Cause)
    for cause in Cause:
        read, written = StoreUnavailable(cause).message, StoreUnavailable(cause).of_write().message
        assert "Belum ada yang disimpan" not in read
        assert ("Belum ada yang disimpan." in written) == (cause is not Cause.UNCERTAIN)
        assert all(part in written for part in cause.value)


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, Cause.UNCERTAIN),
        (sqlite3.SQLITE_IOERR_SHMSIZE, Cause.UNCERTAIN),
        (sqlite3.SQLITE_FULL, Cause.FULL),
        (None, Cause.UNCERTAIN),
    ],
    ids=["flush", "index", "full", "connection"],
)
def test_an_answer_lost_at_the_commit_is_told_as_uncertain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int | None, cause: Cause
) -> None:
    store = open_store(make_settings(tmp_path))
    store.prepare()

    def fail(_transaction: object) -> None:
        raise driver_error(code)

    monkeypatch.setattr(RootTransaction, "commit", fail)
    with pytest.raises(StoreUnavailable) as outage, write(store.engine):
        pass
    monkeypatch.undo()
    assert outage.value.cause is cause
    store.close()


def test_one_lock_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kkb.store.engine.BUSY_TIMEOUT_MS", 300)
    store = open_store(make_settings(tmp_path))
    store.prepare()
    store.close()
    holder = sqlite3.connect(tmp_path / "kkb.sqlite3", isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    with pytest.raises(StoreUnavailable) as outage, write(store.engine):
        pass
    assert (outage.value.cause, time.monotonic() - began < 0.9) == (Cause.BUSY, True)
    holder.close()
    store.close()
