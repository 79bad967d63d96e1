"""Personal numbers in texts: NIK, KK, NIP and telephone numbers, which tables do not store and pages do not show."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from operator import is_
from types import MappingProxyType
from typing import Any, TypeVar

PLACEHOLDER = "[nomor tidak disimpan]"
"""What is stored in place of such a number."""

_MASKED = re.compile(r"\[nomor …\d{0,2}\]|\[disamarkan\]")

_GAP = r"[ \xa0._\-–—]{0,3}"
_FREE = r"(?<![\w/])(?<!\d[.\-])"
"""Begins no figure of a longer one, and no part of the number of a decree ("188.45/0812/2018")."""

_ENDS = r"(?![\w/])(?![.\-]\d)"
_WHOLE, _TO_THE_END = r"(?<!\d)(?<!\d[.\-])", r"(?!\d)(?![.\-]\d)"
"""The same for numbers that are too long for a part of a decree: two may have a slash between them."""

_DATE = r"[0-3]\d[./\-]?[01]\d[./\-]?(?:19|20)\d\d"
_WORD = r"(?<![^\W\d_])(?:no)?(?:telp|tlp|tel|telepon|telpon|(?:hand)?phone|hp|wa|whatsapp|ponsel|seluler|kontak|cp|"
_WORD += r"nik|nip|ktp|npwp|rekening)"
"""What stands before a personal number, or above a column of them: "No_HP" and "HP1" as well."""

_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        # 15 figures and more (a NIK may lack one), but no decimals; as Excel keeps it: 1.906020504980001E+15.
        r"(?<!\d)(?<!\d[.,])(?:\d{15,}(?:[.,]0+)?|\d[.,]\d{8,}[Ee]\+?1\d)(?!\d)",
        # NIK or KK, 16 figures; in groups it is told from years by the month, its 9th and 10th, and is not two dates.
        rf"{_WHOLE}(?!{_DATE}{_GAP}{_DATE})(?:\d\d{_GAP}){{4}}(?:0[1-9]|1[0-2]){_GAP}\d\d{_GAP}\d{{4}}{_TO_THE_END}",
        # NIP, 18 figures with the birthday first.
        rf"{_WHOLE}(?:19|20)\d\d{_GAP}[01]\d{_GAP}[0-3]\d{_GAP}\d{{4}}{_GAP}\d\d{_GAP}\d{_GAP}\d{{3}}{_TO_THE_END}",
        # NPWP as it is printed: 01.234.567.8-901.000.
        rf"{_WHOLE}\d\d(?:\.\d{{3}}){{2}}\.\d[.\-]\d{{3}}\.\d{{3}}{_TO_THE_END}",
        # A mobile number: 08… or +62 8…, 10 to 14 figures.
        rf"{_WHOLE}\(?(?:\+?62\)?{_GAP}(?:\(0\))?|0)8[1-9]\d?\)?(?:{_GAP}\d){{7,10}}{_TO_THE_END}",
        # The same without its zero, which Excel takes from a number; an amount of that size is a round one.
        r"(?<![\w.,/\-])8[1-9](?!\d*000(?!\d))\d{8,10}(?:[.,]0+)?(?![\w/])(?![.,\-]\d)",
        # Any telephone with its area code: (0719) 91234, +62 719 91234, 0719-91234, 021 123 4567.
        rf"(?:\(0[2-9]\d{{1,2}}\)|(?<!\w)\+62{_GAP}\(?\d{{2,3}}\)?){_GAP}\d(?:{_GAP}\d){{4,8}}{_ENDS}",
        rf"{_FREE}0[2-9][1-9](?:\d[ .\-]?\d{{5,8}}|[ .\-]?\d{{6,8}}){_ENDS}",
        rf"{_FREE}0[2-9][1-9]\d?[ .\-]\d{{3,4}}[ .\-](?!(?:19|20)\d\d(?!\d))\d{{3,4}}{_ENDS}",
        # Cut off by `kkb.problems.shorten`, as messages of earlier versions are stored.
        r"(?<![\w.,/\-])\+?\d(?:[ \-]?\d){8,40}(?=…)",
    )
)
_NAMED = re.compile(
    rf"(?i)(?P<word>{_WORD}[\s.:_]*+(?:no|nomor)?[\s.:_]*+)(?!{_DATE}{_ENDS})"
    rf"\(?\+?\d(?:[ ._/()\-–—]{{0,3}}\d){{5,17}}{_ENDS}"
)
"""Any other number that says before it what it is: "Telp. 91-2345", "HP 0812/7123/4567"."""

_ENOUGH_FIGURES, _NINE_FIGURES = re.compile(r"\d(?:[\W_]{0,3}\d){5}"), re.compile(r"\d(?:(?:[^\w/]|_){0,3}\d){8}")
"""As many, as close together, as the shortest number has: one behind such a word, and any other."""

_HEADER = re.compile(
    rf"(?i)(?:{_WORD}|\b(?:(?:no|nomor)[\W_]*kk|alamat|e[\W_]*mail|(?:tanggal|tgl)[\W_]*lahir)|induk[\W_]*kependudukan)"
    r"(?![^\W\d_])|^\W*kk\W*$"
)

_NO_TEXTS = frozenset({"sha256", "kunci", "sel", "kode_desa", "kode_kecamatan", "kecamatan", "desa"})
"""Fields of records that hold digests, addresses of cells, and what the list of the region says."""

T = TypeVar("T")


def without_personal_numbers(text: str) -> str:
    """The text as it may be stored: every personal number replaced; the same text where there is none.

    A masked number counts as the number it stands for, so that no mask goes from a page or an export into the store.
    """
    return _MASKED.sub(PLACEHOLDER, _replaced(text, lambda _: PLACEHOLDER))


def mask_personal_numbers(text: str) -> str:
    """The text as it may be shown: "NIK 1906041203800001" → "NIK [nomor …01]"; the same text where there is none.

    Of each number the last two figures stay, so that two of them can be told apart and nobody is identified; how long
    it was is not told. Years, dates, numbers of decrees, codes of desa and amounts stay as they are.
    """
    return _replaced(text, _mask)


def mask_under(header: str, text: str) -> str:
    """`mask_personal_numbers` for a cell under a header; of a header of personal data, nothing of the cell stays."""
    return "[disamarkan]" if text and is_personal_header(header) else mask_personal_numbers(text)


def is_masked(text: str) -> bool:
    """True if a number or a cell in it was masked."""
    return _MASKED.search(text) is not None


def is_personal_header(text: str) -> bool:
    """True for the header of a column with something about a person: NIK, telepon, alamat …"""
    return _HEADER.search(text) is not None


def mask_texts(
    value: T,
    mask: Callable[[str], str] | None = None,
    of_fields: Mapping[str, Callable[[Any], Any]] = MappingProxyType({}),
) -> T:
    """`mask_personal_numbers` (or `mask`) for every text in a record or a collection of them; unchanged parts stay the
    same object.

    Goes through tuples, lists, dataclasses and the values of mappings. `of_fields`: what is made of the value of a
    field or key of that name instead.
    """
    masked: T = _masked(value, mask or mask_personal_numbers, of_fields)
    return masked


def _masked(value: Any, mask: Callable[[str], str], of_fields: Mapping[str, Callable[[Any], Any]]) -> Any:
    # No member of an enumeration, which is a text as well.
    if type(value) is str:
        return mask(value)
    if isinstance(value, tuple | list):
        parts = [_masked(part, mask, of_fields) for part in value]
        return value if all(map(is_, parts, value)) else type(value)(parts)
    if not (is_dataclass(value) or isinstance(value, Mapping)):
        return value
    held = value if isinstance(value, Mapping) else {one.name: getattr(value, one.name) for one in fields(value)}
    changed = {}
    for name, old in held.items():
        if isinstance(value, Mapping) or name not in _NO_TEXTS:
            new = of_fields[name](old) if name in of_fields else _masked(old, mask, of_fields)
            if new is not old:
                changed[name] = new
    if not changed:
        return value
    return {**value, **changed} if isinstance(value, Mapping) else replace(value, **changed)


def _replaced(text: str, written: Callable[[str], str]) -> str:
    if not _ENOUGH_FIGURES.search(text):
        return text
    made = text
    if _NINE_FIGURES.search(text):
        for pattern in _NUMBERS:
            made = pattern.sub(lambda found: written(found[0]), made)
    made = _NAMED.sub(lambda found: found["word"] + written(found[0]), made)
    return text if made == text else made


def _mask(number: str) -> str:
    figures = re.sub(r"\D", "", re.sub(r"[.,]0+$|E.*", "", number, flags=re.IGNORECASE))
    return f"[nomor …{figures[-2:]}]"
