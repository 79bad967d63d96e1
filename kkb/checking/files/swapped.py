"""Day and month exchanged by a program that writes them the American way round: one question for a column of dates.

An American Excel takes "05/10/2018" for 10 May and leaves "25/05/2018" a text, for there is no 25th month. So a column
in which every real date has a day up to 12, beside texts that begin with a day beyond 12, has likely been through one.
Dates yet to come that would be past if exchanged tell the same, and so do texts that begin with the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kkb.checking.questions import Answers
from kkb.checking.request import Source
from kkb.checking.values.dates import DATE_FIELDS, LAST_MONTH, can_exchange, exchange, read_date
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count, format_date, join_words
from kkb.problems import Problem, Severity
from kkb.recap import Cell
from kkb.schema import Presisi, Tanggal

_SWAP, _KEEP = "tukar", "tetap"
_NUMERIC = re.compile(r"\s*(\d{1,2})(\s*[/.-]\s*)(\d{1,2})(\s*[/.-]\s*(?:\d{4}|\d{2})\s*)")
_FEWEST = 2
"""Different dates, or different proofs, without which nothing is asked: one date alone is a slip of its own."""

_SURE = 3
"""With so many different dates the chance that all of them have a day up to 12 by themselves is 6 in 100."""


@dataclass(slots=True)
class _Column:
    """The dates of one field in all tables of a file: `real` ones that could be exchanged, texts by how they begin."""

    header: str
    real: list[tuple[Source, Cell, date]] = field(default_factory=list)
    day_first: set[str] = field(default_factory=set)
    month_first: list[tuple[Source, Cell]] = field(default_factory=list)
    either: list[tuple[Source, Cell]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Suspicion:
    """Why a column may be exchanged, which cells, and one of them read both ways."""

    column: _Column
    cells: tuple[tuple[Source, Cell], ...]
    reason: str
    example: tuple[date, date]
    is_sure: bool = True
    is_thin: bool = False


@dataclass(frozen=True, slots=True)
class Swaps:
    """Tables with the dates as the officer wants them; `open_cells` wait for the answer, by table."""

    sources: list[Source]
    open_cells: list[frozenset[str]]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def none(cls, sources: Sequence[Source]) -> Swaps:
        """The tables as they are, nothing asked."""
        return cls(list(sources), [frozenset() for _ in sources])


def settle_swaps(sources: Sequence[Source], answers: Answers, *, last_day: date, is_exported: bool = False) -> Swaps:
    """Ask about exchanged days and months in the tables of one file, and exchange them if told so.

    `last_day` is the day after which no date can be: the data day. `is_exported`: dates became text on their way out of
    a program that may write the month first, as a CSV with commas; then texts are doubted that fit both ways.
    """
    columns = [column for name in DATE_FIELDS if (column := _collect(sources, name)) is not None]
    found = [
        suspicion
        for column in columns
        if (suspicion := _suspect(column, last_day, is_exported=is_exported)) is not None
    ]
    problems = [_problem(one, Severity.WARNING) for one in found if one.is_thin]
    asked = [one for one in found if not one.is_thin]
    as_it_is = replace(Swaps.none(sources), problems=problems)
    if not asked:
        return as_it_is
    chosen = answers.settle(_question(asked), _problem(asked[0]))
    if chosen == _KEEP:
        return as_it_is
    touched = [
        frozenset(cell.ref for one in asked for there, cell in one.cells if there is source) for source in sources
    ]
    if chosen is None:
        return replace(as_it_is, open_cells=touched)
    swapped = [_swap_cells(source, refs) for source, refs in zip(sources, touched, strict=True)]
    return replace(as_it_is, sources=swapped)


def _cells(sources: Sequence[Source], name: str) -> Iterator[tuple[Source, Cell]]:
    for source in sources:
        for row in source.table.rows:
            if (cell := row.cells.get(name)) is not None:
                yield source, cell


def _collect(sources: Sequence[Source], name: str) -> _Column | None:
    header = next((s.table.columns[name] for s in sources if name in s.table.columns), None)
    if header is None:
        return None
    column = _Column(header)
    for source, cell in _cells(sources, name):
        if cell.kind == "date":
            tanggal = read_date(cell).tanggal
            if tanggal is None or tanggal.presisi is not Presisi.DAY:
                continue
            if tanggal.first.day > LAST_MONTH:
                return None  # with a day that is no month, nothing was exchanged
            if can_exchange(tanggal):
                column.real.append((source, cell, tanggal.first))
        elif cell.kind == "text" and (match := _NUMERIC.fullmatch(cell.text)):
            first, second = int(match[1]), int(match[3])
            if first > LAST_MONTH >= second:
                column.day_first.add(cell.text.strip())
            elif second > LAST_MONTH >= first:
                column.month_first.append((source, cell))
            elif first != second:
                column.either.append((source, cell))
    return column


def _suspect(column: _Column, last_day: date, *, is_exported: bool) -> _Suspicion | None:
    american = {cell.text.strip() for _, cell in column.month_first}
    if american:
        # Written by hand the American way; what Excel could take for a date, it took the other way round.
        if column.day_first or len(american) < (1 if is_exported else _FEWEST):
            return None
        cells = [*((s, c) for s, c, _ in column.real), *column.either, *column.month_first]
        example = _example(column)
        return _Suspicion(column, tuple(cells), "ada tanggal yang ditulis dengan bulan di depan", example)
    if is_exported and column.either and not column.real and not column.day_first:
        return _suspect_exported(column, last_day)
    if not column.real or column.either or any(exchange(day) > last_day for _, _, day in column.real):
        return None
    dates = {day for _, _, day in column.real}
    late = {day for day in dates if day > last_day}
    if not column.day_first and len(late) < _FEWEST:
        return None
    cells = [(source, cell) for source, cell, _ in column.real]
    reasons = []
    if column.day_first:
        reasons.append("tanggal lain di kolom itu (hari 13 ke atas) tertinggal sebagai teks")
    if late:
        reasons.append(f"sebagian jatuh sesudah {format_date(last_day)}")
    is_thin = len(dates) < _FEWEST and not late
    return _Suspicion(
        column,
        tuple(cells),
        join_words(reasons),
        (column.real[0][2], exchange(column.real[0][2])),
        is_sure=bool(late) or len(dates) >= _SURE,
        is_thin=is_thin,
    )


def _suspect_exported(column: _Column, last_day: date) -> _Suspicion | None:
    """Texts of which each fits both ways: nothing in the file tells which one the program meant."""
    read = [(read_date(cell).tanggal, read_date(_exchanged(cell)).tanggal) for _, cell in column.either]
    days = {(first.first, second.first) for first, second in read if first is not None and second is not None}
    if not days or any(second > last_day for _, second in days):
        return None
    is_late = any(first > last_day for first, _ in days)
    reason = "berkas teks (CSV) dapat berasal dari program yang menulis bulan di depan"
    return _Suspicion(column, tuple(column.either), reason, _example(column), is_sure=is_late)


def _example(column: _Column) -> tuple[date, date]:
    """One date both ways; a text that is no date day first stands for the second way alone."""
    if column.real:
        return column.real[0][2], exchange(column.real[0][2])
    _, cell = (column.either or column.month_first)[0]
    second = read_date(_exchanged(cell)).tanggal
    first = read_date(cell).tanggal or second
    assert first is not None and second is not None
    return first.first, second.first


def _question(asked: Sequence[_Suspicion]) -> Question:
    first, second = (format_date(day) for day in asked[0].example)
    names = join_words([f'"{one.column.header}"' for one in asked])
    count = format_count(sum(len(one.cells) for one in asked))
    return Question(
        id="date_maybe_swapped",
        code="DATE_MAYBE_SWAPPED",
        text=f"Kolom {names}: hari dan bulan pada {count} tanggal mungkin tertukar, karena {asked[0].reason}. "
        "Mana yang benar?",
        options=(
            Option(_SWAP, f"Tukar hari dan bulan, misalnya menjadi {second}"),
            Option(_KEEP, f"Biarkan seperti terbaca, misalnya {first}"),
        ),
        suggested=_SWAP if all(one.is_sure for one in asked) else _KEEP,
    )


def _problem(one: _Suspicion, severity: Severity | None = None) -> Problem:
    source, cell = one.cells[0]
    first, second = (format_date(day) for day in one.example)
    return source.problem(
        "DATE_MAYBE_SWAPPED",
        severity=severity,
        cell=cell.source_ref,
        column=one.column.header,
        value=f"{one.example[0]:%d/%m/%Y}" if cell.kind == "date" else cell.text,
        suggestion=second,
        count=format_count(len(one.cells)),
        first=first,
        second=second,
        reason=one.reason,
    )


def _exchanged(cell: Cell) -> Cell:
    return cell._replace(text=_exchange_text(cell.text))


def _exchange_text(text: str) -> str:
    match = _NUMERIC.fullmatch(text)
    return f"{match[3]}{match[2]}{match[1]}{match[4]}" if match else text


def _swap_cells(source: Source, refs: frozenset[str]) -> Source:
    if not refs:
        return source
    rows = [
        replace(row, cells={name: _swap(cell) if cell.ref in refs else cell for name, cell in row.cells.items()})
        for row in source.table.rows
    ]
    return replace(source, table=replace(source.table, rows=rows))


def _swap(cell: Cell) -> Cell:
    if cell.kind != "date":
        return _exchanged(cell)
    return cell._replace(text=Tanggal(exchange(date.fromisoformat(cell.text[:10]))).iso())
