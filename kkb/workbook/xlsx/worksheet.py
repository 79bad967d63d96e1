"""A worksheet's XML, parsed in one pass: its values, and what stands beside them (fills, formulas, hidden rows …)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kkb.workbook.addresses import MAX_COLUMN, MAX_ROW, column_number, parse_address
from kkb.workbook.grid import Grid, Value
from kkb.workbook.model import refuse
from kkb.workbook.xlsx import formulas
from kkb.workbook.xlsx.cell_styles import CellStyles, is_on
from kkb.workbook.xlsx.cell_values import day_of, duration_of, iso_day_of, number_of, truth_of, unescape
from kkb.workbook.xlsx.number_formats import day_in_part
from kkb.workbook.xlsx.shared_strings import Strings
from kkb.workbook.xlsx.xml_pass import TextPass

MAX_CELLS = 5_000_000
MAX_MERGED = 250_000
MAX_FORMATTED = 200_000
"""Cells with a fill, or with a percentage, of one sheet. A sheet with more fills is decorated; all are dropped."""

MAX_BROKEN = 20_000
"""Broken cells of one sheet. With more of them the file as a whole is damaged."""

LONGEST_BROKEN = 120
"""Letters of a broken cell that are kept."""

_LONGEST_NUMBER_OF_ROW = 8
_TRUE = ("1", "true")


def parse_worksheet(
    chunks: Iterable[bytes],
    name: str,
    strings: Strings | None = None,
    styles: CellStyles | None = None,
    *,
    is_1904: bool = False,
) -> Grid:
    """The grid of one worksheet part; `strings` are the texts that its cells refer to by number.

    Raises Refused for addresses outside Excel's grid, too many cells, too large a box, and XML that is not well formed.
    """
    reader = _WorksheetPass(Grid(name, [], is_1904=is_1904), strings or Strings(), styles or CellStyles())
    reader.parse(chunks)
    return reader.finish()


class _WorksheetPass(TextPass):
    """The handlers of the pass, one for each kind of element. Cells may come in any order, with addresses or without.

    `_row_values` are the values of the row that is open. `_column`, `_kind` … `_is_doubled` describe the cell that is
    open; `_raw` is the text of its value, None for none.
    """

    def __init__(self, grid: Grid, strings: Strings, styles: CellStyles) -> None:
        super().__init__(
            {
                "row": self._start_row,
                "c": self._start_cell,
                "f": self._start_formula,
                "v": self._start_value,
                "is": self._start_inline,
                "strike": self._note_strike,
                "col": self._note_columns,
                "mergeCell": self._note_merged,
            },
            {"c": self._end_cell, "f": self._end_formula, "v": self._end_value, "is": self._end_inline},
        )
        self._grid = grid
        self._strings = strings
        self._styles = styles
        self._formatted = styles.struck | styles.fills.keys()
        self._partial, self._percents = styles.partial, styles.percents
        self._values: dict[int, dict[int, Value]] = {}
        self._row_values: dict[int, Value] = {}
        self._cells = self._broken = 0
        self._row = self._column = 0
        self._row_text = "0"
        self._is_in_cell = self._is_inline = self._has_formula = self._is_doubled = False
        self._kind: str | None = None
        self._style = self._shared = ""
        self._raw: str | None = None
        self._shared_reach: dict[str, tuple[str | None, bool]] = {}

    def finish(self) -> Grid:
        """The grid: the box around all filled cells."""
        if len(self._grid.fills) > MAX_FORMATTED:
            self._grid.fills.clear()
        self._grid.put_rows(self._values)
        return self._grid

    # A row or cell within a cell, or a value outside of one, is damage: its text could get lost.

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._is_in_cell:
            raise refuse("damaged")
        number = attributes.get("r")
        if number is None:
            self._row += 1
        elif number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER_OF_ROW:
            self._row = int(number)
        else:
            raise refuse("damaged")
        if not 1 <= self._row <= MAX_ROW:
            raise refuse("damaged")
        self._row_text = str(self._row)
        self._row_values = self._values.get(self._row, {})
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self._grid.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._is_in_cell:
            raise refuse("damaged")
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise refuse("too_big_inside")
        address = attributes.get("r")
        if address is None:
            self._column += 1
        elif address.endswith(self._row_text):
            self._column = column_number(address[: -len(self._row_text)])
        else:
            raise refuse("damaged")
        if not self._row or self._column > MAX_COLUMN:
            raise refuse("damaged")
        self._is_in_cell = True
        self._is_inline = self._has_formula = self._is_doubled = False
        self._raw = None
        self._kind, self._style = attributes.get("t"), attributes.get("s", "")
        if self._style in self._formatted:
            self._note_format()

    def _note_format(self) -> None:
        if self._style in self._styles.struck:
            self._grid.struck.add((self._row, self._column))
        if self._style in self._styles.fills and len(self._grid.fills) <= MAX_FORMATTED:
            self._grid.fills[self._row, self._column] = self._styles.fills[self._style]

    def _start_formula(self, attributes: dict[str, str]) -> None:
        if not self._is_in_cell:
            raise refuse("damaged")
        self._is_doubled = self._is_doubled or self._has_formula
        self._has_formula = True
        self._shared = attributes.get("si", "")
        self._text.clear()

    def _end_formula(self) -> None:
        """Note a formula that reaches out. A shared one is written out in its first cell only."""
        formula = "".join(self._text)
        if formula.strip() or not self._shared:
            reach = formulas.reaches_out(formula), formulas.names_other_workbook(formula)
            if self._shared:
                self._shared_reach[self._shared] = reach
        else:
            reach = self._shared_reach.get(self._shared, (None, False))
        name, is_linked = reach
        if name is not None:
            self._grid.dangerous[self._row, self._column] = name
        if is_linked:
            self._grid.linked.add((self._row, self._column))

    def _start_value(self, _: dict[str, str]) -> None:
        if not self._is_in_cell:
            raise refuse("damaged")
        self._is_doubled = self._is_doubled or self._raw is not None
        self._raw = ""
        self._text.clear()

    def _end_value(self) -> None:
        self._raw = "".join(self._text)

    def _start_inline(self, _: dict[str, str]) -> None:
        if not self._is_in_cell:
            raise refuse("damaged")
        self._is_doubled = self._is_doubled or self._raw is not None
        self._is_inline = True
        self._raw = ""
        self._start_runs()

    def _end_inline(self) -> None:
        self._raw = "".join(self._runs)

    def _note_strike(self, attributes: dict[str, str]) -> None:
        if self._is_in_cell and self._is_inline and is_on(attributes):
            self._grid.struck.add((self._row, self._column))

    def _note_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") not in _TRUE:
            return
        left, right = int(attributes.get("min", 0)), int(attributes.get("max", 0))
        self._grid.hidden_columns.append((left, right))
        if not 1 <= left <= right <= MAX_COLUMN or len(self._grid.hidden_columns) > MAX_COLUMN:
            raise refuse("damaged")

    def _note_merged(self, attributes: dict[str, str]) -> None:
        first, colon, last = attributes.get("ref", "").partition(":")
        self._grid.merged.append((*parse_address(first), *parse_address(last if colon else first)))
        if len(self._grid.merged) > MAX_MERGED:
            raise refuse("too_big_inside")

    def _end_cell(self) -> None:
        if self._raw is not None or self._has_formula:
            value = self._value()
            if value != "":
                self._put(value)
        self._is_in_cell = False

    def _value(self) -> Value:
        """The value of the cell, "" for a blank one; kind and text where it is no value of a reader."""
        raw = self._raw or ""
        if self._has_formula and self._lacks_result(raw):
            return "no_cache", ""
        if self._has_formula and not self._grid.has_results:
            self._grid.has_results = self._kind not in (None, "n") or number_of(raw) != 0
        if self._kind == "e":
            return "error", raw.strip()[:LONGEST_BROKEN] or "#N/A"
        value = self._parse_value(raw) if not self._is_doubled else None
        if value is None:
            return "broken", raw.strip()
        if self._has_formula:
            self._grid.formulas.add((self._row, self._column))
        if self._style in self._partial and isinstance(value, dt.date):
            return day_in_part(value, self._partial[self._style])
        if self._style in self._percents and len(self._grid.percent) <= MAX_FORMATTED:
            self._grid.percent.add((self._row, self._column))
        return value

    def _lacks_result(self, raw: str) -> bool:
        # An empty stored text (t="str") is a result: the formula gave "".
        return self._raw is None or (self._kind != "str" and not raw.strip())

    def _parse_value(self, raw: str) -> Value:
        """What the text of a value means by the type of its cell; None if it cannot be trusted."""
        kind = self._kind
        if self._is_inline:
            return unescape(raw) if kind in ("inlineStr", "str", None) else None
        if kind == "str":
            return unescape(raw)
        bare = raw.strip()
        if not bare:
            return ""
        if kind == "s":
            if bare in self._strings.struck:
                self._grid.struck.add((self._row, self._column))
            return self._strings.get(bare)
        if kind is None or kind == "n":
            return self._number(raw)
        if kind == "b":
            return truth_of(raw)
        return iso_day_of(raw) if kind == "d" else None

    def _number(self, raw: str) -> Value:
        number = number_of(raw)
        if number is None:
            return None
        if self._style in self._styles.days:
            return day_of(number, is_1904=self._grid.is_1904)
        return duration_of(number) if self._style in self._styles.durations else number

    def _put(self, value: Value) -> None:
        """Put a value into its cell; a cell that has one already cannot be trusted."""
        cells = self._row_values
        known = cells.get(self._column)
        if known is not None:
            value = ("broken", (self._raw or "").strip())
        if isinstance(value, tuple) and value[0] == "broken":
            value = ("broken", value[1][:LONGEST_BROKEN])
            self._broken += not (isinstance(known, tuple) and known[0] == "broken")
            if self._broken > MAX_BROKEN:
                raise refuse("damaged")
        if not cells:
            self._values[self._row] = cells
        cells[self._column] = value
