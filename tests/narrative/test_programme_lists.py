"""The lists of a meeting in words: who stands still, who is next and why, what to spread, mend and end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kkb.narrative.programme_lists import (
    changed_words,
    difference_words,
    newest_reason,
    next_title,
    number_words,
    repeated_sentence,
    results_sentence,
    silent_sentence,
    silent_title,
    standing_still_title,
    standing_still_words,
    unreviewed_sentence,
    verdict_programs,
    verdict_reasons,
    verdict_share,
    verdict_title,
)
from kkb.programme import JenisLangkah, Putusan
from kkb.programme.measures import Difference, compare
from kkb.schema import Tahap
from tests.support.outcome_builders import NYURUK, activity, formed, on_rung, outcomes_of, review, signature, step

BALOK = formed("Balok", "2018-01-01")


def test_who_signed_and_has_not_moved() -> None:
    found = outcomes_of(
        signature("Balok"),
        signature("Dendang", None),
        observations=[NYURUK, on_rung("Balok", Tahap.BELUM, "2023-05-10")],
    ).komitmen

    assert standing_still_title(found) == "2 desa tanpa langkah yang dilaporkan sejak penandatanganan"
    assert [standing_still_words(desa) for desa in found.standing_still] == [
        "Balok: 235 hari sejak 10 Mei 2023, tahap Belum",
        "Dendang: tanggal tanda tangan kosong, tahap belum dilaporkan",
    ]
    (by_year,) = outcomes_of(signature("Balok", "2023"), desa=["Balok"]).komitmen.standing_still
    assert standing_still_words(by_year) == "Balok: sejak 2023, tahap belum dilaporkan"


def test_nobody_stands_still() -> None:
    moved = outcomes_of(signature("Balok"), step("Balok", "2023-06-01")).komitmen

    assert standing_still_title(moved) == "Semua desa yang menandatangani sudah mengambil langkah atau membentuk Pokja"
    assert standing_still_title(outcomes_of().komitmen) is None


def test_on_the_day_of_the_signing_nobody_waits_yet() -> None:
    signed = outcomes_of(signature("Balok"), day=date(2023, 5, 10)).komitmen

    assert signed.standing_still == ()
    assert standing_still_title(signed) == "1 desa baru menandatangani pada hari itu, jadi belum ada yang menunggu"
    assert [one.desa for one in outcomes_of(signature("Balok"), day=date(2023, 5, 11)).komitmen.standing_still] == [
        "Balok"
    ]


def test_the_next_desa_is_named() -> None:
    langkah = outcomes_of(signature("Balok"), step("Balok", "2023-06-01", JenisLangkah.KOORDINASI)).langkah

    assert next_title(langkah) == "Terdekat: Balok"


def test_no_next_desa_is_made_up() -> None:
    assert next_title(outcomes_of().langkah) == (
        "Belum ada desa tanpa Pokja yang dilaporkan mulai"
    )
    assert next_title(outcomes_of(desa=["Nyuruk"]).langkah) is None


def test_steps_repeated_without_a_pokja() -> None:
    langkah = outcomes_of(*(step("Balok", f"2021-0{month}-01") for month in (1, 4, 7))).langkah

    assert repeated_sentence(langkah) == "Berulang tanpa Pokja: Balok (3 kali Sosialisasi)."
    assert repeated_sentence(outcomes_of(step("Balok")).langkah) is None


def test_the_nearest_are_named_in_the_one_order() -> None:
    day = "2023-05-10"
    observations = (NYURUK, on_rung("Balok", Tahap.BELUM, day), on_rung("Dendang", Tahap.MERINTIS, day))
    found = outcomes_of(step("Balok"), observations=observations, desa=None)

    assert next_title(found.langkah) == "Terdekat: Dendang dan Balok"


def test_desa_as_near_as_the_last_one_named_are_counted() -> None:
    names = ("Balok", "Dendang", "Jangkang", "Lilangan", "Padang")
    observations = tuple(on_rung(name, Tahap.MERINTIS, "2023-05-10") for name in names)
    equals = outcomes_of(observations=observations, desa=None)
    first = outcomes_of(step("Padang"), step("Balok"), step("Dendang"), observations=observations, desa=None)

    assert next_title(equals.langkah) == "Terdekat: Padang, Lilangan, Dendang dan 2 lainnya"
    assert next_title(first.langkah) == "Terdekat: Padang, Dendang dan Balok"


def test_what_to_spread_to_mend_and_to_end() -> None:
    evaluasi = outcomes_of(
        activity("Posyandu", desa="Dendang"),
        review("Posyandu", alasan="anemia turun", oleh="musyawarah desa"),
        review("Posyandu", Putusan.PERBAIKI, desa="Balok"),
    ).evaluasi

    assert [verdict_title(evaluasi, putusan) for putusan in Putusan] == [
        "Lanjutkan: 1 program; belum ada yang dapat disebarluaskan",
        "Perbaiki: 1 program",
        "Hentikan: tidak ada program",
    ]
    (posyandu,) = verdict_programs(evaluasi, Putusan.LANJUTKAN)
    assert verdict_share(posyandu, Putusan.LANJUTKAN) == "lanjutkan di 1 dari 3 desa; perbaiki di 1"
    assert verdict_share(posyandu, Putusan.PERBAIKI) == "perbaiki di 1 dari 3 desa; lanjutkan di 1"
    assert verdict_reasons(posyandu, Putusan.LANJUTKAN) == ("Nyuruk, 1 Jul 2023, musyawarah desa: anemia turun",)
    assert verdict_reasons(posyandu, Putusan.PERBAIKI) == ("Balok, 1 Jul 2023: alasan kosong",)
    assert verdict_title(outcomes_of().evaluasi, Putusan.LANJUTKAN) is None


def test_what_can_be_spread_says_from_how_many_desa() -> None:
    three = [activity(desa=desa, sebelum="3 anak", sesudah="2 anak") for desa in ("Nyuruk", "Balok", "Dendang")]
    found, early = outcomes_of(*three, review()).evaluasi, outcomes_of(*three[:2], review()).evaluasi

    assert verdict_title(found, Putusan.LANJUTKAN) == "Lanjutkan: 1 program; 1 dapat disebarluaskan"
    assert verdict_share(found.programs[0], Putusan.LANJUTKAN) == (
        "lanjutkan di 1 dari 3 desa; dapat disebarluaskan: hasil dari 3 desa"
    )
    assert verdict_share(early.programs[0], Putusan.LANJUTKAN) == (
        "lanjutkan di 1 dari 2 desa; belum cukup desa untuk menilai: hasil dari 2 desa"
    )


def test_the_newest_reason_is_short() -> None:
    evaluasi = outcomes_of(
        review(tanggal="2023-07-01", alasan="yang lama"),
        review(tanggal="2023-08-01", alasan="anemia turun banyak sekali", desa="Balok"),
        review("Kebun"),
    ).evaluasi
    kebun, posyandu = sorted(evaluasi.programs, key=lambda program: program.nama)

    assert newest_reason(posyandu, Putusan.LANJUTKAN, 60) == "anemia turun banyak sekali"
    assert newest_reason(posyandu, Putusan.LANJUTKAN, 13) == "anemia turun…"
    assert newest_reason(kebun, Putusan.LANJUTKAN, 60) == "alasan kosong"
    assert newest_reason(kebun, Putusan.HENTIKAN, 60) == "alasan kosong"


def test_pokja_that_judged_nothing() -> None:
    both = [NYURUK, BALOK]

    assert unreviewed_sentence(outcomes_of(review(), observations=both).evaluasi) == (
        "Belum menilai satu program pun: 1 dari 2 Pokja (Balok)."
    )
    assert unreviewed_sentence(outcomes_of(review()).evaluasi) == "Semua 1 Pokja sudah menilai programnya."
    assert unreviewed_sentence(outcomes_of(observations=[]).evaluasi) is None


def test_the_silent_pokja_are_one_list_with_those_never_reported_in_it() -> None:
    both = [NYURUK, BALOK]
    old = outcomes_of(activity(tanggal="2020-01-01"), observations=both).evaluasi

    assert silent_title(old) == "2 Pokja tanpa laporan dalam 12 bulan"
    assert silent_sentence(old) == (
        "Tanpa laporan dalam 12 bulan sampai 31 Desember 2023: 2 dari 2 Pokja (Nyuruk dan Balok); "
        "kegiatannya belum pernah dilaporkan: 1 (Balok)."
    )
    assert silent_sentence(outcomes_of(activity()).evaluasi) is None
    assert silent_title(outcomes_of(activity()).evaluasi) == "Tidak ada Pokja tanpa laporan dalam 12 bulan"
    assert silent_title(outcomes_of(observations=[]).evaluasi) is None
    # Nothing was ever reported of anyone: that is said of the sheet, not of every Pokja.
    assert silent_sentence(outcomes_of(observations=both).evaluasi) is None


def test_what_compares_and_why_the_rest_does_not() -> None:
    (program,) = outcomes_of(
        activity(tanggal="2023-01-01", sebelum="3 anak", sesudah="2 anak"),
        activity(tanggal="2023-02-01", sebelum="3 anak"),
        activity(tanggal="2023-03-01"),
        activity(tanggal="2023-04-01", sebelum="2 anak", sesudah="2 anak"),
    ).kegiatan.programs

    assert results_sentence(program) == (
        "2 dari 4 kegiatan dapat dibandingkan: 1 berubah, 1 tetap; "
        "2 tidak dapat (sebelum dan sesudah kosong 1, sesudah kosong 1)."
    )
    assert (program.count.berubah, program.count.tetap) == (1, 1)
    assert changed_words(program.count) == "1 berubah, 1 tetap"


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
