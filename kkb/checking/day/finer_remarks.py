"""A rung beside the status Belum, in a remark, a column "Tahapan" or the same cell: which holds, a person says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kkb.checking.questions import Answers
from kkb.checking.rows.read_row import ReadRow
from kkb.checking.values.remarks import rung_of
from kkb.checking.values.status import StatusReading
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count, join_words
from kkb.problems import make_problem, shorten
from kkb.schema import RUNGS, RUNGS_BETWEEN, Tahap

_USE, _LEAVE = "pakai", "belum"
_COLUMN = "tahapan"
_WHERE = {"status": "kata di belakangnya", _COLUMN: "kolom lain", "keterangan": "keterangan"}


def settle_finer(rows: Sequence[ReadRow], answers: Answers) -> None:
    """Ask once about the rows of one file, and give them the rung beside their status if told so."""
    told = [(row, *finer) for row in rows if (finer := _finer_rung(row)) is not None]
    if not told:
        return
    first, field, _ = told[0]
    counts = Counter(rung for _, _, rung in told)
    names = join_words([f"{rung.value} {format_count(counts[rung])} desa" for rung in RUNGS if rung in counts])
    where = join_words(list(dict.fromkeys(_WHERE[field] for _, field, _ in told)))
    cell = first.source.cells[field]
    question = Question(
        id="status_finer",
        code="STATUS_FINER",
        text="Status tertulis Belum, sedangkan keterangan, kolom lain atau kata di belakangnya menyebut tahap. "
        "Mana yang dipakai?",
        options=(
            Option(_USE, "Tahap yang disebut itu"),
            Option(_LEAVE, "Belum, seperti di kolom status"),
        ),
        suggested=_USE,
    )
    facts = {"count": format_count(len(told)), "where": where, "names": names}
    problem = make_problem(
        "STATUS_FINER", file=first.file, sheet=first.sheet, cell=cell.source_ref, value=cell.text, facts=facts
    )
    found = f'{names}, misalnya "{shorten(cell.text)}"'
    chosen = answers.settle(question, problem, found=found)
    for row, _, rung in told:
        if chosen == _USE:
            row.status = StatusReading(rung)
        elif chosen is None:
            row.is_open = True


def _finer_rung(row: ReadRow) -> tuple[str, Tahap] | None:
    """The field that tells a rung between Belum and Terbentuk, and the rung, if the status of the row is Belum."""
    if row.desa is None or row.is_repeat or row.is_skipped or row.has_error or row.status.tahap is not Tahap.BELUM:
        return None
    found = {
        "status": row.status.finer,
        _COLUMN: rung_of(row.text_of(_COLUMN)),
        "keterangan": rung_of(row.remark),
    }
    return next(((field, rung) for field, rung in found.items() if rung in RUNGS_BETWEEN), None)
