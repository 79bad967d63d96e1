"""The sheets of the programme of a queue of files, seen from what their recaps of status would leave stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kkb.checking.files.open_file import OpenFile, name_before, refuse_foreign
from kkb.checking.programme.compare import AFTER_ALL
from kkb.checking.programme.judge import (
    JudgedProgramme,
    ProgrammeFile,
    count_places,
    judge_programme,
    read_sheets,
)
from kkb.checking.questions import Answers
from kkb.checking.request import Baseline, Request
from kkb.region import Desa, MatchKind, Region, name_key
from kkb.schema import Observation, RecapRow
from kkb.state import fold


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
    queue = [ProgrammeFile(file.number, file.programme, file.day.day) for file in files]
    sheets = {one.number: read_sheets(one, region, aliases, request, answers) for one in queue}
    for file in files:
        if file.sources == [] or (file.sources and not file.readings):
            count, unknown = count_places(sheets[file.number])
            refuse_foreign(unknown, count, request, name_before(file, is_alone=len(files) == 1))
    days = {file.number: file.day.day or request.today for file in files}
    seen = [Observation(AFTER_ALL + number, days[number], row) for number, own in rows.items() for row in own]
    return judge_programme(
        queue,
        sheets,
        told=baseline.programme,
        histories=fold([*baseline.observations, *seen]),
        unsettled=_waiting(files),
        request=request,
        answers=answers,
    )


def confirmed_spellings(file: OpenFile, rows: Sequence[RecapRow], region: Region) -> list[tuple[str, str, str]]:
    """The spellings that storing these rows of status of a file would confirm: left as read, chosen, or mended so."""
    mended = {(mend.sheet, mend.cell.partition(":")[0]): mend.old for mend in file.mends}
    aliases = []
    for row in (row for reading in file.readings for row in reading.rows):
        cell = row.source.cells.get("desa")
        old = mended.get((row.sheet, cell.source_ref)) if cell is not None else None
        if row.alias is not None:
            aliases.append(row.alias)
        elif old is not None and row.desa is not None and _may_mean(old, row.desa, region):
            aliases.append((row.desa.kode_kecamatan, name_key(old), row.desa.kode_desa))
    stored = {row.kode_desa for row in rows}
    return [alias for alias in dict.fromkeys(aliases) if alias[2] in stored]


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
