"""What stands before and after an activity ("35 anak", "12,5 %"): a number with its unit, and whether two compare.

No direction is taken for better or worse: fewer children at risk is good, fewer visitors is not. People judge.
A number may be known only as "kurang dari 5": how a small count of people is shown to who only reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

SHOWN_FROM = 5
"""Counts of people below are small; none at all is not."""
FEW_WORDS = f"kurang dari {SHOWN_FROM}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and its unit as written ("anak", "%", "dari 10 posyandu"; "" where none stands). None: fewer than 5."""

    number: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two measures of one unit; `change` is after minus before, in that unit (of percentages: in points), None where
    one of them is known only to be fewer than 5."""

    before: Measure
    after: Measure

    @property
    def change(self) -> Decimal | None:
        before, after = self.before.number, self.after.number
        return after - before if before is not None and after is not None else None

    @property
    def is_changed(self) -> bool | None:
        """Whether it changed, either way; None where both are fewer than 5."""
        if self.before.number is None and self.after.number is None:
            return None
        return self.change != 0

    @property
    def unit(self) -> str:
        return self.after.unit


class Incomparable(StrEnum):
    """Why before and after cannot be compared, in words for a reader."""

    BLANK_BOTH = "sebelum dan sesudah kosong"
    BLANK_BEFORE = "sebelum kosong"
    BLANK_AFTER = "sesudah kosong"
    NO_NUMBER = "bukan satu angka"
    UNIT = "satuannya berbeda"


_NUMBER = r"[-+−]?(?:[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_MEASURE = re.compile(
    rf"(?P<money>rp\.?\s*)?(?P<number>{_NUMBER})(?P<unit>(?:\s*(?:%|[^\W\d]|/|\().*)?)", re.IGNORECASE
)
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+")
_OF_TOTAL = re.compile(r"(?:dari|/)\s*\d[\d.,]*(?P<rest>.*)", re.IGNORECASE)
_SQUARE = re.compile(r"\b[kch]?m[23²³]\b", re.IGNORECASE)
_FEW = re.compile(rf"{FEW_WORDS}(?P<unit>(?:\s.*)?)", re.IGNORECASE)
_LONGEST = 100
"""Letters of a text that may be a measure; a longer one is a story."""
_MOST_FIGURES = 15
"""Figures of a number; a longer one counts nothing (a NIK has 16)."""

_SAME_UNITS = {"persen": "%", "prosen": "%", "percent": "%", "org": "orang", "jiwa": "orang", "rupiah": "rp"}


@lru_cache(maxsize=8192)
def read_measure(text: str) -> Measure | None:
    """The number and unit of a text; None if it holds no number, several, a range, or one too long to count anything.

    Numbers as Indonesian officers write them: "1.250 kg" is 1250, "12,5 %" is 12.5; a dot that parts no thousands
    ("1.5 km") is a decimal point. "3 dari 10 posyandu" is 3, its unit "dari 10 posyandu".
    """
    if len(text) > _LONGEST:
        return None
    text = " ".join(text.split())
    if (few := _FEW.fullmatch(text)) is not None:
        return Measure(None, few["unit"].strip()) if _is_unit(few["unit"].strip()) else None
    found = _MEASURE.fullmatch(text)
    if found is None:
        return None
    number, unit = _to_decimal(found["number"]), found["unit"].strip()
    if len(number.as_tuple().digits) > _MOST_FIGURES or not _is_unit(unit):
        return None
    if found["money"]:
        unit = f"Rp {unit}".rstrip()
    return Measure(number, unit)


def _is_unit(unit: str) -> bool:
    total = _OF_TOTAL.fullmatch(unit)
    # Another number in the unit would be a second measure, unless it is the whole of which this is a part.
    return not any(letter.isdigit() for letter in _SQUARE.sub("", total["rest"] if total else unit))


def _to_decimal(written: str) -> Decimal:
    plain = written.replace("−", "-")
    whole, _, rest = plain.partition(",")
    if _THOUSANDS.fullmatch(whole):
        plain = whole.replace(".", "") + (f".{rest}" if rest else "")
    return Decimal(plain.replace(",", "."))


@lru_cache(maxsize=8192)
def compare(before: str | None, after: str | None) -> Difference | Incomparable:
    """The difference from before to after, or why there is none. None or blanks: left blank."""
    blank_before, blank_after = not (before or "").strip(), not (after or "").strip()
    if blank_before or blank_after:
        if blank_before and blank_after:
            return Incomparable.BLANK_BOTH
        return Incomparable.BLANK_BEFORE if blank_before else Incomparable.BLANK_AFTER
    first, second = read_measure(before or ""), read_measure(after or "")
    if first is None or second is None:
        return Incomparable.NO_NUMBER
    return Difference(first, second) if _unit_key(first.unit) == _unit_key(second.unit) else Incomparable.UNIT


def _unit_key(unit: str) -> str:
    """A unit as it is compared: small letters, single spaces, without a full stop, one word for each of a few pairs."""
    words = unit.casefold().rstrip(".").split()
    return " ".join(_SAME_UNITS.get(word, word) for word in words)
