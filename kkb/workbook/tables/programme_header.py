"""Find the header of a sheet of the programme, and tell it from the header of a recap of status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kkb.programme import Lembar
from kkb.programme.columns import DEFINING, KOLOM, Perlu
from kkb.workbook.grid import Grid
from kkb.workbook.tables.header_search import HEADER_WITHIN_ROWS, Header, header_at, header_rows
from kkb.workbook.tables.headers import fold_space, header_text
from kkb.workbook.tables.programme_columns import (
    counted_field,
    field_of,
    lembar_named,
    names_subject,
    says_signed,
    says_whole,
)

WIDEST = 256
"""Columns of a sheet that are looked at."""

_FEWEST_DEFINING = 2
_SURE_OF_FORMATION = 5
"""How sure a column must be of a formation or its SK; "Tanggal" alone and "Keputusan" are not."""

_REQUIRED = {
    lembar: frozenset(column.name for column in columns if column.perlu is Perlu.WAJIB) - {"desa"}
    for lembar, columns in KOLOM.items()
}
"""What a row cannot do without, beside its desa."""

Forms = Mapping[int, tuple[tuple[str, int], ...]]
"""Column → the texts that may stand for its header, with how far each stands back."""

_STANDS_BACK, _IS_PART = 100, 200


def find_programme_header(grid: Grid) -> Header | None:
    """The header of one of the four sheets in the first 30 rows; None for a recap of status, and for anything else.

    The name of the sheet and one field that only such a sheet has are enough, or two of these fields, if one of them
    is needed in every row.
    """
    named = lembar_named(grid.sheet)
    best: Header | None = None
    score: tuple[int, ...] = ()
    for row in header_rows(grid):
        if not (_names_subject(grid, row) or _names_subject(grid, row + 1)):
            continue
        for header in _headers_at(grid, row):
            own = _score(header, is_named=header.lembar in named)
            if own > score and _is_one(grid, header, is_named=header.lembar in named):
                best, score = header, own
    return best if best is not None and not _is_recap(grid, best, is_named=best.lembar in named) else None


def header_below(grid: Grid, row: int, above: Header) -> Header | None:
    """A header at a row below another: of the same sheet once more, with columns of its own, or of another sheet."""
    found = [
        header
        for header in _headers_at(grid, row)
        if _is_one(grid, header, is_named=header.lembar == above.lembar)
    ]
    return max(found, key=lambda header: _score(header, is_named=header.lembar == above.lembar), default=None)


def _names_subject(grid: Grid, row: int) -> bool:
    return any(names_subject(text) for text in _texts(grid, row).values())


def _texts(grid: Grid, row: int) -> dict[int, str]:
    """Column → text of the cells of words of a row."""
    if not grid.top <= row <= grid.bottom:
        return {}
    line = grid.values[row - grid.top][:WIDEST]
    return {grid.left + x: value for x, value in enumerate(line) if type(value) is str and value.strip()}


def _headers_at(grid: Grid, row: int) -> Iterator[Header]:
    """Every sheet's header that begins at a row, of one row and of two."""
    upper = {column: header_text(text) for column, text in _texts(grid, row).items()}
    whole: Forms = {column: ((text, 0),) for column, text in upper.items()}
    for lembar in Lembar:
        yield _header(lembar, (row,), whole, upper, {})
    lower = {column: header_text(text) for column, text in _texts(grid, row + 1).items()}
    is_text_only = len(lower) == sum(1 for column, _ in grid.filled(row + 1) if column < grid.left + WIDEST)
    if not lower or not is_text_only:
        return
    above = _spread(grid, row, upper, lower)
    for lembar in Lembar:
        forms = _joined(lembar, lower, above)
        joined = {column: texts[0][0] for column, texts in forms.items()}
        header = _header(lembar, (row, row + 1), forms, joined, above)
        single = _header(lembar, (row,), whole, upper, {})
        below = _header(lembar, (row + 1,), {column: ((text, 0),) for column, text in lower.items()}, lower, {})
        most = max(len(single.fields), len(below.fields))
        is_of_parts = len(header.fields) == len(single.fields) > len(below.fields) and _is_parted(lower, above)
        if (len(header.fields) > most or is_of_parts) and not _is_data(header, single, lower):
            yield header


def _joined(lembar: Lembar, lower: dict[int, str], above: dict[int, str]) -> Forms:
    """The texts of a header of two rows: both together, and the lower one alone.

    Numbers in parts have the name of the part in brackets: "Jumlah Peserta (L)".
    """
    forms: dict[int, tuple[tuple[str, int], ...]] = {}
    for column in sorted(above.keys() | lower.keys()):
        own, over = lower.get(column, ""), above.get(column, "")
        both = fold_space(f"{over} {own}")
        if not (own and over):
            forms[column] = ((own or over, 0),)
        elif field_of(lembar, both) is None and _is_part(lembar, own, over):
            forms[column] = ((f"{over} ({own})", 0 if says_whole(own) else _IS_PART),)
        else:
            forms[column] = ((both, 0), (own, _STANDS_BACK))
    return forms


def _is_part(lembar: Lembar, own: str, over: str) -> bool:
    """True for a text that names no field but a part of the numbers over it: "Realisasi" of the persons as well."""
    whole = counted_field(lembar, over)
    if whole is None:
        return False
    return field_of(lembar, own) is None or counted_field(lembar, own) not in (None, whole)


def _is_parted(lower: dict[int, str], above: dict[int, str]) -> bool:
    """True if every text of the second row is one of several below the same text of the first."""
    over = [above.get(column, "") for column in lower]
    return "" not in over and all(over.count(text) > 1 for text in over)


def _spread(grid: Grid, row: int, upper: dict[int, str], lower: dict[int, str]) -> dict[int, str]:
    """Column → the upper text that stands over it: merged over several, or written over the first of them only."""
    above = dict(upper)
    for column, text in upper.items():
        _, last = grid.spans.get((row, column), (row, column))
        is_over_others = last > column or column in lower
        reach = last if last > column else column + WIDEST
        right = column + 1
        while is_over_others and right <= reach and right not in upper and (right in lower or last > column):
            above[right] = text
            right += 1
    return above


def _is_data(header: Header, single: Header, lower: dict[int, str]) -> bool:
    """True if the second row is the first row of data: it says something where the first row alone names the desa."""
    return any(
        single.fields.get(name) in lower and header.fields.get(name) == single.fields[name]
        for name in ("desa", "kode_desa", "kecamatan")
        if name in single.fields
    )


def _header(
    lembar: Lembar, rows: tuple[int, ...], forms: Forms, texts: dict[int, str], upper: dict[int, str]
) -> Header:
    best: dict[str, tuple[int, int]] = {}
    for column, candidates in sorted(forms.items()):
        found = [
            (verdict[1] + back, verdict[0])
            for text, back in candidates
            if (verdict := field_of(lembar, text)) is not None
        ]
        if not found:
            continue
        rank, name = min(found)
        if name not in best or rank < best[name][0]:
            best[name] = (rank, column)
    fields = {name: column for name, (_, column) in sorted(best.items(), key=lambda item: item[1][1])}
    sureness = dict.fromkeys(fields, 0)
    return Header(rows, fields, dict(sorted(texts.items())), dict(texts), upper, sureness, lembar=lembar.value)


def _is_one(grid: Grid, header: Header, *, is_named: bool) -> bool:
    lembar = Lembar(header.lembar)
    fields = header.fields.keys()
    defining = len(fields & DEFINING[lembar])
    has_desa = "desa" in fields or "kode_desa" in fields
    if is_named:
        has_signer = lembar is Lembar.KOMITMEN and "penanda_tangan" in fields
        return (has_desa or has_signer) and defining > 0
    if not has_desa or defining < _FEWEST_DEFINING:
        return False
    if lembar is Lembar.KOMITMEN:
        # "Kepala Desa" and "Ketua BPD" alone head a list of persons as well.
        return any(map(says_signed, header.texts.values())) or any(
            says_signed(text) for row in range(grid.top, header.rows[0]) for text in _texts(grid, row).values()
        )
    return bool(fields & _REQUIRED[lembar])


def _score(header: Header, *, is_named: bool) -> tuple[int, ...]:
    lembar = Lembar(header.lembar)
    fields = header.fields.keys()
    # Of the same fields the header of two rows knows their parts.
    return (fields >= _REQUIRED[lembar], len(fields & DEFINING[lembar]), is_named, len(fields), len(header.rows))


def _is_recap(grid: Grid, header: Header, *, is_named: bool) -> bool:
    """True if the sheet holds a recap of status that speaks surer than the header.

    A status makes one, unless the sheet is named and has all that its rows need: then it is the state of an activity.
    A day of formation or an SK alone makes none of a sheet that is named.
    """
    required = _REQUIRED[Lembar(header.lembar)]
    is_complete = header.fields.keys() >= required and bool(required)
    box = grid.part(
        first_row=grid.top, last_row=grid.top + 2 * HEADER_WITHIN_ROWS, first_column=grid.left,
        last_column=grid.left + WIDEST - 1,
    )  # fmt: skip
    for row in header_rows(grid):
        recap = header_at(box, row)
        if recap is None:
            continue
        is_same = not set(recap.rows).isdisjoint(header.rows)
        if "status" in recap.fields or len(recap.ticks) > 1 or recap.years:
            speaks_surer = not (is_named and is_complete and is_same)
        else:
            speaks_surer = _is_of_formation(recap) and not (is_named and is_same)
        if speaks_surer:
            return True
    return False


def _is_of_formation(recap: Header) -> bool:
    sure = (recap.sureness.get(name, 0) >= _SURE_OF_FORMATION for name in ("tanggal", "no_sk", "tanggal_sk"))
    return "tanggal_pencanangan" in recap.fields or any(sure)
