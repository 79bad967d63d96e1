"""What the readers of other formats note of a sheet beside its values."""

from __future__ import annotations

from dataclasses import dataclass, field

from kkb.workbook.model import refuse
from kkb.workbook.xlsx.worksheet import LONGEST_BROKEN, MAX_BROKEN


@dataclass(slots=True)
class SheetFacts:
    """Facts of one sheet by cell (row, column), both counted from 1; for the others see `kkb.workbook.grid.Grid`.

    `errors` maps a cell to "#REF!", `broken` to the text of a value that cannot be trusted, `partial` to "month" or
    "year" where its format shows no more of a date; `no_cache` are formulas without a stored result; `area` is the
    number of cells in the box around everything filled (0: an empty sheet).
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    no_cache: set[tuple[int, int]] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    dangerous: dict[tuple[int, int], str] = field(default_factory=dict)
    partial: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    area: int = 0
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    linked: set[tuple[int, int]] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)

    def add_broken(self, row: int, column: int, text: str) -> None:
        """Note a value that cannot be trusted. Raises Refused if there are too many to be slips."""
        if len(self.broken) >= MAX_BROKEN:
            raise refuse("damaged")
        self.broken[row, column] = text[:LONGEST_BROKEN]
