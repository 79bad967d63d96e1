"""Find the header of a table: the row, or the two or three rows, that name most fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from kkb.recap_columns import EVIDENCE
from kkb.workbook.grid import Described, Grid
from kkb.workbook.rows import row_kinds
from kkb.workbook.rows.status_headings import heads_list
from kkb.workbook.tables.groups import Group
from kkb.workbook.tables.headers import (
    affirms_rung,
    asks_when_so,
    date_part,
    field_named,
    fold_space,
    header_text,
    is_period,
    period_of,
    recognise,
    step_of,
    sureness_of,
    year_of,
)

HEADER_WITHIN_ROWS = 30
_WIDEST_SPAN = 50
"""Columns one upper header text may stand over; a merged range wider than this is decoration."""

_DEEPEST = 3
"""Rows of the deepest header: "Pokja" over "Status" over "Sudah", "Belum"."""

_SURE_OF_FORMATION = 8
_FEWEST_YEARS = 2
_FEWEST_TICKS = 2
_TITLE_OF_LIST = re.compile(
    r"(?=.*\b(?:pokja|kampung kb|kkb)\b).*\b(?:sudah|telah|belum|yang)\b"
    r".*\b(?:membentuk|terbentuk|dibentuk|memiliki|mempunyai)\b",
    re.IGNORECASE,
)

_LONGEST_TITLE = 300
"""Letters of a title that are looked at."""

_HINT = re.compile(r"\((?=.*[^\W\d_]{2}).*\)")
"""A lower text in brackets says how to fill the column: "(isi tahun)"."""


@dataclass(slots=True)
class Header:
    """`fields` maps field → column, `texts` column → header text; of that `own` is the lowest, `upper` the rest.

    `sureness` says how specific each field's column is; `groups` are fields put together from several columns.
    `lembar` names the sheet of the programme that it heads; "" is a recap of status. `period` is the header that says
    for when the status speaks, where it was settled once for each of several.
    """

    rows: tuple[int, ...]
    fields: dict[str, int]
    texts: dict[int, str]
    own: dict[int, str]
    upper: dict[int, str]
    sureness: dict[str, int]
    groups: dict[str, Group] = field(default_factory=dict)
    lembar: str = ""
    period: str = ""

    @property
    def is_list(self) -> bool:
        """True for a header of desa alone, of which the title must say what they are listed for."""
        return not any(name in self.fields for name in EVIDENCE) and len(self.ticks) < _FEWEST_TICKS and not self.years

    @property
    def ticks(self) -> list[int]:
        """Columns whose header affirms one rung."""
        return [c for c, own in self.own.items() if affirms_rung(own, self.upper.get(c, ""))]

    @property
    def years(self) -> list[int]:
        """Columns of one year each, in the order of the years or against it; [] if they are in none."""
        columns = [c for c, own in sorted(self.own.items()) if year_of(own) is not None]
        return columns if len(columns) >= _FEWEST_YEARS and _is_in_order([self.own[c] for c in columns]) else []

    @property
    def periods(self) -> list[int]:
        """Columns of which it is said when and nothing else; [] if there are not several."""
        columns = [column for column, text in self.texts.items() if is_period(text)]
        return columns if len(columns) >= _FEWEST_YEARS else []

    @property
    def score(self) -> int:
        """How many fields the header names, those put together from several columns included."""
        is_wide = "status" not in self.fields and len(self.ticks) >= _FEWEST_TICKS
        return len(self.fields) + is_wide + bool(self.years)

    @property
    def columns(self) -> set[int]:
        """All columns that a field is read from."""
        return set(self.fields.values()).union(*(group.columns for group in self.groups.values()))


@dataclass(slots=True)
class _Level:
    """A header down to one of its rows. `last` maps column → (last row, last column) of the cell of its text."""

    rows: tuple[int, ...]
    texts: dict[int, str]
    own: dict[int, str]
    upper: dict[int, str]
    last: dict[int, tuple[int, int]]
    is_whole: bool = True
    is_divided_throughout: bool = False


def find_header(grid: Grid) -> Header | None:
    """The header in the first 30 rows that names most fields; the earliest of equals, a deep one before its upper row.

    None if no row names a column of desa and one of status, date or SK. A title ("Desa yang sudah membentuk Pokja") or
    a heading right below ("A. SUDAH TERBENTUK") may stand in for the latter.
    """
    best: Header | None = None
    best_list: Header | None = None
    is_told = _is_title_of_list(grid.sheet)
    for row in header_rows(grid):
        header = header_at(grid, row)
        if header is not None and (best is None or header.score > best.score):
            best = header
        if best is None and best_list is None:
            is_list = (is_told or _heads_blocks(grid, row)) and len(list(grid.filled(row))) > 1
            best_list = header_at(grid, row, is_list=True) if is_list else None
            is_told = is_told or any(_is_title_of_list(text) for _, (_, text) in grid.filled(row))
    return best or best_list


def _is_title_of_list(text: str) -> bool:
    """True for words that say of a whole list that its desa have a Pokja, or that they have none."""
    # From its beginning, and no novel: searched anew at each letter, a long text takes time by its square.
    return _TITLE_OF_LIST.match(text[:_LONGEST_TITLE]) is not None


def _heads_blocks(grid: Grid, row: int) -> bool:
    """True if the next filled row says a status and nothing else."""
    below = (list(grid.filled(number)) for number in range(row + 1, min(row + _DEEPEST, grid.bottom) + 1))
    filled = next((cells for cells in below if cells), [])
    return bool(filled) and heads_list([text for _, (_, text) in filled])


def fields_named(grid: Grid, row: int) -> set[str]:
    """The fields that the texts of a row name; none if a number or a date stands among them."""
    filled = list(grid.filled(row))
    if any(kind != "text" for _, (kind, _) in filled):
        return set()
    return {field_named(header_text(text)) for _, (_, text) in filled} - {""}


def header_rows(grid: Grid) -> range:
    """The rows in which the first header of a sheet may begin."""
    return range(grid.top, min(grid.top + HEADER_WITHIN_ROWS, grid.bottom + 1))


def header_at(grid: Grid, row: int, *, is_list: bool = False) -> Header | None:
    """The best header that begins at `row`. `is_list`: a column of desa is enough, its title says the rest."""
    texts = _header_texts(grid, row) or {}
    level: _Level | None = _Level(
        rows=(row,),
        texts=texts,
        own=dict(texts),
        upper={},
        last={column: grid.spans.get((row, column), (row, column)) for column in texts},
    )
    best: Header | None = None
    while level is not None and level.texts:
        following = level.rows[-1] + 1
        is_cut = _reaches(level, following) and any(True for _ in grid.filled(following))
        header = _judge(grid, level, is_list=is_list) if level.is_whole and not is_cut else None
        if header is not None and (
            best is None
            or header.score > best.score
            or (header.score == best.score and (len(header.rows) < _DEEPEST or level.is_divided_throughout))
        ):
            best = header
        level = _divide(grid, level) if len(level.rows) < _DEEPEST else None
    return best


def _header_texts(grid: Grid, row: int) -> dict[int, str] | None:
    """Column → text of a row that may be part of a header: its words, and years where two or more stand there."""
    filled = dict(grid.filled(row))
    texts = {column: header_text(text) for column, (kind, text) in filled.items() if kind == "text"}
    years = {column: text for column, (kind, text) in filled.items() if kind == "number" and year_of(text) is not None}
    if len(years) >= _FEWEST_YEARS and _is_in_order(list(years.values())):
        texts |= years
    return dict(sorted(texts.items()))


def _is_in_order(texts: list[str]) -> bool:
    years = [year_of(text) or 0 for text in texts]
    return all(a < b for a, b in pairwise(years)) or all(a > b for a, b in pairwise(years))


def _judge(grid: Grid, level: _Level, *, is_list: bool) -> Header | None:
    """The header that a level makes: per field the most specific column, then the leftmost.

    Of two columns of a status that are equally specific, the one that names no period speaks for now. A question for
    the day ("Bila ya, kapan?") means what stands left of it.
    """
    best: dict[str, tuple[tuple[int, bool], int]] = {}
    for column, text in sorted(level.texts.items()):
        if (verdict := recognise(text)) is None:
            continue
        name, sure = verdict
        if asks_when_so(text) and field_named(level.texts.get(column - 1, "")) != "status":
            continue
        rank = (sure, name != "status" or not period_of(text))
        if name not in best or rank > best[name][0]:
            best[name] = (rank, column)
    fields = {name: column for name, (_, column) in sorted(best.items(), key=lambda item: item[1][1])}
    sureness = {name: rank[0] for name, (rank, _) in best.items()}
    header = Header(level.rows, fields, dict(sorted(level.texts.items())), level.own, level.upper, sureness)
    return header if "desa" in fields and (is_list or not header.is_list or _tells_periods(grid, header)) else None


def _tells_periods(grid: Grid, header: Header) -> bool:
    """True if a rung stands near below a column of which only the period is said; "Ada" may be said of anything."""
    columns = set(header.periods)
    rows = range(header.rows[-1] + 1, header.rows[-1] + 1 + HEADER_WITHIN_ROWS) if columns else ()
    below = (text for row in rows for column, (_, text) in grid.filled(row) if column in columns)
    return any(map(row_kinds.names_rung, below))


def _divide(grid: Grid, level: _Level) -> _Level | None:
    """The level with one row more, if that row divides it: "SK Pokja" over "Nomor", "Tanggal".

    The lower row must be words only, stand under words, and leave the columns it does not divide as they are;
    otherwise it is the first row of data.
    """
    row = level.rows[-1] + 1
    filled = dict(grid.filled(row))
    is_forced = bool(filled) and (_reaches(level, row) or _is_above_steps(grid, level, row))
    lower = {c: header_text(text) for c, (_, text) in filled.items()} if is_forced else _header_texts(grid, row)
    if not lower or len(lower) < len(filled) or _is_title(level.texts, filled):
        return None
    above: dict[int, int] = {}
    for column in level.texts:
        for covered in range(column, min(level.last[column][1], column + _WIDEST_SPAN) + 1):
            above[covered] = column
    joined = _join(grid, level, lower, above)
    # One "Belum" alone under "Status" is a row without a name; "Sudah" and "Belum" are columns of ticks.
    affirming = {c for c in lower if affirms_rung(joined.own[c], joined.upper.get(c, ""))}
    divided = {
        c
        for c in lower
        if recognise(joined.texts[c]) is not None
        or _is_part(joined.own[c], joined.upper.get(c, ""))
        or (len(affirming) > 1 and c in affirming)
    }
    alone = {column for column in level.texts if level.last[column][1] == column}
    spoilt = any(c in alone and c not in divided and recognise(level.texts[c]) for c in lower)
    is_spread = len(lower) > 1 and all(c in above and level.last[above[c]][1] > above[c] for c in lower)
    if not is_forced and not is_spread and (spoilt or not any(c in above for c in divided)):
        return None
    joined.is_divided_throughout = len(divided) == len(lower)
    return joined


def _join(grid: Grid, level: _Level, lower: dict[int, str], above: dict[int, int]) -> _Level:
    """The level with the texts of one row more below its own; `above` maps a column to that of the text over it."""
    row = level.rows[-1] + 1
    # An upper text over several columns names those that have a lower text, and its own first one.
    kept = [column for column in above if column in level.texts and column not in lower]
    joined = _Level(
        rows=(*level.rows, row),
        texts={column: level.texts[column] for column in kept},
        own={column: level.own[column] for column in kept},
        upper={column: level.upper[column] for column in kept if column in level.upper},
        last={column: level.last[column] for column in kept},
        is_whole=all(level.last[column][0] <= row for column in level.texts),
    )
    inherited = ""
    for column in sorted(lower):
        own = joined.own[column] = lower[column]
        joined.last[column] = grid.spans.get((row, column), (row, column))
        if column in above:
            inherited = level.texts[above[column]]
            joined.texts[column] = _below(inherited, own)
            joined.upper[column] = inherited
            if _HINT.fullmatch(own) and recognise(joined.texts[column]) is None and column in level.texts:
                joined.texts[column], joined.own[column] = inherited, level.own[column]
        else:
            # Centred over its columns without merging them, the upper text stands over the first one only:
            # "SK Pokja" over "Nomor" means the "Tanggal" beside it too.
            inherited = inherited if column - 1 in lower else ""
            whole = _below(inherited, own)
            is_below = recognise(whole) is not None or affirms_rung(own, inherited) or _is_part(own, inherited)
            joined.texts[column] = whole if is_below else own
            if is_below and inherited:
                joined.upper[column] = inherited
    return joined


def _below(inherited: str, own: str) -> str:
    """A header with what stands over it; "Tanggal Pembentukan" under "SK" is that of the formation all the same."""
    whole = fold_space(f"{inherited} {own}")
    is_formation = field_named(own) == "tanggal" and sureness_of(own) >= _SURE_OF_FORMATION
    return own if is_formation and field_named(whole) == "tanggal_sk" else whole


def _reaches(level: _Level, row: int) -> bool:
    """True if the header of desa is merged down to a row, which is then one of the header whatever it holds."""
    return any(level.last[column][0] >= row and field_named(text) == "desa" for column, text in level.texts.items())


def _is_above_steps(grid: Grid, level: _Level, row: int) -> bool:
    """True for a row that heads groups of steps and says nothing of a desa: "Proses", "Hasil" over the steps."""
    desa = {column for column, text in level.texts.items() if field_named(text) == "desa"}
    if not desa or len(level.rows) + 1 >= _DEEPEST:
        return False
    texts, below = _header_texts(grid, row) or {}, _header_texts(grid, row + 1) or {}
    is_head = desa.isdisjoint([*texts, *below]) and texts.keys() < below.keys()
    return is_head and sum(step_of(text) is not None for text in below.values()) > 1


def _is_part(own: str, upper: str) -> bool:
    """True for a header that only means something beside others: a year, a part of a date."""
    if date_part(own) is not None and _is_dated(upper):
        return True
    return year_of(own) is not None and (not upper or recognise(upper) is not None)


def _is_dated(upper: str) -> bool:
    return field_named(fold_space(f"{upper} tanggal")).startswith("tanggal")


def _is_title(upper: dict[int, str], lower: dict[int, Described]) -> bool:
    """True for one text above a column that needs none: "Keadaan per 10 Mei 2023" right above "Status"."""
    ((column, text), *others) = upper.items()
    own = field_named(header_text(lower[column][1])) if column in lower else ""
    return not others and own != "" and own == field_named(text)
