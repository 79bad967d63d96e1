"""Workbooks as bytes, read to grids and tables."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kkb.recap import Cell, Workbook
from kkb.workbook.child import read
from kkb.workbook.grid import Grid
from kkb.workbook.model import Limits, Refused, from_wire, to_wire
from kkb.workbook.xlsx.guard import inspect
from tests.support.workbook_fixtures import HEADER, ROWS, make_xlsx, with_sheet_xml


def grids_of(data: bytes) -> list[Grid]:
    return inspect(data, Limits()).grids


def cells_of(grid: Grid) -> dict[str, tuple[str, str]]:
    return {cell.ref: (cell.kind, cell.text) for row in range(1, grid.bottom + 1) for cell in grid.cells(row)}


def read_all(data: bytes) -> Workbook:
    return read(data, Limits())


def test_each_kind_of_value_has_its_text() -> None:
    def fill(sheet: Worksheet) -> None:
        values: dict[str, Any] = {
            "C14": "  Padang\u00a0Jaya\nlama ",
            "D14": 2018,
            "E14": 12.5,
            "F14": date(2023, 5, 10),
            "G14": datetime(2023, 5, 10, 9, 40),
            "H14": True,
            "I14": time(9, 40),
            "J14": "007",
        }
        for address, value in values.items():
            sheet[address] = value

    assert cells_of(grids_of(make_xlsx([], change=fill))[0]) == {
        "C14": ("text", "Padang Jaya lama"),
        "D14": ("number", "2018"),
        "E14": ("number", "12.5"),
        "F14": ("date", "2023-05-10"),
        "G14": ("date", "2023-05-10T09:40:00"),
        "H14": ("bool", "TRUE"),
        "I14": ("text", "09:40:00"),
        "J14": ("text", "007"),
    }


def test_error_cells_and_formulas_without_a_result_are_not_blank() -> None:
    data = with_sheet_xml(
        '<row r="3"><c r="C3"><v>1</v></c><c r="D3" t="e"><v>#REF!</v></c></row>'
        '<row r="5"><c r="B5"><f>1+1</f></c><c r="C5" t="str"><f>A1</f><v></v></c></row>'
    )
    assert cells_of(grids_of(data)[0]) == {"C3": ("number", "1"), "D3": ("error", "#REF!"), "B5": ("no_cache", "")}


def test_a_sheet_of_nothing_but_lost_cells_is_read() -> None:
    data = with_sheet_xml('<row r="7"><c r="D7"><f>1+1</f></c></row><row r="9"><c r="B9" t="e"><v>#N/A</v></c></row>')
    assert cells_of(grids_of(data)[0]) == {"D7": ("no_cache", ""), "B9": ("error", "#N/A")}


def test_a_formula_with_a_stored_result_is_its_result() -> None:
    data = with_sheet_xml('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')
    assert cells_of(grids_of(data)[0]) == {"A1": ("number", "2")}


def test_a_column_that_excel_does_not_show_is_known() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["E"].hidden = True

    assert read_all(make_xlsx(change=hide)).tables[0].hidden_columns == ("Tanggal Pembentukan",)


def test_hidden_and_empty_sheets_are_not_read() -> None:
    data = make_xlsx(more_sheets={"Lama": ROWS, "Kosong": []}, hidden=["Lama"])
    assert [grid.sheet for grid in grids_of(data)] == ["Rekap"]


def test_a_workbook_becomes_tables() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B3")
        sheet.row_dimensions[3].hidden = True

    book = read_all(
        make_xlsx(
            change=change,
            more_sheets={"Gantung": [HEADER, (1, "Gantung", "Lenggang", "Belum")], "Catatan": [["halo"]], "Lama": ROWS},
            hidden=["Lama"],
            contoh=True,
        )
    )
    assert book.is_sample
    assert [table.sheet for table in book.tables] == ["Rekap", "Gantung"]
    assert book.hidden_sheets == ("Lama",)
    assert book.unread_sheets == ("Catatan",)
    assert book.covers == {"Catatan": (Cell("A1", "text", "halo"),)}
    table = book.tables[0]
    assert table.hidden_rows == (3,)
    assert table.rows[1].cells["kecamatan"] == Cell("B3", "text", "Manggar", merged_from="B2")
    assert table.rows[0].cells["tanggal"] == Cell("E2", "number", "2018")


def test_an_error_cell_and_a_missing_result_stand_in_their_columns() -> None:
    data = make_xlsx([HEADER, (1, "Manggar", "Padang", "#N/A", "=2000+18")])
    table = read_all(data).tables[0]
    assert table.rows[0].cells["status"] == Cell("D2", "error", "#N/A")
    assert table.rows[0].cells["tanggal"] == Cell("E2", "no_cache", "")


def test_a_workbook_without_a_table_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read_all(make_xlsx([["Halo"], ["Desa", "Kecamatan"]]))
    assert caught.value.reason == "no_table"


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (("No", "Objek", "Pokja", "Sejak", "Nomor SK", "Ket"), "tetapi tidak ada kolom desa"),
        (("No", "Desa", "Keterangan"), "tetapi tidak ada kolom status, tanggal, atau nomor SK"),
    ],
)
def test_the_refusal_names_the_row_that_looks_like_a_header(header: tuple[str, ...], sentence: str) -> None:
    rows = [["Pokja per desa"], [], header, (1, "Padang")]
    with pytest.raises(Refused) as caught:
        read_all(make_xlsx(rows))
    assert caught.value.reason == "no_table"
    named = ", ".join(f'"{text}"' for text in header[:5]) + (", …" if len(header) > 5 else "")
    assert caught.value.message.startswith(f"Baris 3 tampak seperti judul kolom ({named}), {sentence}.")
    with pytest.raises(Refused) as caught:
        read_all(make_xlsx([["Halo"]], more_sheets={"Ju\u202eni": rows}))
    assert caught.value.message.startswith('Lembar "Juni", baris 3 tampak seperti judul kolom')


def test_the_refusal_sees_the_desa_in_a_cell_merged_down_to_that_row() -> None:
    def merge(sheet: Any) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:D1"):
            sheet.merge_cells(cells)

    rows = [("No", "Desa", "Isian", None), (None, None, "Pokja", "Tgl dibentuk"), (1, "Padang", "Ada", "2018")]
    with pytest.raises(Refused) as caught:
        read_all(make_xlsx(rows, change=merge))
    assert caught.value.message.startswith(
        'Baris 1 dan 2 tampak seperti judul kolom ("No", "Desa", "Isian Pokja", "Isian Tgl dibentuk"): ada kolom desa, '
        "tetapi tidak satu pun judulnya pasti berarti status"
    )


TURNED = [
    ("Uraian", "Simpang Pesak", "Tj. Batu Itam", "Dukong"),
    ("Tanggal pembentukan", date(2019, 3, 12), date(2017, 10, 3), "-"),
    ("Pokja Kampung KB", "Terbentuk", "Bubar (17-9-2026)", "Belum"),
    ("Nomor SK", "140/04/SP/2019", "-", "-"),
]


@pytest.mark.parametrize("corner", ["Uraian", "Desa", "Indikator", None])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_column_for_each_desa_is_told_how_to_be_turned(corner: str | None, is_first: bool) -> None:
    (_, *names), dates, status, decree = TURNED
    facts = [status, dates, decree] if is_first else [dates, status, decree]
    with pytest.raises(Refused) as caught:
        read_all(make_xlsx([["ISIAN"], [], [corner, *names], *facts]))
    assert caught.value.reason == "turned"
    assert '"Rekap" memutar baris dan kolom' in caught.value.message
    assert '("Simpang Pesak", "Tj. Batu Itam" dan "Dukong")' in caught.value.message
    assert "Transpose" in caught.value.message


def test_turned_it_is_read() -> None:
    (table,) = read_all(make_xlsx([["ISIAN"], [], *zip(*TURNED, strict=True)])).tables
    assert [row.text_of("status") for row in table.rows] == ["Terbentuk", "Bubar (17-9-2026)", "Belum"]
    assert [row.text_of("no_sk") for row in table.rows] == ["140/04/SP/2019", "-", "-"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Kolom", "Arti", "Contoh"], ["Status", "Tahap", "Terbentuk"], ["Nomor SK", "Surat", 7]],
        [["Kader", "Padang", "Baru"], ["Pokja Kampung KB", "Ada", "Tidak"], ["Jumlah kader", 3, 4]],
    ],
)
def test_a_list_of_columns_or_of_something_else_is_not_turned(rows: list[list[Any]]) -> None:
    with pytest.raises(Refused) as caught:
        read_all(make_xlsx(rows))
    assert caught.value.reason == "no_table"


def test_a_table_on_a_hidden_sheet_alone_is_no_table() -> None:
    with pytest.raises(Refused) as caught:
        read_all(make_xlsx([["Halo"]], more_sheets={"La\u202ema": ROWS}, hidden=["La\u202ema"]))
    assert caught.value.reason == "no_table"
    assert caught.value.message.startswith('Lembar "Lama" tersembunyi, jadi tidak dibaca.')
    assert "pilih Tampilkan (Unhide)" in caught.value.message


def test_a_visible_row_like_a_header_goes_before_a_hidden_sheet() -> None:
    with pytest.raises(Refused) as caught:
        read_all(make_xlsx([("No", "Desa", "Keterangan")], more_sheets={"Lama": ROWS}, hidden=["Lama"]))
    assert caught.value.message.startswith("Baris 1 tampak seperti judul kolom")


def test_the_wire_carries_all_of_a_workbook() -> None:
    rows = [
        ("REKAP per", date(2023, 5, 10)),
        ("No", "Desa", "Status", "Tahun", "NIK"),
        ("Kecamatan Manggar",),
        (1, "Padang", "Terbentuk", date(2018, 5, 2), 5),
        (2, "Lalang", True, 2014.5),
        ("Jumlah", 2, 1),
        (None,),
        ("Mengetahui",),
    ]
    ticks = [("Desa", "Sudah", "Belum", 2017, 2018), ("Padang", None, "x", None, "v")]
    book = read_all(make_xlsx(rows, more_sheets={"Dua": [*ROWS, (None,), *ROWS], "Tiga": ticks}))
    assert [table.part for table in book.tables] == [0, 0, 1, 0]
    assert book.tables[3].ticks and book.tables[3].tick_x and book.tables[3].year_columns
    assert book.tables[0].totals and book.tables[0].below and book.tables[0].above
    assert from_wire(to_wire(book)) == book


def test_formulas_that_reach_outside_the_workbook_are_named() -> None:
    def add_formulas(sheet: Worksheet) -> None:
        sheet["G2"], sheet["G3"] = '=HYPERLINK("http://contoh","buka")', "=SUM(A2:A3)"
        sheet["H2"], sheet["H3"] = "=cmd|' /C calc'!A0", "HYPERLINK( dan WEBSERVICE( sebagai teks"

    workbook = read(make_xlsx(change=add_formulas), Limits())
    assert workbook.dangerous_formulas == (("Rekap", "G2", "HYPERLINK"), ("Rekap", "H2", "DDE"))
    assert from_wire(to_wire(workbook)).dangerous_formulas == workbook.dangerous_formulas


def test_the_stored_result_of_such_a_formula_is_what_is_read() -> None:
    formula = "<f>WEBSERVICE(&quot;http://contoh&quot;)</f>"
    data = with_sheet_xml(
        '<row r="1"><c r="A1" t="str"><v>Desa</v></c><c r="B1" t="str"><v>Status</v></c></row>'
        f'<row r="2"><c r="A2" t="str"><v>Padang</v></c><c r="B2" t="str">{formula}<v>Belum</v></c></row>'
    )
    workbook = read(data, Limits())
    assert workbook.dangerous_formulas == (("Rekap", "B2", "WEBSERVICE"),)
    assert workbook.tables[0].rows[0].cells["status"] == Cell("B2", "text", "Belum")


def test_the_moments_of_a_form_and_only_short_sheets_are_carried() -> None:
    header = ("Timestamp", *HEADER)
    rows = [("13/05/2023 8:02:11", *ROWS[1]), (None, *ROWS[2])]
    long = [["Keadaan per 10 Mei 2023"], *([f"baris {number}"] for number in range(70))]
    cover = [["per 10 Mei 2023", 5, "a" * 201]]
    book = read_all(make_xlsx([header, *rows], more_sheets={"Panjang": long, "Sampul": cover}))
    assert [table.moments for table in book.tables] == [(Cell("A2", "text", "13/05/2023 8:02:11"),)]
    assert book.covers == {"Sampul": (Cell("A1", "text", "per 10 Mei 2023"),)}
    assert from_wire(to_wire(book)) == book
