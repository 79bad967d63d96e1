"""Where files for one day say different things of a desa: field by field, each with its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kkb.checking.questions import row_address
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.dates import DATE_FIELDS
from kkb.checking.verdict import Disagreement, ToldRow
from kkb.recap_columns import COMPARED_ATTRIBUTES


def facts_of(row: ReadRow) -> dict[str, object]:
    """Field → what it says: rows of one desa that share all of it are the same row."""
    status = row.status.tahap or ("blank" if row.status.is_blank else row.text_of("status"))
    bad = {name: row.text_of(name) for name in row.bad_dates}
    return {
        "status": status,
        **{name: (row.dates.get(name), bad.get(name)) for name in DATE_FIELDS},
        "no_sk": row.no_sk,
        **{name: row.attributes.get(name) for name in COMPARED_ATTRIBUTES},
    }


def find_disagreement(rows: Sequence[tuple[ReadRow, CellProblems]]) -> Disagreement | None:
    """The fields in which rows of one desa differ; None unless they stand in several files and contradict each other.

    Each row comes with what finds the cells of its table.
    """
    facts = [facts_of(row) for row, _ in rows]
    differ = [name for name in facts[0] if len({one[name] for one in facts}) > 1]
    desa = rows[0][0].desa
    if not differ or desa is None or len({row.file for row, _ in rows}) < 2:
        return None
    versions = list(dict.fromkeys(tuple(one.values()) for one in facts))
    told = tuple(
        ToldRow(
            file=row.file,
            sheet=row.sheet,
            row=row.source.row,
            address=row_address(cells.table, row.source.row),
            version=versions.index(tuple(said.values())),
            told={name: _tell(row, cells, name, said) for name in differ},
        )
        for (row, cells), said in zip(rows, facts, strict=True)
    )
    return Disagreement(desa.kode_desa, desa.desa, desa.kecamatan, told)


def _tell(
    row: ReadRow, cells: CellProblems, name: str, said: Mapping[str, object]
) -> tuple[str | None, str | None]:
    """A field in words and its cell."""
    has_column = name in cells.table.columns or (name == "status" and cells.table.ticks)
    if not has_column and name not in row.source.cells:
        return None, None
    if name == "status":
        words = row.status.tahap.value if row.status.tahap else row.text_of(name)
    elif name in DATE_FIELDS:
        words = row.dates[name].words() if name in row.dates else row.text_of(name)
    else:
        words = str(said[name] or "")
    return words.strip() or None, cells.cell_of(row.source, name)
