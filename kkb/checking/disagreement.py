"""A desa of which files of one queue contradict each other, as an officer compares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
