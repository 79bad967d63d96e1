"""Recaps of those who are nearest: a desa about itself, and the PKK about the desa it visits."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.blind.dress import SHORT, Table, letterhead, merge_across, signature, spelled
from tests.torture.blind.ladders import rungs
from tests.torture.blind.writing import by_libreoffice, changed, read_right, separated
from tests.torture.kabupaten import KABUPATEN, SAYS, of
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked

DESA = "office: a desa"
PKK = "office: PKK"
_MARKED = {line.desa: line.says if line.tanggal else "Belum" for line in KABUPATEN}


@blind(DESA)
def desa_satu_baris() -> BlindCase:
    """One desa, one row, signed by its office; the number of the SK with "Nomor" before it."""
    rows: Table = [["PEMERINTAH DESA NYURUK"], ["KECAMATAN DENDANG"], ["Laporan Pokja Kampung KB"], []]
    rows += [["No", "Desa", "Status", "Tanggal Pembentukan", "Nomor SK"]]
    rows += [[1, "Nyuruk", "Sudah terbentuk", "3 Oktober 2017", "Nomor 141/12/2017"]]
    rows += signature("Nyuruk, 8 Mei 2023", "Kepala Desa Nyuruk")
    return read_right(rows, {"Nyuruk": "Terbentuk 2017-10-03 SK 141/12/2017"}, day="2023-05-08")


@blind(DESA)
def desa_formulir_tegak() -> BlindCase:
    """A form from top to bottom: "Desa : Balok", "Status : Terbentuk". Read, or refused; nothing else."""
    rows: Table = [["FORMULIR POKJA KAMPUNG KB"], [], ["Kecamatan", ":", "Dendang"], ["Desa", ":", "Balok"]]
    rows += [["Status Pokja", ":", "Terbentuk"], ["Tanggal", ":", "2 Mei 2018"], [], ["Balok, 8 Mei 2023"]]
    told = {"Balok": or_asked("Terbentuk 2018-05-02")}
    return read_right(rows, told, asks=Asks.MUST, day="2023-05-08", rejects=True)


@blind(DESA)
def desa_dusun_di_bawahnya() -> BlindCase:
    """A desa lists its dusun under it, each with a Ya: dusun are no desa."""
    rows: Table = [["DESA LINTANG KECAMATAN SIMPANG RENGGIANG"], ["Keadaan per 10 Mei 2023"]]
    rows += [["No", "Desa/Dusun", "Pokja", "Keterangan"], ["A", "Desa Lintang", "Merintis", None]]
    rows += [[1, "Dusun Air Asam", "-", "sudah didata"], [2, "Dusun Lintang Timur", "-", "sudah didata"]]
    return read_right(rows, {"Lintang": or_asked("Merintis")}, asks=Asks.MAY, rejects=True)


@blind(DESA)
def desa_baru_terbentuk() -> BlindCase:
    """A new Pokja, told in a status of its own words, with a date typed short and a month misspelled."""
    rows: Table = [["Desa Buding Kec. Klp. Kampit"], ["Keadaan per 10 Mei 2023"]]
    rows += [["Desa", "Status Pokja", "Tanggal Pembentukan"], ["Buding", "Baru terbentuk", "27 Pebruary 2023"]]
    told = {"Buding": or_asked("Terbentuk 2023-02-27")}
    return read_right(rows, told, asks=Asks.MAY, suggests={"B4": (None, "Terbentuk")})


@blind(DESA)
def desa_sudah_sk_belum_dikukuhkan() -> BlindCase:
    """Terbentuk, with two modifiers; the date stands only in the remark."""
    rows: Table = [["DESA MAYANG"], ["Kec. Kelapa Kampit"], ["Keadaan per 10 Mei 2023"]]
    rows += [["Desa", "Status", "Ket"], ["Mayang", "Terbentuk, belum ada SK", "dibentuk 14 Maret 2023"]]
    return read_right(rows, {"Mayang": ("Terbentuk 2023-03-14", "Terbentuk")}, asks=Asks.MAY)


@blind(PKK)
def pkk_kunjungan() -> BlindCase:
    """Visits of the year beside the Pokja: the day of a visit is none of a formation."""
    rows: Table = letterhead("HASIL KUNJUNGAN TIM PENGGERAK PKK", "Keadaan per 10 Mei 2023")
    rows += [["No", "Kecamatan", "Desa", "Tanggal Kunjungan", "Pokja Kampung KB", "Tanggal Pokja Dibentuk"]]
    rows += [[n, d.kecamatan, d.desa, date(2023, 3, 1 + n % 28), d.status, d.tanggal]
             for n, d in enumerate(KABUPATEN, start=1)]  # fmt: skip
    change = merge_across("A1:F1", "A2:F2", "A4:F4", "A5:F5")
    return read_right(rows, SAYS, change=change)


@blind(PKK)
def pkk_centang_dan_silang() -> BlindCase:
    """V where there is a Pokja and X where there is none, in one column."""
    rows: Table = [["KEADAAN PER 10 MEI 2023"], ["NO", "KECAMATAN", "DESA", "POKJA KKB", "TGL/BLN/THN"]]
    rows += [[n, d.kecamatan, d.desa, "V" if d.tanggal else "X", spelled(d.tanggal, SHORT, "{day} {month}. {year}")]
             for n, d in enumerate(KABUPATEN, start=1)]  # fmt: skip
    told: dict[str, Readings] = {d: or_asked(t) if t == "Belum" else t for d, t in _MARKED.items()}
    return read_right(rows, told, asks=Asks.MAY)


@blind(PKK)
def pkk_ods_tangga_dan_keterangan() -> BlindCase:
    """LibreOffice: the ladder as Sudah and Belum, and a remark that says the same in words."""
    lines = changed(of("Dendang"), {"Dendang": "Sosialisasi"})
    words = {"Terbentuk": "aktif", "Merintis": "sedang menyusun SK", "Sosialisasi": "baru sosialisasi", "Belum": "-"}
    rows: Table = [["Keadaan per 10 Mei 2023"]]
    rows += [["Kecamatan", "Desa", "Sosialisasi", "Merintis", "Terbentuk", "Tanggal Pembentukan", "Ket."]]
    rows += [[d.kecamatan, d.desa, *rungs(d, "Sudah", "Belum"), d.tanggal, words[d.status]] for d in lines]
    return read_right([], {d.desa: d.says for d in lines}, data=by_libreoffice(rows), name="pkk.ods")


@blind(PKK)
def pkk_csv_satu_kolom_centang() -> BlindCase:
    """A CSV with one column of ticks, every one of them dated."""
    rows: Table = [["Keadaan per 10 Mei 2023", "", "", ""], ["Kecamatan", "Desa", "Sudah ada Pokja (v)", "Tanggal"]]
    rows += [[d.kecamatan, d.desa, "v" if d.tanggal else "", d.tanggal] for d in KABUPATEN]
    return read_right([], _MARKED, data=separated(rows, ";"), name="pkk.csv")


@blind(PKK)
def pkk_sebagian_tidak_diketahui() -> BlindCase:
    """Three desa were not reached: "belum diketahui" is no Belum."""
    unknown = ("Buku Limau", "Lintang", "Mempaya")
    rows: Table = [["Keadaan per 10 Mei 2023"], [], ["Kecamatan", "Desa", "Status Pokja", "Tanggal Pembentukan"]]
    rows += [[d.kecamatan, d.desa, "belum diketahui", None] if d.desa in unknown else list(d) for d in KABUPATEN]
    wanted: dict[str, Any] = {**SAYS, **dict.fromkeys(unknown, ("",))}
    return read_right(rows, wanted, asks=Asks.MUST)
