"""Questions and their answers: what is asked, what has been answered, and mends of single cells."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kkb.checking.request import Asked
from kkb.checking.verdict import CellPlace, Mend, Option, Question
from kkb.formatting import format_date
from kkb.problems import Problem
from kkb.recap import Cell, Table, TableRow
from kkb.schema import FIRST_YEAR, Tanggal

_MEND_PREFIX = "cell:"
COLUMN_PREFIX = "column:"
"""Begins the id of an answer that tells the field of a column: `kkb.checking.columns`."""
_FILE_SUFFIX = re.compile(r"@\d+(?:\.\d+)?$")
_KEY_LENGTH = 24
_DAYS_OFFERED = 5
_ADDRESS = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<row>\d{1,7})")
_SPAN = re.compile(r"(?P<first>[A-Z]{1,3})(?P<row>\d{1,7}):(?P<last>[A-Z]{1,3})(?P=row)")


class UnknownAnswer(ValueError):
    """An answer to a question that was not asked, or a value that is none of its options."""

    def __init__(self, answer_id: str, value: str) -> None:
        super().__init__(f'Jawaban "{answer_id}={value}" tidak cocok dengan pertanyaan mana pun tentang berkas ini.')
        self.answer_id = answer_id


class Answers:
    """The officer's answers and the questions still open. One instance per check.

    A question that fits several files is asked once; one with the same id that asks something else in another file
    gets the number of that file: "sheet", "sheet@2", and beyond that "sheet@2.2". `replies` are those of `Request`; one
    that fits no question is passed over.
    """

    def __init__(
        self,
        given: Mapping[str, str],
        *,
        replies: Mapping[Asked, str] | None = None,
        use_suggested: bool = False,
    ) -> None:
        self._given = dict(given)
        self._replies = dict(replies or {})
        self._use_suggested = use_suggested
        self._asked: dict[str, Question] = {}
        self._told: set[str] = set()
        self._used: dict[int, dict[str, str]] = {}
        self._open: dict[str, Question] = {}
        self.problems: list[Problem] = []

    @property
    def open(self) -> list[Question]:
        """The questions still open, in the order in which they were asked."""
        return list(self._open.values())

    @property
    def settled(self) -> tuple[tuple[Question, str], ...]:
        """Every question that was answered, and the answer in words."""
        pairs = dict.fromkeys(pair for used in self._used.values() for pair in used.items())
        asked = [(self._asked[key], value) for key, value in pairs if key in self._asked]
        return tuple((question, _words_of(question, value)) for question, value in asked)

    @property
    def used(self) -> dict[str, str]:
        """Every answer that settled a question."""
        return {key: value for used in self._used.values() for key, value in used.items()}

    def used_by(self, file: int) -> dict[str, str]:
        """The answers that settled questions of one file, under ids that do not depend on its place in the queue."""
        used: dict[str, str] = {}
        for key, value in self._used.get(file, {}).items():
            short = _FILE_SUFFIX.sub("", key)
            used[key if short in used else short] = value
        return used

    def settle(
        self, question: Question, problem: Problem, *, found: str = "", at: Iterable[CellPlace] = ()
    ) -> str | None:
        """The answer to a question about the file of a problem; None leaves it open, and the problem is reported.

        `found` says what the question is about in this file: it is no part of the question, which other files share.
        `at` are further cells that wait for the answer.
        Raises UnknownAnswer for a value that is no option.
        """
        file = problem.file or 1
        question = self._register(question, file)
        value = self._given.get(question.id)
        if value is None and self._replies:
            names = (question_key(question), question.id, _FILE_SUFFIX.sub("", question.id))
            ways = (Asked(name, file) for name in names)
            value = next((self._replies[one] for one in ways if one in self._replies), None)
        if value is None and self._use_suggested:
            value = question.suggested
        if value is None:
            asked = self._open.get(question.id, question)
            place = CellPlace(problem.sheet, problem.cell, file, found=found)
            others = [one for one in at if one != place._replace(found="")]
            self._open[question.id] = replace(asked, asked_at=tuple(dict.fromkeys((*asked.asked_at, place, *others))))
            self.problems.append(problem)
            return None
        if value not in {option.value for option in question.options} and not _is_day_for(question, value):
            raise UnknownAnswer(question.id, value)
        self._used.setdefault(file, {})[question.id] = value
        return value

    def mend_of(self, sheet: str, ref: str, file: int) -> str | None:
        """What an officer wrote into a cell, for all rows that it fills or for its own; None where nobody did."""
        return self._given.get(mend_id(sheet, alone(ref), file), self._given.get(mend_id(sheet, ref, file)))

    def join(self, question_id: str, problem: Problem) -> bool:
        """Let a row wait for a question that was asked of another file and is open; False if it is not."""
        asked = self._open.get(question_id)
        if asked is None:
            return False
        place = CellPlace(problem.sheet, problem.cell, problem.file or 1)
        self._open[question_id] = replace(asked, asked_at=tuple(dict.fromkeys((*asked.asked_at, place))))
        self.problems.append(problem)
        return True

    def settle_day(self, question: Question, problem: Problem, *, today: date) -> date | None:
        """The same for a question whose answer is a day in ISO form, from 2014 to `today`."""
        value = self.settle(question, problem)
        return None if value is None else read_day(question.id, value, today)

    def day(self, answer_id: str, *, today: date) -> date | None:
        """A day that was told without being asked for, for a single file."""
        value = self._given.get(answer_id)
        if value is None:
            return None
        day = read_day(answer_id, value, today)
        self._told.add(answer_id)
        self._used.setdefault(1, {})[answer_id] = value
        return day

    def offer_days(self, days: Iterable[date]) -> None:
        """Let the open questions for a day offer these too: files of one queue often speak for the same."""
        near = [Option(day.isoformat(), format_date(day)) for day in sorted(set(days), reverse=True)[:_DAYS_OFFERED]]
        for key, question in self._open.items():
            if question.free:
                offered = {option.value for option in question.options}
                more = (option for option in near if option.value not in offered)
                self._open[key] = replace(question, options=(*question.options, *more))

    def _register(self, question: Question, file: int) -> Question:
        name, again = question.id, 1
        while (asked := self._asked.get(name)) is not None:
            if all(getattr(asked, part) == getattr(question, part) for part in ("text", "options", "suggested", "day")):
                return asked
            name = f"{question.id}@{file}" + (f".{again}" if again > 1 else "")
            again += 1
        question = replace(question, id=name)
        self._asked[name] = question
        return question

    def refuse_unknown(self) -> None:
        """Raise UnknownAnswer for the first answer that fits no question of this file."""
        for answer_id, value in self._given.items():
            if answer_id not in self._asked.keys() | self._told and not answer_id.startswith(
                (_MEND_PREFIX, COLUMN_PREFIX)
            ):
                raise UnknownAnswer(answer_id, value)


def read_day(answer_id: str, value: str, today: date) -> date:
    """A day of the data that was told, from 2014 to `today`; raises UnknownAnswer for anything else."""
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise UnknownAnswer(answer_id, value) from error
    if day > today or day.year < FIRST_YEAR:
        raise UnknownAnswer(answer_id, value)
    return day


def question_key(question: Question) -> str:
    """What tells a question from every other: what it is about and how it reads, wherever its file stands.

    The days of the data that a question offers are not part of it: one of them may be today.
    """
    options = [(option.value, option.label) for option in question.options]
    parts: list[object] = [_FILE_SUFFIX.sub("", question.id), question.text]
    parts += [] if question.free and question.day is None else [options, question.suggested]
    if question.day is not None:
        parts += [question.day.first.isoformat(), question.day.last.isoformat()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_KEY_LENGTH]


def _words_of(question: Question, value: str) -> str:
    label = next((option.label for option in question.options if option.value == value), None)
    if label is not None or not question.free:
        return label or value
    day = Tanggal.from_iso(value).words()
    return day if question.day is None else question.day.words.format(day=day)


def _is_day_for(question: Question, value: str) -> bool:
    """True for a day, a month or a year that answers a free question; a day of the data is read by `read_day`."""
    if question.day is None:
        return question.free
    try:
        return not question.day.fault_of(Tanggal.from_iso(value))
    except ValueError:
        return False


def place_id(prefix: str, sheet: str, ref: str, file: int = 1) -> str:
    """The id of an answer about a place in a sheet: "cell:Rekap!C14", "cell:Rekap!C14@2" in the second file."""
    return f"{prefix}{sheet}!{ref}" + (f"@{file}" if file > 1 else "")


def read_place(prefix: str, answer_id: str) -> tuple[str, str, int] | None:
    """The sheet, the place and the number of the file (0 where that is no number); None for another answer."""
    if not answer_id.startswith(prefix):
        return None
    sheet, _, address = answer_id.removeprefix(prefix).rpartition("!")
    ref, _, number = address.partition("@")
    return sheet, ref, int(number) if number.isdecimal() else 0 if number else 1


def mend_id(sheet: str, cell: str, file: int = 1) -> str:
    """The id of the answer that mends a cell: "cell:Rekap!C14", "cell:Rekap!C14@2" in the second file of a queue."""
    return place_id(_MEND_PREFIX, sheet, cell, file)


class MendedCell(NamedTuple):
    """A cell that an answer mends; `file` is the number of its file, from 1."""

    sheet: str
    cell: str
    file: int = 1


def read_mend_id(answer_id: str) -> MendedCell | None:
    """The cell that an answer mends, None for an answer to a question; `file` is 0 where that is no number.

    >>> read_mend_id("cell:Rekap!C14@2")
    MendedCell(sheet='Rekap', cell='C14', file=2)
    """
    place = read_place(_MEND_PREFIX, answer_id)
    return MendedCell(*place) if place is not None else None


SKIP = "lewati"
"""The answer that leaves a row out, at the address of the row."""


def row_address(table: Table, row: int) -> str:
    """A row of a table as a span of cells ("A7:F7"): of two tables side by side it is one row."""
    letters = sorted(table.column_letters.values(), key=_order)
    return f"{letters[0]}{row}:{letters[-1]}{row}" if letters else ""


def skipped_rows(answers: Mapping[str, str], sheet: str, file: int = 1) -> list[str]:
    """The spans of the rows of a sheet that answers leave out."""
    meant = [read_mend_id(answer_id) for answer_id, text in answers.items() if text == SKIP]
    return [one.cell for one in meant if one is not None and (one.sheet, one.file) == (sheet, file)]


def is_row(address: str, table: Table, row: int) -> bool:
    """True for the span of a row of a table, also as it was before a column at its edge was named by hand, or is."""
    match = _SPAN.fullmatch(address)
    if match is None or int(match["row"]) != row or not table.column_letters:
        return False
    first, last = _order(match["first"]), _order(match["last"])
    columns = [_order(letters) for letters in table.column_letters.values()]
    return first < last and first <= max(columns) and last >= min(columns)


def _order(letters: str) -> tuple[int, str]:
    """What puts the letters of columns in the order of a sheet: Z before AA."""
    return len(letters), letters


def alone(ref: str) -> str:
    """A cell by itself ("B7:B7"), where its value is that of a merged range or is carried down to other rows."""
    return f"{ref}:{ref}"


def apply_mends(
    tables: Sequence[Table], answers: Mapping[str, str], *, file: int = 1, file_count: int = 1
) -> tuple[tuple[Table, ...], tuple[Mend, ...]]:
    """Put the texts of `cell:Sheet!C14=…` answers that mean this file into its tables.

    C14 is the value of every row that it fills, "C14:C14" that of its own row alone (`alone`); at the address of a
    whole row (`row_address`) the answer "lewati" takes the row out. Raises UnknownAnswer for a cell of no table, or of
    a file beyond the last.
    """
    mended, mends = list(tables), []
    # What a cell says to all its rows comes before what one of them says, and a row is taken out last.
    for answer_id, text in sorted(answers.items(), key=lambda pair: (pair[1] == SKIP, _is_span(pair[0]))):
        meant = read_mend_id(answer_id)
        if meant is None:
            continue
        if not 1 <= meant.file <= file_count:
            raise UnknownAnswer(answer_id, text)
        if meant.file != file:
            continue
        sheet, address = meant.sheet, meant.cell
        rows_there = ((i, row) for i, t in enumerate(mended) if t.sheet == sheet for row in t.rows)
        skipped = next(((i, row) for i, row in rows_there if is_row(address, mended[i], row.row)), None)
        if skipped is not None and text == SKIP:
            index, out = skipped
            mends.append(Mend(sheet, row_address(mended[index], out.row), out.text_of("desa") or None, text))
            mended[index] = replace(mended[index], rows=[row for row in mended[index].rows if row is not out])
            continue
        places = [(i, fields) for i, t in enumerate(mended) if t.sheet == sheet and (fields := _fields_at(t, address))]
        if not places:
            raise UnknownAnswer(answer_id, text)
        index, fields = places[0]
        old = next(row.cells.get(fields[row.row]) for row in mended[index].rows if row.row in fields)
        mends.append(Mend(sheet, address, old.text if old else None, text))
        ref = address.partition(":")[0]
        rows = [_replace_cell(row, fields.get(row.row), ref, text) for row in mended[index].rows]
        mended[index] = replace(mended[index], rows=rows)
    return tuple(mended), tuple(mends)


def _is_span(answer_id: str) -> bool:
    return ":" in answer_id.rpartition("!")[2]


def _fields_at(table: Table, address: str) -> dict[int, str]:
    """Row → field that the cell at `address` fills: several rows where it is merged or carried down."""
    ref, _, last = address.partition(":")
    filled = {row.row: name for row in table.rows for name, cell in row.cells.items() if cell.source_ref == address}
    match = _ADDRESS.fullmatch(ref) if last in ("", ref) else None
    if filled or match is None:
        return filled
    name = next((f for f, letters in table.column_letters.items() if letters == match["letters"]), None)
    return {row.row: name for row in table.rows if name is not None and row.row == int(match["row"])}


def _replace_cell(row: TableRow, name: str | None, address: str, text: str) -> TableRow:
    if name is None:
        return row
    old = row.cells.get(name)
    if old is not None and old.merged_from == address:
        cell = old._replace(kind="text", text=text)
    else:
        cell = Cell(address, "text", text)
    return replace(row, cells=row.cells | {name: cell})
