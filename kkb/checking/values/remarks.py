"""What a remark says beside a status: that it takes it back, a rung of its own, the date of formation or end."""

from __future__ import annotations

import re

from kkb.checking.values.dates import find_dates, find_months, read_date_text
from kkb.checking.values.decrees import split_decree
from kkb.checking.values.status import read_status
from kkb.schema import Presisi, Tahap, Tanggal

_DENIES = re.compile(
    r"\W*(?:sudah |telah |pokja |kini )*(?:batal|dibatalkan|dihapus|dicoret|bubar|dibubarkan|vakum|tidak aktif|"
    r"non[ -]?aktif|tidak jadi|belum jadi|tidak berlaku|salah (?:input|ketik|isi|data)"
    r"(?!\W+(?:di |pada |kolom |penulisan )*(?:tgl|tanggal|hari|bulan|bln|tahun|thn|th|sk|no|nomor|nama|ejaan)\b))\b",
    re.IGNORECASE,
)
"""A slip in the date, the number or the name ("salah ketik tgl") takes back nothing of the status."""

_ENDED = re.compile(r"\W*(?:sudah |telah |pokja(?:nya)? |kini )*(?:bubar|dibubarkan)\b", re.IGNORECASE)

_LONGEST = 60
"""Letters of a remark that is nothing but one saying; a longer one tells a story."""

_ENDS_RUNG = re.compile(r"[,;.(:]|\s(?:pada|tgl|tanggal|bulan|tahun|thn|th|sejak|oleh|di|dengan|per)\b|\s-\s|\s*\d")
_FORMATION = re.compile(r"\b(?:terbentuk|dibentuk|pembentukan|berdiri|didirikan|sejak)\b")
_OTHER_DAY = re.compile(r"\b(?:sk|sosialisasi|rapat|musdes|pencanangan|dicanangkan|belum|akan|rencana|bubar)\b")
_END = re.compile(r"\b(?:bubar|dibubarkan|pembubaran|dihapus|berakhir|demisioner)\b")
_NO_END = re.compile(r"\b(?:akan|rencana|belum|tidak|batal|usul|diusulkan)\b")
_DECREE = re.compile(
    r"sk(?:\.|\b)(?:\s*(?:pokja|kampung kb|kkb|kades|kepala desa|desa)\b)*[\s:]*(?:(?:no|nomor|nmr)\b[.:\s]*)?"
    r"(?P<decree>\d.*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\w.]*(?:\s?[/-]\s?[\w.]+)+")
_LONGEST_STORY = 200
_YEAR_OF_FORMATION = re.compile(_FORMATION.pattern + r"(?: pada)?(?: tahun| thn\.?| th\.?)? (\d{4})\b(?![./-])")


def denies(remark: str | None) -> bool:
    """True for a short remark that begins by taking the row back."""
    return remark is not None and len(remark) <= _LONGEST and _DENIES.match(remark) is not None


def says_ended(remark: str | None) -> bool:
    """True for a remark that begins by saying that the Pokja was dissolved: "dibubarkan, SK dicabut 5 Nop 2026"."""
    return remark is not None and _ENDED.match(remark) is not None


def rung_of(remark: str | None) -> Tahap | None:
    """The rung that a short remark begins with: "Sudah sosialisasi, tgl 3 Mei 2022". A mere yes or no tells none."""
    if remark is None or len(remark) > _LONGEST:
        return None
    folded = remark.casefold().strip()
    for text in (folded, _ENDS_RUNG.split(folded, maxsplit=1)[0]):
        reading = read_status(text)
        if reading.tahap is not None:
            return None if reading.is_mark else reading.tahap
    return None


def formation_in(remark: str | None) -> Tanggal | None:
    """The one date that a remark tells of the formation, or that it is; None if it tells of other days, or of two."""
    if remark is None or len(remark) > _LONGEST:
        return None
    folded = remark.casefold().strip()
    if (alone := read_date_text(folded).tanggal) is not None:
        return alone
    if not _FORMATION.search(folded) or _OTHER_DAY.search(folded):
        return None
    found = {tanggal for tanggal, _ in find_dates(folded)} or set(find_months(folded))
    if not found and (match := _YEAR_OF_FORMATION.search(folded)):
        found = {tanggal} if (tanggal := read_date_text(match[1]).tanggal) else set()
    return found.pop() if len(found) == 1 else None


def decree_in(remark: str | None) -> str | None:
    """The number of a decree, with its date if that is told, where a remark tells nothing else: "SK Pokja 09/BLK/2026
    tgl 12-10-2026"; None for a decree of old, a draft, and for figures that may be a day."""
    match = _DECREE.fullmatch(remark.strip()) if remark is not None and len(remark) <= _LONGEST else None
    if match is None:
        return None
    parted = split_decree(match["decree"])
    number = parted.number if parted is not None else match["decree"]
    is_number = _NUMBER.fullmatch(number) is not None and read_date_text(number).fault is not None
    return match["decree"] if is_number else None


def end_in(text: str | None) -> Tanggal | None:
    """The one day that a status or a remark tells of the end of a Pokja: "Bubar 2 November 2026", "dibubarkan dalam
    musdes 10 Oktober 2026"; None where it tells of none, of several, or of an end that is yet to come."""
    folded = text.casefold() if text is not None and len(text) <= _LONGEST_STORY else ""
    match = _END.search(folded)
    if match is None or _NO_END.search(folded):
        return None
    found = {tanggal for tanggal, _ in find_dates(folded[match.end() :]) if tanggal.presisi is Presisi.DAY}
    return found.pop() if len(found) == 1 else None
