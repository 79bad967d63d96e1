"""What the words above a column mean: header text → field, with how sure that is.

Recaps are written by many hands, so a header is judged by its set of words: it is a field's only if every word
belongs to that field's vocabulary ("Nama Desa" is desa, "Nama Kepala Desa" is not).
"""

from __future__ import annotations

import re
from functools import lru_cache

from kkb.calendar_words import MONTH_BY_WORD, MONTHS_OF_PART, PACKED_FORM, any_of
from kkb.recap_columns import ATTRIBUTES, Kind
from kkb.status_words import STEPS_TOWARDS

_WORD = re.compile(r"[^\W_]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DATE = _set("tanggal tgl tahun thn th bulan bln waktu")
_NUMBER = _set("no nomor nomer nmr")
_FILLER = _set("dan atau per di pada saat ini sekarang terakhir yang data")
_MONTHS = frozenset(MONTH_BY_WORD)
_POKJA = _set("pokja kampung kb kkb keluarga berkualitas kelompok kerja")
_SK = _set("sk skep keputusan surat kepdes perdes kepala kades desa lurah bupati")
_OVER_DECREE = _set("penetapan tentang berapa legalitas dasar hukum landasan")
_MERE_HEAD = _set(
    "hasil data uraian rincian informasi info monev monitoring evaluasi pemantauan pendataan verifikasi pengecekan "
    "pemeriksaan kunjungan lapangan tim berkas dokumen arsip"
)
_BODIES = _set("kelembagaan lembaga")
_OF_BODY = {
    frozenset({"status", "lembaga"}): ("status", 3),
    frozenset({"tmt", "lembaga"}): ("tanggal", 1),
    frozenset({"dasar", "hukum"}): ("no_sk", 3),
    frozenset({"tgl", "dasar", "hukum"}): ("tanggal_sk", 5),
}
"""Headers of an export that calls the Pokja a body of the desa, and its decree a legal basis: these alone, for beside
other words they may be of any body."""
_CORRECTED = re.compile(r"\b(?:(?:yang|yg)\s+(?:benar|betul)|seharusnya|sebenarnya|pembetulan)\b", re.IGNORECASE)
"""Beside "Semula" in a correction: what is to be read. It goes before a header of the same field without it."""

_SURER_CORRECTED = 20
_LAUNCH = _set("pencanangan dicanangkan launching peluncuran diluncurkan launcing")
_FOUNDING = _set("berdiri pendirian didirikan")
_END = _set("bubar dibubarkan pembubaran bubarnya dibubarkannya")
_FORMATION = _set("pembentukan terbentuk dibentuk dibtk bentuk terbentuknya") | _FOUNDING
_SINCE = _set("sejak mulai tmt terhitung")
_PLACE = _set("desa kelurahan kel ds desakel")
_KECAMATAN = _set("kecamatan kec")
_FORMAT = _set("dd mm yyyy yy hh bb tttt hari contoh format")

_IF = _set("jika bila kalau apabila")
_IF_SO = _IF | _set("ya sudah sdh ada")
_WHEN = re.compile(r"\b(?:kapan(?:kah)?|(?:tanggal|tgl|tahun|thn|bulan|waktu)\s+berapa)\b", re.IGNORECASE)
_WHEN_WORDS = _IF_SO | _set("kapan kapankah berapa pada di ini tersebut itu anda saudara")
_BY_MUSDES = re.compile(r"\(\s*musdes\s*\)", re.IGNORECASE)
"""By what a Pokja was formed on its day: "Tgl dibentuk (musdes)"."""

_LETTERS_OF_RUNGS = re.compile(r"[btmskyv](?:\s*/\s*[btmskyv]){1,4}", re.IGNORECASE)
"""A header that is nothing but the letters below it: "T/M/B"."""

_IN_LETTERS = re.compile(r"\(\s*(?:y\s*/\s*[tn]|v\s*/\s*x)\s*\)")
"""The letters that answer a question: "Pokja sudah terbentuk? (Y/T)"."""

_NUMBERED = re.compile(r"\d{1,2}[.)]\s*(?=[^\W\d])")
"""The number of a question before its words: "4. Kapan Pokja dibentuk?"."""

# A column of ticks under "Belum" or "Sudah Sosialisasi" says something else than ticks under "Terbentuk": such a
# word counts as a status header only where the header names the choice ("Sudah/Belum").
_NO = _set("belum tidak blm tdk")
_LOWER_RUNG = _NO | _set("merintis rintisan proses sosialisasi komitmen")
_UNDER_WAY = _set("dalam dlm sedang sdg masih msh")
_FORMING = _set("pembentukan dibentuk membentuk")
_SEPARATOR = re.compile(r"[/|,;:()–-]|\batau\b")
_YES = _set("sudah terbentuk ada ya sdh")
_PERIOD = _set("tahun thn th bulan bln ke i ii iii iv").union(*map(str.split, MONTHS_OF_PART))
"""Words that with a year say for when a column speaks: "Status Tahun 2023", "Pokja Triwulan II 2023"."""

_TURN = _set("semula menjadi sebelum sebelumnya sesudah")
"""Words that say so of a status alone: before something and after it."""

_AFFIRMED = _LOWER_RUNG | _YES | _set("telah dibentuk bentuk membentuk aktif y t")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")
"""Where a word was parted by hand to fit its column: "Pemben- tukan"."""

_IN_BRACKETS = re.compile(r"\([^()]*\)")
"""No bracket within brackets: \"(((\" would be gone through anew at each of them."""

_YEAR_HEADER = re.compile(r"(?:tahun|thn|th)?\.?\s*(20[0-4]\d)", re.IGNORECASE)
_PERIOD_MARK = re.compile(
    rf"\b(?:20\d\d|\d\d?[./-]\d\d?[./-]\d\d|(?:{any_of(MONTHS_OF_PART)})\b\.?\s*(?:ke\b-?\s*)?\w+)\b"
)
_DATE_PARTS = {
    **dict.fromkeys(("tgl", "tanggal", "tg", "hari", "hr"), "day"),
    **dict.fromkeys(("bln", "bulan", "bl"), "month"),
    **dict.fromkeys(("thn", "tahun", "th"), "year"),
}
_STATUS_IN_SHORT = _set("st sts stat")
_STATUS_CORE = _set("status kondisi keadaan tahap tahapan progres perkembangan")
_STATUS = (
    _STATUS_CORE | _POKJA | _FORMATION | _LOWER_RUNG | _YES | _FILLER | _MONTHS | _PLACE
    | _set("aktif komitmen keaktifan keberadaan ket keterangan tanggal realisasi apakah saudara anda v")
    | _set("beri tanda centang bila jika isi bagaimana sampai mana di")
    | _set("adakah sudahkah membentuk memiliki mempunyai punya bapak ibu posisi")
)  # fmt: skip

_BESIDE = _set("aktif keaktifan komitmen ket keterangan")
FORMED = "Terbentuk"
STEP_WORDS = {
    "Sosialisasi": _set("sosialisasi disosialisasikan sosialisasikan"),
    "Merintis": _set("merintis rintisan perintisan dirintis proses"),
    FORMED: _FORMATION - _FOUNDING | _set("membentuk pokja"),
}
STEPS = tuple(STEP_WORDS)
"""From the lowest to the highest."""

_ROMAN = _set("i ii iii iv")
_NUMERAL = re.compile(r"^\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]+\s*(?=[^\W\d_]{3})", re.IGNORECASE)
"""In front of one of several headers: "1. Sosialisasi", "b) Merintis"."""

_OVER_STEPS = re.compile(
    r"\b(?:proses|hasil|persiapan|pelaksanaan|awal|akhir|(?:(?:yang|yg)\s+)?(?:sudah|sdh|telah)\s+(?:dilalui|dicapai))\b",
    re.IGNORECASE,
)
_ASKING = _set("sudahkah adakah dilakukan dilaksanakan pernah telah memiliki punya").union(
    _STATUS, *STEP_WORDS.values()
)


_LONGEST_HEADER = 500
"""Letters of a header that are looked at, and handed on: a cell may hold 32,767, and every one of them costs time."""


def header_text(text: str) -> str:
    """The text of a cell as a header: no letters that cannot be seen, one space between words, no novel."""
    folded = fold_space(text)
    # A control character stands in no place where a header is shown, and no database stores a NUL.
    return (folded if folded.isprintable() else "".join(filter(str.isprintable, folded)))[:_LONGEST_HEADER]


def fold_space(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def words_of(text: str) -> set[str]:
    """The words of a text in small letters."""
    return set(_WORD.findall(text.casefold()))


@lru_cache(maxsize=4096)
def recognise(header: str) -> tuple[str, int] | None:
    """The field a header names and how specific it is (higher wins), or None.

    "No. SK Pokja" → ("no_sk", 10); "SK" → ("no_sk", 4); "Nama Kepala Desa" → None.
    """
    header = _join_letters(header)
    corrected = _CORRECTED.sub(" ", header)
    if corrected != header and (verdict := _recognise(corrected)) is not None:
        return verdict[0], verdict[1] + _SURER_CORRECTED
    verdict = _recognise(header)
    if verdict is None and _HYPHENATED.search(header):
        return _recognise(_HYPHENATED.sub("", header))
    return verdict


def field_named(header: str) -> str:
    """The field that a header names; "" for none."""
    verdict = recognise(header)
    return verdict[0] if verdict is not None else ""


def sureness_of(header: str) -> int:
    """How specific the field is that a header names; 0 for none."""
    verdict = recognise(header)
    return verdict[1] if verdict is not None else 0


def _join_letters(header: str) -> str:
    """ "D E S A" → "DESA", as it is written to fill a cell, or with a letter on each line."""
    letters = header.split(" ")
    is_spaced = len(letters) > 1 and all(len(letter) == 1 and letter.isalpha() for letter in letters)
    return "".join(letters) if is_spaced else header


def _recognise(header: str) -> tuple[str, int] | None:
    if numbered := _NUMBERED.match(header):
        header = header[numbered.end() :]
    words = _WORD.findall(header.casefold())
    if not words or len(words) > 12:
        return None
    if _LETTERS_OF_RUNGS.fullmatch(header.strip()) and {"t", "b"} <= set(words):
        return "status", 2
    if (of_body := _OF_BODY.get(frozenset(words))) is not None:
        return of_body
    found = _spelled_out(_unasked(header, set(words)))
    if "idm" in found:
        return None  # the index of desa (Mandiri, Maju, Berkembang, Tertinggal) is no rung and no class of ours
    if found & _DATE:
        found = _without_hints(found)
    if found & _FORMATION and _BY_MUSDES.search(header):
        found = found - {"musdes"}
    for judge in (_number, _code, _decree, _date, _attribute, _place):
        verdict = judge(found)
        if verdict is not None:
            return verdict
    return _status(found, header.casefold())


def affirms_rung(own: str, upper: str = "") -> bool:
    """True for a header under which a tick says one thing of the Pokja: "Sudah", "Belum", "Merintis".

    `upper` is the header it stands under: "Status Pokja" leaves it what it is, "Sosialisasi" makes it a fact of
    something else.
    """
    words = _plain(words_of(_bare(own)))
    if not words & _AFFIRMED or "status" in words or not words <= _STATUS | _AFFIRMED | {"memiliki"}:
        return False
    if words & _LOWER_RUNG and _names_choice(own.casefold()):
        return False
    return is_of_status(own, upper)


def is_of_status(own: str, upper: str) -> bool:
    """True if what stands over a header leaves it a word of the status: nothing, a period, "Status Pokja".

    "Proses" over a step ("Merintis") and "Hasil" over "Terbentuk" change nothing; over "Sudah" they would.
    """
    if step_of(own) is not None or is_step_towards(own):
        upper = _OVER_STEPS.sub("", upper)
    above = words_of(upper)
    if all(word in _PERIOD | _MONTHS | _FILLER or word.isdigit() for word in above):
        return True
    verdict = recognise(upper)
    return not above & _LOWER_RUNG and verdict is not None and verdict[0] in ("status", "keterangan")


@lru_cache(maxsize=4096)
def step_of(own: str) -> str | None:
    """The step that a header asks for, where its cells answer yes or no: "Sudahkah dirintis?" → "Merintis"."""
    words = _plain(words_of(_bare(own)) - _ROMAN)
    if not words <= _ASKING or words & (_NO | _BESIDE | _DATE):
        return None
    for step, named in STEP_WORDS.items():
        if words & named:
            return step
    return None


def is_step_towards(own: str) -> bool:
    """True for a step of the guideline that is no rung: "Koordinasi", "3. Penyiapan SDM"."""
    return fold_space(_bare(own)).casefold() in STEPS_TOWARDS


def _bare(own: str) -> str:
    """A header without its numeral and what it has in brackets."""
    return _IN_BRACKETS.sub("", _NUMERAL.sub("", own))


def _plain(words: set[str]) -> set[str]:
    """The words of a rung without those that say it is under way: "Dalam Proses" and "Sedang Dibentuk" are "Proses"."""
    if words & _UNDER_WAY and words & _FORMING:
        words = words - _FORMING | {"proses"}
    return words - _UNDER_WAY if words & _LOWER_RUNG else words


def stands_for_decree(header: str) -> bool:
    """True for what heads the decree of a formation and its date alike: "Dasar Pembentukan", "Legalitas Pokja"."""
    words = words_of(header)
    return bool(words & _OVER_DECREE) and words <= _OVER_DECREE | _FORMATION | _POKJA | _SK


def is_mere_head(header: str) -> bool:
    """True for what stands over columns and says nothing of them: "Hasil", "Hasil Monev", "Data Pokja"."""
    words = words_of(header)
    return bool(words & _MERE_HEAD) and words <= _MERE_HEAD | _POKJA | _FILLER


def is_pokja_among_bodies(upper: str, own: str) -> bool:
    """True for the Pokja of the Kampung KB among the bodies of a desa: "Kelembagaan di desa" over "TPPS", "Pokja KKB".

    A bare "Pokja" or "Status" may be that of any of them.
    """
    above, words = words_of(upper), words_of(own)
    is_head = bool(above & _BODIES) and above <= _BODIES | _PLACE | _FILLER
    return is_head and names_pokja(own) and bool(words & {"kampung", "kb", "kkb"}) and recognise(own) is not None


def is_beside_pokja(header: str) -> bool:
    """True for a status of something near the Pokja: of the Kampung KB, of whether it is active, of another time."""
    words = words_of(header)
    return _is_of_kampung(words) or bool(words & {"aktif", "keaktifan"}) or bool(period_of(header))


def names_pokja(header: str) -> bool:
    """True for a header that names the Pokja itself."""
    return bool(words_of(header) & {"pokja", "kelompok"})


def is_bare_day(header: str) -> bool:
    """True for "Tanggal" or "Tgl." alone."""
    return _WORD.findall(header.casefold()) in (["tanggal"], ["tgl"])


def has_date_word(header: str) -> bool:
    """True for a header that speaks of a date, alone or beside something else ("Nomor dan Tanggal SK")."""
    return bool(words_of(header) & _DATE)


def tick_text(own: str) -> str:
    """A tick column's header as it is handed on: "1. Sudah (v)" → "Sudah", "Pembentukan Pokja" → "Terbentuk"."""
    if step_of(own) == FORMED and not affirms_rung(own):
        return FORMED
    return fold_space(_bare(own)) or own


def year_of(own: str) -> int | None:
    """The year that a column of a wide layout stands for: "2018", "Th. 2018"."""
    match = _YEAR_HEADER.fullmatch(own)
    return int(match[1]) if match else None


def period_of(header: str) -> tuple[str, ...]:
    """What a header says of when: "Status Triwulan II 2023" → ("triwulan ii", "2023"); () if nothing."""
    folded = header.casefold()
    marks = [fold_space(mark) for mark in _PERIOD_MARK.findall(folded)]
    words = _WORD.findall(folded)
    days = [word for word in words if word.isdigit() and word not in marks] if marks else []
    turns = [word for word in words if word in _TURN] if "status" in words else []
    return (*marks, *days, *(word for word in words if word in _MONTHS), *turns)


def is_period(header: str) -> bool:
    """True for a header that says when and nothing else: "Triwulan II 2023", "Periode 2022", "Mei"."""
    words = _WORD.findall(header.casefold())
    return bool(period_of(header)) and all(w.isdigit() or w in _PERIOD | _MONTHS | {"periode"} for w in words)


def date_part(own: str) -> str | None:
    """ "day", "month" or "year" for one of the columns Tgl, Bln, Thn that make one date together."""
    words = _WORD.findall(own.casefold())
    return _DATE_PARTS.get(words[0]) if len(words) == 1 else None


def _is_of_kampung(words: set[str]) -> bool:
    """True if a header speaks of the Kampung KB and not of its Pokja, which a desa may have much later."""
    return bool(words & {"kampung", "kb", "kkb"}) and not words & {"pokja", "kelompok"}


def _unasked(header: str, words: set[str]) -> set[str]:
    """The words of a header without those that make it a question: "Jika sudah, kapan?" is "Tanggal"."""
    if words & _IF:
        words = words - _IF_SO
    if not _WHEN.search(header):
        return words
    formation = {"dibentuk"} if "membentuk" in words else set()
    place = _PLACE if words & _POKJA else set()
    return (words - _WHEN_WORDS - place - {"membentuk"}) | {"tanggal"} | formation


def asks_when_so(header: str) -> bool:
    """True for a question for the day of what stands left of it: "Bila ya, kapan?"."""
    return _WHEN.search(header) is not None and recognise(header) in (("tanggal", 1), ("tanggal", 2))


def _spelled_out(words: set[str]) -> set[str]:
    """The words with those in full that exports shorten: nm_desa, st_pokja. "St" may be of anything but the Pokja."""
    if "nm" in words:
        words = words - {"nm"} | {"nama"}
    return words - _STATUS_IN_SHORT | {"status"} if words & _STATUS_IN_SHORT and "pokja" in words else words


def _without_hints(words: set[str]) -> set[str]:
    """The words without those that only say how to write a date: "(dd/mm/yyyy)", "(contoh: 2 Mei 2018)"."""
    example = {word for word in words if word.isdigit()} | _MONTHS if "contoh" in words else set()
    return {word for word in words - _FORMAT - example if not PACKED_FORM.fullmatch(word)}


def _number(words: set[str]) -> tuple[str, int] | None:
    return ("no", 3) if words & (_NUMBER | {"urut"}) and words <= _NUMBER | {"urut"} else None


def _code(words: set[str]) -> tuple[str, int] | None:
    # A column named "ID" alone numbers the rows as often as it holds a code.
    if words == {"id"} or not words & {"kode", "kd", "id"}:
        return None
    if not words <= {"kode", "kd", "id", "wilayah", "wil", "kemendagri"} | _PLACE:
        return None
    return "kode_desa", 2 + ("kemendagri" in words) + bool(words & (_PLACE | {"wilayah", "wil"}))


def _decree(words: set[str]) -> tuple[str, int] | None:
    # "Kep." alone may be that of a Kepala Desa: a number or a day beside it tells.
    is_kep = "kep" in words and bool(words & (_NUMBER | _DATE))
    if not words & {"sk", "skep", "keputusan", "kepdes"} and not is_kep:
        return None
    if not words <= _SK | {"kep"} | _POKJA | _DATE | _NUMBER | _FILLER | _FORMATION | _OVER_DECREE:
        return None
    has_number, has_date = bool(words & _NUMBER), bool(words & _DATE)
    if has_date and not has_number:
        return "tanggal_sk", (10 if words & {"tanggal", "tgl"} else 6) - _is_of_kampung(words)
    sure = {(True, False): 10, (True, True): 8, (False, False): 4}[has_number, has_date]
    return "no_sk", sure - _is_of_kampung(words)


def _date(words: set[str]) -> tuple[str, int] | None:
    vocabulary = _DATE | _POKJA | _PLACE | _FILLER
    if words & _LAUNCH and words <= vocabulary | _LAUNCH:
        return "tanggal_pencanangan", 5 if words & _DATE else 2
    if words & _END and words & (_DATE | {"pada", "per", "sejak"}) and words <= vocabulary | _END | _SINCE:
        return "tanggal_bubar", 9
    if words & _SINCE and words <= _SINCE | _DATE | _FORMATION | _POKJA | _FILLER | {"masa"}:
        return "tanggal", (8 if words & _FORMATION else 2) - _is_of_kampung(words)
    if words & _DATE and words & (_FORMATION | _POKJA) and words <= vocabulary | _FORMATION:
        if words & _PLACE and not words & _POKJA:
            # A desa is founded as well: such a day stands back, and one of "berdiri" is none of a Pokja.
            return None if words & _FOUNDING else ("tanggal", 0)
        sure = (9 if words & {"tanggal", "tgl"} else 8) if words & _FORMATION else 7
        return "tanggal", sure - 5 * _is_of_kampung(words)
    return ("tanggal", 1) if words <= _DATE else None


def _attribute(words: set[str]) -> tuple[str, int] | None:
    for column in ATTRIBUTES:
        named = {*column.words, *column.weaker_words}
        # Free words are often announced in some.
        others = _POKJA.union(column.other_words, _FILLER if column.kind is Kind.NOTE else ())
        if words & named and words <= named | others:
            return column.name, 4 if words.intersection(column.words) else 3
    return None


def _place(words: set[str]) -> tuple[str, int] | None:
    if "lokus" in words:
        found = _place(words - {"lokus", "stunting"})
        return ("desa", 2) if found is not None and found[0] == "desa" else None
    if words & _KECAMATAN and words <= _KECAMATAN | {"nama", "wilayah"}:
        return "kecamatan", 4
    if words & _PLACE and words <= _PLACE | _KECAMATAN | {"nama", "lokasi", "wilayah", "dan", "atau"} | _POKJA:
        if words & (_KECAMATAN | _POKJA) - {"kampung"}:
            return ("desa", 2) if not words & {"pokja", "kelompok", "kerja"} else None
        return "desa", 4 + ("nama" in words) - (not words & {"desa", "ds", "desakel"})
    if "kampung" in words and "nama" in words and words <= {"nama", "kampung", "kb", "keluarga", "berkualitas"}:
        return "desa", 1
    # Above names of desa it means them; above anything else no name would fit, and the checks say so.
    return ("desa", 1) if words in ({"uraian"}, {"nama", "wilayah"}) else None


def _names_choice(header: str) -> bool:
    """True for a header that names what its cells may say, not one rung that they affirm.

    "Sudah/Belum", "Ada (tidak ada)", "Status (Belum/Merintis)" are; "Belum Terbentuk", "Sosialisasi (Ya/Tidak)"
    are not.
    """
    head = header.partition("(")[0]
    if head != header and words_of(head) & _LOWER_RUNG:
        return _names_choice(head)
    parts = [words_of(part) for part in _SEPARATOR.split(header)]
    lower = set().union(*parts) & _LOWER_RUNG
    says_yes = any(part & _YES and not part & _LOWER_RUNG for part in parts)
    if lower <= _NO:
        return says_yes
    rungs = len(lower - _NO) + bool(lower & _NO) + says_yes
    return rungs > 1 and any(part & _STATUS_CORE and not part & _LOWER_RUNG for part in parts)


def _status(words: set[str], header: str) -> tuple[str, int] | None:
    words = _plain(words)
    if letters := _IN_LETTERS.search(header):
        words = words - words_of(letters[0])
    if period_of(header):
        words = words - _PERIOD - _TURN
    if not all(word in _STATUS or word.isdigit() for word in words):
        return None
    if words & _LOWER_RUNG and not _names_choice(header):
        return None
    if "status" in words:
        if _is_of_kampung(words):
            return "status", 5
        # "Status Desa" may be that of anything: a column that names the Pokja or its choice goes before it.
        return "status", 7 if words & _POKJA else 6 if words & _FORMATION else 0 if words & _PLACE else 4
    if words & _STATUS_CORE:
        return "status", 3
    if words & _YES or "pokja" in words:
        return "status", 2
    return ("status", 1) if words & _FORMATION or {"kampung", "kb"} <= words or "kkb" in words else None
