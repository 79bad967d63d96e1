"""Numbers as officers write them: "25 orang", "1.234", "Rp 1.500.000,00". What is not plainly one is none.

What the words around a column say of them: "(juta Rp)" are no rupiah, "(KK)" and "(L)" no persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from kkb.blanks import BLANK
from kkb.checking.values.letters import clean_text
from kkb.programme.columns import Isi
from kkb.recap import Cell

MOST_PERSONS = 1_000_000
MOST_RUPIAH = 1_000_000_000_000
"""More than any activity of a desa reaches or costs; a larger number is a slip."""

LEAST_WITH_CENTS = 1_000
"""A smaller sum with a fraction is one in other units."""

_LONGEST_NUMBER = 60
_THOUSANDS = r"[1-9]\d{0,2}(?:\.\d{3})+|\d{1,15}"
_PERSONS = re.compile(rf"(?P<whole>{_THOUSANDS})(?:\s*(?:orang|org|peserta|jiwa|warga)\.?)?", re.IGNORECASE)
_RUPIAH = re.compile(
    rf"(?:(?:rp|idr)\s*[.:]?\s*)?(?P<whole>{_THOUSANDS})(?:,(?P<cents>\d{{2}})|,-+|\s*,\s*-+)?(?:\s*rupiah)?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"(?:(?:rp|idr)\s*[.:]?\s*)?(?P<number>\d{1,6}(?:,\d{1,3})?)\s*(?P<unit>ribu|rb|juta|jt|miliar|milyar|m)\b\.?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"(?:(?:rp|idr)\s*[.:]?\s*)?(?P<whole>[1-9]\d{0,2}(?:,\d{3}){2,})(?:\.00)?", re.IGNORECASE)
_UNITS = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "m": 9}

_DIGITS = {word: number for number, word in enumerate(
    ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"), start=1
)}  # fmt: skip
_ONE = re.compile(r"\bse(?=puluh\b|belas\b|ratus\b)")
_DIGIT = f"({'|'.join(_DIGITS)})"
_SPELT = re.compile(
    rf"(?:{_DIGIT} ratus\s*)?(?:{_DIGIT} puluh\s*)?(?:{_DIGIT} belas|{_DIGIT})?\s*(?:orang|org|peserta|jiwa|warga)?"
)

NO_NUMBER = BLANK | {"nihil"}
"""What officers write where there is no number to tell: as good as a blank. "Tidak ada" may mean 0, so it is asked."""


def read_persons(cell: Cell) -> int | None:
    """Whole persons, 0 to `MOST_PERSONS`; None for anything else ("25 KK" are no persons)."""
    number = _whole(cell.text) if cell.kind == "number" else _matched(_PERSONS, cell.text)
    return number if number is not None and number <= MOST_PERSONS else None


def read_rupiah(cell: Cell) -> int | None:
    """Whole rupiah, 0 to `MOST_RUPIAH`, cents rounded; None for anything else.

    2.5 is more likely two and a half million than two rupiah and fifty cents.
    """
    number = _rounded(cell.text) if cell.kind == "number" else _matched(_RUPIAH, cell.text)
    return number if number is not None and number <= MOST_RUPIAH else None


def suggest_persons(cell: Cell) -> str | None:
    """A number up to 999 that is written in words: "dua puluh lima orang" → "25"."""
    text = clean_text(cell.text).casefold() if cell.kind == "text" and len(cell.text) <= _LONGEST_NUMBER else ""
    match = _SPELT.fullmatch(_ONE.sub("satu ", text))
    if match is None:
        return None
    hundreds, tens, teens, ones = (_DIGITS.get(word or "", 0) for word in match.groups())
    return str(number) if (number := hundreds * 100 + tens * 10 + ones + (teens + 10 if teens else 0)) else None


def suggest_rupiah(cell: Cell) -> str | None:
    """What a text that is no plain number surely means: "1,5 juta" → "1500000"."""
    text = clean_text(cell.text) if cell.kind == "text" and len(cell.text) <= _LONGEST_NUMBER else ""
    if match := _ENGLISH.fullmatch(text):
        return match["whole"].replace(",", "")
    if match := _IN_WORDS.fullmatch(text):
        number = Decimal(match["number"].replace(",", ".")).scaleb(_UNITS[match["unit"].lower()])
        return str(int(number)) if number == int(number) and number <= MOST_RUPIAH else None
    return None


def _matched(pattern: re.Pattern[str], text: str) -> int | None:
    if len(text) > _LONGEST_NUMBER:
        return None
    match = pattern.fullmatch(clean_text(text))
    if match is None:
        return None
    cents = int(match.groupdict().get("cents") or 0)
    whole = int(match["whole"].replace(".", ""))
    return whole + (cents >= 50) if cents == 0 or whole >= LEAST_WITH_CENTS else None


def _whole(text: str) -> int | None:
    number = _decimal(text)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _rounded(text: str) -> int | None:
    number = _decimal(text)
    if number is None or (number != number.to_integral_value() and number < LEAST_WITH_CENTS):
        return None
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def _decimal(text: str) -> Decimal | None:
    """A number of a cell of numbers, 0 or more and of a size that anybody counts in."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= 10 * MOST_RUPIAH else None


_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_WORD = re.compile(r"[^\W_]+|%")
_LONGEST = 500
"""Letters of a header, or of a line above the table, that are looked at."""

_SCALES = frozenset({
    "ribu", "ribuan", "rb", "juta", "jutaan", "jt", "miliar", "miliaran", "milyar", "milyaran", "m", "000", "1000",
    "usd", "%", "persen",
})  # fmt: skip
_NO_PERSONS = frozenset({
    "kk", "keluarga", "rumah", "rt", "rw", "kelompok", "kali", "desa", "%", "persen", "target", "rencana", "undangan",
})  # fmt: skip
_SEXES = (frozenset({"l", "lk", "laki", "pria"}), frozenset({"p", "pr", "perempuan", "wanita"}))
_PLAIN = frozenset({
    "total", "jumlah", "jml", "seluruh", "seluruhnya", "semua", "angka", "bilangan", "isi", "diisi", "wajib", "boleh",
    "opsional", "contoh", "misal", "misalnya", "bila", "jika", "tanpa", "tulis",
})  # fmt: skip
_OWN = {
    Isi.RUPIAH: _PLAIN | {"rp", "rupiah", "idr", "pagu", "anggaran", "realisasi", "terpakai"},
    Isi.JUMLAH: _PLAIN | {"orang", "org", "jiwa", "peserta", "warga", "hadir", "ikut"},
}
_FOREIGN = {Isi.RUPIAH: _SCALES, Isi.JUMLAH: _NO_PERSONS}

_SCALE_ABOVE = re.compile(
    r"\b(?:dalam|satuan)\W+(?:(?:satuan|rp|rupiah)\W+)*((?:ribu|juta|mil[iy]ar)(?:an)?|rb|jt)\b", re.IGNORECASE
)


def foreign_unit(isi: Isi, header: str, above: Iterable[str]) -> str | None:
    """What a column of persons or rupiah counts instead, in the words of its header or of the lines above the table.

    None where nothing speaks against it. What stands in brackets counts a part or something else unless one of its
    words says that it does not: "(orang)", "(L/P)", "(Rp)", "(diisi angka)".
    """
    for match in _IN_BRACKETS.finditer(header[:_LONGEST]):
        told = (match[1] or match[2] or "").strip()
        words = frozenset(_WORD.findall(told.casefold()))
        if words and not _is_own(isi, words):
            return told
    if isi is Isi.RUPIAH:
        found = (_SCALE_ABOVE.search(line[:_LONGEST]) for line in above)
        return next((match[0] for match in found if match is not None), None)
    return None


def _is_own(isi: Isi, words: frozenset[str]) -> bool:
    if words & _FOREIGN[isi]:
        return False
    sexes = sum(not words.isdisjoint(sex) for sex in _SEXES) if isi is Isi.JUMLAH else 0
    if sexes:
        return sexes == len(_SEXES)
    return bool(words & _OWN[isi]) or all(word.isdecimal() for word in words)
