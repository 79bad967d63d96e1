"""The recap to fill in: every desa with its code, lists to choose from, and what is known already if wanted.

What it makes is read by `check` without a question. Dates are cells of text on purpose: Excel turns a year typed into
a cell of dates into a day of 1905, a month into its first day, and 10/05/2023 into what the machine's language makes
of it; as text all of them stay as typed, and are read day first.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kkb.region import Desa, Region
from kkb.schema import FIRST_YEAR, Klasifikasi, Presisi, Tahap, Tanggal, TanggalDasar
from kkb.state import DesaState

if TYPE_CHECKING:
    from openpyxl import Workbook

FILE_NAME = "templat_status_desa.xlsx"
FILLED_FILE_NAME = "templat_status_desa_terisi.xlsx"
SHEET_TITLE = "Status desa"
AS_OF_CELL = "C2"
HEADER_ROW = 5
SAMPLE_LINE = "DATA CONTOH: sebagian rekaan, bukan laporan resmi"

STATUSES = (Tahap.BELUM, Tahap.SOSIALISASI, Tahap.KOMITMEN, Tahap.MERINTIS, Tahap.TERBENTUK)

_AS_OF_FORMAT = "[$-421]d mmmm yyyy"
_TEXT_FORMAT = "@"
_HEADER_COLOUR, _FILLED_IN_COLOUR = "FFDDE6EE", "FFF4F6F8"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the template: its header, its width, and whether it is for the officer to fill."""

    header: str
    width: int
    is_open: bool = True


_COLUMNS = (
    _Column("No", 5, is_open=False),
    _Column("Kode Desa", 15, is_open=False),
    _Column("Kecamatan", 19, is_open=False),
    _Column("Desa", 20, is_open=False),
    _Column("Status", 14),
    _Column("Tanggal Pembentukan", 16),
    _Column("Nomor SK", 24),
    _Column("Tanggal SK", 16),
    _Column("Tanggal Pencanangan", 16),
    _Column("Klasifikasi", 15),
    _Column("Keterangan", 36),
)
HEADERS = tuple(column.header for column in _COLUMNS)
"""The columns of a recap as this program writes it, in their order."""

_STATUS, _FORMED, _SK_DATE, _LAUNCH, _CLASS = "E", "F", "H", "I", "J"


def make_template(
    region: Region,
    *,
    region_name: str,
    as_of: date,
    states: Mapping[str, DesaState] | None = None,
    is_sample: bool = False,
) -> bytes:
    """The workbook of all desa of a region, speaking for `as_of`, with the guide as its second sheet.

    `states` (by kode_desa) fill in what is known; a desa without a state stays blank. `is_sample`: they come from
    sample data, so the workbook says so and is read as a sample, lest invented data come back as a real report.
    """
    from openpyxl import Workbook

    from kkb.workbook.template_guide import add_guide

    book = Workbook()
    book.properties.creator = "Pokja Kampung KB"
    sheet = book.active
    sheet.title = SHEET_TITLE
    _write_top(sheet, region_name, as_of, is_sample=is_sample)
    _write_header(sheet)
    for place, desa in enumerate(region.desa):
        state = (states or {}).get(desa.kode_desa)
        is_first = place == 0 or region.desa[place - 1].kode_kecamatan != desa.kode_kecamatan
        _write_desa(sheet, HEADER_ROW + 1 + place, place + 1, desa, state, is_first_of_kecamatan=is_first)
    last_row = HEADER_ROW + max(1, len(region.desa))
    _add_choices(sheet, last_row)
    _set_up(sheet, last_row)
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


def _write_header(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for place, column in enumerate(_COLUMNS, start=1):
        cell = sheet.cell(HEADER_ROW, place, column.header)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEADER_COLOUR)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(*[Side("thin")] * 4)
        sheet.column_dimensions[cell.column_letter].width = column.width
    sheet.row_dimensions[HEADER_ROW].height = 32


def _write_desa(
    sheet: Any, row: int, number: int, desa: Desa, state: DesaState | None, *, is_first_of_kecamatan: bool
) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    from kkb.workbook.safe_text import write_text

    thin = Side("thin", color="FFB8C0C8")
    border = Border(left=thin, right=thin, bottom=thin, top=Side("medium") if is_first_of_kecamatan else thin)
    values = (number, desa.kode_desa, desa.kecamatan, desa.desa, *_known(state))
    for place, (column, value) in enumerate(zip(_COLUMNS, values, strict=True), start=1):
        cell = sheet.cell(row, place)
        cell.border = border
        cell.alignment = Alignment(vertical="top", wrap_text=column.header in ("Nomor SK", "Keterangan"))
        if column.is_open:
            cell.number_format, cell.protection = _TEXT_FORMAT, Protection(locked=False)
        else:
            cell.fill = PatternFill("solid", fgColor=_FILLED_IN_COLOUR)
        if isinstance(value, str):
            write_text(cell, value)
        elif value is not None:
            cell.value = value


def _known(state: DesaState | None) -> tuple[str | None, ...]:
    """What is known of a desa, from "Status" to "Keterangan".

    A date that is only one of pencanangan stands in its own column: in that of pembentukan it would say more than
    anybody reported.
    """
    if state is None:
        return (None,) * 7
    formation = state.formation
    formed = None
    if formation is not None and formation.tanggal_dasar is TanggalDasar.PEMBENTUKAN:
        formed = formation.tanggal
    return (
        state.tahap.value,
        _as_typed(formed),
        formation.no_sk if formation is not None else None,
        _as_typed(formation.tanggal_sk if formation is not None else None),
        _as_typed(state.tanggal_pencanangan),
        state.klasifikasi.value if state.klasifikasi is not None else None,
        state.keterangan,
    )


def _as_typed(tanggal: Tanggal | None) -> str | None:
    """A date as an officer types it: "03/10/2017", "Mei 2018" or "2014"."""
    if tanggal is None:
        return None
    return f"{tanggal.first:%d/%m/%Y}" if tanggal.presisi is Presisi.DAY else tanggal.words()


def _add_choices(sheet: Any, last_row: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    first_row = HEADER_ROW + 1
    statuses, classes = (",".join(item.value for item in items) for items in (STATUSES, Klasifikasi))
    status = DataValidation(
        type="list", formula1=f'"{statuses}"', allow_blank=True, errorTitle="Status", error="Pilih satu dari daftarnya."
    )
    status.add(f"{_STATUS}{first_row}:{_STATUS}{last_row}")
    klasifikasi = DataValidation(
        type="list", formula1=f'"{classes}"', allow_blank=True, errorTitle="Klasifikasi", error=status.error
    )
    klasifikasi.add(f"{_CLASS}{first_row}:{_CLASS}{last_row}")
    as_of = DataValidation(
        type="date", operator="between", formula1=f"DATE({FIRST_YEAR},1,1)", formula2="TODAY()", allow_blank=False,
        errorTitle="Keadaan per", error="Tulis tanggal keadaan data ini; tidak sesudah hari ini.",
        promptTitle="Keadaan per", prompt="Tanggal yang dibicarakan isi tabel ini.",
    )  # fmt: skip
    as_of.add(AS_OF_CELL)
    dates = DataValidation(
        type="custom", formula1=_date_rule(f"{_FORMED}{first_row}"), allow_blank=True, errorTitle="Tanggal",
        error=f"Tulis 10/05/2023, Mei 2023, atau 2023 saja: mulai {FIRST_YEAR}, tidak sesudah tanggal keadaan.",
        promptTitle="Tanggal", prompt="10/05/2023 (hari dulu), Mei 2023, atau 2023 saja.",
    )  # fmt: skip
    for letter in (_FORMED, _SK_DATE, _LAUNCH):
        dates.add(f"{letter}{first_row}:{letter}{last_row}")
    for rule in (status, klasifikasi, as_of, dates):
        rule.showErrorMessage = rule.showInputMessage = True
        sheet.add_data_validation(rule)


def _date_rule(cell: str) -> str:
    """The condition of a date: a text that ends in a year between the first and that of the data day, or a real date.

    Only the year of a text can be judged the same way on machines of every language; the program judges the rest.
    """
    last = f"${AS_OF_CELL[0]}${AS_OF_CELL[1:]}"
    year = f"VALUE(RIGHT(TRIM({cell}),4))"
    return (
        f"OR(AND(ISNUMBER({cell}),{cell}>=DATE({FIRST_YEAR},1,1),{cell}<={last}),"
        f"IFERROR(AND(ISTEXT({cell}),{year}>={FIRST_YEAR},{year}<=YEAR({last})),FALSE))"
    )


def _set_up(sheet: Any, last_row: int) -> None:
    """Protection without a password, frozen header, filter, and the page as it is printed."""
    sheet.protection.sheet = True
    # In this object True forbids: filtering and the sizes of columns and rows stay free.
    sheet.protection.autoFilter = sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 5)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{sheet.cell(last_row, len(_COLUMNS)).coordinate}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Halaman &P dari &N"


def _save(book: Workbook, *, is_sample: bool) -> bytes:
    from openpyxl.packaging.custom import BoolProperty

    if is_sample:
        book.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
