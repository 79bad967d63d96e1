"""Whom the rows of one table are about, each different spelling looked up once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kkb.checking.questions import Answers
from kkb.checking.rows.names import RowNames
from kkb.checking.rows.questions import SKIP, choose_desa
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.letters import NAME_FIELDS
from kkb.formatting import join_words
from kkb.problems import Problem
from kkb.recap import Cell, Table, TableRow
from kkb.region import LONGEST_NAME, Desa, MatchKind, Region

_MOST_KEPT = 20_000
_MISMATCH = "KEC_MISMATCH"
_BETWEEN_NAMES = re.compile(r"[,;/&+\n]|\bdan\b", re.IGNORECASE)


@dataclass(slots=True)
class Place:
    """The desa that a spelling means, or why it means none. `row` is the first that spells it so.

    `is_open`: the officer is asked which desa is meant. `is_skipped`: an answer passes its rows over. `problems` are
    told with the field that they are about. `is_elsewhere`: its rows leave the kecamatan blank, and that of the row
    above is not theirs.
    """

    row: ReadRow
    problems: tuple[tuple[str, Problem], ...] = ()
    is_open: bool = False
    is_skipped: bool = False
    is_elsewhere: bool = False

    @property
    def desa(self) -> Desa | None:
        return self.row.desa

    @property
    def alias(self) -> tuple[str, str, str] | None:
        """The spelling that a commit confirms."""
        return self.row.alias

    def problems_at(self, source: TableRow) -> list[Problem]:
        """The problems as those of another row of the same spelling."""
        return [
            replace(problem, cell=_place_of(source.cells[name], name, problem)) if name in source.cells else problem
            for name, problem in self.problems
        ]

    def ask(self, problem: CellProblems, answers: Answers) -> None:
        """Let the officer choose where two desa are nearly as close to the written name."""
        chosen = choose_desa(self.row, problem, answers, names_sheet=True)
        self.is_open, self.is_skipped = chosen is None, chosen == SKIP


class Places:
    """Finds the places of the rows of one table. `aliases`: spellings that officers have confirmed."""

    def __init__(
        self, table: Table, region: Region, aliases: Mapping[tuple[str, str], str], problem: CellProblems
    ) -> None:
        self._table = table
        self._region = region
        self._problem = problem
        self._aliases = aliases
        self._names = RowNames(table, region, aliases, problem)
        self._carried = table.carried
        self._known: dict[tuple[object, ...], Place] = {}

    def find(self, source: TableRow) -> Place:
        """The place that a row names; rows of one spelling share it."""
        told = [(cell.kind, cell.text) if (cell := source.cells.get(name)) else None for name in NAME_FIELDS]
        key = (*told, self._is_carried(source))
        place = self._known.get(key)
        if place is None:
            place = self._look_up(source)
            if len(self._known) < _MOST_KEPT:
                self._known[key] = place
        return place

    def _look_up(self, source: TableRow) -> Place:
        is_carried = self._is_carried(source)
        is_elsewhere = is_carried and self._stands_elsewhere(source)
        if is_elsewhere:
            source = without_kecamatan(source)
        row = ReadRow(source, self._table.sheet, self._problem.file)
        row.kecamatan_text, row.desa_text = (row.text_of(name)[: LONGEST_NAME + 1] for name in ("kecamatan", "desa"))
        told: list[tuple[str, Problem]] = []
        for name in NAME_FIELDS:
            readable, fault = self._problem.look_at(source, name) if name in source.cells else (None, None)
            if readable is None and fault is not None:
                told.append((name, fault))
        if not told and len(several := self._several(row)) > 1:
            names = join_words([f"{desa.desa} (Kecamatan {desa.kecamatan})" for desa in several])
            told = [("desa", self._problem(source, "desa", "NAME_AMBIGUOUS", candidates=names))]
        elif not told:
            self._names.identify(row)
            told = [(_field_of(problem, source), problem) for problem in row.problems]
        if is_carried and not is_elsewhere:
            told = [
                self._at_blank(source, problem) if problem.code == _MISMATCH else (n, problem) for n, problem in told
            ]
        return Place(row, tuple(told), is_open=bool(row.rivals), is_elsewhere=is_elsewhere)

    def _is_carried(self, source: TableRow) -> bool:
        """True if the row leaves the kecamatan blank; it does no longer once the blank cell is mended."""
        return source.row in self._carried and source.cells["kecamatan"].merged_from is not None

    def _stands_elsewhere(self, source: TableRow) -> bool:
        """True if the written name is surely that of one desa, which the kecamatan of the row above has not."""
        kecamatan, _ = self._region.match_kecamatan(source.text_of("kecamatan"))
        name = source.text_of("desa")
        if kecamatan is not None:
            there = self._region.match_desa(name, kecamatan.kode_kecamatan, self._aliases)
            if there.kind not in (MatchKind.ELSEWHERE, MatchKind.UNKNOWN):
                return False
        pair = self._region.find_pair(name)
        return self._region.match_desa(name, None).kind is MatchKind.EXACT or (pair is not None and pair.agree)

    def _at_blank(self, source: TableRow, problem: Problem) -> tuple[str, Problem]:
        """A contradiction with the kecamatan of the row above, at the blank cell where the right one is missing."""
        cell = source.cells["kecamatan"]
        return "kecamatan", replace(
            problem, cell=cell.ref, column=self._table.columns.get("kecamatan"), value=cell.text
        )

    def _several(self, row: ReadRow) -> list[Desa]:
        """The desa of one cell that lists several, "Gantung, Lenggang".

        Beside a cell of the kecamatan the first of them is hardly its name once more.
        """
        parts = [part.strip() for part in _BETWEEN_NAMES.split(row.desa_text)]
        if len(parts) < 2 or not row.kecamatan_text or row.text_of("kode_desa"):
            return []
        kecamatan, _ = self._region.match_kecamatan(row.kecamatan_text)
        kode = kecamatan.kode_kecamatan if kecamatan is not None else None
        matches = [self._region.match_desa(part, kode) for part in parts]
        found = [one.desa for one in matches if one.desa is not None and one.kind is MatchKind.EXACT]
        return found if len(found) == len(parts) else []


def without_kecamatan(source: TableRow) -> TableRow:
    """The row as if nobody had told its kecamatan."""
    return replace(source, cells={name: cell for name, cell in source.cells.items() if name != "kecamatan"})


def _place_of(cell: Cell, name: str, problem: Problem) -> str:
    """The cell to be mended: of a contradiction with the kecamatan of the row above the blank one."""
    return cell.ref if (name, problem.code) == ("kecamatan", _MISMATCH) else cell.source_ref


def _field_of(problem: Problem, source: TableRow) -> str:
    """The field at whose cell a problem of a name stands."""
    at = (name for name in NAME_FIELDS if name in source.cells and source.cells[name].source_ref == problem.cell)
    return next(at, "desa")
