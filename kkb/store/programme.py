"""Rows of `baris_program` from and to the row types of `kkb.programme`. Both directions live here, side by side.

The fields that are a row's own (a need, a price, a verdict) are one JSON object: four kinds of rows share the table,
and a field more needs no migration. A field without a value is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, cast

from kkb.programme import ROW_TYPES, JenisLangkah, ProgrammeRow, Putusan, ReportedRow, lembar_of
from kkb.schema import plain_value
from kkb.store.encoding import encode_json, read_tanggal
from kkb.store.tables import baris_program

PROGRAMME_COLUMNS = (
    baris_program.c.unggahan, baris_program.c.urutan, baris_program.c.lembar, baris_program.c.kode_desa,
    baris_program.c.isi, baris_program.c.sheet, baris_program.c.baris_ke, baris_program.c.sel,
)  # fmt: skip
"""The columns `decode_programme` reads, in its order."""

_IN_COLUMNS = frozenset({"kode_desa", "sheet", "row", "sel"})
_OWN_FIELDS = {
    kind: tuple(one.name for one in fields(kind) if one.name not in _IN_COLUMNS) for kind in ROW_TYPES.values()
}
_JENIS = {value.value: value for value in JenisLangkah}
_PUTUSAN = {value.value: value for value in Putusan}
_READERS: Mapping[str, Callable[[str], Any]] = {
    "tanggal": read_tanggal,
    "jenis": _JENIS.__getitem__,
    "putusan": _PUTUSAN.__getitem__,
}
"""Fields that are no text, number or truth value; each has one type in all kinds of rows."""


class _Cells(Mapping[str, str]):
    """The cells of a row, read from their JSON when somebody asks: of thousands of rows a page proves one."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def _read(self) -> dict[str, str]:
        return cast(dict[str, str], json.loads(self._text))

    def __getitem__(self, name: str) -> str:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(self._read())


def encode_programme(nomor: int, rows: Iterable[ProgrammeRow]) -> list[dict[str, Any]]:
    """Rows of the table `baris_program` for upload `nomor`, numbered from 1 as they come."""
    return [
        {
            "unggahan": nomor,
            "urutan": urutan,
            "lembar": lembar_of(row).value,
            "kode_desa": row.kode_desa,
            "kunci": row.kunci,
            "isi": encode_json(_own_values(row)),
            "sheet": row.sheet,
            "baris_ke": row.row,
            "sel": encode_json(dict(row.sel)),
        }
        for urutan, row in enumerate(rows, 1)
    ]


def decode_programme(rows: Iterable[Sequence[Any]], days: Mapping[int, date]) -> list[ReportedRow]:
    """Stored rows from rows of PROGRAMME_COLUMNS, ordered by (tanggal_data, unggahan, urutan).

    `days` gives each upload's tanggal_data. Raises for a kind, a field or a value that this program does not know.
    """
    kinds = {lembar.value: kind for lembar, kind in ROW_TYPES.items()}
    shared: dict[Any, Any] = {}
    share = shared.setdefault
    reported = []
    for nomor, urutan, lembar, kode_desa, isi, sheet, row, sel in rows:
        values = json.loads(isi)
        for name, value in values.items():
            reader = _READERS.get(name)
            if reader is not None:
                values[name] = reader(value)
            elif type(value) is str:
                # A need, a partner, a source of money stands in many rows: one text for all of them.
                values[name] = share(value, value)
        reported.append(
            ReportedRow(
                nomor,
                days[nomor],
                kinds[lembar](
                    kode_desa=share(kode_desa, kode_desa),
                    sheet=share(sheet, sheet),
                    row=row,
                    sel=_Cells(sel),
                    **values,
                ),
                urutan,
            )
        )
    reported.sort(key=lambda one: (one.tanggal_data, one.unggahan, one.urutan))
    return reported


def _own_values(row: ProgrammeRow) -> dict[str, Any]:
    values = {name: plain_value(getattr(row, name)) for name in _OWN_FIELDS[type(row)]}
    return {name: value for name, value in values.items() if value is not None}
