"""The folder of daily copies: one backup a day at most, the newest kept, made by one process at a time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from kkb.config import TIMEZONE
from kkb.store.backup import back_up
from kkb.store.content import hash_rows
from kkb.store.engine import make_file_engine, read
from kkb.store.errors import Cause, StoreError, StoreUnavailable
from kkb.store.store import Store
from kkb.store.tables import draf, peristiwa, unggahan

_NAME = "kkb-{day}.sqlite3"
_LOCK = ".kunci"


@dataclass(frozen=True, slots=True)
class DailyCopy:
    """A copy of the folder: the file, the day in its name, when it was written (Asia/Jakarta), its size in bytes."""

    path: Path
    day: date
    dibuat: datetime
    ukuran: int


def list_copies(folder: Path) -> list[DailyCopy]:
    """The copies of a folder, newest first."""
    found = []
    for path in folder.glob(_NAME.format(day="*")):
        try:
            day = date.fromisoformat(path.stem.removeprefix("kkb-"))
        except ValueError:
            continue
        status = path.stat()
        found.append(DailyCopy(path, day, datetime.fromtimestamp(status.st_mtime, TIMEZONE), status.st_size))
    return sorted(found, key=lambda copy: copy.day, reverse=True)


def keep_daily_copy(store: Store, folder: Path, *, keep: int, at: datetime, anew: bool = False) -> bool:
    """Make the copy of today if there is none yet and something changed since the newest; True if one was made.

    Only the newest `keep` stay, and this one. `anew` makes it in any case. While another process is at it, nothing is
    done. Raises StoreRefusal, StoreUnavailable, OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    day = at.astimezone(TIMEZONE).date()
    with closing(sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)) as lock:
        try:
            # Let go by itself when the process ends, however it ends, and on every system.
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise StoreUnavailable(Cause.READ_ONLY, writing=True) from error
        copies = list_copies(folder)
        if not anew and copies and (copies[0].day >= day or is_up_to_date(store, copies[0])):
            return False
        back_up(store, folder / _NAME.format(day=day.isoformat()), at=at)
        for copy in list_copies(folder)[max(keep, 1) :]:
            copy.path.unlink()
    return True


def is_up_to_date(store: Store, copy: DailyCopy) -> bool:
    """Whether nothing changed since the copy: no event, no draft. A copy that cannot be read is of no use."""
    copied = Store(make_file_engine(copy.path))
    try:
        return _state(copied) == _state(store)
    except (StoreError, ValueError):
        return False


def _state(store: Store) -> str:
    """What differs between two states, without their content: events, which uploads they are of, drafts."""
    queries = (
        select(peristiwa).order_by(peristiwa.c.nomor),
        select(unggahan.c.nomor, unggahan.c.kunci).order_by(unggahan.c.nomor),
        select(draf).order_by(draf.c.nomor),
    )
    with read(store.engine) as connection:
        return hash_rows(dict(row) for query in queries for row in connection.execute(query).mappings())
