"""The sheets of the template beside the recap of status: Komitmen, Langkah, Kegiatan, Evaluasi.

Each is made from `kkb.programme.columns`, by which it is read as well. Komitmen lists every desa; the others are lists
with blank rows, open to be made longer. An empty one says nothing and is not missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from kkb.outcomes.in_force import Programme, in_force
from kkb.programme import Lembar, ProgrammeRow, ReportedRow
from kkb.programme.columns import KOLOM, SHEET_NAMES, Isi, Kolom, Perlu
from kkb.region import Region
from kkb.schema import Tanggal
from kkb.workbook.addresses import column_letters
from kkb.workbook.own_sheets import quote_sheet
from kkb.workbook.safe_text import write_text
from kkb.workbook.template.parts import (
    FILLED_IN_COLOUR,
    TEXT_FORMAT,
    as_typed,
    date_validation,
    protect,
    set_page,
    write_header,
)

HEADER_ROW = 4
BLANK_ROWS = 200
"""Rows below what is filled in; lists may grow beyond them."""

_SIGNERS = 10
"""Rows for those who sign for the regency."""

_LAST_ROW = 5_000
"""Choices and rules are there for rows that are added, too."""

_LONGEST_CHOICES = 255
"""Letters that Excel takes as a list."""

_WRAPPED = 22
"""Width from which on the words of a column go on in a second line."""

_PAGE_WIDTH = 220
"""Letters across a page that can still be read."""

_NUMBER_FORMAT = "#,##0"
_NUMBERS = (Isi.JUMLAH, Isi.RUPIAH)
_PLACES = ("kecamatan", "desa", "kode_desa")
_SIGNED = {True: "Sudah", False: "Belum"}

_TITLES = {
    Lembar.KOMITMEN: "Komitmen Bersama: siapa yang sudah menandatangani",
    Lembar.LANGKAH: "Langkah menuju Pokja: satu baris untuk satu langkah",
    Lembar.KEGIATAN: "Kegiatan Pokja: satu baris untuk satu kegiatan",
    Lembar.EVALUASI: "Evaluasi program Pokja: satu baris untuk satu putusan",
}
_HINTS = {
    Lembar.KOMITMEN: "Boleh dikosongkan. Penanda tangan kabupaten ditulis di baris kosong di bawah, tanpa nama desa.",
    Lembar.LANGKAH: "Boleh dikosongkan. Kolom bertanda * wajib diisi di setiap baris yang dipakai.",
    Lembar.KEGIATAN: "Boleh dikosongkan. Kolom bertanda * wajib diisi di setiap baris yang dipakai.",
    Lembar.EVALUASI: "Boleh dikosongkan. Kolom bertanda * wajib diisi di setiap baris yang dipakai.",
}


def add_programme_sheets(
    book: Any,
    region: Region,
    *,
    as_of: date,
    as_of_cell: str,
    programme: Sequence[ReportedRow] = (),
    sample_line: str = "",
) -> None:
    """Put the four sheets behind those of a workbook of openpyxl.

    `as_of_cell` is the cell of the data day ("'Status desa'!$C$2"), `programme` what is known: of it stands there what
    holds on `as_of`. `sample_line` says that it is invented.
    """
    known = in_force(programme, as_of)
    for lembar in Lembar:
        sheet = book.create_sheet(SHEET_NAMES[lembar])
        columns = KOLOM[lembar]
        write_text(sheet["A1"], _TITLES[lembar])
        sheet["A1"].font = Font(bold=True, size=14)
        sheet["A2"] = sample_line or _HINTS[lembar]
        sheet["A2"].font = Font(bold=bool(sample_line), italic=not sample_line)
        write_header(sheet, HEADER_ROW, [(_header(lembar, column), column.width) for column in columns])
        rows = _rows(lembar, region, known)
        is_listed = lembar is Lembar.KOMITMEN
        listed = len(region.desa) if is_listed else 0
        blank = _SIGNERS if is_listed else BLANK_ROWS
        _write_rows(sheet, columns, rows, listed=listed, count=len(rows) + blank)
        last = HEADER_ROW + len(rows) + blank if is_listed else _LAST_ROW
        for place, column in enumerate(columns, start=1):
            _add_rule(sheet, column, column_letters(place), last, region, as_of_cell, is_listed=is_listed)
        if is_listed:
            protect(sheet)
        else:
            for place, column in enumerate(columns, start=1):
                sheet.column_dimensions[column_letters(place)].number_format = _format(column)
        sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, len(_PLACES) + 1)
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{column_letters(len(columns))}{HEADER_ROW + len(rows) + blank}"
        set_page(sheet, HEADER_ROW)
        sheet.page_setup.fitToWidth = 1 + sum(column.width for column in columns) // _PAGE_WIDTH
        sheet.print_title_cols = f"A:{column_letters(len(_PLACES))}"


def _header(lembar: Lembar, column: Kolom) -> str:
    # A signer of the regency has no desa.
    is_marked = column.perlu is Perlu.WAJIB and lembar is not Lembar.KOMITMEN
    return f"{column.header} *" if is_marked else column.header


def _rows(lembar: Lembar, region: Region, known: Programme) -> list[dict[str, Any]]:
    """What stands in the rows, by field; of the sheet that lists the desa a row for each of them."""
    rows = [_values(reported.row, KOLOM[lembar]) for reported in known.of(lembar)]
    if lembar is not Lembar.KOMITMEN:
        return rows
    by_code = {reported.row.kode_desa: row for reported, row in zip(known.of(lembar), rows, strict=True)}
    listed = [
        {**by_code.get(desa.kode_desa, {}), "kecamatan": desa.kecamatan, "desa": desa.desa, "kode_desa": desa.kode_desa}
        for desa in region.desa
    ]
    return listed + [row for row in rows if row["kode_desa"] is None]


def _values(row: ProgrammeRow, columns: Sequence[Kolom]) -> dict[str, Any]:
    return {column.name: _as_written(getattr(row, column.name), column.isi) for column in columns}


def _as_written(value: Any, isi: Isi) -> str | int | None:
    if value is None:
        return None
    if isinstance(value, Tanggal):
        return as_typed(value)
    if isi is Isi.TANDA:
        return _SIGNED[bool(value)]
    # A small count of people is a word here, for who only reads.
    return int(value) if isi in _NUMBERS and not isinstance(value, str) else str(value)


def _write_rows(
    sheet: Any, columns: Sequence[Kolom], rows: Sequence[dict[str, Any]], *, listed: int, count: int
) -> None:
    """Fill in the rows, and make `count` of them ready; the places of the first `listed` stay as they are."""
    known: dict[tuple[bool, str], list[Any]] = {}
    for place, column in enumerate(columns, start=1):
        is_place = column.name in _PLACES
        # A look is put together once for all cells of a kind: openpyxl takes its time for each.
        kind = (column.width >= _WRAPPED, _format(column))
        if kind not in known:
            first = sheet.cell(HEADER_ROW + 1, place)
            known[kind] = [_look(first, column, is_open=is_open) for is_open in (False, True)]
        looks = known[kind]
        for number in range(count):
            cell = sheet.cell(HEADER_ROW + 1 + number, place)
            cell._style = copy(looks[not (is_place and number < listed)])
            value = rows[number].get(column.name) if number < len(rows) else None
            if isinstance(value, str):
                write_text(cell, value)
            elif value is not None:
                cell.value = value


def _look(cell: Any, column: Kolom, *, is_open: bool) -> Any:
    """The look of the cells of a column: white to be filled in, grey where it is done."""
    thin = Side("thin", color="FFB8C0C8")
    cell.border = Border(thin, thin, thin, thin)
    cell.alignment = Alignment(vertical="top", wrap_text=column.width >= _WRAPPED)
    if is_open:
        cell.fill, cell.number_format, cell.protection = PatternFill(), _format(column), Protection(locked=False)
    else:
        cell.fill = PatternFill("solid", fgColor=FILLED_IN_COLOUR)
    return copy(cell._style)


def _format(column: Kolom) -> str:
    return _NUMBER_FORMAT if column.isi in _NUMBERS else TEXT_FORMAT


def _add_rule(
    sheet: Any, column: Kolom, letter: str, last: int, region: Region, as_of_cell: str, *, is_listed: bool
) -> None:
    """What a column offers, and what it takes."""
    first = HEADER_ROW + 1
    if column.name in _PLACES:
        rule = None if is_listed else _place_rule(column.name, region)
    elif column.isi is Isi.TANGGAL:
        rule = date_validation(f"{letter}{first}", as_of_cell)
    elif column.isi in _NUMBERS:
        rule = DataValidation(
            type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True, errorTitle=column.header,
            error="Tulis angka bulat saja, tanpa satuan dan tanpa Rp.",
        )  # fmt: skip
    elif column.isi is Isi.TANDA:
        rule = _list_rule(column.header, _SIGNED.values())
    else:
        rule = _list_rule(column.header, column.choices)
    if rule is None:
        return
    # Another word than those offered may be right where they are only advised.
    rule.showErrorMessage = column.isi is not Isi.ANJURAN
    rule.showInputMessage = True
    rule.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(rule)


def _place_rule(name: str, region: Region) -> DataValidation | None:
    """Names of kecamatan as a list, names of desa from the sheet that lists them."""
    if name == "kecamatan":
        return _list_rule("Kecamatan", dict.fromkeys(desa.kecamatan for desa in region.desa))
    if name != "desa" or not region.desa:
        return None
    letter = column_letters(_PLACES.index("desa") + 1)
    sheet = quote_sheet(SHEET_NAMES[Lembar.KOMITMEN])
    names = f"{sheet}!${letter}${HEADER_ROW + 1}:${letter}${HEADER_ROW + len(region.desa)}"
    return _choice(names, "Desa")


def _list_rule(title: str, choices: Any) -> DataValidation | None:
    """A list of words; None where Excel cannot hold it."""
    words = [str(word) for word in choices]
    joined = ",".join(words)
    if not words or len(joined) > _LONGEST_CHOICES or any("," in word or '"' in word for word in words):
        return None
    return _choice(f'"{joined}"', title)


def _choice(formula: str, title: str) -> DataValidation:
    return DataValidation(
        type="list", formula1=formula, allow_blank=True, errorTitle=title[:32], error="Pilih satu dari daftarnya."
    )
