"""Problems that many rows share, told once: where the first of them is, and where else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kkb.formatting import format_count, join_words
from kkb.problems import Problem, Severity

_TOLD_SINGLY = 5
"""Warnings of one kind in one column that are told one by one; of more, the first tells where the others are."""

CELLS_NAMED = 12

_BY_SPELLING = frozenset({"NAME_FUZZY", "KIND_UNKNOWN"})
"""A word is mended wherever it stands: told once for each different one."""


def gather(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of one table: errors each at its cell, milder ones once where they are many.

    A cell that is merged over several rows is to be mended once.
    """
    told: list[Problem] = []
    alike: dict[tuple[str | None, ...], list[Problem]] = defaultdict(list)
    seen = set()
    for problem in problems:
        place = (problem.code, problem.cell, problem.column)
        if problem.cell is not None and place in seen:
            continue
        seen.add(place)
        if problem.severity in (Severity.ERROR, Severity.QUESTION):
            told.append(problem)
        else:
            spelling = problem.value if problem.code in _BY_SPELLING else None
            alike[problem.code, problem.column, spelling].append(problem)
    for same in alike.values():
        if len(same) == 1 or (len(same) <= _TOLD_SINGLY and same[0].code not in _BY_SPELLING):
            told += same
        else:
            told.append(_with_others(same))
    return told


def _with_others(same: list[Problem]) -> Problem:
    first, *others = same
    cells = join_words([problem.cell for problem in others if problem.cell is not None], CELLS_NAMED)
    also = f"Begitu juga {format_count(len(others))} sel lain: {cells}."
    return replace(first, facts={**first.facts, "also": also})
