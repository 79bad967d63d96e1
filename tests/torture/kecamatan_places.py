"""How a recap says in which kecamatan a desa lies: once per block, merged, as headings, in the cell of the desa."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.torture.case import Case, torture
from tests.torture.kabupaten import HEADER, KECAMATAN, NO_KECAMATAN, ROMAN, TITLE, body, of, read_as, recap
from tests.torture.writing import Rows, merge_down


def _first_of_block(row: list[Any]) -> bool:
    return row[2] == of(row[1])[0].desa


@torture
def kecamatan_sekali_kosong_di_bawahnya() -> Case:
    rows = [[no, kec if _first_of_block([no, kec, *rest]) else None, *rest] for no, kec, *rest in body()]
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def kecamatan_gabungan() -> Case:
    def merge(target: Worksheet) -> None:
        row = 4
        for name in KECAMATAN:
            merge_down(target, "B", row, row + len(of(name)) - 1)
            row += len(of(name))

    return read_as(recap(), change=merge)


@torture
def kecamatan_di_tengah_blok_gabungan() -> Case:
    """Kecamatan and its own running number are merged, the desa have numbers of their own."""
    header = ["No", "Kecamatan", "No", "Nama Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows: list[Any] = [[TITLE], [], header]
    for number, name in enumerate(KECAMATAN, start=1):
        for place, line in enumerate(of(name), start=1):
            first = [number, name] if place == 1 else [None, None]
            rows.append([*first, place, *line[1:]])

    def merge(target: Worksheet) -> None:
        row = 4
        for name in KECAMATAN:
            last = row + len(of(name)) - 1
            for column in "AB":
                merge_down(target, column, row, last)
            row = last + 1

    return read_as(rows, change=merge)


def _sections(heading: Callable[[int, str], list[Any]]) -> Rows:
    rows: list[Any] = [[TITLE], [], NO_KECAMATAN]
    for place, name in enumerate(KECAMATAN):
        rows.append(heading(place, name))
        rows += [[number, *line[1:]] for number, line in enumerate(of(name), start=1)]
    return rows


@torture
def kecamatan_sebagai_baris_judul() -> Case:
    return read_as(_sections(lambda _, name: [f"Kecamatan {name}"]))


@torture
def kecamatan_sebagai_baris_judul_romawi() -> Case:
    """Gantung, Dendang and Simpang Pesak stand twice in the column of desa: as a heading and as a desa."""
    return read_as(_sections(lambda place, name: [ROMAN[place], name.upper()]))


@torture
def kecamatan_sebagai_baris_judul_di_kolom_desa() -> Case:
    return read_as(_sections(lambda _, name: [None, f"KEC. {name.upper()}"]))


@torture
def kecamatan_sebagai_baris_judul_tebal_gabungan() -> Case:
    rows = _sections(lambda _, name: [name])

    def merge(target: Worksheet) -> None:
        for row in range(4, target.max_row + 1):
            cell = target.cell(row, 1)
            if isinstance(cell.value, str):
                cell.font = Font(bold=True)
                target.merge_cells(f"A{row}:D{row}")

    return read_as(rows, change=merge)


@torture
def tanpa_kolom_kecamatan() -> Case:
    return read_as([[TITLE], [], NO_KECAMATAN, *([no, *rest] for no, _, *rest in body())])


@torture
def desa_dan_kecamatan_satu_sel() -> Case:
    header = ["No", "Desa/Kecamatan", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[no, f"Desa {desa}, Kec. {kecamatan}", *rest] for no, kecamatan, desa, *rest in body()]
    return read_as([[TITLE], [], header, *rows])


@torture
def kecamatan_dan_desa_satu_sel_bergaris_miring() -> Case:
    header = ["No", "Kecamatan/Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[no, f"{kecamatan} / {desa}", *rest] for no, kecamatan, desa, *rest in body()]
    return read_as([[TITLE], [], header, *rows])


@torture
def desa_dengan_kecamatan_dalam_kurung() -> Case:
    rows = [[no, f"{desa} ({kecamatan})", *rest] for no, kecamatan, desa, *rest in body()]
    return read_as([[TITLE], [], NO_KECAMATAN, *rows])
