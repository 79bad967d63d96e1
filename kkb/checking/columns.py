"""Columns whose header nobody knows, read as the field that an officer says, or once said of that header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from string import digits
from typing import NamedTuple

from kkb.checking.questions import COLUMN_PREFIX, UnknownAnswer, place_id, read_place
from kkb.checking.request import KnownColumn
from kkb.checking.values.letters import visible
from kkb.checking.values.status import read_status
from kkb.formatting import format_date
from kkb.problems import Problem, make_problem, shorten
from kkb.recap import SpareColumn, Table
from kkb.recap_columns import COLUMNS, EVIDENCE, LABELS, Kind

NOT_USED = "tidak_dipakai"
"""The answer that a column is none of the recap's."""

_LONGEST_KEY = 255

_MOST_KINDS = 8
"""Different words of a column that may be a status: more are remarks, or names."""

_YES_AND_NO = frozenset({"0", "1"})

LearnedColumn = tuple[str, str]
"""The key of a header (`header_key`) and its field."""


class ColumnPlace(NamedTuple):
    """A column that an answer is about; `file` is the number of its file, from 1."""

    sheet: str
    letters: str
    file: int = 1


@dataclass(frozen=True, slots=True)
class AssignedColumns:
    """The tables of a file with their columns assigned.

    `answers` say it again for this file alone, under ids without its number; `learned` is what a save remembers.
    """

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    learned: tuple[LearnedColumn, ...] = ()


def column_id(sheet: str, letters: str, file: int = 1) -> str:
    """The id of the answer that tells the field of a column: "column:Rekap!F", with "@2" in the second file."""
    return place_id(COLUMN_PREFIX, sheet, letters, file)


def read_column_id(answer_id: str) -> ColumnPlace | None:
    """The column that an answer is about, None for another answer; `file` is 0 where that is no number.

    >>> read_column_id("column:Rekap!F@2")
    ColumnPlace(sheet='Rekap', letters='F', file=2)
    """
    place = read_place(COLUMN_PREFIX, answer_id)
    return ColumnPlace(*place) if place is not None else None


def header_key(header: str) -> str:
    """What makes a header the same header: its words, whatever the space and the capitals."""
    return " ".join(header.split()).casefold()[:_LONGEST_KEY]


def fields_left(table: Table) -> dict[str, str]:
    """Field → label of the columns of a recap that no column of the table fills, or only one that may be another."""
    doubtful = doubtful_fields(table)
    return {
        column.name: LABELS[column.name]
        for column in COLUMNS
        if column.kind is not Kind.NUMBER
        and (column.name not in table.columns or column.name in doubtful.values())
    }


def doubtful_fields(table: Table) -> dict[str, str]:
    """Letters → field of the columns that are read, but may be said to be another one: a status that tells none."""
    return {letters: name for name, letters in table.column_letters.items() if letters in table.spare}


def lacks_facts(tables: Sequence[Table], said: Iterable[str] = ()) -> bool:
    """True if no column of a file tells whether a Pokja is formed, and one that nobody knows may; `said` are the fields
    that were told by hand."""
    return set(said).union(*(table.columns for table in tables)).isdisjoint(EVIDENCE) and any(
        table.spare for table in tables
    )


class Likeness(IntEnum):
    """How likely it is that a column which nobody knows tells of the Pokja, likeliest first."""

    LIKELY = 0
    POSSIBLE = 1
    UNLIKELY = 2


def likeness_of(table: Table, letters: str) -> Likeness:
    """LIKELY are dates, decrees and steps beside what is read, and words of a status where no column has it; POSSIBLE
    are other words there of which a few come again and again."""
    if any(cell.rstrip(digits) == letters for cell in table.unread_columns):
        return Likeness.LIKELY
    texts = [cell.text.strip().casefold() for cell in table.spare[letters].cells if cell.text.strip()]
    kinds = set(texts)
    is_number = all(cell.kind not in ("text", "bool") for cell in table.spare[letters].cells)
    if "status" in table.columns or len(kinds) > _MOST_KINDS or (is_number and not kinds <= _YES_AND_NO):
        return Likeness.UNLIKELY
    if sum(read_status(text).tahap is not None for text in texts) * 2 >= len(texts):
        return Likeness.LIKELY
    return Likeness.POSSIBLE if 1 < len(kinds) < len(texts) else Likeness.UNLIKELY


def assign_columns(
    tables: Sequence[Table],
    answers: Mapping[str, str],
    known: Mapping[str, KnownColumn],
    *,
    file: int = 1,
    file_count: int = 1,
) -> AssignedColumns:
    """Read columns as `column:Sheet!F=field` answers that mean this file say, and the others as is `known`.

    Tables of one sheet that have the column all have it so; one that was read all the same (`doubtful_fields`) is then
    nothing else. Raises UnknownAnswer for a column of no table or one that is read already, for a field that another
    column fills, and for a file beyond the last.
    """
    chosen: dict[tuple[str, str], str] = {}
    for answer_id, name in answers.items():
        place = read_column_id(answer_id)
        if place is None:
            continue
        here = [table for table in tables if table.sheet == place.sheet and place.letters in table.spare]
        if not 1 <= place.file <= file_count or (place.file == file and not here):
            raise UnknownAnswer(answer_id, name)
        if place.file == file:
            chosen[place.sheet, place.letters] = name
    assigned = [_assign(table, chosen, known, file, file_count) for table in tables]
    return AssignedColumns(
        tuple(one.tables[0] for one in assigned),
        tuple(problem for one in assigned for problem in one.problems),
        {key: name for one in assigned for key, name in one.answers.items()},
        tuple(dict.fromkeys(learned for one in assigned for learned in one.learned)),
    )


def _assign(
    table: Table, chosen: Mapping[tuple[str, str], str], known: Mapping[str, KnownColumn], file: int, file_count: int
) -> AssignedColumns:
    problems, learned = [], []
    used: dict[str, str] = {}
    told = {letters: name for letters in table.spare if (name := chosen.get((table.sheet, letters))) is not None}
    read = table
    for letters, name in told.items():
        column = table.spare[letters]
        if name != NOT_USED and (name not in fields_left(read) or name in used.values()):
            raise UnknownAnswer(column_id(table.sheet, letters, file if file_count > 1 else 1), name)
        read = _read_as(read, letters, name)
        words = "tidak dipakai" if name == NOT_USED else f"dibaca sebagai {LABELS[name]}"
        problems.append(_problem("COLUMN_ASSIGNED", table, column, file, words=words))
        used[column_id(table.sheet, letters)] = name
        learned += [(header_key(column.header), name)] if name != NOT_USED else []
    for letters, column in table.spare.items():
        before = known.get(header_key(column.header))
        is_left = before is not None and before.name in fields_left(read) and before.name not in used.values()
        if letters in told or before is None or not is_left:
            continue
        read = _read_as(read, letters, before.name)
        facts = {"field": LABELS[before.name], "day": format_date(before.day), "by": visible(before.by)}
        problems.append(_problem("COLUMN_REMEMBERED", table, column, file, **facts))
        used[column_id(table.sheet, letters)] = before.name
        learned.append((header_key(column.header), before.name))
    return AssignedColumns((read,), tuple(problems), used, tuple(learned))


def _problem(code: str, table: Table, column: SpareColumn, file: int, **facts: object) -> Problem:
    header = shorten(visible(column.header))
    return make_problem(code, file=file, sheet=table.sheet, cell=column.cell, column=header, facts=facts)


def _without(table: Table, name: str) -> Table:
    """The table with the column of a field as one that means nothing."""
    letters = table.column_letters[name]
    rows = [replace(row, cells={key: cell for key, cell in row.cells.items() if key != name}) for row in table.rows]
    return replace(
        table,
        rows=rows,
        columns={key: header for key, header in table.columns.items() if key != name},
        column_letters={key: one for key, one in table.column_letters.items() if key != name},
        extra_columns=(*table.extra_columns, table.spare[letters].header),
        extra_cells=(*table.extra_cells, table.spare[letters].cell),
        struck=tuple(cell for cell in table.struck if cell.rstrip(digits) != letters),
        crosses_say_no=table.crosses_say_no and name != "status",
    )


def _read_as(table: Table, letters: str, name: str) -> Table:
    """The table with one more column, as if its header had said so; not used, it is only told of no more."""
    column = table.spare[letters]
    for doubtful, read_as in doubtful_fields(table).items():
        if doubtful == letters or read_as == name:
            table = _without(table, read_as)
    unread = {cell: told for cell, told in table.unread_columns.items() if cell.rstrip(digits) != letters}
    if name == NOT_USED:
        return replace(table, unread_columns=unread)
    by_row = {int(cell.ref.removeprefix(letters)): cell for cell in column.cells}
    rows = [replace(row, cells=row.cells | {name: by_row[row.row]}) if row.row in by_row else row for row in table.rows]
    extra = [
        pair
        for pair in zip(table.extra_columns, table.extra_cells, strict=True)
        if pair[1].rstrip(digits) != letters
    ]
    return replace(
        table,
        rows=rows,
        columns=table.columns | {name: column.header},
        column_letters=table.column_letters | {name: letters},
        extra_columns=tuple(header for header, _ in extra),
        extra_cells=tuple(cell for _, cell in extra),
        unread_columns=unread,
        struck=(*table.struck, *column.struck),
        hidden_columns=(*table.hidden_columns, *([column.header] if column.is_hidden else [])),
        # Fills stand for a status only where no column has it.
        colours={} if name == "status" else table.colours,
        crosses_say_no=column.crosses_say_no if name == "status" else table.crosses_say_no,
    )
