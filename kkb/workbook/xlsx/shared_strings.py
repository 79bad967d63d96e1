"""The texts that cells of a workbook refer to by number, without what only says how to read a text aloud."""

from __future__ import annotations

from collections.abc import Iterable

from kkb.workbook.model import refuse
from kkb.workbook.xlsx.cell_styles import is_on
from kkb.workbook.xlsx.cell_values import unescape
from kkb.workbook.xlsx.xml_pass import TextPass

MOST_STRINGS = 5_000_000


class Strings(dict[str, str]):
    """The texts by their number as cells write it; `struck` are those of which a part at least is crossed out."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: set[str] = set()


def read_strings(chunks: Iterable[bytes]) -> Strings:
    """The texts of xl/sharedStrings.xml in order; of a rich text its runs joined, without the phonetic ones.

    Raises Refused for too many texts and for XML that is not well formed.
    """
    reader = _StringsPass()
    reader.parse(chunks)
    return reader.strings


class _StringsPass(TextPass):
    """The handlers of the pass over the texts."""

    def __init__(self) -> None:
        super().__init__({"si": self._start_string, "strike": self._note_strike}, {"si": self._end_string})
        self.strings = Strings()

    def _start_string(self, _: dict[str, str]) -> None:
        self._start_runs()

    def _end_string(self) -> None:
        self.strings[str(len(self.strings))] = unescape("".join(self._runs))
        if len(self.strings) > MOST_STRINGS:
            raise refuse("too_big_inside")

    def _note_strike(self, attributes: dict[str, str]) -> None:
        if is_on(attributes):
            self.strings.struck.add(str(len(self.strings)))
