"""Find the header of a recap of status: it names desa, and a status, a date of formation or a decree."""

from __future__ import annotations

import re

from kkb.workbook.grid import Grid
from kkb.workbook.rows import row_kinds
from kkb.workbook.rows.status_headings import heads_list
from kkb.workbook.tables.header_search import (
    FEWEST_TICKS,
    HEADER_WITHIN_ROWS,
    Header,
    Level,
    Vocabulary,
    best_header,
    header_at,
    header_rows,
)
from kkb.workbook.tables.headers import (
    affirms_rung,
    asks_when_so,
    date_part,
    field_named,
    fold_space,
    header_text,
    is_mere_head,
    is_pokja_among_bodies,
    period_of,
    recognise,
    stands_for_decree,
    sureness_of,
    year_of,
)

_NEXT_ROWS = 3
"""Rows below a list in which the heading of its first block may stand."""

_SURE_OF_FORMATION = 8
_SURE_WITHOUT_HEAD = 3
_TITLE_OF_LIST = re.compile(
    r"(?=.*\b(?:pokja|kampung kb|kkb)\b).*\b(?:sudah|telah|belum|yang)\b"
    r".*\b(?:membentuk|terbentuk|dibentuk|memiliki|mempunyai)\b",
    re.IGNORECASE,
)

_LONGEST_TITLE = 300
"""Letters of a title that are looked at."""


class RecapVocabulary(Vocabulary):
    """The words of a recap of status. `is_list`: a column of desa is enough, the title says the rest."""

    def __init__(self, *, is_list: bool = False) -> None:
        self._is_list = is_list

    def recognise(self, text: str, own: str) -> tuple[str, int] | None:
        return recognise(text)

    def join(self, upper: str, own: str) -> str:
        """Both; "Tanggal Pembentukan" under "SK" is that of the formation all the same, and "Hasil" adds nothing to
        "Status Pokja". A bare "Tanggal" below it may be that of the visit."""
        whole = fold_space(f"{upper} {own}")
        if is_pokja_among_bodies(upper, own):
            return own
        if recognise(whole) is None and sureness_of(own) >= _SURE_WITHOUT_HEAD and is_mere_head(upper):
            return own
        is_formation = field_named(own) == "tanggal" and sureness_of(own) >= _SURE_OF_FORMATION
        is_decree = field_named(whole) == "tanggal_sk" or stands_for_decree(upper)
        return own if is_formation and is_decree else whole

    def rank(self, level: Level, column: int) -> tuple[str, tuple[int, ...]] | None:
        """Of two columns of a status that are equally specific, the one that names no period speaks for now. A question
        for the day ("Bila ya, kapan?") means what stands left of it."""
        text = level.texts[column]
        if (found := recognise(text)) is None:
            return None
        if asks_when_so(text) and field_named(level.texts.get(column - 1, "")) != "status":
            return None
        name, sure = found
        return name, (sure, name != "status" or not period_of(text))

    def affirms(self, own: str, upper: str) -> bool:
        return affirms_rung(own, upper)

    def is_part(self, own: str, upper: str) -> bool:
        """True for a header that only means something beside others: a year, a part of a date."""
        if date_part(own) is not None and field_named(fold_space(f"{upper} tanggal")).startswith("tanggal"):
            return True
        return year_of(own) is not None and (not upper or recognise(upper) is not None)

    def accepts(self, grid: Grid, header: Header) -> bool:
        return "desa" in header.fields and (self._is_list or not header.is_list or _tells_periods(grid, header))

    def score(self, header: Header) -> tuple[int, ...]:
        """How many fields the header names, those put together from several columns included."""
        is_wide = "status" not in header.fields and len(header.ticks) >= FEWEST_TICKS
        return (len(header.fields) + is_wide + bool(header.years),)


RECAP = RecapVocabulary()
LIST = RecapVocabulary(is_list=True)


def find_header(grid: Grid) -> Header | None:
    """The header in the first 30 rows that names most fields; the earliest of equals, a deep one before its upper row.

    None if no row names a column of desa and one of status, date or SK. A title ("Desa yang sudah membentuk Pokja") or
    a heading right below ("A. SUDAH TERBENTUK") may stand in for the latter.
    """
    return best_header(grid, (RECAP,)) or _find_list(grid)


def _find_list(grid: Grid) -> Header | None:
    """The first header of desa alone below a title, or above a heading, that says what they are listed for."""
    is_told = _is_title_of_list(grid.sheet)
    for row in header_rows(grid):
        texts = [text for _, (_, text) in grid.filled(row)]
        if (is_told or _heads_blocks(grid, row)) and len(texts) > 1:
            header = header_at(grid, row, LIST)
            if header is not None:
                return header
        is_told = is_told or any(map(_is_title_of_list, texts))
    return None


def _is_title_of_list(text: str) -> bool:
    """True for words that say of a whole list that its desa have a Pokja, or that they have none."""
    # From its beginning, and no novel: searched anew at each letter, a long text takes time by its square.
    return _TITLE_OF_LIST.match(text[:_LONGEST_TITLE]) is not None


def _heads_blocks(grid: Grid, row: int) -> bool:
    """True if the next filled row says a status and nothing else."""
    below = (list(grid.filled(number)) for number in range(row + 1, min(row + _NEXT_ROWS, grid.bottom) + 1))
    filled = next((cells for cells in below if cells), [])
    return bool(filled) and heads_list([text for _, (_, text) in filled])


def fields_named(grid: Grid, row: int) -> set[str]:
    """The fields that the texts of a row name; none if a number or a date stands among them."""
    filled = list(grid.filled(row))
    if any(kind != "text" for _, (kind, _) in filled):
        return set()
    return {field_named(header_text(text)) for _, (_, text) in filled} - {""}


def _tells_periods(grid: Grid, header: Header) -> bool:
    """True if a rung stands near below a column of which only the period is said; "Ada" may be said of anything."""
    columns = set(header.periods)
    rows = range(header.rows[-1] + 1, header.rows[-1] + 1 + HEADER_WITHIN_ROWS) if columns else ()
    below = (text for row in rows for column, (_, text) in grid.filled(row) if column in columns)
    return any(map(row_kinds.names_rung, below))
