"""Small counts about children, families and other people: 1 to 4 of them are few enough to be known by name.

Who only reads sees "kurang dari 5" in their place (`hide_few`); 0 stays 0, as BPS publishes it. What could be computed
back goes with them: a difference with such an end has no number, sums leave such rows out and say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from kkb.personal import mask_texts
from kkb.programme.measures import FEW_WORDS, SHOWN_FROM, read_measure


class Few(StrEnum):
    """In place of a number of persons from 1 to 4."""

    FEW = FEW_WORDS


_PEOPLE = (
    r"(?:anak|balita|batita|baduta|bayi|remaja|pemuda|pelajar|siswa|murid|ibu|bumil|busui|perempuan|laki|wanita|pria|pus|"
    r"wus|pasangan|pasutri|calon|catin|keluarga|kepala\s+keluarga|kk|rumah\s+tangga|orang|org|jiwa|warga|penduduk|lansia|"
    r"janda|duda|yatim|disabilitas|difabel|penderita|pasien|peserta|kasus|stunting|gizi\s+(?:buruk|kurang))(?![^\W_])"
)
"""Children, families and others that a text may count."""
_WORDS = "satu|dua|tiga|empat"
_NUMBER = rf"(?:0?[1-4](?:\s*\((?:{_WORDS})\))?|{_WORDS})"
"""One to four: "3", "3 (tiga)", "tiga"."""

_MAYBE = re.compile(rf"(?i)[1-4]|{_WORDS}|seorang")
"""Most texts have none of these."""

_SLOGAN = r"(?!\s+anak\s+(?:cukup|lebih|saja))"
_COUNTED = re.compile(rf"(?i)(?<![\w.,/\-])(?:{_NUMBER}|seorang){_SLOGAN}(?=\s*{_PEOPLE})")
_NAMED = re.compile(rf"(?i)(?<![^\W_])(?P<who>{_PEOPLE}[^\d:=(]{{0,30}}[:=(]\s*){_NUMBER}(?![\d.,/%]*\d|\s*%|[^\W_])")
"""How a text counts them: "3 balita stunting", "balita stunting: 3"."""

_THING = (
    r"(?:(?:%|persen|prosen|percent|rp|rupiah|kg|gram|gr|g|ton|kuintal|liter|ml|k?m[23²³]?|cm|meter|ha|hektare?|are|unit|"
    r"buah|kali|hari|minggu|bulan|tahun|jam|menit|poin|skor|posyandu|puskesmas|sekolah|kelas|kelompok|dusun|desa|rt|rw|"
    r"dasawisma|pekarangan|kebun|lahan|kolam|sumur|titik|lokasi|tempat|jenis|macam|kegiatan|pertemuan|dokumen|produk|ekor|"
    r"pohon|bibit|ribu|juta|miliar)(?![^\W_])|%)"
)
"""Units that are surely no people. Any other, and none at all, may be: a small number of it is hidden."""
_OF_THINGS = re.compile(rf"(?i)(?:(?:dari|/)\s*[\d.,]+\s*)?{_THING}")
_ALONE = re.compile(rf"(?i)(?<![\w.,]){_NUMBER}(?![\d.,]*\d|\w|\s*{_THING})")

_RANGE = re.compile(rf"{FEW_WORDS}(?:\s*(?:[-–]|sampai|atau|s\.?d\.?)\s*{FEW_WORDS})+")
_SPELT = re.compile(rf"(?i)^\((?:{_WORDS})\)\s*")
_SHARE = re.compile(r"\d[\d.,]*\s*%")

_ABOUT_PEOPLE = re.compile(
    rf"(?i)(?<![^\W_])(?:{_PEOPLE}|sebelum|sesudah|setelah|kondisi|hasil|hadir|kehadiran|sasaran)"
)
_NO_COUNT = re.compile(r"(?i)keluarga\s+(?:berkualitas|berencana)|fungsi\s+keluarga")

T = TypeVar("T")


def hide_few(value: T) -> T:
    """The same record or collection as who only reads may know it; unchanged parts stay the same object.

    Goes the way of `personal.mask_texts`: the small counts of `KegiatanRow` become `Few` or "kurang dari 5 balita", and
    so do those that any text counts.
    """
    return mask_texts(value, few_in_text, _OF_FIELDS)


def few_in_text(text: str) -> str:
    """A text without the small counts of people in it: "ada kurang dari 5 balita stunting"; else the same text."""
    if not _MAYBE.search(text):
        return text
    return _tidied(_NAMED.sub(rf"\g<who>{FEW_WORDS}", _COUNTED.sub(FEW_WORDS, text)), text)


def few_measure(text: str | None) -> str | None:
    """The same of what stands before or after an activity, where a number without a word is a count as well.

    >>> few_measure("3 balita"), few_measure("0 balita"), few_measure("3 posyandu"), few_measure("12")
    ('kurang dari 5 balita', '0 balita', '3 posyandu', '12')
    """
    if not text or (measure := read_measure(text)) is None:
        return text and _tidied(_ALONE.sub(FEW_WORDS, few_in_text(text)), text)
    number = measure.number
    if number is None or number % 1 or not 0 < abs(number) < SHOWN_FROM or _OF_THINGS.match(measure.unit):
        return text
    unit = _SPELT.sub("", measure.unit)
    return f"{FEW_WORDS}{unit}" if unit.startswith("/") else f"{FEW_WORDS} {unit}".rstrip()


def _tidied(hidden: str, text: str) -> str:
    """`hidden`, made of `text`: a range of two such numbers is one, and a share beside it would tell it again."""
    return text if hidden == text else _SHARE.sub("…%", _RANGE.sub(FEW_WORDS, hidden))


def few_under(header: str, text: str, *, is_count: bool = False) -> str:
    """The same of a cell of an officer's sheet under its header; `is_count`: of a column of `COUNTS`, however named."""
    is_count = is_count or _ABOUT_PEOPLE.search(_NO_COUNT.sub("", header)) is not None
    return (few_measure(text) or "") if is_count else few_in_text(text)


def _few_told(value: Any) -> Any:
    # A count of desa is no text.
    return few_measure(value) if isinstance(value, str) else value


def _few_persons(number: Any) -> Any:
    return Few.FEW if isinstance(number, int) and 0 < number < SHOWN_FROM else number


_OF_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "peserta": _few_persons,
    "sebelum": _few_told,
    "sesudah": _few_told,
    # What a cell was before a mend on the page, and after it.
    "old": _few_told,
    "new": _few_told,
}


COUNTS = ("peserta", "sebelum", "sesudah")
"""The fields of an activity that count people."""


def stands_for(name: str, newer: Any, older: Any) -> bool:
    """True if the newer value of a field is the older one as who only reads saw it: it tells nothing new.

    So a workbook that a reader took along takes no number away when it is uploaded again.
    """
    if not (isinstance(newer, str) and FEW_WORDS in newer) or older is None:
        return False
    hide = _OF_FIELDS.get(name, few_in_text)
    return bool(newer == hide(older))
