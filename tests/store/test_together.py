"""Several uploads in one transaction, on both databases: all of them or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kkb.store import AlreadyStored, NewAlias, Store, StoreRefusal, UploadPart
from tests.support.store_fixtures import MORNING, commit, make_row, make_upload


def make_part(kunci: str, day: date = date(2023, 5, 10), *, alias: str | None = None, **changes: object) -> UploadPart:
    """A part with one row, and the spelling `kunci` for the desa `alias` if one is given."""
    aliases = [NewAlias("19.06.04", kunci, alias)] if alias else []
    return UploadPart(replace(make_upload(kunci, day), **changes), [make_row()], aliases)  # type: ignore[arg-type]


def save(store: Store, *parts: UploadPart, **changes: object) -> list[int]:
    arguments = {"expected_version": None, "parts": parts, "by": "Sari", "at": MORNING, "reason": "rakor"}
    return store.commit_uploads(**(arguments | changes))  # type: ignore[arg-type]


def test_each_has_its_number_rows_spellings_and_event(store: Store) -> None:
    commit(store, "earlier")
    april, may = date(2023, 4, 30), date(2023, 5, 31)
    assert save(store, make_part("b", may, alias="19.06.04.2001"), make_part("a", april), expected_version=1) == [2, 3]
    assert [(o.unggahan, o.tanggal_data) for o in store.observations()] == [(3, april), (1, MORNING.date()), (2, may)]
    assert store.aliases() == {("19.06.04", "b"): "19.06.04.2001"}
    assert [(e.jenis.value, e.unggahan, e.alasan) for e in reversed(store.events(limit=2))] == [
        ("simpan", 2, "rakor"),
        ("simpan", 3, "rakor"),
    ]
    assert [store.original(n) for n in (2, 3)] == [b"bytes of b", b"bytes of a"]
    # One moment and one name, and yet two saves: the number tells them apart.
    assert [(record.nomor, record.simpanan) for record in store.uploads()] == [(3, 2), (2, 2), (1, 1)]


def test_a_later_part_of_the_same_save_decides_a_spelling(store: Store) -> None:
    first, second = make_part("x", alias="19.06.04.2001"), make_part("y")
    save(store, first, replace(second, aliases=[NewAlias("19.06.04", "x", "19.06.04.2002")]))
    assert store.aliases() == {("19.06.04", "x"): "19.06.04.2002"}


def test_a_correction_by_hand_is_marked(store: Store) -> None:
    save(store, make_part("a"), make_part("b", koreksi=True))
    assert {record.nomor: record.koreksi for record in store.uploads()} == {1: False, 2: True}


class TestRefused:
    def test_an_active_twin_among_them_is_named(self, store: Store) -> None:
        commit(store, "a")
        with pytest.raises(AlreadyStored, match=r"“rekap a\.xlsx” sudah tersimpan sebagai unggahan 1") as refusal:
            save(store, make_part("b"), make_part("a"), expected_version=0)
        assert refusal.value.nomor == 1
        assert (len(store.uploads()), store.data_version()) == (1, 1)

    def test_the_same_part_twice_has_no_number(self, store: Store) -> None:
        with pytest.raises(AlreadyStored, match=r"“rekap b\.xlsx” ada dua kali") as refusal:
            save(store, make_part("a"), make_part("b"), make_part("b"))
        assert refusal.value.nomor is None
        assert store.uploads() == []

    def test_a_fault_in_the_last_undoes_the_first(self, store: Store) -> None:
        commit(store, "contoh", upload=make_upload("contoh", contoh=True))
        before = store.snapshot()
        with pytest.raises(StoreRefusal, match="nama berkas"):
            save(store, make_part("a", alias="x"), make_part("b", nama_berkas="x" * 256), withdraw=[1])
        assert store.snapshot() == before

    def test_nothing_to_store_is_no_save(self, store: Store) -> None:
        with pytest.raises(StoreRefusal, match="Tidak ada berkas"):
            save(store)
        assert store.data_version() == 0
