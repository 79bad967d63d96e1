"""A row of a recap on its way to a verdict, and problems at its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, overload

from kkb.checking.status import StatusReading
from kkb.problems import Problem, Severity, make_problem
from kkb.recap import Table, TableRow
from kkb.region import Desa
from kkb.schema import Klasifikasi, Tanggal

T = TypeVar("T")

_NO_WORD = StatusReading()


class _Remark(Generic[T]):
    """A field of a row that is seldom set. Of 84,000 rows a few have one, so a row has room only for those it has."""

    def __init__(self, default: T) -> None:
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, row: None, owner: type) -> _Remark[T]: ...
    @overload
    def __get__(self, row: ReadRow, owner: type) -> T: ...
    def __get__(self, row: ReadRow | None, owner: type) -> T | _Remark[T]:
        if row is None:
            return self
        return self._default if row.remarks is None else row.remarks.get(self._name, self._default)

    def __set__(self, row: ReadRow, value: T) -> None:
        remarks = {**(row.remarks or {}), self._name: value}
        if value == self._default:
            del remarks[self._name]
        row.remarks = remarks or None


@dataclass(slots=True)
class ReadRow:
    """A row as read so far: what it names and says, and every problem found in it.

    `dates` are never changed in place: rows share them. `remarks` are what is set of the fields below them, None for
    nothing: of a row without remarks nothing is to be said but its facts, and to ask for them alone is quicker.

    `is_repeat`: an equal row stands above it. `is_open`: what becomes of it depends on an open question. `is_skipped`:
    an answer passes it over. `reason` says why it is not stored where that is no error: an answer, in words.
    """

    source: TableRow
    sheet: str
    file: int = 1
    desa: Desa | None = None
    kecamatan_text: str = ""
    desa_text: str = ""
    status_text: str = ""
    status: StatusReading = _NO_WORD
    dates: Mapping[str, Tanggal] = field(default_factory=dict)
    no_sk: str | None = None
    klasifikasi: Klasifikasi | None = None
    keterangan: str | None = None
    remarks: dict[str, Any] | None = None

    bad_dates = _Remark[frozenset[str]](frozenset())
    rivals = _Remark[tuple[Desa, ...]](())
    alias = _Remark[tuple[str, str, str] | None](None)
    is_repeat = _Remark[bool](False)
    is_open = _Remark[bool](False)
    is_skipped = _Remark[bool](False)
    reason = _Remark[str | None](None)
    unreadable = _Remark[frozenset[str]](frozenset())
    problems = _Remark[tuple[Problem, ...]](())

    @property
    def has_error(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)

    @property
    def is_doubtful(self) -> bool:
        """True if the row names two different places, so that it speaks for none of them."""
        return any(p.code in ("KEC_MISMATCH", "CODE_MISMATCH") for p in self.problems)

    @property
    def is_unknown(self) -> bool:
        """True if the row names a place that the region does not have."""
        return self.desa is None and any(p.code in ("NAME_UNKNOWN", "CODE_MISMATCH") for p in self.problems)

    def report(self, problem: Problem) -> None:
        """Add a problem."""
        self.problems = (*self.problems, problem)

    def date_to(self, name: str, tanggal: Tanggal) -> None:
        """Set the date of a field."""
        self.dates = {**self.dates, name: tanggal}

    def text_of(self, name: str) -> str:
        """The text of a field, "" where it is blank."""
        return self.source.text_of(name)


@dataclass(frozen=True, slots=True)
class CellProblems:
    """Makes the problems of one table; `file` is its file's place in the queue."""

    table: Table
    file: int = 1

    def __call__(
        self,
        row: TableRow,
        name: str,
        code: str,
        *,
        value: str | None = None,
        suggestion: str | None = None,
        severity: Severity | None = None,
        **facts: object,
    ) -> Problem:
        """A problem at a field of a row. `value` is the cell's unless given.

        The place is the cell to be mended: the upper one of a merged range, the blank one of a missing value.
        """
        cell = row.cells.get(name)
        letter = self.table.column_letters.get(name)
        return make_problem(
            code,
            severity=severity,
            file=self.file,
            sheet=self.table.sheet,
            cell=cell.source_ref if cell else f"{letter}{row.row}" if letter else _name_cell(row),
            column=self.table.columns.get(name),
            value=cell.text if value is None and cell else value,
            suggestion=suggestion,
            facts=facts,
        )


def _name_cell(row: TableRow) -> str | None:
    """Where a finding about a column that does not exist is shown: at the name of its row."""
    cell = row.cells.get("desa") or row.cells.get("kode_desa")
    return cell.ref if cell else None
