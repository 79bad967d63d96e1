"""Dates that nobody can read: the officer may store their rows without them, rather than lose a formed Pokja."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kkb.checking.questions import Answers
from kkb.checking.rows.dates import says_not_formed
from kkb.checking.rows.read_row import ReadRow
from kkb.checking.values.remarks import formation_in
from kkb.checking.verdict import CellPlace, Option, Question
from kkb.formatting import format_count, join_words
from kkb.problems import Severity, make_problem, shorten
from kkb.schema import FIRST_YEAR, Tahap, Tanggal

_REMARK, _KEEP, _DROP = "keterangan", "biarkan", "tanpa"
_UNREAD = frozenset({"DATE_UNREADABLE", "DATE_IMPOSSIBLE", "DATE_OUT_OF_RANGE"})
"""What is no date. One that is too old or yet to come is one, and likely of another row, or year."""

_DROPPED = "Menurut jawaban Anda, baris ini disimpan tanpa tanggal itu; tanggal yang sudah tersimpan tetap berlaku."
_TAKEN = "Menurut jawaban Anda, dipakai {day} dari keterangannya."
_NAMED = 3


def settle_unread_dates(rows: Sequence[ReadRow], day: date, answers: Answers) -> None:
    """Ask once about the rows of one file, which speaks for `day`, that only such dates keep from being stored.

    Told so, each is a warning and the row goes on without it, or with the date that its remark tells. Otherwise they
    stay the errors that they are.
    """
    held = [row for row in rows if _is_held(row)]
    if not held:
        return
    unread = [problem for row in held for problem in row.problems if problem.code in _UNREAD]
    first, count, value = unread[0], format_count(len(held)), shorten(unread[0].value)
    told = {id(row): tanggal for row in held if (tanggal := _told_by_remark(row, day)) is not None}
    question = Question(
        id="date_dropped",
        code="DATE_DROPPED",
        text="Ada tanggal yang tidak terbaca. Paling baik perbaiki selnya. Bila belum dapat, bagaimana barisnya?",
        options=(
            *_offer_remarks(held, told),
            Option(_KEEP, "Jangan simpan baris itu sebelum tanggalnya diperbaiki"),
            Option(_DROP, "Simpan tanpa tanggal itu; tanggal yang sudah tersimpan tetap berlaku", loses=True),
        ),
        suggested=_REMARK if len(told) == len(held) else _DROP,
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
    at = [CellPlace(one.sheet, one.cell, one.file or 1) for one in unread]
    chosen = answers.settle(question, problem, found=f'{count} baris, misalnya "{value}"', at=at)
    for row in held:
        tanggal = told.get(id(row))
        if chosen == _REMARK and tanggal is not None:
            row.dates["tanggal"] = tanggal
            _let_pass(row, _TAKEN.format(day=tanggal.words()))
        elif chosen == _DROP:
            _let_pass(row, _DROPPED)


def _told_by_remark(row: ReadRow, day: date) -> Tanggal | None:
    """The date of formation that the remark of a row tells in the place of the only one that cannot be read."""
    if row.status.tahap is not Tahap.TERBENTUK or row.bad_dates != {"tanggal"}:
        return None
    told = formation_in(row.remark)
    return told if told is not None and date(FIRST_YEAR, 1, 1) <= told.first <= day else None


def _offer_remarks(held: Sequence[ReadRow], told: Mapping[int, Tanggal]) -> list[Option]:
    """The answer that takes the dates of remarks, which it names; none where no remark tells one."""
    named = [(row.desa.desa, told[id(row)].words()) for row in held if row.desa is not None and id(row) in told]
    if not named:
        return []
    if len(held) == 1:
        return [Option(_REMARK, f"Pakai {named[0][1]} dari keterangan")]
    shown = join_words([f"{desa} {day}" for desa, day in named], _NAMED)
    rest = "" if len(named) == len(held) else "; baris lain menunggu diperbaiki"
    return [Option(_REMARK, f"Pakai tanggal dari keterangan: {shown}{rest}")]


def _is_held(row: ReadRow) -> bool:
    """True if nothing but dates that cannot be read keeps the row from being stored."""
    if row.desa is None or row.is_repeat or row.is_skipped or row.is_open:
        return False
    if row.status.tahap is Tahap.TERBENTUK and says_not_formed(row.source.cells.get("tanggal")):
        return False  # it is no date, and contradicts the status
    errors = {problem.code for problem in row.problems if problem.severity is Severity.ERROR}
    says_status = row.status.tahap is not None or row.status.is_inactive
    return says_status and bool(errors) and errors <= _UNREAD


def _let_pass(row: ReadRow, why: str) -> None:
    """Let the row be stored all the same; what cannot be read stays a warning, with what is stored instead."""
    row.bad_dates.clear()
    row.problems = [
        replace(one, severity=Severity.WARNING, facts={**one.facts, "also": why}) if one.code in _UNREAD else one
        for one in row.problems
    ]
