"""Cells that are crossed out: the text is still there, and what it is worth only the officer knows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kkb.checking.questions import Answers
from kkb.checking.request import Source
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count, join_words
from kkb.recap import Table, TableRow

_CELLS_NAMED = 12
_DROP, _READ = "tidak_berlaku", "baca"
_WHOLE = ("desa", "kode_desa", "status")
"""Crossed out in one of these, a row says nothing any more."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A source without what does not hold any more; `rows` are passed over as a whole."""

    source: Source
    rows: frozenset[int] = field(default_factory=frozenset)


def settle_struck(source: Source, answers: Answers) -> Struck | None:
    """Ask once for each table with crossed out cells whether they still hold; None while that is open."""
    table = source.table
    if not table.struck:
        return Struck(source)
    cells = join_words(list(table.struck), _CELLS_NAMED)
    question = Question(
        id="cell_struck",
        code="CELL_STRUCK",
        text=f'Lembar "{table.sheet}": {format_count(len(table.struck))} sel dicoret ({cells}). Apakah isinya berlaku?',
        options=(
            Option(
                _DROP, "Tidak: baris yang nama atau statusnya dicoret dilewati, sel lain yang dicoret dianggap kosong"
            ),
            Option(_READ, "Ya: coretannya diabaikan, isinya dibaca seperti biasa"),
        ),
        suggested=_DROP,
    )
    count = format_count(len(table.struck))
    problem = source.problem("CELL_STRUCK", cell=table.struck[0], count=count, cells=cells)
    chosen = answers.settle(question, problem)
    if chosen is None:
        return None
    return Struck(source) if chosen == _READ else _without_struck(source)


def _without_struck(source: Source) -> Struck:
    struck = frozenset(source.table.struck)
    rows = frozenset(
        row.row
        for row in source.table.rows
        if any(name in row.cells and row.cells[name].source_ref in struck for name in _WHOLE)
    )
    kept = [row if row.row in rows else _blank_struck(row, struck) for row in source.table.rows]
    table: Table = replace(source.table, rows=kept)
    return Struck(replace(source, table=table), rows)


def _blank_struck(row: TableRow, struck: frozenset[str]) -> TableRow:
    if not any(cell.source_ref in struck for cell in row.cells.values()):
        return row
    return replace(row, cells={name: cell for name, cell in row.cells.items() if cell.source_ref not in struck})
