"""Small counts of people, as who only reads may know them."""

from __future__ import annotations

from typing import Any

import pytest

from kkb.narrative.programme import activity_words, people_words
from kkb.narrative.programme_lists import changed_words, short_difference
from kkb.outcomes.activity_count import ActivityCount, read_feature
from kkb.outcomes.in_force import as_kegiatan
from kkb.programme import Putusan, ReportedRow, fill_blanks
from kkb.programme.measures import Difference, compare
from kkb.programme.small_counts import Few, few_in_text, few_measure, few_under, hide_few
from tests.support.kegiatan_builders import DAY, make_kegiatan


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 balita", "kurang dari 5 balita"),
        ("4", "kurang dari 5"),
        ("3,0 anak", "kurang dari 5 anak"),
        ("3 dari 10 balita", "kurang dari 5 dari 10 balita"),
        ("30% (3 dari 10 balita)", "…% (kurang dari 5 dari 10 balita)"),
        ("2-3 balita", "kurang dari 5 balita"),
        ("3 anak, 2 ibu", "kurang dari 5 anak, kurang dari 5 ibu"),
        ("ada 3", "ada kurang dari 5"),
        ("3 (tiga) balita", "kurang dari 5 balita"),
        ("03 balita", "kurang dari 5 balita"),
        ("3balita", "kurang dari 5 balita"),
        ("tiga", "kurang dari 5"),
        ("4 rumah", "kurang dari 5 rumah"),
    ],
)
def test_one_to_four_people_are_hidden(text: str, shown: str) -> None:
    assert few_measure(text) == shown
    assert few_measure(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "0 balita", "5 balita", "12", "2,5 anak", "12,5 %", "4%", "3 posyandu", "2 dari 5 posyandu", "Rp 3", "2 km",
        "keruh", "di 3 posyandu",
    ],
)  # fmt: skip
def test_none_enough_and_what_is_no_people_stay(text: str) -> None:
    assert few_measure(text) is text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada 3 balita stunting di RT 2", "Ada kurang dari 5 balita stunting di RT 2"),
        ("Tiga keluarga, 12 anak", "kurang dari 5 keluarga, 12 anak"),
        ("balita kurus: 2, lansia 7", "balita kurus: kurang dari 5, lansia 7"),
        ("seorang anak putus sekolah", "kurang dari 5 anak putus sekolah"),
        ("1 (satu) KK dan 2org lansia", "kurang dari 5 KK dan kurang dari 5org lansia"),
        ("Kampanye dua anak cukup", "Kampanye dua anak cukup"),
        ("anak usia 3 tahun", "anak usia 3 tahun"),
        ("SK 140/3 Keluarga, Inpres 3/2022", "SK 140/3 Keluarga, Inpres 3/2022"),
        ("gizi 13 balita", "gizi 13 balita"),
    ],
)
def test_a_text_loses_the_small_counts_of_people(text: str, shown: str) -> None:
    assert few_in_text(text) == shown


@pytest.mark.parametrize(
    ("header", "text", "shown"),
    [
        ("Jumlah Peserta", "3", "kurang dari 5"),
        ("Balita stunting", "2", "kurang dari 5"),
        ("Keadaan Sesudah", "3 balita", "kurang dari 5 balita"),
        ("No", "3", "3"),
        ("Status Kampung Keluarga Berkualitas", "1", "1"),
    ],
)
def test_a_cell_of_a_sheet_goes_by_its_header(header: str, text: str, shown: str) -> None:
    assert few_under(header, text) == shown
    assert few_under("Jumlah yang Ikut", "3", is_count=True) == "kurang dari 5"


def reported(**told: Any) -> ReportedRow:
    return ReportedRow(2, DAY, make_kegiatan(**told), 1)


def counted(*rows: ReportedRow) -> ActivityCount:
    return ActivityCount(*map(sum, zip(*(read_feature(hide_few(row)).counts for row in rows), strict=True)))


def test_a_row_keeps_its_other_values_and_one_without_small_counts_is_the_same_object() -> None:
    large = reported()
    assert hide_few(large) is large
    hidden = as_kegiatan(hide_few(reported(peserta=4, sesudah="3 balita", kebutuhan="2 balita kurus")))
    assert hidden == make_kegiatan(
        peserta=Few.FEW, sesudah="kurang dari 5 balita", kebutuhan="kurang dari 5 balita kurus"
    )
    assert hide_few({"new": 1, "perbaikan": [{"new": "3", "old": None}], "putusan": Putusan.LANJUTKAN}) == {
        "new": 1,
        "perbaikan": [{"new": "kurang dari 5", "old": None}],
        "putusan": Putusan.LANJUTKAN,
    }


def test_a_difference_with_a_hidden_end_has_no_number() -> None:
    found = compare("8 balita", few_measure("3 balita"))
    assert isinstance(found, Difference)
    assert (found.change, found.is_changed) == (None, True)
    assert short_difference(found) == "8 → kurang dari 5 balita"
    both = compare(few_measure("4 balita"), few_measure("2 balita"))
    assert isinstance(both, Difference)
    assert (both.change, both.is_changed) == (None, None)


def test_sums_leave_hidden_rows_out_and_say_so() -> None:
    """Else the one hidden number would be the total less the others."""
    count = counted(
        reported(), reported(peserta=4, sebelum="4 balita", sesudah="2 balita"), reported(peserta=None), reported()
    )
    assert (count.peserta, count.peserta_tahu, count.peserta_samar, count.peserta_kosong) == (40, 2, 1, 1)
    assert people_words(count) == "40 peserta (1 kegiatan tanpa jumlah, 1 kurang dari 5)"
    assert (count.berbiaya, count.biaya_peserta, count.rupiah_per_orang) == (3 - 1, 40, 100_000)
    assert (count.sebanding, count.berubah, count.tetap, count.samar) == (4, 3, 0, 1)
    assert changed_words(count) == "3 berubah, 1 kurang dari 5 sebelum dan sesudah"


def test_where_no_more_is_known_of_any_no_sum_is_said() -> None:
    count = counted(reported(peserta=3), reported(peserta=2))
    assert (activity_words(count) or "").startswith("kurang dari 5 peserta (2 kegiatan kurang dari 5).")
    assert counted(reported(peserta=0)).peserta_tahu == 1


def test_what_a_reader_took_along_takes_no_number_away() -> None:
    stored = make_kegiatan(peserta=4, sesudah="3 balita", kebutuhan="2 balita kurus")
    again = make_kegiatan(peserta=None, sesudah="kurang dari 5 balita", kebutuhan="kurang dari 5 balita kurus")
    assert fill_blanks(again, stored) == stored
    # That there were fewer than five of twelve is news.
    assert fill_blanks(again, make_kegiatan(sesudah="12 balita")).sesudah == "kurang dari 5 balita"
