"""The file's own Jumlah rows against its rows. A number that fits any honest reading is no finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kkb.problems import Problem, make_problem
from kkb.recap import Cell, Table, TableRow
from kkb.region import name_key
from kkb.schema import Tahap

_MOST_DESA = 9_999
"""More desa than any recap of a regency has."""

_COUNT = re.compile(r"(\d{1,9})(?:\s*(?:desa|pokja|kampung kb|kkb))?", re.IGNORECASE)
_LOOKS_LIKE_COUNT = re.compile(r"(?=.*\d)(?=.*[OolI])[\dOolI]{1,9}|-\s*\d{1,9}|\d{10,40}")
"""A letter for a digit ("1O"), a number below nothing, a number beyond sense."""


@dataclass(frozen=True, slots=True)
class CountedTable:
    """A table with what its rows say: row → rung, None where it says none."""

    table: Table
    said: Mapping[int, Tahap | None]
    file: int


def check_totals(tables: Sequence[CountedTable]) -> list[Problem]:
    """Compare numbers in the status and desa columns of Jumlah rows with what the rows say.

    A Jumlah may stand for the block above it or below it, for its kecamatan, for everything above, for the whole table,
    or for all tables of its file; it may count the desa, the formed ones, or give their share in per cent. Only a
    number that is none of these is reported.
    """
    problems: list[Problem] = []
    for counted in tables:
        others = [other for other in tables if other.file == counted.file]
        problems += _check_table(counted, others)
    return problems


def _check_table(counted: CountedTable, same_file: Sequence[CountedTable]) -> Iterator[Problem]:
    table = counted.table
    for total in table.totals:
        parts = _parts(table, total)
        for name in ("status", "desa"):
            cell = total.cells.get(name)
            if cell is None or cell.merged_from is not None:
                continue
            stated = _number(cell)
            if stated is None:
                if _LOOKS_LIKE_COUNT.fullmatch(cell.text.strip()):
                    yield _problem("NUM_BAD", counted, name, cell)
                continue
            honest = {n for part in parts for n in _counts([counted.said.get(row) for row in part], table)}
            honest |= _counts([tahap for one in same_file for tahap in _said(one)], table)
            if stated > _MOST_DESA:
                yield _problem("NUM_BAD", counted, name, cell)
            elif stated not in honest:
                rows = parts[0]
                formed = sum(counted.said.get(row) is Tahap.TERBENTUK for row in rows)
                facts = {"stated": cell.text, "counted": formed, "label": _label(total)}
                yield _problem("TOTAL_MISMATCH", counted, name, cell, str(formed), facts)


def _said(counted: CountedTable) -> list[Tahap | None]:
    return [counted.said.get(source.row) for source in counted.table.rows]


def _parts(table: Table, total: TableRow) -> list[list[int]]:
    """The rows that a Jumlah may stand for, the likeliest first; none of them empty unless the table is."""
    rows = sorted(source.row for source in table.rows)
    marks = sorted(other.row for other in table.totals)
    previous = max((row for row in marks if row < total.row), default=0)
    following = min((row for row in marks if row > total.row), default=max(rows, default=0) + 1)
    above = [row for row in rows if previous < row < total.row]
    below = [row for row in rows if total.row < row < following]
    kecamatan = {source.row: _kecamatan(source) for source in table.rows}
    named = name_key(_label(total))
    last = [row for row in rows if row < total.row]
    first = [row for row in rows if row > total.row]
    parts = [
        above,
        last,
        [row for row in above if kecamatan[row] == kecamatan[above[-1]]],
        [row for row in rows if last and kecamatan[row] == kecamatan[last[-1]]],
        [row for row in rows if first and kecamatan[row] == kecamatan[first[0]]],
        [row for row in rows if kecamatan[row] and named.endswith(kecamatan[row])],
        below,
        first,
        rows,
    ]
    # Subtotals without a word of their own may stand at the foot of several blocks.
    parts += [[row for row in rows if mark < row < total.row] for mark in marks if mark < total.row]
    return [part for part in parts if part] or [rows]


def _counts(said: Sequence[Tahap | None], table: Table) -> set[int]:
    """What an honest officer may write about rows that say this."""
    formed = sum(tahap is Tahap.TERBENTUK for tahap in said)
    numbers = {len(said), formed, sum(tahap is not None for tahap in said)}
    if table.ticks:
        numbers |= {sum(tahap is rung for tahap in said) for rung in Tahap}
    if said:
        share = 100 * formed / len(said)
        numbers |= {int(share), round(share)}
        if formed == len(said):
            numbers.add(1)  # 100 %, as Excel stores it
    return numbers


def _number(cell: Cell) -> int | None:
    """The number a Jumlah cell states; None for words, shares and fractions."""
    match = _COUNT.fullmatch(cell.text.strip())
    return int(match[1]) if match else None


def _kecamatan(source: TableRow) -> str:
    cell = source.cells.get("kecamatan")
    return name_key(cell.text[:200]) if cell else ""


def _problem(
    code: str,
    counted: CountedTable,
    name: str,
    cell: Cell,
    suggestion: str | None = None,
    facts: Mapping[str, object] | None = None,
) -> Problem:
    return make_problem(
        code,
        file=counted.file,
        sheet=counted.table.sheet,
        cell=cell.ref,
        column=counted.table.columns.get(name),
        value=cell.text,
        suggestion=suggestion,
        facts=facts or {},
    )


def _label(total: TableRow) -> str:
    cell = total.cells.get("label")
    return cell.text if cell else "Jumlah"
