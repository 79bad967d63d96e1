"""What the styles of a workbook say of a number: that it is a day or a length of time, and how much of it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kkb.workbook.number_formats import BUILT_IN, shown_part
from kkb.workbook.xml_pass import LocalNames, parse_xml

_DAYS = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
"""Built-in formats of days and times (ECMA-376, 18.8.30); 27 to 36 and 50 to 58 are those of East Asia."""

_ELAPSED = 46
"""[h]:mm:ss."""

_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_LETTERS_OF_DAYS = re.compile("[dmyhs]", re.IGNORECASE)
_ELAPSED_CODE = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


@dataclass(slots=True)
class CellStyles:
    """Styles by their index as cells name it in `s`.

    `partial` are those that show a date in part ("month", "year" or NO_YEAR), `days` those of days and times,
    `durations` those of lengths of time.
    """

    partial: dict[str, str] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    durations: set[str] = field(default_factory=set)


def read_styles(chunks: Iterable[bytes]) -> CellStyles:
    """The styles of xl/styles.xml."""
    codes: dict[int, str] = dict(BUILT_IN)
    own: set[int] = set()
    styles = CellStyles()
    local = LocalNames()
    is_cell_style = False
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_cell_style, count
        tag = local[name]
        if tag == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            number = int(attributes["numFmtId"])
            codes[number] = attributes.get("formatCode", "")
            own.add(number)
        elif tag == "xf" and is_cell_style:
            given = attributes.get("numFmtId", "")
            number = int(given) if given.isdecimal() else 0
            code = codes.get(number, "")
            if (part := shown_part(code)) is not None:
                styles.partial[str(count)] = part
            kind = _kind_of_code(code) if number in own else _kind_of_built_in(number)
            if kind == "day":
                styles.days.add(str(count))
            elif kind == "duration":
                styles.durations.add(str(count))
            count += 1
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            is_cell_style = tag == "cellXfs"

    parse_xml(chunks, start=start)
    return styles


def _kind_of_built_in(number: int) -> str:
    return "duration" if number == _ELAPSED else "day" if number in _DAYS else ""


def _kind_of_code(code: str) -> str:
    first = code.partition(";")[0]
    if _ELAPSED_CODE.search(first):
        return "duration"
    letters = _NO_LETTERS.sub("", first)
    # "General" has no letter of a day but an "e"; a scientific number none at all.
    return "day" if _LETTERS_OF_DAYS.search(letters) and letters.casefold() != "general" else ""
