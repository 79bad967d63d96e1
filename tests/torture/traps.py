"""Recaps that invite a wrong reading: what looks like a status, a date or a desa and is none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kkb.formatting import format_date
from tests.torture.case import Case, accept, ask, flag, reject, torture, warn
from tests.torture.kabupaten import (
    DENDANG,
    HEADER,
    SAYS,
    TITLE,
    body,
    dendang,
    marked,
    of,
    read_as,
    recap,
    says,
)
from tests.torture.writing import book, sheet

ONE = "ONE_KECAMATAN"
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)


@torture
def status_gabungan_beberapa_desa() -> Case:
    """Status and date stand once, merged over three desa."""
    rows = recap(of("Manggar"))
    day = date(2018, 5, 2)
    for row, told in zip(rows[3:6], (("Terbentuk", day), (None, None), (None, None)), strict=True):
        row[3:5] = told

    def merge(target: Any) -> None:
        target.merge_cells("D4:D6")
        target.merge_cells("E4:E6")

    said = says(of("Manggar")) | dict.fromkeys(("Lalang Jaya", "Kurnia Jaya", "Padang"), "Terbentuk 2018-05-02")
    return Case(files={"manggar.xlsx": sheet(rows, change=merge)}, first=accept(said, ONE))


@torture
def status_hanya_warna() -> Case:
    """Green for formed, and no word or legend: nothing is made of a colour, and nothing of its absence, unless told."""
    rows = [["Keadaan per 10 Mei 2023"], list(HEADER[1:]), *([line.kecamatan, line.desa] for line in of("Dendang"))]

    def paint(target: Any) -> None:
        for row in (5, 6):
            target.cell(row, 3).fill = PatternFill("solid", fgColor="00B050")

    blank = [f"STATUS_BLANK C{row}" for row in range(3, 7)]
    fills = {"status_colour:tanpa": "lewati", "status_colour:00B050": "lewati"}
    return Case(
        files={"dendang.xlsx": sheet(rows, change=paint)},
        first=ask({}, "STATUS_COLOUR C3", "STATUS_COLOUR C5", questions=fills),
        suggested=flag({}, ONE, *blank),
    )


@torture
def satu_kolom_v_dan_x() -> Case:
    """v and x in one column: the x means no, and must never become a tick."""
    rows = [[*row[:3], "v" if row[4] else "x", row[4]] for row in body()]
    data = sheet([[TITLE], [], [*HEADER[:3], "Pokja Terbentuk", HEADER[4]], *rows])
    return Case(files={"rekap.xlsx": data}, first=warn(marked(), "CROSS_NO"))


@torture
def satu_kolom_v_x_dan_kata() -> Case:
    """A word among v and x: what the x is for is not certain any more."""
    rows = dendang({"Dendang": ["x"], "Jangkang": ["Merintis"], "Nyuruk": ["v", date(2017, 10, 3)], "Balok": ["x"]})
    told = says(of("Dendang"), Dendang=None, Balok=None)
    first = flag(told, ONE, "STATUS_UNKNOWN C3", "STATUS_UNKNOWN C6")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def tabel_terbalik() -> Case:
    """Desa across, facts down."""
    lines = of("Dendang")
    rows = [[TITLE], [], ["Desa", *(d.desa for d in lines)], ["Status", *(d.status for d in lines)],
            ["Tanggal", *(d.tanggal for d in lines)]]  # fmt: skip
    return Case(files={"dendang.xlsx": sheet(rows)}, first=reject())


@torture
def semua_dalam_satu_kolom_bertitik_koma() -> Case:
    rows = [[";".join(str(value or "") for value in row)] for row in (HEADER, *body())]
    return Case(files={"rekap.xlsx": sheet([[TITLE], *rows])}, first=reject())


@torture
def sel_jauh_di_luar_tabel() -> Case:
    def stray(target: Any) -> None:
        target["ZZ900"] = " "
        target["BA60"] = "catatan pribadi"

    return Case(files={"rekap.xlsx": sheet(recap(), change=stray)}, first=accept(SAYS))


@torture
def tanggal_excel_tanpa_tahun() -> Case:
    """ "Mar-17" typed for March 2017 became 17 March of the year of typing, and the cell shows "17-Mar"."""
    rows = dendang({"Nyuruk": ["Terbentuk", date(2023, 3, 17)]})

    def change(target: Any) -> None:
        target["D5"].number_format = "d-mmm"

    problems = (ONE, "DATE_UNREADABLE D5", "DATE_DROPPED D5")
    first = ask(_WITHOUT_NYURUK, *problems, questions={"date_dropped": "tanpa"})
    told = says(of("Dendang"), Nyuruk="Terbentuk")
    suggested = warn(told, ONE, "DATE_UNREADABLE D5", "DATE_MISSING D5")
    return Case(files={"dendang.xlsx": sheet(rows, change=change)}, first=first, suggested=suggested)


@torture
def buku_kerja_kalender_1904() -> Case:
    """A workbook from a Mac counts its days from 1904."""

    def mac(made: Any) -> None:
        made.epoch = CALENDAR_MAC_1904

    return Case(files={"rekap.xlsx": book({"Rekap": recap()}, change=mac)}, first=accept(SAYS))


@torture
def angka_seri_dalam_kalender_1904() -> Case:
    """A serial without a date's format in such a workbook: 41549 is 3 October 2017 there."""

    def mac(made: Any) -> None:
        made.epoch = CALENDAR_MAC_1904

    rows = dendang({"Nyuruk": ["Terbentuk", 41549]})
    data = book({"Rekap": rows}, change=mac)
    return Case(files={"dendang.xlsx": data}, first=warn(DENDANG, ONE, "DATE_SERIAL D5"))


@torture
def pertanyaan_panjang_sebagai_kepala() -> Case:
    question = "Apakah Pokja Kampung KB sudah terbentuk di desa Saudara? (Ya/Tidak)"
    rows = [[*row[:3], "Ya" if row[4] else "Tidak", row[4]] for row in body()]
    return read_as([[TITLE], [], [*HEADER[:3], question, HEADER[4]], *rows], told=marked())


@torture
def ekspor_formulir_daring() -> Case:
    """Answers of an online form: a time of sending in front, no title, no day but that of the last answer."""
    header = ["Timestamp", "Alamat Email", "Nama Kecamatan", "Nama Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[datetime(2023, 5, 9, 8, n), f"desa{n}@contoh.id", *row[1:]] for n, row in enumerate(body())]
    return Case(
        files={"Tanggapan Formulir.xlsx": sheet([header, *rows])},
        first=ask({}, "EXTRA_COLUMNS", "TANGGAL_DATA", questions={"tanggal_data": "2023-05-09"}, day=None),
        suggested=accept(SAYS, "EXTRA_COLUMNS", day="2023-05-09"),
    )


@torture
def formulir_dijawab_dua_kali() -> Case:
    """Nyuruk first sent Belum, and Terbentuk later: one question, the later one suggested."""
    answers = [[0, "Dendang", "Nyuruk", "Belum"], *body()]
    rows = [[datetime(2023, 5, 9, 8, n), *row[1:]] for n, row in enumerate(answers)]
    told = {desa: said for desa, said in SAYS.items() if desa != "Nyuruk"}
    return Case(
        files={"rekap.xlsx": sheet([[TITLE], ["Timestamp", *HEADER[1:]], *rows])},
        first=ask(told, "EXTRA_COLUMNS", "ROW_DUP_CONFLICT C3", questions={"row_dup_conflict": "terakhir"}),
        suggested=accept(SAYS, "EXTRA_COLUMNS"),
    )


@torture
def kepala_dengan_ganti_baris_dan_satuan() -> Case:
    header = [
        "No.\nUrut",
        "Nama\nKecamatan",
        "Nama Desa /\nKelurahan",
        "Status\nPokja",
        "Tanggal\nPembentukan\n(tgl/bln/thn)",
    ]
    return read_as([[TITLE], [], header, *body()])


@torture
def kepala_bersingkatan() -> Case:
    return read_as([[TITLE], [], ["NO", "KEC.", "DESA/KEL.", "STATUS", "TGL. PEMBENTUKAN"], *body()])


@torture
def desa_bernama_kecamatan_lain_tanpa_kolom_kecamatan() -> Case:
    """Gantung, Dendang, Simpang Pesak and Renggiang alone in a list without kecamatan are desa."""
    names = ("Gantung", "Dendang", "Simpang Pesak", "Renggiang")
    rows = [[TITLE], [], ["Desa", "Status"], *([name, "Merintis"] for name in names)]
    told = dict.fromkeys(names, "Merintis")
    return Case(files={"rekap.xlsx": sheet(rows)}, first=warn(told, "VILLAGES_MISSING"))


@torture
def status_dan_tanggal_satu_sel() -> Case:
    """ "Terbentuk, 3 Oktober 2017" in the column of status: two facts in one cell."""
    rows = dendang({"Nyuruk": [f"Terbentuk, {format_date(of('Dendang')[2].tanggal)}"]})
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(DENDANG, ONE))


@torture
def status_dan_tanggal_satu_sel_lain_dari_kolomnya() -> Case:
    """The cell of the status names another day than that of the date: one of them is wrong."""
    rows = dendang({"Nyuruk": ["Terbentuk 3 Oktober 2016", date(2017, 10, 3)]})
    first = flag(_WITHOUT_NYURUK, ONE, "STATUS_UNKNOWN C5")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def status_dan_angka_yang_mirip_bulan() -> Case:
    """ "Terbentuk 12/2018" may be a month, or the number of a decree."""
    rows = dendang({"Nyuruk": ["Terbentuk 12/2018"]})
    first = flag(_WITHOUT_NYURUK, ONE, "STATUS_UNKNOWN C5")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def status_dan_bulan_dalam_kurung() -> Case:
    """In brackets right behind "dibentuk" the same is when; a decree would be called one."""
    rows = dendang({"Nyuruk": ["Sudah dibentuk (10/2017)"]})
    told = _WITHOUT_NYURUK | {"Nyuruk": "Terbentuk 2017-10"}
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(told, ONE, "DATE_MONTH_ONLY C5"))


@torture
def belum_ada_tanggalnya() -> Case:
    """ "Belum" under the date of a formed Pokja: the date is not known, or the status is wrong. Not to be guessed."""
    rows = dendang({"Nyuruk": ["Terbentuk", "Belum"]})
    return Case(files={"dendang.xlsx": sheet(rows)}, first=flag(_WITHOUT_NYURUK, ONE, "DATE_UNREADABLE D5"))


@torture
def nama_lembar_kecamatan_lain() -> Case:
    """The sheet is named Gantung, its rows say Dendang: the rows are right."""
    return Case(files={"rekap.xlsx": book({"Gantung": dendang()})}, first=accept(DENDANG, ONE))
