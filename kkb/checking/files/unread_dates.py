"""Dates that nobody can read: the officer may store their rows without them, rather than lose a formed Pokja."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kkb.checking.questions import Answers
from kkb.checking.rows.dates import says_not_formed
from kkb.checking.rows.read_row import ReadRow
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count
from kkb.problems import Problem, Severity, make_problem, shorten
from kkb.schema import Tahap

_DROP, _KEEP = "tanpa", "biarkan"
_UNREAD = frozenset({"DATE_UNREADABLE", "DATE_IMPOSSIBLE", "DATE_OUT_OF_RANGE"})
"""What is no date. One that is too old or yet to come is one, and likely of another row, or year."""

_DROPPED = "Menurut jawaban Anda, baris ini disimpan tanpa tanggal itu; tanggal yang sudah tersimpan tetap berlaku."


def settle_unread_dates(rows: Sequence[ReadRow], answers: Answers) -> None:
    """Ask once about the rows of one file that only such dates keep from being stored.

    Told so, each is a warning and the row goes on without it. Otherwise they stay the errors that they are.
    """
    held = [row for row in rows if _is_held(row)]
    if not held:
        return
    first = next(problem for problem in held[0].problems if problem.code in _UNREAD)
    count, value = format_count(len(held)), shorten(first.value)
    question = Question(
        id="date_dropped",
        code="DATE_DROPPED",
        text="Ada tanggal yang tidak terbaca. Simpan baris itu tanpa tanggalnya?",
        options=(
            Option(_DROP, "Simpan tanpa tanggal itu; tanggal yang sudah tersimpan tetap berlaku"),
            Option(_KEEP, "Jangan simpan baris itu sebelum tanggalnya diperbaiki"),
        ),
        suggested=_DROP,
    )
    problem = make_problem(
        "DATE_DROPPED",
        file=first.file,
        sheet=first.sheet,
        cell=first.cell,
        column=first.column,
        value=first.value,
        facts={"count": count},
    )
    if answers.settle(question, problem, found=f'{count} baris, misalnya "{value}"') != _DROP:
        return
    for row in held:
        row.problems = [_as_warning(one) if one.code in _UNREAD else one for one in row.problems]
        row.bad_dates.clear()


def _is_held(row: ReadRow) -> bool:
    """True if nothing but dates that cannot be read keeps the row from being stored."""
    if row.desa is None or row.is_repeat or row.is_skipped or row.is_open:
        return False
    if row.status.tahap is Tahap.TERBENTUK and says_not_formed(row.source.cells.get("tanggal")):
        return False  # it is no date, and contradicts the status
    errors = {problem.code for problem in row.problems if problem.severity is Severity.ERROR}
    says_status = row.status.tahap is not None or row.status.is_inactive
    return says_status and bool(errors) and errors <= _UNREAD


def _as_warning(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING, facts={**problem.facts, "also": _DROPPED})
