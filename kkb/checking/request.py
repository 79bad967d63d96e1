"""What a check is given beside the workbooks: what is stored, and how, for whom and on which day it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kkb.checking.progress import Progress
from kkb.problems import Problem, Severity, make_problem
from kkb.programme import ReportedRow
from kkb.recap import Table, Workbook
from kkb.schema import Observation


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The file of a report: `number` is its place in the queue, None where it is stored."""

    name: str
    number: int | None = None


class KnownColumn(NamedTuple):
    """What was said of a header before: the field, on which day, by whom."""

    name: str
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is stored before the commit.

    `sample_numbers` are uploads of invented data that a commit of a real file would withdraw; their observations are
    not among `observations`. `has_real_data` refuses sample files. `corrections` are the active uploads that somebody
    made by hand, on a desa's page. `report_files` are the files of the observations by their unggahan; while a queue is
    judged, its earlier files are known under free numbers. `programme` are the stored rows of the sheets beside the
    recap of status. `columns` tells what was said of headers that nobody knows, by `kkb.checking.columns.header_key`.
    """

    observations: Sequence[Observation] = ()
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sample_numbers: tuple[int, ...] = ()
    has_real_data: bool = False
    corrections: frozenset[int] = frozenset()
    report_files: Mapping[int, ReportFile] = field(default_factory=dict)
    programme: Sequence[ReportedRow] = ()
    columns: Mapping[str, KnownColumn] = field(default_factory=dict)

    def newest_days(self) -> dict[str, date]:
        """kode_desa → the newest day for which something is stored of it."""
        days: dict[str, date] = {}
        for seen in self.observations:
            kode = seen.row.kode_desa
            days[kode] = max(seen.tanggal_data, days.get(kode, seen.tanggal_data))
        return days


class Asked(NamedTuple):
    """A question about one file of a queue, counted from 1: `name` is its key (`kkb.checking.questions.question_key`),
    or its id, by which an answer is stored with an upload (`FileVerdict.answers`)."""

    name: str
    file: int


@dataclass(frozen=True, slots=True)
class Request:
    """How files are to be checked: for which day, with which answers, seen on which day.

    `answers` settle by the id of a question alone, as a command line has them. `replies` are answers to a question that
    somebody saw about a file: they settle that question in that file, and nothing else.
    `is_correction`: the one file was made by hand, to correct what is stored. `progress` counts the rows while they are
    checked, once: a request is for one check.
    """

    today: date
    region_name: str
    as_of: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    replies: Mapping[Asked, str] = field(default_factory=dict)
    use_suggested: bool = False
    is_correction: bool = False
    progress: Progress = field(default_factory=Progress, compare=False)


@dataclass(frozen=True, slots=True)
class NamedWorkbook:
    """A workbook under the name it came with: text to show and to read a day from, never a path."""

    name: str
    workbook: Workbook


@dataclass(frozen=True, slots=True)
class Source:
    """A table that is used, and the number of its file in the queue, from 1.

    `repeats` are sheets that say the same. `left_out` tells of sheets that were not chosen the desa that no chosen one
    names: sheet → names.
    """

    file: int
    name: str
    table: Table
    repeats: tuple[str, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def problem(
        self,
        code: str,
        *,
        cell: str | None = None,
        column: str | None = None,
        value: str | None = None,
        suggestion: str | None = None,
        severity: Severity | None = None,
        **facts: object,
    ) -> Problem:
        """A problem of the table, or of one of its cells."""
        return make_problem(
            code,
            severity=severity,
            file=self.file,
            sheet=self.table.sheet,
            cell=cell,
            column=column,
            value=value,
            suggestion=suggestion,
            facts=facts,
        )
