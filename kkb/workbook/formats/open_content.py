"""The content of an OpenDocument, row by row: sheets as grids, repeats never written out where nothing stands.

No library tells errors, formulas without a result, what is hidden and dates shown in part; lxml parses, and hands over
each row as a tree of its own.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from lxml.etree import XMLPullParser, XMLSyntaxError, _Element

from kkb.workbook.addresses import MAX_COLUMN, MAX_ROW
from kkb.workbook.formats.bounds import check_counts
from kkb.workbook.formats.text_cells import is_error_text
from kkb.workbook.grid import MAX_AREA, Grid, Sheet, Value
from kkb.workbook.model import refuse
from kkb.workbook.own_sheets import OWN_NAMES, quote_sheet
from kkb.workbook.xlsx.formulas import reaches_out
from kkb.workbook.xlsx.number_formats import day_in_part, shown_part

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _STYLE, _TABLE, _TEXT = (_SPACE % name for name in ("office", "style", "table", "text"))
_NUMBER = _SPACE % "datastyle"
_ERROR_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_SPREADSHEET, _SHEET = f"{_OFFICE}spreadsheet", f"{_TABLE}table"
_ROW, _COLUMN = f"{_TABLE}table-row", f"{_TABLE}table-column"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_STYLES = (f"{_OFFICE}styles", f"{_OFFICE}automatic-styles")
_NAME, _DDE = f"{_TABLE}named-range", f"{_TABLE}dde-links"
_READ = (_SPREADSHEET, _SHEET, _ROW, _COLUMN, *_STYLES, _NAME, _DDE)
_BLANKS = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}
_MOST_BLANKS = 200
_NO_TEXT = (f"{_OFFICE}annotation", _SPACE % "drawing", _SPACE % "dr3d")
"""What hangs in a paragraph: notes and drawings. Of what is not known the text is read, as the standard has it."""

_HIDDEN = ("collapse", "filter")
_LETTERS = {"day": "d", "month": "m", "year": "y", "hours": "h", "minutes": "h", "seconds": "s", "era": "g"}
_MOST_PARENTS = 20
_SHOWN = 120
"""Letters of a broken value that are kept."""

_OTHER_FILE = "'#"
"""A sheet of another file within a formula: 'file:///C:/Rekap%202022.ods'#$Rekap.D7."""


class OpenContent:
    """Takes styles.xml and content.xml. `sheets` are all sheets, `own` the names of those that this program wrote."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.own: set[str] = set()
        self.is_spreadsheet = self.has_dde = False
        self._styles = _Styles()
        self._sheet: _Element | None = None
        self._grid = Grid("", [])
        self._rows: dict[int, dict[int, Value]] = {}
        self._hidden: list[tuple[int, int]] = []
        self._column_styles: dict[int, str] = {}
        self._row = self._column = self._cells = self._steps = self._area = 0

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read a part. Raises Refused for a DTD, XML that is not well formed, and beyond bounds."""
        parser = XMLPullParser(
            ("start", "end"), tag=_READ, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            for chunk in chunks:
                parser.feed(chunk)
                for event, element in parser.read_events():
                    self._steps += 1
                    check_counts(cells=self._steps)
                    (self._start if event == "start" else self._end)(element)
            root = parser.close()
        except XMLSyntaxError as error:
            raise refuse("damaged") from error
        if root.getroottree().docinfo.doctype:
            raise refuse("dtd")  # Its entities are not resolved; they and their text would be missing.

    def _start(self, element: _Element) -> None:
        if element.tag == _SPREADSHEET:
            self.is_spreadsheet = True
        elif element.tag == _DDE:
            self.has_dde = True
        elif element.tag == _SHEET and _parent_tag(element) == _SPREADSHEET:
            name = element.get(f"{_TABLE}name", "")
            check_counts(sheets=len(self.sheets) + 1)
            if any(name == sheet.name for sheet in self.sheets):
                raise refuse("damaged")
            self._sheet, self._grid = element, Grid(name, [])
            self._rows, self._hidden, self._column_styles = {}, [], {}
            self._row = self._column = 0
            is_visible = element.get(f"{_TABLE}style-name", "") not in self._styles.hidden_sheets
            self.sheets.append(Sheet(name, is_visible, self._grid))

    def _end(self, element: _Element) -> None:
        if element.tag in _STYLES:
            self._styles.take(element)
        elif element.tag == _SHEET and element is self._sheet:
            self._end_sheet(element)
        elif element.tag == _NAME and element.get(f"{_TABLE}name", "").upper() in OWN_NAMES:
            target = element.get(f"{_TABLE}cell-range-address", "").rpartition(".")[0].lstrip("$")
            own = next(element.iterancestors(_SHEET), None)
            self.own |= {one.name for one in self.sheets if target in (one.name, quote_sheet(one.name))}
            self.own |= {own.get(f"{_TABLE}name", "")} if own is not None else set()
        # Rows of tables in cells, of copies of other files and of what was deleted belong to no sheet.
        elif element.tag in (_ROW, _COLUMN) and next(element.iterancestors(_SHEET, *_CELLS), None) is self._sheet:
            if element.tag == _COLUMN:
                self._take_column(element)
            elif self._sheet is not None:
                self._take_row(element)

    def _end_sheet(self, element: _Element) -> None:
        if next(element.iter(*_CELLS), None) is not None:
            raise refuse("damaged")  # Those of rows are gone: it stood outside of one.
        self._grid.put_rows(self._rows)
        self._area += self._grid.area
        if self._area > MAX_AREA:
            raise refuse("too_big_inside")
        for first, last in self._hidden:
            self._grid.hidden_rows.update(range(max(first, self._grid.top), min(last, self._grid.bottom) + 1))
        element.clear()
        self._sheet = None

    def _take_column(self, column: _Element) -> None:
        first = self._column + 1
        self._column = min(self._column + _times(column, "number-columns-repeated"), MAX_COLUMN)
        if first <= self._column and column.get(f"{_TABLE}visibility") in _HIDDEN:
            self._grid.hidden_columns.append((first, self._column))
        if style := column.get(f"{_TABLE}default-cell-style-name"):
            self._column_styles.update(dict.fromkeys(range(first, self._column + 1), style))

    def _take_row(self, row: _Element) -> None:
        first, count = self._row + 1, _times(row, "number-rows-repeated")
        self._row += count
        if row.get(f"{_TABLE}visibility") in _HIDDEN:
            self._hidden.append((first, self._row))
        if len(row) > MAX_COLUMN:
            raise refuse("damaged")
        self._steps += len(row)
        values: dict[int, Value] = {}
        column = 0
        for cell in row.iterchildren(*_CELLS):
            left = column + 1
            column += _times(cell, "number-columns-repeated")
            value = self._value(cell, row, left)
            if value == "":
                continue
            self._cells += (column - left + 1) * count
            if column > MAX_COLUMN or self._row > MAX_ROW:
                raise refuse("damaged")
            check_counts(rows=len(self._rows) + count, cells=self._cells)
            values.update(dict.fromkeys(range(left, column + 1), value))
            self._note(cell, value, first, range(left, column + 1))
        if values:
            self._rows.update(dict.fromkeys(range(first, self._row + 1), values))
        row.clear()
        if (group := row.getparent()) is not None:
            group.remove(row)

    def _note(self, cell: _Element, value: Value, row: int, columns: range) -> None:
        """Note what is known of a filled cell beside its value."""
        grid, places = self._grid, [(row, column) for column in columns]
        if cell.get(f"{_OFFICE}value-type") == "percentage":
            grid.percent.update(places)
        right = min(columns[0] + _times(cell, "number-columns-spanned") - 1, MAX_COLUMN)
        bottom = min(row + _times(cell, "number-rows-spanned") - 1, MAX_ROW)
        if (bottom, right) != (row, columns[0]):
            grid.merged.append((row, columns[0], bottom, right))
        if formula := cell.get(f"{_TABLE}formula"):
            if found := reaches_out(formula):
                grid.dangerous[places[0]] = found
            if _OTHER_FILE in formula:
                grid.linked.add(places[0])

    def _value(self, cell: _Element, row: _Element, column: int) -> Value:
        """The value of a cell; "" for a blank one."""
        text = ""
        if len(cell):
            if next(cell.iterchildren(_ROW, *_CELLS), None) is not None:
                raise refuse("damaged")
            text = "\n".join(map(_text_of, cell.iterchildren(f"{_TEXT}p")))
            check_counts(letters=len(text))
        kind = cell.get(f"{_OFFICE}value-type", "")
        has_formula = cell.get(f"{_TABLE}formula") is not None
        if cell.get(_ERROR_TYPE) == "error" or (has_formula and is_error_text(text.strip())):
            return "error", text.strip() or "#N/A"
        if kind in ("float", "percentage", "currency"):
            return _number_of(cell.get(f"{_OFFICE}value", ""), text)
        if kind == "boolean":
            return bool(cell.get(f"{_OFFICE}boolean-value") == "true")
        if kind == "date" and (written := cell.get(f"{_OFFICE}date-value")):
            given = (cell.get(f"{_TABLE}style-name"), row.get(f"{_TABLE}default-cell-style-name"))
            return self._day_of(written, next(filter(None, given), self._column_styles.get(column, "")))
        if has_formula and not kind and not text:
            return "no_cache", ""
        return text or str(cell.get(f"{_OFFICE}string-value", ""))

    def _day_of(self, written: str, style: str) -> Value:
        try:
            day = dt.datetime.fromisoformat(written).replace(tzinfo=None)
        except ValueError:
            return "broken", written[:_SHOWN]
        part = self._styles.shown_part(style)
        return day if part is None else day_in_part(day, part)


class _Styles:
    """Styles by their names, gathered from styles.xml and then content.xml, which may replace them."""

    def __init__(self) -> None:
        self.hidden_sheets: set[str] = set()
        self._dates: dict[str, str] = {}
        self._cells: dict[str, tuple[str, str]] = {}

    def take(self, styles: _Element) -> None:
        for date in styles.iter(f"{_NUMBER}date-style"):
            # Blanks keep the letters of neighbours apart, as in a format of Excel.
            shown = (_LETTERS.get(part.tag.removeprefix(_NUMBER), "") for part in date)
            self._dates[date.get(f"{_STYLE}name", "")] = " ".join(shown)
        for style in styles.iter(f"{_STYLE}style"):
            name, family = style.get(f"{_STYLE}name", ""), style.get(f"{_STYLE}family")
            if family == "table-cell":
                parent = style.get(f"{_STYLE}parent-style-name", "")
                self._cells[name] = style.get(f"{_STYLE}data-style-name", ""), parent
            elif family == "table" and any(part.get(f"{_TABLE}display") == "false" for part in style):
                self.hidden_sheets.add(name)

    def shown_part(self, style: str) -> str | None:
        """ "month", "year" or NO_YEAR where cells of this style show no more of a date; else None."""
        for _ in range(_MOST_PARENTS):
            data_style, parent = self._cells.get(style, ("", ""))
            if data_style:
                return shown_part(self._dates.get(data_style, ""))
            style = parent
        return None


def _text_of(element: _Element) -> str:
    """The text of a paragraph, but for notes and drawings that hang in it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _BLANKS:
            parts.append(" " * min(_times(child, "c", _TEXT), _MOST_BLANKS))
        elif child.tag == _ROW or child.tag in _CELLS:
            raise refuse("damaged")
        elif not child.tag.startswith(_NO_TEXT):
            parts.append(_text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _number_of(written: str, text: str) -> Value:
    """A number as the file writes it; `text` is what its cell shows, and stands in where no number is written."""
    if not written:
        return text
    try:
        number = float(written)
    except ValueError:
        number = math.nan
    return number if math.isfinite(number) else ("broken", written[:_SHOWN])


def _times(element: _Element, name: str, space: str = _TABLE) -> int:
    """A count in an attribute, 1 where none is given. Raises Refused for one below 1 or beyond sense."""
    text = element.get(f"{space}{name}", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ROW)) else 0
    if number < 1:
        raise refuse("damaged")
    return number


def _parent_tag(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else parent.tag
