"""The file's own Jumlah rows against its rows. A number that fits any honest reading is no finding."""

from __future__ import annotations

from collections.abc import Set

from kkb.problems import Problem, make_problem
from kkb.recap import Table, TableRow

_MOST_DIGITS = 9


def check_totals(table: Table, formed_rows: Set[int], file: int = 1) -> list[Problem]:
    """Compare numbers in the status and desa columns of Jumlah rows with what the rows say.

    `formed_rows` are the numbers of the rows whose status is Terbentuk, whatever else is wrong with them.

    A Jumlah may stand for its block or for the whole table, and may count the desa or the formed ones; only a
    number that is none of these is reported.
    """
    data_rows = sorted(source.row for source in table.rows)
    problems = []
    block_start = 0
    for total in sorted(table.totals, key=lambda t: t.row):
        block = [r for r in data_rows if block_start <= r < total.row]
        everything = [r for r in data_rows if r < total.row] or data_rows
        for name in ("status", "desa"):
            cell = total.cells.get(name)
            if cell is None or not (text := cell.text.strip()).isdecimal() or len(text) > _MOST_DIGITS:
                continue
            honest = {n for part in (block, everything) if part for n in (len(part), len(formed_rows & set(part)))}
            if int(text) not in honest:
                counted = len(formed_rows & set(block or everything))
                facts = {"stated": text, "counted": counted, "label": _label(total)}
                problems.append(
                    make_problem(
                        "TOTAL_MISMATCH",
                        file=file,
                        sheet=table.sheet,
                        cell=cell.ref,
                        column=table.columns.get(name),
                        value=text,
                        suggestion=str(counted),
                        facts=facts,
                    )
                )
        if block:
            block_start = total.row
    return problems


def _label(total: TableRow) -> str:
    cell = total.cells.get("label")
    return cell.text if cell else "Jumlah"
