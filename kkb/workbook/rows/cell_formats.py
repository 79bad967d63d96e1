"""What the formats of a table's rows say: crossed out cells, notes pinned to them, a fill in place of a status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kkb.recap import Table, TableRow
from kkb.workbook.addresses import column_letters, parse_address
from kkb.workbook.grid import Grid
from kkb.workbook.rows.status_headings import status_of_heading
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import fold_space

_MOST_NOTES = 200
_MOST_FILLS = 8
"""Colours that may stand for a status: with more of them they are decoration."""

_LEGEND_REACH = 2
"""Columns between a colour of the legend and its words."""

_LEGEND_START = re.compile(r"^[\s=:–-]+")
_FEWEST_STRIPES = 4


def note_formats(table: Table, grid: Grid, header: Header) -> None:
    """Put into the table what its rows say without words. Its rows are read already."""
    if grid.struck:
        table.struck = tuple(dict.fromkeys(ref for ref in _refs(table.rows) if parse_address(ref) in grid.struck))
    if grid.notes:
        rows = {row.row for row in table.rows}
        places = sorted(place for place in grid.notes if place[0] in rows)[:_MOST_NOTES]
        table.notes = {f"{column_letters(column)}{row}": grid.notes[row, column] for row, column in places}
    has_column = "status" in header.fields
    if grid.fills and "status" not in header.groups and (has_column or _lacks_status(table)):
        table.colours = _colours(table, grid, header)
        if table.colours:
            table.legend = _legend(table, grid, header)
        if not has_column and not set(table.colours.values()) - {""} <= table.legend.keys():
            # Without a column that they would fill, only a legend makes colours more than decoration.
            table.colours, table.legend = {}, {}


def _lacks_status(table: Table) -> bool:
    return not table.lembar and "status" not in table.columns and "desa" in table.columns


def _refs(rows: Sequence[TableRow]) -> Iterator[str]:
    return (cell.source_ref for row in rows for name, cell in row.cells.items() if name not in ("no", "kecamatan"))


def _colours(table: Table, grid: Grid, header: Header) -> dict[int, str]:
    """Row without a word of status → the fill of its cell, where fills tell such rows apart; {} where they do not."""
    blank = [row.row for row in table.rows if "status" not in row.cells and "desa" in row.cells]
    column = next(
        (
            c
            for name in ("status", "desa")
            if (c := header.fields.get(name)) is not None and any((row, c) in grid.fills for row in blank)
        ),
        None,
    )
    if column is None:
        return {}
    fills = {row: grid.fills.get((row, column), "") for row in blank}
    if len(blank) < len(table.rows):
        # Beside words only a colour that no row with a word has says anything, and no colour says nothing.
        worded = {grid.fills.get((row.row, column), "") for row in table.rows if row.row not in fills}
        fills = {row: fill for row, fill in fills.items() if fill}
        kinds = set(fills.values())
        return fills if len(kinds) <= _MOST_FILLS and not worded & kinds else {}
    kinds = set(fills.values())
    return fills if 1 < len(kinds) <= _MOST_FILLS and not _is_striped(list(fills.values())) else {}


def _is_striped(fills: list[str]) -> bool:
    """True for two fills by turns, which only make long lines easier to follow."""
    return len(fills) >= _FEWEST_STRIPES and len(set(fills)) == 2 and all(a != b for a, b in pairwise(fills))


def _legend(table: Table, grid: Grid, header: Header) -> dict[str, str]:
    """Fill → the words in such a cell outside the rows, or right of it, "" where none can be read ("= proses" is a
    formula to Excel); of a fill with two meanings nothing."""
    rows = {*header.rows, *(row.row for row in table.rows)}
    columns = range(min(header.texts), max(header.texts) + 1)
    wanted = set(table.colours.values()) - {""}
    found: dict[str, set[str]] = {}
    for (row, column), fill in grid.fills.items():
        if fill in wanted and not (row in rows and column in columns):
            told = found.setdefault(fill, set())
            words = next((text for x in range(_LEGEND_REACH + 1) if (text := _text_at(grid, row, column + x))), "")
            if words:
                told.add(status_of_heading(words) or words)
    return {fill: next(iter(words), "") for fill, words in found.items() if len(words) <= 1}


def _text_at(grid: Grid, row: int, column: int) -> str:
    described = grid.at(row, column)
    text = fold_space(described[1]) if described is not None and described[0] == "text" else ""
    return _LEGEND_START.sub("", text)
