"""What a number format shows. Of a date: "mmm-yy" shows no day, "yyyy" neither day nor month, "d-mmm" no year.

Excel turns a typed "Mei 2018" into the first of May and shows "Mei-18"; that day is Excel's, not the officer's.
Any other day was typed, whatever the cell shows of it. Of a typed "Mei-17" it makes 17 May of the year of typing and
shows "17-Mei": that year is nobody's. Of a typed "65%" it makes 0.65.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from kkb.formatting import MONTHS_SHORT
from kkb.recap import CellKind

NO_YEAR = "no_year"
"""What `shown_part` says of a format that shows day and month alone."""

BUILT_IN = {16: "d-mmm", 17: "mmm-yy"}
"""Built-in formats that show a date in part; the others show it whole, or no date at all (ECMA-376, 18.8.30)."""

BUILT_IN_PERCENT = frozenset({9, 10})
"""Built-in formats of percentages: 0% and 0.00%."""

_DECIMALS = 4
_MOST_PERCENT = 10**12
"""Decimals of a percentage that are kept, and a number beyond which nothing is one."""

_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')
"""A bracket that is never closed would be gone through anew at each of them: none stands within brackets."""


def shown_part(code: str) -> str | None:
    """ "month" or "year" for a format that shows a date down to that only, NO_YEAR for day and month; else None."""
    letters = _NO_LETTERS.sub("", code.partition(";")[0]).casefold()
    if re.search("[hsgbe#0?@]", letters):
        return None
    if "y" not in letters:
        return NO_YEAR if "d" in letters and "m" in letters else None
    if "d" in letters:
        return None
    return "month" if "m" in letters else "year"


def shows_percent(code: str) -> bool:
    """True for a format that shows 0.65 as 65%."""
    return "%" in code and "%" in _NO_LETTERS.sub("", code.partition(";")[0])


def as_percent(number: str) -> str | None:
    """A number as its cell shows it in percent, with the decimals it has: "0.65" → "65%", "0.125" → "12,5%".

    None for one so large that it is none.
    """
    value = Decimal(number)
    if abs(value) > _MOST_PERCENT:
        return None
    return f"{round(value * 100, _DECIMALS).normalize() + 0:f}%".replace(".", ",")


def day_in_part(day: date, part: str) -> tuple[CellKind, str]:
    """Kind and text of a date that its cell shows in part (`shown_part`).

    The first of a month is that month, the first of a year that year if no month is shown. Without a year it is but a
    text: "17-Mei".
    """
    if part == NO_YEAR:
        return "text", f"{day.day}-{MONTHS_SHORT[day.month - 1]}"
    is_typed = day.day != 1
    is_of_month = part == "month" or day.month != 1
    return "date", day.isoformat()[: None if is_typed else 7 if is_of_month else 4]
