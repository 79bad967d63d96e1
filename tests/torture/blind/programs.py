"""Recaps of two offices that do not use Excel: LibreOffice, its .xlsx and .csv, and WPS."""

from __future__ import annotations

from typing import Any

from tests.support.format_fixtures import open_document
from tests.torture.blind.dress import LONG, SHORT, Table, blocks, merge_across, signature, spelled
from tests.torture.blind.ladders import rungs
from tests.torture.blind.writing import (
    by_libreoffice,
    changed,
    open_table,
    read_right,
    separated,
    show_dates,
    written_by,
)
from tests.torture.kabupaten import KABUPATEN, KECAMATAN, SAYS, of, says
from tests.torture.loose import Asks, BlindCase, blind, or_asked
from tests.torture.writing import sheet

LIBRE = "office: Kecamatan Simpang Renggiang (LibreOffice)"
WPS = "office: Inspektorat (WPS)"


@blind(LIBRE)
def renggiang_ods_dengan_tanda_tangan() -> BlindCase:
    lines = changed(of("Simpang Renggiang"), {"Lintang": "Sosialisasi"})
    rows: Table = [["KECAMATAN SP. RENGGIANG"], ["Rekap Pokja Kampung KB"], [], ["No", "Desa", "Status", "Tanggal"]]
    rows += [[n, *line[1:]] for n, line in enumerate(lines, start=1)]
    rows += signature("Simpang Renggiang, 10 Mei 2023", "Camat Simpang Renggiang", column=3)
    return read_right([], {d.desa: d.says for d in lines}, data=by_libreoffice(rows), name="rekap.ods")


@blind(LIBRE)
def renggiang_ods_tangga_ya_tidak() -> BlindCase:
    """All desa, the ladder in three columns of Ya and Tidak."""
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Kecamatan", "Desa", "Sosialisasi", "Merintis", "Terbentuk", "Tgl"]]
    rows += [[line.kecamatan, line.desa, *rungs(line, "Ya", "Tidak"), line.tanggal] for line in KABUPATEN]
    return read_right([], SAYS, data=by_libreoffice(rows), name="pokja.ods")


@blind(LIBRE)
def renggiang_csv_titik_koma() -> BlindCase:
    """Semicolons, a blank first line, dates in words, and the kecamatan once a block."""
    rows: Table = [["", "", "", ""], ["Keadaan per 10 Mei 2023", "", "", ""]]
    rows += [["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    for name, own in blocks(KABUPATEN):
        rows += [["" if n else name, d.desa, d.status, spelled(d.tanggal, LONG)] for n, d in enumerate(own)]
    return read_right([], SAYS, data=separated(rows, ";"), name="rekap renggiang.csv")


@blind(LIBRE)
def renggiang_xlsx_bulan_tampak() -> BlindCase:
    """An .xlsx of LibreOffice, its dates shown as month and year; all of them keep their day."""
    rows: Table = [["Keadaan per 10 Mei 2023"], [], ["Kecamatan", "Desa", "Status", "Terbentuk Sejak"]]
    rows += [list(line) for line in KABUPATEN]
    data = written_by(sheet(rows, change=lambda target: show_dates(target, "D", "mmmm\\ yyyy")), "LibreOffice/7.5")
    return read_right([], SAYS, data=data)


@blind(LIBRE)
def renggiang_ods_dua_lembar_petunjuk() -> BlindCase:
    """A sheet of instructions with its own examples of status stands before the recap."""
    told = [["Petunjuk pengisian"], ["Status", "Arti"], ["Terbentuk", "SK ada"], ["Belum", "belum ada"]]
    rows: Table = [["Keadaan per 10 Mei 2023"], ["Desa", "Kecamatan", "Status", "Tanggal"]]
    rows += [[line.desa, line.kecamatan, line.status, line.tanggal] for line in KABUPATEN]
    data = open_document(open_table(told, name="Petunjuk") + open_table(rows, name="Isian"))
    return read_right([], SAYS, data=data, name="isian.ods")


@blind(WPS)
def inspektorat_uji_petik() -> BlindCase:
    """Twelve desa looked at, three kecamatan, their findings beside; nothing is said of the others."""
    lines = of("Gantung")[:4] + of("Dendang") + of("Damar")[:4]
    rows: Table = [["UJI PETIK POKJA KAMPUNG KB"], ["Posisi data: 10 Mei 2023"], []]
    rows += [["No", "Kecamatan", "Desa", "Kondisi Pokja", "Tanggal Pembentukan", "Catatan Pemeriksaan"]]
    notes = ("Administrasi lengkap", "Notulen belum ada", "-")
    rows += [[n, *line, notes[n % 3]] for n, line in enumerate(lines, start=1)]
    return read_right([], says(lines), data=written_by(sheet(rows), "WPS Spreadsheets"))


@blind(WPS)
def inspektorat_kertas_kerja() -> BlindCase:
    """A working paper: what the desa says and what the files show, side by side; the two differ for Lenggang."""
    lines = of("Gantung")
    rows: Table = [["KERTAS KERJA"], ["Keadaan per 10 Mei 2023"], []]
    rows += [["No", "Desa", "Status Pokja", None, "Tanggal"], [None, None, "Menurut Desa", "Hasil Pemeriksaan", None]]
    rows += [[n, d.desa, d.status, "Merintis" if d.desa == "Lenggang" else d.status, d.tanggal]
             for n, d in enumerate(lines, start=1)]  # fmt: skip
    wanted: dict[str, Any] = {d.desa: or_asked(d.says) for d in lines}
    wanted["Lenggang"] = or_asked("Merintis", "Terbentuk 2018-05-02")
    change = merge_across("A4:A5", "B4:B5", "C4:D4", "E4:E5")
    return read_right(rows, wanted, asks=Asks.MUST, change=change)


@blind(WPS)
def inspektorat_tanggal_salah_sebagian() -> BlindCase:
    """Two dates that are in no calendar, among fifteen: they cost the dates, once that is agreed to."""
    wrong = {"Balok": "31 Juni 2018", "Padang": "29/02/2018"}
    rows: Table = [["Keadaan per 10 Mei 2023"], ["No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    rows += [[n, *d[:3], wrong.get(d.desa, d.tanggal)] for n, d in enumerate(KABUPATEN, start=1)]
    wanted: dict[str, Any] = {**SAYS, **dict.fromkeys(wrong, or_asked("Terbentuk"))}
    data = written_by(sheet(rows), "WPS Spreadsheets")
    return read_right([], wanted, data=data, asks=Asks.MUST, finds=["DATE_IMPOSSIBLE"])


@blind(WPS)
def inspektorat_ringkasan_dulu() -> BlindCase:
    """First a summary per kecamatan with a kecamatan that has one Pokja, below it the list, in one sheet."""
    rows: Table = [["HASIL REVIU POKJA KAMPUNG KB"], ["Posisi 10 Mei 2023"], [], ["A. Ringkasan"]]
    rows += [["No", "Kecamatan", "Terbentuk", "Merintis", "Sosialisasi", "Belum"]]
    for n, name in enumerate(KECAMATAN, start=1):
        own = [d.status for d in of(name)]
        rows.append([n, name, *(own.count(word) for word in ("Terbentuk", "Merintis", "Sosialisasi", "Belum"))])
    rows += [["Jumlah", None, 15, 2, 1, 21], [], ["B. Rincian"], ["No", "Kecamatan", "Desa", "Status", "Tanggal"]]
    rows += [[n, *d[:3], spelled(d.tanggal, SHORT, "{day}-{month}-{year}")] for n, d in enumerate(KABUPATEN, start=1)]
    return read_right([], SAYS, data=written_by(sheet(rows), "WPS Spreadsheets"))


@blind(WPS)
def inspektorat_baru_tahun_lama() -> BlindCase:
    """ "Status Tahun Lalu" and "Status Saat Ini": the second is meant."""
    before = changed(KABUPATEN, dict.fromkeys(("Balok", "Limbongan"), "Belum"))
    header = ["Kecamatan", "Desa", "Status Tahun Lalu", "Status Saat Ini", "Tanggal Pembentukan"]
    rows: Table = [["Keadaan per 10 Mei 2023"], header]
    rows += [[now.kecamatan, now.desa, old.status, *now[2:]] for old, now in zip(before, KABUPATEN, strict=True)]
    return read_right([], SAYS, data=written_by(sheet(rows), "WPS Spreadsheets"), asks=Asks.MAY)
