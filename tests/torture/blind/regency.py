"""Recaps of offices of the regency that plan and count: the planning board, and the section for government of desa."""

from __future__ import annotations

from typing import Any

from tests.torture.blind.dress import Table, blocks, counts, letterhead, merge_across, merge_blocks, signature
from tests.torture.blind.ladders import rungs
from tests.torture.blind.writing import Formula, by_month, by_xlsxwriter, by_year, changed, read_right
from tests.torture.kabupaten import KABUPATEN, KECAMATAN, ROMAN, SAYS, formed_in, of
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked
from tests.torture.writing import book

PLAN = "office: Badan perencanaan"
SECTION = "office: Bagian Pemerintahan"
_MARKED = {line.desa: line.says if line.tanggal else "Belum" for line in KABUPATEN}


@blind(PLAN)
def bappeda_status_tiga_tahun() -> BlindCase:
    """Status 2021, 2022, 2023 under one merged heading; the title speaks for May 2023 to the day."""
    old = changed(KABUPATEN, dict.fromkeys(("Mempaya", "Balok"), "Merintis"))
    rows: Table = letterhead("MATRIKS CAPAIAN POKJA KAMPUNG KB", "Keadaan per 10 Mei 2023")
    rows += [["No", "Kecamatan", "Desa", "Status", None, None, "Tanggal"], [None, None, None, 2021, 2022, 2023, None]]
    rows += [[n, d.kecamatan, d.desa, o.status, o.status, d.status, d.tanggal]
             for n, (o, d) in enumerate(zip(old, KABUPATEN, strict=True), start=1)]  # fmt: skip
    change = merge_across("A1:G1", "A2:G2", "A7:A8", "B7:B8", "C7:C8", "D7:F7", "G7:G8")
    return read_right(rows, SAYS, asks=Asks.MAY, change=change)


@blind(PLAN)
def bappeda_target_dan_realisasi() -> BlindCase:
    """Target 1 in each row, realisasi 1 or 0, a share in percent: only the second says anything of a Pokja."""
    rows: Table = [["TARGET DAN REALISASI POKJA KAMPUNG KB"], ["s.d. 10 Mei 2023"], []]
    rows += [["Kecamatan / Desa", "Target", "Realisasi", "%", "Tanggal Pembentukan"]]
    for numeral, (name, own) in zip(ROMAN, blocks(KABUPATEN), strict=True):
        rows.append([f"{numeral}. KEC. {name.upper()}", len(own), formed_in(name), formed_in(name) / len(own), None])
        rows += [[d.desa, 1, int(d.tanggal is not None), 1.0 if d.tanggal else 0.0, d.tanggal] for d in own]
    rows.append(["JUMLAH", 39, 15, 15 / 39, None])
    return read_right(rows, _MARKED, asks=Asks.MAY)


@blind(PLAN)
def bappeda_semester_dan_prognosis() -> BlindCase:
    """Semester I and II of 2022, and a forecast for 2023 that is no report."""
    header = ["Kecamatan", "Desa", "Semester I 2022", "Semester II 2022", "Prognosis 2023"]
    old = changed(KABUPATEN, {"Cendil": "Merintis"})
    rows: Table = [["PERKEMBANGAN POKJA"], ["Keadaan per 31 Desember 2022"], [], header]
    rows += [[d.kecamatan, d.desa, o.status, d.status, "Terbentuk"] for o, d in zip(old, KABUPATEN, strict=True)]
    return read_right(rows, {d.desa: d.status for d in KABUPATEN}, asks=Asks.MAY, day="2022-12-31")


@blind(PLAN)
def bappeda_tahun_bertanda() -> BlindCase:
    """One column a year, a tick in the year of the formation, three levels of headings above."""
    years = (2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023)
    rows: Table = [["Keadaan per 10 Mei 2023"], ["No", "Kecamatan", "Desa", "Pokja Kampung KB"]]
    rows += [[None, None, None, "Tahun Pembentukan"], [None, None, None, *years]]
    rows += [[n, d.kecamatan, d.desa, *("v" if d.tanggal and d.tanggal.year == year else None for year in years)]
             for n, d in enumerate(KABUPATEN, start=1)]  # fmt: skip
    told: dict[str, Readings] = {d.desa: by_year(d) if d.tanggal else or_asked("Belum") for d in KABUPATEN}
    change = merge_across("A2:A4", "B2:B4", "C2:C4", "D2:M2", "D3:M3")
    return read_right(rows, told, asks=Asks.MAY, change=change)


@blind(PLAN)
def bappeda_triwulan_dengan_perkiraan_waktu() -> BlindCase:
    """When each Pokja was formed, by the quarter: "TW IV 2017", "Triwulan II/2018", "pertengahan 2014"."""
    words = {2014: "pertengahan 2014", 2017: "TW IV 2017", 2018: "Triwulan II/2018"}
    rows: Table = letterhead("WAKTU PEMBENTUKAN POKJA", "Keadaan per 10 Mei 2023")
    rows += [["No", "Kecamatan", "Desa", "Status", "Waktu Pembentukan"]]
    rows += [[n, *d[:3], words[d.tanggal.year] if d.tanggal else "-"] for n, d in enumerate(KABUPATEN, start=1)]
    return read_right(rows, {d.desa: by_year(d) for d in KABUPATEN})


@blind(SECTION)
def pemerintahan_status_rumus_tanpa_hasil() -> BlindCase:
    """Every status comes from a formula over the number of the SK, written by a script: nothing was calculated."""
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Kecamatan", "Desa", "No SK", "Status Pokja"]]
    for n, d in enumerate(KABUPATEN, start=3):
        number = f"141/{n:02}/{d.tanggal.year}" if d.tanggal else None
        rows.append([d.kecamatan, d.desa, number, Formula(f'=IF(C{n}="","Belum","Terbentuk")')])
    told: dict[str, Readings] = {}
    for n, d in enumerate(KABUPATEN, start=3):
        status = f"Terbentuk SK 141/{n:02}/{d.tanggal.year}" if d.tanggal else "Belum"
        told[d.desa] = or_asked(status)
    data = by_xlsxwriter({"Rekap": rows})
    return read_right([], told, data=data, asks=Asks.MUST, finds=["FORMULA_NO_CACHE"], rejects=True)


@blind(SECTION)
def pemerintahan_lembar_per_kecamatan() -> BlindCase:
    """A sheet for each kecamatan under its short name, and a first sheet that only counts."""
    short = ("Mgr", "Gtg", "Ddg", "Klp. Kampit", "Dmr", "Sp. Renggiang", "Sp. Pesak")
    first: Table = [["Keadaan per 10 Mei 2023"], ["No", "Kecamatan", "Jumlah Desa", "Terbentuk"]]
    first += [[n, name, len(of(name)), formed_in(name)] for n, name in enumerate(KECAMATAN, start=1)]
    sheets: dict[str, Any] = {"Ringkasan": first}
    for tab, name in zip(short, KECAMATAN, strict=True):
        rows: Table = [[f"KEC. {name.upper()}"], ["Keadaan per 10 Mei 2023"], ["No", "Desa", "Status", "Tanggal"]]
        sheets[tab] = [*rows, *([n, *d[1:]] for n, d in enumerate(of(name), start=1))]
    return read_right([], SAYS, data=book(sheets), asks=Asks.MAY)


@blind(SECTION)
def pemerintahan_ladder_dan_bulan() -> BlindCase:
    """The ladder as Ada and Tidak Ada, the month of the formation beside, sums of ones below the kecamatan."""
    rows: Table = [["DATA KELEMBAGAAN DESA"], ["Posisi 10 Mei 2023"], []]
    rows += [["NO", "KECAMATAN", "DESA", "SOSIALISASI", "RINTISAN", "POKJA", "BULAN TERBENTUK"]]
    for place, (name, own) in enumerate(blocks(KABUPATEN), start=1):
        for n, d in enumerate(own):
            when = f"{d.tanggal:%m}/{d.tanggal:%Y}" if d.tanggal else None
            rows.append([None if n else place, None if n else name, d.desa, *rungs(d, "Ada", "Tidak Ada"), when])
        rows.append(["JUMLAH", None, len(own), sum(counts(own)[:3]), sum(counts(own)[:2]), counts(own)[0], None])
    return read_right(rows, {d.desa: by_month(d) for d in KABUPATEN}, change=merge_blocks(5, "B", between=1))


@blind(SECTION)
def pemerintahan_kolom_lain_di_samping() -> BlindCase:
    """Other institutions of the desa stand beside the Pokja: each Ada or Tidak Ada, and only one is meant."""
    header = ["Kecamatan", "Desa", "BPD", "LPM", "PKK", "Karang Taruna", "Pokja Kampung KB", "Tgl Pokja Kampung KB"]
    rows: Table = [["KELEMBAGAAN DESA"], ["Keadaan per 10 Mei 2023"], header]
    rows += [[d.kecamatan, d.desa, "Ada", "Ada" if n % 3 else "Tidak Ada", "Ada", "Tidak Ada" if n % 4 else "Ada",
              "Ada" if d.tanggal else "Tidak Ada", d.tanggal] for n, d in enumerate(KABUPATEN)]  # fmt: skip
    return read_right(rows, _MARKED, asks=Asks.MAY)


@blind(SECTION)
def pemerintahan_rumus_berhasil_dan_tanda_tangan() -> BlindCase:
    """The same script after Excel has calculated and saved: results stand beside the formulas."""
    rows: Table = letterhead("REKAP POKJA KAMPUNG KB", "Keadaan per 10 Mei 2023")
    rows += [["No", "Kecamatan", "Desa", "Tanggal Pembentukan", "Status Pokja"]]
    for n, d in enumerate(KABUPATEN, start=8):
        word = "Sudah" if d.tanggal else "Belum"
        rows.append([n - 7, d.kecamatan, d.desa, d.tanggal, Formula(f'=IF(D{n}="","Belum","Sudah")', word)])
    rows += [["Jumlah", None, Formula("=COUNTA(C8:C46)", 39), None, Formula('=COUNTIF(E8:E46,"Sudah")', 15)]]
    rows += signature("Manggar, 10 Mei 2023", "Kepala Bagian", left="Sekretaris Daerah")
    return read_right([], _MARKED, data=by_xlsxwriter({"Rekap": rows}))
