"""What the sheets of the template have in common: the header, the rule of dates, protection, the page as printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kkb.schema import FIRST_YEAR, Presisi, Tanggal

TEXT_FORMAT = "@"
FILLED_IN_COLOUR = "FFF4F6F8"
_HEADER_COLOUR = "FFDDE6EE"


def as_typed(tanggal: Tanggal | None) -> str | None:
    """A date as an officer types it: "03/10/2017", "Mei 2018" or "2014"."""
    if tanggal is None:
        return None
    return f"{tanggal.first:%d/%m/%Y}" if tanggal.presisi is Presisi.DAY else tanggal.words()


def write_header(sheet: Any, row: int, columns: Sequence[tuple[str, int]]) -> None:
    """The headers and widths of the columns of a worksheet of openpyxl."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for place, (header, width) in enumerate(columns, start=1):
        cell = sheet.cell(row, place, header)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEADER_COLOUR)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(*[Side("thin")] * 4)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[row].height = 32


def date_validation(cell: str, as_of: str) -> Any:
    """The rule of a column of dates: `cell` is its first, `as_of` the cell of the data day.

    A text that ends in a year between the first and that of the data day, or a real date. Only the year of a text can
    be judged the same way on machines of every language; the program judges the rest.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    year = f"VALUE(RIGHT(TRIM({cell}),4))"
    condition = (
        f"OR(AND(ISNUMBER({cell}),{cell}>=DATE({FIRST_YEAR},1,1),{cell}<={as_of}),"
        f"IFERROR(AND(ISTEXT({cell}),{year}>={FIRST_YEAR},{year}<=YEAR({as_of})),FALSE))"
    )
    return DataValidation(
        type="custom", formula1=condition, allow_blank=True, errorTitle="Tanggal",
        error=f"Tulis 10/05/2023, Mei 2023, atau 2023 saja: mulai {FIRST_YEAR}, tidak sesudah tanggal keadaan.",
        promptTitle="Tanggal", prompt="10/05/2023 (hari dulu), Mei 2023, atau 2023 saja.",
    )  # fmt: skip


def protect(sheet: Any) -> None:
    """Lock what is not open, without a password; filters and the sizes of columns and rows stay free."""
    sheet.protection.sheet = True
    # In this object True forbids.
    sheet.protection.autoFilter = sheet.protection.formatColumns = sheet.protection.formatRows = False


def set_page(sheet: Any, header_row: int) -> None:
    """The page as it is printed: landscape, one page wide, the header on each."""
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Halaman &P dari &N"
