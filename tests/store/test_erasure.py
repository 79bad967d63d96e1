"""The end of the bytes of originals: nothing but a recorded erasure makes it, and no older backup undoes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kkb.store import DraftStatus, JenisPeristiwa, Store, StoreRefusal, open_store
from kkb.store.backup import back_up, open_backup, restore
from kkb.store.engine import write
from kkb.store.erasure import keep_list, list_erasures, read_list, term_end
from tests.support.store_fixtures import MORNING, commit, make_settings, make_upload

LATER = MORNING + timedelta(days=1)
SECRET = b"NIK 1906010101010001 " * 5000
UPLOAD = replace(make_upload("rahasia"), isi=SECRET)


def erase(store: Store, nomor: int = 1, reason: str = "permintaan warga") -> list[int]:
    return store.erase_original(nomor, by="Kepala", at=LATER, reason=reason)


class TestByDecision:
    def test_the_bytes_go_and_all_else_stays(self, store: Store) -> None:
        commit(store, upload=UPLOAD)
        commit(store, "lain")
        before = store.snapshot()
        assert erase(store) == [1]
        after = store.snapshot()
        assert after.observations == before.observations
        (record,) = [one for one in after.uploads if one.nomor == 1]
        assert (record.sha256, record.ukuran, record.aktif) == (UPLOAD.sha256, len(SECRET), True)
        assert record.erasure is not None
        told = record.erasure
        assert (told.oleh, told.waktu, told.alasan) == ("Kepala", LATER, "permintaan warga")
        assert store.original(2) == b"bytes of lain"
        with pytest.raises(StoreRefusal, match="unggahan 1 sudah dihapus"):
            store.original(1)
        assert store.stored_upload(1).seal_holds is True

    def test_every_upload_of_the_same_bytes_loses_them_and_so_does_an_open_draft(self, store: Store) -> None:
        commit(store, upload=UPLOAD)
        store.withdraw(1, by="Sari", at=MORNING, reason="keliru")
        commit(store, upload=replace(UPLOAD, kunci="lagi"))
        kode = store.create_draft([("lagi.xlsx", SECRET)], by="Sari", at=MORNING)
        assert erase(store, 2) == [1, 2]
        draft = store.draft(kode, at=MORNING)
        assert draft is not None and draft.status is DraftStatus.DIBUANG and draft.berkas[0].isi == b""

    @pytest.mark.parametrize(("nomor", "reason", "words"), [(1, " ", "alasan"), (7, "x", "Unggahan 7 tidak ada")])
    def test_without_reason_or_upload_nothing_happens(self, store: Store, nomor: int, reason: str, words: str) -> None:
        commit(store)
        with pytest.raises(StoreRefusal, match=words):
            erase(store, nomor, reason)
        assert store.original(1) == b"bytes of k1"

    def test_twice_is_refused(self, store: Store) -> None:
        commit(store)
        erase(store)
        with pytest.raises(StoreRefusal, match="sudah dihapus"):
            erase(store)

    def test_it_is_withdrawn_and_brought_back_as_before(self, store: Store) -> None:
        commit(store)
        erase(store)
        store.withdraw(1, by="Sari", at=LATER, reason="keliru")
        assert store.observations() == []
        store.restore(1, by="Sari", at=LATER, reason="benar")
        assert len(store.observations()) == 1
        assert store.uploads()[0].erasure is not None

    @pytest.mark.parametrize(
        "change",
        ["UPDATE berkas_asli SET isi = NULL", "UPDATE berkas_asli SET unggahan = 9", "DELETE FROM berkas_asli"],
    )
    def test_nothing_else_empties_or_changes_them(self, store: Store, change: str) -> None:
        commit(store)
        with pytest.raises(DBAPIError, match=r"only emptied|append-only"), write(store.engine) as connection:
            connection.execute(text(change))

    def test_what_is_erased_is_never_filled_again(self, store: Store) -> None:
        commit(store)
        erase(store)
        with pytest.raises(DBAPIError, match="only emptied"), write(store.engine) as connection:
            connection.execute(text("UPDATE berkas_asli SET isi = CAST('x' AS BYTEA)" if store.engine.dialect.name ==
                                    "postgresql" else "UPDATE berkas_asli SET isi = X'01'"))  # fmt: skip

    def test_no_byte_is_left_in_the_files(self, tmp_path: Path) -> None:
        settings = make_settings(tmp_path / "data")
        store = open_store(settings)
        store.prepare()
        kode = store.create_draft([("r.xlsx", SECRET)], by="Sari", at=MORNING)
        commit(store, upload=UPLOAD, draft=kode)
        assert any(SECRET[:21] in file.read_bytes() for file in settings.data_dir.iterdir())
        erase(store)
        assert not any(SECRET[:21] in file.read_bytes() for file in settings.data_dir.iterdir())
        store.close()


class TestRestored:
    def test_an_older_backup_does_not_bring_them_back(self, store: Store, tmp_path: Path) -> None:
        commit(store, upload=UPLOAD)
        back_up(store, tmp_path / "lama.sqlite3", at=MORNING)
        erase(store)
        list_erasures(store, tmp_path / "dihapus.jsonl")
        known = read_list(tmp_path / "dihapus.jsonl")
        assert known == store.erasures()
        other = open_store(make_settings(tmp_path / "lain"))
        restore(other, tmp_path / "lama.sqlite3", replace=False, at=LATER, erased=known)
        assert other.erasures() == known
        with pytest.raises(StoreRefusal, match="sudah dihapus"):
            other.original(1)
        assert SECRET[:21] not in (tmp_path / "lain" / "kkb.sqlite3").read_bytes()
        other.close()

    def test_a_backup_holds_the_record(self, store: Store, tmp_path: Path) -> None:
        commit(store)
        erase(store)
        back_up(store, tmp_path / "baru.sqlite3", at=LATER)
        with open_backup(tmp_path / "baru.sqlite3") as (inside, _):
            assert inside.erasures() == store.erasures()

    def test_a_file_that_was_uploaded_again_afterwards_stays(self, store: Store) -> None:
        commit(store, upload=UPLOAD)
        erase(store)
        known = store.erasures()
        commit(store, upload=replace(UPLOAD, kunci="lagi"), at=LATER + timedelta(days=1))
        assert store.erase_again(known) == []
        assert store.original(2) == SECRET

    def test_the_list_only_grows_and_a_broken_one_is_told(self, store: Store, tmp_path: Path) -> None:
        path = tmp_path / "dihapus.jsonl"
        commit(store)
        commit(store, "k2")
        erase(store)
        first = keep_list(path, store.erasures())
        erase(store, 2)
        assert keep_list(path, store.erasures()[:1]) == read_list(path)
        assert len(read_list(path)) == 2 and set(first) <= set(read_list(path))
        path.write_text("{", encoding="utf-8")
        with pytest.raises(StoreRefusal, match="tidak terbaca"):
            read_list(path)


class TestTerm:
    def test_without_a_term_they_are_kept(self, store: Store) -> None:
        commit(store)
        assert store.erase_expired(at=MORNING + timedelta(days=9999)) == []

    def test_what_is_over_is_emptied_on_its_day_and_noted(self, store: Store) -> None:
        commit(store, "alt")
        commit(store, "neu", at=MORNING + timedelta(days=40))
        store.set_term(2, by="Kepala", at=MORNING)
        assert store.snapshot().masa_simpan == 2
        assert store.erase_expired(at=MORNING + timedelta(days=60)) == []
        assert store.erase_expired(at=MORNING + timedelta(days=61)) == [1]
        event = store.uploads()[1].erasure
        assert event is not None
        assert (event.jenis, event.alasan) == (JenisPeristiwa.MASA_HABIS, "masa simpan 2 bulan habis")
        assert store.original(2) == b"bytes of neu"

    @pytest.mark.parametrize("months", [0, -1, 601])
    def test_a_term_has_bounds(self, store: Store, months: int) -> None:
        with pytest.raises(StoreRefusal, match="1 sampai 600"):
            store.set_term(months, by="Kepala", at=MORNING)

    def test_it_is_ended_and_the_same_is_refused(self, store: Store) -> None:
        with pytest.raises(StoreRefusal, match="sudah berlaku"):
            store.set_term(None, by="Kepala", at=MORNING)
        store.set_term(12, by="Kepala", at=MORNING)
        store.set_term(None, by="Kepala", at=MORNING)
        assert store.snapshot().masa_simpan is None

    @pytest.mark.parametrize(
        ("saved", "months", "day"),
        [
            (MORNING, 12, date(2024, 5, 10)),
            (MORNING.replace(month=8, day=31), 6, date(2024, 2, 29)),
            (MORNING.replace(month=12, day=31, hour=20), 1, date(2024, 2, 1)),
        ],
    )
    def test_its_last_day(self, saved: object, months: int, day: date) -> None:
        assert term_end(saved, months) == day  # type: ignore[arg-type]
