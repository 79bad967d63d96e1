"""A recap's bytes, read safely in a child process, become tables of text with their cells."""

from typing import TYPE_CHECKING

from kkb.recap import Cell, CellKind, Table, TableRow, Workbook
from kkb.workbook.model import Limits, Refused

if TYPE_CHECKING:
    from kkb.workbook.parent import read_workbook

__all__ = ["Cell", "CellKind", "Limits", "Refused", "Table", "TableRow", "Workbook", "read_workbook"]


def __getattr__(name: str) -> object:
    """`read_workbook`, imported when first asked for: the child imports this package too and must start fast."""
    if name == "read_workbook":
        from kkb.workbook.parent import read_workbook

        return read_workbook
    raise AttributeError(name)
