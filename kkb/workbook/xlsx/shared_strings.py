"""The texts that cells of a workbook refer to by number, without what only says how to read a text aloud."""

from __future__ import annotations

from collections.abc import Iterable

from kkb.workbook.model import refuse
from kkb.workbook.xlsx.cell_styles import is_on
from kkb.workbook.xlsx.cell_values import unescape
from kkb.workbook.xlsx.xml_pass import MAX_ATTRIBUTES, MAX_DEPTH, by_element, feed, make_parser

MOST_STRINGS = 5_000_000


class Strings(list[str]):
    """The texts by their number; `struck` are those of which a part at least is crossed out."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: set[int] = set()


def read_strings(chunks: Iterable[bytes]) -> Strings:
    """The texts of xl/sharedStrings.xml in order; of a rich text its runs joined, without the phonetic ones.

    Raises Refused for too many texts and for XML that is not well formed.
    """
    reader = _StringsReader()
    parser = make_parser(with_namespaces=True)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text.append
    feed(parser, chunks)
    return reader.strings


class _StringsReader:
    """The handlers of the pass over the texts."""

    def __init__(self) -> None:
        self.strings = Strings()
        self.text: list[str] = []
        self._runs: list[str] = []
        self._phonetic = self._depth = 0
        self._at_start = by_element(
            {
                "si": self._start_string,
                "t": self._start_text,
                "rPh": self._start_phonetic,
                "strike": self._note_strike,
            }
        )
        self._at_end = by_element({"si": self._end_string, "t": self._end_text, "rPh": self._end_phonetic})

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        self._depth += 1
        if self._depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise refuse("too_big_inside")
        handle = self._at_start.get(name)
        if handle is not None:
            handle(attributes)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        self._depth -= 1
        handle = self._at_end.get(name)
        if handle is not None:
            handle()

    def _start_string(self, _: dict[str, str]) -> None:
        self._runs.clear()
        self._phonetic = 0

    def _end_string(self) -> None:
        self.strings.append(unescape("".join(self._runs)))
        if len(self.strings) > MOST_STRINGS:
            raise refuse("too_big_inside")

    def _start_text(self, _: dict[str, str]) -> None:
        self.text.clear()

    def _end_text(self) -> None:
        if not self._phonetic:
            self._runs.extend(self.text)

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1

    def _note_strike(self, attributes: dict[str, str]) -> None:
        if is_on(attributes):
            self.strings.struck.add(len(self.strings))
