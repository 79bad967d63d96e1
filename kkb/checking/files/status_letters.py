"""Statuses of one letter: a T is Terbentuk, as on the tiles of this program, or Tidak. Read where others prove it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from kkb.checking.questions import Answers
from kkb.checking.request import Source
from kkb.checking.rows.row import tells_formation
from kkb.checking.values.status import StatusReading, read_status
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count, join_words
from kkb.problems import Problem, Severity
from kkb.recap import TableRow
from kkb.schema import Tahap

_RUNG_OF = {"b": Tahap.BELUM, "s": Tahap.SOSIALISASI, "m": Tahap.MERINTIS, "t": Tahap.TERBENTUK}
"""The letters of the tiles. An S may be Sudah: it means something only beside an M."""

_CELLS_NAMED = 12


@dataclass(frozen=True, slots=True)
class Meanings:
    """Number of a row → what its letter, or its blank, means; `problems` say so."""

    meanings: dict[int, StatusReading] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def settle_letters(source: Source, answers: Answers) -> Meanings:
    """What the letters in the column of status mean; unclear while the officer has not said.

    Nothing is said of a column without a T.
    """
    written = [(row, _word(row)) for row in source.table.rows if "status" in row.cells]
    unclear = [row for row, word in written if word == "t"]
    if not unclear or source.table.ticks:
        return Meanings()
    said = {word for _, word in written}
    if "m" in said or ("b" in said and "s" not in said):
        rungs = {row.row: _RUNG_OF[word] for row, word in written if word in _RUNG_OF}
        told = join_words([f"{word.upper()} {rung.value}" for word, rung in _RUNG_OF.items() if word in said])
        problem = describe_problem(source, unclear, f"dibaca: {told}", Severity.INFO)
        return Meanings({number: StatusReading(rung) for number, rung in rungs.items()}, [problem])
    if said & {"y", "ya"}:
        problem = describe_problem(source, unclear, "dibaca Tidak, karena di kolom itu Y berarti Ya", Severity.INFO)
        return Meanings(_all_mean(unclear, Tahap.BELUM), [problem])
    problem = describe_problem(source, unclear, "dapat berarti Terbentuk atau Tidak; pilih artinya")
    chosen = answers.settle(_question(unclear, said), problem, found=f"{format_count(len(unclear))} desa")
    if chosen is None:
        return Meanings({row.row: StatusReading(is_unclear=True) for row in unclear})
    return Meanings(_all_mean(unclear, Tahap(chosen)))


def _word(row: TableRow) -> str:
    return row.text_of("status").strip().rstrip(".").casefold()


def _all_mean(rows: Sequence[TableRow], tahap: Tahap) -> dict[int, StatusReading]:
    return {row.row: StatusReading(tahap, is_mark=True) for row in rows}


def _question(unclear: Sequence[TableRow], said: Collection[str]) -> Question:
    suggested = None
    if any(tells_formation(row) for row in unclear):
        suggested = Tahap.TERBENTUK.value
    elif any(read_status(word).tahap is Tahap.TERBENTUK for word in said):
        suggested = Tahap.BELUM.value
    return Question(
        id="status_letter",
        code="STATUS_LETTER",
        text='Status hanya tertulis "T". Apa artinya?',
        options=(
            Option(Tahap.TERBENTUK.value, "Terbentuk"),
            Option(Tahap.BELUM.value, "Tidak: Pokja belum terbentuk"),
        ),
        suggested=suggested,
    )


def describe_problem(
    source: Source, rows: Sequence[TableRow], told: str, severity: Severity | None = None
) -> Problem:
    """The finding at the rows whose status is a letter or a number: `told` says how it is read, or that it is not."""
    cells = [row.cells["status"].source_ref for row in rows]
    return source.problem(
        "STATUS_LETTER",
        severity=severity,
        cell=cells[0],
        column=source.table.columns["status"],
        value=rows[0].text_of("status"),
        told=told,
        cells=join_words(cells, _CELLS_NAMED),
    )
