"""Rows in which nothing is unusual, read at a fraction of the price: of 84,000 rows nearly all are of this kind.

What is said here is what `rows.RowReader` would say, by the same functions, each asked once for every different text.
A row of which one cell asks for a closer look is not read here at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar, get_args

from kkb.checking.dates import DATE_FIELDS
from kkb.checking.read_row import ReadRow
from kkb.checking.status import StatusReading
from kkb.packed_rows import PackedColumn, PackedRows
from kkb.recap import Cell, CellKind, Table
from kkb.region import LONGEST_NAME, Desa, Region
from kkb.schema import Klasifikasi, Tanggal

T = TypeVar("T")

_MOST_KEPT = 20_000
_LONGEST_KEPT = 200
"""Texts whose meaning is kept, and letters of one: a hostile file has 84,000 different ones of 32,767 letters."""

_LONGEST_PLAIN = 1000

_KINDS: dict[str, tuple[CellKind, ...]] = {
    "no": get_args(CellKind),
    "kode_desa": ("text", "number", "bool"),
    "kecamatan": ("text",),
    "desa": ("text",),
    "status": ("text", "number", "bool"),
    **dict.fromkeys(DATE_FIELDS, ("text", "date")),
    "no_sk": ("text",),
    "klasifikasi": ("text",),
    "keterangan": ("text",),
}
"""Field → the kinds of a cell that may be plain. A running number is not stored: nothing depends on it."""


class _Meanings(Generic[T]):
    """What texts plainly mean, worked out when they are first met; None for one that asks for a closer look."""

    def __init__(self, work_out: Callable[[str], T | None]) -> None:
        self._work_out = work_out
        self._kept: dict[str, T | None] = {}

    def of(self, texts: set[str]) -> dict[str, T | None]:
        """Text → what it means."""
        kept, work_out = self._kept, self._work_out
        told = {text: kept[text] for text in texts if text in kept}
        fresh = texts.difference(told)
        new = {text: work_out(text) if _is_legible(text) else None for text in fresh}
        if len(kept) < _MOST_KEPT:
            kept.update((text, meaning) for text, meaning in new.items() if len(text) <= _LONGEST_KEPT)
        return told | new


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
        self._status = _Meanings(status)
        self._dates = {kind: _Meanings(_of_kind(kind, tanggal)) for kind in _KINDS[DATE_FIELDS[0]]}
        self._texts = {
            "no_sk": _Meanings[Any](no_sk),
            "klasifikasi": _Meanings[Any](klasifikasi),
            "keterangan": _Meanings[Any](keterangan),
        }

    def _names_in(self, kecamatan: str) -> Mapping[str, Desa] | None:
        if not kecamatan.strip():
            return self._region.sure_names(None)
        if len(kecamatan) > LONGEST_NAME:
            return None
        found, by_likeness = self._region.match_kecamatan(kecamatan)
        return self._region.sure_names(found.kode_kecamatan) if found is not None and not by_likeness else None

    def read(self, rows: PackedRows) -> list[ReadRow | None]:
        """The rows of which every cell is plain, each in its place; None in that of another."""
        read = _Columns(rows)
        for column in rows.columns:
            if column.kind not in _KINDS.get(column.field, ()):
                read.leave(column)
            else:
                read.take(column, self._meanings(column), self._open_cells if column.field in DATE_FIELDS else ())
        texts, meanings, code = read.texts, read.meanings, read.texts["kode_desa"]
        told = zip(
            rows,
            self._desa(read),
            texts["kecamatan"],
            texts["desa"],
            meanings["status"],
            read.dates(),
            meanings["no_sk"],
            meanings["klasifikasi"],
            meanings["keterangan"],
            code,
            strict=True,
        )
        sheet, file, none = self._sheet, self._file, frozenset[str]()
        plain: list[ReadRow | None] = [
            ReadRow(source, sheet, file, desa, kecamatan, name, status, dates, none, no_sk, klasifikasi, keterangan)
            if desa is not None and status is not None and (not code or code == desa.kode_desa)
            else None
            for source, desa, kecamatan, name, status, dates, no_sk, klasifikasi, keterangan, code in told
        ]
        for place in read.odd:
            plain[place] = None
        return plain

    def _meanings(self, column: PackedColumn) -> _Meanings[Any] | None:
        """What the texts of a column mean; None for one that is taken as it stands."""
        if column.field == "status":
            return self._status
        return self._dates[column.kind] if column.field in DATE_FIELDS else self._texts.get(column.field)

    def _desa(self, read: _Columns) -> list[Desa | None]:
        """The desa that the rows surely name."""
        above, names = read.texts["kecamatan"], read.texts["desa"]
        spellings = {text: told or {} for text, told in self._names.of({*above}).items()}
        return [
            # A letter of another script may turn into a Latin one when it is made small.
            spellings[kecamatan].get(name.lower()) if name.isascii() else None
            for kecamatan, name in zip(above, names, strict=True)
        ]


def _of_kind(kind: CellKind, read: Callable[[Cell], T]) -> Callable[[str], T]:
    return lambda text: read(Cell("", kind, text))


class _Columns:
    """Texts of some rows and what they mean, by field; `odd` are the places of rows that are not plain."""

    def __init__(self, rows: PackedRows) -> None:
        count = len(rows)
        self._numbers = rows.numbers
        self.odd = set(rows.odd)
        self.texts = defaultdict[str, list[str]](lambda: [""] * count)
        self.meanings = defaultdict[str, list[Any]](lambda: [None] * count)

    def leave(self, column: PackedColumn) -> None:
        """Leave the rows that have a cell in this column to a closer look."""
        self.odd.update(place for place, text in enumerate(column.texts) if text)

    def take(self, column: PackedColumn, meanings: _Meanings[Any] | None, waiting: Collection[str]) -> None:
        """Take over the cells of a column, but for those that mean nothing plain or are `waiting` for an answer."""
        field, texts = column.field, column.texts
        if waiting:
            at = (f"{column.letters}{number}" for number in self._numbers)
            self.odd.update(place for place, ref in enumerate(at) if ref in waiting and texts[place])
        if meanings is not None:
            known = meanings.of({*texts} - {""})
            if None in known.values():
                self.odd.update(place for place, text in enumerate(texts) if text and known[text] is None)
            told = list(map(known.get, texts))
            if field in self.meanings:
                told = [new if old is None else old for old, new in zip(self.meanings[field], told, strict=True)]
            self.meanings[field] = told
        elif field in self.texts:
            texts = [old or new for old, new in zip(self.texts[field], texts, strict=True)]
        self.texts[field] = texts

    def dates(self) -> list[dict[str, Tanggal]]:
        """The dates of each row by field."""
        dates: list[dict[str, Tanggal]] = [{} for _ in self._numbers]
        for name in DATE_FIELDS:
            for told, tanggal in zip(dates, self.meanings.get(name, ()), strict=False):
                if tanggal is not None:
                    told[name] = tanggal
        return dates
