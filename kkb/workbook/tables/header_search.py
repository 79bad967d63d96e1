"""Find the header of a table: the row, or the two or three rows, that name most fields of a vocabulary."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from kkb.recap_columns import EVIDENCE
from kkb.workbook.grid import Described, Grid
from kkb.workbook.tables.groups import Group
from kkb.workbook.tables.headers import (
    FORMED,
    affirms_rung,
    header_text,
    is_of_status,
    is_period,
    is_step_towards,
    step_of,
    year_of,
)

HEADER_WITHIN_ROWS = 30
_WIDEST_SPAN = 50
"""Columns one upper header text may stand over; a merged range wider than this is decoration."""

_DEEPEST = 3
"""Rows of the deepest header: "Pokja" over "Status" over "Sudah", "Belum"."""

_FEWEST_YEARS = 2
FEWEST_TICKS = 2
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
        return not any(name in self.fields for name in EVIDENCE) and len(self.ticks) < FEWEST_TICKS and not self.years

    @property
    def ticks(self) -> list[int]:
        """Columns whose header affirms one rung; among the steps of the guideline those, and the formation, as well."""
        own = {c: text for c, text in self.own.items() if is_of_status(text, self.upper.get(c, ""))}
        steps = [c for c, text in own.items() if is_step_towards(text)]
        formed = [c for c, text in own.items() if steps and step_of(text) == FORMED]
        return [c for c, text in own.items() if affirms_rung(text) or c in (*steps, *formed)]

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
    def columns(self) -> set[int]:
        """All columns that a field is read from."""
        return set(self.fields.values()).union(*(group.columns for group in self.groups.values()))


@dataclass(slots=True)
class Level:
    """A header down to one of its rows. `last` maps column → (last row, last column) of the cell of its text."""

    rows: tuple[int, ...]
    texts: dict[int, str]
    own: dict[int, str]
    upper: dict[int, str]
    last: dict[int, tuple[int, int]]
    is_whole: bool = True
    is_divided_throughout: bool = False


class Vocabulary(ABC):
    """What the texts of a header mean in one type of table. `lembar` names the sheet of the programme."""

    lembar = ""

    @abstractmethod
    def recognise(self, text: str, own: str) -> tuple[str, int] | None:
        """The field that a header names and how surely, higher is surer; `own` is the part of it in the lowest row."""

    @abstractmethod
    def join(self, upper: str, own: str) -> str:
        """The text of a header with that of the row above."""

    @abstractmethod
    def accepts(self, grid: Grid, header: Header) -> bool:
        """True if the fields of a header make a table."""

    @abstractmethod
    def score(self, header: Header) -> tuple[int, ...]:
        """How much a header names: of several the one with the highest score is read."""

    def rank(self, level: Level, column: int) -> tuple[str, tuple[int, ...]] | None:
        """The field of a column, and its rank: the column with the highest, then the leftmost, is read."""
        found = self.recognise(level.texts[column], level.own[column])
        return (found[0], found[1:]) if found is not None else None

    def affirms(self, own: str, upper: str) -> bool:
        """True for a header that means something beside others of its like: ticks under "Sudah" and "Belum"."""
        return False

    def is_part(self, own: str, upper: str) -> bool:
        """True for a header that is a part of what stands over it: one column of a date in three."""
        return False


def best_header(grid: Grid, vocabularies: Iterable[Vocabulary]) -> Header | None:
    """The header in the first 30 rows that names most; the earliest of equals, a deep one before its upper row."""
    found = (
        (vocabulary.score(header), -row, header)
        for row in header_rows(grid)
        for vocabulary in vocabularies
        if (header := header_at(grid, row, vocabulary)) is not None
    )
    best = max(found, key=lambda one: one[:2], default=None)
    return best[2] if best is not None else None


def header_rows(grid: Grid) -> range:
    """The rows in which the first header of a sheet may begin."""
    return range(grid.top, min(grid.top + HEADER_WITHIN_ROWS, grid.bottom + 1))


def header_at(grid: Grid, row: int, vocabulary: Vocabulary) -> Header | None:
    """The best header of a vocabulary that begins at `row`."""
    texts = _header_texts(grid, row) or {}
    level: Level | None = Level(
        rows=(row,),
        texts=texts,
        own=dict(texts),
        upper={},
        last={column: grid.spans.get((row, column), (row, column)) for column in texts},
    )
    best: Header | None = None
    most: tuple[int, ...] = ()
    while level is not None and level.texts:
        following = level.rows[-1] + 1
        is_cut = _reaches(level, following, vocabulary) and not grid.is_blank(following)
        header = _make_header(grid, level, vocabulary) if level.is_whole and not is_cut else None
        if header is not None:
            score = vocabulary.score(header)
            is_deeper = len(header.rows) < _DEEPEST or level.is_divided_throughout
            if score > most or (score == most and is_deeper):
                best, most = header, score
        level = _divide(grid, level, vocabulary) if len(level.rows) < _DEEPEST else None
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


def _make_header(grid: Grid, level: Level, vocabulary: Vocabulary) -> Header | None:
    """The header that a level makes: of each field the column of the highest rank, then the leftmost."""
    best: dict[str, tuple[tuple[int, ...], int]] = {}
    for column in sorted(level.texts):
        if (ranked := vocabulary.rank(level, column)) is None:
            continue
        name, rank = ranked
        if name not in best or rank > best[name][0]:
            best[name] = (rank, column)
    fields = {name: column for name, (_, column) in sorted(best.items(), key=lambda item: item[1][1])}
    sureness = {name: rank[0] for name, (rank, _) in best.items()}
    texts = dict(sorted(level.texts.items()))
    header = Header(level.rows, fields, texts, level.own, level.upper, sureness, lembar=vocabulary.lembar)
    return header if vocabulary.accepts(grid, header) else None


def _divide(grid: Grid, level: Level, vocabulary: Vocabulary) -> Level | None:
    """The level with one row more, if that row divides it: "SK Pokja" over "Nomor", "Tanggal".

    The lower row must be words only, stand under words, and leave the columns it does not divide as they are;
    otherwise it is the first row of data.
    """
    row = level.rows[-1] + 1
    filled = dict(grid.filled(row))
    is_forced = bool(filled) and (_reaches(level, row, vocabulary) or _is_above_steps(grid, level, row, vocabulary))
    lower = {c: header_text(text) for c, (_, text) in filled.items()} if is_forced else _header_texts(grid, row)
    if not lower or len(lower) < len(filled) or _is_title(level.texts, filled, vocabulary):
        return None
    above: dict[int, int] = {}
    for column in level.texts:
        for covered in range(column, min(level.last[column][1], column + _WIDEST_SPAN) + 1):
            above[covered] = column
    joined = _join(grid, level, lower, above, vocabulary)
    # One "Belum" alone under "Status" is a row without a name; "Sudah" and "Belum" are columns of ticks.
    affirming = {c for c in lower if vocabulary.affirms(joined.own[c], joined.upper.get(c, ""))}
    divided = {
        c
        for c in lower
        if vocabulary.recognise(joined.texts[c], joined.own[c]) is not None
        or vocabulary.is_part(joined.own[c], joined.upper.get(c, ""))
        or (len(affirming) > 1 and c in affirming)
    }
    alone = {column for column in level.texts if level.last[column][1] == column}
    spoilt = any(c in alone and c not in divided and vocabulary.recognise(level.texts[c], level.own[c]) for c in lower)
    is_spread = len(lower) > 1 and all(c in above and level.last[above[c]][1] > above[c] for c in lower)
    if not is_forced and not is_spread and (spoilt or not any(c in above for c in divided)):
        return None
    joined.is_divided_throughout = len(divided) == len(lower)
    return joined


def _join(
    grid: Grid, level: Level, lower: dict[int, str], above: dict[int, int], vocabulary: Vocabulary
) -> Level:
    """The level with the texts of one row more below its own; `above` maps a column to that of the text over it."""
    row = level.rows[-1] + 1
    # An upper text over several columns names those that have a lower text, and its own first one.
    kept = [column for column in above if column in level.texts and column not in lower]
    joined = Level(
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
            joined.texts[column] = vocabulary.join(inherited, own)
            joined.upper[column] = inherited
            is_hint = _HINT.fullmatch(own) and vocabulary.recognise(joined.texts[column], own) is None
            if is_hint and column in level.texts:
                joined.texts[column], joined.own[column] = inherited, level.own[column]
        else:
            # Centred over its columns without merging them, the upper text stands over the first one only:
            # "SK Pokja" over "Nomor" means the "Tanggal" beside it too.
            inherited = inherited if column - 1 in lower else ""
            whole = vocabulary.join(inherited, own)
            is_below = (
                vocabulary.recognise(whole, whole) is not None
                or vocabulary.affirms(own, inherited)
                or vocabulary.is_part(own, inherited)
            )
            joined.texts[column] = whole if is_below else own
            if is_below and inherited:
                joined.upper[column] = inherited
    return joined


def _reaches(level: Level, row: int, vocabulary: Vocabulary) -> bool:
    """True if the header of desa is merged down to a row, which is then one of the header whatever it holds."""
    return any(level.last[column][0] >= row for column in _desa_columns(level.texts, vocabulary))


def _desa_columns(texts: dict[int, str], vocabulary: Vocabulary) -> set[int]:
    return {column for column, text in texts.items() if _field(text, vocabulary) == "desa"}


def _field(text: str, vocabulary: Vocabulary) -> str:
    found = vocabulary.recognise(text, text)
    return found[0] if found is not None else ""


def _is_above_steps(grid: Grid, level: Level, row: int, vocabulary: Vocabulary) -> bool:
    """True for a row that heads groups of steps and says nothing of a desa: "Proses", "Hasil" over the steps."""
    desa = _desa_columns(level.texts, vocabulary)
    if not desa or len(level.rows) + 1 >= _DEEPEST:
        return False
    texts, below = _header_texts(grid, row) or {}, _header_texts(grid, row + 1) or {}
    is_head = desa.isdisjoint([*texts, *below]) and texts.keys() < below.keys()
    return is_head and sum(step_of(text) is not None for text in below.values()) > 1


def _is_title(upper: dict[int, str], lower: dict[int, Described], vocabulary: Vocabulary) -> bool:
    """True for one text above a column that needs none: "Keadaan per 10 Mei 2023" right above "Status"."""
    ((column, text), *others) = upper.items()
    own = _field(header_text(lower[column][1]), vocabulary) if column in lower else ""
    return not others and own != "" and own == _field(text, vocabulary)
