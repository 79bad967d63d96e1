"""A workbook whose sheets speak for days of their own: each is stored for its day, and found right afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.checking.files.sheet_days import PER_SHEET
from kkb.store import Store
from kkb.uploads.check import Checked, InputFile, Stored, check_files, formed_after
from kkb.uploads.commit import commit
from kkb.uploads.verify import verify
from tests.support.builders import REGION, dendang_rows, question_ids
from tests.support.workbook_fixtures import make_xlsx
from tests.uploads.test_uploads import HEADER, NOW, look

pytestmark = pytest.mark.usefixtures("read_once")

APRIL, MAY = date(2023, 4, 20), date(2023, 5, 10)
KEPT = {"tanggal_data": PER_SHEET}
OF_REGION = {"region": REGION, "region_name": "Kabupaten Belitung Timur"}


def two_sheets(second: str | None = "Keadaan per 10 Mei 2023") -> bytes:
    """Dendang as of 20 April, one desa formed on 1 April; Damar as of 10 May."""
    damar = [(second,), (), HEADER, ("Damar", "Mempaya", "Terbentuk", "2/5/2023"), ("Damar", "Sukamandi", "Belum")]
    dendang = dendang_rows(Nyuruk=("Terbentuk", "1/4/2023"))
    return make_xlsx([("Keadaan per 20 April 2023",), (), HEADER, *dendang], more_sheets={"Damar": damar})


def save(store: Store, checked: Checked) -> list[int]:
    return commit(store, checked, by="Sari", at=NOW)


def test_it_is_suggested_where_every_sheet_tells_its_day(store: Store) -> None:
    (question,) = look(store, two_sheets()).verdict.questions
    assert (question.id, question.suggested) == ("tanggal_data", PER_SHEET)
    assert question.options[0].label == "Tiap lembar tanggalnya sendiri: Rekap 20 April 2023 dan Damar 10 Mei 2023"


def test_each_sheet_is_stored_for_its_own_day(store: Store) -> None:
    checked = look(store, two_sheets(), answers=KEPT)
    assert checked.verdict.files[0].days == [APRIL, MAY]
    assert formed_after(checked, Stored()) == (0, 2, MAY)
    assert checked.to_json()["files"][0]["data_dates"] == {"Rekap": "2023-04-20", "Damar": "2023-05-10"}
    assert save(store, checked) == [1, 2]
    days = {seen.row.desa: (seen.unggahan, seen.tanggal_data) for seen in store.snapshot().observations}
    assert days == dict.fromkeys(("Dendang", "Jangkang", "Nyuruk", "Balok"), (1, APRIL)) | dict.fromkeys(
        ("Mempaya", "Sukamandi"), (2, MAY)
    )
    told = [upload.ringkasan for upload in store.snapshot().uploads]
    assert [(one["changes"]["new"], one["simpanan"]["new"]) for one in told] == [(2, 6), (4, 6)]
    assert verify(store, **OF_REGION) == []


def test_a_date_after_the_day_of_its_own_sheet_is_an_error(store: Store) -> None:
    late = make_xlsx(
        [("Keadaan per 20 April 2023",), (), HEADER, ("Dendang", "Nyuruk", "Terbentuk", "2/5/2023")],
        more_sheets={"Damar": [("Keadaan per 10 Mei 2023",), (), HEADER, ("Damar", "Mempaya", "Belum")]},
    )
    (problem,) = (one for one in look(store, late, answers=KEPT).verdict.problems if one.code == "DATE_AFTER_ASOF")
    assert "sesudah 20 April 2023" in problem.message


def test_a_sheet_that_tells_no_day_is_asked_for_its_own(store: Store) -> None:
    file = two_sheets("Kecamatan Damar, Mei 2023")
    asked = look(store, file)
    (question,) = asked.verdict.questions
    assert question.suggested != PER_SHEET
    assert question.options[-1].label.endswith("Rekap 20 April 2023 dan Damar ditanyakan sesudah ini")
    (question,) = look(store, file, answers=KEPT).verdict.questions
    assert (question.id, question.text) == ("tanggal_data:Damar", 'Lembar "Damar" keadaan per tanggal berapa?')
    checked = look(store, file, answers=KEPT | {"tanggal_data:Damar": "2023-05-10"})
    assert checked.verdict.files[0].days == [APRIL, MAY]
    save(store, checked)
    assert verify(store, **OF_REGION) == []


def test_one_day_for_all_stays_an_answer(store: Store) -> None:
    checked = look(store, two_sheets(), answers={"tanggal_data": "2023-05-10"})
    assert (checked.verdict.files[0].by_day, checked.verdict.files[0].days) == ((), [MAY])
    assert save(store, checked) == [1]


def test_what_was_withdrawn_alone_can_be_saved_again(store: Store) -> None:
    file = two_sheets()
    save(store, look(store, file, answers=KEPT))
    again = look(store, file, answers=KEPT)
    assert (again.verdict.nothing_to_save, again.files[0].is_stored) == (True, True)
    store.withdraw(1, by="Sari", at=NOW, reason="keliru")
    again = look(store, file, answers=KEPT)
    assert (again.verdict.nothing_to_save, again.files[0].is_stored) == (False, False)
    assert [(one.part.data_date, len(one.part.rows)) for one in again.to_store] == [(APRIL, 4)]


def test_in_a_queue_it_keeps_its_days_beside_other_files(store: Store) -> None:
    title, desa = ("Keadaan per 10 Mei 2023",), ("Gantung", "Selingsing", "Belum")
    files = [InputFile("gabungan.xlsx", two_sheets()), InputFile("gantung.xlsx", make_xlsx([title, (), HEADER, desa]))]
    checked = check_files(
        files, stored=Stored.of(store.snapshot()), today=NOW.date(), answers=KEPT, **OF_REGION  # type: ignore[arg-type]
    )
    assert question_ids(checked.verdict) == []
    assert save(store, checked) == [1, 2, 3]
    days = [upload.tanggal_data for upload in store.snapshot().uploads]
    assert sorted(days) == [APRIL, MAY, MAY]
    assert verify(store, **OF_REGION) == []


def test_an_older_sheet_alone_is_asked_about(store: Store) -> None:
    save(store, look(store, make_xlsx([("Keadaan per 5 Mei 2023",), (), HEADER, *dendang_rows()])))
    (question,) = look(store, two_sheets(), answers=KEPT).verdict.questions
    assert question.id == "asof_older"
    assert "keadaan per 20 April 2023" in question.text
    assert [(place.sheet, place.cell) for place in question.asked_at] == [("Rekap", "A1")]
