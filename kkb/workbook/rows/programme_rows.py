"""The rows below the header of a sheet of the programme, as they stand."""

from __future__ import annotations

from collections.abc import Callable

from kkb.programme import Lembar
from kkb.programme.columns import KOLOM, Isi
from kkb.recap import Cell
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Described, Grid
from kkb.workbook.rows import filling, row_kinds
from kkb.workbook.rows.programme_kinds import folded
from kkb.workbook.rows.row_kinds import Row
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.layout import in_calendar_of_1900
from kkb.workbook.tables.programme_header import WIDEST
from kkb.workbook.xlsx.number_formats import as_percent

_COUNTS = (Isi.JUMLAH, Isi.RUPIAH)
_SUBJECTS = ("desa", "kode_desa", "penanda_tangan")
_TEXTS = (Isi.TEKS, Isi.ANJURAN)
_MEASURES = frozenset({"sebelum", "sesudah"})
_LONGEST_HEADER = 500


class RowReader:
    """Reads the rows below one header. `repeatable` are the fields in which a mark may mean "as above"."""

    def __init__(self, grid: Grid, lembar: Lembar, header: Header) -> None:
        fields = header.fields
        kinds = {column.name: column.isi for column in KOLOM[lembar]}
        self._grid = grid
        self._fields = fields
        self._own_columns = {*fields.values()}
        self._letters = {column: column_letters(column) for column in self._own_columns}
        self._first = header.rows[-1] + 1
        self._last_column = max(*fields.values(), grid.left + WIDEST - 1)
        self._days_of_1904 = {name for name in fields if kinds[name] is Isi.TANGGAL} if grid.is_1904 else set()
        texts = {column for name, column in fields.items() if kinds[name] in _TEXTS}
        self._percents = {place for place in grid.percent if place[1] in texts}
        self.repeatable = [name for name in fields if kinds[name] not in _COUNTS]
        # What is counted once must not be counted for each row that its cell is merged over.
        lending = {fields[name] for name in self.repeatable if name not in _MEASURES}
        self._lent = filling.fill_merged(grid, lending, header.rows[-1])
        self._lent_rows = {row for row, _ in self._lent}
        self._subject_texts = {header.texts[column] for name, column in fields.items() if name in _SUBJECTS}
        self._printed = [_as_printed(grid, row) for row in header.rows]
        self._header_words = {folded(text) for text in header.texts.values()}
        self._header_words.update(*(row.values() for row in self._printed))

    def read(self, is_header: Callable[[int], bool]) -> tuple[list[Row], int | None]:
        """The rows down to the header of another table, and where that stands; of blank rows one of many.

        `is_header` tells whether a row with the word for desa heads another table. The header once more, as on
        every printed page, and its row of column numbers are left out.
        """
        rows: list[Row] = []
        is_start, is_gap = True, False
        number = self._first - 1
        while number < self._grid.bottom:
            number += 1
            if is_gap and number not in self._lent_rows and self._grid.is_blank(number):
                continue
            cells = self._cells(number)
            if self._may_be_header(cells):
                if again := self._printed_again(number):
                    is_start, number = True, number + again - 1
                    continue
                if self._names_subject(cells) and is_header(number):
                    return rows, number
            row = self._row(number, cells)
            if (row.is_blank and is_gap) or (is_start and row_kinds.is_numbering(row)):
                continue
            is_gap = row.is_blank
            is_start = is_start and is_gap
            rows.append(row)
        return rows, None

    def _cells(self, number: int) -> dict[int, Described]:
        """Column → the filled cell; a number in percent as Excel shows it where it would say something else."""
        cells = {column: cell for column, cell in self._grid.filled(number) if column <= self._last_column}
        if self._percents:
            for column, (kind, text) in cells.items():
                shown = as_percent(text) if kind == "number" and (number, column) in self._percents else None
                if shown is not None:
                    cells[column] = ("text", shown)
        return cells

    def _may_be_header(self, cells: dict[int, Described]) -> bool:
        """True for words only, of which one stands in the header too, or alone in one of its rows."""
        if any(kind != "text" for kind, _ in cells.values()):
            return False
        return any(len(text) <= _LONGEST_HEADER and folded(text) in self._header_words for _, text in cells.values())

    def _names_subject(self, cells: dict[int, Described]) -> bool:
        return any(text in self._subject_texts for _, text in cells.values())

    def _printed_again(self, number: int) -> int:
        """How many rows from `number` on are the header once more; 0 for none."""
        again = [_as_printed(self._grid, number + place) for place in range(len(self._printed))]
        return len(again) if again == self._printed else 0

    def _row(self, number: int, cells: dict[int, Described]) -> Row:
        row = Row(number, {})
        for name, column in self._fields.items():
            letters = self._letters[column]
            if column in cells:
                kind, text = cells[column]
                if name in self._days_of_1904 and kind in ("number", "text"):
                    text = in_calendar_of_1900(text)
                row.cells[name] = Cell(f"{letters}{number}", kind, text)
            elif (number, column) in self._lent:
                lender, described = self._lent[number, column]
                row.cells[name] = Cell(f"{letters}{number}", *described, f"{letters}{lender}")
        row.others = {column: cell for column, cell in cells.items() if column not in self._own_columns}
        return row


def _as_printed(grid: Grid, number: int) -> dict[int, str]:
    return {column: folded(text) for column, (_, text) in grid.filled(number)}
