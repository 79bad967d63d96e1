"""Text with separators (.csv, tabs): what separates the columns is found out, and said where it is a guess."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from kkb.recap import TextForm
from kkb.workbook.addresses import MAX_COLUMN
from kkb.workbook.formats.bounds import LONGEST_TEXT, check_counts
from kkb.workbook.formats.decoding import decode_text
from kkb.workbook.formats.text_cells import text_value
from kkb.workbook.grid import MAX_AREA, Grid, Value
from kkb.workbook.model import refuse

SHEET = "CSV"
"""The name under which cells of a text are found: it has no sheet, and the name of the file may change."""

_SEPARATORS = (";", ",", "\t", "|")
_SEP_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_SAMPLE_LINES = 300
_SAMPLE_LETTERS = 200_000
_NEAR = 0.8
"""A second separator that gives this share of the first one's cells leaves that one a guess."""
_MOST_BREAKS = 30
_LEAST_COLUMNS = 3
"""A title with one comma is no row of two columns."""

Doubt = Literal["pemisah", "huruf", "kutip", "baris"]


def read_csv(data: bytes) -> tuple[Grid, TextForm]:
    """The one grid of a text, and how it was read. Every filled cell is a text, errors of Excel apart.

    Rows count as Excel shows them: a first line "sep=;" is none. Raises Refused for NUL bytes, and beyond bounds that
    are counted before the text is taken apart.
    """
    csv.field_size_limit(LONGEST_TEXT)
    decoded = decode_text(data)
    text = decoded.text
    doubts: list[Doubt] = []
    if "\x00" in text:
        raise refuse("damaged")
    check_counts(rows=max(text.count("\n"), text.count("\r")))
    if match := _SEP_LINE.match(text):
        separator, text = match[1], text[match.end() :]
    else:
        separator, is_guess = find_separator(text)
        doubts += ["pemisah"] if is_guess else []
    check_counts(cells=text.count(separator))
    lines, has_odd_quotes = _split(text, separator)
    doubts += ["kutip"] if has_odd_quotes else []
    doubts += ["huruf"] if decoded.is_guess else []
    doubts += ["baris"] if _has_other_rows(lines, separator) else []
    form = TextForm("csv", encoding=decoded.encoding, separator=separator, doubts=tuple(doubts))
    return Grid(SHEET, lines), form


def find_separator(text: str) -> tuple[str, bool]:
    """The separator that gives most cells in lines of equal width; True if another does nearly as well."""
    sample = text[:_SAMPLE_LETTERS]
    if len(text) > _SAMPLE_LETTERS:
        sample = sample.rpartition("\n")[0] or sample
    scores = sorted(((_evenness(sample, one), -place) for place, one in enumerate(_SEPARATORS)), reverse=True)
    (best, place), (second, _) = scores[0], scores[1]
    return _SEPARATORS[-place], second >= best * _NEAR


def _evenness(sample: str, separator: str) -> int:
    """How many cells the lines give that have the commonest number of columns, of two at least."""
    widths = Counter[int]()
    try:
        for count, fields in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=separator)):
            if count >= _SAMPLE_LINES:
                break
            if len(fields) > 1 and any(field.strip() for field in fields):
                widths[len(fields)] += 1
    except csv.Error:
        return 0
    return max((lines * (width - 1) for width, lines in widths.items()), default=0)


def _split(text: str, separator: str) -> tuple[list[list[Value]], bool]:
    """The rows of a text, and whether its quotation marks do not pair: then they are taken for letters."""
    try:
        rows, is_odd = _take(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), separator)
    except csv.Error:
        is_odd = True
    if is_odd:
        plain = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
        try:
            rows, _ = _take(plain, separator, strip_quotes=True)
        except csv.Error as error:
            raise refuse("too_big_inside") from error
    return rows, is_odd


def _take(reader: Iterable[list[str]], separator: str, *, strip_quotes: bool = False) -> tuple[list[list[Value]], bool]:
    """The values row by row; True if a field has swallowed lines that look like rows."""
    rows: list[list[Value]] = []
    width = 0
    is_odd = False
    for fields in reader:
        width = max(width, len(fields))
        if width > MAX_COLUMN:
            raise refuse("too_big_inside")
        if strip_quotes:
            fields = [_without_quotes(field) for field in fields]
        else:
            is_odd = is_odd or any("\n" in field and _has_swallowed(field, separator) for field in fields)
        rows.append([text_value(field) for field in fields])
    if width * len(rows) > MAX_AREA:
        raise refuse("too_big_inside")
    return rows, is_odd


def _has_other_rows(lines: list[list[Value]], separator: str) -> bool:
    """True if a row that stands in one cell would have as many columns as most rows, parted by another separator."""
    widths = Counter(len(line) for line in lines if len(line) >= _LEAST_COLUMNS)
    if not widths:
        return False
    parted = widths.most_common(1)[0][0] - 1
    others = [one for one in _SEPARATORS if one != separator]
    whole = (filled[0] for line in lines if len(filled := [value for value in line if isinstance(value, str)]) == 1)
    return any(text.count(one) == parted for text in whole for one in others)


def _has_swallowed(field: str, separator: str) -> bool:
    lines = field.split("\n")
    return len(lines) > _MOST_BREAKS or any(line.count(separator) > 1 for line in lines)


def _without_quotes(field: str) -> str:
    stripped = field.strip()
    is_quoted = len(stripped) > 1 and stripped[0] == stripped[-1] == '"'
    return stripped[1:-1].replace('""', '"') if is_quoted else field
