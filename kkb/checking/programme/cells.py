"""What the cells of one table say, each different text worked out once: 7,800 rows hold few different ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kkb.blanks import BLANK, NONE
from kkb.checking.rows.dates import RowDates
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.rows.texts import keep_text
from kkb.checking.values.choices import Choices, read_mark, suggest_mark
from kkb.checking.values.letters import clean_text
from kkb.checking.values.numbers import (
    NO_NUMBER,
    foreign_unit,
    read_persons,
    read_rupiah,
    suggest_persons,
    suggest_rupiah,
)
from kkb.problems import Problem, Severity, shorten
from kkb.programme import Lembar
from kkb.programme.columns import Isi, Kolom
from kkb.programme.measures import FEW_WORDS
from kkb.recap import Cell, CellKind, TableRow
from kkb.recap_columns import LONGEST_NOTE
from kkb.schema import FIRST_YEAR
from kkb.ticks import CROSSES

LONGEST_TITLE = 200
"""Letters of the name of an activity, of what stood before and after, and of an office that are kept."""

_TITLES = frozenset(
    {"nama", "program", "penanda_tangan", "sebelum", "sesudah", "oleh", "seksi", "tujuan", "sumber_dana"}
)
_MEASURED = frozenset({"sebelum", "sesudah"})
"""Here "belum ada" says something: there was none."""

_COUNTED = {Isi.JUMLAH: ("jumlah orang", "25"), Isi.RUPIAH: ("jumlah rupiah", "1500000")}
"""What such a column counts, and an example."""

_LONGEST_WORD = 60
_MOST_KEPT = 20_000
_LONGEST_KEPT = 300
"""Texts whose meaning is kept, and letters of one."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says: a value (None: nothing, or nothing that can be used) and what is to be said of it.

    The problems name no place; `at` gives them for a cell.
    """

    value: Any = None
    problems: tuple[Problem, ...] = ()

    def at(self, cell: Cell) -> list[Problem]:
        """The problems as those of `cell`, which says this."""
        return [replace(problem, cell=cell.source_ref) for problem in self.problems]


class _Column(dict[tuple[CellKind, str], CellReading]):
    """(kind, text) of a cell of one column → what it says, worked out when it is first met."""

    def __init__(self, name: str, problem: CellProblems, work_out: Callable[[Cell, _Reporter], Any]) -> None:
        super().__init__()
        self._name = name
        self._problem = problem
        self._work_out = work_out

    def __missing__(self, said: tuple[CellKind, str]) -> CellReading:
        reading = self._read(Cell("", *said))
        if len(self) < _MOST_KEPT and len(said[1]) <= _LONGEST_KEPT:
            self[said] = reading
        return reading

    def _read(self, cell: Cell) -> CellReading:
        report = _Reporter(self._name, cell, self._problem)
        readable, problem = self._problem.look_at(TableRow(0, {self._name: cell}), self._name)
        if problem is not None:
            report.problems.append(problem)
        value = self._work_out(readable, report) if readable is not None else None
        return CellReading(value, tuple(report.problems))


class _Reporter:
    """Takes the problems of one cell."""

    def __init__(self, name: str, cell: Cell, problem: CellProblems) -> None:
        self._name = name
        self._cell = cell
        self._problem = problem
        self.problems: list[Problem] = []

    def __call__(self, code: str, **parts: Any) -> None:
        row = TableRow(0, {self._name: self._cell})
        self.problems.append(self._problem(row, self._name, code, **parts))


class Cells:
    """Reads the cells of the columns of one table that are no names. None of its dates may come after `today` or the
    `data_date`."""

    def __init__(
        self,
        lembar: Lembar,
        columns: Mapping[str, Kolom],
        problem: CellProblems,
        *,
        data_date: date | None,
        today: date,
    ) -> None:
        self._lembar = lembar
        self._problem = problem
        self._dates = RowDates(problem, data_date=data_date, today=today, open_cells=())
        self.columns = {name: _Column(name, problem, self._reader(kolom)) for name, kolom in columns.items()}

    def _reader(self, kolom: Kolom) -> Callable[[Cell, _Reporter], Any]:
        if kolom.isi is Isi.TANGGAL:
            return lambda cell, report: self._read_date(kolom.name, cell, report)
        if kolom.isi is Isi.TANDA:
            return _read_mark
        if kolom.isi in (Isi.JUMLAH, Isi.RUPIAH):
            table = self._problem.table
            unit = foreign_unit(kolom.isi, table.columns.get(kolom.name, ""), (cell.text for cell in table.above))
            if unit is not None:
                return lambda cell, report: _refuse_number(kolom, unit, cell, report)
            return _read_persons if kolom.isi is Isi.JUMLAH else _read_rupiah
        if kolom.isi in (Isi.PILIHAN, Isi.ANJURAN):
            choices = Choices(kolom)
            return lambda cell, report: _read_choice(kolom, choices, cell, report)
        return lambda cell, report: _read_text(kolom.name, cell, report)

    def _read_date(self, name: str, cell: Cell, report: _Reporter) -> Any:
        row = ReadRow(TableRow(0, {name: cell}), "")
        self._dates.read(row, name)
        for problem in row.problems:
            if problem.code == "DATE_TOO_OLD" and self._lembar is Lembar.KOMITMEN:
                report("SIGNED_TOO_EARLY", value=problem.value, first_year=FIRST_YEAR)
            else:
                report.problems.append(problem)
        return row.dates.get(name)


def _read_mark(cell: Cell, report: _Reporter) -> bool | None:
    mark, is_known = read_mark(cell.text)
    if not is_known:
        is_cross = cell.text.strip().casefold() in CROSSES
        near = suggest_mark(clean_text(cell.text))
        hint = " Tanda silang dapat berarti ya atau tidak." if is_cross else f" Maksudnya {near}?" if near else ""
        report("KIND_UNKNOWN", suggestion=near, hint=hint, mend="Tulis Sudah atau Belum")
    return mark


def _read_persons(cell: Cell, report: _Reporter) -> int | None:
    # As a workbook of ours has it for who only reads: how many they were is in the store, if anywhere.
    if clean_text(cell.text).casefold() == FEW_WORDS:
        return None
    return _read_number(Isi.JUMLAH, cell, report, read_persons(cell), suggest_persons(cell))


def _read_rupiah(cell: Cell, report: _Reporter) -> int | None:
    return _read_number(Isi.RUPIAH, cell, report, read_rupiah(cell), suggest_rupiah(cell))


def _read_number(isi: Isi, cell: Cell, report: _Reporter, number: int | None, suggestion: str | None) -> int | None:
    if number is None and clean_text(cell.text).casefold() not in NO_NUMBER:
        what, example = _COUNTED[isi]
        told = f"bukan {what} yang wajar; tidak disimpan"
        report("NUM_BAD", value=cell.text, suggestion=suggestion, told=told, example=example)
    return number


def _refuse_number(kolom: Kolom, unit: str, cell: Cell, report: _Reporter) -> None:
    """A number of something else, or of a part, is not stored."""
    if clean_text(cell.text).casefold() not in NO_NUMBER:
        what, example = _COUNTED[kolom.isi]
        example = f'{example} di kolom "{kolom.header}"'
        told = f'belum tentu {what}: judulnya menyebut "{shorten(unit)}"; tidak disimpan'
        report("NUM_BAD", value=cell.text, told=told, example=example)


def _read_choice(kolom: Kolom, choices: Choices, cell: Cell, report: _Reporter) -> str | None:
    text = clean_text(cell.text)
    if text.casefold() in (BLANK | NONE if kolom.isi is Isi.ANJURAN else BLANK):
        return None
    if (found := choices.find(text)) is not None:
        return found
    near = choices.suggest(text)
    *others, last = map(str, kolom.choices)
    known = f"{', '.join(others)} atau {last}"
    hint = f" Maksudnya {near}?" if near else ""
    if kolom.isi is Isi.PILIHAN:
        report("KIND_UNKNOWN", suggestion=near, hint=hint, mend=f"Tulis {known}")
        return None
    mend = f"Disimpan seperti tertulis; yang dikenal: {known}"
    report("KIND_UNKNOWN", severity=Severity.WARNING, suggestion=near, hint=hint, mend=mend)
    return _keep(kolom.name, text, cell, report)


def _read_text(name: str, cell: Cell, report: _Reporter) -> str | None:
    # A cell of numbers comes with a decimal point: "12.125" among texts would read like thousands.
    text = clean_text(cell.text) if cell.kind != "number" else cell.text.replace(".", ",")
    if len(text) <= _LONGEST_WORD and text.casefold() in (BLANK if name in _MEASURED else BLANK | NONE):
        return None
    return _keep(name, text, cell, report)


def _keep(name: str, text: str, cell: Cell, report: _Reporter) -> str:
    """The text as it is kept: without numbers of persons, and no longer than its column."""
    limit = LONGEST_TITLE if name in _TITLES else LONGEST_NOTE
    return keep_text(text, limit, report, is_text=cell.kind == "text")
