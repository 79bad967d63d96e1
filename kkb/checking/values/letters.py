"""The letters of a cell: those that no reader can show, and a text as it is kept."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from kkb.recap import Cell
from kkb.region import LONGEST_NAME

NAME_FIELDS = ("desa", "kecamatan", "kode_desa")

_LONGEST_CELL = 32_767
"""Letters that a cell of Excel can hold; a longer text was not written by it."""

_SPACES = "\t\n\r"
"""Control characters that officers type as spaces."""

_FAULT_OF_KIND = {"error": "CELL_ERROR", "no_cache": "FORMULA_NO_CACHE", "broken": "CELL_BROKEN"}

_BROKEN_LETTERS = re.compile(
    "\ufffd|[\u00c3\u00c2\u00d0][\u0080-\u00bf\u20ac\u0192\u2013-\u2022\u2030\u2122]|\u00c2\\s|\u00e2\u20ac"
)
"""U+FFFD, and UTF-8 that was read as Windows-1252: "Ã©", "Â ", "â€™"."""


def cell_fault(name: str, cell: Cell) -> tuple[str | None, dict[str, Any]]:
    """The code of what makes a cell unreadable, with its facts."""
    code = _FAULT_OF_KIND.get(cell.kind)
    if code is not None:
        return code, {}
    if len(cell.text) > _LONGEST_CELL:
        mend = "sel Excel tidak dapat memuatnya. Singkat isinya"
        return "TEXT_TOO_LONG", {"limit": _LONGEST_CELL, "mend": mend}
    if not cell.text.isascii() and _BROKEN_LETTERS.search(cell.text):
        return "TEXT_ENCODING", {}
    if name in NAME_FIELDS and has_control(cell.text[:LONGEST_NAME]):
        return "TEXT_CONTROL", {"mend": "Ketik ulang isinya"}
    return None, {}


def has_control(text: str) -> bool:
    """True if a text holds control or direction characters; line breaks and tabs are spaces."""
    if text.isprintable():
        return False
    return any(unicodedata.category(ch) in ("Cc", "Cf", "Co", "Cs") and ch not in _SPACES for ch in text)


def visible(text: str) -> str:
    """A text with control and direction characters shown as □."""
    return "".join("□" if has_control(ch) else ch for ch in text)


def clean_text(text: str) -> str:
    """A free text as kept: no control or direction characters, one space between words."""
    if text.isprintable():
        return " ".join(text.split())
    kept = ("" if unicodedata.category(ch) == "Cf" else " " if has_control(ch) else ch for ch in text)
    return " ".join("".join(kept).split())
