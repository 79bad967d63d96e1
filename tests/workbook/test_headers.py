"""Headers that affirm one rung, hints in headers, and rows that only look like data."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.region import Desa, MatchKind, Region
from kkb.workbook.grid import Value
from kkb.workbook.tables.headers import affirms_rung, recognise, step_of, tick_text
from tests.support.workbook_fixtures import table_of, tables_of, texts_of

HEADER: list[Value] = ["No", "Desa", "Status", "Tahun"]


@pytest.mark.parametrize(
    "header",
    [
        "Belum Terbentuk",
        "Sudah Sosialisasi",
        "Sudah Komitmen",
        "Tidak Ada",
        "Belum Ada Pokja",
        "Pokja (Belum Terbentuk)",
        "Status Pokja (Belum)",
        "Belum/Tidak Ada",
        "Sosialisasi (Ya/Tidak)",
        "Belum Terbentuk (Ya/Tidak)",
        "Sudah/Belum Sosialisasi",
        "Status Sosialisasi (Sudah/Belum)",
    ],
)
def test_a_column_that_affirms_a_lower_rung_is_no_status(header: str) -> None:
    assert recognise(header) is None


@pytest.mark.parametrize(
    "header",
    [
        "Sudah/Belum",
        "Belum / Sudah Terbentuk",
        "Ada (tidak ada)",
        "Terbentuk (Ya/Tidak)",
        "Pokja Terbentuk (v)",
        "Realisasi Pokja Terbentuk",
        "Apakah Pokja sudah terbentuk di desa Saudara? (Ya/Tidak)",
        "Keberadaan Pokja (Ada/Tidak Ada)",
        "Sudah atau Belum",
        "Status (Belum/Merintis/Sosialisasi)",
        "Status Pokja: Sudah/Belum/Proses",
        "Status (Sudah / Dalam Proses / Belum)",
        "Pokja sdh terbentuk? (Y/T)",
        "Terbentuk (v/x)",
    ],
)
def test_a_header_that_names_the_choice_is_the_status(header: str) -> None:
    verdict = recognise(header)
    assert verdict is not None
    assert verdict[0] == "status"


@pytest.mark.parametrize(
    ("header", "shown"),
    [("1. Sudah (v)", "Sudah"), ("b) Merintis", "Merintis"), ("Sudah (ada) Pokja", "Sudah Pokja")],
)
def test_a_tick_is_named_without_numeral_and_brackets(header: str, shown: str) -> None:
    assert tick_text(header) == shown


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Tgl bubar", "tanggal_bubar"),
        ("Tanggal bubar", "tanggal_bubar"),
        ("Tgl. Pembubaran Pokja", "tanggal_bubar"),
        ("Bubar pada", "tanggal_bubar"),
        ("Bubar", None),
        ("SK Pembubaran", None),
        ("Tgl SK Pembubaran", None),
        ("Alasan bubar", None),
    ],
)
def test_a_day_on_which_a_pokja_ended_is_none_of_its_formation(header: str, field: str | None) -> None:
    verdict = recognise(header)
    assert (verdict[0] if verdict else None) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("nm_desa", "desa"),
        ("nama_desa", "desa"),
        ("NM_KEC", "kecamatan"),
        ("nm_kecamatan", "kecamatan"),
        ("st_pokja", "status"),
        ("sts_pokja", "status"),
        ("status_pokja", "status"),
        ("tgl_bentuk", "tanggal"),
        ("STATUS_LEMBAGA", "status"),
        ("TMT_LEMBAGA", "tanggal"),
        ("DASAR_HUKUM", "no_sk"),
        ("TGL_DASAR_HUKUM", "tanggal_sk"),
        ("Kep. Kades Nomor", "no_sk"),
        ("Masa Pokja Mulai", "tanggal"),
        ("T/M/B", "status"),
        ("B / S / M / T", "status"),
        ("no_sk", "no_sk"),
        ("tgl_sk", "tanggal_sk"),
        ("STATUS_LEMBAGA_PKK", None),
        ("Dasar Hukum Desa", None),
        ("Kep. Desa", None),
        ("Y/T", None),
        ("tgl_input", None),
        ("nm_kades", None),
        ("st_kk", None),
        ("st", None),
    ],
)
def test_headers_of_an_export_are_read_in_full(header: str, field: str | None) -> None:
    verdict = recognise(header)
    assert (verdict[0] if verdict else None) == field


@pytest.mark.parametrize("what", ["Status {}", "Tanggal Pembentukan {}", "No. SK {}", "Tanggal SK {}"])
def test_what_is_said_of_the_pokja_is_surer_than_what_is_said_of_the_kampung(what: str) -> None:
    pokja, kampung = recognise(what.format("Pokja Kampung KB")), recognise(what.format("Kampung KB"))
    assert pokja is not None and kampung is not None
    assert (pokja[0], pokja[1] > kampung[1]) == (kampung[0], True)


def test_ticks_under_a_lower_rung_alone_make_no_table() -> None:
    rows: list[list[Value]] = [["Kecamatan", "Desa", "Belum Ada Pokja"], ["Manggar", "Padang", "v"]]
    assert tables_of(rows) == []


@pytest.mark.parametrize("header", ["Dalam Proses", "Dlm Proses", "Sdg Proses", "Msh Merintis", "Sedang Dibentuk"])
def test_a_rung_under_way_is_ticked_as_the_rung_is(header: str) -> None:
    rows: list[list[Value]] = [["Padang", "v"], ["Lalang", None, "v"], ["Baru", None, None, "v"]]
    table = table_of([["Desa", "Sudah", header, "Belum"], *rows])
    assert texts_of(table, "status") == ["Sudah", header, "Belum"]
    assert step_of(header) == "Merintis"


@pytest.mark.parametrize("header", ["Masih Aktif", "Dalam SK"])
def test_another_thing_under_way_is_no_rung(header: str) -> None:
    assert not affirms_rung(header)


@pytest.mark.parametrize(
    ("upper", "named"),
    [("DASAR PEMBENTUKAN", "Thn Dibentuk"), ("Legalitas Pokja", "Tgl Terbentuk"), ("POSYANDU", None)],
)
def test_a_day_of_the_formation_under_its_legal_basis_is_one(upper: str, named: str | None) -> None:
    lower = named or "Thn Dibentuk"
    heads: list[list[Value]] = [["Desa", "Status", upper], [None, None, "Nomor SK", lower]]
    table = table_of([*heads, ["Padang", "Sudah", "1/2018", "2018"]], merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)])
    assert table.columns.get("tanggal") == named


@pytest.mark.parametrize("lower", ["Belum Terbentuk", "Sudah Komitmen"])
def test_of_two_columns_of_ticks_the_one_of_the_formation_counts(lower: str) -> None:
    table = table_of([["Desa", lower, "Sudah Terbentuk"], ["Padang", "Ya", "Tidak"]])
    assert table.columns["status"] == "Sudah Terbentuk"
    assert table.extra_columns == (lower,)


@pytest.mark.parametrize(
    "header",
    [
        "Tanggal Pembentukan (dd/mm/yyyy)",
        "Tgl Pembentukan (HH-BB-TTTT)",
        "Tanggal Pembentukan (hari/bulan/tahun)",
        "Tanggal Pembentukan, contoh: 2 Mei 2018",
        "Tahun Terbentuk (format yyyy)",
    ],
)
def test_a_hint_how_to_write_the_date_is_no_part_of_the_name(header: str) -> None:
    verdict = recognise(header)
    assert verdict is not None
    assert verdict[0] == "tanggal"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Kapan Pokja dibentuk?", "tanggal"),
        ("4. Kapan Pokja Kampung KB dibentuk?", "tanggal"),
        ("Jika sudah, kapan Pokja Kampung KB terbentuk? (tgl/bln/thn)", "tanggal"),
        ("Pada tahun berapa Pokja dibentuk?", "tanggal"),
        ("Bila ya, kapan?", "tanggal"),
        ("Sejak kapan Pokja ada di desa ini?", "tanggal"),
        ("Kapan desa Anda membentuk Pokja?", "tanggal"),
        ("Jika sudah, kapan Pokja tersebut dibentuk?", "tanggal"),
        ("Kapan Kampung KB dicanangkan?", "tanggal_pencanangan"),
        ("Berapa nomor SK Kepala Desa tentang Pokja?", "no_sk"),
        ("Nomor SK (jika ada)", "no_sk"),
        ("1. Kecamatan", "kecamatan"),
        ("Bagaimana status Pokja di desa Anda?", "status"),
    ],
)
def test_a_question_is_read_by_what_it_asks_for(header: str, field: str) -> None:
    assert (recognise(header) or ("",))[0] == field


@pytest.mark.parametrize("header", ["Berapa tahun Pokja aktif?", "Kapan rapat terakhir?", "Kapan sosialisasi?"])
def test_a_question_for_something_else_is_none_of_a_recap(header: str) -> None:
    assert recognise(header) is None


def test_a_column_named_id_alone_is_no_code() -> None:
    assert recognise("ID") is None
    assert recognise("ID Desa") == ("kode_desa", 3)


@pytest.mark.parametrize("facts", [[1, None], ["7 desa", None], [None, 3], ["-", "-"], [None, None]])
def test_a_kecamatan_in_the_column_of_desa_with_amounts_is_a_heading(facts: list[Value]) -> None:
    table = table_of([HEADER, ["A", "Kecamatan Gantung", *facts], [1, "Selingsing", "Terbentuk", 2018]])
    assert texts_of(table, "desa") == ["Selingsing"]
    assert texts_of(table, "kecamatan") == ["Gantung"]


def test_a_kecamatan_in_the_column_of_desa_with_a_status_is_not_dropped() -> None:
    table = table_of([HEADER, [1, "Kecamatan Dendang", "Sudah", 2018]])
    assert texts_of(table, "desa") == ["Kecamatan Dendang"]


def test_a_kecamatan_beside_the_whole_code_of_a_desa_is_not_dropped() -> None:
    table = table_of([["Kode Desa", "Desa", "Status"], ["19.06.02.2001", "Kec. Gantung", 1]])
    assert texts_of(table, "desa") == ["Kec. Gantung"]


@pytest.mark.parametrize("text", ["Kecamatan Gantung", "KEC. GANTUNG", " kec Gantung", "Kab. Gantung"])
def test_a_kecamatan_is_never_matched_as_the_desa_of_its_name(text: str) -> None:
    region = Region([Desa("19.06.02", "Gantung", "19.06.02.2001", "Gantung")])
    assert region.match_desa("Desa Gantung", None).kind is MatchKind.EXACT
    assert region.match_desa(text, "19.06.02").kind is MatchKind.UNKNOWN
    assert region.match_kecamatan("Kecamatan Gantung")[0] is not None


@pytest.mark.parametrize("numeral", ["I", "II", "III", "IV.", "VII", "VIII.", "XIII", "XVIII", "XX"])
def test_a_heading_may_bear_any_roman_numeral(numeral: str) -> None:
    table = table_of([HEADER, [numeral, "Kecamatan Damar"], [1, "Mempaya", "Belum"]])
    assert texts_of(table, "desa") == ["Mempaya"]
    assert texts_of(table, "kecamatan") == ["Damar"]


@pytest.mark.parametrize(
    "heading",
    ["Kecamatan Gantung (7 desa)", "Kecamatan Gantung : 7 Desa", "Kec. Gantung - 7 desa", "KECAMATAN: Gantung (7)",
     "Kecamatan Gantung, 7 Pokja"],
)
def test_the_count_of_desa_is_no_part_of_the_kecamatan(heading: str) -> None:
    assert texts_of(table_of([HEADER, [None, heading], [1, "Lenggang", "Belum"]]), "kecamatan") == ["Gantung"]
    assert texts_of(table_of([[heading], HEADER, [1, "Lenggang", "Belum"]]), "kecamatan") == ["Gantung"]


@pytest.mark.parametrize("numbering", [[], [[1, 2, 3, 4, 5, 6]], [["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]]])
def test_a_header_of_two_rows_printed_again_is_no_data(numbering: list[list[Value]]) -> None:
    upper: list[Value] = ["No", "Kecamatan", "Desa", "Status", "SK Pokja", None]
    lower: list[Value] = [None, None, None, None, "Nomor", "Tanggal"]
    head = [upper, lower, *numbering]
    first: list[Value] = [1, "Manggar", "Padang", "Terbentuk", "1/2018", date(2018, 5, 2)]
    table = table_of([*head, first, *head, [2, None, "Baru", "Belum", None, None]], merged=[(1, 5, 1, 6)])
    assert texts_of(table, "desa") == ["Padang", "Baru"]
    assert texts_of(table, "kecamatan") == ["Manggar", "Manggar"]


def test_a_header_of_one_row_printed_again_with_its_numbering_is_no_data() -> None:
    head: list[list[Value]] = [HEADER, [1, 2, 3, 4]]
    table = table_of([*head, [1, "Padang", "Terbentuk", 2018], *head, [2, "Baru", "Belum", None]])
    assert texts_of(table, "desa") == ["Padang", "Baru"]


@pytest.mark.parametrize("gap", [[], [[None]]])
def test_a_recap_under_the_table_is_no_data(gap: list[list[Value]]) -> None:
    recap: list[list[Value]] = [
        [None, "Terbentuk", 1],
        [None, "Belum terbentuk", 1],
        [None, "Sosialisasi", "0 desa"],
        [None, "Persentase", "50%"],
        [None, "Capaian 2023", 0.5],
        [None, "Target", 2],
        [None, "Sisa", 1],
    ]
    signature: list[list[Value]] = [[None], [None, None, "Manggar, 10 Mei 2023"], [None, None, "Kepala Dinas"]]
    table = table_of([HEADER, [1, "Padang", "Terbentuk", 2018], [2, "Baru", "Belum", None], *gap, *recap, *signature])
    assert texts_of(table, "desa") == ["Padang", "Baru"]
    assert "Persentase" in [cell.text for cell in table.below]


@pytest.mark.parametrize(
    "below",
    [
        [[None, "T", "Terbentuk"], [None, "B", "Belum"]],
        [[None, None, "Demikian, terima kasih"]],
        [[None, "Terima kasih"]],
    ],
)
def test_a_legend_or_thanks_under_the_table_are_no_data(below: list[list[Value]]) -> None:
    table = table_of([HEADER, [1, "Padang", "T", 2018], [2, "Baru", "B", None], [], *below])
    assert texts_of(table, "desa") == ["Padang", "Baru"]


@pytest.mark.parametrize(
    "below",
    [
        [[None, "T", "Terbentuk", None], [None, "M", "Merintis", None]],
        [[None, "Terbentuk", 1, None], [None, "Persentase capaian", "50 %", None], [None, "Target 2024", 2, None]],
        [[None, "Terbentuk", None, 1], [None, "Belum", None, 1]],
    ],
)
def test_nor_where_they_begin_in_the_column_of_kecamatan(below: list[list[Value]]) -> None:
    rows: list[list[Value]] = [[1, "Manggar", "Padang", "Terbentuk"], [2, "Manggar", "Baru", "Belum"]]
    table = table_of([["No", "Kecamatan", "Desa", "Status"], *rows, [], *below])
    assert texts_of(table, "desa") == ["Padang", "Baru"]


def test_a_name_that_counts_its_desa_is_a_heading() -> None:
    table = table_of([HEADER, [None, "MANGGAR (9 DESA)", 1, None], [1, "Padang", "Terbentuk", 2018]])
    assert (texts_of(table, "desa"), texts_of(table, "kecamatan")) == (["Padang"], ["MANGGAR"])


def test_a_status_in_the_column_of_desa_with_a_status_beside_it_is_not_dropped() -> None:
    table = table_of([HEADER, [1, "Padang", "Terbentuk", 2018], [2, "Belum", "Belum", None]])
    assert texts_of(table, "desa") == ["Padang", "Belum"]


def test_a_row_that_says_how_to_fill_the_columns_is_part_of_the_header() -> None:
    table = table_of([HEADER, [None, None, "(Sudah/Belum)", "(isi tahun)"], [1, "Padang", "Sudah", 2018]])
    assert (table.header_rows, texts_of(table, "desa")) == ((1, 2), ["Padang"])
    assert table.columns["tanggal"] == "Tahun"


@pytest.mark.parametrize(
    "label", ["Persentase", "Prosentase (%)", "%", "Pindahan", "Sub Jumlah Manggar", "Sub. Jml", "JLH"]
)
def test_a_share_or_a_sum_carried_over_is_no_desa(label: str) -> None:
    table = table_of([HEADER, [1, "Padang", "Sudah", 2018], [label, None, "38%"], [2, "Lalang", "Belum"]])
    assert texts_of(table, "desa") == ["Padang", "Lalang"]
    assert [total.cells["label"].text for total in table.totals] == [label]


@pytest.mark.parametrize("header", ["Desa Lokus", "Nama Desa Lokus Stunting", "Desa/Kel. Lokus"])
def test_a_desa_in_focus_gives_way_to_a_plain_desa(header: str) -> None:
    assert recognise(header) == ("desa", 2)


@pytest.mark.parametrize("header", ["Lokus", "Desa Stunting", "Jumlah Desa Lokus"])
def test_the_focus_alone_is_no_desa(header: str) -> None:
    assert recognise(header) is None


def test_the_act_in_brackets_leaves_the_day_of_formation_one() -> None:
    assert recognise("TGL DIBENTUK (MUSDES)") == recognise("TGL DIBENTUK")
    assert recognise("Tgl Musdes") is None


@pytest.mark.parametrize("own", ["Pokja Kampung KB", "Status Pokja Kampung KB", "Pokja KKB"])
def test_the_pokja_among_the_bodies_of_a_desa_is_the_status(own: str) -> None:
    upper: list[Value] = ["No", "Desa Lokus", "Kelembagaan di desa", None, None]
    lower: list[Value] = [None, None, "TPPS Desa", own, "DASHAT"]
    rows: list[list[Value]] = [[1, "Padang", "Ada", "Tidak", "Ada"], [2, "Baru", "Ada", "Ada", "Tidak"]]
    table = table_of([upper, lower, *rows], merged=[(1, 3, 1, 5)])
    assert texts_of(table, "status") == ["Tidak", "Ada"]
    assert table.columns["status"] == own


@pytest.mark.parametrize("own", ["Pokja", "Status", "Pokja Posyandu", "Kampung KB"])
def test_another_body_or_one_without_its_name_is_none(own: str) -> None:
    upper: list[Value] = ["No", "Desa", "Kelembagaan di desa", None, "SK"]
    lower: list[Value] = [None, None, "TPPS Desa", own, None]
    rows: list[list[Value]] = [[1, "Padang", "Ada", "Tidak", None], [2, "Baru", "Ada", "Ada", "1/2018"]]
    table = table_of([upper, lower, *rows], merged=[(1, 3, 1, 4)])
    assert "status" not in table.columns
