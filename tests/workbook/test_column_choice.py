"""From which column a field is read where the headers alone would mislead."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.workbook.grid import Value
from tests.support.workbook_fixtures import table_of, texts_of


@pytest.mark.parametrize("header", ["Status Desa (IDM)", "Status", "Status Desa", "Status IDM", "Status Kepemilikan"])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_index_of_desa_is_no_status(header: str, is_first: bool) -> None:
    index, pokja = ["Maju", "Mandiri"], ["Sudah", "Belum"]
    headers: list[Value] = [header, "Pokja Kampung KB"]
    pairs = list(zip(index, pokja, strict=True))
    if not is_first:
        headers.reverse()
        pairs = [(said, rank) for rank, said in pairs]
    table = table_of([["Desa", *headers], ["Padang", *pairs[0]], ["Lalang", *pairs[1]]])
    assert texts_of(table, "status") == ["Sudah", "Belum"]
    assert table.extra_columns == (header,)


@pytest.mark.parametrize("header", ["Klasifikasi", "Kategori", "Strata"])
def test_the_index_of_desa_is_no_class_of_a_kampung_kb(header: str) -> None:
    table = table_of([["Desa", header, "Status"], ["Padang", "Tertinggal", "Ada"], ["Lalang", "Mandiri", "Belum"]])
    assert "klasifikasi" not in table.columns


def test_an_index_alone_leaves_no_status() -> None:
    table = table_of([["Desa", "Status", "No SK"], ["Padang", "Maju", "12"]])
    assert (table.columns, table.extra_columns) == ({"desa": "Desa", "no_sk": "No SK"}, ("Status",))


def test_the_class_under_the_head_of_a_status_is_the_class() -> None:
    table = table_of([["Desa", "Status Kampung KB", "Pokja"], ["Padang", "Dasar", "Ada"], ["Lalang", "Mandiri", "Ada"]])
    assert (texts_of(table, "klasifikasi"), texts_of(table, "status")) == (["Dasar", "Mandiri"], ["Ada", "Ada"])


def test_of_two_headers_of_a_status_the_one_with_words_of_a_status_counts() -> None:
    table = table_of([["Desa", "Status", "Pokja"], ["Padang", "Definitif", "Ada"], ["Lalang", "Persiapan", "Belum"]])
    assert texts_of(table, "status") == ["Ada", "Belum"]


def test_a_column_that_is_shown_goes_before_a_hidden_one() -> None:
    rows: list[list[Value]] = [["Desa", "Status Pokja", "Status"], ["Padang", "Belum", "Terbentuk"]]
    table = table_of(rows, hidden_columns=[(2, 2)])
    assert (texts_of(table, "status"), table.hidden_columns) == (["Terbentuk"], ())


def test_a_hidden_column_alone_of_its_kind_is_read_and_told() -> None:
    table = table_of([["Desa", "Status", "Tahun"], ["Padang", "Ada", 2018]], hidden_columns=[(3, 9)])
    assert (texts_of(table, "tanggal"), table.hidden_columns) == (["2018"], ("Tahun",))


def test_desa_goes_before_kelurahan() -> None:
    table = table_of([["Kelurahan", "Desa", "Status"], [None, "Padang", "Ada"]])
    assert (texts_of(table, "desa"), table.extra_columns) == (["Padang"], ("Kelurahan",))


@pytest.mark.parametrize("header", ["Pembentukan Pokja", "Terbentuk", "Dibentuk"])
def test_dates_under_the_head_of_the_formation_are_its_dates(header: str) -> None:
    table = table_of([["Desa", header, "Status"], ["Padang", 2018, "Ada"], ["Lalang", "-", "Belum"]])
    assert (texts_of(table, "tanggal"), texts_of(table, "status")) == (["2018", "-"], ["Ada", "Belum"])


def test_a_date_beside_every_desa_without_a_pokja_is_no_date_of_formation() -> None:
    rows: list[list[Value]] = [["Tanggal", "Desa", "Status"], [2023, "Padang", "Ada"]]
    reports: list[list[Value]] = [[2023, "Lalang", "Belum"], [2023, "Baru", "Merintis"]]
    assert table_of([*rows, *reports]).extra_columns == ("Tanggal",)
    without: list[list[Value]] = [[None, "Lalang", "Belum"], [None, "Baru", "Belum"]]
    assert texts_of(table_of([*rows, *without]), "tanggal") == ["2023", None, None]


def test_words_of_a_status_under_remarks_are_the_status_where_no_column_has_one() -> None:
    rows: list[list[Value]] = [["Padang", 2018, "Sudah terbentuk"], ["Lalang", None, "Belum"]]
    assert texts_of(table_of([["Desa", "Tahun Bentuk", "Ket"], *rows]), "status") == ["Sudah terbentuk", "Belum"]
    remarks: list[list[Value]] = [["Padang", 2018, "Sudah"], ["Lalang", None, "Ada kendala dana"]]
    assert "status" not in table_of([["Desa", "Tahun Bentuk", "Ket"], *remarks]).columns


@pytest.mark.parametrize(
    ("achieved", "status"), [(["Terbentuk", "Belum"], ["Terbentuk", "Belum"]), ([1, 0], ["1", "0"]), ([250, 300], None)]
)
def test_words_or_marks_under_realisasi_are_the_status_where_no_column_has_one(
    achieved: list[Value], status: list[str] | None
) -> None:
    header: list[Value] = ["Desa", "Sasaran 2024", "Realisasi", "Tgl Pembentukan"]
    table = table_of([header, ["Padang", 1, achieved[0], "2018"], ["Lalang", 1, achieved[1], None]])
    assert (texts_of(table, "status") if "status" in table.columns else None) == status


@pytest.mark.parametrize(
    ("words", "is_status"),
    [(["Sdh", "Blm", "Sudah (SK no 12)"], True), (["Ada 12 kader", "Belum ada dana", "Sdh"], False)],
)
def test_remarks_on_the_pokja_are_the_status_where_most_are_its_words(words: list[Value], is_status: bool) -> None:
    rows: list[list[Value]] = [["Padang", words[0], 2018], ["Lalang", words[1], None], ["Baru", words[2], None]]
    assert ("status" in table_of([["Desa", "Ket. Pokja", "Tahun Bentuk"], *rows]).columns) == is_status


@pytest.mark.parametrize(("second", "read"), [(False, "B"), (True, "C")])
def test_yes_or_no_for_every_desa_goes_before_steps_that_are_blank_beside_a_no(second: bool, read: str) -> None:
    rows: list[list[Value]] = [["Padang", False, "Proses"], ["Lalang", second, "-"], ["Baru", False, "-"]]
    table = table_of([["Desa", "Sudah ada Pokja?", "Tahapan"], *rows])
    assert table.column_letters["status"] == read


@pytest.mark.parametrize("others", [["Status Desa", "Status SK"], ["Status", "Status SK"]])
def test_what_is_said_of_the_desa_or_its_decree_yields_to_the_pokja(others: list[Value]) -> None:
    table = table_of(
        [["Desa", *others, "Pokja"], ["Padang", "Aktif", "Ada", "Ada"], ["Lalang", "Aktif", "Ada", "Belum"]]
    )
    assert (texts_of(table, "status"), table.extra_columns) == (["Ada", "Belum"], tuple(others))


def test_an_active_pokja_is_a_status_where_nothing_else_says_one() -> None:
    table = table_of([["Desa", "Status", "No SK Pokja"], ["Padang", "Aktif", "1"], ["Lalang", "Tidak Aktif", None]])
    assert texts_of(table, "status") == ["Aktif", "Tidak Aktif"]


def test_the_founding_of_the_desa_is_no_formation_of_its_pokja() -> None:
    for founded in ("Tahun Berdiri Desa", "Tahun Pembentukan Desa"):
        table = table_of([["Desa", founded, "Pokja", "Tahun"], ["Padang", 1982, "Sudah", 2017]])
        assert (texts_of(table, "tanggal"), table.extra_columns) == (["2017"], (founded,))


def test_a_bare_day_right_of_the_number_of_a_decree_is_the_day_of_the_decree() -> None:
    def dates(*headers: Value) -> dict[str, str]:
        table = table_of([["Desa", "Status", *headers], ["Padang", "Ada", *["5/2018"] * len(headers)]])
        return {name: letter for name, letter in table.column_letters.items() if name.startswith("tanggal")}

    assert dates("No SK", "Tgl.") == {"tanggal_sk": "D"}
    assert dates("Tanggal", "No SK", "Tanggal") == {"tanggal": "C", "tanggal_sk": "E"}
    assert dates("No SK", "Tanggal", "Tgl Dibentuk") == {"tanggal_sk": "D", "tanggal": "E"}
    # Another column is that of its day, or the number has its day beside it in one cell.
    assert dates("No SK", "Tanggal", "Tanggal SK") == {"tanggal": "D", "tanggal_sk": "E"}
    assert dates("No/Tgl SK", "Tanggal") == {"tanggal": "D"}
    assert dates("No SK", "Tahun") == {"tanggal": "D"}


@pytest.mark.parametrize(
    ("header", "texts", "is_known"),
    [
        ("Progres", ("Sosialisasi", "Selesai"), True),
        ("Tindak Lanjut", ("Sudah sosialisasi", None), True),
        ("Tindak Lanjut", ("Sosialisasi ulang ke RT", None), False),
        ("Rencana", ("Sosialisasi", None), False),
        ("Status 2019", ("Sosialisasi", None), False),
        ("Komitmen Sosialisasi Stunting", ("Sudah", None), False),
    ],
)
def test_what_tells_a_step_beside_the_status(header: str, texts: tuple[str | None, ...], is_known: bool) -> None:
    rows = [["Desa", "Status Pokja", header], ["Padang", "Belum", texts[0]], ["Lalang", "Sudah", texts[1]]]
    table = table_of(rows)
    assert ("tahapan" in table.columns, texts_of(table, "status")) == (is_known, ["Belum", "Sudah"])


@pytest.mark.parametrize("header", ["Dibentuk", "Terbentuk", "Dibentuk tgl", "Terbentuk sejak", "Sejak", "Pembentukan"])
def test_days_under_a_word_of_formation_are_its_date(header: str) -> None:
    rows = [["Padang", "Terbentuk", "24 Juli 2020"], ["Lalang", "Sudah", "3/2019"], ["Baru", "Belum", "belum"]]
    table = table_of([["Desa", "Status", header], *rows])
    assert (table.columns["tanggal"], table.columns["status"]) == (header, "Status")
    assert texts_of(table, "tanggal")[:2] == ["24 Juli 2020", "3/2019"]
    assert table.unread_columns == {}


def test_a_status_that_is_a_year_or_a_no_stays_the_status() -> None:
    table = table_of([["Desa", "Terbentuk"], ["Padang", "2018"], ["Baru", "Belum"]])
    assert texts_of(table, "status") == ["2018", "Belum"]


KAMPUNG_HEAD: list[list[Value]] = [
    ["Desa", "Kampung KB", None, "Pokja", None],
    [None, "Dicanangkan", "Pokja dibentuk", "Ada", "Tdk"],
]
KAMPUNG_MERGED = [(1, 2, 1, 3), (1, 4, 1, 5), (1, 1, 2, 1)]


@pytest.mark.parametrize(
    "days",
    [
        (45159, date(2017, 10, 3), "10 Nop. 2026", None),
        (45159, 43011, 46001, None),
        ("belum", "2 Mei 2018", "2019-03-04", "-"),
    ],
)
def test_days_beside_columns_of_ticks_are_the_formation_and_never_the_status(days: tuple[Value, ...]) -> None:
    names = ["Renggiang", "Aik Madu", "Lintang", "Simpang Tiga"]
    ticks = [(None, "v") if day in ("belum", None) else ("v", None) for day in days]
    rows = [
        [name, date(2022, 5, 12) if tick[0] else None, day, *tick]
        for name, day, tick in zip(names, days, ticks, strict=True)
    ]
    table = table_of([*KAMPUNG_HEAD, *rows], merged=KAMPUNG_MERGED)
    assert table.columns["tanggal"] == "Kampung KB Pokja dibentuk"
    assert table.columns["tanggal_pencanangan"] == "Kampung KB Dicanangkan"
    assert texts_of(table, "status") == ["Ada" if tick[0] else "Tdk" for tick in ticks]


def test_what_a_correction_calls_right_is_read_and_what_stood_there_before_is_left() -> None:
    upper: list[Value] = ["Desa", "Semula", None, None, "Yang benar", None, None]
    lower: list[Value] = [None, "Pokja", "Tgl dibentuk", "No. SK", "Pokja", "Tgl dibentuk", "No. SK"]
    row: list[Value] = ["Padang", "belum", "20-1-2026", "1/2026", "sdh", "22-1-2026", "2/2026"]
    merged = [(1, 2, 1, 4), (1, 5, 1, 7), (1, 1, 2, 1)]
    one_row: list[Value] = ["Desa", "Pokja", "Tgl dibentuk", "No. SK", "Pokja seharusnya", "Tgl dibentuk yg benar"]
    for table in (
        table_of([upper, lower, row, ["Lalang", *row[1:]]], merged=merged),
        table_of([[*one_row, "No. SK (yang benar)"], row, ["Lalang", *row[1:]]]),
    ):
        letters = {name: table.column_letters[name] for name in ("status", "tanggal", "no_sk")}
        assert letters == {"status": "E", "tanggal": "F", "no_sk": "G"}


@pytest.mark.parametrize("head", ["Tahapan yang sudah dilalui", "Tahapan", None])
def test_the_steps_of_the_guideline_are_columns_of_ticks_up_to_the_formation(head: str | None) -> None:
    steps: list[Value] = ["Sosialisasi", "Koordinasi", "Penetapan kebijakan", "Penyiapan SDM", "Pembentukan Pokja"]
    marks: list[list[Value]] = [["v"] * 5, ["v", "v", None, None, None], [None] * 4 + ["v"]]
    rows: list[list[Value]] = [[name, *own] for name, own in zip(("Padang", "Lalang", "Baru"), marks, strict=True)]
    upper: list[list[Value]] = [["Desa", head, None, None, None, None], [None, *steps]] if head else [["Desa", *steps]]
    table = table_of([*upper, *rows], merged=[(1, 2, 1, 6), (1, 1, 2, 1)] if head else [])
    assert table.ticks["F"] == "Terbentuk"
    assert texts_of(table, "status")[1:] == ["Sosialisasi + Koordinasi", "Terbentuk"]


def test_without_such_steps_a_tick_under_koordinasi_says_nothing_of_the_pokja() -> None:
    table = table_of([["Desa", "Status", "Koordinasi"], ["Padang", "Ada", "v"], ["Lalang", "Belum", "v"]])
    assert (texts_of(table, "status"), table.ticks) == (["Ada", "Belum"], {})
