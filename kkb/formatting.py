"""Numbers and dates as Indonesian officers write them: "38,5%", "1.294", "10 Mei 2023"; text as HTML.

Everything a person reads passes through here; the reader's browser never decides how a number looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import escape
from typing import Literal

from kkb.spans import months_between

LOCALE = "id"
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[a-z])")

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

MISSING = "–"

# A name of a file or a sheet may turn the reading direction of all that stands behind it: "3 desa" is read "ased 3".
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_FEWEST_MONTHS = 3
"""A shorter span is told in days; nobody pictures 1.294 of them."""


def drop_direction(text: str) -> str:
    """Text without the marks that turn the direction in which it is read."""
    return _DIRECTION.sub("", text)


def escaped(text: str) -> str:
    """Text as HTML, in an attribute too: no tag of it takes effect, and no mark of direction."""
    return escape(drop_direction(text))


def format_count(value: float | None) -> str:
    """A whole number with dots for thousands: 1294 → "1.294"; missing → "–"."""
    if value is None or value != value:
        return MISSING
    return _localised(str(_half_up(value, 0)), "#,##0")


def format_decimal(value: float | None, digits: int = 1) -> str:
    """A number with a decimal comma: 1.25 → "1,3"; missing → "–"."""
    if value is None or value != value:
        return MISSING
    return _localised(str(_half_up(value, digits)), "#,##0." + "0" * digits)


def format_exact(value: Decimal | None) -> str:
    """A number with all its decimals: 132495 → "132.495", 2.180 → "2,18"; missing → "–"."""
    if value is None:
        return MISSING
    whole, _, rest = f"{abs(value):f}".partition(".")
    rest = rest.rstrip("0")
    sign = "-" if value < 0 and (rest or int(whole)) else ""
    return f"{sign}{format_count(int(whole))}{',' if rest else ''}{rest}"


def format_percent(value_pct: float | None) -> str:
    """A percentage given as 0–100: 38.46 → "38,5%", 100 → "100%", 0 → "0%"; missing → "–".

    What is not quite all is never "100%", and what is not quite nothing never "0%".
    """
    if value_pct is None or value_pct != value_pct:
        return MISSING
    if value_pct in (0, 100):
        return f"{round(value_pct)}%"
    shown = float(_half_up(value_pct, 1))
    if shown == 100 and value_pct < 100:
        shown = 99.9
    if shown == 0 and value_pct > 0:
        shown = 0.1
    return f"{round(shown)}%" if shown == 100 else f"{format_decimal(shown)}%"


@lru_cache(maxsize=4096)
def _localised(number: str, pattern: str) -> str:
    """A decimal number in its plainest form ("1294.5") as the pattern and the language have it.

    A page and a document say the same few counts hundreds of times.
    """
    # Imported late: the reading child takes words and years from here, and hardly formats a number.
    from babel.numbers import format_decimal as babel_decimal

    return babel_decimal(Decimal(number), format=pattern, locale=LOCALE)


def _half_up(value: float, digits: int) -> Decimal:
    """Rounded as on paper: a half goes up, away from 0. What a float is off by far behind the comma does not count."""
    return Decimal(str(round(float(value), 9))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def to_whole(value: float) -> int:
    """The whole number that `format_count` writes."""
    return int(_half_up(value, 0))


def format_date(day: date | None) -> str:
    """A day in words: "10 Mei 2023"; missing → "–"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day is not None else MISSING


def format_date_short(day: date | None) -> str:
    """A day in short words: "10 Mei 23" is never written; the year stays whole: "3 Okt 2017"."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year}" if day is not None else MISSING


def format_days(first: date, last: date) -> str:
    """One day or those up to a later one: "10 Mei 2023", "26–28 November 2026", "31 Mei 2023 sampai 30 Juni 2023"."""
    if first == last:
        return format_date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_date(last)}"
    return f"{format_date(first)} sampai {format_date(last)}"


def format_month(day: date) -> str:
    """A month in words: "Mei 2023"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def format_month_short(day: date) -> str:
    """A month in short words, for a mark in a figure: "Okt 2017"."""
    return f"{MONTHS_SHORT[day.month - 1]} {day.year}"


def format_quarter(day: date) -> str:
    """A quarter in words: "Triwulan II 2023"."""
    return f"Triwulan {('I', 'II', 'III', 'IV')[(day.month - 1) // 3]} {day.year}"


def format_period(first_day: date, frequency: Literal["year", "quarter", "month"]) -> str:
    """A period by its first day, as an officer says it: "2023", "Triwulan II 2023", "Mei 2023"."""
    if frequency == "year":
        return str(first_day.year)
    return format_quarter(first_day) if frequency == "quarter" else format_month(first_day)


def format_span(first: date, last: date) -> str:
    """How long it is from one day to a later one: "12 hari"; from three months on whole ones: "3 tahun 6 bulan".

    Months are counted by `months_between`: 31 December 2024 to 30 November 2026 is "1 tahun 11 bulan".
    """
    months = months_between(first, last)
    if months < _FEWEST_MONTHS:
        return f"{format_count((last - first).days)} hari"
    years, months = divmod(months, 12)
    return " ".join(f"{format_count(n)} {word}" for n, word in ((years, "tahun"), (months, "bulan")) if n)


def hold_units(text: str) -> str:
    """The text with no break between a number and its unit: "1 tahun 10 bulan" breaks after "tahun" alone."""
    return _BEFORE_UNIT.sub("\u00a0", text)


def format_ago(day: date, today: date) -> str:
    """How old a day is: "hari ini", "12 hari lalu", "3 tahun 6 bulan lalu"."""
    return f"{format_span(day, today)} lalu" if day != today else "hari ini"


def format_share(count: int, total: int | None, value_pct: float | None = None) -> str:
    """A count of desa with its share: "4 dari 6 · 66,7%"; without a total "4 desa"."""
    if total is None:
        return f"{format_count(count)} desa"
    share = f" · {format_percent(value_pct)}" if value_pct is not None else ""
    return f"{format_count(count)} dari {format_count(total)}{share}"


def format_timestamp(moment: datetime) -> str:
    """A moment in words, to the minute: "10 Mei 2023 pukul 09.45" (in the zone it carries)."""
    return f"{format_date(moment.date())} pukul {moment:%H.%M}"


def format_numbers(numbers: Iterable[int]) -> str:
    """Numbers of uploads, those in a row as a span: [1, 3, 4, 5, 9] → "1, 3–5 dan 9"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return join_words([f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs])


def join_words(words: list[str], limit: int | None = None) -> str:
    """ "A, B dan C"; beyond `limit` words: "A, B dan 3 lainnya". One word more is no longer than "1 lainnya"."""
    if limit is not None and len(words) > limit + 1:
        words = [*words[:limit], f"{format_count(len(words) - limit)} lainnya"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} dan {words[-1]}"
