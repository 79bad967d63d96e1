"""Texts of a workbook that are written as plainly as can be: taken out of what the XML parser is fed.

Only where `<si><t>…</t></si>` stands once after the other with letters in it that need no parser; all else, and
whatever surrounds it, goes to the parser in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator

from kkb.workbook.xml_pass import MAIN

_LONGEST_TEXT = 2**20
"""Bytes without an end of a text after which no more are looked for."""

_MOST_STRANGERS = 2000
"""Texts more for the parser than were read without it, after which all is left to it."""

_SPACES = b"|".join(re.escape(space.encode()) for space in MAIN)
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb'(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")?\s*\?>)?'
    rb'\s*<sst xmlns="(?:' + _SPACES + rb')"(?: (?:count|uniqueCount)="[0-9]*")*>'
)
_LETTER = rb"[^<&>\x00-\x1f\x7f]"
_RUN = re.compile(rb"(?:<si><t(?: xml:space=\"preserve\")?>" + _LETTER + rb"*+</t></si>)+")
_TEXT = re.compile(r"<t(?: xml:space=\"preserve\")?>([^<]*)<")
_KEEPS_SPACE = '<t xml:space="preserve">'
_OPEN, _END = b"<si>", b"</si>"
_ODD = re.compile(rb"<[!?]|xmlns|sst")
"""What may change what stands behind it: a comment, raw text, another namespace, the end of the texts."""

_NO_LETTERS = re.compile("[\x80-\x9f\ufffe\uffff]")


def sift_strings(
    chunks: Iterable[bytes], is_between_texts: Callable[[], bool], take: Callable[[list[str]], None]
) -> Iterator[bytes]:
    """What the parser must see of `chunks`, in order; `take` gets the texts that were read instead.

    `is_between_texts` is true where the parser stands between two texts, not within anything.
    """
    text = b""
    is_begun = is_over = False
    strangers = 0

    def read(text: bytes) -> Generator[bytes, None, int]:
        """Read texts; returns where those that are whole end, or the first that is not to be read."""
        nonlocal is_over, strangers
        place = 0
        while not is_over:
            run = _RUN.match(text, place)
            if run is not None:
                told = _told(run[0])
                if told is None:
                    is_over = True
                    break
                take(told)
                strangers -= len(told)
                place = run.end()
            end = text.find(_END, place) + len(_END)
            if end < len(_END):
                is_over = len(text) - place > _LONGEST_TEXT
                break
            if not text.startswith(_OPEN, place) or _ODD.search(text, place, end) is not None:
                is_over = True
                break
            piece, place = text[place:end], end
            yield piece
            strangers += 1
            is_over = not is_between_texts() or strangers > _MOST_STRANGERS
        return place

    for chunk in chunks:
        if is_over:
            yield chunk
            continue
        text += chunk
        if not is_begun:
            head = _HEAD.match(text)
            if head is None:
                # A head is short: what is none by now will be none.
                is_over = True
            else:
                is_begun = True
                yield head[0]
                text = text[head.end() :]
                is_over = not is_between_texts()
        if not is_over:
            text = text[(yield from read(text)) :]
        if is_over:
            yield text
            text = b""
    yield text


def _told(run: bytes) -> list[str] | None:
    """The texts of a run; None if a letter in it is none that XML may hold."""
    try:
        text = run.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.isascii() and _NO_LETTERS.search(text):
        return None
    if _KEEPS_SPACE not in text:
        return text.removeprefix("<si><t>").removesuffix("</t></si>").split("</t></si><si><t>")
    return _TEXT.findall(text)
