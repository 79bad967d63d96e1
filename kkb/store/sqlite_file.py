"""The SQLite file on its disk: which file it is, and the mark beside it that says that a store was prepared there.

A pooled connection goes on writing into a file that was replaced or deleted, and says nothing. So the device and inode
of the file are remembered when it is opened, and compared with those of what stands at its path (`DatabaseFile`).

The mark (`kkb.sqlite3.tanda`) is written once a store is prepared (`write_mark`). Where it stands and the database is
missing or empty, data were lost, and nothing new is begun in their place: a backup is restored, which leaves or writes
the mark, or the mark is taken away on purpose (`begin_anew`). So it is where this process had the file open before.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from kkb.store.errors import Cause, StoreRefusal, StoreUnavailable

log = logging.getLogger(__name__)

Identity = tuple[int, int]
"""Device and inode."""

_MARK_TEXT = "Di folder ini tersimpan data Pokja Kampung KB. Berkas ini penanda dan jangan dihapus.\n"


def mark_path(database: Path) -> Path:
    """Where the mark of a database stands."""
    return database.with_name(f"{database.name}.tanda")


def has_mark(database: Path) -> bool:
    """True if a store was prepared at this path."""
    return mark_path(database).is_file()


def write_mark(database: Path) -> None:
    """Say that a store was prepared here. A mark that cannot be written is only logged."""
    if not has_mark(database):
        try:
            mark_path(database).write_text(_MARK_TEXT, encoding="utf-8")
        except OSError as error:
            log.warning("cannot write the mark beside the database: %s", error)


def free_path(path: Path) -> Path:
    """The path itself, or with the first free number: an earlier copy is never overwritten."""
    candidate, number = path, 2
    while candidate.exists():
        candidate, number = path.with_name(f"{path.name}-{number}"), number + 1
    return candidate


def log_paths(database: Path) -> tuple[Path, Path]:
    """Where SQLite keeps the log of a database and its index."""
    return database.with_name(f"{database.name}-wal"), database.with_name(f"{database.name}-shm")


class DatabaseFile:
    """The file behind an engine. `number` rises whenever another file is found in its place, or none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self._opened: Identity | None = None
        self._log: tuple[int, ...] = ()
        self._look: tuple[int, ...] = ()
        self._lock = threading.Lock()

    def is_new(self) -> bool:
        """True if no store was ever prepared at the path, as far as the mark and this process know."""
        return self._opened is None and not self.number and not has_mark(self.path)

    def identify(self) -> Identity | None:
        """What stands at the path; None for nothing, and for an empty file where there were data.

        Raises StoreUnavailable.
        """
        try:
            found = os.stat(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreUnavailable(Cause.READ_ONLY) from error
        is_lost = found.st_size == 0 and (self.number > 0 or has_mark(self.path))
        return None if is_lost else (found.st_dev, found.st_ino)

    def look(self) -> Cause | None:
        """What became of the file that was opened: replaced, vanished, or None if it still stands there."""
        with self._lock:
            found = self.identify()
            if self._opened in (None, found):
                return None
            self._forget()
            return Cause.VANISHED if found is None else Cause.REPLACED

    def open(self, connect: Callable[[], sqlite3.Connection]) -> tuple[sqlite3.Connection, Identity, int]:
        """Connect; the connection, the file it is of, and the number of that file. Raises StoreUnavailable."""
        with self._lock:
            found = self.identify()
            if self._opened not in (None, found):
                self._forget()
            if found is None:
                raise StoreUnavailable(Cause.UNPREPARED if self.is_new() else Cause.VANISHED)
            self._set_old_log_aside()
            connection = connect()
            if self.identify() != found:
                connection.close()
                raise StoreUnavailable(Cause.REPLACED)
            self._opened = found
            return connection, found, self.number

    def note_log(self) -> None:
        """Remember the log that belongs to the file that is open, and how that file looks."""
        with self._lock:
            if self._opened == self.identify():
                self._log, self._look = _look_of(log_paths(self.path)[0])[:2], _look_of(self.path)

    def create(self) -> None:
        """Make an empty file where there is none. Raises StoreUnavailable where there was one, StoreRefusal."""
        self.look()
        if self.identify() is not None:
            return
        if not self.is_new():
            raise StoreUnavailable(Cause.VANISHED)
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # For its owner alone, as SQLite then makes the log beside it. Another process may be making it, too.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            log.error("cannot create %s: %s", self.path, error)
            raise StoreRefusal(
                "Folder data tidak dapat dibuat. Arahkan KKB_DATA_DIR ke folder yang boleh ditulisi."
            ) from error

    def begin_anew(self) -> None:
        """Let a process that starts now make a new file. Raises StoreRefusal where there are data, StoreUnavailable."""
        if self.identify() is not None and self.path.stat().st_size:
            raise StoreRefusal("Basis data sudah ada dan tidak diganti. Pindahkan dahulu berkasnya untuk mulai baru.")
        # SQLite would delete the log beside an empty file: perhaps the last rest of what was lost.
        _set_log_aside(self.path)
        try:
            mark_path(self.path).unlink(missing_ok=True)
        except OSError as error:
            raise StoreUnavailable(Cause.READ_ONLY) from error

    def _forget(self) -> None:
        self._opened = None
        self.number += 1

    def _set_old_log_aside(self) -> None:
        """SQLite would play the log of the file that was here before into the one that is here now, and ruin it.

        The same file may have come back, perhaps open in another process still; then the log is its own.
        """
        if self._opened is None and self._log and _look_of(self.path) != self._look:
            if _look_of(log_paths(self.path)[0])[:2] == self._log:
                _set_log_aside(self.path)
            self._log = ()


def _set_log_aside(database: Path) -> None:
    """Take a log out of SQLite's sight, if there is one. Raises StoreUnavailable."""
    written, index = log_paths(database)
    if not written.exists():
        return
    aside = free_path(written.with_name(f"{written.name}.lama"))
    log.warning("the log of a file that is gone is set aside as %s", aside.name)
    try:
        index.unlink(missing_ok=True)
        written.replace(aside)
    except OSError as error:
        raise StoreUnavailable(Cause.READ_ONLY) from error


def _look_of(path: Path) -> tuple[int, ...]:
    """Device, inode, size and time of change (an inode alone is used again); empty where there is nothing."""
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
