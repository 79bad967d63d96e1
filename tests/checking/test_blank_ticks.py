"""A desa without a tick is Belum where dates prove it; otherwise the officer is asked once."""

from __future__ import annotations

import pytest

from tests.support.builders import DENDANG, codes, dendang_rows, found, judge, question_ids, stored_texts

ID = "tick_blank"
DATED = ("v", "3/10/2017")
BLANK: tuple[None, None] = (None, None)


def test_exactly_the_ticked_are_dated() -> None:
    verdict = judge(dendang_rows(Dendang=BLANK, Jangkang=BLANK, Nyuruk=DATED, Balok=DATED))  # type: ignore[arg-type]
    assert (question_ids(verdict), "TICK_BLANK" in codes(verdict), found(verdict)) == ([], True, [])
    assert [stored_texts(verdict)[desa][0] for desa in DENDANG] == ["Belum", "Belum", "Terbentuk", "Terbentuk"]


@pytest.mark.parametrize(
    ("answer", "stored"), [("Belum", ["Belum", "Belum", "Terbentuk", "Terbentuk"]), ("kosong", ["Terbentuk"] * 2)]
)
def test_a_tick_without_a_date_leaves_it_open(answer: str, stored: list[str]) -> None:
    rows = dendang_rows(Dendang=BLANK, Jangkang=BLANK, Nyuruk=DATED, Balok="v")  # type: ignore[arg-type]
    assert question_ids(judge(rows)) == [ID]
    told = stored_texts(judge(rows, answers={ID: answer}))
    assert [told[desa][0] for desa in DENDANG if desa in told] == stored


def test_a_blank_with_a_date_stays_an_error() -> None:
    rows = dendang_rows(Dendang=BLANK, Jangkang=(None, "3/10/2017"), Nyuruk=DATED, Balok=DATED)  # type: ignore[arg-type]
    verdict = judge(rows)
    assert (question_ids(verdict), ("STATUS_BLANK", "C6") in found(verdict)) == ([ID], True)


def test_beside_a_no_in_words_a_blank_is_a_gap() -> None:
    verdict = judge(dendang_rows(Dendang=BLANK, Nyuruk=DATED, Balok=DATED))  # type: ignore[arg-type]
    assert found(verdict) == [("STATUS_BLANK", "C5")]


def test_a_blank_beside_yes_in_words_is_asked_about_even_with_dates() -> None:
    formed = ("Sudah", "3/10/2017")
    rows = dendang_rows(Dendang=BLANK, Jangkang=BLANK, Nyuruk=formed, Balok=formed)  # type: ignore[arg-type]
    assert question_ids(judge(rows)) == [ID]
