"""The child process that draws a piece of a sheet: request and file on stdin, the piece on stdout.

Run as `python -m kkb.workbook.marking.excerpt_child`; framed as `pack` of `kkb.workbook.model`. The answer is an
`Excerpt`, or {"refused", "message"}.
"""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from kkb.personal import mask_personal_numbers, mask_under
from kkb.programme.small_counts import few_under
from kkb.recap import Table
from kkb.workbook.addresses import column_letters, parse_address
from kkb.workbook.child import answer_request, serve
from kkb.workbook.grid import Described, Grid
from kkb.workbook.marking.excerpt import Excerpt, ExcerptCell, ExcerptRow
from kkb.workbook.model import Limits, refuse

ROWS_BEFORE, ROWS_AFTER = 6, 6
MOST_COLUMNS = 14
MOST_HEADER_ROWS = 4
MOST_LETTERS = 200
"""Of one cell: enough to know it, and a window stays small."""

MOST_DRAWN = 150_000
"""Cells of a workbook whose looks are read: openpyxl reads all its sheets, and takes 5 s for a million."""

_NARROW, _WIDTH, _WIDE = 4.0, 10.0, 40.0
_NUMBERS = ("number", "date")


def cut(data: bytes, sheet: str, cell: str, limits: Limits, *, counted: Collection[str] | None = ()) -> Excerpt:
    """The piece around a cell, personal numbers masked, in the name of its sheet as well. Raises Refused.

    So are small counts of people, in the columns `counted` whatever their headers say; None: they may be known.

    Imports its readers only now, inside the limits.
    """
    from kkb.workbook.formats.opening import open_recap
    from kkb.workbook.kind import Kind
    from kkb.workbook.tables.layout import bare_tables_of_sheet, tables_of_sheet

    opened = open_recap(data, limits)
    grid = next((grid for grid in opened.inspected.grids if mask_personal_numbers(grid.sheet) == sheet), None)
    if grid is None:
        raise refuse("no_sheet", sheet=sheet)
    row, column = parse_address(cell)
    tables = tables_of_sheet(grid) or bare_tables_of_sheet(grid)
    headers = next((t.header_rows for t in tables if any(r.row == row for r in (*t.rows, *t.totals))), ())
    rows = _rows_shown(grid, row, headers)
    columns = _columns_shown(grid, column)
    area = sum(one.grid.area for one in opened.inspected.sheets if one.grid is not None)
    looks = _read_looks(data, grid.sheet) if opened.kind is Kind.XLSX and area <= MOST_DRAWN else None
    titles = [_rows_of_titles(table) for table in tables]
    return _draw(grid, rows, columns, set(headers), titles, looks, counted)


def _rows_shown(grid: Grid, row: int, headers: Sequence[int]) -> list[int]:
    """The header of the table, and the rows around; hidden ones only where it is they that are asked for."""
    around = range(max(1, row - ROWS_BEFORE), min(max(grid.bottom, row), row + ROWS_AFTER) + 1)
    wanted = {*headers[-MOST_HEADER_ROWS:], *around}
    return sorted(number for number in wanted if number not in grid.hidden_rows or number == row)


def _columns_shown(grid: Grid, column: int) -> list[int]:
    """The columns of the filled box, at most so many around the one asked for; without those Excel does not show."""
    right = grid.left + max((len(line) for line in grid.values), default=1) - 1
    within = [
        number for number in range(min(grid.left, column), max(right, column) + 1)
        if number == column or not grid.hides(number)
    ]  # fmt: skip
    start = max(0, min(within.index(column) - MOST_COLUMNS + 3, len(within) - MOST_COLUMNS))
    return within[start : start + MOST_COLUMNS]


def _read_looks(data: bytes, sheet: str) -> Any:
    """The sheet as openpyxl reads it; None where it cannot."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            return book[sheet] if sheet in book.sheetnames else None
        except Exception as error:  # noqa: BLE001 - its faults are many; values are known without it
            print(f"openpyxl cannot read the looks: {type(error).__name__}", file=sys.stderr)
            return None


def _draw(
    grid: Grid,
    rows: list[int],
    columns: list[int],
    headers: set[int],
    titles: list[range],
    looks: Any,
    counted: Collection[str] | None,
) -> Excerpt:
    """`headers` are those of the table asked for; each row is under the `titles` next above it, of all tables."""
    from kkb.workbook.marking.cell_colours import theme_colours

    theme = theme_colours(looks.parent.loaded_theme) if looks is not None else ()
    spans, covered = _merges(grid.merged, rows, columns)
    lines = []
    for place, row in enumerate(rows):
        begin, end = max(((one.start, one.stop) for one in titles if one.start <= row), default=(row, row))
        above = range(begin, begin if row in headers else min(end, row))
        cells = []
        for column in columns:
            if (row, column) in covered:
                continue
            anchor, width, height = spans.get((row, column), ((row, column), 1, 1))
            title = _title(grid, above, anchor[1])
            kind, text = _as_shown(grid.at(*anchor), title)
            if counted is not None:
                text = few_under(title, text, is_count=column_letters(anchor[1]) in counted)
            style = _style(looks, *anchor, theme) if looks is not None else {}
            style.setdefault("align", "right" if kind in _NUMBERS else "left")
            cells.append(ExcerptCell(f"{column_letters(column)}{row}", text, width, height, **style))
        gap = place > 0 and any(n not in grid.hidden_rows for n in range(rows[place - 1] + 1, row))
        lines.append(ExcerptRow(row, tuple(cells), is_header=row in headers, after_gap=gap))
    widths = tuple((column_letters(column), _width(looks, grid, column, rows)) for column in columns)
    return Excerpt(mask_personal_numbers(grid.sheet), widths, tuple(lines), has_looks=looks is not None)


def _merges(
    merged: Iterable[tuple[int, int, int, int]], rows: list[int], columns: list[int]
) -> tuple[dict[tuple[int, int], tuple[tuple[int, int], int, int]], set[tuple[int, int]]]:
    """Merged ranges as far as they are shown: first cell shown → (anchor, columns, rows), and the cells under them.

    A merge across rows that are left out is shown once above the gap and once below: each block has its own.
    """
    spans = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in merged:
        inside = [column for column in columns if left <= column <= right]
        for block in _blocks([row for row in rows if top <= row <= bottom], rows):
            if not inside:
                continue
            spans[block[0], inside[0]] = ((top, left), len(inside), len(block))
            covered |= {(row, column) for row in block for column in inside} - {(block[0], inside[0])}
    return spans, covered


def _blocks(wanted: list[int], rows: list[int]) -> list[list[int]]:
    """The rows in runs without a gap."""
    blocks: list[list[int]] = []
    for row in wanted:
        place = rows.index(row)
        if blocks and place and blocks[-1][-1] == rows[place - 1] and row - rows[place - 1] == 1:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _rows_of_titles(table: Table) -> range:
    """Its header, and what stands between it and the first row: a second line above columns that are not read."""
    top, bottom = table.header_rows[0], table.header_rows[-1]
    return range(top, min((row.row for row in table.rows), default=bottom + 1))


def _title(grid: Grid, rows: range, column: int) -> str:
    """What all these rows say above a column, a merged cell to each column that it covers."""
    merged = [one for one in grid.merged if one[1] <= column <= one[3]]
    places = [
        next(((top, left) for top, left, bottom, _ in merged if top <= row <= bottom), (row, column)) for row in rows
    ]
    return " ".join(_as_shown(grid.at(*place))[1] for place in places)


def _as_shown(described: Described | None, title: str = "") -> tuple[str, str]:
    """Kind and text as an officer knows it: a day as 10/05/2023, a decimal comma; without personal numbers."""
    if described is None:
        return "text", ""
    kind, text = described
    if kind == "date":
        day, _, time = text.partition("T")
        text = "/".join(reversed(day.split("-"))) + (f" {time[:5]}" if time else "")
    elif kind == "number":
        text = text.replace(".", ",")
    elif kind == "no_cache":
        text = "(rumus tanpa hasil)"
    text = mask_under(title, text)
    return kind, text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def _style(looks: Any, row: int, column: int, theme: tuple[str, ...]) -> dict[str, Any]:
    from kkb.workbook.marking.cell_colours import web_colour

    cell = looks.cell(row, column)
    style: dict[str, Any] = {
        "is_bold": bool(cell.font and cell.font.b),
        "is_struck": bool(cell.font and cell.font.strike),
        "fill": web_colour(cell.fill.fgColor, theme) if cell.fill and cell.fill.fill_type == "solid" else "",
        "colour": web_colour(cell.font.color, theme) if cell.font and cell.font.color else "",
    }
    if cell.alignment and cell.alignment.horizontal in ("left", "center", "right"):
        style["align"] = cell.alignment.horizontal
    return style


def _width(looks: Any, grid: Grid, column: int, rows: list[int]) -> float:
    """In letters: as the file says, or as wide as what is shown."""
    if looks is not None:
        dimension = next(
            (d for d in looks.column_dimensions.values() if (d.min or 0) <= column <= (d.max or 0) and d.width), None
        )
        if dimension is not None:
            return float(min(max(dimension.width, _NARROW), _WIDE))
    longest = max((len(_as_shown(grid.at(row, column))[1]) for row in rows), default=0)
    return float(min(max(longest + 2, _WIDTH), _WIDE))


def answer(packed: bytes, limits: Limits) -> bytes:
    """The packed answer to a packed request."""
    return answer_request(packed, limits, _cut)


def _cut(request: dict[str, Any], data: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    counted = None if request.get("shows_few") else [str(column) for column in request.get("counted", ())]
    piece = cut(data, str(request["sheet"]), str(request["cell"]), limits, counted=counted)
    return asdict(piece), b""


if __name__ == "__main__":
    serve(answer, sys.argv[1:])
