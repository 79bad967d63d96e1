"""Fields that stand in several columns: ticks under "Sudah" and "Belum", one column a year, a date in three."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kkb.blanks import DASHES
from kkb.recap import Cell
from kkb.schema import FIRST_YEAR
from kkb.ticks import CROSSES, TICKS
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Described

_YES = TICKS | {"*", "1", "ya", "y", "true"} | CROSSES
_NO_TICKS = DASHES | {"", "0", "false"}
_FORMED = frozenset({"terbentuk", "dibentuk", "sudah", "ada", "sudah ada", "sudah terbentuk", "sudah dibentuk"})
_NO_PART = DASHES | {"", "0"}
_SAYS_FORMED = re.compile(
    r"(?:sudah|telah|terbentuk|dibentuk|ada|ya|aktif)\b(?!.*(?:sosialisasi|komitmen))", re.IGNORECASE
)
_SAYS_NO = re.compile(r"(?:belum|blm|tidak|tdk|bukan)\b", re.IGNORECASE)
_UNREADABLE = ("error", "no_cache", "broken")

Cells = dict[int, Described]
"""Column → kind and text of the filled cells of a row."""


def is_tick(cell: Described | None) -> bool:
    """True for a mark that says yes: v, ✓, x, 1, ya."""
    return cell is not None and cell[1].casefold() in _YES


def is_cross(cell: Described | None) -> bool:
    """True for an x, which some write for yes and some for no."""
    return cell is not None and cell[1].casefold() in CROSSES


def holds_only_marks(cells: Iterable[Described]) -> bool:
    """True if every cell is a tick or a sign of none; a broken cell is reported in its row."""
    return all(kind in _UNREADABLE or is_tick((kind, text)) or text.casefold() in _NO_TICKS for kind, text in cells)


def parts_marks(cells: Iterable[Described]) -> bool:
    """True for a column with v and x and nothing else: the x is then the other choice, and no tick."""
    found = set()
    for kind, text in cells:
        mark = text.casefold()
        if kind in _UNREADABLE or mark in _NO_TICKS:
            continue
        if mark not in CROSSES and mark not in TICKS:
            return False
        found.add(mark in CROSSES)
    return len(found) > 1


@dataclass(slots=True)
class Group:
    """`columns` maps column → what its header says: the tick's word, the year, or "day", "month", "year".

    `is_cumulative`: a desa is marked in every year since, so the first year of all may only be the first that was
    written down. `x_is_no`: an x stands beside a tick of another kind, in its row or its column, so it can't say yes.
    """

    kind: Literal["ticks", "years", "date"]
    columns: dict[int, str]
    header: str
    x_is_no: bool = False
    is_cumulative: bool = False

    def read(self, row: int, cells: Cells) -> Cell | None:
        """The one cell that the row's cells come to; None if nothing is said."""
        own = {column: cells[column] for column in sorted(self.columns) if column in cells}
        for column, (kind, text) in own.items():
            if kind in _UNREADABLE:
                return Cell(f"{column_letters(column)}{row}", kind, text)
        if self.kind == "date":
            return self._read_date(row, own)
        marked = self.marked(own)
        if not marked:
            return self._denied(row, own)
        if self.kind == "ticks":
            text = " + ".join(self.columns[column] for column in marked)
            return Cell(f"{column_letters(marked[0])}{row}", "text", text)
        first = min(marked, key=self.columns.__getitem__)
        kind, text = own[first]
        ref = f"{column_letters(first)}{row}"
        year = self.columns[first]
        if self.is_cumulative and year == min(self.columns.values()) and int(year) > FIRST_YEAR:
            return Cell(ref, "text", f"paling lambat {year}")
        return Cell(ref, "date", text) if kind == "date" else Cell(ref, "number", year)

    def _denied(self, row: int, own: Cells) -> Cell | None:
        """Belum, where every column of the steps of a way holds a sign of none; a column for no needs its tick."""
        if self.kind != "ticks" or own.keys() != self.columns.keys() or any(map(_SAYS_NO.match, self.columns.values())):
            return None
        return Cell(f"{column_letters(min(own))}{row}", "text", "Belum")

    def marked(self, cells: Cells) -> list[int]:
        """The columns whose cell says yes, from the left."""
        return [
            column
            for column, name in sorted(self.columns.items())
            if column in cells
            and not (self.x_is_no and is_cross(cells[column]))
            and (is_tick(cells[column]) or (self.kind == "years" and says_year(cells[column], name)))
        ]

    @property
    def formed_column(self) -> int | None:
        """The column of ticks that says the Pokja is formed."""
        return next((c for c, text in sorted(self.columns.items()) if _SAYS_FORMED.match(text)), None)

    def is_silent(self, cells: Cells) -> bool:
        """True if the cells hold nothing but signs of none."""
        return all(text.casefold() in _NO_TICKS for _, text in cells.values())

    def crosses(self, row: int, cells: Cells) -> list[str]:
        """The addresses of the cells where an x is taken as a tick."""
        if self.kind == "date":
            return []
        return [f"{column_letters(c)}{row}" for c in self.marked(cells) if is_cross(cells[c])]

    def _read_date(self, row: int, cells: Cells) -> Cell | None:
        filled = {column: cell for column, cell in cells.items() if cell[1] not in _NO_PART}
        if not filled:
            return None
        first = next(iter(filled))
        ref = f"{column_letters(first)}{row}"
        if len(filled) == 1 and filled[first][0] == "date":
            return Cell(ref, *filled[first])
        parts = {self.columns[column]: text for column, (_, text) in filled.items()}
        if "year" in parts:
            parts["year"] = _whole_year(parts["year"])
        if len(parts) == 1 and "year" in parts:
            return Cell(ref, filled[first][0], parts["year"])
        return Cell(ref, "text", _join_date(parts) or " ".join(text for _, text in filled.values()))


def says_year(cell: Described, year: str) -> bool:
    """True if a cell in the column of a year says that it was then: the year, a day in it, "Terbentuk"."""
    kind, text = cell
    return text == year or (kind == "date" and text[:4] == year) or text.casefold() in _FORMED


def _whole_year(text: str) -> str:
    """ "18" and "'18" → "2018"; in a column of years they can mean nothing else."""
    bare = text.lstrip("'’")
    return f"20{bare}" if len(bare) == 2 and bare.isdecimal() else text


def _join_date(parts: dict[str, str]) -> str | None:
    """Day, month and year as one text that reads as a date; None if a part between is missing."""
    month, year = parts.get("month", ""), parts.get("year", "")
    if not month or not year:
        return None
    day = parts.get("day")
    if not month.isdecimal():
        return f"{day} {month} {year}" if day else f"{month} {year}"
    if day is None:
        return f"{month}/{year}"
    if len(year) == 4 and year.isdecimal() and day.isdecimal():
        return f"{year}-{month:0>2}-{day:0>2}"
    return f"{day}/{month}/{year}"
