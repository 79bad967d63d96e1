"""A status with the day of the formation or its decree behind it, in one cell: "Terbentuk, 3 Oktober 2017"."""

from __future__ import annotations

import re
from dataclasses import replace

from kkb.blanks import NOTHING
from kkb.checking.rows.read_row import ReadRow
from kkb.checking.values.dates import NO_DATE, read_date, read_date_text
from kkb.checking.values.status import StatusReading, read_status
from kkb.recap import Cell
from kkb.schema import Tahap

_BETWEEN = re.compile(r"[\s,;:(–-]+")
_BEFORE_DATE = re.compile(r"(?:(?:sejak|pada|per|tahun|thn|th|tanggal|tgl)\b\.?[\s:]*)+")
_IS_NUMBER_OF_DECREE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{4}")
"""12/2018 may be December, or decree 12 of 2018."""

_DECREE = re.compile(
    r"(?P<head>\w[^\d]*?)[\s,;:(/–-]+(?P<decree>(?:(?:no|nomor)\b\.?\s*)?sk\b[^()]*\d[^()]*)\)?", re.IGNORECASE
)
"""A status before the number of a decree: "Sudah (SK no 12)"."""

_LONGEST = 80


def part_status(row: ReadRow) -> StatusReading:
    """What the status cell says once a date or decree behind it is put into the row, which has none of its own.

    Only behind Terbentuk: the day beside any other rung is not that of a formation. A cell that cannot be parted
    says what it said; so does one beside another date. The decree of the column of decrees is kept.
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
        if status.tahap is not Tahap.TERBENTUK or _IS_NUMBER_OF_DECREE.fullmatch(behind):
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
