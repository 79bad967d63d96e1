"""Numbers in the column of status mean what the file says of them, and a 1 beside other numbers is no tick."""

from __future__ import annotations

from typing import Any

import pytest

from kkb.recap import Cell
from tests.support.builders import DENDANG, codes, dendang_rows, found, judge, make_table, stored_texts
from tests.support.workbook_fixtures import table_of

LEGEND = "#st_pokja: 0=belum, 1=proses, 2=terbentuk, 9=bubar"


def rows_of(*words: str) -> list[tuple[Any, ...]]:
    return dendang_rows(**dict(zip(DENDANG, words, strict=True)))


def test_a_1_beside_other_numbers_is_unknown_without_a_legend() -> None:
    verdict = judge(rows_of("0", "1", "2", "9"))
    assert (found(verdict), stored_texts(verdict)) == ([("STATUS_UNKNOWN", f"C{row}") for row in range(5, 9)], {})


@pytest.mark.parametrize("numbers", [("0", "1", "1", "0"), ("0", "1", "Belum", "1")])
def test_0_and_1_alone_are_marks(numbers: tuple[str, ...]) -> None:
    stored = stored_texts(judge(rows_of(*numbers)))
    assert [stored[desa][0] for desa in DENDANG] == [
        "Terbentuk" if number == "1" else "Belum" for number in numbers
    ]


@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize(
    "legend",
    [
        [LEGEND],
        ["Ket:0=belum,1=proses,2=terbentuk"],
        ["Keterangan: 0: belum; 1: proses; 2: terbentuk"],
        ["0 = Belum", "1 = Proses", "2 = Sudah terbentuk"],
    ],
)
def test_a_legend_tells_what_they_mean(place: str, legend: list[str]) -> None:
    table = make_table(rows_of("0", "1", "2", "1"))
    getattr(table, place).extend(Cell(f"A{n}", "text", text) for n, text in enumerate(legend, start=20))
    verdict = judge(table)
    stored = stored_texts(verdict)
    assert [stored[desa][0] for desa in DENDANG] == ["Belum", "Merintis", "Terbentuk", "Merintis"]
    (told,) = [problem for problem in verdict.problems if problem.code == "STATUS_LETTER"]
    assert "0 Belum, 1 Merintis dan 2 Terbentuk" in str(told.facts["told"])


def test_what_the_legend_leaves_out_or_says_twice_is_unknown() -> None:
    table = make_table(rows_of("0", "1", "2", "7"))
    table.below.append(Cell("A20", "text", LEGEND))
    assert ("STATUS_UNKNOWN", "C8") in found(judge(table))
    table.below.append(Cell("A21", "text", "1=terbentuk"))
    verdict = judge(table)
    assert (stored_texts(verdict), "STATUS_LETTER" in codes(verdict)) == ({}, False)


def test_the_last_row_of_an_export_is_such_a_legend() -> None:
    rows = [["id", "nm_kec", "nm_desa", "st_pokja"], ["1", "Dendang", "Nyuruk", "1"], ["2", "Dendang", "Balok", "2"]]
    verdict = judge(table_of([["Keadaan per 10 Mei 2023"], *rows, [None, None, "TOTAL TERBENTUK", "1"], [LEGEND]]))
    stored = {desa: said[0] for desa, said in stored_texts(verdict).items()}
    assert stored == {"Nyuruk": "Merintis", "Balok": "Terbentuk"}


def test_a_code_for_an_ended_pokja_is_asked_in_the_words_of_the_legend() -> None:
    table = make_table(rows_of("0", "1", "2", "9"))
    table.below.append(Cell("A20", "text", LEGEND))
    (question,) = judge(table).questions
    assert question.text.startswith('Desa Balok ditulis "9", menurut keterangannya "bubar".')
    assert question.suggested == "bubar"
