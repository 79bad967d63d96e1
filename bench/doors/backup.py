"""Backups of a store in use: all of it or nothing, restored elsewhere, and damage that is found."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.doors.finding import Finding
from kkb.config import SAMPLE_DIR, Settings, load_settings
from kkb.region import load_region
from kkb.startup import prepare
from kkb.store import Store, StoreError, open_store
from kkb.store.backup import back_up, open_backup, restore
from kkb.store.content import hash_content
from kkb.store.engine import read
from kkb.uploads.verify import Finding as Kind
from kkb.uploads.verify import verify
from tests.support.clusters import find_server, running_cluster
from tests.support.serving import PROJECT_DIR, app_environment
from tests.support.store_fixtures import MORNING, commit, make_settings, make_upload

_BACKUPS = 8
_KILLS = 20
_BITS = 60
_LARGE, _LARGE_BYTES = 30, 3_000_000
"""Originals of the store that is killed over: its backup takes a second or two."""


def try_doors() -> Iterator[Finding]:
    """All of them, each in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kkb-backup-") as temporary:
        folder = Path(temporary)
        yield from _while_a_writer_commits(folder / "writer")
        yield from _elsewhere(folder / "elsewhere")
        yield from _digits(folder / "digits")
        yield _random_bits(folder / "bits")
        yield from _killed(folder / "killed")
        if find_server() is not None:
            yield _there_and_back(folder / "both")


# --- while others write ---------------------------------------------------------------------------------------------

_WRITER = """
import sys
from pathlib import Path
from kkb.store import open_store
from tests.support.store_fixtures import commit, make_settings
store = open_store(make_settings(Path(sys.argv[1])))
for number in range(10**6):
    commit(store, f"k{number}")
    print(f"k{number}", flush=True)
"""


def _while_a_writer_commits(folder: Path) -> Iterator[Finding]:
    """What was acknowledged before a backup began is in the copy restored from it, and no upload is there in part."""
    data, log = folder / "data", folder / "acknowledged"
    prepare(_settings(data), now=MORNING).close()
    missing = torn = unequal = acknowledged = 0
    with log.open("wb") as output:
        command = [sys.executable, "-c", _WRITER, str(data)]
        writer = subprocess.Popen(command, cwd=PROJECT_DIR, stdout=output)
        try:
            for number in range(_BACKUPS):
                time.sleep(1.5 if number == 0 else 0.2)
                before = log.read_text().splitlines()
                copy = folder / f"{number}.sqlite3"
                assert _kkb(data, "backup", str(copy)).returncode == 0
                acknowledged = len(before)
                with closing(open_store(make_settings(folder / f"restored-{number}"))) as store:
                    backup, _ = restore(store, copy, replace=False, at=MORNING)
                    keys = {record.kunci for record in store.uploads()}
                    missing += len(set(before) - keys)
                    torn += {seen.unggahan for seen in store.observations()} != {r.nomor for r in store.uploads()}
                    unequal += _content(store) != backup.sidik
        finally:
            writer.kill()
            writer.wait()
    found = f"{missing} of {acknowledged} in the last"
    yield Finding(f"{_BACKUPS} backups beside a writer: acknowledged before, missing", found, "0", missing == 0)
    found = f"{torn} torn, {unequal} unequal"
    yield Finding("the same, restored: an upload in part, a hash not equal", found, "0", not torn and not unequal)


# --- another folder -------------------------------------------------------------------------------------------------


def _elsewhere(folder: Path) -> Iterator[Finding]:
    here, there, copy = folder / "here", folder / "there", folder / "copy.sqlite3"
    _samples(here)
    assert _kkb(here, "backup", str(copy)).returncode == 0
    assert _kkb(there, "restore", str(copy)).returncode == 0
    told = [_kkb(data, "report", "--format", "txt", "-o", "-").stdout for data in (here, there)]
    csv = [_report(data, folder / f"{data.name}.csv") for data in (here, there)]
    same = told[0] == told[1] and csv[0] == csv[1] and "desa" in told[0]
    yield Finding("restored in a second folder: message and recap equal", "equal" if same else "?", "equal", same)
    before = _content_of(there)
    refused = _kkb(there, "restore", str(copy))
    kept = _content_of(there) == before
    holds = refused.returncode == 2 and "--replace" in refused.stderr and kept
    yield Finding("restore over data without --replace", f"status {refused.returncode}", "2, nothing changed", holds)


def _report(data: Path, path: Path) -> bytes:
    _kkb(data, "report", "--format", "csv", "-o", str(path))
    return path.read_bytes()


# --- damage ---------------------------------------------------------------------------------------------------------


def _digits(folder: Path) -> Iterator[Finding]:
    """In each formed desa of the sample the last digit of its date, as a broken disk would change it."""
    path = _samples(folder / "data")
    data = path.read_bytes()
    with closing(open_store(make_settings(path.parent))) as store:
        rows = [seen.row for seen in store.rows_of(1) if seen.row.tanggal is not None]
        sound = _findings(store)
    named = 0
    for row in rows:
        text = f"{row.desa}{row.status.value}{row.tanggal.iso() if row.tanggal else ''}".encode()
        wrong = text[:-1] + bytes([text[-1] ^ 1])
        path.write_bytes(data.replace(text, wrong))
        with closing(open_store(make_settings(path.parent))) as store:
            found = _findings(store)
        named += any(f"desa {row.desa} (" in words and "tanggal: tersimpan" in words for words in found)
    yield Finding("verify on a store as it was saved: findings", str(len(sound)), "0", not sound)
    found = f"{named} of {len(rows)}"
    yield Finding("verify after one changed digit of a date: named", found, "all", named == len(rows))


def _random_bits(folder: Path) -> Finding:
    """Single bits anywhere in the file: what verify does not see must have changed nothing that comes from a file."""
    path = _samples(folder / "data")
    data, random_numbers = path.read_bytes(), random.Random(20240514)
    with closing(open_store(make_settings(path.parent))) as store:
        content, facts = _content(store), _facts(store)
    found = harmless = elsewhere = unseen = 0
    for _ in range(_BITS):
        place, bit = random_numbers.randrange(len(data)), random_numbers.randrange(8)
        broken = bytearray(data)
        broken[place] ^= 1 << bit
        for beside in path.parent.glob("kkb.sqlite3-*"):
            beside.unlink()
        path.write_bytes(broken)
        with closing(open_store(make_settings(path.parent))) as store:
            try:
                seen = bool(_findings(store))
            except StoreError:
                seen = True  # it is told before anything is looked at
            if seen:
                found += 1
            elif _content(store) == content:
                harmless += 1
            elif _facts(store) == facts:
                elsewhere += 1
            else:
                unseen += 1
    told = f"{found} found, {harmless} harmless, {elsewhere} beside, {unseen} unseen"
    return Finding(f"{_BITS} single bits: in rows of a file and unseen", told, "0 unseen", unseen == 0)


def _facts(store: Store) -> object:
    """What comes from files."""
    snapshot = store.snapshot()
    return snapshot.observations, snapshot.programme, snapshot.aliases, [u.kunci for u in snapshot.uploads]


# --- ended in the middle --------------------------------------------------------------------------------------------

_RUN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kkb.store import open_store
from kkb.store.backup import back_up, restore
from kkb.store import migrate
from tests.support.store_fixtures import make_settings
import alembic.command
store, copy, now = open_store(make_settings(Path(sys.argv[2]))), Path(sys.argv[3]), datetime.now(UTC)
print("ready", flush=True)
if sys.argv[1] == "backup":
    back_up(store, copy, at=now)
else:
    restore(store, copy, replace=True, at=now)
print("done", flush=True)
"""


def _killed(folder: Path) -> Iterator[Finding]:
    data, copy = folder / "data", folder / "copy.sqlite3"
    with closing(open_store(make_settings(data))) as store:
        store.prepare()
        for number in range(_LARGE):
            isi = random.Random(number).randbytes(_LARGE_BYTES)
            commit(store, f"k{number}", upload=replace(make_upload(f"k{number}"), isi=isi))
        back_up(store, copy, at=MORNING)
        backed_up = _content(store)
        commit(store, "after the backup")
        current = _content(store)
    for name, whole in (("backup", {backed_up, current}), ("restore", {backed_up, current})):
        seconds = _run_until(name, data, copy, None)
        done = broken = 0
        for number in range(_KILLS):
            if name == "restore":
                with closing(open_store(make_settings(data))) as store:
                    with contextlib.suppress(StoreError):
                        commit(store, f"{name} {number}")
                    whole.add(_content(store))
            done += _run_until(name, data, copy, seconds * (number + 0.5) / _KILLS) is None
            broken += _is_broken(name, data, copy, whole)
            for kept in data.glob("*.sebelum-pulih-*"):
                kept.unlink()
        found = f"{broken} broken, {done} in the middle"
        yield Finding(f"{_KILLS} kills of a {name} of {seconds:.1f} s: not old, not new", found, "0", broken == 0)


def _run_until(name: str, data: Path, copy: Path, seconds: float | None) -> float | None:
    """How long the run took; None if it was killed after `seconds`."""
    command = [sys.executable, "-c", _RUN, name, str(data), str(copy)]
    with subprocess.Popen(command, cwd=PROJECT_DIR, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        began = time.monotonic()
        try:
            assert process.wait(seconds) == 0
            return time.monotonic() - began
        except subprocess.TimeoutExpired:
            process.kill()
            return None


def _is_broken(name: str, data: Path, copy: Path, whole: set[str]) -> bool:
    try:
        with open_backup(copy) as (_, backup), closing(open_store(make_settings(data))) as store:
            return backup.sidik not in whole or _content(store) not in whole
    except StoreError:
        return True


# --- both databases -------------------------------------------------------------------------------------------------


def _there_and_back(folder: Path) -> Finding:
    path = _samples(folder / "data")
    with running_cluster() as cluster, closing(open_store(make_settings(path.parent))) as store:
        hashes = [back_up(store, folder / "there.sqlite3", at=MORNING).sidik]
        with closing(open_store(make_settings(folder / "pg", cluster.url))) as server:
            restore(server, folder / "there.sqlite3", replace=False, at=MORNING)
            hashes += [_content(server), back_up(server, folder / "back.sqlite3", at=MORNING).sidik]
        with closing(open_store(make_settings(folder / "again"))) as again:
            restore(again, folder / "back.sqlite3", replace=False, at=MORNING)
            hashes.append(_content(again))
    same = len(set(hashes)) == 1
    found = "equal" if same else " ".join(text[:8] for text in hashes)
    return Finding("SQLite to PostgreSQL and back: hash of all content", found, "equal", same)


# --- what they share ------------------------------------------------------------------------------------------------


def _settings(data: Path) -> Settings:
    return load_settings({"KKB_DATA_DIR": str(data)})


def _samples(data: Path) -> Path:
    """A store with two samples, all sheets among them; its file, with nothing in the log beside it."""
    prepare(_settings(data), now=MORNING.replace(year=2024, month=8)).close()
    done = _kkb(data, "load", str(SAMPLE_DIR / "rekap_contoh_lanjutan.xlsx"), "--by", "Bench")
    assert done.returncode == 0, done.stderr
    return data / "kkb.sqlite3"


def _content(store: Store) -> str:
    with read(store.engine) as connection:
        return hash_content(connection)


def _content_of(data: Path) -> str:
    with closing(open_store(make_settings(data))) as store:
        return _content(store)


def _findings(store: Store) -> list[str]:
    settings = load_settings({})
    found = verify(store, region=load_region(settings.region_csv), region_name=settings.region_name)
    return [one.words for one in found if one.kind is not Kind.READ_OTHERWISE]


def _kkb(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kkb", *arguments]
    environment = app_environment(data) | {"PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=PROJECT_DIR, env=environment, capture_output=True, text=True, check=False)
