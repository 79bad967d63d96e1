"""The file's own Jumlah rows against its rows. A number that fits any honest reading is no finding."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kkb.checking.request import Source
from kkb.problems import Problem
from kkb.recap import Cell, Table, TableRow
from kkb.region import name_key
from kkb.schema import Tahap

_MOST_DESA = 9_999
"""More desa than any recap of a regency has."""

_LONGEST_LABEL = 200

_NO_COUNT = {"told": "pada baris jumlah bukan jumlah desa yang wajar", "example": "15"}

_COUNT = re.compile(r"(\d{1,9})(?:\s*(?:desa|pokja|kampung kb|kkb))?", re.IGNORECASE)
_LOOKS_LIKE_COUNT = re.compile(r"(?=.*\d)(?=.*[OolI])[\dOolI]{1,9}|-\s*\d{1,9}|\d{10,40}")
"""A letter for a digit ("1O"), a number below nothing, a number beyond sense."""


_MOST_TOTALS = 500
_MOST_BLOCKS = 40
"""Totals of a table that are looked at, and blocks that one may gather: a recap has far fewer."""

Said = tuple[Tahap | None, bool]
"""The rung that a row says, None for none that can be read; and whether an honest total may count the row or not."""

Tally = Counter[Said]
"""How many rows say what."""


@dataclass(frozen=True, slots=True)
class CountedTable:
    """A table with what its rows say. `left_out` are the rows that the officer took out of it: its totals stay."""

    source: Source
    said: Mapping[int, Said]
    left_out: Sequence[TableRow] = ()

    @property
    def rows(self) -> list[TableRow]:
        """All rows of the file's table, in order."""
        return sorted((*self.source.table.rows, *self.left_out), key=lambda source: source.row)

    def says(self, row: TableRow) -> Said:
        return self.said.get(row.row, (None, False))

    def tally(self) -> Tally:
        """What all rows say."""
        return Counter(map(self.says, self.rows))


def check_totals(tables: Sequence[CountedTable]) -> list[Problem]:
    """Compare numbers in the status and desa columns of Jumlah rows with what the rows say.

    A Jumlah may stand for the block above it or below it, for its kecamatan, for everything above, for the whole table,
    or for all tables of its file; it may count the desa, the formed ones, or give their share in per cent. Only a
    number that is none of these is reported. It may count the rows that are left out, and those whose status nobody can
    read, or not.
    """
    problems: list[Problem] = []
    for counted in tables:
        if counted.source.table.totals:
            whole_file = sum((other.tally() for other in tables if other.source.file == counted.source.file), Tally())
            problems += _check_table(counted, whole_file)
    return problems


def _check_table(counted: CountedTable, whole_file: Tally) -> Iterator[Problem]:
    table = counted.source.table
    blocks = _Blocks(counted)
    for total in table.totals[:_MOST_TOTALS]:
        parts = blocks.parts(total)
        honest = set().union(*(_counts(part, table) for part in (*parts, whole_file)))
        for name in ("status", "desa"):
            cell = total.cells.get(name)
            if cell is None or cell.merged_from is not None:
                continue
            stated = _number(cell)
            if stated is None:
                if _LOOKS_LIKE_COUNT.fullmatch(cell.text.strip()):
                    yield _problem("NUM_BAD", counted.source, name, cell, **_NO_COUNT)
            elif stated > _MOST_DESA:
                yield _problem("NUM_BAD", counted.source, name, cell, **_NO_COUNT)
            elif stated not in honest:
                formed = parts[0][Tahap.TERBENTUK, False]
                facts = {"stated": cell.text, "counted": formed, "label": _label(total)}
                problem = _problem("TOTAL_MISMATCH", counted.source, name, cell, **facts)
                yield replace(problem, suggestion=str(formed))


class _Blocks:
    """The rows of one table in order, cut where its totals stand."""

    def __init__(self, counted: CountedTable) -> None:
        lines = counted.rows
        self._rows = [source.row for source in lines]
        self._marks = sorted(total.row for total in counted.source.table.totals)
        self._said = [counted.says(source) for source in lines]
        self._kecamatan = [_kecamatan(source) for source in lines]
        self._by_kecamatan: dict[str, Tally] = defaultdict(Counter)
        self._before = [Tally()]
        for said, kecamatan in zip(self._said, self._kecamatan, strict=True):
            self._by_kecamatan[kecamatan][said] += 1
            self._before.append(self._before[-1] + Counter([said]))

    def parts(self, total: TableRow) -> list[Tally]:
        """The rows that a Jumlah may stand for, the likeliest first; all of them if nothing stands above or below."""
        end = len(self._rows)
        here = bisect_left(self._rows, total.row)
        place = bisect_left(self._marks, total.row)
        earlier = [bisect_left(self._rows, mark) for mark in self._marks[max(0, place - _MOST_BLOCKS) : place]]
        following = self._marks[place + 1] if place + 1 < len(self._marks) else None
        until = end if following is None else bisect_left(self._rows, following)
        since = earlier[-1] if earlier else 0
        named = name_key(_label(total)[:_LONGEST_LABEL])
        ranges = [(since, here), (0, here), (self._same_above(here), here), (here, until), (here, end), (0, end)]
        # A subtotal may gather several blocks.
        ranges += [(start, here) for start in earlier]
        parts = [self._before[stop] - self._before[start] for start, stop in ranges if start < stop]
        parts += [self._by_kecamatan[self._kecamatan[near]] for near in (here - 1, here) if 0 <= near < end]
        parts += [tally for key, tally in self._by_kecamatan.items() if key and named.endswith(key)]
        return parts or [Tally()]

    def _same_above(self, here: int) -> int:
        """Where the rows of one kecamatan that end right above begin."""
        start = here
        while start > 0 and self._kecamatan[start - 1] == self._kecamatan[here - 1]:
            start -= 1
        return start


def _counts(said: Tally, table: Table) -> set[int]:
    """What an honest officer may write about rows that say this."""
    doubtful = sum(number for (_, is_doubtful), number in said.items() if is_doubtful)
    most = said.total()
    least = most - doubtful
    numbers = {*range(least, most + 1), least - said[None, False]}
    for rung in Tahap if table.ticks else (Tahap.TERBENTUK,):
        numbers |= {*_range_of(rung, said)}
    formed = _range_of(Tahap.TERBENTUK, said)
    # None of the doubtful rows is counted, all of them are, or none of them is formed.
    for part, whole in ((formed[0], least), (formed[-1], most), (formed[0], most)):
        if whole:
            share = 100 * part / whole
            numbers |= {int(share), round(share)}
            if part == whole:
                numbers.add(1)  # 100 %, as Excel stores it
    return numbers


def _range_of(rung: Tahap, said: Tally) -> range:
    """How many rows say a rung, at least and at most."""
    least = said[rung, False]
    return range(least, least + said[rung, True] + said[None, True] + 1)


def _number(cell: Cell) -> int | None:
    """The number a Jumlah cell states; None for words, shares and fractions."""
    match = _COUNT.fullmatch(cell.text.strip())
    return int(match[1]) if match else None


def _kecamatan(source: TableRow) -> str:
    cell = source.cells.get("kecamatan")
    return name_key(cell.text[:_LONGEST_LABEL]) if cell else ""


def _problem(code: str, source: Source, name: str, cell: Cell, **facts: Any) -> Problem:
    return source.problem(code, cell=cell.ref, column=source.table.columns.get(name), value=cell.text, **facts)


def _label(total: TableRow) -> str:
    cell = total.cells.get("label")
    return cell.text if cell else "Jumlah"
