"""Rows and counts of a verdict as the contract has them (docs/kontrak.md): JSON-ready, with ISO dates."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from kkb.programme import ProgrammeRow, lembar_of
from kkb.recap_columns import ATTRIBUTES
from kkb.schema import RecapRow, plain_value


def row_to_json(row: RecapRow) -> dict[str, Any]:
    """One row as the contract has it: `tanggal` is the first day of its span, `presisi` says how precise it is."""
    return {
        "kode_desa": row.kode_desa,
        "kecamatan": row.kecamatan,
        "desa": row.desa,
        "status": row.status.value,
        "tanggal": row.tanggal.first.isoformat() if row.tanggal else None,
        "presisi": row.tanggal.presisi.value if row.tanggal else None,
        "tanggal_dasar": row.tanggal_dasar.value if row.tanggal and row.tanggal_dasar else None,
        "no_sk": row.no_sk,
        "tanggal_sk": plain_value(row.tanggal_sk),
        "tanggal_pencanangan": plain_value(row.tanggal_pencanangan),
        **{column.name: row.attributes.get(column.name) for column in ATTRIBUTES},
        "sheet": row.sheet,
        "row": row.row,
    }


def programme_to_json(row: ProgrammeRow) -> dict[str, Any]:
    """One row of a sheet of the programme: every field of its sheet, dates at the precision known."""
    values = {one.name: getattr(row, one.name) for one in fields(row) if one.name != "sel"}
    return {"lembar": lembar_of(row).value, **{name: plain_value(value) for name, value in values.items()}}
