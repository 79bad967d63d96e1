"""A piece of an officer's own sheet around one cell, as it looks: what the rest of the program asks for.

The file is opened in a child process (`kkb.workbook.marking.excerpt_child`); here, as for reading, none is.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from kkb.workbook.kind import check_size
from kkb.workbook.model import DEFAULT_LIMITS, Limits
from kkb.workbook.parent import ask_child

EXCERPTER = (sys.executable, "-m", "kkb.workbook.marking.excerpt_child")


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    """A cell of the piece. `fill` and `colour` are "#RRGGBB" or "" for none; `align` is "left", "center" or "right"."""

    ref: str
    text: str
    columns: int = 1
    rows: int = 1
    is_bold: bool = False
    is_struck: bool = False
    fill: str = ""
    colour: str = ""
    align: str = "left"


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """A row with its number in Excel; `after_gap`: rows above it are left out. Cells under a merged one are missing."""

    number: int
    cells: tuple[ExcerptCell, ...]
    is_header: bool = False
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The piece: `columns` are (letters, width in letters) from left to right, `rows` from top to bottom.

    `has_looks` is False where only values are known: a file that is no .xlsx, or too large to be drawn as it looks.
    """

    sheet: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[ExcerptRow, ...]
    has_looks: bool


def read_excerpt(
    data: bytes,
    sheet: str,
    cell: str,
    *,
    shows_few: bool = False,
    counted: Collection[str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Excerpt:
    """The rows and columns around `cell` ("C14") of a sheet, with the header of its table.

    Without `shows_few` small counts of people are hidden in it (`programme.small_counts`): under headers that speak of
    people, and in the columns `counted` ("H") of which that is known.
    Raises Refused with a plain Indonesian sentence: the file cannot be read, or has no such sheet ("no_sheet").
    """
    check_size(data, limits)
    request = {"sheet": sheet, "cell": cell, "shows_few": shows_few, "counted": sorted(counted)}
    return ask_child(EXCERPTER, request, data, limits, _from_wire)


def _from_wire(wire: dict[str, Any], _: bytes) -> Excerpt:
    rows = tuple(
        ExcerptRow(
            number=int(row["number"]),
            cells=tuple(ExcerptCell(**cell) for cell in row["cells"]),
            is_header=bool(row["is_header"]),
            after_gap=bool(row["after_gap"]),
        )
        for row in wire["rows"]
    )
    columns = tuple((str(letters), float(width)) for letters, width in wire["columns"])
    return Excerpt(str(wire["sheet"]), columns, rows, bool(wire["has_looks"]))
