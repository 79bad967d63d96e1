"""The letters that the paper's own fonts hold, and what stands for any other.

Paper looks the same everywhere because it is set in nothing but the fonts in kkb/data/fonts. A letter outside them
would vanish in print and no PDF/UA could be made of it, so it is replaced by a visible sign before anything is set.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

T = TypeVar("T")

RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x00AC), (0x00AE, 0x0148), (0x014A, 0x017F), (0x0192, 0x0192), (0x01A0, 0x01A1),
    (0x01AF, 0x01B0), (0x01CD, 0x01DC), (0x01E6, 0x01E7), (0x01FA, 0x01FF), (0x0218, 0x021B), (0x0237, 0x0237),
    (0x02BB, 0x02BC), (0x02C6, 0x02C7), (0x02D8, 0x02DD), (0x0300, 0x0304), (0x0306, 0x030A), (0x030C, 0x030C),
    (0x0323, 0x0323), (0x0327, 0x0328), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9), (0x2007, 0x2007),
    (0x2009, 0x200A), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F),
    (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x2070, 0x2070), (0x2074, 0x2079),
    (0x2080, 0x2089), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2199), (0x2212, 0x2212),
    (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25B2, 0x25B3),
    (0x25B6, 0x25B7), (0x25BC, 0x25BD), (0x25C0, 0x25C1), (0x25CB, 0x25CB), (0x25CF, 0x25CF), (0x2713, 0x2713),
    (0x2717, 0x2717),
)  # fmt: skip
"""First and last of each run of letters in the fonts: what Latin names need, and signs used in sentences."""

UNKNOWN = "□"
"""What stands for a letter that the fonts do not have: seen in print, and read as something missing."""

_PIECE = 10
_LONG_WORD = re.compile(r"\S{25,}")
_HELD = frozenset(code for first, last in RANGES for code in range(first, last + 1))


def printable(text: str) -> str:
    """The text with nothing in it that cannot be printed.

    Letters are composed, or brought to their plain form, where only that one is held; marks of direction and width
    have no ink and go; line breaks and other controls become a space; anything else becomes `UNKNOWN`.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFC", text))


def printable_parts(value: T, *, longest: int | None = None) -> T:
    """A frozen dataclass, tuple or text with every text in it made printable, however deep; other values unchanged.

    `longest`: the most letters that a text keeps, "…" for the rest. What is read aloud (`alt`) is kept whole.
    """
    return cast(T, _printable(value, longest))


def shorten_to(text: str, longest: int) -> str:
    """The text, with "…" for its end where it has more letters than `longest`."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _printable(value: Any, longest: int | None) -> Any:
    if isinstance(value, str):
        return printable(value) if longest is None else shorten_to(printable(value), longest)
    if isinstance(value, tuple):
        return tuple(_printable(part, longest) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(
            value, **{name: _printable(part, None if name == "alt" else longest) for name, part in parts.items()}
        )
    return value


def _letter(letter: str) -> str:
    if ord(letter) in _HELD:
        return letter
    category = unicodedata.category(letter)
    if category == "Cf":
        return ""
    if category == "Cc" or category.startswith("Z"):
        return " "
    plain = unicodedata.normalize("NFKC", letter)
    return plain if plain != letter and all(ord(part) in _HELD for part in plain) else UNKNOWN


def breakable(text: str) -> str:
    """The text with places to break a line within a word that is longer than any name should be."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(_pieces(word[0])), text)


def _pieces(word: str) -> list[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]
