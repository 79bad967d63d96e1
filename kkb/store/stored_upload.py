"""An upload as its rows stand in the tables: sealed at its commit, and held against its original when asked.

The seal is a hash of every value of the upload but the bytes, which have their own. It tells rows that changed since
they were written from rows that this program would read otherwise today.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from kkb.programme import ProgrammeRow
from kkb.schema import RecapRow
from kkb.store.content import hash_rows
from kkb.store.encoding import encode_json, encode_rows
from kkb.store.programme import encode_programme
from kkb.store.tables import alias_nama, baris, baris_program, unggahan

SEAL = "sidik"
"""The key of the seal in `ringkasan`."""

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is stored otherwise than the original says; None: not there at all. `cell` is where it says so."""

    subject: str
    field: str
    stored: str | None
    original: str | None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """The rows of one upload in all tables, undecoded. `values` are those of `unggahan`, with the bytes as `isi`.

    `jawaban` are the answers and mends it was saved with. `seal_holds`: whether nothing changed since the commit; None
    if an older program stored it, without a seal.
    """

    values: _Row
    rows: Sequence[_Row]
    programme: Sequence[_Row]
    aliases: Sequence[_Row]
    jawaban: Mapping[str, Any]
    seal_holds: bool | None

    def compare(
        self,
        rows: Sequence[RecapRow],
        programme: Sequence[ProgrammeRow],
        aliases: Iterable[tuple[str, str, str]],
    ) -> list[Difference]:
        """What differs from the rows and spellings that the original gives when it is read again."""
        nomor = self.values["nomor"]
        stored_names = {(row["kode_kecamatan"], row["ejaan"]): {"desa": row["kode_desa"]} for row in self.aliases}
        names = {(kecamatan, ejaan): {"desa": kode_desa} for kecamatan, ejaan, kode_desa in aliases}
        return [
            *_compare(
                {row["kode_desa"]: _spread(row) for row in self.rows},
                {row["kode_desa"]: _spread(row) for row in encode_rows(nomor, rows)},
                lambda _, row: f"desa {row['desa']} ({row['kecamatan']})",
            ),
            *_compare(
                {row["urutan"]: _spread(row) for row in self.programme},
                {row["urutan"]: _spread(row) for row in encode_programme(nomor, programme)},
                lambda _, row: f"{row['lembar']}, lembar {row['sheet']} baris {row['baris_ke']}",
            ),
            *_compare(stored_names, names, lambda key, _: f"ejaan “{key[1]}”"),
        ]


def read_stored_upload(connection: Connection, nomor: int) -> StoredUpload:
    """One upload with its bytes. Raises ValueError, TypeError, LookupError or StoreUnavailable for broken values."""
    with _any_text(connection):
        values, *parts = (
            [dict(row) for row in connection.execute(select(table).where(column == nomor)).mappings()]
            for table, column in (
                (unggahan, unggahan.c.nomor),
                (baris, baris.c.unggahan),
                (baris_program, baris_program.c.unggahan),
                (alias_nama, alias_nama.c.unggahan),
            )
        )
    rows, programme, aliases = parts
    summary = json.loads(values[0]["ringkasan"])
    sealed = summary.pop(SEAL, None)
    seal = make_seal({**values[0], "ringkasan": encode_json(summary)}, rows, programme, aliases)
    seal_holds = None if sealed is None else sealed == seal
    return StoredUpload(values[0], rows, programme, aliases, json.loads(values[0]["jawaban"]), seal_holds)


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """Read text as it stands: a broken byte may leave what is no UTF-8, which the driver of SQLite refuses."""
    driver: Any = connection.connection.dbapi_connection
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        driver.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        if is_sqlite:
            driver.text_factory = str


def make_seal(values: _Row, rows: Iterable[_Row], programme: Iterable[_Row], aliases: Iterable[_Row]) -> str:
    """The seal of an upload; its `ringkasan` is the text without the seal."""
    own = {name: value for name, value in values.items() if name != "isi"}
    ordered = (
        *sorted(rows, key=lambda row: str(row["kode_desa"])),
        *sorted(programme, key=lambda row: int(row["urutan"])),
        *sorted(aliases, key=lambda row: int(row["nomor"])),
    )
    return hash_rows((own, *ordered))


def _spread(row: _Row) -> dict[str, Any]:
    """A row with its JSON objects as fields of their own: those of `isi` under their names, cells as "sel NAME"."""
    spread = {name: value for name, value in row.items() if name not in ("isi", "sel")}
    for column, prefix in (("isi", ""), ("sel", "sel ")):
        try:
            spread |= {f"{prefix}{name}": value for name, value in json.loads(row.get(column) or "{}").items()}
        except (ValueError, AttributeError):
            spread[column] = row[column]
    return spread


def _compare(
    stored: Mapping[Any, _Row], original: Mapping[Any, _Row], subject: Callable[[Any, _Row], str]
) -> list[Difference]:
    found = []
    for key in sorted(stored.keys() | original.keys()):
        old, new = stored.get(key), original.get(key)
        told = subject(key, new or old or {})
        if old is None or new is None:
            found.append(Difference(told, "baris", _text(old and "ada"), _text(new and "ada")))
            continue
        for name in sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)):
            cell = new.get(f"sel {name}")
            where = f"{new['sheet']}!{cell}" if cell else None
            found.append(Difference(told, name.replace("_", " "), _text(old.get(name)), _text(new.get(name)), where))
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
