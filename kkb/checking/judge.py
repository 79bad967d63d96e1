"""Files that speak for one day, against what is stored before them: rows, problems, changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kkb.checking.changes import adds_details, list_changes, list_overruled, list_rejected
from kkb.checking.choose import StatusRule
from kkb.checking.questions import Answers
from kkb.checking.request import Baseline, Request, Source
from kkb.checking.rows import ReadRow, RowReader
from kkb.checking.settle import RowSettler
from kkb.checking.status import StatusReading
from kkb.checking.totals import check_totals
from kkb.checking.verdict import Change, ChangeKind
from kkb.formatting import format_count, join_words
from kkb.problems import Problem
from kkb.region import Region
from kkb.schema import RecapRow, Tahap
from kkb.state import fold

_ROWS_NAMED = 12
_EVIDENCE = ("tanggal", "no_sk", "tanggal_sk", "tanggal_pencanangan")


@dataclass(slots=True)
class Reading:
    """One table with its rows as read."""

    source: Source
    reader: RowReader
    rows: list[ReadRow]


@dataclass(slots=True)
class Judged:
    """What the files of one day bring: `rows` by the number of the file; `silent` files bring nothing new."""

    rows: dict[int, list[RecapRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    silent: set[int] = field(default_factory=set)


def read_table(
    source: Source, rule: StatusRule, region: Region, baseline: Baseline, *, day: date | None, today: date
) -> Reading:
    """The rows of one table, each with what is wrong in itself."""
    reader = RowReader(source.table, region, baseline.aliases, data_date=day, today=today, file=source.file)
    rows = [row for line in source.table.rows if (row := reader.read(line)) is not None]
    if rule is not StatusRule.COLUMN:
        rows = [row for row in rows if _infer_status(row, rule)]
    return Reading(source, reader, rows)


def _infer_status(row: ReadRow, rule: StatusRule) -> bool:
    """Give the row the status that the officer's answer means; False if the answer passes it over."""
    is_formed = rule is StatusRule.ALL or any(row.source.cells.get(name) for name in _EVIDENCE)
    row.status = StatusReading(Tahap.TERBENTUK if is_formed else Tahap.BELUM)
    return is_formed or rule is StatusRule.DATED_ELSE_BELUM


def judge_day(
    readings: Sequence[Reading], day: date | None, baseline: Baseline, request: Request, answers: Answers
) -> Judged:
    """Judge all tables that speak for one day (None: not known yet) against the state before them."""
    histories = fold(baseline.observations)
    settlers = [
        RowSettler(
            reading.source.table,
            reading.reader,
            answers,
            histories,
            day or request.today,
            corrections=frozenset() if request.is_correction else baseline.corrections,
        )
        for reading in readings
    ]
    for settler, reading in zip(settlers, readings, strict=True):
        settler.ask_rivals(reading.rows)
    _mark_duplicates(readings)
    judged = Judged()
    for settler, reading in zip(settlers, readings, strict=True):
        file = reading.source.file
        judged.rows.setdefault(file, []).extend(settler.settle(reading.rows))
        judged.problems += _once(p for row in reading.rows for p in row.problems)
        judged.problems += settler.problems
        formed = {row.source.row for row in reading.rows if row.status.tahap is Tahap.TERBENTUK}
        judged.problems += check_totals(reading.source.table, formed, file)
    if day is None or any(q.code in ("TANGGAL_DATA", "ASOF_OLDER") for q in answers.open):
        # Every row waits for that answer.
        judged.rows = {file: [] for file in judged.rows}
        for reading in readings:
            for row in reading.rows:
                row.is_open = True
    if day is not None:
        newest = baseline.newest_day
        for file, rows in judged.rows.items():
            overruled = list_overruled(rows, histories, day, file)
            changes = list_changes(rows, histories, day, file)
            judged.problems += overruled
            judged.changes += changes
            adds = overruled or adds_details(rows, histories, day)
            is_same = all(change.kind is ChangeKind.UNCHANGED for change in changes)
            # A file that repeats what is stored, for a day that is already known, adds nothing.
            if rows and newest is not None and day <= newest and is_same and not adds:
                judged.silent.add(file)
        all_rows = [row for rows in judged.rows.values() for row in rows]
        judged.changes += list_rejected([row for reading in readings for row in reading.rows], all_rows)
    return judged


def _mark_duplicates(readings: Sequence[Reading]) -> None:
    """Equal rows of a desa count once, in whichever table they stand; contradictory rows are all errors."""
    by_desa: dict[str, list[tuple[ReadRow, Reading]]] = defaultdict(list)
    for reading in readings:
        for row in reading.rows:
            if row.desa is not None and not row.is_doubtful:
                by_desa[row.desa.kode_desa].append((row, reading))
    for same in by_desa.values():
        if len(same) == 1:
            continue
        is_conflict = len({_content(row) for row, _ in same}) > 1
        first = same[: _ROWS_NAMED + 1]
        for row, reading in same if is_conflict else same[1:]:
            named = [_place(other, there, row) for other, there in first if other is not row][:_ROWS_NAMED]
            rest = len(same) - 1 - len(named)
            others = join_words([*named, f"{format_count(rest)} lainnya"] if rest else named)
            code = "ROW_DUP_CONFLICT" if is_conflict else "ROW_DUP_SAME"
            desa = row.desa.desa if row.desa else ""
            row.problems.append(reading.reader.problem(row.source, "desa", code, desa=desa, rows=others))
        if not is_conflict:
            for row, _ in same[1:]:
                row.is_repeat = True


def _place(other: ReadRow, there: Reading, row: ReadRow) -> str:
    """Where the other row stands, as seen from this one."""
    if other.file != row.file:
        return f'{other.source.row} berkas "{there.source.name}"'
    return f"{other.source.row}" if other.sheet == row.sheet else f'{other.source.row} lembar "{other.sheet}"'


def _content(row: ReadRow) -> tuple[object, ...]:
    """What two rows of one desa must share to be the same row."""
    status = row.status.tahap or ("blank" if row.status.is_blank else row.text_of("status"))
    bad_dates = tuple((name, row.text_of(name)) for name in sorted(row.bad_dates))
    return (status, tuple(sorted(row.dates.items())), bad_dates, row.no_sk, row.klasifikasi)


def _once(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The problems without repeats: a merged cell is read with each of its rows, and is to be mended once."""
    seen = set()
    for problem in problems:
        key = (problem.code, problem.sheet, problem.cell, problem.message)
        if problem.cell is None or key not in seen:
            seen.add(key)
            yield problem


def count_statuses(readings: Sequence[Reading]) -> Mapping[str, Tahap]:
    """kode_desa → what the files say of it, the first table that names it first."""
    said: dict[str, Tahap] = {}
    for reading in readings:
        for row in reading.rows:
            if row.desa is not None and row.status.tahap is not None:
                said.setdefault(row.desa.kode_desa, row.status.tahap)
    return said
