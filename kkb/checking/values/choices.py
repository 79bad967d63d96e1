"""Words of which a column knows a few: a choice, or signed and not signed; and the word that a text nearly is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from kkb.blanks import BLANK, DASHES, NONE
from kkb.checking.values.letters import clean_text
from kkb.checking.values.status import LIKENESS_SUGGESTION, write_out
from kkb.programme import JenisLangkah, Putusan
from kkb.programme.columns import Kolom
from kkb.ticks import TICKS

_LONGEST_CHOICE = 100
_NOT_WORD = re.compile(r"[\W_]+")
_DENIES = re.compile(r"\b(?:tidak|tdk|bukan|belum|blm|jangan|tanpa)\b")

_SAME: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "jenis": {
        JenisLangkah.SOSIALISASI: (
            "penyuluhan", "disosialisasikan", "sosialisasi pokja", "sosialisasi kampung kb", "kegiatan sosialisasi",
        ),
        JenisLangkah.KOORDINASI: (
            "rapat koordinasi", "rakor", "pertemuan koordinasi", "musyawarah", "musyawarah desa", "musdes", "rapat",
            "koordinasi lintas sektor",
        ),
        JenisLangkah.KEBIJAKAN: (
            "kebijakan", "penyusunan kebijakan", "peraturan desa", "perdes", "penyusunan sk", "penyiapan sk",
            "penetapan sk", "penerbitan sk", "sk",
        ),
        JenisLangkah.SDM: (
            "sdm", "penyiapan sumber daya manusia", "pelatihan", "pembekalan", "peningkatan kapasitas", "orientasi",
            "penyiapan pengurus",
        ),
        JenisLangkah.PEMBENTUKAN: (
            "pembentukan", "dibentuk", "terbentuk", "pokja dibentuk", "pembentukan pokja kampung kb", "pengukuhan",
            "pembentukan kampung kb", "pembentukan kelompok kerja",
        ),
        JenisLangkah.LAINNYA: ("lain", "lain lain", "langkah lain", "kegiatan lain"),
    },
    "putusan": {
        Putusan.LANJUTKAN: ("dilanjutkan", "lanjut", "diteruskan", "teruskan", "dipertahankan", "tetap dilanjutkan"),
        Putusan.PERBAIKI: ("diperbaiki", "perbaikan", "perlu perbaikan", "perlu diperbaiki", "dibenahi", "benahi"),
        Putusan.HENTIKAN: (
            "dihentikan", "henti", "berhenti", "stop", "tidak dilanjutkan", "tidak lanjut", "diakhiri", "akhiri",
        ),
    },
    "tujuan": {
        "Data keluarga dan dokumen kependudukan": (
            "penyediaan data keluarga dan dokumen kependudukan", "data keluarga", "dokumen kependudukan",
            "data keluarga dokumen kependudukan",
        ),
        "Perubahan perilaku keluarga": ("perubahan perilaku", "perilaku keluarga"),
        "Cakupan layanan dan rujukan": (
            "cakupan layanan", "layanan dan rujukan", "peningkatan cakupan layanan dan rujukan",
        ),
        "Penataan lingkungan keluarga": ("penataan lingkungan", "lingkungan keluarga"),
    },
    "seksi": {
        "Keagamaan": ("agama", "fungsi agama", "fungsi keagamaan"),
        "Pendidikan": ("sosialisasi dan pendidikan", "fungsi pendidikan"),
        "Sosial budaya": ("sosbud", "sosial", "budaya"),
        "Kasih sayang": ("cinta kasih",),
        "Pembinaan lingkungan": ("lingkungan",),
    },
    "sumber_dana": {
        "Dana Desa": ("dd", "apbdes dana desa"),
        "APBD": ("apbd kabupaten", "apbd kab"),
        "Hibah/donasi": ("hibah", "donasi", "sumbangan"),
        "Swadaya masyarakat": ("swadaya", "swadaya warga", "iuran warga"),
    },
}  # fmt: skip
"""Field → choice → what officers write for it, in the form of `_fold`."""


class Choices:
    """The choices of one column."""

    def __init__(self, kolom: Kolom) -> None:
        same = _SAME.get(kolom.name, {})
        self._by_word = {_fold(word): choice for choice in kolom.choices for word in (choice, *same.get(choice, ()))}

    def find(self, text: str) -> str | None:
        """The choice that a text means, whatever its case and punctuation."""
        return self._by_word.get(_fold(text)) if len(text) <= _LONGEST_CHOICE else None

    def suggest(self, text: str) -> str | None:
        """The choice that a text nearly is; a suggestion, never taken silently. "tidak …" may be the opposite of it."""
        word = _fold(text) if len(text) <= _LONGEST_CHOICE else ""
        if not word or _DENIES.search(word):
            return None
        alike = [known for known in self._by_word if not _DENIES.search(known)]
        near = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=LIKENESS_SUGGESTION)
        return str(self._by_word[near[0]]) if near else None


def _fold(text: str) -> str:
    return " ".join(_NOT_WORD.sub(" ", clean_text(text).casefold()).split())


_YES = frozenset(
    {"sudah", "ya", "y", "ada", "sudah ada", "ttd", "tanda tangan", "bertanda tangan", "ditandatangani",
     "menandatangani", "menanda tangani", "tertanda", "hadir ttd", "1", "true", *TICKS}
)  # fmt: skip
_NO = frozenset(
    {"t", "0", "false", "belum ttd",
     "tidak ttd", "belum tanda tangan", "tidak tanda tangan", "belum menandatangani", "tidak menandatangani",
     "belum ditandatangani", "tidak ditandatangani"}
) | NONE | DASHES  # fmt: skip
"""A dash as well: beside the ticks of those who signed it says that one did not."""

_NOT_REPORTED = BLANK - _NO

_DONE = re.compile(r"^(?:sudah|telah)\s+(?=\S)")
_LONGEST_MARK = 60


def read_mark(text: str) -> tuple[bool | None, bool]:
    """What a cell of signatures says: True, False or None (not reported), and True if it was understood.

    A cross is not: it means yes in one office and no in another.
    """
    if len(text) > _LONGEST_MARK:
        return None, False
    word = write_out(clean_text(text).casefold())
    for written in (word, word.rstrip(".!")):
        if written in _NOT_REPORTED:
            return None, True
        if written in _YES or (_DONE.match(written) and _DONE.sub("", written) in _YES):
            return True, True
        if written in _NO:
            return False, True
    return None, False


def suggest_mark(text: str) -> str | None:
    """The word that an unknown one nearly is."""
    if len(text) > _LONGEST_MARK:
        return None
    words = ("Sudah", "Belum")
    near = process.extractOne(text, words, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=LIKENESS_SUGGESTION)
    return near[0] if near else None
