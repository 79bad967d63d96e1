"""Rows in which nothing is unusual, read at a fraction of the price: of 84,000 rows nearly all are of this kind.

What is said here is what `rows.RowReader` would say, by the same functions, each asked once for every different text.
A row of which one cell asks for a closer look is not read here at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from kkb.checking.dates import DATE_FIELDS
from kkb.checking.read_row import ReadRow
from kkb.checking.status import StatusReading
from kkb.recap import Cell, Table, TableRow
from kkb.region import LONGEST_NAME, Desa, Region
from kkb.schema import Klasifikasi, Tanggal

T = TypeVar("T")

_MOST_KEPT = 20_000
_LONGEST_KEPT = 200
"""Texts whose meaning is kept, and letters of one: a hostile file has 84,000 different ones of 32,767 letters."""

_LONGEST_PLAIN = 1000

_READABLE = frozenset({"text", "number", "bool"})


class _Meanings(dict[str, T | None]):
    """Text → what it plainly means, None where it asks for a closer look; worked out when it is first met."""

    def __init__(self, work_out: Callable[[str], T | None]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, text: str) -> T | None:
        meaning = self._work_out(text) if _is_legible(text) else None
        if len(self) < _MOST_KEPT and len(text) <= _LONGEST_KEPT:
            self[text] = meaning
        return meaning


def _is_legible(text: str) -> bool:
    return len(text) <= _LONGEST_PLAIN and text.isascii() and text.isprintable()


class PlainRows:
    """Reads the plain rows of one table. The functions say what a text plainly means: None asks for a closer look.

    `open_cells` hold dates that wait for an answer.
    """

    def __init__(
        self,
        table: Table,
        region: Region,
        *,
        file: int,
        status: Callable[[str], StatusReading | None],
        tanggal: Callable[[Cell], Tanggal | None],
        no_sk: Callable[[str], str | None],
        klasifikasi: Callable[[str], Klasifikasi | None],
        keterangan: Callable[[str], str | None],
        open_cells: Collection[str],
    ) -> None:
        self._sheet, self._file = table.sheet, file
        self._region = region
        self._open_cells = open_cells
        self._names = _Meanings(self._names_in)
        self._statuses = _Meanings(status)
        self._dates = {
            "date": _Meanings(lambda text: tanggal(Cell("", "date", text))),
            "text": _Meanings(lambda text: tanggal(Cell("", "text", text))),
        }
        self._number_of = no_sk  # of 84,000 decrees each has its own: none is kept
        self._classes = _Meanings(klasifikasi)
        self._notes = _Meanings(keterangan)

    def _names_in(self, kecamatan: str) -> Mapping[str, Desa] | None:
        if not kecamatan.strip():
            return self._region.sure_names(None)
        if len(kecamatan) > LONGEST_NAME:
            return None
        found, by_likeness = self._region.match_kecamatan(kecamatan)
        return self._region.sure_names(found.kode_kecamatan) if found is not None and not by_likeness else None

    def read(self, source: TableRow) -> ReadRow | None:
        """The row, if every cell of it is plain."""
        cells = source.cells
        desa_cell, status_cell, kecamatan_cell = cells.get("desa"), cells.get("status"), cells.get("kecamatan")
        if desa_cell is None or status_cell is None or desa_cell.kind != "text" or status_cell.kind not in _READABLE:
            return None
        seen = 2
        kecamatan = ""
        if kecamatan_cell is not None:
            if kecamatan_cell.kind != "text":
                return None
            kecamatan = kecamatan_cell.text
            seen += 1
        # A letter of another script may turn into a Latin one when it is made small.
        names = self._names[kecamatan] if desa_cell.text.isascii() else None
        desa = names.get(desa_cell.text.lower()) if names else None
        status = self._statuses[status_cell.text]
        if desa is None or status is None:
            return None
        row = ReadRow(source, self._sheet, self._file, desa, kecamatan, desa_cell.text, status)
        if len(cells) > seen:
            # A running number is not stored: nothing depends on it.
            seen += "no" in cells
            seen += self._read_dates(row, cells)
            seen += self._read_texts(row, cells)
            if "kode_desa" in cells:
                seen += _is_code_of(desa, cells["kode_desa"])
        return row if seen == len(cells) else None

    def _read_dates(self, row: ReadRow, cells: Mapping[str, Cell]) -> int:
        """Put the plain dates into the row; how many there are."""
        count = 0
        for name in DATE_FIELDS:
            cell = cells.get(name)
            if cell is None or cell.ref in self._open_cells or cell.kind not in self._dates:
                continue
            tanggal = self._dates[cell.kind][cell.text]
            if tanggal is not None:
                row.dates[name] = tanggal
                count += 1
        return count

    def _read_texts(self, row: ReadRow, cells: Mapping[str, Cell]) -> int:
        """Put the plain texts into the row; how many there are."""
        count = 0
        cell = cells.get("no_sk")
        if cell is not None and cell.kind == "text" and _is_legible(cell.text):
            row.no_sk = self._number_of(cell.text)
            count += row.no_sk is not None
        cell = cells.get("keterangan")
        if cell is not None and cell.kind == "text" and (note := self._notes[cell.text]) is not None:
            row.keterangan = note
            count += 1
        cell = cells.get("klasifikasi")
        if cell is not None and cell.kind == "text" and (level := self._classes[cell.text]) is not None:
            row.klasifikasi = level
            count += 1
        return count


def _is_code_of(desa: Desa, cell: Cell) -> bool:
    return cell.kind in _READABLE and cell.text == desa.kode_desa
