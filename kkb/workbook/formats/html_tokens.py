"""The tags and texts of a web page, one after another, in time that grows with its length whatever stands in it.

The parser of the standard library goes back to the same "<" again and again in a page that is made to be slow. Here
every step begins where the last one ended; what a page leaves open reaches to its end, as in a browser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5

from kkb.workbook.model import refuse

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE_NAME = re.compile(r"[\s/]*([^\s/>=]*)\s*(=?)\s*")
_BARE_VALUE = re.compile(r"[^\s>]*")
_REFERENCE = re.compile(
    r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6});?|([A-Za-z][A-Za-z0-9]{0,31};)|((?:nbsp|amp|lt|gt|quot)(?![A-Za-z0-9])))"
)
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title", "textarea", "xmp")}
"""Elements whose content is no markup: it ends at their own end tag only."""

_MOST_ATTRIBUTES = 600_000
"""Attributes of a whole page."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The start or the end of an element, its name in small letters; of an attribute named twice the first counts."""

    name: str
    is_end: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def read_tokens(text: str) -> Iterator[Tag | str]:
    """Tags and the texts between them, references ("&amp;") resolved. Comments and declarations are left out.

    Raises Refused for a page with more attributes than its tags could need.
    """
    place = attribute_count = 0
    while place < len(text):
        start = text.find("<", place)
        if start < 0:
            start = len(text)
        if start > place:
            yield unescape(text[place:start])
        if start == len(text):
            return
        following = text[start + 1 : start + 2]
        if text.startswith("<!--", start):
            place = _after(text, "-->", start + 4)
        elif following in ("!", "?"):
            place = _after(text, ">", start + 2)
        elif following == "/":
            match = _NAME.match(text, start + 2)
            place = _after(text, ">", start + 2)
            if match and place <= len(text):
                yield Tag(match[0].lower(), is_end=True)
        elif match := _NAME.match(text, start + 1):
            attributes, count, place = _read_attributes(text, match.end(), _MOST_ATTRIBUTES - attribute_count)
            attribute_count += count
            if place > len(text):
                return
            tag = Tag(match[0].lower(), attributes=attributes)
            yield tag
            if tag.name in _RAW and text[place - 2] != "/":
                end = _RAW[tag.name].search(text, place)
                yield text[place : end.start() if end else len(text)]
                place = end.start() if end else len(text)
        else:
            yield "<"
            place = start + 1


def unescape(text: str) -> str:
    """Text with its references resolved; unknown ones stay as they are."""
    return _REFERENCE.sub(_resolve, text) if "&" in text else text


def _resolve(match: re.Match[str]) -> str:
    number, named, legacy = match.groups()
    if number:
        return html.unescape(f"&{number};")
    return html5.get(named or f"{legacy};", match[0])


def _after(text: str, mark: str, place: int) -> int:
    """The place behind the next `mark`; beyond the end of the text where there is none."""
    found = text.find(mark, place)
    return found + len(mark) if found >= 0 else len(text) + 1


def _read_attributes(text: str, place: int, most: int) -> tuple[dict[str, str], int, int]:
    """The attributes of a start tag, how many were read, and the place behind its ">": beyond the end of the text
    where the tag is never closed."""
    attributes: dict[str, str] = {}
    for count in range(most):
        match = _ATTRIBUTE_NAME.match(text, place)
        assert match is not None  # Every part of it may be empty.
        name, equals = match.groups()
        place = match.end()
        letter = text[place : place + 1]
        if not letter:
            return attributes, count, len(text) + 1
        value = ""
        if equals:
            value, place = _read_value(text, place, letter)
        elif not name:
            return attributes, count, place + 1  # All that can stand here is the ">".
        if name:
            attributes.setdefault(name.lower(), unescape(value))
    raise refuse("too_big_inside")


def _read_value(text: str, place: int, letter: str) -> tuple[str, int]:
    """The value of an attribute, which begins with `letter`, and the place behind it."""
    if letter in "\"'":
        end = _after(text, letter, place + 1)
        return text[place + 1 : end - 1], end
    match = _BARE_VALUE.match(text, place)
    assert match is not None  # It may be empty.
    return match[0], match.end()
