"""The verdict of `check`: what pages, command line and other programs are told of a file (docs/kontrak.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, astuple, dataclass, field, fields
from datetime import date
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from kkb.checking.disagreement import Disagreement
from kkb.problems import Problem, Severity
from kkb.programme import Lembar, ProgrammeRow, lembar_of
from kkb.recap import Table
from kkb.recap_columns import ATTRIBUTES
from kkb.schema import RUNGS, RecapRow, Tahap, Tanggal, plain_value


class Outcome(StrEnum):
    """What may happen to the file, mildest first."""

    ACCEPT = "accept"
    WARN = "warn"
    FLAG = "flag"
    ASK = "ask"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: `value` is what programs send, `label` what the officer reads.

    `loses`: something that stands in the file would not be stored; an officer has to choose that by hand.
    """

    value: str
    label: str
    needs_reason: bool = False
    loses: bool = False


class CellPlace(NamedTuple):
    """A cell of a file in the queue (`file`, from 1) or of a stored unggahan; None for a file as a whole.

    `found`: what a question is about there, in words ("3 baris, misalnya …").
    """

    sheet: str | None
    cell: str | None
    file: int | None = None
    unggahan: int | None = None
    found: str = ""


class DayAnswer(NamedTuple):
    """A day, month or year that answers a question beside its options, as ISO text of `Tanggal`: one that may lie from
    `first` to `last`, both included.

    `label` asks for it, `words` says it once it is told ("Bubar {day}"), `too_early` and `too_late` why another cannot
    be ("sebelum …", to follow "Tanggal itu").
    """

    first: date
    last: date
    label: str
    words: str
    too_early: str
    too_late: str

    def fault_of(self, told: Tanggal) -> str:
        """Why it cannot be, "" if it can: a month or a year counts from its last day that is not after `last`."""
        if told.first > self.last:
            return self.too_late
        return self.too_early if told.by(self.last) < self.first else ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not say. `suggested` is the value of the option a careful reader would choose.

    A question that may fit several files reads alike in all of them: how many rows it is about, and an example, stand
    in `asked_at`.

    `free` allows an answer that is not among the options (a day, as ISO text); `day` says which, where that is not the
    day of the data. `asked_at` are the cells of the queue
    that wait for the answer, `earlier` is the cell of an earlier report that they contradict.
    """

    id: str
    code: str
    text: str
    options: tuple[Option, ...]
    suggested: str | None
    free: bool = False
    asked_at: tuple[CellPlace, ...] = ()
    earlier: CellPlace | None = None
    day: DayAnswer | None = None

    @property
    def preselected(self) -> str | None:
        """What a page may choose beforehand: the suggestion, unless that loses something."""
        return next((one.value for one in self.options if one.value == self.suggested and not one.loses), None)

    @property
    def files(self) -> tuple[int, ...]:
        """The numbers of the files in the queue that wait for the answer."""
        return tuple(dict.fromkeys(place.file for place in self.asked_at if place.file is not None))


class ChangeKind(StrEnum):
    """How a row compares with what is stored."""

    NEW = "new"
    REFINED = "refined"
    CORRECTED = "corrected"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit would do to one desa: `fields` maps a field to (old, new) texts as an officer writes them.

    `details` does the same for tanggal_sk, tanggal_pencanangan and keterangan, which make no change of the desa: a row
    may be unchanged and still bring some.
    `reason` is a sentence: why it is not stored, or that its row stands more than once.
    """

    kind: ChangeKind
    kode_desa: str | None
    kecamatan: str
    desa: str
    fields: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    row: int | None = None
    sheet: str | None = None
    file: int = 1
    reason: str | None = None
    details: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)

    @property
    def is_lowered(self) -> bool:
        """True if the desa would stand on a lower rung than before."""
        old, new = (_rung_of(words) for words in self.fields.get("status", (None, None)))
        return old is not None and new is not None and RUNGS.index(new) < RUNGS.index(old)


def _rung_of(words: str | None) -> Tahap | None:
    """The rung in the words of a state ("Belum (komitmen)")."""
    return next((rung for rung in RUNGS if words is not None and words.partition(" ")[0] == rung.value), None)


@dataclass(frozen=True, slots=True)
class DesaCounts:
    """Desa by what a commit would do to them, each counted once however many files and days name it.

    `detailed` of the unchanged bring new details. `rejected` are stored from no file; `rows` are further rows that are
    left out: nobody can tell their desa, or another row of it is stored.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    detailed: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell whose text an officer replaced while checking: `old` is None for a blank cell.

    `cell` is a span where it was meant for one row alone ("B7:B7"), or where a whole row was left out ("A7:E7").
    """

    sheet: str
    cell: str
    old: str | None
    new: str

    @property
    def is_skip(self) -> bool:
        """True for a row that was left out."""
        first, _, last = self.cell.partition(":")
        return last not in ("", first)


@dataclass(frozen=True, slots=True)
class LembarCount:
    """What a file brings in one sheet of the programme: new + changed + unchanged = rows that would be stored."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What one file of a queue brings.

    `rows` is what a commit would store from it, `aliases` the spellings it would confirm: (kode_kecamatan, name key,
    kode_desa), `columns` the headers it would remember, with their fields. `answers` and `mends` are those that concern
    this file. `nothing_to_save`: it repeats what is stored for a day that is known already. `programme` are the rows of
    the other sheets that would be stored, `lembar` their counts by sheet; `outweighed` of them say something else than
    a report for a later day, which holds. `tables` are those that were read, with the columns that were named by hand
    and before any mend; none where the files were rejected. `sheets` are those with the recap that is read, of all that
    have one; none while that is asked. `by_day` is the same in parts, one for each day, where the sheets of the file
    have days of their own (`data_date` is the newest then); an upload holds one of them.
    """

    name: str
    data_date: date | None = None
    data_date_source: str | None = None
    rows: tuple[RecapRow, ...] = ()
    aliases: tuple[tuple[str, str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()
    nothing_to_save: bool = False
    programme: tuple[ProgrammeRow, ...] = ()
    lembar: Mapping[Lembar, LembarCount] = field(default_factory=dict)
    outweighed: int = 0
    tables: tuple[Table, ...] = field(default=(), repr=False)
    sheets: tuple[str, ...] = ()
    by_day: tuple[FileVerdict, ...] = ()

    @property
    def parts(self) -> tuple[FileVerdict, ...]:
        """What is stored as an upload each: the file, or the part of each day."""
        return self.by_day or (self,)

    @property
    def days(self) -> list[date]:
        """The days that its sheets speak for, oldest first; none while the day is asked."""
        return sorted(part.data_date for part in self.parts if part.data_date is not None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `check` found in one or several files.

    `files` holds what each file brings, in the order of the queue; under `ask`, only rows that depend on no open
    question. `data_date` is the newest day of the files, None while one of them is open. `desa_count` counts the desa
    that are named, `status_counts` the rungs at which a save leaves them, each by itself. `settled` are the questions
    that were answered, each with the answer in words. `disagreements` are the desa of which files contradict each
    other. `is_first`: a save takes the sample data out, so there is nothing before it to compare with.
    """

    outcome: Outcome
    message: str
    data_date: date | None = None
    data_date_source: str | None = None
    desa_count: int = 0
    status_counts: Mapping[Tahap, int] = field(default_factory=dict)
    files: tuple[FileVerdict, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    changes: tuple[Change, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    settled: tuple[tuple[Question, str], ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    is_sample: bool = False
    nothing_to_save: bool = False
    is_first: bool = False

    @property
    def rows(self) -> tuple[RecapRow, ...]:
        """What a commit would store, file by file."""
        return tuple(chain.from_iterable(file.rows for file in self.files))

    @property
    def programme(self) -> tuple[ProgrammeRow, ...]:
        """What a commit would store beside the recap of status, file by file."""
        return tuple(row for file in self.files for row in file.programme)

    @property
    def lembar(self) -> Mapping[Lembar, LembarCount]:
        """What all files together bring in each sheet of the programme that they have."""
        told = {lembar: [file.lembar[lembar] for file in self.files if lembar in file.lembar] for lembar in Lembar}
        return {
            lembar: LembarCount(*(sum(numbers) for numbers in zip(*map(astuple, counts), strict=True)))
            for lembar, counts in told.items()
            if counts
        }

    @property
    def outweighed(self) -> int:
        """How many rows of the other sheets change nothing because a report for a later day says something else."""
        return sum(file.outweighed for file in self.files)

    @property
    def held(self) -> tuple[Problem, ...]:
        """The errors at cells for which an open question waits: each is one fault, and is told at its cell."""
        places = {(one.file, one.sheet, one.cell) for question in self.questions for one in question.asked_at}
        errors = (one for one in self.problems if one.severity is Severity.ERROR)
        return tuple(one for one in errors if (one.file or 1, one.sheet, one.cell) in places)

    @property
    def listed(self) -> tuple[Problem, ...]:
        """The problems without repeats: what is asked about an error at its cell is told by that error."""
        at = {(one.file, one.sheet, one.cell) for one in self.held}
        return tuple(
            one
            for one in self.problems
            if one.severity is not Severity.QUESTION or (one.file, one.sheet, one.cell) not in at
        )

    @property
    def weights(self) -> dict[Severity, int]:
        """How many faults there are of each weight, each once: questions as they are asked, errors that no question
        asks about, and what is said of many cells as often as there are."""
        counts = Counter({severity: 0 for severity in Severity})
        for problem in self.problems:
            counts[problem.severity] += problem.count if problem.severity is Severity.ERROR else 1
        counts[Severity.ERROR] -= sum(one.count for one in self.held)
        counts[Severity.QUESTION] = len(self.questions)
        return dict(counts)

    @property
    def aliases(self) -> tuple[tuple[str, str, str], ...]:
        """The spellings that a commit would confirm."""
        return tuple(dict.fromkeys(alias for file in self.files for alias in file.aliases))

    @property
    def mends(self) -> tuple[Mend, ...]:
        """All cells whose text was replaced while checking."""
        return tuple(mend for file in self.files for mend in file.mends)

    @property
    def can_commit(self) -> bool:
        """True if a commit would be accepted now (a flagged file only by a decision)."""
        return (
            self.outcome in (Outcome.ACCEPT, Outcome.WARN, Outcome.FLAG)
            and bool(self.rows or self.programme)
            and not self.nothing_to_save
        )

    @property
    def desa_counts(self) -> DesaCounts:
        """What a commit would do to the desa that are named."""
        return count_desa(self.changes)

    @property
    def change_counts(self) -> dict[str, int]:
        """Rows by what a commit would do to them: new + changed + unchanged = rows that would be stored."""
        kinds = Counter(map(attrgetter("kind"), self.changes))
        return {
            "new": kinds[ChangeKind.NEW],
            "changed": kinds[ChangeKind.REFINED] + kinds[ChangeKind.CORRECTED] + kinds[ChangeKind.MOVED],
            "unchanged": kinds[ChangeKind.UNCHANGED],
            "rejected": kinds[ChangeKind.REJECTED],
        }

    @property
    def detail_count(self) -> int:
        """How many of the unchanged rows bring new details."""
        unchanged = ChangeKind.UNCHANGED
        return len([change for change in self.changes if change.kind is unchanged and change.details])

    def to_json(self) -> dict[str, Any]:
        """The verdict as the contract has it: JSON-ready, with ISO dates."""
        counts = {"desa": self.desa_count} | {
            tahap.value.lower(): self.status_counts.get(tahap, 0) for tahap in reversed(Tahap)
        }
        beside = [
            {**_programme_to_json(row), "file": number}
            for number, file in enumerate(self.files, start=1)
            for row in file.programme
        ]
        made = {
            "outcome": self.outcome.value,
            "message": self.message,
            "data_date": self.data_date.isoformat() if self.data_date else None,
            "data_date_source": self.data_date_source,
            "counts": counts,
            "changes": {**self.change_counts, "details": self.detail_count},
            "files": [_file_to_json(file) for file in self.files],
            "rows": [
                {**_row_to_json(row), "file": number}
                for number, file in enumerate(self.files, start=1)
                for row in file.rows
            ],
            "problems": [{name: getattr(problem, name) for name in _OF_PROBLEM} for problem in self.problems],
            "questions": [_question_to_json(question) for question in self.questions],
            "nothing_to_save": self.nothing_to_save,
            "contoh": self.is_sample,
            **lembar_to_json(self.lembar),
        }
        return made | ({"programme": beside} if beside else {})


_OF_PROBLEM = ("code", "severity", "file", "sheet", "cell", "column", "value", "suggestion", "message")


def _row_to_json(row: RecapRow) -> dict[str, Any]:
    """One row as the contract has it: `tanggal` is the first day of its span, `presisi` says how precise it is."""
    tanggal = row.tanggal
    return {
        "kode_desa": row.kode_desa,
        "kecamatan": row.kecamatan,
        "desa": row.desa,
        "status": row.status.value,
        "tanggal": tanggal.first.isoformat() if tanggal else None,
        "presisi": tanggal.presisi.value if tanggal else None,
        "tanggal_dasar": row.tanggal_dasar.value if tanggal and row.tanggal_dasar else None,
        "no_sk": row.no_sk,
        "tanggal_sk": plain_value(row.tanggal_sk),
        "tanggal_pencanangan": plain_value(row.tanggal_pencanangan),
        "keputusan": plain_value(row.keputusan),
        "tanggal_bubar": plain_value(row.tanggal_bubar),
        **{column.name: row.attributes.get(column.name) for column in ATTRIBUTES},
        "sheet": row.sheet,
        "row": row.row,
    }


def _programme_to_json(row: ProgrammeRow) -> dict[str, Any]:
    """One row of a sheet of the programme: every field of its sheet, dates at the precision known."""
    values = {one.name: getattr(row, one.name) for one in fields(row) if one.name != "sel"}
    return {"lembar": lembar_of(row).value, **{name: plain_value(value) for name, value in values.items()}}


def _file_to_json(file: FileVerdict) -> dict[str, Any]:
    return {
        "name": file.name,
        "data_date": file.data_date.isoformat() if file.data_date else None,
        "data_date_source": file.data_date_source,
        "rows": len(file.rows),
        "nothing_to_save": file.nothing_to_save,
        **lembar_to_json(file.lembar),
    } | ({"data_dates": _days_of_sheets(file)} if file.by_day else {})


def _days_of_sheets(file: FileVerdict) -> dict[str, str]:
    """Sheet → its day, of a file whose sheets have days of their own."""
    return {
        table.sheet: part.data_date.isoformat()
        for part in file.by_day
        for table in part.tables
        if part.data_date is not None
    }


def _question_to_json(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "code": question.code,
        "text": question.text,
        "options": [{"value": option.value, "label": option.label} for option in question.options],
        "suggested": question.suggested,
    }


class LeftOut(NamedTuple):
    """What a commit leaves out: the rows of each desa that is stored from no file, and further rows by themselves."""

    desa: tuple[tuple[Change, ...], ...]
    rows: tuple[Change, ...]


def _all(_: Change) -> bool:
    return True


def list_left_out(changes: Iterable[Change], *, of: Callable[[Change], bool] = _all) -> LeftOut:
    """What is left out of all files, or `of` one of them: its desa may be stored from another."""
    listed = list(changes)
    stored = {change.kode_desa for change in listed if change.kind is not ChangeKind.REJECTED}
    desa: dict[str, list[Change]] = defaultdict(list)
    rows = []
    for change in listed:
        if change.kind is not ChangeKind.REJECTED or not of(change):
            continue
        if change.kode_desa is None or change.kode_desa in stored:
            rows.append(change)
        else:
            desa[change.kode_desa].append(change)
    return LeftOut(tuple(map(tuple, desa.values())), tuple(rows))


def count_desa(changes: Iterable[Change], *, of: Callable[[Change], bool] = _all) -> DesaCounts:
    """Each desa counted once, by what happens to it most: as new before changed before unchanged before rejected.

    Only the changes `of` one file, or a part of it, are counted, where asked; a desa as rejected that is stored from no
    file at all.
    """
    every = list(changes)
    left_out = list_left_out(every, of=of)
    listed = list(filter(of, every))
    kinds: dict[str, set[ChangeKind]] = defaultdict(set)
    for change in listed:
        if change.kind is not ChangeKind.REJECTED and change.kode_desa is not None:
            kinds[change.kode_desa].add(change.kind)
    same = [code for code, found in kinds.items() if found == {ChangeKind.UNCHANGED}]
    detailed = {change.kode_desa for change in listed if change.details}
    new = sum(ChangeKind.NEW in found for found in kinds.values())
    return DesaCounts(
        new=new,
        changed=len(kinds) - new - len(same),
        unchanged=len(same),
        rejected=len(left_out.desa),
        detailed=len(detailed.intersection(same)),
        rows=len(left_out.rows),
    )


def lembar_to_json(counts: Mapping[Lembar, LembarCount]) -> dict[str, dict[str, dict[str, int]]]:
    """The counts of the sheets of the programme under their key; no key where a file has no such sheet."""
    return {"lembar": {lembar.value: asdict(count) for lembar, count in counts.items()}} if counts else {}
