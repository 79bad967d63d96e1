"""One pass of expat over one XML part, with a DTD or an entity refused before it can do anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from kkb.workbook.model import refuse

Start = Callable[[str, dict[str, str]], object]
Take = Callable[[str], object]
Handler = Callable[..., object]

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of workbooks: as Excel saves them, and as "Strict Open XML"."""


MAX_DEPTH = 40
MAX_ATTRIBUTES = 64
"""Of one element; Excel writes neither as deep nor as many."""


class LocalNames(dict[str, str]):
    """Element or attribute name → the name without its namespace prefix."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


def by_element(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """Handlers by local name → by every name that expat gives such an element of a workbook, with its namespace."""
    return {name: handle for local, handle in handlers.items() for name in (local, *(f"{s} {local}" for s in MAIN))}


def make_parser(*, with_namespaces: bool = False) -> expat.XMLParserType:
    """A parser that refuses a DTD and entities. With namespaces an element is named "namespace name"."""
    parser = expat.ParserCreate(namespace_separator=" " if with_namespaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.EntityDeclHandler = _refuse_dtd
    return parser


def feed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    """Feed a whole part to a parser. Raises Refused for a DTD, an entity, and XML that is not well formed."""
    for chunk in chunks:
        _parse(parser, chunk, False)
    _parse(parser, b"", True)


def parse_xml(
    chunks: Iterable[bytes], *, start: Start | None = None, end: Take | None = None, text: Take | None = None
) -> None:
    """Feed `chunks` to expat.

    Raises Refused for a DTD, an entity, XML that is not well formed, and for elements too deep or with too many
    attributes.
    """
    depth = 0

    def count_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise refuse("too_big_inside")
        if start is not None:
            start(name, attributes)

    def count_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name)

    parser = make_parser()
    parser.StartElementHandler = count_start
    parser.EndElementHandler = count_end
    parser.CharacterDataHandler = text
    feed(parser, chunks)


def _refuse_dtd(*_: object) -> None:
    raise refuse("dtd")


def _parse(parser: expat.XMLParserType, chunk: bytes, is_final: bool) -> None:
    try:
        parser.Parse(chunk, is_final)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # LookupError: an encoding Python does not know; ValueError: one expat cannot use, or a bad number.
        raise refuse("damaged") from error
