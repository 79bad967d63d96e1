"""The one path of an upload: bytes → verdict → store. What was shown is what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kkb.briefing.message import since_sentence
from kkb.checking import Outcome
from kkb.checking.verdict import DesaCounts
from kkb.config import TIMEZONE
from kkb.overview import make_overview
from kkb.schema import Keputusan
from kkb.state import fold, state_on
from kkb.store import OutdatedVersion, Store
from kkb.store.store import SAMPLES_END
from kkb.uploads.check import (
    Checked,
    InputFile,
    Stored,
    check_file,
    check_files,
    describe_kin,
    describe_twin,
    formed_after,
    identity,
)
from kkb.uploads.commit import CommitRefused, commit
from tests.support.builders import REGION, Value, code_of, codes, dendang_rows, kinds, stored_texts
from tests.support.workbook_fixtures import make_xlsx

pytestmark = pytest.mark.usefixtures("read_once")

NOW = datetime(2023, 6, 1, 2, 45, tzinfo=UTC)
HEADER = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan")


def make_recap(rows: Sequence[Sequence[Value]] | None = None, *, day: str = "10 Mei 2023", **parts: Any) -> bytes:
    """A workbook with a title, a header on row 3 and these rows (Dendang, all Belum, unless given)."""
    title = (f"Keadaan per {day}",)
    return make_xlsx([title, (), HEADER, *(rows if rows is not None else dendang_rows())], **parts)


def look(store: Store | None, data: bytes, **options: Any) -> Checked:
    """Check a file against what is stored now."""
    options = {"file_name": "rekap.xlsx"} | options
    return check_file(
        data,
        options.pop("file_name"),
        region=REGION,
        region_name="Kabupaten Belitung Timur",
        stored=Stored.of(store.snapshot()) if store else Stored(),
        today=NOW.astimezone(TIMEZONE).date(),
        **options,
    )


def save(store: Store, data: bytes, *, reason: str | None = None, accept_problems: bool = False, **options: Any) -> int:
    """Check and commit at once."""
    (number,) = commit(
        store, look(store, data, **options), by="Sari", at=NOW, reason=reason, accept_problems=accept_problems
    )
    return number


def refusal(store: Store, checked: Checked, **options: Any) -> str:
    """The sentence with which a commit is refused; nothing was written."""
    version = store.data_version()
    with pytest.raises(CommitRefused) as refused:
        commit(store, checked, **({"by": "Sari", "at": NOW} | options))
    assert store.data_version() == version
    return refused.value.message


FORMED = dendang_rows(Nyuruk=("Terbentuk", "03/10/2017"), Balok="Merintis")


class TestCommit:
    def test_exactly_the_rows_that_were_shown_are_stored(self, store: Store) -> None:
        checked = look(store, make_recap(FORMED))
        (number,) = commit(store, checked, by="  Sari ", at=NOW, reason=" rakor ")
        assert [seen.row for seen in store.rows_of(number)] == sorted(checked.verdict.rows, key=lambda r: r.kode_desa)
        assert stored_texts(checked.verdict)["Nyuruk"] == ("Terbentuk", "2017-10-03")
        (upload,) = store.uploads()
        assert (upload.tanggal_data, upload.nama_berkas, upload.contoh) == (date(2023, 5, 10), "rekap.xlsx", False)
        assert (upload.disimpan_oleh, upload.riwayat[0].alasan) == ("Sari", "rakor")
        assert store.original(number) == checked.files[0].data
        assert upload.ringkasan["counts"]["terbentuk"] == 1
        assert upload.ringkasan["changes"] == asdict(DesaCounts(new=4))

    def test_each_value_knows_the_cell_it_came_from(self, store: Store) -> None:
        save(store, make_recap(FORMED))
        (seen,) = (seen for seen in store.observations() if seen.row.desa == "Nyuruk")
        assert (seen.row.sheet, seen.row.row, seen.unggahan) == ("Rekap", 6, 1)
        assert seen.row.sel == {"kecamatan": "A6", "desa": "B6", "status": "C6", "tanggal": "D6"}

    def test_the_preview_tells_the_truth(self, store: Store) -> None:
        save(store, make_recap(FORMED, day="31 Januari 2023"))
        rows = dendang_rows(Nyuruk=("Terbentuk", "2017"), Balok=("Terbentuk", "2023"), Jangkang="Sosialisasi")
        checked = look(store, make_recap(rows))
        before, after, day = formed_after(checked, Stored.of(store.snapshot()))
        said = {c.desa: c.fields["status"][1] for c in checked.verdict.changes if "status" in c.fields}
        assert (before, after, said) == (1, 2, {"Jangkang": "Sosialisasi", "Balok": "Terbentuk"})
        commit(store, checked, by="Sari", at=NOW)
        states = state_on(fold(store.observations()), day)
        assert sum(state.formation is not None for state in states.values()) == after
        assert states[code_of("Jangkang")].tahap.value == "Sosialisasi"

    def test_a_newer_day_with_nothing_new_is_stored_as_confirmation(self, store: Store) -> None:
        save(store, make_recap(FORMED, day="31 Januari 2023"))
        checked = look(store, make_recap(FORMED))
        assert set(kinds(checked.verdict).values()) == {"unchanged"}
        assert commit(store, checked, by="Sari", at=NOW) == [2]
        assert max(seen.tanggal_data for seen in store.observations()) == date(2023, 5, 10)

    def test_mends_and_answers_are_kept_with_the_upload(self, store: Store) -> None:
        data = make_recap(dendang_rows(Balok="Belom"), day="Mei 2023")
        save(store, data, answers={"cell:Rekap!C7": "Belum", "tanggal_data": "2023-05-31"})
        (upload,) = store.uploads()
        assert upload.jawaban == {
            "jawaban": {"tanggal_data": "2023-05-31"},
            "perbaikan": [{"sheet": "Rekap", "cell": "C7", "old": "Belom", "new": "Belum"}],
        }
        assert upload.tanggal_data == date(2023, 5, 31)

    def test_a_confirmed_spelling_is_known_the_next_time_and_outlives_its_upload(self, store: Store) -> None:
        rows = [*dendang_rows()[:2], ("Dendang", "Nyurukk", "Merintis"), ("Dendang", "Balok", "Belum")]
        assert "NAME_FUZZY" in codes(look(store, make_recap(rows)).verdict)
        number = save(store, make_recap(rows))
        store.withdraw(number, by="Sari", at=NOW, reason="keliru")
        verdict = look(store, make_recap(rows, day="11 Mei 2023")).verdict
        assert (codes(verdict), stored_texts(verdict)["Nyuruk"]) == ({"ONE_KECAMATAN"}, ("Merintis", None))


class TestSameFileAgain:
    def test_nothing_is_written_and_its_number_is_given(self, store: Store) -> None:
        data = make_recap(FORMED)
        save(store, data)
        again = look(store, data, file_name="salinan.xlsx")
        assert (again.verdict.nothing_to_save, again.to_json()["same_as"]) == (True, 1)
        assert "unggahan 1" in again.verdict.message
        assert "unggahan 1" in refusal(store, again)
        assert again.twin and "sudah tersimpan sebagai unggahan 1" in describe_twin(again.twin)

    def test_pressing_twice_is_told_the_number_too(self, store: Store) -> None:
        checked = look(store, make_recap(FORMED))
        commit(store, checked, by="Sari", at=NOW)
        assert refusal(store, checked) == "Berkas ini sudah tersimpan sebagai unggahan 1."

    def test_other_bytes_with_the_same_facts_have_nothing_to_save(self, store: Store) -> None:
        save(store, make_recap(FORMED))
        other = look(store, make_recap(FORMED[::-1]))
        assert (other.twin, other.verdict.nothing_to_save, other.verdict.can_commit) == (None, True, False)
        assert "tidak ada yang perlu disimpan" in refusal(store, other)

    def test_a_withdrawn_one_is_offered_to_be_brought_back_or_stored_anew(self, store: Store) -> None:
        data = make_recap(FORMED)
        store.withdraw(save(store, data), by="Sari", at=NOW, reason="keliru")
        again = look(store, data)
        assert again.twin and not again.twin.aktif
        assert "Kembalikan unggahan 1" in describe_twin(again.twin)
        assert (again.verdict.nothing_to_save, again.to_json()["same_as"]) == (False, None)
        assert commit(store, again, by="Sari", at=NOW) == [2]
        assert (again := look(store, data)).twin and again.twin.nomor == 2

    def test_the_same_file_with_a_cell_mended_on_the_page_is_known_again(self, store: Store) -> None:
        data = make_xlsx([["Keadaan per 10 Mei 2023"], HEADER, *dendang_rows(Balok="Belom")])
        mended = look(store, data, answers={"cell:Rekap!C6": "Belum"})
        (number,) = commit(store, mended, by="Sari", at=NOW)
        again = look(store, data)
        assert (again.twin, again.kin and again.kin.nomor) == (None, number)
        assert again.kin and "sudah tersimpan sebagai unggahan 1" in describe_kin(again.kin)
        store.withdraw(number, by="Sari", at=NOW, reason="keliru")
        again = look(store, data)
        assert again.kin and "lalu ditarik. Kembalikan unggahan 1" in describe_kin(again.kin)
        assert look(store, make_recap(FORMED[::-1])).kin is None

    def test_other_answers_make_another_upload(self, store: Store) -> None:
        data = make_recap(FORMED, day="Mei 2023")
        checked = [look(store, data, answers={"tanggal_data": day}) for day in ("2023-05-10", "2023-05-31")]
        assert len({identity(c.files[0].data, c.verdict.files[0]) for c in checked}) == 2

    def test_the_day_by_name_or_by_answer_and_mends_in_any_order_are_the_same_upload(self) -> None:
        data = make_xlsx([HEADER, *dendang_rows(Balok="Belom", Nyuruk="Belom")])
        first, second = ("cell:Rekap!C4", "Belum"), ("cell:Rekap!C5", "Belum")
        named = look(None, data, file_name="rekap 10 Mei 2023.xlsx", answers=dict((first, second)))
        told = look(None, data, answers={"tanggal_data": "2023-05-10"} | dict((second, first)))
        assert named.verdict.outcome is told.verdict.outcome is Outcome.ACCEPT
        assert identity(data, named.verdict.files[0]) == identity(data, told.verdict.files[0])


class TestRefusals:
    def test_a_commit_on_an_outdated_preview_writes_nothing(self, store: Store) -> None:
        checked = look(store, make_recap(FORMED))
        save(store, make_recap(dendang_rows(Balok="Sosialisasi")))
        with pytest.raises(OutdatedVersion):
            commit(store, checked, by="Sari", at=NOW)
        assert (len(store.uploads()), store.data_version()) == (1, 1)

    def test_errors_are_passed_over_only_by_a_decision_with_a_reason(self, store: Store) -> None:
        checked = look(store, make_recap(dendang_rows(Balok="Belom")))
        assert checked.needs_reason
        assert "memuat kesalahan" in refusal(store, checked)
        assert "alasan" in refusal(store, checked, accept_problems=True)
        assert "alasan" in refusal(store, checked, accept_problems=True, reason="  ")
        (number,) = commit(store, checked, by="Sari", at=NOW, accept_problems=True, reason="Balok menyusul")
        assert {seen.row.desa for seen in store.rows_of(number)} == {"Dendang", "Jangkang", "Nyuruk"}

    def test_an_open_question_a_rejected_file_and_no_name(self, store: Store) -> None:
        save(store, make_recap(FORMED))
        asking = look(store, make_recap(day="11 Mei 2023"))
        assert asking.verdict.outcome is Outcome.ASK
        assert "pertanyaan" in refusal(store, asking)
        damaged = look(store, make_recap()[:-200])
        assert (damaged.verdict.outcome, damaged.verdict.message) == (Outcome.REJECT, refusal(store, damaged))
        assert "nama Anda" in refusal(store, look(store, make_recap(FORMED, day="11 Mei 2023")), by=" ")

    def test_only_errors_leave_nothing_to_store(self, store: Store) -> None:
        checked = look(store, make_recap([("Dendang", "Balok", "Belom")]))
        assert refusal(store, checked, accept_problems=True, reason="coba") == "Tidak ada baris yang dapat disimpan."


class TestDecisions:
    ID = f"status_regression:{code_of('Nyuruk')}"

    @pytest.mark.parametrize("keputusan", list(Keputusan))
    def test_ending_or_denying_a_pokja_needs_a_reason_which_is_kept(self, store: Store, keputusan: Keputusan) -> None:
        save(store, make_recap(FORMED, day="31 Januari 2023"))
        checked = look(store, make_recap(), answers={self.ID: keputusan.value})
        assert "alasan" in refusal(store, checked)
        (number,) = commit(store, checked, by="Sari", at=NOW, reason="SK dicabut")
        told = {seen.row.desa: (seen.row.keputusan, seen.row.alasan) for seen in store.rows_of(number)}
        assert told == {"Nyuruk": (keputusan, "SK dicabut")} | dict.fromkeys(
            ("Dendang", "Jangkang", "Balok"), (None, None)
        )
        history = fold(store.observations())[code_of("Nyuruk")]
        assert history.formation_on(date(2023, 5, 10)) is None
        assert (history.formation_on(date(2023, 5, 9)) is not None) == (keputusan is Keputusan.BUBAR)

    def test_in_a_batch_the_reason_stands_with_the_file_that_it_speaks_of(self, store: Store) -> None:
        save(store, make_recap(FORMED, day="31 Januari 2023"))
        other = make_recap([("Manggar", "Padang", "Merintis", None)], day="10 Mei 2023")
        files = [InputFile("damar.xlsx", other), InputFile("dendang.xlsx", make_recap())]
        today, stored = NOW.astimezone(TIMEZONE).date(), Stored.of(store.snapshot())
        options = {"region": REGION, "region_name": "Kabupaten Belitung Timur", "answers": {self.ID: "bubar"}}
        checked = check_files(files, stored=stored, today=today, **options)  # type: ignore[arg-type]
        commit(store, checked, by="Sari", at=NOW, reason="SK dicabut")
        assert [upload.riwayat[0].alasan for upload in store.uploads()][:2] == ["SK dicabut", None]

    def test_keeping_it_stores_the_other_rows_and_needs_no_reason(self, store: Store) -> None:
        save(store, make_recap(FORMED, day="31 Januari 2023"))
        number = save(store, make_recap(), use_suggested=True)
        assert {seen.row.desa for seen in store.rows_of(number)} == {"Dendang", "Jangkang", "Balok"}
        assert fold(store.observations())[code_of("Nyuruk")].formation_on(date(2023, 5, 10))


class TestSamples:
    def test_the_first_real_commit_withdraws_all_samples_in_the_same_transaction(self, store: Store) -> None:
        save(store, make_recap(FORMED, day="31 Januari 2023", contoh=True))
        save(store, make_recap(day="28 Februari 2023", contoh=True), use_suggested=True)
        assert all(upload.contoh and upload.aktif for upload in store.uploads())
        real = look(store, make_recap(dendang_rows(Balok="Sosialisasi"), day="1 Januari 2023"))
        assert (real.withdraws, "SAMPLE_WITHDRAWN" in codes(real.verdict)) == ((2, 1), True)
        assert (set(kinds(real.verdict).values()), real.verdict.questions) == ({"new"}, ())
        commit(store, real, by="Sari", at=NOW)
        assert [(u.nomor, u.aktif) for u in store.uploads()] == [(3, True), (2, False), (1, False)]
        assert {seen.unggahan for seen in store.observations()} == {3}
        assert [e.alasan for e in store.events() if e.jenis.value == "tarik"] == [SAMPLES_END] * 2

    def test_beside_real_data_a_sample_is_refused(self, store: Store) -> None:
        save(store, make_recap(FORMED))
        checked = look(store, make_recap(FORMED, day="11 Mei 2023", contoh=True))
        assert (checked.verdict.outcome, "data contoh" in refusal(store, checked)) == (Outcome.REJECT, True)

    def test_with_all_real_data_withdrawn_a_sample_is_welcome_again(self, store: Store) -> None:
        store.withdraw(save(store, make_recap(FORMED)), by="Sari", at=NOW, reason="latihan")
        assert look(store, make_recap(contoh=True)).verdict.can_commit


def test_a_queue_saved_at_one_press_is_told_as_one_change(store: Store) -> None:
    """Three months of one desa: none of the files is the past of another."""
    save(store, make_recap(day="31 Desember 2022"))
    rungs = {"31 Januari 2023": "Sosialisasi", "28 Februari 2023": "Merintis", "31 Maret 2023": "Terbentuk"}
    queue = [
        InputFile(f"rekap {day}.xlsx", make_recap(dendang_rows(Nyuruk=(rung,)), day=day)) for day, rung in rungs.items()
    ]
    today, stored = NOW.astimezone(TIMEZONE).date(), Stored.of(store.snapshot())
    options = {"region": REGION, "region_name": "Kabupaten Belitung Timur"}
    checked = check_files(queue, stored=stored, today=today, **options)  # type: ignore[arg-type]
    assert commit(store, checked, by="Sari", at=NOW, accept_problems=True) == [2, 3, 4]
    assert [upload.simpanan for upload in store.uploads()] == [2, 2, 2, 1]
    found = make_overview(store.snapshot(), REGION, "Kabupaten Belitung Timur", today=today)
    assert since_sentence(found) == (
        "Sejak sebelum unggahan 2–4 (31 Januari 2023 sampai 31 Maret 2023): 1 desa membentuk Pokja (Nyuruk)."
    )
