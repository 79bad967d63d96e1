"""Rows of a table on their way from child to parent: by column, so that nothing is made for each of a million cells.

On the wire a column is a list of texts, which parses as fast as it can be read; a row that cannot be told by column is
a list in the order of the table's fields, in which a text at its own address is a bare string.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kkb.packed_rows import PackedColumn, PackedRows, make_cell, pack_rows
from kkb.recap import TableRow


def rows_to_wire(rows: Sequence[TableRow], fields: Sequence[str], letters: Mapping[str, str]) -> dict[str, Any]:
    """The rows of a table as plain lists, strings and numbers."""
    packed = pack_rows(rows, fields)
    return {
        "numbers": packed.numbers,
        "columns": [[one.field, one.kind, one.letters, one.texts, one.lenders] for one in packed.columns],
        "odd": [[place, row_to_wire(row, fields, letters)] for place, row in packed.odd.items()],
    }


def rows_from_wire(wire: dict[str, Any], fields: Sequence[str], letters: Mapping[str, str]) -> PackedRows:
    """The inverse of `rows_to_wire`. Raises KeyError, TypeError, IndexError or ValueError on anything else."""
    numbers = wire["numbers"]
    columns = [PackedColumn(*column) for column in wire["columns"]]
    lists = [numbers, *(one.texts for one in columns), *(one.lenders for one in columns)]
    if not ({*map(type, lists)} <= {list} and {*map(type, numbers)} <= {int}):
        raise ValueError("rows of another form")
    for one in columns:
        for texts in ((one.field, one.kind, one.letters), one.texts, one.lenders):
            "".join(texts)  # Raises TypeError for anything but texts; nothing tells it sooner.
    count = len(numbers)
    if any(len(one.texts) != count or len(one.lenders) not in (0, count) for one in columns):
        raise ValueError("columns of another length")
    odd = {range(count)[place]: row_from_wire(row, fields, letters) for place, row in wire["odd"]}
    return PackedRows(numbers, columns, odd)


def row_to_wire(row: TableRow, fields: Sequence[str], letters: Mapping[str, str]) -> list[Any]:
    """One row in the order of `fields`."""
    wire: list[Any] = [row.row]
    for name in fields:
        cell, letter = row.cells.get(name), letters.get(name)
        if cell is None:
            wire.append(None)
        elif letter is None or cell.merged_from is not None or cell.ref != f"{letter}{row.row}":
            wire.append([cell.kind, cell.text, cell.ref, cell.merged_from])
        elif cell.kind == "text":
            wire.append(cell.text)
        else:
            wire.append([cell.kind, cell.text])
    return wire


def row_from_wire(wire: list[Any], fields: Sequence[str], letters: Mapping[str, str]) -> TableRow:
    """The inverse of `row_to_wire`."""
    number = wire[0]
    cells = {}
    for name, value in zip(fields, wire[1:], strict=True):
        if value is None:
            continue
        at = f"{letters.get(name, '')}{number}"
        if type(value) is str:
            cells[name] = make_cell(at, "text", value)
        elif len(value) == 2:
            cells[name] = make_cell(at, value[0], value[1])
        else:
            cells[name] = make_cell(value[2], value[0], value[1], value[3])
    return TableRow(number, cells)
