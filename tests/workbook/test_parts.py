"""Several tables in one sheet, and headers that only seem to begin another."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.recap import Table
from kkb.workbook.grid import Value
from tests.support.workbook_fixtures import table_of, tables_of, texts_of

HEADER: list[Value] = ["No", "Kecamatan", "Desa", "Status"]
PLAIN: list[Value] = ["No", "Desa", "Status"]
MANGGAR: list[list[Value]] = [[1, "Manggar", "Padang", "Ada"], [2, None, "Lalang", "Belum"]]
GANTUNG: list[list[Value]] = [[3, "Gantung", "Lenggang", "Ada"], [4, None, "Limbongan", "Belum"]]


def desa_by_part(tables: list[Table]) -> dict[int, list[str | None]]:
    return {table.part: texts_of(table, "desa") for table in tables}


@pytest.mark.parametrize(
    "title", [[], [["REKAP POKJA PER 10 MEI 2023"], [None]], [["REKAP 2023"]], [["Lanjutan"]], [["Halaman 2"]]]
)
def test_a_header_printed_on_each_page_begins_no_table(title: list[list[Value]]) -> None:
    first: list[list[Value]] = [["REKAP POKJA PER 10 MEI 2023"], [None]]
    table = table_of([*first, HEADER, *MANGGAR, *title, HEADER, *GANTUNG])
    assert texts_of(table, "desa") == ["Padang", "Lalang", "Lenggang", "Limbongan"]
    assert texts_of(table, "kecamatan") == ["Manggar", "Manggar", "Gantung", "Gantung"]


def test_a_title_in_the_column_of_desa_is_no_desa() -> None:
    title: list[Value] = ["REKAP POKJA KAMPUNG KB"]
    table = table_of([title, ["Desa", "Status"], ["Padang", "Ada"], title, ["Desa", "Status"], ["Lalang", "Belum"]])
    assert texts_of(table, "desa") == ["Padang", "Lalang"]


def test_a_header_under_each_kecamatan_begins_no_table() -> None:
    table = table_of(
        [
            ["KECAMATAN MANGGAR"],
            PLAIN,
            [1, "Padang", "Ada"],
            [None],
            ["KECAMATAN GANTUNG"],
            PLAIN,
            [1, "Gantung", "Ada"],
        ]
    )
    assert texts_of(table, "kecamatan") == ["MANGGAR", "GANTUNG"]


def test_a_kecamatan_in_its_column_above_a_header_printed_again_heads_what_follows() -> None:
    table = table_of(
        [HEADER, [None, "MANGGAR"], [1, None, "Padang", "Ada"], [None, "GANTUNG"], HEADER, [1, None, "Gantung", "Ada"]]
    )
    assert texts_of(table, "kecamatan") == ["MANGGAR", "GANTUNG"]


def test_another_period_below_is_another_table() -> None:
    before: list[list[Value]] = [["Keadaan 31 Desember 2022"], HEADER, *MANGGAR]
    tables = tables_of([*before, [None], ["Keadaan 10 Mei 2023"], HEADER, *GANTUNG])
    assert desa_by_part(tables) == {0: ["Padang", "Lalang"], 1: ["Lenggang", "Limbongan"]}
    assert [[cell.text for cell in table.above] for table in tables] == [
        ["Keadaan 31 Desember 2022"],
        ["Keadaan 10 Mei 2023"],
    ]
    assert [table.header_rows for table in tables] == [(2,), (7,)]


def test_the_same_desa_once_more_are_another_table() -> None:
    assert desa_by_part(tables_of([HEADER, *MANGGAR, [None], HEADER, *MANGGAR])) == {
        0: ["Padang", "Lalang"],
        1: ["Padang", "Lalang"],
    }


def test_the_formed_and_the_others_are_two_tables() -> None:
    header: list[Value] = ["No", "Desa", "No SK"]
    tables = tables_of(
        [["SUDAH TERBENTUK"], header, [1, "Padang", "1"], [None], ["BELUM TERBENTUK"], header, [1, "Baru", "-"]]
    )
    assert desa_by_part(tables) == {0: ["Padang"], 1: ["Baru"]}
    assert tables[1].above[0].text == "BELUM TERBENTUK"


def test_other_columns_below_are_another_table() -> None:
    other: list[list[Value]] = [["Desa", "Tanggal Pembentukan"], ["Baru", date(2018, 5, 2)], ["Mekar", 2018]]
    tables = tables_of([["Desa", "Status", "Ket"], ["Padang", "Ada", "-"], ["Lalang", "Belum"], [None], *other])
    assert desa_by_part(tables) == {0: ["Padang", "Lalang"], 1: ["Baru", "Mekar"]}


def test_a_small_recap_below_is_none_of_the_rows() -> None:
    recap: list[list[Value]] = [
        ["No", "Kecamatan", "Jumlah Desa", "Terbentuk"],
        [1, "Manggar", 9, 5],
        [2, "Gantung", 7, 3],
    ]
    table = table_of([HEADER, *MANGGAR, [None], *recap])
    assert texts_of(table, "desa") == ["Padang", "Lalang"]
    assert "Jumlah Desa" in [cell.text for cell in table.below]
    assert texts_of(table_of([*recap, [None], HEADER, *MANGGAR]), "desa") == ["Padang", "Lalang"]


def test_tables_side_by_side() -> None:
    tables = tables_of(
        [
            ["KEADAAN PER 10 MEI 2023"],
            ["KECAMATAN MANGGAR", None, None, None, "KECAMATAN GANTUNG"],
            [*PLAIN, None, *PLAIN],
            [1, "Padang", "Ada", None, 1, "Lenggang", "Belum"],
            [2, "Lalang", "Belum"],
            ["Jumlah", 2, 1, None, "Jumlah", 1, 0],
        ]
    )
    assert desa_by_part(tables) == {0: ["Padang", "Lalang"], 1: ["Lenggang"]}
    assert texts_of(tables[1], "kecamatan") == ["GANTUNG"]
    assert [table.above[0].text for table in tables] == ["KEADAAN PER 10 MEI 2023"] * 2
    assert tables[1].rows[0].cells["status"].ref == "G4"


def test_a_kampung_kb_beside_its_desa_makes_no_second_table() -> None:
    table = table_of([["Desa", "Status", "Nama Kampung KB", "Tgl Pencanangan"], ["Padang", "Ada", "Melati", 2018]])
    assert table.columns["tanggal_pencanangan"] == "Tgl Pencanangan"


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("Status 2022", "Status 2023"),
        ("Status TW I 2023", "Status TW II 2023"),
        ("Status per 10 Mei 2023", "Status per 20 Mei 2023"),
        ("Pokja Tahun 2022", "Pokja Tahun 2023"),
    ],
)
def test_a_status_for_each_of_two_periods_makes_two_tables(early: str, late: str) -> None:
    tables = tables_of([["Desa", early, late], ["Padang", "Belum", "Terbentuk"]])
    assert [texts_of(table, "status") for table in tables] == [["Belum"], ["Terbentuk"]]
    assert [table.above[-1].text for table in tables] == [early, late]


def test_dates_under_a_status_are_periods() -> None:
    tables = tables_of(
        [["Desa", "Status", None], [None, date(2022, 12, 31), date(2023, 5, 10)], ["Padang", "Belum", "Ada"]],
        merged=[(1, 1, 2, 1), (1, 2, 1, 3)],
    )
    assert [table.columns["status"] for table in tables] == ["Status 2022-12-31", "Status 2023-05-10"]


def test_ticks_for_each_of_two_periods_make_two_tables() -> None:
    tables = tables_of(
        [
            ["Desa", "Tahun 2022", None, "Tahun 2023", None],
            [None, "Sudah", "Belum", "Sudah", "Belum"],
            ["Padang", None, "v", "v", None],
        ],
        merged=[(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)],
    )
    assert [texts_of(table, "status") for table in tables] == [["Belum"], ["Sudah"]]


def test_before_and_after_are_periods() -> None:
    rows: list[list[Value]] = [["Desa", "Status", None], [None, "Sebelum", "Sesudah"], ["Padang", "Belum", "Ada"]]
    tables = tables_of(rows, merged=[(1, 1, 2, 1), (1, 2, 1, 3)])
    assert [(table.period, texts_of(table, "status")) for table in tables] == [
        ("Status Sebelum", ["Belum"]),
        ("Status Sesudah", ["Ada"]),
    ]


def test_a_period_still_blank_is_none() -> None:
    (table,) = tables_of([["Desa", "Triwulan I 2023", "Triwulan II 2023"], ["Padang", "Merintis", None]])
    assert (table.period, texts_of(table, "status")) == ("Triwulan I 2023", ["Merintis"])


def test_the_date_of_a_period_stands_beside_its_status() -> None:
    tables = tables_of(
        [
            ["Desa", "2022", None, "2023", None],
            [None, "Status", "Tanggal", "Status", "Tanggal"],
            ["Padang", "Belum", None, "Ada", date(2023, 2, 1)],
        ],
        merged=[(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)],
    )
    assert [texts_of(table, "tanggal") for table in tables] == [[None], ["2023-02-01"]]


def test_a_question_for_the_day_means_what_stands_left_of_it() -> None:
    header = ["Desa", "Pernah rapat?", "Bila ya, kapan?", "Apakah Pokja sudah terbentuk?", "Jika ya, kapan?"]
    (table,) = tables_of([header, ["Padang", "Ya", date(2017, 1, 2), "Sudah", date(2018, 5, 2)]])
    assert texts_of(table, "tanggal") == ["2018-05-02"]


@pytest.mark.parametrize("cells", [[12, 14], ["Ada", "Tidak"]])
def test_columns_of_months_without_a_rung_are_no_recap(cells: list[Value]) -> None:
    assert tables_of([["Desa", "Januari 2023", "Februari 2023"], ["Padang", *cells]]) == []


@pytest.mark.parametrize("title", ["DAFTAR DESA YANG SUDAH MEMBENTUK POKJA", "Desa belum memiliki Kampung KB"])
def test_a_list_of_desa_is_a_table_where_its_title_says_of_what(title: str) -> None:
    header: list[Value] = ["No", "Kecamatan", "Desa"]
    table = table_of([[title], header, [1, "Manggar", "Padang"]])
    assert (texts_of(table, "desa"), "status" in table.columns) == (["Padang"], False)
    assert tables_of([["DAFTAR DESA"], header, [1, "Manggar", "Padang"]]) == []


def test_ticks_and_headings_go_on_under_a_header_printed_again() -> None:
    header: list[Value] = ["No", "Desa", "Sudah", "Belum"]
    manggar: list[list[Value]] = [[None, "MANGGAR"], [1, "Padang", "v", None]]
    table = table_of([header, *manggar, [None, "GANTUNG"], header, [1, 2, 3, 4], [2, "Gantung", None, "v"]])
    assert texts_of(table, "kecamatan") == ["MANGGAR", "GANTUNG"]
    assert texts_of(table, "status") == ["Sudah", "Belum"]


def test_the_parts_of_a_date_printed_again_are_no_row() -> None:
    header: list[list[Value]] = [["Desa", "Status", "Tanggal Pembentukan"], [None, None, "Tgl", "Bln", "Thn"]]
    numbers: list[Value] = [1, 2, 3, 4, 5]
    padang: list[Value] = ["Padang", "Ada", 2, 5, 2018]
    table = table_of([*header, numbers, padang, *header, numbers, ["Lalang", "Ada", 3, 10, 2017]])
    assert texts_of(table, "tanggal") == ["2018-05-02", "2017-10-03"]
