"""Hidden and filtered rows, columns and sheets."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.torture.case import Case, accept, torture, warn
from tests.torture.columns import two_years
from tests.torture.kabupaten import KABUPATEN, SAYS, TITLE, body, recap
from tests.torture.writing import book, sheet


@torture
def baris_tersaring() -> Case:
    def hide(target: Worksheet) -> None:
        target.auto_filter.ref = "A3:E42"
        for row in (7, 8, 30):
            target.row_dimensions[row].hidden = True

    return Case(files={"rekap.xlsx": sheet(recap(), change=hide)}, first=warn(SAYS, "HIDDEN_ROWS"))


@torture
def kolom_tersembunyi_berisi_keadaan_lama() -> Case:
    """Last year's status stands in a hidden column left of this year's; its header says so."""
    header = ["No", "Kecamatan", "Desa", "Status Tahun 2022", "Status Tahun 2023", "Tanggal Pembentukan"]
    rows = [[*row[:3], "Belum", *row[3:]] for row in body()]

    def hide(target: Worksheet) -> None:
        target.column_dimensions["D"].hidden = True

    return two_years(sheet([[TITLE], [], header, *rows], change=hide))


@torture
def kolom_tanggal_tersembunyi() -> Case:
    def hide(target: Worksheet) -> None:
        target.column_dimensions["E"].hidden = True

    return Case(files={"rekap.xlsx": sheet(recap(), change=hide)}, first=warn(SAYS, "HIDDEN_COLUMNS"))


@torture
def lembar_tersembunyi() -> Case:
    old = recap(KABUPATEN[:3], title="Keadaan per 31 Desember 2014")

    def hide(made: Any) -> None:
        made["Data lama"].sheet_state = "hidden"

    data = book({"Rekap": recap(), "Data lama": old}, change=hide)
    return Case(files={"rekap.xlsx": data}, first=warn(SAYS, "HIDDEN_SHEET"), in_child=True)


@torture
def lembar_grafik_dan_petunjuk() -> Case:
    data = book({"Petunjuk": [["Isi kolom status dengan Belum atau Terbentuk"]], "Rekap": recap(), "Kosong": []})
    return Case(files={"rekap.xlsx": data}, first=accept(SAYS, "SHEET_UNREAD"))
