"""Rows about something else than the Pokja, by the word in a column of kinds: "Pokja", "Rumah DataKu"."""

from __future__ import annotations

from dataclasses import dataclass

from kkb.workbook.rows import row_kinds
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import fold_space, names_pokja, recognise

_MOST_KINDS = 6


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`rows` are about the kinds `words`, which stand under the header `title`."""

    title: str
    words: tuple[str, ...]
    rows: frozenset[int]


def find_elsewhere(header: Header, rows: list[row_kinds.Row]) -> Elsewhere | None:
    """The rows that another kind than Pokja is said of; None unless every desa among them has one row for its Pokja.

    The column of kinds has a header that means no field and a word in every row of a desa; some words name the Pokja.
    """
    for column, title in header.texts.items():
        if column in header.columns or recognise(title) is not None:
            continue
        named = [row for row in rows if "desa" in row.cells]
        kinds = _kinds(named, column, header)
        words = dict.fromkeys(kinds.values())
        of_pokja = {word for word in words if names_pokja(word)}
        if not 0 < len(of_pokja) < len(words):
            continue
        named = [row for row in named if row.row in kinds]
        told = [_desa(row) for row in named if kinds[row.row] in of_pokja]
        others = {_desa(row) for row in named if kinds[row.row] not in of_pokja}
        if len(told) == len(set(told)) and others <= set(told):
            rest = frozenset(row.row for row in named if kinds[row.row] not in of_pokja)
            return Elsewhere(title, tuple(word for word in words if word not in of_pokja), rest)
    return None


def _kinds(named: list[row_kinds.Row], column: int, header: Header) -> dict[int, str]:
    """Row → the word in the column; {} if a row of a desa has none, or the words are too many to be kinds."""
    kinds: dict[int, str] = {}
    words: set[str] = set()
    for row in named:
        if column in row.others:
            kinds[row.row] = fold_space(row.others[column][1])
            words.add(kinds[row.row])
            if len(words) > _MOST_KINDS:
                return {}
        elif row_kinds.total_label(row, header.fields) is None:
            return {}
    return kinds


def _desa(row: row_kinds.Row) -> tuple[str, str]:
    kecamatan = row.cells.get("kecamatan")
    return (kecamatan.text.casefold() if kecamatan else "", fold_space(row.cells["desa"].text).casefold())
