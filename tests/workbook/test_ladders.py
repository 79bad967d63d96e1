"""Steps side by side, each answered in words, are read as the highest one reached."""

from __future__ import annotations

import pytest

from kkb.workbook.tables.ladders import answer_of
from tests.support.workbook_fixtures import table_of, texts_of

HEADER = ["Desa", "Sosialisasi", "Merintis", "Terbentuk"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Sudah", True), ("YA", True), ("Ada", True), ("v", True), ("1", True), ("Sudah sosialisasi", True),
        ("100%", True), ("100,0 %", True), ("0%", False), ("50%", None), ("0,5%", None), ("0.5", None),
        ("Belum", False), ("tdk", False), ("Tidak ada", False), ("0", False), ("Belum disosialisasikan", False),
        ("-", None), ("2 kali", None), ("Sudah terbentuk", None), ("Belum lengkap", None), ("Sosialisasikan", True),
        ("T", None), ("N", None),
    ],
)  # fmt: skip
def test_what_a_cell_answers(text: str, says: bool | None) -> None:
    assert answer_of(("text", text), "Sosialisasi") is says


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        (("Ya", "Ya", "Tidak"), "Merintis"),
        (("Tidak", "Tidak", "Ya"), "Terbentuk"),
        (("Tidak", "Tidak", "Tidak"), "Belum"),
        (("Ya", None, None), "Sosialisasi"),
        ((None, None, "Tidak"), "Belum"),
        (("-", "-", "-"), "Belum"),
        (("Ya", "hampir", "Tidak"), "hampir"),
        (("hampir", "Ya", "Tidak"), "Merintis"),
        (("-", None, None), None),
        (("Y", "Y", "T"), "Merintis"),
        (("100%", "0%", "0%"), "Sosialisasi"),
        (("100%", "50%", "0%"), "Merintis 50%"),
        (("100%", "100%", "40%"), "Terbentuk 40%"),
        (("1", "0.5", "0"), "Merintis 0.5"),
    ],
)
def test_a_row_says_its_highest_step(cells: tuple[str | None, ...], status: str | None) -> None:
    table = table_of([HEADER, ["Padang", "Ya", "Ya", "Ya"], ["Lalang", "Ya", "Tidak", "Tidak"], ["Baru", *cells]])
    assert texts_of(table, "status")[2] == status
    assert table.is_ladder and table.columns["status"] == "Sosialisasi | Merintis | Terbentuk"


def test_a_letter_says_no_only_beside_a_yes_of_one_letter() -> None:
    table = table_of([HEADER, ["Padang", "Sudah", "Sudah", "T"], ["Lalang", "Sudah", "Sudah", "T"]])
    assert (table.is_ladder, texts_of(table, "status")) == (False, ["T", "T"])
    table = table_of([HEADER, ["Padang", "Ya", "Ya", "T"], ["Lalang", "Ya", "T", "N"]])
    assert (table.is_ladder, texts_of(table, "status")) == (True, ["Merintis", "Sosialisasi"])


@pytest.mark.parametrize(
    "header",
    [
        ["Desa", "Sudahkah disosialisasikan?", "Sudahkah dirintis?", "Apakah Pokja sudah terbentuk?"],
        ["Desa", "1. Sosialisasi", "2. Merintis", "3. Terbentuk"],
        ["Desa", "Sosialisasi (Ya/Tidak)", "Proses Pembentukan", "Pembentukan Pokja"],
    ],
)
def test_headers_that_ask_for_a_step(header: list[str]) -> None:
    table = table_of([header, ["Padang", "Ya", "Ya", "Ya"], ["Lalang", "Ya", "Ya", "Tidak"]])
    assert texts_of(table, "status") == ["Terbentuk", "Merintis"]


@pytest.mark.parametrize(
    "header", [["Desa", "Komitmen", "Status Pokja"], ["Desa", "Belum Terbentuk", "Terbentuk"]]
)
def test_what_is_no_step_makes_no_ladder(header: list[str]) -> None:
    assert not table_of([header, ["Padang", "Ya", "Tidak"], ["Lalang", "Tidak", "Ya"]]).is_ladder


@pytest.mark.parametrize(("yes", "no"), [("Ya", "Tidak"), ("v", None)])
@pytest.mark.parametrize("heads", [("Proses", "Hasil"), ("Persiapan", "Pelaksanaan")])
def test_a_header_of_three_levels_without_merged_cells(heads: tuple[str, str], yes: str, no: str | None) -> None:
    rows = [["Desa", "Kampung KB"], [None, heads[0], None, heads[1], None],
            [None, "Sosialisasi", "Merintis", "Terbentuk", "Tanggal"]]  # fmt: skip
    table = table_of([*rows, ["Padang", yes, yes, yes, "3/10/2017"], ["Lalang", yes, yes, no], ["Baru", yes, no, no]])
    told = [(text or "").split(" + ")[-1] for text in texts_of(table, "status")]
    assert told == ["Terbentuk", "Merintis", "Sosialisasi"]
    assert table.header_rows == (1, 2, 3)


def test_a_step_beside_a_status_without_steps_is_kept_beside_it() -> None:
    table = table_of(
        [["Desa", "Sosialisasi", "Sudah", "Belum"], ["Padang", "Ya", "v", None], ["Lalang", "Ya", None, "v"],
         ["Baru", "Tidak", None, "v"]]
    )  # fmt: skip
    assert texts_of(table, "status") == ["Sudah", "Belum", "Belum"]
    assert texts_of(table, "tahapan") == ["Sosialisasi", "Sosialisasi", "Belum"]
