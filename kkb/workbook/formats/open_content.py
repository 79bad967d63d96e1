"""The pass over an OpenDocument's content: sheets, their values and facts, repeats never written out where nothing
stands."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field

from kkb.workbook.addresses import MAX_COLUMN, MAX_ROW
from kkb.workbook.formats.bounds import check_counts
from kkb.workbook.formats.open_styles import OpenStyles
from kkb.workbook.formats.sheet_facts import SheetFacts
from kkb.workbook.formats.text_cells import is_error_text
from kkb.workbook.grid import Value
from kkb.workbook.model import refuse
from kkb.workbook.own_sheets import OWN_NAMES
from kkb.workbook.xlsx.formulas import reaches_out
from kkb.workbook.xlsx.number_formats import day_in_part
from kkb.workbook.xlsx.worksheet import MAX_DRESSED

_NAMESPACES = {
    "xmlns:office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "xmlns:table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "xmlns:text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
"""Every program writes these prefixes; a file with others would be read as empty."""

_CELLS = ("table:table-cell", "table:covered-table-cell")
_NOT_READ = frozenset(
    {"office:annotation", "table:shapes", "table:tracked-changes", "table:dde-links", "office:forms", "table:table"}
)
"""Notes, drawings, what was deleted, copies of other files, tables within cells: none of it stands in a cell."""

_HIDDEN = ("collapse", "filter")
_MOST_SPACES = 200
_SHOWN = 120
"""Letters of a broken value that are kept."""

_OTHER_FILE = "'#"
"""A sheet of another file within a formula: 'file:///C:/Rekap%202022.ods'#$Rekap.D7."""


@dataclass(slots=True)
class OpenTable:
    """One sheet while it is read: `rows` maps a row to column → value."""

    name: str
    is_visible: bool
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    facts: SheetFacts = field(default_factory=SheetFacts)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    column_styles: dict[int, str] = field(default_factory=dict)
    is_own: bool = False


class ContentReader:
    """The handlers of the pass over content.xml."""

    def __init__(self) -> None:
        self.styles = OpenStyles()
        self.tables: list[OpenTable] = []
        self.is_spreadsheet = self.has_dde = False
        self._seen_root = False
        self._table: OpenTable | None = None
        self._skipped = self._cells = self._letters = 0
        self._row = self._row_count = self._column = 0
        self._row_style = ""
        self._values: dict[int, Value] = {}
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._takes = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
        elif self._table is None:
            self._start_outside(name, attributes)
        elif self._cell is not None:
            self._start_in_cell(name, attributes)
        elif name in _CELLS:
            if not self._row_count:
                raise refuse("damaged")  # A cell outside a row.
            self._cell, self._takes, self._letters = attributes, False, 0
            self._text.clear()
        elif name == "table:table-row":
            self._start_row(attributes)
        elif name == "table:table-column":
            self._start_column(attributes)
        elif name == "table:named-range":
            self._table.is_own |= attributes.get("table:name", "").upper() in OWN_NAMES
        elif name in _NOT_READ:
            self._skipped = 1

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif self._table is None:
            self.styles.end(name)
        elif name in _CELLS:
            self._end_cell()
        elif name == "text:p":
            self._takes = False
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._table = None

    def text(self, value: str) -> None:
        if self._takes and not self._skipped:
            self._add(value)

    def _add(self, text: str) -> None:
        self._letters += len(text)
        check_counts(letters=self._letters)
        self._text.append(text)

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        if not self._seen_root:
            self._seen_root = True
            if any(attributes.get(prefix, wanted) != wanted for prefix, wanted in _NAMESPACES.items()):
                raise refuse("damaged")
            if name != "office:document-content":
                raise refuse("damaged")
        elif name == "office:spreadsheet":
            self.is_spreadsheet = True
        elif name == "table:table":
            check_counts(sheets=len(self.tables) + 1)
            is_visible = attributes.get("table:style-name", "") not in self.styles.hidden_tables
            self._table = OpenTable(attributes.get("table:name", ""), is_visible)
            self.tables.append(self._table)
            self._row = self._row_count = self._column = 0
        elif name == "table:named-range":
            self._note_own(attributes)
        elif name in _NOT_READ:
            self.has_dde |= name == "table:dde-links"
            self._skipped = 1
        else:
            self.styles.start(name, attributes)

    def _note_own(self, attributes: dict[str, str]) -> None:
        """A name of ours that stands beside the sheets points to its sheet: "$Masalah.$A$1"."""
        if attributes.get("table:name", "").upper() in OWN_NAMES:
            target = attributes.get("table:cell-range-address", "").rpartition(".")[0].lstrip("$")
            for table in self.tables:
                table.is_own |= target in (table.name, "'" + table.name.replace("'", "''") + "'")

    def _start_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS or name == "table:table-row":
            raise refuse("damaged")
        if name in _NOT_READ or name.startswith(("draw:", "dr3d:")):
            self._skipped = 1
        elif name == "text:p":
            self._takes = True
            if self._text:
                self._add("\n")
        elif name == "text:s":
            self._add(" " * min(_times(attributes, "text:c"), _MOST_SPACES))
        elif name in ("text:tab", "text:line-break"):
            self._add(" ")

    def _start_column(self, attributes: dict[str, str]) -> None:
        assert self._table is not None
        first = self._column + 1
        self._column = min(self._column + _times(attributes, "table:number-columns-repeated"), MAX_COLUMN)
        if first > self._column:
            return  # Beyond the last column: nothing can stand there.
        if attributes.get("table:visibility") in _HIDDEN:
            self._table.facts.hidden_columns.append((first, self._column))
        if style := attributes.get("table:default-cell-style-name"):
            self._table.column_styles.update(dict.fromkeys(range(first, self._column + 1), style))

    def _start_row(self, attributes: dict[str, str]) -> None:
        assert self._table is not None
        self._row, self._column = self._row + 1, 0
        self._row_count = _times(attributes, "table:number-rows-repeated")
        self._row_style = attributes.get("table:default-cell-style-name", "")
        self._values = {}
        if attributes.get("table:visibility") in _HIDDEN:
            self._table.hidden.append((self._row, self._row + self._row_count - 1))

    def _end_cell(self) -> None:
        assert self._table is not None and self._cell is not None
        cell, self._cell = self._cell, None
        first = self._column + 1
        count = _times(cell, "table:number-columns-repeated")
        self._column += count
        value = self._read_value(cell, first)
        if value is None:
            return
        self._cells += count * self._row_count
        if self._column > MAX_COLUMN or self._row + self._row_count - 1 > MAX_ROW:
            raise refuse("damaged")
        check_counts(rows=len(self._table.rows) + self._row_count, cells=self._cells)
        self._values.update(dict.fromkeys(range(first, self._column + 1), value))
        facts = self._table.facts
        if cell.get("office:value-type") == "percentage" and len(facts.percent) <= MAX_DRESSED:
            facts.percent.update((self._row, column) for column in range(first, self._column + 1))
        width = min(_times(cell, "table:number-columns-spanned"), MAX_COLUMN - first + 1)
        height = min(_times(cell, "table:number-rows-spanned"), MAX_ROW - self._row + 1)
        if width > 1 or height > 1:
            facts.merged.append((self._row, first, self._row + height - 1, first + width - 1))
        if formula := cell.get("table:formula"):
            if not isinstance(value, tuple) or value[0] not in ("no_cache", "error"):
                facts.formulas.update((self._row, column) for column in range(first, self._column + 1))
            if found := reaches_out(formula):
                facts.dangerous[self._row, first] = found
            if _OTHER_FILE in formula:
                facts.linked.add((self._row, first))

    def _end_row(self) -> None:
        assert self._table is not None
        if self._values:
            for row in range(self._row, self._row + self._row_count):
                self._table.rows[row] = self._values
        self._row, self._row_count = self._row + self._row_count - 1, 0

    def _read_value(self, cell: dict[str, str], column: int) -> Value:
        """The value of a cell; None for a blank one."""
        text = "".join(self._text)
        kind = cell.get("office:value-type", "")
        has_formula = "table:formula" in cell
        if cell.get("calcext:value-type") == "error" or (has_formula and is_error_text(text.strip())):
            return "error", text.strip() or "#N/A"
        if kind in ("float", "percentage", "currency"):
            return _read_number(cell.get("office:value", ""), text)
        if kind == "boolean":
            return cell.get("office:boolean-value") == "true"
        if kind == "date":
            return self._read_date(cell, column, text)
        if has_formula and not kind and not text:
            return "no_cache", ""
        return text or cell.get("office:string-value") or None

    def _read_date(self, cell: dict[str, str], column: int, text: str) -> Value:
        written = cell.get("office:date-value", "")
        try:
            moment = dt.datetime.fromisoformat(written)
        except ValueError:
            return ("broken", written[:_SHOWN]) if written else text or None
        assert self._table is not None
        style = cell.get("table:style-name") or self._row_style or self._table.column_styles.get(column, "")
        part = self.styles.shown_part(style)
        if part is None:
            return moment.replace(tzinfo=None)
        return day_in_part(moment, part)


def _read_number(written: str, text: str) -> Value:
    """A number as the file writes it; `text` is what its cell shows, and stands in where no number is written."""
    if not written:
        return text or None
    try:
        number = float(written)
    except ValueError:
        number = math.nan
    return number if math.isfinite(number) else ("broken", written[:_SHOWN])


def _times(attributes: dict[str, str], name: str) -> int:
    """A count in an attribute, 1 where none is given. Raises Refused for one below 1 or beyond sense."""
    text = attributes.get(name, "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ROW)) else 0
    if number < 1:
        raise refuse("damaged")
    return number
