"""Months and parts of a year as officers write them, in small letters: one vocabulary for headers, titles and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTHS = (
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
MONTH_BY_WORD = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}

MONTHS_OF_PART = {
    **dict.fromkeys(("triwulan", "tri wulan", "tribulan", "trw", "tw", "kuartal"), 3),
    "caturwulan": 4,
    **dict.fromkeys(("semester", "smt", "sem"), 6),
}
"""Word for a part of a year → how many months it has."""

_PLACES = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def any_of(words: Iterable[str]) -> str:
    """A pattern of the words, the longer before their beginnings: "agustus|…|agu"."""
    return "|".join(sorted(words, key=len, reverse=True))


PART_OF_YEAR = (
    rf"(?P<part>{any_of(MONTHS_OF_PART)})(?![^\W\d_])\.?\s*(?:ke-?\s*)?(?P<place>{any_of(_PLACES)}|[1-4])\b"
)
"""A pattern for "triwulan II", "TW 2", "semester ke-1" in small letters."""


def months_of_part(part: str, place: str) -> tuple[int, int] | None:
    """The first and the last month of a part of a year: ("triwulan", "ii") → (4, 6); None where the year has none such:
    ("semester", "3")."""
    number, months = _PLACES.get(place) or int(place), MONTHS_OF_PART[part]
    return ((number - 1) * months + 1, number * months) if number * months <= 12 else None


PACKED_FORM = re.compile(r"(?:dd|hh)(?:mm|bb)(?:yyyy|tttt|yy|tt)")
"""How a header says that a day is written without anything between its parts: "Tgl Pokja (ddmmyyyy)"."""
