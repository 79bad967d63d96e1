"""How much a file that is no .xlsx may hold: more than any recap, little enough to be told at once."""

from __future__ import annotations

from kkb.workbook.model import refuse

MOST_ROWS = 250_000
"""Filled rows of one file, blank-looking ones included."""

MOST_CELLS = 2_000_000
MOST_SHEETS = 200
LONGEST_TEXT = 1_000_000
"""Letters of one cell. Excel keeps 32,767; what lies between is reported as a fault of the cell."""


def check_counts(*, rows: int = 0, cells: int = 0, letters: int = 0, sheets: int = 0) -> None:
    """Raises Refused for more rows, cells, letters in a cell or sheets than a recap can have."""
    if rows > MOST_ROWS or cells > MOST_CELLS or letters > LONGEST_TEXT or sheets > MOST_SHEETS:
        raise refuse("too_big_inside")
