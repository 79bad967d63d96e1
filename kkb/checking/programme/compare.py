"""What a row would change: of rows about the same thing the newest report holds."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from typing import Literal

from kkb.programme import Lembar, ProgrammeRow, ReportedRow, fill_blanks, lembar_of

Kind = Literal["new", "changed", "unchanged", "outweighed"]
"""What a row would be; "outweighed": it says something else than a report for a later day, which holds."""

AFTER_ALL = 2**62
"""Numbers of uploads that are yet to come begin here."""

_Report = tuple[date, int, ProgrammeRow]


class Newest:
    """The newest report of everything that is told, by sheet and `kunci`. `day` is that of the newest report."""

    def __init__(self, told: Iterable[ReportedRow]) -> None:
        self._reports: dict[tuple[Lembar, str], list[_Report]] = {}
        self._held: dict[tuple[Lembar, str], ProgrammeRow] = {}
        self.day = date.min
        for one in sorted(told, key=lambda one: (one.tanggal_data, one.unggahan, one.urutan)):
            self._take((lembar_of(one.row), one.row.kunci), (one.tanggal_data, one.unggahan, one.row))

    def _take(self, key: tuple[Lembar, str], report: _Report) -> None:
        reports = self._reports.get(key)
        if reports is None:
            self._reports[key] = [report]
            self._held[key] = report[2]
        elif _time(reports[-1]) <= _time(report):
            reports.append(report)
            self._held[key] = fill_blanks(report[2], self._held[key])
        else:
            insort(reports, report, key=_time)
            self._held[key] = _hold(reports)
        self.day = max(self.day, report[0])

    def add(self, day: date, rows: Iterable[tuple[ProgrammeRow, str]]) -> None:
        """Take rows of a file of this queue, each with its `kunci`, as told for `day`: they come after all that is
        stored for it."""
        for row, kunci in rows:
            self._take((lembar_of(row), kunci), (day, AFTER_ALL, row))

    def compare(self, row: ProgrammeRow, key: tuple[Lembar, str], day: date) -> Kind:
        """What a row told for `day` would be. Of one that a report for a later day outweighs only what that leaves
        blank counts; a blank changes nothing."""
        reports = self._reports.get(key)
        if reports is None:
            return "new"
        held = self._held[key]
        is_told = fill_blanks(row, held) == held
        if reports[-1][0] <= day:
            return "unchanged" if is_told else "changed"
        if _hold(sorted([*reports, (day, AFTER_ALL, row)], key=_time)) != held:
            return "changed"
        return "unchanged" if is_told else "outweighed"


def _time(report: _Report) -> tuple[date, int]:
    return report[:2]


def _hold(reports: Sequence[_Report]) -> ProgrammeRow:
    """What holds of reports about the same thing, the oldest first."""
    rows = [row for _, _, row in reports]
    return reduce(lambda older, newer: fill_blanks(newer, older), rows[1:], rows[0])
