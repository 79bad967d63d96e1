"""Wide recaps: one column a year, with a mark in the first year only, in every year since, or with words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.torture.case import Case, Expected, accept, ask, torture, warn
from tests.torture.kabupaten import FORMED, KABUPATEN, TITLE, body, dendang, marked, of, says
from tests.torture.writing import Rows, sheet

_YEARS = tuple(range(2014, 2024))
_TOLD = {line.desa: f"Terbentuk {line.tanggal.year}" for line in FORMED if line.tanggal}
_CELLS = tuple(
    f"DATE_YEAR_ONLY {'DEFGHIJKLM'[line.tanggal.year - 2014]}{row}"
    for row, line in enumerate(KABUPATEN, start=4)
    if line.tanggal
)


def _wide(write: Callable[[int | None, int], Any], *, below: Rows = ()) -> bytes:
    """`write` makes a cell of the year of the formation (None: none) and the year of the column."""
    rows = [
        [no, kecamatan, desa, *(write(tanggal.year if tanggal else None, year) for year in _YEARS)]
        for no, kecamatan, desa, _, tanggal in body()
    ]
    return sheet([[TITLE], [], ["No", "Kecamatan", "Desa", *_YEARS], *rows, *below])


def _asked(data: bytes, suggested: Expected, choice: str = "bertanda") -> Case:
    return Case(
        files={"rekap.xlsx": data},
        first=ask({}, "NO_STATUS_COLUMN", questions={"no_status_column": choice}),
        suggested=suggested,
    )


@torture
def kolom_per_tahun_kumulatif() -> Case:
    """Ticked in the year of the formation and in every year since."""
    return _asked(
        _wide(lambda formed, year: "v" if formed and formed <= year else None), warn(_TOLD, "WIDE_LAYOUT", *_CELLS)
    )


@torture
def kolom_per_tahun_kumulatif_satu_nol_dengan_jumlah() -> Case:
    sums = [sum(bool(line.tanggal) and line.tanggal.year <= year for line in FORMED) for year in _YEARS]
    data = _wide(lambda formed, year: int(bool(formed and formed <= year)), below=[["Jumlah", None, None, *sums]])
    return _asked(data, warn(_TOLD, "WIDE_LAYOUT", *_CELLS))


@torture
def kolom_per_tahun_berisi_tahun() -> Case:
    """The year itself stands in its column."""
    return _asked(_wide(lambda formed, year: year if formed == year else None), warn(_TOLD, "WIDE_LAYOUT", *_CELLS))


@torture
def kolom_per_tahun_di_samping_status() -> Case:
    """A status in words and the years beside it: the mark is the year of the formation."""
    header = ["No", "Kecamatan", "Desa", *_YEARS, "Status Pokja"]
    rows = [
        [no, kecamatan, desa, *("v" if tanggal and tanggal.year == year else None for year in _YEARS), status]
        for no, kecamatan, desa, status, tanggal in body()
    ]
    told = {line.desa: _TOLD.get(line.desa, line.says) for line in KABUPATEN}
    return Case(files={"rekap.xlsx": sheet([[TITLE], [], header, *rows])}, first=warn(told, "WIDE_LAYOUT", *_CELLS))


@torture
def kolom_per_tahun_kumulatif_mulai_2017() -> Case:
    """Senyubuk is ticked from the first year on: it was formed in that year or before it, nobody can tell."""
    years = range(2017, 2024)
    rows = [
        [no, kecamatan, desa, *("v" if tanggal and tanggal.year <= year else None for year in years)]
        for no, kecamatan, desa, _, tanggal in body()
    ]
    told = {
        line.desa: "Terbentuk 2018" if line.tanggal.year == 2018 else "Terbentuk" for line in FORMED if line.tanggal
    }
    cells = [
        f"DATE_YEAR_ONLY E{row}" if line.tanggal.year == 2018 else f"DATE_MISSING D{row}"
        for row, line in enumerate(KABUPATEN, start=4)
        if line.tanggal
    ]
    data = sheet([[TITLE], [], ["No", "Kecamatan", "Desa", *years], *rows])
    return _asked(data, warn(told, "WIDE_LAYOUT", *cells))


@torture
def kolom_per_tahun_dengan_kata() -> Case:
    """ "Sudah" or "Belum" in each of three years: what holds is the last year; formed is the first "Sudah"."""
    years = (2017, 2018, 2023)
    rows = [
        [no, kecamatan, desa, *("Sudah" if tanggal and tanggal.year <= year else "Belum" for year in years)]
        for no, kecamatan, desa, _, tanggal in body()
    ]
    formed = {
        line.desa: "Terbentuk 2018" if line.tanggal.year == 2018 else "Terbentuk" for line in FORMED if line.tanggal
    }
    cells = [
        f"DATE_YEAR_ONLY E{row}" if line.tanggal.year == 2018 else f"DATE_MISSING D{row}"
        for row, line in enumerate(KABUPATEN, start=4)
        if line.tanggal
    ]
    data = sheet([[TITLE], [], ["No", "Kecamatan", "Desa", *years], *rows])
    return Case(files={"rekap.xlsx": data}, first=warn(marked() | formed, "WIDE_LAYOUT", *cells))


@torture
def kolom_per_tahun_dengan_kata_dan_kolom_tanggal() -> Case:
    """Words for each year, and the day of the formation in a column of its own: the day holds."""
    years = (2017, 2018, 2023)
    rows = [
        [no, kecamatan, desa, *("Sudah" if tanggal and tanggal.year <= year else "Belum" for year in years), tanggal]
        for no, kecamatan, desa, _, tanggal in body()
    ]
    data = sheet([[TITLE], [], ["No", "Kecamatan", "Desa", *years, "Tanggal Pembentukan"], *rows])
    return Case(files={"rekap.xlsx": data}, first=accept(marked(), "EXTRA_COLUMNS"))


@torture
def tanggal_sebelum_suatu_tahun() -> Case:
    """ "sebelum 2018" in the column of dates: formed, and since when nobody knows."""
    rows = dendang({"Nyuruk": ["Terbentuk", "sebelum 2018"]})
    told = says(of("Dendang"), Nyuruk="Terbentuk")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(told, "ONE_KECAMATAN", "DATE_MISSING D5"))
