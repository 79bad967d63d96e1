"""Engines and transactions of SQLite and PostgreSQL, so that two writers at once lose nothing.

A write is one transaction that first takes the only write lock (BEGIN IMMEDIATE, or an advisory lock), so that
"max + 1" and "is this still the version?" are true until the commit. A read is one consistent snapshot.
"""

from __future__ import annotations

import logging
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kkb.store.errors import StoreRefusal, StoreUnavailable

log = logging.getLogger(__name__)

BUSY_TIMEOUT_MS = 15_000
WRITE_LOCK_KEY = 0x6B6B_6231
"""Key of PostgreSQL's advisory lock: any constant will do, as long as every writer takes the same one."""

NETWORK_FILE_SYSTEMS = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "ncp", "ceph", "lustre", "beegfs", "davfs",
    "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.smbnetfs",
})  # fmt: skip
_BEGIN = "kkb_begin"
_UNDEFINED_TABLE = "42P01"


def make_engine(address: str | URL, *, mounts: str | None = None) -> Engine:
    """An engine for a SQLite or PostgreSQL address, usable from many threads.

    The folder of a SQLite file is created. `mounts` is the text of /proc/mounts (None: read it where there is
    one). Raises StoreRefusal for another database, a missing driver, a folder that cannot be made or one on a
    network share.
    """
    url = _parse_url(address)
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            _prepare_folder(Path(url.database), mounts)
        return _make_sqlite_engine(url)
    return _make_postgresql_engine(url)


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """One read transaction: every query in it sees the same state. Raises StoreUnavailable."""
    with _outages_reported(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def write(engine: Engine, *, foreign_keys: bool = True) -> Iterator[Connection]:
    """One write transaction under the only write lock; an exception in the body undoes all of it.

    `foreign_keys=False` is for migrations on SQLite, where rebuilding a table drops it for a moment.
    Raises StoreUnavailable, also when the lock cannot be had within 15 seconds.
    """
    with _outages_reported(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            # After the lock each statement must see what the holder before committed: not REPEATABLE READ.
            connection.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                connection.execute(text(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK_KEY})
                yield connection
            return
        connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        driver: Any = connection.connection.dbapi_connection
        if not foreign_keys:
            # Has no effect inside a transaction, hence before it.
            driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            if not foreign_keys:
                driver.execute("PRAGMA foreign_keys = ON")


@contextmanager
def outside_transaction(engine: Engine) -> Iterator[Connection]:
    """A SQLite connection with no transaction around its statements: for VACUUM INTO. Raises StoreUnavailable."""
    with _outages_reported(), engine.connect() as connection:
        connection.execution_options(**{_BEGIN: ""})
        yield connection


def network_file_system(path: Path, mounts: str) -> str | None:
    """The type of the network share that holds `path`, None for a local disk.

    `mounts` is the text of /proc/mounts; the longest mount point above the path counts, the later of equals.
    """
    if str(path).startswith(("\\\\", "//")):
        return "UNC"
    best, kind = 0, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(_unescape(fields[1]))
        if (point == path or point in path.parents) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind if kind in NETWORK_FILE_SYSTEMS else None


def _unescape(mount_point: str) -> str:
    """/proc/mounts writes blanks, tabs, line breaks and backslashes in octal."""
    for octal, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        mount_point = mount_point.replace(octal, character)
    return mount_point


def _parse_url(address: str | URL) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreRefusal("KKB_DATABASE_URL bukan alamat basis data yang dapat dibaca.") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise StoreRefusal("KKB_DATABASE_URL hanya menerima alamat postgresql:// atau sqlite:///.")
    return url


def _prepare_folder(file: Path, mounts: str | None) -> None:
    folder = file.parent if str(file).startswith("\\\\") else file.resolve().parent
    share = network_file_system(folder, _read_mounts() if mounts is None else mounts)
    if share is not None:
        # Readers of the page see this sentence: the folder itself is told to the log only.
        log.error("the data folder %s is on a network share (%s)", folder, share)
        raise StoreRefusal(
            f"Folder data berada di jaringan ({share}); data bisa rusak di sana. Arahkan KKB_DATA_DIR ke"
            " diska komputer ini, atau pakai PostgreSQL lewat KKB_DATABASE_URL."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.error("cannot create the data folder %s: %s", folder, error)
        raise StoreRefusal(
            "Folder data tidak dapat dibuat. Arahkan KKB_DATA_DIR ke folder yang boleh ditulisi."
        ) from error


def _read_mounts() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        log.warning("cannot read /proc/mounts, network shares go unnoticed: %s", error)
        return ""


def _make_sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_postgresql_engine(url: URL) -> Engine:
    connect_args = {} if "connect_timeout" in url.query else {"connect_timeout": 10}
    try:
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=connect_args)
    except (ImportError, NoSuchModuleError) as error:
        log.error("no PostgreSQL driver: %s", error)
        raise StoreRefusal(
            'Untuk PostgreSQL diperlukan satu paket lagi: jalankan pip install "psycopg[binary]".'
        ) from error


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` does, also before DDL and reads.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    _switch_to_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Readers and a writer side by side.

    The very first switch needs the file alone, and SQLite does not wait for that by itself: of six processes that
    open a new file at once, about one in seventy met "database is locked".
    """
    pause = 0.05
    for _attempt in range(int(BUSY_TIMEOUT_MS / 1000 / pause)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # Extended codes carry the plain code in their low byte.
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            time.sleep(pause)
    connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)


@contextmanager
def _outages_reported() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if not _is_outage(error):
            raise
        log.error("database unavailable: %s", error.orig)
        raise StoreUnavailable from error
    except PoolTimeout as error:
        log.error("no free database connection: %s", error)
        raise StoreUnavailable from error


def _is_outage(error: DBAPIError) -> bool:
    """True for trouble with the database, false for trouble with our statement.

    A file that is no database is a plain DatabaseError; a table that is not there yet is an OperationalError of
    SQLite and an UndefinedTable of PostgreSQL.
    """
    if isinstance(error, ProgrammingError):
        return getattr(error.orig, "sqlstate", None) == _UNDEFINED_TABLE
    return isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
