"""Recaps in old and foreign formats: read as they are where that is safe, and said where something is but a guess.

Dates in a text are written 03/10/2017; 17/06/2014 among them shows that the day comes first.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.support.format_fixtures import (
    BOOL_OR_ERROR,
    MERGED,
    ROW,
    SUPBOOK,
    at,
    cells,
    formula,
    number,
    old_excel,
    old_stream,
    ole,
    open_cell,
    open_document,
    open_row,
    open_sheet,
    open_workbook,
)
from tests.support.workbook_fixtures import zip_of
from tests.torture.case import Case, accept, ask, flag, reject, torture, warn
from tests.torture.kabupaten import DENDANG, SAYS, dendang, of, recap, says

_EPOCH = date(1899, 12, 30)
_ROWS = recap()


def _written(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def lines_of(rows: Sequence[Sequence[Any]], separator: str = ";") -> str:
    """A text with separators; a cell that holds one is put into quotation marks."""
    quoted = [[f'"{one}"' if separator in one else one for one in map(_written, row)] for row in rows]
    return "".join(separator.join(row) + "\r\n" for row in quoted)


def page_of(rows: Sequence[Sequence[Any]]) -> str:
    """A web page with one table, its title above it."""
    body = "".join("<tr>" + "".join(f"<td>{_written(value)}</td>" for value in row) + "</tr>" for row in rows[2:])
    return f"<html><body><p>{rows[0][0]}</p><table border=1>{body}</table></body></html>"


def _plain(rows: Sequence[Sequence[Any]]) -> list[list[str | float | None]]:
    """Rows whose dates are texts, for formats whose dates need a style."""
    return [[_written(value) if isinstance(value, date) else value for value in row] for row in rows]


def _serials(rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The dates of a table as cells of an old workbook."""
    return [
        number(y, x, (value - _EPOCH).days, style=1)
        for y, row in enumerate(rows, start=1)
        for x, value in enumerate(row, start=1)
        if isinstance(value, date)
    ]


def _without_dates(rows: Sequence[Sequence[Any]]) -> list[list[str | float | None]]:
    return [[None if isinstance(value, date) else value for value in row] for row in rows]


def _read(data: bytes | str, name: str, *problems: str) -> Case:
    return Case(files={name: data.encode() if isinstance(data, str) else data}, first=accept(SAYS, *problems))


def _refused(data: bytes, name: str) -> Case:
    return Case(files={name: data}, first=reject(), in_child=True)


@torture
def xls_biasa() -> Case:
    return _read(old_excel(_without_dates(_ROWS), _serials(_ROWS)), "rekap.xls")


@torture
def xls_bernama_xlsx() -> Case:
    return _read(old_excel(_without_dates(_ROWS), _serials(_ROWS)), "rekap.xlsx")


@torture
def xls_yang_memperlihatkan_bulan_saja() -> Case:
    """The first of May, shown as "May-18": the day is the program's."""
    rows = dendang({"Nyuruk": ("Terbentuk", None)})
    said = says(of("Dendang"), Nyuruk="Terbentuk 2018-05")
    data = old_excel(_without_dates(rows), [*_serials(rows), number(5, 4, 43221, style=2)])
    return Case(files={"rekap.xls": data}, first=warn(said, "DATE_MONTH_ONLY D5", "ONE_KECAMATAN"))


@torture
def xls_dengan_kecamatan_digabung_dan_baris_tersembunyi() -> Case:
    rows = dendang()
    rows[3:] = [[None, *row[1:]] for row in rows[3:]]
    more = [(MERGED, struct.pack("<5H", 1, 2, 5, 0, 0)), (ROW, struct.pack("<H10xHH", 4, 0x20, 0))]
    data = old_excel(_without_dates(rows), [*_serials(rows), *more])
    return Case(files={"rekap.xls": data}, first=warn(DENDANG, "HIDDEN_ROWS", "ONE_KECAMATAN"))


@torture
def xls_dengan_lembar_tersembunyi() -> Case:
    rows = [*cells(_without_dates(_ROWS)), *_serials(_ROWS)]
    old = cells(_without_dates(dendang(title="Keadaan per 31 Desember 2014")))
    data = ole({"Workbook": old_stream({"Rekap": rows, "Lama": old}, states={"Lama": 1})})
    return Case(files={"rekap.xls": data}, first=warn(SAYS, "HIDDEN_SHEET"), in_child=True)


@torture
def xls_dengan_sel_yang_tidak_dapat_dipercaya() -> Case:
    """An error, a formula without a result, a day before all calendars, a number that is none."""
    rows = dendang({name: (None, None) for name in ("Dendang", "Jangkang", "Nyuruk")})
    rows[5] = [*rows[5][:3], None]
    more = [
        (BOOL_OR_ERROR, at(3, 3) + b"\x17\x01"),
        formula(4, 3, bytes(8), flags=2),
        number(5, 3, -1, style=1),
        number(6, 4, float("nan"), style=1),
    ]
    problems = ("CELL_ERROR C3", "FORMULA_NO_CACHE C4", "CELL_BROKEN C5", "CELL_BROKEN D6", "ONE_KECAMATAN")
    return Case(files={"rekap.xls": old_excel(_without_dates(rows), more)}, first=flag({}, *problems))


@torture
def xls_dengan_tautan_ke_buku_lain() -> Case:
    rows = [*cells(_without_dates(_ROWS)), *_serials(_ROWS)]
    data = ole({"Workbook": old_stream({"Rekap": rows}, before=[(SUPBOOK, b"\1\0\5\0\0rekap")])})
    return Case(files={"rekap.xls": data}, first=warn(SAYS, "EMBEDDED_OBJECT"))


@torture
def xls_sebelum_excel_97() -> Case:
    return _refused(ole({"Book": old_stream({"Rekap": cells(_without_dates(_ROWS))}, version=0x0500)}), "rekap.xls")


@torture
def xls_bermakro() -> Case:
    data = ole({"Workbook": old_stream({"Rekap": cells(_without_dates(_ROWS))}), "_VBA_PROJECT_CUR": b""})
    return _refused(data, "rekap.xls")


@torture
def xls_yang_rantainya_berputar() -> Case:
    data = ole({"Workbook": old_stream({"Rekap": cells(_without_dates(_ROWS))})}, fat={9: 2})
    return _refused(data, "rekap.xls")


@torture
def ods_biasa() -> Case:
    """Behind the table a million rows and every column are repeated, as LibreOffice writes a formatted sheet."""
    rest = open_row([], 'table:number-rows-repeated="1048500"').replace(
        "></table:table-row>", '><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    body = "".join(
        "<table:table-row>"
        + "".join(
            open_cell(
                f"{value:%d/%m/%y}", attributes=f'office:value-type="date" office:date-value="{value.isoformat()}"'
            )
            if isinstance(value, date)
            else open_cell(value)
            for value in row
        )
        + "</table:table-row>"
        for row in _ROWS
    )
    return _read(open_document(open_sheet(body + rest)), "rekap.ods")


@torture
def ods_dengan_galat_dan_rumus_tanpa_hasil() -> Case:
    rows = dendang({name: (None, None) for name in ("Dendang", "Jangkang")})
    body = "".join(map(open_row, _plain(rows[:2])))
    error = open_cell("#REF!", attributes='table:formula="of:=[.#REF!]" calcext:value-type="error"')
    empty = open_cell(None, attributes='table:formula="of:=[.A1]"')
    for row, cell in zip(_plain(rows[2:4]), (error, empty), strict=True):
        body += f"<table:table-row>{''.join(map(open_cell, row[:2]))}{cell}</table:table-row>"
    body += "".join(map(open_row, _plain(rows[4:])))
    data = open_document(open_sheet(body))
    said = says(of("Dendang"), Dendang=None, Jangkang=None)
    problems = ("CELL_ERROR C3", "FORMULA_NO_CACHE C4", "ONE_KECAMATAN")
    return Case(files={"rekap.ods": data}, first=flag(said, *problems))


@torture
def ods_dengan_entitas_yang_melipatgandakan_diri() -> Case:
    laugh = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return _refused(open_document(open_sheet(open_row(["&b;"])), before=laugh), "rekap.ods")


@torture
def ods_berkata_sandi() -> Case:
    manifest = b"<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>"
    return _refused(zip_of({"mimetype": b"x", "content.xml": b"\x93", "META-INF/manifest.xml": manifest}), "rekap.ods")


@torture
def csv_titik_koma() -> Case:
    return _read(lines_of(_ROWS), "rekap.csv", "TEXT_FILE")


@torture
def csv_tabulator_dalam_utf_16() -> Case:
    """ "Unicode Text" of Excel."""
    return _read(lines_of(_ROWS, "\t").encode("utf-16"), "rekap.txt", "TEXT_FILE")


@torture
def csv_yang_menyebut_pemisahnya() -> Case:
    """Rows count as Excel shows them: without the line that names the separator."""
    rows = [*_ROWS[:3], [*_ROWS[3][:3], "Terbentk", None], *_ROWS[4:]]
    said = says(**{_ROWS[3][2].replace(" ", "_"): None})
    data = "sep=|\r\n" + lines_of(rows, "|")
    return Case(files={"rekap.csv": data.encode()}, first=flag(said, "STATUS_UNKNOWN D4", "TEXT_FILE"))


@torture
def csv_koma_dengan_bom_dan_kutipan() -> Case:
    rows = [["Keadaan per 10 Mei 2023, sementara"], *_ROWS[1:]]
    return _read(b"\xef\xbb\xbf" + lines_of(rows, ",").encode(), "rekap.csv", "TEXT_FILE")


@torture
def csv_koma_yang_tanggalnya_cocok_dengan_keduanya() -> Case:
    """Commas come from countries that write the month first, and 03/10/2017 fits both ways."""
    rows = dendang()
    question = {"date_maybe_swapped": "tetap"}
    told = ("DATE_MAYBE_SWAPPED D5", "ONE_KECAMATAN", "TEXT_FILE")
    said = says(of("Dendang"), Nyuruk=None, Balok=None)
    return Case(
        files={"rekap.csv": lines_of(rows, ",").encode()},
        first=ask(said, *told, questions=question),
        suggested=accept(DENDANG, "ONE_KECAMATAN", "TEXT_FILE"),
    )


@torture
def csv_dalam_windows_1252() -> Case:
    """Nothing in such a text tells its encoding."""
    rows = [[*row, *extra] for row, extra in zip(dendang(), [(), ("Keterangan",), ("Café",)], strict=False)]
    data = lines_of(rows + dendang()[3:]).encode("cp1252")
    return Case(files={"rekap.csv": data}, first=warn(DENDANG, "TEXT_FILE", "TEXT_GUESSED", "ONE_KECAMATAN"))


@torture
def csv_dengan_kutip_yang_tidak_berpasangan() -> Case:
    """Read as quotation, half of the table would be the note of one desa."""
    text = lines_of(_ROWS).replace(";Kurnia Jaya;", ';"Kurnia Jaya;')
    return Case(files={"rekap.csv": text.encode()}, first=warn(SAYS, "TEXT_FILE", "TEXT_GUESSED"))


@torture
def html_bernama_xls() -> Case:
    return _read(page_of(_ROWS), "rekap.xls", "TEXT_FILE")


@torture
def html_dengan_kecamatan_digabung() -> Case:
    rows = dendang()
    table = "".join(f"<td>{_written(value)}</td>" for value in rows[1])
    body = f"<tr>{table}</tr><tr><td rowspan=4>Dendang</td>"
    body += "</tr><tr>".join("".join(f"<td>{_written(value)}</td>" for value in row[1:]) for row in rows[2:])
    data = f"<!DOCTYPE html><html><body><h3>{rows[0][0]}</h3><table>{body}</table>".encode()
    return Case(files={"rekap.html": data}, first=accept(DENDANG, "TEXT_FILE", "ONE_KECAMATAN"))


@torture
def html_tanpa_tabel() -> Case:
    return _refused(b"<html><body><p>Desa Padang sudah terbentuk</p></body></html>", "rekap.xls")


@torture
def xlsb() -> Case:
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    types = f'<Types><Override PartName="/xl/workbook.bin" ContentType="{kind}"/></Types>'
    return _refused(zip_of({"[Content_Types].xml": types.encode(), "xl/workbook.bin": b"\x83\x01"}), "rekap.xlsb")


@torture
def arsip_berisi_buku_kerja() -> Case:
    return _refused(zip_of({"rekap manggar.xlsx": b"PK", "rekap gantung.xlsx": b"PK"}), "rekap.zip")


@torture
def ods_biasa_tanpa_tanggal_excel() -> Case:
    """Dates typed as texts."""
    return _read(open_workbook(_plain(_ROWS)), "rekap.ods")
