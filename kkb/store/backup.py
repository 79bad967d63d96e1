"""Backups: one SQLite file with the tables of a store, made while others write, restored into either database."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, func, insert, inspect, select

from kkb.config import TIMEZONE
from kkb.store.accounts import carry_accounts
from kkb.store.content import UNREADABLE, copy_content, hash_content, holds_content
from kkb.store.engine import file_of, make_file_engine, outside_transaction, read, write
from kkb.store.erasure import Erasure
from kkb.store.errors import Cause, StoreError, StoreRefusal, StoreUnavailable
from kkb.store.migrate import is_current, migrate
from kkb.store.sqlite_file import free_path, log_paths, write_mark
from kkb.store.store import Store
from kkb.store.tables import UtcDateTime, unggahan
from kkb.store.trail import COMMAND_LINE, append

log = logging.getLogger(__name__)

_WORK_PREFIX = ".kkb-sementara-"
RESTORED = "pulih"
"""How the audit trail names a restore."""

_NO_WRITERS = (Cause.DAMAGED, Cause.VANISHED, Cause.UNPREPARED)
"""No database stands there that others could be writing into."""

# Stands in backup files only: `sidik` is the hash of all other content.
_cadangan = Table(
    "cadangan",
    MetaData(),
    Column("sidik", String(64), primary_key=True),
    Column("dibuat", UtcDateTime, nullable=False),
    Column("unggahan", Integer, nullable=False),
)

_HOLDS_DATA = (
    "Basis data ini sudah berisi data; tidak ada yang diubah. Tambahkan --replace untuk menggantinya: data yang "
    "sekarang disimpan di sampingnya."
)
_HOLDS_DATA_ON_SERVER = (
    "Basis data PostgreSQL ini sudah berisi data, dan tidak diganti. Buat basis data baru yang kosong, pulihkan ke "
    "sana dengan --db, lalu arahkan KKB_DATABASE_URL ke sana; yang lama tetap utuh."
)


class Backup(NamedTuple):
    """A backup file: the hash of its content, when it was made (aware, UTC), how many uploads it holds."""

    sidik: str
    dibuat: datetime
    unggahan: int


def back_up(store: Store, path: Path, *, at: datetime) -> Backup:
    """Write one state of a store, drafts included, to `path`; a file that is there is replaced in one step.

    Raises StoreRefusal if the store lies there itself or the folder cannot be written to; StoreUnavailable, also for a
    store that is not prepared.
    """
    if not store.is_prepared():
        raise StoreUnavailable(Cause.UNPREPARED)
    own = file_of(store.engine)
    if own is not None and path.resolve() == own.path.resolve():
        raise StoreRefusal("Itu basis datanya sendiri. Sebut berkas lain untuk cadangannya.")
    try:
        with _new_file(path, store) as (part, engine, sidik):
            with write(engine) as connection:
                _cadangan.create(connection)
                count = connection.scalar(select(func.count()).select_from(unggahan))
                connection.execute(insert(_cadangan), {"sidik": sidik, "dibuat": at, "unggahan": count})
            backup = _check(make_file_engine(part))
            _finish(part)
            part.replace(path)
    except (OSError, StoreUnavailable) as error:
        # To be read, a store needs no room: the full disk is that of the backup.
        if isinstance(error, StoreUnavailable) and error.cause is not Cause.FULL:
            raise
        log.error("cannot write the backup: %s", error)
        raise StoreRefusal(
            "Cadangan tidak dapat ditulis di folder itu; tidak ada yang diubah. Periksa izin dan ruang diskanya."
        ) from error
    return backup


@contextmanager
def open_backup(path: Path) -> Iterator[tuple[Store, Backup]]:
    """A checked backup as a store to read: its integrity and its hash hold. The file itself is never changed.

    That of an older program is migrated in a copy. Raises StoreRefusal for what is no backup, is damaged, or was
    written by a newer program.
    """
    engine = make_file_engine(path)
    backup = _check(engine)
    with tempfile.TemporaryDirectory() as folder:
        if not is_current(engine):
            copy = Path(folder) / "cadangan.sqlite3"
            engine = make_file_engine(copy, is_new=True)
            try:
                shutil.copyfile(path, copy)
                migrate(engine)
            except (OSError, StoreUnavailable) as error:
                log.error("cannot migrate a copy of the backup: %s", error)
                raise StoreRefusal(
                    "Cadangan dari versi lama ini perlu disalin dahulu ke folder sementara komputer ini, dan di sana "
                    "tidak cukup ruang. Tidak ada yang diubah."
                ) from error
        yield Store(engine), backup


def restore(
    store: Store, path: Path, *, replace: bool, at: datetime, erased: Collection[Erasure] = ()
) -> tuple[Backup, Path | None]:
    """Put what a backup holds into a store: the backup, and where the SQLite database that was there now lies.

    All is loaded and verified aside (SQLite: a new file, PostgreSQL: one transaction) before anything changes. A
    SQLite database that holds data or cannot be read is replaced only if told so; on PostgreSQL it is refused. The
    accounts of the database that is replaced stay, if they can be read; a backup holds none. The originals of `erased`
    are emptied again. Raises StoreRefusal, StoreUnavailable.
    """
    with open_backup(path) as (source, backup):
        file = file_of(store.engine)
        if file is not None:
            return backup, _restore_file(store, file.path, source, replace=replace, at=at, erased=erased)
        store.prepare()
        _fill(store.engine, source, act=RESTORED)
        store.erase_again(erased)
        return backup, None


def find_damage(store: Store) -> list[str]:
    """What the database itself finds wrong: broken pages, rows that refer to nothing, values that cannot be read."""
    try:
        with read(store.engine) as connection:
            found = _check_file(connection) if connection.dialect.name == "sqlite" else []
            hash_content(connection)
    except (StoreError, *UNREADABLE) as error:
        log.error("content cannot be read: %s", error.__cause__ or error)
        return ["ada isi yang tidak dapat dibaca"]
    return found


def _check(engine: Engine) -> Backup:
    """What a backup says of itself, once it has proved true. Raises StoreRefusal."""
    try:
        with read(engine) as connection:
            if not inspect(connection).has_table(_cadangan.name):
                raise StoreRefusal("Berkas ini bukan cadangan yang dibuat program ini dengan perintah backup.")
            backup = Backup(*connection.execute(select(_cadangan)).all()[0])
            if not _check_file(connection) and hash_content(connection) == backup.sidik:
                return backup
    except (StoreUnavailable, *UNREADABLE) as error:
        log.error("the backup cannot be read: %s", error.__cause__ or error)
        raise StoreRefusal("Berkas ini bukan cadangan program ini, atau rusak. Pakai cadangan lain.") from error
    raise StoreRefusal("Cadangan ini rusak: isinya tidak cocok dengan sidik jari isinya. Pakai cadangan lain.")


def _check_file(connection: Connection) -> list[str]:
    """What SQLite finds wrong with its file."""
    broken = [told for told in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if told != "ok"]
    orphans = {row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
    return broken + [f"{table}: rujukannya tidak ada" for table in sorted(orphans)]


@contextmanager
def _new_file(path: Path, source: Store) -> Iterator[tuple[Path, Engine, str]]:
    """A file with all of a store that may take the place of `path`, on the same disk, and the hash of its content."""
    with tempfile.TemporaryDirectory(prefix=_WORK_PREFIX, dir=path.parent) as folder:
        part = Path(folder) / path.name
        engine = make_file_engine(part, is_new=True)
        migrate(engine)
        yield part, engine, _fill(engine, source)


def _fill(target: Engine, source: Store, *, act: str = "") -> str:
    """Load all of a store into empty tables, in one transaction that ends well only if the content is equal."""
    with read(source.engine) as given, write(target, act) as taken:
        if holds_content(taken):
            raise StoreRefusal(_HOLDS_DATA_ON_SERVER)
        sidik = copy_content(given, taken)
        if sidik != hash_content(taken):
            raise StoreRefusal("Isi yang disalin tidak sama dengan asalnya; tidak ada yang diubah.")
    return sidik


def _state_words(sidik: str) -> str:
    return f"isi {sidik[:16]}"


def _finish(part: Path) -> None:
    """On the disk, and for its owner alone: it holds every original, with the personal data in them."""
    part.chmod(0o600)
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _restore_file(
    store: Store, target: Path, source: Store, *, replace: bool, at: datetime, erased: Collection[Erasure]
) -> Path | None:
    if not replace and target.exists() and _may_hold_content(store.engine):
        raise StoreRefusal(_HOLDS_DATA)
    kept = free_path(target.with_name(f"{target.name}.sebelum-pulih-{at.astimezone(TIMEZONE):%Y%m%d-%H%M%S}"))
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _new_file(target, source) as (part, engine, sidik):
            if not store.is_new():
                # They are of this installation, whatever data it is given.
                carry_accounts(store.engine, engine)
            # Before the entry in the trail, which tells of all events that then are there.
            Store(engine).erase_again(erased)
            with write(engine) as connection:
                append(connection, COMMAND_LINE, RESTORED, _state_words(sidik))
            _finish(part)
            with ExitStack() as stack:
                try:
                    if target.exists():
                        stack.enter_context(_writers_kept_out(store.engine, target))
                except StoreUnavailable as error:
                    if error.cause not in _NO_WRITERS:
                        raise
                write_mark(target)
                if os.name == "nt":
                    # There an open file cannot be moved: a running program makes the next lines fail.
                    stack.close()
                    store.close()
                # Beside the new file the log would be played into it. A process that starts in between finds no file,
                # and says so: the mark stands.
                for old, aside in zip((target, *log_paths(target)), (kept, *log_paths(kept)), strict=True):
                    if old.exists():
                        old.replace(aside)
                part.replace(target)
                if _is_empty(log_paths(kept)[0]):
                    for rest in log_paths(kept):
                        rest.unlink(missing_ok=True)
    except OSError as error:
        log.error("cannot restore: %s", error)
        raise StoreRefusal(
            "Basis data tidak dapat diganti. Hentikan program yang memakainya, periksa ruang diska, lalu ulangi."
        ) from error
    finally:
        store.close()
    return kept if kept.exists() else None


def _is_empty(log_file: Path) -> bool:
    return not log_file.exists() or log_file.stat().st_size == 0


def _may_hold_content(engine: Engine) -> bool:
    try:
        with read(engine) as connection:
            return holds_content(connection)
    except StoreUnavailable as error:
        # What cannot be read may hold all there is.
        return error.cause not in (Cause.VANISHED, Cause.UNPREPARED)


@contextmanager
def _writers_kept_out(engine: Engine, database: Path) -> Iterator[None]:
    """Hold the write lock while the write-ahead log is empty. Raises StoreUnavailable, BUSY within 6 seconds."""
    with outside_transaction(engine) as connection:
        # Waits for readers and writers, and says whether one has stayed.
        is_busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        if not is_busy:
            connection.exec_driver_sql("BEGIN IMMEDIATE").close()
        if is_busy or not _is_empty(log_paths(database)[0]):
            raise StoreUnavailable(Cause.BUSY)
        yield
