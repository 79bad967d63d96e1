"""What the audit trail is told beside the writes: logins, refusals, downloads of originals; and how it is read.

What anybody can repeat at will must not fill the disk. Equal acts within a minute are one entry more, with their
number. Of one kind of refused acts an hour has at most `MOST_AN_HOUR` entries from an address and `MOST_OF_ALL` from
all, and one of each that counts the rest: who floods the trail hides nobody but himself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, Row, func, select, true

from kkb.config import TIMEZONE
from kkb.store.engine import for_actor, is_writable, read, write
from kkb.store.errors import RightRefusal, StoreError
from kkb.store.tables import peristiwa
from kkb.store.trail import Actor, TrailEntry, append, find_breaks, jejak

log = logging.getLogger(__name__)

TOGETHER_SECONDS = 60.0
"""Within which equal acts are counted together."""

_HOUR_SECONDS = 3_600.0
MOST_AN_HOUR = 100
"""Entries of one kind of refused act from one address."""

MOST_OF_ALL = 1_000
"""The same from all addresses: there may be more of them than a disk holds."""

MOST_BREAKS = 20
"""Breaks of the chain that are told."""

REFUSED, REFUSED_ROUTE, FAILED_LOGIN = "ditolak", "alamat ditolak", "masuk gagal"
LOGIN, DOWNLOAD, COPY = "masuk", "unduh berkas asli", "unduh cadangan"
REST = "lainnya"
UNKNOWN_NAME = "nama tidak dikenal"
_BOUNDED = (REFUSED, REFUSED_ROUTE, FAILED_LOGIN)
_clock = time.monotonic


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be noted: who, a short name, what about, how often."""

    actor: Actor
    tindakan: str
    perihal: str
    banyak: int = 1


class Notes:
    """What was noted lately, in memory, so that it is noted no oftener than it may. Usable from many threads.

    Moments are seconds of one clock, given by the caller.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._repeated: dict[Act, tuple[float, int]] = {}
        # kind and address (None for all of them) → since when, how many were entered, how many only counted
        self._hour: dict[tuple[str, str | None], tuple[float, int, int]] = {}

    def take(self, act: Act, at: float) -> list[Act]:
        """What is to be entered now, for one act more: the act itself, what was counted before it, or nothing."""
        with self._lock:
            due = self._due(at)
            if act in self._repeated:
                since, count = self._repeated[act]
                self._repeated[act] = since, count + 1
                return due
            if act.tindakan in _BOUNDED and not self._has_room(act, at):
                return due
            self._repeated[act] = at, 0
            return [*due, act]

    def _has_room(self, act: Act, at: float) -> bool:
        """Whether a refused act may be entered; else it is counted where there is no room."""
        places = {(act.tindakan, act.actor.alamat): MOST_AN_HOUR, (act.tindakan, None): MOST_OF_ALL}
        hours = {key: self._hour.get(key, (at, 0, 0)) for key in places}
        full = next((key for key, most in places.items() if hours[key][1] >= most), None)
        for key in places if full is None else [full]:
            began, entered, rest = hours[key]
            self._hour[key] = began, entered + (full is None), rest + (full is not None)
        return full is None

    def due(self, at: float | None = None) -> list[Act]:
        """What was only counted, and can be entered now; with None all of it."""
        with self._lock:
            return self._due(at)

    def _due(self, at: float | None) -> list[Act]:
        done = [act for act, (since, _) in self._repeated.items() if at is None or at - since >= TOGETHER_SECONDS]
        counted = [(act, self._repeated.pop(act)[1]) for act in done]
        over = [key for key, (began, *_) in self._hour.items() if at is None or at - began >= _HOUR_SECONDS]
        rest = [(key, self._hour.pop(key)[2]) for key in over]
        return [replace(act, banyak=count) for act, count in counted if count] + [
            Act(Actor(None, REST, address or ""), f"{kind}, {REST}", "tidak dicatat satu per satu", count)
            for (kind, address), count in rest
            if count
        ]


class TrailEnd(NamedTuple):
    """The last entry: its number (0: there is none) and its hash, to be noted outside this machine."""

    nomor: int
    sidik: str


class TrailPage(NamedTuple):
    """Some entries, newest first, of `total` that were asked for."""

    entries: list[TrailEntry]
    total: int


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries: of an account, of a kind, of a day in Asia/Jakarta; None for all."""

    akun: int | None = None
    tindakan: str | None = None
    day: date | None = None

    def where(self) -> ColumnElement[bool]:
        found: ColumnElement[bool] = true()
        if self.akun is not None:
            found &= jejak.c.akun == self.akun
        if self.tindakan is not None:
            found &= jejak.c.tindakan == self.tindakan
        if self.day is not None:
            begin = datetime(self.day.year, self.day.month, self.day.day, tzinfo=TIMEZONE)
            found &= (jejak.c.waktu >= begin) & (jejak.c.waktu < begin + timedelta(days=1))
        return found


class AuditStore:
    """The part of the store that holds the audit trail; see `kkb.store.store.Store` for what all share."""

    engine: Engine
    notes: Notes

    def note(self, actor: Actor, tindakan: str, perihal: str) -> None:
        """Enter what is no write, as often as it may be entered. Raises nothing: what it tells of has happened."""
        self._enter(self.notes.take(Act(actor, tindakan, perihal), _clock()))

    def note_refusal(self, refusal: RightRefusal, alamat: str) -> None:
        """Enter a write that was refused for want of a right, outside the transaction that was undone."""
        self.note(Actor(refusal.akun, refusal.nama, alamat), REFUSED, refusal.right)

    def enter_counted(self, *, is_end: bool = False) -> None:
        """Enter what was only counted and is due, at the end of the program all of it. Raises nothing."""
        self._enter(self.notes.due(None if is_end else _clock()))

    def _enter(self, acts: list[Act]) -> None:
        if not acts or not is_writable(self.engine):
            return
        try:
            with write(for_actor(self.engine, acts[0].actor)) as connection:
                for act in acts:
                    append(connection, act.actor, act.tindakan, act.perihal, banyak=act.banyak)
        except StoreError as error:
            log.warning("%s acts are not in the audit trail: %s", len(acts), error)

    def trail_page(self, asked: TrailFilter, *, first: int, count: int) -> TrailPage:
        """Entries newest first, `count` of them after the first `first`."""
        where = asked.where()
        with read(self.engine) as connection:
            total = connection.scalar(select(func.count()).select_from(jejak).where(where)) or 0
            query = select(jejak).where(where).order_by(jejak.c.nomor.desc()).offset(first).limit(count)
            return TrailPage([_entry(row) for row in connection.execute(query)], total)

    def trail_entries(self, asked: TrailFilter) -> list[TrailEntry]:
        """All entries that are asked for, oldest first."""
        with read(self.engine) as connection:
            query = select(jejak).where(asked.where()).order_by(jejak.c.nomor)
            return [_entry(row) for row in connection.execute(query)]

    def trail_kinds(self) -> list[str]:
        """The kinds of acts that there are, in the order of the alphabet."""
        with read(self.engine) as connection:
            return sorted(connection.scalars(select(jejak.c.tindakan).distinct()))

    def trail_end(self) -> TrailEnd:
        """The last entry."""
        with read(self.engine) as connection:
            query = select(jejak.c.nomor, jejak.c.sidik).order_by(jejak.c.nomor.desc()).limit(1)
            row = connection.execute(query).first()
            return TrailEnd(row.nomor, row.sidik) if row is not None else TrailEnd(0, "")

    def trail_breaks(self) -> list[str]:
        """Where the chain is not as it was written, at most `MOST_BREAKS` sentences; empty for a whole one."""
        found: list[str] = []
        with read(self.engine) as connection:
            newest = connection.scalar(select(func.max(peristiwa.c.nomor))) or 0
            rows = connection.execute(select(jejak).order_by(jejak.c.nomor), execution_options={"yield_per": 1_000})
            for words in find_breaks(_entries(rows), newest):
                found.append(words)
                if len(found) == MOST_BREAKS:
                    break
        return found


def _entries(rows: Iterator[Row[tuple[object, ...]]]) -> Iterator[TrailEntry]:
    return map(_entry, rows)


def _entry(row: Row[tuple[object, ...]]) -> TrailEntry:
    return TrailEntry(**row._mapping)
