"""The values and facts of rows of known shapes, read by column: many rows at once, as the pass over the XML would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat

from kkb.workbook.cell_styles import CellStyles
from kkb.workbook.cell_values import day_of, unescape
from kkb.workbook.model import refuse
from kkb.workbook.row_shapes import Shape, ShapeCell
from kkb.workbook.sheet_scan import MAX_DRESSED, SheetFacts, XmlValue

_NO_LETTER = re.compile("[\ufffe\uffff]")


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
            if cell.kind == "inlineStr":
                return _decode(raw)
            if cell.kind == "s":
                if "" in raw:
                    return [strings[int(text)] if text else "" for text in raw]
                return list(map(strings.__getitem__, map(int, raw)))
            if cell.style in self._look.days:
                return list(map(days.__getitem__, raw))
            if "" in raw:
                return [float(text) if text else "" for text in raw]
            return list(map(float, raw))
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
        if not (style in look.struck or style in look.fills or style in look.partial or style in look.percents):
            return
        places = [(number, cell.column) for number, text in zip(numbers, raw, strict=True) if text]
        if style in look.struck:
            facts.struck.update(places)
        if style in look.fills and len(facts.fills) <= MAX_DRESSED:
            facts.fills.update((place, look.fills[style]) for place in places)
        if style in look.partial:
            facts.partial.update((place, look.partial[style]) for place in places)
        elif style in look.percents and len(facts.percent) <= MAX_DRESSED:
            facts.percent.update(places)


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


class _Days(dict[str, XmlValue]):
    """Number of a day as it is written → the day, "" → "". Raises _NoDay for what is none."""

    def __init__(self, *, is_1904: bool) -> None:
        super().__init__({"": ""})
        self._is_1904 = is_1904

    def __missing__(self, raw: str) -> XmlValue:
        day = day_of(float(raw), is_1904=self._is_1904)
        if day is None:
            raise _NoDay
        self[raw] = day
        return day
