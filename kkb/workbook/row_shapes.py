"""How rows of a worksheet's XML are written: a shape is known from one row and tells others that are written alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from kkb.workbook.sheet_scan import MAX_COLUMN, column_number

_is_row = attrgetter("lastindex")
"""No group of a match has a part in what is no row."""

_WIDEST_JOINED = 64
"""Columns of rows of which some lack cells that others have."""

_MOST_FORMS = 64
_LONGEST_LEARNT = 2**14
"""Letters of the longest row of which a shape is made: for a longer one its pattern would cost too much."""

_ROW = re.compile(
    r'<row(?: r="([1-9][0-9]{0,6})")?((?: (?:spans|s|customFormat|ht|customHeight|x14ac:dyDescent)="[0-9.:]*")*)'
    r"( ?/>|>(?:<c[^<>]*>(?:<v>[^<>]*</v></c>|<is><t[^<>]*>[^<>]*</t></is></c>)?)*</row>)"
)

_ATTRIBUTE = re.compile(r' ([\w:]+)="[0-9.:]*"', re.ASCII)

_CELL = re.compile(
    r'<c(?: r="([A-Z]{1,3})([0-9]+)")?(?: s="([0-9]+)")?(?: t="(s|n|inlineStr)")?'
    r'( ?/>|>(?:<v>[^<>]*</v>|(<is><t(?: xml:space="preserve")?>)[^<>]*</t></is>)</c>)'
)

_VALUE = {
    "n": r"<v>(-?[0-9]{1,40}+(?:\.[0-9]{1,40}+)?(?:E[+-]?[0-9]{1,2}+)?)</v>",
    "s": r"<v>([0-9]{1,7}+)</v>",
    "inlineStr": r"([^<>&\x00-\x1f\x7f]++)</t></is>",
}
"""Digits and letters are not tried twice (`+` behind their number): what follows them is never one of them."""


@dataclass(frozen=True, slots=True)
class ShapeCell:
    """How a cell of a column may be written; `kind` is "s" for a text by its number, "inlineStr" or "n"."""

    column: int
    style: str
    kind: str
    is_filled: bool


class Shape:
    """Rows written alike: with the same attributes, and in each column one of a few forms of a cell, or none.

    `numbers` and `values` are of the rows read since they were handed on: as many of one as of the other. Values are
    those of `cells`, the forms that are filled, in the order of their columns; "" for a form that is not the row's.
    """

    def __init__(self, start: str, forms: list[tuple[str, ShapeCell]], *, is_loose: bool) -> None:
        """`forms` are a pattern for each cell and what it is, from the left; `is_loose`: some say no address."""
        self.start = start
        self.forms = forms
        self.is_loose = is_loose
        self._is_joined = False
        self.numbers: list[int] = []
        self.values: list[tuple[str, ...]] = []
        self._compile([form for form, _ in forms])

    def _compile(self, parts: Iterable[str]) -> None:
        self.columns = sorted({cell.column for _, cell in self.forms})
        self.cells = [cell for _, cell in self.forms if cell.is_filled]
        end = "" if self.start.endswith("/>") else "</row>"
        # Loose text behind a row would be its last cell's to the parser. What is no such row ends the search.
        row = f"{self.start}{''.join(parts)}{end}(?=<row[ />]|</sheetData>)"
        self.match = re.compile(row).match
        self._search = re.compile(f"{row}|(?s:.)++").finditer

    def rows(self, text: str, place: int) -> Iterator[re.Match[str]]:
        """The rows of this shape that follow one another from `place` on; their first group is the number."""
        return takewhile(_is_row, self._search(text, place))

    def join(self, other: Shape) -> bool:
        """Take the forms of another shape in, if both are such that a row may have some of one and some of the other.

        The values that wait are of the old forms: there must be none.
        """
        if self.start != other.start:
            return False
        forms = sorted({*self.forms, *other.forms}, key=lambda form: form[1].column)
        if self.forms == other.forms or (self._is_joined and len(forms) == len(self.forms)):
            return True
        if self.is_loose or other.is_loose or not forms or len(forms) > _MOST_FORMS:
            return False
        by_column: dict[int, list[str]] = {}
        for form, cell in forms:
            by_column.setdefault(cell.column, []).append(form)
        if len(by_column) > _WIDEST_JOINED:
            return False
        self.forms, self._is_joined = forms, True
        self._compile(f"(?:{'|'.join(alike)})?" for alike in by_column.values())
        return True


def shape_of(row: str) -> Shape | None:
    """The shape of one row of XML; None for one with anything but plain numbers and texts."""
    whole = _ROW.fullmatch(row) if len(row) <= _LONGEST_LEARNT else None
    if whole is None:
        return None
    number, attributes, rest = whole.groups()
    start = '<row r="([1-9][0-9]{0,6}+)"' if number else "<row()"
    start += "".join(f' {re.escape(name)}="[0-9.:]*+"' for name in _ATTRIBUTE.findall(attributes))
    if not rest.startswith(">"):
        return Shape(start + rest, [], is_loose=True)
    forms: list[tuple[str, ShapeCell]] = []
    place, end = 1, len(rest) - len("</row>")
    column = 0
    is_loose = False
    while place < end:
        cell = _CELL.match(rest, place, end)
        if cell is None or cell[2] not in (None, number):
            return None
        letters, _, style, kind, tail, inline = cell.groups()
        last, column = column, column_number(letters) if letters else column + 1
        is_filled = tail.startswith("><")
        if not last < column <= MAX_COLUMN or (is_filled and (kind == "inlineStr") != bool(inline)):
            return None
        is_loose = is_loose or not letters
        form = (rf' r="{letters}\1"' if letters else "") + (f' s="{style}"' if style else "")
        form += f' t="{kind}"' if kind else ""
        form += f">{inline or ''}{_VALUE[kind or 'n']}</c>" if is_filled else tail
        forms.append((f"<c{form}", ShapeCell(column, style or "", kind or "n", is_filled)))
        place = cell.end()
    return Shape(f"{start}>", forms, is_loose=is_loose)
