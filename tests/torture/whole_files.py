"""Files that are of no use as a whole: refused with one sentence, by the real child."""

from __future__ import annotations

from tests.support.workbook_fixtures import rezip
from tests.torture.case import Case, reject, torture
from tests.torture.kabupaten import HEADER, TITLE, recap
from tests.torture.writing import sheet


def _refused(data: bytes, name: str = "rekap.xlsx") -> Case:
    return Case(files={name: data}, first=reject(), in_child=True)


@torture
def berkas_kosong() -> Case:
    return _refused(b"")


@torture
def berkas_terpotong() -> Case:
    return _refused(sheet(recap())[:2000])


@torture
def berkas_csv_tanpa_tabel() -> Case:
    return _refused(b"No;Acara;Tempat\n1;Rapat;Manggar\n", "undangan.csv")


@torture
def berkas_xls_rusak() -> Case:
    return _refused(bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "rekap.xls")


@torture
def berkas_bermakro() -> Case:
    return _refused(rezip(sheet(recap()), add=[("xl/vbaProject.bin", b"Attribut")]), "rekap.xlsm")


@torture
def berkas_tanpa_tabel() -> Case:
    return _refused(sheet([["Surat undangan rapat"], ["Manggar, 10 Mei 2023"]]))


@torture
def berkas_dengan_kepala_tanpa_baris() -> Case:
    return _refused(sheet([[TITLE], [], HEADER]))


@torture
def berkas_tanpa_kolom_yang_menyebut_keadaan() -> Case:
    """Desa and the names of their heads: nothing to say of a Pokja."""
    rows = [
        ["No", "Kecamatan", "Desa", "Kepala Desa"],
        [1, "Manggar", "Padang", "Fulan"],
        [2, "Manggar", "Lalang", "F"],
    ]
    return _refused(sheet([[TITLE], [], *rows]))
