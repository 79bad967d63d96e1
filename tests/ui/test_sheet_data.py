"""What the view of the sheet is given: cells, findings with their places, mends, and a window on a large table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kkb.checking.questions import SKIP, mend_id
from kkb.ui.unggah.sheet_data import CHOICES, ROWS_A_TABLE, sheet_data
from kkb.uploads.check import Checked, Stored, check_file
from tests.support.builders import REGION, TODAY
from tests.support.workbook_fixtures import make_xlsx

pytestmark = pytest.mark.usefixtures("read_once")

TITLE = ("Keadaan per 10 Mei 2023",)
HEADER = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan")


def check(
    *rows: tuple[Any, ...],
    header: tuple[str, ...] = HEADER,
    answers: dict[str, str] | None = None,
    **more_sheets: tuple[Any, ...],
) -> Checked:
    """A recap whose first row of data is row 3; `more_sheets` are a row of each further one (`Damar=("Damar", …)`)."""
    sheets = {name: (TITLE, header, row) for name, row in more_sheets.items()}
    return check_file(
        make_xlsx((TITLE, header, *rows), more_sheets=sheets),
        "rekap.xlsx",
        region=REGION,
        region_name="Kabupaten Belitung Timur",
        stored=Stored(),
        today=TODAY,
        answers=answers,
    )


def data_of(*rows: tuple[Any, ...], answers: dict[str, str] | None = None) -> dict[str, Any]:
    return sheet_data(check(*rows, answers=answers), answers or {})


def cell(data: dict[str, Any], ref: str) -> dict[str, Any]:
    """The first cell shown with this address."""
    cells = (one for row in data["sheets"][0]["rows"] for one in row["cells"])
    return next(one for one in cells if one is not None and one["ref"] == ref)


def test_cells_are_shown_as_an_officer_would_type_them() -> None:
    data = data_of(("Dendang", "Nyuruk", "Terbentuk", date(2017, 10, 3)))
    assert [column["letter"] for column in data["sheets"][0]["columns"]] == ["A", "B", "C", "D"]
    assert cell(data, "D3")["text"] == "03/10/2017"


def test_equal_findings_of_a_column_share_a_line() -> None:
    dates, words = ("2014", "2015", "2016", "31 Februari 2018"), ("Terbentuk", "Terbentk", "Terbentk", "Terbntk")
    desa = ("Nyuruk", "Jangkang", "Dendang", "Balok")
    data = data_of(*(("Dendang", *row) for row in zip(desa, words, dates, strict=True)))
    lines = {problem["ref"]: problem["group"] for problem in data["problems"] if problem["ref"]}
    # Three warnings of one kind; two equal faults are too few, and another date or word is another fault.
    assert lines == {"C4": None, "C5": None, "C6": None, "D6": None, **dict.fromkeys(("D3", "D4", "D5"), lines["D3"])}
    assert data["groups"] == {
        lines["D3"]: 'Kolom "Tanggal Pembentukan", 3 sel (D3, D4, D5): misalnya hanya tahun ("2014"); disimpan sebagai '
        "tahun, tanggalnya tidak dikarang."
    }


def test_of_equal_faults_those_with_the_same_words_share_a_line() -> None:
    desa, words = ("Nyuruk", "Jangkang", "Dendang", "Balok"), ("Terbentk", "Terbentk", "Terbentk", "Terbntk")
    data = data_of(*(("Dendang", name, word) for name, word in zip(desa, words, strict=True)))
    ((key, told),) = data["groups"].items()
    assert told.startswith('Kolom "Status", 3 sel (C3, C4, C5): "Terbentk" bukan status.')
    assert [problem["ref"] for problem in data["problems"] if problem["group"] == key] == ["C3", "C4", "C5"]


def test_of_several_periods_the_one_that_is_read_is_shown() -> None:
    header = ("Kecamatan", "Desa", "Status TW I 2023", "Status TW II 2023", "Tanggal Pembentukan")
    data = sheet_data(check(("Dendang", "Nyuruk", "Belum", "Terbentuk", "2018"), header=header), {})
    (sheet,) = data["sheets"]
    assert [column["letter"] for column in sheet["columns"]] == ["A", "B", "D", "E"]
    problem = next(one for one in data["problems"] if "2018" in one["message"])
    assert (problem["sheet"], problem["ref"]) == (0, "E3")


def test_a_column_that_was_named_by_hand_is_shown_and_mended_like_any_other() -> None:
    header = ("Kecamatan", "Desa", "Ket", "Progres Kita")
    rows = ("Dendang", "Nyuruk", "lama", "Sudah ada"), ("Dendang", "Balok", None, "Merintls")
    answers = {"column:Rekap!D": "status", mend_id("Rekap", "A3:C3"): SKIP}
    data = sheet_data(check(*rows, header=header, answers=answers), answers)
    (sheet,) = data["sheets"]
    assert [(one["letter"], one["header"], one["field"]) for one in sheet["columns"]][-1] == (
        "D", "Progres Kita", "status",
    )  # fmt: skip
    (problem,) = [one for one in data["problems"] if one["weight"] == "error"]
    assert (problem["sheet"], problem["ref"], problem["suggestion"]) == (0, "D4", "Merintis")
    # Left out before the column had a name: it is shown so still, and taken in again there.
    assert [(row["at"], row["skipped"]) for row in sheet["rows"]] == [("A3:C3", True), ("A4:D4", False)]
    answers |= {mend_id("Rekap", "D4"): "Merintis"}
    checked = check(*rows, header=header, answers=answers)
    data = sheet_data(checked, answers)
    assert cell(data, "D4") == {"ref": "D4", "at": "D4", "text": "Merintis", "old": "Merintls"}
    assert [mend["place"] for mend in data["mends"]] == ["Baris 3", 'Baris 4, kolom "Progres Kita"']
    assert [row.desa for row in checked.verdict.rows] == ["Balok"]


def test_a_blank_cell_has_an_address_to_be_filled_at() -> None:
    data = data_of(("Dendang", "Nyuruk", None, None), ("Dendang", "Balok", "Belum", None))
    assert cell(data, "C3") == {"ref": "C3", "at": "C3", "text": ""}
    problem = next(one for one in data["problems"] if one["weight"] == "error")
    assert (problem["sheet"], problem["ref"]) == (0, "C3")


def test_a_carried_cell_is_mended_at_its_source() -> None:
    data = data_of(("Dendang", "Nyuruk", "Belum"), (None, "Balok", "Belum"))
    shown = [row["cells"][0] for row in data["sheets"][0]["rows"]]
    both = {"ref": "A3", "at": "A3", "text": "Dendang", "reach": 2}
    assert shown == [both | {"alone": "A3:A3"}, both | {"alone": "A4:A4", "carried": True}]


def test_one_row_of_a_carried_cell_is_mended_alone_and_a_row_is_left_out() -> None:
    rows = ("Dendang", "Nyuruk", "Belum"), (None, "Balok", "Belum"), (None, "Tukak", "Belum")
    answers = {mend_id("Rekap", "A4:A4"): "Manggar", mend_id("Rekap", "A5:D5"): SKIP}
    data = data_of(*rows, answers=answers)
    shown = [(row["cells"][0]["text"], row["skipped"]) for row in data["sheets"][0]["rows"]]
    assert shown == [("Dendang", False), ("Manggar", False), ("Dendang", True)]
    assert [(mend["place"], mend["at"], mend["new"]) for mend in data["mends"]] == [
        ('Baris 4, kolom "Kecamatan"', "A4:A4", "Manggar"),
        ("Baris 5", "A5:D5", "dilewati"),
    ]


def test_a_kecamatan_left_blank_on_a_sheet_of_the_programme_is_mended_at_its_own_cell() -> None:
    header = ("Kecamatan", "Desa", "Tanggal", "Nama Kegiatan", "Jumlah Peserta")
    rows = [
        (kecamatan, desa, "3 Mei 2021", "Posyandu", 25)
        for kecamatan, desa in (("Dendang", "Nyuruk"), (None, "Pulau Buku Limau"))
    ]
    checked = check(*rows, header=header)
    data = sheet_data(checked, {})
    assert data["sheets"][0]["rows"][1]["cells"][0] == {
        "ref": "A4", "at": "A4", "text": "Dendang", "carried": True,
    }  # fmt: skip
    problem = next(one for one in data["problems"] if "Buku Limau" in one["message"])
    assert (problem["sheet"], problem["ref"]) == (0, "A4")
    answers = {mend_id("Rekap", "A4"): "Manggar"}
    mended = sheet_data(check(*rows, header=header, answers=answers), answers)
    assert [(one["ref"], one["new"]) for one in mended["mends"]] == [("A4", "Manggar")]


def test_no_cell_is_offered_for_a_header_that_is_not_known() -> None:
    checked = check(
        ("Nyuruk", "3 Mei 2021", "Posyandu", 25, "PKK"),
        header=("Desa", "Tanggal", "Judul Acara", "Jumlah Peserta", "Kebutuhan"),
    )
    problem = next(one for one in sheet_data(checked, {})["problems"] if "Judul Acara" in one["message"])
    assert (problem["sheet"], problem["ref"]) == (None, None)


def test_a_mended_cell_keeps_what_the_file_says() -> None:
    answers = {mend_id("Rekap", "C3"): "Terbentuk"}
    data = data_of(("Dendang", "Nyuruk", "Terbentk", "3 Oktober 2017"), answers=answers)
    assert cell(data, "C3") == {"ref": "C3", "at": "C3", "text": "Terbentuk", "old": "Terbentk"}
    assert [(mend["ref"], mend["old"], mend["new"]) for mend in data["mends"]] == [("C3", "Terbentk", "Terbentuk")]


def test_every_status_offered_for_a_cell_is_read() -> None:
    assert "Bubar" in CHOICES["status"]
    for word in CHOICES["status"]:
        checked = check(("Dendang", "Nyuruk", "Terbentk"), answers={mend_id("Rekap", "C3"): word})
        assert "STATUS_UNKNOWN" not in {problem.code for problem in checked.verdict.problems}


def test_every_list_of_choices_has_a_blank_one() -> None:
    assert [name for name, words in CHOICES.items() if words[-1] != ""] == []


def test_a_mend_to_nothing_empties_the_cell() -> None:
    rows = ("Dendang", "Nyuruk", "Belum", "3 Oktober 2017")
    assert any(one["weight"] == "error" for one in data_of(rows)["problems"])
    data = data_of(rows, answers={mend_id("Rekap", "D3"): ""})
    assert not any(one["weight"] == "error" for one in data["problems"])


def test_a_suggestion_is_offered_for_the_column_that_it_mends() -> None:
    data = data_of(("Gantung", "Dukong", "Belum"), ("Dendang", "Nyuruk", "Terbentk", "2018"))
    errors = [one for one in data["problems"] if one["weight"] == "error"]
    suggested = [(one["ref"], one["field"], one["suggestion"]) for one in errors]
    assert suggested == [("B3", "kecamatan", "Simpang Pesak"), ("C4", None, "Terbentuk")]


def test_a_total_is_shown_and_not_mended() -> None:
    checked = check(("Dendang", "Nyuruk", "Belum"), ("Jumlah", 2, None))
    rows = sheet_data(checked, {mend_id("Rekap", "B4"): "1"})["sheets"][0]["rows"]
    assert [(row["row"], row["total"]) for row in rows] == [(3, False), (4, True)]
    assert rows[1]["cells"][0]["text"] == "Jumlah"
    assert "old" not in rows[1]["cells"][1]


def test_of_a_large_table_the_rows_with_findings_are_shown() -> None:
    many = [("Dendang", "Nyuruk", "Belum")] * 1000
    many[700] = ("Dendang", "Nyuruk", "Belumm")
    checked = check(*many)
    only = [problem for problem in checked.verdict.problems if problem.cell == "C703"]
    assert only
    shown = sheet_data(_with_problems(checked, only), {})["sheets"][0]
    numbers = [row["row"] for row in shown["rows"]]
    assert (len(numbers), shown["row_count"]) == (ROWS_A_TABLE, 1000)
    assert numbers[-5:] == [701, 702, 703, 704, 705]
    assert numbers[0] == 3


def _with_problems(checked: Checked, problems: list[Any]) -> Checked:
    return replace(checked, verdict=replace(checked.verdict, problems=tuple(problems)))


def test_where_the_recap_stands_on_several_sheets_findings_and_mends_name_theirs() -> None:
    row, answers = ("Dendang", "Nyuruk", "Belom", None), {mend_id("Rekap", "C3"): "Belum"}
    data = sheet_data(check(row, answers=answers, Damar=("Damar", "Mempaya", "Belom", None)), answers)
    assert data["problems"][0]["message"].startswith('Lembar Damar, baris 3, kolom "Status": ')
    assert [mend["place"] for mend in data["mends"]] == ['Lembar Rekap, baris 3, kolom "Status"']
    alone = data_of(row, answers=answers)
    assert [mend["place"] for mend in alone["mends"]] == ['Baris 3, kolom "Status"']
