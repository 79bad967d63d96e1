"""Marks on cells of a worksheet of openpyxl, and their removal without a trace.

The colour is a conditional format whose condition always holds and carries our signature, so that the cell's own
format is never touched. The sentences are a note between two lines that we know again; whatever the analyst writes
above, below or between them stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle

from kkb.problems import SEVERITY_WORDS, Severity
from kkb.workbook.marking.marks import Mark
from kkb.workbook.safe_text import clean
from kkb.workbook.xlsx.cell_notes import END_LINE, NOTE_LINE, part_note

SIGNATURE = 'N("kkb")=0'
"""The condition of our formats: N of a text is 0, in every program that reads workbooks."""

AUTHOR = "Pemeriksaan rekap"

FILLS = {Severity.ERROR: "FFF4978E", Severity.QUESTION: "FFFBC687", Severity.WARNING: "FFFFF3C4"}
"""Strong to light, all light enough for black letters; the note says in words how much a finding weighs."""

_WIDTH_PX, _LINE_PX, _LETTERS_A_LINE = 340, 18, 48


def remove_marks(sheet: Any) -> None:
    """Take away all that `put_marks` ever put on a sheet."""
    kept = [(item.sqref, [rule for rule in item.rules if not _is_ours(rule)]) for item in sheet.conditional_formatting]
    removed = sum(len(item.rules) for item in sheet.conditional_formatting) - sum(len(rules) for _, rules in kept)
    if removed:
        sheet.conditional_formatting = ConditionalFormattingList()
        for place, rules in kept:
            for rule in rules:
                rule.priority = max(1, rule.priority - removed)
                sheet.conditional_formatting.add(str(place), rule)
    for cell in list(sheet._cells.values()):
        note = cell.comment
        if note is None:
            continue
        before, between, after, ours = part_note(note.text)
        if not ours:
            continue
        own = "\n".join(part for part in (before, between, after) if part)
        height = max(_LINE_PX, note.height - _height(ours))
        if between or after:
            height = max(height, _height(own))
        cell.comment = Comment(own, note.author, height, note.width) if own else None


def put_marks(sheet: Any, marks: Iterable[Mark]) -> None:
    """Mark the cells of one sheet; several marks of a cell share its note, and the weightiest gives the colour."""
    by_cell: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.cell is not None:
            by_cell[mark.cell].append(mark)
    _colour(sheet, by_cell)
    for place, found in by_cell.items():
        cell = _anchor(sheet, sheet[place])
        text = clean("\n".join([NOTE_LINE, *(_sentence(mark) for mark in found)])) + f"\n{END_LINE}"
        own = cell.comment
        if own is None:
            cell.comment = Comment(text, AUTHOR, _height(text), _WIDTH_PX)
        else:
            cell.comment = Comment(f"{own.text}\n{text}", own.author, own.height + _height(text), own.width)


def _colour(sheet: Any, by_cell: Mapping[str, Sequence[Mark]]) -> None:
    places: dict[Severity, list[str]] = defaultdict(list)
    for place, found in by_cell.items():
        weightiest = next((severity for severity in FILLS if any(mark.severity is severity for mark in found)), None)
        if weightiest is not None:
            places[weightiest].append(place)
    # Ours come first, or a format of the analyst's could hide them.
    for item in sheet.conditional_formatting:
        for rule in item.rules:
            rule.priority += len(places)
    for priority, (severity, cells) in enumerate(places.items(), start=1):
        fill = PatternFill("solid", fgColor=FILLS[severity], bgColor=FILLS[severity])
        rule = Rule(type="expression", dxf=DifferentialStyle(fill=fill), formula=[SIGNATURE], priority=priority)
        sheet.conditional_formatting.add(" ".join(cells), rule)


def _is_ours(rule: Any) -> bool:
    return any("".join(formula.split()) == SIGNATURE for formula in rule.formula)


def _anchor(sheet: Any, cell: Any) -> Any:
    """The cell that can hold a note: of a merged range its upper left one."""
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(item for item in sheet.merged_cells.ranges if cell.coordinate in item)
    return sheet.cell(merged.min_row, merged.min_col)


def _sentence(mark: Mark) -> str:
    suggestion = f" Usul: {mark.suggestion}." if mark.suggestion else ""
    # One line, so that a line of ours is known by its beginning.
    return " ".join(f"{SEVERITY_WORDS[mark.severity]}. {mark.message}{suggestion}".split())


def _height(text: str) -> int:
    """Pixels that a note of ours is high, or by which it heightens the analyst's: a function of its text alone, so
    that it can be taken off again."""
    return _LINE_PX * (1 + sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n")))
