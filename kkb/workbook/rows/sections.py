"""Rows that name a kecamatan without saying so: "GANTUNG" alone above the desa of Gantung."""

from __future__ import annotations

import re

from kkb.recap import Cell
from kkb.workbook.rows import row_kinds

_ORDINAL = re.compile(r"(?:[ivxl]{1,6}|[a-z])[.)]?", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"(?:[ivxl]{1,6}|[a-j])[.)]\s+", re.IGNORECASE)
"""An ordinal in the cell of the name: "II. GANTUNG". No letter that abbreviates a name: "S. Pesak", "K. Kampit"."""

_NUMBER = re.compile(r"\d{1,3}[.)]?")
_NAME = re.compile(r"[^\W\d_][\w .'’-]{2,40}")
_LONGEST_NAME = 3
_MOSTLY = 0.8
_FEWEST_BLOCKS = 2


def kecamatan_of_blocks(rows: list[row_kinds.Row], columns: dict[str, int]) -> dict[int, Cell]:
    """Row → the kecamatan of its block, where each stands once in its block and not always in its first row.

    Only where a number that begins again at 1 shows where the blocks begin; {} for any other table.
    """
    blocks: list[list[row_kinds.Row]] = []
    if "kecamatan" not in columns or "no" not in columns:
        return {}
    for row in rows:
        number = row.cells.get("no") if "desa" in row.cells else None
        if number is None or not _NUMBER.fullmatch(number.text):
            continue
        if number.text.rstrip(".)") == "1":
            blocks.append([])
        if not blocks:
            return {}
        blocks[-1].append(row)
    if len(blocks) < _FEWEST_BLOCKS:
        return {}
    names = [[cell for row in block if (cell := _own_kecamatan(row)) is not None] for block in blocks]
    if any(len(own) != 1 for own in names) or all(_own_kecamatan(block[0]) is not None for block in blocks):
        return {}
    return {row.row: own[0] for block, own in zip(blocks, names, strict=True) for row in block}


def _own_kecamatan(row: row_kinds.Row) -> Cell | None:
    cell = row.cells.get("kecamatan")
    return cell if cell is not None and cell.merged_from is None else None


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
    if 0 not in likely:
        return {filled[i].row: found for i, found in _counted_headings(filled, columns).items()}
    others = [row for i, row in enumerate(filled) if i not in likely and "desa" in row.cells]
    if not others or any(_follows_badly(i, likely, filled, columns) for i in likely):
        return {}
    in_desa_column = [i for i, (column, _) in likely.items() if column == columns["desa"]]
    if in_desa_column:
        numbered = sum("no" in row.cells and _NUMBER.fullmatch(row.cells["no"].text) is not None for row in others)
        in_capitals = sum(row.cells["desa"].text.isupper() for row in others)
        has_capitals = all(likely[i][1].isupper() for i in in_desa_column)
        if numbered < _MOSTLY * len(others) and not (has_capitals and in_capitals < (1 - _MOSTLY) * len(others)):
            return {}
    return {filled[i].row: found for i, found in likely.items()}


def _counted_headings(filled: list[row_kinds.Row], columns: dict[str, int]) -> dict[int, tuple[int, str]]:
    """Index → (column, name) of the rows with a name and nothing but amounts, in a table where desa have words.

    Their numbers are none where desa have one, or 1, 2, 3 ... where the desa below each begin again at 1.
    """
    likely = {
        i: found
        for i, row in enumerate(filled)
        if row.has_facts and (found := _bare_name(row, columns, is_counted=True)) is not None
    }
    others = [row for i, row in enumerate(filled) if i not in likely and "desa" in row.cells]
    if (
        0 not in likely
        or len(likely) < _FEWEST_BLOCKS
        or any(_follows_badly(i, likely, filled, columns) for i in likely)
    ):
        return {}
    if any(row.has_only_amounts for row in others) or sum(
        _number_of(row) is not None for row in others
    ) < _MOSTLY * len(others):
        return {}
    numbers = [_number_of(filled[i]) for i in likely]
    begin_again = all(_number_of(filled[i + 1]) == 1 for i in likely)
    is_series = begin_again and numbers == list(range(1, len(likely) + 1))
    return likely if is_series or not any(numbers) else {}


def _number_of(row: row_kinds.Row) -> int | None:
    cell = row.cells.get("no")
    return int(cell.text.rstrip(".)")) if cell is not None and _NUMBER.fullmatch(cell.text) else None


def _follows_badly(
    index: int, likely: dict[int, tuple[int, str]], filled: list[row_kinds.Row], columns: dict[str, int]
) -> bool:
    following = index + 1
    if following in likely or following >= len(filled):
        return True
    row = filled[following]
    return "desa" not in row.cells or row_kinds.total_label(row, columns) is not None


def _bare_name(row: row_kinds.Row, columns: dict[str, int], *, is_counted: bool = False) -> tuple[int, str] | None:
    """(column, name) of a row with one short name, at most an ordinal before it and amounts behind.

    `is_counted`: amounts tell it from a desa, whatever its number.
    """
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
    column, name = (
        words[0][0],
        _BEFORE_NAME.sub("", words[0][1], count=1) if _BEFORE_NAME.match(words[0][1]) else words[0][1],
    )
    if not _NAME.fullmatch(name) or len(name.split()) > _LONGEST_NAME or row_kinds.total_label(row, columns):
        return None
    has_number = number is not None and _NUMBER.fullmatch(number.text) is not None
    has_ordinal = number is not None and _ORDINAL.fullmatch(number.text) is not None
    has_amounts = (has_ordinal or is_counted) and row.has_only_amounts
    if (has_number and not is_counted) or row_kinds.is_recap(row):
        return None
    if (row.has_facts or "keterangan" in row.cells) and not has_amounts:
        return None
    return column, name
