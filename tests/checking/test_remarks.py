"""What a remark says beside a status: a rung that is asked about, a date that is offered, a denial."""

from __future__ import annotations

import pytest

from kkb.checking.values.remarks import decree_in, denies, end_in, formation_in, rung_of
from kkb.schema import Tahap
from tests.support.builders import COLUMNS, dendang_rows, found, judge, question_ids, stored_texts

NOTED = (*COLUMNS, "keterangan")
ID = "status_finer"


@pytest.mark.parametrize(
    ("remark", "rung"),
    [
        ("Sudah sosialisasi", Tahap.SOSIALISASI),
        ("sosialisasi 2x", Tahap.SOSIALISASI),
        ("Sudah sosialisasi, tgl 3 Mei 2022", Tahap.SOSIALISASI),
        ("Masih dalam proses pembentukan", Tahap.MERINTIS),
        ("Merintis (menunggu SK)", Tahap.MERINTIS),
        ("Sudah terbentuk tahun 2018", Tahap.TERBENTUK),
        ("Belum sosialisasi", Tahap.BELUM),
        ("Sudah", None),
        ("Akan sosialisasi Juni", None),
        ("Rencana sosialisasi", None),
        ("Lengkap", None),
        ("Sudah sosialisasi " + "dan lain-lain " * 9, None),
        (None, None),
    ],
)
def test_the_rung_of_a_remark(remark: str | None, rung: Tahap | None) -> None:
    assert rung_of(remark) is rung


@pytest.mark.parametrize(
    ("remark", "iso"),
    [
        ("dibentuk 3 Oktober 2017", "2017-10-03"),
        ("Terbentuk tgl. 3/10/2017", "2017-10-03"),
        ("3 Oktober 2017", "2017-10-03"),
        ("terbentuk sejak Mei 2018", "2018-05"),
        ("Dibentuk tahun 2018", "2018"),
        ("SK dibentuk tgl 3 Oktober 2017", None),
        ("rapat pembentukan 3 Oktober 2017", None),
        ("dibentuk 3 Oktober 2017, diperbarui 2 Mei 2018", None),
        ("lihat surat 3 Oktober 2017", None),
        ("Terbentuk 12 orang", None),
        (None, None),
    ],
)
def test_the_date_of_formation_in_a_remark(remark: str | None, iso: str | None) -> None:
    told = formation_in(remark)
    assert (told.iso() if told else None) == iso


@pytest.mark.parametrize(
    ("remark", "is_denial"),
    [
        ("salah ketik", True),
        ("Salah input, belum ada", True),
        ("salah ketik statusnya", True),
        ("salah ketik tgl", False),
        ("salah input di kolom tanggal", False),
        ("Salah isi No SK", False),
    ],
)
def test_a_slip_in_a_date_or_a_number_takes_nothing_back(remark: str, is_denial: bool) -> None:
    assert denies(remark) is is_denial


def noted(*told: tuple[str, str | None, str], **answers: str):  # type: ignore[no-untyped-def]
    """Nyuruk and Balok (rows 7 and 8) with status, date and remark."""
    rows = dendang_rows(**dict(zip(("Nyuruk", "Balok"), told, strict=False)))
    return judge(rows, columns=NOTED, answers=answers or None)


def test_belum_beside_a_rung_is_asked_once_and_read_as_told() -> None:
    told = [("Belum", None, "Sudah sosialisasi"), ("Belum terbentuk", None, "masih merintis")]
    verdict = noted(*told)
    assert (question_ids(verdict), found(verdict)) == ([ID], [("STATUS_FINER", "E7")])
    assert set(stored_texts(verdict)) == {"Dendang", "Jangkang"}
    used, left = (stored_texts(noted(*told, **{ID: answer})) for answer in ("pakai", "belum"))
    assert (used["Nyuruk"][0], used["Balok"][0]) == ("Sosialisasi", "Merintis")
    assert (left["Nyuruk"][0], left["Balok"][0]) == ("Belum", "Belum")


def test_a_rung_behind_belum_in_its_own_cell_is_asked_with_the_others() -> None:
    told = [("Belum - sosialisasi", None, ""), ("Belum", None, "masih merintis")]
    verdict = noted(*told)
    assert (question_ids(verdict), found(verdict)) == ([ID], [("STATUS_FINER", "C7")])
    assert verdict.questions[0].asked_at[0].found == (
        'Sosialisasi 1 desa dan Merintis 1 desa, misalnya "Belum - sosialisasi"'
    )
    used, left = (stored_texts(noted(*told, **{ID: answer})) for answer in ("pakai", "belum"))
    assert (used["Nyuruk"][0], left["Nyuruk"][0]) == ("Sosialisasi", "Belum")


@pytest.mark.parametrize(("status", "remark"), [("Merintis", "Sudah sosialisasi"), ("Belum", "Belum sosialisasi")])
def test_nothing_is_asked_where_nothing_is_lost(status: str, remark: str) -> None:
    assert question_ids(noted((status, None, remark))) == []


def test_belum_beside_a_remark_that_says_formed_is_said() -> None:
    verdict = noted(("Belum", None, "Sudah terbentuk 2018"))
    assert (found(verdict), stored_texts(verdict)["Nyuruk"]) == ([("NOTE_DENIES", "E7")], ("Belum", None))


def test_a_date_in_the_remark_is_offered_for_the_blank_cell_and_not_taken() -> None:
    verdict = noted(("Terbentuk", None, "dibentuk 3 Oktober 2017"))
    (problem,) = (problem for problem in verdict.problems if problem.code == "DATE_MISSING")
    assert (problem.cell, problem.suggestion) == ("D7", "3 Oktober 2017")
    assert "Keterangannya menyebut 3 Oktober 2017" in problem.message
    assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", None)


@pytest.mark.parametrize("remark", ["dibentuk 3 Oktober 2027", "dibentuk 3 Oktober 2007"])
def test_a_date_that_cannot_be_is_not_offered(remark: str) -> None:
    assert {problem.suggestion for problem in noted(("Terbentuk", None, remark)).problems} == {None}


def test_without_a_column_of_dates_it_is_told_and_nothing_can_be_filled() -> None:
    columns = ("kecamatan", "desa", "status", "keterangan")
    rows = [("Dendang", "Nyuruk", "Terbentuk", "dibentuk 3 Oktober 2017")]
    (problem,) = (p for p in judge(rows, columns=columns).problems if p.code == "DATE_MISSING")
    assert (problem.suggestion, "3 Oktober 2017" in problem.message) == (None, True)


@pytest.mark.parametrize(
    ("remark", "decree"),
    [
        ("SK 09/BLK/2026 tgl 12-10-2026", "09/BLK/2026 tgl 12-10-2026"),
        ("SK Pokja Kampung KB No. 188.4/05/GTG/2019", "188.4/05/GTG/2019"),
        ("sk kades 140-12-2018, 2 Mei 2018", "140-12-2018, 2 Mei 2018"),
        ("SK 12/10/2026", None),
        ("SK 2 November 2026", None),
        ("SK 2026", None),
        ("SK lama 09/BLK/2015", None),
        ("Draf SK 09/BLK/2026", None),
        ("SK 09/BLK/2026 belum ditandatangani", None),
        ("SK TPPS 09/BLK/2026", None),
        ("Ketua pindah, SK 09/BLK/2026", None),
    ],
)
def test_a_decree_is_told_by_a_remark_that_says_nothing_else(remark: str, decree: str | None) -> None:
    assert decree_in(remark) == decree


def test_it_is_stored_from_there_and_said() -> None:
    columns = ("kecamatan", "desa", "status", "keterangan")
    rows = [("Dendang", "Nyuruk", "Terbentuk", "SK Pokja 09/NYR/2022 tgl 12-10-2022")]
    verdict = judge(rows, columns=columns, answers={"date_from_decree": "tidak"})
    (row,) = verdict.rows
    assert row.tanggal_sk is not None
    assert (row.no_sk, row.tanggal_sk.iso(), row.tanggal) == ("09/NYR/2022", "2022-10-12", None)
    assert (row.sel["no_sk"], row.attributes["keterangan"]) == ("D5", rows[0][3])
    assert ("SK_FROM_NOTE", "D5") in found(verdict)
    (question,) = judge(rows, columns=columns).questions
    assert (question.id, question.suggested) == ("date_from_decree", "tidak")


@pytest.mark.parametrize(("status", "no_sk"), [("Terbentuk", "7/2020"), ("Merintis", None)])
def test_beside_a_decree_or_before_the_formation_it_is_left(status: str, no_sk: str | None) -> None:
    columns = ("kecamatan", "desa", "status", "no_sk", "keterangan")
    verdict = judge([("Dendang", "Nyuruk", status, no_sk, "SK 09/NYR/2022")], columns=columns)
    assert [row.no_sk for row in verdict.rows] == [no_sk]


def test_a_pokja_that_is_demisioner_ended_on_the_day_told() -> None:
    told = end_in("demisioner 2 November 2026")
    assert told is not None and told.iso() == "2026-11-02"
