"""The folder of daily copies: one backup a day at most, the newest kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from kkb.config import TIMEZONE
from kkb.store.backup import back_up
from kkb.store.content import UNREADABLE
from kkb.store.engine import make_file_engine, read
from kkb.store.errors import StoreError
from kkb.store.store import Store
from kkb.store.tables import draf, peristiwa


def list_copies(folder: Path, at: datetime) -> list[Path]:
    """The copies of a folder, that of the newest day first; days to come, of a wrong clock, last."""
    today = _path(folder, at).name
    copies = folder.glob("kkb-????-??-??.sqlite3")
    return sorted(copies, key=lambda path: (path.name <= today, path.name), reverse=True)


def keep_daily_copy(store: Store, folder: Path, *, keep: int, at: datetime, anew: bool = False) -> Path | None:
    """Make the copy of today if there is none yet and something changed since the newest; None if none was made.

    Only the newest `keep` stay, this one among them (0: all stay). `anew` makes it in any case. Raises StoreRefusal,
    StoreUnavailable, OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path, copies = _path(folder, at), list_copies(folder, at)
    if not anew and (path.exists() or (copies and copies[0] < path and is_up_to_date(store, copies[0]))):
        return None
    back_up(store, path, at=at)
    for copy in list_copies(folder, at)[keep:] if keep else ():
        copy.unlink(missing_ok=True)
    return path


def is_up_to_date(store: Store, copy: Path) -> bool:
    """Whether nothing changed since the copy: no event, no draft. A copy that cannot be read is of no use."""
    queries = select(peristiwa).order_by(peristiwa.c.nomor.desc()).limit(1), select(draf).order_by(draf.c.nomor)
    try:
        with read(make_file_engine(copy)) as then, read(store.engine) as now:
            return all(then.execute(query).all() == now.execute(query).all() for query in queries)
    except (StoreError, *UNREADABLE):
        return False


def _path(folder: Path, at: datetime) -> Path:
    return folder / f"kkb-{at.astimezone(TIMEZONE):%Y-%m-%d}.sqlite3"
