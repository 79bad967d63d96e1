"""Where the table stands in a sheet: headers, kinds of rows, totals, signatures."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest

from kkb.recap import Cell
from kkb.workbook.grid import Value, describe
from kkb.workbook.tables.headers import recognise
from tests.support.workbook_fixtures import table_of, tables_of, texts_of

HEADER: list[Value] = ["No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]
MANGGAR: list[list[Value]] = [
    [1, "Manggar", "Padang", "Terbentuk", date(2018, 5, 2)],
    [2, None, "Lalang", "Belum", None],
]
GANTUNG: list[list[Value]] = [
    [3, "Gantung", "Lenggang", "Terbentuk", date(2018, 5, 2)],
    [4, None, "Limbongan", "Merintis", None],
]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("No", "no"),
        ("NO.", "no"),
        ("Nomor Urut", "no"),
        ("Kode Desa", "kode_desa"),
        ("Kode Wilayah", "kode_desa"),
        ("Kode Kemendagri", "kode_desa"),
        ("Kecamatan", "kecamatan"),
        ("Kec.", "kecamatan"),
        ("Nama Kecamatan", "kecamatan"),
        ("Nama Desa", "desa"),
        ("Desa/Kelurahan", "desa"),
        ("DESA / KEL", "desa"),
        ("Nama Kampung KB", "desa"),
        ("Status", "status"),
        ("Status Pembentukan", "status"),
        ("Status Pokja", "status"),
        ("Status per 10 Mei 2023", "status"),
        ("Pokja Kampung KB", "status"),
        ("Kondisi", "status"),
        ("Keadaan", "status"),
        ("Tahap", "status"),
        ("Sudah/Belum", "status"),
        ("Terbentuk", "status"),
        ("Tahun Bentuk", "tanggal"),
        ("Tahun Pembentukan", "tanggal"),
        ("Tgl Pembentukan", "tanggal"),
        ("Tgl. Terbentuk", "tanggal"),
        ("Sejak", "tanggal"),
        ("Terbentuk sejak", "tanggal"),
        ("Mulai", "tanggal"),
        ("TMT POKJA", "tanggal"),
        ("TMT", "tanggal"),
        ("Terhitung mulai tanggal", "tanggal"),
        ("Tgl dibtk", "tanggal"),
        ("Tgl Pokja (ddmmyyyy)", "tanggal"),
        ("Yang benar Tgl dibentuk", "tanggal"),
        ("Yang benar Pokja", "status"),
        ("No. SK seharusnya", "no_sk"),
        ("Semula Tgl dibentuk", None),
        ("TMT Jabatan", None),
        ("Yang benar", None),
        ("Nomor dan Tanggal SK", "no_sk"),
        ("No/Tgl SK", "no_sk"),
        ("Tanggal Dibentuk", "tanggal"),
        ("Tahun", "tanggal"),
        ("Tgl Pencanangan", "tanggal_pencanangan"),
        ("Tanggal Launching", "tanggal_pencanangan"),
        ("Nomor SK", "no_sk"),
        ("No. SK Pokja", "no_sk"),
        ("SK", "no_sk"),
        ("SK Pokja Nomor", "no_sk"),
        ("Tgl SK", "tanggal_sk"),
        ("SK Pokja Tanggal", "tanggal_sk"),
        ("Klasifikasi", "klasifikasi"),
        ("Kategori", "klasifikasi"),
        ("Ket", "keterangan"),
        ("Keterangan", "keterangan"),
        ("Catatan", "keterangan"),
        ("Nama Kepala Desa", None),
        ("Kepala Desa", None),
        ("Jumlah Desa", None),
        ("NIK", None),
        ("Nomor Telepon", None),
        ("Belum", None),
        ("Status Merintis", None),
        ("Rencana Pembentukan", None),
        ("Kode Kecamatan", None),
        ("Target Tahun 2024", None),
        ("", None),
    ],
)
def test_a_header_is_known_by_its_words(header: str, expected: str | None) -> None:
    verdict = recognise(header)
    assert (verdict[0] if verdict else None) == expected


@pytest.mark.parametrize("header_row", [1, 4, 11, 15, 30])
def test_the_header_may_stand_below_title_rows(header_row: int) -> None:
    title: list[list[Value]] = [[""] for _ in range(header_row - 1)]
    if title:
        title[0] = ["Keadaan 10 Mei 2023"]
    table = table_of([*title, HEADER, *MANGGAR])
    assert table.header_rows == (header_row,)
    assert texts_of(table, "desa") == ["Padang", "Lalang"]
    assert [cell.text for cell in table.above] == (["Keadaan 10 Mei 2023"] if title else [])


def test_a_header_deeper_than_thirty_rows_is_not_looked_for() -> None:
    titles: list[list[Value]] = [["judul"] for _ in range(30)]
    assert tables_of([*titles, HEADER, *MANGGAR]) == []


def test_the_box_may_begin_anywhere() -> None:
    table = table_of([HEADER, *MANGGAR], top=4, left=2)
    assert table.header_rows == (4,)
    assert table.column_letters == {"no": "B", "kecamatan": "C", "desa": "D", "status": "E", "tanggal": "F"}
    assert table.rows[0].row == 5
    assert table.rows[0].cells["status"] == Cell("E5", "text", "Terbentuk")
    assert table.rows[0].cells["tanggal"] == Cell("F5", "date", "2018-05-02")


def test_a_list_of_desa_without_status_is_no_table() -> None:
    assert tables_of([["No", "Kecamatan", "Desa"], [1, "Manggar", "Padang"]]) == []


def test_header_texts_keep_their_words_and_lose_their_line_breaks() -> None:
    table = table_of([["Nama\nDesa", " Status\u00a0 Pokja "], ["Padang", "Belum"]])
    assert table.columns == {"desa": "Nama Desa", "status": "Status Pokja"}


def test_two_header_rows_join_under_a_merged_text() -> None:
    table = table_of(
        [
            ["No", "Desa", "Pembentukan", None, "SK Pokja", None, "Ket"],
            [None, None, "Tahun", "Status", "Nomor", "Tanggal", None],
            [1, "Padang", 2018, "Terbentuk", "12/2018", date(2018, 5, 2), "baik"],
        ],
        merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 2, 7)],
    )
    assert table.header_rows == (1, 2)
    assert table.columns == {
        "no": "No",
        "desa": "Desa",
        "tanggal": "Pembentukan Tahun",
        "status": "Pembentukan Status",
        "no_sk": "SK Pokja Nomor",
        "tanggal_sk": "SK Pokja Tanggal",
        "keterangan": "Ket",
    }
    assert table.extra_columns == ()
    assert texts_of(table, "tanggal") == ["2018"]


@pytest.mark.parametrize(
    ("head", "status", "day"),
    [
        ("Hasil", "Status Pokja", "Terbentuk sejak"),
        ("HASIL MONEV", "Status", "Tanggal Pembentukan"),
        ("Hasil pemeriksaan", "Tahapan", "Tgl Terbentuk"),
        ("Berkas", "Status Pokja", "Tgl Terbentuk"),
        ("Yang benar", "Pokja", "Tgl dibentuk"),
    ],
)
@pytest.mark.parametrize("is_tall", [True, False])
def test_a_head_that_says_nothing_leaves_its_columns_what_they_are(
    head: str, status: str, day: str, is_tall: bool
) -> None:
    rows: list[list[Value]] = [
        ["No", "Tgl Monev", "Desa", head, None, "Catatan"],
        [None, None, None, status, day, None],
        [1, date(2023, 4, 3), "Padang", "Terbentuk", "2 Mei 2018", "baik"],
        [2, date(2023, 4, 3), "Lalang", "Belum", None, None],
    ]
    tall = [(1, column, 2, column) for column in (1, 2, 3, 6)] if is_tall else []
    table = table_of(rows, merged=[(1, 4, 1, 5), *tall])
    assert texts_of(table, "status") == ["Terbentuk", "Belum"]
    assert table.columns["tanggal"].endswith(day)
    assert table.rows[0].text_of("tanggal") == "2 Mei 2018"


@pytest.mark.parametrize(("head", "own"), [("Hasil Monev", "Tanggal"), ("Posyandu", "Status Pokja"), ("Hasil", "Ada")])
def test_a_head_of_something_else_does_not(head: str, own: str) -> None:
    rows: list[list[Value]] = [["Desa", "Nomor SK", head, None], [None, None, own, "Petugas"]]
    table = table_of([*rows, ["Padang", "1/2018", "Ada", "kader"]], merged=[(1, 3, 1, 4)])
    assert table.columns == {"desa": "Desa", "no_sk": "Nomor SK"}


def test_an_upper_header_that_is_only_centred_names_the_next_column_too() -> None:
    table = table_of(
        [["Desa", "Status", "SK Pokja", None], [None, None, "Nomor", "Tanggal"], ["Padang", "Belum", "1", "2018"]]
    )
    assert table.columns["tanggal_sk"] == "SK Pokja Tanggal"
    assert "tanggal" not in table.columns


def test_a_first_data_row_of_words_is_not_taken_for_a_header() -> None:
    table = table_of([["Kecamatan", "Desa", "Status"], ["Manggar", "Padang", "Belum"], [None, "Lalang", "Belum"]])
    assert table.header_rows == (1,)
    assert texts_of(table, "desa") == ["Padang", "Lalang"]


def test_a_title_right_above_the_header_stays_a_title() -> None:
    table = table_of([["REKAP POKJA KAMPUNG KB"], HEADER, *MANGGAR], merged=[(1, 1, 1, 5)])
    assert table.header_rows == (2,)
    assert [cell.text for cell in table.above] == ["REKAP POKJA KAMPUNG KB"]


def test_one_column_a_field_the_rest_is_named() -> None:
    table = table_of(
        [
            ["Nama Kampung KB", "Nama Desa", "Status", "Status Pokja", "NIK", "Nama Kepala Desa"],
            ["A", "Padang", 1, 2, 3],
        ]
    )
    assert table.column_letters == {"desa": "B", "status": "D"}
    assert table.extra_columns == ("Nama Kampung KB", "Status", "NIK", "Nama Kepala Desa")


def test_of_equal_columns_the_left_one_counts() -> None:
    table = table_of([["Desa", "Status", "Status"], ["Padang", "Belum", "Terbentuk"]])
    assert texts_of(table, "status") == ["Belum"]
    assert table.extra_columns == ("Status",)


@pytest.mark.parametrize(
    "numbering",
    [[1, 2, 3, 4, 5], ["(1)", "(2)", "(3)", "(4)", "(5)"], ["1", "2", "3", "4", "5=3+4"], ["a", "b", "c", "d", "e"]],
)
def test_a_row_of_column_numbers_is_skipped(numbering: list[Value]) -> None:
    assert texts_of(table_of([HEADER, numbering, *MANGGAR]), "desa") == ["Padang", "Lalang"]


def test_kecamatan_is_carried_down_over_blank_cells() -> None:
    table = table_of([HEADER, *MANGGAR, [None], *GANTUNG], merged=[(2, 2, 3, 2)])
    assert texts_of(table, "kecamatan") == ["Manggar", "Manggar", "Gantung", "Gantung"]
    assert table.rows[0].cells["kecamatan"] == Cell("B2", "text", "Manggar")
    assert table.rows[1].cells["kecamatan"] == Cell("B3", "text", "Manggar", merged_from="B2")
    assert table.rows[3].cells["kecamatan"].merged_from == "B5"


def test_a_cell_merged_over_several_desa_speaks_for_each() -> None:
    table = table_of(
        [["Desa", "Status", "No SK"], ["Padang", "Ada", "12"], ["Lalang", None, None], ["Baru", None, None]],
        merged=[(2, 2, 3, 2), (2, 3, 3, 3)],
    )
    assert texts_of(table, "status") == ["Ada", "Ada", None]
    assert table.rows[1].cells["no_sk"] == Cell("C3", "text", "12", merged_from="C2")


@pytest.mark.parametrize("heading", ["KECAMATAN GANTUNG", "Kec. Gantung", "II. Kecamatan : Gantung", "B. Kec.Gantung"])
def test_a_kecamatan_may_head_its_block(heading: str) -> None:
    table = table_of(
        [["No", "Desa", "Status"], ["Kecamatan Manggar"], [1, "Padang", "Belum"], [heading], [1, "Jangkar", "Ada"]]
    )
    assert [text.title() for text in texts_of(table, "kecamatan") if text] == ["Manggar", "Gantung"]
    assert texts_of(table, "desa") == ["Padang", "Jangkar"]
    assert table.rows[0].cells["kecamatan"].merged_from == "A2"
    assert "kecamatan" not in table.columns


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([["KECAMATAN SIMPANG PESAK"], [None]], "SIMPANG PESAK"),
        ([["Kecamatan", ": Manggar"]], "Manggar"),
        ([["KECAMATAN SE-KABUPATEN BELITUNG TIMUR"]], None),
        ([["Kecamatan Manggar Tahun 2023"]], None),
        ([["REKAP POKJA"]], None),
    ],
)
def test_a_sheet_of_one_kecamatan_names_it_above(lines: list[list[Value]], expected: str | None) -> None:
    assert texts_of(table_of([*lines, ["No", "Desa", "Status"], [1, "Padang", "Belum"]]), "kecamatan") == [expected]


def test_a_kecamatan_alone_in_its_column_heads_the_rows_below() -> None:
    table = table_of([HEADER, ["I", "Manggar"], [1, None, "Padang", "Belum"], [2, None, "Lalang", "Belum"]])
    assert texts_of(table, "kecamatan") == ["Manggar", "Manggar"]


def test_a_desa_without_status_beside_its_kecamatan_is_no_heading() -> None:
    table = table_of([HEADER, [1, "Kec. Manggar", "Padang", None], [2, "Kec. Manggar", "Lalang", "Belum"]])
    assert texts_of(table, "desa") == ["Padang", "Lalang"]


def test_totals_are_kept_apart_wherever_their_word_stands() -> None:
    table = table_of(
        [
            HEADER,
            *MANGGAR,
            [None, "Jumlah Manggar", None, 1],
            *GANTUNG,
            [None, None, "Sub Total", 1],
            ["TOTAL", None, 4, 2],
            ["Rata-rata", None, 2, 1],
        ]
    )
    assert texts_of(table, "desa") == ["Padang", "Lalang", "Lenggang", "Limbongan"]
    assert [total.cells["label"].text for total in table.totals] == [
        "Jumlah Manggar",
        "Sub Total",
        "TOTAL",
        "Rata-rata",
    ]
    assert table.totals[2].cells["status"] == Cell("D8", "number", "2")
    assert texts_of(table, "kecamatan") == ["Manggar", "Manggar", "Gantung", "Gantung"]


TICKED: list[list[Value]] = [
    ["No", "Desa", "Ada", "Tdk"],
    [1, "Padang", "v", None],
    [2, "Lalang", "v", None],
    [3, "Baru", None, "v"],
]


@pytest.mark.parametrize("label", ["Manggar", None])
def test_numbers_below_the_last_desa_are_a_total_whatever_it_is_called(label: str | None) -> None:
    table = table_of([*TICKED, [label, None, 2, 1]])
    assert texts_of(table, "desa") == ["Padang", "Lalang", "Baru"]
    (total,) = table.totals
    assert (total.text_of("label"), total.cells["status"]) == (label or "Jumlah", Cell("C5", "number", "2"))


@pytest.mark.parametrize("row", [[4, None, "v", None], [4, None, 1, None], [None, None, 1, None], ["x", None, 1, 0]])
def test_a_row_that_may_lack_its_name_is_no_total(row: list[Value]) -> None:
    table = table_of([*TICKED, row])
    assert (len(table.rows), table.totals) == (4, [])


@pytest.mark.parametrize("header", ["Status Pokja (31/10/26)", "Status per 31-10-2026"])
def test_the_header_of_a_status_with_its_day_is_one_more_title(header: str) -> None:
    table = table_of([["Desa", header], ["Padang", "Terbentuk"], ["Lalang", "Belum"]])
    assert table.above == [Cell("B1", "text", header)]


def test_two_short_days_are_two_periods() -> None:
    rows: list[list[Value]] = [["Desa", "Status (30/9/26)", "Status (31/10/26)"], ["Padang", "Belum", "Terbentuk"]]
    assert [table.period for table in tables_of([*rows, ["Lalang", "Belum", "Belum"]])] == rows[0][1:]


def test_the_signature_block_stands_below_the_table() -> None:
    table = table_of(
        [
            HEADER,
            *MANGGAR,
            ["Jumlah", None, 2, 1],
            [None],
            [None, None, "Mengetahui,", "Manggar, 10 Mei 2023"],
            [None, None, "Bupati Belitung Timur", "Kepala Dinas"],
            [None, None, "BUDI SANTOSO", "Dra. SITI AMINAH"],
            [None, None, None, "NIP. 19700101 199503 1 001"],
        ]
    )
    assert texts_of(table, "desa") == ["Padang", "Lalang"]
    assert [cell.ref for cell in table.below] == ["C6", "D6", "C7", "D7", "C8", "D8", "D9"]
    assert table.below[1].text == "Manggar, 10 Mei 2023"


def test_a_signature_right_under_the_last_row_ends_the_table_too() -> None:
    table = table_of([HEADER, *MANGGAR, [None, None, None, "Manggar, 10 Mei 2023"], [None, None, None, "Kepala Dinas"]])
    assert len(table.rows) == 2
    assert len(table.below) == 2


def test_blank_rows_between_blocks_do_not_end_the_table() -> None:
    table = table_of([HEADER, *MANGGAR, [None], [" "], *GANTUNG, [None], [5, "Damar", "Mengkubang", "Belum"]])
    assert texts_of(table, "desa") == ["Padang", "Lalang", "Lenggang", "Limbongan", "Mengkubang"]


def test_a_row_after_the_signature_is_not_lost() -> None:
    table = table_of([HEADER, *MANGGAR, [None], [None, None, None, "NIP. 1970"], [3, "Damar", "Mengkubang", "Belum"]])
    assert "Mengkubang" in texts_of(table, "desa")


@pytest.mark.parametrize("status", ["Terbentk", "Kepala desa berhalangan", "???"])
def test_a_desa_with_an_odd_status_stays_a_row(status: str) -> None:
    table = table_of([HEADER, *MANGGAR, [None, "Damar", "Mengkubang", status]])
    assert texts_of(table, "status")[-1] == status


def test_a_status_without_a_desa_stays_a_row() -> None:
    table = table_of([HEADER, *MANGGAR, [None], [3, "Damar", None, "Belum"]])
    assert texts_of(table, "desa") == ["Padang", "Lalang", None]


def test_a_remark_that_reads_like_a_signature_is_a_remark() -> None:
    rows: list[list[Value]] = [
        ["Desa", "Status", "Ket"],
        ["Padang", "Rapat", "Kepala desa baru"],
        ["Lalang", "Rapat", "-"],
    ]
    assert texts_of(table_of(rows), "desa") == ["Padang", "Lalang"]


def test_a_header_printed_again_is_no_row() -> None:
    table = table_of([HEADER, *MANGGAR, HEADER, *GANTUNG])
    assert texts_of(table, "desa") == ["Padang", "Lalang", "Lenggang", "Limbongan"]


def test_prepared_numbers_without_a_desa_are_no_rows() -> None:
    assert len(table_of([HEADER, *MANGGAR, [3], [4]]).rows) == 2


def test_hidden_rows_are_those_of_the_data() -> None:
    table = table_of([HEADER, *MANGGAR, ["Jumlah", None, 2]], hidden_rows={1, 3, 4, 90})
    assert table.hidden_rows == (3,)
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2014.0, ("number", "2014")),
        (0.5, ("number", "0.5")),
        (1e300, ("number", "1e+300")),
        (float("nan"), ("number", "nan")),
        (True, ("bool", "TRUE")),
        (date(2023, 5, 10), ("date", "2023-05-10")),
        (" Padang\u00a0Jaya\r\nlama ", ("text", "Padang Jaya lama")),
        ("Pa\u202edang\x07", ("text", "Pa\u202edang\x07")),
        ("\u00a0 ", None),
        (None, None),
    ],
)
def test_a_value_is_described_as_kind_and_text(value: Value, expected: tuple[str, str] | None) -> None:
    assert describe(value) == expected


class TestRowsOfData:
    HEADER: ClassVar[list[Value]] = ["No", "Kecamatan", "Desa", "Status", "Keterangan"]

    def test_a_running_number_drawn_on_below_the_table_adds_nothing(self) -> None:
        far: list[list[Value]] = [[float(number)] for number in range(2, 40)]
        table = table_of([self.HEADER, [1.0, "Manggar", "Lalang", "Belum"], *far])
        assert (len(table.rows), table.below) == (1, [])

    def test_one_and_true_are_not_taken_for_each_other(self) -> None:
        lines: list[list[Value]] = [[1.0, "Manggar", "Lalang", "Belum"], [True, "Manggar", "Padang", "Belum"]]
        assert [row.cells["no"].kind for row in table_of([self.HEADER, *lines]).rows] == ["number", "bool"]

    def test_what_carries_from_row_to_row_carries_over_other_rows(self) -> None:
        lines: list[list[Value]] = [
            [1.0, "Manggar", "Lalang", "Terbentuk"], [2.0, "", "Kurnia Jaya", "Belum"],
            [3.0, "Gantung", "Lenggang", "Belum"], [4.0, "", "Selingsing", "sda"],
        ]  # fmt: skip
        table = table_of([self.HEADER, *lines])
        assert texts_of(table, "kecamatan") == ["Manggar", "Manggar", "Gantung", "Gantung"]
        assert table.rows[3].cells["status"].merged_from == "D4"
