"""What stands between and under the rows: totals, signatures, notes, further tables."""

from __future__ import annotations

from typing import Any

from tests.torture.case import Case, torture
from tests.torture.kabupaten import HEADER, KECAMATAN, NO_KECAMATAN, TITLE, body, formed_in, of, read_as, recap


@torture
def jumlah_per_kecamatan_dan_di_akhir() -> Case:
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        rows += [[number, *line] for number, line in enumerate(of(name), start=1)]
        rows.append(["Jumlah", None, len(of(name)), sum(line.tanggal is not None for line in of(name))])
    return read_as([*rows, ["JUMLAH KABUPATEN", None, 39, 15]])


@torture
def jumlah_ditulis_berbeda_beda() -> Case:
    """Totals named after their kecamatan, a share in percent, and a count of each rung below the table."""
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        rows += [[number, *line] for number, line in enumerate(of(name), start=1)]
        rows.append([None, f"Total {name}", len(of(name))])
    tail = [[None, "TOTAL", 39, 15], [None, "Persentase", None, "38,46%"], [None, "Capaian", None, 0.3846]]
    return read_as([*rows, *tail])


@torture
def blok_tanda_tangan_dan_catatan() -> Case:
    below = [
        [],
        [None, "Keterangan: v = sudah, - = belum"],
        [None, "*) menurut laporan kecamatan"],
        [],
        [None, None, None, "Manggar, 10 Mei 2023"],
        [None, None, None, "Kepala Dinas,"],
        [],
        [],
        [None, None, None, "Drs. FULAN BIN FULAN, M.Si."],
        [None, None, None, "Pembina Tk. I"],
        [None, None, None, "NIP 19680101 199003 1 001"],
        [],
        [None, "Tembusan:"],
        [None, "1. Camat Gantung"],
        [None, "2. Kepala Desa Padang"],
    ]
    return read_as([*recap(), *below])


@torture
def tanda_tangan_saja_menyebut_tanggal() -> Case:
    below = [[], [None, None, None, "Manggar, 10 Mei 2023"], [None, None, None, "Kepala Dinas"]]
    return read_as([["REKAP POKJA KAMPUNG KB"], [], HEADER, *body(), *below])


@torture
def dua_tabel_berdampingan() -> Case:
    left, right = body()[:20], body()[20:]
    rows = [[*a, None, *b] for a, b in zip(left, [*right, [None] * 5], strict=True)]
    return read_as([[TITLE], [], [*HEADER, None, *HEADER], *rows])


@torture
def dua_tabel_atas_bawah() -> Case:
    """Every block has its own title and header; the kecamatan stands in the title."""
    rows: list[Any] = [[TITLE], []]
    for name in KECAMATAN:
        rows += [[f"KECAMATAN {name.upper()}"], NO_KECAMATAN]
        rows += [[number, *line[1:]] for number, line in enumerate(of(name), start=1)]
        rows.append([])
    return read_as(rows)


@torture
def tabel_kecil_angka_di_bawah_rekap() -> Case:
    """A table that only counts stands under the recap, as in many reports."""
    counts = [[number, name, len(of(name)), sum(bool(d.tanggal) for d in of(name))]
              for number, name in enumerate(KECAMATAN, start=1)]  # fmt: skip
    tail = [[], ["Rekapitulasi per kecamatan"], ["No", "Kecamatan", "Jumlah Desa", "Pokja Terbentuk"], *counts]
    return read_as([*recap(), *tail])


@torture
def catatan_tepat_di_bawah_tabel() -> Case:
    below = [
        [None, None, "Sumber: laporan kecamatan"],
        [None, None, "*) data sementara"],
        ["Catatan: Desa Padang terbentuk tahun 2018"],
    ]
    return read_as([*recap(), *below])


@torture
def jumlah_di_kolom_desa() -> Case:
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        rows += [[n, *line] for n, line in enumerate(of(name), start=1)]
        rows.append([None, None, "Jml", formed_in(name)])
    return read_as([*rows, [None, None, "TOTAL KESELURUHAN", 15], [None, None, "Rata-rata", 2.14]])
