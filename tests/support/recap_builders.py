"""Overviews of any observations, what an exported workbook holds, and its way back through the check."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import load_workbook

from kkb.briefing.build import make_briefing
from kkb.exports.excel.recap_book import write_recap
from kkb.overview import Overview, make_overview
from kkb.region import Region
from kkb.schema import Observation, Tahap
from kkb.store import Snapshot
from kkb.uploads.check import Checked, InputFile, Stored, check_files
from kkb.workbook.child import read
from kkb.workbook.model import DEFAULT_LIMITS
from tests.support.briefing_builders import COMMITMENT, TODAY, make_plan, make_upload
from tests.support.builders import DATA_DAY, REGION, make_observation


def overview_of(
    observations: Iterable[Observation],
    *,
    region: Region = REGION,
    region_name: str = "Kabupaten Belitung Timur",
    kecamatan: Sequence[str] = (),
    day: date | None = None,
    is_sample: bool = False,
    **parts: Any,
) -> Overview:
    """The overview of what some uploads said, each known by its number; `parts` are those of a snapshot."""
    known = tuple(observations)
    days = {seen.unggahan: seen.tanggal_data for seen in known}
    uploads = [make_upload(number, when, is_sample=is_sample) for number, when in sorted(days.items(), reverse=True)]
    values: dict[str, Any] = {"plans": (make_plan(region),), "milestones": (COMMITMENT,), "aliases": {}}
    values["uploads"] = tuple(uploads)
    snapshot = Snapshot(version=1, observations=known, **(values | parts))
    return make_overview(snapshot, region, region_name, kecamatan=kecamatan, day=day, today=TODAY)


def all_belum(**said: Observation) -> list[Observation]:
    """All 39 desa in one upload for 10 May 2023, each Belum unless given by its name (spaces as "_")."""
    belum = {desa.desa: make_observation(1, DATA_DAY.isoformat(), Tahap.BELUM, desa=desa.desa) for desa in REGION.desa}
    return list((belum | {name.replace("_", " "): one for name, one in said.items()}).values())


def formed(desa: str, tanggal: str | None = None, **parts: Any) -> Observation:
    """What that upload says of a formed desa."""
    return make_observation(1, DATA_DAY.isoformat(), tanggal=tanggal, desa=desa, **parts)


def exported(overview: Overview) -> bytes:
    """The workbook of an overview."""
    return write_recap(overview, make_briefing(overview))


def read_tidy(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """The tables behind the recap: title of the sheet → rows, each by the headers of its columns. "Rekap" is none."""
    tables = {}
    for sheet in load_workbook(io.BytesIO(data), data_only=True).worksheets[1:]:
        first_row = int(str(sheet.freeze_panes).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        headers = [cell.value for cell in sheet[first_row - 1]]
        rows = sheet.iter_rows(min_row=first_row, values_only=True)
        tables[sheet.title] = [dict(zip(headers, row, strict=True)) for row in rows]
    return tables


def come_back(
    overview: Overview, data: bytes | None = None, *, answers: Mapping[str, str] | None = None, name: str = "rekap.xlsx"
) -> Checked:
    """What the check says of the exported workbook (or of `data`) against the very state it came from."""
    data = exported(overview) if data is None else data
    workbook = read(data, DEFAULT_LIMITS)
    return check_files(
        [InputFile(name, data)],
        region=overview.region,
        region_name=overview.region_name,
        stored=Stored.of(overview.snapshot),
        today=TODAY,
        answers=answers,
        workbooks={hashlib.sha256(data).hexdigest(): workbook},
    )
