"""Rows that name a kecamatan without saying so: "GANTUNG" alone above the desa of Gantung."""

from __future__ import annotations

import re

from kkb.workbook import row_kinds

_ORDINAL = re.compile(r"(?:[ivxl]{1,6}|[a-z])[.)]?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_NAME = re.compile(r"[^\W\d_][\w .'’-]{2,40}")
_LONGEST_NAME = 3
_MOSTLY = 0.8


def bare_headings(rows: list[row_kinds.Row], columns: dict[str, int]) -> dict[int, tuple[int, str]]:
    """Row → (column, name) of the rows that head a block by a bare name; {} unless the table is surely so built.

    It is if it has no column of kecamatan, its first row is such a heading, a row of a desa follows each, and the
    headings differ from rows of desa: by their place, their number (none or Roman, where desa have one), or their
    capitals.
    """
    filled = [row for row in rows if not row.is_blank]
    if "kecamatan" in columns or not filled:
        return {}
    likely = {i: found for i, row in enumerate(filled) if (found := _bare_name(row, columns)) is not None}
    others = [row for i, row in enumerate(filled) if i not in likely and "desa" in row.cells]
    if 0 not in likely or not others or any(_follows_badly(i, likely, filled, columns) for i in likely):
        return {}
    in_desa_column = [i for i, (column, _) in likely.items() if column == columns["desa"]]
    if in_desa_column:
        numbered = sum("no" in row.cells and _NUMBER.fullmatch(row.cells["no"].text) is not None for row in others)
        in_capitals = sum(row.cells["desa"].text.isupper() for row in others)
        has_capitals = all(likely[i][1].isupper() for i in in_desa_column)
        if numbered < _MOSTLY * len(others) and not (has_capitals and in_capitals < (1 - _MOSTLY) * len(others)):
            return {}
    return {filled[i].row: found for i, found in likely.items()}


def _follows_badly(
    index: int, likely: dict[int, tuple[int, str]], filled: list[row_kinds.Row], columns: dict[str, int]
) -> bool:
    following = index + 1
    if following in likely or following >= len(filled):
        return True
    row = filled[following]
    return "desa" not in row.cells or row_kinds.total_label(row, columns) is not None


def _bare_name(row: row_kinds.Row, columns: dict[str, int]) -> tuple[int, str] | None:
    """(column, name) of a row with one short name, at most an ordinal before it and amounts behind."""
    number = row.cells.get("no")
    words = [
        (column, text)
        for column, text in row_kinds.heading_words(row, columns)
        if not (_ORDINAL.fullmatch(text) and column < columns["desa"])
    ]
    if len(words) != 1 or words[0][0] > columns["desa"]:
        return None
    if row_kinds.says_kecamatan(row, columns) is not None:
        return None
    column, name = words[0]
    if not _NAME.fullmatch(name) or len(name.split()) > _LONGEST_NAME or row_kinds.total_label(row, columns):
        return None
    has_number = number is not None and _NUMBER.fullmatch(number.text) is not None
    has_ordinal = number is not None and _ORDINAL.fullmatch(number.text) is not None
    is_counted = has_ordinal and row.has_only_amounts
    if has_number or ((row.has_facts or "keterangan" in row.cells) and not is_counted) or row_kinds.is_recap(row):
        return None
    return column, name
