"""The analyst's own workbook back, with the faulty cells marked: what the rest of the program asks for.

The work is done in a child process (`kkb.workbook.marking.child`): here, as for reading, no file is opened.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from kkb.problems import Problem, Severity
from kkb.workbook.kind import check_size
from kkb.workbook.model import DEFAULT_LIMITS, Limits
from kkb.workbook.parent import ask_child

MARKER = (sys.executable, "-m", "kkb.workbook.marking.child")
MOST_MARKS = 5_000
"""Findings that are marked and listed, the weightiest first; the list says how many more there are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding as it is written into a workbook. Without `sheet` or `cell` it only stands in the list.

    `message` is the sentence for the officer, `value` what stands in the cell, `suggestion` what to write instead,
    `column` the header above.
    """

    sheet: str | None
    cell: str | None
    severity: Severity
    code: str
    message: str
    suggestion: str | None = None
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedWorkbook:
    """A marked workbook. `rows`: how many rows of sheets carry a mark.

    `lost` names in Indonesian what the file held and the marked one may not hold as it was ("grafik", "gambar").
    `only_faulty`: not the analyst's file but a new one with the faulty rows only, since the file is too large to be
    marked (or can be read, but not written again). `is_remade`: the file is no .xlsx, and this is what was read of it,
    as one.
    """

    data: bytes
    lost: tuple[str, ...]
    rows: int
    only_faulty: bool
    is_remade: bool = False


def marks_of(problems: Iterable[Problem]) -> list[Mark]:
    """The marks for the findings of a check, in the same order."""
    return [
        Mark(
            sheet=problem.sheet,
            cell=problem.cell,
            severity=problem.severity,
            code=problem.code,
            message=problem.message,
            suggestion=_suggestion(problem),
            column=problem.column,
            value=problem.value,
        )
        for problem in problems
    ]


def _suggestion(problem: Problem) -> str | None:
    """What is suggested, with its column where that is not the one of the cell."""
    named = problem.code == "KEC_MISMATCH" and problem.suggestion == problem.facts.get("actual")
    return f"Kecamatan {problem.suggestion}" if named else problem.suggestion


def mark_workbook(data: bytes, marks: Sequence[Mark], *, limits: Limits = DEFAULT_LIMITS) -> MarkedWorkbook:
    """The file with `marks` in it, and none of those of an earlier time; without marks just as it was before any.

    Raises Refused with a plain Indonesian sentence for a file that cannot be read or takes too long.
    """
    check_size(data, limits)
    order = {severity: place for place, severity in enumerate(reversed(Severity))}
    weightiest = sorted(marks, key=lambda mark: order[mark.severity])[:MOST_MARKS]
    request = {"marks": [astuple(mark) for mark in weightiest], "left_off": len(marks) - len(weightiest)}
    return ask_child(MARKER, request, data, limits, _from_wire)


def _from_wire(answer: dict[str, Any], body: bytes) -> MarkedWorkbook:
    lost, rows = tuple(answer["lost"]), int(answer["rows"])
    return MarkedWorkbook(body, lost, rows, bool(answer["only_faulty"]), bool(answer["is_remade"]))
