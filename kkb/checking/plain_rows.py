"""Rows in which nothing is unusual, read at a fraction of the price: of 84,000 rows nearly all are of this kind.

What is said here is what `rows.RowReader` would say, by the same functions, each asked once for every different text.
A row of which one cell asks for a closer look is not read here at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast, get_args

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

_NO_DATES: Mapping[str, Tanggal] = MappingProxyType({})

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
    """What texts plainly mean, worked out when they are first met; a text that asks for a closer look means nothing.

    `are_themselves` tells of many texts at once, at a fraction of the price, that each means itself.
    """

    def __init__(
        self, work_out: Callable[[str], T | None], are_themselves: Callable[[Sequence[str]], bool] | None = None
    ) -> None:
        self._work_out = work_out
        self._are_themselves = are_themselves
        self._kept: dict[str, T] = {}

    def told(self, texts: Sequence[str]) -> tuple[list[T | None], Collection[str]]:
        """What each text means, None for a blank one, and the texts that ask for a closer look."""
        if self._are_themselves is not None and self._are_themselves([*filter(None, texts)]):
            return cast("list[T | None]", [text or None for text in texts]), ()
        different = {*texts} - {""}
        known = self.of(different)
        return list(map(known.get, texts)), different.difference(known)

    def of(self, texts: set[str]) -> Mapping[str, T]:
        """Text → what it means, for those that mean something plain, and perhaps for others."""
        kept = self._kept
        new = self._worked_out(texts.difference(kept))
        if len(kept) >= _MOST_KEPT:
            return {text: kept[text] for text in texts if text in kept} | new
        if max(map(len, new), default=0) > _LONGEST_KEPT:
            kept.update((text, meaning) for text, meaning in new.items() if len(text) <= _LONGEST_KEPT)
            return kept | new
        kept.update(new)
        return kept

    def _worked_out(self, texts: Collection[str]) -> dict[str, T]:
        legible = texts if _are_legible(texts) else [text for text in texts if _are_legible((text,))]
        return {text: meaning for text in legible if (meaning := self._work_out(text)) is not None}


def _are_legible(texts: Collection[str]) -> bool:
    if max(map(len, texts), default=0) > _LONGEST_PLAIN:
        return False
    letters = "".join(texts)
    return letters.isascii() and letters.isprintable()


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
        are_plain_decrees: Callable[[Sequence[str]], bool],
        klasifikasi: Callable[[str], Klasifikasi | None],
        keterangan: Callable[[str], str | None],
        open_cells: Collection[str],
    ) -> None:
        self._sheet, self._file = table.sheet, file
        self._region = region
        self._open_cells = open_cells
        self._names = _Meanings(self._names_in)
        self._status = _Meanings(status)
        self._dates = {
            (name, kind): _Meanings(_dates_read_by(tanggal, name, kind))
            for name in DATE_FIELDS
            for kind in _KINDS[name]
        }
        self._texts = {
            "no_sk": _Meanings[Any](no_sk, are_plain_decrees),
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
            texts["status"],
            meanings["status"],
            read.dates(),
            meanings["no_sk"],
            meanings["klasifikasi"],
            meanings["keterangan"],
            code,
            strict=True,
        )
        sheet, file = self._sheet, self._file
        plain: list[ReadRow | None] = [
            ReadRow(source, sheet, file, desa, kecamatan, name, word, status, dates, no_sk, klasifikasi, keterangan)
            if desa is not None and status is not None and (not code or code == desa.kode_desa)
            else None
            for source, desa, kecamatan, name, word, status, dates, no_sk, klasifikasi, keterangan, code in told
        ]
        for place in read.odd:
            plain[place] = None
        return plain

    def _meanings(self, column: PackedColumn) -> _Meanings[Any] | None:
        """What the texts of a column mean; None for one that is taken as it stands."""
        if column.field == "status":
            return self._status
        return self._dates[column.field, column.kind] if column.field in DATE_FIELDS else self._texts.get(column.field)

    def _desa(self, read: _Columns) -> list[Desa | None]:
        """The desa that the rows surely name."""
        above, names = read.texts["kecamatan"], read.texts["desa"]
        if not all(map(str.isascii, names)):
            # A letter of another script may turn into a Latin one when it is made small.
            names = [name if name.isascii() else "" for name in names]
        different = {*above}
        known, nobody = self._names.of(different), dict[str, Desa]()
        spellings = {text: known.get(text, nobody) for text in different}
        return [spellings[kecamatan].get(name) for kecamatan, name in zip(above, map(str.lower, names), strict=True)]


def _dates_read_by(
    read: Callable[[Cell], Tanggal | None], name: str, kind: CellKind
) -> Callable[[str], Mapping[str, Tanggal] | None]:
    """What a text in a column of dates gives the dates of its row."""

    def work_out(text: str) -> Mapping[str, Tanggal] | None:
        tanggal = read(Cell("", kind, text))
        return MappingProxyType({name: tanggal}) if tanggal is not None else None

    return work_out


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
            told, unclear = meanings.told(texts)
            if unclear:
                self.odd.update(place for place, text in enumerate(texts) if text in unclear)
            if field in self.meanings:
                told = [new if old is None else old for old, new in zip(self.meanings[field], told, strict=True)]
            self.meanings[field] = told
        if field in self.texts:
            texts = [old or new for old, new in zip(self.texts[field], texts, strict=True)]
        self.texts[field] = texts

    def dates(self) -> list[Mapping[str, Tanggal]]:
        """The dates of each row by field."""
        dates: list[Mapping[str, Tanggal]] = [_NO_DATES] * len(self._numbers)
        for name in DATE_FIELDS:
            if name in self.meanings:
                dates = [
                    had if told is None else {**had, **told} if had else told
                    for had, told in zip(dates, self.meanings[name], strict=True)
                ]
        return dates
