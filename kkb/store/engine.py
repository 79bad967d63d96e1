"""Engines and transactions of SQLite and PostgreSQL, so that two writers at once lose nothing.

A write is one transaction that first takes the only write lock (BEGIN IMMEDIATE, or an advisory lock), so that
"max + 1" and "is this still the version?" are true until the commit. A read is one consistent snapshot.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from kkb.store.errors import Cause, RightRefusal, StoreError, StoreRefusal, StoreUnavailable
from kkb.store.outages import code_of, commit_reported, outages_reported
from kkb.store.sqlite_file import DatabaseFile, log_paths
from kkb.store.trail import PROGRAM, Actor, Touched, append, is_there

log = logging.getLogger(__name__)

BUSY_TIMEOUT_MS = 5_500
"""How long a lock is waited for, in all (connection of the pool, switch to WAL, write lock): an answer comes in 6 s."""

_FOLD_TIMEOUT_MS = 1_000
WRITE_LOCK_KEY = 0x6B6B_6231
"""Key of PostgreSQL's advisory lock: any constant will do, as long as every writer takes the same one."""

NETWORK_FILE_SYSTEMS = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "ncp", "ceph", "lustre", "beegfs", "davfs",
    "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.smbnetfs",
})  # fmt: skip
Mounts = Iterable[tuple[str, str]]
"""Mount points with the types of their file systems."""

_WIPE = "PRAGMA secure_delete = ON"
"""What is emptied or deleted is overwritten: no bytes of an erased original stay in free pages."""

_BEGIN = "kkb_begin"
_FILE, _WRITABLE = "kkb_file", "kkb_writable"
_IDENTITY, _NUMBER = "kkb_identity", "kkb_number"
_MEANT = "kkb_meant"
_WRITER, _REFUSED = "kkb_writer", "kkb_refused"
_ACTOR, _TOUCHED = "kkb_actor", "kkb_touched"

Writing = Callable[[Connection], Actor | None]
"""What a write transaction begins by: it may refuse (RightRefusal), and says who writes."""


def make_engine(address: str | URL, *, mounts: Mounts | None = None, writable: bool = True) -> Engine:
    """An engine for a SQLite or PostgreSQL address, usable from many threads.

    A SQLite file is opened only where there is one; `migrate` makes it. `mounts` are mount points with their file
    systems (None: those of this machine). Without `writable` every write is refused. Raises StoreRefusal for another
    database, a missing driver or a folder on a network share.
    """
    url = _parse_url(address)
    if url.get_backend_name() == "sqlite":
        return _make_sqlite_engine(url, mounts, writable)
    return _make_postgresql_engine(url, writable)


def file_of(engine: Engine) -> DatabaseFile | None:
    """The SQLite file behind an engine; None for PostgreSQL and for a file of `make_file_engine`."""
    found: DatabaseFile | None = engine.get_execution_options().get(_FILE)
    return found


def is_writable(engine: Engine) -> bool:
    """False for an engine of a process, or of a page, that only reads."""
    return bool(engine.get_execution_options().get(_WRITABLE, True))


def for_reading(engine: Engine) -> Engine:
    """The same engine, with the same connections, by which nothing is written."""
    return engine.execution_options(**{_WRITABLE: False})


def for_file(engine: Engine, number: int) -> Engine:
    """The same engine, by which nothing is written into another file than that of a number."""
    return engine.execution_options(**{_MEANT: number})


def for_writer(engine: Engine, writer: Writing, refused: Callable[[RightRefusal], object]) -> Engine:
    """The same engine, whose write transactions begin by calling `writer`: what it raises ends them.

    `refused` is called with a RightRefusal once the transaction that it ended is undone.
    """
    return engine.execution_options(**{_WRITER: writer, _REFUSED: refused})


def writer_of(connection: Connection) -> Writing | None:
    """The `writer` of `for_writer` that this transaction began with, if any."""
    found: Writing | None = connection.get_execution_options().get(_WRITER)
    return found


def for_actor(engine: Engine, actor: Actor) -> Engine:
    """The same engine for who acts without a writer, as the audit trail names them. No right is asked."""
    return engine.execution_options(**{_ACTOR: actor, _WRITER: None})


def keeps_trail(engine: Engine) -> bool:
    """Whether writes are entered in the audit trail: not in a file that is whole in itself, as a backup is."""
    return engine.get_execution_options().get(_ACTOR) is not None


def file_number(connection: Connection) -> int:
    """Which of the files that stood at its path the connection is of: 0 for the first, always 0 for PostgreSQL."""
    return int(connection.info.get(_NUMBER, 0))


def make_file_engine(path: Path, *, is_new: bool = False) -> Engine:
    """An engine for one SQLite file that nobody else has open: a backup (read-only), or a new one being written.

    It needs neither locks nor a write-ahead log, so the file may lie on a network share or a read-only disk, and is
    whole in itself. A new one is synchronised by whoever puts it into its place.
    """
    options = "mode=rwc&nolock=1" if is_new else "mode=ro&immutable=1"
    address = f"{path.resolve().as_uri()}?{options}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_WIPE)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """One read transaction: every query in it sees the same state. Raises StoreUnavailable."""
    with outages_reported(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def write(engine: Engine, act: str = "", *, foreign_keys: bool = True) -> Iterator[Connection]:
    """One write transaction under the only write lock; an exception in the body undoes all of it.

    At its end it is entered in the audit trail (`kkb.store.trail`), if it wrote anything: as `act`, or by what it
    wrote.

    `foreign_keys=False` is for migrations on SQLite, where rebuilding a table drops it for a moment. Raises
    StoreUnavailable, also when the lock cannot be had within 6 seconds, and when another SQLite file stands where the
    one was that was opened: nothing is written then, and the next call uses what is there.
    """
    if not is_writable(engine):
        raise StoreRefusal("Dari sini data hanya dibaca. Belum ada yang disimpan.")
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    file = file_of(engine)
    if file is not None and _MEANT not in engine.get_execution_options():
        engine = for_file(engine, file.number)
    with outages_reported(engine, writing=True), engine.connect() as connection:
        locked = (
            _locked_postgresql(connection, until)
            if engine.dialect.name == "postgresql"
            else _locked_sqlite(engine, connection, until, foreign_keys)
        )
        try:
            with locked, _entered(engine, connection, act, is_migration=not foreign_keys):
                yield connection
        except RightRefusal as refusal:
            if refused := engine.get_execution_options().get(_REFUSED):
                connection.close()
                refused(refusal)
            raise


@contextmanager
def _entered(engine: Engine, connection: Connection, act: str, *, is_migration: bool) -> Iterator[None]:
    """Ask the writer first, and at the end enter in the audit trail what was written."""
    touched = Touched()
    connection.execution_options(**{_TOUCHED: touched})
    writer = writer_of(connection)
    actor = writer(connection) if writer is not None else None
    yield
    if not keeps_trail(engine) or not (touched or is_migration) or (is_migration and not is_there(connection)):
        return
    append(
        connection,
        actor or engine.get_execution_options()[_ACTOR],
        act or touched.act,
        "" if is_migration else touched.subject,
    )


def _note_touched(
    connection: Connection, statement: Any, _many: object, _one: object, _options: object, result: Any
) -> None:
    touched: Touched | None = connection.get_execution_options().get(_TOUCHED)
    if touched is not None and statement.is_dml:
        touched.note(statement, result.context.compiled_parameters, result.rowcount)


@contextmanager
def _locked_postgresql(connection: Connection, until: float) -> Iterator[None]:
    # After the lock each statement must see what the holder before committed: not REPEATABLE READ.
    connection.execution_options(isolation_level="READ COMMITTED")
    with connection.begin() as transaction:
        connection.execute(text(f"SET LOCAL lock_timeout = {_milliseconds(until)}"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK_KEY})
        yield
        with commit_reported():
            transaction.commit()


@contextmanager
def _locked_sqlite(engine: Engine, connection: Connection, until: float, foreign_keys: bool) -> Iterator[None]:
    driver: Any = connection.connection.dbapi_connection
    connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
    driver.execute(f"PRAGMA busy_timeout = {_milliseconds(until)}")
    if not foreign_keys:
        # Has no effect inside a transaction, hence before it.
        driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin() as transaction:
            _refuse_other_file(engine, connection)
            yield
            _refuse_other_file(engine, connection)
            with commit_reported():
                transaction.commit()
    finally:
        if not foreign_keys:
            driver.execute("PRAGMA foreign_keys = ON")
    try:
        # Replaced within the commit itself: what was written went with the old file.
        _refuse_other_file(engine, connection)
    except StoreUnavailable as error:
        raise StoreUnavailable(Cause.UNCERTAIN) from error
    if file := file_of(engine):
        # The first write has made it.
        file.note_log()


def _refuse_other_file(engine: Engine, connection: Connection) -> None:
    """Raises StoreUnavailable if another SQLite file than the one that was meant stands there, or is written into."""
    file, meant = file_of(engine), engine.get_execution_options().get(_MEANT)
    if file is not None and (connection.info[_IDENTITY], file_number(connection)) != (file.identify(), meant):
        # Somebody else may have found out before.
        raise StoreUnavailable(file.look() or Cause.REPLACED)


def _milliseconds(until: float) -> int:
    return max(1, round((until - time.monotonic()) * 1000))


def fold_in_log(engine: Engine) -> None:
    """Take what SQLite's log holds into the file itself and empty it, if nobody reads from it. Raises nothing."""
    file = file_of(engine)
    if file is None or not is_writable(engine):
        return
    try:
        if log_paths(file.path)[0].stat().st_size:
            with outside_transaction(engine) as connection:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {_FOLD_TIMEOUT_MS}").close()
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
    except (OSError, StoreError) as error:
        # No log, or no file to take it in.
        log.info("log not folded in: %s", error)


def wipe_free_space(engine: Engine) -> None:
    """Leave nothing of what was emptied or deleted in the files of the database, as far as others let it now.

    New free pages of SQLite are overwritten anyway; those of an older program, the log, and old rows of PostgreSQL are
    taken away here. Raises nothing.
    """
    try:
        if engine.dialect.name == "postgresql":
            with outages_reported(engine), engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql("VACUUM FULL berkas_asli")
                connection.exec_driver_sql("VACUUM FULL laporan_pelapor")
                connection.exec_driver_sql("VACUUM draf_berkas")
            return
        with outside_transaction(engine) as connection:
            connection.exec_driver_sql("VACUUM")
    except StoreError as error:
        log.warning("free space not wiped yet: %s", error)
    fold_in_log(engine)


@contextmanager
def outside_transaction(engine: Engine) -> Iterator[Connection]:
    """A SQLite connection with no transaction around its statements: for VACUUM INTO. Raises StoreUnavailable."""
    with outages_reported(engine), engine.connect() as connection:
        connection.execution_options(**{_BEGIN: ""})
        yield connection


def network_file_system(path: Path, mounts: Mounts) -> str | None:
    """The type of the network share that holds `path`, None for a local disk.

    `mounts` are mount points and their types; the longest point above the path counts, the later of equals.
    """
    if str(path).startswith(("\\\\", "//")):
        return "UNC"
    above = [(len(Path(point).parts), kind) for point, kind in mounts if path.is_relative_to(point)]
    # max() keeps the first of equals.
    kind = max(reversed(above), key=itemgetter(0), default=(0, ""))[1]
    return kind if kind in NETWORK_FILE_SYSTEMS else None


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


def _refuse_network_share(file: Path, mounts: Mounts | None) -> None:
    folder = file.parent if str(file).startswith("\\\\") else file.resolve().parent
    share = network_file_system(folder, _mounts() if mounts is None else mounts)
    if share is not None:
        # Readers of the page see this sentence: the folder itself is told to the log only.
        log.error("the data folder %s is on a network share (%s)", folder, share)
        raise StoreRefusal(
            f"Folder data berada di jaringan ({share}); data bisa rusak di sana. Arahkan KKB_DATA_DIR ke"
            " diska komputer ini, atau pakai PostgreSQL lewat KKB_DATABASE_URL."
        )


def _mounts() -> list[tuple[str, str]]:
    try:
        return [(one.mountpoint, one.fstype) for one in psutil.disk_partitions(all=True)]
    except OSError as error:
        log.warning("the mounts cannot be listed, network shares go unnoticed: %s", error)
        return []


def _make_sqlite_engine(url: URL, mounts: Mounts | None, writable: bool) -> Engine:
    if not url.database or url.database == ":memory:":
        # SQLite would keep everything in memory, and lose it at the end of the process.
        raise StoreRefusal("KKB_DATABASE_URL belum menyebut berkasnya, misalnya sqlite:////srv/kkb/kkb.sqlite3.")
    _refuse_network_share(Path(url.database), mounts)
    file = DatabaseFile(Path(url.database).absolute())
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,
        hide_parameters=True,
        execution_options={_FILE: file, _WRITABLE: writable, _ACTOR: PROGRAM},
    )

    def connect(dialect: Any, record: Any, arguments: Any, options: dict[str, Any]) -> sqlite3.Connection:
        # Never made by opening it: a database that was deleted would come back empty.
        address = f"{file.path.as_uri()}?mode=rw"
        connection, record.info[_IDENTITY], record.info[_NUMBER] = file.open(
            lambda: dialect.connect(address, uri=True, **options)
        )
        return connection

    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        _set_up_sqlite(connection, writable)

    def look_again(connection: sqlite3.Connection, record: Any, _proxy: object) -> None:
        if record.info[_IDENTITY] != file.identify():
            # The pool then opens what stands there.
            raise InvalidatePoolError("another file stands at the path of the database")
        file.note_log()
        # A writer before may have had less time left.
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "connect", set_up)
    event.listen(engine, "checkout", look_again)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "after_execute", _note_touched)
    return engine


def _make_postgresql_engine(url: URL, writable: bool) -> Engine:
    connect_args = {} if "connect_timeout" in url.query else {"connect_timeout": 5}
    try:
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_timeout=BUSY_TIMEOUT_MS / 1000,
            hide_parameters=True,
            connect_args=connect_args,
            execution_options={_WRITABLE: writable, _ACTOR: PROGRAM},
        )
    except (ImportError, NoSuchModuleError) as error:
        log.error("no PostgreSQL driver: %s", error)
        raise StoreRefusal(
            'Untuk PostgreSQL diperlukan satu paket lagi: jalankan pip install "psycopg[binary]".'
        ) from error
    event.listen(engine, "connect", _set_up_postgresql)
    event.listen(engine, "after_execute", _note_touched)
    return engine


def _set_up_postgresql(connection: Any, _record: object) -> None:
    """A read behind a migration that hangs is told as well."""
    connection.execute(f"SET lock_timeout = {BUSY_TIMEOUT_MS}")
    connection.commit()


def _set_up_sqlite(connection: sqlite3.Connection, writable: bool) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` does, also before DDL and reads.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    if writable:
        _switch_to_wal(connection)
        # Each commit takes the log into the file, as far as readers allow: a copy of the file alone is then whole.
        connection.execute("PRAGMA wal_autocheckpoint = 1")
    else:
        connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_WIPE)
    connection.execute("PRAGMA foreign_keys = ON")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Readers and a writer side by side.

    The very first switch needs the file alone, and SQLite does not wait for that by itself: of six processes that
    open a new file at once, about one in seventy met "database is locked".
    """
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = code_of(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)
