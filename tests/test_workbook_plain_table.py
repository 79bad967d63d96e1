"""Rows that are told at a glance to be data are judged and handed on as if they had been looked at closely."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest

from kkb.packed_rows import PackedRow
from kkb.recap import TableRow, Workbook
from kkb.workbook import layout, row_kinds
from kkb.workbook.grid import Grid, Value
from kkb.workbook.layout import find_tables
from kkb.workbook.model import from_wire, pack_json, to_wire, unpack_json
from kkb.workbook.plain_row import PlainRow
from kkb.workbook.plain_table import PlainReader

HEADER: list[Value] = ["No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Nomor SK", "Luas", "Keterangan"]
FIELDS = {"no": 1, "kecamatan": 2, "desa": 3, "status": 4, "tanggal": 5, "no_sk": 6, "keterangan": 8}
PLAIN: list[Value] = [1.0, "Manggar", "Lalang", "Terbentuk", dt.date(2018, 5, 2), "12/2018", 3.5, "Jumlah anggota 9"]


def line(**cells: Value) -> list[Value]:
    """The plain row with other values in some columns."""
    values = list(PLAIN)
    for name, value in cells.items():
        values[FIELDS[name] - 1] = value
    return values


def rows_of(lines: list[list[Value]], **grid: Any) -> list[row_kinds.Row]:
    box = Grid("Rekap", [HEADER, *lines], **grid)
    header = layout.find_header(box)
    assert header is not None
    return list(layout._rows_below(box, header))


def looked_at(lines: list[list[Value]], monkeypatch: pytest.MonkeyPatch, **grid: Any) -> list[row_kinds.Row]:
    """The rows as they are read where none is told at a glance."""
    with monkeypatch.context() as patch:
        patch.setattr(PlainReader, "rows", lambda _: [])
        return rows_of(lines, **grid)


def test_a_plain_row_is_judged_as_if_it_had_been_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        line(),
        line(status="Belum", tanggal="", no_sk=""),
        line(status="entah", tanggal=2018.0, no=""),
        line(status="entah", no="", tanggal="kemarin"),
        line(status="v", no="1."),
        line(keterangan="Mengetahui", no_sk="Bupati", tanggal=("error", "#REF!")),
    ]
    closely = looked_at(lines, monkeypatch)
    for plain, row in zip(rows_of(lines), closely, strict=True):
        assert isinstance(plain, PlainRow)
        assert not isinstance(row, PlainRow)
        assert (plain.row, plain.cells, plain.others) == (row.row, row.cells, row.others)
        assert sorted(plain.texts()) == sorted(row.texts())
        assert sorted(plain.texts(without="keterangan")) == sorted(row.texts(without="keterangan"))
        for name in ("is_blank", "is_data", "has_facts", "has_only_amounts", "is_filled_only", "seems_evident"):
            assert getattr(plain, name) == getattr(row, name), name
        assert row_kinds.total_label(row, FIELDS) is None
        assert row_kinds.kecamatan_heading(row, FIELDS, is_merged=True) is None
        assert not (row_kinds.is_recap(row) or row_kinds.is_remark(row) or row_kinds.is_numbering(row))
    assert row_kinds.end_of_table(rows_of(lines)) == row_kinds.end_of_table(closely)


@pytest.mark.parametrize(
    "values",
    [
        line(desa="Jumlah"),
        line(desa="Manggar Total"),
        line(desa="19.06.01.2001 Lalang"),
        line(desa="Desa"),
        line(desa="3"),
        line(desa=3.0),
        line(desa=""),
        line(desa="La  lang"),
        line(kecamatan="Jumlah"),
        line(kecamatan="-"),
        line(kecamatan='"'),
        line(kecamatan=""),
        line(kecamatan=("error", "#N/A")),
        line(status=""),
        line(status="1"),
        line(status="sda"),
        line(status="9 desa"),
        line(status=3.0),
        line(no="Total"),
        line(no_sk="sda"),
        line(tanggal="”"),
    ],
)
def test_a_row_that_may_be_anything_else_is_looked_at(values: list[Value]) -> None:
    first, second = rows_of([line(), values])
    assert first.is_plain
    assert not second.is_plain


def test_ticks_old_calendars_and_lent_rows_are_looked_at() -> None:
    assert not any(row.is_plain for row in rows_of([line(), line()], is_1904=True))
    first, second = rows_of([line(), line(kecamatan="")], merged=[(2, 2, 3, 2)])
    assert (first.is_plain, second.is_plain) == (True, False)
    lent = rows_of([line(), line(tanggal="")], merged=[(2, 5, 3, 5)])[1]
    assert (lent.is_plain, lent.cells["tanggal"].merged_from) == (False, "E2")
    assert not rows_of([line(), line(status=True)])[1].is_plain


def test_one_and_true_are_not_taken_for_each_other() -> None:
    (table,) = find_tables(Grid("Rekap", [HEADER, *([line(no=1.0), line(no=True)] * 4)]))
    assert [row.cells["no"].kind for row in table.rows] == ["number", "bool"] * 4


def test_what_carries_from_row_to_row_carries_over_plain_ones() -> None:
    lines = [line(), line(kecamatan="", desa="Kurnia"), line(kecamatan="Gantung"), line(desa="Selinsing", status="sda")]
    lines[3][1] = ""
    (table,) = find_tables(Grid("Rekap", [HEADER, *lines]))
    assert [row.cells["kecamatan"].text for row in table.rows] == ["Manggar", "Manggar", "Gantung", "Gantung"]
    assert table.rows[3].cells["status"].merged_from == "D4"


def test_a_plain_row_crosses_the_wire_like_any_other() -> None:
    (table,) = find_tables(Grid("Rekap", [HEADER, line(), line(no_sk="", tanggal="")], top=3, left=2))
    assert all(isinstance(row, PackedRow) for row in table.rows)
    looked_at = replace(table, rows=[TableRow(row.row, row.cells) for row in table.rows])
    wired, same = (unpack_json(pack_json(to_wire(Workbook(tables=[one])))) for one in (table, looked_at))
    assert wired == same
    assert from_wire(wired).tables == [looked_at]
    assert table.rows[0] == TableRow(3 + 1, table.rows[0].cells)
    assert table.rows[0] != table.rows[1]


def test_a_running_number_drawn_on_below_the_table_adds_nothing() -> None:
    far = [[float(number)] for number in range(2, 40)]
    (table,) = find_tables(Grid("Rekap", [HEADER, line(keterangan=""), *far]))
    assert len(table.rows) == 1
    assert not table.below


ODD: dict[str, list[Value]] = {
    "no": ["1.", "I", "", True, "Jumlah"],
    "kecamatan": ["", "-", "sda", "Jumlah", "Kecamatan Gantung", ("error", "#REF!")],
    "desa": ["Jumlah", "Gantung Total", "Kec. Damar", "19.06.01.2001 Lalang", "Desa", "Belum", "3", "", 3.0, "Camat"],
    "status": ["v", "x", "1", 1.0, "", "sda", "entah", "9 desa", "Status", True],
    "tanggal": [2018.0, "2018", "-", "sda", "kemarin", ""],
    "no_sk": ["", "sda", "-", "Tanggal 3"],
    "keterangan": ["Mengetahui", "NIP. 1", "Keterangan", ""],
}  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_tables_come_out_as_if_every_row_had_been_looked_at(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    lines: list[list[Value]] = []
    for number in range(chance.randrange(2, 30)):
        odd = {name: chance.choice(values) for name, values in ODD.items() if chance.random() < 0.05}
        whole = line(**({"no": float(number), "desa": chance.choice(("Lalang", "Baru", "Padang"))} | odd))
        spoilt: list[list[Value]] = [[""] * len(HEADER), list(HEADER), whole[: chance.randrange(1, 8)]]
        lines.append(whole if chance.random() < 0.9 else chance.choice(spoilt))

    def tables() -> dict[str, Any]:
        return to_wire(Workbook(tables=find_tables(Grid("Rekap", [HEADER, *map(list, lines)]))))

    told = unpack_json(pack_json(tables()))
    monkeypatch.setattr(PlainReader, "rows", lambda _: [])
    assert told == unpack_json(pack_json(tables()))
