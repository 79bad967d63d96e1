"""The table behind each figure: order, units, totals, and the texts made from it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from kkb.indicators import Pace, kumulatif, kumulatif_per_kecamatan, tangga
from kkb.narrative.tables import (
    FigureTable,
    cell_text,
    kecamatan_table,
    ladder_table,
    line_table,
    periods_table,
    projection_table,
    year_labels,
    years_per_kecamatan_table,
)
from kkb.schema import Presisi, Tanggal
from kkb.spans import Count, Gain
from tests.support.figure_builders import REGION, capaian_of, dissolved, formations_of, seen

DAY = date(2019, 5, 10)
CAPAIAN = capaian_of(("Damar", 5, 2, 5), ("Manggar", 9, 2, 9))


def test_kecamatan_stand_as_in_the_chart_and_add_up() -> None:
    table = kecamatan_table(CAPAIAN)
    assert list(table.frame.columns) == [
        "Kecamatan",
        "Target (desa)",
        "Terbentuk (desa)",
        "Sisa (desa)",
        "Capaian (%)",
    ]
    assert table.headers == ["Kecamatan", "Target", "Terbentuk", "Sisa", "Capaian"]
    assert table.rows == [["Manggar", "9", "2", "7", "22,2%"], ["Damar", "5", "2", "3", "40,0%"]]
    assert table.total == ["Jumlah", "14", "4", "10", "28,6%"]
    assert table.numbers == {1, 2, 3, 4}


def test_without_a_target_nothing_is_made_up() -> None:
    table = kecamatan_table(capaian_of(("Damar", 5, 2, None), ("Manggar", 9, 2, None)))
    assert table.rows == [["Manggar", "–", "2", "–", "–"], ["Damar", "–", "2", "–", "–"]]
    assert table.total == ["Jumlah", "–", "4", "–", "–"]


def test_a_target_of_nothing_has_no_share() -> None:
    assert kecamatan_table(capaian_of(("Damar", 5, 2, 0), ("Manggar", 9, 2, 0))).total == ["Jumlah", "0", "4", "0", "–"]


def test_one_kecamatan_needs_no_total() -> None:
    table = kecamatan_table(capaian_of(("Damar", 5, 2, 5)))
    assert (len(table.rows), table.total) == (1, None)


def test_the_ladder_counts_every_desa() -> None:
    table = ladder_table(CAPAIAN)
    assert table.headers == ["Kecamatan", "Terbentuk", "Merintis", "Sosialisasi", "Belum", "Belum dilaporkan", "Jumlah"]
    assert table.rows[0] == ["Manggar", "2", "0", "0", "7", "0", "9"]
    assert table.total == ["Jumlah", "4", "0", "0", "10", "0", "14"]


def test_periods_are_texts_and_years_have_no_dot() -> None:
    formations = formations_of(seen("Padang", tanggal="2018-05-02"))
    table = periods_table(kumulatif(formations, day=DAY, start_year=2017), "year")
    assert table.headers == ["Tahun", "Baru", "Terbentuk seluruhnya"]
    assert table.rows == [["2017", "0", "0"], ["2018", "1", "1"], ["2019", "0", "1"]]
    quarters = periods_table(kumulatif(formations, day=DAY, frequency="quarter", start_year=2018), "quarter")
    assert quarters.rows[1] == ["Triwulan II 2018", "1", "1"]


def test_what_has_no_certain_period_makes_the_counts_the_least_there_were() -> None:
    formations = formations_of(seen("Padang", tanggal="2018-05-02"), seen("Lalang", day=DAY))
    table = periods_table(kumulatif(formations, day=DAY, start_year=2018), "year")
    assert table.headers == ["Tahun", "Baru, pasti", "Terbentuk seluruhnya, sedikitnya"]
    assert table.rows[0] == ["2018", "1", "1"] and table.rows[-1] == ["Tanpa tanggal pasti", "1", "–"]


def test_dissolutions_have_a_column_only_where_there_are_any() -> None:
    formations = formations_of(seen("Padang", tanggal="2018-05-02"), dissolved("Padang", date(2019, 2, 1)))
    table = periods_table(kumulatif(formations, day=DAY, start_year=2018), "year")
    assert table.headers == ["Tahun", "Baru", "Berakhir", "Terbentuk seluruhnya"]
    assert table.rows == [["2018", "1", "0", "1"], ["2019", "0", "1", "0"]]


def test_kecamatan_stand_beside_each_other_in_the_order_given() -> None:
    formations = formations_of(seen("Padang", tanggal="2018-05-02"), seen("Mengkubang", tanggal="2019-01-01"))
    frame = kumulatif_per_kecamatan(formations, REGION.kecamatan, day=DAY)
    table = years_per_kecamatan_table(frame[frame["periode"] >= "2018"], DAY)
    assert table.headers == ["Tahun", "Manggar", "Damar"]
    assert table.rows == [["2018", "1", "0"], ["10 Mei 2019", "1", "1"]]


def test_a_year_that_is_over_is_a_year() -> None:
    assert year_labels([2018, 2019], date(2019, 12, 31)) == ["2018", "2019"]
    assert year_labels([], DAY) == []


def test_a_projection_shows_its_paces_and_what_was_asked() -> None:
    six, ends = Gain(Count(6, 6), 0), (date(2023, 5, 10), date(2025, 5, 10))
    paces = [
        Pace(12, Gain(Count(0, 0), 0), None, None),
        Pace(24, six, ends[0], ends[0]),
        Pace(36, Gain(Count(6, 9), 0), *ends),
    ]
    table = projection_table(paces, needed=(1.2, date(2024, 12, 31)), assumed=(2.0, date(2020, 5, 9)))
    assert table.headers == ["Laju", "Bersih", "Desa per bulan", "Selesai"]
    assert table.rows == [
        ["12 bulan terakhir", "0 desa terbentuk", "0", "tanpa perkiraan"],
        ["24 bulan terakhir", "6 desa terbentuk", "0,3", "10 Mei 2023"],
        ["36 bulan terakhir", "6 sampai 9 desa terbentuk", "0,2 sampai 0,3",
         "paling cepat 10 Mei 2023, paling lambat 10 Mei 2025"],
        ["Dibutuhkan sampai tenggat", "", "1,2", "31 Desember 2024"],
        ["Andaian", "", "2,0", "9 Mei 2020"],
    ]  # fmt: skip
    assert len(projection_table(paces).rows) == 3


def test_the_line_says_which_dates_are_known_less_well() -> None:
    formations = formations_of(seen("Padang", tanggal="2014"), seen("Lalang", tanggal="2018-05-02"))
    rows = line_table(tangga(formations, day=DAY)).rows
    assert [row[:3] for row in rows] == [
        ["1 Januari 2014", "0", ""],
        ["31 Desember 2014", "1", "Padang"],
        ["2 Mei 2018", "2", "Lalang"],
        ["10 Mei 2019", "2", ""],
    ]
    assert [row[3] for row in rows] == ["", "Padang (1 Januari 2014 sampai 31 Desember 2014)", "", ""]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1234, "1.234"),
        (0.5, "0,5"),
        (None, "–"),
        (pd.NA, "–"),
        (pd.NaT, "–"),
        (True, "Ya"),
        ("=1", "=1"),
        (date(2018, 5, 2), "2 Mei 2018"),
        (pd.Timestamp("2018-05-02"), "2 Mei 2018"),
        (Tanggal(date(2018, 5, 1), Presisi.MONTH), "Mei 2018"),
    ],
)
def test_every_value_has_its_words(value: object, words: str) -> None:
    assert cell_text(value) == words


def test_an_empty_table_is_a_table() -> None:
    table = FigureTable(pd.DataFrame({"Kecamatan": pd.Series(dtype="str")}))
    assert (table.headers, table.rows, table.total) == (["Kecamatan"], [], None)
