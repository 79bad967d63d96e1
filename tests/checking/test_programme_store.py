"""Sheets of the programme on their way into the store: what was counted is what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import pytest

from kkb.checking import Outcome
from kkb.checking.verdict import DesaCounts
from kkb.programme import ReportedRow
from kkb.store import Store
from kkb.uploads.check import InputFile, Stored, check_files, formed_after
from kkb.uploads.commit import CommitRefused, commit
from tests.support.builders import REGION, TODAY, dendang_rows, make_table
from tests.support.sheet_builders import NOW, POSYANDU, counts, kegiatan, look, make_sheet, save
from tests.support.workbook_fixtures import make_xlsx

RECAP = make_table(dendang_rows(Nyuruk=("Terbentuk", "03/10/2017")))
SHEET = make_sheet("kegiatan", POSYANDU, kegiatan(nama="Panen"), kegiatan(nama="Rapat", tanggal=None))
LATER = make_sheet(
    "kegiatan", POSYANDU, kegiatan(nama="Panen", peserta=40), kegiatan(nama="Baru"), title="Keadaan per 20 Mei 2023"
)


def texts(told: Sequence[ReportedRow]) -> Counter[str]:
    return Counter(repr(one.row) for one in told)


def test_exactly_what_was_counted_is_stored(store: Store) -> None:
    checked = save(store, RECAP, SHEET)
    assert counts(checked.verdict) == {"kegiatan": (2, 0, 0, 1)}
    assert texts(store.programme()) == Counter(repr(row) for row in checked.verdict.programme)
    (upload,) = store.uploads()
    assert upload.ringkasan["lembar"] == {"kegiatan": {"new": 2, "changed": 0, "unchanged": 0, "rejected": 1}}
    assert upload.ringkasan["changes"] == asdict(DesaCounts(new=4))


def test_the_preview_of_the_next_file_tells_what_the_store_will_hold(store: Store) -> None:
    save(store, RECAP, SHEET)
    before = {one.row.kunci: one.row for one in store.programme()}
    checked = save(store, LATER)
    after = {one.row.kunci: one.row for one in sorted(store.programme(), key=lambda one: one.tanggal_data)}
    new = after.keys() - before.keys()
    changed = [kunci for kunci, row in before.items() if after[kunci] != row]
    assert counts(checked.verdict) == {"kegiatan": (len(new), len(changed), 1, 0)} == {"kegiatan": (1, 1, 1, 0)}


def test_a_file_without_a_recap_of_status_is_stored_and_moves_no_desa(store: Store) -> None:
    save(store, RECAP)
    before = store.observations()
    checked = save(store, LATER)
    assert checked.verdict.outcome is Outcome.ACCEPT
    assert store.observations() == before
    assert [told.unggahan for told in store.programme()].count(2) == 3


def test_activities_for_a_later_day_do_not_move_the_day_of_the_figures(store: Store) -> None:
    save(store, RECAP)
    checked = look(store, LATER)
    assert checked.verdict.data_date == date(2023, 5, 20)
    assert formed_after(checked, Stored.of(store.snapshot())) == (1, 1, date(2023, 5, 10))


def test_the_first_file_of_all_may_be_of_sheets_alone(store: Store) -> None:
    checked = look(store, make_sheet("langkah", ("Balok", "1 Mei 2023", "Sosialisasi")))
    assert formed_after(checked, Stored.of(store.snapshot())) == (0, 0, date(2023, 5, 10))


def test_the_same_recap_with_new_activities_is_something_to_save_and_then_nothing(store: Store) -> None:
    save(store, RECAP)
    assert not look(store, RECAP, SHEET).verdict.nothing_to_save
    save(store, RECAP, SHEET)
    again = look(store, RECAP, make_sheet("kegiatan", POSYANDU, kegiatan(nama="Panen")))
    assert (again.verdict.nothing_to_save, again.to_store) == (True, [])
    with pytest.raises(CommitRefused, match="sama dengan yang tersimpan"):
        commit(store, again, by="Sari", at=NOW)


def test_what_a_withdrawn_sample_told_is_not_compared_with(store: Store) -> None:
    save(store, RECAP, SHEET, is_sample=True)
    checked = look(store, RECAP, make_sheet("kegiatan", POSYANDU))
    assert (counts(checked.verdict), checked.withdraws) == ({"kegiatan": (1, 0, 0, 0)}, (1,))
    commit(store, checked, by="Sari", at=NOW)
    assert [one.unggahan for one in store.programme()] == [2]


def test_a_mended_cell_is_stored_and_makes_another_upload(store: Store) -> None:
    checked = save(store, RECAP, SHEET, answers={"cell:Kegiatan!B7": "4 Mei 2021"})
    assert counts(checked.verdict) == {"kegiatan": (3, 0, 0, 0)}
    (upload,) = store.uploads()
    assert upload.jawaban["perbaikan"] == [{"sheet": "Kegiatan", "cell": "B7", "old": None, "new": "4 Mei 2021"}]


def test_a_workbook_as_it_comes_from_excel(store: Store) -> None:
    recap = [("Keadaan per 10 Mei 2023",), (), ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan")]
    recap += dendang_rows(Nyuruk=("Terbentuk", "03/10/2017"))
    sheet = [
        ("Kecamatan", "Desa", "Tanggal", "Nama Kegiatan", "Kebutuhan yang Dijawab", "Mitra", "Jumlah Peserta",
         "Keadaan Sebelum", "Keadaan Sesudah"),
        ("Dendang", "Nyuruk", "3 Mei 2021", "Posyandu", "balita kurang gizi", "Puskesmas", 25, "35 anak", "20 anak"),
        ("Dendang", "Nyuruk", "4 Mei 2021", "Panen", "pangan", "PKK", "banyak", "10 kg", "25 kg"),
    ]  # fmt: skip
    checked = check_files(
        [InputFile("rekap.xlsx", make_xlsx(recap, more_sheets={"Kegiatan": sheet}))],
        region=REGION,
        region_name="Kabupaten Belitung Timur",
        stored=Stored.of(store.snapshot()),
        today=TODAY,
    )
    assert [(p.code, p.sheet, p.cell) for p in checked.verdict.problems if p.code != "ONE_KECAMATAN"] == [
        ("NUM_BAD", "Kegiatan", "G3")
    ]
    assert counts(checked.verdict) == {"kegiatan": (2, 0, 0, 0)}
