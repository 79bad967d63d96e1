"""The lists of a meeting in words: who stands still, who is next and why, what to spread, mend and end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kkb.narrative.programme_lists import (
    asleep_sentence,
    difference_words,
    next_title,
    number_words,
    repeated_sentence,
    results_sentence,
    rung_words,
    standing_still_title,
    standing_still_words,
    unreviewed_sentence,
    verdict_programs,
    verdict_reasons,
    verdict_title,
    verdict_words,
)
from kkb.outcomes.rungs import RungSummary
from kkb.programme import JenisLangkah, Putusan
from kkb.programme.measures import Difference, compare
from kkb.schema import Tahap
from tests.outcome_builders import NYURUK, activity, formed, on_rung, outcomes_of, review, signature, step

BALOK = formed("Balok", "2018-01-01")


def test_who_signed_and_has_not_moved() -> None:
    found = outcomes_of(
        signature("Balok"),
        signature("Dendang", None),
        observations=[NYURUK, on_rung("Balok", Tahap.BELUM, "2023-05-10")],
    ).komitmen

    assert standing_still_title(found) == "2 desa menandatangani dan belum bergerak sejak itu"
    assert [standing_still_words(desa) for desa in found.standing_still] == [
        "Balok: 235 hari sejak 10 Mei 2023, tahap Belum",
        "Dendang: tanggal tanda tangan kosong, tahap belum dilaporkan",
    ]
    (by_year,) = outcomes_of(signature("Balok", "2023"), desa=["Balok"]).komitmen.standing_still
    assert standing_still_words(by_year) == "Balok: sejak 2023, tahap belum dilaporkan"


def test_nobody_stands_still() -> None:
    moved = outcomes_of(signature("Balok"), step("Balok", "2023-06-01")).komitmen

    assert standing_still_title(moved) == "Semua desa yang menandatangani sudah bergerak atau membentuk Pokja"
    assert standing_still_title(outcomes_of().komitmen) is None


def test_the_next_desa_is_named() -> None:
    langkah = outcomes_of(signature("Balok"), step("Balok", "2023-06-01", JenisLangkah.KOORDINASI)).langkah

    assert next_title(langkah) == "Langkah terbanyak: Balok"


def test_no_next_desa_is_made_up() -> None:
    assert next_title(outcomes_of().langkah) == "Belum ada langkah yang dilaporkan di desa tanpa Pokja"
    assert next_title(outcomes_of(desa=["Nyuruk"]).langkah) is None


def test_steps_repeated_without_a_pokja() -> None:
    langkah = outcomes_of(*(step("Balok", f"2021-0{month}-01") for month in (1, 4, 7))).langkah

    assert repeated_sentence(langkah) == "Berulang tanpa Pokja: Balok (3 kali Sosialisasi)."
    assert repeated_sentence(outcomes_of(step("Balok")).langkah) is None


def test_days_on_a_rung() -> None:
    assert rung_words(RungSummary(Tahap.MERINTIS, 5, 3, 410.0, 120, 900)) == (
        "Merintis: median 410 hari (120 sampai 900), 5 kali, 3 masih berlangsung"
    )
    assert rung_words(RungSummary(Tahap.BELUM, 1, 0, 10, 10, 10)) == "Belum: median 10 hari, 1 kali"


def test_what_to_spread_to_mend_and_to_end() -> None:
    evaluasi = outcomes_of(
        activity("Posyandu", desa="Dendang"),
        review("Posyandu", alasan="anemia turun", oleh="musyawarah desa"),
        review("Posyandu", Putusan.PERBAIKI, desa="Balok"),
    ).evaluasi

    assert [verdict_title(evaluasi, putusan) for putusan in Putusan] == [
        "1 program dapat disebarluaskan",
        "1 program perlu diperbaiki",
        "Tidak ada program yang diputuskan berhenti",
    ]
    (posyandu,) = verdict_programs(evaluasi, Putusan.LANJUTKAN)
    assert verdict_words(posyandu, Putusan.LANJUTKAN) == (
        "Posyandu: lanjutkan di 1 dari 3 desa yang menjalankannya; 1 perbaiki"
    )
    assert verdict_reasons(posyandu, Putusan.LANJUTKAN) == ("Nyuruk (1 Jul 2023, musyawarah desa): anemia turun",)
    assert verdict_reasons(posyandu, Putusan.PERBAIKI) == ("Balok (1 Jul 2023): alasan kosong",)
    assert verdict_title(outcomes_of().evaluasi, Putusan.LANJUTKAN) is None


def test_pokja_that_judged_nothing() -> None:
    both = [NYURUK, BALOK]

    assert unreviewed_sentence(outcomes_of(review(), observations=both).evaluasi) == (
        "Belum menilai satu program pun: 1 dari 2 Pokja (Balok)."
    )
    assert unreviewed_sentence(outcomes_of(review()).evaluasi) == "Semua 1 Pokja sudah menilai programnya."
    assert unreviewed_sentence(outcomes_of(observations=[]).evaluasi) is None


def test_pokja_asleep_and_those_never_reported_are_said_apart() -> None:
    both = [NYURUK, BALOK]

    assert asleep_sentence(outcomes_of(activity(tanggal="2020-01-01"), observations=both).evaluasi) == (
        "Tidak ada laporan dalam 12 bulan sampai 31 Desember 2023: 1 dari 2 Pokja (Nyuruk); "
        "kegiatannya belum pernah dilaporkan: 1 dari 2 Pokja (Balok)."
    )
    assert asleep_sentence(outcomes_of(activity()).evaluasi) is None
    # Nothing was ever reported of anyone: that is said of the sheet, not of every Pokja.
    assert asleep_sentence(outcomes_of(observations=both).evaluasi) is None


def test_what_compares_and_why_the_rest_does_not() -> None:
    (program,) = outcomes_of(
        activity(tanggal="2023-01-01", sebelum="3 anak", sesudah="2 anak"),
        activity(tanggal="2023-02-01", sebelum="3 anak"),
        activity(tanggal="2023-03-01"),
    ).kegiatan.programs

    assert results_sentence(program) == (
        "1 dari 3 kegiatan dapat dibandingkan; 2 tidak (sebelum dan sesudah kosong 1, sesudah kosong 1)."
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("35 anak", "20 anak", "35 → 20 anak (selisih −15)"),
        ("12,5 %", "8%", "12,5 → 8% (selisih −4,5 poin)"),
        ("3 dari 10", "7 dari 10", "3 → 7 dari 10 (selisih +4)"),
        ("4", "4", "4 → 4 (selisih 0)"),
        ("1.250 kg", "2.500 kg", "1.250 → 2.500 kg (selisih +1.250)"),
    ],
)
def test_a_difference_in_words(before: str, after: str, words: str) -> None:
    difference = compare(before, after)

    assert isinstance(difference, Difference)
    assert difference_words(difference) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1250", "1.250"),
        ("12.5", "12,5"),
        ("0.125", "0,13"),
        ("100", "100"),
        ("-3", "−3"),
        ("2.00", "2"),
        ("999999999999999", "999.999.999.999.999"),
    ],
)
def test_a_number_has_as_many_decimals_as_it_needs(number: str, words: str) -> None:
    assert number_words(Decimal(number)) == words
