"""Values that stand in another cell than the one they are for: merged ranges, and ditto marks ("sda")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from kkb.recap import Cell
from kkb.workbook.grid import Described, Grid

_MOST_FILLED = 200_000
"""Cells that merged ranges may fill: a hostile file may merge millions."""

_DITTO = re.compile(
    r"""[-–\s]*(?:["”“″〃]|''|’’|,,|„)[-–\s]*|s[.\s/]?d[.\s/]?a\.?|idem|ditto|sama(?: dengan)?(?: di)? ?atas(?:nya)?""",
    re.IGNORECASE,
)
_CODE_BEFORE_NAME = re.compile(r"(\d{2}\.?\d{2}\.?\d{2}\.?\d{4})[\s.:–-]+([^\W\d_].*)")
"""19.06.03.2001 - Dendang."""

Filled = dict[tuple[int, int], tuple[int, Described]]
"""(row, column) below the top of a merged range → (row of the top, what stands there)."""


def fill_merged(grid: Grid, columns: Collection[int], below: int) -> Filled:
    """What merged ranges that begin in `columns` below the row `below` lend to the rows they cover."""
    filled: Filled = {}
    for top, left, bottom, _ in grid.merged:
        if top <= below or bottom == top or left not in columns or (described := grid.at(top, left)) is None:
            continue
        for row in range(top + 1, min(bottom, grid.bottom) + 1):
            filled[row, left] = (top, described)
        if len(filled) > _MOST_FILLED:
            break
    return filled


def is_ditto(cell: Cell) -> bool:
    """True for a mark that means "as above"."""
    return cell.kind == "text" and _reads_like_ditto(cell.text)


@lru_cache(maxsize=4096)
def _reads_like_ditto(text: str) -> bool:
    return _DITTO.fullmatch(text) is not None


def part_code(cells: dict[str, Cell]) -> None:
    """Part the whole code of a desa from the name behind it, where no column has the codes."""
    desa = cells.get("desa")
    if desa is None or desa.kind != "text" or not desa.text[:1].isdigit() or "kode_desa" in cells:
        return
    if match := _CODE_BEFORE_NAME.fullmatch(desa.text):
        cells["kode_desa"] = desa._replace(text=match[1])
        cells["desa"] = desa._replace(text=match[2])


def repeat_dittos(cells: dict[str, Cell], above: Mapping[str, Cell], names: Iterable[str]) -> None:
    """Put the value of the row above in place of every ditto mark in these fields.

    One under a blank stays as it is and is reported; as the number of a decree it would pass for one, and is left out.
    """
    for name in names:
        cell = cells.get(name)
        if cell is None or cell.kind != "text" or not _reads_like_ditto(cell.text):
            continue
        upper = above.get(name)
        if upper is not None and not is_ditto(upper):
            cells[name] = cell._replace(kind=upper.kind, text=upper.text, merged_from=upper.source_ref)
        elif name == "no_sk":
            del cells[name]
