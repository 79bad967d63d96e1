"""Names in short: "Klp. Kampit", "Sp. 3", "Tj. B. Itam". What is short for a word follows from it, not from a list."""

from __future__ import annotations

import re
from itertools import zip_longest

_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile("[aeiou]")
_LONGEST_SHORT = 5
_FEWEST_ALONE = 3
"""Letters of the only word of a name: two fit too many."""

_NUMBERS = {word: {str(number), roman} for number, (word, roman) in enumerate(
    (("satu", "i"), ("dua", "ii"), ("tiga", "iii"), ("empat", "iv"), ("lima", "v"), ("enam", "vi"), ("tujuh", "vii"),
     ("delapan", "viii"), ("sembilan", "ix"), ("sepuluh", "x")), start=1
)}  # fmt: skip


def abbreviates(written: str, name: str) -> bool:
    """True if each word of `written` is that of the name in its place, or short for it, and one at least is short.

    Both are in small letters, without "Desa" before them. A short word begins as the whole one and keeps the order of
    its letters; where it is all there is, it has lost its vowels: "Mgr" is Manggar, "Mang" may be anything.
    """
    words, whole = _WORD.findall(written), _WORD.findall(name)
    if words == whole or not all(_is_short(*pair) for pair in zip_longest(words, whole, fillvalue="")):
        return False
    alone = words[0] if len(words) == 1 else None
    return alone is None or (len(alone) >= _FEWEST_ALONE and not _VOWEL.search(alone[1:]))


def begins(written: str, name: str) -> bool:
    """True if a name goes on after the words of `written`: "Tanjung" begins Tanjung Kelumpang."""
    words, whole = _WORD.findall(written), _WORD.findall(name)
    return len("".join(words)) >= _FEWEST_ALONE and len(words) < len(whole) and words == whole[: len(words)]


def _is_short(short: str, word: str) -> bool:
    if short == word or short in _NUMBERS.get(word, ()):
        return True
    if not short or not word or short[0] != word[0] or len(short) > _LONGEST_SHORT:
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)
