"""Sheets as large as Excel lets them be: the last column, the last row, rows and rows of nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from tests.support.workbook_fixtures import with_sheet_xml
from tests.torture.case import Case, Expected, accept, flag, reject, slow_torture, torture
from tests.torture.kabupaten import HEADER, KABUPATEN, SAYS, TITLE, body, recap
from tests.torture.writing import sheet

_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_JUNK_ROWS = 50_000
"""More than any table may have (`Limits.table_rows`), and no more: what is held does not grow with them."""


def _row(values: Iterable[Any], number: int | None = None) -> str:
    cells = "".join(
        "<c/>" if value is None else f"<c><v>{value}</v></c>" if isinstance(value, int)
        else f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
        for value in values
    )  # fmt: skip
    return f'<row r="{number}">{cells}</row>' if number else f"<row>{cells}</row>"


def _recap_with(junk: str, first: Expected) -> Case:
    """The plain recap as XML, and rows of junk below it."""
    rows = "".join(_row([str(value) if value is not None and not isinstance(value, int) else value for value in row])
                   for row in recap())  # fmt: skip
    return Case(files={"rekap.xlsx": with_sheet_xml(rows + junk)}, first=first)


@slow_torture
def lima_puluh_ribu_baris_nomor_terseret() -> Case:
    """The running number was dragged down to row 50,000; nothing stands beside it."""
    return _recap_with("".join(_row([n]) for n in range(40, _JUNK_ROWS)), accept(SAYS))


@slow_torture
def lima_puluh_ribu_baris_spasi() -> Case:
    """Blanks that look like nothing, in every column."""
    return _recap_with(_row([" ", " ", "\u00a0", " ", " "]) * _JUNK_ROWS, accept(SAYS))


@slow_torture
def lima_puluh_ribu_baris_sampah() -> Case:
    """Another list was pasted below the recap: most of the names are no desa."""
    return _recap_with(_row([None, "Sukamaju", "Sukaraya", "Terbentuk", None]) * _JUNK_ROWS, reject())


@slow_torture
def enam_belas_ribu_kolom() -> Case:
    """Every column to the last one has a header, and a word in each row of three desa."""
    extra = [f"Indikator {n}" for n in range(_LAST_COLUMN - len(HEADER))]
    rows = [[TITLE], [], [*HEADER, *extra], *([*row, *[""] * 10, *("x" for _ in extra[10:])] for row in body()[:3])]
    rows += body()[3:]
    told = "".join(_row([value.isoformat() if hasattr(value, "isoformat") else value for value in row]) for row in rows)
    return Case(files={"rekap.xlsx": with_sheet_xml(told)}, first=accept(SAYS, "EXTRA_COLUMNS"))


@torture
def tabel_di_kolom_terakhir() -> Case:
    """The recap ends in column XFD."""
    left = _LAST_COLUMN - len(HEADER)
    rows = []
    for number, row in enumerate(recap(), start=1):
        cells = "".join(
            f'<c r="{_letters(left + place)}{number}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
            for place, value in enumerate(row, start=1)
            if value is not None
        )
        rows.append(f'<row r="{number}">{cells}</row>')
    return Case(files={"rekap.xlsx": with_sheet_xml("".join(rows))}, first=accept(SAYS))


def _letters(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)


@torture
def satu_nilai_di_sel_terakhir() -> Case:
    """XFD1048576 and nothing else: no table."""
    cell = f'<row r="{_LAST_ROW}"><c r="XFD{_LAST_ROW}"><v>1</v></c></row>'
    return Case(files={"rekap.xlsx": with_sheet_xml(cell)}, first=reject(), in_child=True)


@torture
def rekap_dan_satu_nilai_di_sel_terakhir() -> Case:
    def stray(target: Any) -> None:
        target[f"XFD{_LAST_ROW}"] = " "

    return Case(
        files={"rekap.xlsx": sheet(recap(), change=stray)},
        first=accept(SAYS),
        meanwhile=reject(),
        why="the box around all cells would hold 17,000 million of them, and is never made",
        in_child=True,
    )


@slow_torture
def rekap_dan_catatan_di_baris_terakhir() -> Case:
    """A slip of the finger far below the table, in a column of the table."""

    def stray(target: Any) -> None:
        target[f"F{_LAST_ROW}"] = "a"

    return Case(files={"rekap.xlsx": sheet(recap(), change=stray)}, first=accept(SAYS))


@torture
def nama_sepanjang_sel() -> Case:
    """32,767 letters, the most that a cell holds, in place of a desa."""
    rows = recap()
    rows[3][2] = "Desa " * 6_553
    told = {line.desa: line.says for line in KABUPATEN if line.desa != rows[3][2] and line is not KABUPATEN[0]}
    return Case(files={"rekap.xlsx": sheet(rows)}, first=flag(told, "NAME_UNKNOWN C4", "VILLAGES_MISSING"))
