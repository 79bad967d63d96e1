"""A table that tells the status of several times side by side: "Status 2022", "Status 2023", or a word a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kkb.blanks import DASHES
from kkb.workbook.grid import Described
from kkb.workbook.rows import row_kinds
from kkb.workbook.tables.groups import Group, holds_only_marks
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import period_of, recognise, year_of

_FEWEST = 2


def copy_header(header: Header) -> Header:
    """The header once more, to be settled otherwise."""
    return replace(header, fields=dict(header.fields), groups=dict(header.groups))


def status_periods(header: Header) -> list[Header]:
    """One header for each of several columns of a status that speak for different periods; [] for one alone."""
    likely = {
        column: (verdict[1], period_of(text))
        for column, text in header.texts.items()
        if (verdict := recognise(text)) is not None and verdict[0] == "status"
    }
    chosen = likely.get(header.fields.get("status", -1))
    if chosen is None or not chosen[1]:
        return []
    alike = {period: column for column, (sure, period) in reversed(likely.items()) if sure == chosen[0] and period}
    if len(alike) < _FEWEST:
        return []
    periods = []
    for column in sorted(alike.values()):
        periods.append(copy_header(header))
        periods[-1].fields["status"] = column
    return periods


def year_periods(header: Header, contents: Mapping[int, list[Described]]) -> list[Header]:
    """One header for each of several years with words of a status under them; the first "Sudah" is the year of the
    formation. [] unless nothing else stands there."""
    cells = [cell for column in header.years for cell in contents[column]]
    is_told = all(row_kinds.reads_like_status(text) or text in DASHES for _, text in cells)
    if "status" in header.fields or not cells or holds_only_marks(cells) or not is_told:
        return []
    years = {column: str(year_of(header.own[column])) for column in header.years}
    periods = []
    for column, year in sorted(years.items()):
        copied = copy_header(header)
        copied.fields = {name: other for name, other in copied.fields.items() if other not in years}
        until = {other: one for other, one in years.items() if one <= year}
        copied.fields["status"] = column
        if "tanggal" not in copied.fields:
            copied.fields["tanggal"] = min(until)
            copied.groups["tanggal"] = Group("years", until, header.upper.get(column, ""), is_cumulative=True)
        periods.append(copied)
    return periods
