"""What one pass over a worksheet's XML tells: its values, facts that readers lose, addresses none may trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kkb.workbook import formulas
from kkb.workbook.cell_styles import CellStyles, is_on
from kkb.workbook.cell_values import DateLike, day_of, duration_of, iso_day_of, number_of, truth_of, unescape
from kkb.workbook.model import refuse
from kkb.workbook.xml_pass import MAX_ATTRIBUTES, MAX_DEPTH, MainNames, feed, make_parser

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_CELLS = 5_000_000
MAX_AREA = 20_000_000
"""Cells in the box around all filled cells: a reader allocates the whole box."""
MAX_MERGED = 250_000
MAX_DRESSED = 200_000
"""Cells with a fill, or with a percentage, of one sheet: with more of them it is no report of a regency."""

MAX_BROKEN = 20_000
"""Broken cells of one sheet: more of them are no slips but a file that is broken as a whole."""

_SHOWN = 120
"""Letters of a broken cell that are kept."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TRUE = ("1", "true")
_DEPTH_OF_ROWS = 2
"""Elements that are open between two rows: the worksheet and its data."""

XmlValue = str | float | bool | DateLike
"""What the XML says that a cell holds; "" for a blank one."""


@dataclass(slots=True)
class SheetFacts:
    """Facts of one worksheet; rows and columns count from 1.

    `errors` maps (row, column) → "#REF!", `broken` to the text of a value that no reader can be trusted with;
    `no_cache` are formulas without a stored result, `formulas` those with one, `dangerous` those that reach outside
    the workbook with the name of what does, `linked` those with values of another workbook; `partial` maps a cell to
    "month" or "year" where its format shows no more of a date; `hidden_rows` and `hidden_columns` are those Excel does
    not show; `merged` ranges are (first row, first column, last row, last column); `area` is the number of cells in
    the box around everything filled (0: an empty sheet). `fills` maps a cell, blank or not, to the colour behind it,
    `struck` are those whose text is crossed out at least in part, `notes` maps a cell to what is pinned to it,
    `percent` are those that show their number in percent.

    `rows` maps a row to its first filled column and its values from there, as the XML says them ("" where it is blank,
    or where `errors`, `broken` or `no_cache` know more); None for a format whose values only its reader knows.
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
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    linked: set[tuple[int, int]] = field(default_factory=set)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: dict[int, tuple[int, list[XmlValue]]] | None = None

    def knows(self, place: tuple[int, int]) -> bool:
        """True for a cell of which more is known than a reader tells."""
        return place in self.broken or place in self.errors or place in self.no_cache

    def add_broken(self, row: int, column: int, text: str) -> None:
        """Note a value that cannot be trusted. Raises Refused where they are too many to be slips."""
        if len(self.broken) >= MAX_BROKEN:
            raise refuse("damaged")
        self.broken[row, column] = text[:_SHOWN]


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


class _Columns(dict[str, int]):
    """Letters of a column → its number; filled as they are asked for."""

    def __missing__(self, letters: str) -> int:
        self[letters] = number = column_number(letters)
        return number


_columns = _Columns()


def column_of(ref: str) -> int:
    """The column of an address that is known to be one: "C14" → 3."""
    return _columns[ref.rstrip("0123456789")]


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
    chunks: Iterable[bytes],
    strings: Sequence[str] = (),
    styles: CellStyles | None = None,
    *,
    is_1904: bool = False,
) -> SheetFacts:
    """The values and facts of one worksheet part. `strings` are the texts that its cells name by number.

    Raises Refused for addresses outside Excel's grid, too many cells, or a box that a reader could not hold.
    Closures rather than a class: this runs for every cell.
    """
    from kkb.workbook.plain_rows import PlainRows
    from kkb.workbook.row_shapes import Shape
    from kkb.workbook.row_sifter import Sifter

    rows: dict[int, tuple[int, list[XmlValue]]] = {}
    facts = SheetFacts(rows=rows)
    look = styles or CellStyles()
    partial, days, durations = look.partial, look.days, look.durations
    otherwise = partial.keys() | look.percents
    dressed = look.fills.keys() | look.struck
    struck_strings = getattr(strings, "struck", ())
    local = MainNames()
    columns: dict[str, int] = {}
    numbers: dict[str, float] = {}
    dates: dict[str, DateLike] = {}
    reaching: dict[str, tuple[str | None, bool]] = {}
    text: list[str] = []
    ended: list[str] = []
    pieces: list[str] = []
    started = row = column = cells = padding = following = phonetic = 0
    row_text = "0"
    kind: str | None = None
    style = shared = ""
    in_cell = has_formula = has_value = is_inline = is_doubled = False
    line: list[XmlValue] = []
    string_count = len(strings)

    def locate(address: str) -> int:
        found_row, found_column = parse_address(address)
        if found_row != row:
            raise refuse("damaged")
        columns[address[: -len(row_text)]] = found_column
        return found_column

    def look_at_formula() -> None:
        formula = "".join(text)
        if formula.strip():
            told = (formulas.reaches_out(formula), formulas.names_other_workbook(formula))
            if shared:
                reaching[shared] = told
        else:
            told = reaching.get(shared, (None, False))
        if told[0]:
            facts.dangerous[row, column] = told[0]
        if told[1]:
            facts.linked.add((row, column))

    def look_at_dress() -> None:
        if style in look.struck:
            facts.struck.add((row, column))
        if style in look.fills and len(facts.fills) <= MAX_DRESSED:
            facts.fills[row, column] = look.fills[style]

    def read_value(raw: str) -> XmlValue | None:
        """The value of the cell; "" for a blank one, None for one that cannot be trusted."""
        if is_doubled:
            return None
        if is_inline:
            return unescape(raw) if kind in ("inlineStr", "str", None) else None
        if kind == "str":
            return unescape(raw)
        bare = raw.strip()
        if not bare:
            return ""
        if kind == "s":
            # A sign, a fraction or a digit of another script is none of Excel's: only the plainest count.
            is_plain = bare.isascii() and bare.isdigit() and len(bare) < 8
            if is_plain and int(bare) in struck_strings:
                facts.struck.add((row, column))
            return strings[int(bare)] if is_plain and int(bare) < string_count else None
        if kind is None or kind == "n":
            number = number_of(raw)
            if number is None:
                return None
            if style in days:
                return day_of(number, is_1904=is_1904)
            return duration_of(number) if style in durations else number
        if kind == "b":
            return truth_of(raw)
        return iso_day_of(raw) if kind == "d" else None

    def finish_cell() -> None:
        nonlocal in_cell, following
        in_cell = False
        if has_formula and not has_value:
            look_at_formula()
        elif not has_value:
            return
        value: XmlValue | None
        raw = "".join(pieces) if is_inline else text[0] if len(text) == 1 else "".join(text)
        if not has_value or (has_formula and kind != "str" and not raw.strip()):
            # An empty stored text (t="str") is a result: the formula gave "".
            facts.no_cache.add((row, column))
            value = ""
        elif kind == "e":
            facts.errors[row, column] = raw.strip()[:_SHOWN] or "#N/A"
            value = ""
        else:
            # Nearly all cells: a text by its number, and a number or a day that has been seen before.
            known: XmlValue | None = None
            if is_doubled or is_inline:
                pass
            elif kind == "s":
                if not struck_strings and raw.isdigit() and raw.isascii() and len(raw) < 8 and int(raw) < string_count:
                    known = strings[int(raw)]
            elif kind is None:
                known = dates.get(raw) if style in days else None if style in durations else numbers.get(raw)
            if known is not None:
                value = known
            else:
                value = read_value(raw)
                if value is None:
                    facts.add_broken(row, column, raw.strip())
                    value = ""
                elif kind is None and type(value) is float:
                    numbers[raw] = value
                elif kind is None and style in days and not isinstance(value, str | bool | float):
                    dates[raw] = value
            if has_formula:
                facts.formulas.add((row, column))
        if style in otherwise:
            if style in partial:
                facts.partial[row, column] = partial[style]
            elif len(facts.percent) <= MAX_DRESSED:
                facts.percent.add((row, column))
        if column == following:
            line.append(value)
            following += 1
        else:
            place(value)

    def place(value: XmlValue) -> None:
        """Put a value where no cell came right before it; two values for one cell are none."""
        nonlocal line, following, padding
        first, line = rows.get(row) or (column, [])
        if column < first:
            padding += first - column
            line[:0] = [""] * (first - column)
            first = column
        index = column - first
        if index < len(line):
            if line[index] != "" or (row, column) in facts.broken:
                facts.add_broken(row, column, str(value))
                value = ""
            line[index] = value
        else:
            padding += index - len(line)
            if padding > MAX_AREA:
                raise refuse("too_big_inside")
            line.extend([""] * (index - len(line)))
            line.append(value)
        rows[row] = first, line
        following = first + len(line)

    def start_inline() -> None:
        nonlocal has_value, is_inline, is_doubled, phonetic
        is_doubled = is_doubled or has_value
        has_value = is_inline = True
        phonetic = 0
        pieces.clear()
        parser.EndElementHandler = end_inline

    def end_inline(name: str) -> None:
        nonlocal phonetic
        ended.append(name)
        tag = local[name]
        if tag == "t":
            if not phonetic:
                pieces.extend(text)
        elif tag == "rPh":
            phonetic -= 1
        elif tag == "is":
            parser.EndElementHandler = ended.append

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal started, row, row_text, column, cells, kind, style, shared, following, phonetic
        nonlocal in_cell, has_formula, has_value, is_inline, is_doubled
        started += 1
        tag = local[name]
        if tag == "v":
            if in_cell:
                if has_formula and not has_value:
                    look_at_formula()
                is_doubled = has_value
                has_value = True
                text.clear()
        elif tag == "c":
            if in_cell:
                finish_cell()
            in_cell = True
            has_formula = has_value = is_inline = is_doubled = False
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
            if style in dressed:
                look_at_dress()
        elif tag == "t":
            text.clear()
        elif tag == "f":
            if in_cell:
                is_doubled = has_formula
                has_formula = True
                shared = attributes.get("si", "")
                text.clear()
        elif tag == "is":
            if in_cell:
                start_inline()
        elif tag == "rPh":
            phonetic += 1
        elif tag == "row":
            if in_cell:
                finish_cell()
            started -= len(ended)
            ended.clear()
            given = attributes.get("r")
            if given is None:
                row += 1
            elif given.isascii() and given.isdigit() and len(given) < 9:
                row = int(given)
            else:
                raise refuse("damaged")
            row_text = str(row)
            column = following = 0
            if not 1 <= row <= MAX_ROW:
                raise refuse("damaged")
            if attributes.get("hidden") in _TRUE:
                facts.hidden_rows.add(row)
        elif tag == "col":
            if attributes.get("hidden") in _TRUE:
                left, right = int(attributes.get("min", 0)), int(attributes.get("max", 0))
                facts.hidden_columns.append((left, right))
                if not 1 <= left <= right <= MAX_COLUMN or len(facts.hidden_columns) > MAX_COLUMN:
                    raise refuse("damaged")
        elif tag == "mergeCell":
            first, colon, last = attributes.get("ref", "").partition(":")
            facts.merged.append((*parse_address(first), *parse_address(last if colon else first)))
            if len(facts.merged) > MAX_MERGED:
                raise refuse("too_big_inside")
        elif tag == "strike":
            if is_inline and is_on(attributes):
                facts.struck.add((row, column))
        elif in_cell and started - len(ended) == 2:
            finish_cell()  # What stands behind the rows may hold text of its own.
        if started - len(ended) > MAX_DEPTH or cells > MAX_CELLS or len(attributes) > MAX_ATTRIBUTES:
            raise refuse("too_big_inside")

    def is_between_rows() -> bool:
        return started - len(ended) == _DEPTH_OF_ROWS

    def last_row() -> int:
        return row

    def take(shapes: list[Shape], last: int) -> None:
        nonlocal row, cells, padding
        if in_cell:
            finish_cell()
        more_cells, more_padding = plain.take(shapes)
        row, cells, padding = last, cells + more_cells, padding + more_padding
        if cells > MAX_CELLS or padding > MAX_AREA:
            raise refuse("too_big_inside")

    # A cell is finished by the next one, and ends are counted by a list: two calls of Python a cell, not six.
    parser = make_parser(with_namespaces=True)
    parser.StartElementHandler = start
    parser.EndElementHandler = ended.append
    parser.CharacterDataHandler = text.append
    plain = PlainRows(facts, strings, look, is_1904=is_1904)
    feed(parser, Sifter(is_between_rows, last_row, plain.admit, take).sift(chunks))
    if in_cell:
        finish_cell()
    if rows:
        left = min([first for first, _ in rows.values()])
        right = max([first + len(line) for first, line in rows.values()])
        facts.area = (max(rows) - min(rows) + 1) * (right - left)
    if len(facts.fills) > MAX_DRESSED:
        facts.fills.clear()
    if facts.area > MAX_AREA:
        raise refuse("too_big_inside")
    return facts
