"""Looser expectations: what a careful reader may take from a recap, where more than one way to go is right.

A desa has one reading or several; `ASKED` among them means that it may wait for an answer or a mend. What is compared
are rows, the data day, and whether somebody is asked; warnings and notes are free unless a case names them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache

from kkb.checking import Verdict
from kkb.problems import Severity
from kkb.schema import Observation
from tests.support.builders import TODAY
from tests.torture.case import DAY, Case, accept, describe, judge_case

ASKED = ""
"""A desa with this reading may be left out while a question, an error or a refusal names the trouble."""

Readings = str | tuple[str, ...]


class Asks(Enum):
    """Whether somebody may be asked at all."""

    NO = "no"
    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, kw_only=True)
class Loose:
    """What is right to take from the files.

    `says`: desa → its reading ("Terbentuk 2017-10-03 SK 12/2018", as `describe_row` tells it) or several of them.
    `day`: None where any day, or a question about it, is right. `asks`: questions and errors beyond those of `may`;
    with MUST a verdict that may be saved at once is wrong. `finds`: "CODE" or "CODE CELL" that has to be said.
    `suggests`: cell → all that a finding there may suggest (None: no suggestion). `rejects`: a refusal is right, too.
    `errors`: at most so many errors, where one question would do.
    """

    says: Mapping[str, Readings]
    day: str | None = DAY
    asks: Asks = Asks.NO
    finds: Collection[str] = ()
    may: Collection[str] = ()
    suggests: Mapping[str, Collection[str | None]] = field(default_factory=dict)
    rejects: bool = False
    errors: int | None = None


@dataclass(frozen=True, kw_only=True)
class BlindCase:
    """Files by the names they come with, and what is right to take from them; `seconds`: how long it may take."""

    files: Mapping[str, bytes] = field(repr=False)
    expected: Loose
    stored: Sequence[Observation] = ()
    today: date = TODAY
    in_child: bool = False
    seconds: float | None = None


class Kind(Enum):
    """How the program did."""

    RIGHT = "right"
    ASKED_IN_VAIN = "wrong with a question"
    SILENT = "silently wrong"


@dataclass(frozen=True)
class Outcome:
    """`notes`: what is otherwise than a careful reader would have it, one line each."""

    kind: Kind
    notes: tuple[str, ...]


BLIND: dict[str, Callable[[], BlindCase]] = {}
"""Every case by its name."""

GROUPS: dict[str, str] = {}
"""Name of a case → the office that sent the recap, or the kind of recap that it stands for."""


def blind(group: str) -> Callable[[Callable[[], BlindCase]], Callable[[], BlindCase]]:
    """Add a case to a group of the set."""

    def add(make: Callable[[], BlindCase]) -> Callable[[], BlindCase]:
        name = make.__name__
        assert name not in BLIND, name
        GROUPS[name] = group
        BLIND[name] = cache(make)
        return make

    return add


def readings_of(said: Readings) -> tuple[str, ...]:
    """All that is right to take."""
    return (said,) if isinstance(said, str) else said


def or_asked(said: str, *more: str) -> tuple[str, ...]:
    """One of these readings, or a question."""
    return (said, *more, ASKED)


def try_case(case: BlindCase) -> Outcome:
    """Ask the program, then once more with every suggested answer where it asks."""
    plain = Case(files=case.files, first=accept({}), stored=case.stored, today=case.today, in_child=case.in_child)
    begun = time.perf_counter()
    first = judge_case(plain)
    spent = time.perf_counter() - begun
    wanted = case.expected
    silent = _silently_wrong(wanted, first)
    vain = _in_vain(wanted, first)
    if first.outcome.value == "ask":
        answered = judge_case(plain, use_suggested=True)
        silent += [f"as suggested: {line}" for line in _silently_wrong(wanted, answered, was_asked=True)]
        vain += [f"as suggested: {line}" for line in _lost(wanted, answered)]
    elif first.outcome.value != "reject":
        vain += _lost(wanted, first)
    if case.seconds is not None and spent > case.seconds:
        vain.append(f"took {spent:.1f} s, not {case.seconds:g}")
    kind = Kind.SILENT if silent else Kind.ASKED_IN_VAIN if vain else Kind.RIGHT
    return Outcome(kind, (*silent, *vain))


def _silently_wrong(wanted: Loose, verdict: Verdict, *, was_asked: bool = False) -> list[str]:
    """What would be stored otherwise, or lost without a word; a desa that was asked about may be passed over."""
    got = describe(verdict)
    if got.outcome == "reject":
        return []
    lines = [
        f"{desa}: {_words(wanted, desa)} -> {text}"
        for desa, text in sorted(got.says.items())
        if text not in readings_of(wanted.says.get(desa.partition("@")[0], ()))
    ]
    if got.outcome in ("accept", "warn"):
        if wanted.asks is Asks.MUST and not was_asked:
            lines.append(f"nobody is asked: {verdict.message}")
        lost = sorted(wanted.says.keys() - {desa.partition("@")[0] for desa in got.says})
        lines += [
            f"{desa}: {_words(wanted, desa)} -> lost without a word"
            for desa in lost
            if not (was_asked and ASKED in readings_of(wanted.says[desa]))
        ]
    if wanted.day is not None and got.day not in (None, wanted.day):
        lines.append(f"day {wanted.day} -> {got.day}")
    return lines


def _in_vain(wanted: Loose, verdict: Verdict) -> list[str]:
    """Questions, errors and refusals without need; and what ought to have been asked or said."""
    if verdict.outcome.value == "reject":
        return [] if wanted.rejects else [f"refused: {verdict.message}"]
    weighty = [p for p in verdict.problems if p.severity in (Severity.ERROR, Severity.QUESTION)]
    named = {one.split()[0] for one in (*wanted.finds, *wanted.may)}
    needless = [p for p in weighty if p.code not in named]
    lines = []
    if wanted.asks is Asks.NO:
        lines += [f"{p.severity.value} {p.code} {p.cell or ''}: {p.message}" for p in needless[:5]]
        lines += [f"question {q.id}: {q.text}" for q in verdict.questions if _code_of(q.id) not in named]
    waiting = sum(ASKED in readings_of(said) for said in wanted.says.values())
    errors = [p for p in needless if p.severity is Severity.ERROR]
    most = 2 * waiting if wanted.errors is None else wanted.errors
    if wanted.asks is not Asks.NO and len(errors) > most:
        lines.append(f"{len(errors)} errors, more than {most}: {errors[0].code} {errors[0].cell}")
    said = {" ".join(filter(None, (p.code, p.cell))) for p in verdict.problems} | {p.code for p in verdict.problems}
    lines += [f"not said: {one}" for one in wanted.finds if one not in said]
    for cell, right in wanted.suggests.items():
        lines += [
            f"{cell}: suggests {p.suggestion}, not {' or '.join(map(str, right))}"
            for p in verdict.problems
            if p.cell == cell and p.suggestion not in right
        ]
    return lines


def _code_of(question: str) -> str:
    """The code of a question, by its id."""
    return question.partition(":")[0].partition("@")[0].upper()


def _lost(wanted: Loose, verdict: Verdict) -> list[str]:
    """Desa that ought to be read and wait."""
    if verdict.outcome.value == "ask" and wanted.asks is not Asks.NO:
        return []
    read = {desa.partition("@")[0] for desa in describe(verdict).says}
    return [
        f"{desa}: {_words(wanted, desa)} -> waits"
        for desa, said in sorted(wanted.says.items())
        if desa not in read and ASKED not in readings_of(said)
    ]


def _words(wanted: Loose, desa: str) -> str:
    return " or ".join(said or "asked" for said in readings_of(wanted.says.get(desa, ()))) or "not in the file"
