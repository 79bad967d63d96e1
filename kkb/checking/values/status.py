"""What a status cell says: the rung that its words (`kkb.status_words`) mean.

Blank is not "no": an empty cell, a dash and "belum diisi" report nothing, "Belum" and "Tidak Ada" report that
there is no Pokja.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from kkb.blanks import BLANK
from kkb.schema import RUNGS, RUNGS_BETWEEN, Tahap
from kkb.status_words import (
    INACTIVE_WORDS,
    NO_ANSWERS,
    NO_WORDS,
    RUNG_WORDS,
    STEPS_TOWARDS,
    YES_ANSWERS,
    YES_WORDS,
)
from kkb.ticks import CROSSES, TICKS

_COARSE: dict[str, Tahap] = {
    **dict.fromkeys((*YES_WORDS, *YES_ANSWERS, *TICKS), Tahap.TERBENTUK),
    **dict.fromkeys((*NO_WORDS, *NO_ANSWERS), Tahap.BELUM),
}
_BLANK = BLANK | {"belum ada status", "tidak ada status"}
_EXACT = {word: tahap for tahap, words in RUNG_WORDS.items() for word in words}
KNOWN_WORDS = {**_EXACT, **{word: tahap for word, tahap in _COARSE.items() if word not in TICKS}}
"""Every word that means a rung; docs/panduan.md names them all. Ticks are beside them."""

_RUNG_WORDS = [word for word in _EXACT if " " not in word]

_LONGEST_WORD = 100
"""A longer text is no status, and is not searched: patterns take their time on long texts."""

_FILLER = re.compile(
    r"\b(?:pokja|kelompok kerja|kampung kb|kampung keluarga berkualitas|kkb)\b|"
    r"^(?:status|(?:dalam )?tahap|tahapan)\b|\bpernah (?=(?:di)?sosialisasi)|"
    r"(?:(?<=terbentuk )|(?<=dibentuk )|(?<=aktif ))(?:kembali|lagi)$"
)
"""Words that say of what the status is, not which: "Sudah ada Pokja", "Tahap Sosialisasi"."""

_SHORT = {
    "sdh": "sudah", "udh": "sudah", "blm": "belum", "tdk": "tidak", "terbtk": "terbentuk", "dibtk": "dibentuk",
    "dlm": "dalam", "sdg": "sedang", "msh": "masih", "br": "baru", "tandatangan": "tanda tangan",
    "tp": "tapi", "tpi": "tapi", "kmrn": "kemarin",
}  # fmt: skip
_SHORT_WORD = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b\.?")

_EDGE = re.compile(r"^[\W_]+|[\W_]+$")

_PLANNED = re.compile(
    r"(?!belum|blm|tidak|(?:sudah|telah|terbentuk|ada|ya)\b[\w ]*[,;:(–-])"
    r".*\b(?:akan|rencana|direncanakan|segera|persiapan)\b"
)
"""What is only planned is no rung; most who write so mean Merintis, so that is suggested."""

LIKENESS_SUGGESTION = 75.0
"""Least likeness (0–100) at which an unknown word is answered with "maksudnya …?"."""

_LIKENESS_OF_WORD, _LIKENESS_JOINED = 60.0, 92.0
"""The same for each of several words, and for words that are not parted as they should be: "Baru terbentuk" is as near
to "Belum terbentuk" as a slip would be, and means the contrary."""

_HAS_DECREE = re.compile(r"(?:sudah |telah )?(?:ada|memiliki|punya|ber-?) ?sk|sk (?:(?:sudah |telah )?(?:ada|terbit))")
_DECREE_WORD = r"(?:sudah|telah|belum|tidak|tanpa|masih|menunggu|dalam|proses|ada|memiliki|punya|ber|terbit|menyusul)"
_DECREE_BEHIND = re.compile(
    r"(?P<head>\w[\w ]*?)(?P<stop>\s*[,;:(/–-]\s*|\s+)(?:(?:dan|tetapi|tapi|namun) )?"
    rf"(?P<before>(?:{_DECREE_WORD}[ -]?)*)sk(?:-?nya)?"
    rf"(?P<behind>(?: (?:{_DECREE_WORD}|desa|kades|diproses|hilang|rusak|ditanda ?tangani|ttd))*)"
)
"""What is told of the decree says nothing of the rung: "Terbentuk, belum ada SK"."""

_NO_DECREE = re.compile(r"belum (?:(?:ada|punya|memiliki|terbit) |ber-?)?sk(?:-?nya)?")
_TOWARDS = re.compile(
    r"(?:(?:sudah|telah|ada|baru|masih|sedang|dalam|selesai) )*(?:musdes|musyawarah(?: desa)?|rembuk desa|"
    r"(?:(?:proses|tahap|pembuatan|penyusunan|penerbitan|pengurusan|draft?|konsep|usulan|pengajuan) )+"
    r"(?:sk|ttd|tanda tangan)(?: (?:kades|kepala desa|desa|camat|pokja))*)"
)
"""A step towards the formation that has no name among the rungs: most who write so mean Merintis."""

_COMMITTED = re.compile(
    r"(?:(?:sudah|telah|ada) )*komitmen(?: (?:kades|kepala desa|desa|bpd|camat|dari|dan|sudah|telah|ada|tertulis|"
    r"ditanda ?tangani|ttd))*"
)
"""A promise in other words than the known ones: "Komitmen kades sudah ada"."""

_TIMES_BEFORE = re.compile(r"[1-9]\d? ?(?:x|kali) (?P<head>(?:di)?sosialisasi(?:kan)?)")
_TIMES_BEHIND = re.compile(
    r"(?P<head>.*(?:sosialisasi|sosialisasikan))[\s,(]+(?:[1-9]\d? ?(?:x|kali)|ke-? ?\d{1,2}|tahap \d{1,2}|"
    r"(?:pada |bulan |tahun |tanggal |tgl\.? )[\w ./-]*\d{4})"
)
_IN_PART = re.compile(r"(?P<step>sosialisasi |merintis |terbentuk )?(?:\d{1,2}(?:[.,]\d+)? ?%|0?[.,]\d+)")
"""A step that is done in part; a formation is Merintis then."""

_LATELY = re.compile(
    r"(?P<head>\w[\w ]*?)(?:\s*[,(–-]\s*baru(?: saja)?|"
    r"[\s,(–-]+(?:kemarin|(?:minggu|bulan|tahun) lalu|(?:minggu|bulan|tahun|hari) ini))"
)
"""When it came to be, in words that are no date: "Sudah terbentuk kemarin", "Terbentuk (baru)"."""

_MODIFIED = re.compile(r"(?P<how>masih|sedang|dalam|mulai|sudah|telah|baru|kini|saat ini)\s+(?P<rest>\S.*)")
_FORMING = frozenset({"membentuk", "dibentuk", "pembentukan"})
_UNDER_WAY = frozenset({"masih", "sedang", "dalam", "mulai"})

_TWO = re.compile(
    r"(?P<first>[^,;:(/]+?)(?:\s*[,;:(/]\s*|\.\s+|\s+[-–—]+\s*|[-–—]+\s+|\s+(?=tapi|tetapi|namun))"
    r"(?:(?:tapi|tetapi|namun|hanya|dan)\s+)?(?P<second>(?=.*[^\W\d_])\S.*)"
)
_ONCE = re.compile(r"(?:sudah )?pernah(?: (?:ada|terbentuk|dibentuk|membentuk|aktif))?")
"""What was, before a word of dissolution: "Pernah, sudah dibubarkan"."""

_NOT_FORMED = re.compile(r"(?:masih )?(?:belum|tidak) (?:terbentuk|dibentuk|membentuk)\b")

_PLAN_BEHIND = re.compile(
    r"(?:masih |baru |akan |di)*(?:akan|rencana)(?:nya|kan)?\b"
    r"(?!.*\b(?:sudah|telah|sedang|masih|proses|batal|belum|tidak|ada|sk)\b)"
)
_SAYS_MORE = re.compile(
    r"sosial|rintis|bentuk|proses|komitmen|batal|gagal|bubar|vakum|hapus|pernah|lapor|data\b|info|konfirmasi|\b(?:sk|"
    r"sudah|telah|ada|punya|memiliki|aktif|belum|tidak|tak|tanpa|bukan|non|ya|lupa|salah|jadi|lain|mati|pasif|mandek|"
    r"macet|berhenti|kecuali|tapi|tetapi|namun)\b"
)
"""In a remark behind a status: a rung, a yes, a denial, a report to come, so that the first word is no longer clear."""

_SAYS_HOW_FAR = re.compile(
    r"musdes|musyawarah|rapat|rembuk|siap|segera|hampir|tinggal|usul|aju|draf|konsep|sepakat|tunda|ulang|lama|"
    r"dulu|hanya|kurang|akan|rencana|calon|sebagian|\d"
)
"""The same: how far things are, which may be less or more than the first word says."""

_SHORTEST_REMARK = 4
"""Letters of a remark; fewer are another mark: "Y, T"."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a status cell says: a rung, a blank, an inactive Pokja, or a word that is none (with a suggestion).

    `is_mark` is True for yes/no marks ("Sudah", "v", "1"), which cannot tell the rungs in between apart.
    `is_unclear`: it may be either, and waits for an answer. `finer`: the rung that stands behind a no, and may be what
    is meant ("Belum - sosialisasi"). `legend` is the word by which the file explains a code.
    """

    tahap: Tahap | None = None
    is_blank: bool = False
    is_inactive: bool = False
    is_mark: bool = False
    suggestion: Tahap | None = None
    is_unclear: bool = False
    finer: Tahap | None = None
    legend: str = ""


def write_out(text: str) -> str:
    """A text in small letters with its short words written out: "sdh. tandatangan" → "sudah tanda tangan"."""
    return _SHORT_WORD.sub(lambda match: _SHORT[match[0].rstrip(".")], text)


@lru_cache(maxsize=1024)
def read_status(text: str) -> StatusReading:
    """Read one status word. Case, spaces and punctuation at the edges do not count; a question mark is a doubt."""
    # "sudah_terbentuk": a choice of a form, as it is kept.
    folded = " ".join(text.casefold().replace("_", " ").split()).replace(" %", "%")
    if len(folded) > _LONGEST_WORD or folded in CROSSES:
        return StatusReading()
    folded = write_out(folded)
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
    if (reading := _read_phrase(word) or _read_phrase(bare)) is not None:
        return reading
    if (match := _IN_PART.fullmatch(folded)) and match["step"] == "sosialisasi ":
        return StatusReading(suggestion=Tahap.SOSIALISASI)
    if match or _PLANNED.match(word):
        return StatusReading(suggestion=Tahap.MERINTIS)
    near = process.extractOne(word, [*_EXACT, "belum"], scorer=fuzz.ratio, score_cutoff=LIKENESS_SUGGESTION)
    if near is None or not _is_slip(word, near[0]):
        return StatusReading()
    return StatusReading(suggestion=_EXACT.get(near[0], Tahap.BELUM))


def _read_phrase(word: str) -> StatusReading | None:
    """A rung with something beside it that does not change it, or that says how far it is; None for anything else."""
    if _HAS_DECREE.fullmatch(word):
        return StatusReading(Tahap.TERBENTUK)
    if _NO_DECREE.fullmatch(word):
        return StatusReading(suggestion=Tahap.BELUM)
    if match := _DECREE_BEHIND.fullmatch(word):
        is_apart = bool(match["stop"].strip())
        reading = read_status(match["head"])
        told = (match["before"] + match["behind"]).strip()
        # "Belum ada SK" says nothing of the Pokja, and "Belum (proses SK)" may be Merintis.
        is_clear = reading.tahap is not Tahap.BELUM or told.startswith(("belum", "tidak", "tanpa"))
        if reading.tahap is not None and is_clear and (is_apart or (told and not reading.is_mark)):
            return reading
        if is_apart and (told == "menyusul" if reading.tahap else reading.suggestion is Tahap.MERINTIS):
            return StatusReading(suggestion=reading.tahap or reading.suggestion)
    if word in STEPS_TOWARDS or _TOWARDS.fullmatch(word):
        return StatusReading(suggestion=Tahap.MERINTIS)
    if _COMMITTED.fullmatch(word):
        return StatusReading(suggestion=Tahap.KOMITMEN)
    if match := _TIMES_BEFORE.fullmatch(word) or _TIMES_BEHIND.fullmatch(word):
        reading = read_status(match["head"])
        return reading if reading.tahap is Tahap.SOSIALISASI else None
    if (match := _LATELY.fullmatch(word)) and read_status(match["head"]).tahap in (Tahap.TERBENTUK, *RUNGS_BETWEEN):
        return read_status(match["head"])
    match = _MODIFIED.fullmatch(word)
    return (_modify(match["how"], match["rest"]) if match else None) or _read_two(word)


def _read_two(word: str) -> StatusReading | None:
    """Two statuses in one cell that agree ("Ya, sudah"), or a no and the rung before it ("Belum, masih sosialisasi").

    Behind a mere no a bare word may be what is denied: "Belum - sosialisasi" waits for an answer.
    """
    match = _TWO.fullmatch(word)
    if match is None:
        return None
    first, second = read_status(match["first"]), read_status(match["second"])
    if second.is_inactive and (first.tahap is Tahap.TERBENTUK or _ONCE.fullmatch(match["first"])):
        return second
    if Tahap.KOMITMEN in (first.tahap, first.suggestion) and _NOT_FORMED.match(match["second"]):
        return StatusReading(suggestion=Tahap.KOMITMEN)
    if first.tahap is None:
        return None
    if second.tahap is None:
        return None if "/" in word else _with_remark(first, second, match["second"])
    if first.tahap is second.tahap:
        return StatusReading(first.tahap, is_mark=first.is_mark and second.is_mark)
    if first.tahap in RUNGS_BETWEEN and _NOT_FORMED.match(match["second"]):
        return first
    is_not_formed = _NOT_FORMED.match(match["first"]) is not None
    if first.tahap is not Tahap.BELUM or second.tahap not in RUNGS_BETWEEN or not (first.is_mark or is_not_formed):
        return None
    is_sure = is_not_formed or _MODIFIED.match(match["second"])
    return StatusReading(second.tahap) if is_sure else replace(first, finer=second.tahap)


def _with_remark(status: StatusReading, read: StatusReading, remark: str) -> StatusReading | None:
    """A status with free words behind it ("Belum, masih koordinasi"): read, or suggested where they may say more.

    Behind a yes they are only suggested: a Pokja is not counted for what nobody can read.
    """
    if status.tahap is Tahap.BELUM and _PLAN_BEHIND.match(remark):
        return status
    is_known = read.is_blank or read.is_inactive or read.suggestion is not None
    if is_known or len(remark) < _SHORTEST_REMARK or _SAYS_MORE.search(remark):
        return None
    if any(process.extractOne(word, _RUNG_WORDS, score_cutoff=LIKENESS_SUGGESTION) for word in remark.split()):
        return None
    is_clear = _SAYS_HOW_FAR.search(remark) is None
    if status.tahap is Tahap.BELUM or status.tahap in RUNGS_BETWEEN:
        return status if is_clear else StatusReading(suggestion=status.tahap)
    return StatusReading(suggestion=status.tahap) if is_clear else None


def _modify(how: str, rest: str) -> StatusReading | None:
    """What "masih", "sedang", "baru" … make of the words behind them; None where they leave it unclear."""
    if how in _UNDER_WAY and rest in _FORMING:
        return StatusReading(Tahap.MERINTIS)
    if how == "baru" and rest in ("terbentuk", "dibentuk"):
        return StatusReading(Tahap.TERBENTUK)
    reading = read_status(rest)
    if reading.tahap in (Tahap.MERINTIS, Tahap.SOSIALISASI):
        return reading
    if how in ("sudah", "telah"):
        return reading if reading.is_inactive else None
    is_still = reading.tahap is Tahap.BELUM or reading.is_mark
    return reading if is_still and how in ("masih", "kini", "saat ini") else None


def _is_slip(word: str, known: str) -> bool:
    """True if each of the words is like the one in its place: a slip of the hand, and not another word."""
    said, meant = word.split(), known.split()
    if len(said) != len(meant):
        return fuzz.ratio("".join(said), "".join(meant)) >= _LIKENESS_JOINED
    return all(fuzz.ratio(one, other) >= _LIKENESS_OF_WORD for one, other in zip(said, meant, strict=True))


def read_ticked(text: str) -> StatusReading:
    """Read what was ticked: one column ("Sudah"), or the steps of one way ("Sosialisasi + Merintis + Terbentuk").

    Steps that were all taken mean the highest of them; a tick under Belum or Tidak beside another one means nothing.
    Komitmen is no step: beside another tick it says nothing of the Pokja. Steps of the guideline that are no rungs say
    nothing beside Terbentuk, and make Merintis likely before it.
    """
    parts = [part.rstrip("? ") for part in text.split(" + ")]
    rungs = [part for part in parts if part.casefold() not in STEPS_TOWARDS]
    reading = _highest([read_status(part) for part in rungs]) if rungs else StatusReading()
    if len(rungs) == len(parts) or reading.tahap is Tahap.TERBENTUK:
        return reading
    is_likely = not rungs or reading.tahap in (Tahap.SOSIALISASI, Tahap.MERINTIS)
    return StatusReading(suggestion=Tahap.MERINTIS) if is_likely else StatusReading()


def _highest(parts: list[StatusReading]) -> StatusReading:
    parts = [part for part in parts if part.tahap is not Tahap.KOMITMEN] or parts
    if len(parts) == 1:
        return parts[0]
    rungs = [part.tahap for part in parts if part.tahap in RUNGS and part.tahap is not Tahap.BELUM]
    return StatusReading(max(rungs, key=RUNGS.index)) if len(rungs) == len(parts) else StatusReading()
