"""First-start work, one function for every way of starting: tables, the default plan, milestones, sample data."""

from __future__ import annotations

import csv
import logging
from datetime import date, datetime
from pathlib import Path

from kkb.config import PACKAGE_DATA_DIR, SAMPLE_DIR, TIMEZONE, Settings
from kkb.region import Region, load_region
from kkb.schema import FIRST_YEAR, JenisTonggak, TargetRow, Tonggak
from kkb.store import Cause, NewPlan, OutdatedVersion, Store, StoreRefusal, StoreUnavailable, open_store
from kkb.store.erasure import list_erasures, read_list
from kkb.store.trail import PROGRAM, Actor
from kkb.uploads.check import Stored, check_file
from kkb.uploads.commit import CommitRefused, commit

log = logging.getLogger(__name__)

FIRST_SAMPLE = "rekap_2023-05-10.xlsx"
SAMPLE_LOADER = "Program (data contoh)"
TARGET_DAY = date(2024, 12, 31)
"""The regency's news release of 10 May 2023 says "by 2024"; the day, and who set the target, are inferred."""


def prepare(settings: Settings, *, now: datetime, writable: bool = True, actor: Actor = PROGRAM) -> Store:
    """Open the store and do what a start needs (`make_ready`); safe to call from every process, at every start."""
    store = open_store(settings, writable=writable, actor=actor)
    make_ready(store, settings, now=now)
    return store


def make_ready(store: Store, settings: Settings, *, now: datetime) -> None:
    """What a start needs: tables, the default plan, the milestones, the sample; drafts and originals whose time is
    over are emptied.

    Sample data goes only into a new embedded database of the default region. A store that only reads is left as it is,
    with one exception: where the embedded database was never made, it is made. Raises `kkb.store.StoreError` (also
    where such a store meets tables of an older program) and `kkb.region.RegionError`.
    """
    region = load_region(settings.region_csv)
    if not store.is_writable:
        if settings.database_url is None and store.is_new():
            prepare(settings, now=now).close()
        if not store.is_prepared():
            raise StoreUnavailable(Cause.UNPREPARED)
        return
    store.prepare()
    # Those that come with the program are of its own region.
    milestones = read_milestones(PACKAGE_DATA_DIR / "tonggak.csv") if settings.is_default_region else []
    is_new = store.seed(plan=default_plan(settings, region), milestones=milestones, at=now)
    if is_new and settings.database_url is None and settings.is_default_region:
        _load_sample(store, settings, region, now)
    end_originals(store, settings, now=now)
    expired = store.expire_drafts(at=now)
    if expired:
        log.info("drafts whose time was over, emptied: %s", expired)


def end_originals(store: Store, settings: Settings, *, now: datetime) -> None:
    """Empty the originals whose term is over, and those that were erased here before and came back with an older file.

    What was erased is then listed beside the data. At every start, and every day. Raises StoreError.
    """
    try:
        known = read_list(settings.erased_path)
    except StoreRefusal as refusal:
        # No reason not to start, or not to keep the term.
        log.error("%s", refusal)
        known = []
    again, over = store.erase_again(known), store.erase_expired(at=now)
    if again or over:
        log.info("originals erased: %s again, %s since their term is over", again, over)
    list_erasures(store, settings.erased_path)


def default_plan(settings: Settings, region: Region) -> NewPlan:
    """Every desa by 31 December 2024, per kecamatan."""
    targets = tuple(
        TargetRow(kec.kode_kecamatan, TARGET_DAY, len(region.desa_of(kec.kode_kecamatan))) for kec in region.kecamatan
    )
    if settings.is_default_region:
        source = (
            "Rilis Diskominfo Beltim, 10 Mei 2023: seluruh desa membentuk Kampung KB hingga tahun 2024. "
            "Tanggal 31 Desember dan siapa yang menetapkan disimpulkan dari situ"
        )
        decided = date(2023, 5, 10)
        return NewPlan("Target 2024", decided, "Pemerintah Kabupaten Belitung Timur", source, targets, decided)
    source = "Bawaan program: setiap desa, akhir 2024. Tetapkan target daerah di Pengaturan"
    # Nobody decided it: it stands in on every day for a plan that somebody will decide.
    return NewPlan("Target bawaan", TARGET_DAY, "Program", source, targets, date(FIRST_YEAR, 1, 1))


def read_milestones(path: Path) -> list[Tonggak]:
    """Milestones from a CSV: jenis, mulai, selesai (may be blank), judul, sumber, jumlah_pokja (may be blank)."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Tonggak(
                jenis=JenisTonggak(row["jenis"]),
                mulai=date.fromisoformat(row["mulai"]),
                selesai=date.fromisoformat(row["selesai"]) if row["selesai"] else None,
                judul=row["judul"],
                sumber=row["sumber"],
                jumlah_pokja=int(row["jumlah_pokja"]) if row["jumlah_pokja"] else None,
            )
            for row in csv.DictReader(file)
        ]


def _load_sample(store: Store, settings: Settings, region: Region, now: datetime) -> None:
    path = SAMPLE_DIR / FIRST_SAMPLE
    if not path.is_file():
        log.warning("sample recap is missing, starting empty")
        return
    checked = check_file(
        path.read_bytes(),
        path.name,
        region=region,
        region_name=settings.region_name,
        stored=Stored.of(store.snapshot()),
        today=now.astimezone(TIMEZONE).date(),
    )
    try:
        (number,) = commit(store, checked, by=SAMPLE_LOADER, at=now, reason="Pemakaian pertama")
    except (CommitRefused, OutdatedVersion) as error:
        # Somebody was quicker than the sample: what they stored matters more.
        log.warning("sample recap not loaded: %s", error)
        return
    log.info("sample recap loaded as upload %s", number)
