"""What counts: outdated versions, the same file twice, withdrawing and bringing back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kkb.store import AlreadyStored, NewAlias, OutdatedVersion, Store, StoreRefusal
from kkb.store.store import SAMPLES_END
from tests.support.store_fixtures import MORNING, commit, make_upload


def kinds(store: Store) -> list[str]:
    return [event.jenis.value for event in reversed(store.events())]


class TestVersion:
    def test_a_commit_against_the_current_version_passes(self, store: Store) -> None:
        commit(store, "a", expected_version=0)
        assert commit(store, "b", expected_version=1) == 2

    def test_a_commit_against_an_older_version_writes_nothing(self, store: Store) -> None:
        commit(store, "a")
        with pytest.raises(OutdatedVersion) as refusal:
            commit(store, "b", expected_version=0, aliases=[NewAlias("19.06.05", "x", "19.06.05.2001")], withdraw=[1])
        assert refusal.value.current == 1
        assert (len(store.uploads()), store.aliases(), kinds(store)) == (1, {}, ["simpan"])

    def test_every_other_write_can_be_outdated_too(self, store: Store) -> None:
        commit(store, "a")
        commit(store, "b")
        store.withdraw(2, by="Sari", at=MORNING, reason="keliru", expected_version=2)
        with pytest.raises(OutdatedVersion):
            store.withdraw(1, by="Sari", at=MORNING, reason="keliru", expected_version=2)
        with pytest.raises(OutdatedVersion):
            store.restore(2, by="Sari", at=MORNING, reason="benar", expected_version=2)
        with pytest.raises(OutdatedVersion):
            store.add_plan(
                nama="n", ditetapkan=MORNING.date(), oleh="o", alasan="a", targets=(), at=MORNING, expected_version=2
            )
        assert store.data_version() == 3
        assert store.plans() == []


class TestSameFile:
    def test_pressing_twice_is_told_the_number_rather_than_the_version(self, store: Store) -> None:
        commit(store, "a", expected_version=0)
        with pytest.raises(AlreadyStored):
            commit(store, "a", expected_version=0)

    def test_a_withdrawn_one_comes_back_by_restore(self, store: Store) -> None:
        commit(store, "a")
        store.withdraw(1, by="Sari", at=MORNING, reason="keliru")
        store.restore(1, by="Sari", at=MORNING, reason="benar")
        with pytest.raises(AlreadyStored):
            commit(store, "a")

    def test_a_twin_stored_meanwhile_keeps_the_withdrawn_one_away(self, store: Store) -> None:
        commit(store, "a")
        store.withdraw(1, by="Sari", at=MORNING, reason="keliru")
        assert commit(store, "a") == 2
        with pytest.raises(StoreRefusal, match="unggahan 2"):
            store.restore(1, by="Sari", at=MORNING, reason="benar")


class TestWithdraw:
    def test_rows_leave_and_come_back_and_the_history_stays(self, store: Store) -> None:
        commit(store)
        before = store.observations()
        store.withdraw(1, by="Budi", at=MORNING + timedelta(hours=1), reason="salah berkas")
        assert store.observations() == []
        assert not store.uploads()[0].aktif
        store.restore(1, by="Sari", at=MORNING + timedelta(hours=2), reason="ternyata benar")
        assert store.observations() == before
        (record,) = store.uploads()
        assert record.aktif
        assert [(e.nomor, e.jenis.value, e.oleh, e.alasan) for e in record.riwayat] == [
            (1, "simpan", "Sari", None),
            (2, "tarik", "Budi", "salah berkas"),
            (3, "kembalikan", "Sari", "ternyata benar"),
        ]
        assert (record.disimpan_oleh, record.disimpan_waktu) == ("Sari", MORNING)

    @pytest.mark.parametrize("action", ["withdraw", "restore"])
    def test_an_unknown_number_is_refused(self, store: Store, action: str) -> None:
        with pytest.raises(StoreRefusal, match="Unggahan 7 tidak ada"):
            getattr(store, action)(7, by="Sari", at=MORNING, reason="x")
        with pytest.raises(StoreRefusal, match="Unggahan 7 tidak ada"):
            store.original(7)

    def test_doing_it_twice_is_refused(self, store: Store) -> None:
        commit(store)
        with pytest.raises(StoreRefusal, match="masih berlaku"):
            store.restore(1, by="Sari", at=MORNING, reason="x")
        store.withdraw(1, by="Sari", at=MORNING, reason="x")
        with pytest.raises(StoreRefusal, match="sudah ditarik"):
            store.withdraw(1, by="Sari", at=MORNING, reason="x")
        assert store.data_version() == 2

    def test_the_first_real_commit_withdraws_the_samples(self, store: Store) -> None:
        for kunci in ("contoh a", "contoh b", "contoh c"):
            commit(store, kunci, upload=make_upload(kunci, contoh=True))
        store.withdraw(2, by="Sari", at=MORNING, reason="x")
        nomor = commit(store, "asli", withdraw=[1, 2, 3])
        assert {record.nomor: record.aktif for record in store.uploads()} == {1: False, 2: False, 3: False, 4: True}
        assert [(e.jenis.value, e.unggahan, e.alasan) for e in reversed(store.events(limit=3))] == [
            ("tarik", 1, SAMPLES_END),
            ("tarik", 3, SAMPLES_END),
            ("simpan", nomor, None),
        ]

    def test_several_are_withdrawn_and_brought_back_together_or_not_at_all(self, store: Store) -> None:
        commit(store, "a")
        commit(store, "b")
        with pytest.raises(StoreRefusal, match="Unggahan 9"):
            store.withdraw(1, 9, by="Sari", at=MORNING, reason="keliru")
        assert all(record.aktif for record in store.uploads())
        store.withdraw(1, 2, by="Sari", at=MORNING, reason="keliru")
        commit(store, "b")
        with pytest.raises(StoreRefusal, match="sudah berlaku sebagai unggahan 3"):
            store.restore(1, 2, by="Sari", at=MORNING, reason="benar")
        store.restore(1, by="Sari", at=MORNING, reason="benar")
        assert kinds(store) == ["simpan", "simpan", "tarik", "tarik", "simpan", "kembalikan"]
