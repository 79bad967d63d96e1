"""How much of a date its number format shows: "mmm-yy" shows no day, "yyyy" neither day nor month.

Excel turns a typed "Mei 2018" into the first of May and shows "Mei-18"; the day is Excel's, not the officer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kkb.workbook.xml_pass import LocalNames, parse_xml

LENGTH_SHOWN = {"month": len("2018-05"), "year": len("2018")}
"""Letters of an ISO date that a partial format shows."""

_BUILT_IN = {17: "mmm-yy"}
"""Built-in formats that show a date without its day; the others show it, or no date at all (ECMA-376, 18.8.30)."""

_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shown_part(code: str) -> str | None:
    """ "month" or "year" for a format that shows a date down to that only; None for any other format."""
    letters = _NO_LETTERS.sub("", code.partition(";")[0]).casefold()
    if "y" not in letters or re.search("[dhsg#0?@]", letters):
        return None
    return "month" if "m" in letters else "year"


def partial_styles(chunks: Iterable[bytes]) -> dict[str, str]:
    """Index of a cell style, as cells name it in `s`, → "month" or "year". Reads xl/styles.xml."""
    codes = dict(_BUILT_IN)
    styles: dict[str, str] = {}
    local = LocalNames()
    is_cell_style = False
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_cell_style, count
        tag = local[name]
        if tag == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "xf" and is_cell_style:
            number = attributes.get("numFmtId", "")
            part = shown_part(codes.get(int(number), "")) if number.isdecimal() else None
            if part is not None:
                styles[str(count)] = part
            count += 1
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            is_cell_style = tag == "cellXfs"

    parse_xml(chunks, start=start)
    return styles
