"""Text into a cell of openpyxl, so that no program ever takes it for a formula."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_FORMULA_START = re.compile(r"[=+\-@\t\r]")
_LONGEST = 32_000
"""Letters one cell of Excel can hold, a little less than its 32,767."""


def clean(text: str) -> str:
    """A text without the control characters that no workbook may hold, short enough for one cell."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))[:_LONGEST]


def write_text(cell: Any, text: str) -> None:
    """Write a text as text."""
    cell.value = clean(text)
    cell.data_type = "s"
    # Keeps the text a text when somebody edits the cell later.
    if _FORMULA_START.match(text):
        cell.quotePrefix = True
