"""Signed or not: the words and marks of a column of signatures."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from kkb.blanks import BLANK, DASHES, NONE
from kkb.checking.values.choices import LIKENESS_SUGGESTION
from kkb.checking.values.letters import clean_text
from kkb.ticks import TICKS

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

_SHORT = {"sdh": "sudah", "udh": "sudah", "blm": "belum", "tdk": "tidak", "tandatangan": "tanda tangan"}
_SHORT_WORD = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b\.?")
_DONE = re.compile(r"^(?:sudah|telah)\s+(?=\S)")
_LONGEST_MARK = 60


def read_mark(text: str) -> tuple[bool | None, bool]:
    """What a cell of signatures says: True, False or None (not reported), and True if it was understood.

    A cross is not: it means yes in one office and no in another.
    """
    if len(text) > _LONGEST_MARK:
        return None, False
    word = _SHORT_WORD.sub(lambda match: _SHORT[match[0].rstrip(".")], clean_text(text).casefold())
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
