"""An upload as its rows stand in the tables, undecoded: sealed at its commit, to be held against its original.

The seal is a hash of every value of the upload but the bytes: those have their own (SHA-256), which is one of the
values, so that the seal holds also once they were erased. It tells rows that changed since they were written from rows
that this program would read otherwise today.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from kkb.store.content import hash_rows
from kkb.store.queries import upload_record
from kkb.store.records import UploadRecord
from kkb.store.tables import alias_nama, baris, baris_program, berkas_asli, judul_kolom, unggahan

Row = dict[str, Any]


class StoredUpload(NamedTuple):
    """The record without its summary and events, the bytes (None where they were erased), and the rows of the upload.

    `seal_holds`: whether nothing changed since the commit; None if an older program stored it, without a seal.
    """

    record: UploadRecord
    isi: bytes | None
    rows: list[Row]
    programme: list[Row]
    aliases: list[Row]
    columns: list[Row]
    seal_holds: bool | None


def read_stored_upload(connection: Connection, nomor: int) -> StoredUpload:
    """One upload. Raises StoreUnavailable, and one of `UNREADABLE` for values that cannot be read."""
    (values,), *parts = (
        [dict(row) for row in connection.execute(select(table).where(column == nomor)).mappings()]
        for table, column in (
            (unggahan, unggahan.c.nomor),
            (baris, baris.c.unggahan),
            (baris_program, baris_program.c.unggahan),
            (alias_nama, alias_nama.c.unggahan),
            (judul_kolom, judul_kolom.c.unggahan),
        )
    )
    sealed = values["sidik"]
    seal_holds = None if sealed is None else sealed == make_seal(values, *parts)
    rows, programme, aliases, columns = ([spread_row(row) for row in part] for part in parts)
    record = upload_record(values | {"ringkasan": "{}"})
    isi = connection.scalar(select(berkas_asli.c.isi).where(berkas_asli.c.unggahan == nomor))
    return StoredUpload(record, bytes(isi) if isi is not None else None, rows, programme, aliases, columns, seal_holds)


def make_seal(values: Row, *parts: Iterable[Row]) -> str:
    """The seal of an upload: of its values in `unggahan` and its rows in the other tables, in any order."""
    own = {name: value for name, value in values.items() if name != "sidik"}
    return hash_rows([own, *chain(*parts)])


def spread_row(row: Row) -> Row:
    """A row with its JSON objects as fields of their own: those of `isi` under their names, cells as "sel NAME"."""
    plain = {name: value for name, value in row.items() if name not in ("isi", "sel")}
    cells = {f"sel {name}": cell for name, cell in json.loads(row.get("sel", "{}")).items()}
    return {**plain, **json.loads(row.get("isi") or "{}"), **cells}
