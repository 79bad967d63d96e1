"""Where no table was found: the row that looks most like its header, and what it lacks, as one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kkb.formatting import join_words
from kkb.problems import shorten
from kkb.workbook.grid import Grid
from kkb.workbook.model import MESSAGES
from kkb.workbook.tables.header_search import HEADER_WITHIN_ROWS
from kkb.workbook.tables.headers import header_text, recognise

_FEWEST_FIELDS = 2
_HEADERS_NAMED = 5
_LETTERS_NAMED = 24
_SHEETS_NAMED = 3
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
        for row in range(grid.top, min(grid.top + HEADER_WITHIN_ROWS, grid.bottom + 1))
        if len(fields := _fields(grid, row)) >= _FEWEST_FIELDS
    ]
    if not rows:
        return _HIDDEN.format(names=_quote(hidden)) if hidden else MESSAGES["no_table"]
    fields, _, row, grid = max(rows, key=lambda one: (len(one[0]), one[1], one[2]))
    texts = [shorten(_visible(text), _LETTERS_NAMED) for _, (kind, text) in grid.filled(-row) if kind == "text"]
    where = f'Lembar "{shorten(_visible(grid.sheet))}", baris {-row}' if len(visible) > 1 else f"Baris {-row}"
    names = ", ".join(f'"{text}"' for text in texts[:_HEADERS_NAMED])
    more = ", …" if len(texts) > _HEADERS_NAMED else ""
    return MESSAGES["no_status" if "desa" in fields else "no_desa"].format(where=where, names=names + more)


def _fields(grid: Grid, row: int) -> set[str]:
    """The fields that the texts of a row name; none if a number or a date stands among them."""
    filled = list(grid.filled(row))
    if any(kind != "text" for _, (kind, _) in filled):
        return set()
    return {verdict[0] for _, (_, text) in filled if (verdict := recognise(header_text(text))) is not None}


def _quote(sheets: Sequence[str]) -> str:
    return join_words([f'"{shorten(_visible(sheet))}"' for sheet in sheets], _SHEETS_NAMED)


def _visible(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
