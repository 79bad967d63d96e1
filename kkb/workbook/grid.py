"""What is read of a workbook: its sheets, each a filled box with every value described as kind and text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import repeat

from kkb.recap import Cell, CellKind
from kkb.workbook.addresses import column_letters
from kkb.workbook.model import refuse

Described = tuple[CellKind, str]
Value = str | float | bool | dt.date | dt.time | dt.timedelta | Described | None
"""A value of a cell; kind and text where it is none (an error, a date shown in part). "" and None are blank."""


MAX_AREA = 20_000_000
"""Cells in the box around all filled cells of a sheet: a reader may walk over each."""

PLAIN_BELOW = 1e15
"""From here on a float cannot hold every whole number."""


@lru_cache(maxsize=8192, typed=True)
def describe(value: Value) -> Described | None:
    """Kind and text of a value; None for a blank one. Of a large sheet most values occur many times.

    Text keeps its characters, control and direction characters too (they are reported later); only line breaks
    and non-breaking spaces become spaces, and the ends are trimmed.
    """
    if isinstance(value, str):
        return _describe_text(value)
    if value is None:
        return None
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return "bool", "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        is_whole = abs(value) < PLAIN_BELOW and value == int(value)
        return "number", str(int(value)) if is_whole else repr(value)
    if isinstance(value, dt.datetime):
        return "date", (value if value.time() != dt.time() else value.date()).isoformat()
    if isinstance(value, dt.date):
        return "date", value.isoformat()
    # A time of day or a length of time is no date; as text it is reported where a date is expected.
    return "text", str(value)


def _describe_text(value: str) -> Described | None:
    if value.isprintable():
        text = value.strip()
    else:
        text = value.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\u00a0", " ").strip(" \t")
    return ("text", text) if text else None


@dataclass(slots=True)
class Grid:
    """The box of one sheet: `values[0][0]` is the cell at row `top`, column `left` (both count from 1).

    `merged` ranges are (first row, first column, last row, last column), `hidden_columns` (first, last), `formulas`
    the cells (row, column) of an .xlsx that hold the stored result of a formula, `has_results` is True once one of
    these is not 0. `is_1904`: a day's number counts from 1904.
    `fills` maps a cell, blank or not, to the colour behind it, `struck` are those whose text is crossed out at least in
    part, `notes` maps a cell to what is pinned to it, `percent` are those that show their number in percent.
    `dangerous` maps a cell to the name of what its formula reaches for outside the workbook ("WEBSERVICE"), `linked`
    are those whose formula takes a value of another workbook.
    """

    sheet: str
    values: list[list[Value]]
    top: int = 1
    left: int = 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    has_results: bool = False
    is_1904: bool = False
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    percent: set[tuple[int, int]] = field(default_factory=set)
    dangerous: dict[tuple[int, int], str] = field(default_factory=dict)
    linked: set[tuple[int, int]] = field(default_factory=set)
    _spans: dict[tuple[int, int], tuple[int, int]] | None = field(default=None, init=False, repr=False, compare=False)

    def put_rows(self, rows: Mapping[int, Mapping[int, Value]]) -> None:
        """Take the filled cells, row → column → value, as the values of the box around them.

        Raises Refused for a box of more than `MAX_AREA` cells.
        """
        if not rows:
            return
        self.top, self.left = min(rows), min(map(min, rows.values()))
        right = max(map(max, rows.values()))
        if (max(rows) - self.top + 1) * (right - self.left + 1) > MAX_AREA:
            raise refuse("too_big_inside")
        nothing: Mapping[int, Value] = {}
        for number in range(self.top, max(rows) + 1):
            cells = rows.get(number, nothing)
            columns = range(self.left, max(cells, default=0) + 1)
            self.values.append(list(map(cells.get, columns, repeat(""))))

    def forget_results(self) -> None:
        """Take every stored result of a formula for missing."""
        for row, column in self.formulas:
            self.values[row - self.top][column - self.left] = "no_cache", ""
        self.formulas.clear()

    @property
    def spans(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """The top left cell of each merged range → its last row and column."""
        if self._spans is None:
            self._spans = {(top, left): (bottom, right) for top, left, bottom, right in self.merged}
        return self._spans

    @property
    def bottom(self) -> int:
        """The last row of the box."""
        return self.top + len(self.values) - 1

    def hides(self, column: int) -> bool:
        """True for a column that Excel does not show."""
        return any(first <= column <= last for first, last in self.hidden_columns)

    @property
    def area(self) -> int:
        """The number of cells in the box; 0 for an empty sheet."""
        return len(self.values) * max(map(len, self.values), default=0)

    def is_blank(self, row: int) -> bool:
        """True for a row in which nothing stands."""
        return next(self.filled(row), None) is None

    def part(self, *, first_row: int, last_row: int, first_column: int = 1, last_column: int | None = None) -> Grid:
        """The grid of these rows and columns alone, every cell at its address."""
        first_row, first_column = max(first_row, self.top), max(first_column, self.left)
        end = None if last_column is None else last_column - self.left + 1
        lines = self.values[first_row - self.top : last_row - self.top + 1]
        whole = first_column == self.left and end is None
        cut = lines if whole else [line[first_column - self.left : end] for line in lines]
        return replace(self, values=cut, top=first_row, left=first_column)

    def filled(self, row: int) -> Iterator[tuple[int, Described]]:
        """(column, described value) of the filled cells of a row, from the left."""
        if self.top <= row <= self.bottom:
            for x, value in enumerate(self.values[row - self.top]):
                if value != "" and (described := describe(value)) is not None:
                    yield self.left + x, described

    def at(self, row: int, column: int) -> Described | None:
        """What stands in a cell; None for a blank one, and outside the box."""
        line = self.values[row - self.top] if self.top <= row <= self.bottom else []
        x = column - self.left
        return describe(line[x]) if 0 <= x < len(line) and line[x] != "" else None

    def words(self, row: int) -> list[Cell]:
        """The cells of a row that hold text or a day."""
        return [cell for cell in self.cells(row) if cell.kind in ("text", "date")]

    def cells(self, row: int) -> Iterator[Cell]:
        """The filled cells of a row with their addresses."""
        for column, (kind, text) in self.filled(row):
            yield Cell(f"{column_letters(column)}{row}", kind, text)


@dataclass(slots=True)
class Sheet:
    """One sheet in the order of the workbook. `grid` is None for a chart sheet."""

    name: str
    is_visible: bool
    grid: Grid | None


@dataclass(slots=True)
class Inspected:
    """A workbook that may be read.

    `embedded` names what else lies in the file and is never opened: "objek sisipan", "tautan DDE".
    """

    is_sample: bool = False
    sheets: list[Sheet] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)

    @property
    def grids(self) -> list[Grid]:
        """The grids of all visible, filled worksheets, in order."""
        return [sheet.grid for sheet in self.sheets if sheet.is_visible and sheet.grid and sheet.grid.values]
