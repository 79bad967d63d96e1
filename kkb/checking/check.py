"""`check`: workbooks against the region and what is stored, to a verdict. Pure; the one judge of every recap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kkb.checking.day.decree_dates import are_whole_days
from kkb.checking.file_problems import (
    list_day_problems,
    list_missing_desa,
    list_table_problems,
    list_workbook_problems,
    sample_problem,
)
from kkb.checking.files.corrected_day import find_corrected_days
from kkb.checking.files.open_file import OpenFile, Rejected, open_file, read_rows
from kkb.checking.files.sheet_names import RecapSheets, name_sheet
from kkb.checking.judge import Judged, Reading, judge_day
from kkb.checking.message import describe_verdict
from kkb.checking.programme.files import confirmed_spellings, judge_sheets
from kkb.checking.programme.judge import JudgedProgramme
from kkb.checking.questions import Answers
from kkb.checking.request import Baseline, NamedWorkbook, ReportFile, Request
from kkb.checking.verdict import FileVerdict, Option, Outcome, Question, Verdict
from kkb.formatting import format_count, format_date
from kkb.problems import Problem, Severity, make_problem
from kkb.region import Region
from kkb.schema import Observation


def check(files: Sequence[NamedWorkbook], *, region: Region, baseline: Baseline, request: Request) -> Verdict:
    """Judge one or several workbooks together. Nothing is stored and nothing is guessed silently: see docs/kontrak.md.

    Each file speaks for a day of its own; files are judged in the order of their days, a later one against the state
    that the earlier ones would leave. Raises UnknownAnswer if an answer fits no question. The same input gives the
    same verdict.
    """
    answers = Answers(request.answers, replies=request.replies, use_suggested=request.use_suggested)
    try:
        return _check(files, region, baseline, request, answers)
    except Rejected as rejection:
        parts = tuple(FileVerdict(file.name) for file in files)
        return Verdict(Outcome.REJECT, str(rejection), files=parts, settled=answers.settled)
    finally:
        request.progress.finish()


def _check(
    files: Sequence[NamedWorkbook], region: Region, baseline: Baseline, request: Request, answers: Answers
) -> Verdict:
    is_sample = _are_samples(files, baseline)
    corrected = find_corrected_days(files, region, request)
    opened = [
        open_file(number, named, len(files), region, baseline, request, answers, corrected.get(number))
        for number, named in enumerate(files, start=1)
    ]
    sheets = RecapSheets.of(opened)
    answers.offer_days(one.day for file in opened for one in file.day.every if one.day is not None)
    tables = [source.table for file in opened for source in (*(file.sources or ()), *file.programme)]
    request.progress.expect(sum(len(table.rows) for table in tables))
    for file in opened:
        read_rows(file, region, baseline, request, answers, is_alone=len(files) == 1)
    settled = [file for file in opened if file.sources is not None]
    stops = _ask_if_older(settled, baseline, answers)
    judged = _judge(settled, baseline, request, answers)
    programme = judge_sheets(opened, judged.rows, region, baseline, request, answers)
    answers.refuse_unknown()
    if stops:
        raise Rejected("Dihentikan: berkas ini lebih lama daripada data yang tersimpan, dan tidak disimpan.")
    readings = [reading for file in opened for reading in file.readings]
    problems = [*answers.problems, *judged.problems]
    beside = [problem for file in opened for source in file.programme for problem in list_table_problems(source)]
    problems += [problem for file in opened for problem in file.columns.problems]
    problems += [name_sheet(problem) for problem in (*programme.problems, *beside)]
    for file in settled:
        problems += file.problems
        problems += [problem for source in file.sources or () for problem in list_table_problems(source)]
        problems += [problem for day in file.day.every for problem in list_day_problems(day, file.number)]
        problems += list_workbook_problems(file.named, file.sources or (), file.number, file.day.found.sheet)
    problems = [sheets.name(problem) for problem in problems]
    if len(settled) == len(opened):
        if any(reading.rows for reading in readings):
            problems += list_missing_desa(region, readings, judged.named, baseline.observations, file_count=len(files))
        if baseline.sample_numbers and not is_sample:
            problems.append(sample_problem(baseline.sample_numbers))
    verdicts = tuple(_file_verdict(file, judged, programme, answers, region) for file in opened)
    with_rows = [file for file in verdicts if file.rows or file.programme]
    is_open = bool(answers.open)
    is_left_out = not any(file.sources is None or file.sources or file.programme for file in opened)
    is_repeat = bool(with_rows) and all(file.nothing_to_save for file in with_rows)
    verdict = Verdict(
        outcome=_outcome(problems, answers),
        message="",
        data_date=max((v.data_date for v in verdicts if v.data_date), default=None) if _have_days(verdicts) else None,
        data_date_source=verdicts[0].data_date_source if len(verdicts) == 1 else None,
        desa_count=len(judged.named),
        status_counts=Counter(judged.rungs.values()),
        files=verdicts,
        problems=tuple(sorted(problems, key=lambda problem: _problem_order(problem, sheets))),
        questions=tuple(answers.open),
        changes=tuple(judged.changes),
        answers=answers.used,
        settled=answers.settled,
        disagreements=tuple(judged.disagreements),
        is_sample=is_sample,
        nothing_to_save=not is_open and (is_left_out or is_repeat),
        is_first=bool(baseline.sample_numbers) and not is_sample,
    )
    return replace(verdict, message=describe_verdict(verdict))


def _are_samples(files: Sequence[NamedWorkbook], baseline: Baseline) -> bool:
    samples = [file for file in files if file.workbook.is_sample]
    if samples and baseline.has_real_data:
        raise Rejected(
            "Berkas ini data contoh, sedangkan data sungguhan sudah tersimpan. Unggah rekap yang sebenarnya."
        )
    if samples and len(samples) < len(files):
        raise Rejected(f'Berkas "{samples[0].name}" data contoh; jangan unggah bersama rekap sungguhan.')
    return bool(samples)


def _judge(files: Sequence[OpenFile], baseline: Baseline, request: Request, answers: Answers) -> Judged:
    """Judge the tables day by day, each day against what is stored and what the days before it would add."""
    by_day: dict[date | None, list[Reading]] = defaultdict(list)
    for file in files:
        for reading in file.readings:
            by_day[file.day.of(reading.source.table.sheet)].append(reading)
    whole = Judged()
    use_decrees = are_whole_days([row for reading in file.readings for row in reading.rows] for file in files)
    stored = [seen.unggahan for seen in baseline.observations]
    number = max([*stored, *baseline.sample_numbers, *baseline.corrections], default=0)
    for day in sorted(by_day, key=lambda one: (one is None, one or date.max)):
        readings = by_day[day]
        judged = judge_day(readings, day, baseline, request, answers, use_decrees=use_decrees)
        whole.named |= judged.named
        whole.rungs |= judged.rungs
        for file_number, rows in judged.rows.items():
            whole.rows.setdefault(file_number, []).extend(rows)
        whole.problems += judged.problems
        whole.changes += judged.changes
        whole.silent |= judged.silent
        whole.disagreements += judged.disagreements
        if day is not None and len(by_day) > 1:
            seen, report_files = list(baseline.observations), dict(baseline.report_files)
            for file_number, name in dict.fromkeys((one.source.file, one.source.name) for one in readings):
                number += 1
                report_files[number] = ReportFile(name, file_number)
                seen += [Observation(number, day, row) for row in judged.rows.get(file_number, ())]
            baseline = replace(baseline, observations=seen, report_files=report_files)
    return whole


def _ask_if_older(files: Sequence[OpenFile], baseline: Baseline, answers: Answers) -> bool:
    """Ask about files for an earlier day than what is stored of their desa. True if the officer chose to stop."""
    latest = max({seen.tanggal_data for seen in baseline.observations}, default=date.min)
    early: dict[tuple[int, date], list[Reading]] = defaultdict(list)
    for number, file in enumerate(files):
        for reading in file.readings:
            day = file.day.of(reading.source.table.sheet)
            if day is not None and day < latest:
                early[number, day].append(reading)
    newest = baseline.newest_days() if early else {}
    older: dict[tuple[date, date], list[tuple[OpenFile, str]]] = defaultdict(list)
    for (number, day), readings in early.items():
        rows = (row for reading in readings for row in reading.rows)
        stored = max((newest[d] for row in rows if row.desa and (d := row.desa.kode_desa) in newest), default=None)
        if stored is not None and day < stored:
            older[day, stored].append((files[number], readings[0].source.table.sheet))
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
                Option(
                    "riwayat",
                    "Simpan sebagai riwayat; keadaan terakhir tidak mundur, Pokja yang baru diketahui ikut terhitung",
                ),
                Option("berhenti", "Berhenti, jangan simpan"),
            ),
            suggested="riwayat",
        )
        for file, first in same:
            said = file.day.by_sheet.get(first, file.day.found)
            problem = make_problem(
                "ASOF_OLDER", file=file.number, sheet=said.sheet or first, cell=said.cell, facts=facts
            )
            chosen.add(answers.settle(question, problem))
    return "berhenti" in chosen


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _file_verdict(
    file: OpenFile, judged: Judged, programme: JudgedProgramme, answers: Answers, region: Region
) -> FileVerdict:
    number = file.number
    rows = tuple(judged.rows.get(number, ()))
    beside = programme.rows.get(number, ())
    aliases = dict.fromkeys([*confirmed_spellings(file, rows, region), *programme.aliases.get(number, ())])
    if rows:
        is_silent = all((number, file.day.of(row.sheet)) in judged.silent for row in rows)
        repeats = is_silent and (not beside or number in programme.unchanged)
    else:
        repeats = number in programme.silent
    whole = FileVerdict(
        name=file.named.name,
        data_date=file.day.found.day,
        data_date_source=file.day.found.source if not file.day.by_sheet else None,
        rows=rows,
        aliases=tuple(aliases),
        answers={**answers.used_by(number), **file.columns.answers},
        columns=file.columns.learned,
        mends=file.mends,
        nothing_to_save=repeats,
        programme=beside,
        lembar=programme.counts.get(number, {}),
        outweighed=programme.outweighed[number],
        tables=(*file.named.workbook.tables, *file.named.workbook.programme),
        sheets=tuple(dict.fromkeys(source.table.sheet for source in file.sources or ())),
    )
    days = {day for one in file.day.every if (day := one.day) is not None}
    if len(days) < 2:
        return whole
    parts = [_part_of_day(day, whole, file, judged, programme, region) for day in sorted(days)]
    return replace(whole, by_day=tuple(part for part in parts if part.rows or part.programme))


def _part_of_day(
    day: date, whole: FileVerdict, file: OpenFile, judged: Judged, programme: JudgedProgramme, region: Region
) -> FileVerdict:
    """What the sheets of one day bring, of a file whose sheets have days of their own. The sheets beside the recap of
    status belong to the newest."""
    is_newest = day == whole.data_date
    rows = tuple(row for row in whole.rows if file.day.of(row.sheet) == day)
    aliases = confirmed_spellings(file, rows, region)
    aliases += programme.aliases.get(file.number, ()) if is_newest else ()
    beside = whole.programme if is_newest else ()
    return replace(
        whole,
        data_date=day,
        rows=rows,
        aliases=tuple(dict.fromkeys(aliases)),
        nothing_to_save=(file.number, day) in judged.silent and not beside,
        programme=beside,
        lembar=whole.lembar if is_newest else {},
        outweighed=whole.outweighed if is_newest else 0,
        tables=tuple(table for table in whole.tables if file.day.of(table.sheet) == day),
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


def _problem_order(problem: Problem, sheets: RecapSheets) -> tuple[int, int, str, int, int, str]:
    """Weightiest first; of one file what is said of its recap of status before what is said of its other sheets."""
    row = "".join(ch for ch in problem.cell or "" if ch.isdigit())
    place, beside = sheets.order(problem)
    return _SEVERITY_ORDER.index(problem.severity), problem.file or 0, beside, place, int(row or 0), problem.cell or ""
