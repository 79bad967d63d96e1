"""A piece of a sheet: header and rows around a cell, merged ranges, looks, hidden rows, hostile text."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from kkb.config import SAMPLE_DIR
from kkb.exports.sheet_excerpt import excerpt_html
from kkb.workbook.marking.excerpt import Excerpt, ExcerptCell, read_excerpt
from kkb.workbook.marking.excerpt_child import MOST_COLUMNS, cut
from kkb.workbook.model import DEFAULT_LIMITS, Refused
from tests.support.builders import REGION

MANGGAR = [desa.desa for desa in REGION.desa if desa.kecamatan == "Manggar"]


def make_book(*, sheet: str = "Rekap", rows: int = 30) -> Any:
    """Header in row 3, one desa a row from row 4; the kecamatan merged down column A."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page["A1"] = "Rekap Pokja"
    page.append([])
    page.append(["Kecamatan", "Desa", "Status", "Tanggal"])
    names = [desa.desa for desa in REGION.desa][:rows]
    for name in names:
        page.append([None, name, "Belum", None])
    page["A4"] = "Manggar"
    page.merge_cells(start_row=4, start_column=1, end_row=3 + len(names), end_column=1)
    return book


def bytes_of(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def piece(book: Any, cell: str, sheet: str = "Rekap") -> Excerpt:
    return cut(bytes_of(book), sheet, cell, DEFAULT_LIMITS)


def drawn(excerpt: Excerpt) -> dict[str, ExcerptCell]:
    return {cell.ref: cell for row in excerpt.rows for cell in row.cells}


def test_the_header_and_the_rows_around_are_shown_with_the_gap_between() -> None:
    excerpt = piece(make_book(), "C20")
    assert [row.number for row in excerpt.rows] == [3, *range(14, 27)]
    assert [row.number for row in excerpt.rows if row.is_header] == [3]
    assert [row.number for row in excerpt.rows if row.after_gap] == [14]
    assert [letters for letters, _ in excerpt.columns] == ["A", "B", "C", "D"]


def test_a_merged_cell_stands_where_it_is_first_seen_over_all_rows_shown() -> None:
    cells = drawn(piece(make_book(), "C20"))
    assert (cells["A14"].text, cells["A14"].rows) == ("Manggar", 13)
    assert "A15" not in cells


def test_a_merged_cell_across_columns_is_one() -> None:
    book = make_book(rows=3)
    book["Rekap"]["A1"] = "Rekap"
    book["Rekap"].merge_cells("A1:D1")
    cells = drawn(piece(book, "C4"))
    assert (cells["A1"].columns, cells["A1"].rows) == (4, 1)
    assert not {"B1", "C1", "D1"} & set(cells)


def test_rows_and_columns_that_excel_hides_are_left_out_unless_asked_for() -> None:
    book = make_book()
    for row in (18, 20):
        book["Rekap"].row_dimensions[row].hidden = True
    book["Rekap"].column_dimensions["D"].hidden = True
    excerpt = piece(book, "C20")
    assert 18 not in [row.number for row in excerpt.rows]
    assert 20 in [row.number for row in excerpt.rows]
    assert [letters for letters, _ in excerpt.columns] == ["A", "B", "C"]
    assert "D" in [letters for letters, _ in piece(book, "D20").columns]


def test_under_a_header_of_personal_data_merged_or_in_a_second_row_no_cell_is_shown() -> None:
    book = make_book(rows=3)
    page = book["Rekap"]
    page.insert_rows(4)
    lines = {
        3: ("Pengurus", None, "Kontak", None, "Alamat"),
        4: ("Nama", "HP"),
        6: ("Ani", 812712, 812345, "Bu Ani", "Jl. Merdeka 5"),
    }
    for row, texts in lines.items():
        for column, text in enumerate(texts, start=5):
            page.cell(row, column, text)
    for merged in ("E3:F3", "G3:H3", "I3:I4"):
        page.merge_cells(merged)
    cells = drawn(piece(book, "C6"))
    assert [cells[f"{letter}6"].text for letter in "EFGHI"] == ["Ani", *["[disamarkan]"] * 4]
    assert [cells[place].text for place in ("E3", "G3", "E4", "F4", "F5")] == ["Pengurus", "Kontak", "Nama", "HP", ""]


def test_each_row_is_under_the_header_of_its_own_table() -> None:
    book = make_book(rows=3)
    page = book["Rekap"]
    page["E3"], page["E4"] = "HP", 812712
    for line in ([], ["Kecamatan", "Desa", "Status", "Kontak", "Keterangan"], ["Manggar", "Padang", "Belum", "Ani", 7]):
        page.append(line)
    cells = drawn(piece(book, "C4"))
    assert [cells[place].text for place in ("E4", "D9", "E8", "E9")] == [*["[disamarkan]"] * 2, "Keterangan", "7"]


def test_fill_weight_and_colour_are_those_of_the_file() -> None:
    book = make_book(rows=3)
    cell = book["Rekap"]["C4"]
    cell.fill = PatternFill("solid", fgColor="FFC6E0B4")
    cell.font = Font(bold=True, strike=True, color="FF9C0006")
    shown = drawn(piece(book, "C4"))["C4"]
    assert (shown.fill, shown.colour, shown.is_bold, shown.is_struck) == ("#C6E0B4", "#9C0006", True, True)


def test_of_a_wide_sheet_the_columns_around_the_cell_are_shown() -> None:
    book = make_book(rows=3)
    for column in range(5, 60):
        book["Rekap"].cell(4, column, column)
    columns = [letters for letters, _ in piece(book, "AX4").columns]
    assert len(columns) == MOST_COLUMNS
    assert "AX" in columns


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "1234,5"), (3, "3"), (True, "TRUE"), ("x" * 500, "x" * 199 + "…"), ("a\nb", "a b")]
)
def test_values_are_shown_as_an_officer_knows_them(value: object, text: str) -> None:
    book = make_book(rows=3)
    book["Rekap"]["C4"] = value
    assert drawn(piece(book, "C4"))["C4"].text == text


def test_a_file_of_values_only_is_shown_without_looks() -> None:
    data = "Kecamatan;Desa;Status\n" + "".join(f"Manggar;{name};Belum\n" for name in MANGGAR)
    excerpt = cut(data.encode(), "CSV", "C3", DEFAULT_LIMITS)
    assert not excerpt.has_looks
    assert drawn(excerpt)["B3"].text == MANGGAR[1]


def test_beside_a_large_sheet_a_small_one_is_shown_without_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kkb.workbook.marking.excerpt_child.MOST_DRAWN", 500)
    book = make_book(rows=3)
    assert piece(book, "C4").has_looks
    other = book.create_sheet("Arsip")
    for row in range(1, 101):
        other.append([row] * 5)
    assert not piece(book, "C4").has_looks  # openpyxl would read both


def test_a_sheet_that_is_not_there_is_said() -> None:
    with pytest.raises(Refused, match="no_sheet") as refusal:
        piece(make_book(), "C4", sheet="Lain")
    assert 'Lembar "Lain" tidak ada' in refusal.value.message


def test_the_child_gives_the_same_as_the_function() -> None:
    data = (SAMPLE_DIR / "rekap_2023-05-10.xlsx").read_bytes()
    excerpt = read_excerpt(data, "Rekap", "D32")
    assert excerpt == cut(data, "Rekap", "D32", DEFAULT_LIMITS)
    assert drawn(excerpt)["D32"].text == "Terbentuk"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 half"])
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_excerpt(data, "Rekap", "C4")


class TestHtml:
    def test_the_cell_is_marked_once(self) -> None:
        html = excerpt_html(piece(make_book(), "C20"), "C20", caption="Lembar Rekap, sel C20")
        assert html.count('aria-current="true"') == 1
        assert html.count("<tr>") == 16  # letters, header, gap, thirteen rows

    def test_a_cell_under_a_merged_one_marks_the_merged_one(self) -> None:
        html = excerpt_html(piece(make_book(), "A20"), "A20", caption="")
        assert 'rowspan="13" aria-current="true"' in html

    def test_text_of_the_file_is_inert(self) -> None:
        book = make_book(rows=3)
        book["Rekap"]["C4"] = '<img src=x onerror="alert(1)">'
        html = excerpt_html(piece(book, "C4"), "C4", caption='"><script>')
        assert "<img" not in html
        assert "<script" not in html
