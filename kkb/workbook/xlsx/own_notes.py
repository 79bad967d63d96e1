"""The part of a note that this program wrote when it marked a workbook, told from what people wrote around it."""

from __future__ import annotations

from kkb.problems import SEVERITY_WORDS

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
