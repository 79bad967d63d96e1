"""Calamine reads the values; what the guard learnt from the XML is laid over them, and settles what they differ on."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import suppress
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from kkb.workbook.agreement import mark_differences
from kkb.workbook.grid import Described, Grid, Value
from kkb.workbook.guard import Inspected
from kkb.workbook.number_formats import day_in_part
from kkb.workbook.sheet_scan import SheetFacts

_FAILS = (CalamineError, OverflowError, ValueError)
"""What calamine raises for a value it cannot hold, besides its own errors."""


def read_grids(data: bytes, inspected: Inspected) -> list[Grid]:
    """The grids of all visible, filled worksheets, in order.

    Calamine stumbles over a broken cell, and over parts in places that Excel would find all the same; then the values
    are those of the XML alone.
    """
    book: CalamineWorkbook | None = None
    with suppress(*_FAILS):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [
        _read_sheet(book, sheet.name, sheet.facts, is_1904=inspected.is_1904)
        for sheet in inspected.sheets
        if sheet.is_visible and sheet.facts is not None and sheet.facts.area
    ]


def _read_sheet(book: CalamineWorkbook | None, name: str, facts: SheetFacts, *, is_1904: bool) -> Grid:
    try:
        if book is None:
            return _make_grid(name, *_box_of(facts), facts, is_1904=is_1904)
        sheet: CalamineSheet = book.get_sheet_by_name(name)
        values = cast("list[list[Value]]", sheet.to_python(skip_empty_area=True))
    except _FAILS:
        return _make_grid(name, *_box_of(facts), facts, is_1904=is_1904)
    start = sheet.start or (0, 0)
    top, left = start[0] + 1, start[1] + 1
    if facts.rows is not None:
        mark_differences(values, top, left, facts, is_1904=is_1904)
        facts.rows.clear()
    return _make_grid(name, values, top, left, facts, is_1904=is_1904)


def _box_of(facts: SheetFacts) -> tuple[list[list[Value]], int, int]:
    """The values of the XML as a box, its first row and its first column."""
    rows = facts.rows or {}
    top, left = min(rows), min(first for first, _ in rows.values())
    box: list[list[Value]] = [[] for _ in range(max(rows) - top + 1)]
    for number, (first, told) in rows.items():
        box[number - top] = [*[""] * (first - left), *told]
    return box, top, left


def _make_grid(name: str, values: list[list[Value]], top: int, left: int, facts: SheetFacts, *, is_1904: bool) -> Grid:
    grid = Grid(
        sheet=name,
        values=values,
        top=top,
        left=left,
        merged=facts.merged,
        hidden_rows=facts.hidden_rows,
        hidden_columns=facts.hidden_columns,
        formulas=facts.formulas,
        is_1904=is_1904,
        fills=facts.fills,
        struck=facts.struck,
        notes=facts.notes,
        percent=facts.percent,
    )
    known: dict[tuple[int, int], Described] = {place: ("error", text) for place, text in facts.errors.items()}
    known |= {place: ("no_cache", "") for place in facts.no_cache}
    known |= {place: ("broken", text) for place, text in facts.broken.items()}
    if known:
        _lay_over(grid, known)
    for (row, column), part in facts.partial.items():
        _show_in_part(grid, row - grid.top, column - grid.left, part)
    return grid


def _show_in_part(grid: Grid, y: int, x: int, part: str) -> None:
    """Cut a date down to what its number format shows, if a date stands there."""
    line = grid.values[y] if 0 <= y < len(grid.values) else []
    value = line[x] if 0 <= x < len(line) else None
    if isinstance(value, dt.date):
        line[x] = day_in_part(value, part)


def _lay_over(grid: Grid, known: dict[tuple[int, int], Described]) -> None:
    """Put cells that calamine reads as blank into the grid, which grows where they lie outside its box."""
    if not grid.values:
        grid.top, grid.left = min(known)
    top = min(grid.top, *(row for row, _ in known))
    left = min(grid.left, *(column for _, column in known))
    bottom = max(grid.bottom, *(row for row, _ in known))
    width = max(column for _, column in known) - left + 1
    shift = grid.left - left
    before: list[list[Value]] = [[] for _ in range(grid.top - top)]
    after: list[list[Value]] = [[] for _ in range(bottom - grid.bottom)]
    rows = before + ([[None] * shift + row for row in grid.values] if shift else grid.values) + after
    for row, column in known:
        line = rows[row - top]
        line.extend([None] * (width - len(line)))
        line[column - left] = known[row, column]
    grid.values, grid.top, grid.left = rows, top, left
