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
from kkb.checking.files.open_file import OpenFile, Rejected, open_file, read_rows
from kkb.checking.files.sheet_names import RecapSheets, name_sheet
from kkb.checking.judge import Judged, judge_day
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
    opened = [
        open_file(number, named, len(files), region, baseline, request, answers)
        for number, named in enumerate(files, start=1)
    ]
    sheets = RecapSheets.of(opened)
    answers.offer_days(file.day.day for file in opened if file.day.day is not None)
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
        problems += list_day_problems(file.day, file.number)
        problems += list_workbook_problems(file.named, file.sources or (), file.number, file.day.sheet)
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
    """Judge the files day by day, each day against what is stored and what the days before it would add."""
    by_day: dict[date | None, list[OpenFile]] = defaultdict(list)
    for file in files:
        by_day[file.day.day].append(file)
    whole = Judged()
    use_decrees = are_whole_days([row for reading in file.readings for row in reading.rows] for file in files)
    stored = [seen.unggahan for seen in baseline.observations]
    number = max([*stored, *baseline.sample_numbers, *baseline.corrections], default=0)
    for day in sorted(by_day, key=lambda one: (one is None, one or date.max)):
        readings = [reading for file in by_day[day] for reading in file.readings]
        judged = judge_day(readings, day, baseline, request, answers, use_decrees=use_decrees)
        whole.named |= judged.named
        whole.rungs |= judged.rungs
        whole.rows |= judged.rows
        whole.problems += judged.problems
        whole.changes += judged.changes
        whole.silent |= judged.silent
        whole.disagreements += judged.disagreements
        if day is not None and len(by_day) > 1:
            seen, report_files = list(baseline.observations), dict(baseline.report_files)
            for file in by_day[day]:
                number += 1
                report_files[number] = ReportFile(file.named.name, file.number)
                seen += [Observation(number, day, row) for row in judged.rows.get(file.number, ())]
            baseline = replace(baseline, observations=seen, report_files=report_files)
    return whole


def _ask_if_older(files: Sequence[OpenFile], baseline: Baseline, answers: Answers) -> bool:
    """Ask about files for an earlier day than what is stored of their desa. True if the officer chose to stop."""
    latest = max({seen.tanggal_data for seen in baseline.observations}, default=date.min)
    early = [file for file in files if file.day.day is not None and file.day.day < latest]
    newest = baseline.newest_days() if early else {}
    older: dict[tuple[date, date], list[OpenFile]] = defaultdict(list)
    for file in early:
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
                Option(
                    "riwayat",
                    "Simpan sebagai riwayat; keadaan terakhir tidak mundur, Pokja yang baru diketahui ikut terhitung",
                ),
                Option("berhenti", "Berhenti, jangan simpan"),
            ),
            suggested="riwayat",
        )
        for file in same:
            sheet = file.day.sheet or (file.sources[0].table.sheet if file.sources else None)
            problem = make_problem("ASOF_OLDER", file=file.number, sheet=sheet, cell=file.day.cell, facts=facts)
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
        repeats = number in judged.silent and (not beside or number in programme.unchanged)
    else:
        repeats = number in programme.silent
    return FileVerdict(
        name=file.named.name,
        data_date=file.day.day,
        data_date_source=file.day.source,
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
