"""Number and date of a decree in one text, as columns titled "Nomor dan Tanggal SK" have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kkb.calendar_words import MONTH_BY_WORD, any_of
from kkb.checking.values.dates import read_date_text
from kkb.checking.values.letters import clean_text

_LONGEST = 200
"""A longer text is a note: patterns take their time on long texts."""

_MONTH = any_of(MONTH_BY_WORD)
_IN_WORDS = rf"\d{{1,2}}[\s.\-/]*(?:{_MONTH})\b\.?[\s.,\-/]*\d{{4}}"
_SLASHED = r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}"
_DASHED = r"\d{1,2}[.-]\d{1,2}[.-]\d{4}"
_PATTERNS = tuple(
    re.compile(rf"(?P<number>.*?){between}(?P<date>{written})\s*\)?\.?", re.IGNORECASE)
    for between, written in (
        (r"(?:^|[\s,;/(–—-]+)(?:tgl|tanggal|tertanggal)\b[.:\s]*", r"\S.*?"),
        (r"(?:\s*[,;(]\s*|\s+[/–—-]\s+|\s*/\s+|\s+)", _IN_WORDS),
        (r"(?:\s*[,;(]\s*)", _SLASHED),
        (r"\s+/\s+", _DASHED),
    )
)
"""What parts number and date. A date of figures alone is one only where nothing but a date can stand: "141/05/2018" is
a number, and so is what follows a lonely dash or slash."""

_MAY_PART = re.compile(r"[\s,;(]|tgl|tanggal", re.IGNORECASE)
"""What every pattern has; most numbers of decrees have none of it: "188.45/12/KEP/2018"."""

_ENDS_IN_NUMBER = re.compile(r"\b(?:no|nomor|nmr|sk)[.:\s]*$", re.IGNORECASE)
"""What comes next is the number, whatever it looks like: "SK 3 No. 5 Mei 2018"."""


_WORD_BEFORE = re.compile(
    r"(?:(?:surat keputusan|keputusan|sk|kepala desa|kades|bupati|camat|desa)(?:\s*:\s*|\s+)|"
    r"(?:nomor|nomer|no|nmr)\b[.:\s]*)+(?=\S*\d)",
    re.IGNORECASE,
)


def bare_number(text: str) -> str:
    """The number of a decree without the words before it: "SK Kades No. 12/2018" and "12/2018" are one number."""
    match = _WORD_BEFORE.match(text)
    return text[match.end() :] if match else text


@dataclass(frozen=True, slots=True)
class Decree:
    """The number of a decree and the text of its date; `number` is "" where there is the date alone."""

    number: str
    date: str


def split_decree(text: str) -> Decree | None:
    """Number and date of a decree, if the text surely holds a date at its end; None otherwise.

    "140/22 tgl 14 Juni 2024" → ("140/22", "14 Juni 2024"). A date that no calendar has is still one, and comes back to
    be reported. Without a figure before the date the whole text stays the number: "SK tgl 2 Mei 2018".
    """
    if len(text) > _LONGEST:
        return None
    line = clean_text("; ".join(part for part in text.splitlines() if part.strip()))
    if not _MAY_PART.search(line):
        return None
    for place, pattern in enumerate(_PATTERNS):
        match = pattern.fullmatch(line)
        if match is None or read_date_text(match["date"]).fault in ("DATE_UNREADABLE", "DATE_OUT_OF_RANGE"):
            continue
        number = match["number"].rstrip(" ,;/(–—-")
        has_figure = any(map(str.isdecimal, number))
        if place == 0:
            return Decree(number if has_figure or not number else line, match["date"])
        if has_figure and not _ENDS_IN_NUMBER.search(number):
            return Decree(number, match["date"])
    return None
