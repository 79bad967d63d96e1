"""Formulas that were never calculated, formulas that reach out, and files that lie about their size."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date
from typing import Any

from tests.support.format_fixtures import MIMETYPE
from tests.support.workbook_fixtures import make_xlsx
from tests.torture.blind.writing import Formula, by_xlsxwriter, read_right
from tests.torture.kabupaten import HEADER, KABUPATEN, SAYS, TITLE, body, dendang, marked, of, recap, says
from tests.torture.loose import Asks, BlindCase, Loose, blind, or_asked
from tests.torture.writing import sheet

NEVER = "formulas never calculated"
OUT = "formulas that reach out"
BOMB = "files that lie about their size"
_NONE = "FORMULA_NO_CACHE"


@blind(NEVER)
def status_dari_rumus_if_semua_nol() -> BlindCase:
    """The status looks at the date: =IF(E4="";"Belum";"Terbentuk"), written by a program that reckons nothing."""
    rows: list[Any] = [[TITLE], [], list(HEADER)]
    rows += [[*row[:3], Formula(f'=IF(E{n}="","Belum","Terbentuk")'), row[4]] for n, row in enumerate(body(), start=4)]
    told = {line.desa: or_asked(line.says if line.tanggal else "Belum") for line in KABUPATEN}
    return read_right([], told, data=by_xlsxwriter({"Rekap": rows}), asks=Asks.MUST, finds=[_NONE], rejects=True)


@blind(NEVER)
def status_nol_dari_vlookup() -> BlindCase:
    """Only the status of two desa is looked up on another sheet; the others are words."""
    rows = dendang({"Jangkang": [Formula("=VLOOKUP(B4,Data!A:B,2,FALSE)")],
                    "Balok": [Formula("=VLOOKUP(B6,Data!A:B,2,FALSE)"), date(2018, 5, 2)]})  # fmt: skip
    data = by_xlsxwriter({"Rekap": rows, "Data": [["Jangkang", "Merintis"], ["Balok", "Terbentuk"]]})
    told = says(of("Dendang")) | {"Jangkang": or_asked("Merintis"), "Balok": or_asked("Terbentuk 2018-05-02")}
    return read_right([], told, data=data, asks=Asks.MUST, finds=[f"{_NONE} C4", f"{_NONE} C6"])


@blind(NEVER)
def tanggal_dari_rumus_date_nol() -> BlindCase:
    """The date is put together from three cells; its 0 is no day of 1900 and no missing date."""
    rows = dendang({"Nyuruk": ["Terbentuk", Formula("=DATE(2017,10,3)")], "Balok": ["Terbentuk", Formula("=D5+211")]})
    told = says(of("Dendang")) | {"Nyuruk": or_asked("Terbentuk"), "Balok": or_asked("Terbentuk")}
    data = by_xlsxwriter({"Rekap": rows})
    return read_right([], told, data=data, asks=Asks.MUST, finds=[f"{_NONE} D5", f"{_NONE} D6"])


@blind(NEVER)
def rumus_tanpa_hasil_sama_sekali() -> BlindCase:
    """openpyxl writes a formula and no result."""
    rows = dendang({"Dendang": ['=IF(1=2,"Terbentuk","Belum")'], "Nyuruk": ['="Terbentuk"', date(2017, 10, 3)]})
    told = says(of("Dendang")) | {"Dendang": or_asked("Belum"), "Nyuruk": or_asked("Terbentuk 2017-10-03")}
    return read_right(rows, told, asks=Asks.MUST, finds=[f"{_NONE} C3", f"{_NONE} C5"])


@blind(NEVER)
def rumus_dengan_hasil_di_samping_nol() -> BlindCase:
    """The same program was told the results, and Excel stored others: 1 and 0 are what the formulas gave."""
    rows: list[Any] = [[TITLE], [], [*HEADER[:3], "Pokja (1/0)", HEADER[4]]]
    rows += [[*row[:3], Formula(f"=IF(ISBLANK(E{n}),0,1)", 1 if row[4] else 0), row[4]]
             for n, row in enumerate(body(), start=4)]  # fmt: skip
    rows += [["JUMLAH", None, None, Formula("=SUM(D4:D42)", 15), None]]
    return read_right([], marked(), data=by_xlsxwriter({"Rekap": rows}))


@blind(NEVER)
def hanya_jumlah_dan_nomor_yang_rumus() -> BlindCase:
    """Running numbers and sums are formulas without a result; every status is a word."""
    rows = recap()
    for n, row in enumerate(rows[3:], start=4):
        row[0] = Formula(f"=ROW()-{3}", 0) if n > 4 else 1
    rows += [["JUMLAH", None, Formula("=COUNTA(C4:C42)"), Formula('=COUNTIF(D4:D42,"Terbentuk")'), None]]
    return read_right([], SAYS, data=by_xlsxwriter({"Rekap": rows}))


@blind(NEVER)
def kecamatan_dari_rumus_nol() -> BlindCase:
    """The kecamatan is carried down by =A3: 0 is no kecamatan; the names of desa tell."""
    rows = dendang()
    for n, row in enumerate(rows[3:], start=4):
        row[0] = Formula(f"=A{n - 1}")
    told = {line.desa: or_asked(line.says) for line in of("Dendang")} | {"Dendang": "Belum"}
    return read_right([], told, data=by_xlsxwriter({"Rekap": rows}), asks=Asks.MAY)


@blind(OUT)
def rumus_hyperlink_di_keterangan() -> BlindCase:
    link = Formula('=HYPERLINK("https://contoh.go.id/sk","SK")', "SK")
    rows = dendang({"Balok": ["Terbentuk", date(2018, 5, 2), link]}, header=["Keterangan"])
    return read_right([], says(of("Dendang")), data=by_xlsxwriter({"Rekap": rows}), finds=["FORMULA_DANGEROUS E6"])


@blind(OUT)
def rumus_webservice_di_status() -> BlindCase:
    rows = dendang({"Jangkang": [Formula('=WEBSERVICE("https://contoh.go.id/status")', "Merintis")]})
    data = by_xlsxwriter({"Rekap": rows})
    return read_right([], says(of("Dendang")), data=data, finds=["FORMULA_DANGEROUS C4"])


@blind(OUT)
def rumus_dari_buku_kerja_lain() -> BlindCase:
    """The status comes from another workbook on somebody's disk."""
    rows = dendang({"Nyuruk": [Formula("='C:\\Data\\[lama.xlsx]Rekap'!$D$5", "Terbentuk"), date(2017, 10, 3)]})
    data = by_xlsxwriter({"Rekap": rows})
    told = says(of("Dendang")) | {"Nyuruk": or_asked("Terbentuk 2017-10-03")}
    return read_right([], told, data=data, asks=Asks.MAY, finds=["EXTERNAL_LINK"])


@blind(OUT)
def rumus_di_luar_kolom_yang_dibaca() -> BlindCase:
    """A formula in a column that means nothing is named at its own cell, too."""
    rows = dendang({"Dendang": ["Belum", None, Formula('=HYPERLINK("http://contoh.go.id/a.jpg","foto")', "foto")]},
                   header=["Foto"])  # fmt: skip
    return read_right([], says(of("Dendang")), data=by_xlsxwriter({"Rekap": rows}), finds=["FORMULA_DANGEROUS E3"])


def lying(parts: dict[str, bytes], name: str, size: int) -> bytes:
    """The zip with part `name` grown to `size` bytes of blanks, of which its headers admit 1000."""
    piece = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = once * (size >> 20) + last.compress(b" ") + last.flush()
    head, central, count = b"", b"", 0
    for part, data in {**parts, name: stream}.items():
        grown = part == name
        body_ = data if grown else zlib.compress(data, 9)[2:-4]
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, zlib.crc32(data), len(body_),
                             1000 if grown else len(data), len(part), 0)  # fmt: skip
        central += b"PK\1\2" + struct.pack("<H", 20) + fields
        central += struct.pack("<HHHII", 0, 0, 0, 0, len(head)) + part.encode()
        head += b"PK\3\4" + fields + part.encode() + body_
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(head), 0)
    return head + central + b"PK\5\6" + end


def _bomb(data: bytes, name: str) -> BlindCase:
    wanted = Loose(says={}, day=None, asks=Asks.MAY, rejects=True)
    return BlindCase(files={name: data}, expected=wanted, in_child=True, seconds=2.0)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@blind(BOMB)
def lembar_mengembang_dua_gigabita() -> BlindCase:
    return _bomb(lying(_parts(make_xlsx()), "xl/worksheets/sheet1.xml", 2 << 30), "rekap.xlsx")


@blind(BOMB)
def teks_bersama_mengembang() -> BlindCase:
    return _bomb(lying(_parts(make_xlsx()), "xl/sharedStrings.xml", 2 << 30), "rekap.xlsx")


@blind(BOMB)
def isi_ods_mengembang() -> BlindCase:
    return _bomb(lying({"mimetype": MIMETYPE}, "content.xml", 2 << 30), "rekap.ods")


@blind(BOMB)
def gambar_kosong_mengembang() -> BlindCase:
    """What grows is a picture that no reader needs: the recap may be read, or refused, but soon."""
    told = {line.desa: or_asked(line.says) for line in of("Dendang")}
    wanted = Loose(says=told, asks=Asks.MAY, rejects=True)
    data = lying(_parts(sheet(dendang())), "xl/media/image1.png", 2 << 30)
    return BlindCase(files={"rekap.xlsx": data}, expected=wanted, in_child=True, seconds=2.0)
