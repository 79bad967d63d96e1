"""Notes pinned to cells ("comments"): what people wrote there, without what this program wrote itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kkb.problems import SEVERITY_WORDS
from kkb.workbook.addresses import column_number
from kkb.workbook.xlsx.xml_pass import LocalNames, parse_xml

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_NOTES = 5_000
_LONGEST = 500
_THREAD = re.compile(r"\[Threaded comment\].{0,1000}?(?:Comment|Komentar):\s*", re.DOTALL)
"""What Excel writes before a conversation, for programs that know notes only."""


def read_notes(chunks: Iterable[bytes]) -> dict[tuple[int, int], str]:
    """(row, column) → the text of the note, of a part such as xl/comments1.xml. Raises Refused for no sound XML."""
    notes: dict[tuple[int, int], str] = {}
    pieces: list[str] = []
    place: tuple[int, int] | None = None
    in_text = False
    local = LocalNames()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal place, in_text
        tag = local[name]
        if tag == "comment":
            match = _ADDRESS.fullmatch(attributes.get("ref", ""))
            place = (int(match[2]), column_number(match[1])) if match is not None else None
            pieces.clear()
        in_text = tag == "t"

    def end(name: str) -> None:
        nonlocal in_text
        in_text = False
        if local[name] == "comment" and place is not None and len(notes) < _MOST_NOTES:
            before, between, after, _ = part_note(_THREAD.sub("", "".join(pieces)))
            told = " ".join(" ".join((before, between, after)).split())
            if told:
                notes[place] = told[:_LONGEST]

    def text(value: str) -> None:
        if in_text:
            pieces.append(value)

    parse_xml(chunks, start=start, end=end, text=text)
    return notes


NOTE_LINE = "— Pemeriksaan rekap —"
END_LINE = "— Catatan Anda di bawah baris ini —"
"""Notes of earlier versions end without it."""

_OUR_STARTS = tuple(f"{word}. " for word in SEVERITY_WORDS.values())


def part_note(text: str) -> tuple[str, str, str, str]:
    """What the analyst wrote above our part of a note, between its lines and below it, and our part ("" if none)."""
    before, start, rest = text.partition(NOTE_LINE)
    if not start:
        return text, "", "", ""
    inside, end, after = rest.partition(END_LINE)
    lines = [line for line in inside.splitlines() if line.strip()]
    ours = [line for line in lines if line.startswith(_OUR_STARTS)]
    between = "\n".join(line for line in lines if line not in ours)
    whole = "\n".join([start, *ours, *([end] if end else [])])
    return before.removesuffix("\n"), between, after.strip("\r\n"), whole
