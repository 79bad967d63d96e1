"""OpenDocument sheets (.ods): values and facts in one pass of expat, repeats never written out where nothing stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kkb.workbook.formats.open_styles import OpenStyles
from kkb.workbook.formats.text_cells import is_error_text
from kkb.workbook.formulas import reaches_out
from kkb.workbook.grid import Grid, Value
from kkb.workbook.guard import Inspected, Sheet
from kkb.workbook.kind import GET_EXCEL
from kkb.workbook.model import Limits, refuse
from kkb.workbook.number_formats import LENGTH_SHOWN, NO_YEAR, without_year
from kkb.workbook.own_sheets import OWN_NAMES
from kkb.workbook.package import Package
from kkb.workbook.sheet_scan import MAX_AREA, MAX_CELLS, MAX_COLUMN, MAX_ROW, SheetFacts
from kkb.workbook.xml_pass import parse_xml

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
_NO_MODULES = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")


@dataclass(slots=True)
class _Table:
    """One sheet while it is read: `rows` maps a row to column → value."""

    name: str
    is_visible: bool
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    facts: SheetFacts = field(default_factory=SheetFacts)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    column_styles: dict[int, str] = field(default_factory=dict)
    is_own: bool = False


def read_open_document(data: bytes, limits: Limits) -> tuple[Inspected, list[Grid]]:
    """What is known of a workbook, and the grids of its visible, filled sheets in order. Raises Refused."""
    package = Package(data, limits)
    _check_parts(package)
    reader = _ContentReader()
    if "styles.xml" in package:
        parse_xml(package.chunks("styles.xml"), start=reader.styles.start, end=reader.styles.end)
    parse_xml(package.chunks("content.xml"), start=reader.start, end=reader.end, text=reader.text)
    if not reader.is_spreadsheet:
        raise refuse("not_excel", seems="tampaknya dokumen LibreOffice yang bukan lembar kerja", mend=GET_EXCEL)
    result = Inspected(is_sample="meta.xml" in package and _says_sample(package))
    grids, area = [], 0
    for table in reader.tables:
        if any(table.name == sheet.name for sheet in result.sheets):
            raise refuse("damaged")
        grid = _make_grid(table)
        area += table.facts.area
        if area > MAX_AREA:
            raise refuse("too_big_inside")
        if table.is_own:
            continue
        result.sheets.append(Sheet(table.name, table.is_visible, table.facts))
        if table.is_visible and grid is not None:
            grids.append(grid)
    return result, grids


def _check_parts(package: Package) -> None:
    names = package.names
    if "encrypted-package" in names:
        raise refuse("password")
    if "meta-inf/manifest.xml" in names:
        parse_xml(package.chunks("META-INF/manifest.xml"), start=_refuse_encrypted)
    has_modules = any(name.startswith("basic/") and not name.endswith(_NO_MODULES) for name in names)
    if has_modules or any(name.startswith("scripts/") for name in names):
        raise refuse("macros")
    if "content.xml" not in names:
        raise refuse("damaged")


def _refuse_encrypted(name: str, _: dict[str, str]) -> None:
    if name.rpartition(":")[2] == "encryption-data":
        raise refuse("password")


class _ContentReader:
    """The handlers of the pass over content.xml."""

    def __init__(self) -> None:
        self.styles = OpenStyles()
        self.tables: list[_Table] = []
        self.is_spreadsheet = False
        self._seen_root = False
        self._table: _Table | None = None
        self._skipped = self._cells = 0
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
            self._cell, self._takes = attributes, False
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
            self._text.append(value)

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
            is_visible = attributes.get("table:style-name", "") not in self.styles.hidden_tables
            self._table = _Table(attributes.get("table:name", ""), is_visible)
            self.tables.append(self._table)
            self._row = self._column = 0
        elif name == "table:named-range":
            self._note_own(attributes)
        elif name in _NOT_READ:
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
        if name in _NOT_READ or name.startswith(("draw:", "dr3d:")):
            self._skipped = 1
        elif name == "text:p":
            self._takes = True
            if self._text:
                self._text.append("\n")
        elif name == "text:s":
            self._text.append(" " * min(_times(attributes, "text:c"), _MOST_SPACES))
        elif name in ("text:tab", "text:line-break"):
            self._text.append(" ")

    def _start_column(self, attributes: dict[str, str]) -> None:
        assert self._table is not None
        first = self._column + 1
        self._column = min(self._column + _times(attributes, "table:number-columns-repeated"), MAX_COLUMN)
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
        if self._cells > MAX_CELLS:
            raise refuse("too_big_inside")
        self._values.update(dict.fromkeys(range(first, self._column + 1), value))
        facts = self._table.facts
        width = min(_times(cell, "table:number-columns-spanned"), MAX_COLUMN - first + 1)
        height = min(_times(cell, "table:number-rows-spanned"), MAX_ROW - self._row + 1)
        if width > 1 or height > 1:
            facts.merged.append((self._row, first, self._row + height - 1, first + width - 1))
        if formula := cell.get("table:formula"):
            if value != ("no_cache", "") and not _is_error(value):
                facts.formulas.update((self._row, column) for column in range(first, self._column + 1))
            if found := reaches_out(formula):
                facts.dangerous[self._row, first] = found

    def _end_row(self) -> None:
        assert self._table is not None
        if self._values:
            for row in range(self._row, self._row + self._row_count):
                self._table.rows[row] = self._values
        self._row += self._row_count - 1

    def _read_value(self, cell: dict[str, str], column: int) -> Value:
        """The value of a cell; None for a blank one."""
        text = "".join(self._text)
        kind = cell.get("office:value-type", "")
        has_formula = "table:formula" in cell
        if cell.get("calcext:value-type") == "error" or (has_formula and is_error_text(text.strip())):
            return "error", text.strip() or "#N/A"
        if kind in ("float", "percentage", "currency"):
            return float(cell["office:value"]) if "office:value" in cell else text or None
        if kind == "boolean":
            return cell.get("office:boolean-value") == "true"
        if kind == "date":
            return self._read_date(cell, column, text)
        if has_formula and not kind and not text:
            return "no_cache", ""
        return text or cell.get("office:string-value") or None

    def _read_date(self, cell: dict[str, str], column: int, text: str) -> Value:
        try:
            moment = dt.datetime.fromisoformat(cell.get("office:date-value", ""))
        except ValueError:
            return text or cell.get("office:date-value") or None
        assert self._table is not None
        style = cell.get("table:style-name") or self._row_style or self._table.column_styles.get(column, "")
        part = self.styles.shown_part(style)
        if part is None:
            return moment.replace(tzinfo=None)
        return ("text", without_year(moment)) if part == NO_YEAR else ("date", moment.isoformat()[: LENGTH_SHOWN[part]])


def _times(attributes: dict[str, str], name: str) -> int:
    """A count in an attribute, 1 where none is given. Raises Refused for one below 1 or beyond sense."""
    text = attributes.get(name, "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ROW)) else 0
    if number < 1:
        raise refuse("damaged")
    return number


def _is_error(value: Value) -> bool:
    return isinstance(value, tuple) and value[0] == "error"


def _make_grid(table: _Table) -> Grid | None:
    """The box of a sheet; None for an empty one. Learns the area and the hidden rows within it."""
    if not table.rows:
        return None
    top, bottom = min(table.rows), max(table.rows)
    left = min(min(values) for values in table.rows.values())
    right = max(max(values) for values in table.rows.values())
    facts = table.facts
    facts.area = (bottom - top + 1) * (right - left + 1)
    if facts.area > MAX_AREA:
        raise refuse("too_big_inside")
    for first, last in table.hidden:
        facts.hidden_rows.update(range(max(first, top), min(last, bottom) + 1))
    columns = range(left, right + 1)
    lines: list[list[Value]] = []
    for row in range(top, bottom + 1):
        values = table.rows.get(row)
        lines.append([values.get(column) for column in columns] if values else [])
    return Grid(
        sheet=table.name,
        values=lines,
        top=top,
        left=left,
        merged=facts.merged,
        hidden_rows=facts.hidden_rows,
        hidden_columns=facts.hidden_columns,
        formulas=facts.formulas,
    )


def _says_sample(package: Package) -> bool:
    """True if the workbook carries the property "contoh"."""
    name, texts = "", dict[str, str]()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        name = attributes.get("meta:name", "").strip().casefold() if tag == "meta:user-defined" else ""

    def text(value: str) -> None:
        texts[name] = texts.get(name, "") + value

    parse_xml(package.chunks("meta.xml"), start=start, text=text)
    return texts.get("contoh", "").strip().casefold() in {"true", "1", "ya"}
