"""Which rows hold on a day: the newest report of a matter, once the matter has begun."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.outcomes.in_force import as_kegiatan, as_komitmen, in_force, of_desa
from kkb.programme import KomitmenRow
from kkb.schema import Tanggal
from tests.support.builders import code_of
from tests.support.outcome_builders import DAY, activity, review, signature, step, told


def test_the_newest_report_of_a_matter_holds() -> None:
    first, second = activity(peserta=10), activity(peserta=12)

    by_day = in_force([told(second, 1, "2023-08-01"), told(first, 2, "2023-07-01")], DAY)
    by_number = in_force([told(second, 3, "2023-07-01"), told(first, 2, "2023-07-01")], DAY)

    assert [as_kegiatan(one).peserta for one in by_day.kegiatan] == [12]
    assert [as_kegiatan(one).peserta for one in by_number.kegiatan] == [12]


def test_without_the_newest_upload_the_one_before_holds_again() -> None:
    first, second = told(activity(peserta=10), 1), told(activity(peserta=12), 2)

    assert as_kegiatan(in_force([first, second], DAY).kegiatan[0]).peserta == 12
    assert as_kegiatan(in_force([first], DAY).kegiatan[0]).peserta == 10


def test_a_spelling_in_capitals_is_the_same_activity() -> None:
    rows = [told(activity("POSYANDU  remaja"), 2), told(activity("Posyandu Remaja"), 1)]

    assert [one.unggahan for one in in_force(rows, DAY).kegiatan] == [2]


@pytest.mark.parametrize(("day", "count"), [(date(2023, 5, 31), 0), (date(2023, 6, 1), 1), (date(2023, 12, 31), 1)])
def test_a_row_counts_from_its_own_day_on_however_late_it_is_told(day: date, count: int) -> None:
    rows = [told(row, day="2023-12-31") for row in (step(), activity(), review(tanggal="2023-06-01"))]
    holding = in_force(rows, day)

    assert [len(holding.langkah), len(holding.kegiatan), len(holding.evaluasi)] == [count] * 3


def test_a_month_counts_from_its_first_day_on() -> None:
    rows = [told(activity(tanggal="2023-06"))]

    assert not in_force(rows, date(2023, 5, 31)).kegiatan
    assert in_force(rows, date(2023, 6, 1)).kegiatan


def test_a_signature_without_a_date_counts_from_the_day_of_its_upload() -> None:
    rows = [told(signature(tanggal=None), day="2023-08-01")]

    assert not in_force(rows, date(2023, 7, 31)).komitmen
    assert in_force(rows, date(2023, 8, 1)).komitmen


def test_before_an_undated_report_the_one_before_it_holds() -> None:
    rows = [told(signature(), 1, "2023-06-01"), told(signature(tanggal=None), 2, "2023-08-01")]

    before, after = in_force(rows, date(2023, 7, 1)), in_force(rows, date(2023, 8, 1))

    assert as_komitmen(before.komitmen[0]).tanggal == Tanggal(date(2023, 5, 10))
    # The newer report holds and leaves the day blank: blank is not "no".
    assert (after.komitmen[0].unggahan, as_komitmen(after.komitmen[0]).tanggal) == (2, Tanggal(date(2023, 5, 10)))


def test_a_corrected_date_moves_the_row_and_leaves_no_other_behind() -> None:
    rows = [told(signature(tanggal="2023-05-10"), 1), told(signature(tanggal="2023-09-10"), 2)]

    assert not in_force(rows, date(2023, 6, 1)).komitmen
    assert len(in_force(rows, DAY).komitmen) == 1


def test_rows_come_oldest_first_and_their_order_in_the_input_is_irrelevant() -> None:
    rows = [
        told(activity("Ani", "2023-06-01")),
        told(activity("Budi", "2022-01-01")),
        told(activity("Ani", "2022-01-01")),
    ]

    names = [(as_kegiatan(one).tanggal.iso(), as_kegiatan(one).nama) for one in in_force(rows, DAY).kegiatan]

    assert names == [("2022-01-01", "Ani"), ("2022-01-01", "Budi"), ("2023-06-01", "Ani")]
    assert in_force(rows, DAY) == in_force(rows[::-1], DAY)


def test_a_kecamatan_keeps_its_rows_and_the_signers_of_the_regency() -> None:
    regent = KomitmenRow(kode_desa=None, kecamatan="", desa="", penanda_tangan="Bupati")
    rows = [told(row) for row in (regent, signature("Balok"), signature("Lilangan"), activity(), step("Lilangan"))]

    chosen = of_desa(in_force(rows, DAY), {code_of("Balok"), code_of("Nyuruk")})

    assert [one.row.desa for one in chosen.komitmen] == ["Balok", ""]
    assert [one.row.desa for one in chosen.kegiatan] == ["Nyuruk"]
    assert not chosen.langkah
