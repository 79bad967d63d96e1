"""What Tren finds: when it happened, what it takes, when it might be done."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from kkb.indicators import Perkiraan, Ringkasan, TanpaPerkiraan, standstills
from kkb.narrative.trend import (
    assumed_sentence,
    formation_title,
    imprecise_words,
    outlook_title,
    recent_title,
    standstills_words,
    way_title,
    when_words,
)
from kkb.spans import Standstill
from tests.support.figure_builders import (
    DATA_DAY,
    formations_of,
    formed_on,
    many_formed,
    ringkasan_of,
    seen,
    without_target,
)


def test_those_without_a_certain_year_are_named_apart_as_the_title_counts_them() -> None:
    formations = formed_on("2014", "2017-10", "2018-05-02", None)
    imprecise = formations[formations["rentang_awal"] < formations["rentang_akhir"]]
    text = imprecise_words(imprecise, 10)
    assert text.startswith("1 tanpa tanggal pasti: ")
    assert " 2 diketahui tahunnya, harinya tidak: " in text
    assert "(2014)" in text.partition("tahunnya")[2] and "(Oktober 2017)" in text.partition("tahunnya")[2]


def title_of(formations: pd.DataFrame) -> str:
    return formation_title(formations, ringkasan_of(len(formations)), standstills(formations, DATA_DAY))


@pytest.mark.parametrize(
    ("formations", "title"),
    [
        (
            formed_on("2014", "2017-10-03", "2017-11-03", "2018-04-02", "2018-05-02"),
            "4 dari 5 Pokja terbentuk pada 2017 dan 2018. Sejak Mei 2018 tidak ada lagi",
        ),
        (formed_on("2017-10-03", "2023-01-09"), "2 Pokja terbentuk pada 2017 dan 2023"),
        (formed_on("2022-03-01"), "1 Pokja terbentuk pada 2022. 12 bulan terakhir: tidak ada"),
        (formed_on("2022-03-01", "2022-08-01"), "2 Pokja terbentuk pada 2022. 12 bulan terakhir: 1"),
        (
            many_formed([date(year, 3, 1) for year in range(2016, 2024)]),
            "12 bulan terakhir 1 Pokja terbentuk, 12 bulan sebelumnya 1 Pokja terbentuk",
        ),
        (
            many_formed([date(year, 3, 1) for year in range(2015, 2023)]),
            "12 bulan terakhir 0 Pokja terbentuk, 12 bulan sebelumnya 1 Pokja terbentuk",
        ),
        (
            many_formed([date(year, 3, 1) for year in range(2013, 2021)]),
            "8 Pokja terbentuk, tidak satu pun dalam 24 bulan terakhir",
        ),
        (formed_on(), "Belum satu pun dari 39 desa tercatat membentuk Pokja"),
    ],
)
def test_the_years_in_which_it_happened(formations: pd.DataFrame, title: str) -> None:
    assert title_of(formations) == title


def test_what_forms_after_the_day_is_not_told() -> None:
    title = formation_title(formed_on("2024-01-01"), ringkasan_of(0), [])
    assert title == "Belum satu pun dari 39 desa tercatat membentuk Pokja"


def test_what_was_dissolved_is_told_beside_what_was_formed() -> None:
    formations = formed_on("2017-10-03", "2018-05-02")
    title = formation_title(formations, ringkasan_of(1, bubar_desa=1), standstills(formations, DATA_DAY))
    assert title == "2 Pokja terbentuk pada 2017 dan 2018. Sejak Mei 2018 tidak ada lagi. 1 sudah bubar"


def test_what_has_no_date_belongs_to_no_year() -> None:
    assert title_of(formations_of(seen("Padang"))) == "1 Pokja dilaporkan terbentuk, tanggalnya belum diketahui"
    mixed = formations_of(seen("Padang"), seen("Lalang", tanggal="2022-05-02"), seen("Kurnia Jaya", tanggal="2022"))
    assert title_of(mixed) == (
        "2 dari 3 Pokja terbentuk pada 2022, 1 tanpa tanggal pasti. 12 bulan terakhir: 0 sampai 2"
    )


def test_a_kecamatan_without_dates_has_not_formed_one_lately() -> None:
    formations = formations_of(seen("Padang"), seen("Mengkubang"))
    title = recent_title(["Manggar", "Damar"], formations, DATA_DAY)
    assert title == "2 kecamatan melaporkan Pokja tanpa tanggal pasti"
    assert recent_title(["Damar"], formations, DATA_DAY) == "Damar: Pokja terakhir tanpa tanggal pasti"


@pytest.mark.parametrize(
    ("r", "end"),
    [
        (
            ringkasan_of(15, laju_dibutuhkan=1.2),
            ". Perlu 1,2 desa per bulan sampai 31 Desember 2024, 12 bulan terakhir 0",
        ),
        (ringkasan_of(15, target_day=date(2022, 12, 31)), ". Tenggat lewat 4 bulan"),
        (ringkasan_of(15, target_day=DATA_DAY), "10 Mei 2023"),
        (ringkasan_of(39), "Semua 39 desa sudah membentuk Pokja"),
        (without_target(15), "10 Mei 2023"),
        (ringkasan_of(0, tidak_dilaporkan_desa=39, laju_dibutuhkan=2.0), "Belum ada laporan per 10 Mei 2023"),
    ],
)
def test_the_way_ends_in_what_it_takes(r: Ringkasan, end: str) -> None:
    assert way_title(r, []).endswith(end)


@pytest.mark.parametrize(
    ("r", "title"),
    [
        (
            ringkasan_of(15, perkiraan=Perkiraan(date(2026, 1, 9), date(2027, 5, 10))),
            "Dengan laju 12, 24 dan 36 bulan terakhir sisa 24 desa selesai paling cepat Januari 2026, "
            "paling lambat Mei 2027",
        ),
        (
            ringkasan_of(15, perkiraan=Perkiraan(alasan=TanpaPerkiraan.TANPA_LAJU)),
            "Kapan sisa 24 desa selesai belum dapat diperkirakan: tidak ada desa terbentuk dalam 36 bulan terakhir",
        ),
        (ringkasan_of(39), "Tidak ada yang perlu diperkirakan: target 39 desa tercapai"),
        (without_target(15), "Belum dapat diperkirakan kapan selesai: target belum ditetapkan"),
    ],
)
def test_the_outlook_says_when_or_why_not(r: Ringkasan, title: str) -> None:
    assert outlook_title(r) == title


def test_an_assumed_pace_is_answered() -> None:
    r = ringkasan_of(15)
    answer = "Dengan 2,0 desa per bulan sejak 10 Mei 2023, sisa 24 desa selesai 9 Mei 2024."
    assert assumed_sentence(r, 2.0, date(2024, 5, 9)) == answer
    assert "terlalu jauh" in assumed_sentence(r, 0.5, None)


def test_where_something_happened_lately() -> None:
    formations = formations_of(seen("Padang", tanggal="2023-01-09"), seen("Mengkubang", tanggal="2018-05-02"))
    both = ["Manggar", "Damar"]
    assert recent_title(both, formations, DATA_DAY) == (
        "1 dari 2 kecamatan membentuk Pokja dalam 12 bulan sampai 10 Mei 2023"
    )
    assert recent_title(both, formations, date(2022, 12, 31)).startswith("Tidak satu pun dari 2 kecamatan")
    assert recent_title(["Damar"], formations, DATA_DAY) == "Damar: Pokja terakhir terbentuk 2 Mei 2018"
    assert recent_title(["Damar"], formations[:0], DATA_DAY) == "Damar belum membentuk Pokja"


def test_standstills_are_counted() -> None:
    spans = [
        Standstill(date(2014, 12, 31), date(2017, 10, 3), is_exact=False),
        Standstill(date(2018, 5, 2), DATA_DAY),
    ]
    assert standstills_words(spans) == "2 masa sedikitnya 24 bulan, yang terlama 60 bulan"
    assert standstills_words(spans[:1]) == "1 masa, sedikitnya 33 bulan"


@pytest.mark.parametrize(
    ("iso", "first", "words"),
    [
        ("2017", date(2017, 1, 1), "2017"),
        (None, date(2014, 1, 1), "tanggal tidak diketahui"),
        (None, date(2022, 5, 11), "antara 11 Mei 2022 dan 10 Mei 2023"),
    ],
)
def test_what_reports_know_of_a_day_that_nobody_told(iso: str | None, first: date, words: str) -> None:
    assert when_words(iso, first, DATA_DAY) == words
