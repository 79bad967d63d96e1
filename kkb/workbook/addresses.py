"""Addresses of cells: "C14" is row 14, column 3. Rows and columns count from 1, as Excel's do."""

from __future__ import annotations

import re
from functools import lru_cache

from kkb.workbook.model import refuse

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_LETTERS = re.compile("[A-Z]{1,3}")
_ADDRESS = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """ "A" → 1, "XFD" → 16384. Raises Refused for letters that name no column of Excel."""
    if _LETTERS.fullmatch(letters) is None:
        raise refuse("damaged")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > MAX_COLUMN:
        raise refuse("damaged")
    return number


@lru_cache(maxsize=MAX_COLUMN)
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
    if match is None or int(match[2]) > MAX_ROW:
        raise refuse("damaged")
    return int(match[2]), column_number(match[1])


def column_of(ref: str) -> int:
    """The column of an address: "C14" → 3. Raises Refused for an address outside Excel's grid."""
    return column_number(ref.rstrip("0123456789"))
