"""Files as other programs write them: XlsxWriter's formulas, number formats, and the marks of a program."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.format_fixtures import open_cell, open_document, open_sheet
from tests.support.workbook_fixtures import rezip
from tests.torture.case import DAY
from tests.torture.kabupaten import Line
from tests.torture.loose import Asks, BlindCase, Loose, Readings
from tests.torture.writing import Rows, sheet


class Formula(NamedTuple):
    """A formula and the result that is stored beside it; 0 is what XlsxWriter writes where it is told none."""

    text: str
    result: Any = 0


def by_xlsxwriter(sheets: Mapping[str, Rows], *, inline: bool = False, merges: Sequence[str] = ()) -> bytes:
    """A workbook of these sheets; `inline`: texts stand in their cells, as small programs write them."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"constant_memory": inline, "default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        target = made.add_worksheet(name)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, Formula):
                    target.write_formula(y, x, value.text, None, value.result)
                elif value is not None:
                    target.write(y, x, value)
        for place in merges:
            target.merge_range(place, rows[int(place.partition(":")[0].lstrip("ABCDEFGH")) - 1][0])
    made.close()
    return stream.getvalue()


def written_by(data: bytes, program: str) -> bytes:
    """The same workbook with another program's name in it."""
    properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    xml = f'<?xml version="1.0"?><Properties xmlns="{properties}"><Application>{program}</Application></Properties>'
    return rezip(data, replace={"docProps/app.xml": xml.encode()})


def show_dates(target: Worksheet, column: str, shown: str) -> None:
    """Give every date of a column the same number format."""
    for (cell,) in target[f"{column}1:{column}{target.max_row}"]:
        if isinstance(cell.value, date):
            cell.number_format = shown


def open_table(rows: Rows, *, name: str = "Rekap") -> str:
    """One sheet of an OpenDocument whose dates are dates."""
    return open_sheet(
        "".join(f"<table:table-row>{''.join(map(_open, row))}</table:table-row>" for row in rows), name=name
    )


def _open(value: Any) -> str:
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        return open_cell(None, attributes=kind, inside=f"<text:p>{value:%d/%m/%y}</text:p>")
    return open_cell(value)


def by_libreoffice(rows: Rows, *, name: str = "Rekap") -> bytes:
    """An OpenDocument of one sheet."""
    return open_document(open_table(rows, name=name))


def separated(rows: Rows, separator: str = ",") -> bytes:
    """A text with separators, dates day first, as an export writes it."""
    lines = []
    for row in rows:
        texts = ["" if v is None else f"{v:%d/%m/%Y}" if isinstance(v, date) else str(v) for v in row]
        lines.append(separator.join(f'"{t}"' if separator in t or "\n" in t else t for t in texts))
    return ("\r\n".join(lines) + "\r\n").encode()


def read_right(
    rows: Rows,
    says: Mapping[str, Readings],
    *,
    asks: Asks = Asks.NO,
    day: str | None = DAY,
    change: Any = None,
    name: str = "rekap.xlsx",
    data: bytes | None = None,
    **expected: Any,
) -> BlindCase:
    """One sheet of these rows (or `data`), and what is right to take from it."""
    file = sheet(rows, change=change) if data is None else data
    return BlindCase(files={name: file}, expected=Loose(says=says, asks=asks, day=day, **expected))


def changed(lines: Sequence[Line], changes: Mapping[str, Any]) -> tuple[Line, ...]:
    """The same lines, some desa with another status, or another status and day."""
    told = {desa: (new if isinstance(new, tuple) else (new, None)) for desa, new in changes.items()}
    return tuple(
        line._replace(status=told[line.desa][0], tanggal=told[line.desa][1]) if line.desa in told else line
        for line in lines
    )


def by_month(line: Line) -> str:
    """What is said of a desa whose date is known to the month."""
    return f"{line.status} {line.tanggal:%Y-%m}" if line.tanggal else line.status


def by_year(line: Line) -> str:
    """What is said of a desa whose date is known to the year."""
    return f"{line.status} {line.tanggal.year}" if line.tanggal else line.status
