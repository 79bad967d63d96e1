"""Dates of formation: every honest way to write one, and every way to get it wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from kkb.formatting import format_date
from tests.torture.case import Case, Expected, accept, ask, flag, torture, warn
from tests.torture.kabupaten import DENDANG, HEADER, KABUPATEN, SAYS, TITLE, dendang, of, says
from tests.torture.writing import american, sheet

ONE = "ONE_KECAMATAN"
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def _written(write: Callable[[date], Any], *, format_code: str | None = None) -> Case:
    """The whole recap with its dates written some way that says the same."""
    rows = [[n, *line[:3], write(line.tanggal) if line.tanggal else None] for n, line in enumerate(KABUPATEN, start=1)]

    def change(target: Any) -> None:
        for (cell,) in target.iter_rows(min_row=4, min_col=5, max_col=5):
            if cell.value is not None and format_code:
                cell.number_format = format_code

    return Case(files={"rekap.xlsx": sheet([[TITLE], [], HEADER, *rows], change=change)}, first=accept(SAYS))


def _nyuruk(value: Any, first: Expected, *, status: str = "Terbentuk", format_code: str | None = None) -> Case:
    """Kecamatan Dendang, where the date of Nyuruk (D5) is written some way."""

    def change(target: Any) -> None:
        if format_code:
            target["D5"].number_format = format_code

    rows = dendang({"Nyuruk": [status, value]})
    return Case(files={"dendang.xlsx": sheet(rows, change=change)}, first=first)


def _unread(value: Any, code: str) -> Case:
    """The same with a date that nobody can read: asked whether the row goes without it."""
    first = ask(_WITHOUT_NYURUK, ONE, f"{code} D5", "DATE_DROPPED D5", questions={"date_dropped": "tanpa"})
    suggested = warn(_told("Terbentuk"), ONE, f"{code} D5", "DATE_MISSING D5")
    data = sheet(dendang({"Nyuruk": ["Terbentuk", value]}))
    return Case(files={"dendang.xlsx": data}, first=first, suggested=suggested)


def _told(text: str) -> dict[str, str]:
    return says(of("Dendang"), Nyuruk=text)


@torture
def tanggal_sebagai_tanggal_excel() -> Case:
    return _written(lambda day: day, format_code="dd/mm/yyyy")


@torture
def tanggal_excel_dengan_bulan_panjang() -> Case:
    return _written(lambda day: day, format_code="[$-421]d mmmm yyyy")


@torture
def tanggal_dengan_jam() -> Case:
    return _written(lambda day: datetime(day.year, day.month, day.day, 7, 30))


@torture
def tanggal_berkata() -> Case:
    return _written(format_date)


@torture
def tanggal_berkata_dengan_hari() -> Case:
    days = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    return _written(lambda day: f"{days[day.weekday()]}, {format_date(day)}")


@torture
def tanggal_garis_miring() -> Case:
    return _written(lambda day: f"{day:%d/%m/%Y}")


@torture
def tanggal_pendek() -> Case:
    return _written(lambda day: f"{day.day}-{day.month}-{day:%y}")


@torture
def tanggal_titik_dan_spasi() -> Case:
    return _written(lambda day: f" {day:%d. %m. %Y}\u00a0")


@torture
def tanggal_bulan_disingkat() -> Case:
    return _written(lambda day: f"{day.day}-{_SHORT[day.month - 1]}-{day:%y}")


@torture
def tanggal_iso_sebagai_teks() -> Case:
    return _written(lambda day: day.isoformat())


@torture
def tanggal_angka_seri() -> Case:
    return _nyuruk(43011, warn(DENDANG, ONE, "DATE_SERIAL D5"))


@torture
def tanggal_hanya_tahun() -> Case:
    return _nyuruk(2017, warn(_told("Terbentuk 2017"), ONE, "DATE_YEAR_ONLY D5"))


@torture
def tanggal_hanya_tahun_dengan_kata() -> Case:
    return _nyuruk("Tahun 2017", warn(_told("Terbentuk 2017"), ONE, "DATE_YEAR_ONLY D5"))


@torture
def tanggal_hanya_bulan() -> Case:
    return _nyuruk("Oktober 2017", warn(_told("Terbentuk 2017-10"), ONE, "DATE_MONTH_ONLY D5"))


@torture
def tanggal_diketik_okt_17() -> Case:
    """Excel makes 1 October 2017 of "Okt-17" and shows no day."""
    first = warn(_told("Terbentuk 2017-10"), ONE, "DATE_MONTH_ONLY D5")
    return _nyuruk(date(2017, 10, 1), first, format_code="mmm-yy")


@torture
def tanggal_berformat_tahun_saja() -> Case:
    first = warn(_told("Terbentuk 2017"), ONE, "DATE_YEAR_ONLY D5")
    return _nyuruk(date(2017, 1, 1), first, format_code="yyyy")


@torture
def tahun_berformat_tanggal() -> Case:
    """The year 2017 typed into a cell that is formatted as a date is stored as 9 July 1905."""
    return _nyuruk(date(1905, 7, 9), flag(_WITHOUT_NYURUK, ONE, "DATE_TOO_OLD D5"), format_code="dd/mm/yyyy")


@torture
def tanggal_31_februari() -> Case:
    return _unread("31 Februari 2018", "DATE_IMPOSSIBLE")


@torture
def tanggal_bulan_di_depan() -> Case:
    """10/25/2017 can only be American, but it is not for the program to turn it round."""
    return _unread("10/25/2017", "DATE_IMPOSSIBLE")


@torture
def tanggal_tahun_lima_angka() -> Case:
    return _unread("3 Oktober 20170", "DATE_UNREADABLE")


@torture
def tanggal_angka_terlalu_besar() -> Case:
    return _unread(201710, "DATE_OUT_OF_RANGE")


@torture
def tanggal_sebelum_2014() -> Case:
    return _nyuruk("03/10/2007", flag(_WITHOUT_NYURUK, ONE, "DATE_TOO_OLD D5"))


@torture
def tanggal_belum_terjadi() -> Case:
    return _nyuruk("03/10/2027", flag(_WITHOUT_NYURUK, ONE, "DATE_FUTURE D5"))


@torture
def tanggal_sesudah_keadaan() -> Case:
    return _nyuruk(date(2023, 5, 20), flag(_WITHOUT_NYURUK, ONE, "DATE_AFTER_ASOF D5"))


@torture
def tanggal_huruf_l_di_tengah() -> Case:
    return _unread("20l7", "DATE_UNREADABLE")


@torture
def tanggal_dengan_kata_sekitar() -> Case:
    """The year is what is known, and it is said that it was read so."""
    return _nyuruk("sekitar 2017", accept(_told("Terbentuk 2017"), ONE, "DATE_READ_AS D5"))


@torture
def dua_tahun_dalam_satu_sel() -> Case:
    return _unread("2017/2018", "DATE_UNREADABLE")


@torture
def tanggal_akhir_tahun() -> Case:
    return _nyuruk("akhir 2017", accept(_told("Terbentuk 2017"), ONE, "DATE_READ_AS D5"))


@torture
def tanggal_delapan_angka() -> Case:
    return _written(lambda day: f"{day:%d%m%Y}")


@torture
def tanggal_dengan_hari_kurung_dan_jam() -> Case:
    return _written(lambda day: f"Rabu ({day.day}/{day.month}/{day:%y}) pukul 09.30 WIB")


@torture
def tanggal_yang_memperlihatkan_bulan_tetapi_bukan_hari_pertama() -> Case:
    """3 October was typed or picked: Excel makes the first of a month of a typed "Okt-17"."""
    return _written(lambda day: day, format_code="mmm-yy")


@torture
def tanggal_hanya_dalam_keterangan() -> Case:
    """Offered at the blank cell, never taken."""
    rows = dendang({"Nyuruk": ["Terbentuk", None, "dibentuk 3 Oktober 2017"]}, header=["Keterangan"])
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(_told("Terbentuk"), ONE, "DATE_MISSING D5"))


@torture
def tanggal_kosong_pada_terbentuk() -> Case:
    return _nyuruk(None, warn(_told("Terbentuk"), ONE, "DATE_MISSING D5"))


@torture
def tanggal_strip_pada_terbentuk() -> Case:
    return _nyuruk("-", warn(_told("Terbentuk"), ONE, "DATE_MISSING D5"))


@torture
def tanggal_di_samping_belum() -> Case:
    return _nyuruk("03/10/2017", flag(_WITHOUT_NYURUK, ONE, "DATE_BUT_BELUM D5"), status="Belum")


@torture
def tanggal_rencana_di_samping_belum() -> Case:
    return _nyuruk("03/10/2027", warn(_told("Belum"), ONE, "DATE_PLANNED D5"), status="Belum")


@torture
def tetap_tanpa_laporan_sebelumnya() -> Case:
    """What a correction keeps, without the file that it corrects."""
    return _nyuruk("ttp", flag(_WITHOUT_NYURUK, ONE, "STATUS_UNCHANGED C5", "VALUE_UNCHANGED C5"), status="ttp")


@torture
def kata_belum_di_kolom_tanggal() -> Case:
    return _nyuruk("Belum ada", accept(_told("Belum"), ONE), status="Belum")


_TRUE_DAYS = {
    "Mentawak": date(2019, 5, 25), "Senyubuk": date(2020, 8, 17), "Cendil": date(2018, 4, 3),
    "Buding": date(2018, 7, 6), "Mayang": date(2019, 2, 11), "Pembaharuan": date(2021, 9, 1),
}  # fmt: skip


@torture
def tanggal_tertukar_excel_amerika() -> Case:
    """Where an American Excel could, it took the first number for the month; the rest it left as text.

    Real dates are all of days up to 12, texts all of days above 12: the sign of a swap.
    """
    rows: list[Any] = [[TITLE], HEADER[1:]]
    for desa, day in _TRUE_DAYS.items():
        value = american(day) if day.day <= 12 else f"{day:%d/%m/%Y}"
        rows.append(["Kelapa Kampit", desa, "Terbentuk", value])
    told = {desa: f"Terbentuk {day.isoformat()}" for desa, day in _TRUE_DAYS.items()}
    safe = {desa: text for desa, text in told.items() if _TRUE_DAYS[desa].day > 12}
    return Case(
        files={"kelapa kampit.xlsx": sheet(rows)},
        first=ask(safe, ONE, "DATE_MAYBE_SWAPPED D5", questions={"date_maybe_swapped": "tukar"}),
        suggested=accept(told, ONE),
    )


@torture
def satu_tanggal_mungkin_tertukar() -> Case:
    """One real date beside one text that no American Excel could take: too little to ask, enough to be told."""
    rows = dendang({"Nyuruk": ["Terbentuk", "25/10/2017"]})
    told = _told("Terbentuk 2017-10-25")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(told, ONE, "DATE_MAYBE_SWAPPED D6"))
