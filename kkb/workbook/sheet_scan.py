"""What one pass over a worksheet's XML tells: facts that readers of Excel lose, addresses none may trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kkb.workbook.model import refuse
from kkb.workbook.xml_pass import LocalNames, parse_xml

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_CELLS = 5_000_000
MAX_AREA = 20_000_000
"""Cells in the box around all filled cells: a reader allocates the whole box."""
MAX_DEPTH = 40

_REACHES_OUT = re.compile(
    r"\b(WEBSERVICE|FILTERXML|HYPERLINK|DDE|CALL|REGISTER\.ID|EXEC|IMPORTDATA|IMPORTXML)\s*\(|\w\s*(\|)\s*'",
    re.IGNORECASE,
)
"""Functions that fetch, open or start something outside the workbook; "cmd|'…'" is DDE as it is typed."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(slots=True)
class SheetFacts:
    """Facts of one worksheet; rows and columns count from 1.

    `errors` maps (row, column) → "#REF!"; `no_cache` are formulas without a stored result, `formulas` those with
    one, `dangerous` those that reach outside the workbook with the name of what does; `partial` maps a cell to "month"
    or "year" where its format shows no more of a date; `hidden_rows` and `hidden_columns` are those Excel does not
    show; `merged` ranges are (first row, first column, last row, last column); `area` is the number of cells in the
    box around everything filled (0: an empty sheet).
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    no_cache: set[tuple[int, int]] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    dangerous: dict[tuple[int, int], str] = field(default_factory=dict)
    partial: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    area: int = 0


def column_number(letters: str) -> int:
    """ "A" → 1, "XFD" → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 → "A", 16384 → "XFD"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_address(text: str) -> tuple[int, int]:
    """ "C14" → (14, 3). Raises Refused for an address outside Excel's grid."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise refuse("damaged")
    row, column = int(match[2]), column_number(match[1])
    if row > MAX_ROW or column > MAX_COLUMN:
        raise refuse("damaged")
    return row, column


def scan_sheet(
    chunks: Iterable[bytes], string_count: int, partial_styles: Mapping[str, str] | None = None
) -> SheetFacts:
    """The facts of one worksheet part. `partial_styles` are the styles whose format shows a date in part.

    Raises Refused for addresses outside Excel's grid, an index beyond the `string_count` shared strings, too
    many cells, or a box that a reader could not hold. Closures rather than a class: this runs for every cell.
    """
    facts = SheetFacts()
    local = LocalNames()
    columns: dict[str, int] = {}
    text: list[str] = []
    ended: list[str] = []
    started = row = column = cells = 0
    row_text = "0"
    kind: str | None = None
    style = ""
    partial = partial_styles or {}
    in_cell = has_formula = has_value = False
    top, left, bottom, right = MAX_ROW + 1, MAX_COLUMN + 1, 0, 0

    def locate(address: str) -> int:
        found_row, found_column = parse_address(address)
        if found_row != row:
            raise refuse("damaged")
        columns[address[: -len(row_text)]] = found_column
        return found_column

    def look_at_formula() -> None:
        if found := _REACHES_OUT.search("".join(text)):
            facts.dangerous[row, column] = (found[1] or "DDE").upper()

    def finish_cell() -> None:
        nonlocal in_cell, top, left, bottom, right
        in_cell = False
        if has_formula and not has_value:
            look_at_formula()
        if has_formula and (not has_value or (kind != "str" and not "".join(text).strip())):
            # An empty stored text (t="str") is a result: the formula gave "".
            facts.no_cache.add((row, column))
        elif not has_value:
            return
        elif kind == "s":
            index = "".join(text).strip()
            if index and not (index.isascii() and index.isdigit() and int(index) < string_count):
                raise refuse("damaged")
        elif kind == "e":
            facts.errors[row, column] = "".join(text).strip() or "#N/A"
        elif has_formula:
            facts.formulas.add((row, column))
        if style in partial:
            facts.partial[row, column] = partial[style]
        if row > bottom:
            bottom = row
        if row < top:
            top = row
        if column < left:
            left = column
        if column > right:
            right = column

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal started, row, row_text, column, cells, kind, style, in_cell, has_formula, has_value
        started += 1
        tag = local[name]
        if tag == "v":
            if has_formula:
                look_at_formula()
            has_value = True
            text.clear()
        elif tag == "c":
            if in_cell:
                finish_cell()
            in_cell = True
            has_formula = has_value = False
            cells += 1
            kind = attributes.get("t")
            style = attributes.get("s", "")
            address = attributes.get("r")
            if address is None:
                column += 1
            elif not address.endswith(row_text):
                raise refuse("damaged")
            else:
                column = columns.get(address[: -len(row_text)]) or locate(address)
            if not row or column > MAX_COLUMN:
                raise refuse("damaged")
        elif tag == "f":
            has_formula = True
            text.clear()
        elif tag == "is":
            has_value = True
            text.clear()
        elif tag == "row":
            if in_cell:
                finish_cell()
            started -= len(ended)
            ended.clear()
            given = attributes.get("r")
            row = row + 1 if given is None else int(given)
            row_text = str(row)
            column = 0
            if not 1 <= row <= MAX_ROW:
                raise refuse("damaged")
            if attributes.get("hidden") in ("1", "true"):
                facts.hidden_rows.add(row)
        elif tag == "col":
            if attributes.get("hidden") in ("1", "true"):
                facts.hidden_columns.append((int(attributes.get("min", 0)), int(attributes.get("max", 0))))
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            facts.merged.append((*parse_address(first), *parse_address(last or first)))
        if started - len(ended) > MAX_DEPTH or cells > MAX_CELLS:
            raise refuse("too_big_inside")

    # A cell is finished by the next one, and ends are counted by a list: two calls of Python a cell, not six.
    parse_xml(chunks, start=start, end=ended.append, text=text.append)
    if in_cell:
        finish_cell()
    if bottom:
        facts.area = (bottom - top + 1) * (right - left + 1)
    if facts.area > MAX_AREA:
        raise refuse("too_big_inside")
    return facts
