"""What all commands share: exit statuses, an end with a sentence, the store, progress, a file written whole."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kkb.config import Settings
from kkb.formatting import format_count

if TYPE_CHECKING:
    from kkb.store import Snapshot, Store

log = logging.getLogger("kkb")

OK, NEEDS_DECISION, REJECTED, USAGE, CHANGED = 0, 1, 2, 3, 4


class Failure(Exception):
    """An end with a sentence for the person at the terminal, and the exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


@contextmanager
def prepared_store(settings: Settings, *, writable: bool = False) -> Iterator[Store]:
    """The store of the installation. Raises StoreError, also where it is not prepared."""
    from kkb.store import Cause, StoreUnavailable, open_store
    from kkb.store.trail import COMMAND_LINE

    with closing(open_store(settings, writable=writable, actor=COMMAND_LINE)) as store:
        if not store.is_prepared():
            raise StoreUnavailable(Cause.UNPREPARED)
        yield store


def read_snapshot(store: Store) -> Snapshot:
    """Everything that is stored. Raises StoreError, also where a value is not of its column's kind."""
    from kkb.store import Cause, StoreUnavailable
    from kkb.store.content import UNREADABLE

    try:
        return store.snapshot()
    except UNREADABLE as error:
        # Not the error's own words: they repeat what is stored.
        log.error("a stored value cannot be read (%s)", type(error).__name__)
        raise StoreUnavailable(Cause.DAMAGED) from error


def count_on_terminal(what: str) -> Callable[[int, int], None] | None:
    """A progress that writes on one line of a terminal and wipes it out at the end; None where nobody watches."""

    def count(done: int, total: int) -> None:
        words = f"Memeriksa {format_count(done)} dari {format_count(total)} {what} …"
        print(f"\r{words if done < total else ' ' * len(words)}", end="\r", file=sys.stderr, flush=True)

    return count if sys.stderr.isatty() else None


def write_new(path: Path, data: bytes, *, may_replace: bool) -> None:
    """Write a file that must not be there yet, unless it may be replaced. Raises Failure."""
    try:
        with path.open("wb" if may_replace else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise Failure(f"Berkas {path.name} sudah ada. Tambahkan --force untuk menggantinya.", REJECTED) from error
    except OSError as error:
        raise Failure(f"Berkas {path.name} tidak dapat ditulis.", USAGE) from error


def replace_whole(path: Path, data: bytes) -> None:
    """Put a file in the place of an older one, in one step: who opens it meanwhile sees the old one whole.

    Raises Failure.
    """
    # Not one of tempfile: that is for its maker alone, a report is for whoever may read the folder.
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise Failure(f"Berkas {path.name} tidak dapat ditulis.", USAGE) from error
