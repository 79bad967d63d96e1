"""Sheets in which no table was found: which headers may be meant, and what they lack, so that none is just lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kkb.formatting import join_words
from kkb.problems import shorten
from kkb.programme import Lembar
from kkb.recap_columns import EVIDENCE
from kkb.workbook.grid import Grid
from kkb.workbook.model import MESSAGES
from kkb.workbook.rows.row_kinds import reads_like_status
from kkb.workbook.tables.header_search import best_header, header_rows
from kkb.workbook.tables.headers import field_named, header_text, recognise
from kkb.workbook.tables.programme_columns import field_of
from kkb.workbook.tables.recap_header import LIST, fields_named

_WIDEST = 256
_FEWEST_UNKNOWN = 2
_FEWEST_NAMES = 2
"""Names below the header that make it one: a word for desa may stand alone in any text."""

_ROWS_LOOKED_AT = 100


def unknown_headers(grid: Grid) -> tuple[str, ...]:
    """The headers without a meaning of a sheet with a filled column of desa, from left to right; () for another sheet.

    Only those of columns with words or days count: a sheet of numbers about desa is a statistic.
    """
    for row in header_rows(grid):
        texts = {
            column: header_text(text)
            for column, (kind, text) in grid.filled(row)
            if kind == "text" and column < grid.left + _WIDEST
        }
        desa = next((column for column, text in texts.items() if _names_desa(text)), None)
        if desa is None or len(texts) <= _FEWEST_UNKNOWN:
            continue
        filled = _count_words(grid, row + 1)
        unknown = [text for column, text in texts.items() if filled.get(column) and not _means_something(text)]
        if filled.get(desa, 0) >= _FEWEST_NAMES and len(unknown) >= _FEWEST_UNKNOWN:
            return tuple(unknown)
    return ()


def _names_desa(text: str) -> bool:
    found = field_of(Lembar.KEGIATAN, text)
    return found is not None and found[0] == "desa"


def _means_something(text: str) -> bool:
    return recognise(text) is not None or field_of(Lembar.KOMITMEN, text) is not None


def _count_words(grid: Grid, first: int) -> dict[int, int]:
    """Column → how many of its cells from a row on hold words or a day."""
    count: dict[int, int] = {}
    for row in range(first, min(first + _ROWS_LOOKED_AT, grid.bottom + 1)):
        for x, value in enumerate(grid.values[row - grid.top][:_WIDEST]):
            if isinstance(value, (str, dt.date)) and str(value).strip():
                count[grid.left + x] = count.get(grid.left + x, 0) + 1
    return count


_FEWEST_FIELDS = 2
_HEADERS_NAMED = 5
_LETTERS_NAMED = 24
_SHEETS_NAMED = 3
_NAMES_TURNED = 2
_ROWS_ASKED = 15
"""Rows above and below the one that asks for the status in which another fact of the same desa is asked for."""

_HIDDEN = (
    "Lembar {names} tersembunyi, jadi tidak dibaca. Bila rekapnya di sana: klik kanan nama lembar di bagian bawah "
    "Excel, pilih Tampilkan (Unhide), simpan, lalu unggah lagi."
)


def describe_missing_table(grids: Iterable[Grid], hidden: Sequence[str] = ()) -> str:
    """The sentence of the refusal: it names the row of the visible sheets with most known headers, if one has two.

    Where none has, `hidden` sheets, which are never read, may hold the table: it says which, and how to show them.
    """
    visible = list(grids)
    rows = [
        (fields, -place, -row, grid)
        for place, grid in enumerate(visible)
        for row in header_rows(grid)
        if len(fields := fields_named(grid, row)) >= _FEWEST_FIELDS
    ]
    if not rows:
        return _HIDDEN.format(names=_quote(hidden)) if hidden else MESSAGES["no_table"]
    fields, _, row, grid = max(rows, key=lambda one: (len(one[0]), one[1], one[2]))
    header = best_header(grid, (LIST,))
    if header is not None and len(header.rows) > 1 and -row in header.rows:
        # No row of it tells alone what is there: a cell merged over several belongs to each.
        texts = [text for _, text in sorted(header.texts.items())]
        return _describe("no_status_below", grid, header.rows, texts, is_alone=len(visible) == 1)
    texts = [text for _, (kind, text) in grid.filled(-row) if kind == "text"]
    return _describe("no_status" if "desa" in fields else "no_desa", grid, (-row,), texts, is_alone=len(visible) == 1)


def _describe(reason: str, grid: Grid, rows: Sequence[int], texts: Sequence[str], *, is_alone: bool) -> str:
    """The sentence of a refusal about the header in these rows."""
    place = f"baris {join_words([str(row) for row in rows])}"
    where = place.capitalize() if is_alone else f'Lembar "{shorten(_visible(grid.sheet))}", {place}'
    names = ", ".join(f'"{shorten(_visible(text), _LETTERS_NAMED)}"' for text in texts[:_HEADERS_NAMED])
    more = ", …" if len(texts) > _HEADERS_NAMED else ""
    return MESSAGES[reason].format(where=where, names=names + more)


def describe_turned(grids: Iterable[Grid]) -> str:
    """The sentence of the refusal for a sheet with a column for each desa, and its mend; "" if there is none."""
    for grid in grids:
        for row in header_rows(grid):
            for column, (_, text) in grid.filled(row):
                if field_named(header_text(text)) == "status" and (names := _names_above(grid, row, column)):
                    quoted = [f'"{shorten(_visible(name), _LETTERS_NAMED)}"' for name in names]
                    facts = {"sheet": shorten(_visible(grid.sheet)), "names": join_words(quoted, _NAMES_TURNED)}
                    return MESSAGES["turned"].format(**facts)
    return ""


def _names_above(grid: Grid, row: int, column: int) -> list[str]:
    """The names above the answers to a row that asks for the status, if another row asks for more of them."""
    answers = [at for at, (_, text) in grid.filled(row) if at > column and reads_like_status(text)]
    near = range(row - _ROWS_ASKED, row + _ROWS_ASKED + 1)
    asked = {one: field_named(header_text(cell[1])) for one in near if (cell := grid.at(one, column)) is not None}
    if len(answers) < _FEWEST_NAMES or set(EVIDENCE[1:]).isdisjoint(asked.values()):
        return []
    for above in range(row - 1, grid.top - 1, -1):
        filled = dict(grid.filled(above))
        if filled and asked.get(above, "") in ("", "desa"):
            names = [filled[at][1] for at in answers if at in filled and filled[at][0] == "text"]
            return names if len(names) == len(answers) and not any(map(_means_something, names)) else []
    return []


def _quote(sheets: Sequence[str]) -> str:
    return join_words([f'"{shorten(_visible(sheet))}"' for sheet in sheets], _SHEETS_NAMED)


def _visible(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
