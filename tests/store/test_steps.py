"""Next steps on both databases: changed by new rows, carried until done, never lost between two people."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from kkb.schema import TindakLanjut
from kkb.store import OutdatedStep, OutdatedVersion, Store, StoreRefusal
from kkb.store.engine import read
from kkb.store.tables import tindak_lanjut
from tests.support.store_fixtures import MORNING, add_step

LATER = MORNING + timedelta(days=30)
DAY = date(2023, 6, 9)
BUDI = {"by": "Budi", "at": LATER}


def change(store: Store, nomor: int = 1, uraian: str = "Dampingi empat desa", **changes: Any) -> int:
    values = {"penanggung_jawab": "Camat", "tenggat": date(2023, 6, 1), "kode_kecamatan": None, **BUDI}
    return store.change_step(nomor, uraian=uraian, **(values | changes))


def events(store: Store) -> list[tuple[str, str, str | None]]:
    return [(event.jenis.value, event.oleh, event.alasan) for event in reversed(store.events())]


def count_rows(store: Store) -> int:
    with read(store.engine) as connection:
        return connection.scalar(select(func.count()).select_from(tindak_lanjut)) or 0


def test_a_step_comes_back_as_it_was_noted(store: Store) -> None:
    assert add_step(store, kode_kecamatan="19.06.04", tenggat=None) == 1
    assert store.steps() == [
        TindakLanjut(
            1, "Dampingi tiga desa", "Camat", None, "19.06.04", date(2023, 5, 10), None, "Sari", MORNING, revisi=1
        )
    ]
    assert events(store) == [("tindak_lanjut", "Sari", "Dampingi tiga desa")]


def test_open_ones_come_by_their_day_and_then_the_done_newest_first(store: Store) -> None:
    days = [None, date(2023, 7, 1), date(2023, 6, 1), date(2023, 6, 1), None, None]
    for place, day in enumerate(days, start=1):
        add_step(store, f"Langkah {place}", tenggat=day)
    store.finish_step(5, selesai=date(2023, 6, 2), **BUDI)
    store.finish_step(6, selesai=date(2023, 6, 3), **BUDI)
    assert [step.nomor for step in store.steps()] == [3, 4, 2, 1, 6, 5]
    assert list(store.snapshot().tindak_lanjut) == store.steps()


def test_a_step_keeps_its_number_and_first_day_through_its_changes(store: Store) -> None:
    add_step(store)
    assert change(store, tenggat=None, kode_kecamatan="19.06.01") == 2
    assert store.finish_step(1, selesai=DAY, **BUDI) == 3
    (step,) = store.steps()
    assert (step.nomor, step.revisi, step.dicatat) == (1, 3, date(2023, 5, 10))
    assert (step.uraian, step.tenggat, step.kode_kecamatan) == ("Dampingi empat desa", None, "19.06.01")
    assert (step.selesai, step.oleh, step.waktu) == (DAY, "Budi", LATER)
    assert count_rows(store) == 3
    assert add_step(store, "Lain") == 2
    assert [words for _, _, words in events(store)] == [
        "Dampingi tiga desa", "Dampingi empat desa", "selesai: Dampingi empat desa", "Lain",
    ]  # fmt: skip


def test_a_done_step_may_be_opened_again(store: Store) -> None:
    add_step(store)
    store.finish_step(1, selesai=DAY, **BUDI)
    with pytest.raises(StoreRefusal, match="sudah ditandai selesai oleh Budi"):
        store.finish_step(1, selesai=DAY, by="Sari", at=LATER)
    assert store.reopen_step(1, **BUDI) == 3
    assert store.steps()[0].selesai is None
    with pytest.raises(StoreRefusal, match="masih terbuka"):
        store.reopen_step(1, **BUDI)


def test_a_dropped_step_is_not_listed_and_its_rows_stay(store: Store) -> None:
    add_step(store)
    store.drop_step(1, **BUDI)
    assert (store.steps(), store.snapshot().tindak_lanjut, count_rows(store)) == ([], (), 2)
    for act in (lambda: change(store), lambda: store.drop_step(1, **BUDI)):
        with pytest.raises(StoreRefusal, match="sudah dihapus oleh Budi"):
            act()
    assert store.reopen_step(1, by="Sari", at=LATER, expected_revision=2) == 3
    assert [step.uraian for step in store.steps()] == ["Dampingi tiga desa"]


def test_the_same_open_step_twice_is_refused_and_again_later_is_not(store: Store) -> None:
    add_step(store)
    with pytest.raises(StoreRefusal, match="sudah tercatat dan masih terbuka"):
        add_step(store)
    add_step(store, kode_kecamatan="19.06.01")
    store.finish_step(1, selesai=DAY, **BUDI)
    assert add_step(store) == 3


def test_what_says_the_same_already_changes_nothing(store: Store) -> None:
    add_step(store)
    before = store.snapshot()
    assert change(store, uraian="Dampingi tiga desa") == 1
    assert store.snapshot() == before


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"uraian": " "}, "Isi uraian tindak lanjut"),
        ({"penanggung_jawab": ""}, "Isi penanggung jawab"),
        ({"uraian": "x" * 501}, "“uraian” terlalu panjang: paling banyak 500"),
        ({"penanggung_jawab": "x" * 201}, "“penanggung jawab” terlalu panjang: paling banyak 200"),
        ({"uraian": "a\x00b"}, "huruf yang rusak"),
        ({"by": " "}, "Nama Anda belum diisi"),
        ({"by": "x" * 121}, "120"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_writes_nothing(store: Store, more: dict[str, Any], words: str) -> None:
    add_step(store, "Sudah ada")
    before = store.snapshot()
    with pytest.raises(StoreRefusal, match=words):
        add_step(store, **more)
    with pytest.raises(StoreRefusal, match=words):
        change(store, **more)
    assert (store.snapshot(), count_rows(store)) == (before, 1)


WRITES: dict[str, Callable[..., object]] = {
    "change": lambda s, **more: change(s, **more),
    "finish": lambda s, **more: s.finish_step(1, selesai=DAY, **BUDI, **more),
    "drop": lambda s, **more: s.drop_step(1, **BUDI, **more),
    "reopen": lambda s, **more: s.reopen_step(2, **BUDI, **more),
}


@pytest.fixture
def two_steps(store: Store) -> Store:
    """An open step 1 in revision 2 and a done step 2 in revision 2; data version 4."""
    add_step(store)
    change(store, uraian="Dampingi lima desa")
    add_step(store, "Lain")
    store.finish_step(2, selesai=DAY, by="Budi", at=LATER)
    return store


@pytest.mark.parametrize("name", WRITES)
def test_a_change_that_was_not_seen_is_refused(two_steps: Store, name: str) -> None:
    before = two_steps.snapshot()
    with pytest.raises(OutdatedStep, match="sudah diubah Budi") as outdated:
        WRITES[name](two_steps, expected_revision=1)
    assert outdated.value.current == 2
    assert two_steps.snapshot() == before
    assert WRITES[name](two_steps, expected_revision=2) == 3


@pytest.mark.parametrize("name", [*WRITES, "add"])
def test_every_write_is_an_event_and_can_be_outdated(two_steps: Store, name: str) -> None:
    act = WRITES.get(name, lambda s, **more: add_step(s, **more))
    before = two_steps.snapshot()
    with pytest.raises(OutdatedVersion):
        act(two_steps, expected_version=3)
    assert two_steps.snapshot() == before
    act(two_steps, expected_version=4)
    assert two_steps.data_version() == 5
    assert two_steps.snapshot() != before


@pytest.mark.parametrize("nomor", [0, 7, -1])
def test_an_unknown_number_is_said(store: Store, nomor: int) -> None:
    with pytest.raises(StoreRefusal, match=f"Tindak lanjut {nomor} tidak ada"):
        store.drop_step(nomor, **BUDI)


def test_of_two_who_change_one_step_at_once_one_is_told(store: Store) -> None:
    add_step(store)
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def run(name: str) -> None:
        start.wait()
        try:
            change(store, uraian=f"Menurut {name}", by=name, expected_revision=1)
        except OutdatedStep:
            outcomes.append("told")
        else:
            outcomes.append("written")

    threads = [threading.Thread(target=run, args=(name,)) for name in "ABCD"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["told"] * 3 + ["written"]
    assert count_rows(store) == 2
