"""What the styles of a workbook say of a cell: a day, a length of time or a percentage, what is shown, fill, strike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kkb.workbook.xlsx.number_formats import BUILT_IN, BUILT_IN_PERCENT, shown_part, shows_percent
from kkb.workbook.xlsx.xml_pass import LocalNames, parse_xml

_DAYS = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
"""Built-in formats of days and times (ECMA-376, 18.8.30); 27 to 36 and 50 to 58 are those of East Asia."""

_SECTIONS = ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_ELAPSED = 46
"""[h]:mm:ss."""

_WHITE = frozenset({"FFFFFF", "theme 0", "indexed 1", "indexed 9", "indexed 64", "indexed 65"})
"""Fills that look like none."""

_FALSE = ("0", "false", "off")
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\[\]]*\]', re.IGNORECASE)
"""A bracket that is never closed would be gone through anew at each of them: none stands within brackets."""

_LETTERS_OF_DAYS = re.compile("[dmyhs]", re.IGNORECASE)
_ELAPSED_CODE = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


@dataclass(slots=True)
class CellStyles:
    """Styles by their index as cells name it in `s`.

    `partial` are those that show a date in part ("month", "year" or NO_YEAR), `days` those of days and times,
    `durations` those of lengths of time, `percents` those of percentages. `fills` maps a style to the colour behind its
    cells ("00B050", "theme 4", "indexed 11"), `struck` are those whose text is crossed out.
    """

    partial: dict[str, str] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    durations: set[str] = field(default_factory=set)
    percents: set[str] = field(default_factory=set)
    fills: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)


def read_styles(chunks: Iterable[bytes]) -> CellStyles:
    """The styles of xl/styles.xml."""
    codes: dict[int, str] = dict(BUILT_IN)
    own: set[int] = set()
    styles = CellStyles()
    local = LocalNames()
    section = pattern = ""
    fonts: list[bool] = []
    fills: list[str] = []
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal section, pattern, count
        tag = local[name]
        if tag == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            number = int(attributes["numFmtId"])
            codes[number] = attributes.get("formatCode", "")
            own.add(number)
        elif tag in _SECTIONS:
            section = tag
        elif section == "fonts" and tag == "font":
            fonts.append(False)
        elif section == "fonts" and tag == "strike" and fonts:
            fonts[-1] = is_on(attributes)
        elif section == "fills" and tag == "fill":
            fills.append("")
        elif section == "fills" and tag == "patternFill":
            pattern = attributes.get("patternType", "")
        elif section == "fills" and tag == "fgColor" and fills and pattern == "solid":
            fills[-1] = _colour(attributes)
        elif tag == "xf" and section == "cellXfs":
            if _at(fonts, attributes.get("fontId", "")):
                styles.struck.add(str(count))
            if fill := _at(fills, attributes.get("fillId", "")):
                styles.fills[str(count)] = fill
            given = attributes.get("numFmtId", "")
            number = int(given) if given.isdecimal() else 0
            code = codes.get(number, "")
            if (part := shown_part(code)) is not None:
                styles.partial[str(count)] = part
            if shows_percent(code) if number in own else number in BUILT_IN_PERCENT:
                styles.percents.add(str(count))
            kind = format_kind(number, code if number in own else None)
            if kind == "day":
                styles.days.add(str(count))
            elif kind == "duration":
                styles.durations.add(str(count))
            count += 1

    parse_xml(chunks, start=start)
    return styles


def is_on(attributes: dict[str, str]) -> bool:
    """True for an element such as <strike/>, unless it says that it is not meant."""
    return attributes.get("val", "1") not in _FALSE


_Kept = TypeVar("_Kept")


def _at(items: Sequence[_Kept], index: str) -> _Kept | None:
    return items[int(index)] if index.isdecimal() and len(index) < 6 and int(index) < len(items) else None


def _colour(attributes: dict[str, str]) -> str:
    """The name of a colour; "" for white and for one that is left to the program."""
    rgb, tint = attributes.get("rgb", ""), attributes.get("tint", "")
    name = (
        rgb[-6:].upper() if rgb else next((f"{k} {attributes[k]}" for k in ("theme", "indexed") if k in attributes), "")
    )
    if tint and name:
        name = f"{name} {tint[:6]}"
    return "" if name in _WHITE or not name.replace(" ", "").replace(".", "").replace("-", "").isalnum() else name[:24]


def format_kind(number: int, code: str | None) -> str:
    """ "day", "duration" or "" for what a number format shows: by its code, or by its number if it is built in."""
    return _kind_of_built_in(number) if code is None else _kind_of_code(code)


def _kind_of_built_in(number: int) -> str:
    return "duration" if number == _ELAPSED else "day" if number in _DAYS else ""


def _kind_of_code(code: str) -> str:
    first = code.partition(";")[0]
    if _ELAPSED_CODE.search(first):
        return "duration"
    letters = _NO_LETTERS.sub("", first)
    # "General" has no letter of a day but an "e"; a scientific number none at all.
    return "day" if _LETTERS_OF_DAYS.search(letters) and letters.casefold() != "general" else ""
