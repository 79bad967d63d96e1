"""An earlier report that a row contradicts: in words, and the cell where it says so."""

from __future__ import annotations

from collections.abc import Mapping

from kkb.checking.request import ReportFile
from kkb.checking.verdict import CellPlace
from kkb.formatting import format_date
from kkb.personal import mask_personal_numbers
from kkb.problems import shorten
from kkb.schema import Observation

_TELL_OF_STATUS = ("status", "tanggal", "no_sk", "desa")
"""Of a list that has no column of status another cell tells that the Pokja was formed."""


def say_report(seen: Observation, files: Mapping[int, ReportFile]) -> str:
    """The report in words: '"rekap_mei.xlsx", keadaan per 10 Mei 2023, sel D14'."""
    file = files.get(seen.unggahan)
    name = f'"{shorten(mask_personal_numbers(file.name))}"' if file is not None else f"unggahan {seen.unggahan}"
    cell = _cell_of(seen)
    return f"{name}, keadaan per {format_date(seen.tanggal_data)}" + (f", sel {cell}" if cell else "")


def place_of_report(seen: Observation, files: Mapping[int, ReportFile]) -> CellPlace | None:
    """The cell where the report tells the status; None if it points to none."""
    cell, file = _cell_of(seen), files.get(seen.unggahan)
    if cell is None:
        return None
    if file is not None and file.number is not None:
        return CellPlace(seen.row.sheet, cell, file=file.number)
    return CellPlace(seen.row.sheet, cell, unggahan=seen.unggahan)


def _cell_of(seen: Observation) -> str | None:
    return next((seen.row.sel[name] for name in _TELL_OF_STATUS if name in seen.row.sel), None)
