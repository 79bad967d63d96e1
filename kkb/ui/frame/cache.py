"""Cached reads: thin wrappers over plain functions. Every cached read takes the data version as an argument.

What is cached is shared by all readers and never changed; nothing personal is cached. The newest version is known
to one watcher per process, so an open page compares one number in memory instead of asking the database.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime

import streamlit as st

from kkb.config import TIMEZONE, Settings, load_settings
from kkb.personal import mask_texts
from kkb.programme.small_counts import hide_few
from kkb.region import Region, load_region
from kkb.startup import make_ready
from kkb.store import PASSING, Snapshot, Store, StoreError, StoreUnavailable, open_store

log = logging.getLogger(__name__)

_CHECK_SECONDS = 1.5


def now() -> datetime:
    """This moment in Asia/Jakarta; the only clock of the pages."""
    return datetime.now(TIMEZONE)


@st.cache_resource(max_entries=1, show_spinner=False)
def settings() -> Settings:
    """What this installation chose."""
    return load_settings()


@st.cache_resource(max_entries=1, show_spinner=False)
def region() -> Region:
    """The region of this installation."""
    return load_region(settings().region_csv)


def store() -> Store:
    """The store, prepared, to read from; raises StoreError (then nothing is cached, and the next run tries again).

    Where another SQLite file has taken the place of the one that was prepared, that one is prepared first. The one that
    may write is `kkb.ui.frame.access.writing_store`.
    """
    return _prepared(_opened().look_at_file())


def store_to_write() -> Store:
    """The same, to write with, whoever asks: only `kkb.ui.frame.access` calls it."""
    store()
    return _opened()


def close_store() -> None:
    """At the end of the server: give back all connections, with all that was written in the file itself."""
    try:
        _opened().close()
    except StoreError:
        log.warning("no store to close", exc_info=True)


@st.cache_resource(max_entries=1, show_spinner=False)
def _opened() -> Store:
    return open_store(settings(), writable=settings().may_write)


@st.cache_resource(max_entries=1, show_spinner=False)
def _prepared(file_number: int) -> Store:
    make_ready(_opened(), settings(), now=now())
    return _opened().for_reading()


class VersionWatcher:
    """Asks the database for its data version at most every 1.5 s per process, and only while somebody looks.

    `current` never waits for more than one read; a write of this process is told at once by `announce`. What passes by
    itself (`PASSING`) keeps the last version; otherwise what was read before would be shown for what is stored.
    """

    def __init__(self, source: Store) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._version = source.data_version()
        self._outage: StoreUnavailable | None = None
        self._read_at = time.monotonic()

    def current(self) -> int:
        """The newest data version known. Raises StoreUnavailable for what does not pass by itself."""
        if time.monotonic() - self._read_at > _CHECK_SECONDS and self._lock.acquire(blocking=False):
            try:
                self._read()
            finally:
                self._lock.release()
        if self._outage is not None:
            raise self._outage
        return self._version

    def announce(self) -> None:
        """Read the version again at once, after a write of this process."""
        with self._lock:
            self._read()

    def _read(self) -> None:
        try:
            self._version = self._source.data_version()
            self._outage = None
        except StoreUnavailable as outage:
            log.debug("data version could not be read: %s", outage.cause)
            self._outage = None if outage.cause in PASSING else outage
        self._read_at = time.monotonic()


@st.cache_resource(max_entries=1, show_spinner=False)
def watcher() -> VersionWatcher:
    """The watcher of this process."""
    return VersionWatcher(store())


@st.cache_resource(max_entries=4, show_spinner=False)
def stored(version: int, shows_few: bool = False) -> Snapshot:
    """Everything stored, as of a data version (or a newer one, if something was just written), word for word.

    Only who may write may know small counts of people (`shows_few`): everything that anybody else is shown, or that a
    file of theirs is checked against, is made of this snapshot without them. The one place where they are hidden.
    """
    return store().snapshot() if shows_few else hide_few(stored(version, True))


@st.cache_resource(max_entries=4, show_spinner=False)
def snapshot(version: int, shows_few: bool = False) -> Snapshot:
    """The same as it is shown: personal numbers masked in every text, for everybody."""
    return mask_texts(stored(version, shows_few))
