"""One row of a recap → a desa, a status and its facts, or the problems that stand in the way.

Every fault of a row is reported at once; a row with an error is not stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kkb.checking.dates import MONTH_BY_WORD, DateReading, read_date
from kkb.checking.status import StatusReading, read_status, read_ticked
from kkb.formatting import format_date, join_words
from kkb.problems import Problem, Severity, make_problem
from kkb.recap import Cell, Table, TableRow
from kkb.region import LONGEST_NAME, Desa, DesaMatch, Kecamatan, MatchKind, Region, foreign_letters, name_key
from kkb.schema import FIRST_YEAR, Klasifikasi, Presisi, Tahap, Tanggal

KEPT_TEXT = 1000
"""Letters of a note that are kept; the original file keeps all of it."""

_KEPT_SK = 120
_LONGEST_CELL = 32_767
"""Letters that a cell of Excel can hold; a longer text was not written by it."""

_SPACES = "\t\n\r"
"""Control characters that officers type as spaces."""

_NO_SK = frozenset(
    {"ya", "ada", "sudah", "tidak", "tidak ada", "belum", "belum ada", "belum terbit", "belum dibuat", "nihil",
     "proses", "dalam proses", "menyusul", "0", "true", "false"}
)  # fmt: skip
"""What officers write into the column of SK numbers that is no number."""

_NO_CLASS = frozenset({"-", "–", "—", "belum", "belum ada", "tidak ada", "belum diisi", "belum diklasifikasi", "nihil"})
_NO_DATE = frozenset(
    {"belum", "belum ada", "tidak ada", "belum terbentuk", "belum dibentuk", "belum terbit", "belum dicanangkan",
     "nihil", "belum diisi", "proses", "dalam proses", "menyusul", "tidak", "kosong"}
)  # fmt: skip
"""What officers write into a column of dates where there is nothing to date."""

_NOT_KNOWN = frozenset({"?", "tidak diketahui", "tidak tahu", "lupa", "belum diketahui", "n/a"})

_BROKEN_LETTERS = re.compile(
    "\ufffd|[\u00c3\u00c2\u00d0][\u0080-\u00bf\u20ac\u0192\u2013-\u2022\u2030\u2122]|\u00c2\\s|\u00e2\u20ac"
)
"""U+FFFD, and UTF-8 that was read as Windows-1252: "Ã©", "Â ", "â€™"."""

_FORMULA_LIKE = re.compile(r"[=@+]\s*\S|-(?:\d|\w+\()")
_MONTHS = "|".join(sorted(word for word in MONTH_BY_WORD if len(word) == 3))
_DATE_LIKE_SK = re.compile(
    rf"\d{{1,2}}-(?:{_MONTHS})(?:-\d{{2,4}})?|(?:{_MONTHS})-\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}} 00:00(?::00)?",
    re.IGNORECASE,
)
"""What is left of a number that Excel made a date and somebody made a text again: "12-May-18", "May-18"."""

_FACT_FIELDS = ("kode_desa", "status", "tanggal", "tanggal_pencanangan", "no_sk", "tanggal_sk", "klasifikasi")
_DATE_FIELDS = ("tanggal", "tanggal_sk", "tanggal_pencanangan")
_NAME_FIELDS = ("desa", "kecamatan", "kode_desa")


@dataclass(slots=True)
class ReadRow:
    """A row as read so far: what it names and says, and every problem found in it.

    `is_repeat`: an equal row stands above it. `is_open`: what becomes of it depends on an open question. `is_skipped`:
    an answer passes it over. `reason` says why it is not stored where that is no error: an answer, in words.
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
    is_skipped: bool = False
    reason: str | None = None
    unreadable: set[str] = field(default_factory=set)
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
        open_cells: Collection[str] = (),
    ) -> None:
        self._file = file
        self._open_cells = open_cells
        self._table = table
        self._region = region
        self._aliases = aliases
        self._data_date = data_date
        self._today = today
        names_none = not any("kecamatan" in row.cells for row in table.rows)
        self._likely = region.kecamatan_named(table.sheet) if names_none else None
        sk = [row.cells["no_sk"] for row in table.rows if "no_sk" in row.cells]
        padded = [len(cell.text) for cell in sk if cell.kind == "text" and re.fullmatch(r"0\d+", cell.text)]
        self._sk_width = max(padded, default=0)

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
            cell=cell.source_ref if cell else f"{letter}{row.row}" if letter else _name_cell(row),
            column=self._table.columns.get(name),
            value=cell.text if value is None and cell else value,
            suggestion=suggestion,
            facts=facts,
        )

    def read(self, source: TableRow) -> ReadRow | None:
        """Read one row; None if it says nothing at all."""
        row = ReadRow(source, self._table.sheet, self._file)
        row.kecamatan_text, row.desa_text = (row.text_of(name)[: LONGEST_NAME + 1] for name in ("kecamatan", "desa"))
        facts = [source.cells[name] for name in _FACT_FIELDS if name in source.cells]
        if not row.desa_text.strip() and "kode_desa" not in source.cells:
            desa_cell = source.cells.get("desa")
            if desa_cell is None and not facts:
                return None
            if desa_cell is None or desa_cell.kind not in ("error", "no_cache"):
                row.problems.append(self.problem(source, "desa", "ROW_NO_NAME"))
                return row
        unreadable = row.unreadable = self._add_broken_cells(row)
        if not unreadable.intersection(_NAME_FIELDS):
            self._identify(row)
        if "status" not in unreadable:
            row.status = (read_ticked if self._table.ticks else read_status)(row.text_of("status"))
        for name in _DATE_FIELDS:
            if name in unreadable:
                row.bad_dates.add(name)
            else:
                self._read_date(row, name)
        self._read_texts(row, unreadable)
        return row

    def _add_broken_cells(self, row: ReadRow) -> set[str]:
        """Report cells that hold no readable value; the fields they stand in.

        Letters that cannot be seen are taken out of other cells than names: the row is then read without them.
        """
        broken: set[str] = set()
        cleaned: dict[str, Cell] = {}
        for name, cell in row.source.cells.items():
            if name == "no":
                continue  # a running number is not stored: nothing depends on it
            fault, facts = _cell_fault(name, cell)
            if fault is not None:
                broken.add(name)
                shown = _visible(cell.text[:LONGEST_NAME])
                row.problems.append(
                    self.problem(row.source, name, fault, value=shown, severity=Severity.ERROR, **facts)
                )
            elif cell.kind == "text" and _has_control(cell.text):
                cleaned[name] = replace(cell, text=clean_text(cell.text))
                row.problems.append(
                    self.problem(
                        row.source,
                        name,
                        "TEXT_CONTROL",
                        value=_visible(cell.text[:LONGEST_NAME]),
                        severity=Severity.WARNING,
                        mend="Isinya dibaca tanpa huruf itu",
                    )
                )
        if cleaned:
            row.source = replace(row.source, cells={**row.source.cells, **cleaned})
        return broken

    def _identify(self, row: ReadRow) -> None:
        # Faults of other cells do not keep a row from being known: a repeat of its desa must still be noticed.
        other_problems = len(row.problems)
        for name, text in (("kecamatan", row.kecamatan_text), ("desa", row.desa_text)):
            if len(text) > LONGEST_NAME:
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
        desa = self._region.find_code(code)
        if desa is None:
            row.problems.append(
                self.problem(row.source, "kode_desa", "CODE_MISMATCH", reason="tidak ada dalam daftar desa")
            )
        return desa

    def _identify_desa(self, row: ReadRow, kecamatan: Kecamatan | None) -> None:
        match, kecamatan = self._match(row.desa_text, kecamatan)
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

    def _match(self, text: str, kecamatan: Kecamatan | None) -> tuple[DesaMatch, Kecamatan | None]:
        """The desa of a written name and the kecamatan that it is read in: that of its column, or of its own cell."""
        kode = kecamatan.kode_kecamatan if kecamatan else None
        match = self._region.match_desa(text, kode, self._aliases)
        if match.kind not in (MatchKind.EXACT, MatchKind.ALIAS) and (pair := self._region.find_pair(text)):
            contradicts = kecamatan is not None and pair.desa.kode_kecamatan != kecamatan.kode_kecamatan
            if pair.agree and not contradicts:
                return DesaMatch(MatchKind.EXACT, pair.desa), pair.kecamatan
            return DesaMatch(MatchKind.ELSEWHERE, pair.desa), kecamatan if contradicts else pair.kecamatan
        if match.kind is MatchKind.UNKNOWN and self._likely is not None:
            # The name of the sheet is no proof, but among its desa a smaller likeness may be suggested.
            there = self._region.match_desa(text, self._likely.kode_kecamatan, self._aliases)
            if there.kind in (MatchKind.ALIAS, MatchKind.FUZZY, MatchKind.RIVALS):
                return there, self._likely
        return match, kecamatan

    def _read_date(self, row: ReadRow, name: str) -> None:
        cell = row.source.cells.get(name)
        if cell is None or _says_no_date(cell, name, row.status.tahap):
            return
        reading = read_date(cell)
        if name == "tanggal" and row.status.tahap is Tahap.TERBENTUK and _denies(cell):
            reading = DateReading(fault="DATE_UNREADABLE")
        if cell.ref in self._open_cells:
            # The officer is asked whether day and month are swapped: until then the date says nothing.
            row.is_open = True
            row.bad_dates.add(name)
            return
        fault = reading.fault or self._bound_fault(reading)
        if fault is not None:
            row.bad_dates.add(name)
            suggestion = reading.suggestion
            hint = ""
            if fault in ("DATE_FUTURE", "DATE_AFTER_ASOF") and (swapped := self._swapped(reading)):
                suggestion, hint = swapped, f" Maksudnya {swapped}?"
            row.problems.append(
                self.problem(
                    row.source,
                    name,
                    fault,
                    value=_as_written(cell),
                    suggestion=suggestion,
                    hint=hint,
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

    def _swapped(self, reading: DateReading) -> str | None:
        """The date in words with day and month exchanged, if it would be no fault then."""
        if reading.tanggal is None or not _can_swap(reading):
            return None
        first = reading.tanggal.first
        swapped = Tanggal(first.replace(month=first.day, day=first.month))
        return None if self._bound_fault(DateReading(swapped)) else swapped.words()

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
            text = clean_text(sk_cell.text)
            if self._is_mangled(sk_cell):
                row.problems.append(self.problem(row.source, "no_sk", "SK_MANGLED"))
            elif text and text.casefold() not in _NO_SK and any(map(str.isalnum, text)):
                row.no_sk = self._keep_text(row, "no_sk", text, _KEPT_SK)
        word = clean_text(row.text_of("klasifikasi"))
        if word and word.casefold() not in _NO_CLASS and "klasifikasi" not in unreadable:
            row.klasifikasi = next((k for k in Klasifikasi if k.value.casefold() == word.casefold()), None)
            if row.klasifikasi is None:
                row.problems.append(self.problem(row.source, "klasifikasi", "CLASS_UNKNOWN"))
        note = clean_text(row.text_of("keterangan"))
        if note and "keterangan" not in unreadable:
            row.keterangan = self._keep_text(row, "keterangan", note, KEPT_TEXT)

    def _is_mangled(self, cell: Cell) -> bool:
        """True for an SK number that Excel made a date, a fraction or a power, or robbed of the zeros before it."""
        if cell.kind == "date" or _DATE_LIKE_SK.fullmatch(cell.text.strip()):
            return True
        return cell.kind == "number" and (not cell.text.isdecimal() or 0 < len(cell.text) < self._sk_width)

    def _keep_text(self, row: ReadRow, name: str, text: str, limit: int) -> str:
        if _FORMULA_LIKE.match(text):
            row.problems.append(self.problem(row.source, name, "TEXT_FORMULA_LIKE"))
        if len(text) > limit:
            mend = f"yang disimpan dipotong pada {limit} huruf"
            row.problems.append(self.problem(row.source, name, "TEXT_TOO_LONG", limit=limit, mend=mend))
        return text[:limit]


def _name_cell(row: TableRow) -> str | None:
    """Where a finding about a column that does not exist is shown: at the name of its row."""
    cell = row.cells.get("desa") or row.cells.get("kode_desa")
    return cell.ref if cell else None


def _cell_fault(name: str, cell: Cell) -> tuple[str | None, dict[str, Any]]:
    """The code of what makes a cell unreadable, with its facts."""
    code = {"error": "CELL_ERROR", "no_cache": "FORMULA_NO_CACHE"}.get(cell.kind)
    if code is not None:
        return code, {}
    if len(cell.text) > _LONGEST_CELL:
        mend = "sel Excel tidak dapat memuatnya. Singkat isinya"
        return "TEXT_TOO_LONG", {"limit": _LONGEST_CELL, "mend": mend}
    if not cell.text.isascii() and _BROKEN_LETTERS.search(cell.text):
        return "TEXT_ENCODING", {}
    if name in _NAME_FIELDS and _has_control(cell.text[:LONGEST_NAME]):
        return "TEXT_CONTROL", {"mend": "Ketik ulang isinya"}
    return None, {}


def _says_no_date(cell: Cell, name: str, status: Tahap | None) -> bool:
    """True for words in a column of dates that say there is none: "Belum", unless the Pokja is said to be formed."""
    if cell.kind != "text":
        return False
    word = clean_text(cell.text).casefold().rstrip(".")
    if word in _NOT_KNOWN:
        return True
    return word in _NO_DATE and (name != "tanggal" or status is not Tahap.TERBENTUK)


def _denies(cell: Cell) -> bool:
    """True for words that say the Pokja is not formed yet, in the place of the date on which it was."""
    return cell.kind == "text" and clean_text(cell.text).casefold().startswith("belum")


def tells_formation(row: TableRow) -> bool:
    """True if a row holds a date or the number of a decree, readable or not: signs of a Pokja that was formed."""
    for name in _DATE_FIELDS:
        cell = row.cells.get(name)
        if cell is not None and not _says_no_date(cell, name, None):
            reading = read_date(cell)
            if reading.tanggal is not None or reading.fault is not None:
                return True
    sk = row.cells.get("no_sk")
    return sk is not None and clean_text(sk.text).casefold() not in _NO_SK and any(map(str.isalnum, sk.text))


def _can_swap(reading: DateReading) -> bool:
    """True for a whole day whose day could be a month, and is not the same."""
    tanggal = reading.tanggal
    return (
        tanggal is not None
        and tanggal.presisi is Presisi.DAY
        and tanggal.first.day <= 12
        and tanggal.first.day != tanggal.first.month
    )


def _has_control(text: str) -> bool:
    if text.isprintable():
        return False
    return any(unicodedata.category(ch) in ("Cc", "Cf", "Co", "Cs") and ch not in _SPACES for ch in text)


def _visible(text: str) -> str:
    """A text with control and direction characters shown as □."""
    return "".join("□" if _has_control(ch) else ch for ch in text)


def clean_text(text: str) -> str:
    """A free text as kept: no control or direction characters, one space between words."""
    kept = ("" if unicodedata.category(ch) == "Cf" else " " if _has_control(ch) else ch for ch in text)
    return " ".join("".join(kept).split())


def _as_written(cell: Cell) -> str:
    """A date cell as Excel shows it to the officer: day first."""
    if cell.kind != "date":
        return cell.text
    return "/".join(reversed(cell.text[:10].split("-")))
