"""From an exception of a driver to the cause that is told: SQLite says it by its error code, PostgreSQL by SQLSTATE."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kkb.store.errors import Cause, StoreUnavailable

log = logging.getLogger(__name__)

_CODES: dict[Cause, tuple[int | str, ...]] = {
    # PostgreSQL: lock not available, query cancelled, deadlock, too many connections.
    Cause.BUSY: (
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, "55P03", "57014", "40P01", "53300"
    ),
    # The second: no room for the shared memory beside the file, which a reader needs too.
    Cause.FULL: (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE, "53100"),
    Cause.READ_ONLY: (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, "25006", "42501"),
    Cause.FAILING: (sqlite3.SQLITE_IOERR, "58030"),
    Cause.DAMAGED: (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, "XX001", "XX002"),
    # A table that is not there.
    Cause.UNPREPARED: (sqlite3.SQLITE_ERROR, "42P01"),
}  # fmt: skip
_CAUSES = {code: cause for cause, codes in _CODES.items() for code in codes}
"""Error code of SQLite, plain or (first) extended, or SQLSTATE → the cause."""

_NOTHING_STORED = frozenset({Cause.BUSY, Cause.FULL, Cause.READ_ONLY})
"""At a commit: with any other cause it may have been made, and only its answer was lost."""


_told: dict[str, Cause] = {}
"""Address of a database → the trouble with it that was logged: one line when it begins, one when it is over."""


def code_of(error: BaseException | None) -> int:
    """SQLite's plain error code, which an extended one carries in its low byte; 0 for any other error."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def cause_of(error: StoreUnavailable | DBAPIError | PoolTimeout) -> Cause | None:
    """The cause of trouble with the database; None for trouble with our statement."""
    if isinstance(error, StoreUnavailable):
        return error.cause
    if isinstance(error, PoolTimeout):
        return Cause.BUSY
    if code := code_of(error.orig):
        is_trouble = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
        extended = _CAUSES.get(getattr(error.orig, "sqlite_errorcode", 0))
        return extended or _CAUSES.get(code, Cause.FAILING) if is_trouble else None
    if isinstance(error.orig, sqlite3.OperationalError):
        # Raised by Python's module, not by SQLite: a text that is no UTF-8.
        return Cause.DAMAGED
    state = getattr(error.orig, "sqlstate", None)
    if state in _CAUSES:
        return _CAUSES[state]
    return Cause.UNREACHABLE if isinstance(error, OperationalError | InterfaceError) else None


@contextmanager
def outages_reported(engine: Engine, *, writing: bool = False) -> Iterator[None]:
    """Trouble with the database becomes StoreUnavailable; in a write it says that nothing was saved."""
    address = str(engine.url)
    try:
        yield
    except (StoreUnavailable, DBAPIError, PoolTimeout) as error:
        cause = cause_of(error)
        if cause is None:
            raise
        level = logging.DEBUG if _told.get(address) is cause else logging.ERROR
        _told[address] = cause
        detail = str(getattr(error, "orig", None) or type(error).__name__).partition("\n")[0]
        # A text that cannot be decoded stands in the message at full length.
        log.log(level, "database unavailable (%s): %.200s", cause, detail)
        raise StoreUnavailable(cause, writing=writing) from error
    if _told.pop(address, None):
        log.warning("database available again")


@contextmanager
def commit_reported() -> Iterator[None]:
    """Around a commit: where its answer was lost, nobody can say that nothing was saved."""
    try:
        yield
    except DBAPIError as error:
        cause = cause_of(error)
        # The log may hold the commit already when its index in shared memory finds the disk full.
        if cause is None or (cause in _NOTHING_STORED and code_of(error.orig) != sqlite3.SQLITE_IOERR):
            raise
        log.error("the answer to a commit was lost (%s): %s", cause, error.orig)
        raise StoreUnavailable(Cause.UNCERTAIN) from error
