"""Recaps of kecamatan offices that work in Excel: Manggar, Gantung, Kelapa Kampit and Simpang Pesak."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.blind.dress import SHORT, Table, both, merge_across, signature, spelled
from tests.torture.blind.writing import changed, read_right, show_dates
from tests.torture.kabupaten import Line, of, says
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked

MANGGAR = "office: Kecamatan Manggar"
GANTUNG = "office: Kecamatan Gantung"
KAMPIT = "office: Kecamatan Kelapa Kampit"
PESAK = "office: Kecamatan Simpang Pesak"
_DAY = "Keadaan per 10 Mei 2023"


def _said(lines: tuple[Line, ...]) -> dict[str, Readings]:
    return {line.desa: line.says for line in lines}


def _yes_no(lines: tuple[Line, ...]) -> dict[str, Readings]:
    return {line.desa: line.says if line.tanggal else "Belum" for line in lines}


@blind(MANGGAR)
def manggar_laporan_bulanan() -> BlindCase:
    """A monthly report: letterhead of the kecamatan, status in words, camat and secretary sign."""
    rows: Table = [["PEMERINTAH KABUPATEN BELITUNG TIMUR"], ["KECAMATAN MANGGAR"], ["Jl. Sudirman, Manggar"], []]
    rows += [["LAPORAN POKJA KAMPUNG KB BULAN APRIL 2023"], [], ["No.", "Nama Desa", "Status", "Tgl/Bln/Thn", "Ket."]]
    rows += [[n, f"Desa {line.desa}", line.status, spelled(line.tanggal, SHORT), "-"]
             for n, line in enumerate(of("Manggar"), start=1)]  # fmt: skip
    rows += signature("Manggar, 30 April 2023", "Camat Manggar", left="Sekretaris Camat")
    change = merge_across("A1:E1", "A2:E2", "A3:E3", "A5:E5")
    return read_right(rows, _said(of("Manggar")), day="2023-04-30", change=change)


@blind(MANGGAR)
def manggar_centang_tiga_tingkat() -> BlindCase:
    """Header of three levels: "POKJA" over "Pembentukan" over Sudah and Belum, and over "SK" with its number."""
    rows: Table = [["DATA POKJA KAMPUNG KB KEC. MANGGAR"], [_DAY], []]
    rows += [["No", "Desa", "POKJA KAMPUNG KB", None, None, None], [None, None, "Pembentukan", None, "SK", None]]
    rows += [[None, None, "Sudah", "Belum", "Nomor", "Tanggal Pembentukan"], ["1", "2", "3", "4", "5", "6"]]
    told = _yes_no(of("Manggar"))
    for n, line in enumerate(of("Manggar"), start=1):
        number = f"{n}/SK/{line.tanggal.year}" if line.tanggal else None
        rows.append([n, line.desa, "✓" if number else "", "" if number else "✓", number, line.tanggal])
        told[line.desa] = f"{line.says} SK {number}" if number else "Belum"
    rows += [[None, "Jumlah", 2, 7, 2, None]]
    change = merge_across("A4:A6", "B4:B6", "C4:F4", "C5:D5", "E5:F5")
    return read_right(rows, told, change=change)


@blind(MANGGAR)
def manggar_berkode_huruf_dengan_legenda() -> BlindCase:
    """Letters for the rungs, and a legend that says what each means; read, or asked."""
    letter = {"Terbentuk": "A", "Merintis": "B", "Sosialisasi": "C", "Belum": "D"}
    lines = changed(of("Manggar"), {"Lalang": "Merintis", "Baru": "Sosialisasi"})
    rows: Table = [["KECAMATAN MANGGAR"], [_DAY], [], ["No", "Desa", "Status Pokja", "Tanggal Terbentuk"]]
    rows += [[n, line.desa, letter[line.status], line.tanggal] for n, line in enumerate(lines, start=1)]
    rows += [[], ["Keterangan:"], *([f"{short} = {word}"] for word, short in letter.items())]
    wanted = {desa: or_asked(str(text)) for desa, text in _said(lines).items()}
    return read_right(rows, wanted, asks=Asks.MAY, rejects=True)


@blind(MANGGAR)
def manggar_ket_lebih_tahu() -> BlindCase:
    """Sudah and Belum, and in Ket. how far the others are."""
    remarks = {
        "Lalang": "Sudah sosialisasi",
        "Baru": "sedang merintis",
        "Kelubi": "terkendala dana",
        "Padang": "SK ada",
    }
    rows: Table = [["KECAMATAN MANGGAR"], [_DAY], ["No", "Desa", "Terbentuk (Sudah/Belum)", "Tanggal", "Ket."]]
    rows += [[n, line.desa, "Sudah" if line.tanggal else "Belum", line.tanggal, remarks.get(line.desa)]
             for n, line in enumerate(of("Manggar"), start=1)]  # fmt: skip
    wanted = _yes_no(of("Manggar")) | {"Lalang": or_asked("Sosialisasi"), "Baru": or_asked("Merintis")}
    return read_right(rows, wanted, asks=Asks.MAY)


@blind(GANTUNG)
def gantung_triwulan_berdampingan() -> BlindCase:
    """Four quarters of 2023, two of them filled."""
    rows: Table = [["REKAP TRIWULAN POKJA KECAMATAN GANTUNG TAHUN 2023"], ["Keadaan s/d 10 Mei 2023"], []]
    rows += [["No", "Desa", "Status", None, None, None, "Tanggal"], [None, None, "TW I", "TW II", "TW III", "TW IV"]]
    before = {"Lilangan": "Sosialisasi", "Lenggang": "Merintis"}
    rows += [[n, line.desa, before.get(line.desa, line.status), line.status, None, None, line.tanggal]
             for n, line in enumerate(of("Gantung"), start=1)]  # fmt: skip
    change = merge_across("A4:A5", "B4:B5", "C4:F4", "G4:G5")
    return read_right(rows, _said(of("Gantung")), asks=Asks.MAY, change=change)


@blind(GANTUNG)
def gantung_bulan_salah_eja() -> BlindCase:
    """Month names as they were typed, and days of the week before them."""
    days = {"Batu Penyu": "Selasa, 3 Oktobber 2017", "Limbongan": "Rabu, 2 Mei  2018", "Lenggang": "2-Mei-18"}
    rows: Table = [["KECAMATAN GANTUNG"], ["KEADAAN PER TANGGAL 10 MEI 2023"], ["NO", "DESA", "POKJA", "HARI/TANGGAL"]]
    rows += [[f"{n}.", line.desa.upper(), line.status.upper(), days.get(line.desa)]
             for n, line in enumerate(of("Gantung"), start=1)]  # fmt: skip
    rows += signature("Gantung, 10 Mei 2023", "Camat Gantung", column=3)
    return read_right(rows, _said(of("Gantung")))


@blind(GANTUNG)
def gantung_nama_disingkat() -> BlindCase:
    """Kec. Gtg. in the rows; desa as they are spoken of; "Jangkar A." and "Bt Penyu"."""
    short = {"Jangkar Asam": "Jangkar A.", "Batu Penyu": "Bt. Penyu", "Selingsing": "Selinsing", "Gantung": "Gantong"}
    rows: Table = [["Rekap Kec. Gantung"], [_DAY], ["Kecamatan", "Desa", "Status Pokja", "Tgl Pembentukan"]]
    rows += [["Gantung", short.get(line.desa, line.desa), line.status, line.tanggal] for line in of("Gantung")]
    return read_right(rows, _said(of("Gantung")), asks=Asks.MAY)


@blind(GANTUNG)
def gantung_tanggal_tampak_bulan() -> BlindCase:
    """The date column is formatted as "Mei-18"; two cells hold a whole day, and one was typed as a month."""
    days = {"Batu Penyu": date(2017, 10, 3), "Limbongan": date(2018, 5, 2), "Lenggang": date(2018, 9, 1)}
    rows: Table = [["KECAMATAN GANTUNG"], [_DAY], ["No", "Desa", "Status Pokja", "Terbentuk"]]
    rows += [[n, line.desa, line.status, days.get(line.desa)] for n, line in enumerate(of("Gantung"), start=1)]
    wanted = _said(of("Gantung")) | {"Lenggang": "Terbentuk 2018-09"}
    return read_right(rows, wanted, change=lambda target: show_dates(target, "D", "mmm-yy"))


@blind(KAMPIT)
def kampit_judul_disingkat() -> BlindCase:
    rows: Table = [["PEMERINTAH KECAMATAN KLP. KAMPIT"], ["REKAP POKJA KAMPUNG KB"], ["Per 10 Mei 2023"], []]
    rows += [["No", "Desa", "Sudah Terbentuk", "Belum Terbentuk", "Tanggal"]]
    rows += [[n, line.desa, "v" if line.tanggal else "-", "-" if line.tanggal else "v", line.tanggal]
             for n, line in enumerate(of("Kelapa Kampit"), start=1)]  # fmt: skip
    rows += [["Jumlah", None, 3, 3, None], *signature("Klp. Kampit, 10 Mei 2023", "Camat Klp. Kampit")]
    return read_right(rows, _yes_no(of("Kelapa Kampit")))


@blind(KAMPIT)
def kampit_tahun_saja_dan_akhir_tahun() -> BlindCase:
    days = {"Mentawak": "akhir 2018", "Senyubuk": "2014", "Cendil": "Triwulan IV 2017"}
    rows: Table = [["KECAMATAN KELAPA KAMPIT"], [_DAY], ["No", "Desa", "Pokja", "Tahun"]]
    rows += [[n, line.desa, "Ada" if line.tanggal else "Belum ada", days.get(line.desa)]
             for n, line in enumerate(of("Kelapa Kampit"), start=1)]  # fmt: skip
    years = {"Mentawak": "Terbentuk 2018", "Senyubuk": "Terbentuk 2014", "Cendil": "Terbentuk 2017"}
    return read_right(rows, _yes_no(of("Kelapa Kampit")) | years)


@blind(KAMPIT)
def kampit_setengah_formulir() -> BlindCase:
    """A form with questions as headings, answered Ya or Tidak; the day asked for as "Bila ya, kapan?"."""
    rows: Table = [["Kecamatan Kelapa Kampit"], [_DAY], []]
    rows += [["Nama Desa", "Apakah sudah ada sosialisasi?", "Apakah Pokja sudah terbentuk?", "Bila ya, kapan?"]]
    taught = ("Senyubuk", "Mentawak", "Cendil", "Buding")
    rows += [[line.desa, "Ya" if line.desa in taught else "Tidak", "Ya" if line.tanggal else "Tidak", line.tanggal]
             for line in of("Kelapa Kampit")]  # fmt: skip
    return read_right(rows, _yes_no(of("Kelapa Kampit")) | {"Buding": or_asked("Sosialisasi")}, asks=Asks.MAY)


@blind(KAMPIT)
def kampit_satu_kolom_belum_pasti() -> BlindCase:
    """Ticks in one column, no dates: one question for all blanks."""
    rows: Table = [["KEC. KELAPA KAMPIT"], [_DAY], ["No", "Desa", "Pokja Terbentuk"]]
    rows += [[n, line.desa, "√" if line.tanggal else None] for n, line in enumerate(of("Kelapa Kampit"), start=1)]
    wanted: dict[str, Any] = {d.desa: "Terbentuk" if d.tanggal else or_asked("Belum") for d in of("Kelapa Kampit")}
    return read_right(rows, wanted, asks=Asks.MUST, errors=0)


@blind(PESAK)
def pesak_hari_bermacam_bentuk() -> BlindCase:
    lines = changed(of("Simpang Pesak"), {"Dukong": ("Terbentuk", date(2019, 2, 15)), "Simpang Pesak": "Merintis"})
    days = {"Tanjung Batu Itam": "03102017", "Dukong": "15022019"}
    rows: Table = [["KECAMATAN SP. PESAK"], [_DAY], ["No", "Desa", "Status", "Tgl Pembentukan"]]
    rows += [[n, line.desa, line.status, days.get(line.desa)] for n, line in enumerate(lines, start=1)]
    return read_right(rows, _said(lines))


@blind(PESAK)
def pesak_tanggal_tidak_terbaca() -> BlindCase:
    """One date is a word; the desa is formed all the same, once that is agreed to."""
    rows: Table = [["KECAMATAN SIMPANG PESAK"], [_DAY], ["No", "Desa", "Status", "Tgl Pembentukan"]]
    days = {"Tanjung Batu Itam": "arsip hilang"}
    rows += [[n, line.desa, line.status, days.get(line.desa)] for n, line in enumerate(of("Simpang Pesak"), start=1)]
    wanted: dict[str, Any] = {**says(of("Simpang Pesak")), "Tanjung Batu Itam": or_asked("Terbentuk")}
    return read_right(rows, wanted, asks=Asks.MUST, finds=["DATE_UNREADABLE"])


@blind(PESAK)
def pesak_tj_dan_sp() -> BlindCase:
    """Tj. and Sp. before names, two header rows, kecamatan merged over all four rows."""
    short = {"Simpang Pesak": "Sp. Pesak", "Tanjung Batu Itam": "Tj. Bt. Itam", "Tanjung Kelumpang": "Tj Kelumpang"}
    rows: Table = [["Rekap Pokja per 10-05-2023"], ["Kecamatan", "Desa", "Pokja", None], [None, None, "Status", "Tgl"]]
    rows += [["Sp. Pesak" if not n else None, short.get(line.desa, line.desa), line.status, line.tanggal]
             for n, line in enumerate(of("Simpang Pesak"))]  # fmt: skip
    change = both(merge_across("A2:A3", "B2:B3", "C2:D2"), lambda target: target.merge_cells("A4:A7"))
    return read_right(rows, _said(of("Simpang Pesak")), asks=Asks.MAY, change=change)


@blind(PESAK)
def pesak_tanjung_disebut_sekali() -> BlindCase:
    """ "Tanjung" stands for one of two desa, of which the other has its full name."""
    rows: Table = [["KECAMATAN SIMPANG PESAK"], [_DAY], ["No", "Desa", "Status", "Tgl Pembentukan"]]
    rows += [[1, "Simpang Pesak", "Belum", None], [2, "Tanjung", "Terbentuk", date(2017, 10, 3)]]
    rows += [[3, "Tanjung Kelumpang", "Sosialisasi", None], [4, "Dukong", "Belum", None]]
    wanted: dict[str, Any] = {**says(of("Simpang Pesak")), "Tanjung Batu Itam": or_asked("Terbentuk 2017-10-03")}
    return read_right(rows, wanted, asks=Asks.MUST)
