"""Rows of a table that can be nothing but data, told at a glance: a desa, its kecamatan, and a word of status.

In a large recap nearly all rows are of this kind, and only the others need be looked at closely.
"""

from __future__ import annotations

from itertools import zip_longest

from kkb.workbook import filling, row_kinds
from kkb.workbook.grid import Described, Grid, Value, describe
from kkb.workbook.header_search import Header
from kkb.workbook.headers import fold_space
from kkb.workbook.model import Told
from kkb.workbook.plain_row import PlainRow
from kkb.workbook.sheet_scan import column_letters

_MOST_CELLS = 4_000_000
"""Cells of the largest box that is put together by column: of a larger one memory is dear."""


class _Words(dict[str, bool]):
    """Text → whether it can do no harm in its column, worked out once for each."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self._is_status = field == "status"

    def __missing__(self, text: str) -> bool:
        self[text] = is_harmless = (
            not row_kinds.may_be_label(text)
            and not filling.means_ditto(text)
            and text not in row_kinds.DASHES
            and (not self._is_status or row_kinds.is_surely_status(text))
        )
        return is_harmless


class PlainReader:
    """Tells the plain rows below a header; all at once, by column, since that is quicker by far."""

    def __init__(self, grid: Grid, header: Header, lent: set[int]) -> None:
        """`lent` are the rows that merged cells above lend something."""
        self._first = header.rows[-1] + 1
        self._lent = lent
        self._left = grid.left
        self._places = {name: (column, column_letters(column)) for name, column in header.fields.items()}
        self._told: list[Told] = []
        self._is_plain: list[bool] = []
        fields = header.fields
        is_simple = not header.groups and not grid.is_1904 and len(set(fields.values())) == len(fields)
        lines = grid.values[self._first - grid.top :]
        is_simple = is_simple and len(lines) * max(map(len, lines), default=0) <= _MOST_CELLS
        if is_simple and fields.keys() >= {"desa", "kecamatan", "status"} and lines:
            self._judge(grid, header, lines)

    def _judge(self, grid: Grid, header: Header, lines: list[list[Value]]) -> None:
        fields = header.fields
        columns = [_describe_all(column) for column in zip_longest(*lines, fillvalue="")]
        if max(fields.values()) >= grid.left + len(columns):
            return
        desa = fields["desa"]
        headings = {
            fold_space(text).casefold()
            for number in header.rows
            for column, (_, text) in grid.filled(number)
            if column == desa
        }
        is_name = row_kinds.is_surely_name
        told = columns[desa - grid.left]
        judged = [
            [
                cell is not None and cell[0] == "text" and is_name(cell[1]) and cell[1].casefold() not in headings
                for cell in told
            ]
        ]
        for name in ("status", "kecamatan"):
            words = _Words(name)
            told = columns[fields[name] - grid.left]
            judged.append([cell is not None and cell[0] == "text" and words[cell[1]] for cell in told])
        watched = {fields[name] for name in filling.REPEATED if name in fields}
        watched |= {*range(grid.left, max(desa, fields["kecamatan"]) + 1)}
        for column in watched - {desa, fields["status"], fields["kecamatan"]}:
            words = _Words("")
            told = columns[column - grid.left]
            judged.append([cell is None or cell[0] != "text" or words[cell[1]] for cell in told])
        self._is_plain = list(map(all, zip(*judged, strict=True)))
        self._told = list(zip(*columns, strict=True))

    def read(self, number: int) -> PlainRow | None:
        """The row if it is plain; None for one to be looked at closely."""
        place = number - self._first
        if place >= len(self._is_plain) or not self._is_plain[place] or number in self._lent:
            return None
        return PlainRow(number, self._told[place], self._left, self._places)


def _describe_all(values: tuple[Value, ...]) -> list[Described | None]:
    """What the values of a column are described as; where many are alike, each is looked at once."""
    kinds = {*values}
    # True and 1 are one value to a set.
    if len(kinds) > len(values) // 2 or bool in set(map(type, values)):
        return [describe(value) if value != "" else None for value in values]
    known = {value: describe(value) for value in kinds}
    return [known[value] for value in values]
