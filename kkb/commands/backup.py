"""`python -m kkb backup | restore | verify | hapus-asli`: a copy to keep, the way back, whether what is stored is still
right, the end of an original."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import datetime
from pathlib import Path

from kkb.commands.common import OK, REJECTED, USAGE, Failure, count_on_terminal, prepared_store
from kkb.config import TIMEZONE, Settings
from kkb.formatting import format_count, format_numbers, format_timestamp
from kkb.region import load_region
from kkb.store import Store, StoreError, open_store
from kkb.store.backup import Backup, back_up, open_backup, restore
from kkb.store.content import UNREADABLE
from kkb.store.erasure import Erasure, keep_list, list_erasures
from kkb.store.trail import COMMAND_LINE
from kkb.uploads.verify import Finding, verify


def run_backup(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    """Write a backup. Raises Failure, StoreError."""
    path = Path(args.file)
    if path.exists() and not args.force:
        raise Failure(f"Berkas {path.name} sudah ada. Tambahkan --force untuk menggantinya.", REJECTED)
    if not path.parent.is_dir():
        raise Failure("Folder untuk cadangan itu tidak ada. Buat dahulu, atau sebut folder lain.", USAGE)
    with prepared_store(settings) as store:
        backup = back_up(store, path, at=now)
    print(f"Cadangan tersimpan: {path.name} ({_contents(backup)}).")
    return OK


def run_restore(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    """Restore a backup. Raises Failure, StoreError."""
    with closing(open_store(settings, actor=COMMAND_LINE)) as store:
        erased = _known_erasures(store, settings)
        backup, kept = restore(store, _existing(args.file), replace=args.replace, at=now, erased=erased)
    print(f"Dipulihkan dan diperiksa: {_contents(backup)}, keadaan {_moment(backup)}.")
    if erased:
        print("Isi berkas asli yang pernah dihapus di sini tidak ikut kembali.")
    if kept is not None:
        print(f"Data yang tadinya ada disimpan di folder yang sama: {kept.name}")
        print("Halaman yang sedang terbuka mengikuti dalam beberapa detik.")
    return OK


def run_erase(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    """Erase the bytes of an original. Raises Failure, StoreError."""
    with prepared_store(settings, writable=True) as store:
        numbers = store.erase_original(args.number, by=args.by, at=now, reason=args.reason)
        list_erasures(store, settings.erased_path)
    print(f"Isi berkas asli unggahan {format_numbers(numbers)} dihapus. Baris, angka dan SHA-256-nya tetap tersimpan.")
    print("Cadangan dan salinan yang dibuat sebelumnya masih memuatnya: hapus atau ganti (docs/operasi.md).")
    return OK


def run_verify(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    """Verify a store or a backup. Raises Failure, StoreError, RegionError."""
    if args.file is None:
        with prepared_store(settings) as store:
            return _print_findings(store, settings)
    with open_backup(_existing(args.file)) as (store, backup):
        print(f"Cadangan {_moment(backup)} utuh: {_contents(backup)}.")
        return _print_findings(store, settings)


RUN = {"backup": run_backup, "restore": run_restore, "verify": run_verify, "hapus-asli": run_erase}
"""What runs a command, by its name."""


def _print_findings(store: Store, settings: Settings) -> int:
    found = verify(
        store,
        region=load_region(settings.region_csv),
        region_name=settings.region_name,
        progress=count_on_terminal("unggahan"),
    )
    for one in found:
        print(f"{one.kind.word:<12} {one.words}")
    kinds = {one.kind for one in found}
    for kind in (kind for kind in Finding if kind in kinds):
        print(f"{kind.word}: {kind.remedy}")
    if not found:
        count = format_count(len(store.uploads()))
        print(f"Basis data utuh, dan {count} unggahan cocok dengan berkas aslinya.")
    elif kinds == {Finding.ERASED}:
        print("Basis data utuh, dan unggahan lainnya cocok dengan berkas aslinya.")
    if store.keeps_trail and Finding.TRAIL not in kinds:
        end = store.trail_end()
        print(f"Jejak utuh sampai nomor {end.nomor}, sidik jari {end.sidik}. Catat keduanya di luar komputer ini.")
    return OK if kinds <= {Finding.READ_OTHERWISE, Finding.ERASED} else REJECTED


def _known_erasures(store: Store, settings: Settings) -> list[Erasure]:
    """What was erased here, by the list and by the data that are about to be replaced, if they can be read."""
    try:
        told = [] if store.is_new() else store.erasures()
    except (StoreError, *UNREADABLE):
        told = []
    return keep_list(settings.erased_path, told)


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise Failure(f"Berkas {path.name} tidak dapat dibaca.", USAGE)
    return path


def _contents(backup: Backup) -> str:
    return f"{format_count(backup.unggahan)} unggahan, sidik jari isi {backup.sidik[:16]}"


def _moment(backup: Backup) -> str:
    return format_timestamp(backup.dibuat.astimezone(TIMEZONE))
