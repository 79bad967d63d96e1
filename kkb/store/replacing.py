"""Files put into their place in one step: a backup under its name, a restored database where another one was.

What is unfinished lies in a folder of its own beside, on the same disk. A process that is killed at any moment leaves
the old file or the new one, whole.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from kkb.store.errors import Cause, StoreUnavailable
from kkb.store.sqlite_file import log_paths

_WORK_PREFIX = ".kkb-sementara-"
_LEFT_OVER_SECONDS = 24 * 3600
_FOLDS_TRIED = 20
_PATIENCE_SECONDS = 6


@contextmanager
def work_folder(beside: Path, at: datetime) -> Iterator[Path]:
    """A folder for unfinished files, on the disk of the finished one; those of ended processes are removed."""
    for left_over in beside.glob(f"{_WORK_PREFIX}*"):
        if at.timestamp() - left_over.stat().st_mtime > _LEFT_OVER_SECONDS:
            shutil.rmtree(left_over, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_WORK_PREFIX, dir=beside) as folder:
        yield Path(folder)


def put_in_place(part: Path, path: Path) -> None:
    """Move a file to its name, on the disk when this returns. Raises OSError."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    if os.name != "nt":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def replace_database(target: Path, part: Path, kept: Path) -> None:
    """Put a new SQLite database in the place of one that may be in use, which gets the name `kept`.

    A process that has the old one open finds another inode. Raises StoreUnavailable while the old one is too busy,
    OSError.
    """
    with ExitStack() as stack:
        if target.exists():
            _take_owner(part, target)
            stack.enter_context(_writers_kept_out(target))
        else:
            _take_owner(part, target.parent)
        if os.name == "nt":
            # There an open file can be neither moved nor replaced: a running program makes the next lines fail.
            stack.close()
        _move_aside(target, kept)
        put_in_place(part, target)


@contextmanager
def _writers_kept_out(database: Path) -> Iterator[None]:
    """Hold the write lock while the write-ahead log is empty; a file that is no database has no writers.

    Raises StoreUnavailable while others keep it busy.
    """
    log_file, _ = log_paths(database)
    address = f"{database.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)) as connection:
        try:
            for _ in range(_FOLDS_TRIED):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("BEGIN IMMEDIATE")
                if not log_file.exists() or log_file.stat().st_size == 0:
                    break
                connection.execute("ROLLBACK")
            else:
                raise StoreUnavailable(Cause.BUSY, writing=True)
        except sqlite3.DatabaseError as error:
            # Extended codes carry the plain code in their low byte.
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise StoreUnavailable(Cause.BUSY, writing=True) from error
        yield


def _move_aside(target: Path, kept: Path) -> None:
    """Give the old database a second name, and take its log and index along: beside the new one they would be mixed."""
    if target.exists():
        try:
            os.link(target, kept)
        except OSError:
            # A file system without links: for a moment there is no database under the name.
            target.replace(kept)
    for beside, aside in zip(log_paths(target), log_paths(kept), strict=True):
        if beside.exists():
            beside.replace(aside)


def _take_owner(part: Path, like: Path) -> None:
    """Who restores may be another than who runs the program, and the file is the program's."""
    status = like.stat()
    part.chmod(status.st_mode & 0o666)
    if os.name != "nt" and os.geteuid() == 0:
        os.chown(part, status.st_uid, status.st_gid)
