"""Statuses written as numbers: an export has codes (0, 1, 2, 9), and a 1 among them is no tick.

They mean what the file says of them ("0=belum, 1=proses, 2=terbentuk"), and nothing without that.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kkb.checking.files.status_letters import Meanings, describe_problem
from kkb.checking.request import Source
from kkb.checking.values.status import StatusReading, read_status
from kkb.formatting import join_words
from kkb.problems import Severity
from kkb.recap import Table
from kkb.schema import Tahap

_CODE = re.compile(r"(?<![\w./])(?P<code>\d{1,2}) ?[=:] ?(?P<word>[^\W\d][^,;:=|()]{0,60})")
"""One code and its word in a legend."""

_NUMBER = re.compile(r"\d{1,9}")
_LONGEST_LEGEND = 500
_FEWEST_CODES = 2
_TICKED = {0, 1}


def settle_codes(source: Source) -> Meanings:
    """What the numbers in the column of status mean. Without a legend 0 and 1 alone are marks, as everywhere."""
    table = source.table
    if table.ticks:
        return Meanings()
    written = {row.row: row.text_of("status").strip() for row in table.rows}
    numbers = {row: int(text) for row, text in written.items() if _NUMBER.fullmatch(text)}
    words = _read_codes(table) if numbers else {}
    if not words.keys() & set(numbers.values()):
        # Beside other numbers a 1 may be the first of several steps.
        is_coded = 1 in numbers.values() and not _TICKED.issuperset(numbers.values())
        return Meanings(dict.fromkeys(numbers, StatusReading()) if is_coded else {})
    meanings = {
        row: replace(read_status(words[code]), legend=words[code]) if code in words else StatusReading()
        for row, code in numbers.items()
    }
    told = join_words([f"{code} {_say(words[code])}" for code in sorted(set(numbers.values()) & words.keys())])
    explained = [row for row in table.rows if numbers.get(row.row) in words]
    problem = describe_problem(source, explained, f"dibaca menurut keterangan di berkas: {told}", Severity.INFO)
    return Meanings(meanings, [problem])


def _read_codes(table: Table) -> dict[int, str]:
    """Code → its word, from the texts around the table and the header; none where one code has two words."""
    texts = [cell.text for cell in (*table.above, *table.below) if cell.kind == "text"]
    found: dict[int, str] = {}
    for text in (table.columns.get("status", ""), *texts):
        for match in _CODE.finditer(" ".join(text[:_LONGEST_LEGEND].split())):
            code, word = int(match["code"]), match["word"].strip(" .").casefold()
            reading = read_status(word)
            if reading == StatusReading():
                continue
            if found.setdefault(code, word) != word:
                return {}
    return found if len(found) >= _FEWEST_CODES else {}


def _say(word: str) -> str:
    """What a word of the legend is read as: "Merintis" for "proses"; the word itself where it is no rung."""
    tahap: Tahap | None = read_status(word).tahap
    return tahap.value if tahap is not None else word.capitalize()
