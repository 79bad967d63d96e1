"""The list of the recap's columns: what it says of each must hold for whatever goes by it."""

from __future__ import annotations

import pytest

from kkb.recap_columns import ATTRIBUTES, COLUMNS, COMPARED, DETAILS, FACTS, Kind, RecapColumn
from kkb.workbook.tables.headers import recognise

LONGEST_CHOICES = 255
"""Letters of a list that Excel lets choose from."""

each_column = pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)


@each_column
def test_a_column_is_read_again_under_the_header_it_is_written_with(column: RecapColumn) -> None:
    field, _ = recognise(column.header) or ("", 0)
    assert field == column.name


@pytest.mark.parametrize("column", ATTRIBUTES, ids=lambda column: column.name)
def test_an_attribute_is_known_by_each_of_its_words_and_best_by_its_own(column: RecapColumn) -> None:
    own = {recognise(word) for word in column.words}
    weaker = {recognise(word) for word in column.weaker_words}
    assert {field for field, _ in filter(None, own | weaker)} == {column.name}
    assert None not in own | weaker
    assert max((sure for _, sure in filter(None, weaker)), default=0) < min(sure for _, sure in filter(None, own))


@each_column
def test_it_fits_where_it_is_written(column: RecapColumn) -> None:
    narrowest, widest = column.printed
    assert 0 < narrowest <= widest
    assert len(",".join(column.choices)) <= LONGEST_CHOICES
    assert bool(column.choices) == (column.kind is Kind.CHOICE)
    assert bool(column.guide) != column.is_given


def test_whatever_is_told_of_a_desa_is_a_change_or_a_detail_and_a_note_is_no_fact() -> None:
    assert {"kode_desa", "kecamatan", "desa"}.isdisjoint((*COMPARED, *DETAILS))
    assert {"status", "tanggal", "no_sk"} <= set(COMPARED)
    assert {*COMPARED, *DETAILS} - set(FACTS) >= {"keterangan"}
