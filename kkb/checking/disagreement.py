"""A desa of which files of one queue contradict each other, as an officer compares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kkb.checking.values.dates import DATE_FIELDS
from kkb.recap_columns import COMPARED_ATTRIBUTES

_FILLED = {*DATE_FIELDS, "no_sk", *COMPARED_ATTRIBUTES}


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What a row of a file of the queue says of a desa: field → (in words, its cell), both None for an absent column.

    `words` are None for a blank cell. `address` is the row as a span ("A7:F7"), at which it may be left out. Rows of
    one `version` say the same in the fields that contradict.
    """

    file: int
    sheet: str
    row: int
    address: str
    version: int
    told: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A desa of which files for one day contradict each other: every row of it, with all fields that differ.

    Beside what contradicts that is also what one row alone tells, such as a date: who chooses takes whole rows.
    """

    kode_desa: str
    desa: str
    kecamatan: str
    rows: tuple[ToldRow, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of those fields."""
        return tuple(self.rows[0].told)

    @property
    def files(self) -> tuple[int, ...]:
        """The numbers of the files, in the order of the queue."""
        return tuple(sorted({row.file for row in self.rows}))

    def rows_against(self, file: int) -> tuple[ToldRow, ...]:
        """The rows that must be left out for what one of the files says to hold."""
        holds = {row.version for row in self.rows if row.file == file}
        return tuple(row for row in self.rows if row.version not in holds)

    def blanks_to_fill(self, file: int) -> dict[tuple[str, str], str]:
        """(sheet, cell) → what the other rows tell of a field whose cell is blank in the one row of a file.

        A report that is replaced loses nothing by a blank cell, as what is stored does not. Nothing is filled where
        the rows tell different rungs, for then they are about two states of the Pokja; nor is a remark.
        """
        mine = [row for row in self.rows if row.file == file]
        if "status" in self.fields or len(mine) != 1:
            return {}
        others = self.rows_against(file)
        filled = {}
        for name in self.fields:
            if name not in _FILLED:
                continue
            words, cell = mine[0].told[name]
            texts = {text for row in others if (text := row.told[name][0]) is not None}
            if words is None and cell is not None and len(texts) == 1:
                filled[mine[0].sheet, cell] = texts.pop()
        return filled
