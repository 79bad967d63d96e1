"""The word before the number of an SK, which is no part of it; and a date that stands in the remarks alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.torture.blind.writing import read_right
from tests.torture.kabupaten import TITLE, of, says, stored
from tests.torture.loose import Asks, BlindCase, Loose, Readings, blind, or_asked
from tests.torture.writing import sheet

WORD = "the word before an SK number"
REMARK = "a date in the remarks alone"


def _decrees(texts: Mapping[str, tuple[str, str]], header: str = "No. SK") -> BlindCase:
    """Simpang Renggiang: Simpang Tiga and Aik Madu are formed; desa → (cell of the SK, the number in it)."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan", header]]
    told = says(of("Simpang Renggiang"))
    for line in of("Simpang Renggiang"):
        written, number = texts.get(line.desa, (None, ""))
        rows.append([*line, written])
        told[line.desa] += f" SK {number}" if number else ""
    return read_right(rows, told)


@blind(WORD)
def sk_dan_nomor_di_depan() -> BlindCase:
    return _decrees(
        {"Simpang Tiga": ("SK Nomor 141/05/2018", "141/05/2018"), "Aik Madu": ("No. 12/KPTS/2017", "12/KPTS/2017")}
    )


@blind(WORD)
def sk_kades_nomor_di_depan() -> BlindCase:
    texts = {"Simpang Tiga": ("SK No 188.4/07/2018", "188.4/07/2018"), "Aik Madu": ("Nomor: 21/2017", "21/2017")}
    return _decrees(texts, "Nomor dan Tanggal SK")


@blind(WORD)
def sk_titik_dua_di_depan() -> BlindCase:
    texts = {
        "Simpang Tiga": ("SK: 140/22/SP/2018", "140/22/SP/2018"),
        "Aik Madu": ("no.sk 09/KPTS/2017", "09/KPTS/2017"),
    }
    return _decrees(texts, "SK Pokja")


@blind(WORD)
def sk_nomor_tersimpan_bukan_perubahan() -> BlindCase:
    """The same number, stored without the word before it: nothing has changed."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "No. SK"]]
    rows += [[*line, "SK No. 12/2018" if line.desa == "Balok" else None] for line in of("Dendang")]
    told = says(of("Dendang")) | {"Balok": "Terbentuk 2018-05-02 SK 12/2018"}
    before = stored(of("Dendang"), day="2023-01-31")
    return BlindCase(files={"dendang.xlsx": sheet(rows)}, expected=Loose(says=told), stored=before)


def _remarked(header: str, remarks: Mapping[str, str], readings: Mapping[str, Readings]) -> BlindCase:
    """Dendang without a column of dates; formed desa have theirs in a remark. Offered, or read, never made up."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Status", header]]
    rows += [[line.kecamatan, line.desa, line.status, remarks.get(line.desa)] for line in of("Dendang")]
    return read_right(rows, {line.desa: line.status for line in of("Dendang")} | dict(readings), asks=Asks.MAY)


@blind(REMARK)
def tanggal_hanya_di_ket() -> BlindCase:
    remarks = {"Nyuruk": "Dibentuk 3 Oktober 2017", "Balok": "terbentuk tgl 2 Mei 2018"}
    readings = {"Nyuruk": ("Terbentuk 2017-10-03", "Terbentuk"), "Balok": ("Terbentuk 2018-05-02", "Terbentuk")}
    return _remarked("Ket", remarks, readings)


@blind(REMARK)
def tahun_hanya_di_keterangan() -> BlindCase:
    remarks = {"Nyuruk": "Terbentuk tahun 2017", "Balok": "sejak 2018", "Jangkang": "rapat 12 April 2023"}
    readings = {"Nyuruk": ("Terbentuk 2017", "Terbentuk"), "Balok": ("Terbentuk 2018", "Terbentuk")}
    return _remarked("Keterangan", remarks, readings)


@blind(REMARK)
def tanggal_lain_di_catatan() -> BlindCase:
    """A visit and a launch are no formation; their days may not become one."""
    remarks = {"Nyuruk": "Dikunjungi 12 April 2023", "Balok": "monev 3 Maret 2023", "Dendang": "kunjungan 2 Mei 2023"}
    case = _remarked("Catatan", remarks, {})
    return read_right([], case.expected.says, data=case.files["rekap.xlsx"], asks=Asks.MAY)


@blind(REMARK)
def tanggal_sebagian_di_ket() -> BlindCase:
    """One has its date in the column, the other in the remark beside an empty cell."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Ket."]]
    for line in of("Dendang"):
        told: dict[str, list[Any]] = {
            "Nyuruk": [None, "Pokja dibentuk pada 03/10/2017"],
            "Balok": [date(2018, 5, 2), "aktif"],
        }
        rows.append([line.kecamatan, line.desa, line.status, *told.get(line.desa, [None, None])])
    wanted = says(of("Dendang")) | {"Nyuruk": or_asked("Terbentuk 2017-10-03", "Terbentuk")}
    return read_right(rows, wanted, asks=Asks.MAY)
