"""A table that tells the status of several times side by side: "Status 2022", "Status 2023", or a word a year."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kkb.blanks import DASHES
from kkb.workbook.grid import Described
from kkb.workbook.rows import row_kinds
from kkb.workbook.tables.groups import Group, holds_only_marks
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import field_named, period_of, recognise, year_of

_FEWEST = 2
_OF_A_PERIOD = ("tanggal", "no_sk", "tanggal_sk", "keterangan")
Contents = Mapping[int, list[Described]]


def copy_header(header: Header, period: str) -> Header:
    """The header once more, to be settled for one period."""
    return replace(header, fields=dict(header.fields), groups=dict(header.groups), period=period)


def status_periods(header: Header, contents: Contents) -> list[Header]:
    """One header for each filled column of a status that speaks for its own period; [] if there are not several such
    columns, filled or blank."""
    columns = _named_status(header, contents) or _bare_periods(header, contents)
    if len(columns) < _FEWEST:
        return []
    filled = [column for column in columns if any(text not in DASHES for _, text in contents[column])]
    periods = []
    for column in filled or columns:
        copied = copy_header(header, header.texts[column])
        copied.fields["status"] = column
        copied.fields |= _beside(header, column, columns)
        periods.append(copied)
    return periods


def _named_status(header: Header, contents: Contents) -> list[int]:
    """The columns that are as surely a status as the chosen one, one for each period; [] for a mark in the year of the
    formation."""
    likely = {
        column: (verdict[1], period_of(text))
        for column, text in header.texts.items()
        if (verdict := recognise(text)) is not None and verdict[0] == "status"
    }
    chosen = likely.get(header.fields.get("status", -1))
    if chosen is None or not chosen[1]:
        return []
    alike = {period: column for column, (sure, period) in reversed(likely.items()) if sure == chosen[0] and period}
    columns = sorted(alike.values())
    is_marked_by_year = all(year_of(header.own[column]) and holds_only_marks(contents[column]) for column in columns)
    return [] if is_marked_by_year else columns


def _bare_periods(header: Header, contents: Contents) -> list[int]:
    """The columns of periods alone, where nothing but words of a status stand in them, a rung among them; those of
    years are others."""
    columns = [column for column in header.periods if _tells_status(contents[column])]
    is_told = any(row_kinds.names_rung(text) for column in columns for _, text in contents[column])
    is_by_year = all(year_of(header.own[column]) is not None for column in columns)
    is_whole = is_told and len(columns) == len(header.periods) and not is_by_year
    return columns if is_whole and "status" not in header.fields else []


def _tells_status(cells: list[Described]) -> bool:
    return all(row_kinds.reads_like_status(text) or text in DASHES for _, text in cells)


def _beside(header: Header, column: int, columns: Collection[int]) -> dict[str, int]:
    """The fields that stand right of the status of one period, before that of the next: its own date, its own SK."""
    end = min((other for other in columns if other > column), default=max(header.texts) + 1)
    between = [other for other in reversed(range(column + 1, end)) if other in header.own]
    named = {other: field_named(header.own[other]) for other in between}
    return {name: other for other, name in named.items() if name in _OF_A_PERIOD}


def year_periods(header: Header, contents: Contents) -> list[Header]:
    """One header for each filled column of several years with words of a status under them; the first "Sudah" is the
    year of the formation. [] unless nothing else stands there."""
    cells = [cell for column in header.years for cell in contents[column]]
    if "status" in header.fields or not cells or holds_only_marks(cells) or not _tells_status(cells):
        return []
    years = {column: str(year_of(header.own[column])) for column in header.years}
    periods = []
    for column, year in sorted(years.items()):
        if not contents[column]:
            continue
        copied = copy_header(header, header.texts[column])
        copied.fields = {name: other for name, other in copied.fields.items() if other not in years}
        until = {other: one for other, one in years.items() if one <= year}
        copied.fields["status"] = column
        if "tanggal" not in copied.fields:
            copied.fields["tanggal"] = min(until)
            copied.groups["tanggal"] = Group("years", until, header.upper.get(column, ""), is_cumulative=True)
        periods.append(copied)
    return periods
