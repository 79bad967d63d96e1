"""Text into a cell of openpyxl or of a CSV, so that no program ever takes it for a formula."""

from __future__ import annotations

import re
from typing import Any

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold: control characters but tab and line ends, halves of a letter, what is no letter."""

# The wide forms too (U+FF1D = and its like): an Excel set to an East Asian language calculates them.
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA_START = re.compile(rf"[{_SIGNS}\t\r\n]")
_SHIELD = re.compile(rf"'(?='*[{_SIGNS}])")
"""What keeps a formula a text in a CSV: one apostrophe more than the text itself begins with."""

_LONGEST = 32_000
"""Letters one cell of Excel can hold, a little less than its 32,767."""


def clean(text: str) -> str:
    """A text without the characters that no workbook may hold, short enough for one cell."""
    return _NOT_IN_XML.sub("", text)[:_LONGEST]


def looks_like_formula(text: str) -> bool:
    """True for a text that Excel and its relatives would take for a formula."""
    return _FORMULA_START.match(text) is not None


def shield(text: str) -> str:
    """A text for a CSV, which knows no kinds of cells: an apostrophe before what could be a formula.

    A text that begins so itself gets another one: `unshield` takes away one only.
    """
    return f"'{text}" if looks_like_formula(text) or _SHIELD.match(text) else text


def unshield(text: str) -> str:
    """A text of a CSV without the apostrophe that keeps it from being a formula; careful programs write it."""
    return text[1:] if _SHIELD.match(text) else text


def write_text(cell: Any, text: str) -> None:
    """Write a text as text."""
    text = clean(text)
    cell.value = text
    cell.data_type = "s"
    # Keeps the text a text when somebody edits the cell later.
    if looks_like_formula(text):
        cell.quotePrefix = True
