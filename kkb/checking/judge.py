"""Files that speak for one day, against what is stored before them: rows, problems, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kkb.checking.changes import history_with, list_changes, list_rejected
from kkb.checking.day.decree_dates import settle_decree_dates
from kkb.checking.day.finer_remarks import settle_finer
from kkb.checking.day.only_here import list_only_here
from kkb.checking.day.planned_dates import leave_out_plans
from kkb.checking.day.repeats import Stood, mark_repeats
from kkb.checking.day.totals import CountedTable, check_totals
from kkb.checking.day.unchanged import corrects_another, fill_unchanged
from kkb.checking.day.unread_dates import settle_unread_dates
from kkb.checking.disagreement import Disagreement
from kkb.checking.files.choose import StatusRule
from kkb.checking.progress import Progress
from kkb.checking.questions import Answers
from kkb.checking.request import Baseline, ReportFile, Request, Source
from kkb.checking.rows.read_row import ReadRow
from kkb.checking.rows.row import RowReader, tells_formation
from kkb.checking.rows.settle import RowSettler
from kkb.checking.values.status import StatusReading
from kkb.checking.verdict import Change, ChangeKind
from kkb.problems import Problem
from kkb.recap import TableRow
from kkb.region import Region
from kkb.schema import RecapRow, Tahap
from kkb.state import DesaHistory, fold, state_of


@dataclass(slots=True)
class Reading:
    """One table with its rows as read; `left_out` are those that the officer took out of it."""

    source: Source
    reader: RowReader
    rows: list[ReadRow]
    left_out: list[ReadRow] = field(default_factory=list)

    def read_more(self, lines: Iterable[TableRow], rule: StatusRule) -> list[ReadRow]:
        """Further rows of the table as read, with the status that the officer's answer means."""
        rows = [row for line in lines if (row := self.reader.read(line)) is not None]
        if rule is not StatusRule.COLUMN:
            for row in rows:
                _infer_status(row, rule)
        return rows


@dataclass(slots=True)
class Judged:
    """What the files of one day bring.

    `named` are the codes of the desa that they name, `rows` what would be stored, by the number of the file; `silent`
    are files, each with its day, that bring nothing new. `rungs` tells at which rung a save leaves each of them.
    `disagreements` are the desa of which files contradict each other.
    """

    named: set[str] = field(default_factory=set)
    rows: dict[int, list[RecapRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    silent: set[tuple[int, date | None]] = field(default_factory=set)
    rungs: dict[str, Tahap] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)


def read_table(
    source: Source,
    rule: StatusRule,
    region: Region,
    baseline: Baseline,
    *,
    day: date | None,
    today: date,
    open_cells: Collection[str],
    progress: Progress,
) -> Reading:
    """The rows of one table, each with what is wrong in itself. `open_cells` hold dates that wait for an answer."""
    reader = RowReader(
        source.table,
        region,
        baseline.aliases,
        data_date=day,
        today=today,
        file=source.file,
        open_cells=open_cells,
        corrects_another=corrects_another(source),
    )
    reading = Reading(source, reader, [])
    reading.rows = reading.read_more(progress.over(source.table.rows), rule)
    return reading


def take_meanings(
    reading: Reading, colours: Mapping[int, Tahap], meanings: Mapping[int, StatusReading], struck: Collection[int]
) -> None:
    """Give rows without a word the rung that their colour, letter or blank means, and pass over those crossed out."""
    for row in (*reading.rows, *reading.left_out):
        row.status = meanings.get(row.source.row, row.status)
        row.is_open = row.is_open or row.status.is_unclear
        tahap = colours.get(row.source.row)
        if tahap is not None and row.status.is_blank:
            row.status = StatusReading(tahap, is_mark=tahap in (Tahap.TERBENTUK, Tahap.BELUM))
        if row.source.row in struck:
            row.is_skipped = True
            row.problems = []
            row.reason = "Dicoret di berkas; dilewati menurut jawaban Anda."


def _infer_status(row: ReadRow, rule: StatusRule) -> None:
    """Give the row the status that the officer's answer means, or pass it over; its colour or decree tells it later."""
    if rule in (StatusRule.COLOURS, StatusRule.DECREE):
        return
    is_formed = rule is StatusRule.ALL or tells_formation(row.source)
    if is_formed or rule in (StatusRule.DATED_ELSE_BELUM, StatusRule.NONE):
        # Like a mark, it cannot tell Merintis from Belum.
        row.status = StatusReading(Tahap.TERBENTUK if is_formed else Tahap.BELUM, is_mark=True)
        return
    row.is_skipped = True
    row.reason = "Tanpa tanggal dan SK; dilewati menurut jawaban Anda."


def judge_day(
    readings: Sequence[Reading],
    day: date | None,
    baseline: Baseline,
    request: Request,
    answers: Answers,
    *,
    use_decrees: bool,
) -> Judged:
    """Judge all tables that speak for one day (None: not known yet) against the state before them.

    `use_decrees`: dates of decrees are suggested for formed desa without another.
    """
    histories = fold(baseline.observations)
    settlers = [
        RowSettler(
            reading.source.table,
            reading.reader.problem,
            answers,
            histories,
            day or request.today,
            corrections=frozenset() if request.is_correction else baseline.corrections,
            report_files=baseline.report_files,
        )
        for reading in readings
    ]
    sheets = Counter(file for file, _ in {(one.source.file, one.source.table.sheet) for one in readings})
    for settler, reading in zip(settlers, readings, strict=True):
        settler.ask_rivals(reading.rows, names_sheet=sheets[reading.source.file] > 1)
    judged = Judged(
        named={row.desa.kode_desa for reading in readings for row in reading.rows if row.desa is not None}
    )
    stood = [
        Stood(row, reading.reader.problem, number, reading.source.name)
        for number, reading in enumerate(readings)
        for row in reading.rows
    ]
    leave_out_plans([(one.row, one.cells) for one in stood])
    left_out = [row for reading in readings for row in reading.left_out]
    judged.problems += fill_unchanged([(one.row, one.cells) for one in stood], left_out)
    disagreements, told = mark_repeats(stood, answers)
    if day is not None:  # Before that nobody knows whether they speak for one day.
        judged.disagreements = disagreements
        judged.problems += told + list_only_here(stood, left_out)
    if not request.is_correction:
        for file in dict.fromkeys(reading.source.file for reading in readings):
            of_file = [row for reading in readings if reading.source.file == file for row in reading.rows]
            settle_unread_dates(of_file, day or request.today, answers)
            settle_decree_dates(of_file, histories, day or request.today, answers, is_suggested=use_decrees)
            settle_finer(of_file, answers)
    for settler, reading in zip(settlers, readings, strict=True):
        file = reading.source.file
        judged.rows.setdefault(file, []).extend(settler.settle(reading.rows, request.progress))
        judged.problems += _once(p for row in reading.rows for p in row.problems)
    judged.problems += check_totals([_as_counted(reading) for reading in readings])
    if day is None or any(q.code in ("TANGGAL_DATA", "ASOF_OLDER") for q in answers.open):
        # Every row waits for that answer.
        judged.rows = {file: [] for file in judged.rows}
        for reading in readings:
            for row in reading.rows:
                row.is_open = True
    judged.rungs = _rungs_after(judged, readings, histories, day or request.today)
    if day is not None:
        _add_changes(judged, readings, histories, day, baseline.report_files)
    return judged


def _add_changes(
    judged: Judged,
    readings: Sequence[Reading],
    histories: Mapping[str, DesaHistory],
    day: date,
    report_files: Mapping[int, ReportFile],
) -> None:
    """Add what storing the rows would change, desa by desa, and the rows that would not be stored.

    A desa that several files complete is judged in their order, as if they had come one after the other.
    """
    times = Counter(row.kode_desa for rows in judged.rows.values() for row in rows)
    known = dict(histories)
    read = [row for reading in readings for row in reading.rows]
    for file, rows in judged.rows.items():
        reasons = {
            row.desa.kode_desa: row.reason
            for row in read
            if row.reason is not None and row.desa is not None and row.file == file and not row.is_repeat
        }
        changes, told = list_changes(rows, known, day, file, reasons=reasons, report_files=report_files)
        judged.problems += told
        judged.changes += changes
        known |= {row.kode_desa: history_with(row, known, day) for row in rows if times[row.kode_desa] > 1}
        is_same = not told and all(change.kind is ChangeKind.UNCHANGED for change in changes)
        is_same = is_same and not any(change.details for change in changes)
        # A file that repeats what is stored, for a day that is already known of its desa, adds nothing.
        if rows and is_same and all(_is_known(row, histories, day) for row in rows):
            judged.silent.add((file, day))
    judged.changes += list_rejected(read, [row for rows in judged.rows.values() for row in rows])


def _is_known(row: RecapRow, histories: Mapping[str, DesaHistory], day: date) -> bool:
    """True if something is stored of the row's desa for `day` or a later one."""
    history = histories.get(row.kode_desa)
    return history is not None and any(seen.tanggal_data >= day for seen in history.observations)


def _as_counted(reading: Reading) -> CountedTable:
    """What the rows say to a total. Whether it counts those passed over, and those of an unreadable status, is open."""
    said = {row.source.row: (row.status.tahap, _is_doubtful(row)) for row in reading.rows}
    said |= {row.source.row: (row.status.tahap, True) for row in reading.left_out}
    return CountedTable(reading.source, said, [row.source for row in reading.left_out])


def _is_doubtful(row: ReadRow) -> bool:
    return row.is_skipped or (row.status.tahap is None and not row.status.is_blank)


def _once(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The problems without repeats: a merged cell is read with each of its rows, and is to be mended once."""
    seen = set()
    for problem in problems:
        key = (problem.code, problem.sheet, problem.cell, problem.message)
        if problem.cell is None or key not in seen:
            seen.add(key)
            yield problem


def _rungs_after(
    judged: Judged, readings: Sequence[Reading], histories: Mapping[str, DesaHistory], day: date
) -> dict[str, Tahap]:
    """kode_desa → the rung at which a save leaves each desa that is named: so the page counts formed desa, too.

    That is what its row would store; without one, what is stored of it on `day`. A komitmen takes no Pokja away. While
    a row waits for an answer, what it says.
    """
    stored = {
        code: state.tahap
        for code in judged.named
        if code in histories and (state := state_of(histories[code], day)) is not None
    }
    rungs = {
        row.kode_desa: Tahap.TERBENTUK
        if row.status is Tahap.KOMITMEN and stored.get(row.kode_desa) is Tahap.TERBENTUK
        else row.status
        for rows in judged.rows.values()
        for row in rows
    }
    for reading in readings:
        for row in reading.rows:
            waits = row.is_open and not row.has_error and not row.is_repeat
            if waits and row.desa is not None and row.status.tahap is not None:
                rungs.setdefault(row.desa.kode_desa, row.status.tahap)
    return stored | rungs
