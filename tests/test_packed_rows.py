"""Rows kept by column are the rows they were put together from."""

from __future__ import annotations

import random
from typing import Any, get_args

import pytest

from kkb.packed_rows import PackedRow, PackedRows, pack_rows, told_in
from kkb.recap import Cell, CellKind, Sources, Table, TableRow, Workbook
from kkb.workbook.model import from_wire, pack_json, to_wire, unpack_json

FIELDS = ("no", "kecamatan", "desa", "status", "tanggal")
LETTERS = dict(zip(FIELDS, "ABCDE", strict=True))


def some_rows(chance: random.Random) -> list[TableRow]:
    """A few rows with cells of every kind: lent ones, blank texts, and some at another address than their own."""

    def cell(name: str, row: int) -> Cell:
        ref = chance.choice((*[f"{LETTERS[name]}{row}"] * 6, f"G{row}", "C7"))
        kind = chance.choice(("text", "text", *get_args(CellKind)))
        return Cell(ref, kind, chance.choice(("Lalang", "Baru", "1", "")), chance.choice((None, None, None, "B2")))

    numbers = chance.sample(range(2, 99), chance.randrange(7))
    return [
        TableRow(number, {name: cell(name, number) for name in FIELDS if chance.random() < 0.6}) for number in numbers
    ]


@pytest.mark.parametrize("seed", range(40))
def test_packed_rows_are_the_same_rows(seed: int) -> None:
    chance = random.Random(seed)
    rows = some_rows(chance)
    packed = pack_rows(rows, FIELDS)
    part = slice(chance.randrange(7), chance.randrange(7))
    assert list(PackedRows(packed.numbers, packed.columns, packed.odd)[part]) == rows[part]
    assert list(packed) == rows
    assert packed == rows
    assert list(packed[part]) == rows[part]
    for one, row in zip(packed, rows, strict=True):
        assert dict(Sources(one)) == dict(Sources(row)) == {name: cell.source_ref for name, cell in row.cells.items()}
        assert [one.text_of(name) for name in FIELDS] == [row.text_of(name) for name in FIELDS]
    for name in FIELDS:
        of_packed, of_rows = (
            sorted((kind, text) for kind, texts in told_in(same, name) for text in texts) for same in (packed, rows)
        )
        assert of_packed == of_rows


@pytest.mark.parametrize("seed", range(40))
def test_rows_of_several_tables_are_packed_together(seed: int) -> None:
    chance = random.Random(seed)
    first, second = some_rows(chance), some_rows(chance)
    mixed: list[TableRow] = [*first, *pack_rows(first, FIELDS), *pack_rows(second, FIELDS)]
    chance.shuffle(mixed)
    assert list(pack_rows(mixed, FIELDS)) == mixed


@pytest.mark.parametrize("seed", range(20))
def test_they_cross_the_wire(seed: int) -> None:
    table = Table("Rekap", (1,), dict.fromkeys(FIELDS, "x"), LETTERS, some_rows(random.Random(seed)))
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
