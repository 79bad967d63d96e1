"""The parts of a sheet that hold a table each: one below the other, or side by side.

A header printed again at the top of a page begins no part; one that stands above other desa columns, another
period, or the same desa once more does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from kkb.recap import Cell
from kkb.workbook.grid import Grid
from kkb.workbook.rows import row_kinds
from kkb.workbook.tables.header_search import Header, header_at
from kkb.workbook.tables.headers import fold_space, period_of, recognise
from kkb.workbook.tables.recap_header import LIST, RECAP, fields_named, find_header

_HINTS = ("esa", "ecamatan", "elurahan", "tatus", "ampung")
"""Of these words a header of desa has one."""

_PLACES = frozenset({"no", "kecamatan", "desa"})
_SAME_DESA = 0.5
_FEWEST_DESA = 2
_SHORTEST_NAME = 3
_SUREST_PLACE = 3
_CLAIMS = frozenset(
    "sudah telah belum tidak terbentuk merintis rintisan proses sosialisasi komitmen rencana usulan".split()
)
_TITLE_WORDS = ("rekap", "data", "daftar", "laporan", "keadaan", "per ", "tahun", "halaman", "lanjutan", "pokja", "kec")


@dataclass(slots=True)
class Part:
    """`grid` is the box of the part, `titles` its rows between data rows that only repeat a title. `above` and
    `below` are words that belong to it and stand outside its box, `elsewhere` its rows that are not about the Pokja."""

    grid: Grid
    titles: set[int] = field(default_factory=set)
    above: list[Cell] = field(default_factory=list)
    below: list[Cell] = field(default_factory=list)
    elsewhere: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Stretch:
    """Rows of one table; `end` is its last row, `stop` the last before the next one begins."""

    first: int
    header: Header
    end: int
    stop: int
    titles: set[int] = field(default_factory=set)


def find_parts(grid: Grid) -> list[Part]:
    """The parts of a sheet in reading order; [] if it has no header."""
    parts: list[Part] = []
    for stretch in _stretches(grid):
        box = grid.part(first_row=stretch.first, last_row=stretch.end)
        below = [cell for row in range(stretch.end + 1, stretch.stop + 1) for cell in grid.words(row)]
        parts += [_with(part, stretch.titles, below) for part in _side_by_side(box, stretch.header)]
    return parts


def _with(part: Part, titles: set[int], below: list[Cell]) -> Part:
    part.titles, part.below = titles, below
    return part


def _stretches(grid: Grid) -> list[_Stretch]:
    first = _first_header(grid)
    if first is None:
        return []
    current = _Stretch(grid.top, first, grid.bottom, grid.bottom)
    found = [current]
    names: set[str] = set()
    since = first.rows[-1] + 1
    is_open = True
    likely = _likely_headers(grid, since)
    for number in likely:
        if number < since:
            continue
        header = header_at(grid, number, LIST if current.header.is_list else RECAP)
        if header is None and not _is_other_header(grid, number):
            continue
        titles = _title_rows(grid, number, since, current.header)
        start = titles[0] if titles else number
        if header is None:
            if is_open:
                current.end, is_open = start - 1, False
            continue
        names |= _desa_names(grid, current.header, since, start) if is_open else set()
        after = header.rows[-1] + 1
        if is_open and _is_same(header, current.header) and not _is_new(grid, current, header, titles, names, likely):
            current.titles.update(titles)
        else:
            if is_open:
                current.end = start - 1
            current.stop = start - 1
            current = _Stretch(start, header, grid.bottom, grid.bottom)
            found.append(current)
            names, is_open = set(), True
        since = after
    return found


def _first_header(grid: Grid) -> Header | None:
    """The header of the first table: the best in the first rows, or an earlier one that has rows of its own."""
    best = find_header(grid)
    if best is None:
        return None
    number = grid.top
    while number < best.rows[0]:
        header = header_at(grid, number, RECAP)
        if (
            header is not None
            and header.rows[-1] < best.rows[0]
            and _desa_names(grid, header, header.rows[-1] + 1, best.rows[0])
        ):
            return header
        number += 1
    return best


def _likely_headers(grid: Grid, since: int) -> list[int]:
    """The rows from `since` on in which some text has a word that headers have: each text is looked at once."""
    rows: set[int] = set()
    for column in zip_longest(*grid.values[since - grid.top :], fillvalue=""):
        texts = {value for value in column if isinstance(value, str)}
        named = {text for text in texts if _has_hint(text) and recognise(fold_space(text)) is not None}
        if named:
            rows.update(row for row, value in enumerate(column, start=since) if value in named)
    return sorted(rows)


def _has_hint(text: str) -> bool:
    folded = text.casefold()
    return any(hint in folded for hint in _HINTS)


def _is_other_header(grid: Grid, row: int) -> bool:
    """True for the header of a table that is none of desa: a small recap by kecamatan, a legend."""
    fields = fields_named(grid, row)
    return len(fields) > 1 and bool(fields & _PLACES)


def _is_same(one: Header, other: Header) -> bool:
    return {c: text.casefold() for c, text in one.texts.items()} == {
        c: text.casefold() for c, text in other.texts.items()
    }


def _is_new(
    grid: Grid, current: _Stretch, header: Header, titles: list[int], names: set[str], likely: list[int]
) -> bool:
    """True if a header like the one before begins another table: of another period or claim, or of the same desa."""
    before = range(current.first, current.header.rows[0])
    for tell in (_periods, _claims):
        said = set(tell(grid, titles))
        if not said <= set(tell(grid, before)):
            return True
    later = (row for row in likely if row > header.rows[-1] and _is_other_header(grid, row))
    following = next(later, grid.bottom + 1)
    own = _desa_names(grid, header, header.rows[-1] + 1, following)
    fewest = min(len(own), len(names))
    return fewest >= _FEWEST_DESA and len(own & names) >= _SAME_DESA * fewest


def _claims(grid: Grid, rows: list[int] | range) -> Iterator[str]:
    """The words by which a title says something of all its desa: "belum", "sudah", "merintis"."""
    for row in rows:
        for _, (_, text) in grid.filled(row):
            yield from _CLAIMS & set(text.casefold().split())


def _periods(grid: Grid, rows: list[int] | range) -> Iterator[str]:
    for row in rows:
        for _, (kind, text) in grid.filled(row):
            if kind == "text":
                yield from period_of(text)
            elif kind == "date":
                yield text


def _desa_names(grid: Grid, header: Header, first: int, end: int) -> set[str]:
    """The words in the column of desa from row `first` to before `end`, of rows that say more than that."""
    names = set()
    for row in range(first, min(end, grid.bottom + 1)):
        described = grid.at(row, header.fields["desa"])
        name = fold_space(described[1]).casefold() if described is not None and described[0] == "text" else ""
        if sum(map(str.isalpha, name)) >= _SHORTEST_NAME and sum(1 for _ in grid.filled(row)) > 1:
            names.add(name)
    return names


def _title_rows(grid: Grid, header_row: int, since: int, current: Header) -> list[int]:
    """The rows of titles right above a header, from row `since` on; blank rows may stand between.

    A text alone in the column of desa or kecamatan may be a name: there it must sound like a title.
    """
    names = {current.fields.get("desa"), current.fields.get("kecamatan")}
    titles: list[int] = []
    for row in range(header_row - 1, since - 1, -1):
        filled = list(grid.filled(row))
        if not filled:
            if titles:
                break
            continue
        texts = [text for _, (kind, text) in filled if kind in ("text", "date")]
        is_pair = len(texts) == 2 and (texts[0].rstrip().endswith(":") or texts[1].startswith(":"))
        if len(texts) != len(filled) or not (len(texts) == 1 or is_pair):
            break
        words = texts[0].casefold()
        if row_kinds.looks_signed(texts[0]) or row_kinds.reads_like_total(texts[0]):
            break
        if filled[0][0] in names and not any(word in words for word in _TITLE_WORDS):
            break
        titles.insert(0, row)
    return titles


def _side_by_side(grid: Grid, header: Header) -> list[Part]:
    """The parts of a box whose header names the same columns twice or more, from the left."""
    cuts = _cuts(header)
    parts = []
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        last = None if following is None else following - 1
        box = grid.part(first_row=grid.top, last_row=grid.bottom, first_column=cut, last_column=last)
        parts.append(Part(box))
    if len(parts) < 2 or any(find_header(part.grid) is None for part in parts):
        return [Part(grid)]
    for row in range(grid.top, header.rows[0]):
        own = [list(part.grid.filled(row)) for part in parts]
        if sum(map(bool, own)) == 1:
            # One line over all of the tables is a title of each.
            for part, filled in zip(parts, own, strict=True):
                if not filled:
                    part.above += grid.words(row)
    return parts


def _cuts(header: Header) -> list[int]:
    """The first columns of tables side by side: where the header of desa stands once more among its like."""
    columns = sorted(header.texts)
    desa = header.texts[header.fields["desa"]].casefold()
    cuts = [columns[0]]
    seen: set[str] = set()
    for column in columns:
        verdict = recognise(header.texts[column])
        if verdict is None:
            continue
        is_again = verdict[0] in seen and verdict[0] in _PLACES and verdict[1] >= _SUREST_PLACE
        if is_again and _has_desa(header, columns, column, desa):
            cuts.append(column)
            seen = set()
        seen.add(verdict[0])
    return cuts


def _has_desa(header: Header, columns: list[int], first: int, desa: str) -> bool:
    return any(header.texts[column].casefold() == desa for column in columns if column >= first)
