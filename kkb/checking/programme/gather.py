"""Problems that many rows share, told once: where the first of them is, and where else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kkb.formatting import format_count, join_words
from kkb.problems import Problem, Severity

_TOLD_SINGLY = 5
"""Warnings of one kind in one column that are told one by one; of more, the first tells where the others are."""

_SPELLINGS_TOLD = 20
_ERRORS_TOLD = 500
"""Different words of one column, and errors of one kind in it, that are told by themselves before the rest is told
together: nobody mends 20,000 cells one by one."""

CELLS_NAMED = 12

_BY_SPELLING = frozenset({"NAME_FUZZY", "KIND_UNKNOWN"})
"""A word is mended wherever it stands: told once for each different one."""


def gather(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of one table: errors each at its cell, milder ones once where they are many.

    A cell that is merged over several rows is to be mended once.
    """
    by_kind: dict[tuple[str, str | None, Severity], list[Problem]] = defaultdict(list)
    seen = set()
    for problem in problems:
        place = (problem.code, problem.cell, problem.column)
        if problem.cell is None or place not in seen:
            seen.add(place)
            by_kind[problem.code, problem.column, problem.severity].append(problem)
    return [told for (_, _, severity), same in by_kind.items() for told in _tell(same, severity)]


def _tell(same: list[Problem], severity: Severity) -> list[Problem]:
    if severity in (Severity.ERROR, Severity.QUESTION):
        return same if len(same) <= _ERRORS_TOLD else [*same[:_ERRORS_TOLD], _with_others(same[_ERRORS_TOLD:])]
    if same[0].code not in _BY_SPELLING:
        return same if len(same) <= _TOLD_SINGLY else [_with_others(same)]
    by_word: dict[str | None, list[Problem]] = defaultdict(list)
    for problem in same:
        by_word[problem.value].append(problem)
    words = list(by_word.values())
    rest = [problem for word in words[_SPELLINGS_TOLD:] for problem in word]
    return [_with_others(word) for word in (*words[:_SPELLINGS_TOLD], rest) if word]


def _with_others(same: list[Problem]) -> Problem:
    """The first problem, with a sentence about where the others are."""
    first, *others = same
    if not others:
        return first
    cells = join_words([problem.cell for problem in others if problem.cell is not None], CELLS_NAMED)
    also = f"Begitu juga {format_count(len(others))} sel lain: {cells}."
    return replace(first, facts={**first.facts, "also": also, "others": len(others)})
