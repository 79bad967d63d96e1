"""What the words around a column say of its numbers: "(juta Rp)" are no rupiah, "(KK)" and "(L)" no persons."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kkb.programme.columns import Isi

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
