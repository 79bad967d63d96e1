"""What a row would change: of rows about the same thing the newest report holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from kkb.programme import Lembar, ProgrammeRow, Told, fill_blanks, lembar_of

Kind = Literal["new", "changed", "unchanged"]

AFTER_ALL = 2**62
"""Numbers of uploads that are yet to come begin here."""


class Newest:
    """The newest report of everything that is told, by sheet and `kunci`. `day` is that of the newest report."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._rows: dict[tuple[Lembar, str], tuple[date, int, ProgrammeRow]] = {}
        self.day = date.min
        for one in sorted(told, key=lambda one: (one.tanggal_data, one.unggahan, one.urutan)):
            self._take((lembar_of(one.row), one.row.kunci), (one.tanggal_data, one.unggahan, one.row))

    def _take(self, key: tuple[Lembar, str], report: tuple[date, int, ProgrammeRow]) -> None:
        known = self._rows.get(key)
        if known is None:
            self._rows[key] = report
        elif known[:2] <= report[:2]:
            self._rows[key] = (*report[:2], fill_blanks(report[2], known[2]))
        self.day = max(self.day, report[0])

    def add(self, day: date, rows: Iterable[tuple[ProgrammeRow, str]]) -> None:
        """Take rows of a file of this queue, each with its `kunci`, as told for `day`: they come after all that is
        stored for it."""
        for row, kunci in rows:
            self._take((lembar_of(row), kunci), (day, AFTER_ALL, row))

    def compare(self, row: ProgrammeRow, key: tuple[Lembar, str], day: date) -> Kind:
        """What a row told for `day` would be. One that a report for a later day outweighs changes nothing, and neither
        does a blank."""
        known = self._rows.get(key)
        if known is None:
            return "new"
        return "unchanged" if known[0] > day or known[2] == fill_blanks(row, known[2]) else "changed"
