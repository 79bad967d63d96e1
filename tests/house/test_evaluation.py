"""An evaluation told on a page: a sheet of one row, through the same check and the same commit as any file."""

from __future__ import annotations

from datetime import date
from typing import Any

from kkb.checking import Outcome
from kkb.programme import Putusan
from kkb.schema import Tanggal
from kkb.store import Store
from kkb.uploads.check import Checked, Stored
from kkb.uploads.commit import commit
from kkb.uploads.evaluation import Evaluation, check_evaluation
from tests.support.builders import DATA_DAY, REGION, TODAY, code_of, dendang_rows, found, make_table
from tests.support.sheet_builders import NOW, POSYANDU, make_sheet, only, save

RECAP = make_table(dendang_rows(Nyuruk=("Terbentuk", "03/10/2017")))


def judge(store: Store, **parts: Any) -> Checked:
    said: dict[str, Any] = {
        "program": "Posyandu",
        "putusan": Putusan.PERBAIKI,
        "alasan": "kader berganti",
        "oleh": "Musyawarah desa",
        "tanggal": date(2023, 5, 25),
    }
    return check_evaluation(
        Evaluation(REGION.by_code[code_of("Nyuruk")], **(said | parts)),
        stored=Stored.of(store.snapshot()),
        today=TODAY,
        region=REGION,
        region_name="Kabupaten Belitung Timur",
    )


def test_it_is_stored_as_it_was_told(store: Store) -> None:
    save(store, RECAP, make_sheet("kegiatan", POSYANDU))
    checked = judge(store)
    assert (checked.verdict.outcome, checked.verdict.questions) == (Outcome.ACCEPT, ())
    row = only(checked.verdict)
    assert (row.desa, row.program, row.putusan) == ("Nyuruk", "Posyandu", Putusan.PERBAIKI)
    assert (row.alasan, row.oleh, row.tanggal) == ("kader berganti", "Musyawarah desa", Tanggal(date(2023, 5, 25)))
    (number,) = commit(store, checked, by="Sari", at=NOW)
    upload = next(one for one in store.uploads() if one.nomor == number)
    assert (upload.tanggal_data, upload.koreksi) == (date(2023, 5, 25), False)
    assert upload.nama_berkas == "evaluasi_nyuruk_2023-05-25.xlsx"
    assert [told.row for told in store.programme() if told.unggahan == number] == [row]


def test_the_same_again_is_nothing_to_save(store: Store) -> None:
    save(store, RECAP, make_sheet("kegiatan", POSYANDU))
    commit(store, judge(store), by="Sari", at=NOW)
    assert judge(store).verdict.nothing_to_save


def test_it_may_be_of_a_day_before_the_newest_recap(store: Store) -> None:
    save(store, RECAP, make_sheet("kegiatan", POSYANDU))
    checked = judge(store, tanggal=date(2023, 4, 1))
    assert (checked.verdict.questions, checked.verdict.can_commit, checked.verdict.data_date) == (
        (),
        True,
        date(2023, 4, 1),
    )
    assert checked.verdict.data_date < DATA_DAY


def test_a_program_that_nobody_knows_is_said(store: Store) -> None:
    save(store, RECAP)
    assert found(judge(store).verdict) == [("EVALUATION_NO_ACTIVITY", "E4")]


def test_what_looks_like_a_formula_or_is_blank_stays_what_it_is(store: Store) -> None:
    save(store, RECAP, make_sheet("kegiatan", POSYANDU))
    row = only(judge(store, alasan="=1+1", oleh="").verdict)
    assert (row.alasan, row.oleh) == ("=1+1", None)


def test_beside_samples_it_is_a_sample_and_ends_none(store: Store) -> None:
    save(store, RECAP, make_sheet("kegiatan", POSYANDU), is_sample=True)
    checked = judge(store)
    assert (checked.verdict.is_sample, checked.withdraws) == (True, ())
