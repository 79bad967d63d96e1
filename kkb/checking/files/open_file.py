"""One file on its way to a verdict: its tables chosen, its day found, its rows read; or why it is of no use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kkb.checking.columns import AssignedColumns, assign_columns
from kkb.checking.files.blank_ticks import settle_blanks
from kkb.checking.files.choose import StatusRule, choose_tables, names_formation, settle_status_rule
from kkb.checking.files.colours import settle_colours
from kkb.checking.files.data_day import QUESTION_ID, find_data_day
from kkb.checking.files.decree_words import rungs_of_decrees
from kkb.checking.files.sheet_days import PER_SHEET, FileDay, settle_day
from kkb.checking.files.status_codes import settle_codes
from kkb.checking.files.status_letters import Meanings, settle_letters
from kkb.checking.files.struck import settle_struck
from kkb.checking.files.swapped import Swaps, settle_swaps
from kkb.checking.judge import Reading, read_table, take_meanings
from kkb.checking.questions import Answers, apply_mends, row_address
from kkb.checking.request import Baseline, NamedWorkbook, Request, Source
from kkb.checking.verdict import Mend, Option
from kkb.formatting import format_count, join_words
from kkb.problems import Problem, shorten
from kkb.recap import Table, TableRow, TextForm, Workbook
from kkb.recap_columns import EVIDENCE
from kkb.region import Region

_MOST_ROWS, _ROWS_OF_A_DESA = 2_000, 20
"""Rows of the chosen tables: a file with more than the larger of both tells nothing of its desa. Judging it, row by
row, would hold up every reader: unlike the reading it is done in the process that serves them."""

_MOST_PROGRAMME_ROWS, _PROGRAMME_ROWS_OF_A_DESA = 20_000, 500
"""The same for the sheets beside it: 39 desa with 40 activities a year reach 7,800 rows in five years."""

_FOREIGN_SHARE = 0.5
_FOREIGN_ROWS = 5
_NO_ROWS = "Judul kolom ditemukan, tetapi tidak ada desa di bawahnya. Isi tabelnya, lalu unggah lagi."
_NO_TABLE = (
    "Tabel desa tidak ditemukan. Pastikan ada baris judul kolom, misalnya Kecamatan, Desa, Status, di 30 baris "
    "pertama, lalu unggah lagi."
)
_NO_STATUS = (
    'Tabel desa ditemukan, tetapi kolom statusnya tidak ada. Tambahkan kolom "Status" dengan isi Belum, Sosialisasi, '
    "Merintis atau Terbentuk, lalu unggah lagi."
)


class Rejected(Exception):
    """The files as a whole are of no use; the sentence says why and what to do."""


@dataclass(slots=True)
class OpenFile:
    """One file on its way: `number` is its place in the queue, from 1; `sources` is None while tables are open.

    `programme` are the tables of the sheets beside the recap of status; a file may hold no others, and none at all
    where the officer left every row out.
    """

    number: int
    named: NamedWorkbook
    mends: tuple[Mend, ...]
    columns: AssignedColumns
    sources: list[Source] | None
    day: FileDay
    programme: list[Source] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def open_file(
    number: int,
    named: NamedWorkbook,
    count: int,
    region: Region,
    baseline: Baseline,
    request: Request,
    answers: Answers,
    corrected: Option | None,
) -> OpenFile:
    """Assign the columns of one file, mend its cells, choose its tables and find its day.

    `corrected` is the day of the file in the queue that it corrects, if it does.
    """
    found = [*named.workbook.tables, *named.workbook.programme]
    columns = assign_columns(found, request.answers, baseline.columns, file=number, file_count=count)
    named = replace(named, workbook=_with_tables(named.workbook, columns.tables))
    tables, mends = apply_mends(columns.tables, request.answers, file=number, file_count=count)
    recaps = [table for table in tables if not table.lembar]
    programme = [Source(number, named.name, table) for table in tables if table.lembar and table.rows]
    usable = [table for table in recaps if table.rows and _says_status(table)]
    if programme:
        # Beside them a template's recap of status may be left as it was: it says nothing then.
        usable = [table for table in usable if _is_filled(table)]
    prefix = f'Berkas "{named.name}": ' if count > 1 else ""
    is_left_out = any(mend.is_skip for mend in mends) and any(_says_status(table) for table in recaps)
    if not usable and not programme and not is_left_out:
        raise Rejected(prefix + (named.workbook.no_status or _no_table_message(tables)))
    _refuse_crowd_of_programme(programme, region, prefix)
    sources = choose_tables(number, named, usable, region, answers) if usable else []
    is_told = count == 1 and request.answers.get(QUESTION_ID) != PER_SHEET
    told = answers.day(QUESTION_ID, today=request.today) if is_told else None
    if sources is None and told is None and _days_depend_on_sheet(usable, named, request):
        return OpenFile(number, named, mends, columns, None, FileDay(), programme)
    used = [source.table for source in sources or programme] if sources is not None else usable
    if not usable:
        # A template's recap that was left as it was still says the day above, and so does one that was left out.
        used += [table for table in recaps if (table.rows or is_left_out) and _says_status(table)]
    day = settle_day(used, answers, request, named, number, told=told, corrected=corrected)
    return OpenFile(number, named, mends, columns, sources, day, programme)


def _with_tables(workbook: Workbook, tables: Sequence[Table]) -> Workbook:
    """The workbook with its tables as their columns were assigned: for all that looks at it from here on."""
    recaps = [table for table in tables if not table.lembar]
    return replace(workbook, tables=recaps, programme=[table for table in tables if table.lembar])


def _days_depend_on_sheet(tables: Sequence[Table], named: NamedWorkbook, request: Request) -> bool:
    """True if the tables speak for different days, so that the choice of a sheet settles the day as well."""
    found = [
        find_data_day(
            [table], file_name=named.name, as_of=request.as_of, answer=None, today=request.today,
            covers=named.workbook.covers,
        )
        for table in tables
    ]
    return len({(one.day, one.reason) for one in found}) > 1


def _says_status(table: Table) -> bool:
    """True if the table has a column of status, or a column or a title that may stand for it."""
    return any(name in table.columns for name in EVIDENCE) or names_formation(table)


def _is_filled(table: Table) -> bool:
    """True if a row says more than whom it is about, or if that alone says something."""
    if names_formation(table) or any(table.colours.values()):
        return True
    return any(name in row.cells for row in table.rows for name in EVIDENCE)


def _no_table_message(tables: Sequence[Table]) -> str:
    if not tables:
        return _NO_TABLE
    return _NO_ROWS if any(_says_status(table) for table in tables) else _NO_STATUS


def _is_of_unknown_country(form: TextForm | None) -> bool:
    """True for a text whose dates may have been written month first by the program that made it.

    Where the semicolon parts the columns the comma is for decimals, and no such country writes the month first.
    """
    return form is not None and form.kind == "csv" and form.separator != ";"


def read_rows(
    file: OpenFile, region: Region, baseline: Baseline, request: Request, answers: Answers, *, is_alone: bool
) -> None:
    """Read the rows of a file's tables; a table whose status rule is open leaves the file open."""
    if not file.sources:
        # What the officer took out may still be what another file keeps.
        file.readings += _left_out_whole(file, region, baseline, request) if file.sources is not None else []
        return
    prefix = name_before(file, is_alone=is_alone)
    _refuse_crowd(file.sources, region, request, prefix)
    struck = [settle_struck(source, answers) for source in file.sources]
    file.sources = [one.source if one is not None else source for one, source in zip(struck, file.sources, strict=True)]
    rules = [settle_status_rule(source, answers) for source in file.sources]
    colours = [
        settle_colours(source, answers, is_chosen=rule is StatusRule.COLOURS)
        for source, rule in zip(file.sources, rules, strict=True)
    ]
    letters = [settle_letters(source, answers) for source in file.sources]
    codes = [settle_codes(source) for source in file.sources]
    blanks = [
        Meanings() if code.problems else settle_blanks(source, answers)
        for source, code in zip(file.sources, codes, strict=True)
    ]
    today = request.today
    # Without a day nothing is known to come too late, and all rows wait for it anyway.
    swaps = Swaps.none(file.sources)
    if day := file.day.found.day:
        is_exported = _is_of_unknown_country(file.named.workbook.text_form)
        swaps = settle_swaps(file.sources, answers, last_day=day, is_exported=is_exported)
    file.sources, file.problems = swaps.sources, swaps.problems
    for source, rule, open_cells, gone, told, letter, code, blank in zip(
        swaps.sources, rules, swaps.open_cells, struck, colours, letters, codes, blanks, strict=True
    ):
        file.problems += letter.problems + code.problems + blank.problems
        meanings = letter.meanings | code.meanings | blank.meanings
        if rule is not None and gone is not None and told is not None:
            day = file.day.of(source.table.sheet)
            reading = read_table(
                source, rule, region, baseline, day=day, today=today, open_cells=open_cells, progress=request.progress
            )
            reading.left_out = reading.read_more(_left_out(file, source), rule)
            if rule is StatusRule.DECREE:
                told = rungs_of_decrees(source.table)
            if told or meanings or gone.rows:
                take_meanings(reading, told, meanings, gone.rows)
            file.readings.append(reading)
    file.readings += _left_out_whole(file, region, baseline, request)
    read = [row for reading in file.readings for row in reading.rows]
    if None in rules or None in struck or None in colours:
        file.sources, file.readings = None, []
        return
    if not read and not file.programme:
        raise Rejected(prefix + _NO_ROWS)
    refuse_foreign(sum(row.is_unknown for row in read), len(read), request, prefix)


def _left_out(file: OpenFile, source: Source) -> list[TableRow]:
    """The rows of a table that the officer took out."""
    used = source.table
    skipped = {mend.cell for mend in file.mends if mend.is_skip and mend.sheet == used.sheet}
    return [
        row
        for table in (file.named.workbook.tables if skipped else ())
        if (table.sheet, table.part, table.period) == (used.sheet, used.part, used.period)
        for row in table.rows
        if row_address(table, row.row) in skipped
    ]


def _left_out_whole(file: OpenFile, region: Region, baseline: Baseline, request: Request) -> list[Reading]:
    """The tables of which the officer took out every row: the total of another sheet may count those."""
    found = []
    for table in file.named.workbook.tables:
        source = Source(file.number, file.named.name, replace(table, rows=[], totals=[]))
        if not table.rows or len(lines := _left_out(file, source)) < len(table.rows):
            continue
        reading = read_table(
            source, StatusRule.COLUMN, region, baseline,
            day=file.day.of(table.sheet), today=request.today, open_cells=(), progress=request.progress,
        )  # fmt: skip
        reading.left_out = reading.read_more(lines, StatusRule.COLUMN)
        found.append(reading)
    return found


def name_before(file: OpenFile, *, is_alone: bool) -> str:
    """What stands before a sentence about one of several files."""
    return "" if is_alone else f'Berkas "{file.named.name}": '


def refuse_foreign(unknown: int, count: int, request: Request, prefix: str) -> None:
    """Raise Rejected where most of `count` rows name a place that the region does not have."""
    if unknown and (unknown == count or (unknown > _FOREIGN_ROWS and unknown > count * _FOREIGN_SHARE)):
        raise Rejected(
            f"{prefix}Sebagian besar nama dalam berkas ini bukan desa {request.region_name}. "
            "Periksa apakah berkasnya benar."
        )


def _refuse_crowd_of_programme(sources: Sequence[Source], region: Region, prefix: str) -> None:
    """Raise Rejected for more rows of komitmen, langkah, kegiatan and evaluasi than a regency can have."""
    rows = sum(len(source.table.rows) for source in sources)
    most = max(_MOST_PROGRAMME_ROWS, _PROGRAMME_ROWS_OF_A_DESA * len(region.desa))
    if rows > most:
        names = join_words(
            [f'"{shorten(name)}"' for name in dict.fromkeys(source.table.sheet for source in sources)], 4
        )
        raise Rejected(
            f"{prefix}Lembar {names} memuat {format_count(rows)} baris; paling banyak {format_count(most)} baris "
            "sekaligus. Unggah per tahun atau per kecamatan."
        )


def _refuse_crowd(sources: Sequence[Source], region: Region, request: Request, prefix: str) -> None:
    """Raise Rejected for far more rows than the region has desa."""
    rows = sum(len(source.table.rows) for source in sources)
    if rows > max(_MOST_ROWS, _ROWS_OF_A_DESA * len(region.desa)):
        raise Rejected(
            f"{prefix}Tabelnya memuat {format_count(rows)} baris desa, sedangkan {request.region_name} hanya punya "
            f"{format_count(len(region.desa))} desa. Sisakan satu baris untuk tiap desa, lalu unggah lagi."
        )
