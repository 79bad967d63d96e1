"""The day of a file, or that of each of its sheets, where every office filled in its own and on its own day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kkb.checking.files.data_day import QUESTION_ID, DataDay, find_data_day
from kkb.checking.questions import Answers, read_day
from kkb.checking.request import NamedWorkbook, Request
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_date, join_words
from kkb.problems import Problem, make_problem, shorten
from kkb.recap import Table

PER_SHEET = "per_lembar"
"""The answer to the question for the day that gives each sheet its own."""

_SHEETS_NAMED = 12


@dataclass(frozen=True, slots=True)
class FileDay:
    """The day of a file; of one whose sheets speak for days of their own the newest, and that of each in `by_sheet`."""

    found: DataDay = field(default_factory=DataDay)
    by_sheet: Mapping[str, DataDay] = field(default_factory=dict)

    def of(self, sheet: str) -> date | None:
        """The day that a sheet speaks for; None while somebody is asked for it, or for that of the file."""
        return self.by_sheet.get(sheet, self.found).day if self.found.day else None

    @property
    def every(self) -> list[DataDay]:
        """All that was found: one day for each sheet, or that of the file."""
        return list(self.by_sheet.values()) or [self.found]


def settle_day(
    tables: Sequence[Table],
    answers: Answers,
    request: Request,
    named: NamedWorkbook,
    file: int,
    *,
    told: date | None,
    corrected: Option | None,
) -> FileDay:
    """The day that the tables of one file speak for: as it says, as `told`, or as somebody answers.

    `file` is its number in the queue. Sheets that say days of their own are offered to keep them; `corrected` is the
    day of the file that this one corrects, which is suggested where it tells none.
    """
    found = find_data_day(
        tables, file_name=named.name, as_of=request.as_of, answer=told, today=request.today,
        covers=named.workbook.covers,
    )
    if found.question is None:
        return FileDay(found)
    own = _days_by_sheet(tables, request.today)
    question = _with_sheets(found.question, own)
    if corrected is not None and question.suggested == request.today.isoformat():
        question = replace(question, options=(corrected, *question.options), suggested=corrected.value)
    chosen = answers.settle(question, _problem(found, tables[0].sheet, file))
    if chosen is None:
        return FileDay(found)
    if chosen != PER_SHEET:
        return FileDay(DataDay(read_day(QUESTION_ID, chosen, request.today), "jawaban"))
    days = {sheet: _settle_sheet(sheet, day, answers, request, file) for sheet, day in own.items()}
    is_open = any(day.day is None for day in days.values())
    newest = DataDay() if is_open else max(days.values(), key=lambda day: day.day or date.min)
    return FileDay(newest, days)


def _days_by_sheet(tables: Sequence[Table], today: date) -> dict[str, DataDay]:
    """Sheet → its day as it says itself, or the question for it."""
    sheets = dict.fromkeys(table.sheet for table in tables)
    return {
        sheet: find_data_day(
            [table for table in tables if table.sheet == sheet], file_name="", as_of=None, answer=None, today=today
        )
        for sheet in sheets
    }


def _with_sheets(question: Question, own: Mapping[str, DataDay]) -> Question:
    """The question with the option that each sheet keeps its day; that is suggested where all of them say one."""
    if len(own) < 2:
        return question
    told = [
        f"{shorten(sheet)} {format_date(one.day) if one.day else 'ditanyakan sesudah ini'}"
        for sheet, one in own.items()
    ]
    option = Option(PER_SHEET, f"Tiap lembar tanggalnya sendiri: {join_words(told, _SHEETS_NAMED)}")
    days = {day.day for day in own.values()}
    if len(days) < 2 or None in days:
        return replace(question, options=(*question.options, option))
    return replace(question, options=(option, *question.options), suggested=PER_SHEET)


def _settle_sheet(sheet: str, own: DataDay, answers: Answers, request: Request, file: int) -> DataDay:
    if own.question is None:
        return own
    text = f'Lembar "{shorten(sheet)}" keadaan per tanggal berapa?'
    question = replace(own.question, id=f"{QUESTION_ID}:{sheet}", text=text)
    chosen = answers.settle_day(question, _problem(own, sheet, file), today=request.today)
    return DataDay(chosen, "jawaban") if chosen else own


def _problem(found: DataDay, sheet: str, file: int) -> Problem:
    facts = {"reason": found.reason}
    return make_problem("TANGGAL_DATA", file=file, sheet=found.sheet or sheet, cell=found.cell, facts=facts)
