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
    FORMED,
    HEADER,
    KABUPATEN,
    KECAMATAN,
    SAYS,
    TITLE,
    body,
    dendang,
    marked,
    of,
    recap,
    says,
)
from tests.torture.writing import Rows, book, sheet

ONE = "ONE_KECAMATAN"
_SHORT = ["No", "Desa", "Status Pokja", "Tanggal Pembentukan"]
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)


def _read(rows: Rows, *problems: str, told: dict[str, str] | None = None) -> Case:
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS if told is None else told, *problems))


def _sections(heading: Any) -> list[list[Any]]:
    rows: list[list[Any]] = [[TITLE], [], _SHORT]
    for place, name in enumerate(KECAMATAN, start=1):
        rows += [heading(place, name), *([n, *line[1:]] for n, line in enumerate(of(name), start=1))]
    return rows


def _formed_in(name: str) -> int:
    return sum(line.tanggal is not None for line in of(name))


def _headings_taken_for_desa(rows: Rows, *more: str) -> Case:
    """Headings that the program reports as rows of desa: unknown names, and three desa that stand twice."""
    unknown = [f"NAME_UNKNOWN B{row}" for row in (4, 27, 34, 40)]
    twice = [f"ROW_DUP_CONFLICT B{row}" for row in (14, 15, 22, 23, 45, 46)]
    told = says(Gantung=None, Dendang=None, Simpang_Pesak=None)
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=accept(SAYS),
        meanwhile=flag(told, *unknown, *twice, *more),
        why="a heading with words or numbers like those of a row is taken for one",
    )


@torture
def judul_kecamatan_dengan_jumlah_di_kolom_status() -> Case:
    """The heading of Simpang Pesak holds "1", the number of its Pokja: no tick of the desa of that name."""
    return _read(_sections(lambda place, name: [_ROMAN[place - 1], name.upper(), _formed_in(name), None]))


@torture
def judul_kecamatan_bernomor_seperti_desa_dengan_jumlah() -> Case:
    """A plain number, capitals and a count: the three headings that bear the name of a desa stand beside it."""
    rows = _sections(lambda place, name: [str(place), name.upper(), _formed_in(name), None])
    return _headings_taken_for_desa(rows, "DATE_MISSING D45", "STATUS_UNKNOWN C14", "STATUS_UNKNOWN C22")


@torture
def judul_kecamatan_dengan_jumlah_desa_dalam_kata() -> Case:
    rows = _sections(lambda place, name: [None, name, f"{_formed_in(name)} dari {len(of(name))} desa", None])
    return _headings_taken_for_desa(rows, "STATUS_UNKNOWN C14", "STATUS_UNKNOWN C22", "STATUS_UNKNOWN C45")


@torture
def judul_kecamatan_berhuruf_a_b_c() -> Case:
    return _read(_sections(lambda place, name: ["ABCDEFG"[place - 1], f"Kecamatan {name}", None, None]))


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


@torture
def rencana_pembentukan_di_samping_status() -> Case:
    header = [*HEADER, "Rencana Pembentukan", "Target Tanggal Pembentukan"]
    rows = [[*row, None if row[4] else "Juni 2023", None if row[4] else date(2023, 4, 1)] for row in body()]
    return _read([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


@torture
def rencana_di_kiri_status() -> Case:
    header = ["No", "Kecamatan", "Desa", "Rencana Tahun Pembentukan", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[*row[:3], 2022, *row[3:]] for row in body()]
    return _read([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


@torture
def tahun_anggaran_di_setiap_baris() -> Case:
    header = ["No", "Tahun Anggaran", "Kecamatan", "Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[row[0], 2023, *row[1:]] for row in body()]
    return _read([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


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
    return _read([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


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
    """Green for formed, and no word: nothing is made of a colour, and nothing of its absence."""
    rows = [["Keadaan per 10 Mei 2023"], list(HEADER[1:]), *([line.kecamatan, line.desa] for line in of("Dendang"))]

    def paint(target: Any) -> None:
        for row in (5, 6):
            target.cell(row, 3).fill = PatternFill("solid", fgColor="00B050")

    blank = [f"STATUS_BLANK C{row}" for row in range(3, 7)]
    return Case(files={"dendang.xlsx": sheet(rows, change=paint)}, first=flag({}, ONE, *blank))


@torture
def satu_kolom_v_dan_x() -> Case:
    """v and x in one column: the x means no, and must never become a tick."""
    rows = [[*row[:3], "v" if row[4] else "x", row[4]] for row in body()]
    unknown = [f"STATUS_UNKNOWN D{n}" for n, line in enumerate(KABUPATEN, start=4) if not line.tanggal]
    return Case(
        files={"rekap.xlsx": sheet([[TITLE], [], [*HEADER[:3], "Pokja Terbentuk", HEADER[4]], *rows])},
        first=accept(marked()),
        meanwhile=flag({line.desa: line.says for line in FORMED}, *unknown),
        why="x is read as a tick or not at all; that it means no beside v is left to the officer",
    )


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

    first = flag(_WITHOUT_NYURUK, ONE, "DATE_UNREADABLE D5")
    return Case(files={"dendang.xlsx": sheet(rows, change=change)}, first=first)


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
def catatan_tepat_di_bawah_tabel() -> Case:
    below = [
        [None, None, "Sumber: laporan kecamatan"],
        [None, None, "*) data sementara"],
        ["Catatan: Desa Padang terbentuk tahun 2018"],
    ]
    return _read([*recap(), *below])


@torture
def jumlah_di_kolom_desa() -> Case:
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        rows += [[n, *line] for n, line in enumerate(of(name), start=1)]
        rows.append([None, None, "Jml", _formed_in(name)])
    return _read([*rows, [None, None, "TOTAL KESELURUHAN", 15], [None, None, "Rata-rata", 2.14]])


@torture
def pertanyaan_panjang_sebagai_kepala() -> Case:
    question = "Apakah Pokja Kampung KB sudah terbentuk di desa Saudara? (Ya/Tidak)"
    rows = [[*row[:3], "Ya" if row[4] else "Tidak", row[4]] for row in body()]
    return _read([[TITLE], [], [*HEADER[:3], question, HEADER[4]], *rows], told=marked())


@torture
def ekspor_formulir_daring() -> Case:
    """Answers of an online form: a time of sending in front, no title, no day of its own."""
    header = ["Timestamp", "Alamat Email", "Nama Kecamatan", "Nama Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[datetime(2023, 5, 9, 8, n), f"desa{n}@contoh.id", *row[1:]] for n, row in enumerate(body())]
    return Case(
        files={"Tanggapan Formulir.xlsx": sheet([header, *rows])},
        first=ask({}, "EXTRA_COLUMNS", "TANGGAL_DATA", questions={"tanggal_data": "2023-06-01"}, day=None),
        suggested=accept(SAYS, "EXTRA_COLUMNS", day="2023-06-01"),
    )


@torture
def judul_rapat_dan_keadaan() -> Case:
    """The day of the meeting is not the day of the data; "keadaan per" is."""
    rows = [["BAHAN RAPAT KOORDINASI TANGGAL 25 MEI 2023"], [TITLE], [], HEADER, *body()]
    return _read(rows)


@torture
def dicetak_pada_hari_lain() -> Case:
    return _read([*recap(), [], ["Dicetak tanggal 30 Mei 2023"]])


@torture
def kepala_dengan_ganti_baris_dan_satuan() -> Case:
    header = [
        "No.\nUrut",
        "Nama\nKecamatan",
        "Nama Desa /\nKelurahan",
        "Status\nPokja",
        "Tanggal\nPembentukan\n(tgl/bln/thn)",
    ]
    return _read([[TITLE], [], header, *body()])


@torture
def kepala_bersingkatan() -> Case:
    return _read([[TITLE], [], ["NO", "KEC.", "DESA/KEL.", "STATUS", "TGL. PEMBENTUKAN"], *body()])


@torture
def desa_bernama_kecamatan_lain_tanpa_kolom_kecamatan() -> Case:
    """Gantung, Dendang, Simpang Pesak and Renggiang alone in a list without kecamatan are desa."""
    names = ("Gantung", "Dendang", "Simpang Pesak", "Renggiang")
    rows = [[TITLE], [], ["Desa", "Status"], *([name, "Merintis"] for name in names)]
    told = dict.fromkeys(names, "Merintis")
    return Case(files={"rekap.xlsx": sheet(rows)}, first=warn(told, "VILLAGES_MISSING"))


@torture
def dua_baris_per_desa() -> Case:
    """One line for the Pokja and one for Rumah DataKu: the second is not about the Pokja."""
    header = ["No", "Kecamatan", "Desa", "Jenis", "Status", "Tanggal"]
    rows = []
    for n, line in enumerate(of("Dendang"), start=1):
        rows.append([n, line.kecamatan, line.desa, "Pokja", line.status, line.tanggal])
        rows.append([None, line.kecamatan, line.desa, "Rumah DataKu", "Ada", None])
    faults = [f"ROW_DUP_CONFLICT C{row}" for row in range(3, 11)]
    faults += [f"DATE_MISSING F{row}" for row in range(4, 11, 2)]
    return Case(
        files={"dendang.xlsx": sheet([[TITLE], header, *rows])},
        first=accept(DENDANG, ONE, "EXTRA_COLUMNS"),
        meanwhile=flag({}, ONE, "EXTRA_COLUMNS", *faults),
        why="what a row is about is not read from a column of kinds",
    )


@torture
def status_dan_tanggal_satu_sel() -> Case:
    """ "Terbentuk, 3 Oktober 2017" in the column of status: two facts in one cell are not taken apart."""
    rows = dendang({"Nyuruk": [f"Terbentuk, {format_date(of('Dendang')[2].tanggal)}"]})
    return Case(
        files={"dendang.xlsx": sheet(rows)},
        first=warn(DENDANG, ONE),
        meanwhile=flag(_WITHOUT_NYURUK, ONE, "STATUS_UNKNOWN C5"),
        why="a status with a date behind it is not split",
    )


@torture
def belum_ada_tanggalnya() -> Case:
    """ "Belum" under the date of a formed Pokja: the date is not known, or the status is wrong. Not to be guessed."""
    rows = dendang({"Nyuruk": ["Terbentuk", "Belum"]})
    return Case(files={"dendang.xlsx": sheet(rows)}, first=flag(_WITHOUT_NYURUK, ONE, "DATE_UNREADABLE D5"))


@torture
def nama_lembar_kecamatan_lain() -> Case:
    """The sheet is named Gantung, its rows say Dendang: the rows are right."""
    return Case(files={"rekap.xlsx": book({"Gantung": dendang()})}, first=accept(DENDANG, ONE))


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
