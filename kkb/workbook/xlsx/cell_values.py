"""What the text of a cell's XML means: numbers, days, truth values, escaped letters. None is what nobody can trust.

The rules are stricter than any reader's: a reader that guesses turns "1,5" into a text and a day before all calendars
into midnight.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache

DateLike = dt.date | dt.time | dt.timedelta
"""A datetime is a date as well."""

MAX_SERIAL = 2_958_466
"""The day after the last of Excel's calendar, 31 December 9999."""

DAYS_TO_1904 = 1_462
"""Days from the first day of the calendar of 1900 to that of 1904."""

_LEAP_DAY_THAT_NEVER_WAS = 60
"""29 February 1900: Excel counts it, no calendar has it."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_LONGEST_NUMBER = 400
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z?)?")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_BLANKS = " \t\r\n"
_EPOCH = dt.datetime(1899, 12, 30)
_MS_A_DAY = 86_400_000


def number_of(text: str) -> float | None:
    """The number of a cell; None for what is none, or none that is finite."""
    text = text.strip(_BLANKS)
    return _finite(text) if len(text) <= _LONGEST_NUMBER else None


@lru_cache(maxsize=4096)
def _finite(text: str) -> float | None:
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


@lru_cache(maxsize=4096)
def day_of(serial: float, *, is_1904: bool = False) -> DateLike | None:
    """The day of a serial number: a date, a datetime if part of the day has passed, a time for less than a day.

    None for a day before the calendar begins or after it ends, and for the 29 February 1900.
    """
    days = int(serial)
    if serial < 0 or days + (DAYS_TO_1904 if is_1904 else 0) >= MAX_SERIAL:
        return None
    if not is_1904 and days == _LEAP_DAY_THAT_NEVER_WAS:
        return None
    passed = dt.timedelta(milliseconds=round((serial - days) * _MS_A_DAY))
    if days == 0:
        return (dt.datetime.min + passed).time()
    if is_1904:
        days += DAYS_TO_1904
    elif days < _LEAP_DAY_THAT_NEVER_WAS:
        days += 1
    try:
        moment = _EPOCH + dt.timedelta(days=days) + passed
    except OverflowError:
        return None
    return moment if passed else moment.date()


def duration_of(serial: float) -> dt.timedelta | None:
    """A length of time, which Excel counts in days; None beyond its calendar."""
    if abs(serial) >= MAX_SERIAL:
        return None
    return dt.timedelta(milliseconds=round(serial * _MS_A_DAY))


def iso_day_of(text: str) -> dt.date | None:
    """The date or datetime of a cell that is written out, as in "Strict Open XML"; None for none of the calendar."""
    text = text.strip(_BLANKS)
    if not _ISO.fullmatch(text):
        return None
    try:
        moment = dt.datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return None
    return moment if moment.time() != dt.time() else moment.date()


def truth_of(text: str) -> bool | None:
    """True or False; None for another word."""
    return {"1": True, "true": True, "0": False, "false": False}.get(text.strip(_BLANKS))


def unescape(text: str) -> str:
    """A text without the escapes of Excel: "_x000D_" is a carriage return, "_x005F_" the underscore itself."""
    return _ESCAPE.sub(_letter, text) if "_x" in text else text


def _letter(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    # Half a letter of UTF-16 is none.
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)
