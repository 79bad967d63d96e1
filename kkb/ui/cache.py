"""Cached reads: thin wrappers over plain functions. Every cached read takes the data version as an argument.

What is cached is shared by all readers and never changed; nothing personal is cached. The newest version is known
to one watcher per process, so an open page compares one number in memory instead of asking the database.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime

from kkb.config import TIMEZONE, Settings, load_settings
from kkb.personal import mask_texts
from kkb.region import Region, load_region
from kkb.startup import prepare
from kkb.store import Snapshot, Store, StoreError
from kkb.ui.made_once import made_once

log = logging.getLogger(__name__)

_CHECK_SECONDS = 1.5


def now() -> datetime:
    """This moment in Asia/Jakarta; the only clock of the pages."""
    return datetime.now(TIMEZONE)


@made_once()
def settings() -> Settings:
    """What this installation chose."""
    return load_settings()


@made_once()
def region() -> Region:
    """The region of this installation."""
    return load_region(settings().region_csv)


@made_once()
def store() -> Store:
    """The store, prepared; raises StoreError (then nothing is cached, and the next run tries again)."""
    return prepare(settings(), now=now())


class VersionWatcher:
    """Asks the database for its data version at most every 1.5 s per process, and only while somebody looks.

    `current` never waits for more than one read; a write of this process is told at once by `announce`.
    """

    def __init__(self, source: Store) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._version = source.data_version()
        self._read_at = time.monotonic()

    def current(self) -> int:
        """The newest data version known. An unreachable database keeps the last one."""
        if time.monotonic() - self._read_at > _CHECK_SECONDS and self._lock.acquire(blocking=False):
            try:
                self._read()
            finally:
                self._lock.release()
        return self._version

    def announce(self) -> None:
        """Read the version again at once, after a write of this process."""
        with self._lock:
            self._read()

    def _read(self) -> None:
        try:
            self._version = self._source.data_version()
        except StoreError:
            log.warning("data version could not be read", exc_info=True)
        self._read_at = time.monotonic()


@made_once()
def watcher() -> VersionWatcher:
    """The watcher of this process."""
    return VersionWatcher(store())


@made_once(entries=2)
def stored(version: int) -> Snapshot:
    """Everything stored, as of a data version (or a newer one, if something was just written)."""
    return store().snapshot()


@made_once(entries=2)
def snapshot(version: int) -> Snapshot:
    """The same as it is shown to everybody: personal numbers masked in every text."""
    return mask_texts(stored(version))
