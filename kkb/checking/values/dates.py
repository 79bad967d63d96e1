"""Dates as officers write them: "10 Mei 2023", "10/05/2023" (day first), "10-5-23", "Mei 2023", "2023", serials.

A date that cannot be read is a fault with a code, never a guess and never a blank.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from kkb.blanks import BLANK, NONE
from kkb.calendar_words import MONTH_BY_WORD, any_of
from kkb.checking.values.months import likely_month
from kkb.checking.values.rough_dates import part_rough
from kkb.recap import Cell
from kkb.schema import Presisi, Tanggal

_MONTH = rf"(?P<month>{any_of(MONTH_BY_WORD)})(?![^\W\d_])\.?"
_ANY_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"

_BY_THEN = re.compile(r"(?:paling lambat|selambat-?lambatnya|sebelum|≤|<=?)\s*(?:tahun\s*)?\d{4}")
"""The Pokja was there by then; since when, nobody knows."""

_YEAR = re.compile(r"(?P<year>\d{4})")
_MONTH_YEAR = re.compile(_MONTH + r"[\s,/-]*(?P<year>\d{4})")
_YEAR_BEHIND = r"[\s.,\-/'’]*(?:(?:tahun|thn|th)\b\.?\s*)?(?P<year>\d{4}|\d{2})"
_MONTH_SHORT_YEAR = re.compile(_MONTH + _YEAR_BEHIND)
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})[\s.,\-/]*" + _MONTH)
_NUMERIC_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})")
_DAY_BEFORE = r"(?P<day>\d{1,2})[\s.\-/]*"
_WORDS = re.compile(_DAY_BEFORE + _MONTH + _YEAR_BEHIND)
_MONTH_FIRST = re.compile(_MONTH + r"\s*(?P<day>\d{1,2})(?:\s*,\s*|\s+)(?P<year>\d{4})")
"""As English programs write it: "Aug 24, 2021"."""

_AS_TYPED = re.compile(f"(?:{_DAY_BEFORE})?{_ANY_MONTH}{_YEAR_BEHIND}")
_TWICE = re.compile(r"\b([^\W\d_]{3,12})\s+\1\b")
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = re.compile(
    rf"(?P<day>\d{{1,2}})\s*[/. -]\s*(?P<month>{any_of(_ROMAN_MONTHS)})\s*[/. -]\s*(?P<year>\d{{4}}|\d{{2}})"
)
"""3-X-2017. Not looked for inside longer texts: the number of a decree ends like that, too."""

_PARTED_BY_SPACE = re.compile(r"(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>\d{4})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*['’]?(?P<year>\d{4}|\d{2})")
_ISO = re.compile(r"(?P<year>\d{4})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<day>\d{1,2})")
_SHOWN_IN_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?")
_PACKED = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})")
_PACKED_IN_PART = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})00")
"""As exports pad what is known of a day: 20140000 is the year, 20140500 May. No day first can be read so: its century
would be the month."""

_PACKED_ISO = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_DAYS_OF_WEEK = r"(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad)"
_WEEKDAY = re.compile(rf"^(?:(?:hari|{_DAYS_OF_WEEK}|tanggal|tgl)\b\.?\s*[,:]?\s*)+")
_WEEKDAY_BEHIND = re.compile(rf"\s*\({_DAYS_OF_WEEK}\)$")
_SPAN_WORD = re.compile(r"^(?:(?:sejak|pada)\s+)?(?:(?:tahun|thn|th|bulan|bln)\b\.?\s*)?")
_CLOCK = re.compile(
    r"(?:t|\s|,|\s*[,;]?\s*(?:pukul|jam|pkl)\.?\s*)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:\s*wi(?:b|ta?))?$"
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PART_IN_BRACKETS = re.compile(r"[(\[]\s*(\d{4}|[^\W\d_]{3,12})\s*[)\]]")
"""The month or the year alone: "Mei (2018)"."""

_STOPS = " .,;"

_APOSTROPHES = "'’‘`"
"""Typed before a date to keep Excel from changing it; where it was typed twice, one of them shows."""

_LONGEST_DATE = 60
LAST_MONTH = 12
_WHOLE_FORM = len("ddmmyyyy")

DATE_FIELDS = ("tanggal", "tanggal_sk", "tanggal_pencanangan", "tanggal_bubar")
"""The columns of a recap that hold dates."""

NO_DATE = BLANK | NONE | {"0", "00000000", "0000-00-00", "00/00/0000", "00-00-0000"}
"""What officers put in a date cell to say that there is none. What is to come yet says so only of a desa that is not
formed (`kkb/checking/rows/dates.py`)."""

# Day 1 of Excel's 1900 calendar; it counts a 29 February 1900 that never was, so real days begin at 61.
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_RANGE = (36_526, 80_000)  # 2000 to 2119: not a year with one digit too many (20230)
_YEAR_RANGE = (1900, 2999)  # a slip such as 2203 is a date that is still to come


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a date cell says: `tanggal` or a fault (a problem code), or neither for a blank.

    `note` is the code of a finding about a date that was read but deserves a word. `is_bound`: only a latest year is
    known. `earliest`: what is told beside the date rules out the days before ("akhir 2017").
    """

    tanggal: Tanggal | None = None
    fault: str | None = None
    note: str | None = None
    suggestion: str | None = None
    is_bound: bool = False
    earliest: date | None = None


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


def read_packed_date(cell: Cell, form: str) -> DateReading:
    """Read a date below a header that says how it is packed ("ddmmyyyy"): a number lacks its first zero there."""
    text = cell.text.strip()
    if cell.kind in ("number", "text") and text.isdecimal() and len(form) - 1 <= len(text) <= len(form):
        whole = text.zfill(len(form))
        reading = _build(_whole_year(whole[4:]), int(whole[2:4]), int(whole[:2]), Presisi.DAY)
        if reading.tanggal is not None:
            is_short = whole != text or len(form) < _WHOLE_FORM
            return replace(reading, note="DATE_READ_AS") if is_short else reading
    return read_date(cell)


def read_date_text(text: str) -> DateReading:
    """Read a date written as text. Day first; two-digit years are of this century."""
    if len(text) > _LONGEST_DATE:
        return DateReading(fault="DATE_UNREADABLE")
    words = _undressed(text.casefold())
    rough = part_rough(words)
    if rough is None:
        words = _WEEKDAY_BEHIND.sub("", _CLOCK.sub("", _WEEKDAY.sub("", words)))
        return _read_words(_SPAN_WORD.sub("", _undressed(words), count=1).lstrip(_APOSTROPHES))
    reading = _read_words(_SPAN_WORD.sub("", _undressed(rough.rest), count=1))
    if reading.tanggal is None:
        return DateReading(fault=reading.fault or "DATE_UNREADABLE")
    tanggal = reading.tanggal
    if tanggal.presisi is Presisi.DAY:
        tanggal = Tanggal(tanggal.first.replace(day=1), Presisi.MONTH)
    return DateReading(tanggal, note="DATE_READ_AS", earliest=rough.earliest(tanggal))


def _undressed(words: str) -> str:
    """Without the stop behind it and the brackets around it."""
    words = words.strip().rstrip(_STOPS)
    match = _IN_BRACKETS.fullmatch(words)
    return match[1].strip().rstrip(_STOPS) if match else words


def _read_words(words: str) -> DateReading:
    words = _PART_IN_BRACKETS.sub(r" \1 ", words).strip()
    if _BY_THEN.fullmatch(words):
        return DateReading(is_bound=True)
    if match := _YEAR.fullmatch(words):
        return _build(int(match["year"]), 1, 1, Presisi.YEAR)
    if match := _MONTH_YEAR.fullmatch(words) or _MONTH_SHORT_YEAR.fullmatch(words) or _YEAR_MONTH.fullmatch(words):
        return _build(_whole_year(match["year"]), MONTH_BY_WORD[match["month"]], 1, Presisi.MONTH)
    if match := _NUMERIC_MONTH_YEAR.fullmatch(words):
        return _build(int(match["year"]), int(match["month"]), 1, Presisi.MONTH)
    if match := _WORDS.fullmatch(words) or _MONTH_FIRST.fullmatch(words):
        return _build(_whole_year(match["year"]), MONTH_BY_WORD[match["month"]], int(match["day"]), Presisi.DAY)
    if match := _ROMAN.fullmatch(words):
        month = _ROMAN_MONTHS.index(match["month"]) + 1
        return _build(_whole_year(match["year"]), month, int(match["day"]), Presisi.DAY)
    if match := _ISO.fullmatch(words) or _DAY_FIRST.fullmatch(words) or _PARTED_BY_SPACE.fullmatch(words):
        return _build(_whole_year(match["year"]), int(match["month"]), int(match["day"]), Presisi.DAY)
    if re.fullmatch(r"\d{5,}", words):
        return _read_number(words)
    return _read_as_typed(words)


def _read_as_typed(words: str) -> DateReading:
    """A date whose month is misspelt, shortened as nobody else does, or typed twice."""
    match = _AS_TYPED.fullmatch(_TWICE.sub(r"\1", words))
    month = likely_month(match["month"]) if match else None
    if match is None or month is None:
        return DateReading(fault="DATE_UNREADABLE")
    presisi = Presisi.DAY if match["day"] else Presisi.MONTH
    reading = _build(_whole_year(match["year"]), month, int(match["day"] or 1), presisi)
    return replace(reading, note="DATE_READ_AS") if reading.tanggal is not None else reading


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
    for match in re.finditer(r"(?<![^\W_])(?<!\d[\s.\-/])" + _MONTH_YEAR.pattern + r"(?!\d)", folded):
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
    return _read_packed(text) or DateReading(fault="DATE_OUT_OF_RANGE")


def _read_packed(text: str) -> DateReading | None:
    """Day, month and year without anything between them: "15022019", "20190215"; never both.

    "20190000" is the year and "20190200" the month. A number lacks its zero: "5022019". None where no such day is, or
    two: 1112019 may be 1 November, or 11 January.
    """
    if match := _PACKED_IN_PART.fullmatch(text):
        year, month = int(match["year"]), int(match["month"])
        reading = _build(year, month or 1, 1, Presisi.MONTH if month else Presisi.YEAR)
        if reading.tanggal is not None:
            return reading
    texts = [text] if len(text) == 8 else [f"0{text}", f"{text[:2]}0{text[2:]}"] if len(text) == 7 else []
    found = {
        reading.tanggal: reading
        for one in texts
        for pattern in (_PACKED, _PACKED_ISO)
        if (match := pattern.fullmatch(one))
        and (reading := _build(int(match["year"]), int(match["month"]), int(match["day"]), Presisi.DAY)).tanggal
    }
    if len(found) != 1:
        return None
    (reading,) = found.values()
    return reading if len(text) == 8 else replace(reading, note="DATE_READ_AS")


def _build(year: int, month: int, day: int, presisi: Presisi) -> DateReading:
    notes = {Presisi.YEAR: "DATE_YEAR_ONLY", Presisi.MONTH: "DATE_MONTH_ONLY"}
    if not _YEAR_RANGE[0] <= year <= _YEAR_RANGE[1]:
        return DateReading(fault="DATE_OUT_OF_RANGE")
    try:
        return DateReading(Tanggal(date(year, month, day), presisi), note=notes.get(presisi))
    except ValueError:
        swapped = f"{month:02d}/{day:02d}/{year}" if day <= LAST_MONTH < month <= 31 else None
        return DateReading(fault="DATE_IMPOSSIBLE", suggestion=swapped)


def _whole_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
