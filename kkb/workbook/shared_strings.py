"""The texts that cells of a workbook refer to by number, without what only says how to read a text aloud."""

from __future__ import annotations

from collections.abc import Iterable

from kkb.workbook.cell_values import unescape
from kkb.workbook.model import refuse
from kkb.workbook.xml_pass import MainNames, feed, make_parser

MOST_STRINGS = 5_000_000


def read_strings(chunks: Iterable[bytes]) -> list[str]:
    """The texts of xl/sharedStrings.xml in order; of a rich text its runs joined, without the phonetic ones."""
    strings: list[str] = []
    pieces: list[str] = []
    text: list[str] = []
    local = MainNames()
    phonetic = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal phonetic
        tag = local[name]
        if tag == "t":
            text.clear()
        elif tag == "si":
            pieces.clear()
            phonetic = 0
        elif tag == "rPh":
            phonetic += 1

    def end(name: str) -> None:
        nonlocal phonetic
        tag = local[name]
        if tag == "t":
            if not phonetic:
                pieces.extend(text)
        elif tag == "si":
            strings.append(unescape("".join(pieces)))
            if len(strings) > MOST_STRINGS:
                raise refuse("too_big_inside")
        elif tag == "rPh":
            phonetic -= 1

    parser = make_parser(with_namespaces=True)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    feed(parser, chunks)
    return strings
