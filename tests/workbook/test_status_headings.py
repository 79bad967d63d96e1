"""Rows that say the status of the desa below them, and rows that only look like it."""

from __future__ import annotations

import pytest

from kkb.checking.values.status import read_status
from kkb.recap import Cell
from kkb.status_words import HEADINGS
from kkb.workbook.grid import Value
from kkb.workbook.rows.status_headings import TITLE, status_of_heading
from tests.support.workbook_fixtures import table_of, tables_of, texts_of

HEADER: list[Value] = ["No", "Desa", "Tanggal Pembentukan", "Ket"]
PADANG: list[Value] = [1, "Padang", "2 Mei 2018"]
LALANG: list[Value] = [1, "Lalang", None, "menunggu musdes"]
BARU: list[Value] = [1, "Baru"]


def test_the_status_is_carried_with_the_cell_of_its_heading() -> None:
    table = table_of([HEADER, ["A.", "SUDAH TERBENTUK"], PADANG, ["B.", "DALAM PROSES"], LALANG, ["C", "BELUM"], BARU])
    assert texts_of(table, "status") == ["SUDAH TERBENTUK", "DALAM PROSES", "BELUM"]
    assert table.rows[1].cells["status"] == Cell("B5", "text", "DALAM PROSES", "B4")
    assert table.columns["status"] == TITLE
    assert "status" not in table.column_letters


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("A. SUDAH TERBENTUK", "SUDAH TERBENTUK"),
        ("II. Desa yang belum membentuk Pokja", "belum membentuk"),
        ("1) Dalam Proses (3 desa)", "Dalam Proses"),
        ("B. Belum: 24 desa (61,5%)", "Belum"),
        ("Terbentuk 15 desa, lainnya belum", None),
        ("Tidak Ada Pokja:", "Tidak Ada"),
        ("- Belum = 4", "Belum"),
        ("D. RENCANA 2025", None),
        ("B. SUDAH BER-SK", None),
        ("Pokja Kampung KB", None),
        ("Padang", None),
    ],
)
def test_what_a_heading_says(heading: str, words: str | None) -> None:
    assert status_of_heading(heading) == words


def test_its_words_are_those_that_the_checks_read() -> None:
    readings = {word: read_status(word) for word in HEADINGS}
    unread = [word for word, one in readings.items() if not (one.tahap or one.is_inactive or one.is_blank)]
    assert unread == ["akan dibentuk"]  # only planned: an error at the heading, which is mended once for its block


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # kecamatan within the status: each status begins with a kecamatan of its own
        (
            [["A. SUDAH"], [None, "Kec. Manggar"], PADANG, ["B. BELUM"], [None, "Kec. Gantung"], [1, "Limbongan"]],
            [("Padang", "Manggar", "SUDAH"), ("Limbongan", "Gantung", "BELUM")],
        ),
        (
            [["A. SUDAH"], [None, "Kec. Manggar"], PADANG, ["B. BELUM"], [1, "Limbongan"]],
            [("Padang", "Manggar", "SUDAH"), ("Limbongan", None, "BELUM")],
        ),
        # with its count, above a kecamatan in another column than the desa
        (
            [["A.", "SUDAH", 1], ["Kec. Manggar"], PADANG, ["B.", "BELUM", 1], ["Kec. Gantung"], [1, "Limbongan"]],
            [("Padang", "Manggar", "SUDAH"), ("Limbongan", "Gantung", "BELUM")],
        ),
        # the status within the kecamatan: it ends with it
        (
            [[None, "Kec. Manggar"], ["A.", "SUDAH"], PADANG, [None, "Kec. Gantung"], [1, "Limbongan"]],
            [("Padang", "Manggar", "SUDAH"), ("Limbongan", "Gantung", None)],
        ),
        (
            [["I", "MANGGAR"], [None, "Sudah"], PADANG, [None, "Belum"], [2, "Baru"], ["II", "GANTUNG"],
             [None, "Belum"], [1, "Limbongan"]],
            [("Padang", "MANGGAR", "Sudah"), ("Baru", "MANGGAR", "Belum"), ("Limbongan", "GANTUNG", "Belum")],
        ),
    ],
)  # fmt: skip
def test_with_headings_of_kecamatan(rows: list[list[Value]], told: list[tuple[str | None, ...]]) -> None:
    table = table_of([HEADER, *rows])
    fields = [texts_of(table, name) for name in ("desa", "kecamatan", "status")]
    assert list(zip(*fields, strict=True)) == told


def test_blocks_without_a_desa() -> None:
    rows: list[list[Value]] = [["A.", "SUDAH"], PADANG, ["B.", "PROSES"], [None, "Nihil"], ["C.", "BELUM"], BARU]
    table = table_of([HEADER, *rows])
    assert (texts_of(table, "desa"), texts_of(table, "status")) == (["Padang", "Baru"], ["SUDAH", "BELUM"])
    directly = table_of([HEADER, *rows[:3], *rows[4:]])
    assert texts_of(directly, "status") == ["SUDAH", "BELUM"]


def test_a_recap_below_the_table_heads_nothing() -> None:
    rows: list[list[Value]] = [["A.", "SUDAH"], PADANG, ["B.", "BELUM"], BARU, [None, "Sudah", 1], [None, "Belum", 1]]
    table = table_of([HEADER, *rows])
    assert texts_of(table, "status") == ["SUDAH", "BELUM"]


@pytest.mark.parametrize(
    "rows",
    [
        # one heading has words of its own
        [["A.", "SUDAH"], PADANG, ["B.", "RENCANA 2025"], BARU],
        [["A. SUDAH"], PADANG, ["B. LAIN-LAIN", "Lain-lain"], BARU],
        # a desa stands above the first one
        [PADANG, ["B.", "BELUM"], BARU],
        # one of them says more than a status
        [["A.", "SUDAH"], PADANG, ["B.", "BELUM", None, "lihat surat camat"], BARU],
    ],
)
def test_where_it_is_not_sure_no_row_has_a_status(rows: list[list[Value]]) -> None:
    assert "status" not in table_of([HEADER, *rows]).columns


def test_a_column_of_the_status_goes_before_headings() -> None:
    table = table_of([["No", "Desa", "Status"], ["A.", "SUDAH"], [1, "Padang", "Terbentuk"], [2, "Lalang", "Belum"]])
    assert texts_of(table, "status") == ["Terbentuk", "Belum"]


def test_headings_stand_in_for_every_other_column() -> None:
    (table,) = tables_of([["No", "Desa", "Ketua"], ["A. SUDAH"], [1, "Padang", "Ani"], ["B. BELUM"], [1, "Lalang"]])
    assert texts_of(table, "status") == ["SUDAH", "BELUM"]
