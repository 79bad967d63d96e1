"""The sheet "Rekap": the table that officers print, sign and upload again, as they would write it themselves.

Nothing on it names another day than the one it speaks for, and no cell is merged inside the table: so it is read again
without a question. The Jumlah are formulas, so they follow what an officer changes before uploading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter

from kkb.exports.excel.cells import DATE_FORMAT, LINE_HEIGHT, CellWriter, lines_in, write_with
from kkb.exports.excel.recap_rows import (
    TITLE,
    RecapLine,
    RecapRows,
    day_line,
    notes_of,
    place_words,
    recap_rows,
    source_line,
)
from kkb.exports.excel.table_sheet import set_page
from kkb.overview import Overview
from kkb.recap_columns import COLUMNS, Kind, RecapColumn
from kkb.schema import Tahap
from kkb.theme import LIGHT
from kkb.workbook.template.workbook import SAMPLE_LINE

SHEET_TITLE = "Rekap"

_LAST = len(COLUMNS)
_PLACES = {column.name: place for place, column in enumerate(COLUMNS, start=1)}
_KECAMATAN, _DESA, _STATUS = (_PLACES[name] for name in ("kecamatan", "desa", "status"))
_CENTRAL = (Kind.NUMBER, Kind.STATUS, Kind.DATE, Kind.CHOICE)
_INK, _MUTED, _SURFACE, _GRID = (
    f"FF{colour.removeprefix('#')}" for colour in (LIGHT.text, LIGHT.muted, LIGHT.surface, LIGHT.other)
)
_TOTAL = "Jumlah"
_COUNTS = {_DESA: "COUNTA({cells})", _STATUS: f'COUNTIF({{cells}},"{Tahap.TERBENTUK.value}")'}
"""What the Jumlah of a kecamatan counts in its columns: the names, and the formed ones."""

_DOTS = "…" * 14
_SIGNATURE = ("Mengetahui,", _DOTS, "", "", "", f"( {_DOTS} )", f"NIP. {_DOTS}")
_PLACE_AND_DAY = (f"{_DOTS}, {_DOTS}", *_SIGNATURE[1:])


def write_recap_sheet(sheet: Any, overview: Overview, writer: CellWriter) -> dict[str, int]:
    """Title, table with a Jumlah for each kecamatan and for all, notes and blanks to sign, on an empty sheet.

    Returns the results of its formulas by address: openpyxl writes none, and who reads the file needs them.
    """
    sheet.title = SHEET_TITLE
    is_sample = bool(overview.samples)
    rows = recap_rows(overview)
    header_row = _write_title(sheet, overview, writer)
    _write_header(sheet, header_row)
    widths = _set_widths(sheet, rows.lines)
    row, results = _write_table(sheet, header_row + 1, rows, widths, writer)
    row = _write_notes(sheet, row + 1, notes_of(rows, overview), sum(widths.values()), writer)
    _write_signatures(sheet, row + 1)
    sheet.freeze_panes = sheet.cell(header_row + 1, _DESA + 1)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    set_page(sheet, is_sample=is_sample, foot=f"{place_words(overview)} · {day_line(overview)}")
    sheet.print_options.horizontalCentered = True
    return results


def _write_title(sheet: Any, overview: Overview, writer: CellWriter) -> int:
    """The lines above the table; returns the row of its header."""
    lines = [TITLE, place_words(overview), day_line(overview)]
    for row, line in enumerate(lines, start=1):
        writer.put(sheet.cell(row, 1), line)
        for column in range(1, _LAST + 1):
            # Centred over all columns without merging them.
            sheet.cell(row, column).alignment = Alignment(horizontal="centerContinuous", vertical="center")
        sheet.cell(row, 1).font = write_with(bold=True, size=14 if row == 1 else 12, colour=_INK)
    small = [*([SAMPLE_LINE] if overview.samples else []), source_line(overview)]
    for row, line in enumerate(small, start=len(lines) + 2):
        writer.put(sheet.cell(row, 1), line)
        sheet.cell(row, 1).font = write_with(bold=line == SAMPLE_LINE, colour=_MUTED if line != SAMPLE_LINE else _INK)
        sheet.cell(row, 1).alignment = Alignment(vertical="center")
    return len(lines) + len(small) + 3


def _write_header(sheet: Any, row: int) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(row, place, column.header)
        cell.font, cell.fill = write_with(bold=True, colour=_INK), PatternFill("solid", fgColor=_SURFACE)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(*[Side("thin", color=_INK)] * 4)
    sheet.row_dimensions[row].height = 2 * LINE_HEIGHT + 2


def _write_table(
    sheet: Any, row: int, rows: RecapRows, widths: Mapping[str, int], writer: CellWriter
) -> tuple[int, dict[str, int]]:
    """All rows with their totals; returns the first row below, and the results of the formulas."""
    number = 0
    results: dict[str, int] = {}
    groups = list(rows.by_kecamatan())
    top = row
    for group in groups:
        first = row
        for place, line in enumerate(group):
            number += 1
            _write_line(sheet, row, number, line, writer, is_first=place == 0)
            lines = max(
                lines_in(str(value or ""), widths[column.name])
                for column, value in zip(COLUMNS[1:], line.cells, strict=True)
                if column.wraps
            )
            if lines > 1:
                # Not every program finds the height of a wrapped row by itself.
                sheet.row_dimensions[row].height = LINE_HEIGHT * lines
            row += 1
        formulas = {column: count.format(cells=_cells(column, first, row - 1)) for column, count in _COUNTS.items()}
        label, size = f"{_TOTAL} {group[0].kecamatan}", rows.sizes[group[0].kode_kecamatan]
        results |= _write_total(sheet, row, label, group, size, formulas, writer)
        row += 1
    if len(groups) > 1 or (groups and len(rows.sizes) > 1):
        labels = _cells(1, top, row - 1)
        formulas = {column: f'SUMIF({labels},"{_TOTAL}*",{_cells(column, top, row - 1)})' for column in _COUNTS}
        size = sum(rows.sizes.values())
        results |= _write_total(sheet, row, f"{_TOTAL} seluruhnya", rows.lines, size, formulas, writer)
        row += 1
    return row, results


def _write_line(sheet: Any, row: int, number: int, line: RecapLine, writer: CellWriter, *, is_first: bool) -> None:
    for place, (column, value) in enumerate(zip(COLUMNS, (number, *line.cells), strict=True), start=1):
        cell = sheet.cell(row, place)
        if value is not None:
            writer.put(cell, value)
        is_repeated = place == _KECAMATAN and not is_first
        kind = (column.name, isinstance(value, date), is_repeated, bool(cell.quotePrefix))
        writer.dress(cell, kind, partial(_dress, column=column, is_date=kind[1], is_repeated=is_repeated))


def _dress(cell: Any, *, column: RecapColumn, is_date: bool, is_repeated: bool) -> None:
    """The style of a cell of the table. The name of a kecamatan stands in every row, and is loud in its first."""
    cell.border = Border(*[Side("thin", color=_GRID)] * 4)
    cell.font = write_with(colour=_MUTED if is_repeated else _INK)
    is_central = column.kind in _CENTRAL
    cell.alignment = Alignment(horizontal="center" if is_central else "left", vertical="top", wrap_text=column.wraps)
    if is_date:
        cell.number_format = DATE_FORMAT
    elif column.kind is not Kind.NUMBER:
        cell.number_format = "@"


def _cells(column: int, first_row: int, last_row: int) -> str:
    letter = get_column_letter(column)
    return f"{letter}{first_row}:{letter}{last_row}"


def _write_total(
    sheet: Any,
    row: int,
    label: str,
    lines: Sequence[RecapLine],
    size: int,
    formulas: Mapping[int, str],
    writer: CellWriter,
) -> dict[str, int]:
    """A Jumlah: how many desa stand in the rows and how many of them are formed, as numbers with their words.

    Where not all desa of the area were reported, it says of how many. Returns the results of its formulas.
    """
    counted = {_DESA: len(lines), _STATUS: sum(line.is_formed for line in lines)}
    of_all = f'0" dari {size} desa"' if len(lines) < size else '0" desa"'
    writer.put(sheet.cell(row, 1), label)
    for column, formula in formulas.items():
        sheet.cell(row, column, f"={formula}")
    for column in range(1, _LAST + 1):
        writer.dress(sheet.cell(row, column), (_TOTAL, column), partial(_dress_total, column=column))
    sheet.cell(row, _DESA).number_format = of_all
    sheet.cell(row, _STATUS).number_format = '0" terbentuk"'
    return {sheet.cell(row, column).coordinate: count for column, count in counted.items()}


def _dress_total(cell: Any, *, column: int) -> None:
    cell.font, cell.fill = write_with(bold=True, colour=_INK), PatternFill("solid", fgColor=_SURFACE)
    edge = Side("thin", color=_INK)
    cell.border = Border(
        top=edge, bottom=edge, left=edge if column == 1 else None, right=edge if column == _LAST else None
    )
    cell.alignment = Alignment(horizontal="center" if column == _STATUS else "left", vertical="top")


def _write_notes(sheet: Any, row: int, notes: list[str], width: int, writer: CellWriter) -> int:
    """Lines over the whole width, each as high as it needs; returns the first row below."""
    for note in notes:
        writer.put(sheet.cell(row, 1), note)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_LAST)
        sheet.cell(row, 1).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.cell(row, 1).font = write_with(colour=_INK)
        sheet.row_dimensions[row].height = LINE_HEIGHT * lines_in(note, width)
        row += 1
    return row


def _write_signatures(sheet: Any, row: int) -> None:
    """Blanks for two who sign; whose names, ranks and place are, the officers know."""
    for column, words in ((_KECAMATAN, _SIGNATURE), (_LAST - 3, _PLACE_AND_DAY)):
        for place, line in enumerate(words):
            if line:
                sheet.cell(row + place, column, line).font = write_with(colour=_INK)


def _set_widths(sheet: Any, lines: Iterable[RecapLine]) -> dict[str, int]:
    """The widths by field, as wide as what stands below, within their limits.

    A column of which nothing is known leaves its room to the others.
    """
    longest = dict.fromkeys(_PLACES, 0)
    for column, values in zip(COLUMNS[1:], zip(*(line.cells for line in lines), strict=True), strict=False):
        longest[column.name] = max(len(value) if isinstance(value, str) else 0 for value in values)
    widths = {}
    for column in COLUMNS:
        narrowest, widest = column.printed
        widths[column.name] = min(max(narrowest, longest[column.name] + 2), widest)
    for place, width in enumerate(widths.values(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    return widths
