"""The sheets beside the recap of status: how they are recognised, which of their rows are data, what these are lent."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from kkb.problems import Severity
from kkb.programme import Lembar
from kkb.programme.columns import KOLOM, SHEET_NAMES
from kkb.recap import Cell, Table, Workbook
from kkb.workbook.child import read
from kkb.workbook.grid import Grid, Value
from kkb.workbook.marking.marks import Mark, mark_workbook
from kkb.workbook.model import DEFAULT_LIMITS, Refused, from_wire, to_wire
from kkb.workbook.tables.layout import find_programme_tables, tables_of_sheet
from kkb.workbook.tables.programme_columns import field_of, lembar_named
from tests.support.workbook_fixtures import make_xlsx, texts_of

DAY = date(2023, 5, 2)
KEGIATAN: list[Value] = ["Kecamatan", "Desa", "Tanggal", "Nama Kegiatan", "Jumlah Peserta"]
LANGKAH: list[Value] = ["Desa", "Tanggal", "Jenis Langkah", "Catatan"]
KOMITMEN: list[Value] = ["Kecamatan", "Desa", "TTD Kades", "TTD BPD", "Tanggal", "Jabatan"]


def tables_of(rows: list[list[Value]], sheet: str = "Lembar1", **grid: Any) -> list[Table]:
    return find_programme_tables(Grid(sheet, rows, **grid))


def table_of(rows: list[list[Value]], sheet: str = "Lembar1", **grid: Any) -> Table:
    (table,) = tables_of(rows, sheet, **grid)
    return table


@pytest.mark.parametrize("lembar", Lembar)
def test_what_the_template_writes_is_recognised_whatever_the_name_of_the_sheet(lembar: Lembar) -> None:
    header: list[Value] = [column.header for column in KOLOM[lembar]]
    for name in (SHEET_NAMES[lembar], "Lembar1"):
        table = table_of([[f"{name} Pokja"], header, ["Manggar", "Lalang", "", "v", "v"]], name)
        assert table.lembar == lembar
        assert list(table.columns) == [column.name for column in KOLOM[lembar]]
        assert (table.header_rows, table.extra_columns, len(table.rows)) == ((2,), (), 1)


def test_the_star_of_the_template_is_no_part_of_a_name() -> None:
    table = table_of([["Desa *", "Tanggal*", "Nama Kegiatan  *", "Keadaan Sebelum"], ["Lalang", DAY, "Posyandu", "1"]])
    assert list(table.columns.values()) == ["Desa", "Tanggal", "Nama Kegiatan", "Keadaan Sebelum"]


@pytest.mark.parametrize("lembar", Lembar)
def test_every_listed_word_names_its_column(lembar: Lembar) -> None:
    wrong = {
        word: field_of(lembar, word)
        for column in KOLOM[lembar]
        for word in (column.header, *column.words, *(w.upper() for w in column.words))
        if (found := field_of(lembar, word)) is None or found[0] != column.name
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Tgl.", "tanggal"),
        ("TANGGAL KEGIATAN *", "tanggal"),
        ("Tanggal (dd/mm/yyyy)", "tanggal"),
        ("Nama\nKegiatan", "nama"),
        ("Nama\u00a0Kegiatan (wajib)", "nama"),
        ("Kegiatan Pokja Kampung KB", "nama"),
        ("Kegiatan / Program", "nama"),
        ("Jml. Peserta (orang)", "peserta"),
        ("Realisasi Anggaran (Rp.)", "realisasi"),
        ("Nama Mitra", "mitra"),
        ("DESA / KEL.", "desa"),
        ("Kec.", "kecamatan"),
        ("D E S A", "desa"),
        ("Nama Pokja", None),
        ("Penanggung Jawab", None),
        ("", None),
        ("kegiatan " * 400, None),
    ],
)
def test_headers_are_known_as_officers_write_them(header: str, field: str | None) -> None:
    found = field_of(Lembar.KEGIATAN, header)
    assert (found[0] if found else None) == field


@pytest.mark.parametrize(
    ("lembar", "header", "field"),
    [
        (Lembar.KEGIATAN, "Nama Giat", "nama"),
        (Lembar.KEGIATAN, "Tgl Giat", "tanggal"),
        (Lembar.KEGIATAN, "Masalah warga yg dijawab", "kebutuhan"),
        (Lembar.KEGIATAN, "Kebutuhan dari masyarakat", "kebutuhan"),
        (Lembar.KEGIATAN, "Kerja sama dgn", "mitra"),
        (Lembar.KEGIATAN, "Jml Hadir", "peserta"),
        (Lembar.KEGIATAN, "Dana dari", "sumber_dana"),
        (Lembar.KEGIATAN, "Bidang", "seksi"),
        (Lembar.KEGIATAN, "Warga Desa", None),
        (Lembar.KEGIATAN, "Masyarakat", None),
        (Lembar.KEGIATAN, "Hadir", None),
        (Lembar.KEGIATAN, "Dana Desa", None),
        (Lembar.LANGKAH, "Langkah yang dilakukan", "jenis"),
        (Lembar.EVALUASI, "Tgl Nilai", "tanggal"),
        (Lembar.EVALUASI, "Nama Giat", "program"),
        (Lembar.EVALUASI, "Kesimpulan", "putusan"),
        (Lembar.EVALUASI, "Dinilai oleh", "oleh"),
    ],
)
def test_words_of_offices_abbreviations_and_words_between_them(lembar: Lembar, header: str, field: str | None) -> None:
    found = field_of(lembar, header)
    assert (found[0] if found else None) == field


def test_the_name_of_a_person_is_no_signature() -> None:
    assert field_of(Lembar.KOMITMEN, "Nama Kepala Desa") is None
    assert field_of(Lembar.KOMITMEN, "Tandatangan Kades") == field_of(Lembar.KOMITMEN, "kades tanda tangan")


def test_a_title_may_name_two_sheets() -> None:
    assert lembar_named("Evaluasi Kegiatan 2024") == {Lembar.EVALUASI, Lembar.KEGIATAN}
    assert lembar_named("Log 2023") == lembar_named("LANGKAH-LANGKAH") == {Lembar.LANGKAH}
    assert lembar_named("Giat Pokja") == {Lembar.KEGIATAN}
    assert lembar_named("Penilaian") == {Lembar.EVALUASI}
    assert lembar_named("Rekap") == lembar_named("Katalog") == frozenset()


@pytest.mark.parametrize(
    ("sheet", "header", "lembar"),
    [
        ("Rekap Komitmen", ["Desa", "Status", "Tanggal"], ""),
        ("Komitmen", ["Desa", "Status", "TTD Kades", "TTD BPD"], ""),
        ("Kegiatan", ["Desa", "Status", "Tanggal", "Peserta"], ""),
        ("Kegiatan", ["Desa", "Tanggal", "Nama Kegiatan", "Status"], "kegiatan"),
        ("Lembar1", ["Desa", "Tanggal", "Nama Kegiatan", "Peserta", "Status"], ""),
        ("Lembar1", ["Desa", "Tanggal Pembentukan", "No SK", "Kegiatan", "Peserta"], ""),
        ("Lembar1", ["Desa", "Belum", "Sosialisasi", "Terbentuk", "Tanggal", "Langkah"], ""),
        ("Lembar1", ["Desa", "Tahapan", "Tanggal"], ""),
        ("Log Langkah", ["Desa", "Tahapan", "Tanggal"], "langkah"),
        ("Log Langkah", ["Desa", "Tanggal"], "langkah"),
        ("Komitmen", ["Desa", "Kepala Desa", "Ketua BPD"], "komitmen"),
        ("Komitmen", ["Jabatan", "TTD Kades"], "komitmen"),
        ("Data Desa", ["Desa", "Kepala Desa", "Ketua BPD", "No HP"], None),
        ("Lembar1", ["Desa", "Kepala Desa TTD", "Ketua BPD TTD"], "komitmen"),
        ("Lembar1", ["Desa", "Tanggal", "Program", "Keputusan"], "evaluasi"),
        ("Lembar1", ["Desa", "Tanggal", "Kegiatan"], ""),
        ("Lembar1", ["Desa", "Masalah", "Hasil"], None),
        ("Lembar1", ["Desa", "Tgl Nilai", "Nama Giat", "Kesimpulan"], "evaluasi"),
        ("Daftar Hadir", ["No", "Nama", "Desa", "Hadir"], None),
        ("Kegiatan", ["Tanggal", "Nama Kegiatan", "Peserta"], None),
        ("Evaluasi 2024", ["Kode Desa", "Program", "Catatan"], "evaluasi"),
    ],
)
def test_a_sheet_is_told_by_its_header_and_its_name(sheet: str, header: list[Value], lembar: str | None) -> None:
    """ "" is a recap of status, None neither."""
    tables = tables_of_sheet(Grid(sheet, [["Keadaan per 10 Mei 2023"], header, ["Lalang", *["Belum"] * 5]]))
    assert [table.lembar for table in tables] == ([] if lembar is None else [lembar])


def test_a_title_of_a_signing_makes_a_list_of_persons_a_sheet_of_signatures() -> None:
    rows: list[list[Value]] = [["Penandatanganan Komitmen"], ["Desa", "Kepala Desa", "Ketua BPD"], ["Lalang", "v", "x"]]
    assert table_of(rows).lembar == "komitmen"


def test_a_recap_of_status_below_a_list_of_activities_keeps_the_sheet() -> None:
    rows: list[list[Value]] = [KEGIATAN, ["Manggar", "Lalang", DAY, "Posyandu", 3], [], ["Desa", "Status", "Tanggal"]]
    assert tables_of(rows, "Kegiatan") == []


STATUS_ROWS: list[list[Value]] = [["Desa", "Status", "Tanggal"], ["Lalang", "Terbentuk", DAY]]
ACTIVITIES: list[list[Value]] = [KEGIATAN, ["Manggar", "Lalang", DAY, "Posyandu", 3]]


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([*STATUS_ROWS, [], *ACTIVITIES], ["", "kegiatan"]),
        ([*ACTIVITIES, [], *STATUS_ROWS], ["kegiatan", ""]),
        ([*STATUS_ROWS * 20, [], *ACTIVITIES, [], LANGKAH, ["Lalang", DAY, "Rakor", ""]], ["", "kegiatan", "langkah"]),
    ],
)
def test_a_recap_of_status_and_sheets_of_the_programme_may_share_a_sheet(
    rows: list[list[Value]], kinds: list[str]
) -> None:
    tables = tables_of_sheet(Grid("Lembar1", rows))
    assert [(table.lembar, table.part) for table in tables] == [(kind, part) for part, kind in enumerate(kinds)]
    (activities,) = (table for table in tables if table.lembar == "kegiatan")
    assert texts_of(activities, "nama") == ["Posyandu"]


def test_a_table_of_another_kind_below_is_one_of_that_kind() -> None:
    evaluasi: list[Value] = ["Desa", "Tanggal", "Program", "Putusan", "Alasan"]
    kegiatan, below = tables_of([*ACTIVITIES, [], evaluasi, ["Lalang", DAY, "Posyandu", "Stop", "sepi"]], "Kegiatan")
    assert (texts_of(kegiatan, "nama"), len(kegiatan.rows)) == (["Posyandu"], 1)
    assert (below.lembar, below.part, texts_of(below, "putusan")) == ("evaluasi", 1, ["Stop"])


def test_an_activity_below_a_gap_without_desa_and_day_is_a_row_if_it_counts_persons() -> None:
    tail: list[list[Value]] = [[], ["", "", "", "Kelas ibu", 30], [], ["", "", "", "Camat", ""], ["", "", "", "", 33]]
    table = table_of([*ACTIVITIES, *tail])
    assert texts_of(table, "nama") == ["Posyandu", "Kelas ibu"]


def test_a_header_may_have_two_rows() -> None:
    rows: list[list[Value]] = [
        ["Desa", "Tanda Tangan", "", "Tanggal", "Faktor"],
        ["", "Kepala Desa", "Ketua BPD", "", "Cuaca"],
        ["Lalang", "v", "x", DAY, "hujan"],
    ]
    table = table_of(rows, merged=[(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4)])
    assert table.header_rows == (1, 2)
    assert table.columns == {
        "desa": "Desa", "kepala_desa": "Tanda Tangan Kepala Desa", "ketua_bpd": "Tanda Tangan Ketua BPD",
        "tanggal": "Tanggal",
    }  # fmt: skip
    assert table.extra_columns == ("Faktor Cuaca",)
    assert texts_of(table, "ketua_bpd") == ["x"]


@pytest.mark.parametrize(
    ("parts", "chosen", "header"),
    [
        (["L", "P", "Jumlah"], "25", "Jumlah Peserta Jumlah"),
        (["L", "P", "Total"], "25", "Jumlah Peserta (Total)"),
        (["L", "P", ""], "10", "Jumlah Peserta (L)"),
        (["Target", "Realisasi", ""], "10", "Jumlah Peserta (Target)"),
    ],
)
def test_numbers_in_parts_are_read_from_their_sum_or_carry_the_name_of_the_part(
    parts: list[Value], chosen: str, header: str
) -> None:
    rows: list[list[Value]] = [
        ["Kegiatan 2023"],
        ["Desa", "Tanggal", "Nama Kegiatan", "Jumlah Peserta", "", "", "Mitra"],
        ["", "", "", *parts, ""],
        ["Lalang", DAY, "Posyandu", 10, 15, 25, "Puskesmas"],
    ]
    last = 6 if parts[-1] else 5
    table = table_of(rows, "Kegiatan", merged=[(1, 1, 1, 7), (2, 4, 2, last)])
    assert (table.header_rows, len(table.rows), table.totals) == ((2, 3), 1, [])
    assert (texts_of(table, "peserta"), table.columns["peserta"]) == ([chosen], header)
    assert "realisasi" not in table.columns
    assert table.columns["mitra"] == "Mitra"


def test_a_part_that_names_a_field_of_its_own_is_that_field() -> None:
    rows: list[list[Value]] = [
        ["Desa", "Tanggal", "Kegiatan", "", "Anggaran", ""],
        ["", "", "Nama", "Mitra", "Pagu", "Realisasi"],
        ["Lalang", DAY, "Posyandu", "Puskesmas", 9, 8],
    ]
    table = table_of(rows, "Kegiatan", merged=[(1, 3, 1, 4), (1, 5, 1, 6)])
    assert [table.column_letters[name] for name in ("nama", "mitra", "anggaran", "realisasi")] == ["C", "D", "E", "F"]


def test_a_title_above_is_no_part_of_the_header() -> None:
    table = table_of([["LOG"], LANGKAH, ["Lalang", DAY, "Sosialisasi", ""]])
    assert (table.header_rows, table.columns["desa"]) == ((2,), "Desa")
    assert table.above == [Cell("A1", "text", "LOG")]


def test_the_first_row_of_data_is_no_second_row_of_the_header() -> None:
    table = table_of([["Desa", "Tanggal", "Jenis", "Uraian"], ["Hasil", "2023", "Tahapan", "Ket"]])
    assert (table.header_rows, len(table.rows)) == ((1,), 1)


def test_a_desa_named_once_goes_on_over_the_rows_below() -> None:
    table = table_of(
        [
            KEGIATAN,
            ["Manggar", "Lalang", DAY, "Posyandu", 30],
            ["", "", DAY, "Kelas ibu", 12],
            ["", "", "Mei 2023", "Kelas ayah", ""],
            ["", "Padang", DAY, "Posyandu", 9],
        ]
    )
    assert texts_of(table, "desa") == ["Lalang", "Lalang", "Lalang", "Padang"]
    assert texts_of(table, "kecamatan") == ["Manggar"] * 4
    assert table.rows[2].cells["desa"] == Cell("B4", "text", "Lalang", "B2")
    assert table.rows[0].cells["desa"].merged_from is None
    assert table.rows[3].cells["kecamatan"] == Cell("A5", "text", "Manggar", "A2")


@pytest.mark.parametrize(
    "between",
    [
        [["", "", "", "", ""]],
        [["Jumlah", "", "", "", 30]],
        [["", "", "", "Total", 30]],
        [["Kecamatan Gantung", "", "", "", ""]],
        [["", "", "", "KECAMATAN GANTUNG", ""]],
    ],
)
def test_nothing_is_carried_past_a_gap_a_total_or_a_heading(between: list[list[Value]]) -> None:
    rows = [KEGIATAN, ["Manggar", "Lalang", DAY, "Posyandu", 30], *between, ["", "", DAY, "Kelas ibu", 12]]
    table = table_of(rows)
    assert texts_of(table, "desa") == ["Lalang", None]
    assert texts_of(table, "nama") == ["Posyandu", "Kelas ibu"]


def test_another_kecamatan_ends_a_desa() -> None:
    first: list[Value] = ["Manggar", "Lalang", DAY, "Posyandu", 30]
    table = table_of([KEGIATAN, first, ["MANGGAR", "", DAY, "Rapat", 3], ["Gantung", "", DAY, "Kelas ibu", 12]])
    assert texts_of(table, "desa") == ["Lalang", "Lalang", None]


def test_merged_cells_lend_names_but_no_counts() -> None:
    rows: list[list[Value]] = [
        [*KEGIATAN, "Realisasi (Rp)", "Sebelum"],
        ["Manggar", "Lalang", DAY, "Posyandu", 30, 5_000_000, "35 anak"],
        ["", "", "", "Kelas ibu", "", "", ""],
        ["", "", "", "", "", "", ""],
    ]
    table = table_of(rows, merged=[(2, column, 4, column) for column in (1, 2, 3, 5, 6, 7)])
    assert [row.row for row in table.rows] == [2, 3]
    assert {name: cell.merged_from for name, cell in table.rows[1].cells.items()} == {
        "kecamatan": "A2", "desa": "B2", "tanggal": "C2", "nama": None,
    }  # fmt: skip


def test_headings_name_kecamatan_and_desa_for_the_rows_below() -> None:
    header: list[Value] = ["No", "Desa", "Tanggal", "Nama Kegiatan", "Peserta"]
    rows: list[list[Value]] = [
        header,
        ["A.", "KECAMATAN MANGGAR", "", "", ""],
        [1, "Lalang", DAY, "Posyandu", 30],
        ["Desa Padang", "", "", "", ""],
        ["", "", DAY, "Kelas ibu", 12],
        ["", "Desa Kurnia Jaya", "", "", ""],
        ["", "", DAY, "Rapat", 12],
    ]
    table = table_of(rows)
    assert texts_of(table, "desa") == ["Lalang", "Padang", "Desa Kurnia Jaya"]
    assert texts_of(table, "kecamatan") == ["MANGGAR"] * 3
    assert table.rows[1].cells["desa"].source_ref == "A4"


def test_ditto_marks_repeat_words_and_no_counts() -> None:
    rows = [KEGIATAN, ["Manggar", "Lalang", DAY, "Posyandu", 30], ["sda", '"', '"', "idem", '"']]
    table = table_of(rows)
    assert texts_of(table, "nama") == ["Posyandu", "Posyandu"]
    assert texts_of(table, "desa") == ["Lalang", "Lalang"]
    assert texts_of(table, "peserta") == ["30", '"']
    assert table.rows[1].cells["tanggal"] == Cell("C3", "date", "2023-05-02", "C2")


def test_totals_are_set_apart_and_an_activity_may_be_called_one() -> None:
    rows: list[list[Value]] = [
        KEGIATAN,
        ["Manggar", "Lalang", DAY, "Total Football Cup", 30],
        ["", "", DAY, "Jumlah jentik dihitung", 5],
        ["", "", "", "Jumlah", 35],
        ["Total Kecamatan Manggar", "", "", "", 35],
    ]
    table = table_of(rows)
    assert texts_of(table, "nama") == ["Total Football Cup", "Jumlah jentik dihitung"]
    assert [(row.row, row.cells["label"].ref, row.cells["peserta"].text) for row in table.totals] == [
        (4, "D4", "35"), (5, "A5", "35"),
    ]  # fmt: skip


def test_signatures_end_the_table() -> None:
    signed: list[list[Value]] = [
        ["", "", "", "", ""],
        ["", "", "", "Manggar, 10 Mei 2023", ""],
        ["", "", "", "Kepala Dinas", ""],
        ["", "", "", "NIP 1968", ""],
    ]
    table = table_of([KEGIATAN, ["Manggar", "Lalang", DAY, "Posyandu", 30], *signed])
    assert len(table.rows) == 1
    assert [cell.text for cell in table.below] == ["Manggar, 10 Mei 2023", "Kepala Dinas", "NIP 1968"]
    close = table_of([KEGIATAN, ["Manggar", "Lalang", DAY, "Posyandu", 30], *signed[1:]])
    assert (len(close.rows), len(close.below)) == (1, 3)


def test_a_camat_at_work_is_no_signature() -> None:
    rows = [KEGIATAN, ["Manggar", "Lalang", DAY, "Posyandu", 30], ["", "", DAY, "Camat membuka pelatihan", 30]]
    assert texts_of(table_of(rows), "desa") == ["Lalang", "Lalang"]


def test_signers_of_the_regency_name_no_desa_and_are_lent_none() -> None:
    rows: list[list[Value]] = [
        KOMITMEN,
        ["Manggar", "Lalang", "v", "v", DAY, ""],
        ["", "Padang", "", "", "", ""],
        ["", "", "", "", DAY, "Bupati"],
        ["", "", "", "", "", "Ketua DPRD"],
        ["", "", "", "", "", ""],
        ["", "", "", "", "", "Kepala Dinas"],
    ]
    table = table_of(rows)
    assert [row.row for row in table.rows] == [2, 4, 5]
    assert table.rows[1].cells.keys() == {"tanggal", "penanda_tangan"}
    assert [cell.text for cell in table.below] == ["Kepala Dinas"]


def test_a_list_of_desa_of_which_nothing_is_said_has_no_rows() -> None:
    table = table_of([KOMITMEN, ["Manggar", "Lalang", "", "", "", ""], ["", "Padang", "", "", "", ""]])
    assert (table.lembar, table.rows, table.totals, table.below) == ("komitmen", [], [], [])


def test_an_example_is_no_row_and_lends_nothing() -> None:
    header: list[Value] = ["No", "Desa", "Tanggal", "Nama Kegiatan", "Peserta"]
    table = table_of([header, ["Contoh", "Lalang", DAY, "Posyandu", 30], ["", "", DAY, "Kelas ibu", 12]])
    assert [(row.row, "desa" in row.cells) for row in table.rows] == [(3, False)]
    assert [cell.text for cell in table.below] == ["Contoh", "Lalang", "Posyandu"]


def test_numbers_below_the_header_and_printed_headers_are_left_out() -> None:
    rows: list[list[Value]] = [
        ["Desa", "Tanda Tangan", ""],
        ["", "Kepala Desa", "Ketua BPD"],
        ["1", "2", "3"],
        ["Lalang", "v", "v"],
        ["Desa", "Tanda Tangan", ""],
        ["", "Kepala Desa", "Ketua BPD"],
        [1, 2, 3],
        ["Padang", "v", "v"],
    ]
    table = table_of(rows, merged=[(1, 1, 2, 1)])
    assert texts_of(table, "desa") == ["Lalang", "Padang"]


def test_a_header_with_other_columns_begins_another_table() -> None:
    rows: list[list[Value]] = [
        LANGKAH,
        ["Lalang", DAY, "Sosialisasi", ""],
        ["Kecamatan Gantung"],
        ["Jenis", "Desa", "Tgl", "Ket"],
        ["Koordinasi", "Lenggang", DAY, ""],
    ]
    first, second = tables_of(rows)
    assert (first.part, second.part, second.header_rows) == (0, 1, (4,))
    assert (texts_of(second, "jenis"), texts_of(second, "desa")) == (["Koordinasi"], ["Lenggang"])
    assert [len(first.rows), len(second.rows)] == [1, 1]


def test_kinds_of_cells_and_what_is_hidden_are_told() -> None:
    rows: list[list[Value]] = [
        [*KEGIATAN, "Penyuluh"],
        ["Manggar", "Lalang", ("error", "#REF!"), "Posyandu", ("no_cache", ""), "x"],
        ["Manggar", "Padang", DAY, "Kelas ibu", ("broken", "1e999"), ""],
    ]
    table = table_of(rows, hidden_rows={3}, hidden_columns=[(5, 5)], struck={(3, 4)})
    assert [cell.kind for cell in table.rows[0].cells.values()] == ["text", "text", "error", "text", "no_cache"]
    assert table.rows[1].cells["peserta"] == Cell("E3", "broken", "1e999")
    assert (table.hidden_rows, table.hidden_columns) == ((3,), ("Jumlah Peserta",))
    assert (table.extra_columns, table.struck) == (("Penyuluh",), ("D3",))


def test_where_unknown_headers_stand_is_told() -> None:
    one = table_of([[*KEGIATAN, "Judul", "Ulasan"], ["Manggar", "Lalang", DAY, "Posyandu", 30]])
    assert (one.extra_columns, one.extra_cells) == (("Judul", "Ulasan"), ("F1", "G1"))
    of_two = table_of(
        [
            ["Desa", "Tanggal", "Nama Kegiatan", "Peserta", "", "Judul"],
            ["", "", "", "L", "P", ""],
            ["Lalang", DAY, "Posyandu", 1, 2],
        ]
    )
    assert (of_two.header_rows, of_two.extra_cells) == ((1, 2), ("E2", "F1"))


def test_rows_that_leave_the_kecamatan_blank_are_told_from_those_that_repeat_it() -> None:
    rows: list[list[Value]] = [
        KEGIATAN,
        ["Manggar", "Lalang", DAY, "Posyandu", 30],
        ["", "Padang", DAY, "Posyandu", 30],
        ["sda", "Padang", DAY, "Kelas ibu", 30],
        ["-", "Baru", DAY, "Posyandu", 30],
        ["", "Baru", DAY, "sda", 30],
        ["Gantung", "", "", "", ""],
        ["", "Lenggang", DAY, "Posyandu", 30],
        ["Damar", "Mempaya", DAY, "Posyandu", 30],
        ["", "Sukamandi", DAY, "Posyandu", 30],
    ]
    table = table_of(rows, merged=[(9, 1, 10, 1)])
    assert [row.text_of("kecamatan") for row in table.rows] == [*["Manggar"] * 5, "Gantung", "Damar", "Damar"]
    assert table.carried == {3, 5, 6}
    assert from_wire(to_wire(Workbook(programme=[table]))).programme == [table]


def test_a_sheet_of_desa_whose_headers_mean_nothing_is_told_with_them() -> None:
    more = {
        "Penilaian": [["No", "Desa", "Hari H", "Acara", "Skor", "Ulasan"], [1, "Lalang", DAY, "Posyandu", 3, "baik"],
                      [2, "Padang", DAY, "Kelas ibu", 4, "baik"]],
        "Penduduk": [["Desa", "Jiwa", "KK"], ["Lalang", 900, 300], ["Padang", 800, 250]],
        "Kosong": [["Desa", "Hari H", "Acara"]],
    }  # fmt: skip
    workbook = read(make_xlsx(more_sheets=more), DEFAULT_LIMITS)
    assert workbook.unknown_sheets == {"Penilaian": ("Hari H", "Acara", "Ulasan")}
    assert workbook.unread_sheets == ("Penduduk", "Kosong")
    assert from_wire(to_wire(workbook)).unknown_sheets == workbook.unknown_sheets


def test_a_days_number_of_the_calendar_of_1904_is_moved() -> None:
    rows: list[list[Value]] = [KEGIATAN, ["Manggar", "Lalang", 43_560, "Posyandu", 43_560]]
    cells = table_of(rows, is_1904=True).rows[0].cells
    assert (cells["tanggal"].text, cells["peserta"].text) == ("45022", "43560")


def test_a_code_stands_for_a_name_or_before_it() -> None:
    header: list[Value] = ["Desa", "Tanggal", "Jenis"]
    table = table_of([header, ["19.06.03.2001 - Dendang", DAY, "Sosialisasi"]])
    assert (texts_of(table, "kode_desa"), texts_of(table, "desa")) == (["19.06.03.2001"], ["Dendang"])


def test_a_workbook_of_such_sheets_alone_is_read_and_goes_over_the_wire() -> None:
    more = {
        "Kegiatan": [KEGIATAN, ["Manggar", "Lalang", DAY, "Posyandu", 30], ["", "", DAY, "Rapat", 3]],
        "Lain": [["x"]],
    }
    workbook = read(
        make_xlsx([["Evaluasi"], ["Desa", "Tanggal", "Program", "Putusan"]], more_sheets=more), DEFAULT_LIMITS
    )
    assert (workbook.tables, workbook.unread_sheets) == ([], ("Lain",))
    assert [(table.sheet, table.lembar, len(table.rows)) for table in workbook.programme] == [
        ("Rekap", "evaluasi", 0), ("Kegiatan", "kegiatan", 2),
    ]  # fmt: skip
    again = from_wire(to_wire(workbook))
    assert again.programme == workbook.programme


def test_all_rows_count_towards_the_limit() -> None:
    more = {"Kegiatan": [KEGIATAN, *[["Manggar", "Lalang", DAY, "Posyandu", 30]] * 5]}
    with pytest.raises(Refused) as refusal:
        read(make_xlsx(more_sheets=more), replace(DEFAULT_LIMITS, table_rows=6))
    assert refusal.value.reason == "crowd"


def test_a_marked_copy_marks_cells_of_these_sheets() -> None:
    data = make_xlsx(more_sheets={"Kegiatan": [KEGIATAN, ["Manggar", "Lalang", DAY, "", 30]]})
    marked = mark_workbook(data, [Mark("Kegiatan", "D2", Severity.ERROR, "FIELD_BLANK", "Nama kosong.")])
    cell = openpyxl.load_workbook(io.BytesIO(marked.data))["Kegiatan"]["D2"]
    assert cell.comment is not None and "Nama kosong." in cell.comment.text
    assert (marked.rows, marked.only_faulty) == (1, False)
