"""What the words above a column mean on a sheet of the programme, and which of these sheets a name names.

Unlike the header of a recap of status, one is compared with lists: those of `kkb.programme.columns`. Order, case,
punctuation, hints in brackets and the usual abbreviations make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kkb.programme import Lembar
from kkb.programme.columns import KOLOM, Isi
from kkb.workbook.tables.headers import recognise

_WORD = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WRITTEN_OUT = {
    "tgl": "tanggal", "jml": "jumlah", "jlh": "jumlah", "ttd": "tanda tangan", "tandatangan": "tanda tangan",
    "kades": "kepala desa", "ket": "keterangan", "kec": "kecamatan", "keg": "kegiatan", "giat": "kegiatan",
    "dgn": "dengan", "dg": "dengan", "utk": "untuk", "dr": "dari", "masy": "masyarakat", "sblm": "sebelum",
    "ssdh": "sesudah", "stlh": "setelah", "pst": "peserta", "angg": "anggaran",
}  # fmt: skip
_MEANINGLESS = frozenset({"dan", "atau", "yang", "yg", "rp", "wajib", "diisi"})
_FILLERS = frozenset({"warga", "masyarakat", "dari", "dengan", "untuk", "para"})
"""Words that a header may have beside those of the lists: "Masalah warga yang dijawab", "Dana dari"."""

_OF_POKJA = frozenset({"pokja", "kampung", "kb", "kkb"})
_OF_PROGRAMMES = (Lembar.KEGIATAN, Lembar.EVALUASI)
_PLACES = frozenset({"kecamatan", "desa", "kode_desa"})
SUBJECTS = frozenset({"desa", "kode_desa", "penanda_tangan"})
"""Fields of which a sheet has one: a desa, its code, or an office that signs."""

_SUREST_UNKNOWN = 2
"""How sure `recognise` must be of a place: "Uraian" may mean one, but here it means a note."""

_RECOGNISED, _OF_ITS_POKJA, _NAMED, _FILLED_UP = 50, 60, 70, 80
"""Ranks behind those of the lists."""

_WHOLE = frozenset({"jumlah", "total", "seluruh", "semua"})
_LONGEST_HEADER = 500
_SIGNED = re.compile(r"tanda\s*tangan|penandatangan|\bttd\b|paraf|komitmen", re.IGNORECASE)
_NAMES = {
    Lembar.KOMITMEN: re.compile(r"komitmen|tanda\s*tangan|\bttd\b", re.IGNORECASE),
    Lembar.LANGKAH: re.compile(r"langkah|\blog\b", re.IGNORECASE),
    Lembar.KEGIATAN: re.compile(r"kegiatan|\bgiat\b|\bprogram\b", re.IGNORECASE),
    Lembar.EVALUASI: re.compile(r"evaluasi|penilaian", re.IGNORECASE),
}


def lembar_named(sheet: str) -> frozenset[Lembar]:
    """The sheets that a title names: "Log Langkah 2023" → langkah; "Evaluasi Kegiatan" names two."""
    return frozenset(lembar for lembar, name in _NAMES.items() if name.search(sheet[:_LONGEST_HEADER]))


@lru_cache(maxsize=8192)
def counted_field(lembar: Lembar, header: str) -> str | None:
    """The field of numbers or dates that a header names: it may stand over columns of its parts, "L" and "P"."""
    found = field_of(lembar, header)
    return found[0] if found is not None and found[0] in _PARTED[lembar] else None


def says_whole(part: str) -> bool:
    """True for the part of a column that is all of it: "Jumlah", "Total (orang)"."""
    return not _WHOLE.isdisjoint(_words(part))


def says_signed(text: str) -> bool:
    """True for a header that speaks of a signature, not only of the person: "TTD Kades", not "Kepala Desa"."""
    return _SIGNED.search(text) is not None


@lru_cache(maxsize=8192)
def field_of(lembar: Lembar, header: str) -> tuple[str, int] | None:
    """The field that a header names on a sheet, and its rank (lower goes first): "Tgl. (dd/mm)" → ("tanggal", 1)."""
    if len(header) > _LONGEST_HEADER or not (words := _words(header)):
        return None
    lists = _LISTS[lembar]
    if (found := lists.get(words)) is not None:
        return found
    verdict = recognise(header)
    if verdict is not None and verdict[0] in _PLACES and verdict[1] >= _SUREST_UNKNOWN:
        return verdict[0], _RECOGNISED
    for left, rank in (
        (words - _OF_POKJA, _OF_ITS_POKJA),
        (words - {"nama"}, _NAMED),
        (words - _FILLERS, _FILLED_UP),
        (words - _FILLERS - _OF_POKJA, _FILLED_UP),
    ):
        # "Nama Pokja" names no activity, and "Nama Kepala Desa" is no signature.
        if left != {"nama"} and left != words and (rank != _NAMED or lembar in _OF_PROGRAMMES):
            found = lists.get(left)
            if found is not None and found[0] not in _PLACES:
                return found[0], rank
    return None


def _words(header: str) -> frozenset[str]:
    bare = _IN_BRACKETS.sub(" ", header)
    return frozenset(_written_out(bare)) or frozenset(_written_out(header))


def _written_out(header: str) -> Iterator[str]:
    for word in _WORD.findall(header.casefold()):
        if word not in _MEANINGLESS:
            yield from _WRITTEN_OUT.get(word, word).split()


def _list(lembar: Lembar) -> Mapping[frozenset[str], tuple[str, int]]:
    """The words of a header → its field and rank; of two fields with the same words the one that has them first."""
    ranked = [
        (rank, column.name, words)
        for column in KOLOM[lembar]
        for rank, words in enumerate((column.header, *column.words))
    ]
    found: dict[frozenset[str], tuple[str, int]] = {}
    for rank, name, words in sorted(ranked, key=lambda one: one[0]):
        found.setdefault(_words(words), (name, rank))
    return found


_PARTED = {
    lembar: frozenset(column.name for column in columns if column.isi in (Isi.JUMLAH, Isi.RUPIAH, Isi.TANGGAL))
    for lembar, columns in KOLOM.items()
}

_LISTS = {lembar: _list(lembar) for lembar in Lembar}
