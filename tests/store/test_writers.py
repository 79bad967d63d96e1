"""Several processes and threads write at once, and nothing is lost, doubled or torn."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest

from kkb.config import Settings
from kkb.schema import TargetRow
from kkb.store import (
    AlreadyStored,
    NewAlias,
    NewPlan,
    OutdatedDraft,
    OutdatedVersion,
    Store,
    StoreRefusal,
    StoreUnavailable,
    UploadPart,
    open_store,
)
from kkb.store import engine as store_engine
from tests.support.store_fixtures import MORNING, commit, make_row, make_upload

PROCESSES, THREADS, COMMITS = 2, 2, 30
ROWS = [make_row(f"19.06.01.20{n:02}") for n in range(9)]


@pytest.fixture(scope="module")
def started() -> Iterator[tuple[ProcessPoolExecutor, Any]]:
    """A pool of processes and the start signal that they share: to start one takes longer than what it writes."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(PROCESSES)
    with ProcessPoolExecutor(PROCESSES, mp_context=context, initializer=_keep_barrier, initargs=(barrier,)) as pool:
        yield pool, barrier


@pytest.fixture
def processes(started: tuple[ProcessPoolExecutor, Any]) -> ProcessPoolExecutor:
    """A pool of processes that start at once, whatever became of those that started before."""
    pool, barrier = started
    barrier.reset()
    return pool


def _keep_barrier(barrier: Any) -> None:
    global _start
    _start = barrier


def _write_many(settings: Settings, name: str) -> list[int]:
    """Commit from several threads of this process through one store; the numbers that were given out."""
    store = open_store(settings)

    def work(thread: int) -> list[int]:
        return [
            commit(store, f"{name}-{thread}-{n}", rows=ROWS, aliases=[NewAlias("19.06.01", f"{name}{thread}", "x")])
            for n in range(COMMITS)
        ]

    _start.wait(60)
    with ThreadPoolExecutor(THREADS) as threads:
        numbers = [nomor for given in threads.map(work, range(THREADS)) for nomor in given]
    store.close()
    return numbers


def _press_save(settings: Settings, name: str) -> str:
    """Commit against version 0, as somebody who has looked at an empty store."""
    store = open_store(settings)
    _start.wait(60)
    try:
        commit(store, name, expected_version=0)
        return "stored"
    except (OutdatedVersion, AlreadyStored) as refusal:
        return type(refusal).__name__
    finally:
        store.close()


def _save_draft(settings: Settings, name: str) -> str:
    """Save one draft as an upload of this name."""
    store = open_store(settings)
    (record,) = store.open_drafts(at=MORNING)
    part = UploadPart(make_upload(name), [make_row()])
    _start.wait(60)
    try:
        store.commit_uploads(expected_version=None, parts=[part], by=name, at=MORNING, reason=None, draft=record.kode)
        return "stored"
    except StoreRefusal as refusal:
        return refusal.message
    finally:
        store.close()


def _create_draft(settings: Settings, name: str) -> str:
    """The code of a draft of the same files; the name is who made it."""
    store = open_store(settings)
    _start.wait(60)
    kode = store.create_draft([("rekap.xlsx", b"x")], by=name, at=MORNING)
    store.close()
    return kode


def _answer(settings: Settings, name: str) -> str:
    """Answer the one draft as somebody who saw it without answers."""
    store = open_store(settings)
    (record,) = store.open_drafts(at=MORNING)
    _start.wait(60)
    try:
        store.change_answers(record.kode, {"oleh": name}, seen={}, by=name, at=MORNING)
        return name
    except OutdatedDraft:
        return ""
    finally:
        store.close()


def _seed(settings: Settings, name: str) -> bool:
    store = open_store(settings)
    _start.wait(60)
    store.prepare()
    plan = NewPlan(name, MORNING.date(), "Bupati", "x", (TargetRow("19.06.01", MORNING.date(), 9),), MORNING.date())
    done = store.seed(plan=plan, milestones=[], at=MORNING)
    store.close()
    return done


def _run(pool: ProcessPoolExecutor, work: Any, settings: Settings, names: tuple[str, str]) -> list[Any]:
    return [future.result(120) for future in [pool.submit(work, settings, name) for name in names]]


@pytest.mark.slow
def test_simultaneous_writers_lose_nothing(store: Store, store_settings: Settings, processes: Any) -> None:
    first, second = _run(processes, _write_many, store_settings, ("satu", "dua"))
    total = PROCESSES * THREADS * COMMITS
    assert sorted(first + second) == list(range(1, total + 1))
    assert store.data_version() == total
    assert [event.nomor for event in store.events()] == list(range(total, 0, -1))
    assert [(e.nomor, e.unggahan) for e in store.events()] == [(n, n) for n in range(total, 0, -1)]
    uploads = store.uploads()
    assert len({record.kunci for record in uploads}) == total
    assert all(store.original(record.nomor) == f"bytes of {record.kunci}".encode() for record in uploads)
    observations = store.observations()
    assert len(observations) == total * len(ROWS)
    assert len({(o.unggahan, o.row.kode_desa) for o in observations}) == total * len(ROWS)


@pytest.mark.slow
def test_of_two_commits_against_one_version_one_is_stored(
    store: Store, store_settings: Settings, processes: Any
) -> None:
    results = _run(processes, _press_save, store_settings, ("satu", "dua"))
    assert sorted(results) == ["OutdatedVersion", "stored"]
    assert (len(store.uploads()), store.data_version()) == (1, 1)


@pytest.mark.slow
def test_of_two_commits_of_one_file_one_is_stored(store: Store, store_settings: Settings, processes: Any) -> None:
    results = _run(processes, _press_save, store_settings, ("sama", "sama"))
    assert sorted(results) == ["AlreadyStored", "stored"]
    assert (len(store.uploads()), store.data_version()) == (1, 1)


@pytest.mark.slow
def test_of_two_first_starts_one_seeds(store_settings: Settings, processes: Any) -> None:
    assert sorted(_run(processes, _seed, store_settings, ("satu", "dua"))) == [False, True]
    store = open_store(store_settings)
    assert (len(store.plans()), store.data_version()) == (1, 1)
    store.close()


@pytest.mark.slow
def test_of_two_saves_of_one_draft_one_is_stored(store: Store, store_settings: Settings, processes: Any) -> None:
    store.create_draft([("rekap.xlsx", b"x")], by="Sari", at=MORNING)
    results = _run(processes, _save_draft, store_settings, ("satu", "dua"))
    assert sorted(results) == ["Draf ini sudah disimpan sebagai unggahan 1.", "stored"]
    assert len(store.uploads()) == 1


@pytest.mark.slow
def test_the_same_files_at_once_are_one_draft(store: Store, store_settings: Settings, processes: Any) -> None:
    first, second = _run(processes, _create_draft, store_settings, ("satu", "dua"))
    assert [record.kode for record in store.open_drafts(at=MORNING)] == [first] == [second]


@pytest.mark.slow
def test_of_two_answers_at_once_one_is_kept(store: Store, store_settings: Settings, processes: Any) -> None:
    store.create_draft([("rekap.xlsx", b"x")], by="Sari", at=MORNING)
    loser, winner = sorted(_run(processes, _answer, store_settings, ("satu", "dua")))
    (record,) = store.open_drafts(at=MORNING)
    assert (loser, record.jawaban, record.revisi) == ("", {"oleh": winner}, 1)


def test_readers_see_whole_commits_while_others_write(store: Store) -> None:
    done = threading.Event()
    torn: list[tuple[int, int]] = []

    def look() -> int:
        looks = 0
        while not done.is_set() or not looks:
            snapshot = store.snapshot()
            if len(snapshot.observations) != snapshot.version * len(ROWS):
                torn.append((snapshot.version, len(snapshot.observations)))
            looks += 1
        return looks

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(look) for _ in range(2)]
        for n in range(20):
            commit(store, str(n), rows=ROWS)
        done.set()
        assert all(reader.result(60) for reader in readers)
    assert torn == []


def test_a_write_lock_held_too_long_is_an_outage_and_reading_goes_on(
    store_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_engine, "BUSY_TIMEOUT_MS", 200)
    store = open_store(store_settings)
    store.prepare()
    with store_engine.write(store.engine):
        with pytest.raises(StoreUnavailable):
            commit(store)
        assert store.data_version() == 0
    assert commit(store) == 1
    store.close()


def test_a_writer_that_dies_in_the_middle_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from kkb.store import store as store_module

    def fail(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store_module, "add_event", fail)
    with pytest.raises(KeyboardInterrupt):
        commit(store, aliases=[NewAlias("19.06.01", "x", "y")])
    monkeypatch.undo()
    assert (store.uploads(), store.observations(), store.aliases(), store.data_version()) == ([], [], {}, 0)
    assert commit(store) == 1
