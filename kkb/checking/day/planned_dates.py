"""A day to come beside a rung below Terbentuk: a plan, which keeps no row from being stored."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.problems import Problem
from kkb.schema import Tahap

_TO_COME = frozenset({"DATE_FUTURE", "DATE_AFTER_ASOF"})
_PLANNED = re.compile(r"\b(?:rencana|direncanakan|renc|rcn|target|ditargetkan|akan|insya)\b")


def leave_out_plans(read: Sequence[tuple[ReadRow, CellProblems]]) -> None:
    """Turn the error of such a date into a warning: the row is stored without it."""
    for row, cells in read:
        status = row.status.tahap
        if "tanggal" not in row.bad_dates or status is None or status is Tahap.TERBENTUK:
            continue
        at = cells.cell_of(row.source, "tanggal")
        told = next((one for one in row.problems if one.cell == at and _is_plan(one, row)), None)
        if told is not None:
            planned = cells(row.source, "tanggal", "DATE_PLANNED", value=told.value, status=status.value)
            row.problems = [planned if one is told else one for one in row.problems]
            row.bad_dates.discard("tanggal")


def _is_plan(problem: Problem, row: ReadRow) -> bool:
    is_worded = problem.code == "DATE_UNREADABLE" and _PLANNED.search(row.text_of("tanggal")[:200].casefold())
    return problem.code in _TO_COME or bool(is_worded)
