"""The audit trail: who did what, when and from where, as a chain of entries that is only added to.

Each entry carries the SHA-256 of the one before it together with its own fields, so a change, a deletion or an
insertion in between shows (`find_breaks`). A write appends its entry in its own transaction, by what it wrote
(`Touched`), so no kind of write is without one. What is cut off at the end leaves a whole chain: against that stands
the newest event, which each entry names, and the last hash, which can be noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Insert,
    Integer,
    MetaData,
    String,
    Table,
    Update,
    func,
    insert,
    inspect,
    select,
)

from kkb.formatting import format_count
from kkb.store.tables import UtcDateTime, peristiwa

account_metadata = MetaData()
"""Of the tables of an installation, not of its data: what goes over `kkb.store.tables.metadata` (backups, hashes of the
content) never sees them."""

jejak = Table(
    "jejak",
    account_metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("waktu", UtcDateTime, nullable=False),
    Column("akun", Integer),
    Column("nama", String(120), nullable=False),
    Column("alamat", String(60), nullable=False),
    Column("tindakan", String(60), nullable=False),
    Column("perihal", String(300), nullable=False),
    # How often, where equal acts were counted together.
    Column("banyak", Integer, nullable=False),
    # The number of the newest event when it was written, 0 for none.
    Column("peristiwa", Integer, nullable=False),
    Column("sidik", String(64), nullable=False),
)

_HELD = ("nomor", "waktu", "akun", "nama", "alamat", "tindakan", "perihal", "banyak", "peristiwa")
_MOST_NAMED = 6
"""Numbers that are named one by one."""

# A row belongs to what it names in these columns; a change or deletion names it where it looks for it ("nomor_1").
_REFERENCE = re.compile(r"(nomor|unggahan|rencana|draf|akun|laporan)(?:_\d+)*")
_PARTS = frozenset({
    "peristiwa", "baris", "baris_program", "rencana_sasaran", "draf_berkas", "kunci_sesi", "sesi_keluar",
    "laporan_pelapor", "laporan_tindakan", "berkas_asli", "akun_kantor",
})  # fmt: skip
"""Tables that are not named: their rows belong to something that is."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the number and full name of an account, or what stands for one; `alamat` is "" on this machine."""

    akun: int | None
    nama: str
    alamat: str = ""


PROGRAM = Actor(None, "program")
COMMAND_LINE = Actor(None, "baris perintah")
NOBODY = "tanpa akun"


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One entry, as it stands. `waktu` is aware, in UTC."""

    nomor: int
    waktu: datetime
    akun: int | None
    nama: str
    alamat: str
    tindakan: str
    perihal: str
    banyak: int
    peristiwa: int
    sidik: str


class Touched:
    """What a transaction has written so far, by the statements that passed: tables, numbers, kinds of events."""

    def __init__(self) -> None:
        self.kinds: dict[str, None] = {}
        self.verbs: dict[str, str] = {}
        self._numbers: dict[str, set[int]] = {}

    def note(self, statement: object, parameters: Iterable[Mapping[str, Any]], rows: int) -> None:
        """One statement with its parameters; `rows` is how many it changed (0: it did nothing)."""
        if not isinstance(statement, Insert | Update | Delete) or rows == 0:
            return
        table = getattr(statement.table, "name", "")
        if table == jejak.name:
            return
        verb = "tambah" if isinstance(statement, Insert) else "ubah" if isinstance(statement, Update) else "hapus"
        self.verbs.setdefault(table, verb)
        for one in parameters:
            if table == peristiwa.name and isinstance(one.get("jenis"), str):
                self.kinds[one["jenis"]] = None
            for name, value in one.items():
                match = _REFERENCE.fullmatch(name)
                if match is None or (match[1] == "nomor" and table in _PARTS):
                    continue
                subject = table if match[1] == "nomor" else match[1]
                values = value if isinstance(value, list | tuple | set) else (value,)
                self._numbers.setdefault(subject, set()).update(one for one in values if isinstance(one, int))

    def __bool__(self) -> bool:
        return bool(self.verbs)

    @property
    def act(self) -> str:
        """A short name of the whole: the kinds of its events, else the first table with what was done to it."""
        if self.kinds:
            return "+".join(self.kinds)
        table, verb = next(iter(self.verbs.items()))
        return f"{table} {verb}"

    @property
    def subject(self) -> str:
        """What was written about: "unggahan 12, 13; draf 4"."""
        told = [f"{name} {_in_words(numbers)}" for name, numbers in self._numbers.items() if numbers]
        told += [name for name in self.verbs if name not in self._numbers and name not in _PARTS]
        return "; ".join(told)


def append(connection: Connection, actor: Actor, tindakan: str, perihal: str, *, banyak: int = 1) -> TrailEntry:
    """Add an entry, in the write transaction of a connection. Its moment is that of this machine's clock."""
    last = connection.execute(select(jejak.c.nomor, jejak.c.sidik).order_by(jejak.c.nomor.desc()).limit(1)).first()
    held: dict[str, Any] = {
        "nomor": last.nomor + 1 if last is not None else 1,
        # The only clock of the store: nobody who writes chooses the moment that is noted of it.
        "waktu": datetime.now(UTC),  # noqa: TID251
        "akun": actor.akun,
        "nama": _fit(actor.nama, 120),
        "alamat": _fit(actor.alamat, 60),
        "tindakan": _fit(tindakan, 60),
        "perihal": _fit(perihal, 300),
        "banyak": banyak,
        "peristiwa": connection.scalar(select(func.max(peristiwa.c.nomor))) or 0,
    }
    entry = TrailEntry(**held, sidik=_seal(last.sidik if last is not None else "", held))
    connection.execute(insert(jejak), asdict(entry))
    return entry


def is_there(connection: Connection) -> bool:
    """Whether the database has the trail yet: in a migration of an old one it has not."""
    return inspect(connection).has_table(jejak.name)


def find_breaks(entries: Iterable[TrailEntry], newest_event: int) -> Iterator[str]:
    """Where a chain, from its first entry on, is not as it was written: Indonesian sentences with the numbers.

    `newest_event` is the number of the newest event of the store: a write that no entry tells of shows by it.
    """
    expected, before, told = 1, "", 0
    for entry in entries:
        if entry.nomor != expected:
            missing = f"{expected}" if entry.nomor == expected + 1 else f"{expected} sampai {entry.nomor - 1}"
            yield f"Jejak {missing} tidak ada."
        if entry.sidik != _seal(before, {name: getattr(entry, name) for name in _HELD}) and entry.nomor == expected:
            yield f"Jejak {entry.nomor} berubah, atau yang di depannya: sidik jarinya tidak cocok."
        expected, before, told = entry.nomor + 1, entry.sidik, entry.peristiwa
    if told < newest_event:
        yield f"Jejak berakhir sebelum peristiwa {newest_event}: ujungnya terpotong."


def _seal(before: str, held: Mapping[str, Any]) -> str:
    """The hash of an entry: of the hash before it ("" for the first) and its fields as JSON in one form."""
    fields = dict(held) | {"waktu": held["waktu"].astimezone(UTC).isoformat(timespec="microseconds")}
    text = json.dumps([before, fields], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _fit(text: str, most: int) -> str:
    """On one line, as long as the column; PostgreSQL takes no NUL for text and no half of a letter."""
    line = " ".join(text.replace("\x00", " ").encode("utf-8", "replace").decode().split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _in_words(numbers: set[int]) -> str:
    ordered = sorted(numbers)
    if len(ordered) <= _MOST_NAMED:
        return ", ".join(map(str, ordered))
    return f"{ordered[0]} sampai {ordered[-1]} ({format_count(len(ordered))})"
