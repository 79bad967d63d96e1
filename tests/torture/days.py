"""For which day a recap speaks: as titles, footers and file names say it, and what is only near it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.torture.case import Case, Expected, accept, ask, torture
from tests.torture.kabupaten import HEADER, SAYS, TITLE, body, read_as, recap
from tests.torture.writing import sheet

_NO_DAY: dict[str, Any] = {"day": None}


def _titled(
    *titles: str | Sequence[Any], below: Sequence[Sequence[Any]] = (), name: str = "rekap.xlsx"
) -> dict[str, bytes]:
    rows = [[title] if isinstance(title, str) else title for title in titles]
    return {name: sheet([*rows, [], HEADER, *body(), *below])}


def _says(day: str, *titles: str | Sequence[Any]) -> Case:
    return Case(files=_titled(*titles), first=accept(SAYS, day=day))


def _asks(files: dict[str, bytes], cell: str | None, day: str) -> Case:
    problem = f"TANGGAL_DATA {cell}" if cell else "TANGGAL_DATA"
    first: Expected = ask({}, problem, questions={"tanggal_data": day}, day=None)
    return Case(files=files, first=first, suggested=accept(SAYS, day=day))


@torture
def hari_s_d() -> Case:
    return _says("2023-05-10", "REKAP POKJA S.D. 10 MEI 2023")


@torture
def hari_posisi_dengan_garis() -> Case:
    return _says("2023-05-10", "Posisi: 10-05-2023")


@torture
def hari_per_tanggal_pendek() -> Case:
    return _says("2023-05-10", "Data per tanggal 10/5/23")


@torture
def hari_di_sel_tersendiri() -> Case:
    return _says("2023-05-10", ["Keadaan per", None, date(2023, 5, 10)])


@torture
def hari_di_isian_di_atas_tabel() -> Case:
    return _says("2023-05-10", ["Kabupaten", ": Belitung Timur"], ["Jumlah desa", ": 39"], ["Tanggal", ": 10 Mei 2023"])


@torture
def hari_dengan_dasar_hukum() -> Case:
    """The days of the decrees that a recap rests on are not its own."""
    return _says(
        "2023-05-10",
        "Dasar: Keputusan Bupati Nomor 188.45/120/KEP/2018 tanggal 2 Mei 2018",
        "Surat Kepala Perwakilan BKKBN tanggal 3 Januari 2023",
        "Keadaan per 10 Mei 2023",
    )


@torture
def hari_dan_target_tahun_depan() -> Case:
    return _says("2023-05-10", "MENUJU 39 POKJA PADA TAHUN 2024", "Keadaan per 10 Mei 2023")


@torture
def hari_dari_periode() -> Case:
    """A recap of a span speaks for its last day."""
    return _asks(_titled("Periode 1 Januari 2023 s.d. 10 Mei 2023"), "A1", "2023-05-10")


@torture
def hari_dari_bulan() -> Case:
    return _asks(_titled("REKAP POKJA BULAN APRIL 2023"), "A1", "2023-04-30")


@torture
def hari_dari_semester() -> Case:
    return _asks(_titled("REKAP POKJA SEMESTER II TAHUN 2022"), "A1", "2022-12-31")


@torture
def hari_yang_belum_terjadi() -> Case:
    return _asks(_titled("Keadaan per 10 Mei 2032"), "A1", "2023-06-01")


@torture
def hari_lain_di_nama_berkas() -> Case:
    files = _titled("Keadaan per 10 Mei 2023", name="rekap 1-6-2023.xlsx")
    return _asks(files, "A1", "2023-05-10")


@torture
def hari_di_judul_bertentangan_dengan_tahunnya() -> Case:
    return _asks(_titled("REKAP POKJA TAHUN 2022", "Keadaan per 31 Januari 2023"), "A1", "2022-12-31")


@torture
def tanpa_tanggal_keadaan() -> Case:
    return Case(
        files={"rekap.xlsx": sheet(recap(title="REKAP POKJA KAMPUNG KB"))},
        first=ask({}, "TANGGAL_DATA", questions={"tanggal_data": "2023-06-01"}, day=None),
        suggested=accept(SAYS, day="2023-06-01"),
    )


@torture
def tanggal_keadaan_hanya_di_nama_berkas() -> Case:
    return Case(
        files={"Rekap Pokja 10-05-2023 (final).xlsx": sheet(recap(title="REKAP POKJA KAMPUNG KB"))},
        first=accept(SAYS),
    )


@torture
def judul_dan_tanda_tangan_berbeda_hari() -> Case:
    """Nobody's data is of the day of the signing where the title tells the day."""
    rows = [*recap(), [], [None, None, None, "Manggar, 15 Mei 2023"], [None, None, None, "Kepala Dinas"]]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS, "SIGNED_LATER A1"))


@torture
def tanda_tangan_lama_sesudah_judul() -> Case:
    """Three months later the title may be that of an old recap."""
    rows = [*recap(), [], [None, None, None, "Manggar, 15 Agustus 2023"], [None, None, None, "Kepala Dinas"]]
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=ask({}, "TANGGAL_DATA A1", questions={"tanggal_data": "2023-05-10"}, day=None),
        suggested=accept(SAYS),
        today=date(2023, 9, 1),
    )


@torture
def mengganti_data_bulan_lain() -> Case:
    """What the file takes the place of is no time of its own."""
    return _says("2023-05-10", "PERBAIKAN DATA POKJA", "(mengganti data Desember 2022)", "Tanggal 10 Mei 2023")


@torture
def triwulan_saja() -> Case:
    return Case(
        files={"rekap.xlsx": sheet(recap(title="REKAP POKJA TRIWULAN I TAHUN 2023"))},
        first=ask({}, "TANGGAL_DATA A1", questions={"tanggal_data": "2023-03-31"}, day=None),
        suggested=accept(SAYS, day="2023-03-31"),
    )


@torture
def judul_rapat_dan_keadaan() -> Case:
    """The day of the meeting is not the day of the data; "keadaan per" is."""
    rows = [["BAHAN RAPAT KOORDINASI TANGGAL 25 MEI 2023"], [TITLE], [], HEADER, *body()]
    return read_as(rows)


@torture
def dicetak_pada_hari_lain() -> Case:
    return read_as([*recap(), [], ["Dicetak tanggal 30 Mei 2023"]])
