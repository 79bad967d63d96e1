"""The folder of daily copies: one a day, only of what changed, a number of them kept."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kkb.store import Store, open_store
from kkb.store.backup import back_up, open_backup
from kkb.store.daily import is_up_to_date, keep_daily_copy, list_copies
from tests.support.store_fixtures import MORNING, commit, make_settings

DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cadangan"


@pytest.fixture
def office(prepared_file: Path, tmp_path: Path) -> Store:
    settings = make_settings(tmp_path / "data")
    settings.data_dir.mkdir()
    shutil.copyfile(prepared_file, settings.sqlite_path)
    store = open_store(settings)
    store.prepare()
    commit(store, "a")
    return store


def keep(store: Store, folder: Path, day: int = 0, *, count: int = 14, anew: bool = False) -> Path | None:
    return keep_daily_copy(store, folder, keep=count, at=MORNING + day * DAY, anew=anew)


def days(folder: Path) -> list[str]:
    """As on 13 May 2023."""
    return [copy.stem.removeprefix("kkb-") for copy in list_copies(folder, MORNING + 3 * DAY)]


def newest(folder: Path) -> Path:
    return list_copies(folder, MORNING)[0]


def test_one_a_day_and_only_if_something_changed(office: Store, folder: Path) -> None:
    assert keep(office, folder)
    commit(office, "b")
    assert not keep(office, folder)
    assert keep(office, folder, day=1)
    assert not keep(office, folder, day=2)
    office.create_draft([("rekap.xlsx", b"x")], by="Sari", at=MORNING)
    assert keep(office, folder, day=3)
    assert days(folder) == ["2023-05-13", "2023-05-11", "2023-05-10"]
    with open_backup(list_copies(folder, MORNING + 3 * DAY)[0]) as (inside, _):
        assert inside.snapshot() == office.snapshot()


def test_a_day_begins_at_midnight_of_the_office(office: Store, folder: Path) -> None:
    keep_daily_copy(office, folder, keep=3, at=MORNING.replace(hour=16, minute=59))
    keep_daily_copy(office, folder, keep=3, at=MORNING.replace(hour=17), anew=True)
    assert days(folder) == ["2023-05-11", "2023-05-10"]


def test_the_newest_are_kept_and_other_files_are_left_alone(office: Store, folder: Path) -> None:
    folder.mkdir()
    for name in ("kkb-lama.sqlite3", "catatan.txt"):
        (folder / name).write_text("x")
    for day in range(4):
        commit(office, f"d{day}")
        keep(office, folder, day, count=2)
    assert days(folder) == ["2023-05-13", "2023-05-12"]
    assert {path.name for path in folder.iterdir()} >= {"kkb-lama.sqlite3", "catatan.txt"}


def test_where_none_are_to_be_made_by_itself_a_press_clears_none_away(office: Store, folder: Path) -> None:
    keep(office, folder)
    assert keep(office, folder, day=1, count=0, anew=True)
    assert days(folder) == ["2023-05-11", "2023-05-10"]


def test_anew_replaces_that_of_today(office: Store, folder: Path) -> None:
    keep(office, folder)
    commit(office, "b")
    assert not is_up_to_date(office, newest(folder))
    assert keep(office, folder, count=0, anew=True) == newest(folder)
    assert is_up_to_date(office, newest(folder))
    assert days(folder) == ["2023-05-10"]


def test_a_copy_of_a_day_to_come_stops_nothing_and_is_the_first_to_go(office: Store, folder: Path) -> None:
    """The clock was wrong once."""
    keep(office, folder, day=400)
    assert keep(office, folder) == folder / "kkb-2023-05-10.sqlite3"
    assert days(folder) == ["2023-05-10", "2024-06-13"]
    commit(office, "b")
    assert keep(office, folder, day=1, count=1) == folder / "kkb-2023-05-11.sqlite3"
    assert days(folder) == ["2023-05-11"]


def test_a_copy_that_cannot_be_read_is_made_again(office: Store, folder: Path) -> None:
    keep(office, folder)
    newest(folder).write_bytes(b"rusak" * 1000)
    assert keep(office, folder, day=1)


def test_after_a_restore_another_state_is_copied(office: Store, folder: Path, tmp_path: Path) -> None:
    """The numbers of events alone may be equal."""
    keep(office, folder)
    office.withdraw(1, by="Sari", at=MORNING, reason="x")
    other = open_store(make_settings(tmp_path / "lain"))
    other.prepare()
    commit(other, "z", at=MORNING + timedelta(hours=1))
    assert not is_up_to_date(other, newest(folder))
    back_up(other, folder / "kkb-2023-05-10.sqlite3", at=MORNING)
    assert is_up_to_date(other, newest(folder))
