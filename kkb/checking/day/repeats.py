"""Rows of one day about one desa: what repeats counts once, what adds is kept, what contradicts is an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kkb.checking.day.answered_twice import is_form, settle_answered_twice
from kkb.checking.day.disagreements import (
    Facts,
    facts_of,
    find_contradictions,
    find_disagreement,
    is_told,
    measure,
    tell,
    tells_all,
)
from kkb.checking.disagreement import Disagreement
from kkb.checking.questions import Answers
from kkb.checking.rows.read_row import NOT_WHOLE, CellProblems, ReadRow
from kkb.checking.values.dates import DATE_FIELDS
from kkb.formatting import format_count, join_words
from kkb.problems import Problem, shorten
from kkb.recap_columns import LABELS
from kkb.schema import Tahap

_ROWS_NAMED = 12
_DESA_NAMED = 6


class Stood(NamedTuple):
    """A row where it stands: its table, the number of that among the tables of the day, and the name of its file."""

    row: ReadRow
    cells: CellProblems
    table: int
    file_name: str


def mark_repeats(stood: Sequence[Stood], answers: Answers) -> tuple[list[Disagreement], list[Problem]]:
    """Mark the rows that are not stored because other rows of their desa tell as much, or contradict them.

    Contradictory rows are all errors, unless they are answers to one form. Returns the contradictions between files,
    and what is to be said of rows that tell less than others or complement them.
    """
    by_desa: dict[str, list[Stood]] = defaultdict(list)
    for one in stood:
        if one.row.desa is not None and not (one.row.is_skipped or one.row.is_doubtful):
            by_desa[one.row.desa.kode_desa].append(one)
    answered_twice: dict[int, list[list[Stood]]] = defaultdict(list)
    disagreements: list[Disagreement] = []
    summary = _Summary()
    for same in by_desa.values():
        if len(same) == 1:
            continue
        facts = [facts_of(one.row) for one in same]
        # Whether rows may both be true cannot be told while their status cannot be read: they are the same, or not.
        is_read = all(one.row.status.tahap is not None for one in same)
        differ = find_contradictions(facts, [one.table if is_read else 0 for one in same])
        if not differ:
            _keep_what_adds(same, facts, summary)
            continue
        if is_form(same[0].cells.table) and len({one.table for one in same}) == 1:
            answered_twice[same[0].table].append(same)
            continue
        found = find_disagreement([(one.row, one.cells) for one in same], facts, differ)
        disagreements += [found] if found is not None else []
        for one in same:
            _report_repeat(one, same, "ROW_DUP_CONFLICT")
    for groups in answered_twice.values():
        settle_answered_twice([[one.row for one in group] for group in groups], answers, groups[0][0].cells)
    return disagreements, summary.problems()


class _Summary:
    """What is said once for each file: which of its rows tell less than another, and which complement another file."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], list[tuple[Stood, Stood]]] = defaultdict(list)

    def add(self, code: str, row: Stood, other: Stood) -> None:
        self._found[code, row.row.file].append((row, other))

    def problems(self) -> list[Problem]:
        return [self._problem(code, found) for (code, _), found in self._found.items()]

    def _problem(self, code: str, found: Sequence[tuple[Stood, Stood]]) -> Problem:
        first = found[0][0]
        desa = dict.fromkeys(one.row.desa.desa for one, _ in found if one.row.desa is not None)
        elsewhere = [f'berkas "{other.file_name}"' for one, other in found if other.row.file != one.row.file]
        here = ["baris lain berkas ini"] if len(elsewhere) < len(found) else []
        return first.cells(
            first.row.source,
            "desa",
            code,
            count=format_count(len(desa)),
            names=join_words(list(desa), _DESA_NAMED),
            where=join_words([*dict.fromkeys(elsewhere), *here], _DESA_NAMED),
        )


def _keep_what_adds(same: Sequence[Stood], facts: Sequence[Facts], summary: _Summary) -> None:
    """Of rows that may all be true keep the one that tells most, and of each further file one that adds to it.

    Only a formed Pokja is stored from several files: knowledge of it adds up, wherever it is from. Of the other rungs
    the newest report counts alone.
    """
    order = sorted(range(len(same)), key=lambda at: (same[at].row.has_error, -measure(facts[at]), at))
    kept: list[int] = []
    for at in order:
        may_add = same[at].row.status.tahap is Tahap.TERBENTUK and same[at].row.file not in {
            same[other].row.file for other in kept
        }
        if not kept or (may_add and not any(tells_all(facts[other], facts[at]) for other in kept)):
            kept.append(at)
    kept.sort()
    for at in sorted(set(order).difference(kept)):
        _leave_out(at, kept, same, facts, summary)
    for at in kept:
        _say_kept(at, kept, same, facts)
    # A row with a fault is not stored, and its fault is said.
    for at in kept[1:] if not any(same[at].row.has_error for at in kept) else ():
        summary.add("ROW_DUP_ADDS", same[at], same[kept[0]])


def _leave_out(
    at: int, kept: Sequence[int], same: Sequence[Stood], facts: Sequence[Facts], summary: _Summary
) -> None:
    """Pass a row over, and say so: in a line of its own where it repeats another, or tells what is then not stored."""
    row, cells, *_ = same[at]
    row.is_repeat = True
    if any(facts[other] == facts[at] for other in kept):
        _report_repeat(same[at], same, "ROW_DUP_SAME")
        return
    _take_as_supplied(same[at], facts[at], [facts[one] for one in kept])
    lost = [name for name, value in facts[at].items() if not any(is_told(value, facts[one][name]) for one in kept)]
    fullest = same[max(kept, key=lambda one: measure(facts[one]))]
    if not lost:
        summary.add("ROW_DUP_LESS", same[at], fullest)
        return
    told = [(name, *tell(row, cells, name)) for name in lost]
    words = join_words([f'{LABELS[name]} "{shorten(text or "")}" (sel {cell})' for name, text, cell in told])
    assert row.desa is not None
    there = _place(fullest, same[at])
    row.report(cells(row.source, lost[0], "ROW_DUP_LEFT", desa=row.desa.desa, rows=there, lost=words))


def _say_kept(at: int, kept: Sequence[int], same: Sequence[Stood], facts: Sequence[Facts]) -> None:
    """Give a row that stays its remark, and note what another one that stays tells better."""
    row = same[at].row
    named = [_place(other, same[at]) for place, other in enumerate(same) if place != at]
    if len(kept) > 1:
        end = "isinya saling melengkapi"
    elif all(one == facts[at] for one in facts):
        end = "dihitung satu kali"
    elif all(tells_all(facts[at], one) for one in facts):
        end = "yang dipakai baris ini, yang lebih lengkap"
    else:
        end = "yang dipakai baris ini"
    row.reason = f"Tertulis juga pada baris {join_words(named[:_ROWS_NAMED])}; {end}."
    others = [facts[one] for one in kept if one != at and not same[one].row.has_error]
    _take_as_supplied(same[at], facts[at], others)


def _take_as_supplied(one: Stood, facts: Facts, others: Sequence[Facts]) -> None:
    """Note the fields of which other rows tell more: that a date there is missing, or coarse, then need not be said."""
    row = one.row
    row.supplied = frozenset(
        name
        for name, value in facts.items()
        if any(is_told(value, other[name]) and not is_told(other[name], value) for other in others)
    )
    better = {one.cells.cell_of(row.source, name) for name in DATE_FIELDS if name in row.supplied}
    row.problems = [told for told in row.problems if not (told.code in NOT_WHOLE and told.cell in better)]


def _report_repeat(one: Stood, same: Sequence[Stood], code: str) -> None:
    """Report at a row that its desa is written more than once, and where else."""
    named = [_place(other, one) for other in same[: _ROWS_NAMED + 1] if other.row is not one.row][:_ROWS_NAMED]
    rest = len(same) - 1 - len(named)
    others = join_words([*named, f"{format_count(rest)} lainnya"] if rest else named)
    subject = f"desa {one.row.desa.desa if one.row.desa else ''}"
    one.row.report(one.cells(one.row.source, "desa", code, subject=subject, rows=others))


def _place(other: Stood, here: Stood) -> str:
    """Where the other row stands, as seen from this one."""
    number = f"{other.row.source.row}"
    if other.row.file != here.row.file:
        return f'{number} berkas "{other.file_name}"'
    return number if other.row.sheet == here.row.sheet else f'{number} lembar "{other.row.sheet}"'
