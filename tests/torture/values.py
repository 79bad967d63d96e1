"""Values no reader can be trusted with: named at their cell, never taken for blank or for another's text."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.support.workbook_fixtures import SHEET, part_of, rezip
from tests.torture.case import Case, Expected, accept, flag, torture, warn
from tests.torture.kabupaten import DENDANG, dendang, of, says
from tests.torture.writing import book, sheet, with_results

ONE = "ONE_KECAMATAN"
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)


def _with_cell(address: str, cell: str, first: Expected) -> Case:
    """The recap of Dendang with the XML of one cell replaced; its style stays."""
    data = sheet(dendang())
    xml, count = re.subn(rf'<c r="{address}"( s="\d+")?[^>]*>.*?</c>', rf'<c r="{address}"\1{cell}</c>', part_of(data))
    assert count == 1, address
    return Case(files={"dendang.xlsx": rezip(data, replace={SHEET: xml.encode()})}, first=first)


def _broken(address: str, cell: str) -> Case:
    return _with_cell(address, cell, flag(_WITHOUT_NYURUK, ONE, f"CELL_BROKEN {address}"))


@torture
def nomor_teks_negatif() -> Case:
    return _broken("C5", ' t="s"><v>-1</v>')


@torture
def nomor_teks_terlalu_besar() -> Case:
    return _broken("C5", ' t="s"><v>999999</v>')


@torture
def nomor_teks_bukan_angka() -> Case:
    first = flag(_WITHOUT_NYURUK, ONE, "CELL_BROKEN B5", "VILLAGES_MISSING")
    return _with_cell("B5", ' t="s"><v>1e0</v>', first)


@torture
def tanggal_bukan_angka() -> Case:
    return _broken("D5", "><v>NaN</v>")


@torture
def tanggal_tak_hingga() -> Case:
    return _broken("D5", "><v>1e999</v>")


@torture
def tanggal_sesudah_kalender() -> Case:
    return _broken("D5", "><v>2958466</v>")


@torture
def tanggal_sebelum_kalender() -> Case:
    return _broken("D5", "><v>-43011</v>")


@torture
def tanggal_29_februari_1900() -> Case:
    return _broken("D5", "><v>60</v>")


@torture
def angka_berkoma_di_xml() -> Case:
    """A decimal comma, as a careless program writes it."""
    return _broken("D5", "><v>43011,5</v>")


@torture
def jenis_sel_tak_dikenal() -> Case:
    return _broken("C5", ' t="z"><v>Terbentuk</v>')


@torture
def dua_nilai_dalam_satu_sel() -> Case:
    return _broken("C5", ' t="str"><v>Belum</v><v>Terbentuk</v>')


@torture
def benar_salah_bukan_satu_nol() -> Case:
    return _broken("C5", ' t="b"><v>2</v>')


@torture
def sel_kesalahan_baru_excel() -> Case:
    """An error that readers do not know by name."""
    return _with_cell("C5", ' t="e"><v>#BUSY!</v>', flag(_WITHOUT_NYURUK, ONE, "CELL_ERROR C5"))


@torture
def sel_kesalahan_di_tanggal() -> Case:
    return _with_cell("D5", ' t="e"><v>#VALUE!</v>', flag(_WITHOUT_NYURUK, ONE, "CELL_ERROR D5"))


@torture
def rumus_dengan_hasil_kosong() -> Case:
    """=IF(…,"Terbentuk","") that gave "": a status that is blank."""
    first = flag(_WITHOUT_NYURUK, ONE, "STATUS_BLANK C5")
    return _with_cell("C5", ' t="str"><f>IF(1=2,"Terbentuk","")</f><v></v>', first)


@torture
def rumus_dengan_hasil_nol() -> Case:
    """A reference to a blank cell gives 0, which would be a mark for Belum: it stands in a column of words."""
    case = _with_cell("C5", "><f>Data!C5</f><v>0</v>", flag(_WITHOUT_NYURUK, ONE, "STATUS_UNKNOWN C5"))
    book = part_of(case.files["dendang.xlsx"], "xl/workbook.xml").replace(' fullCalcOnLoad="1"', "")
    calculated = rezip(case.files["dendang.xlsx"], replace={"xl/workbook.xml": book.encode()})
    return replace(case, files={"dendang.xlsx": calculated})


@torture
def rumus_yang_tidak_pernah_dihitung() -> Case:
    """The same 0, and the mark of a program that calculates nothing: all is to be calculated when Excel opens it."""
    return _with_cell("C5", "><f>Data!C5</f><v>0</v>", flag(_WITHOUT_NYURUK, ONE, "FORMULA_NO_CACHE C5"))


@torture
def huruf_rusak_karena_pengodean() -> Case:
    rows = dendang()
    rows[4][1] = "NyurÃ¼k"
    return Case(
        files={"dendang.xlsx": sheet(rows)}, first=flag(_WITHOUT_NYURUK, ONE, "TEXT_ENCODING B5", "VILLAGES_MISSING")
    )


@torture
def nilai_dari_buku_kerja_lain() -> Case:
    rows = dendang()
    rows[4][2] = "='[1]Rekap 2022'!C5"
    data = with_results(sheet(rows), {"C5": "Terbentuk"})
    return Case(files={"dendang.xlsx": data}, first=warn(DENDANG, ONE, "EXTERNAL_LINK C5"))


@torture
def objek_sisipan() -> Case:
    """A document of Word lies in the workbook, as a picture of it on the sheet."""
    data = rezip(sheet(dendang()), add=[("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0")])
    return Case(files={"dendang.xlsx": data}, first=warn(DENDANG, ONE, "EMBEDDED_OBJECT"))


@torture
def lembar_dengan_nama_yang_menyerang() -> Case:
    """A sheet whose name is HTML: text like any other."""
    data = book({"<img src=x onerror=a>": dendang()})
    return Case(files={"<b>dendang</b>.xlsx": data}, first=accept(DENDANG, ONE))
