"""What rows of one desa say, whether all of it can be true, and what contradicts: by field, each with its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from kkb.checking.disagreement import Disagreement, ToldRow
from kkb.checking.questions import row_address
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.dates import DATE_FIELDS
from kkb.problems import shorten
from kkb.recap_columns import ATTRIBUTES, COMPARED_ATTRIBUTES
from kkb.schema import Presisi, Tahap, Tanggal

Facts = Mapping[str, object]
"""Field → what a row says of its desa, None for nothing. A date that cannot be used is a pair of "?" and its text."""

_FREE = {column.name for column in ATTRIBUTES} - set(COMPARED_ATTRIBUTES)
"""Notes: two different ones may both be true."""

_WEIGHT = {Presisi.YEAR: 1, Presisi.MONTH: 2, Presisi.DAY: 3}


def facts_of(row: ReadRow) -> Facts:
    """All that a row says: rows of one desa that share all of it are the same row."""
    unusable = {name: ("?", row.text_of(name)) for name in row.bad_dates}
    if "tanggal" in row.dates and row.status.tahap not in (Tahap.TERBENTUK, None):
        unusable["tanggal"] = ("?", row.text_of("tanggal"))  # A fault of its own: DATE_BUT_BELUM.
    return {
        "status": row.status.tahap or ("blank" if row.status.is_blank else row.text_of("status")),
        **{name: unusable.get(name) or row.dates.get(name) for name in DATE_FIELDS},
        "no_sk": row.no_sk,
        **{column.name: row.attributes.get(column.name) for column in ATTRIBUTES},
    }


def is_told(value: object, by: object) -> bool:
    """True if one value tells all that another does: the same, a finer date within it, or anything where it is blank.

    A date that cannot be used is told by nothing but itself.
    """
    if isinstance(value, Tanggal) and isinstance(by, Tanggal):
        return value.contains(by)
    return value == by or (value is None and not isinstance(by, tuple))


def tells_all(facts: Facts, other: Facts) -> bool:
    """True if a row tells all that the other does."""
    return all(is_told(value, facts[name]) for name, value in other.items())


def measure(facts: Facts) -> int:
    """How much a row tells: of two, one that tells all of the other and more measures more."""
    return sum(_WEIGHT[value.presisi] if isinstance(value, Tanggal) else value is not None for value in facts.values())


def find_contradictions(facts: Sequence[Facts], tables: Sequence[int]) -> list[str]:
    """The fields in which two of the rows say what cannot both be true; `tables` are the numbers of their tables.

    A table has one row for each desa: two that differ there at all may well be about two things.
    """
    return [name for name in facts[0] if name not in _FREE and _is_contradicted([one[name] for one in facts], tables)]


def _is_contradicted(values: Sequence[object], tables: Sequence[int]) -> bool:
    if len(set(zip(tables, values, strict=True))) > len(set(tables)):
        return True
    different = combinations(dict.fromkeys(values), 2)
    return any(not is_told(one, other) and not is_told(other, one) for one, other in different)


def find_disagreement(
    rows: Sequence[tuple[ReadRow, CellProblems]], facts: Sequence[Facts], differ: Sequence[str]
) -> Disagreement | None:
    """The contradictions between rows of one desa; None unless the rows stand in several files.

    Each row comes with what finds the cells of its table, and with its facts. `differ` are the fields that contradict;
    shown is all that differs, for a whole row is chosen.
    """
    desa = rows[0][0].desa
    if desa is None or len({row.file for row, _ in rows}) < 2:
        return None
    said = [tuple(one[name] for name in differ) for one in facts]
    versions = list(dict.fromkeys(said))
    shown = [name for name in facts[0] if name in differ or len({one[name] for one in facts}) > 1]
    told = tuple(
        ToldRow(
            file=row.file,
            sheet=row.sheet,
            row=row.source.row,
            address=row_address(cells.table, row.source.row),
            version=versions.index(version),
            told={name: tell(row, cells, name) for name in shown},
        )
        for (row, cells), version in zip(rows, said, strict=True)
    )
    return Disagreement(desa.kode_desa, desa.desa, desa.kecamatan, told)


def tell(row: ReadRow, cells: CellProblems, name: str) -> tuple[str | None, str | None]:
    """A field in words and its cell."""
    has_column = name in cells.table.columns or (name == "status" and cells.table.ticks)
    if not has_column and name not in row.source.cells:
        return None, None
    if name in row.unchanged:
        words, cell = _words(row, name), row.unchanged[name].source_ref
        return f"{shorten(row.unchanged[name].text)}: {words or 'kosong'}", cell
    return _words(row, name) or None, cells.cell_of(row.source, name)


def _words(row: ReadRow, name: str) -> str:
    if name == "status":
        words = row.status.tahap.value if row.status.tahap else row.text_of(name)
    elif name in DATE_FIELDS:
        words = row.dates[name].words() if name in row.dates else row.text_of(name)
    else:
        words = (row.no_sk if name == "no_sk" else row.attributes.get(name)) or ""
    return words.strip()
