"""Questions and their answers: what is asked, what has been answered, and mends of single cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kkb.checking.verdict import Mend, Question
from kkb.problems import Problem
from kkb.recap import Cell, Table, TableRow

_MEND_PREFIX = "cell:"
_ADDRESS = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<row>\d{1,7})")


class UnknownAnswer(ValueError):
    """An answer to a question that was not asked, or a value that is none of its options."""

    def __init__(self, answer_id: str, value: str) -> None:
        super().__init__(f'Jawaban "{answer_id}={value}" tidak cocok dengan pertanyaan mana pun tentang berkas ini.')


class Answers:
    """The officer's answers and the questions still open. One instance per check."""

    def __init__(self, given: Mapping[str, str], *, use_suggested: bool = False) -> None:
        self._given = dict(given)
        self._use_suggested = use_suggested
        self._asked: set[str] = set()
        self.used: dict[str, str] = {}
        self.open: list[Question] = []
        self.problems: list[Problem] = []

    def settle(self, question: Question, problem: Problem) -> str | None:
        """The answer to a question; None leaves it open. Raises UnknownAnswer for a value that is no option."""
        self._asked.add(question.id)
        value = self._given.get(question.id)
        if value is None and self._use_suggested:
            value = question.suggested
        if value is None:
            self.open.append(question)
            self.problems.append(problem)
            return None
        if not question.free and value not in {option.value for option in question.options}:
            raise UnknownAnswer(question.id, value)
        self.used[question.id] = value
        return value

    def day(self, answer_id: str) -> date | None:
        """An answer that is a day, given in ISO form."""
        value = self._given.get(answer_id)
        if value is None:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise UnknownAnswer(answer_id, value) from error
        self._asked.add(answer_id)
        self.used[answer_id] = value
        return day

    def refuse_unknown(self) -> None:
        """Raise UnknownAnswer for the first answer that fits no question of this file."""
        for answer_id, value in self._given.items():
            if answer_id not in self._asked and not answer_id.startswith(_MEND_PREFIX):
                raise UnknownAnswer(answer_id, value)


def apply_mends(tables: Sequence[Table], answers: Mapping[str, str]) -> tuple[tuple[Table, ...], tuple[Mend, ...]]:
    """Put the texts of `cell:Sheet!C14=…` answers into the tables. Raises UnknownAnswer for a cell of no table."""
    mended, mends = list(tables), []
    for answer_id, text in answers.items():
        if not answer_id.startswith(_MEND_PREFIX):
            continue
        sheet, _, address = answer_id.removeprefix(_MEND_PREFIX).rpartition("!")
        index = next((i for i, t in enumerate(mended) if t.sheet == sheet), None)
        fields = _fields_at(mended[index], address) if index is not None else {}
        if index is None or not fields:
            raise UnknownAnswer(answer_id, text)
        old = next(row.cells.get(fields[row.row]) for row in mended[index].rows if row.row in fields)
        mends.append(Mend(sheet, address, old.text if old else None, text))
        rows = [_replace_cell(row, fields.get(row.row), address, text) for row in mended[index].rows]
        mended[index] = replace(mended[index], rows=rows)
    return tuple(mended), tuple(mends)


def _fields_at(table: Table, address: str) -> dict[int, str]:
    """Row → field that the cell at `address` fills: several rows where it is merged or carried down."""
    filled = {row.row: name for row in table.rows for name, cell in row.cells.items() if cell.source_ref == address}
    match = _ADDRESS.fullmatch(address)
    if filled or match is None:
        return filled
    name = next((f for f, letters in table.column_letters.items() if letters == match["letters"]), None)
    return {row.row: name for row in table.rows if name is not None and row.row == int(match["row"])}


def _replace_cell(row: TableRow, name: str | None, address: str, text: str) -> TableRow:
    if name is None:
        return row
    old = row.cells.get(name)
    if old is not None and old.merged_from == address:
        cell = replace(old, kind="text", text=text)
    else:
        cell = Cell(address, "text", text)
    return replace(row, cells={**row.cells, name: cell})
