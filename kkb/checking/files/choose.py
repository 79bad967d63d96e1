"""Which tables of a workbook are its recap: one, several that complete each other, or a question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kkb.checking.files.colours import describe_legend, read_legend
from kkb.checking.files.data_day import find_likely_day
from kkb.checking.files.decree_words import describe_decrees
from kkb.checking.files.periods import choose_periods
from kkb.checking.questions import Answers
from kkb.checking.request import NamedWorkbook, Source
from kkb.checking.rows.row import tells_formation
from kkb.checking.values.dates import read_date
from kkb.checking.values.letters import visible
from kkb.checking.values.status import read_status
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count, format_date, join_words
from kkb.problems import make_problem, shorten
from kkb.recap import Table, TableRow
from kkb.recap_columns import FACTS
from kkb.region import MatchKind, Region
from kkb.schema import Tahap

_SHEETS_NAMED = 12
_TOGETHER = "bersama"
"""The answer that takes sheets that name different desa together: one per kecamatan."""
_BETWEEN = "+"
"""Between the sheets of an answer, where more than one set of sheets can be taken together."""

_MOST_BLANK = 0.2
_FORMED = re.compile(r"\b(?:terbentuk|membentuk|dibentuk|(?:sudah|telah|belum) (?:ada|memiliki|punya))\b")


class StatusRule(StrEnum):
    """Where the status of a row comes from, in a table that may have no such column."""

    COLUMN = "kolom"
    ALL = "semua"
    DATED = "bertanda"
    DATED_ELSE_BELUM = "bertanda_lain_belum"
    NONE = "semua_belum"
    COLOURS = "warna"
    DECREE = "sk"


@dataclass(frozen=True, slots=True)
class _Found:
    """A table with the desa that it surely names, and what it says of each."""

    table: Table
    says: Mapping[str, tuple[str, ...]]

    @property
    def label(self) -> str:
        return self.table.sheet if self.table.part == 0 else f"{self.table.sheet} (tabel {self.table.part + 1})"

    @property
    def value(self) -> str:
        return self.table.sheet if self.table.part == 0 else f"{self.table.sheet}#{self.table.part + 1}"


def choose_tables(
    file: int, named: NamedWorkbook, tables: Sequence[Table], region: Region, answers: Answers
) -> list[Source] | None:
    """The tables of one file to read; None while the officer has not chosen.

    Tables that name different desa are parts of one recap (a sheet per kecamatan). A table that repeats the others in
    full stands for them, if nothing in it differs. Anything else is asked: which sheet.
    """
    chosen = choose_periods(file, named.name, tables, named.workbook.covers, answers)
    if chosen is None:
        return None
    if len(chosen) == 1:
        return [Source(file, named.name, chosen[0])]
    found = [_Found(table, _what_is_said(table, region)) for table in chosen]
    with_status = [one for one in found if "status" in one.table.columns]
    if with_status and len(with_status) < len(found):
        # Beside a recap, a list without a status (of decrees, say) is another thing.
        found = with_status
    if len(found) == 1 or not _overlap(found):
        return [Source(file, named.name, one.table) for one in found]
    whole = max(found, key=lambda one: (len(one.says), _fullness(one)))
    rest = [one for one in found if one is not whole]
    # The same words for another day are another report.
    is_one_day = len({find_likely_day(one.table)[0] for one in found} - {None}) <= 1
    if is_one_day and not _overlap(rest) and all(one.says.items() <= whole.says.items() for one in rest):
        return [Source(file, named.name, whole.table, repeats=tuple(one.label for one in rest))]
    return _ask(file, named, found, region, answers)


def _ask(file: int, named: NamedWorkbook, found: list[_Found], region: Region, answers: Answers) -> list[Source] | None:
    choices = _list_choices(found)
    is_dated = all(choice.days for choice in choices)
    # Of two periods the newer one; else what names the most desa, and of those what tells the most about them.
    suggested = max(
        choices,
        key=lambda choice: (
            len(choice.days) <= 1,
            max(choice.days) if is_dated else date.min,
            choice.desa,
            sum(map(_fullness, choice.sheets)),
            -len(choice.sheets),
        ),
    )
    values = {choice.value: choice for choice in choices}
    question = Question(
        id="sheet",
        code="SHEET",
        text="Lembar mana yang dipakai?",
        options=tuple(Option(choice.value, choice.label) for choice in choices),
        suggested=suggested.value,
    )
    facts = {
        "count": format_count(len(found)),
        "names": join_words([f'"{one.label}"' for one in found], _SHEETS_NAMED),
    }
    chosen = answers.settle(question, make_problem("SHEET", file=file, facts=facts))
    if chosen is None:
        return None
    first, *others = used = values[chosen].sheets
    return [
        Source(file, named.name, first.table, left_out=_only_elsewhere(used, found, region)),
        *(Source(file, named.name, one.table) for one in others),
    ]


@dataclass(frozen=True, slots=True)
class _Choice:
    """Sheets that can be taken together, for no desa stands in two of them."""

    sheets: Sequence[_Found]
    days: Set[date]
    value: str

    @property
    def desa(self) -> int:
        return sum(len(one.says) for one in self.sheets)

    @property
    def label(self) -> str:
        """ "Lembar Dendang dan Damar (9 desa, keadaan per 31 Mei 2023)"."""
        names = join_words([one.label for one in self.sheets], _SHEETS_NAMED)
        about = f"{format_count(self.desa)} desa"
        if self.days:
            about += f", keadaan per {join_words([format_date(day) for day in sorted(self.days)])}"
        return f"{'Lembar ' if len(self.sheets) > 1 else ''}{names} ({about})"


def _list_choices(found: Sequence[_Found]) -> list[_Choice]:
    """From each sheet on the others that fit with it, those for the same day first, then the nearest.

    Of those with several sheets the one that names the most desa goes by a name of its own.
    """
    days = [find_likely_day(one.table)[0] for one in found]
    sets: list[list[int]] = []
    for start in range(len(found)):
        taken = [start]
        for place in sorted(range(len(found)), key=lambda place: (days[place] != days[start], abs(place - start))):
            if place != start and not _overlap([found[one] for one in (*taken, place)]):
                taken.append(place)
        if sorted(taken) not in sets:
            sets.append(sorted(taken))
    choices = [
        _Choice(
            sheets=[found[place] for place in one],
            days={day for place in one if (day := days[place]) is not None},
            value=_BETWEEN.join(found[place].value for place in one),
        )
        for one in sets
    ]
    largest = max(
        (choice for choice in choices if len(choice.sheets) > 1), key=lambda choice: choice.desa, default=None
    )
    return [replace(choice, value=_TOGETHER) if choice is largest else choice for choice in choices]


def _only_elsewhere(used: Sequence[_Found], found: Sequence[_Found], region: Region) -> dict[str, tuple[str, ...]]:
    """Sheet that is not used → the names of its desa that no used one names; without sheets that have none."""
    read = set[str]().union(*(one.says for one in used))
    left = {one.label: one.says.keys() - read for one in found if one not in used}
    return {
        label: tuple(desa.desa for desa in region.desa if desa.kode_desa in codes)
        for label, codes in left.items()
        if codes
    }


def _fullness(one: _Found) -> int:
    """How many facts a table tells of its desa."""
    return sum(bool(fact) for said in one.says.values() for fact in said)


def _overlap(found: Sequence[_Found]) -> bool:
    """True if a desa stands in more than one of the tables."""
    return sum(len(one.says) for one in found) > len(set().union(*(one.says for one in found)))


def _what_is_said(table: Table, region: Region) -> dict[str, tuple[str, ...]]:
    """kode_desa → its facts as compared, for the rows whose desa is beyond doubt."""
    said: dict[str, tuple[str, ...]] = {}
    for row in table.rows:
        kode = kode_of(row, region)
        if kode is not None:
            said.setdefault(kode, tuple(_compared(row, name) for name in FACTS))
    return said


def kode_of(row: TableRow, region: Region) -> str | None:
    """The kode_desa of a row whose desa is beyond doubt, else None."""
    texts = {name: cell.text for name, cell in row.cells.items()}
    if coded := region.find_code(texts.get("kode_desa", "")):
        return coded.kode_desa
    kecamatan, _ = region.match_kecamatan(texts["kecamatan"]) if texts.get("kecamatan", "").strip() else (None, False)
    if (pair := region.find_pair(texts.get("desa", ""))) and pair.agree:
        return pair.desa.kode_desa
    match = region.match_desa(texts.get("desa", ""), kecamatan.kode_kecamatan if kecamatan else None)
    is_sure = match.kind in (MatchKind.EXACT, MatchKind.ALIAS, MatchKind.FUZZY)
    return match.desa.kode_desa if is_sure and match.desa is not None else None


def _compared(row: TableRow, name: str) -> str:
    cell = row.cells.get(name)
    if cell is None:
        return ""
    if name == "status":
        reading = read_status(cell.text)
        return reading.tahap.value if reading.tahap else " ".join(cell.text.casefold().split())
    tanggal = read_date(cell).tanggal if name.startswith("tanggal") else None
    return tanggal.iso() if tanggal is not None else cell.text.strip()


def settle_status_rule(source: Source, answers: Answers) -> StatusRule | None:
    """Where the status of the rows comes from; None while the officer has not said.

    A list without a column of status may be one of formed desa only, or of all desa with a date beside the formed
    ones: which of the two, a person says.
    """
    table = source.table
    if "status" in table.columns:
        return StatusRule.COLUMN
    named = [row for row in table.rows if "desa" in row.cells or "kode_desa" in row.cells]
    blank = sum(not tells_formation(row) for row in named)
    says_formed = names_formation(table) and "belum" not in _title_words(table)
    options = [Option(StatusRule.ALL.value, "Semua desa dalam daftar ini sudah Terbentuk")]
    if blank == len(named):
        # A list of names alone: only its title tells which list it is.
        options.append(Option(StatusRule.NONE.value, "Semua desa dalam daftar ini Belum"))
    elif blank:
        options += [
            Option(StatusRule.DATED.value, "Hanya desa yang bertanggal atau ber-SK Terbentuk; baris lain dilewati"),
            Option(StatusRule.DATED_ELSE_BELUM.value, "Desa yang bertanggal atau ber-SK Terbentuk, yang lain Belum"),
        ]
    if blank == len(named):
        suggested = StatusRule.ALL if says_formed else StatusRule.NONE
    else:
        is_all = not blank or (says_formed and blank <= len(named) * _MOST_BLANK and not table.year_columns)
        suggested = StatusRule.ALL if is_all else StatusRule.DATED
        if not is_all and all(_says_none(row) for row in named if not tells_formation(row)):
            suggested = StatusRule.DATED_ELSE_BELUM
    if legend := describe_legend(table):
        known = " dan keterangan warna" if read_legend(table) else ""
        options.append(Option(StatusRule.COLOURS.value, f"Menurut warna desanya{known}: {legend}"))
        suggested = StatusRule.COLOURS
    if words := describe_decrees(table):
        header = shorten(visible(table.columns["no_sk"]))
        options.append(Option(StatusRule.DECREE.value, f'Menurut kolom "{header}": {words}'))
        suggested = StatusRule.DECREE
    question = Question(
        id="no_status_column",
        code="NO_STATUS_COLUMN",
        text=f'Tabel "{_title_of(table)}" tidak punya kolom status. Desa mana yang sudah Terbentuk?',
        options=tuple(options),
        suggested=suggested.value,
    )
    chosen = answers.settle(question, source.problem("NO_STATUS_COLUMN"))
    return StatusRule(chosen) if chosen else None


def _says_none(row: TableRow) -> bool:
    """True if the remark of a row says that there is no Pokja: "belum ada"."""
    return read_status(row.text_of("keterangan")).tahap is Tahap.BELUM


def names_formation(table: Table) -> bool:
    """True if the title or the sheet's name speaks of desa that have formed a Pokja, or have not."""
    return _FORMED.search(_title_words(table)) is not None


def _title_words(table: Table) -> str:
    return " ".join([table.sheet, *(cell.text for cell in table.above)]).casefold()


def _title_of(table: Table) -> str:
    """What tells this table from others: its title, or the name of its sheet."""
    return shorten(next((cell.text for cell in table.above if cell.kind == "text"), table.sheet))
