"""Exports that no hand has dressed: web forms with questions as headings, and the portal of the province."""

from __future__ import annotations

from html import escape
from typing import Any

from tests.torture.blind.dress import LONG, SHORT, Table, blocks, capital, merge_across, merge_blocks, spelled
from tests.torture.blind.ladders import rungs
from tests.torture.blind.writing import Formula, by_xlsxwriter, changed, read_right, separated
from tests.torture.kabupaten import KABUPATEN, SAYS, of, says
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked
from tests.torture.writing import sheet

FORM = "office: sekretariat TPPS (web forms)"
PORTAL = "office: portal of the province"
_MARKED = {line.desa: line.says if line.tanggal else "Belum" for line in KABUPATEN}


def page(above: str, rows: Table) -> bytes:
    """A web page with one table, as portals offer it under the name .xls."""
    body = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in rows)
    return f"<html><body><b>{above}</b><table border='1'>{body}</table></body></html>".encode()


def _html_cell(value: Any) -> str:
    shown = "" if value is None else f"{value:%d-%m-%Y}" if hasattr(value, "year") else str(value)
    return f"<td>{escape(shown)}</td>"


@blind(FORM)
def tpps_pertanyaan_sebagai_kepala() -> BlindCase:
    """Two questions, Ya and Tidak, numbered; the day of the export stands above."""
    rows: Table = [["Tarikan data tanggal 10 Mei 2023"], []]
    rows += [["1. Kecamatan", "2. Desa", "3. Apakah di desa ini sudah terbentuk Pokja Kampung KB?",
              "4. Kapan Pokja Kampung KB dibentuk?", "5. Apa kendala yang dihadapi?"]]  # fmt: skip
    rows += [[line.kecamatan, line.desa, "Ya" if line.tanggal else "Tidak", line.tanggal, "Tidak ada"]
             for line in KABUPATEN]  # fmt: skip
    return read_right(rows, _MARKED, asks=Asks.MAY)


@blind(FORM)
def tpps_pilihan_ganda_panjang() -> BlindCase:
    """The chosen sentence of four is the status."""
    words = {
        "Terbentuk": "Sudah terbentuk",
        "Merintis": "Dalam proses pembentukan",
        "Sosialisasi": "Baru sosialisasi",
        "Belum": "Belum sama sekali",
    }
    rows: Table = [["Kecamatan", "Desa", "Bagaimana status Pokja Kampung KB?", "Bila sudah, tanggal berapa?"]]
    rows += [[d.kecamatan, d.desa, words[d.status], spelled(d.tanggal, LONG)] for d in KABUPATEN]
    told: dict[str, Readings] = {d.desa: d.says if d.status != "Belum" else or_asked("Belum") for d in KABUPATEN}
    return read_right(rows, told, asks=Asks.MAY, name="jawaban_2023-05-10.xlsx")


@blind(FORM)
def tpps_csv_dengan_tanda_kutip() -> BlindCase:
    """A CSV with commas inside its questions, and "Lainnya: …" as one answer."""
    rows: Table = [["Keadaan per 10 Mei 2023", "", "", ""]]
    rows += [["Kecamatan", "Desa", "Apakah Pokja, di desa Anda, sudah ada?", "Sejak kapan, bila ada?"]]
    rows += [[d.kecamatan, d.desa, "Ada" if d.tanggal else "Tidak ada", d.tanggal] for d in KABUPATEN]
    rows[5][2] = "Lainnya: menunggu musdes"
    told: dict[str, Readings] = {**_MARKED, KABUPATEN[3].desa: or_asked("Belum")}
    return read_right([], told, data=separated(rows), asks=Asks.MAY, name="hasil.csv")


@blind(FORM)
def tpps_dua_jawaban_satu_desa() -> BlindCase:
    """Nyuruk answered twice, first Belum and two days later Terbentuk: never one of them in silence."""
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Waktu", "Kecamatan", "Desa", "Status Pokja", "Tanggal Pembentukan"]]
    rows += [["2023-05-02 08:00", "Dendang", "Nyuruk", "Belum", None]]
    rows += [["2023-05-04 10:12", *line] for line in of("Dendang")]
    wanted: dict[str, Readings] = {**says(of("Dendang")), "Nyuruk": or_asked("Terbentuk 2017-10-03")}
    return read_right(rows, wanted, asks=Asks.MUST)


@blind(FORM)
def formulir_berkode_dijawab_dua_kali() -> BlindCase:
    """The choices as their codes; Nyuruk sent two answers, of which the later one is suggested."""
    rows: Table = [["Kecamatan", "Desa", "Apakah desa sudah membentuk Pokja Kampung KB?", "Kapan?", "_submission_time"]]
    rows += [["dendang", "nyuruk", "belum", None, "2023-05-02T08:00:00"]]
    codes = {"Terbentuk": "sudah_terbentuk", "Merintis": "dalam_proses", "Belum": "belum_terbentuk"}
    rows += [[d.kecamatan.lower(), d.desa.lower().replace(" ", "_"), codes[d.status], d.tanggal, "2023-05-04T10:12:00"]
             for d in of("Dendang")]  # fmt: skip
    return read_right(rows, says(of("Dendang")), asks=Asks.MUST, name="jawaban_2023-05-10.xlsx")


@blind(FORM)
def kotak_centang_di_samping_tahapan() -> BlindCase:
    """Check boxes for the Pokja, and a list of steps that is "-" where there is none."""
    header = ["Kecamatan", "Desa", "Sudah ada Pokja?", "Tahapan", "Tanggal dibentuk"]
    rows: Table = [["Keadaan per 10 Mei 2023"], header]
    rows += [[d.kecamatan, d.desa, d.status == "Terbentuk", "-" if d.status == "Belum" else d.status, d.tanggal]
             for d in KABUPATEN]  # fmt: skip
    return read_right(rows, SAYS, asks=Asks.MAY)


@blind(FORM)
def tpps_daftar_periksa() -> BlindCase:
    """A check list: every rung a question of its own, Sudah or Belum."""
    header = ["Desa", "Sudahkah dilakukan sosialisasi?", "Sudahkah dirintis Pokja?", "Sudahkah Pokja terbentuk?"]
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Kecamatan", *header, "Tanggal terbentuk"]]
    rows += [[d.kecamatan, d.desa, *rungs(d, "Sudah", "Belum"), d.tanggal] for d in KABUPATEN]
    return read_right(rows, SAYS)


@blind(PORTAL)
def portal_periode_dan_nama_gabung() -> BlindCase:
    """ "Periode : Mei 2023", kecamatan merged over their desa, a Jumlah after each, ids in front."""
    rows: Table = [["Sistem Informasi Kampung KB"], ["Kabupaten : BELITUNG TIMUR"], ["Periode : Mei 2023"], []]
    rows += [["ID", "Kecamatan", "Desa", "Pokja", "Tanggal Pembentukan"]]
    for place, (name, own) in enumerate(blocks(KABUPATEN), start=1):
        for n, line in enumerate(own):
            pokja = "Ada" if line.tanggal else "Tidak Ada"
            rows.append([f"KKB{place}{n:02}", None if n else name, line.desa, pokja, line.tanggal])
        rows.append(["Jumlah", None, len(own), sum(d.tanggal is not None for d in own), None])
    return read_right(rows, _MARKED, asks=Asks.MAY, day=None, change=merge_blocks(6, "B", between=1))


@blind(PORTAL)
def portal_html_bernama_xls() -> BlindCase:
    rows: Table = [["No", "Kecamatan", "Desa", "Status Pokja", "Tgl Pembentukan"]]
    rows += [[n, *d] for n, d in enumerate(map(capital, KABUPATEN), start=1)]
    data = page("Laporan Pokja Kampung KB<br>Keadaan per 10 Mei 2023", rows)
    return read_right([], SAYS, data=data, name="laporan.xls")


@blind(PORTAL)
def portal_tiga_keadaan() -> BlindCase:
    """Ada, Tidak Ada and Belum Diisi: the last is not reported, and no Belum."""
    unknown = ("Kelubi", "Lintang", "Mayang")
    rows: Table = [["Periode : s.d. 10 Mei 2023"], ["Kecamatan", "Desa", "Pokja Kampung KB", "Tanggal Pembentukan"]]
    for d in KABUPATEN:
        word = "Belum Diisi" if d.desa in unknown else "Ada" if d.tanggal else "Tidak Ada"
        rows.append([d.kecamatan, d.desa, word, d.tanggal])
    wanted: dict[str, Readings] = {**_MARKED, **dict.fromkeys(unknown, ("",))}
    return read_right(rows, wanted, asks=Asks.MUST)


@blind(PORTAL)
def portal_periode_berdampingan() -> BlindCase:
    """One column for each period the portal keeps: "Periode 2021", "Periode 2022", "Periode 2023"."""
    first = changed(KABUPATEN, dict.fromkeys(("Balok", "Padang", "Lenggang"), "Belum"))
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Kecamatan", "Desa", "Periode 2021", "Periode 2022", "Periode 2023"]]
    rows += [[now.kecamatan, now.desa, old.status, old.status, now.status]
             for old, now in zip(first, KABUPATEN, strict=True)]  # fmt: skip
    return read_right(rows, {d.desa: d.status for d in KABUPATEN}, asks=Asks.MAY)


@blind(PORTAL)
def portal_judul_tiga_tingkat() -> BlindCase:
    """Three levels of merged headings, ticks of the portal ("✔"), a total in the first and the last row."""
    rows: Table = [["Periode : 10 Mei 2023"], []]
    rows += [["Wilayah", None, "Kampung KB", None, None, None], ["Kecamatan", "Desa", "Pokja", None, None, "Tanggal"]]
    rows += [[None, None, "Terbentuk", "Proses", "Belum", None], ["TOTAL", None, 15, 2, 22, None]]
    for d in KABUPATEN:
        left = d.status in ("Belum", "Sosialisasi")
        ticks = ["✔" if d.tanggal else None, "✔" if d.status == "Merintis" else None, "✔" if left else None]
        rows.append([d.kecamatan, d.desa, *ticks, d.tanggal])
    rows.append(["TOTAL", None, 15, 2, 22, None])
    told = {**SAYS, "Tanjung Kelumpang": "Belum"}
    change = merge_across("A3:B3", "C3:F3", "C4:E4", "A4:A5", "B4:B5", "F4:F5")
    return read_right(rows, told, change=change)


@blind(PORTAL)
def portal_unduhan_dengan_rumus_jumlah() -> BlindCase:
    """Texts in their cells, the sums as formulas that nobody has calculated, months in short English."""
    english = [*SHORT]
    english[4], english[7], english[9], english[11] = "May", "Aug", "Oct", "Dec"
    rows: Table = [["Data as of 10 Mei 2023"], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    rows += [[*d[:3], spelled(d.tanggal, english, "{day}-{month}-{year}")] for d in KABUPATEN]
    rows.append(["Jumlah", Formula("=COUNTA(B3:B41)"), Formula('=COUNTIF(C3:C41,"Terbentuk")'), None])
    data = by_xlsxwriter({"export": rows}, inline=True)
    return read_right([], SAYS, data=data, name="export_20230510.xlsx", asks=Asks.MAY)


@blind(PORTAL)
def portal_legenda_dan_catatan_kaki() -> BlindCase:
    """One kecamatan of the portal; its legend and notes stand below without a blank row."""
    rows: Table = [["Kecamatan : Klp. Kampit"], ["Periode : 10 Mei 2023"], ["No", "Desa", "Pokja", "Tanggal"]]
    rows += [[n, d.desa, "✔" if d.tanggal else "✘", d.tanggal] for n, d in enumerate(of("Kelapa Kampit"), start=1)]
    rows += [["✔ : Pokja sudah terbentuk"], ["✘ : Pokja belum terbentuk"], ["* data dapat berubah"]]
    told = {d.desa: d.says if d.tanggal else or_asked("Belum") for d in of("Kelapa Kampit")}
    return read_right([], told, data=sheet(rows), asks=Asks.MAY)
