"""Rows of the tables from and to the project's own types. Both directions of one form live here, side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Table

from kkb.formatting import format_count
from kkb.recap_columns import ATTRIBUTES
from kkb.schema import Keputusan, Observation, RecapRow, Tahap, Tanggal, TanggalDasar, plain_value
from kkb.store.errors import StoreRefusal
from kkb.store.tables import baris

# PostgreSQL refuses a NUL, and half of a surrogate pair is no text in UTF-8.
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


@lru_cache(maxsize=4096)
def read_tanggal(iso: str) -> Tanggal:
    """`Tanggal.from_iso`, remembered: few days stand in very many rows."""
    return Tanggal.from_iso(iso)


ROW_COLUMNS = tuple(baris.c)
"""The columns `decode_observations` reads, in its order."""

_NAMES = tuple(column.name for column in ROW_COLUMNS)
_ATTRIBUTES = tuple(column.name for column in ATTRIBUTES if column.name in _NAMES)
"""The attributes that have a column; those that came later stand in `isi`, and need no migration."""

_READERS: Mapping[str, Callable[[str], Any]] = {
    "status": Tahap,
    "tanggal": read_tanggal,
    "tanggal_dasar": TanggalDasar,
    "tanggal_sk": read_tanggal,
    "tanggal_pencanangan": read_tanggal,
    "tanggal_bubar": read_tanggal,
    "sel": json.loads,
    "keputusan": Keputusan,
}
"""Fields that are no text or number."""


def encode_json(value: Mapping[str, Any]) -> str:
    """A JSON object as compact text. Raises TypeError for what JSON cannot say."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def encode_rows(nomor: int, rows: Iterable[RecapRow]) -> list[dict[str, Any]]:
    """Rows of the table `baris` for upload `nomor`."""
    return [_encode(nomor, row) for row in rows]


def _encode(nomor: int, row: RecapRow) -> dict[str, Any]:
    others = {name: text for name, text in row.attributes.items() if name not in _ATTRIBUTES}
    values: dict[str, Any] = {one.name: getattr(row, one.name) for one in fields(row)}
    values |= {
        **{name: row.attributes.get(name) for name in _ATTRIBUTES},
        "unggahan": nomor,
        "baris_ke": row.row,
        "sel": encode_json(dict(row.sel)),
        "isi": encode_json(others) if others else None,
    }
    return {name: plain_value(values[name]) for name in _NAMES}


def decode_observations(rows: Iterable[Sequence[Any]], days: Mapping[int, date]) -> list[Observation]:
    """Observations from rows of ROW_COLUMNS, ordered by (tanggal_data, unggahan, kode_desa).

    `days` gives each upload's tanggal_data. Raises ValueError for a value that this program does not know.
    """
    observations = []
    for row in rows:
        values = move_old_end(dict(zip(_NAMES, row, strict=True)))
        nomor, number, others = (values.pop(name) for name in ("unggahan", "baris_ke", "isi"))
        attributes = {name: text for name in _ATTRIBUTES if (text := values.pop(name)) is not None}
        attributes |= json.loads(others) if others else {}
        for name, reader in _READERS.items():
            if values[name] is not None:
                values[name] = reader(values[name])
        observations.append(Observation(nomor, days[nomor], RecapRow(**values, row=number, attributes=attributes)))
    # Here and not in SQL, where the order of text depends on the database's language.
    observations.sort(key=lambda o: (o.tanggal_data, o.unggahan, o.row.kode_desa))
    return observations


def move_old_end(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `baris` with the end of a Pokja in its own column.

    Before 0016 a row that ended a Pokja told that day in `tanggal`, and never the day of formation: such a row has no
    `tanggal_dasar`, which since then stands beside every date of formation.
    """
    if row["keputusan"] != Keputusan.BUBAR or row["tanggal"] is None or row["tanggal_dasar"] is not None:
        return dict(row)
    return {**row, "tanggal": None, "tanggal_bubar": row["tanggal"]}


def refuse_unstorable(table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Refuse text that PostgreSQL would refuse, on both databases and before anything is written.

    Raises StoreRefusal for text longer than its column, and for characters that are no text.
    """
    limits = {column.name: getattr(column.type, "length", None) for column in table.columns}
    for row in rows:
        for name, value in row.items():
            if not isinstance(value, str):
                continue
            limit, words = limits[name], name.replace("_", " ")
            if limit is not None and len(value) > limit:
                raise StoreRefusal(f"Isi “{words}” terlalu panjang: paling banyak {format_count(limit)} huruf.")
            if _NOT_TEXT.search(value):
                raise StoreRefusal(f"Isi “{words}” memuat huruf yang rusak. Ketik ulang, lalu coba lagi.")
