"""Lists of some of the desa, mostly without a column of status."""

from __future__ import annotations

from datetime import date

from tests.torture.case import Case, accept, ask, torture, warn
from tests.torture.kabupaten import FORMED, KABUPATEN, NO_KECAMATAN, TITLE, body, marked, of
from tests.torture.writing import sheet


@torture
def kolom_per_tahun() -> Case:
    """One column a year, ticked in the year of the formation; nothing is said of the other desa."""
    years = list(range(2014, 2024))
    rows = [
        [no, kecamatan, desa, *("v" if tanggal and tanggal.year == year else None for year in years)]
        for no, kecamatan, desa, _, tanggal in body()
    ]
    told = {line.desa: f"Terbentuk {line.tanggal.year}" for line in FORMED if line.tanggal}
    cells = [
        f"{'DEFGHIJKLM'[line.tanggal.year - 2014]}{row}"
        for row, line in enumerate(KABUPATEN, start=4)
        if line.tanggal is not None
    ]
    return Case(
        files={"rekap.xlsx": sheet([[TITLE], [], ["No", "Kecamatan", "Desa", *years], *rows])},
        first=ask(
            {},
            "NO_STATUS_COLUMN",
            questions={"no_status_column": "bertanda"},
        ),
        suggested=warn(told, "WIDE_LAYOUT", *(f"DATE_YEAR_ONLY {cell}" for cell in cells)),
    )


@torture
def daftar_terbentuk_tanpa_kolom_status() -> Case:
    rows = [
        [number, line.kecamatan, line.desa, line.tanggal, f"188.4/{number:02d}/KEP/{line.tanggal:%Y}"]
        for number, line in enumerate(FORMED, start=1)
        if line.tanggal
    ]
    header = ["No", "Kecamatan", "Desa", "Tanggal Pembentukan", "Nomor SK"]
    title = ["DAFTAR DESA YANG SUDAH MEMBENTUK POKJA KAMPUNG KB"]
    told = {row[2]: f"Terbentuk {row[3].isoformat()} SK {row[4]}" for row in rows}
    return Case(
        files={"daftar.xlsx": sheet([title, [TITLE], [], header, *rows])},
        first=ask({}, "NO_STATUS_COLUMN", questions={"no_status_column": "semua"}),
        suggested=warn(told, "VILLAGES_MISSING"),
    )


@torture
def satu_kecamatan_saja() -> Case:
    rows = [["KECAMATAN DENDANG"], [TITLE], [], NO_KECAMATAN]
    rows += [[number, *line[1:]] for number, line in enumerate(of("Dendang"), start=1)]
    told = {line.desa: line.says for line in of("Dendang")}
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(told, "ONE_KECAMATAN"))


@torture
def dua_daftar_sudah_dan_belum() -> Case:
    """Two lists without a status: above the desa that have a Pokja, below those that have none."""
    lower = [line for line in KABUPATEN if not line.tanggal]
    rows = [
        [TITLE], [], ["A. DESA YANG SUDAH MEMBENTUK POKJA"], ["No", "Kecamatan", "Desa", "Tanggal Pembentukan"],
        *([n, line.kecamatan, line.desa, line.tanggal] for n, line in enumerate(FORMED, start=1)), [],
        ["B. DESA YANG BELUM MEMBENTUK POKJA"], ["No", "Kecamatan", "Desa", "Tanggal Pembentukan"],
        *([n, line.kecamatan, line.desa, None] for n, line in enumerate(lower, start=1)),
    ]  # fmt: skip
    questions = {"no_status_column": "semua", "no_status_column@1": "semua_belum"}
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=ask({}, "NO_STATUS_COLUMN", "NO_STATUS_COLUMN", questions=questions),
        suggested=accept(marked()),
    )


@torture
def daftar_desa_yang_belum() -> Case:
    """A list of desa without a Pokja, with the day on which each means to form one."""
    lower = [line for line in KABUPATEN if not line.tanggal]
    header = ["No", "Kecamatan", "Desa", "Rencana Tanggal Pembentukan"]
    rows = [[n, line.kecamatan, line.desa, date(2023, 8, 17)] for n, line in enumerate(lower, start=1)]
    title = ["DAFTAR DESA YANG BELUM MEMBENTUK POKJA"]
    return Case(
        files={"rekap.xlsx": sheet([title, [TITLE], header, *rows])},
        first=ask({}, "NO_STATUS_COLUMN", questions={"no_status_column": "semua_belum"}),
        suggested=warn({line.desa: "Belum" for line in lower}, "EXTRA_COLUMNS", "VILLAGES_MISSING"),
    )
