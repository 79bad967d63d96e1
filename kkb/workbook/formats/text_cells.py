"""Cells that came as text: in a CSV or a web page an error of Excel and a text are told apart by their words alone."""

from __future__ import annotations

import re

from kkb.workbook.grid import Value
from kkb.workbook.safe_text import unshield

_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#NAMA?"})
_OPEN_ERROR = re.compile(r"Err:\d{3}")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
""" ="0123" is how exports keep Excel from eating a leading zero; Excel shows 0123."""


def is_error_text(text: str) -> bool:
    """True for the words that Excel and LibreOffice show where a formula failed."""
    return text in _ERRORS or _OPEN_ERROR.fullmatch(text) is not None


def text_value(text: str) -> Value:
    """The value of a cell that is written as `text`; None for a blank one."""
    if not text or text.isspace():
        return None
    if text[0] in "#E" and is_error_text(text.strip()):
        return "error", text.strip()
    if text[0] == "=" and (match := _KEPT_AS_TEXT.fullmatch(text.strip())):
        return match[1] or None
    return unshield(text)
