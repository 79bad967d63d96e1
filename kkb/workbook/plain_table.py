"""Rows of a table that can be nothing but data, told at a glance: a desa, its kecamatan, and a word of status.

In a large recap nearly all rows are of this kind, and only the others need be looked at closely.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from kkb.workbook import filling, row_kinds
from kkb.workbook.grid import Described, Grid, Value, describe
from kkb.workbook.header_search import Header
from kkb.workbook.headers import fold_space
from kkb.workbook.plain_row import PlainRow
from kkb.workbook.row_wire import Told
from kkb.workbook.sheet_scan import column_letters

_WIDEST = 256
_MOST_CELLS = 4_000_000
"""Columns, and cells, of the largest box that is put together by column: of a larger one memory is dear."""


Judge = Callable[[Described | None], bool]


class PlainReader:
    """Tells the plain rows below a header; all at once, by column, since that is quicker by far."""

    def __init__(self, grid: Grid, header: Header, lent: set[int]) -> None:
        """`lent` are the rows that merged cells above lend something."""
        self._first = header.rows[-1] + 1
        self._lent = lent
        self._left = grid.left
        self._places = {name: (column, column_letters(column)) for name, column in header.fields.items()}
        self._told: list[Told] = []
        self._odd: set[int] = set()
        fields = header.fields
        is_simple = not header.groups and not grid.is_1904 and len(set(fields.values())) == len(fields)
        lines = grid.values[self._first - grid.top :]
        width = max(map(len, lines), default=0)
        is_simple = is_simple and width <= _WIDEST and len(lines) * width <= _MOST_CELLS
        if is_simple and fields.keys() >= {"desa", "kecamatan", "status"} and lines:
            self._judge(grid, header, lines)

    def _judge(self, grid: Grid, header: Header, lines: list[list[Value]]) -> None:
        fields = header.fields
        columns = [_Column(column) for column in zip_longest(*lines, fillvalue="")]
        if max(fields.values()) >= grid.left + len(columns):
            return
        desa, status, kecamatan = fields["desa"], fields["status"], fields["kecamatan"]
        headings = {
            fold_space(text).casefold()
            for number in header.rows
            for column, (_, text) in grid.filled(number)
            if column == desa
        }

        def is_name(cell: Described | None) -> bool:
            if cell is None or cell[0] != "text":
                return False
            return row_kinds.is_surely_name(cell[1]) and cell[1].casefold() not in headings

        def is_word(cell: Described | None) -> bool:
            return cell is not None and cell[0] == "text" and _is_harmless(cell[1])

        def is_status(cell: Described | None) -> bool:
            return cell is not None and is_word(cell) and not row_kinds.is_amount(cell[1])

        def is_beside(cell: Described | None) -> bool:
            return cell is None or cell[0] != "text" or _is_harmless(cell[1])

        judges: dict[int, Judge] = dict.fromkeys(range(grid.left, max(desa, kecamatan) + 1), is_beside)
        judges |= dict.fromkeys((fields[name] for name in filling.REPEATED if name in fields), is_beside)
        judges |= {desa: is_name, kecamatan: is_word, status: is_status}
        for column, judge in judges.items():
            self._odd |= columns[column - grid.left].places_but(judge)
        self._told = list(zip(*(column.cells for column in columns), strict=True))

    def read(self, number: int) -> PlainRow | None:
        """The row if it is plain; None for one to be looked at closely."""
        place = number - self._first
        if place >= len(self._told) or place in self._odd or number in self._lent:
            return None
        return PlainRow(number, self._told[place], self._left, self._places)


class _Column:
    """The cells of a column. Where many are alike, each kind is looked at once."""

    def __init__(self, values: tuple[Value, ...]) -> None:
        kinds, types = {*values}, set(map(type, values))
        self._different: set[Described | None] | None = None
        if types == {str} and "".join(kinds).isprintable():  # type: ignore[arg-type]
            bare = map(str.strip, values)  # type: ignore[arg-type]
            self.cells: list[Described | None] = [("text", text) if text else None for text in bare]
        # True and 1 are one value to a set.
        elif len(kinds) > len(values) // 2 or bool in types:
            self.cells = [describe(value) if value != "" else None for value in values]
        else:
            known = {value: describe(value) for value in kinds}
            self.cells = [known[value] for value in values]
        if len(kinds) <= len(values) // 2:
            self._different = {*self.cells}

    def places_but(self, judge: Judge) -> set[int]:
        """Where the cells are that the judge does not let pass."""
        if self._different is None:
            return {place for place, cell in enumerate(self.cells) if not judge(cell)}
        odd = {cell for cell in self._different if not judge(cell)}
        return {place for place, cell in enumerate(self.cells) if cell in odd} if odd else set()


def _is_harmless(text: str) -> bool:
    """True for a text that is neither the words of a total nor a mark for something above or for nothing."""
    return not row_kinds.may_be_label(text) and not filling.means_ditto(text) and text not in row_kinds.DASHES
