"""Rows of a table that can be nothing but data, told at a glance: a desa, its kecamatan, and a word of status.

In a large recap nearly all rows are of this kind, and only the others need be looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest
from typing import cast

import orjson

from kkb.recap import CellKind
from kkb.workbook import filling, row_kinds
from kkb.workbook.grid import PLAIN_BELOW, Grid, Value, describe
from kkb.workbook.header_search import Header
from kkb.workbook.headers import fold_space
from kkb.workbook.plain_row import PlainBox, PlainRow
from kkb.workbook.word_search import texts_with

_WIDEST = 256
_MOST_CELLS = 4_000_000
"""Columns, and cells, of the largest box that is put together by column: of a larger one memory is dear."""


_BLANK_KINDS = frozenset({"no_cache", "broken"})
"""Kinds of a cell whose text may be ""."""

_DASHES = frozenset(row_kinds.DASHES)


class PlainReader:
    """Tells the plain rows below a header; all at once, by column, since that is quicker by far."""

    def __init__(self, grid: Grid, header: Header, lent: set[int]) -> None:
        """`lent` are the rows that merged cells above lend something."""
        self._first = header.rows[-1] + 1
        self._lent = lent
        self._box: PlainBox | None = None
        self._count = 0
        self._odd: set[int] = set()
        fields = header.fields
        is_simple = not header.groups and not grid.is_1904 and len(set(fields.values())) == len(fields)
        lines = grid.values[self._first - grid.top :]
        width = max(map(len, lines), default=0)
        is_simple = is_simple and width <= _WIDEST and len(lines) * width <= _MOST_CELLS
        if is_simple and fields.keys() >= {"desa", "kecamatan", "status"} and lines:
            self._judge(grid, header, lines)

    def _judge(self, grid: Grid, header: Header, lines: list[list[Value]]) -> None:
        fields = dict(header.fields)
        columns = [self._by_kind(column) for column in zip_longest(*lines, fillvalue="")]
        if max(fields.values()) >= grid.left + len(columns):
            return
        desa, status, kecamatan = fields["desa"], fields["status"], fields["kecamatan"]
        headings = {
            fold_space(text).casefold()
            for number in header.rows
            for column, (_, text) in grid.filled(number)
            if column == desa
        }
        beside = {*range(grid.left, max(desa, kecamatan) + 1), *(fields[n] for n in filling.REPEATED if n in fields)}
        for column in beside | {status}:
            texts = columns[column - grid.left].get("text", [])
            different = dict.fromkeys(texts)  # In the order of the rows: a set of 84,000 is slow to go through.
            different.pop("", None)
            if column == desa:
                odd = row_kinds.unsure_names(different)
                odd |= {text for text in texts_with(headings, different) if text.casefold() in headings}
            else:
                odd = _harmful(different)
            if column == status:
                odd |= {text for text in different if row_kinds.is_amount(text)}
            if column in (desa, status, kecamatan):
                odd.add("")
                texts = texts or [""] * len(lines)
            if not odd.isdisjoint(texts):
                self._odd.update(place for place, text in enumerate(texts) if text in odd)
        self._box, self._count = PlainBox(grid.left, columns, fields), len(lines)

    def _by_kind(self, values: tuple[Value, ...]) -> dict[CellKind, list[str]]:
        """The cells of a column by kind; where many values are alike, each is looked at once."""
        types = set(map(type, values))
        if types == {str} and "".join(texts := cast("tuple[str, ...]", values)).isprintable():
            return {"text": list(map(str.strip, texts))}
        if types == {float} and _are_whole(numbers := cast("tuple[float, ...]", values)):
            # As `str` writes them, in a third of the time.
            return {"number": orjson.dumps(list(map(int, numbers))).decode()[1:-1].split(",")}
        different = {*values}
        # True and 1 are one value to a set.
        if len(different) > len(values) // 2 or bool in types:
            told = [describe(value) if value != "" else None for value in values]
        else:
            known = {value: describe(value) for value in different}
            told = [known[value] for value in values]
        kinds = sorted({cell[0] for cell in told if cell is not None})
        if not _BLANK_KINDS.isdisjoint(kinds):
            self._odd.update(place for place, cell in enumerate(told) if cell is not None and not cell[1])
        return {kind: [cell[1] if cell is not None and cell[0] == kind else "" for cell in told] for kind in kinds}

    def rows(self) -> list[PlainRow | None]:
        """The rows below the header that are plain, each in its place; None for one to be looked at closely."""
        box, first = self._box, self._first
        if box is None:
            return []
        rows: list[PlainRow | None] = [PlainRow(first + place, box, place) for place in range(self._count)]
        for place in chain(self._odd, (number - first for number in self._lent)):
            if place < self._count:
                rows[place] = None
        return rows


def _are_whole(numbers: tuple[float, ...]) -> bool:
    return all(map(float.is_integer, numbers)) and max(map(abs, numbers)) < PLAIN_BELOW


def _harmful(texts: Iterable[str]) -> set[str]:
    """The texts that are words of a total, or a mark for something above or for nothing. None is ""."""
    return row_kinds.labels_among(texts) | filling.dittos_among(texts) | _DASHES.intersection(texts)
