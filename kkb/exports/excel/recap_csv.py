"""The recap as text with separators, so that the Excel of an Indonesian office opens it by a double click.

UTF-8 with its mark, semicolons, no line "sep=": where that stands, Excel passes over the mark and spoils the letters,
and an Excel set to Indonesian parts by semicolons anyway. Whole days are ISO (2023-05-10): Excel takes them for dates
whatever its language, while 10/05/2023 is October for some. What is known by month or year only stays "Mei 2018" or
"2014". A number of an SK that looks like a date is one that Excel alters on opening; the workbook keeps it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from kkb.exports.excel.recap_rows import TITLE, day_line, notes_of, place_words, recap_rows, source_line
from kkb.overview import Overview
from kkb.recap_columns import COLUMNS
from kkb.workbook.safe_text import clean, shield
from kkb.workbook.template.workbook import SAMPLE_LINE


def write_csv(overview: Overview) -> bytes:
    """The recap: what it is, its day and source, the header, a row for each desa reported, and notes below.

    Text that Excel would take for a formula begins with an apostrophe, as is customary; Excel shows it.
    """
    rows = recap_rows(overview)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    above = [TITLE, place_words(overview), day_line(overview), *([SAMPLE_LINE] if overview.samples else [])]
    for words in (*above, source_line(overview)):
        writer.writerow([_cell(words)])
    writer.writerow([])
    writer.writerow(column.header for column in COLUMNS)
    for number, line in enumerate(rows.lines, start=1):
        writer.writerow([number, *_cells(line.cells)])
    notes = notes_of(rows, overview)
    if notes:
        writer.writerow([])
    writer.writerows([_cell(note)] for note in notes)
    # A letter that no encoding knows must not take the file away.
    return stream.getvalue().encode("utf-8-sig", "replace")


def _cells(values: Iterable[date | str | None]) -> list[str]:
    return [value.isoformat() if isinstance(value, date) else _cell(value or "") for value in values]


def _cell(text: str) -> str:
    """A text on one line, without control characters, inert."""
    line = " ".join(clean(text).split())
    return shield(line)
