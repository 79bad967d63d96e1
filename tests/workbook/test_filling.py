"""Merged ranges and ditto marks: values that stand in another cell than the one they are for."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.recap import Cell
from kkb.workbook.grid import Value
from tests.support.workbook_fixtures import table_of, texts_of

HEADER: list[Value] = ["No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "No SK"]
FIRST: list[Value] = [1, "Manggar", "Padang", "Terbentuk", date(2018, 5, 2), "12/2018"]


def test_merged_cells_speak_for_every_desa_they_cover() -> None:
    table = table_of(
        [HEADER, FIRST, [2, None, "Lalang"], [3, None, "Baru", "Belum"]],
        merged=[(2, 2, 4, 2), (2, 4, 3, 4), (2, 5, 3, 5), (2, 6, 3, 6)],
    )
    assert table.rows[1].cells["status"] == Cell("D3", "text", "Terbentuk", merged_from="D2")
    assert table.rows[1].cells["tanggal"] == Cell("E3", "date", "2018-05-02", merged_from="E2")
    assert texts_of(table, "no_sk") == ["12/2018", "12/2018", None]


def test_a_desa_in_a_tall_cell_is_one_row() -> None:
    table = table_of(
        [["Desa", "Status"], ["Padang", "Ada"], [None, None], ["Lalang", "Belum"]], merged=[(2, 1, 3, 1), (2, 2, 3, 2)]
    )
    assert texts_of(table, "desa") == ["Padang", "Lalang"]


def test_a_line_merged_across_says_nothing_of_other_columns() -> None:
    table = table_of([["Desa", "Status", "Tahun"], ["Padang", "Belum", None]], merged=[(2, 2, 2, 3)])
    assert texts_of(table, "tanggal") == [None]


@pytest.mark.parametrize("mark", ["sda", "s.d.a", "S.D.A.", '"', '-"-', "- ” -", "''", "idem", "sama dengan di atas"])
def test_a_ditto_mark_is_the_value_above(mark: str) -> None:
    table = table_of([HEADER, FIRST, [2, mark, "Lalang", mark, mark, mark], [3, mark, "Baru", mark]])
    assert texts_of(table, "kecamatan") == ["Manggar"] * 3
    assert texts_of(table, "status") == ["Terbentuk"] * 3
    assert table.rows[1].cells["tanggal"] == Cell("E3", "date", "2018-05-02", merged_from="E2")
    assert table.rows[2].cells["status"].merged_from == "D2"


def test_a_ditto_mark_under_nothing_stays_what_it_is() -> None:
    table = table_of([["Desa", "Status"], ["Padang", "sda"], ["Lalang", "Belum"], ["Jumlah", 2], ["Baru", "sda"]])
    assert texts_of(table, "status") == ["sda", "Belum", "sda"]


def test_a_dash_for_a_kecamatan_names_none() -> None:
    assert texts_of(table_of([HEADER, FIRST, [2, "-", "Lalang", "Belum"]]), "kecamatan") == ["Manggar", None]


def test_a_ditto_mark_under_nothing_is_no_number_of_a_decree() -> None:
    assert texts_of(
        table_of([["Desa", "Status", "No SK"], ["Padang", "Belum"], ["Lalang", "Belum", "sda"]]), "no_sk"
    ) == [
        None,
        None,
    ]
