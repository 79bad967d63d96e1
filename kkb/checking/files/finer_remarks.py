"""A remark that tells a rung beside the status Belum: "Sudah sosialisasi". Which of the two holds, a person says."""

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
from kkb.schema import RUNGS, Tahap

_USE, _LEAVE = "pakai", "belum"
_BETWEEN = (Tahap.SOSIALISASI, Tahap.MERINTIS)


def settle_remarks(rows: Sequence[ReadRow], answers: Answers) -> None:
    """Ask once about the rows of one file, and give them the rung of their remark if told so."""
    told = [(row, rung) for row in rows if (rung := _finer_rung(row)) is not None]
    if not told:
        return
    first, _ = told[0]
    counts = Counter(rung for _, rung in told)
    names = join_words([f"{rung.value} {format_count(counts[rung])} desa" for rung in RUNGS if rung in counts])
    question = Question(
        id="status_finer",
        code="STATUS_FINER",
        text=f"Status {format_count(len(told))} desa tertulis Belum, sedangkan keterangannya menyebut tahap (misalnya "
        f'"{shorten(first.remark)}"). Mana yang dipakai?',
        options=(
            Option(_USE, f"Tahap dalam keterangan: {names}"),
            Option(_LEAVE, "Belum, seperti di kolom status"),
        ),
        suggested=_USE,
    )
    cell = first.source.cells["keterangan"]
    facts = {"count": format_count(len(told)), "names": names}
    problem = make_problem(
        "STATUS_FINER", file=first.file, sheet=first.sheet, cell=cell.source_ref, value=first.remark, facts=facts
    )
    chosen = answers.settle(question, problem, file=first.file)
    for row, rung in told:
        if chosen == _USE:
            row.status = StatusReading(rung)
        elif chosen is None:
            row.is_open = True


def _finer_rung(row: ReadRow) -> Tahap | None:
    """The rung between Belum and Terbentuk that the remark of a row tells, if its status is Belum."""
    if row.desa is None or row.is_repeat or row.is_skipped or row.has_error or row.status.tahap is not Tahap.BELUM:
        return None
    rung = rung_of(row.remark)
    return rung if rung in _BETWEEN else None
