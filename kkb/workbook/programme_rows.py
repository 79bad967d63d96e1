"""The rows below the header of a sheet of the programme, as they stand: nearly all are told at a glance."""

from __future__ import annotations

from collections.abc import Callable

from kkb.packed_rows import make_cell
from kkb.programme import Lembar
from kkb.programme.columns import KOLOM, Isi
from kkb.workbook import filling, row_kinds
from kkb.workbook.glance_row import GlanceRow, Told
from kkb.workbook.grid import Described, Grid, describe
from kkb.workbook.header_search import Header
from kkb.workbook.layout import in_calendar_of_1900
from kkb.workbook.number_formats import as_percent
from kkb.workbook.programme_header import WIDEST
from kkb.workbook.programme_kinds import EVIDENT, PLACES, AnyRow, folded, is_day, may_be_label
from kkb.workbook.row_kinds import Row
from kkb.workbook.sheet_scan import column_letters

_COUNTS = (Isi.JUMLAH, Isi.RUPIAH)
_SUBJECTS = ("desa", "kode_desa", "penanda_tangan")
_TEXTS = (Isi.TEKS, Isi.ANJURAN)
_MEASURES = frozenset({"sebelum", "sesudah"})
_LONGEST_HEADER = 500
_LONGEST_MARK = 24
"""Letters of the longest mark that means "as above"."""


class RowReader:
    """Reads the rows below one header. `repeatable` are the fields in which a mark may mean "as above"."""

    def __init__(self, grid: Grid, lembar: Lembar, header: Header) -> None:
        fields = header.fields
        kinds = {column.name: column.isi for column in KOLOM[lembar]}
        self._grid = grid
        self._first = header.rows[-1] + 1
        self._printed = [_as_printed(grid, row) for row in header.rows]
        self._places = {name: (column - grid.left, column_letters(column)) for name, column in fields.items()}
        self._x = {name: column - grid.left for name, column in fields.items()}
        self._data = [x for name, x in self._x.items() if name not in PLACES]
        self._in_front = [*range(min(self._x.values())), *([self._x["kecamatan"]] if "kecamatan" in self._x else [])]
        self._desa = self._x.get("desa")
        # Without a desa, a day tells a row of data from other words; of a signer of the regency it does not.
        self._day = self._x.get("tanggal") if lembar is not Lembar.KOMITMEN else None
        self._width = max(*self._x.values(), min(WIDEST, max(map(len, grid.values), default=0)) - 1) + 1
        self._days_of_1904 = {name for name in fields if kinds[name] is Isi.TANGGAL} if grid.is_1904 else set()
        texts = {column for name, column in fields.items() if kinds[name] in _TEXTS}
        self._percents = {place for place in grid.percent if place[1] in texts}
        self.repeatable = [name for name in fields if kinds[name] not in _COUNTS]
        # What is counted once must not be counted for each row that its cell is merged over.
        lending = {fields[name] for name in self.repeatable if name not in _MEASURES}
        self._lent = filling.fill_merged(grid, lending, header.rows[-1])
        self._lent_rows = {row for row, _ in self._lent}
        self._headings = {folded(text) for text in header.texts.values()}
        self._subject_texts = {header.texts[column] for name, column in fields.items() if name in _SUBJECTS}
        self._header_words = {*self._headings, *(text for row in self._printed for text in row.values())}
        self._desa_names: dict[str, bool] = {}

    def read(self, is_header: Callable[[int], bool]) -> tuple[list[AnyRow], int | None]:
        """The rows down to the header of another table, and where that stands; of blank rows one of many.

        `is_header` tells whether a row with the word for desa heads another table. The header once more, as on
        every printed page, and its row of column numbers are left out.
        """
        rows: list[AnyRow] = []
        is_start, is_gap = True, False
        start = self._first
        for number in range(self._first, self._grid.bottom + 1):
            if number < start:
                continue
            if number not in self._lent_rows and self._grid.is_blank(number):
                if not is_gap:
                    rows.append(Row(number, {}))
                is_gap = True
                continue
            told = self._told(number)
            row: AnyRow | None = self._plain(number, told) if not is_start else None
            if row is None:
                if self._may_be_header(told):
                    if (printed := self._printed_again(number)) > 0:
                        is_start, start = True, number + printed
                        continue
                    if self._names_subject(told) and is_header(number):
                        return rows, number
                row = self._row(number, told)
                if (row.is_blank and is_gap) or (is_start and row_kinds.is_numbering(row)):
                    continue
                is_gap = row.is_blank
            else:
                is_gap = False
            is_start = is_start and is_gap
            rows.append(row)
        return rows, None

    def _told(self, number: int) -> Told:
        line = self._grid.values[number - self._grid.top]
        told = tuple([describe(value) if value != "" else None for value in line[: self._width]])
        if self._percents:
            told = tuple([self._as_shown(cell, number, x) for x, cell in enumerate(told)])
        return told if len(told) == self._width else (*told, *[None] * (self._width - len(told)))

    def _as_shown(self, cell: Described | None, number: int, x: int) -> Described | None:
        """The cell as Excel shows it: a text with its "%" where the number without it would say something else."""
        if cell is None or cell[0] != "number" or (number, x + self._grid.left) not in self._percents:
            return cell
        shown = as_percent(cell[1])
        return ("text", shown) if shown is not None else cell

    def _plain(self, number: int, told: Told) -> GlanceRow | None:
        """The row if it surely is data and at most lacks the names of its place, which rows above may lend it."""
        if number in self._lent_rows or self._days_of_1904 or self._desa is None:
            return None
        desa = told[self._desa]
        if desa is None:
            if self._day is None or (day := told[self._day]) is None or not is_day(*day):
                return None
        elif desa[0] != "text" or not self._is_name(desa[1]):
            return None
        if sum([told[x] is not None for x in self._data]) < (1 if desa is not None else EVIDENT):
            return None
        for x in self._in_front:
            if (cell := told[x]) is not None and cell[0] == "text" and may_be_label(cell[1]):
                return None
        short = [cell for cell in told if cell is not None and len(cell[1]) <= _LONGEST_MARK]
        if any([cell[1] in self._subject_texts or _means_other(cell) for cell in short]):
            return None
        return GlanceRow(number, told, self._places)

    def _is_name(self, text: str) -> bool:
        known = self._desa_names.get(text)
        if known is None:
            known = self._desa_names[text] = row_kinds.is_surely_name(text) and folded(text) not in self._headings
        return known

    def _may_be_header(self, told: Told) -> bool:
        """True for words only, of which one stands in the header too, or alone in one of its rows."""
        words = [cell[1] for cell in told if cell is not None and cell[0] == "text"]
        if len(words) < sum([cell is not None for cell in told]):
            return False
        return any([len(word) <= _LONGEST_HEADER and folded(word) in self._header_words for word in words])

    def _names_subject(self, told: Told) -> bool:
        return any([cell is not None and cell[1] in self._subject_texts for cell in told])

    def _printed_again(self, number: int) -> int:
        """How many rows from `number` on are the header once more; 0 for none."""
        again = [_as_printed(self._grid, number + place) for place in range(len(self._printed))]
        return len(again) if again == self._printed else 0

    def _row(self, number: int, told: Told) -> Row:
        row = Row(number, {})
        for name, (x, letters) in self._places.items():
            own = told[x]
            if own is not None:
                if name in self._days_of_1904 and own[0] == "number":
                    own = ("number", in_calendar_of_1900(own[1]))
                row.cells[name] = make_cell(f"{letters}{number}", *own)
            elif (lent := self._lent.get((number, x + self._grid.left))) is not None:
                row.cells[name] = make_cell(f"{letters}{number}", *lent[1], f"{letters}{lent[0]}")
        used = set(self._x.values())
        row.others = {x + self._grid.left: cell for x, cell in enumerate(told) if cell is not None and x not in used}
        return row


def _as_printed(grid: Grid, number: int) -> dict[int, str]:
    return {column: folded(text) for column, (_, text) in grid.filled(number)}


def _means_other(cell: Described) -> bool:
    """True for a mark, a dash, and what is no blank though it has no text."""
    kind, text = cell
    return not text or (kind == "text" and (filling.means_ditto(text) or text in row_kinds.DASHES))
