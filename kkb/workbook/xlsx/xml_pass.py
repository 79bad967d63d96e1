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


class TextPass:
    """One pass over a part with texts: a handler for each kind of element, by its local name.

    `_runs` are the runs of the text that is open, without those that only say how it is read aloud (rPh). Elements
    without a handler may stand only so deep.
    """

    def __init__(self, at_start: Mapping[str, Handler], at_end: Mapping[str, Handler]) -> None:
        self._text: list[str] = []
        self._runs: list[str] = []
        self._phonetic = self._depth = 0
        starts = {"t": self._start_text, "rPh": self._start_phonetic, **at_start}
        ends = {**dict.fromkeys(starts, lambda: None), "t": self._end_text, "rPh": self._end_phonetic, **at_end}
        self._at_start = _Handlers(starts, self._start_other)
        self._at_end = _Handlers(ends, self._end_other)

    def parse(self, chunks: Iterable[bytes]) -> None:
        """Call the handlers for the elements of a part. Raises Refused as `feed` does, and for elements too deep."""
        at_start, at_end = self._at_start, self._at_end
        parser = make_parser(with_namespaces=True)
        parser.StartElementHandler = lambda name, attributes: at_start[name](attributes)
        parser.EndElementHandler = lambda name: at_end[name]()
        parser.CharacterDataHandler = self._text.append
        feed(parser, chunks)

    def _start_other(self, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise refuse("too_big_inside")

    def _end_other(self) -> None:
        self._depth -= 1

    def _start_runs(self) -> None:
        self._runs.clear()
        self._phonetic = 0

    def _start_text(self, _: dict[str, str]) -> None:
        self._text.clear()

    def _end_text(self) -> None:
        if not self._phonetic:
            self._runs.extend(self._text)

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1


class _Handlers(dict[str, Handler]):
    """Handlers by every name that expat gives an element of a workbook, with its namespace; `other` for the rest."""

    def __init__(self, by_local_name: Mapping[str, Handler], other: Handler) -> None:
        for local, handle in by_local_name.items():
            self.update(dict.fromkeys((local, *(f"{namespace} {local}" for namespace in MAIN)), handle))
        self._other = other

    def __missing__(self, name: str) -> Handler:
        return self._other


def _refuse_dtd(*_: object) -> None:
    raise refuse("dtd")


def _parse(parser: expat.XMLParserType, chunk: bytes, is_final: bool) -> None:
    try:
        parser.Parse(chunk, is_final)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # LookupError: an encoding Python does not know; ValueError: one expat cannot use, or a bad number.
        raise refuse("damaged") from error
