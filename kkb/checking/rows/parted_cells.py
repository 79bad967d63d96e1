"""Cells that hold two facts: the number and the date of a decree, a status and what is told behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from kkb.blanks import NOTHING
from kkb.checking.rows.dates import says_no_date
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.dates import NO_DATE, read_date, read_date_text
from kkb.checking.values.decrees import Decree, split_decree
from kkb.checking.values.letters import clean_text
from kkb.checking.values.remarks import decree_in
from kkb.checking.values.status import StatusReading, read_status
from kkb.recap import Cell
from kkb.schema import Tahap

_BETWEEN = re.compile(r"[\s,;:(–-]+")
_BEFORE_DATE = re.compile(r"(?:(?:sejak|pada|per|tahun|thn|th|tanggal|tgl)\b\.?[\s:]*)+")
_IS_NUMBER_OF_DECREE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{4}")
"""12/2018 may be December, or decree 12 of 2018."""

_MONTH_IN_BRACKETS = re.compile(r"[^()\d]*bentuk ?\(\d{1,2}\s*[/.-]\s*\d{4}\)")
"""In brackets right behind a word of forming it is when: "Sudah dibentuk (3/2019)"."""

_DECREE = re.compile(
    r"(?P<head>\w[^\d]*?)[\s,;:(/–-]+(?P<decree>(?:(?:no|nomor)\b\.?\s*)?sk\b[^()]*\d[^()]*)\)?", re.IGNORECASE
)
"""A status before the number of a decree: "Sudah (SK no 12)"."""

_LONGEST = 80


def part_decree(row: ReadRow) -> Decree | None:
    """Part the cell of the SK number into number and date; None if it surely holds no date.

    The date becomes that of the SK if the row has no other: both then stand in one cell.
    """
    cell = row.source.cells.get("no_sk")
    decree = split_decree(cell.text) if cell is not None and cell.kind == "text" else None
    if cell is None or decree is None:
        return None
    cells = {**row.source.cells, "no_sk": cell._replace(text=decree.number)}
    stated = cells.get("tanggal_sk")
    reading = read_date(stated)
    is_blank = reading.tanggal is None and reading.fault is None
    if stated is None or is_blank or says_no_date(stated, "tanggal_sk", None):
        cells["tanggal_sk"] = cell._replace(text=decree.date)
    row.source = replace(row.source, cells=cells)
    return decree


def take_decree_of_remark(row: ReadRow) -> Cell | None:
    """Put the decree of a formed Pokja into the row, where its remark tells nothing else and no other cell tells one;
    the cell of the remark then, else None."""
    remark, own = row.source.cells.get("keterangan"), row.source.cells.get("no_sk")
    is_blank = own is None or own.text.strip().casefold() in NOTHING
    if remark is None or remark.kind != "text" or not is_blank or row.status.tahap is not Tahap.TERBENTUK:
        return None
    decree = decree_in(clean_text(remark.text))
    if decree is None:
        return None
    row.source = replace(row.source, cells=row.source.cells | {"no_sk": remark._replace(text=decree)})
    return remark


def compare_dates(row: ReadRow, decree: Decree, problem: CellProblems) -> None:
    """Report a date beside the number that the column of the SK's date contradicts; the column is stored."""
    written, stated = read_date_text(decree.date).tanggal, row.dates.get("tanggal_sk")
    if written is None or stated is None or written.contains(stated) or stated.contains(written):
        return
    row.report(
        problem(
            row.source,
            "no_sk",
            "SK_DATE_DIFFERS",
            value=decree.date,
            written=written.words(),
            stated=stated.words(),
        )
    )


def part_status(row: ReadRow) -> StatusReading:
    """What the status cell says once a date or decree behind it is put into the row, which has none of its own.

    Only behind Terbentuk: the day beside any other rung is not that of a formation; beside a word of dissolution it is
    that of the end (`kkb.checking.values.remarks.end_in`). A cell that cannot be parted says what it said; so does one
    beside another date. The decree of the column of decrees is kept.
    """
    text = " ".join(row.text_of("status").casefold().split())
    whole = read_status(text)
    if len(text) > _LONGEST:
        return whole
    if match := _DECREE.fullmatch(" ".join(row.text_of("status").split())):
        status = read_status(match["head"])
        if status.tahap is Tahap.TERBENTUK:
            own, cell = row.source.cells.get("no_sk"), row.source.cells["status"]
            if own is None or own.text.strip().casefold() in NOTHING:
                decree = Cell(cell.ref, "text", match["decree"], cell.merged_from)
                row.source = replace(row.source, cells=row.source.cells | {"no_sk": decree})
            return status
    for gap in _BETWEEN.finditer(text):
        status = read_status(text[: gap.start()])
        behind = _BEFORE_DATE.sub("", text[gap.end() :]).rstrip(" ).")
        if status.is_inactive and read_date_text(behind).tanggal is not None:
            return status
        is_number = _IS_NUMBER_OF_DECREE.fullmatch(behind) and not _MONTH_IN_BRACKETS.fullmatch(text)
        if status.tahap is not Tahap.TERBENTUK or is_number:
            continue
        tanggal = read_date_text(behind).tanggal
        if tanggal is None:
            continue
        own = row.source.cells.get("tanggal")
        if own is not None and own.text.strip().casefold() not in NO_DATE:
            return status if read_date(own).tanggal == tanggal else whole
        cell = row.source.cells["status"]
        dated = Cell(cell.ref, "text", behind, cell.merged_from)
        row.source = replace(row.source, cells=row.source.cells | {"tanggal": dated})
        return status
    return whole
