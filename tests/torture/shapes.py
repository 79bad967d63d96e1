"""Where the table stands and how its rows and columns are laid out. What it says is always the same 39 desa."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from kkb.formatting import format_date
from tests.torture.case import Case, torture
from tests.torture.kabupaten import HEADER, KECAMATAN, TITLE, body, of, read_as
from tests.torture.writing import Rows, merge_down

_TITLES = (
    "PEMERINTAH KABUPATEN BELITUNG TIMUR",
    "DINAS PENGENDALIAN PENDUDUK DAN KELUARGA BERENCANA",
    "Jalan Raya Manggar–Gantung, Telp. (0719) 91234",
    "REKAPITULASI PEMBENTUKAN POKJA KAMPUNG KELUARGA BERKUALITAS",
    "Lampiran Surat Nomor 400/123/DPPKB/2023 tanggal 12 Mei 2023",
    "Dasar: Peraturan BKKBN Nomor 20 Tahun 2023",
    "Target: 39 desa sampai dengan Tahun 2024",
    "Kabupaten Belitung Timur",
    "Status desa menurut laporan kecamatan",
    TITLE,
)


def _under(count: int) -> Rows:
    return [*([title] for title in _TITLES[-count:]), [], HEADER, *body()]


@torture
def judul_satu_baris() -> Case:
    return read_as(_under(1))


@torture
def judul_empat_baris() -> Case:
    return read_as(_under(4))


@torture
def judul_tujuh_baris() -> Case:
    return read_as(_under(7))


@torture
def judul_sepuluh_baris_gabungan() -> Case:
    def merge(target: Worksheet) -> None:
        for row in range(1, 11):
            target.merge_cells(f"A{row}:E{row}")

    return read_as(_under(10), change=merge)


@torture
def judul_langsung_di_atas_kepala() -> Case:
    return read_as([[TITLE], HEADER, *body()])


@torture
def kepala_baris_4_mulai_kolom_b() -> Case:
    return read_as([[None, *row] for row in ([TITLE], [], [], HEADER, *body())])


@torture
def kepala_baris_11() -> Case:
    return read_as([["REKAP POKJA"], [TITLE], *[[]] * 8, HEADER, *body()])


@torture
def kepala_baris_14_mulai_kolom_b() -> Case:
    return read_as([[None, *row] for row in ([TITLE], *[[]] * 12, HEADER, *body())])


@torture
def kepala_baris_15() -> Case:
    return read_as([[], ["Kepada Yth. Bupati"], *[[]] * 10, [TITLE], [], HEADER, *body()])


@torture
def tabel_mulai_di_h9() -> Case:
    return read_as([[*[None] * 7, *row] for row in (*[[]] * 6, [TITLE], [], HEADER, *body())])


@torture
def kepala_dua_baris_gabungan() -> Case:
    upper = ["No", "Kecamatan", "Desa", "Pokja Kampung KB", None]
    lower = [None, None, None, "Status", "Tanggal Pembentukan"]

    def merge(target: Worksheet) -> None:
        target.merge_cells("D3:E3")
        for column in "ABC":
            merge_down(target, column, 3, 4)

    return read_as([[TITLE], [], upper, lower, *body()], change=merge)


@torture
def kepala_tiga_tingkat() -> Case:
    upper = ["No", "Wilayah", None, "Pokja Kampung KB", None]
    middle = [None, "Kecamatan", "Desa", "Status", "Pembentukan"]
    lower = [None, None, None, None, "Tanggal"]

    def merge(target: Worksheet) -> None:
        target.merge_cells("B3:C3")
        target.merge_cells("D3:E3")
        for column in "BCD":
            merge_down(target, column, 4, 5)
        merge_down(target, "A", 3, 5)

    return read_as([[TITLE], [], upper, middle, lower, *body()], change=merge)


@torture
def baris_nomor_kolom() -> Case:
    return read_as([[TITLE], [], HEADER, [1, 2, 3, 4, 5], *body()])


@torture
def baris_nomor_kolom_bertanda_kurung() -> Case:
    return read_as([[TITLE], [], HEADER, ["(1)", "(2)", "(3)", "(4)", "(5)"], *body()])


@torture
def kepala_tercetak_lagi_per_halaman() -> Case:
    rows: list[Any] = [[TITLE], []]
    for start in range(0, 39, 13):
        rows += [list(HEADER), [1, 2, 3, 4, 5], *body()[start : start + 13]]
    return read_as(rows)


@torture
def kolom_kosong_di_antara() -> Case:
    rows = [[a, None, b, None, None, c, d, None, e] for a, b, c, d, e in (HEADER, *body())]
    return read_as([[TITLE], [], *rows])


@torture
def baris_kosong_di_antara() -> Case:
    rows: list[Any] = [[TITLE], [], HEADER]
    for row in body():
        rows += [row, []]
    return read_as(rows)


@torture
def kolom_dengan_urutan_lain() -> Case:
    rows = [[status, tanggal, desa, kecamatan, no] for no, kecamatan, desa, status, tanggal in (HEADER, *body())]
    return read_as([[TITLE], [], *rows])


@torture
def nomor_mulai_lagi_per_kecamatan() -> Case:
    rows = [[number, *line] for name in KECAMATAN for number, line in enumerate(of(name), start=1)]
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def nomor_urut_berupa_teks() -> Case:
    return read_as([[TITLE], [], HEADER, *([f"{row[0]}.", *row[1:]] for row in body())])


@torture
def semua_dirapikan_dengan_huruf_besar() -> Case:
    rows = [[no, kec.upper(), desa.upper(), status.upper(), format_date(tanggal).upper() if tanggal else "-"]
            for no, kec, desa, status, tanggal in body()]  # fmt: skip
    return read_as([[TITLE.upper()], [], [name.upper() for name in HEADER], *rows])
