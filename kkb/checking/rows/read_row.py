"""A row of a recap on its way to a verdict, and problems at its cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from kkb.checking.values.letters import cell_fault, clean_text, has_control, visible
from kkb.checking.values.status import StatusReading
from kkb.problems import Problem, Severity, make_problem
from kkb.recap import Cell, Table, TableRow
from kkb.region import LONGEST_NAME, Desa
from kkb.schema import Tanggal

_NO_WORD = StatusReading()

NOT_WHOLE = frozenset({"DATE_YEAR_ONLY", "DATE_MONTH_ONLY"})
"""What is said of a date of which only the year or the month is known."""


@dataclass(slots=True)
class CheckedRow:
    """A row while it is checked, and every problem found in it. `is_repeat`: another row of it is stored."""

    source: TableRow
    problems: list[Problem] = field(default_factory=list, kw_only=True)
    is_repeat: bool = field(default=False, kw_only=True)

    @property
    def has_error(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def report(self, problem: Problem) -> None:
        """Add a problem."""
        self.problems.append(problem)


@dataclass(slots=True)
class ReadRow(CheckedRow):
    """A row of a recap as read so far: what it names and says.

    `rivals` are the desa that its name may mean alike, `alias` the spelling that storing it would confirm,
    `unreadable` the fields whose cells hold no readable value, `bad_dates` those whose date cannot be used.
    `is_open`: what becomes of it depends on an open question. `is_skipped`: an answer passes it over. `supplied` are
    the fields of which a row of another file for the same day tells more. `unchanged` maps those to their cells
    that say that what was told before stays ("ttp"): `source` is without them, `kkb.checking.day.unchanged` gives
    the fields their values. `reason` says why it is not stored where that is no error: an answer, in words.
    """

    sheet: str
    file: int = 1
    desa: Desa | None = None
    kecamatan_text: str = ""
    desa_text: str = ""
    status: StatusReading = _NO_WORD
    dates: dict[str, Tanggal] = field(default_factory=dict)
    no_sk: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    rivals: tuple[Desa, ...] = ()
    alias: tuple[str, str, str] | None = None
    unreadable: frozenset[str] = frozenset()
    bad_dates: set[str] = field(default_factory=set)
    is_open: bool = False
    is_skipped: bool = False
    supplied: frozenset[str] = frozenset()
    unchanged: dict[str, Cell] = field(default_factory=dict)
    reason: str | None = None

    @property
    def remark(self) -> str | None:
        """What the officer wrote beside the facts of the row."""
        return self.attributes.get("keterangan")

    @property
    def is_doubtful(self) -> bool:
        """True if the row names two different places, so that it speaks for none of them."""
        return any(p.code in ("KEC_MISMATCH", "CODE_MISMATCH") for p in self.problems)

    @property
    def is_unknown(self) -> bool:
        """True if the row names a place that the region does not have."""
        return self.desa is None and any(p.code in ("NAME_UNKNOWN", "CODE_MISMATCH") for p in self.problems)

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
        """A problem at a field of a row (`cell_of`). `value` is the cell's unless given."""
        cell = row.cells.get(name)
        return make_problem(
            code,
            severity=severity,
            file=self.file,
            sheet=self.table.sheet,
            cell=self.cell_of(row, name),
            column=self.table.columns.get(name),
            value=cell.text if value is None and cell else value,
            suggestion=suggestion,
            facts=facts,
        )

    def cell_of(self, row: TableRow, name: str) -> str | None:
        """The cell where a field is mended: the upper one of a merged range, the blank one of a missing value."""
        cell, letter = row.cells.get(name), self.table.column_letters.get(name)
        return cell.source_ref if cell else f"{letter}{row.row}" if letter else _name_cell(row)

    def look_at(self, row: TableRow, name: str) -> tuple[Cell | None, Problem | None]:
        """The cell of a field, and what is to be said of it: None and an error if it holds no readable value.

        Letters that cannot be seen are taken out of other cells than names, with a warning.
        """
        cell = row.cells[name]
        fault, facts = cell_fault(name, cell)
        if fault is None and (cell.kind != "text" or not has_control(cell.text)):
            return cell, None
        shown = visible(cell.text[:LONGEST_NAME])
        if fault is not None:
            return None, self(row, name, fault, value=shown, severity=Severity.ERROR, **facts)
        mend = "Isinya dibaca tanpa huruf itu"
        told = self(row, name, "TEXT_CONTROL", value=shown, severity=Severity.WARNING, mend=mend)
        return cell._replace(text=clean_text(cell.text)), told


def _name_cell(row: TableRow) -> str | None:
    """Where a finding about a column that does not exist is shown: at the name of its row."""
    cell = row.cells.get("desa") or row.cells.get("kode_desa")
    return cell.ref if cell else None
