"""Whoever waits for the check of a large recap sees how far it is: in the terminal and on the page alike."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from streamlit.delta_generator import DeltaGenerator

from kkb.checking import progress
from kkb.config import DEFAULT_REGION_NAME, SAMPLE_DIR
from kkb.uploads.check import InputFile, Stored, check_files
from tests.support.builders import REGION, TODAY
from tests.support.page_fixtures import App, upload
from tests.support.terminal import OK, Terminal

pytestmark = pytest.mark.usefixtures("read_once", "small_steps")

RECAP = SAMPLE_DIR / "rekap_2023-05-10.xlsx"


ROWS = 39 + 41 + 9 + 24 + 9
"""Of the sample: desa, commitments, steps, activities, evaluations."""


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are told by tens, so that a recap of 39 desa with its other sheets counts as a large one."""
    monkeypatch.setattr(progress, "STEP", 10)


def check(*, count: progress.OnProgress | None) -> object:
    return check_files(
        [InputFile(RECAP.name, RECAP.read_bytes())],
        region=REGION,
        region_name=DEFAULT_REGION_NAME,
        stored=Stored(),
        today=TODAY,
        progress=count,
    ).verdict


def test_it_is_told_up_to_the_last_row_and_changes_nothing() -> None:
    told: list[tuple[int, int]] = []
    with_words = check(count=lambda done, total: told.append((done, total)))
    done = [count for count, _ in told]
    assert done[:4] == [5, 10, 15, 20]
    assert done == sorted(done)
    assert {total for _, total in told} == {ROWS}
    assert done[-1] == ROWS
    assert with_words == check(count=None)


def test_a_terminal_shows_one_line_and_wipes_it_out(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = terminal.run("check", str(RECAP), "--json", "--no-db")
    assert (silent.status, silent.err) == (OK, "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    watched = terminal.run("check", str(RECAP), "--json", "--no-db")
    assert watched.out == silent.out
    assert f"\rMemeriksa 20 dari {ROWS} baris …\r" in watched.err
    assert "\n" not in watched.err
    assert not watched.err.rpartition("…")[2].strip()


def test_the_page_shows_it_in_the_bar_of_the_reading(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[float, str]] = []

    class Bar:
        def progress(self, value: float, text: str) -> None:
            shown.append((value, text))

        def empty(self) -> None:
            shown.append((1.0, ""))

    def make_bar(_place: object, value: float, text: str = "") -> Any:
        bar = Bar()
        bar.progress(value, text)
        return bar

    page = app.open("unggah")
    monkeypatch.setattr(DeltaGenerator, "progress", make_bar)
    upload(page, RECAP.name, RECAP.read_bytes())
    words = [text for _, text in shown]
    assert words[0].startswith("Membaca berkas 1 dari 1")
    assert f"Memeriksa isinya: 20 dari {ROWS} baris …" in words
    assert words[-1] == ""
    assert all(0 <= value <= 1 for value, _ in shown)
