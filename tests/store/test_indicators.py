"""The register of indicators on both databases: what was written of one comes back with who and when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from kkb.store import OutdatedVersion, Store, StoreRefusal
from kkb.store.engine import write
from tests.support.store_fixtures import MORNING, make_indicator

PMT = make_indicator()


def test_an_edition_stands_beside_the_one_before_and_holds(store: Store) -> None:
    later = replace(PMT, definisi="Semua balita", target=())
    assert store.write_indicator(PMT, by="Sari", at=MORNING) == 1
    assert store.write_indicator(later, by="Budi", at=MORNING, reason="Surat edaran") == 2
    records = store.indicator_records()
    assert [(one.nomor, one.indikator, one.oleh, one.waktu) for one in records] == [
        (1, PMT, "Sari", MORNING),
        (2, later, "Budi", MORNING),
    ]
    assert store.snapshot().register.get(PMT.kode) == later
    assert [event.alasan for event in store.events()] == ["Cakupan PMT: Surat edaran", "Cakupan PMT"]


def test_what_has_a_fault_or_is_outdated_is_not_written(store: Store) -> None:
    store.write_indicator(PMT, by="Sari", at=MORNING)
    for new, words in ((PMT, "persis begitu"), (replace(PMT, kode="lain"), "sudah berarti Cakupan PMT")):
        with pytest.raises(StoreRefusal, match=words):
            store.write_indicator(new, by="Sari", at=MORNING)
    with pytest.raises(StoreRefusal, match="Nama Anda"):
        store.write_indicator(replace(PMT, catatan="x"), by=" ", at=MORNING)
    with pytest.raises(OutdatedVersion):
        store.write_indicator(replace(PMT, catatan="x"), by="Sari", at=MORNING, expected_version=0)
    assert len(store.indicator_records()) == 1


def test_the_database_itself_refuses_to_change_what_was_written(store: Store) -> None:
    store.write_indicator(PMT, by="Sari", at=MORNING)
    for words in ("UPDATE indikator SET oleh = 'x'", "DELETE FROM indikator"):
        with pytest.raises(Exception, match="append-only"), write(store.engine) as connection:
            connection.execute(text(words))
