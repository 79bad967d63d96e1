"""Which of several periods side by side is meant: the one that the data day falls into, or a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kkb.checking.files.data_day import Covers, find_likely_day, span_of
from kkb.checking.questions import Answers
from kkb.checking.values.letters import visible
from kkb.checking.verdict import Option, Question
from kkb.formatting import join_words
from kkb.problems import make_problem, shorten
from kkb.recap import Table

_PERIODS_NAMED = 12


def choose_periods(
    file: int, file_name: str, tables: Sequence[Table], covers: Covers, answers: Answers
) -> list[Table] | None:
    """The tables of a file, of each that was read once for every period of its status only one; None while the officer
    has not chosen."""
    by_place: dict[tuple[str, tuple[int, ...]], list[Table]] = defaultdict(list)
    for place, table in enumerate(tables):
        by_place[table.sheet, table.header_rows if table.period else (-place,)].append(table)
    chosen = [_choose(file, file_name, alike, covers, answers) for alike in by_place.values()]
    settled = [table for table in chosen if table is not None]
    return settled if len(settled) == len(chosen) else None


def _choose(file: int, file_name: str, periods: list[Table], covers: Covers, answers: Answers) -> Table | None:
    """The table of one period: the only one that the data day falls into, or the one that the officer chooses.

    The newest that has begun by then is suggested; where no year is known the last from the left.
    """
    if len(periods) == 1:
        return periods[0]
    title = [cell for cell in periods[0].above if all(cell in other.above for other in periods)]
    day, is_sure = find_likely_day(replace(periods[0], above=title), file_name, covers)
    spans = [span_of(table.period, day.year if day else None) for table in periods]
    known = [(span, table) for span, table in zip(spans, periods, strict=True) if span is not None]
    within = [table for (first, last), table in known if day is not None and first <= day <= last]
    if len(within) == 1 and is_sure:
        return within[0]
    begun = [(last, place) for place, ((first, last), _) in enumerate(known) if day is None or first <= day]
    suggested = known[max(begun)[1]][1] if begun and len(known) == len(periods) else periods[-1]
    if len({tuple((row.text_of("status"), row.text_of("tanggal")) for row in one.rows) for one in periods}) == 1:
        return suggested
    question = Question(
        id="status_period",
        code="STATUS_PERIOD",
        text="Status tertulis untuk beberapa masa berdampingan. Masa mana yang dipakai?",
        options=tuple(Option(one.period, shorten(visible(one.period))) for one in periods),
        suggested=suggested.period,
    )
    names = join_words([f'"{option.label}"' for option in question.options], _PERIODS_NAMED)
    cell = f"{suggested.column_letters['status']}{suggested.header_rows[-1]}"
    problem = make_problem("STATUS_PERIOD", file=file, sheet=suggested.sheet, cell=cell, facts={"names": names})
    answer = answers.settle(question, problem)
    return next((one for one in periods if one.period == answer), None)
