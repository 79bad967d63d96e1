"""Rows of a worksheet's XML that are written exactly like one before them: read without the XML parser.

A large recap has rows of a few shapes only. The parser sees the first of each shape; where it found nothing amiss, the
rows that differ from it by their number and their values alone are as sound, and are taken out of what it is fed.
Whatever else comes, however slightly other, goes to the parser in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from kkb.workbook.cell_styles import CellStyles
from kkb.workbook.cell_values import DateLike, day_of, unescape
from kkb.workbook.model import refuse
from kkb.workbook.sheet_scan import (
    MAX_COLUMN,
    MAX_DRESSED,
    MAX_ROW,
    SheetFacts,
    XmlValue,
    column_number,
)
from kkb.workbook.xml_pass import MAIN

_BEGIN, _END = "<sheetData>", "</row>"

_MOST_SHAPES = 16
_WIDEST_JOINED = 64
"""Columns of rows of which some lack cells that others have."""

_MOST_FORMS = 160
_LONGEST_ROW = 2**20
"""Bytes without an end of a row after which no more are looked for."""

_HEAD = re.compile(
    r"(?:\xef\xbb\xbf)?"
    r'(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")?\s*\?>)?'
    r"()\s*<worksheet\s[^<]*>"
)
ROWS_BEFORE = 300
"""Rows that the parser reads before any shape is learnt: that has its cost too, which a small sheet is spared."""

_MOST_STRANGERS = 600
"""Rows more for the parser than were read without it, after which all is left to it."""

_SPACE = re.compile(r"xmlns\s*=")
_OPEN = re.compile(r'<row(?: [\w:]+="[^"<>]*")* ?(/?)>', re.ASCII)
_ODD = re.compile(r"<[!?]|xmlns|sheetData")
"""What may change what stands behind it: a comment, raw text, another namespace, the end of the rows."""

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
    "n": r"<v>(-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:E[+-]?[0-9]{1,2})?)</v>",
    "s": r"<v>([0-9]{1,7})</v>",
    "inlineStr": r"([^<>&\x00-\x1f\x7f]+)</t></is>",
}

_NO_LETTER = re.compile("[\ufffe\uffff]")


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
        self.numbers: list[int] = []
        self.values: list[tuple[str, ...]] = []
        self._compile([form for form, _ in forms])

    def _compile(self, parts: Iterable[str]) -> None:
        self.columns = sorted({cell.column for _, cell in self.forms})
        self.cells = [cell for _, cell in self.forms if cell.is_filled]
        end = "" if self.start.endswith("/>") else "</row>"
        # Loose text behind a row would be its last cell's to the parser.
        self.match = re.compile(f"{self.start}{''.join(parts)}{end}(?=<row[ />]|</sheetData>)").match

    def join(self, other: Shape) -> bool:
        """Take the forms of another shape in, if both are such that a row may have some of one and some of the other.

        The values that wait are of the old forms: there must be none.
        """
        if self.start != other.start:
            return False
        if self.forms == other.forms:
            return True
        forms = sorted({*self.forms, *other.forms}, key=lambda form: form[1].column)
        if self.is_loose or other.is_loose or not forms or len(forms) > _MOST_FORMS:
            return False
        by_column: dict[int, list[str]] = {}
        for form, cell in forms:
            by_column.setdefault(cell.column, []).append(form)
        if len(by_column) > _WIDEST_JOINED:
            return False
        self.forms = forms
        self._compile(f"(?:{'|'.join(alike)})?+" for alike in by_column.values())
        return True


def shape_of(row: str) -> Shape | None:
    """The shape of one row of XML; None for one with anything but plain numbers and texts."""
    whole = _ROW.fullmatch(row)
    if whole is None:
        return None
    number, attributes, rest = whole.groups()
    start = '<row r="([1-9][0-9]{0,6})"' if number else "<row()"
    start += "".join(f' {re.escape(name)}="[0-9.:]*"' for name in _ATTRIBUTE.findall(attributes))
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


class Sifter:
    """Takes the rows of known shapes out of what the parser of a sheet is fed.

    `is_between_rows` is true where the parser stands between two rows, not within anything. `last_row` is the number of the row it saw last. `admit` settles whether the values of a shape can
    be read here, `take` reads what waits in the shapes, of which the last is the row of the given number.
    """

    def __init__(
        self,
        is_between_rows: Callable[[], bool],
        last_row: Callable[[], int],
        admit: Callable[[Shape], bool],
        take: Callable[[list[Shape], int], None],
    ) -> None:
        self._is_between_rows = is_between_rows
        self._last_row = last_row
        self._admit = admit
        self._take = take
        self._shapes: list[Shape] = []
        self._last = self._highest = 0
        self._seen = 0
        self._taken = 0
        self._is_over = False

    def sift(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """What the parser must see of `chunks`, in order; rows of a shape that it has seen are read instead."""
        text = ""
        is_begun = False
        for chunk in chunks:
            if self._is_over:
                yield chunk
                continue
            text += chunk.decode("latin-1")
            place = 0
            if not is_begun:
                place = text.find(_BEGIN) + len(_BEGIN)
                if place < len(_BEGIN):
                    if len(text) > _LONGEST_ROW:
                        self._is_over = True
                        yield text.encode("latin-1")
                    continue
                is_begun = True
                head = text[:place]
                yield head.encode("latin-1")
                self._is_over = not _is_plain(head) or not self._is_between_rows()
            place = yield from self._rows(text, place)
            text = text[place:]
            if self._is_over:
                yield text.encode("latin-1")
                text = ""
        yield text.encode("latin-1")

    def _rows(self, text: str, place: int) -> Generator[bytes, None, int]:
        """Read rows from `place` on; returns where those that are whole end, or the first that is not to be read."""
        shapes = self._shapes
        waiting = 0
        while not self._is_over:
            found = None
            for shape in shapes:
                found = shape.match(text, place)
                if found is not None:
                    values = found.groups("")
                    number = int(values[0]) if values[0] else self._last + 1
                    if self._highest < number <= MAX_ROW:
                        self._highest = self._last = number
                        shape.numbers.append(number)
                        shape.values.append(values)
                        place = found.end()
                        waiting += 1
                    else:
                        found = None
                    break
            if found is not None:
                continue
            if waiting:
                self._take(shapes, self._highest)
                self._taken += waiting
                waiting = 0
            end = self._end_of_row(text, place)
            if end < 0:
                break
            row = text[place:end]
            place = end
            yield row.encode("latin-1")
            self._learn(row)
        if waiting:
            self._take(shapes, self._highest)
            self._taken += waiting
        return place

    def _end_of_row(self, text: str, place: int) -> int:
        """Where the row that begins at `place` ends; -1 if that is still to come, or if no row is to be looked for."""
        opened = _OPEN.match(text, place)
        if opened is not None:
            end = opened.end() if opened[1] else text.find(_END, opened.end()) + len(_END)
            if end >= len(text):
                return -1  # Whether it is plain shows in what follows.
            if end >= opened.end():
                if _ODD.search(text, place, end) is None:
                    return end
                self._is_over = True
        elif text.find(">", place) >= 0:
            self._is_over = True
        if len(text) - place > _LONGEST_ROW:
            self._is_over = True
        return -1

    def _learn(self, row: str) -> None:
        """Know the shape of a row that the parser has just seen."""
        self._seen += 1
        self._is_over = not self._is_between_rows() or self._seen > self._taken + _MOST_STRANGERS
        self._last = self._last_row()
        self._highest = max(self._highest, self._last)
        if not self._is_over and self._seen >= ROWS_BEFORE and len(self._shapes) < _MOST_SHAPES:
            shape = shape_of(row)
            if shape is not None and self._admit(shape) and not any(known.join(shape) for known in self._shapes):
                self._shapes.append(shape)


def _is_plain(head: str) -> bool:
    """True if what stands above the rows leaves no doubt of letters and names, here and below."""
    start = _HEAD.match(head)
    if start is None or "<!" in head or "<?" in head[start.start(1) :]:
        return False
    return len(_SPACE.findall(head)) == 1 and any(f' xmlns="{space}"' in head for space in MAIN)


class PlainRows:
    """Reads the values of rows of known shapes into `facts`, as the pass over the XML would."""

    def __init__(self, facts: SheetFacts, strings: Sequence[str], look: CellStyles, *, is_1904: bool) -> None:
        self._facts = facts
        self._strings = strings
        self._look = look
        self._days = _Days(is_1904=is_1904)
        self._has_struck_strings = bool(getattr(strings, "struck", ()))

    def admit(self, shape: Shape) -> bool:
        """True if all cells are such as are read here; a blank one with a look of its own is not."""
        look = self._look
        for _, cell in shape.forms:
            if cell.style in look.durations or (cell.kind == "s" and self._has_struck_strings):
                return False
            if not cell.is_filled and (cell.style in look.struck or cell.style in look.fills):
                return False
        return True

    def take(self, shapes: list[Shape]) -> tuple[int, int]:
        """Read all rows that wait in the shapes; how many values they had, and how many blanks beside them."""
        values = blanks = 0
        for shape in shapes:
            if shape.numbers:
                if shape.cells:
                    filled = self._take(shape)
                    values += filled
                    blanks += (shape.columns[-1] - shape.columns[0] + 1) * len(shape.numbers) - filled
                shape.numbers.clear()
                shape.values.clear()
        return values, blanks

    def _take(self, shape: Shape) -> int:
        """Read the rows of a shape; how many values they had."""
        numbers = shape.numbers
        if any(not any(values[1:]) for values in shape.values if values[1] == ""):
            kept = [place for place, values in enumerate(shape.values) if any(values[1:])]
            shape.values = [shape.values[place] for place in kept]
            numbers = [numbers[place] for place in kept]
            if not numbers:
                return 0
        told = zip(*shape.values, strict=True)
        next(told)  # The numbers of the rows.
        first = shape.cells[0].column
        columns: list[Iterable[XmlValue]] = []
        filled = 0
        for cell, raw in zip(shape.cells, told, strict=True):
            filled += len(raw) - raw.count("")
            self._note_dress(cell, numbers, raw)
            values = self._values(cell, numbers, raw)
            place = cell.column - first
            columns += [repeat("")] * (place - len(columns))
            if place < len(columns):
                columns[place] = [old if new == "" else new for old, new in zip(columns[place], values, strict=True)]
            else:
                columns.append(values)
        rows = self._facts.rows
        if rows is not None:
            rows.update(zip(numbers, zip(repeat(first), map(list, zip(*columns, strict=False))), strict=False))
        return filled

    def _values(self, cell: ShapeCell, numbers: list[int], raw: tuple[str, ...]) -> list[XmlValue]:
        """The values of one form of a column; of one that cannot be trusted "" after it is noted as broken."""
        strings, days = self._strings, self._days
        try:
            if cell.kind == "s":
                return [strings[int(text)] if text else "" for text in raw]
            if cell.kind == "inlineStr":
                return _decode(raw)
            if cell.style not in self._look.days:
                return [float(text) if text else "" for text in raw]
            return [days[text] if text else "" for text in raw]
        except (IndexError, _NoDay):
            return [self._value(cell, number, text) for number, text in zip(numbers, raw, strict=True)]

    def _value(self, cell: ShapeCell, number: int, raw: str) -> XmlValue:
        if not raw:
            return ""
        try:
            return self._strings[int(raw)] if cell.kind == "s" else self._days[raw]
        except (IndexError, _NoDay):
            self._facts.add_broken(number, cell.column, raw)
            return ""

    def _note_dress(self, cell: ShapeCell, numbers: list[int], raw: tuple[str, ...]) -> None:
        facts, look, style = self._facts, self._look, cell.style
        if not (style in look.struck or style in look.fills or style in look.partial):
            return
        places = [(number, cell.column) for number, text in zip(numbers, raw, strict=True) if text]
        if style in look.struck:
            facts.struck.update(places)
        if style in look.fills and len(facts.fills) <= MAX_DRESSED:
            facts.fills.update((place, look.fills[style]) for place in places)
        if style in look.partial:
            facts.partial.update((place, look.partial[style]) for place in places)


def _decode(raw: tuple[str, ...]) -> list[XmlValue]:
    """Texts as they are read from bytes of UTF-8. Raises Refused for bytes that are none, as the parser does."""
    try:
        told = "\n".join(raw).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError as error:
        raise refuse("damaged") from error
    if _NO_LETTER.search(told):
        raise refuse("damaged")
    texts: list[XmlValue] = list(map(unescape, told.split("\n")) if "_x" in told else told.split("\n"))
    return texts


class _NoDay(ValueError):
    """A number that is none of the calendar's."""


class _Days(dict[str, "DateLike"]):
    """Number of a day as it is written → the day. Raises _NoDay for none."""

    def __init__(self, *, is_1904: bool) -> None:
        super().__init__()
        self._is_1904 = is_1904

    def __missing__(self, raw: str) -> DateLike:
        day = day_of(float(raw), is_1904=self._is_1904)
        if day is None:
            raise _NoDay
        self[raw] = day
        return day
