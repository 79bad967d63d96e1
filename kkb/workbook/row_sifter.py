"""Rows of a worksheet's XML that are written exactly like one before them: read without the XML parser.

A large recap has rows of a few shapes only. The parser sees the first of each shape; where it found nothing amiss, the
rows that differ from it by their number and their values alone are as sound, and are taken out of what it is fed.
Whatever else comes, however slightly other, goes to the parser in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator

from kkb.workbook.row_shapes import Shape, shape_of
from kkb.workbook.sheet_scan import MAX_ROW
from kkb.workbook.xml_pass import MAIN

_BEGIN, _END = "<sheetData>", "</row>"
_MOST_SHAPES = 16

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


class Sifter:
    """Takes the rows of known shapes out of what the parser of a sheet is fed.

    `is_between_rows` is true where the parser stands between two rows, not within anything. `last_row` is the number of
    the row it saw last. `admit` settles whether the values of a shape can be read here, `take` reads what waits in the
    shapes, of which the last is the row of the given number.
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
        waiting = 0
        while not self._is_over:
            taken = 0
            for shape in self._shapes:
                if shape.match(text, place) is not None:
                    taken, place = self._take_rows(shape, text, place)
                    break
            if taken:
                waiting += taken
                continue
            if waiting:
                self._hand_on(waiting)
                waiting = 0
            end = self._end_of_row(text, place)
            if end < 0:
                break
            row = text[place:end]
            place = end
            yield row.encode("latin-1")
            self._learn(row)
        if waiting:
            self._hand_on(waiting)
        return place

    def _take_rows(self, shape: Shape, text: str, place: int) -> tuple[int, int]:
        """Read rows of a shape from `place` on while their numbers rise; how many, and where the last of them ends."""
        numbers, values = shape.numbers, shape.values
        before, highest, last = len(numbers), self._highest, self._last
        for row in shape.rows(text, place):
            told = row.groups("")
            number = int(told[0]) if told[0] else last + 1
            if not highest < number <= MAX_ROW:
                break
            highest = last = number
            numbers.append(number)
            values.append(told)
            place = row.end()
        self._highest, self._last = highest, last
        return len(numbers) - before, place

    def _hand_on(self, waiting: int) -> None:
        self._take(self._shapes, self._highest)
        self._taken += waiting

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
