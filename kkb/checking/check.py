"""`check`: a workbook against the region and what is stored, to a verdict. Pure; the one judge of every recap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kkb.checking.changes import adds_details, list_changes, list_overruled, list_rejected
from kkb.checking.data_day import QUESTION_ID, DataDay, find_data_day
from kkb.checking.file_problems import list_file_problems
from kkb.checking.questions import Answers, UnknownAnswer, apply_mends
from kkb.checking.rows import ReadRow, RowReader
from kkb.checking.settle import RowSettler
from kkb.checking.totals import check_totals
from kkb.checking.verdict import ChangeKind, Mend, Option, Outcome, Question, Verdict
from kkb.formatting import format_count, format_date, join_words
from kkb.problems import Problem, Severity, make_problem
from kkb.recap import Table, Workbook
from kkb.region import Region
from kkb.schema import Observation, RecapRow, Tahap
from kkb.state import DesaHistory, fold

__all__ = ["Baseline", "Request", "UnknownAnswer", "check"]

_SHEETS_NAMED = 12
_ROWS_NAMED = 12
_FOREIGN_SHARE = 0.5
_FOREIGN_ROWS = 5
_NO_ROWS = "Judul kolom ditemukan, tetapi tidak ada desa di bawahnya. Isi tabelnya, lalu unggah lagi."


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is stored before the commit. `sample_numbers` are uploads of invented data that a commit of a real
    file would withdraw; their observations are not among `observations`. `has_real_data` refuses sample files."""

    observations: Sequence[Observation] = ()
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sample_numbers: tuple[int, ...] = ()
    has_real_data: bool = False

    @property
    def newest_day(self) -> date | None:
        """The newest day that a stored upload speaks for."""
        return max((seen.tanggal_data for seen in self.observations), default=None)


@dataclass(frozen=True, slots=True)
class Request:
    """How a file is to be checked: under which name it came, for which day, with which answers, seen on which day."""

    file_name: str
    today: date
    region_name: str
    as_of: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    use_suggested: bool = False


def check(workbook: Workbook, *, region: Region, baseline: Baseline, request: Request) -> Verdict:
    """Judge a workbook. Nothing is stored and nothing is guessed silently: see docs/kontrak.md.

    Raises UnknownAnswer if an answer fits no question. The same input gives the same verdict.
    """
    if workbook.is_sample and baseline.has_real_data:
        return _reject(
            "Berkas ini data contoh, sedangkan data sungguhan sudah tersimpan. Unggah rekap yang sebenarnya."
        )
    tables, mends = apply_mends(workbook.tables, request.answers)
    usable = [table for table in tables if "status" in table.columns and table.rows]
    if not usable:
        return _reject(_no_table_message(tables))
    answers = Answers(request.answers, use_suggested=request.use_suggested)
    table = _choose_table(usable, answers)
    data_day = _settle_data_day([table] if table else usable, answers, request)
    if table is None:
        answers.refuse_unknown()
        return _ask_first(answers, data_day, mends, workbook)
    return _Check(table, workbook, region, baseline, request, answers, data_day, mends).run()


class _Check:
    """One table on its way to a verdict."""

    def __init__(
        self,
        table: Table,
        workbook: Workbook,
        region: Region,
        baseline: Baseline,
        request: Request,
        answers: Answers,
        data_day: DataDay,
        mends: tuple[Mend, ...],
    ) -> None:
        self._table = table
        self._workbook = workbook
        self._region = region
        self._baseline = baseline
        self._request = request
        self._answers = answers
        self._data_day = data_day
        self._mends = mends

    def run(self) -> Verdict:
        day = self._data_day.day
        reader = RowReader(self._table, self._region, self._baseline.aliases, data_date=day, today=self._request.today)
        read = [row for source in self._table.rows if (row := reader.read(source)) is not None]
        if not read:
            return _reject(_NO_ROWS)
        unknown = sum(row.is_unknown for row in read)
        if unknown == len(read) or (unknown > _FOREIGN_ROWS and unknown > len(read) * _FOREIGN_SHARE):
            return _reject(
                f"Sebagian besar nama dalam berkas ini bukan desa {self._request.region_name}. "
                "Periksa apakah berkasnya benar."
            )
        histories = fold(self._baseline.observations)
        settler = RowSettler(self._table, reader, self._answers, histories, day or self._request.today)
        settler.ask_rivals(read)
        self._mark_duplicates(read, reader)
        rows = settler.settle(read)
        stops = self._ask_if_older()
        self._answers.refuse_unknown()
        if stops:
            return _reject("Dihentikan: berkas ini lebih lama daripada data yang tersimpan, dan tidak disimpan.")
        statuses = _status_counts(read)
        problems = [
            *list_file_problems(
                self._table,
                self._workbook,
                self._region,
                read,
                stored=histories,
                sample_numbers=self._baseline.sample_numbers,
            ),
            *_once(p for row in read for p in row.problems),
            *settler.problems,
            *check_totals(self._table, {r.source.row for r in read if r.status.tahap is Tahap.TERBENTUK}),
            *self._answers.problems,
        ]
        stored = tuple(rows)
        if day is None or any(q.code in ("TANGGAL_DATA", "ASOF_OLDER") for q in self._answers.open):
            # Every row waits for that answer.
            stored = ()
            for row in read:
                row.is_open = True
        return self._verdict(read, stored, problems, statuses, histories)

    def _mark_duplicates(self, read: list[ReadRow], reader: RowReader) -> None:
        """Equal rows count once; contradictory rows are all errors."""
        by_desa: dict[str, list[ReadRow]] = defaultdict(list)
        for row in read:
            if row.desa is not None and not row.is_doubtful:
                by_desa[row.desa.kode_desa].append(row)
        for same in by_desa.values():
            if len(same) == 1:
                continue
            is_conflict = len({_content(row) for row in same}) > 1
            first = same[: _ROWS_NAMED + 1]
            for row in same if is_conflict else same[1:]:
                named = [str(other.source.row) for other in first if other is not row][:_ROWS_NAMED]
                rest = len(same) - 1 - len(named)
                others = join_words([*named, f"{format_count(rest)} lainnya"] if rest else named)
                code = "ROW_DUP_CONFLICT" if is_conflict else "ROW_DUP_SAME"
                desa = row.desa.desa if row.desa else ""
                row.problems.append(reader.problem(row.source, "desa", code, desa=desa, rows=others))
            if not is_conflict:
                for row in same[1:]:
                    row.is_repeat = True

    def _ask_if_older(self) -> bool:
        """Ask about a file for an earlier day than what is stored. True if the officer chose to stop."""
        day, newest = self._data_day.day, self._baseline.newest_day
        if day is None or newest is None or day >= newest:
            return False
        facts = {"day": format_date(day), "stored": format_date(newest)}
        problem = make_problem("ASOF_OLDER", sheet=self._table.sheet, cell=self._data_day.cell, facts=facts)
        question = Question(
            id="asof_older",
            code="ASOF_OLDER",
            text=f"Berkas ini keadaan per {facts['day']}, data tersimpan sampai {facts['stored']}. Apa maksudnya?",
            options=(
                Option("riwayat", "Simpan sebagai riwayat; keadaan terakhir tidak mundur"),
                Option("berhenti", "Berhenti, jangan simpan"),
            ),
            suggested="riwayat",
        )
        return self._answers.settle(question, problem) == "berhenti"

    def _verdict(
        self,
        read: list[ReadRow],
        rows: tuple[RecapRow, ...],
        problems: list[Problem],
        statuses: Mapping[Tahap, int],
        histories: Mapping[str, DesaHistory],
    ) -> Verdict:
        day = self._data_day.day
        changes = (*list_changes(rows, histories, day), *list_rejected(read, rows)) if day else ()
        overruled = list_overruled(rows, histories, day) if day else []
        problems = [*problems, *overruled]
        outcome = _outcome(problems, self._answers)
        newest = self._baseline.newest_day
        # A file that repeats what is stored, for a day that is already known, adds nothing.
        nothing = (
            not self._answers.open
            and day is not None
            and newest is not None
            and day <= newest
            and bool(rows)
            and not overruled
            and not adds_details(rows, histories, day)
            and all(change.kind in (ChangeKind.UNCHANGED, ChangeKind.REJECTED) for change in changes)
        )
        verdict = Verdict(
            outcome=outcome,
            message="",
            data_date=day,
            data_date_source=self._data_day.source,
            desa_count=len({row.desa.kode_desa for row in read if row.desa is not None}),
            status_counts=statuses,
            rows=rows,
            problems=tuple(sorted(problems, key=_problem_order)),
            questions=tuple(self._answers.open),
            changes=changes,
            aliases=_confirmed_aliases(read, rows),
            answers=dict(self._answers.used),
            mends=self._mends,
            is_sample=self._workbook.is_sample,
            nothing_to_save=nothing,
        )
        return replace(verdict, message=_message(verdict))


def _no_table_message(tables: Sequence[Table]) -> str:
    if any("status" in table.columns for table in tables):
        return _NO_ROWS
    if any("status" not in table.columns for table in tables):
        return (
            'Tabel desa ditemukan, tetapi kolom statusnya tidak ada. Tambahkan kolom "Status" dengan isi Belum, '
            "Sosialisasi, Merintis atau Terbentuk, lalu unggah lagi."
        )
    return (
        "Tabel desa tidak ditemukan. Pastikan ada baris judul kolom, misalnya Kecamatan, Desa, Status, di 30 baris "
        "pertama, lalu unggah lagi."
    )


def _choose_table(tables: Sequence[Table], answers: Answers) -> Table | None:
    """The table to read: the only one, or the one the officer chooses."""
    if len(tables) == 1:
        return tables[0]
    largest = max(tables, key=lambda table: len(table.rows))
    names = join_words([f'"{table.sheet}"' for table in tables], _SHEETS_NAMED)
    question = Question(
        id="sheet",
        code="SHEET",
        text="Lembar mana yang dipakai?",
        options=tuple(Option(t.sheet, f"{t.sheet} ({format_count(len(t.rows))} baris)") for t in tables),
        suggested=largest.sheet,
    )
    facts = {"count": format_count(len(tables)), "names": names}
    chosen = answers.settle(question, make_problem("SHEET", facts=facts))
    return next((table for table in tables if table.sheet == chosen), None)


def _settle_data_day(tables: Sequence[Table], answers: Answers, request: Request) -> DataDay:
    answered = answers.day(QUESTION_ID)
    if answered is not None and answered > request.today:
        raise UnknownAnswer(QUESTION_ID, answered.isoformat())
    found = find_data_day(
        tables, file_name=request.file_name, as_of=request.as_of, answer=answered, today=request.today
    )
    if found.question is None:
        return found
    sheet = tables[0].sheet if tables else None
    problem = make_problem("TANGGAL_DATA", sheet=sheet, cell=found.cell, facts={"reason": found.reason})
    chosen = answers.settle(found.question, problem)
    return DataDay(date.fromisoformat(chosen), "jawaban") if chosen else found


def _ask_first(answers: Answers, data_day: DataDay, mends: tuple[Mend, ...], workbook: Workbook) -> Verdict:
    verdict = Verdict(
        outcome=Outcome.ASK,
        message="",
        data_date=data_day.day,
        data_date_source=data_day.source,
        problems=tuple(answers.problems),
        questions=tuple(answers.open),
        answers=dict(answers.used),
        mends=mends,
        is_sample=workbook.is_sample,
    )
    return replace(verdict, message=_message(verdict))


def _reject(message: str) -> Verdict:
    return Verdict(outcome=Outcome.REJECT, message=message)


def _content(row: ReadRow) -> tuple[object, ...]:
    """What two rows of one desa must share to be the same row."""
    status = row.status.tahap or ("blank" if row.status.is_blank else row.text_of("status"))
    bad_dates = tuple((name, row.text_of(name)) for name in sorted(row.bad_dates))
    return (status, tuple(sorted(row.dates.items())), bad_dates, row.no_sk, row.klasifikasi)


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without repeats: a merged cell is read with each of its rows, and is to be mended once."""
    seen = set()
    for problem in problems:
        key = (problem.code, problem.sheet, problem.cell, problem.message)
        if problem.cell is None or key not in seen:
            seen.add(key)
            yield problem


def _status_counts(read: Sequence[ReadRow]) -> dict[Tahap, int]:
    first = {row.desa.kode_desa: row.status.tahap for row in reversed(read) if row.desa is not None}
    return dict(Counter(tahap for tahap in first.values() if tahap is not None))


def _confirmed_aliases(read: Sequence[ReadRow], rows: Sequence[RecapRow]) -> tuple[tuple[str, str, str], ...]:
    """The spellings that a commit confirms: those of rows that would be stored."""
    stored = {row.kode_desa for row in rows}
    return tuple(dict.fromkeys(r.alias for r in read if r.alias is not None and r.alias[2] in stored))


def _outcome(problems: Sequence[Problem], answers: Answers) -> Outcome:
    severities = {problem.severity for problem in problems}
    if answers.open:
        return Outcome.ASK
    if Severity.ERROR in severities:
        return Outcome.FLAG
    return Outcome.WARN if Severity.WARNING in severities else Outcome.ACCEPT


_SEVERITY_ORDER = (Severity.QUESTION, Severity.ERROR, Severity.WARNING, Severity.INFO)


def _problem_order(problem: Problem) -> tuple[int, int, str]:
    row = "".join(ch for ch in problem.cell or "" if ch.isdigit())
    return _SEVERITY_ORDER.index(problem.severity), int(row or 0), problem.cell or ""


def _message(verdict: Verdict) -> str:
    """The verdict in one plain sentence."""
    counts = verdict.change_counts
    errors = sum(p.severity is Severity.ERROR for p in verdict.problems)
    if verdict.outcome is Outcome.ASK:
        return f"Ada {format_count(len(verdict.questions))} pertanyaan yang perlu dijawab sebelum berkas ini disimpan."
    day = format_date(verdict.data_date)
    formed = verdict.status_counts.get(Tahap.TERBENTUK, 0)
    if verdict.outcome is Outcome.FLAG:
        if not verdict.rows:
            return f"Ada {format_count(errors)} kesalahan; tidak ada baris yang dapat disimpan."
        faults = f"Ada {format_count(errors)} kesalahan; {format_count(counts['rejected'])} desa tidak disimpan"
        if verdict.nothing_to_save:
            return f"{faults}; {format_count(len(verdict.rows))} desa lainnya sama dengan yang tersimpan."
        return f"{faults}; {format_count(len(verdict.rows))} desa lainnya dapat disimpan."
    if verdict.nothing_to_save:
        return f"Isi berkas ini sama dengan yang tersimpan per {day}; tidak ada yang perlu disimpan."
    read = f"{format_count(verdict.desa_count)} desa terbaca, {format_count(formed)} Terbentuk, per {day}"
    return (
        f"{read}: {format_count(counts['new'])} baru, {format_count(counts['changed'])} berubah, "
        f"{format_count(counts['unchanged'])} tetap."
    )
