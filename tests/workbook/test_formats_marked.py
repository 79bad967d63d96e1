"""Marked copies of files in other formats: what was read of them as .xlsx, every value at its address."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kkb.problems import Severity
from kkb.workbook.formats.as_xlsx import sheet_names, write_as_xlsx
from kkb.workbook.formats.opening import open_recap
from kkb.workbook.marking.marks import Mark, mark_workbook
from kkb.workbook.model import DEFAULT_LIMITS, Limits
from kkb.workbook.parent import read_workbook
from tests.support.format_fixtures import number, old_excel, open_document, open_row, open_sheet, open_workbook, text

ROWS: tuple[tuple[str | float | None, ...], ...] = (
    ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan"),
    ("Manggar", "Padang", "Terbentk", "Mei 2018"),
    ("Manggar", "Lalang", "Belum", None),
)
CSV = "Kecamatan;Desa;Status;Ket\nManggar;Padang;Terbentk;=1+1\nManggar;Lalang;Belum;007\n"


def make_mark(cell: str, sheet: str) -> Mark:
    return Mark(sheet, cell, Severity.ERROR, "STATUS_UNKNOWN", "bukan status", "Terbentuk", "Status", "Terbentk")


def coloured(sheet: Worksheet) -> set[str]:
    return {cell for item in sheet.conditional_formatting for cell in str(item.sqref).split()}


@pytest.mark.parametrize(
    ("data", "sheet"),
    [
        (CSV.encode(), "CSV"),
        (old_excel(ROWS), "Rekap"),
        (open_workbook(ROWS), "Rekap"),
        (b"<table><tr><td>Kecamatan<td>Desa<td>Status<tr><td>Manggar<td>Padang<td>Terbentk</table>", "HTML"),
    ],
)
def test_the_copy_is_an_xlsx_with_the_mark_in_its_cell(data: bytes, sheet: str) -> None:
    marked = mark_workbook(data, [make_mark("C2", sheet)])
    assert (marked.is_remade, marked.only_faulty, marked.rows) == (True, False, 1)
    book = openpyxl.load_workbook(io.BytesIO(marked.data))
    assert book.sheetnames == [sheet, "Masalah"]
    cell = book[sheet]["C2"]
    assert (cell.value, coloured(book[sheet])) == ("Terbentk", {"C2"})
    assert cell.comment is not None and "bukan status" in cell.comment.text
    assert read_workbook(marked.data).tables[0].rows[0].cells["desa"].text == "Padang"


def test_texts_stay_texts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(mark_workbook(CSV.encode(), []).data))
    assert [(book["CSV"][at].value, book["CSV"][at].data_type) for at in ("D2", "D3")] == [("=1+1", "s"), ("007", "s")]


def test_values_stand_where_they_stood_and_say_the_same() -> None:
    data = old_excel(ROWS, [number(5, 6, 43222, style=1), number(6, 6, 43221, style=2), text(5, 7, "x")])
    opened = open_recap(data, Limits())
    opened.inspected.grids[0].merged, opened.inspected.grids[0].hidden_rows = [(2, 1, 3, 1)], {3}
    opened.inspected.grids[0].hidden_columns = [(2, 2)]
    again = open_recap(write_as_xlsx(opened.inspected.grids, is_sample=True), DEFAULT_LIMITS)
    (grid,) = again.inspected.grids
    said = {cell.ref: (cell.kind, cell.text) for row in range(1, grid.bottom + 1) for cell in grid.cells(row)}
    assert (said["F5"], said["F6"], said["G5"]) == (("date", "2018-05-02"), ("text", "Mei 2018"), ("text", "x"))
    assert (grid.merged, grid.hidden_rows, grid.hides(2)) == ([(2, 1, 3, 1)], {3}, True)
    assert again.inspected.is_sample


def test_what_had_no_value_has_none_in_the_copy() -> None:
    opened = open_recap(CSV.encode(), Limits())
    (source,) = opened.inspected.grids
    source.values[1][3], source.values[2][3] = ("error", "#REF!"), ("no_cache", "")
    (grid,) = open_recap(write_as_xlsx([source], is_sample=False), DEFAULT_LIMITS).inspected.grids
    assert [grid.values[row][3] for row in (1, 2)] == [("error", "#REF!"), ("no_cache", "")]


@pytest.mark.parametrize(
    ("names", "allowed"),
    [
        (["Rekap"], ["Rekap"]),
        (["Rekap/Mei [2023]"], ["Rekap_Mei _2023_"]),
        (["x" * 40, "x" * 35], ["x" * 31, "x" * 29 + "_2"]),
        (["Rekap", "REKAP"], ["Rekap", "REKAP_2"]),
        (["'", ""], ["Lembar", "Lembar_2"]),
    ],
)
def test_sheets_get_names_that_excel_allows(names: list[str], allowed: list[str]) -> None:
    assert list(sheet_names(names).values()) == allowed


def test_marks_follow_a_sheet_to_its_new_name() -> None:
    data = open_document(open_sheet("".join(map(open_row, ROWS)), name="Rekap: Mei/Juni"))
    marked = mark_workbook(data, [make_mark("C2", "Rekap: Mei/Juni")])
    sheet = openpyxl.load_workbook(io.BytesIO(marked.data))["Rekap_ Mei_Juni"]
    assert coloured(sheet) == {"C2"}


def test_of_a_large_one_only_the_faulty_rows_come_back() -> None:
    rows = "".join(map(open_row, ROWS)) + open_row(("Manggar", "Baru", "Belum", None)) * 5_000
    marked = mark_workbook(open_document(open_sheet(rows, name="a/b")), [make_mark("C2", "a/b")])
    assert (marked.is_remade, marked.only_faulty) == (True, True)
    sheet = openpyxl.load_workbook(io.BytesIO(marked.data))["a_b"]
    assert [cell.value for cell in sheet[2]] == ["a_b", 2, "Manggar", "Padang", "Terbentk", "Mei 2018"]
    assert coloured(sheet) == {"E2"}
