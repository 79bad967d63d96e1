"""Dates as officers write them: "10 Mei 2023", "10/05/2023" (day first), "10-5-23", "Mei 2023", "2023", serials.

A date that cannot be read is a fault with a code, never a guess and never a blank.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kkb.blanks import BLANK, NONE
from kkb.recap import Cell
from kkb.schema import Presisi, Tanggal

_MONTH_WORDS = (
    ("januari", "jan", "january"),
    ("februari", "pebruari", "feb", "peb", "february"),
    ("maret", "mar", "mrt", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("agustus", "agu", "agt", "ags", "agust", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "des", "dec", "december"),
)
MONTH_BY_WORD = {word: number for number, words in enumerate(_MONTH_WORDS, start=1) for word in words}
_MONTH = "(?P<month>" + "|".join(sorted(MONTH_BY_WORD, key=len, reverse=True)) + r")\b\.?"

_BY_THEN = re.compile(r"(?:paling lambat|selambat-?lambatnya|sebelum|≤|<=?)\s*(?:tahun\s*)?\d{4}")
"""The Pokja was there by then; since when, nobody knows."""

_YEAR = re.compile(r"(?P<year>\d{4})")
_MONTH_YEAR = re.compile(_MONTH + r"[\s,/-]*(?P<year>\d{4})")
_MONTH_SHORT_YEAR = re.compile(_MONTH + r"\s*[-/'’]\s*'?(?P<year>\d{2})")
_NUMERIC_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})")
_WORDS = re.compile(r"(?P<day>\d{1,2})[\s.\-/]*" + _MONTH + r"[\s.,\-/]*(?P<year>\d{4}|\d{2})")
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = re.compile(
    r"(?P<day>\d{1,2})\s*[/. -]\s*(?P<month>" + "|".join(sorted(_ROMAN_MONTHS, key=len, reverse=True)) + r")"
    r"\s*[/. -]\s*(?P<year>\d{4}|\d{2})"
)
"""3-X-2017. Not looked for inside longer texts: the number of a decree ends like that, too."""

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4}|\d{2})")
_ISO = re.compile(r"(?P<year>\d{4})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<day>\d{1,2})")
_SHOWN_IN_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?")
_WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|tanggal|tgl\.?)\s*[,:]?\s*", re.IGNORECASE)
_WEEKDAY_BEHIND = re.compile(r"\s*\((?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\)$")
_SPAN_WORD = re.compile(r"^(?:tahun|thn|th|bulan|bln)\b\.?\s*")
_CLOCK = re.compile(r"[t\s]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?$")

_APOSTROPHES = "'’‘`"
"""Typed before a date to keep Excel from changing it; where it was typed twice, one of them shows."""

_LONGEST_DATE = 60
LAST_MONTH = 12

DATE_FIELDS = ("tanggal", "tanggal_sk", "tanggal_pencanangan")
"""The columns of a recap that hold dates."""

NO_DATE = BLANK | NONE | {"0"}
"""What officers put in a date cell to say that there is none. What is to come yet says so only of a desa that is not
formed (`kkb/checking/rows/dates.py`)."""

# Day 1 of Excel's 1900 calendar; it counts a 29 February 1900 that never was, so real days begin at 61.
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_RANGE = (36_526, 80_000)  # 2000 to 2119: not a year with one digit too many (20230)
_YEAR_RANGE = (1900, 2999)  # a slip such as 2203 is a date that is still to come


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a date cell says: `tanggal` or a fault (a problem code), or neither for a blank.

    `note` is a warning's code for a date that was read but deserves a word. `is_bound`: only a latest year is known.
    """

    tanggal: Tanggal | None = None
    fault: str | None = None
    note: str | None = None
    suggestion: str | None = None
    is_bound: bool = False


def read_date(cell: Cell | None) -> DateReading:
    """Read one date cell."""
    if cell is None:
        return DateReading()
    if cell.kind == "date":
        return _read_iso_cell(cell.text)
    text = " ".join(cell.text.split())
    if text.casefold() in NO_DATE:
        return DateReading()
    if cell.kind == "number":
        return _read_number(text)
    return read_date_text(text)


def read_date_text(text: str) -> DateReading:
    """Read a date written as text. Day first; two-digit years are of this century."""
    if len(text) > _LONGEST_DATE:
        return DateReading(fault="DATE_UNREADABLE")
    words = _WEEKDAY_BEHIND.sub("", _CLOCK.sub("", _WEEKDAY.sub("", text.strip().casefold())))
    words = _SPAN_WORD.sub("", words).lstrip(_APOSTROPHES)
    if _BY_THEN.fullmatch(words):
        return DateReading(is_bound=True)
    if match := _YEAR.fullmatch(words):
        return _build(int(match["year"]), 1, 1, Presisi.YEAR)
    if match := _MONTH_YEAR.fullmatch(words):
        return _build(int(match["year"]), MONTH_BY_WORD[match["month"]], 1, Presisi.MONTH)
    if match := _MONTH_SHORT_YEAR.fullmatch(words):
        return _build(_whole_year(match["year"]), MONTH_BY_WORD[match["month"]], 1, Presisi.MONTH)
    if match := _NUMERIC_MONTH_YEAR.fullmatch(words):
        return _build(int(match["year"]), int(match["month"]), 1, Presisi.MONTH)
    if match := _WORDS.fullmatch(words):
        return _build(_whole_year(match["year"]), MONTH_BY_WORD[match["month"]], int(match["day"]), Presisi.DAY)
    if match := _ROMAN.fullmatch(words):
        month = _ROMAN_MONTHS.index(match["month"]) + 1
        return _build(_whole_year(match["year"]), month, int(match["day"]), Presisi.DAY)
    if match := _ISO.fullmatch(words) or _DAY_FIRST.fullmatch(words):
        return _build(_whole_year(match["year"]), int(match["month"]), int(match["day"]), Presisi.DAY)
    if re.fullmatch(r"\d{5,}", words):
        return _read_number(words)
    return DateReading(fault="DATE_UNREADABLE")


def find_dates(text: str) -> Iterator[tuple[Tanggal, int]]:
    """Every whole day written inside a longer text, with the place where it begins."""
    folded = text.casefold()
    for pattern in (_WORDS, _ISO, _DAY_FIRST):
        for match in re.finditer(r"(?<![\d.])" + pattern.pattern + r"(?!\d)", folded):
            month = match["month"]
            reading = _build(
                _whole_year(match["year"]), MONTH_BY_WORD.get(month) or int(month), int(match["day"]), Presisi.DAY
            )
            if reading.tanggal is not None:
                yield reading.tanggal, match.start()


def find_months(text: str) -> Iterator[Tanggal]:
    """Every month with its year written inside a longer text that is not part of a whole day."""
    folded = text.casefold()
    for match in re.finditer(r"(?<!\d)(?<!\d[\s.\-/])" + _MONTH_YEAR.pattern + r"(?!\d)", folded):
        month = _build(int(match["year"]), MONTH_BY_WORD[match["month"]], 1, Presisi.MONTH).tanggal
        if month is not None:
            yield month


def can_exchange(tanggal: Tanggal) -> bool:
    """True for a whole day whose day could be a month, and is not the same."""
    first = tanggal.first
    return tanggal.presisi is Presisi.DAY and first.day <= LAST_MONTH and first.day != first.month


def exchange(day: date) -> date:
    """Day and month exchanged: 5 October for 10 May."""
    return day.replace(month=day.day, day=day.month)


@lru_cache(maxsize=4096)
def _read_iso_cell(text: str) -> DateReading:
    """A real date, down to what its cell shows: "2018-05-02", "2018-05" or "2018"."""
    if match := _SHOWN_IN_PART.fullmatch(text):
        presisi = Presisi.MONTH if match["month"] else Presisi.YEAR
        return _build(int(match["year"]), int(match["month"] or 1), 1, presisi)
    try:
        return DateReading(Tanggal(date.fromisoformat(text[:10])))
    except ValueError:
        return DateReading(fault="DATE_OUT_OF_RANGE")


def _read_number(text: str) -> DateReading:
    try:
        number = float(text)
    except ValueError:
        return DateReading(fault="DATE_UNREADABLE")
    if not math.isfinite(number):
        return DateReading(fault="DATE_OUT_OF_RANGE")
    if number == int(number) and _YEAR_RANGE[0] <= number <= _YEAR_RANGE[1]:
        return _build(int(number), 1, 1, Presisi.YEAR)
    if _SERIAL_RANGE[0] <= number <= _SERIAL_RANGE[1]:
        return DateReading(Tanggal(_EXCEL_EPOCH + timedelta(days=int(number))), note="DATE_SERIAL")
    return DateReading(fault="DATE_OUT_OF_RANGE")


def _build(year: int, month: int, day: int, presisi: Presisi) -> DateReading:
    notes = {Presisi.YEAR: "DATE_YEAR_ONLY", Presisi.MONTH: "DATE_MONTH_ONLY"}
    if not _YEAR_RANGE[0] <= year <= _YEAR_RANGE[1]:
        return DateReading(fault="DATE_OUT_OF_RANGE")
    try:
        return DateReading(Tanggal(date(year, month, day), presisi), note=notes.get(presisi))
    except ValueError:
        swapped = f"{month:02d}/{day:02d}/{year}" if day <= 12 < month <= 31 else None
        return DateReading(fault="DATE_IMPOSSIBLE", suggestion=swapped)


def _whole_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
