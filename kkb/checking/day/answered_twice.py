"""A form that a desa has answered more than once: each answer is a row, and which of them holds is asked once."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.checking.questions import Answers
from kkb.checking.rows.questions import SKIP
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count, join_words
from kkb.problems import Severity
from kkb.recap import MOMENT_HEADERS, Table

_LAST, _FIRST = "terakhir", "pertama"
_NAMED = 6


def is_form(table: Table) -> bool:
    """True for the answers to a form: they stand in the order in which they were sent."""
    return any(header.casefold() in MOMENT_HEADERS for header in table.extra_columns)


def settle_answered_twice(groups: Sequence[Sequence[ReadRow]], answers: Answers, problem: CellProblems) -> None:
    """Ask once which answer of each desa holds; `groups` are the contradictory rows of each, all of one table."""
    names = join_words([row.desa.desa for row, *_ in groups if row.desa is not None], _NAMED)
    first = groups[0][0]
    others = join_words([str(row.source.row) for row in groups[0][1:]])
    asked = problem(
        first.source, "desa", "ROW_DUP_CONFLICT", severity=Severity.QUESTION, subject=f"desa {names}", rows=others
    )
    question = Question(
        id="row_dup_conflict",
        code="ROW_DUP_CONFLICT",
        text=f"{format_count(len(groups))} desa mengisi formulir lebih dari sekali dengan isi berbeda ({names}). "
        "Jawaban mana yang dipakai?",
        options=(
            Option(_LAST, f"Yang terakhir: baris {_rows_at(-1, groups)}"),
            Option(_FIRST, f"Yang pertama: baris {_rows_at(0, groups)}"),
            Option(SKIP, "Lewati baris-baris itu; desanya tetap seperti yang tersimpan"),
        ),
        suggested=_LAST,
    )
    chosen = answers.settle(question, asked)
    for group in groups:
        kept = {_LAST: group[-1], _FIRST: group[0]}.get(chosen or "")
        for row in group:
            if row is kept:
                others = join_words([str(other.source.row) for other in group if other is not row])
                row.reason = f"Tertulis juga pada baris {others}; yang dipakai baris ini, menurut jawaban Anda."
                continue
            row.is_open = row.is_open or chosen is None
            row.is_repeat = chosen is None or kept is not None
            row.is_skipped = chosen == SKIP
            row.problems = []
            row.reason = "Dilewati menurut jawaban Anda." if row.is_skipped else None


def _rows_at(place: int, groups: Sequence[Sequence[ReadRow]]) -> str:
    return join_words([str(group[place].source.row) for group in groups], _NAMED)
