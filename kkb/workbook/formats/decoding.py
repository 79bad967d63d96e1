"""Bytes of a text into letters: by its mark of byte order, else UTF-8 if it is, else Windows-1252."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kkb.workbook.kind import utf16_of

_REPLACED = "\ufffd"
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_MOST_LOOKED = 4096
_READ_AS_WINDOWS = ("iso8859-1", "cp1252", "ascii")
"""Browsers and Excel read Latin-1 as Windows-1252."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the name of its encoding as officers know it; `is_guess` if nothing in it says that it is right."""

    text: str
    encoding: str
    is_guess: bool = False


def decode_text(data: bytes, *, declared: bool = False) -> Decoded:
    """The letters of a text. `declared`: heed what a web page says of its encoding.

    Broken UTF-8 stays UTF-8 with U+FFFD where it is broken, so that the cell is reported; a text in which hardly any
    letter is UTF-8 is taken for Windows-1252.
    """
    if encoding := utf16_of(data):
        return Decoded(data.decode(encoding, "replace").removeprefix("\ufeff"), "UTF-16")
    if data.startswith(codecs.BOM_UTF8):
        return Decoded(data.decode("utf-8-sig", "replace"), "UTF-8")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        pass
    match = _META.search(data[:_MOST_LOOKED]) if declared else None
    if match and _codec_name(match[1].decode("ascii")) in _READ_AS_WINDOWS:
        return _decode_single(data, is_guess=False)
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count(_REPLACED)
    whole = len(lenient) - len(lenient.encode("ascii", "ignore")) - broken
    return Decoded(lenient, "UTF-8", is_guess=True) if whole > broken else _decode_single(data, is_guess=True)


def _codec_name(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _decode_single(data: bytes, *, is_guess: bool) -> Decoded:
    text = data.decode("cp1252", "replace")
    return Decoded(text, "Windows-1252", is_guess)
