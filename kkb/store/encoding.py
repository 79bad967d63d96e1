"""Rows of the tables from and to the project's own types. Both directions of one form live here, side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Table

from kkb.formatting import format_count
from kkb.recap_columns import ATTRIBUTES
from kkb.schema import Keputusan, Observation, RecapRow, Tahap, Tanggal, TanggalDasar
from kkb.store.errors import StoreRefusal
from kkb.store.tables import baris

# PostgreSQL refuses a NUL, and half of a surrogate pair is no text in UTF-8.
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")

_OWN_COLUMNS = tuple(column.name for column in ATTRIBUTES if column.name in baris.c)
"""The attributes that have a column; those that came later stand in `isi`, and need no migration."""

ROW_COLUMNS = (
    baris.c.unggahan, baris.c.kode_desa, baris.c.kecamatan, baris.c.desa, baris.c.status,
    baris.c.tanggal, baris.c.tanggal_dasar, baris.c.no_sk, baris.c.tanggal_sk, baris.c.tanggal_pencanangan,
    baris.c.status_asli, baris.c.sheet, baris.c.baris_ke, baris.c.sel, baris.c.keputusan, baris.c.alasan, baris.c.isi,
    *(baris.c[name] for name in _OWN_COLUMNS),
)  # fmt: skip
"""The columns `decode_observations` reads, in its order."""

_TAHAP = {value.value: value for value in Tahap}
_TANGGAL_DASAR = {value.value: value for value in TanggalDasar}
_KEPUTUSAN = {value.value: value for value in Keputusan}


def encode_json(value: Mapping[str, Any]) -> str:
    """A JSON object as compact text. Raises TypeError for what JSON cannot say."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def encode_rows(nomor: int, rows: Iterable[RecapRow]) -> list[dict[str, Any]]:
    """Rows of the table `baris` for upload `nomor`."""
    return [
        {
            "unggahan": nomor,
            "kode_desa": row.kode_desa,
            "kecamatan": row.kecamatan,
            "desa": row.desa,
            "status": row.status.value,
            "tanggal": _iso(row.tanggal),
            "tanggal_dasar": row.tanggal_dasar.value if row.tanggal_dasar else None,
            "no_sk": row.no_sk,
            "tanggal_sk": _iso(row.tanggal_sk),
            "tanggal_pencanangan": _iso(row.tanggal_pencanangan),
            **{name: row.attributes.get(name) for name in _OWN_COLUMNS},
            "isi": _encode_others(row.attributes),
            "status_asli": row.status_asli,
            "sheet": row.sheet,
            "baris_ke": row.row,
            "sel": encode_json(dict(row.sel)),
            "keputusan": row.keputusan.value if row.keputusan else None,
            "alasan": row.alasan,
        }
        for row in rows
    ]


def decode_observations(rows: Iterable[Sequence[Any]], days: Mapping[int, date]) -> list[Observation]:
    """Observations from rows of ROW_COLUMNS, ordered by (tanggal_data, unggahan, kode_desa).

    `days` gives each upload's tanggal_data.
    """
    observations = [
        Observation(
            nomor,
            days[nomor],
            RecapRow(
                kode_desa,
                kecamatan,
                desa,
                _TAHAP[status],
                read_tanggal(tanggal) if tanggal else None,
                _TANGGAL_DASAR[tanggal_dasar] if tanggal_dasar else None,
                no_sk,
                read_tanggal(tanggal_sk) if tanggal_sk else None,
                read_tanggal(tanggal_pencanangan) if tanggal_pencanangan else None,
                _decode_attributes(own, isi),
                status_asli,
                sheet,
                row,
                json.loads(sel),
                _KEPUTUSAN[keputusan] if keputusan else None,
                alasan,
            ),
        )
        for (
            nomor, kode_desa, kecamatan, desa, status, tanggal, tanggal_dasar, no_sk, tanggal_sk, tanggal_pencanangan,
            status_asli, sheet, row, sel, keputusan, alasan, isi, *own,
        ) in rows
    ]  # fmt: skip
    # Here and not in SQL, where the order of text depends on the database's language.
    observations.sort(key=lambda o: (o.tanggal_data, o.unggahan, o.row.kode_desa))
    return observations


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


def _encode_others(attributes: Mapping[str, str]) -> str | None:
    others = {name: text for name, text in attributes.items() if name not in _OWN_COLUMNS}
    return encode_json(others) if others else None


def _decode_attributes(own: Sequence[str | None], isi: str | None) -> dict[str, str]:
    told = {name: text for name, text in zip(_OWN_COLUMNS, own, strict=True) if text is not None}
    return told | json.loads(isi) if isi else told


def _iso(tanggal: Tanggal | None) -> str | None:
    return tanggal.iso() if tanggal is not None else None


@lru_cache(maxsize=4096)
def read_tanggal(iso: str) -> Tanggal:
    """`Tanggal.from_iso`, remembered: few days stand in very many rows."""
    return Tanggal.from_iso(iso)
