"""The month that a misspelt or shortened name means."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from kkb.calendar_words import MONTH_BY_WORD

_SHORTEST = 3
"""Letters of a name; of one that short, the first two must be right."""

_WHOLE_NAMES = tuple((word, number) for word, number in MONTH_BY_WORD.items() if len(word) > _SHORTEST or number == 5)
_VOWEL = re.compile("[aeiou]")
_LIKENESS, _LIKENESS_SHORTEST, _LIKENESS_OTHER_LETTER = 70.0, 66.0, 80.0
"""Least likeness (0–100) of a misspelt name, of one of three letters, and of one that begins with another letter."""

_MARGIN = 8.0
"""Two months closer than this are both possible, so it is neither."""


@lru_cache(maxsize=1024)
def likely_month(word: str) -> int | None:
    """The one month, 1 to 12, that a word in small letters shortens or misspells; None where it may be two, or none.

    Short is the beginning of its name ("septem"), or its first letter and consonants ("agst").
    """
    if len(word) < _SHORTEST:
        return None
    if word in MONTH_BY_WORD:
        return MONTH_BY_WORD[word]
    begun = {number for name, number in MONTH_BY_WORD.items() if name.startswith(word)}
    if not begun and not _VOWEL.search(word[1:]):
        begun = {n for name, n in _WHOLE_NAMES if (name[0] + _VOWEL.sub("", name[1:])).startswith(word)}
    if begun:
        return begun.pop() if len(begun) == 1 else None
    best: dict[int, float] = {}
    for name, number in _WHOLE_NAMES:
        least = _LIKENESS if word[0] == name[0] else _LIKENESS_OTHER_LETTER
        if len(word) == _SHORTEST:
            least = _LIKENESS_SHORTEST if word[:2] == name[:2] else _LIKENESS_OTHER_LETTER
        score = fuzz.ratio(word, name)
        if score >= least:
            best[number] = max(score, best.get(number, 0.0))
    ranked = sorted(best, key=lambda number: -best[number])
    if not ranked or (len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < _MARGIN):
        return None
    return ranked[0]
