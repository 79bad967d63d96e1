"""Broken files through the real path: nothing dies, nothing is shown or stored that must not be (bench/fuzz.py)."""

from __future__ import annotations

import logging
import random
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench.fuzz import Tally, run_cases
from bench.fuzz_case import Bench, Result, make_case
from bench.good_books import BOOKS, make_books
from bench.mutations import texts, zips
from kkb.checking import Outcome
from kkb.uploads.check import InputFile
from kkb.workbook import parent
from tests.support.workbook_fixtures import make_xlsx


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    logger = logging.getLogger("kkb")
    before = logger.propagate, list(logger.handlers)
    made = Bench(seed=1)
    yield made
    made.close()
    logger.propagate, logger.handlers[:] = before
    assert parent.subprocess.Popen is subprocess.Popen


def test_a_handful_of_cases(bench: Bench) -> None:
    results = [bench.run(number) for number in range(12)]
    assert [(result.number, fault) for result in results for fault in result.faults] == []
    assert {result.outcome for result in results} <= {outcome.value for outcome in Outcome}
    assert any(result.is_stored for result in results)


@pytest.mark.slow
def test_a_hundred_cases_in_two_processes() -> None:
    """As many as tell whether the sweep works; the thousands are swept by `python -m bench fuzz`."""
    tally = Tally(None)
    for result in run_cases(range(100), seed=1, workers=2):
        tally.add(result)
    assert tally.total == 100
    assert dict(tally.faults) == {}
    assert tally.stored >= 15


def test_the_same_seed_makes_the_same_cases() -> None:
    books = make_books()
    assert len(BOOKS) >= 10
    for number in range(20):
        once, again = (make_case(number, 1, books) for _ in range(2))
        assert once == again
    assert make_case(1, 1, books) != make_case(1, 2, books)


@pytest.mark.parametrize("way", [*zips.BYTES, *zips.PARTS, *texts.PARTS_XML], ids=lambda way: way.__name__)
def test_every_way_changes_the_file(way: zips.Mutation) -> None:
    good = make_xlsx()
    assert any(way(random.Random(seed), good) != good for seed in range(5))


@pytest.mark.parametrize("way", dict.fromkeys((*texts.XML, *texts.PLAIN)), ids=lambda way: way.__name__)
def test_every_way_changes_the_text(way: texts.TextMutation) -> None:
    text = '<a x="1"><row r="1"><c r="A1"><v>1</v></c></row>\n<row r="2"><c r="A2"><v>2</v></c></row></a>\n'
    text = text.replace("<a ", '<a xmlns="schemas.openxmlformats.org/spreadsheetml/2006/main" ')
    assert any(way(random.Random(seed), text) != text for seed in range(5))


def test_what_must_not_happen_is_counted() -> None:
    tally = Tally(None)
    tally.add(Result(1, "contoh", ("truncate",), "reject", seconds=1.0, died=("child ended",)))
    tally.add(Result(2, "contoh", ("truncate",), "none", seconds=7.0, faults=(("hangs over 5 s", "7 s"),)))
    lines = list(tally.lines())
    assert "hangs over 5 s: 1" in lines
    assert "server deaths: 0" in lines
    assert any("child ended" in line for line in lines)
    assert tally.slowest.number == 2


def test_a_change_that_was_not_listed_is_found(bench: Bench) -> None:
    files = [InputFile("rekap.xlsx", make_books()["kecamatan gabungan"]["rekap.xlsx"])]
    checked = bench._check(files)
    assert bench._store_and_compare(checked) == []
    bench._check(files)
    silent = replace(checked, verdict=replace(checked.verdict, changes=checked.verdict.changes[1:]))
    assert {kind for kind, _ in bench._store_and_compare(silent)} == {"changes not listed in the preview"}
