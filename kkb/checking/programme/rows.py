"""One row of a sheet of the programme → its values and whom it is about, or what stands in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kkb.blanks import DASHES
from kkb.checking.programme.absent import absent_columns, list_absent
from kkb.checking.programme.cells import Cells
from kkb.checking.programme.gather import CELLS_NAMED
from kkb.checking.programme.places import Place, Places, without_kecamatan
from kkb.checking.request import Source
from kkb.checking.rows.read_row import CellProblems, CheckedRow
from kkb.checking.values.letters import NAME_FIELDS, clean_text
from kkb.formatting import format_count, join_words
from kkb.problems import Problem, Severity, shorten
from kkb.programme import ROW_TYPES, Lembar, ProgrammeRow
from kkb.programme.columns import KOLOM, Kolom, Perlu
from kkb.programme.measures import Incomparable, compare
from kkb.recap import TableRow
from kkb.region import Region

_SIGNATURES = ("kepala_desa", "ketua_bpd")


@dataclass(slots=True)
class SheetRow(CheckedRow):
    """A row of a sheet as read so far. `place` is None for a signer of the regency. `row` is what would be stored, once
    it is made, `kunci` what it is about."""

    values: dict[str, Any]
    place: Place | None = None
    row: ProgrammeRow | None = None
    kunci: str = ""

    @property
    def is_kept(self) -> bool:
        """True if it would be stored."""
        return self.row is not None and not self.is_repeat and not self.has_error

    @property
    def is_open(self) -> bool:
        return self.place is not None and self.place.is_open

    @property
    def is_skipped(self) -> bool:
        return self.place is not None and self.place.is_skipped


class SheetReader:
    """Reads the rows of one table of a sheet of the programme.

    `is_readable`: no column is missing without which no row of the table says anything.
    """

    def __init__(
        self,
        source: Source,
        region: Region,
        aliases: Mapping[tuple[str, str], str],
        *,
        data_date: date | None,
        today: date,
    ) -> None:
        table = source.table
        self.source = source
        self.lembar = Lembar(table.lembar)
        self.is_readable = not absent_columns(table, Perlu.WAJIB)
        self.problem = CellProblems(table, source.file)
        self.places = Places(table, region, aliases, self.problem)
        self._columns: dict[str, Kolom] = {
            kolom.name: kolom for kolom in KOLOM[self.lembar] if kolom.name not in NAME_FIELDS
        }
        self._cells = Cells(self.lembar, self._columns, self.problem, data_date=data_date, today=today)
        self._required = [
            name for name, kolom in self._columns.items() if kolom.perlu is Perlu.WAJIB and name in table.columns
        ]
        self._wanted = [
            name
            for name, kolom in self._columns.items()
            if kolom.perlu is Perlu.DIHARAPKAN and name in table.columns and self.lembar is not Lembar.KOMITMEN
        ]
        self._noted: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._comparable: dict[tuple[str, str], bool] = {}

    def read(self, source: TableRow) -> SheetRow | None:
        """Read one row; None if it says nothing but a name."""
        read = self._cells.columns
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        is_filled = False
        for name, cell in source.cells.items():
            column = read.get(name)
            if column is None:
                continue
            reading = column[cell.kind, cell.text]
            if reading.problems:
                problems += reading.at(cell)
                is_filled = True
            if reading.value is not None:
                values[name] = reading.value
                is_filled = True
        if not is_filled:
            return None
        line = SheetRow(source, values, problems=problems)
        self._find_place(line)
        self._check_values(line)
        return line

    def _find_place(self, line: SheetRow) -> None:
        source, cells = line.source, line.source.cells
        if self._is_of_regency(line):
            return
        named = [cells[name] for name in ("desa", "kode_desa") if name in cells]
        if not any(cell.kind != "text" or cell.text.strip() for cell in named):
            line.problems.append(self.problem(source, "desa", "ROW_NO_NAME"))
            return
        line.place = self.places.find(source)
        if line.place.is_elsewhere:
            line.source = without_kecamatan(source)
        if line.place.problems:
            line.problems += line.place.problems_at(source)

    def _is_of_regency(self, line: SheetRow) -> bool:
        """True for a row that names an office and no desa."""
        if "penanda_tangan" not in line.values or "kode_desa" in line.source.cells:
            return False
        desa = line.source.cells.get("desa")
        word = desa.text.strip().casefold() if desa is not None and desa.kind == "text" else ""
        return (desa is None or desa.kind == "text") and (not word or word in DASHES or word.startswith("kab"))

    def _check_values(self, line: SheetRow) -> None:
        values, source = line.values, line.source
        faulty = {problem.column for problem in line.problems}
        # A cell of letters that cannot be seen is read without them, with a warning: it may be blank all the same.
        refused = {problem.column for problem in line.problems if problem.severity is Severity.ERROR}
        columns = self.source.table.columns
        for name in self._required:
            if name not in values and columns.get(name) not in refused:
                word = clean_text(source.text_of(name))
                told = f'"{shorten(word)}" sama dengan kosong' if word else "sel ini kosong"
                effect = "barisnya tidak disimpan. Isi selnya"
                line.problems.append(self.problem(source, name, "FIELD_BLANK", told=told, effect=effect))
        for name in self._wanted:
            if name not in values and columns.get(name) not in faulty:
                self._note("FIELD_BLANK", name, source)
        if self.lembar is Lembar.KOMITMEN:
            self._check_signatures(line)
        if self.lembar is Lembar.KEGIATAN:
            self._check_activity(line)

    def _check_signatures(self, line: SheetRow) -> None:
        if line.place is None:
            return
        values, columns = line.values, self.source.table.columns
        faulty = {problem.column for problem in line.problems}
        for name in _SIGNATURES:
            if name not in values and name in columns and columns[name] not in faulty:
                self._note("FIELD_BLANK", name, line.source)
        signed = {values.get(name) for name in _SIGNATURES}
        if True in signed and "tanggal" not in values and columns.get("tanggal") not in faulty:
            self._note("SIGNED_NO_DATE", "tanggal", line.source)
        if False in signed and True not in signed and "tanggal" in values and not line.has_error:
            self._note("SIGNED_NOT_BUT_DATED", "tanggal", line.source)
        if "penanda_tangan" in values:
            self._note("SIGNER_WITH_DESA", "penanda_tangan", line.source)

    def _check_activity(self, line: SheetRow) -> None:
        values, source = line.values, line.source
        budget, spent = values.get("anggaran"), values.get("realisasi")
        if budget is not None and spent is not None and spent > budget:
            told = self.problem(
                source, "realisasi", "SPENT_OVER_BUDGET", spent=format_count(spent), budget=format_count(budget)
            )
            line.problems.append(told)
        before, after = values.get("sebelum"), values.get("sesudah")
        if before is not None and after is not None:
            pair = (before, after)
            is_comparable = self._comparable.get(pair)
            if is_comparable is None:
                is_comparable = self._comparable[pair] = not isinstance(compare(before, after), Incomparable)
            if not is_comparable:
                self._note("UNIT_DIFFERS", "sesudah", source)

    def _note(self, code: str, name: str, source: TableRow) -> None:
        """Remember a cell of which many may say the same."""
        letter = self.source.table.column_letters.get(name)
        if letter is not None:  # of a column that does not exist something else is told
            self._noted[code, name].append(f"{letter}{source.row}")

    def table_problems(self) -> list[Problem]:
        """What concerns the table as a whole: missing columns, and what many of its rows have in common."""
        noted = [self._noted_problem(code, name, cells) for (code, name), cells in self._noted.items()]
        return [*list_absent(self.source), *noted]

    def _noted_problem(self, code: str, name: str, cells: list[str]) -> Problem:
        count, named = format_count(len(cells)), join_words(cells, CELLS_NAMED)
        severity = Severity.WARNING if code == "FIELD_BLANK" else None
        facts = {"count": count, "cells": named}
        if code == "FIELD_BLANK":
            facts = {"told": f"{count} sel kosong ({named})", "effect": "dihitung tidak dilaporkan. Isi bila diketahui"}
        column = self.source.table.columns.get(name)
        return self.source.problem(code, severity=severity, cell=cells[0], column=column, **facts)

    def build(self, line: SheetRow) -> ProgrammeRow:
        """The row that would be stored of a line without an error, whose place is known."""
        desa = line.place.desa if line.place is not None else None
        source = line.source
        values = line.values
        if self.lembar is Lembar.KOMITMEN and desa is not None:
            # Of a desa its head and the chair of its BPD sign; the office is that of a signer of the regency.
            values = {name: value for name, value in values.items() if name != "penanda_tangan"}
        return ROW_TYPES[self.lembar](
            kode_desa=desa.kode_desa if desa else None,
            kecamatan=desa.kecamatan if desa else "",
            desa=desa.desa if desa else "",
            sheet=self.source.table.sheet,
            row=source.row,
            sel={name: cell.merged_from or cell.ref for name, cell in source.cells.items()},
            **values,
        )
