"""The recap to fill in: every desa with its code, lists to choose from, and what is known already if wanted.

What it makes is read by `check` without a question. Dates are cells of text on purpose: Excel turns a year typed into
a cell of dates into a day of 1905, a month into its first day, and 10/05/2023 into what the machine's language makes
of it; as text all of them stay as typed, and are read day first.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any

from kkb.programme import ReportedRow
from kkb.recap_columns import COLUMNS, Kind, RecapColumn
from kkb.region import Desa, Region
from kkb.schema import BUBAR, FIRST_YEAR, Tahap, Tanggal, TanggalDasar
from kkb.state import DesaState
from kkb.workbook.addresses import column_letters
from kkb.workbook.own_sheets import quote_sheet
from kkb.workbook.template.parts import (
    FILLED_IN_COLOUR,
    TEXT_FORMAT,
    as_typed,
    date_validation,
    protect,
    set_page,
    write_header,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

FILE_NAME = "templat_status_desa.xlsx"
FILLED_FILE_NAME = "templat_status_desa_terisi.xlsx"
SHEET_TITLE = "Status desa"
AS_OF_CELL = "C2"
_AS_OF = f"${AS_OF_CELL[0]}${AS_OF_CELL[1:]}"
HEADER_ROW = 5
SAMPLE_LINE = "DATA CONTOH: sebagian rekaan, bukan laporan resmi"

STATUSES = (Tahap.BELUM, Tahap.SOSIALISASI, Tahap.KOMITMEN, Tahap.MERINTIS, Tahap.TERBENTUK, BUBAR)

_AS_OF_FORMAT = "[$-421]d mmmm yyyy"


_LETTERS = {column.name: column_letters(place) for place, column in enumerate(COLUMNS, start=1)}


def make_template(
    region: Region,
    *,
    region_name: str,
    as_of: date,
    states: Mapping[str, DesaState] | None = None,
    programme: Sequence[ReportedRow] = (),
    is_sample: bool = False,
) -> bytes:
    """The workbook of all desa of a region, speaking for `as_of`: status, the four sheets beside it, the guide.

    `states` (by kode_desa) and `programme` fill in what is known; a desa without a state stays blank, and of the
    programme stands there what holds on `as_of`. `is_sample`: they come from
    sample data, so the workbook says so and is read as a sample, lest invented data come back as a real report.
    """
    from openpyxl import Workbook

    from kkb.workbook.template.guide import add_guide
    from kkb.workbook.template.programme import add_programme_sheets

    book = Workbook()
    book.properties.creator = "Pokja Kampung KB"
    sheet = book.active
    sheet.title = SHEET_TITLE
    _write_top(sheet, region_name, as_of, is_sample=is_sample)
    write_header(sheet, HEADER_ROW, [(column.header, column.width) for column in COLUMNS])
    looks = _make_looks(sheet)
    for place, desa in enumerate(region.desa):
        state = (states or {}).get(desa.kode_desa)
        is_first = place == 0 or region.desa[place - 1].kode_kecamatan != desa.kode_kecamatan
        _write_desa(sheet, HEADER_ROW + 1 + place, place + 1, desa, state, looks[is_first])
    last_row = HEADER_ROW + max(1, len(region.desa))
    _add_choices(sheet, last_row)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 5)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{sheet.cell(last_row, len(COLUMNS)).coordinate}"
    protect(sheet)
    set_page(sheet, HEADER_ROW)
    add_programme_sheets(
        book,
        region,
        as_of=as_of,
        as_of_cell=f"{quote_sheet(SHEET_TITLE)}!{_AS_OF}",
        programme=programme,
        sample_line=SAMPLE_LINE if is_sample else "",
    )
    add_guide(book, first_year=FIRST_YEAR)
    return _save(book, is_sample=is_sample)


def _write_top(sheet: Any, region_name: str, as_of: date, *, is_sample: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, Protection, Side

    from kkb.workbook.safe_text import write_text

    write_text(sheet["A1"], f"Rekap Pokja Kampung KB, {region_name}")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "Keadaan per"
    sheet["A2"].font = Font(bold=True)
    day = sheet[AS_OF_CELL]
    day.value, day.number_format, day.protection = as_of, _AS_OF_FORMAT, Protection(locked=False)
    day.font, day.border = Font(bold=True), Border(*[Side("thin")] * 4)
    day.alignment = Alignment(horizontal="left")
    sheet["A3"] = SAMPLE_LINE if is_sample else "Isi sel yang putih. Cara mengisi ada di lembar Petunjuk."
    sheet["A3"].font = Font(bold=is_sample, italic=not is_sample)


def _make_looks(sheet: Any) -> tuple[list[Any], list[Any]]:
    """The look of each column, in a row within a kecamatan and in the first of one.

    A look is put together once for all cells of a kind: openpyxl takes its time for each.
    """
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    def look(place: int, column: RecapColumn, top: Side) -> Any:
        cell = sheet.cell(HEADER_ROW + 1, place)
        cell.border = Border(left=thin, right=thin, bottom=thin, top=top)
        cell.alignment = Alignment(vertical="top", wrap_text=column.wraps)
        if column.is_given:
            cell.fill = PatternFill("solid", fgColor=FILLED_IN_COLOUR)
        else:
            cell.number_format, cell.protection = TEXT_FORMAT, Protection(locked=False)
        return copy(cell._style)

    thin = Side("thin", color="FFB8C0C8")
    within, first = (
        [look(place, column, top) for place, column in enumerate(COLUMNS, start=1)] for top in (thin, Side("medium"))
    )
    return within, first


def _write_desa(sheet: Any, row: int, number: int, desa: Desa, state: DesaState | None, looks: Sequence[Any]) -> None:
    from kkb.workbook.safe_text import write_text

    given = {"no": number, "kode_desa": desa.kode_desa, "kecamatan": desa.kecamatan, "desa": desa.desa}
    values = given | _known(state)
    for place, (look, column) in enumerate(zip(looks, COLUMNS, strict=True), start=1):
        value = values.get(column.name)
        cell = sheet.cell(row, place)
        cell._style = copy(look)
        if isinstance(value, str):
            write_text(cell, value)
        elif value is not None:
            cell.value = value


def _known(state: DesaState | None) -> dict[str, str | None]:
    """What is known of a desa, by field.

    A date that is only one of pencanangan stands in its own column: in that of pembentukan it would say more than
    anybody reported.
    """
    if state is None:
        return {}
    told = state.told | {"status": BUBAR if state.is_ended else state.tahap.value}
    if state.pokja is not None and state.pokja.tanggal_dasar is not TanggalDasar.PEMBENTUKAN:
        told["tanggal"] = None
    return {name: as_typed(value) if isinstance(value, Tanggal) else value for name, value in told.items()}


def _add_choices(sheet: Any, last_row: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    first_row = HEADER_ROW + 1
    lists, dates = [], date_validation(f"{_LETTERS['tanggal']}{first_row}", _AS_OF)
    for column in COLUMNS:
        cells = f"{_LETTERS[column.name]}{first_row}:{_LETTERS[column.name]}{last_row}"
        choices = STATUSES if column.kind is Kind.STATUS else column.choices
        if choices:
            rule = DataValidation(
                type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, errorTitle=column.header,
                error="Pilih satu dari daftarnya.",
            )  # fmt: skip
            rule.add(cells)
            lists.append(rule)
        if column.kind is Kind.DATE:
            dates.add(cells)
    as_of = DataValidation(
        type="date", operator="between", formula1=f"DATE({FIRST_YEAR},1,1)", formula2="TODAY()", allow_blank=False,
        errorTitle="Keadaan per", error="Tulis tanggal keadaan data ini; tidak sesudah hari ini.",
        promptTitle="Keadaan per", prompt="Tanggal yang dibicarakan isi tabel ini.",
    )  # fmt: skip
    as_of.add(AS_OF_CELL)
    for rule in (*lists, as_of, dates):
        rule.showErrorMessage = rule.showInputMessage = True
        sheet.add_data_validation(rule)


def _save(book: Workbook, *, is_sample: bool) -> bytes:
    from openpyxl.packaging.custom import BoolProperty

    if is_sample:
        book.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
