"""Columns that no field is read from keep their cells, so that somebody may say what they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.styles import Font

from kkb.recap import Cell, Workbook
from kkb.workbook.child import read
from kkb.workbook.model import DEFAULT_LIMITS, from_wire, pack_json, to_wire, unpack_json
from tests.support.workbook_fixtures import make_xlsx

HEADER = ("Kecamatan", "Desa", "Status", "Dikukuhkan", "NIK", "Kosong")
ROWS = (
    ("Dendang", "Balok", "Terbentuk", date(2018, 5, 3), "1906010101900001"),
    ("Dendang", "Nyuruk", "Terbentuk", None, "1906010101900002"),
)


def read_rows(*rows: tuple[object, ...], merged: str = "") -> Workbook:
    """The workbook of these rows, as the parent has it from the child."""
    data = make_xlsx(rows, change=(lambda sheet: sheet.merge_cells(merged)) if merged else None)
    return from_wire(unpack_json(pack_json(to_wire(read(data, DEFAULT_LIMITS)))))


def test_a_merged_cell_lends_its_value_and_personal_columns_are_left_where_they_are() -> None:
    (table,) = read_rows(HEADER, *ROWS, merged="D2:D3").tables
    assert list(table.spare) == ["D"]
    assert table.spare["D"].header == "Dikukuhkan"
    assert table.spare["D"].cell == "D1"
    assert table.spare["D"].cells == (
        Cell("D2", "date", "2018-05-03"),
        Cell("D3", "date", "2018-05-03", "D2"),
    )


def test_a_table_of_desa_without_a_status_is_kept_with_the_sentence_of_its_refusal() -> None:
    workbook = read_rows(("Kecamatan", "Desa", "Progres Kita"), *(row[:3] for row in ROWS))
    assert "tidak ada kolom status" in workbook.no_status
    assert [list(table.spare) for table in workbook.tables] == [["C"]]
    assert read_rows(HEADER, *ROWS).no_status == ""


def test_what_is_crossed_out_hidden_or_said_by_crosses_is_told_of_each_column() -> None:
    def dress(sheet: Any) -> None:
        sheet["D3"].font = Font(strike=True)
        sheet.column_dimensions["E"].hidden = True

    rows = [("Kecamatan", "Desa", "Status", "Keadaan Kita", "Lain")]
    rows += [("Dendang", "Balok", "Sudah", "v", "a"), ("Dendang", "Nyuruk", "Belum", "x", "b")]
    (table,) = from_wire(unpack_json(pack_json(to_wire(read(make_xlsx(rows, change=dress), DEFAULT_LIMITS))))).tables
    told = {letters: (one.struck, one.is_hidden, one.crosses_say_no) for letters, one in table.spare.items()}
    assert told == {"D": (("D3",), False, True), "E": ((), True, False)}


def test_the_status_of_another_period_is_no_unknown_column() -> None:
    rows = [(*row[:2], "Belum", row[2], "catatan") for row in ROWS]
    tables = read_rows(("Kecamatan", "Desa", "Status 2025", "Status 2026", "Dikukuhkan"), *rows).tables
    assert len(tables) == 2
    assert [list(table.spare) for table in tables] == [["E"], ["E"]]


def test_a_column_of_the_status_that_tells_none_is_offered_too() -> None:
    rows = (("Dendang", "Balok", "2 Mei 2018", "Ada"), ("Dendang", "Nyuruk", "nanti", "Belum"))
    (table,) = read_rows(("Kecamatan", "Desa", "Pokja", "Kelengkapan"), *rows).tables
    assert (table.column_letters["status"], list(table.spare)) == ("C", ["C", "D"])


def test_one_that_tells_a_status_somewhere_or_a_letter_is_not() -> None:
    for text in ("Terbentuk", "T", "sdh dibtk"):
        rows = (("Dendang", "Balok", "2 Mei 2018", "x y"), ("Dendang", "Nyuruk", text, "z"))
        (table,) = read_rows(("Kecamatan", "Desa", "Pokja", "Kelengkapan"), *rows).tables
        assert list(table.spare) == ["D"]
