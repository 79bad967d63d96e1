"""What a formula reaches for: another workbook, the network, a program. Formulas are never run; this is to be told."""

from __future__ import annotations

import re

_REACHES_OUT = re.compile(
    r"\b(WEBSERVICE|FILTERXML|HYPERLINK|DDE|CALL|REGISTER\.ID|EXEC|IMPORTDATA|IMPORTXML|RTD|IMAGE)\s*\(|\w\s*(\|)\s*'",
    re.IGNORECASE,
)
"""Functions that fetch, open or start something outside the workbook; "cmd|'…'" is DDE as it is typed."""

_OTHER_WORKBOOK = re.compile(r"(?<![\w.\]])\[[^\[\]]+\][^\[\]!,;+*/()=<>&\"]{0,255}!|'[^'\[\]]*\[[^\[\]]+\][^'\[\]]*'!")
"""[1]Rekap!A1 and '[2]Rekap 2023'!A1, as Excel keeps "another workbook"; a column of a table has no "!" behind it."""


def reaches_out(formula: str) -> str | None:
    """The name of what reaches outside the workbook ("WEBSERVICE", "DDE"); None for a formula that does not."""
    found = _REACHES_OUT.search(formula)
    return (found[1] or "DDE").upper() if found else None


def names_other_workbook(formula: str) -> bool:
    """True for a formula whose result comes from another workbook."""
    return "[" in formula and _OTHER_WORKBOOK.search(formula) is not None
