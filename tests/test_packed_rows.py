"""Rows kept by column are the rows they were put together from."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.packed_rows import PackedRow, PackedRows, pack_rows, told_in
from kkb.recap import Cell, CellKind, Sources, Table, TableRow, Workbook
from kkb.workbook.model import from_wire, pack_json, to_wire, unpack_json

FIELDS = ("no", "kecamatan", "desa", "status", "tanggal")
LETTERS = dict(zip(FIELDS, "ABCDE", strict=True))


@st.composite
def cells(draw: st.DrawFn, name: str, row: int) -> Cell:
    ref = draw(st.sampled_from((f"{LETTERS[name]}{row}", f"{LETTERS[name]}{row}", f"G{row}", "C7")))
    kind = draw(st.sampled_from(("text", "text", *get_args(CellKind))))
    return Cell(ref, kind, draw(st.sampled_from(("Lalang", "1", ""))), draw(st.sampled_from((None, None, "B2"))))


@st.composite
def tables(draw: st.DrawFn) -> list[TableRow]:
    numbers = draw(st.lists(st.integers(2, 99), max_size=6, unique=True))
    return [
        TableRow(number, {name: draw(cells(name, number)) for name in FIELDS if draw(st.booleans())})
        for number in numbers
    ]


@given(tables(), st.integers(0, 6), st.integers(0, 6))
def test_packed_rows_are_the_same_rows(rows: list[TableRow], start: int, end: int) -> None:
    packed = pack_rows(rows, FIELDS)
    assert list(packed) == rows
    assert packed == rows
    assert list(packed[start:end]) == rows[start:end]
    assert list(PackedRows(packed.numbers, packed.columns, packed.odd)[start:end]) == rows[start:end]
    for one, row in zip(packed, rows, strict=True):
        assert dict(Sources(one)) == dict(Sources(row)) == {name: cell.source_ref for name, cell in row.cells.items()}
        assert [one.text_of(name) for name in FIELDS] == [row.text_of(name) for name in FIELDS]
    for name in FIELDS:
        assert sorted(told_in(packed, name)) == sorted(told_in(rows, name))


@given(tables(), tables(), st.data())
def test_rows_of_several_tables_are_packed_together(
    first: list[TableRow], second: list[TableRow], data: st.DataObject
) -> None:
    whole: list[TableRow] = [*first, *pack_rows(first, FIELDS), *pack_rows(second, FIELDS)]
    mixed = data.draw(st.permutations(whole))
    assert list(pack_rows(mixed, FIELDS)) == mixed


@given(tables())
def test_they_cross_the_wire(rows: list[TableRow]) -> None:
    table = Table("Rekap", (1,), dict.fromkeys(FIELDS, "x"), LETTERS, rows)
    wire = unpack_json(pack_json(to_wire(Workbook(tables=[table]))))
    assert from_wire(wire).tables == [table]


def test_a_row_is_made_once() -> None:
    packed = pack_rows([TableRow(2, {"desa": Cell("C2", "text", "Lalang")})], FIELDS)
    assert isinstance(packed[0], PackedRow)
    assert packed[0] is packed[0]
    assert packed[0].cells is packed[0].cells


@pytest.mark.parametrize(
    "change",
    [
        {"numbers": [2, "3"]},
        {"numbers": [2]},
        {"numbers": None},
        {"columns": [["desa", "text", "C", ["Lalang"], []]]},
        {"columns": [["desa", "text", "C", ["Lalang", 5], []]]},
        {"columns": [["desa", "text", "C", ["Lalang", None], []]]},
        {"columns": [["desa", "text", "C", ["Lalang", ""], ["B2"]]]},
        {"columns": [["desa", "text", "C", ["Lalang", ""], [1, 2]]]},
        {"columns": [["desa", "text", "C", "ab", []]]},
        {"columns": [["desa", ["text"], "C", ["Lalang", ""], []]]},
        {"columns": [["desa", "text", "C"]]},
        {"columns": {}, "odd": [[2, [4]]]},
        {"odd": [["0", [4]]]},
        {"odd": [[0, []]]},
        {"odd": 5},
    ],
)
def test_an_answer_of_another_form_is_none(change: dict[str, Any]) -> None:
    rows = [TableRow(2, {"desa": Cell("C2", "text", "Lalang")}), TableRow(3, {})]
    wire = to_wire(Workbook(tables=[Table("Rekap", (1,), {"desa": "Desa"}, {"desa": "C"}, rows)]))
    wire["tables"][0]["rows"] |= change
    with pytest.raises((KeyError, TypeError, IndexError, ValueError)):
        from_wire(unpack_json(pack_json(wire)))
