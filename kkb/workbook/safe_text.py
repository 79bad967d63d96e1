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


def looks_like_formula(text: str) -> bool:
    """True for a text that Excel and its relatives would take for a formula."""
    return _FORMULA_START.match(text) is not None


def write_text(cell: Any, text: str) -> None:
    """Write a text as text."""
    text = clean(text)
    cell.value = text
    cell.data_type = "s"
    # Keeps the text a text when somebody edits the cell later.
    if looks_like_formula(text):
        cell.quotePrefix = True
