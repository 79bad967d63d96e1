"""The region: kecamatan and desa with their codes and spellings, and matching names to them.

A region is a CSV (`kode_kecamatan, kecamatan, kode_desa, desa, varian, petak_kolom, petak_baris`), so another
regency is another file. Spellings of kecamatan stand in `varian_kecamatan.csv` beside it, if there is one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from kkb.short_names import abbreviates, begins

LIKENESS_IN_KECAMATAN = 78.0
"""Least likeness (0–100) for a suggestion among the desa of a known kecamatan."""

LIKENESS_ANYWHERE = 86.0
"""The same over all desa, where the kecamatan is unknown: the closest false pair measured is 82."""

LIKENESS_MARGIN = 6.0
"""Two candidates closer than this are both shown, and the officer chooses."""

_PREFIX = re.compile(r"^(?:(?:desa|ds|kelurahan|kel|kecamatan|kec|kabupaten|kab)\b[\s.]*)+(?=\S)")
_NUMBERING = re.compile(r"^\d{1,3}\s*[.)]\s*(?=[^\W\d])")
_KABUPATEN_BEHIND = re.compile(r"[\s,;(/–-]+(?:kab|kabupaten)\b.*$", re.IGNORECASE)
_NO_DESA = re.compile(r"\s*(?:kecamatan|kec|kabupaten|kab)\b", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^\w]+")
_NOT_DIGIT = re.compile(r"[\s.\-]+")
_BRACKETS = re.compile(r"(?P<first>[^()\[\]]+)[(\[](?P<second>[^()\[\]]+)[)\]]")
_PARTS = re.compile(r"(?P<first>.+?)(?:\s*[,;/|]\s*|\s+[-–—]\s*|[-–—]\s+)(?P<second>.+)")
_SECOND_PREFIX = re.compile(
    r"(?P<first>.+?)[\s,;/|–—-]+(?P<second>(?:desa|ds|kelurahan|kel|kecamatan|kec)\b.+)", re.IGNORECASE
)
_DESA_PREFIX = re.compile(r"\s*(?:desa|ds|kelurahan|kel)\b", re.IGNORECASE)
_REMARK = re.compile(r"(?P<name>[^()\[\]]+)[(\[](?P<remark>[^()\[\]]*)[)\]]")
LONGEST_NAME = 200
"""A text beyond this is no name, and is not looked at letter by letter."""

_KIND = re.compile(r"\s*(?:desa|ds|kelurahan|kel|pulau|induk)\.?\s*", re.IGNORECASE)
"""A remark that says what the place is, not which."""

_SHORT_REMARK = 3
"""Letters of a remark behind a name, such as "(P)", that says nothing of the place."""


class RegionError(ValueError):
    """The region's CSV cannot be used; the message says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Desa:
    """One desa. `petak_kolom` and `petak_baris` are its tile on the map (None: not placed)."""

    kode_kecamatan: str
    kecamatan: str
    kode_desa: str
    desa: str
    varian: tuple[str, ...] = ()
    petak_kolom: int | None = None
    petak_baris: int | None = None


@dataclass(frozen=True, slots=True)
class Kecamatan:
    """One kecamatan."""

    kode_kecamatan: str
    kecamatan: str
    varian: tuple[str, ...] = ()


class MatchKind(Enum):
    """How a written name was found."""

    EXACT = "exact"
    ALIAS = "alias"
    FUZZY = "fuzzy"
    RIVALS = "rivals"
    AMBIGUOUS = "ambiguous"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DesaMatch:
    """What a written desa name stands for. `desa` is set for EXACT, ALIAS, FUZZY and ELSEWHERE (the desa of
    that name in another kecamatan); `candidates` are the desa to choose from, or the nearest one."""

    kind: MatchKind
    desa: Desa | None = None
    candidates: tuple[Desa, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedPair:
    """A cell that names a desa and a kecamatan: "Padang (Manggar)". `agree`: the desa lies in that kecamatan."""

    desa: Desa
    kecamatan: Kecamatan

    @property
    def agree(self) -> bool:
        return self.desa.kode_kecamatan == self.kecamatan.kode_kecamatan


def clean_name(text: str) -> str:
    """A name as a person would read it: NFKC, one space between words, without "5." or "Desa" before it."""
    folded = " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return _PREFIX.sub("", _NUMBERING.sub("", folded)).strip()


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """What two spellings of one name share: no case, no prefix, no punctuation, no spaces."""
    return _NOT_WORD.sub("", clean_name(text)).replace("_", "")


def foreign_letters(text: str) -> str:
    """The letters of `text` that are not Latin, each once (look-alikes of Cyrillic, Greek …); full-width ones are."""
    if text.isascii():
        return ""
    text = unicodedata.normalize("NFKC", text)
    return "".join(
        dict.fromkeys(ch for ch in text if ch.isalpha() and not unicodedata.name(ch, "").startswith("LATIN"))
    )


class Region:
    """Kecamatan and desa in the order of the file, with the look-ups that matching needs."""

    def __init__(self, desa: Iterable[Desa], varian_kecamatan: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.desa: tuple[Desa, ...] = tuple(desa)
        spellings = varian_kecamatan or {}
        names = {d.kode_kecamatan: d.kecamatan for d in self.desa}
        self.kecamatan: tuple[Kecamatan, ...] = tuple(
            Kecamatan(kode, nama, tuple(spellings.get(kode, ()))) for kode, nama in names.items()
        )
        self.by_code: dict[str, Desa] = {d.kode_desa: d for d in self.desa}

    @cached_property
    def _by_digits(self) -> dict[str, Desa]:
        """Code without its dots → desa; codes that only differ in them stand for none."""
        keys = [_NOT_DIGIT.sub("", code) for code in self.by_code]
        count = Counter(keys)
        return {key: desa for key, desa in zip(keys, self.desa, strict=True) if count[key] == 1}

    def find_code(self, text: str) -> Desa | None:
        """The desa of a written code, with its dots or without: "19.06.04.2002", "1906042002"."""
        code = text.strip()
        return self.by_code.get(code) or self._by_digits.get(_NOT_DIGIT.sub("", code))

    def kecamatan_named(self, text: str) -> Kecamatan | None:
        """The kecamatan that a text names exactly; likeness is not enough."""
        return self._kecamatan_by_key.get(name_key(text))

    @cached_property
    def _kecamatan_by_key(self) -> dict[str, Kecamatan]:
        keys: dict[str, Kecamatan] = {}
        for kec in self.kecamatan:
            for spelling in (kec.kecamatan, *kec.varian):
                keys.setdefault(name_key(spelling), kec)
        return keys

    @cached_property
    def _desa_by_key(self) -> dict[str, list[tuple[Desa, bool]]]:
        """Key → desa of that spelling, each with True if it is the official name."""
        keys: dict[str, list[tuple[Desa, bool]]] = defaultdict(list)
        for desa in self.desa:
            own = name_key(desa.desa)
            keys[own].append((desa, True))
            for key in {name_key(v) for v in desa.varian} - {own}:
                keys[key].append((desa, False))
        return dict(keys)

    @cached_property
    def _keys_by_kecamatan(self) -> dict[str, dict[str, Desa]]:
        keys: dict[str, dict[str, Desa]] = defaultdict(dict)
        for key, entries in self._desa_by_key.items():
            for desa, _ in entries:
                keys[desa.kode_kecamatan][key] = desa
        return dict(keys)

    def desa_of(self, kode_kecamatan: str) -> list[Desa]:
        """The desa of a kecamatan, in the order of the file."""
        return [d for d in self.desa if d.kode_kecamatan == kode_kecamatan]

    def match_kecamatan(self, text: str) -> tuple[Kecamatan | None, bool]:
        """The kecamatan a written name stands for, and True if it was found by likeness only."""
        return self._official_kecamatan.get(text) or self._find_kecamatan(text)

    @cached_property
    def _official_kecamatan(self) -> dict[str, tuple[Kecamatan | None, bool]]:
        """What the names of the list stand for as they are spelled there: nearly all rows of a recap name one."""
        return {kec.kecamatan: self._find_kecamatan(kec.kecamatan) for kec in self.kecamatan}

    def _find_kecamatan(self, text: str) -> tuple[Kecamatan | None, bool]:
        if len(text) > LONGEST_NAME:
            return None, False
        key = name_key(_KABUPATEN_BEHIND.sub("", text))
        if key in self._kecamatan_by_key:
            return self._kecamatan_by_key[key], False
        found = process.extractOne(key, list(self._kecamatan_by_key), scorer=fuzz.ratio, score_cutoff=LIKENESS_ANYWHERE)
        if found:
            return self._kecamatan_by_key[found[0]], True
        name = clean_name(_KABUPATEN_BEHIND.sub("", text))
        short = [
            kec
            for kec in self.kecamatan
            if any(abbreviates(name, known.lower()) for known in (kec.kecamatan, *kec.varian))
        ]
        return (short[0], True) if len(short) == 1 else (None, False)

    def find_pair(self, text: str) -> NamedPair | None:
        """The desa and the kecamatan that one cell names, if it surely names both.

        "Padang (Manggar)", "Padang, Kec. Manggar", "Desa Padang Kecamatan Manggar", "Manggar - Padang". Both parts must
        be known spellings. Where either may be the desa ("Gantung - Dendang"), the reading in which they agree counts,
        and none if there is no such reading, or two.
        """
        if len(text) > LONGEST_NAME:
            return None
        written = " ".join(unicodedata.normalize("NFKC", text).split())
        readings = {}
        for pattern in (_BRACKETS, _SECOND_PREFIX, _PARTS):
            if match := pattern.fullmatch(written):
                for desa_text, kecamatan_text in ((match["first"], match["second"]), (match["second"], match["first"])):
                    for pair in self._pairs(desa_text, kecamatan_text):
                        readings[pair.desa.kode_desa, pair.kecamatan.kode_kecamatan] = pair
        agreeing = [pair for pair in readings.values() if pair.agree]
        likely = agreeing or list(readings.values())
        return likely[0] if len(likely) == 1 else None

    def _pairs(self, desa_text: str, kecamatan_text: str) -> list[NamedPair]:
        if _NO_DESA.match(desa_text) or _DESA_PREFIX.match(kecamatan_text):
            return []
        kecamatan = self.kecamatan_named(kecamatan_text)
        if kecamatan is None:
            return []
        return [NamedPair(desa, kecamatan) for desa, _ in self._desa_by_key.get(name_key(desa_text), [])]

    def match_desa(
        self,
        text: str,
        kode_kecamatan: str | None,
        aliases: Mapping[tuple[str, str], str] | None = None,
    ) -> DesaMatch:
        """Match the pair (kecamatan, desa): exact, then alias, then likeness as a suggestion.

        `kode_kecamatan` is None where the recap names none. `aliases` maps (kode_kecamatan, `name_key`) to a
        kode_desa: the spellings that an officer has confirmed before. A text that begins with "Kecamatan" or
        "Kabupaten" names no desa, even where a desa has the same name.
        """
        key = name_key(text) if len(text) <= LONGEST_NAME else ""
        if not key or _NO_DESA.match(unicodedata.normalize("NFKC", text)):
            return DesaMatch(MatchKind.UNKNOWN)
        entries = self._desa_by_key.get(key, [])
        here = [e for e in entries if kode_kecamatan in (None, e[0].kode_kecamatan)]
        official = [d for d, is_own in here if is_own]
        found = official or [d for d, _ in here]
        if len(found) == 1:
            return DesaMatch(MatchKind.EXACT if official else MatchKind.ALIAS, found[0])
        if len(found) > 1:
            return DesaMatch(MatchKind.AMBIGUOUS, candidates=tuple(found))
        confirmed = {
            code
            for (kec, spelling), code in (aliases or {}).items()
            if spelling == key and kode_kecamatan in (None, kec)
        }
        if len(confirmed) == 1 and (code := confirmed.pop()) in self.by_code:
            return DesaMatch(MatchKind.ALIAS, self.by_code[code])
        if entries:
            return DesaMatch(MatchKind.ELSEWHERE, entries[0][0])
        if remark := _REMARK.fullmatch(" ".join(text.split())):
            return self._match_before_remark(remark["name"], remark["remark"], kode_kecamatan)
        return self._match_by_likeness(key, kode_kecamatan, clean_name(text))

    def _match_before_remark(self, name: str, remark: str, kode_kecamatan: str | None) -> DesaMatch:
        """The desa before a remark in brackets: shown as found by likeness, or only suggested if the remark is long.

        A remark that is part of the name is none: "Buku Limau (Pulau)" is known as Pulau Buku Limau, too.
        """
        for whole in (f"{name} {remark}", f"{remark} {name}"):
            match = self.match_desa(whole, kode_kecamatan) if name_key(whole) in self._desa_by_key else None
            if match is not None and match.kind in (MatchKind.EXACT, MatchKind.ALIAS):
                return match
        match = self.match_desa(name, kode_kecamatan)
        if match.desa is None or match.kind is MatchKind.ELSEWHERE:
            return match
        if len(name_key(remark)) <= _SHORT_REMARK or _KIND.fullmatch(remark):
            return DesaMatch(MatchKind.FUZZY, match.desa)
        return DesaMatch(MatchKind.UNKNOWN, candidates=(match.desa,))

    def _match_by_likeness(self, key: str, kode_kecamatan: str | None, name: str) -> DesaMatch:
        if kode_kecamatan is None:
            choices = {k: entries[0][0] for k, entries in self._desa_by_key.items()}
            cutoff = LIKENESS_ANYWHERE
        else:
            choices = self._keys_by_kecamatan.get(kode_kecamatan, {})
            cutoff = LIKENESS_IN_KECAMATAN
        best: dict[str, float] = {}
        found = process.extract(key, list(choices), scorer=fuzz.ratio, limit=6)
        for spelling, score, _ in found:
            code = choices[spelling].kode_desa
            best[code] = max(score, best.get(code, 0.0))
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < cutoff:
            nearest = tuple(self.by_code[code] for code, score in ranked[:1] if score >= 60)
            is_near = bool(ranked) and ranked[0][1] >= LIKENESS_IN_KECAMATAN
            return self._match_in_short(name, kode_kecamatan, nearest if is_near else ()) or DesaMatch(
                MatchKind.UNKNOWN, candidates=nearest
            )
        near = [code for code, score in ranked if score >= ranked[0][1] - LIKENESS_MARGIN]
        # "Lalang J" is nearer to Lalang, and may yet be the beginning of Lalang Jaya.
        begun = [choices[spelling].kode_desa for spelling in choices if spelling.startswith(key)]
        begun += [desa.kode_desa for desa in _named_before(name, found[0][0], choices)]
        rivals = tuple(self.by_code[code] for code in dict.fromkeys([*begun, *near]))
        if len(rivals) > 1:
            return DesaMatch(MatchKind.RIVALS, candidates=rivals)
        return DesaMatch(MatchKind.FUZZY, self.by_code[ranked[0][0]])


    def _match_in_short(self, name: str, kode_kecamatan: str | None, near: tuple[Desa, ...]) -> DesaMatch | None:
        """The desa for which a text is short, or whose names it begins; `near` are possible as well."""
        found = dict.fromkeys(
            desa
            for desa, known in self._names_by_letter.get(name[:1], ())
            if kode_kecamatan in (None, desa.kode_kecamatan) and (abbreviates(name, known) or begins(name, known))
        )
        if not found:
            return None
        rivals = tuple(dict.fromkeys([*found, *near]))
        if len(rivals) > 1:
            return DesaMatch(MatchKind.RIVALS, candidates=rivals)
        return DesaMatch(MatchKind.FUZZY, rivals[0])

    @cached_property
    def _names_by_letter(self) -> dict[str, list[tuple[Desa, str]]]:
        """First letter → desa with each of their names in small letters: what is short for one begins as it does."""
        names: dict[str, list[tuple[Desa, str]]] = defaultdict(list)
        for desa in self.desa:
            for name in map(clean_name, (desa.desa, *desa.varian)):
                names[name[:1]].append((desa, name))
        return dict(names)


def _named_before(name: str, found: str, choices: Mapping[str, Desa]) -> list[Desa]:
    """The desa whose whole name the first words of a longer one are, where the rest is hardly that of `found`.

    "Lalang Raya" is near to Lalang Jaya by its first word alone, and Lalang is a desa too.
    """
    words = _NOT_WORD.split(name)
    parted = [("".join(words[:count]), "".join(words[count:])) for count in range(1, len(words))]
    return [
        choices[begin]
        for begin, rest in parted
        if begin in choices and rest and fuzz.ratio(rest, found.removeprefix(begin)) < LIKENESS_IN_KECAMATAN
    ]


_COLUMNS = ("kode_kecamatan", "kecamatan", "kode_desa", "desa")


def load_region(path: Path) -> Region:
    """Read a region's CSV. Raises RegionError if a column or a code is missing or a code stands twice."""
    rows = _read_csv(path)
    if not rows:
        raise RegionError(f"Daftar wilayah {path.name} kosong.")
    missing = [name for name in _COLUMNS if name not in rows[0]]
    if missing:
        raise RegionError(f"Daftar wilayah {path.name} tidak memiliki kolom: {', '.join(missing)}.")
    desa = [_parse_desa(row, line, path.name) for line, row in enumerate(rows, start=2)]
    seen: set[str] = set()
    for entry in desa:
        if entry.kode_desa in seen:
            raise RegionError(f"Daftar wilayah {path.name}: kode desa {entry.kode_desa} tertulis dua kali.")
        seen.add(entry.kode_desa)
    return Region(desa, _load_varian_kecamatan(path.parent / "varian_kecamatan.csv"))


def _read_csv(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegionError(f"Daftar wilayah {path.name} tidak dapat dibaca.") from error


def _parse_desa(row: Mapping[str, str], line: int, file_name: str) -> Desa:
    kode_kecamatan, kecamatan, kode_desa, desa = ((row.get(name) or "").strip() for name in _COLUMNS)
    if not (kode_kecamatan and kecamatan and kode_desa and desa):
        raise RegionError(f"Daftar wilayah {file_name}, baris {line}: kode atau nama kosong.")
    return Desa(
        kode_kecamatan,
        kecamatan,
        kode_desa,
        desa,
        _split(row.get("varian")),
        petak_kolom=_tile(row.get("petak_kolom")),
        petak_baris=_tile(row.get("petak_baris")),
    )


def _tile(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() else None


def _load_varian_kecamatan(path: Path) -> dict[str, tuple[str, ...]]:
    if not path.is_file():
        return {}
    return {row.get("kode_kecamatan", ""): _split(row.get("varian")) for row in _read_csv(path)}


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())
