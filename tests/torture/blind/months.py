"""Dates as people type them: months short, doubled or misspelled, parts of a year, and days in odd dress."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.torture.blind.writing import read_right
from tests.torture.case import DAY
from tests.torture.kabupaten import TITLE, of
from tests.torture.loose import Asks, BlindCase, Readings, blind
from tests.torture.writing import book

MONTHS = "month names as typed"
PARTS = "a part of a year"
SHOWN = "a real date shown as month or year"
ODD = "days in odd dress"


def dated(
    told: Mapping[str, tuple[Any, Readings]],
    *,
    asks: Asks = Asks.NO,
    header: str = "Tanggal Pembentukan",
    change: Any = None,
    **expected: Any,
) -> BlindCase:
    """Manggar, its desa formed on days written so: desa → (cell, reading without the status)."""
    rows: list[Any] = [["KECAMATAN MANGGAR"], [TITLE], ["No", "Desa", "Status", header]]
    says: dict[str, Readings] = {}
    for n, line in enumerate(of("Manggar"), start=1):
        written, readings = told.get(line.desa, (None, ()))
        rows.append([n, line.desa, "Terbentuk" if line.desa in told else "Belum", written])
        if line.desa not in told:
            says[line.desa] = "Belum"
        elif isinstance(readings, str):
            says[line.desa] = f"Terbentuk {readings}".strip()
        else:
            says[line.desa] = tuple(f"Terbentuk {one}".strip() if one else "" for one in readings)
    return read_right(rows, says, asks=asks, change=change, **expected)


@blind(MONTHS)
def bulan_disingkat() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("3 Okt 2017", "2017-10-03"),
            "Kurnia Jaya": ("17 Agt 2019", "2019-08-17"),
            "Padang": ("2 Sept. 2018", "2018-09-02"),
            "Kelubi": ("9-Nop-2020", "2020-11-09"),
            "Lalang": ("12 Peb 2021", "2021-02-12"),
            "Baru": ("5 DES 2022", "2022-12-05"),
            "Buku Limau": ("28 Agust 2019", "2019-08-28"),
            "Mekar Jaya": ("14.Jan.2020", "2020-01-14"),
        }
    )


@blind(MONTHS)
def bulan_berhuruf_ganda_atau_kurang() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("3 Oktoberr 2017", "2017-10-03"),
            "Kurnia Jaya": ("17 Agustuss 2019", "2019-08-17"),
            "Padang": ("2 Meii 2018", "2018-05-02"),
            "Kelubi": ("9 Novemberr 2020", "2020-11-09"),
            "Lalang": ("12 Februarii 2021", "2021-02-12"),
            "Baru": ("5 Desembr 2022", "2022-12-05"),
        }
    )


@blind(MONTHS)
def bulan_salah_eja() -> BlindCase:
    """Each is near to one month alone."""
    return dated(
        {
            "Lalang Jaya": ("3 Otkober 2017", "2017-10-03"),
            "Kurnia Jaya": ("17 Augustus 2019", "2019-08-17"),
            "Padang": ("2 Pebruari 2018", "2018-02-02"),
            "Kelubi": ("9 Nopember 2020", "2020-11-09"),
            "Lalang": ("12 Januri 2021", "2021-01-12"),
            "Baru": ("5 Septembar 2022", "2022-09-05"),
            "Mekar Jaya": ("21 Arpil 2022", "2022-04-21"),
        }
    )


@blind(MONTHS)
def bulan_inggris_dan_hampir_sama() -> BlindCase:
    """English names as a computer writes them; "Juny" and "Jul/Jun" are near to two months and have to be asked."""
    return dated(
        {
            "Lalang Jaya": ("3 October 2017", "2017-10-03"),
            "Kurnia Jaya": ("August 17, 2019", ("2019-08-17", " ", "")),
            "Padang": ("2-May-18", "2018-05-02"),
            "Kelubi": ("9 Juny 2020", ("2020-06-09", "2020", " ", "")),
            "Lalang": ("12 Jun/Jul 2021", ("2021", " ", "")),
        },
        asks=Asks.MAY,
    )


@blind(MONTHS)
def bulan_saja_disingkat() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("Okt. 2017", "2017-10"),
            "Kurnia Jaya": ("Sept 2018", "2018-09"),
            "Padang": ("Nopember 2019", "2019-11"),
            "Kelubi": ("agustus'20", "2020-08"),
            "Lalang": ("Bulan Mei Tahun 2021", "2021-05"),
        }
    )


@blind(PARTS)
def akhir_triwulan_sekitar() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("akhir 2017", "2017"),
            "Kurnia Jaya": ("Triwulan II 2018", "2018"),
            "Padang": ("sekitar Mei 2018", ("2018-05", "2018")),
        }
    )


@blind(PARTS)
def awal_pertengahan_semester() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("awal tahun 2018", "2018"),
            "Kurnia Jaya": ("Pertengahan 2019", "2019"),
            "Padang": ("Semester I 2020", "2020"),
            "Kelubi": ("Akhir tahun 2021", "2021"),
            "Lalang": ("Smt 2 / 2022", ("2022", " ", "")),
        },
        asks=Asks.MAY,
    )


@blind(PARTS)
def tahun_di_depan() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("2017 akhir", "2017"),
            "Kurnia Jaya": ("2018 awal", "2018"),
            "Padang": ("Mei (2018)", "2018-05"),
            "Kelubi": ("2019 - Agustus", "2019-08"),
        }
    )


@blind(PARTS)
def kira_kira_dan_tw() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("± Mei 2018", ("2018-05", "2018")),
            "Kurnia Jaya": ("kira-kira 2019", "2019"),
            "Padang": ("TW III 2020", "2020"),
            "Kelubi": ("kurang lebih bulan Juli 2021", ("2021-07", "2021")),
            "Lalang": ("akhir Oktober 2022", "2022-10"),
            "Baru": ("awal Maret 2022", "2022-03"),
            "Mekar Jaya": ("Tri wulan 1 2021", ("2021", " ", "")),
        },
        asks=Asks.MAY,
    )


@blind(PARTS)
def sebelum_sesudah_antara() -> BlindCase:
    """Neither year is that of the formation: no date, or a question."""
    return dated(
        {
            "Lalang Jaya": ("sebelum 2018", (" ", "")),
            "Kurnia Jaya": ("sesudah 2019", (" ", "")),
            "Padang": ("antara 2018 dan 2020", (" ", "")),
            "Kelubi": ("2018/2019", (" ", "")),
        },
        asks=Asks.MAY,
    )


def shown(formats: Mapping[str, tuple[date, str, Readings]]) -> BlindCase:
    """Real dates whose number format hides a part of them."""

    def dress(target: Any) -> None:
        for row in target.iter_rows(min_row=4):
            if row[1].value in formats:
                row[3].number_format = formats[row[1].value][1]

    return dated({desa: (day, readings) for desa, (day, _, readings) in formats.items()}, change=dress)


@blind(SHOWN)
def tanggal_tampak_bulan() -> BlindCase:
    return shown(
        {
            "Lalang Jaya": (date(2017, 10, 3), "mmm-yy", "2017-10-03"),
            "Kurnia Jaya": (date(2018, 9, 1), "mmm-yy", "2018-09"),
            "Padang": (date(2019, 5, 2), "mmmm yyyy", "2019-05-02"),
            "Kelubi": (date(2020, 11, 1), "mmmm yyyy", "2020-11"),
        }
    )


@blind(SHOWN)
def tanggal_tampak_tahun() -> BlindCase:
    return shown(
        {
            "Lalang Jaya": (date(2017, 10, 3), "yyyy", "2017-10-03"),
            "Kurnia Jaya": (date(2018, 1, 1), "yyyy", "2018"),
            "Padang": (date(2019, 12, 31), "yy", "2019-12-31"),
            "Kelubi": (date(2020, 6, 1), "yyyy", ("2020-06-01", "2020-06")),
        }
    )


@blind(SHOWN)
def tanggal_tampak_bulan_garis_miring() -> BlindCase:
    return shown(
        {
            "Lalang Jaya": (date(2021, 2, 14), "mm/yyyy", "2021-02-14"),
            "Kurnia Jaya": (date(2022, 3, 1), "mm/yyyy", "2022-03"),
            "Padang": (date(2018, 5, 2), "[$-421]mmmm\\ yyyy;@", "2018-05-02"),
            "Kelubi": (date(2019, 7, 1), "[$-421]mmm\\-yy;@", "2019-07"),
        }
    )


@blind(ODD)
def hari_tanpa_pemisah_dan_dengan_nama_hari() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("15022019", "2019-02-15"),
            "Kurnia Jaya": ("Rabu (10/5/23)", "2023-05-10"),
            "Padang": ("10 Mei 2023.", "2023-05-10"),
            "Kelubi": ("(10 Mei 2023)", "2023-05-10"),
            "Lalang": ("Rabu, 10 Mei 2023 pukul 09.30 WIB", "2023-05-10"),
            "Baru": ("10Mei2023", "2023-05-10"),
            "Buku Limau": ("3 Okt'17", "2017-10-03"),
            "Mekar Jaya": ("Mei 23", "2023-05"),
        }
    )


@blind(ODD)
def hari_dengan_kata_lain() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("03102017", "2017-10-03"),
            "Kurnia Jaya": ("Selasa (3/10/17)", "2017-10-03"),
            "Padang": ("02 Mei 2018;", "2018-05-02"),
            "Kelubi": ("[2 Mei 2018]", "2018-05-02"),
            "Lalang": ("2 Mei 2018, jam 10.00", "2018-05-02"),
            "Baru": ("2mei2018", "2018-05-02"),
            "Buku Limau": ("2 Mei '18", "2018-05-02"),
            "Mekar Jaya": ("Okt 17", "2017-10"),
        }
    )


@blind(ODD)
def hari_dengan_kata_di_depan() -> BlindCase:
    return dated(
        {
            "Lalang Jaya": ("tgl. 3 Oktober 2017", "2017-10-03"),
            "Kurnia Jaya": ("Hari Selasa tanggal 3 Oktober 2017", "2017-10-03"),
            "Padang": ("3 / 10 / 2017", "2017-10-03"),
            "Kelubi": ("3.10.2017", "2017-10-03"),
            "Lalang": ("2017/10/03", "2017-10-03"),
            "Baru": ("Manggar, 3 Oktober 2017", ("2017-10-03", " ", "")),
            "Mekar Jaya": ("Jum'at, 17-Feb-2023 Pkl 14:00 WIB", "2023-02-17"),
        },
        asks=Asks.MAY,
    )


@blind(ODD)
def nomor_seri_teks_di_buku_1904() -> BlindCase:
    """In a workbook that counts from 1904 a text "41549" is moved as a number is: 3 October 2017."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    rows += [["Dendang", "Nyuruk", "Terbentuk", "41549"], ["Dendang", "Balok", "Terbentuk", 41760]]
    rows += [["Dendang", "Jangkang", "Terbentuk", "43594"], ["Dendang", "Dendang", "Belum", None]]

    def count_from_1904(made: Any) -> None:
        made.epoch = CALENDAR_MAC_1904

    says = {"Nyuruk": "Terbentuk 2017-10-03", "Balok": "Terbentuk 2018-05-02", "Jangkang": "Terbentuk 2023-05-10"}
    data = book({"Rekap": rows}, change=count_from_1904)
    return read_right([], says | {"Dendang": "Belum"}, data=data, day=DAY)


@blind(ODD)
def nomor_seri_teks_di_buku_biasa() -> BlindCase:
    """The same texts where days are counted from 1900."""
    cells = {"Lalang Jaya": ("43011", "2017-10-03"), "Kurnia Jaya": (43222, "2018-05-02"), "Padang": ("45056", DAY)}
    return dated(cells)
