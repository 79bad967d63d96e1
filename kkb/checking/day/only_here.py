"""Two files of a queue that look like one report and its revision: what only one of them says of the other's desa."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kkb.checking.day.repeats import Stood
from kkb.checking.rows.read_row import ReadRow
from kkb.formatting import format_count, join_words
from kkb.problems import Problem

_SHARED = 2 / 3
"""Of the desa of the file that names more: with fewer in common they are two reports, or one corrects some rows."""

_FEWEST = 3
_NAMED = 6


def list_only_here(stood: Sequence[Stood], left_out: Iterable[ReadRow]) -> list[Problem]:
    """A warning for each file with rows of desa that another one for that day, with nearly the same desa, has not.

    Such a row may have been taken out of the revision, and would come back in silence. `left_out` are the rows that the
    officer took out: what a file names tells which it resembles, also where another file was chosen.
    """
    named: dict[int, set[str]] = defaultdict(set)
    for row in (*(one.row for one in stood), *left_out):
        if row.desa is not None:
            named[row.file].add(row.desa.kode_desa)
    names = {one.row.file: one.file_name for one in stood}
    found: dict[tuple[int, int], list[Stood]] = defaultdict(list)
    for one in stood:
        desa = one.row.desa
        if desa is None or one.row.is_skipped:
            continue
        for other, theirs in named.items():
            if other in names and desa.kode_desa not in theirs and _are_alike(named[one.row.file], theirs):
                found[one.row.file, other].append(one)
    return [_problem(rows, names[other]) for (_, other), rows in found.items()]


def _are_alike(one: set[str], other: set[str]) -> bool:
    shared = len(one & other)
    return shared >= _FEWEST and shared >= _SHARED * max(len(one), len(other))


def _problem(rows: Sequence[Stood], other: str) -> Problem:
    first = rows[0]
    desa = dict.fromkeys(one.row.desa.desa for one in rows if one.row.desa is not None)
    lines = [f"{one.row.source.row}" for one in rows]
    return first.cells(
        first.row.source,
        "desa",
        "ROW_ONLY_HERE",
        count=format_count(len(desa)),
        names=join_words(list(desa), _NAMED),
        other=other,
        rows=join_words(lines, _NAMED),
    )
