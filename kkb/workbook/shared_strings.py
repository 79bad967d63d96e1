"""The texts that cells of a workbook refer to by number, without what only says how to read a text aloud."""

from __future__ import annotations

from collections.abc import Iterable

from kkb.workbook.cell_styles import is_on
from kkb.workbook.cell_values import unescape
from kkb.workbook.model import refuse
from kkb.workbook.plain_strings import sift_strings
from kkb.workbook.xml_pass import MAX_ATTRIBUTES, MAX_DEPTH, MainNames, feed, make_parser

MOST_STRINGS = 5_000_000


class Strings(list[str]):
    """The texts by their number; `struck` are those of which a part at least is crossed out."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: set[int] = set()


def read_strings(chunks: Iterable[bytes]) -> Strings:
    """The texts of xl/sharedStrings.xml in order; of a rich text its runs joined, without the phonetic ones."""
    strings = Strings()
    pieces: list[str] = []
    text: list[str] = []
    local = MainNames()
    phonetic = depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal phonetic, depth
        depth += 1
        if depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise refuse("too_big_inside")
        tag = local[name]
        if tag == "t":
            text.clear()
        elif tag == "si":
            pieces.clear()
            phonetic = 0
        elif tag == "rPh":
            phonetic += 1
        elif tag == "strike" and is_on(attributes):
            strings.struck.add(len(strings))

    def end(name: str) -> None:
        nonlocal phonetic, depth
        depth -= 1
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

    def take(told: list[str]) -> None:
        strings.extend(map(unescape, told) if "_x" in "\n".join(told) else told)
        if len(strings) > MOST_STRINGS:
            raise refuse("too_big_inside")

    parser = make_parser(with_namespaces=True)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    feed(parser, sift_strings(chunks, lambda: depth == 1, take))
    return strings
