"""Columns of plans, years and other work beside those of the Pokja."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.case import Case, accept, flag, torture, warn
from tests.torture.kabupaten import DENDANG, FORMED, HEADER, KABUPATEN, SAYS, TITLE, body, of, read_as
from tests.torture.writing import sheet

ONE = "ONE_KECAMATAN"


@torture
def rencana_pembentukan_di_samping_status() -> Case:
    header = [*HEADER, "Rencana Pembentukan", "Target Tanggal Pembentukan"]
    rows = [[*row, None if row[4] else "Juni 2023", None if row[4] else date(2023, 4, 1)] for row in body()]
    return read_as([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


@torture
def rencana_di_kiri_status() -> Case:
    header = ["No", "Kecamatan", "Desa", "Rencana Tahun Pembentukan", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[*row[:3], 2022, *row[3:]] for row in body()]
    return read_as([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


@torture
def tahun_anggaran_di_setiap_baris() -> Case:
    header = ["No", "Tahun Anggaran", "Kecamatan", "Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[row[0], 2023, *row[1:]] for row in body()]
    return read_as([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


@torture
def kolom_tahun_saja() -> Case:
    """A column headed "Tahun" with a year beside the formed ones: the year of the formation."""
    rows = [[*row[:4], row[4].year if row[4] else None] for row in body()]
    told = SAYS | {line.desa: f"Terbentuk {line.tanggal.year}" for line in FORMED if line.tanggal}
    noted = [f"DATE_YEAR_ONLY E{n}" for n, line in enumerate(KABUPATEN, start=4) if line.tanggal]
    data = sheet([[TITLE], [], [*HEADER[:4], "Tahun"], *rows])
    return Case(files={"rekap.xlsx": data}, first=warn(told, *noted))


@torture
def kolom_jumlah_pokja_per_desa() -> Case:
    """ "Jumlah Pokja" holds 1 or 0 beside a plain status; nothing else comes of it."""
    header = ["No", "Kecamatan", "Desa", "Jumlah Pokja", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[*row[:3], int(row[4] is not None), *row[3:]] for row in body()]
    return read_as([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


@torture
def dua_baris_per_desa() -> Case:
    """One line for the Pokja and one for Rumah DataKu: the second is not about the Pokja."""
    header = ["No", "Kecamatan", "Desa", "Jenis", "Status", "Tanggal"]
    rows = []
    for n, line in enumerate(of("Dendang"), start=1):
        rows.append([n, line.kecamatan, line.desa, "Pokja", line.status, line.tanggal])
        rows.append([None, line.kecamatan, line.desa, "Rumah DataKu", "Ada", None])
    data = sheet([[TITLE], header, *rows])
    return Case(files={"dendang.xlsx": data}, first=accept(DENDANG, ONE, "EXTRA_COLUMNS", "ROWS_ELSEWHERE"))


@torture
def dua_baris_per_desa_tanpa_kata_pokja() -> Case:
    """Two kinds of rows, and neither names the Pokja: which one is about it cannot be told."""
    header = ["No", "Kecamatan", "Desa", "Jenis", "Status", "Tanggal"]
    rows = []
    for n, line in enumerate(of("Dendang"), start=1):
        rows.append([n, line.kecamatan, line.desa, "Kampung KB", line.status, line.tanggal])
        rows.append([None, line.kecamatan, line.desa, "Rumah DataKu", "Ada", None])
    faults = [f"ROW_DUP_CONFLICT C{row}" for row in range(3, 11)]
    faults += [f"DATE_MISSING F{row}" for row in range(4, 11, 2)]
    first = flag({}, ONE, "EXTRA_COLUMNS", *faults)
    return Case(files={"dendang.xlsx": sheet([[TITLE], header, *rows])}, first=first)


def _two_groups(left: str, *, swapped: bool = False, words: tuple[str, str] = ("Status", "Tanggal")) -> Case:
    """Two groups of columns with the same lower headers; the other one says Ada and 2016 of every desa."""
    groups = [(left, ["Ada", date(2016, 3, 20)]), ("Pokja", None)]
    if swapped:
        groups.reverse()
    upper = ["No", "Kecamatan", "Desa", *(text for name, _ in groups for text in (name, None))]
    rows = [
        [*row[:3], *(value for _, told in groups for value in (told if told is not None else row[3:5]))]
        for row in body()
    ]

    def merge(target: Any) -> None:
        target.merge_cells("D3:E3")
        target.merge_cells("F3:G3")
        for column in "ABC":
            target.merge_cells(f"{column}3:{column}4")

    data = sheet([[TITLE], [], upper, [None, None, None, *words, *words], *rows], change=merge)
    return Case(files={"rekap.xlsx": data}, first=accept(SAYS, "EXTRA_COLUMNS"))


@torture
def kelompok_kampung_kb_di_kiri_kelompok_pokja() -> Case:
    return _two_groups("Kampung KB")


@torture
def kelompok_rumah_dataku_di_kiri_kelompok_pokja() -> Case:
    return _two_groups("Rumah DataKu")


@torture
def kelompok_rumah_dataku_di_kanan_kelompok_pokja() -> Case:
    return _two_groups("Rumah DataKu", swapped=True)


@torture
def kelompok_kampung_kb_di_kanan_dengan_tanggal_terbentuk() -> Case:
    return _two_groups("Kampung KB", swapped=True, words=("Terbentuk", "Tanggal"))


@torture
def kelompok_komitmen_di_kiri_kelompok_pokja() -> Case:
    return _two_groups("Komitmen", words=("Sudah/Belum", "Tanggal"))
