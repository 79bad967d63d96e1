"""Columns with an unknown header that look like a fact of the Pokja are named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.workbook_fixtures import table_of

FORMED = [["Padang", "Terbentuk"], ["Lalang", "Sudah"], ["Baru", "Belum"]]


def unread(header: str, cells: list[Any], *columns: str) -> dict[str, tuple[str, str, str]]:
    """What is said of the column C of three desa, the last of which is Belum; `columns` stand right of it."""
    rows = [[*line, cell, *["3/10/2017" for _ in columns]] for line, cell in zip(FORMED, cells, strict=True)]
    return table_of([["Desa", "Status", header, *columns], *rows]).unread_columns


@pytest.mark.parametrize(
    ("header", "cells", "fact"),
    [
        ("Dikukuhkan", ["10 Mei 2023", "3-10-2017", None], "tanggal"),
        ("Hari H", ["2018", "Rabu, 2 Mei '19", None], "tanggal"),
        ("Tgl pengukuhan", ["10 Mei 2023", "3/2024", "-"], "tanggal"),
        ("Pengesahan", ["3/2024", "thn 2019", "belum"], "tanggal"),
        ("Legalitas", ["140/12/2018", "SK Kades No 5", None], "no_sk"),
    ],
)
def test_what_no_other_column_tells_is_named(header: str, cells: list[Any], fact: str) -> None:
    assert unread(header, cells) == {"C1": (header, fact, cells[0])}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Dikukuhkan", ["10 Mei 2023", "3-10-2017", "3-10-2017"]),
        ("Dikukuhkan", ["10 Mei 2023", "segera", None]),
        ("Dana", ["APBD 2018", "Dana desa 2019", None]),
        ("Dikukuhkan", ["10 Mei 2023", None, None]),
        ("Tanggal lahir ketua", ["10/05/1980", "3-10-1977", None]),
        ("Telepon", ["0812-3456-7890", "0812/7123/4567", None]),
        ("RT/RW", ["001/002", "003/001", None]),
        ("Dasar surat", ["sk " * 10_000, "sk " * 10_000, None]),
    ],
)
def test_other_columns_are_not(header: str, cells: list[Any]) -> None:
    assert unread(header, cells) == {}


def test_nor_is_one_beside_the_column_that_tells_it() -> None:
    assert unread("Dikukuhkan", ["10 Mei 2023", "3-10-2017", None], "Tanggal Pembentukan") == {}


def test_an_unknown_step_among_the_steps_is_named() -> None:
    header = ["Desa", "Sosialisasi", "Pembinaan awal", "Terbentuk", "Listrik"]
    rows = [["Padang", "Ya", "Ya", "Tidak", "Ya"], ["Lalang", "Ya", "Tidak", "Tidak", "Ya"]]
    assert table_of([header, *rows]).unread_columns == {"C1": ("Pembinaan awal", "tahap", "Ya")}
