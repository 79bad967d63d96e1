"""One set of marks for columns of ticks and for status words."""

from __future__ import annotations

import pytest

from kkb.checking.values.status import read_status
from kkb.schema import Tahap
from kkb.ticks import CROSSES, TICKS
from kkb.workbook.tables.groups import is_cross, is_tick
from tests.support.workbook_fixtures import table_of, texts_of


@pytest.mark.parametrize("mark", sorted(TICKS))
def test_a_tick_says_yes_in_a_column_and_as_a_status(mark: str) -> None:
    reading = read_status(mark)
    assert is_tick(("text", mark)) and not is_cross(("text", mark))
    assert (reading.tahap, reading.is_mark) == (Tahap.TERBENTUK, True)


@pytest.mark.parametrize("mark", sorted(CROSSES))
def test_a_cross_says_yes_in_a_column_and_nothing_as_a_status(mark: str) -> None:
    reading = read_status(mark)
    assert is_tick(("text", mark)) and is_cross(("text", mark))
    assert (reading.tahap, reading.is_blank) == (None, False)


@pytest.mark.parametrize("mark", sorted(TICKS | CROSSES))
def test_a_column_of_any_of_them_is_read(mark: str) -> None:
    table = table_of([["Desa", "Sudah", "Belum"], ["Padang", mark, None], ["Lalang", None, mark]])
    assert texts_of(table, "status") == ["Sudah", "Belum"]
