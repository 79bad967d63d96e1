"""Status words of recaps and the rung each one means.

Blank is not "no": an empty cell, a dash and "belum diisi" report nothing, "Belum" and "Tidak Ada" report that
there is no Pokja.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from kkb.blanks import BLANK, NONE
from kkb.schema import RUNGS, Tahap
from kkb.ticks import CROSSES, TICKS

_WORDS: dict[Tahap, tuple[str, ...]] = {
    Tahap.TERBENTUK: (
        "terbentuk", "sudah terbentuk", "telah terbentuk", "sudah membentuk", "telah membentuk", "dibentuk",
        "sudah dibentuk", "telah dibentuk", "sk terbit", "membentuk",
    ),
    Tahap.MERINTIS: (
        "merintis", "rintisan", "perintisan", "dirintis", "mulai merintis", "sedang merintis", "proses",
        "dalam proses", "sedang proses", "proses pembentukan", "dalam proses pembentukan", "sedang dibentuk",
        "sudah merintis", "sudah proses", "sudah rintisan",
    ),
    Tahap.SOSIALISASI: (
        "sosialisasi", "sudah sosialisasi", "telah sosialisasi", "baru sosialisasi", "sosialisasi saja",
        "sudah disosialisasikan", "disosialisasikan",
    ),
    Tahap.KOMITMEN: ("komitmen", "sudah komitmen", "komitmen bersama", "tanda tangan komitmen"),
    Tahap.BELUM: (
        "belum terbentuk", "belum membentuk", "belum dibentuk", "tidak terbentuk", "belum sosialisasi",
        "belum disosialisasikan", "belum merintis", "belum proses",
    ),
}  # fmt: skip
_COARSE: dict[str, Tahap] = {
    **dict.fromkeys(("ya", "sudah", "ada", "aktif", "1", "true", "y", *TICKS), Tahap.TERBENTUK),
    **dict.fromkeys(("sudah ada", "telah ada", "memiliki", "sudah memiliki"), Tahap.TERBENTUK),
    **dict.fromkeys((*NONE, "blm", "0", "false", "t"), Tahap.BELUM),
    **dict.fromkeys(("belum memiliki", "tidak memiliki"), Tahap.BELUM),
}
_BLANK = BLANK | {"belum ada status", "tidak ada status"}
INACTIVE_WORDS = frozenset(
    {"tidak aktif", "non aktif", "nonaktif", "non-aktif", "tak aktif", "dihapus", "hapus", "bubar", "dibubarkan",
     "vakum"}
)  # fmt: skip
"""A Pokja that ended, or sleeps: a question."""

_EXACT = {word: tahap for tahap, words in _WORDS.items() for word in words}
KNOWN_WORDS = {**_EXACT, **{word: tahap for word, tahap in _COARSE.items() if word not in TICKS}}
"""Every word that means a rung; docs/panduan.md names them all. Ticks are beside them."""

_LONGEST_WORD = 100
"""A longer text is no status, and is not searched: patterns take their time on long texts."""

_FILLER = re.compile(
    r"\b(?:pokja|kelompok kerja|kampung kb|kampung keluarga berkualitas|kkb)\b|^(?:status|tahap|tahapan)\b"
)
"""Words that say of what the status is, not which: "Sudah ada Pokja", "Tahap Sosialisasi"."""

_SHORT = {"sdh": "sudah", "udh": "sudah", "blm": "belum", "tdk": "tidak", "terbtk": "terbentuk"}
_SHORT_WORD = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b\.?")

_EDGE = re.compile(r"^[\W_]+|[\W_]+$")

_PLANNED = re.compile(r"(?!belum|blm|tidak).*\b(?:akan|rencana|direncanakan|segera|persiapan)\b")
"""What is only planned is no rung; most who write so mean Merintis, so that is suggested."""

LIKENESS_SUGGESTION = 75.0
"""Least likeness (0–100) at which an unknown word is answered with "maksudnya …?"."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a status cell says: a rung, a blank, an inactive Pokja, or a word that is none (with a suggestion).

    `is_mark` is True for yes/no marks ("Sudah", "v", "1"), which cannot tell the rungs in between apart.
    """

    tahap: Tahap | None = None
    is_blank: bool = False
    is_inactive: bool = False
    is_mark: bool = False
    suggestion: Tahap | None = None


@lru_cache(maxsize=1024)
def read_status(text: str) -> StatusReading:
    """Read one status word. Case, spaces and punctuation at the edges do not count; a question mark is a doubt."""
    folded = " ".join(text.casefold().split())
    if len(folded) > _LONGEST_WORD or folded in CROSSES:
        return StatusReading()
    folded = _SHORT_WORD.sub(lambda match: _SHORT[match[0].rstrip(".")], folded)
    if folded in _BLANK:
        return StatusReading(is_blank=True)
    if folded in _COARSE:
        return StatusReading(_COARSE[folded], is_mark=True)
    if "?" in folded:
        return StatusReading(suggestion=read_status(folded.replace("?", " ")).tahap)
    word = _EDGE.sub("", folded)
    if word in _BLANK:
        return StatusReading(is_blank=True)
    if word in _COARSE:
        return StatusReading(_COARSE[word], is_mark=True)
    if word in INACTIVE_WORDS:
        return StatusReading(is_inactive=True)
    if word in _EXACT:
        return StatusReading(_EXACT[word])
    bare = " ".join(_EDGE.sub("", _FILLER.sub(" ", word)).split())
    if bare and bare != word and (bare in _COARSE or bare in _EXACT or bare in INACTIVE_WORDS):
        return read_status(bare)
    if _PLANNED.match(word):
        return StatusReading(suggestion=Tahap.MERINTIS)
    near = process.extractOne(word, [*_EXACT, "belum"], scorer=fuzz.ratio, score_cutoff=LIKENESS_SUGGESTION)
    return StatusReading(suggestion=_EXACT.get(near[0], Tahap.BELUM) if near else None)


def read_ticked(text: str) -> StatusReading:
    """Read what was ticked: one column ("Sudah"), or the steps of one way ("Sosialisasi + Merintis + Terbentuk").

    Steps that were all taken mean the highest of them; a tick under Belum or Tidak beside another one means nothing.
    Komitmen is no step: beside another tick it says nothing of the Pokja.
    """
    parts = [read_status(part.rstrip("? ")) for part in text.split(" + ")]
    parts = [part for part in parts if part.tahap is not Tahap.KOMITMEN] or parts
    if len(parts) == 1:
        return parts[0]
    rungs = [part.tahap for part in parts if part.tahap in RUNGS and part.tahap is not Tahap.BELUM]
    return StatusReading(max(rungs, key=RUNGS.index)) if len(rungs) == len(parts) else StatusReading()
