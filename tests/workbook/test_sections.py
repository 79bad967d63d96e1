"""Kecamatan that head their block by a bare name: three of them are names of desa too."""

from __future__ import annotations

from kkb.workbook.grid import Value
from tests.support.workbook_fixtures import table_of, texts_of

HEADER: list[Value] = ["No", "Desa", "Status"]


def test_a_bare_name_among_numbered_desa_heads_its_block() -> None:
    table = table_of(
        [
            HEADER,
            [None, "GANTUNG"],
            [1, "Gantung", "Ada"],
            [2, "Lenggang", None],
            [None, "DENDANG"],
            [1, "Dendang", None],
        ]
    )
    assert texts_of(table, "desa") == ["Gantung", "Lenggang", "Dendang"]
    assert texts_of(table, "kecamatan") == ["GANTUNG", "GANTUNG", "DENDANG"]
    assert table.rows[2].cells["kecamatan"].merged_from == "B5"


def test_a_roman_numeral_and_a_count_may_stand_beside_it() -> None:
    table = table_of(
        [HEADER, ["I", "Gantung", "1 desa"], [1, "Gantung", "Ada"], ["II", "Dendang", 1], [1, "Jangkang", "Ada"]]
    )
    assert texts_of(table, "kecamatan") == ["Gantung", "Dendang"]


def test_it_may_stand_left_of_the_desa() -> None:
    table = table_of([HEADER, ["SIMPANG PESAK"], [1, "Simpang Pesak", "Ada"], [2, "Dukong", "Belum"]])
    assert texts_of(table, "kecamatan") == ["SIMPANG PESAK"] * 2


def test_capitals_tell_it_where_nothing_is_numbered() -> None:
    table = table_of([["Desa", "Status"], ["GANTUNG"], ["Gantung", "Ada"], ["DENDANG"], ["Jangkang", "Belum"]])
    assert texts_of(table, "kecamatan") == ["GANTUNG", "DENDANG"]


def test_desa_without_a_status_are_no_headings() -> None:
    unnumbered: list[list[Value]] = [["Gantung"], ["Lenggang", "Belum"], ["Dendang"], ["Jangkang", "Ada"]]
    numbered: list[list[Value]] = [[number, *row] for number, row in enumerate(unnumbered, start=1)]
    for table in (table_of([["Desa", "Status"], *unnumbered]), table_of([HEADER, *numbered])):
        assert texts_of(table, "desa") == ["Gantung", "Lenggang", "Dendang", "Jangkang"]
    added_later: list[list[Value]] = [HEADER, [1, "Lenggang", "Belum"], [None, "GANTUNG"], [2, "Jangkang", "Ada"]]
    assert texts_of(table_of(added_later), "desa") == ["Lenggang", "GANTUNG", "Jangkang"]


def test_a_column_of_kecamatan_goes_before_a_bare_name() -> None:
    table = table_of([["Kecamatan", "Desa", "Status"], [None, "GANTUNG"], ["Gantung", "Lenggang", "Belum"]])
    assert texts_of(table, "desa") == ["GANTUNG", "Lenggang"]
