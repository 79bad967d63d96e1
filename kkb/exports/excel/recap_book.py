"""The workbook of a meeting: the recap as officers know it, and behind it the tables of all figures."""

from __future__ import annotations

from openpyxl import Workbook

from kkb.briefing.model import Briefing
from kkb.exports.excel.cells import CellWriter, save_book
from kkb.exports.excel.programme_sheets import newer_sheets, row_sheets
from kkb.exports.excel.recap_rows import TITLE
from kkb.exports.excel.recap_sheet import write_recap_sheet
from kkb.exports.excel.recap_tables import SheetTable, definition_rows, figure_tables, kecamatan_lines, slide_tables
from kkb.exports.excel.table_sheet import write_table
from kkb.formatting import format_date
from kkb.narrative.tables import FigureTable
from kkb.overview import Overview
from kkb.workbook.marking.written_again import put_results
from kkb.workbook.own_sheets import EXPORT_NAME, claim_sheet


def write_recap(overview: Overview, briefing: Briefing) -> bytes:
    """The workbook as bytes: "Rekap" first, then one sheet for each table and one of definitions.

    "Rekap" and the sheets "Semua …" can be uploaded again and change nothing; the others are marked as ours, so the
    reader passes them over. Text is never a formula. A sample says so on every sheet and carries the property `contoh`.
    """
    book = Workbook()
    results = write_recap_sheet(book.active, overview, CellWriter())
    made = [
        *(figure_tables(overview) if overview.has_data else ()),
        *kecamatan_lines(overview, briefing),
        *slide_tables(briefing),
        *newer_sheets(overview),
    ]
    rows = list(row_sheets(overview))
    definitions = SheetTable(
        "Keterangan", "Keterangan", "Isi buku kerja ini, cara menghitung, dan sumbernya",
        FigureTable(definition_rows(briefing, [*made, *rows])),
    )  # fmt: skip
    for one in (*made, *rows, definitions):
        sheet = book.create_sheet(one.sheet)
        write_table(
            sheet,
            one.table.frame,
            title=one.title,
            note=one.note,
            source=briefing.foot,
            is_sample=briefing.is_sample,
            has_total=one.table.has_total,
        )
        if one not in rows:
            claim_sheet(sheet, EXPORT_NAME)
    title = f"{TITLE.capitalize()}, {briefing.scope}, keadaan per {format_date(overview.day)}"
    data = save_book(book, title=title, is_sample=briefing.is_sample)
    return put_results(data, [{address: ("", str(count)) for address, count in results.items()}])
