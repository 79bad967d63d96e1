"""The first start: tables, the default plan, milestones, sample data; once, whoever comes first."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kkb import startup
from kkb.config import Settings, load_settings
from kkb.region import RegionError
from kkb.schema import JenisTonggak
from kkb.startup import FIRST_SAMPLE, SAMPLE_LOADER, TARGET_DAY, prepare, read_milestones
from kkb.store import DraftStatus, Store
from kkb.store.drafts import DRAFT_LIFE

NOW = datetime(2026, 11, 24, 2, 45, tzinfo=UTC)
OTHER_REGION = (
    "kode_kecamatan,kecamatan,kode_desa,desa\n"
    "99.01,Utara,99.01.01,Satu\n99.01,Utara,99.01.02,Dua\n99.02,Selatan,99.02.01,Tiga\n"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A default installation with an empty data folder."""
    return load_settings({"KKB_DATA_DIR": str(tmp_path / "data")})


@contextmanager
def prepared(settings: Settings) -> Iterator[Store]:
    store = prepare(settings, now=NOW)
    try:
        yield store
    finally:
        store.close()


def test_a_new_default_file_gets_plan_milestones_and_the_sample(settings: Settings) -> None:
    with prepared(settings) as store:
        (plan,) = store.plans()
        assert (plan.nama, plan.tanggal_akhir, sum(t.jumlah_desa for t in plan.targets)) == (
            "Target 2024",
            TARGET_DAY,
            39,
        )
        assert {t.jumlah_desa for t in plan.targets if t.kode_kecamatan == "19.06.01"} == {9}
        assert [m.jenis for m in store.milestones()] == [JenisTonggak.PENJELASAN, JenisTonggak.KOMITMEN]
        (upload,) = store.uploads()
        assert (upload.nama_berkas, upload.contoh, upload.aktif) == (FIRST_SAMPLE, True, True)
        assert (upload.disimpan_oleh, upload.tanggal_data) == (SAMPLE_LOADER, date(2023, 5, 10))
        assert len(store.observations()) == 39


def test_starting_again_changes_nothing(settings: Settings) -> None:
    with prepared(settings) as store:
        version = store.data_version()
        store.withdraw(1, by="Sari", at=NOW, reason="mulai sungguhan")
    with prepared(settings) as store:
        assert (len(store.uploads()), store.data_version(), store.observations()) == (1, version + 1, [])


def test_a_database_given_by_address_starts_without_sample(settings: Settings, tmp_path: Path) -> None:
    given = replace(settings, database_url=f"sqlite:///{tmp_path / 'lain.sqlite3'}")
    with prepared(given) as store:
        assert (store.uploads(), len(store.plans()), len(store.milestones())) == ([], 1, 2)


def test_another_region_starts_without_sample_and_with_its_own_plan(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "wilayah.csv"
    path.write_text(OTHER_REGION, encoding="utf-8")
    other = load_settings({"KKB_DATA_DIR": str(tmp_path / "data"), "KKB_WILAYAH": str(path)})
    with prepared(other) as store:
        assert (store.uploads(), store.milestones()) == ([], [])
        (plan,) = store.plans()
        assert {t.kode_kecamatan: t.jumlah_desa for t in plan.targets} == {"99.01": 2, "99.02": 1}
        assert "Beltim" not in plan.alasan
        assert "Belitung" not in plan.oleh


def test_a_list_that_cannot_be_read_stops_before_anything_is_made(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(RegionError):
        prepare(replace(settings, region_csv=tmp_path / "tidak_ada.csv"), now=NOW)
    assert not settings.data_dir.exists()


def test_without_the_sample_file_it_starts_empty(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup, "SAMPLE_DIR", tmp_path)
    with prepared(settings) as store:
        assert (store.uploads(), len(store.plans())) == ([], 1)


def test_a_milestone_may_have_no_end(tmp_path: Path) -> None:
    path = tmp_path / "tonggak.csv"
    path.write_text(
        "jenis,mulai,selesai,judul,sumber,jumlah_pokja\n"
        "komitmen,2023-05-10,,Satu,rilis,\npenjelasan,2018-05-02,2021-12-31,Dua,pers,15\n",
        encoding="utf-8",
    )
    first, second = read_milestones(path)
    assert (first.selesai, second.selesai, second.judul) == (None, date(2021, 12, 31), "Dua")
    assert (first.jumlah_pokja, second.jumlah_pokja) == (None, 15)


def test_drafts_whose_time_is_over_are_emptied(settings: Settings) -> None:
    with prepared(settings) as store:
        kept = store.create_draft([("baru.xlsx", b"x")], by="Sari", at=NOW)
        gone = store.create_draft([("lama.xlsx", b"x")], by="Sari", at=NOW - DRAFT_LIFE)
    with prepared(settings) as store:
        # Looked at as of then: nobody but the start can have emptied it.
        found = store.draft(gone, at=NOW - DRAFT_LIFE)
        assert (found and found.status) == DraftStatus.KEDALUWARSA
        assert [record.kode for record in store.open_drafts(at=NOW)] == [kept]


PROCESSES = 2


def _keep_barrier(barrier: Any) -> None:
    global _start
    _start = barrier


def _start_program(settings: Settings) -> tuple[int, int]:
    """One program's first start; (plans, milestones) as it sees them right after."""
    _start.wait(60)
    with prepared(settings) as store:
        return len(store.plans()), len(store.milestones())


@pytest.mark.slow
def test_several_processes_at_once_do_it_once(settings: Settings) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(PROCESSES)
    with ProcessPoolExecutor(PROCESSES, mp_context=context, initializer=_keep_barrier, initargs=(barrier,)) as pool:
        seen = list(pool.map(_start_program, [settings] * PROCESSES))
    assert seen == [(1, 2)] * PROCESSES
    with prepared(settings) as store:
        assert [(u.nomor, u.contoh) for u in store.uploads()] == [(1, True)]
        assert [event.jenis.value for event in store.events()] == ["simpan", "mulai"]
        assert len(store.observations()) == 39
