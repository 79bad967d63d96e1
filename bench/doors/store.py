"""Acknowledged means stored, and each cause has its own sentence: files replaced, lost, locked, copied; a full disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bench.doors.finding import Finding
from kkb.config import SAMPLE_DIR, load_settings
from kkb.startup import make_ready, prepare
from kkb.store import Store, StoreError, open_store
from kkb.store import engine as store_engine
from tests.support.browser_steps import CONTENT, open_page
from tests.support.clusters import find_server, running_cluster
from tests.support.serving import CHROMIUM_ARGS, PROJECT_DIR, Server, app_environment, find_chromium, launch
from tests.support.store_fixtures import MORNING, commit, make_settings, make_upload

_SAVES = 16
_ROUNDS = 30
_KILLS = 20
_PATIENCE_MS = 30_000
_AT_MOST = 6.0

REPLACED = "Berkas data diganti berkas lain"
VANISHED = "Berkas data hilang atau kosong"
UNREACHABLE = "Basis data tidak dapat dihubungi."
UNSAVED = "Belum ada yang disimpan."


def try_doors() -> Iterator[Finding]:
    """All of them, each in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kkb-doors-") as temporary:
        folder = Path(temporary)
        yield from _another_file(folder)
        yield _back_again(folder / "back")
        yield from _lost_folder(folder / "lost")
        yield _replaced_at_any_moment(folder / "anytime")
        yield _killed(folder / "killed")
        yield _every_statement_fails(folder / "nth")
        yield from _cannot_be_written(folder)
        yield from _locked(folder)
        yield from _open_pages(folder)
        if find_server() is not None:
            yield from _postgresql(folder)


# --- another file, or none ------------------------------------------------------------------------------------------


def _another_file(folder: Path) -> Iterator[Finding]:
    changes: dict[str, tuple[Callable[[Path, Path], object], str]] = {
        "replaced": (lambda path, other: os.replace(other, path), REPLACED),
        "deleted": (lambda path, _other: path.unlink(), VANISHED),
        "0-byte": (lambda path, _other: os.truncate(path, 0), VANISHED),
    }
    for name, (change, words) in changes.items():
        path = folder / name / "kkb.sqlite3"
        stored, refused = [], []
        with closing(_new_store(path.parent)) as store:
            other, later = _file_of_another(folder / f"{name}-1"), _file_of_another(folder / f"{name}-2")
            for number in range(_SAVES):
                if number == 1:
                    change(path, other)
                if number == _SAVES // 2 and name != "replaced":
                    shutil.copyfile(later, path)
                sentence = _refusal(store, f"k{number}")
                (refused if sentence else stored).append(sentence or f"k{number}")
        kept = _kept(path)
        lost = [kunci for kunci in stored[1:] if kunci not in kept]
        yield Finding(f"{name} under {_SAVES} saves: acknowledged but lost", str(len(lost)), "0", not lost)
        told = bool(refused) and all(text.startswith(words) and UNSAVED in text for text in refused)
        found = f"{len(refused)} refused, {len(stored)} saved"
        yield Finding(f"{name}: told in a sentence, then saved again", found, words[:28], told and len(stored) > 1)


_READER = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("BEGIN")
print(*c.execute("SELECT count(*) FROM unggahan").fetchone(), flush=True)
sys.stdin.readline()
c.execute("COMMIT")
print(*c.execute("SELECT count(*) FROM unggahan").fetchone(), flush=True)
"""


def _back_again(folder: Path) -> Finding:
    """The file goes and comes back, while another process reads, so that the last commit is in the log alone."""
    path = folder / "kkb.sqlite3"
    with closing(_new_store(folder)) as store:
        stored = ["k0"]
        commit(store, "k0")
        command = [sys.executable, "-c", _READER, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
            assert reader.stdin is not None
            assert reader.stdout is not None
            reader.stdout.readline()
            commit(store, "k1")
            path.rename(folder / "away")
            refused = _refusal(store, "k2") or ""
            (folder / "away").rename(path)
            stored += ["k1", *(kunci for kunci in ("k3", "k4") if _refusal(store, kunci) is None)]
            seen = reader.communicate("\n", timeout=60)[0].strip()
    lost = [kunci for kunci in stored if kunci not in _kept(path)]
    found = f"{len(lost)} of {len(stored)} lost, a reader sees {seen}"
    holds = not lost and seen == "4" and refused.startswith(VANISHED)
    return Finding("the file goes and comes back beside a reader", found, "0 of 4 lost, 4", holds)


def _lost_folder(folder: Path) -> Iterator[Finding]:
    """The data folder goes, with the mark in it; a server that stands goes on asking, as its pages do."""
    for name, writable in (("writes", True), ("only reads", False)):
        data, away = folder / name, folder / f"{name}, away"
        _new_store(data).close()
        settings = _settings(data)
        with closing(prepare(settings, now=MORNING, writable=writable)) as store:
            data.rename(away)
            actions = (store.snapshot, partial(make_ready, store, settings, now=MORNING)) * 2
            sentences = [_sentence_of(action) or "" for action in actions]
            told = all(sentence.startswith(VANISHED) for sentence in sentences)
            made = data.exists()
            if not made:
                away.rename(data)
            holds = told and not made and _sentence_of(store.snapshot) is None
        found = f"{'told' if told else '?'}, {'made anew' if made else 'nothing made'}"
        yield Finding(f"data folder lost under a process that {name}, then back", found, "told, nothing made", holds)


def _replaced_at_any_moment(folder: Path) -> Finding:
    """A writer that never stops; a file put in the place of its own at any moment. The old one is kept to look in."""
    lost = acknowledged = 0
    for number in range(_ROUNDS):
        path = folder / str(number) / "kkb.sqlite3"
        stored: list[str] = []
        stop = threading.Event()
        with closing(_new_store(path.parent)) as store:
            other = _file_of_another(folder / f"{number}-other")

            def write(store: Store = store, stored: list[str] = stored, stop: threading.Event = stop) -> None:
                place = 0
                while not stop.is_set():
                    if _refusal(store, f"k{place}") is None:
                        stored.append(f"k{place}")
                    place += 1

            writer = threading.Thread(target=write)
            writer.start()
            time.sleep(0.03 + 0.003 * number)
            old = path.with_name("old.sqlite3")
            os.link(path, old)
            os.replace(other, path)
            time.sleep(0.1)
            stop.set()
            writer.join()
        # Beside it stands no log: what was saved must be in the file itself.
        _copy(old, old.with_name("looked-into.sqlite3"))
        kept = _kept(path) + _kept(old.with_name("looked-into.sqlite3"))
        acknowledged += len(stored)
        lost += sum(kunci not in kept for kunci in stored)
    what = f"replaced at any moment, {_ROUNDS} times: acknowledged in neither"
    return Finding(what, f"{lost} of {acknowledged}", "0", lost == 0)


# --- a writer that dies, a statement that fails ---------------------------------------------------------------------


_WRITER = """
import sys
from pathlib import Path
from kkb.store import open_store
from tests.support.store_fixtures import commit, make_settings
store = open_store(make_settings(Path(sys.argv[1])))
for number in range(10**6):
    commit(store, sys.argv[2] + str(number))
    print(sys.argv[2] + str(number), flush=True)
"""


def _killed(folder: Path) -> Finding:
    _new_store(folder).close()
    stored: list[str] = []
    for number in range(_KILLS):
        command = [sys.executable, "-c", _WRITER, str(folder), f"p{number}-"]
        with subprocess.Popen(command, cwd=PROJECT_DIR, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            stored.append(writer.stdout.readline().strip())
            time.sleep(0.005 * number)
            writer.kill()
            stored += [line.strip() for line in writer.stdout if line.endswith("\n")]
    with closing(open_store(make_settings(folder))) as store:
        uploads = {record.kunci: record.nomor for record in store.uploads()}
        rows = {row.unggahan for row in store.observations()}
    lost = [kunci for kunci in stored if kunci not in uploads]
    wrong = set(uploads.values()) ^ rows or len(uploads) != max(uploads.values())
    found = f"{len(lost)} of {len(stored)} lost" + (", torn" if wrong else "")
    return Finding(f"{_KILLS} kills of a writer: acknowledged but lost, or torn", found, "0", not lost and not wrong)


def _every_statement_fails(folder: Path) -> Finding:
    """The n-th statement of a commit fails, for every n: nothing is stored, and the same store goes on."""
    with closing(_new_store(folder)) as store:
        failing = wrong = 0
        for nth in range(1, 100):
            seen = 0

            def fail(_c: Any, _cursor: Any, _statement: str, *_more: Any, nth: int = nth) -> None:
                nonlocal seen
                seen += 1
                if seen == nth:
                    raise sqlite3.OperationalError("told to fail")

            event.listen(store.engine, "before_cursor_execute", fail)
            try:
                commit(store, f"n{nth}")
                break
            except (StoreError, sqlite3.Error):
                failing += 1
            finally:
                event.remove(store.engine, "before_cursor_execute", fail)
            wrong += bool(store.uploads())
    return Finding("n-th statement of a commit fails: something stored", f"{wrong} of {failing}", "0", not wrong)


# --- where nothing can be written -----------------------------------------------------------------------------------


def _cannot_be_written(folder: Path) -> Iterator[Finding]:
    newer = folder / "newer"
    _new_store(newer).close()
    _execute(newer / "kkb.sqlite3", "UPDATE versi_skema SET version_num = '9999'")
    yield _told("newer program", lambda: prepare(_settings(newer), now=MORNING), "Data ini ditulis oleh versi")

    damaged = folder / "damaged"
    _new_store(damaged).close()
    with (damaged / "kkb.sqlite3").open("r+b") as file:
        file.write(b"PK\x03\x04" * 2_000)
    yield _told("damaged", lambda: prepare(_settings(damaged), now=MORNING), "Berkas data rusak")

    for name in ("file", "folder"):
        path = folder / f"read-only-{name}"
        _new_store(path).close()
        # For root the mode of a file does not count.
        with _immutable(path / "kkb.sqlite3" if name == "file" else path) as how:
            store = open_store(make_settings(path))
            yield _told(f"read-only {name} ({how})", lambda store=store: commit(store), "Tempat data tidak boleh")
            store.close()

    full = folder / "full"
    full.mkdir()
    with _small_disk(full) as how:
        store = _new_store(full)
        if how.startswith("max"):
            event.listen(store.engine, "checkout", lambda c, *_: c.execute("PRAGMA max_page_count = 100"))
        stored = []
        sentence = None
        for number in range(500):
            large = replace(make_upload(f"k{number}"), isi=os.urandom(40_000))
            sentence = _sentence_of(lambda large=large: commit(store, large.kunci, upload=large))
            if sentence:
                break
            stored.append(number)
        told = bool(sentence) and sentence.startswith("Diska tempat data penuh.") and UNSAVED in sentence
        holds = told and len(store.uploads()) == len(stored)
        yield Finding(f"disk full ({how}): sentence, what was saved stays", f"{len(stored)} saved", "told", holds)
        store.close()


# --- locked ---------------------------------------------------------------------------------------------------------


def _locked(folder: Path) -> Iterator[Finding]:
    path = folder / "locked"
    prepare(_settings(path), now=MORNING).close()
    for how in ("IMMEDIATE", "EXCLUSIVE"):
        with _held(path / "kkb.sqlite3", how), closing(open_store(make_settings(path))) as store:
            yield _timed(f"BEGIN {how} held by another: a save", lambda store=store: commit(store))
    recap = str(SAMPLE_DIR / "rekap_contoh_lanjutan.xlsx")
    _, alone = _kkb(path, "init")
    with _held(path / "kkb.sqlite3", "IMMEDIATE"):
        done, seconds = _kkb(path, "init")
        found = f"{done.returncode}, {seconds - alone:+.1f} s"
        holds = done.returncode == 0 and seconds < alone + 3
        yield Finding("locked: init with nothing to write, beside one unlocked", found, "0, no wait", holds)
        done, seconds = _kkb(path, "load", recap, "--by", "Bench", "--suggested")
        told = "sedang dipakai" in done.stderr and UNSAVED in done.stderr
        found = f"{done.returncode}, {'told' if told else '?'}, {seconds - alone:+.1f} s"
        yield Finding("locked: load, beside an init unlocked", found, "2, told", told and done.returncode == 2)
    with _held(path / "kkb.sqlite3", "IMMEDIATE", seconds=20):
        done, seconds = _kkb(path, "load", recap, "--by", "Bench", "--suggested", "--wait")
        found = f"{done.returncode}, unggahan {done.stdout.strip()}"
        yield Finding("locked for 20 s: load --wait", found, "0", done.returncode == 0)


@contextmanager
def _held(path: Path, how: str, seconds: float = 600) -> Iterator[None]:
    """Another process holds a lock on the file."""
    code = (
        "import sqlite3, sys, time\n"
        f"c = sqlite3.connect({str(path)!r}, isolation_level=None)\n"
        + ("c.execute('PRAGMA locking_mode = EXCLUSIVE')\n" if how == "EXCLUSIVE" else "")
        + f"c.execute('BEGIN {how}')\nprint(1, flush=True)\ntime.sleep({seconds})\nc.execute('ROLLBACK')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        try:
            yield
        finally:
            holder.kill()


def _timed(what: str, action: Callable[[], object]) -> Finding:
    began = time.monotonic()
    sentence = _sentence_of(action) or ""
    seconds = time.monotonic() - began
    told = sentence.startswith("Data sedang dipakai") and UNSAVED in sentence
    found = f"told after {seconds:.1f} s" if told else sentence[:30]
    return Finding(what, found, "≤ 6 s", told and seconds <= _AT_MOST)


# --- a server and its pages -----------------------------------------------------------------------------------------


def _open_pages(folder: Path) -> Iterator[Finding]:
    executable = find_chromium()
    if executable is None:
        yield Finding("open pages", "no Chromium", "", holds=False)
        return
    with _browser(executable) as browser:
        server = launch(folder / "pages")
        path = server.data_dir / "kkb.sqlite3"
        try:
            server.wait_until_healthy()
            page = open_page(browser.new_page(), server)
            yield _copied(folder, server, path)
            other = _file_of_another(folder / "pages-other")
            yield _shown(page, "open page, file replaced: shows the new one", lambda: os.replace(other, path), "lain")
            kept = folder / "kept.sqlite3"
            _copy(path, kept)
            yield _shown(page, "open page, file deleted: says so", path.unlink, VANISHED)
            page.reload()
            yield _shown(page, "page opened then: says so, makes no file", lambda: None, VANISHED)
            yield Finding("deleted: made anew by the running server", str(path.exists()), "False", not path.exists())
            back = "sudah membentuk Pokja"
            yield _shown(page, "file is back: the page recovers by itself", lambda: _copy(kept, path), back)
            yield _shown(page, "open page, file emptied: says so", lambda: os.truncate(path, 0), VANISHED)
        finally:
            server.stop()
        yield from _started_over_a_loss(folder / "pages", browser)


def _copied(folder: Path, server: Server, path: Path) -> Finding:
    """Uploads by the command line beside a server with an open page; after each the file alone is copied."""
    whole = 0
    for number in range(6):
        with closing(open_store(make_settings(server.data_dir))) as store:
            nomor = commit(store, f"salin{number}")
            # Looked at from outside, with this store still open.
            copy = folder / f"copy-{number}.sqlite3"
            _copy(path, copy)
            whole += f"salin{number}" in _kept(copy) and nomor > 0
    return Finding("copy of the file alone while it runs, after an upload", f"{whole} of 6 whole", "6", whole == 6)


def _started_over_a_loss(data_dir: Path, browser: Any) -> Iterator[Finding]:
    """The file is empty still: the next start does not take that for a new installation."""
    server = launch(data_dir)
    try:
        server.wait_until_healthy()
        page = open_page(browser.new_page(), server)
        yield _shown(page, "started over a 0-byte file: says so", lambda: None, VANISHED)
    finally:
        server.stop()
    size = (data_dir / "kkb.sqlite3").stat().st_size
    yield Finding("started over a 0-byte file: bytes afterwards", str(size), "0", size == 0)
    done, _ = _kkb(data_dir, "load", str(SAMPLE_DIR / "rekap_2023-05-10.xlsx"), "--by", "Bench")
    told = VANISHED in done.stderr and UNSAVED in done.stderr
    yield Finding("0-byte file: load", f"{done.returncode}, {'told' if told else done.stderr[:20]}", "2", told)
    done, _ = _kkb(data_dir, "init", "--new")
    yield Finding("0-byte file: init --new", done.stdout.strip(), "ready", done.returncode == 0)


def _shown(page: Any, what: str, change: Callable[[], object], words: str) -> Finding:
    """Whether an open page shows these words by itself after a change."""
    began = time.monotonic()
    change()
    try:
        page.locator(CONTENT).get_by_text(words).first.wait_for(timeout=_PATIENCE_MS)
    except Exception as error:  # noqa: BLE001 - Playwright's own, which is imported only where there is a browser
        return Finding(what, f"{type(error).__name__}", words[:28], holds=False)
    return Finding(what, f"after {time.monotonic() - began:.1f} s", words[:28], holds=True)


@contextmanager
def _browser(executable: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_ARGS))
        try:
            yield browser
        finally:
            browser.close()


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


def _postgresql(folder: Path) -> Iterator[Finding]:
    with running_cluster() as cluster:
        settings = make_settings(folder / "pg", cluster.url)
        with closing(open_store(settings)) as store:
            store.prepare()
            with store_engine.write(store.engine):
                other = open_store(settings)
                yield _timed("PostgreSQL, lock held by another: a save", lambda: commit(other))
                other.close()
        executable = find_chromium()
        if executable is None:
            return
        environment = {"KKB_DATABASE_URL": cluster.url}
        with _browser(executable) as browser, contextlib.ExitStack() as servers:
            server = launch(folder / "pg-server", env=environment)
            servers.callback(server.stop)
            server.wait_until_healthy()
            page = open_page(browser.new_page(), server)
            with closing(open_store(settings)) as store:
                commit(store, "sebelum")
                cluster.control("stop", "-m", "immediate")
                began = time.monotonic()
                sentence = _refusal(store, "selagi") or ""
                seconds = time.monotonic() - began
                told = sentence.startswith(UNREACHABLE) and UNSAVED in sentence
                yield Finding("PostgreSQL gone: a save", f"told after {seconds:.1f} s", "≤ 6 s", told and seconds < 6)
                late = launch(folder / "pg-late", env=environment)
                servers.callback(late.stop)
                late.wait_until_healthy()
                waiting = open_page(browser.new_page(), late)
                yield _shown(waiting, "server started while it is gone: says so", lambda: None, UNREACHABLE)
                cluster.control("start")
                nomor = commit(store, "sesudah", day=date(2023, 7, 20))
                yield Finding("PostgreSQL is back: the same store saves", f"unggahan {nomor}", "2", nomor == 2)
            yield _shown(page, "PostgreSQL back: an open page shows the news", lambda: None, "20 Juli 2023")
            yield _shown(waiting, "PostgreSQL back: the page that waits as well", lambda: None, "20 Juli 2023")


# --- small things ---------------------------------------------------------------------------------------------------


def _settings(folder: Path) -> Any:
    return load_settings({"KKB_DATA_DIR": str(folder)})


def _new_store(folder: Path) -> Store:
    store = open_store(make_settings(folder))
    store.prepare()
    return store


def _file_of_another(folder: Path) -> Path:
    with closing(_new_store(folder)) as store:
        commit(store, "lain")
    return folder / "kkb.sqlite3"


def _sentence_of(action: Callable[[], object]) -> str | None:
    try:
        action()
    except StoreError as error:
        return error.message
    return None


def _refusal(store: Store, kunci: str) -> str | None:
    """Save; None if that is acknowledged, otherwise the sentence."""
    return _sentence_of(lambda: commit(store, kunci))


def _told(what: str, action: Callable[[], object], words: str) -> Finding:
    sentence = _sentence_of(action) or "nothing"
    return Finding(what, sentence[:32], words[:28], sentence.startswith(words))


def _execute(path: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(statement).fetchall()
        connection.commit()
    return found


def _kept(path: Path) -> list[str]:
    return [kunci for (kunci,) in _execute(path, "SELECT kunci FROM unggahan")]


def _copy(source: Path, target: Path) -> None:
    # By another process: closing a file ends all locks that this one has on it.
    subprocess.run(["cp", str(source), str(target)], check=True)


def _kkb(data_dir: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], float]:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "kkb", *arguments], cwd=PROJECT_DIR, env=app_environment(data_dir),
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    return done, time.monotonic() - began


@contextmanager
def _immutable(path: Path) -> Iterator[str]:
    """Nobody may write, not even root where the file system knows the mark."""
    mark = ["chattr", "+i", str(path)]
    if os.geteuid() == 0 and subprocess.run(mark, capture_output=True, check=False).returncode == 0:
        try:
            yield "chattr +i"
        finally:
            subprocess.run(["chattr", "-i", str(path)], check=True)
        return
    mode = path.stat().st_mode
    path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield "mode"
    finally:
        path.chmod(mode)


@contextmanager
def _small_disk(folder: Path) -> Iterator[str]:
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        try:
            yield "tmpfs of 1 MB"
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                subprocess.run(["umount", str(folder)], check=True)
        return
    yield "max_page_count"
