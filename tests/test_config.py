"""Settings come from the environment that is passed in, and from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kkb.config import DEFAULT_REGION_CSV, PROJECT_DIR, collect_seldom, load_settings


def test_without_any_variable_the_defaults_hold() -> None:
    settings = load_settings({})
    assert settings.data_dir == PROJECT_DIR / "data"
    assert settings.sqlite_path == PROJECT_DIR / "data" / "kkb.sqlite3"
    assert settings.database_url is None
    assert settings.region_csv == DEFAULT_REGION_CSV
    assert settings.is_default_region
    assert settings.region_name == "Kabupaten Belitung Timur"
    assert not settings.is_local


def test_an_empty_variable_is_no_setting() -> None:
    names = ("KKB_DATA_DIR", "KKB_DATABASE_URL", "KKB_WILAYAH", "KKB_NAMA_WILAYAH", "KKB_MODE")
    assert load_settings(dict.fromkeys(names, "")) == load_settings({})


def test_every_variable_is_read(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "KKB_DATA_DIR": str(tmp_path / "isi"),
            "KKB_DATABASE_URL": "postgresql://db/kkb",
            "KKB_WILAYAH": str(tmp_path / "wilayah.csv"),
            "KKB_NAMA_WILAYAH": "Kabupaten Contoh",
            "KKB_MODE": "lokal",
        }
    )
    assert settings.data_dir == (tmp_path / "isi").resolve()
    assert settings.database_url == "postgresql://db/kkb"
    assert settings.region_csv == (tmp_path / "wilayah.csv").resolve()
    assert not settings.is_default_region
    assert settings.region_name == "Kabupaten Contoh"
    assert settings.is_local


def test_another_region_never_carries_the_default_name() -> None:
    assert load_settings({"KKB_WILAYAH": "lain.csv"}).region_name == "Wilayah"


def test_the_default_list_named_by_its_path_is_still_the_default() -> None:
    assert load_settings({"KKB_WILAYAH": str(DEFAULT_REGION_CSV)}).is_default_region


@pytest.mark.parametrize(
    ("mode", "is_local"), [("lokal", True), (" LOKAL ", True), ("local", False), ("1", False), ("", False)]
)
def test_only_the_word_lokal_opens_the_local_mode(mode: str, is_local: bool) -> None:
    assert load_settings({"KKB_MODE": mode}).is_local is is_local


@pytest.mark.parametrize(("written", "copies"), [("", 14), ("0", 0), (" 30 ", 30), ("-1", 14), ("banyak", 14)])
def test_a_number_of_copies_that_is_none_is_the_usual_one(written: str, copies: int) -> None:
    assert load_settings({"KKB_CADANGAN": written}).copies == copies


def test_cycles_are_looked_for_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: list[int] = []
    monkeypatch.setattr("gc.set_threshold", lambda *thresholds: set_to.extend(thresholds))
    collect_seldom()
    assert set_to[0] >= 50_000


@pytest.mark.parametrize(
    ("mode", "is_local", "is_server", "may_write"),
    [("", False, False, False), ("lokal", True, False, True), (" Server ", False, True, True),
     ("x", False, False, False)],
)  # fmt: skip
def test_the_mode_says_who_may_write(mode: str, is_local: bool, is_server: bool, may_write: bool) -> None:
    settings = load_settings({"KKB_MODE": mode})
    assert (settings.is_local, settings.is_server, settings.may_write) == (is_local, is_server, may_write)


@pytest.mark.parametrize(
    ("word", "asks"), [("", False), ("terbuka", False), ("Terbuka ", False), ("masuk", True), ("ya", True)]
)
def test_reading_asks_for_a_login_unless_it_is_open(word: str, asks: bool) -> None:
    assert load_settings({"KKB_BACA": word}).login_to_read is asks


def test_proxies_are_a_list() -> None:
    assert load_settings({"KKB_PROKSI": "127.0.0.1, 10.0.0.0/24,"}).proxies == ("127.0.0.1", "10.0.0.0/24")
    assert load_settings({}).proxies == ()
