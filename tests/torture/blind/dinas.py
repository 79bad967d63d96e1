"""Recaps of the office of the regency that keeps the programme, and of the officers in the field that report to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.blind.dress import (
    LONG,
    SHORT,
    Table,
    blocks,
    both,
    capital,
    counts,
    letterhead,
    merge_across,
    merge_blocks,
    signature,
    spelled,
)
from tests.torture.blind.ladders import rungs
from tests.torture.blind.writing import by_month, by_year, changed, read_right
from tests.torture.kabupaten import KABUPATEN, KECAMATAN, SAYS, formed_in, of
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked

DINAS = "office: dinas"
FIELD = "office: penyuluh KB"
_RUNGS = ("Terbentuk", "Merintis", "Sosialisasi", "Belum")
_MARKED = {line.desa: line.says if line.tanggal else "Belum" for line in KABUPATEN}


@blind(DINAS)
def dinas_rekap_akhir_tahun() -> BlindCase:
    """Letterhead, header of two rows with four columns of ticks, column numbers, sums per kecamatan, a signature."""
    rows: Table = letterhead("REKAPITULASI PEMBENTUKAN POKJA KAMPUNG KB", "KEADAAN PER 31 DESEMBER 2022")
    rows += [["NO", "KECAMATAN", "DESA", "STATUS", None, None, None, "TANGGAL PEMBENTUKAN"]]
    rows += [[None, None, None, *(word.upper() for word in _RUNGS), None], [1, 2, 3, 4, 5, 6, 7, 8]]
    for place, (name, own) in enumerate(blocks(KABUPATEN), start=1):
        for n, line in enumerate(own):
            ticks = ["v" if line.status == word else None for word in _RUNGS]
            rows.append([None if n else place, None if n else name.upper(), line.desa, *ticks, line.tanggal])
        rows.append([None, f"JUMLAH {name.upper()}", len(own), *counts(own), None])
    rows += [[None, "JUMLAH KABUPATEN", 39, *counts(KABUPATEN), None]]
    rows += signature("Manggar, 31 Desember 2022", column=6)
    merges = merge_across("A1:H1", "A2:H2", "A4:H4", "A5:H5", "A7:A8", "B7:B8", "C7:C8", "D7:G7", "H7:H8")
    change = both(merges, merge_blocks(10, "B", between=1))
    return read_right(rows, SAYS, day="2022-12-31", change=change, name="rekap pokja 2022.xlsx")


@blind(DINAS)
def dinas_tahapan_sudah_belum() -> BlindCase:
    """The ladder as three columns of Sudah and Belum, the year of the formation and the class of the Kampung KB."""
    rows: Table = letterhead("PERKEMBANGAN POKJA KAMPUNG KB", "Keadaan per 10 Mei 2023")
    rows += [["No", "Kecamatan", "Desa", "Tahapan", None, None, "Tahun Terbentuk", "Klasifikasi"]]
    rows += [[None, None, None, "Sosialisasi", "Merintis", "Terbentuk", None, None]]
    for n, line in enumerate(KABUPATEN, start=1):
        year = line.tanggal.year if line.tanggal else None
        told = [n, line.kecamatan, line.desa, *rungs(line, "Sudah", "Belum"), year]
        rows.append([*told, ("Dasar", "Berkembang", "Mandiri")[n % 3] if year else None])
    rows += signature("Manggar, 10 Mei 2023", column=5)
    change = merge_across("A1:H1", "A2:H2", "A4:H4", "A5:H5", "A7:A8", "B7:B8", "C7:C8", "D7:F7", "G7:G8", "H7:H8")
    return read_right(rows, {line.desa: by_year(line) for line in KABUPATEN}, change=change)


@blind(DINAS)
def dinas_lampiran_surat() -> BlindCase:
    """An enclosure: number and day of the letter above, "Data s.d. 30 April 2023" in the title."""
    rows: Table = [[None] * 5 + ["Lampiran Surat Kepala Dinas"], [None] * 5 + ["Nomor : 476/112/KB/2023"]]
    rows += [[None] * 5 + ["Tanggal : 5 Mei 2023"], [], ["DAFTAR DESA DAN POKJA KAMPUNG KB"]]
    rows += [["Data s.d. 30 April 2023"], [], ["NO", "DESA", "KEC.", "POKJA KAMPUNG KB", "TGL. BENTUK", "KET"]]
    for n, line in enumerate(KABUPATEN, start=1):
        word = "Sdh terbentuk" if line.tanggal else {"Belum": "Blm terbentuk"}.get(line.status, line.status)
        rows.append([n, line.desa.upper(), line.kecamatan, word, spelled(line.tanggal, SHORT), None])
    return read_right(rows, SAYS, asks=Asks.MAY, day=None)


@blind(DINAS)
def dinas_daftar_sk() -> BlindCase:
    """Numbers of SK with "SK Nomor" before them, the day of the SK beside, Sudah or Belum, sums in the first row."""
    rows: Table = [["DATA SK POKJA KAMPUNG KB"], ["Keadaan per 10 Mei 2023"], []]
    rows += [["No", "Kecamatan", "Desa", "Pokja (Sudah/Belum)", "SK Kepala Desa", None, "Tanggal Pembentukan"]]
    rows += [[None, None, None, None, "Nomor", "Tanggal", None], [None, "JUMLAH", 39, 15, 15, None, None]]
    told: dict[str, Readings] = {}
    for n, line in enumerate(KABUPATEN, start=1):
        number = f"141/{n:02}/KPTS/{line.tanggal.year}" if line.tanggal else ""
        decree = [f"SK Nomor {number}", line.tanggal] if line.tanggal else ["-", "-"]
        rows.append([n, line.kecamatan, line.desa, "Sudah" if line.tanggal else "Belum", *decree, line.tanggal])
        told[line.desa] = f"{line.says} SK {number}" if line.tanggal else "Belum"
    change = merge_across("A1:G1", "A2:G2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5")
    return read_right(rows, told, change=change)


@blind(DINAS)
def dinas_dua_daftar_sudah_dan_belum() -> BlindCase:
    """The formed desa in one list with their dates, the others in a second one with how far they are."""
    rows: Table = letterhead("POKJA KAMPUNG KB", "Posisi 31 Maret 2023")
    rows += [["A. DESA YANG SUDAH MEMBENTUK POKJA"], ["No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    formed = [line for line in KABUPATEN if line.tanggal]
    rows += [[n, *line[:2], "Terbentuk", spelled(line.tanggal, LONG)] for n, line in enumerate(formed, start=1)]
    rows += [[], ["B. DESA YANG BELUM MEMBENTUK POKJA"], ["No", "Kecamatan", "Desa", "Status", "Kendala"]]
    rest = [line for line in KABUPATEN if not line.tanggal]
    rows += [[n, *line[:2], line.status, "Anggaran" if n % 2 else None] for n, line in enumerate(rest, start=1)]
    rows += signature("Manggar, 31 Maret 2023", "Kepala Bidang")
    return read_right(rows, SAYS, day="2023-03-31")


def _word(status: str) -> str:
    return {"Terbentuk": "Sudah ada SK", "Merintis": "Masih proses", "Sosialisasi": "Sudah sosialisasi"}.get(
        status, "Masih belum"
    )


@blind(FIELD)
def penyuluh_satu_kolom_centang() -> BlindCase:
    """A form of one column of ticks; every ticked desa has its month, typed short."""
    rows: Table = [["FORM MONITORING POKJA KAMPUNG KB"], ["Keadaan: 10 Mei 2023"], []]
    rows += [["NO", "NAMA DESA", "KECAMATAN", "SUDAH TERBENTUK (V)", "BULAN/TAHUN"]]
    for n, line in enumerate(KABUPATEN, start=1):
        when = f"{SHORT[line.tanggal.month - 1]}'{line.tanggal:%y}" if line.tanggal else None
        rows.append([n, line.desa, line.kecamatan, "V" if line.tanggal else None, when])
    wanted = {line.desa: by_month(line) if line.tanggal else "Belum" for line in KABUPATEN}
    return read_right(rows, wanted)


@blind(FIELD)
def penyuluh_silang_dua_kolom() -> BlindCase:
    """x in Ada or in Tidak, a heading row for each kecamatan with its number of desa."""
    rows: Table = [["Monitoring Pokja KKB per 28 Feb 2023"], [], ["No", "Desa", "Ada", "Tidak", "Sejak"]]
    for name, own in blocks(KABUPATEN):
        rows.append([None, f"Kec. {name} ({len(own)} desa)", None, None, None])
        for n, line in enumerate(own, start=1):
            rows.append([n, line.desa, "x" if line.tanggal else None, None if line.tanggal else "x", line.tanggal])
    return read_right(rows, _MARKED, day="2023-02-28", finds=["TICK_X"])


@blind(FIELD)
def penyuluh_catatan_harian() -> BlindCase:
    """Status in the words of a talk, days with the name of the day and the hour."""
    rows: Table = [["Catatan penyuluh Kec. Gantung"], ["per tgl 10 Mei 2023"], ["Desa", "Status", "Tanggal dibentuk"]]
    hours = {"Batu Penyu": "Selasa (3/10/17)", "Limbongan": "2 Mei 2018 pukul 09.30 WIB", "Lenggang": "2 mei 2018."}
    rows += [[f"Ds. {line.desa}", _word(line.status), hours.get(line.desa)] for line in of("Gantung")]
    return read_right(rows, {line.desa: line.says for line in of("Gantung")})


@blind(FIELD)
def penyuluh_tangga_centang_dengan_tanda_tidak() -> BlindCase:
    """Ticks as far as a desa has come, a dash in every column where nothing was done; sums below."""
    lines = changed(KABUPATEN, {"Buding": "Sosialisasi", "Mayang": "Merintis"})
    rows: Table = [["KEADAAN PER 10 MEI 2023"], ["NO", "KEC", "DESA", "SOSIALISASI", "MERINTIS", "TERBENTUK", "TGL"]]
    rows += [[n, line.kecamatan, line.desa, *rungs(line, "√", "-"), line.tanggal] for n, line in enumerate(lines, 1)]
    rows += [[None, "JUMLAH", 39, 20, 18, 15, None]]
    return read_right(rows, {line.desa: line.says for line in lines})


@blind(FIELD)
def penyuluh_ringkasan_dan_rincian_berdampingan() -> BlindCase:
    """The list left, a count per kecamatan right of it, both under one row of headings; Bentaian Jaya misspelled."""
    extra = [[name, len(of(name)), formed_in(name)] for name in KECAMATAN]
    rows: Table = [["Rekap Pokja, 10 Mei 2023"], [], ["No", "Desa", "Pokja", "Tgl", None, "Kec", "Desa", "Pokja"]]
    for n, line in enumerate(KABUPATEN):
        name = "Bantaian Jaya" if line.desa == "Bentaian Jaya" else line.desa
        told: list[Any] = [n + 1, name, "Sudah" if line.tanggal else "Belum", line.tanggal, None]
        rows.append([*told, *(extra[n] if n < len(extra) else [])])
    wanted = {desa: or_asked(text) for desa, text in _MARKED.items()}
    return read_right(rows, wanted, asks=Asks.MAY, day=None)


@blind(DINAS)
def dinas_nama_kapital_dan_sasaran() -> BlindCase:
    """Capitals with DESA before each name, a target for 2024 beside the status, and the launch in its own column."""
    rows: Table = letterhead("REALISASI DAN SASARAN POKJA KAMPUNG KB", "PER 10 MEI 2023")
    rows += [["NO.", "KECAMATAN", "DESA", "REALISASI", "SASARAN 2024", "TGL PEMBENTUKAN", "TGL PENCANANGAN"]]
    for n, line in enumerate(map(capital, KABUPATEN), start=1):
        launched = date(2018, 8, 17) if line.tanggal == date(2018, 5, 2) else None
        rows.append([n, line.kecamatan, line.desa, line.status.upper(), 1, line.tanggal, launched])
    rows += [["JUMLAH", None, 39, 15, 39, None, None], *signature("Manggar, 10 Mei 2023")]
    return read_right(rows, SAYS)
