"""One row of a recap → a desa, a status and its facts, or the problems that stand in the way.

Every fault of a row is reported at once; a row with an error is not stored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kkb.checking.dates import DateReading, read_date
from kkb.checking.status import StatusReading, read_status
from kkb.formatting import format_date, join_words
from kkb.problems import Problem, Severity, make_problem
from kkb.recap import Cell, Table, TableRow
from kkb.region import Desa, Kecamatan, MatchKind, Region, foreign_letters, name_key
from kkb.schema import FIRST_YEAR, Klasifikasi, Tanggal

KEPT_TEXT = 1000
"""Letters of a note that are kept; the original file keeps all of it."""

_KEPT_SK = 120
_LONGEST_NAME = 200
"""A name beyond this is none, and is not looked at letter by letter."""

_NO_SK = frozenset(
    {"ya", "ada", "sudah", "tidak", "tidak ada", "belum", "belum ada", "belum terbit", "belum dibuat", "nihil",
     "proses", "dalam proses", "menyusul", "0", "true", "false"}
)  # fmt: skip
"""What officers write into the column of SK numbers that is no number."""

_FACT_FIELDS = ("kode_desa", "status", "tanggal", "tanggal_pencanangan", "no_sk", "tanggal_sk", "klasifikasi")
_DATE_FIELDS = ("tanggal", "tanggal_sk", "tanggal_pencanangan")


@dataclass(slots=True)
class ReadRow:
    """A row as read so far: what it names and says, and every problem found in it.

    `is_repeat`: an equal row stands above it. `is_open`: what becomes of it depends on an open question.
    """

    source: TableRow
    sheet: str
    file: int = 1
    desa: Desa | None = None
    kecamatan_text: str = ""
    desa_text: str = ""
    status: StatusReading = field(default_factory=StatusReading)
    dates: dict[str, Tanggal] = field(default_factory=dict)
    bad_dates: set[str] = field(default_factory=set)
    no_sk: str | None = None
    klasifikasi: Klasifikasi | None = None
    keterangan: str | None = None
    rivals: tuple[Desa, ...] = ()
    alias: tuple[str, str, str] | None = None
    is_repeat: bool = False
    is_open: bool = False
    problems: list[Problem] = field(default_factory=list)

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

    def text_of(self, name: str) -> str:
        """The text of a field, "" where it is blank."""
        cell = self.source.cells.get(name)
        return cell.text if cell is not None else ""


class RowReader:
    """Reads the rows of one table against a region."""

    def __init__(
        self,
        table: Table,
        region: Region,
        aliases: Mapping[tuple[str, str], str],
        *,
        data_date: date | None,
        today: date,
        file: int = 1,
    ) -> None:
        self._file = file
        self._table = table
        self._region = region
        self._aliases = aliases
        self._data_date = data_date
        self._today = today

    def problem(
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
        letter = self._table.column_letters.get(name)
        return make_problem(
            code,
            severity=severity,
            file=self._file,
            sheet=self._table.sheet,
            cell=cell.source_ref if cell else f"{letter}{row.row}" if letter else None,
            column=self._table.columns.get(name),
            value=cell.text if value is None and cell else value,
            suggestion=suggestion,
            facts=facts,
        )

    def read(self, source: TableRow) -> ReadRow | None:
        """Read one row; None if it says nothing at all."""
        row = ReadRow(source, self._table.sheet, self._file)
        row.kecamatan_text, row.desa_text = (row.text_of(name)[: _LONGEST_NAME + 1] for name in ("kecamatan", "desa"))
        facts = [source.cells[name] for name in _FACT_FIELDS if name in source.cells]
        if not row.desa_text.strip() and "kode_desa" not in source.cells:
            desa_cell = source.cells.get("desa")
            if desa_cell is None and not facts:
                return None
            if desa_cell is None or desa_cell.kind not in ("error", "no_cache"):
                row.problems.append(self.problem(source, "desa", "ROW_NO_NAME"))
                return row
        unreadable = self._add_broken_cells(row)
        if not unreadable & {"desa", "kecamatan", "kode_desa"}:
            self._identify(row)
        if "status" not in unreadable:
            row.status = read_status(row.text_of("status"))
        for name in _DATE_FIELDS:
            if name in unreadable:
                row.bad_dates.add(name)
            else:
                self._read_date(row, name)
        self._read_texts(row, unreadable)
        return row

    def _add_broken_cells(self, row: ReadRow) -> set[str]:
        """Report cells that hold no readable value; the fields they stand in."""
        broken = set()
        for name, cell in row.source.cells.items():
            if name == "no":
                continue  # a running number is not stored: nothing depends on it
            code = {"error": "CELL_ERROR", "no_cache": "FORMULA_NO_CACHE"}.get(cell.kind)
            if code is None and name in ("desa", "kecamatan", "kode_desa") and _has_control(cell.text[:_LONGEST_NAME]):
                code = "TEXT_CONTROL"
            if code is not None:
                broken.add(name)
                row.problems.append(self.problem(row.source, name, code, value=_visible(cell.text[:_LONGEST_NAME])))
        return broken

    def _identify(self, row: ReadRow) -> None:
        # Faults of other cells do not keep a row from being known: a repeat of its desa must still be noticed.
        other_problems = len(row.problems)
        for name, text in (("kecamatan", row.kecamatan_text), ("desa", row.desa_text)):
            if len(text) > _LONGEST_NAME:
                row.problems.append(self.problem(row.source, name, "NAME_UNKNOWN", what=name, hint=""))
            elif letters := foreign_letters(text):
                row.problems.append(self.problem(row.source, name, "NAME_HOMOGLYPH", letters=letters))
        if len(row.problems) > other_problems:
            return
        kecamatan = self._identify_kecamatan(row)
        by_code = self._identify_by_code(row)
        found = row.problems[other_problems:]
        if any(p.severity is Severity.ERROR for p in found) or not row.desa_text.strip():
            row.desa = by_code
            return
        self._identify_desa(row, kecamatan)
        if by_code is not None and row.desa is not None and row.desa.kode_desa != by_code.kode_desa:
            reason = f"milik desa {by_code.desa}, bukan {row.desa.desa}"
            row.problems.append(self.problem(row.source, "kode_desa", "CODE_MISMATCH", reason=reason))

    def _identify_kecamatan(self, row: ReadRow) -> Kecamatan | None:
        if not row.kecamatan_text.strip():
            return None
        kecamatan, by_likeness = self._region.match_kecamatan(row.kecamatan_text)
        if kecamatan is None:
            row.problems.append(self.problem(row.source, "kecamatan", "NAME_UNKNOWN", what="kecamatan", hint=""))
        elif by_likeness:
            row.problems.append(
                self.problem(row.source, "kecamatan", "NAME_FUZZY", suggestion=f"Kecamatan {kecamatan.kecamatan}")
            )
        return kecamatan

    def _identify_by_code(self, row: ReadRow) -> Desa | None:
        code = row.text_of("kode_desa").strip()
        if not code:
            return None
        desa = self._region.by_code.get(code)
        if desa is None:
            row.problems.append(
                self.problem(row.source, "kode_desa", "CODE_MISMATCH", reason="tidak ada dalam daftar desa")
            )
        return desa

    def _identify_desa(self, row: ReadRow, kecamatan: Kecamatan | None) -> None:
        kode = kecamatan.kode_kecamatan if kecamatan else None
        match = self._region.match_desa(row.desa_text, kode, self._aliases)
        row.desa = match.desa
        if match.kind is MatchKind.FUZZY and match.desa is not None:
            row.alias = (match.desa.kode_kecamatan, name_key(row.desa_text), match.desa.kode_desa)
            row.problems.append(self.problem(row.source, "desa", "NAME_FUZZY", suggestion=match.desa.desa))
        elif match.kind is MatchKind.RIVALS:
            row.rivals = match.candidates
        elif match.kind is MatchKind.AMBIGUOUS:
            names = join_words([f"{d.desa} (Kecamatan {d.kecamatan})" for d in match.candidates])
            row.problems.append(self.problem(row.source, "desa", "NAME_AMBIGUOUS", candidates=names))
        elif match.kind is MatchKind.ELSEWHERE and match.desa is not None and kecamatan is not None:
            row.problems.append(
                self.problem(
                    row.source,
                    "desa",
                    "KEC_MISMATCH",
                    desa=match.desa.desa,
                    actual=match.desa.kecamatan,
                    stated=kecamatan.kecamatan,
                    suggestion=match.desa.kecamatan,
                )
            )
        elif match.kind is MatchKind.UNKNOWN:
            near = match.candidates[0] if match.candidates else None
            what = f"desa Kecamatan {kecamatan.kecamatan}" if kecamatan else "desa"
            hint = f" Maksudnya {near.desa}?" if near else ""
            row.problems.append(
                self.problem(
                    row.source, "desa", "NAME_UNKNOWN", what=what, hint=hint, suggestion=near.desa if near else None
                )
            )

    def _read_date(self, row: ReadRow, name: str) -> None:
        cell = row.source.cells.get(name)
        reading = read_date(cell)
        fault = reading.fault or self._bound_fault(reading)
        if fault is not None:
            row.bad_dates.add(name)
            row.problems.append(
                self.problem(
                    row.source,
                    name,
                    fault,
                    value=_as_written(cell) if cell else None,
                    suggestion=reading.suggestion,
                    today=format_date(self._today),
                    data_date=format_date(self._data_date),
                    first_year=FIRST_YEAR,
                )
            )
        elif reading.tanggal is not None:
            row.dates[name] = reading.tanggal
            if reading.note is not None:
                suggestion = format_date(reading.tanggal.first) if reading.note == "DATE_SERIAL" else None
                row.problems.append(self.problem(row.source, name, reading.note, suggestion=suggestion))

    def _bound_fault(self, reading: DateReading) -> str | None:
        if reading.tanggal is None:
            return None
        if reading.tanggal.first.year < FIRST_YEAR:
            return "DATE_TOO_OLD"
        if reading.tanggal.first > self._today:
            return "DATE_FUTURE"
        if self._data_date is not None and reading.tanggal.first > self._data_date:
            return "DATE_AFTER_ASOF"
        return None

    def _read_texts(self, row: ReadRow, unreadable: set[str]) -> None:
        sk_cell = row.source.cells.get("no_sk")
        if sk_cell is not None and "no_sk" not in unreadable:
            if sk_cell.kind == "date":
                row.problems.append(self.problem(row.source, "no_sk", "SK_MANGLED"))
            elif (text := clean_text(sk_cell.text)) and text.casefold() not in _NO_SK and any(map(str.isalnum, text)):
                row.no_sk = self._shorten(row, "no_sk", text, _KEPT_SK)
        word = clean_text(row.text_of("klasifikasi"))
        if word and word not in ("-", "–", "—") and "klasifikasi" not in unreadable:
            row.klasifikasi = next((k for k in Klasifikasi if k.value.casefold() == word.casefold()), None)
            if row.klasifikasi is None:
                row.problems.append(self.problem(row.source, "klasifikasi", "CLASS_UNKNOWN"))
        note = clean_text(row.text_of("keterangan"))
        if note and "keterangan" not in unreadable:
            row.keterangan = self._shorten(row, "keterangan", note, KEPT_TEXT)

    def _shorten(self, row: ReadRow, name: str, text: str, limit: int) -> str:
        if len(text) <= limit:
            return text
        row.problems.append(self.problem(row.source, name, "TEXT_TOO_LONG", limit=limit))
        return text[:limit]


def _has_control(text: str) -> bool:
    return any(unicodedata.category(ch) in ("Cc", "Cf", "Co", "Cs") for ch in text)


def _visible(text: str) -> str:
    """A text with control and direction characters shown as □."""
    return "".join("□" if _has_control(ch) else ch for ch in text)


def clean_text(text: str) -> str:
    """A free text as kept: no control or direction characters, one space between words."""
    return " ".join("".join(" " if _has_control(ch) else ch for ch in text).split())


def _as_written(cell: Cell) -> str:
    """A date cell as Excel shows it to the officer: day first."""
    if cell.kind != "date":
        return cell.text
    year, month, day = cell.text[:10].split("-")
    return f"{day}/{month}/{year}"
