"""Recaps of two offices without a computer of their own: files of phone apps, and the export of Google Sheets."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.blind.dress import SHORT, Table, spelled
from tests.torture.blind.names import wide
from tests.torture.blind.writing import Formula, by_xlsxwriter, read_right, separated, written_by
from tests.torture.kabupaten import KABUPATEN, SAYS, of, says
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked
from tests.torture.writing import book, sheet

PHONE = "office: Kecamatan Damar (phone)"
GOOGLE = "office: Kecamatan Dendang (Google Sheets)"


@blind(PHONE)
def damar_tanpa_judul_semua_teks() -> BlindCase:
    """The header in the first row, every value a text in its own cell; the day stands in the name of the file."""
    rows: Table = [["No", "Kecamatan", "Desa", "Status", "Tgl Bentuk"]]
    rows += [[str(n), "Damar", line.desa, line.status, spelled(line.tanggal, SHORT) or ""]
             for n, line in enumerate(of("Damar"), start=1)]  # fmt: skip
    data = by_xlsxwriter({"Sheet1": rows}, inline=True)
    return read_right([], says(of("Damar")), data=data, name="Rekap_Damar_2023-05-10.xlsx")


@blind(PHONE)
def damar_huruf_lebar_dan_emoji() -> BlindCase:
    """Full-width letters of a keyboard, and a green tick or a red cross as status."""
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Kec. Damar"], ["Desa", "Pokja", "Tanggal"]]
    rows += [[wide(line.desa), "✅" if line.tanggal else "❌", line.tanggal] for line in of("Damar")]
    told: dict[str, Readings] = {line.desa: or_asked(line.says if line.tanggal else "Belum") for line in of("Damar")}
    return read_right(rows, told, asks=Asks.MAY)


@blind(PHONE)
def damar_wps_ponsel_dua_baris_kepala() -> BlindCase:
    """WPS on a phone: the sheet begins in B2, days such as 3 Okt'17, a stray dot and a capital."""
    days = {"Mempaya": "2 Mei'18.", "Burong Mandi": "3 Okt'17"}
    rows: Table = [[], [None, "POKJA KAMPUNG KB KEC. DAMAR"], [None, "per 10 mei 2023"], []]
    rows += [[None, "no", "nama desa", "status", "tanggal dibentuk"]]
    rows += [[None, n, line.desa.lower(), line.status.lower(), days.get(line.desa)]
             for n, line in enumerate(of("Damar"), start=1)]  # fmt: skip
    data = written_by(sheet(rows, name="Sheet1"), "WPS Office")
    return read_right([], says(of("Damar")), data=data, name="damar wps(1).xlsx")


@blind(PHONE)
def damar_salinan_pesan_grup() -> BlindCase:
    """A list copied from a chat: numbers before the names, short words, dates with slashes, thanks below."""
    days = {"Mempaya": "02/05/2018", "Burong Mandi": "3/10/2017"}
    rows: Table = [["Izin melaporkan Pokja KKB Kec. Damar per tgl 10 Mei 2023"], ["Desa", "Status", "Tgl"]]
    for n, line in enumerate(of("Damar"), start=1):
        rows.append([f"{n}. {line.desa}", "Sdh terbentuk" if line.tanggal else "Blm", days.get(line.desa)])
    return read_right([*rows, ["Demikian, terima kasih"]], says(of("Damar")))


@blind(PHONE)
def damar_tanggal_serial_teks() -> BlindCase:
    """The app keeps dates as the bare number of the day, as text."""
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    rows += [["Damar", line.desa, line.status, str((line.tanggal - date(1899, 12, 30)).days) if line.tanggal else ""]
             for line in of("Damar")]  # fmt: skip
    return read_right([], says(of("Damar")), data=by_xlsxwriter({"Sheet 1": rows}, inline=True))


@blind(GOOGLE)
def dendang_ekspor_csv() -> BlindCase:
    """A CSV of the whole sheet: the title with commas behind it, then blank lines, dates day first."""
    rows: Table = [["Rekap Pokja Kampung KB per 10 Mei 2023", "", "", ""], ["", "", "", ""]]
    rows += [["Kecamatan", "Desa", "Status Pokja", "Tanggal Pembentukan"]]
    rows += [list(line) for line in KABUPATEN]
    return read_right([], SAYS, data=separated(rows), name="Rekap Pokja - Sheet1.csv")


@blind(GOOGLE)
def dendang_formulir_google() -> BlindCase:
    """Answers to a form: a time stamp, the questions as headings, one answer for each desa of the kecamatan."""
    header = ["Stempel waktu", "Kecamatan", "Nama Desa", "Sudah sampai mana pembentukan Pokja Kampung KB di desa Anda?",
              "Kapan Pokja dibentuk?", "Nomor SK (jika ada)"]  # fmt: skip
    rows: Table = [header]
    told: dict[str, Readings] = {}
    for n, line in enumerate(of("Dendang"), start=1):
        number = f"14{n}/05/{line.tanggal.year}" if line.tanggal else None
        rows.append([f"0{n}/05/2023 09:1{n}:22", *line, number])
        told[line.desa] = f"{line.says} SK {number}" if number else line.says
    data = sheet(rows, name="Form Responses 1")
    return read_right([], told, data=data, asks=Asks.MAY, day=None, may=["TANGGAL_DATA"])


@blind(GOOGLE)
def dendang_kotak_centang() -> BlindCase:
    """Check boxes are TRUE and FALSE; two of them for each desa, the boxes of the ladder."""
    rows: Table = [
        ["Keadaan per 10 Mei 2023"],
        ["Kecamatan", "Desa", "Sosialisasi", "Merintis", "Terbentuk", "Tanggal"],
    ]
    order = ("Belum", "Sosialisasi", "Merintis", "Terbentuk")
    rows += [[line.kecamatan, line.desa, *(order.index(line.status) >= n for n in (1, 2, 3)), line.tanggal]
             for line in KABUPATEN]  # fmt: skip
    return read_right(rows, SAYS)


@blind(GOOGLE)
def dendang_rumus_impor() -> BlindCase:
    """Formulas of Google that Excel does not know, with their results beside them."""
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    dummy = 'IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""1x"",""Rekap!C{n}"")"),"{word}")'
    rows += [[line.kecamatan, line.desa, Formula("=" + dummy.format(n=n, word=line.status), line.status), line.tanggal]
             for n, line in enumerate(of("Dendang"), start=3)]  # fmt: skip
    return read_right([], says(of("Dendang")), data=by_xlsxwriter({"Lembar1": rows}))


@blind(GOOGLE)
def dendang_dua_lembar_bulan() -> BlindCase:
    """A sheet for April and one for May; the newer one is meant, or asked."""
    before = {"Jangkang": "Sosialisasi", "Balok": "Merintis"}
    sheets: dict[str, Any] = {}
    for name, day in (("April", "30 April 2023"), ("Mei", "10 Mei 2023")):
        rows: Table = [[f"Keadaan per {day}"], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
        for line in of("Dendang"):
            old = name == "April" and line.desa in before
            rows.append([line.kecamatan, line.desa, before[line.desa] if old else line.status,
                         None if old else line.tanggal])  # fmt: skip
        sheets[name] = rows
    return read_right([], says(of("Dendang")), data=book(sheets), asks=Asks.MAY)
