"""The daily copies on Pengaturan: told and offered to those who may write, made in the background by their process."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from kkb.access import Access
from kkb.config import TIMEZONE, load_settings
from kkb.store import StoreRefusal
from kkb.store.backup import open_backup
from kkb.store.daily import keep_daily_copy
from kkb.ui.frame import cache
from kkb.ui.server import daily_copies
from tests.support.page_fixtures import NOW, App, alerts, text_of

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """24 November 2026, on which nothing has failed yet."""
    monkeypatch.setattr(cache, "now", lambda: NOW.astimezone(TIMEZONE))
    monkeypatch.setattr(daily_copies, "_failures", [])


def copy(app: App, *, days_ago: int = 0) -> None:
    at = NOW - days_ago * DAY
    path = keep_daily_copy(app.store, app.data_dir / "cadangan", keep=14, at=at, anew=True)
    assert path is not None
    os.utime(path, times=(at.timestamp(),) * 2)


def fail(*_: object, **__: object) -> Path:
    raise StoreRefusal("Diskanya penuh.")


def break_down(*_: object, **__: object) -> Path:
    raise RuntimeError("of a kind that nobody thought of")


class TestPage:
    def test_before_the_first_copy_it_says_when_there_will_be_one(self, app: App) -> None:
        text = text_of(app.open("pengaturan"))
        assert "Belum ada cadangan. Dibuat sendiri sekali sehari bila ada yang berubah; 14 terakhir disimpan." in text

    def test_the_age_of_the_last_one_and_how_many_there_are(self, app: App) -> None:
        copy(app, days_ago=3)
        copy(app, days_ago=1)
        text = text_of(app.open("pengaturan"))
        age = r"Cadangan terakhir 23 November 2026 pukul 09\.40 \(1 hari lalu, 0,\d MB\); tersimpan 2\."
        assert re.search(age, text)

    def test_an_old_one_warns_only_if_something_changed_since(self, app: App) -> None:
        copy(app, days_ago=5)
        assert alerts(app.open("pengaturan")) == []
        app.store.withdraw(1, by="Sari", at=NOW, reason="x")
        warning = "Cadangan sudah lama. Data sudah berubah sejak itu. Buat yang baru."
        assert alerts(app.open("pengaturan")) == [warning]

    def test_none_are_made_if_told_so(self, app: App) -> None:
        app.set(KKB_CADANGAN="0")
        assert "Cadangan harian dimatikan (KKB_CADANGAN=0)." in text_of(app.open("pengaturan"))

    def test_a_reader_is_told_nothing(self, app: App) -> None:
        app.set(KKB_MODE=None)
        assert "Cadangan" not in text_of(app.open("pengaturan"))

    def test_a_failure_is_said(self, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(daily_copies, "keep_daily_copy", fail)
        assert daily_copies._copy(cache.settings()) is None
        assert alerts(app.open("pengaturan")) == ["Cadangan gagal dibuat. Diskanya penuh."]


    @pytest.mark.parametrize(
        ("error", "words"), [(OSError("gone"), daily_copies._LOOK), (StoreRefusal("Tidak."), "Tidak.")]
    )
    def test_what_goes_wrong_in_the_section_is_said_there(
        self, app: App, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
    ) -> None:
        def fail_so(*_: object) -> None:
            raise error

        monkeypatch.setattr(daily_copies, "list_copies", fail_so)
        assert alerts(app.open("pengaturan")) == [words]


class TestFileToTakeAlong:
    def test_a_press_makes_one_of_now(self, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(daily_copies, "access_for", lambda _right: Access(True))
        copy(app)
        app.store.withdraw(1, by="Sari", at=NOW, reason="x")
        file = daily_copies._make_file()
        assert file is not None and file.name == "kkb-2026-11-24.sqlite3"
        path = app.data_dir / "lain.sqlite3"
        path.write_bytes(file.data)
        with open_backup(path) as (inside, _):
            assert inside.snapshot() == app.store.snapshot()

    def test_it_is_the_one_just_made_whatever_else_lies_there(self, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(daily_copies, "access_for", lambda _right: Access(True))
        copy(app, days_ago=-400)
        file = daily_copies._make_file()
        assert file is not None and file.name == "kkb-2026-11-24.sqlite3"

    def test_without_the_right_to_write_there_is_none(self, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(daily_copies, "access_for", lambda _right: Access(False))
        assert daily_copies._make_file() is None
        assert list((app.data_dir / "cadangan").glob("*")) == []


class TestBackground:
    @pytest.mark.parametrize(
        ("environment", "count"),
        # Without copies too: originals whose term is over are emptied.
        [({"KKB_MODE": "lokal"}, 1), ({}, 0), ({"KKB_MODE": "lokal", "KKB_CADANGAN": "0"}, 1)],
    )
    def test_only_the_process_that_may_write_goes_round(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], count: int
    ) -> None:
        started = threading.Semaphore(0)
        monkeypatch.setattr(daily_copies, "_keep_copying", lambda _: started.release())
        daily_copies.start_daily_copies(load_settings({"KKB_DATA_DIR": str(tmp_path), **environment}))
        assert started.acquire(timeout=5 if count else 0.1) is bool(count)

    def test_without_copies_only_originals_are_ended(self, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
        app.set(KKB_CADANGAN="0")
        pauses = iter([None])
        ended: list[object] = []
        monkeypatch.setattr(daily_copies, "time", SimpleNamespace(sleep=lambda _: next(pauses)))
        monkeypatch.setattr(daily_copies, "end_originals", lambda *_, **__: ended.append(1))
        with pytest.raises(StopIteration):
            daily_copies._keep_copying(cache.settings())
        assert (ended, list((app.data_dir / "cadangan").glob("*"))) == ([1], [])

    def test_it_goes_on_after_a_failure_and_past_midnight(self, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
        """Five rounds: three that fail in their ways, one on the same day, one the day after."""
        real, rounds = daily_copies.keep_daily_copy, self.rounds(app, monkeypatch)
        monkeypatch.setattr(daily_copies, "time", SimpleNamespace(sleep=lambda _: next(rounds)))
        with pytest.raises(StopIteration):
            daily_copies._keep_copying(cache.settings())
        assert daily_copies.keep_daily_copy is real
        names = sorted(path.name for path in (app.data_dir / "cadangan").glob("*"))
        assert names == ["kkb-2026-11-24.sqlite3", "kkb-2026-11-25.sqlite3"]

    def rounds(self, app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(daily_copies, "keep_daily_copy", fail)
            yield
        assert daily_copies._failures == ["Diskanya penuh."]
        for step in ("keep_daily_copy", "open_store"):
            with monkeypatch.context() as patch:
                patch.setattr(daily_copies, step, break_down)
                yield
            assert daily_copies._failures == [daily_copies._LOOK]
        yield
        assert daily_copies._failures == []
        app.store.withdraw(1, by="Sari", at=NOW, reason="x")
        monkeypatch.setattr(cache, "now", lambda: (NOW + DAY).astimezone(TIMEZONE))
        yield
