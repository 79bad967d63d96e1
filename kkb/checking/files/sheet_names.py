"""Findings that name their sheet: rows are numbered anew on each, and "Baris 9" alone would tell no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kkb.checking.files.open_file import OpenFile
from kkb.problems import Problem

_OF_THE_FILE = frozenset({"TANGGAL_DATA", "ASOF_OLDER"})
"""What is asked of a file as a whole; only its cell, if it has one, stands on a sheet."""


@dataclass(frozen=True, slots=True)
class RecapSheets:
    """The sheets of each file whose recap of status stands on more than one, in their order.

    `places`: number of the file → sheet → its place from 1. Files with one such sheet are left out.
    """

    places: Mapping[int, Mapping[str, int]]

    @classmethod
    def of(cls, files: Sequence[OpenFile]) -> RecapSheets:
        """Of files whose tables are chosen; a file with an open choice has none yet."""
        named = {
            file.number: list(dict.fromkeys(source.table.sheet for source in file.sources or ())) for file in files
        }
        return cls(
            {
                number: {sheet: place for place, sheet in enumerate(sheets, start=1)}
                for number, sheets in named.items()
                if len(sheets) > 1
            }
        )

    def name(self, problem: Problem) -> Problem:
        """The problem with its sheet in the sentence where its file has several; else as it is."""
        if problem.file not in self.places or problem.sheet is None:
            return problem
        return problem if problem.code in _OF_THE_FILE and problem.cell is None else name_sheet(problem)

    def order(self, problem: Problem) -> tuple[int, str]:
        """Of one file what is said of its recap of status, sheet by sheet, before what is said of its other sheets."""
        place = self.places.get(problem.file or 0, {}).get(problem.sheet or "")
        beside = problem.facts.get("lembar") or ""
        return (place, "") if place is not None and beside else (0, beside)


def name_sheet(problem: Problem) -> Problem:
    """The problem with its sheet in the sentence: beside a recap of status there may be four others."""
    return replace(problem, facts={**problem.facts, "lembar": problem.sheet})
