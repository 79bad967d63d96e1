"""Fields that stand in several columns: ticks, one column a year, Tgl | Bln | Thn."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.recap import Cell
from kkb.workbook.grid import Value
from tests.support.workbook_fixtures import table_of, texts_of


class TestTicks:
    def test_two_columns_under_a_common_header(self) -> None:
        table = table_of(
            [
                ["No", "Desa", "Status Pokja", None, "Ket"],
                [None, None, "Sudah", "Belum", None],
                [1, "Padang", "v", None, "baik"],
                [2, "Lalang", None, "V"],
                [3, "Baru", None, None],
            ],
            merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)],
        )
        assert texts_of(table, "status") == ["Sudah", "Belum", None]
        assert table.rows[1].cells["status"] == Cell("D4", "text", "Belum")
        assert (table.columns["status"], table.column_letters["status"]) == ("Sudah | Belum", "C")
        assert table.ticks == {"C": "Sudah", "D": "Belum"}
        assert table.extra_columns == ()

    def test_three_columns_without_a_common_header(self) -> None:
        table = table_of(
            [["Desa", "Terbentuk", "Merintis", "Belum"], ["Padang", "√"], ["Lalang", None, 1], ["Baru", "v", "v"]]
        )
        assert texts_of(table, "status") == ["Terbentuk", "Merintis", "Terbentuk + Merintis"]

    def test_a_header_of_three_rows(self) -> None:
        table = table_of(
            [
                ["No", "Desa", "Pokja Kampung KB", None, None, None],
                [None, None, "Status", None, "SK", None],
                [None, None, "Sudah", "Belum", "Nomor", "Tanggal"],
                [1, "Padang", "v", None, "12/2018", date(2018, 5, 2)],
            ],
            merged=[(1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 6), (2, 3, 2, 4), (2, 5, 2, 6)],
        )
        assert table.header_rows == (1, 2, 3)
        assert {name: cell.text for name, cell in table.rows[0].cells.items()} == {
            "no": "1", "desa": "Padang", "status": "Sudah", "no_sk": "12/2018", "tanggal_sk": "2018-05-02",
        }  # fmt: skip

    def test_an_upper_header_that_is_only_centred_stands_over_both(self) -> None:
        rows: list[list[Value]] = [["Desa", "Status", None], [None, "Sudah", "Belum"], ["Padang", None, "v"]]
        assert texts_of(table_of(rows), "status") == ["Belum"]

    @pytest.mark.parametrize("no", [0, "-", "–", "—", False, None])
    def test_a_sign_of_none_is_no_tick(self, no: Value) -> None:
        table = table_of([["Desa", "Sudah", "Belum"], ["Padang", 1, no], ["Lalang", no, True]])
        assert texts_of(table, "status") == ["Sudah", "Belum"]

    def test_an_x_is_a_tick_and_is_told(self) -> None:
        table = table_of([["Desa", "Sudah", "Belum"], ["Padang", "x", None], ["Lalang", None, "X"]])
        assert texts_of(table, "status") == ["Sudah", "Belum"]
        assert table.tick_x == ("B2", "C3")

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([["Padang", "v", "x"], ["Lalang", "x", "v"]], ["Sudah", "Belum"]),
            ([["Padang", "v", None], ["Lalang", "x", None]], ["Sudah", None]),
        ],
    )
    def test_an_x_in_one_row_or_column_with_a_v_says_no(
        self, rows: list[list[Value]], expected: list[str | None]
    ) -> None:
        table = table_of([["Desa", "Sudah", "Belum"], *rows])
        assert (texts_of(table, "status"), table.tick_x) == (expected, ())

    def test_a_column_that_holds_words_is_no_column_of_ticks(self) -> None:
        table = table_of([["Desa", "Sudah", "Belum"], ["Padang", "v", None], ["Lalang", None, "tunggu SK"]])
        assert (table.ticks, table.extra_columns) == ({}, ("Belum",))

    def test_a_status_in_words_goes_before_ticks_of_its_steps(self) -> None:
        rows: list[list[Value]] = [["Desa", "Status", "Sosialisasi", "Terbentuk"], ["Padang", "Merintis", "v", None]]
        assert texts_of(table_of(rows), "status") == ["Merintis"]

    @pytest.mark.parametrize("other", ["Komitmen", "Sosialisasi", "Rumah DataKu", "SK"])
    def test_ticks_of_something_else_are_left_alone(self, other: str) -> None:
        table = table_of(
            [
                ["Desa", other, None, "Pokja", None],
                [None, "Ada", "Tidak Ada", "Ada", "Tidak Ada"],
                ["Padang", "v", None, None, "v"],
                ["Lalang", None, "v", "v", None],
            ],
            merged=[(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)],
        )
        assert texts_of(table, "status") == ["Tidak Ada", "Ada"]
        assert table.ticks == {"D": "Ada", "E": "Tidak Ada"}

    def test_of_a_jumlah_row_the_formed_are_kept(self) -> None:
        table = table_of([["Desa", "Belum", "Sudah"], ["Padang", "v", None], ["Lalang", None, "v"], ["Jumlah", 1, 1]])
        assert table.totals[0].cells["status"] == Cell("C4", "number", "1")

    def test_counts_beside_a_kecamatan_are_no_ticks(self) -> None:
        table = table_of([["Desa", "Sudah", "Belum"], ["Kec. Gantung", 1, 6], ["Lenggang", "v", None]])
        assert (texts_of(table, "desa"), texts_of(table, "kecamatan")) == (["Lenggang"], ["Gantung"])

    def test_a_row_of_column_numbers_holds_no_ticks(self) -> None:
        table = table_of([["Desa", "Sudah", "Belum"], [1, 2, 3], ["Padang", "v", None], ["Lalang", None, "v"]])
        assert texts_of(table, "status") == ["Sudah", "Belum"]

    def test_one_word_under_a_status_is_a_row_without_a_name(self) -> None:
        table = table_of([["Desa", "Status"], [None, "Belum"], ["Padang", "Belum"]])
        assert texts_of(table, "desa") == [None, "Padang"]


class TestYears:
    def test_one_column_a_year(self) -> None:
        table = table_of(
            [["No", "Desa", 2016, 2017, 2018], [1, "Padang", None, "v", None], [2, "Lalang"], [3, "Baru", 0, 0, 1]]
        )
        assert texts_of(table, "tanggal") == ["2017", None, "2018"]
        assert table.rows[0].cells["tanggal"] == Cell("D2", "number", "2017")
        assert table.year_columns == ("2016", "2017", "2018")
        assert (table.column_letters["tanggal"], "status" in table.columns) == ("C", False)

    def test_years_under_a_header_beside_a_status(self) -> None:
        table = table_of(
            [
                ["Desa", "Tahun Pembentukan", None, "Status"],
                [None, "Th. 2017", "Th. 2018", None],
                ["Padang", "v", None, "Terbentuk"],
                ["Lalang", None, None, "Belum"],
            ],
            merged=[(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4)],
        )
        assert (texts_of(table, "tanggal"), texts_of(table, "status")) == (["2017", None], ["Terbentuk", "Belum"])
        assert table.columns["tanggal"] == "Tahun Pembentukan"

    @pytest.mark.parametrize("years", [[2014, 2017, 2018], [2018, 2017, 2014], ["2014", "2017", "2018"]])
    def test_years_may_be_missing_or_run_backwards(self, years: list[Value]) -> None:
        marks: list[Value] = ["v" if int(str(year)) > 2014 else None for year in years]
        assert texts_of(table_of([["Desa", *years], ["Padang", *marks]]), "tanggal") == ["2017"]

    def test_an_x_beside_a_v_says_no(self) -> None:
        table = table_of([["Desa", 2017, 2018], ["Padang", "x", "v"], ["Lalang", "x", "x"]])
        assert texts_of(table, "tanggal") == ["2018", None]

    @pytest.mark.parametrize("title", ["RENCANA PEMBENTUKAN POKJA", "Target per tahun"])
    def test_years_that_are_planned_are_no_dates(self, title: str) -> None:
        table = table_of([[title], ["Desa", "Status", 2023, 2024], ["Padang", "Belum", "v", None]])
        assert "tanggal" not in table.columns

    def test_the_first_mark_counts(self) -> None:
        assert texts_of(table_of([["Desa", 2017, 2018, 2019], ["Padang", None, 1, 1]]), "tanggal") == ["2018"]

    @pytest.mark.parametrize("row", [[12, 10, 9], ["Belum", "Merintis", "Terbentuk"], [2.5, None, None]])
    def test_columns_of_figures_or_words_are_no_dates(self, row: list[Value]) -> None:
        table = table_of([["Desa", "Status", 2021, 2022, 2023], ["Padang", "Belum", *row]])
        assert (table.year_columns, "tanggal" in table.columns) == ((), False)

    def test_years_of_something_else_are_no_dates(self) -> None:
        table = table_of(
            [["Desa", "Status", "Stunting", None], [None, None, 2021, 2022], ["Padang", "Belum", 1, 0]],
            merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)],
        )
        assert texts_of(table, "desa") == ["Padang"]
        assert "tanggal" not in table.columns


class TestDatesInParts:
    @pytest.mark.parametrize(
        ("parts", "expected"),
        [
            ([2, 5, 2018], Cell("C3", "text", "2018-05-02")),
            ([3, "Oktober", 2017], Cell("C3", "text", "3 Oktober 2017")),
            ([None, "Mei", 2018], Cell("D3", "text", "Mei 2018")),
            ([None, 5, 2018], Cell("D3", "text", "5/2018")),
            (["-", "-", 2018], Cell("E3", "number", "2018")),
            ([2, None, 2018], Cell("C3", "text", "2 2018")),
            (["-", 0, None], None),
        ],
    )
    def test_day_month_and_year_make_one_date(self, parts: list[Value], expected: Cell | None) -> None:
        table = table_of(
            [
                ["Desa", "Status", "Tanggal SK", None, None],
                [None, None, "Tgl", "Bln", "Thn"],
                ["Padang", "Ada", *parts],
            ],
            merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5)],
        )
        assert table.columns["tanggal_sk"] == "Tanggal SK"
        assert table.rows[0].cells.get("tanggal_sk") == expected

    def test_month_and_year_alone(self) -> None:
        table = table_of([["Desa", "Status", "Bulan", "Tahun"], ["Padang", "Ada", "Mei", 2018]])
        assert texts_of(table, "tanggal") == ["Mei 2018"]

    def test_a_year_of_two_digits_with_or_without_its_day_and_month(self) -> None:
        header: list[Value] = ["Desa", "Status", "Tgl", "Bln", "Thn"]
        parts: list[list[Value]] = [
            [3, 10, 17],
            [None, 5, 18],
            [None, "Mei", "'18"],
            [None, None, 18],
            [None, None, 2014],
        ]
        table = table_of([header, *(["Padang", "Ada", *part] for part in parts)])
        assert texts_of(table, "tanggal") == ["2017-10-03", "5/2018", "Mei 2018", "2018", "2014"]
