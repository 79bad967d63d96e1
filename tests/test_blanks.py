"""One vocabulary for nothing written: every column agrees on what is as good as an empty cell."""

from __future__ import annotations

import pytest

from kkb.blanks import BLANK, NONE, NOTHING
from kkb.checking.values.choices import read_mark
from kkb.checking.values.dates import read_date
from kkb.checking.values.numbers import NO_NUMBER
from kkb.checking.values.status import read_status
from kkb.recap import Cell
from kkb.schema import Tahap
from tests.support.builders import COLUMNS, found, judge


@pytest.mark.parametrize("word", sorted(BLANK))
def test_a_blank_reports_nothing_in_any_column(word: str) -> None:
    assert read_status(word).is_blank
    assert read_date(Cell("A1", "text", word)).tanggal is None
    assert read_date(Cell("A1", "text", word)).fault is None
    assert read_mark(word) == ((False, True) if set(word) & set("-–—") else (None, True))
    assert word in NO_NUMBER


@pytest.mark.parametrize("word", sorted(NONE))
def test_that_there_is_none_is_an_answer_of_a_status_and_a_signature(word: str) -> None:
    assert (read_status(word).tahap, read_mark(word)) == (Tahap.BELUM, (False, True))


@pytest.mark.parametrize("word", sorted(NOTHING))
def test_nothing_is_stored_of_a_fact_that_nobody_tells(word: str) -> None:
    row = ("Dendang", "Nyuruk", "Terbentuk", "03/10/2017", word, word, word)
    verdict = judge([row], columns=(*COLUMNS, "no_sk", "tanggal_sk", "klasifikasi"))
    (stored,) = verdict.rows
    assert (stored.no_sk, stored.tanggal_sk, stored.attributes) == (None, None, {})
    assert found(verdict) == [("VILLAGES_MISSING", None)]
