"""`check`: workbooks against the region and what is stored, to a verdict. Pure; the one judge of every recap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kkb.checking.choose import choose_tables, names_formation, settle_status_rule
from kkb.checking.data_day import QUESTION_ID, DataDay, find_data_day
from kkb.checking.file_problems import (
    list_missing_desa,
    list_table_problems,
    list_workbook_problems,
    sample_problem,
)
from kkb.checking.judge import Judged, Reading, count_statuses, judge_day, read_table
from kkb.checking.message import describe_verdict
from kkb.checking.questions import Answers, apply_mends
from kkb.checking.request import Baseline, NamedWorkbook, Request, Source
from kkb.checking.swapped import Swaps, settle_swaps
from kkb.checking.verdict import FileVerdict, Mend, Option, Outcome, Question, Verdict
from kkb.formatting import format_count, format_date
from kkb.problems import Problem, Severity, make_problem
from kkb.recap import Table
from kkb.region import Region
from kkb.schema import Observation
from kkb.state import fold

_FOREIGN_SHARE = 0.5
_FOREIGN_ROWS = 5
_EVIDENCE = ("tanggal", "no_sk", "tanggal_pencanangan")
_NO_ROWS = "Judul kolom ditemukan, tetapi tidak ada desa di bawahnya. Isi tabelnya, lalu unggah lagi."
_NO_TABLE = (
    "Tabel desa tidak ditemukan. Pastikan ada baris judul kolom, misalnya Kecamatan, Desa, Status, di 30 baris "
    "pertama, lalu unggah lagi."
)
_NO_STATUS = (
    'Tabel desa ditemukan, tetapi kolom statusnya tidak ada. Tambahkan kolom "Status" dengan isi Belum, Sosialisasi, '
    "Merintis atau Terbentuk, lalu unggah lagi."
)


class _Rejected(Exception):
    """The files as a whole are of no use; the sentence says why and what to do."""


@dataclass(slots=True)
class _File:
    """One file on its way: `number` is its place in the queue, from 1; `sources` is None while tables are open."""

    number: int
    named: NamedWorkbook
    mends: tuple[Mend, ...]
    sources: list[Source] | None
    day: DataDay
    readings: list[Reading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check(files: Sequence[NamedWorkbook], *, region: Region, baseline: Baseline, request: Request) -> Verdict:
    """Judge one or several workbooks together. Nothing is stored and nothing is guessed silently: see docs/kontrak.md.

    Each file speaks for a day of its own; files are judged in the order of their days, a later one against the state
    that the earlier ones would leave. Raises UnknownAnswer if an answer fits no question. The same input gives the
    same verdict.
    """
    answers = Answers(request.answers, replies=request.replies, use_suggested=request.use_suggested)
    try:
        return _check(files, region, baseline, request, answers)
    except _Rejected as rejection:
        parts = tuple(FileVerdict(file.name) for file in files)
        return Verdict(Outcome.REJECT, str(rejection), files=parts, settled=answers.settled)


def _check(
    files: Sequence[NamedWorkbook], region: Region, baseline: Baseline, request: Request, answers: Answers
) -> Verdict:
    is_sample = _are_samples(files, baseline)
    opened = [_open(number, named, len(files), region, request, answers) for number, named in enumerate(files, start=1)]
    for file in opened:
        _read(file, region, baseline, request, answers, is_alone=len(files) == 1)
    settled = [file for file in opened if file.sources is not None]
    stops = _ask_if_older(settled, baseline, answers)
    judged = _judge(settled, baseline, request, answers)
    answers.refuse_unknown()
    if stops:
        raise _Rejected("Dihentikan: berkas ini lebih lama daripada data yang tersimpan, dan tidak disimpan.")
    readings = [reading for file in opened for reading in file.readings]
    read = [row for reading in readings for row in reading.rows]
    problems = [*answers.problems, *judged.problems]
    for file in settled:
        problems += file.problems
        problems += [problem for source in file.sources or () for problem in list_table_problems(source)]
        problems += list_workbook_problems(file.named, file.sources or (), file.number)
    if len(settled) == len(opened):
        stored = fold(baseline.observations)
        problems += list_missing_desa(region, read, stored, file_count=len(files))
        if baseline.sample_numbers and not is_sample:
            problems.append(sample_problem(baseline.sample_numbers))
    newest_first = sorted(opened, key=lambda file: file.day.day or date.max, reverse=True)
    statuses = count_statuses([reading for file in newest_first for reading in file.readings])
    verdicts = tuple(_file_verdict(file, judged, answers) for file in opened)
    with_rows = [file for file in verdicts if file.rows]
    is_open = bool(answers.open)
    verdict = Verdict(
        outcome=_outcome(problems, answers),
        message="",
        data_date=max((v.data_date for v in verdicts if v.data_date), default=None) if _have_days(verdicts) else None,
        data_date_source=verdicts[0].data_date_source if len(verdicts) == 1 else None,
        desa_count=len({row.desa.kode_desa for row in read if row.desa is not None}),
        status_counts=dict(Counter(statuses.values())),
        files=verdicts,
        problems=tuple(sorted(problems, key=_problem_order)),
        questions=tuple(answers.open),
        changes=tuple(judged.changes),
        answers=answers.used,
        settled=answers.settled,
        is_sample=is_sample,
        nothing_to_save=not is_open and bool(with_rows) and all(file.nothing_to_save for file in with_rows),
    )
    return replace(verdict, message=describe_verdict(verdict))


def _are_samples(files: Sequence[NamedWorkbook], baseline: Baseline) -> bool:
    samples = [file for file in files if file.workbook.is_sample]
    if samples and baseline.has_real_data:
        raise _Rejected(
            "Berkas ini data contoh, sedangkan data sungguhan sudah tersimpan. Unggah rekap yang sebenarnya."
        )
    if samples and len(samples) < len(files):
        raise _Rejected(f'Berkas "{samples[0].name}" data contoh; jangan unggah bersama rekap sungguhan.')
    return bool(samples)


def _open(number: int, named: NamedWorkbook, count: int, region: Region, request: Request, answers: Answers) -> _File:
    """Mend the cells of one file, choose its tables and find its day."""
    tables, mends = apply_mends(named.workbook.tables, request.answers, file=number, file_count=count)
    usable = [table for table in tables if table.rows and _says_status(table)]
    prefix = f'Berkas "{named.name}": ' if count > 1 else ""
    if not usable:
        raise _Rejected(prefix + _no_table_message(tables))
    sources = choose_tables(number, named, usable, region, answers)
    told = answers.day(QUESTION_ID, today=request.today) if count == 1 else None
    if sources is None and told is None and _days_depend_on_sheet(usable, named.name, request):
        return _File(number, named, mends, None, DataDay())
    used = [source.table for source in sources] if sources else usable
    day = _settle_data_day(used, answers, request, named.name, number, told)
    return _File(number, named, mends, sources, day)


def _days_depend_on_sheet(tables: Sequence[Table], name: str, request: Request) -> bool:
    """True if the tables speak for different days, so that the choice of a sheet settles the day as well."""
    found = [
        find_data_day([table], file_name=name, as_of=request.as_of, answer=None, today=request.today)
        for table in tables
    ]
    return len({(one.day, one.reason) for one in found}) > 1


def _says_status(table: Table) -> bool:
    """True if the table has a column of status, or a column or a title that may stand for it."""
    return any(name in table.columns for name in ("status", *_EVIDENCE)) or names_formation(table)


def _read(
    file: _File, region: Region, baseline: Baseline, request: Request, answers: Answers, *, is_alone: bool
) -> None:
    """Read the rows of a file's tables; a table whose status rule is open leaves the file open."""
    if file.sources is None:
        return
    rules = [settle_status_rule(source, answers) for source in file.sources]
    prefix = "" if is_alone else f'Berkas "{file.named.name}": '
    day, today = file.day.day, request.today
    # Without a day nothing is known to come too late, and all rows wait for it anyway.
    swaps = settle_swaps(file.sources, answers, last_day=day) if day else Swaps.none(file.sources)
    file.sources, file.problems = swaps.sources, swaps.problems
    for source, rule, open_cells in zip(swaps.sources, rules, swaps.open_cells, strict=True):
        if rule is not None:
            reading = read_table(source, rule, region, baseline, day=day, today=today, open_cells=open_cells)
            file.readings.append(reading)
    read = [row for reading in file.readings for row in reading.rows]
    if None in rules:
        file.sources, file.readings = None, []
        return
    if not read:
        raise _Rejected(prefix + _NO_ROWS)
    unknown = sum(row.is_unknown for row in read)
    if unknown == len(read) or (unknown > _FOREIGN_ROWS and unknown > len(read) * _FOREIGN_SHARE):
        raise _Rejected(
            f"{prefix}Sebagian besar nama dalam berkas ini bukan desa {request.region_name}. "
            "Periksa apakah berkasnya benar."
        )


def _judge(files: Sequence[_File], baseline: Baseline, request: Request, answers: Answers) -> Judged:
    """Judge the files day by day, each day against what is stored and what the days before it would add."""
    by_day: dict[date | None, list[_File]] = defaultdict(list)
    for file in files:
        by_day[file.day.day].append(file)
    whole = Judged()
    stored = [seen.unggahan for seen in baseline.observations]
    number = max([*stored, *baseline.sample_numbers, *baseline.corrections], default=0)
    for day in sorted(by_day, key=lambda one: (one is None, one or date.max)):
        readings = [reading for file in by_day[day] for reading in file.readings]
        judged = judge_day(readings, day, baseline, request, answers)
        whole.rows |= judged.rows
        whole.problems += judged.problems
        whole.changes += judged.changes
        whole.silent |= judged.silent
        if day is not None and len(by_day) > 1:
            seen, pending = list(baseline.observations), dict(baseline.pending)
            for file in by_day[day]:
                number += 1
                pending[number] = file.named.name
                seen += [Observation(number, day, row) for row in judged.rows.get(file.number, ())]
            baseline = replace(baseline, observations=seen, pending=pending)
    return whole


def _settle_data_day(
    tables: Sequence[Table], answers: Answers, request: Request, name: str, file: int, told: date | None
) -> DataDay:
    found = find_data_day(tables, file_name=name, as_of=request.as_of, answer=told, today=request.today)
    if found.question is None:
        return found
    facts = {"reason": found.reason}
    problem = make_problem("TANGGAL_DATA", file=file, sheet=tables[0].sheet, cell=found.cell, facts=facts)
    chosen = answers.settle_day(found.question, problem, file=file, today=request.today)
    return DataDay(chosen, "jawaban") if chosen else found


def _ask_if_older(files: Sequence[_File], baseline: Baseline, answers: Answers) -> bool:
    """Ask about files for an earlier day than what is stored of their desa. True if the officer chose to stop."""
    newest = baseline.newest_days()
    older: dict[tuple[date, date], list[_File]] = defaultdict(list)
    for file in files:
        rows = (row for reading in file.readings for row in reading.rows)
        stored = max((newest[d] for row in rows if row.desa and (d := row.desa.kode_desa) in newest), default=None)
        if file.day.day is not None and stored is not None and file.day.day < stored:
            older[file.day.day, stored].append(file)
    chosen = set()
    for (day, stored), same in sorted(older.items()):
        subject = "berkas ini" if len(files) == 1 else f"{format_count(len(same))} berkas"
        facts = {"subject": subject, "day": format_date(day), "stored": format_date(stored)}
        question = Question(
            id="asof_older",
            code="ASOF_OLDER",
            text=f"{_capital(subject)} keadaan per {facts['day']}, untuk desanya tersimpan data sampai "
            f"{facts['stored']}. Apa maksudnya?",
            options=(
                Option("riwayat", "Simpan sebagai riwayat; keadaan terakhir tidak mundur"),
                Option("berhenti", "Berhenti, jangan simpan"),
            ),
            suggested="riwayat",
        )
        for file in same:
            sheet = file.sources[0].table.sheet if file.sources else None
            problem = make_problem("ASOF_OLDER", file=file.number, sheet=sheet, cell=file.day.cell, facts=facts)
            chosen.add(answers.settle(question, problem, file=file.number))
    return "berhenti" in chosen


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _no_table_message(tables: Sequence[Table]) -> str:
    if not tables:
        return _NO_TABLE
    return _NO_ROWS if any(_says_status(table) for table in tables) else _NO_STATUS


def _file_verdict(file: _File, judged: Judged, answers: Answers) -> FileVerdict:
    rows = tuple(judged.rows.get(file.number, ()))
    stored = {row.kode_desa for row in rows}
    aliases = dict.fromkeys(
        row.alias
        for reading in file.readings
        for row in reading.rows
        if row.alias is not None and row.alias[2] in stored
    )
    return FileVerdict(
        name=file.named.name,
        data_date=file.day.day,
        data_date_source=file.day.source,
        rows=rows,
        aliases=tuple(aliases),
        answers=answers.used_by(file.number),
        mends=file.mends,
        nothing_to_save=file.number in judged.silent,
    )


def _have_days(files: Sequence[FileVerdict]) -> bool:
    return all(file.data_date is not None for file in files)


def _outcome(problems: Sequence[Problem], answers: Answers) -> Outcome:
    severities = {problem.severity for problem in problems}
    if answers.open:
        return Outcome.ASK
    if Severity.ERROR in severities:
        return Outcome.FLAG
    return Outcome.WARN if Severity.WARNING in severities else Outcome.ACCEPT


_SEVERITY_ORDER = (Severity.QUESTION, Severity.ERROR, Severity.WARNING, Severity.INFO)


def _problem_order(problem: Problem) -> tuple[int, int, int, str]:
    row = "".join(ch for ch in problem.cell or "" if ch.isdigit())
    return _SEVERITY_ORDER.index(problem.severity), problem.file or 0, int(row or 0), problem.cell or ""
