"""A status of one letter is read where the others prove it, and asked otherwise."""

from __future__ import annotations

import pytest

from kkb.checking import Outcome
from tests.support.builders import DENDANG, codes, dendang_rows, found, judge, make_table, question_ids, stored_texts

ID = "status_letter"


def statuses(*words: str, **answers: str) -> tuple[list[str], list[str]]:
    """What the four desa are stored as, "" for one that is not; and the questions."""
    verdict = judge(dendang_rows(**dict(zip(DENDANG, words, strict=True))), answers=answers or None)
    stored = stored_texts(verdict)
    return [stored[desa][0] if desa in stored else "" for desa in DENDANG], question_ids(verdict)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (("B", "S", "M", "T"), ["Belum", "Sosialisasi", "Merintis", "Terbentuk"]),
        (("b", "b", "t.", "B"), ["Belum", "Belum", "Terbentuk", "Belum"]),
        (("Y", "T", "T", "Y"), ["Terbentuk", "Belum", "Belum", "Terbentuk"]),
        (("Ya", "T", "Ya", "Ya"), ["Terbentuk", "Belum", "Terbentuk", "Terbentuk"]),
    ],
)
def test_beside_letters_that_prove_it(words: tuple[str, ...], read: list[str]) -> None:
    assert statuses(*words) == (read, [])
    assert "STATUS_LETTER" in codes(judge(dendang_rows(**dict(zip(DENDANG, words, strict=True)))))


@pytest.mark.parametrize(
    "words", [("T", "Belum", "Belum", "Belum"), ("Terbentuk", "T", "T", "Merintis"), ("v", "T", "T", "v")]
)
def test_otherwise_it_is_asked(words: tuple[str, ...]) -> None:
    read, asked = statuses(*words)
    assert ([r == "" for r in read], asked) == ([word == "T" for word in words], [ID])
    number = sum(word == "T" for word in words)
    for answer in ("Terbentuk", "Belum"):
        read, asked = statuses(*words, **{ID: answer})
        assert ([r for r, word in zip(read, words, strict=True) if word == "T"], asked) == ([answer] * number, [])


def test_a_date_beside_it_suggests_formed_and_a_yes_in_words_its_no() -> None:
    dated = judge(dendang_rows(Nyuruk=("T", "3/10/2017")))
    assert [question.suggested for question in dated.questions] == ["Terbentuk"]
    marked = judge(dendang_rows(Nyuruk="T", Balok="Sudah"))
    assert [question.suggested for question in marked.questions] == ["Belum"]


def test_an_s_alone_may_be_sudah() -> None:
    assert statuses("S", "B", "T", "B")[1] == [ID]
    verdict = judge(make_table(dendang_rows(Nyuruk="S")))
    assert (verdict.outcome, found(verdict)) == (Outcome.FLAG, [("STATUS_UNKNOWN", "C7")])
