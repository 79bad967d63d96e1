"""The sheets of the programme of a queue of files, seen from what their recaps of status would leave stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kkb.checking.files.open_file import OpenFile, name_before, refuse_foreign
from kkb.checking.programme.compare import AFTER_ALL
from kkb.checking.programme.judge import (
    JudgedProgramme,
    ProgrammeFile,
    Sheet,
    count_places,
    judge_programme,
    read_sheets,
)
from kkb.checking.questions import Answers
from kkb.checking.request import Baseline, Request
from kkb.recap import TableRow
from kkb.region import Desa, MatchKind, Region, name_key
from kkb.schema import Observation, RecapRow
from kkb.state import fold

Alias = tuple[str, str, str]
"""A spelling: (kode_kecamatan, name key, kode_desa)."""


def judge_sheets(
    files: Sequence[OpenFile],
    rows: Mapping[int, Sequence[RecapRow]],
    region: Region,
    baseline: Baseline,
    request: Request,
    answers: Answers,
) -> JudgedProgramme:
    """Judge the sheets beside the recaps of status; `rows` are the rows of status that each file would store.

    Raises Rejected if a file without a recap of status names for the most part no desa of the region.
    """
    if not any(file.programme for file in files):
        return JudgedProgramme()
    told = [alias for file in files for alias in confirmed_spellings(file, rows.get(file.number, ()), region)]
    aliases = {**baseline.aliases, **{(kecamatan, spelling): kode for kecamatan, spelling, kode in told}}
    queue = [ProgrammeFile(file.number, file.programme, file.day.found.day) for file in files]
    sheets = {one.number: read_sheets(one, region, aliases, request, answers) for one in queue}
    for file in files:
        if file.sources == [] or (file.sources and not file.readings):
            count, unknown = count_places(sheets[file.number])
            refuse_foreign(unknown, count, request, name_before(file, is_alone=len(files) == 1))
    days = {file.number: file.day for file in files}
    seen = [
        Observation(AFTER_ALL + number, days[number].of(row.sheet) or request.today, row)
        for number, own in rows.items()
        for row in own
    ]
    judged = judge_programme(
        queue,
        sheets,
        told=baseline.programme,
        histories=fold([*baseline.observations, *seen]),
        unsettled=_waiting(files),
        request=request,
        answers=answers,
    )
    for file in files:
        if file.number in judged.aliases:
            learned = _mended_spellings(file, sheets[file.number], region)
            judged.aliases[file.number] = tuple(dict.fromkeys([*judged.aliases[file.number], *learned]))
    return judged


def confirmed_spellings(file: OpenFile, rows: Sequence[RecapRow], region: Region) -> list[Alias]:
    """The spellings that storing these rows of status of a file would confirm: left as read, chosen, or mended so."""
    mended = _mended(file)
    read = [row for reading in file.readings for row in reading.rows]
    aliases = [row.alias or _learn(mended, row.sheet, row.source, row.desa, region) for row in read]
    stored = {row.kode_desa for row in rows}
    return [alias for alias in dict.fromkeys(aliases) if alias is not None and alias[2] in stored]


def _mended_spellings(file: OpenFile, sheets: Sequence[Sheet], region: Region) -> list[Alias]:
    """The same for the rows that would be stored of the sheets beside it, where a spelling was mended."""
    mended = _mended(file)
    learned = (
        _learn(mended, sheet.reader.source.table.sheet, line.source, line.place.desa, region)
        for sheet in sheets
        for line in sheet.lines
        if line.place is not None and line.place.alias is None and line.is_kept
    )
    return [alias for alias in learned if alias is not None]


def _mended(file: OpenFile) -> dict[tuple[str, str], str | None]:
    """(sheet, cell) → the text before it was mended."""
    return {(mend.sheet, mend.cell.partition(":")[0]): mend.old for mend in file.mends}


def _learn(
    mended: Mapping[tuple[str, str], str | None], sheet: str, source: TableRow, desa: Desa | None, region: Region
) -> Alias | None:
    """The spelling of a desa that a row had before its cell was mended, if that is one."""
    cell = source.cells.get("desa")
    old = mended.get((sheet, cell.source_ref)) if cell is not None else None
    if old is None or desa is None or not _may_mean(old, desa, region):
        return None
    return desa.kode_kecamatan, name_key(old), desa.kode_desa


def _may_mean(spelling: str, desa: Desa, region: Region) -> bool:
    """True for a spelling that is like the desa it was mended to, and no name of another: that was a wrong row."""
    match = region.match_desa(spelling, desa.kode_kecamatan)
    is_name = match.kind in (MatchKind.EXACT, MatchKind.ALIAS, MatchKind.ELSEWHERE)
    return not is_name and (match.desa == desa or desa in match.candidates)


def _waiting(files: Sequence[OpenFile]) -> set[str] | None:
    """The desa whose status depends on an open question; None if it is not even known which table tells it."""
    if any(file.sources is None for file in files):
        return None
    read = (row for file in files for reading in file.readings for row in reading.rows)
    return {row.desa.kode_desa for row in read if row.desa is not None and row.is_open}
