"""Cells that keep what was told before ("ttp", "sama dgn lama"): filled from the other file of the queue for that day.

Where no other file tells of the desa, what is stored stays, as under a blank cell; the status is then the stored one
(`kkb.checking.rows.settle`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from kkb.checking.request import Source
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.dates import DATE_FIELDS
from kkb.formatting import format_count
from kkb.problems import Problem

_CORRECTS = re.compile(r"(?<![a-z])(?:ralat|perbaikan|pembetulan|koreksi|revisi)(?![a-z])")
_LONGEST_TITLE = 1000


def corrects_another(source: Source) -> bool:
    """True if the name, the sheet or the title of a file says that it corrects another one."""
    titles = (cell.text[:_LONGEST_TITLE] for cell in source.table.above)
    return _CORRECTS.search(" ".join([source.name, source.table.sheet, *titles]).casefold()) is not None


def fill_unchanged(read: Sequence[tuple[ReadRow, CellProblems]], left_out: Sequence[ReadRow]) -> list[Problem]:
    """Give such fields the value that the other files for the day agree on; what is said of it, once for each file.

    `left_out` are the rows that the officer took out: another file was chosen, and what it keeps is still theirs.
    """
    others: dict[str, list[ReadRow]] = defaultdict(list)
    for row in (*(row for row, _ in read), *left_out):
        if row.desa is not None:
            others[row.desa.kode_desa].append(row)
    found: dict[int, list[tuple[ReadRow, CellProblems]]] = defaultdict(list)
    for row, cells in read:
        if row.unchanged and row.desa is not None:
            found[row.file].append((row, cells))
            _fill(row, [other for other in others[row.desa.kode_desa] if other.file != row.file])
    return [_problem(rows) for rows in found.values()]


def _fill(row: ReadRow, others: Sequence[ReadRow]) -> None:
    for name in row.unchanged:
        if name == "status":
            told = [other.status for other in others if other.status.tahap is not None or other.status.is_inactive]
            if len({(status.tahap, status.is_inactive) for status in told}) == 1:
                row.status = told[0]
        elif name in DATE_FIELDS:
            dates = {other.dates[name] for other in others if name in other.dates}
            if len(dates) == 1:
                row.dates[name] = dates.pop()
        elif name == "no_sk":
            numbers = {other.no_sk for other in others if other.no_sk is not None}
            row.no_sk = numbers.pop() if len(numbers) == 1 else None
        else:
            texts = {other.attributes[name] for other in others if name in other.attributes}
            if len(texts) == 1:
                row.attributes[name] = texts.pop()


def _problem(rows: Sequence[tuple[ReadRow, CellProblems]]) -> Problem:
    row, cells = rows[0]
    name, cell = next(iter(row.unchanged.items()))
    count = sum(len(one.unchanged) for one, _ in rows)
    return cells(
        row.source, name, "VALUE_UNCHANGED", value=cell.text, count=format_count(count), desa=format_count(len(rows))
    )
