"""The sheets of the programme of all files together, day by day: what would be stored, and what is to be said of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kkb.checking.files.struck import settle_struck
from kkb.checking.programme.across import Activities, Pokja
from kkb.checking.programme.compare import Newest
from kkb.checking.programme.gather import gather
from kkb.checking.programme.repeats import Stood, mark_repeats
from kkb.checking.programme.rows import SheetReader, SheetRow
from kkb.checking.questions import Answers
from kkb.checking.request import Request, Source
from kkb.checking.verdict import LembarCount
from kkb.problems import Problem
from kkb.programme import EvaluasiRow, KegiatanRow, Lembar, ProgrammeRow, ReportedRow
from kkb.region import Region
from kkb.state import DesaHistory

Aliases = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """The sheets of one file that are read, and the day it speaks for (None: not known yet)."""

    number: int
    sources: Sequence[Source]
    day: date | None


@dataclass(slots=True)
class Sheet:
    """One table with its rows as read."""

    reader: SheetReader
    lines: list[SheetRow]


@dataclass(slots=True)
class JudgedProgramme:
    """What the files bring, by their numbers: rows that would be stored, counts by sheet, spellings that would be
    confirmed. `unchanged` bring no row that changes anything, `silent` of these not even a newer day. `outweighed`
    counts the rows of a file that a report for a later day contradicts."""

    rows: dict[int, tuple[ProgrammeRow, ...]] = field(default_factory=dict)
    counts: dict[int, dict[Lembar, LembarCount]] = field(default_factory=dict)
    aliases: dict[int, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unchanged: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    outweighed: Counter[int] = field(default_factory=Counter)


def read_sheets(
    file: ProgrammeFile, region: Region, aliases: Aliases, request: Request, answers: Answers
) -> list[Sheet]:
    """The rows of the sheets of one file, each with what is wrong in itself; which desa is meant is asked."""
    sheets = []
    for told in file.sources:
        struck = settle_struck(told, answers)
        if struck is None:
            continue  # what holds of it depends on that answer
        source = struck.source
        reader = SheetReader(source, region, aliases, data_date=file.day, today=request.today)
        rows = (row for row in request.progress.over(source.table.rows) if row.row not in struck.rows)
        lines = [line for row in rows if (line := reader.read(row)) is not None]
        open_places = {
            id(line.place): line.place for line in lines if line.place and line.is_open and not line.has_error
        }
        for place in open_places.values():
            place.ask(reader.problem, answers)
        for line in lines:
            if reader.is_readable and not line.has_error and not line.is_open and not line.is_skipped:
                line.row = reader.build(line)
                line.kunci = line.row.kunci
        sheets.append(Sheet(reader, lines))
    return sheets


def count_places(sheets: Sequence[Sheet]) -> tuple[int, int]:
    """How many rows name a place, and of how many the region does not have it."""
    places = [line.place for sheet in sheets for line in sheet.lines if line.place is not None]
    return len(places), sum(place.row.is_unknown for place in places)


def judge_programme(
    files: Sequence[ProgrammeFile],
    sheets: Mapping[int, Sequence[Sheet]],
    *,
    told: Sequence[ReportedRow],
    histories: Mapping[str, DesaHistory],
    unsettled: Collection[str] | None,
    request: Request,
    answers: Answers,
) -> JudgedProgramme:
    """Judge the sheets (by the numbers of the files) against what is stored (`told`), in the order of the days.

    `histories` are those of the desa once the recaps of status are stored, `unsettled` as in `across.Pokja`. Of a file
    that has no day yet nothing would be stored.
    """
    judged = JudgedProgramme()
    if not any(sheets.values()):
        return judged
    pokja = Pokja(histories, unsettled)
    activities = Activities(_known_activities(told, sheets))
    newest = Newest(told)
    by_day: dict[date | None, list[ProgrammeFile]] = defaultdict(list)
    for file in files:
        by_day[file.day].append(file)
    is_waiting = any(question.code in ("TANGGAL_DATA", "ASOF_OLDER") for question in answers.open)
    for day in sorted(by_day, key=lambda one: (one is None, one or date.max)):
        same_day = [(file, _stood(sheets[file.number])) for file in by_day[day]]
        lines = [one for _, stood in same_day for one in stood]
        for line, reader in request.progress.over(lines):
            _check_against_others(line, reader, day or request.today, pokja, activities)
        mark_repeats(lines)
        if day is not None and not is_waiting:
            for file, stood in same_day:
                _keep(file.number, day, stood, newest, judged)
            newest.add(day, [(line.row, line.kunci) for line, _ in lines if line.is_kept and line.row is not None])
    for sheet in (sheet for parts in sheets.values() for sheet in parts):
        judged.problems += sheet.reader.table_problems()
        judged.problems += gather(problem for line in sheet.lines for problem in line.problems)
    return judged


def _stood(sheets: Sequence[Sheet]) -> list[Stood]:
    return [(line, sheet.reader) for sheet in sheets for line in sheet.lines]


def _known_activities(told: Sequence[ReportedRow], sheets: Mapping[int, Sequence[Sheet]]) -> Iterator[tuple[str, str]]:
    """(kode_desa, name) of every activity, also of one that cannot be stored as it stands."""
    for one in told:
        if isinstance(one.row, KegiatanRow) and one.row.kode_desa is not None:
            yield one.row.kode_desa, one.row.nama
    for parts in sheets.values():
        for sheet in parts:
            if sheet.reader.lembar is Lembar.KEGIATAN:
                for line in sheet.lines:
                    if line.place is not None and line.place.desa is not None and "nama" in line.values:
                        yield line.place.desa.kode_desa, line.values["nama"]


def _check_against_others(line: SheetRow, reader: SheetReader, day: date, pokja: Pokja, activities: Activities) -> None:
    row = line.row
    if isinstance(row, KegiatanRow) and row.kode_desa is not None:
        doubt = pokja.doubt(row.kode_desa, row.tanggal, day)
        if doubt is not None:
            at = "tanggal" if doubt.code == "ACTIVITY_BEFORE_POKJA" else "desa"
            value = row.tanggal.words() if at == "tanggal" else None
            line.problems.append(
                reader.problem(
                    line.source, at, doubt.code, value=value, desa=row.desa, told=doubt.told, formed=doubt.formed
                )
            )
    if isinstance(row, EvaluasiRow) and row.kode_desa is not None and not activities.knows(row.kode_desa, row.program):
        near = activities.nearest(row.kode_desa, row.program)
        hint = f' Maksudnya "{near}"?' if near else ""
        line.problems.append(
            reader.problem(line.source, "program", "EVALUATION_NO_ACTIVITY", suggestion=near, desa=row.desa, hint=hint)
        )


def _keep(file: int, day: date, stood: Sequence[Stood], newest: Newest, judged: JudgedProgramme) -> None:
    """Count what one file brings, and keep what would be stored of it."""
    kept: list[ProgrammeRow] = []
    aliases: dict[tuple[str, str, str], None] = {}
    kinds: dict[Lembar, Counter[str]] = defaultdict(Counter)
    for line, reader in stood:
        if line.is_repeat or line.is_skipped or (line.is_open and not line.has_error):
            continue
        if line.row is None or not line.is_kept:
            kinds[reader.lembar]["rejected"] += 1
            continue
        kept.append(line.row)
        kind = newest.compare(line.row, (reader.lembar, line.kunci), day)
        judged.outweighed[file] += kind == "outweighed"
        kinds[reader.lembar]["unchanged" if kind == "outweighed" else kind] += 1
        if line.place is not None and line.place.alias is not None:
            aliases[line.place.alias] = None
    judged.rows[file] = tuple(kept)
    judged.aliases[file] = tuple(aliases)
    judged.counts[file] = {lembar: LembarCount(**kinds[lembar]) for lembar in Lembar if kinds[lembar]}
    if all(count.keys() <= {"unchanged", "rejected"} for count in kinds.values()):
        judged.unchanged.add(file)
        if kept and day <= newest.day:
            judged.silent.add(file)
