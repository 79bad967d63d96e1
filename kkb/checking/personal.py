"""Numbers of persons inside a free text: telephone numbers, NIK and NIP are nobody's business on a dashboard."""

from __future__ import annotations

import re

PLACEHOLDER = "[nomor tidak disimpan]"
"""What is stored in place of such a number."""

_GAP = r"[ .\-]?"
_FREE = r"(?<![\w/])(?<!\d[.\-])"
"""Begins no figure of a longer one, and no part of the number of a decree ("188.45/0812/2018")."""

_ENDS = r"(?![\w/])(?![.\-]\d)"
_PHONE_WORD = r"\b(?:telp|tlp|tel|telepon|telpon|hp|wa|whatsapp|ponsel|kontak)\b[\s.:]*+(?:no|nomor)?[\s.:]*+"
_NUMBERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # NIK, 16 figures; in groups it is told from a row of years by the month of birth, its 9th and 10th.
        rf"{_FREE}\d{{16}}{_ENDS}",
        rf"{_FREE}\d{{4}}{_GAP}\d{{2}}{_GAP}[0-7]\d{_GAP}(?:0[1-9]|1[0-2]){_GAP}\d{{2}}{_GAP}\d{{4}}{_ENDS}",
        # NIP, 18 figures with the birthday first.
        rf"{_FREE}(?:19|20)\d{{2}}[01]\d[0-3]\d{_GAP}\d{{6}}{_GAP}\d{_GAP}\d{{3}}{_ENDS}",
        # A mobile number: 08… or +62 8…, 10 to 13 figures.
        rf"{_FREE}\(?(?:\+?62{_GAP}|0)8\d{{1,2}}\)?(?:{_GAP}\d){{6,10}}{_ENDS}",
    )
)
_FEWEST_FIGURES = 6
"""Of the shortest number below; a text with fewer holds none."""

_NAMED = re.compile(rf"(?P<word>{_PHONE_WORD})\(?\+?\d(?:[ .\-()]{{0,2}}\d){{5,13}}{_ENDS}", re.IGNORECASE)
"""Any other telephone, which says so before it: "Telp. 0719-91234"."""


def without_personal_numbers(text: str) -> str:
    """The text with every telephone number, NIK and NIP replaced; the same text where there is none."""
    if sum(map(str.isdecimal, text)) < _FEWEST_FIGURES:
        return text
    for pattern in _NUMBERS:
        text = pattern.sub(PLACEHOLDER, text)
    return _NAMED.sub(rf"\g<word>{PLACEHOLDER}", text)
