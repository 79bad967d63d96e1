"""Web pages that call themselves Excel (.xls): their tables and the lines around them, as one sheet from top to bottom.

Nothing is executed and nothing fetched: only the letters between the tags are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kkb.recap import TextForm
from kkb.workbook.addresses import MAX_COLUMN
from kkb.workbook.formats.bounds import check_counts
from kkb.workbook.formats.decoding import decode_text
from kkb.workbook.formats.html_tokens import Tag, read_tokens
from kkb.workbook.formats.text_cells import text_value
from kkb.workbook.grid import Grid, Value
from kkb.workbook.kind import SAVE_AS
from kkb.workbook.model import refuse
from kkb.workbook.xlsx.worksheet import MAX_AREA

SHEET = "HTML"
"""The name under which cells of a web page are found."""

_SILENT = frozenset(
    {"script", "style", "title", "select", "textarea", "xmp", "template", "xml", "noscript", "object", "svg"}
)
"""What stands within these is nothing that a table shows."""

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "hr"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN = 65_534
_MOST_NESTED = 40
_MOST_TAGS = 1_200_000
"""Tags of a page, references such as "&nbsp;", and values of attributes."""

_LONGEST_STYLE = 2_000
_NO_TABLE = "sebenarnya halaman web (HTML) tanpa tabel"
_IN_PARTS = "sebenarnya halaman web (HTML) yang tabelnya ada di berkas lain"
_BREAK = "\n"


@dataclass(slots=True)
class _Cell:
    """A cell of a table while it is open: `width` and `height` as it spans."""

    width: int = 1
    height: int = 1
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table while it is open. `busy` maps a column to the last row that a cell from above reaches into."""

    row: int | None = None
    column: int = 0
    cell: _Cell | None = None
    busy: dict[int, int] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class _Sheet:
    """Takes a page apart: tables within tables follow the row in which they stand."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.tables = 0
        self.has_frames = False
        self._open: list[_Table] = []
        self._next = 1
        self._cells = 0
        self._silent: list[str] = []
        self._loose: list[str] = []

    def take(self, token: Tag | str) -> None:
        """Take the next tag or text of the page."""
        if isinstance(token, str):
            if not self._silent:
                self._take(token)
        elif self._silent:
            self._pass(token)
        elif token.is_end:
            self._end(token.name)
        else:
            self._start(token)

    def _pass(self, tag: Tag) -> None:
        """Wait for the end of an element whose content is not shown, which may stand in one of its kind."""
        if tag.name == self._silent[-1]:
            if tag.is_end:
                self._silent.pop()
            else:
                self._silent.append(tag.name)

    def _start(self, tag: Tag) -> None:
        if tag.name in _SILENT:
            self._silent.append(tag.name)
        elif tag.name == "table":
            self._start_table()
        elif tag.name == "tr" and self._open:
            self._start_row(tag.attributes)
        elif tag.name in ("td", "th") and self._open:
            self._start_cell(tag.attributes)
        elif tag.name == "frameset":
            self.has_frames = True
        elif tag.name in _BREAKS:
            self._take(_BREAK)

    def _end(self, name: str) -> None:
        if name == "table" and self._open:
            self._end_table()
        elif name == "tr" and self._open:
            self._end_row()
        elif name in ("td", "th") and self._open:
            self._end_cell()
        elif name in _BREAKS:
            self._take(_BREAK)

    def finish(self) -> None:
        """End whatever the page left open."""
        while self._open:
            self._end_table()
        self._put_loose()

    def _take(self, text: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.text.append(text)
        elif not self._open or text.strip():
            self._loose.append(text)

    def _put_loose(self) -> None:
        """Each line of text outside tables becomes a row of one cell."""
        text, self._loose = _words(self._loose), []
        for line in text.split(_BREAK):
            if line:
                self._put(self._next, 1, line)
                self._next += 1

    def _start_table(self) -> None:
        if len(self._open) >= _MOST_NESTED:
            raise refuse("too_big_inside")
        if self._open:
            self._end_row()
        self._put_loose()
        self.tables += 1
        self._open.append(_Table())

    def _end_table(self) -> None:
        self._end_row()
        table = self._open.pop()
        # What reaches below the last row is cut off, as browsers do.
        end = self._next - 1
        self.merged += [(top, left, min(bottom, end), right) for top, left, bottom, right in table.merged]
        self._put_loose()

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._end_row()
        self._put_loose()
        table = self._open[-1]
        table.row, table.column = self._next, 0
        self._next += 1
        check_counts(rows=self._next)
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")[:_LONGEST_STYLE]):
            self.hidden_rows.add(table.row)

    def _end_row(self) -> None:
        self._end_cell()
        self._open[-1].row = None

    def _start_cell(self, attributes: dict[str, str]) -> None:
        table = self._open[-1]
        if table.row is None:
            self._start_row({})
        self._end_cell()
        table.cell = _Cell(_span(attributes.get("colspan"), MAX_COLUMN), _span(attributes.get("rowspan"), _MOST_SPAN))

    def _end_cell(self) -> None:
        table = self._open[-1]
        cell, table.cell = table.cell, None
        if cell is None or table.row is None:
            return
        row = table.row
        first = column = table.column + 1
        while table.busy.get(column, 0) >= row:
            column += 1
        last = column + cell.width - 1
        # Cells of rows above that are stepped over cost time as well.
        self._cells += last - first + 1
        check_counts(cells=self._cells)
        if last > MAX_COLUMN:
            raise refuse("too_big_inside")
        table.column = last
        if cell.height > 1:
            table.busy.update(dict.fromkeys(range(column, last + 1), row + cell.height - 1))
        if cell.width > 1 or cell.height > 1:
            table.merged.append((row, column, row + cell.height - 1, last))
        self._put(row, column, _words(cell.text))

    def _put(self, row: int, column: int, text: str) -> None:
        check_counts(rows=row, letters=len(text))
        if text:
            self.rows.setdefault(row, {})[column] = text


def read_html(data: bytes) -> tuple[Grid, TextForm]:
    """The one grid of a page, and how it was read. Raises Refused for a page without a table, and beyond bounds."""
    decoded = decode_text(data, declared=True)
    if "\x00" in decoded.text:
        raise refuse("damaged")
    if any(decoded.text.count(letter) > _MOST_TAGS for letter in "<&="):
        raise refuse("too_big_inside")
    sheet = _Sheet()
    for token in read_tokens(decoded.text):
        sheet.take(token)
    sheet.finish()
    if not sheet.tables or not sheet.rows:
        raise refuse("not_excel", seems=_IN_PARTS if sheet.has_frames else _NO_TABLE, mend=SAVE_AS)
    bottom, width = max(sheet.rows), max(max(cells) for cells in sheet.rows.values())
    if bottom * width > MAX_AREA:
        raise refuse("too_big_inside")
    lines: list[list[Value]] = []
    for row in range(1, bottom + 1):
        cells = sheet.rows.get(row, {})
        lines.append([text_value(cells.get(column, "")) for column in range(1, max(cells, default=0) + 1)])
    merged = [place for place in sheet.merged if place[0] <= bottom]
    grid = Grid(SHEET, lines, merged=merged, hidden_rows=sheet.hidden_rows)
    return grid, TextForm("html", encoding=decoded.encoding, doubts=("huruf",) if decoded.is_guess else ())


def _words(parts: list[str]) -> str:
    """Text as a page shows it: blanks run together, lines only where a tag breaks them."""
    joined = "".join(part if part == _BREAK else _SPACES.sub(" ", part) for part in parts)
    lines = (_SPACES.sub(" ", line).strip(" ") for line in joined.split(_BREAK))
    return _BREAK.join(line for line in lines if line)


def _span(text: str | None, most: int) -> int:
    match = re.match(r"\s*(\d{1,9})", text or "", re.ASCII)
    return max(1, min(int(match[1]), most)) if match else 1
