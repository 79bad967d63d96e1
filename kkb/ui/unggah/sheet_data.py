"""What the sheet view is given: tables as text, findings with their cells, mends. Pure; no Streamlit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import digits
from typing import Any

from kkb.checking.questions import SKIP, alone, is_row, mend_id, row_address, skipped_rows
from kkb.formatting import format_count
from kkb.problems import SEVERITY_WORDS, Problem, Severity, say_place, shorten
from kkb.programme.columns import KOLOM, Isi
from kkb.recap import Cell, Table, TableRow
from kkb.recap_columns import ATTRIBUTES
from kkb.schema import BUBAR, RecapRow, Tahap
from kkb.uploads.check import Checked

ROWS_A_TABLE = 300
ROWS_IN_ALL = 900
PROBLEMS_SHOWN = 400
_FEWEST_EQUAL = 3
_CELLS_NAMED = 3
_AROUND = 2
_LABEL = "label"

_BLANK = ""

CHOICES = {
    "status": [*(tahap.value for tahap in Tahap), BUBAR, _BLANK],
    **{column.name: [*column.choices, _BLANK] for column in ATTRIBUTES if column.choices},
} | {
    kolom.name: [*(kolom.choices if kolom.isi is Isi.PILIHAN else ("Sudah", "Belum")), _BLANK]
    for columns in KOLOM.values()
    for kolom in columns
    if kolom.isi in (Isi.PILIHAN, Isi.TANDA)
}
"""Fields with few words: chosen from a list instead of typed; the last choice leaves the cell blank."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table with the number of its file in the queue."""

    file: int
    file_name: str
    table: Table

    @property
    def label(self) -> str:
        part = f" (tabel {self.table.part + 1})" if self.table.part else ""
        return f"{self.table.sheet}{part}"

    @property
    def refs(self) -> set[str]:
        """The addresses that may be mended here: of filled cells, and of blank ones in known columns."""
        refs = {cell.source_ref for row in self.table.rows for cell in row.cells.values()}
        letters = self.table.column_letters.values()
        return refs | {f"{letter}{row.row}" for row in self.table.rows for letter in letters}


def sheet_data(checked: Checked, answers: Mapping[str, str]) -> dict[str, Any]:
    """All that the sheet view shows, JSON-ready.

    {"sheets": [{"file", "sheet", "label", "columns": [{"letter", "header", "field"}], "rows": [{"row", "total",
    "at", "skipped", "cells"}], "row_count"}], "problems": [{"id", "sheet" (index or None), "ref", "word", "weight",
    "message", "suggestion", "field" (the column it is for, if another), "where" (the file's name, if there are
    several), "group" (key of its line, if it shares one)}], "groups": {key: sentence}, "counts": {weight: number,
    as the verdict counts}, "problems_left_off", "mends": [{"sheet", "ref", "at", "place", "old", "new"}],
    "choices": {field: [text]}, "skip": the text that leaves a row out}. A cell is {"ref", "at" (where a mend of it
    is written), "text", "old" (mended), "carried" (filled from above), "reach" (rows that it fills, if several),
    "alone" (where a mend of this row alone is written)} or None where nothing can stand.
    """
    placed = [
        _Placed(number, file.name, table)
        for number, file in enumerate(checked.files, 1)
        for table in file.tables
        if _is_read(table, file.part.rows)
    ]
    refs = [one.refs | {c.ref for row in one.table.totals for c in row.cells.values()} for one in placed]
    several = len(checked.files) > 1
    recap_sheets = {(one.file, one.table.sheet) for one in placed if not one.table.lembar}
    several_sheets = {file for file, count in Counter(file for file, _ in recap_sheets).items() if count > 1}
    listed = [_as_asked(problem, checked) for problem in checked.verdict.listed]
    groups = _equal_ones(listed)
    problems = [
        _problem(number, problem, _find(problem, placed, refs))
        | {"where": checked.files[problem.file - 1].name if several and problem.file else ""}
        | {"group": key if (key := _kind_of(problem)) in groups else None}
        for number, problem in enumerate(listed[:PROBLEMS_SHOWN])
    ]
    room = ROWS_IN_ALL
    sheets = []
    for index, one in enumerate(placed):
        marked = {p["ref"] for p in problems if p["sheet"] == index}
        sheet = _sheet(one, answers, marked, min(ROWS_A_TABLE, room), with_file=several)
        room -= len(sheet["rows"])
        sheets.append(sheet)
    return {
        "sheets": sheets,
        "problems": problems,
        "groups": {key: _say_group(equal) for key, equal in groups.items()},
        "counts": {severity.value: count for severity, count in checked.verdict.weights.items() if count},
        "problems_left_off": max(0, len(listed) - PROBLEMS_SHOWN),
        "mends": [mend for index, one in enumerate(placed) for mend in _mends(index, one, answers, several_sheets)],
        "choices": CHOICES,
        "skip": SKIP,
    }


def _as_asked(problem: Problem, checked: Checked) -> Problem:
    """An error that a question asks about weighs as that: the verdict counts the question."""
    return replace(problem, severity=Severity.QUESTION) if problem in checked.verdict.held else problem


def _is_read(table: Table, rows: Iterable[RecapRow]) -> bool:
    """False for a table of another period than the one whose status is taken: it would show the same rows once more."""
    told = {row.sel["status"].rstrip(digits) for row in rows if row.sheet == table.sheet and "status" in row.sel}
    return not (table.period and told) or not told.isdisjoint({table.column_letters.get("status"), *table.ticks})


def _find(problem: Problem, placed: Sequence[_Placed], refs: Sequence[set[str]]) -> int | None:
    for index, one in enumerate(placed):
        is_here = problem.file in (None, one.file) and problem.sheet == one.table.sheet
        if is_here and problem.cell in refs[index]:
            return index
    return None


def _problem(number: int, problem: Problem, sheet: int | None) -> dict[str, Any]:
    return {
        "id": number,
        "sheet": sheet,
        "ref": problem.cell if sheet is not None else None,
        "word": SEVERITY_WORDS[problem.severity],
        "weight": problem.severity.value,
        "message": problem.message,
        "suggestion": _writable(problem),
        "field": _OF_OTHERS.get(problem.code) if problem.suggestion == problem.facts.get("actual") else None,
    }


def _equal_ones(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Findings of one kind in one column that are told in one line: three or more."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        if (kind := _kind_of(problem)) is not None:
            kinds.setdefault(kind, []).append(problem)
    return {key: equal for key, equal in kinds.items() if len(equal) >= _FEWEST_EQUAL}


def _kind_of(problem: Problem) -> str | None:
    """What equal findings share; None for one that is not of one cell of a column.

    Of what is to be mended the sentence counts as well: each other value is another fault.
    """
    if not problem.cell or not problem.column or problem.count > 1:
        return None
    is_fault = problem.severity in (Severity.ERROR, Severity.QUESTION)
    parts = (problem.file, problem.sheet, problem.column, problem.code, problem.sentence if is_fault else "")
    return "|".join(map(str, parts))


def _say_group(equal: Sequence[Problem]) -> str:
    """ 'Kolom "Tanggal", 20 sel (D3, D4, D5, …): hanya tahun ("2014"); …'; of several values the first is an example.
    """
    first = equal[0]
    cells = ", ".join([*(str(problem.cell) for problem in equal[:_CELLS_NAMED]), *["…"][: len(equal) - _CELLS_NAMED]])
    place = say_place("", first.column, shorten(first.facts["lembar"]) if "lembar" in first.facts else None)
    example = "misalnya " if len({problem.sentence for problem in equal}) > 1 else ""
    told = first.message.removeprefix(f"{first.place}: ")
    return f"{place[:1].upper()}{place[1:]}, {format_count(len(equal))} sel ({cells}): {example}{told}"


def _writable(problem: Problem) -> str | None:
    """The suggestion, if it may be written into the cell as it stands."""
    is_choice = problem.severity is Severity.QUESTION and problem.code in _ASKS_WHICH
    return problem.suggestion if problem.code in _SUGGESTS | _OF_OTHERS.keys() and not is_choice else None


_SUGGESTS = {
    "NAME_FUZZY", "NAME_UNKNOWN", "STATUS_UNKNOWN", "CLASS_UNKNOWN", "DATE_SERIAL", "DATE_IMPOSSIBLE",
    "DATE_UNREADABLE", "DATE_MAYBE_SWAPPED", "KIND_UNKNOWN",
}  # fmt: skip
"""Codes whose suggestion is a text for the cell itself. Others suggest a sum."""

_ASKS_WHICH = {"NAME_FUZZY", "DATE_MAYBE_SWAPPED"}
"""Codes that suggest several texts where they ask."""

_OF_OTHERS = {"KEC_MISMATCH": "kecamatan"}
"""Codes whose suggestion belongs into another column of the same row, where there is one."""


def _sheet(one: _Placed, answers: Mapping[str, str], marked: set[str], room: int, *, with_file: bool) -> dict[str, Any]:
    table = one.table
    columns = _columns(table)
    rows = [(row, False) for row in table.rows] + [(row, True) for row in table.totals]
    rows.sort(key=lambda pair: pair[0].row)
    shown = _window([row for row, _ in rows], marked, room)
    skips = skipped_rows(answers, table.sheet, one.file)
    return {
        "file": one.file,
        "sheet": table.sheet,
        "label": f"{one.file_name} › {one.label}" if with_file else one.label,
        "columns": [{"letter": letters, "header": header, "field": name} for name, letters, header in columns],
        "rows": [
            {
                "row": row.row,
                "total": is_total,
                "at": (skip := _skip_of(table, row, skips)) or row_address(table, row.row),
                "skipped": not is_total and skip is not None,
                "cells": [_cell(one, row, name, letters, answers, is_total) for name, letters, _ in columns],
            }
            for place, (row, is_total) in enumerate(rows)
            if place in shown
        ],
        "row_count": len(rows),
    }


def _skip_of(table: Table, row: TableRow, skips: Iterable[str]) -> str | None:
    """The address at which a row is left out; None where it is not."""
    return next((address for address in skips if is_row(address, table, row.row)), None)


def _columns(table: Table) -> list[tuple[str, str, str]]:
    """(field, letters, header) from left to right; first the kecamatan of heading rows, which has no column."""
    letters = table.column_letters
    known = [(name, letters.get(name, ""), header) for name, header in table.columns.items() if name != "no"]
    known.sort(key=lambda column: (len(column[1]), column[1]))
    if "kecamatan" not in table.columns and any("kecamatan" in row.cells for row in table.rows):
        known.insert(0, ("kecamatan", "", "Kecamatan"))
    return known


def _window(rows: Sequence[TableRow], marked: set[str], room: int) -> set[int]:
    """Places of the rows to show: those with a finding and some around, then from the top."""
    if len(rows) <= room:
        return set(range(len(rows)))
    numbers = {"".join(ch for ch in ref if ch.isdigit()) for ref in marked if ref}
    wanted = [place for place, row in enumerate(rows) if str(row.row) in numbers]
    around = [near for place in wanted for near in range(place - _AROUND, place + _AROUND + 1) if 0 <= near < len(rows)]
    ordered = dict.fromkeys([*wanted, *around, *range(len(rows))])
    return set(list(ordered)[:room])


def _cell(
    one: _Placed, row: TableRow, name: str, letters: str, answers: Mapping[str, str], is_total: bool
) -> dict[str, Any] | None:
    cell = row.cells.get(name)
    if cell is None and is_total and name == _first_field(one.table):
        cell = row.cells.get(_LABEL)
    if cell is None and not letters:
        return None
    ref = _mended_at(one.table, row, name, letters)
    shown: dict[str, Any] = {"ref": ref, "at": ref, "text": _text(cell)}
    own = f"{letters}{row.row}" if letters and not is_total else ""
    reach = sum(_mended_at(one.table, other, name, letters) == ref for other in one.table.rows)
    if reach > 1:
        shown["reach"] = reach
        if own:
            shown["alone"] = alone(own)
    new = answers.get(mend_id(one.table.sheet, ref, one.file))
    if new is None and cell is not None and cell.source_ref != ref:
        new = answers.get(mend_id(one.table.sheet, cell.source_ref, one.file))
    if own and (said := answers.get(mend_id(one.table.sheet, alone(own), one.file))) is not None:
        new, shown = said, {"ref": own, "at": alone(own), "text": _text(cell)}
    elif cell is not None and cell.merged_from:
        shown["carried"] = True
    if new is not None and not is_total:
        shown |= {"text": new, "old": _text(cell)}
    return shown


def _mended_at(table: Table, row: TableRow, name: str, letters: str) -> str:
    """The cell that is written to where a value is mended: the one it comes from, but its own if that was left blank
    below a row that names the kecamatan."""
    cell = row.cells.get(name)
    if cell is None:
        return f"{letters}{row.row}"
    return cell.ref if name == "kecamatan" and row.row in table.carried else cell.source_ref


def _first_field(table: Table) -> str:
    columns = _columns(table)
    return columns[0][0] if columns else ""


def _text(cell: Cell | None) -> str:
    """The text as an officer would type it: a day as 10/05/2023."""
    if cell is None:
        return ""
    if cell.kind == "date" and len(cell.text) == 10:
        year, month, day = cell.text.split("-")
        return f"{day}/{month}/{year}"
    return cell.text


def _mends(
    index: int, one: _Placed, answers: Mapping[str, str], several_sheets: Container[int]
) -> Iterable[dict[str, Any]]:
    """The mends of one table, in the order of its rows; with its sheet where a finding would name it."""
    done = set()
    sheet = shorten(one.table.sheet) if one.table.lembar or one.file in several_sheets else None
    skips = skipped_rows(answers, one.table.sheet, one.file)
    for row in one.table.rows:
        for name, letters, header in _columns(one.table):
            cell = row.cells.get(name)
            ref = _mended_at(one.table, row, name, letters)
            for at, shown in ((ref, ref), (alone(f"{letters}{row.row}"), f"{letters}{row.row}")):
                new = answers.get(mend_id(one.table.sheet, at, one.file))
                if new is not None and at not in done:
                    done.add(at)
                    place = say_place(row.row, header, sheet)
                    told = {"place": place, "old": shorten(_text(cell)), "new": new}
                    yield {"sheet": index, "ref": shown, "at": at} | told
        if (skip := _skip_of(one.table, row, skips)) is not None:
            refs = [_mended_at(one.table, row, name, letters) for name, letters, _ in _columns(one.table)]
            told = {"place": f"Baris {row.row}", "old": shorten(row.text_of("desa")), "new": "dilewati"}
            yield {"sheet": index, "ref": refs[-1], "at": skip} | told
