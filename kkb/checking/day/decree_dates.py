"""Formed desa whose only date is that of their decree: a person says whether it is the date of formation, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kkb.checking.questions import Answers
from kkb.checking.rows.dates import says_not_known
from kkb.checking.rows.read_row import ReadRow
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count
from kkb.problems import make_problem
from kkb.schema import Presisi, Tahap
from kkb.state import DesaHistory

_USE, _LEAVE = "pakai", "tidak"


def are_whole_days(files: Iterable[Sequence[ReadRow]]) -> bool:
    """True if every date of a decree is a whole day of its own column where it may stand for that of formation, in all
    files together; one that a remark tells was not meant for it."""
    formed = (
        row for rows in files if not _tells_dates(rows) for row in rows if row.status.tahap is Tahap.TERBENTUK
    )
    dated = (row for row in formed if "tanggal_sk" in row.dates)
    return all(row.dates["tanggal_sk"].presisi is Presisi.DAY and not _is_in_remark(row) for row in dated)


def settle_decree_dates(
    rows: Sequence[ReadRow], histories: Mapping[str, DesaHistory], day: date, answers: Answers, *, is_suggested: bool
) -> None:
    """Ask about the rows of one file, and date those formed desa that no file and no store has a date for.

    Nothing is asked where a row tells a date of formation or of a launch: the recap then has a place for it.
    `is_suggested`: whether to use the date of the decree is suggested, the same for all files (`are_whole_days`).
    """
    if _tells_dates(rows):
        return
    undated = [row for row in rows if _lacks_date(row, histories, day)]
    if not undated:
        return
    question = Question(
        id="date_from_decree",
        code="DATE_FROM_DECREE",
        text="Tanggal pembentukan tidak ada, tanggal SK ada. Pakai tanggal SK sebagai tanggal pembentukan?",
        options=(
            Option(_USE, "Pakai tanggal SK sebagai tanggal pembentukan"),
            Option(_LEAVE, "Biarkan tanpa tanggal pembentukan; dihitung sejak pertama kali dilaporkan"),
        ),
        suggested=_USE if is_suggested else _LEAVE,
    )
    first, count = undated[0], format_count(len(undated))
    problem = make_problem(
        "DATE_FROM_DECREE",
        file=first.file,
        sheet=first.sheet,
        cell=first.source.cells["tanggal_sk"].source_ref,
        facts={"count": count},
    )
    chosen = answers.settle(question, problem, found=f"{count} desa")
    for row in undated:
        if chosen == _USE:
            row.dates["tanggal"] = row.dates["tanggal_sk"]
        elif chosen is None:
            row.is_open = True
            row.bad_dates.add("tanggal")


def _is_in_remark(row: ReadRow) -> bool:
    cell, remark = row.source.cells.get("tanggal_sk"), row.source.cells.get("keterangan")
    return cell is not None and remark is not None and cell.ref == remark.ref


def _tells_dates(rows: Sequence[ReadRow]) -> bool:
    """True if a row tells a date of formation or of a launch, be it one that nobody can read."""
    names = ("tanggal", "tanggal_pencanangan")
    return any(name in row.dates or name in row.bad_dates for row in rows for name in names)


def _lacks_date(row: ReadRow, histories: Mapping[str, DesaHistory], day: date) -> bool:
    """True if the row would be stored as formed without a date, although that of its decree is known."""
    if row.desa is None or row.status.tahap is not Tahap.TERBENTUK or "tanggal_sk" not in row.dates:
        return False
    if row.is_repeat or row.is_skipped or row.has_error or "tanggal" in row.supplied:
        return False
    history = histories.get(row.desa.kode_desa)
    if history is None or history.ended_before(day) is not None:
        return True
    if says_not_known(row.source.cells.get("tanggal")) and any(
        formation.tanggal_sk == row.dates["tanggal_sk"] for formation in history.formations
    ):
        # So our own recap writes a date that was left open: it has been asked before.
        return False
    return not any(formation.tanggal for formation in history.formations)
