"""The short ways of the preview of changes: first reports and repeats, against the rule that draws the charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.checking import changes
from kkb.checking.changes import Outlook, list_changes
from kkb.checking.verdict import Change
from kkb.problems import Problem
from kkb.schema import Keputusan, Klasifikasi, Observation, RecapRow, Tahap, Tanggal, TanggalDasar
from kkb.state import LazyHistories
from tests.builders import make_recap_row

LAST = date(2023, 5, 10)
DAYS = st.integers(0, 3).map(lambda years: LAST - timedelta(days=300 * years))
DATES = st.sampled_from([None, *(Tanggal.from_iso(text) for text in ("2014", "2020-02", "2020-02-03", "2023-05-10"))])


@st.composite
def rows(draw: st.DrawFn) -> RecapRow:
    status, tanggal = draw(st.sampled_from(list(Tahap))), draw(DATES)
    is_dated = status is Tahap.TERBENTUK and tanggal is not None
    return replace(
        make_recap_row(),
        status=status,
        tanggal=tanggal if is_dated else None,
        tanggal_dasar=draw(st.sampled_from(list(TanggalDasar))) if is_dated else None,
        no_sk=draw(st.sampled_from([None, "1/2", "3/4"])),
        tanggal_sk=draw(DATES),
        tanggal_pencanangan=draw(DATES),
        klasifikasi=draw(st.sampled_from([None, Klasifikasi.DASAR])),
        keterangan=draw(st.sampled_from([None, "Rutin"])),
        sel={"status": "C5"},
    )


def list_both_ways(
    stored: list[Observation], row: RecapRow, day: date, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[list[Change], list[Problem]]]:
    """The changes of one row, first as they are listed, then with every short way closed."""
    short = list_changes([row], Outlook(LazyHistories(stored), day))
    with monkeypatch.context() as patch:
        patch.setattr(changes.Outlook, "is_first", lambda *_: False)
        patch.setattr(changes.Outlook, "is_repeat", lambda *_: False)
        return [short, list_changes([row], Outlook(LazyHistories(stored), day))]


class TestTheSameEitherWay:
    @given(rows(), DAYS)
    def test_a_first_report(self, row: RecapRow, day: date) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            short, long = list_both_ways([], row, day, monkeypatch)
        assert short == long

    @given(rows(), st.lists(st.tuples(rows(), DAYS, st.booleans(), st.booleans()), max_size=4))
    def test_a_row_after_others_of_which_some_say_the_same(
        self, row: RecapRow, others: list[tuple[RecapRow, date, bool, bool]]
    ) -> None:
        stored = [
            Observation(
                number,
                day,
                replace(row if is_same else other, keputusan=Keputusan.BUBAR if is_end and not is_same else None),
            )
            for number, (other, day, is_same, is_end) in enumerate(others, 1)
        ]
        with pytest.MonkeyPatch.context() as monkeypatch:
            short, long = list_both_ways(stored, row, LAST, monkeypatch)
        assert short == long


def test_each_short_way_is_taken() -> None:
    row = make_recap_row(tanggal="2020-02-03")
    assert Outlook(LazyHistories([]), LAST).is_first(row)
    outlook = Outlook(LazyHistories([Observation(1, LAST, row), Observation(2, LAST, row)]), LAST)
    assert outlook.is_repeat(row)
    assert not outlook.is_first(row)
    assert not outlook.is_repeat(replace(row, keterangan="Rutin"))
    assert not Outlook(LazyHistories([Observation(1, LAST + timedelta(1), row)]), LAST).is_repeat(row)
    assert not Outlook(LazyHistories([]), LAST - timedelta(2000)).is_first(row)
