"""The sentences, whole, as an officer reads them: nobody formed, one, fifteen, all; with and without a target."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from kkb import narrative
from kkb.indicators import Perkiraan, PutusanCapaian, Ringkasan, TanpaPerkiraan, kumulatif, standstills
from kkb.schema import RUNGS, Tahap
from kkb.spans import Count, Gain, Standstill
from tests.support.figure_builders import (
    DATA_DAY,
    KOMITMEN,
    PEMBINAAN,
    TARGET_DAY,
    capaian_of,
    formed_on,
    many_formed,
    ringkasan_of,
    without_target,
)

SEED = {"merintis_desa": 2, "sosialisasi_desa": 1}
"""What the news of 10 May 2023 says of the desa without a Pokja."""

NOBODY_REPORTED = {"tidak_dilaporkan_desa": 39, "terbentuk": 0}


# The headline ----------------------------------------------------------------------------------------------------


def test_of_a_dissolved_pokja_the_headline_says_who_has_one() -> None:
    sentence = narrative.headline(ringkasan_of(13, bubar_desa=1))
    assert "13 dari 39 desa (33,3%) punya Pokja per 10 Mei 2023" in sentence


REACHED, NO_PLAN = PutusanCapaian.TERCAPAI, PutusanCapaian.BELUM_ADA_RENCANA


@pytest.mark.parametrize(
    ("r", "sentence"),
    [
        (ringkasan_of(0), "Tertinggal: 0 dari 39 desa (0%) sudah membentuk Pokja per 10 Mei 2023; sisa 39 desa."),
        (ringkasan_of(1), "Tertinggal: 1 dari 39 desa (2,6%) sudah membentuk Pokja per 10 Mei 2023; sisa 38 desa."),
        (ringkasan_of(15), "Tertinggal: 15 dari 39 desa (38,5%) sudah membentuk Pokja per 10 Mei 2023; sisa 24 desa."),
        (ringkasan_of(39, putusan=REACHED), "Tercapai: 39 dari 39 desa (100%) sudah membentuk Pokja per 10 Mei 2023."),
        (without_target(0, putusan=NO_PLAN),
         "Belum ada rencana: 0 dari 39 desa sudah membentuk Pokja per 10 Mei 2023."),
        (without_target(39, putusan=NO_PLAN),
         "Belum ada rencana: 39 dari 39 desa sudah membentuk Pokja per 10 Mei 2023."),
        (ringkasan_of(3, jumlah_desa=9, target_desa=0, putusan=REACHED),
         "Tercapai: 3 dari 9 desa sudah membentuk Pokja per 10 Mei 2023; targetnya 0 desa."),
        (ringkasan_of(15, target_desa=30),
         "Tertinggal: 15 dari target 30 desa (50,0%) sudah membentuk Pokja per 10 Mei 2023; sisa 15 desa."),
        (ringkasan_of(**NOBODY_REPORTED, putusan=PutusanCapaian.BELUM_DAPAT_DINILAI),
         "Belum dapat dinilai: belum ada laporan tentang 39 desa per 10 Mei 2023."),
    ],
)  # fmt: skip
def test_headline(r: Ringkasan, sentence: str) -> None:
    assert narrative.headline(r) == sentence


def test_headline_does_not_change_with_the_target_day() -> None:
    """It speaks of its own day; how late that is stands beside it."""
    assert "per 1 Maret 2025; sisa 24 desa." in narrative.headline(ringkasan_of(15, day=date(2025, 3, 1)))


def test_large_numbers_have_dots() -> None:
    r = ringkasan_of(1294, jumlah_desa=8500, target_desa=8500)
    assert narrative.headline(r).startswith("Tertinggal: 1.294 dari 8.500 desa (15,2%) ")
    assert narrative.headline(r).endswith("sisa 7.206 desa.")


# The pace and the age of the data --------------------------------------------------------------------------------


def test_pace_before_the_target_day() -> None:
    r = ringkasan_of(15, laju_dibutuhkan=1.2155, laju_12_bulan=4)
    assert narrative.pace_sentence(r) == (
        "Perlu 1,2 desa per bulan sampai 31 Desember 2024; 12 bulan terakhir 0,3 desa per bulan."
    )


def test_pace_after_the_target_day() -> None:
    assert narrative.pace_sentence(ringkasan_of(15, day=date(2026, 11, 24))) == (
        "Tenggat 31 Desember 2024 lewat 1 tahun 10 bulan."
    )


def test_pace_on_the_target_day_does_not_call_it_today() -> None:
    sentence = narrative.pace_sentence(ringkasan_of(15, day=TARGET_DAY))
    assert sentence == "Tanggal keadaan ini adalah tenggatnya, 31 Desember 2024."
    assert "hari ini" not in sentence


def test_pace_has_nothing_to_say_without_a_target_or_a_rest() -> None:
    assert narrative.pace_sentence(without_target(15)) == ""
    assert narrative.pace_sentence(ringkasan_of(39)) == ""


@pytest.mark.parametrize(
    ("newest", "today", "target_day", "sisa", "sentence"),
    [
        (DATA_DAY, date(2026, 11, 24), TARGET_DAY, 24,
         "Data terakhir 10 Mei 2023, 3 tahun 6 bulan lalu; target 2024 lewat 1 tahun 10 bulan; "
         "belum ada laporan terbaru."),
        (DATA_DAY, date(2023, 5, 11), TARGET_DAY, 24,
         "Data terakhir 10 Mei 2023, 1 hari lalu."),
        (DATA_DAY, date(2023, 8, 10), TARGET_DAY, 24, "Data terakhir 10 Mei 2023, 3 bulan lalu."),
        (DATA_DAY, date(2023, 8, 11), TARGET_DAY, 24,
         "Data terakhir 10 Mei 2023, 3 bulan lalu; belum ada laporan terbaru."),
        (DATA_DAY, DATA_DAY, TARGET_DAY, 24, "Data terakhir 10 Mei 2023, hari ini."),
        (TARGET_DAY, TARGET_DAY, TARGET_DAY, 24, "Data terakhir 31 Desember 2024, hari ini."),
        (DATA_DAY, date(2026, 11, 24), None, None,
         "Data terakhir 10 Mei 2023, 3 tahun 6 bulan lalu; belum ada laporan terbaru."),
        (DATA_DAY, date(2026, 11, 24), TARGET_DAY, 0,
         "Data terakhir 10 Mei 2023, 3 tahun 6 bulan lalu; belum ada laporan terbaru."),
        (None, date(2026, 11, 24), TARGET_DAY, 24, "Belum ada data."),
    ],
)  # fmt: skip
def test_freshness(newest: date | None, today: date, target_day: date | None, sisa: int | None, sentence: str) -> None:
    assert narrative.freshness(newest, today, target_day, sisa) == sentence


def test_a_deadline_that_had_passed_is_counted_to_one_day_alone() -> None:
    """To that of the figures, where they are of after it: not to today in the next sentence."""
    day, today = date(2026, 11, 10), date(2026, 12, 3)
    r = ringkasan_of(15, day=day)
    assert narrative.overdue_span(r) == "1 tahun 10 bulan"
    assert narrative.overdue_span(ringkasan_of(15, day=date(2026, 11, 30))) == "1 tahun 11 bulan"
    assert narrative.pace_sentence(r) == "Tenggat 31 Desember 2024 lewat 1 tahun 10 bulan."
    assert narrative.freshness(day, today, TARGET_DAY, 24, None, day) == "Data terakhir 10 November 2026, 23 hari lalu."
    # Of a day before the deadline nothing is late yet: then it is told from today.
    assert "target 2024 lewat 1 tahun 11 bulan" in narrative.freshness(day, today, TARGET_DAY, 24, None, DATA_DAY)


def test_freshness_names_the_desa_that_were_reported_earlier() -> None:
    sentence = narrative.freshness(date(2024, 7, 31), date(2024, 7, 31), None, 24, (30, date(2024, 6, 30)))
    assert sentence == "Data terakhir 31 Juli 2024, hari ini (30 desa lebih lama, sejak 30 Juni 2024)."


def test_desa_reported_earlier_are_those_of_the_day_that_is_looked_at() -> None:
    newest, older = date(2024, 7, 31), (30, date(2023, 6, 30))
    assert narrative.freshness(newest, newest, None, 24, older, date(2024, 5, 31)) == (
        "Data terakhir 31 Juli 2024, hari ini; per 31 Mei 2024 30 desa lebih lama, sejak 30 Juni 2023."
    )


# The cards -------------------------------------------------------------------------------------------------------


def shown(r: Ringkasan) -> list[tuple[str, str, str]]:
    return [(card.label, card.value, card.note) for card in narrative.cards(r)]


def test_cards_before_the_target_day() -> None:
    r = ringkasan_of(15, ber_sk_desa=11, laju_dibutuhkan=1.2155, laju_12_bulan=0, **SEED)
    assert shown(r) == [
        ("Desa sudah terbentuk", "15", "11 dengan nomor SK, 4 tanpa nomor SK"),
        ("Capaian terhadap target", "38,5%", "target 39 desa, 31 Des 2024"),
        ("Sisa desa", "24", "2 merintis, 1 sosialisasi, 21 belum"),
        ("Laju dibutuhkan", "1,2", "desa per bulan sampai 31 Des 2024; 12 bulan terakhir 0"),
    ]


def test_desa_left_of_a_lower_target_are_not_taken_for_all_without_a_pokja() -> None:
    assert shown(ringkasan_of(17, target_desa=33, sisa_desa=18))[2] == ("Sisa desa", "18", "di semua desa: 22 belum")


def test_cards_after_the_target_day() -> None:
    assert shown(ringkasan_of(15, day=date(2026, 11, 24)))[3] == (
        "Tenggat lewat", "1 tahun 10 bulan", "dari 31 Desember 2024, per tanggal data",
    )  # fmt: skip


def test_cards_on_the_target_day() -> None:
    assert shown(ringkasan_of(15, day=TARGET_DAY, laju_12_bulan=4))[3] == (
        "Terbentuk dalam 12 bulan", "4", "desa, sampai 31 Des 2024",
    )  # fmt: skip


def test_cards_without_a_target() -> None:
    assert shown(without_target(15, laju_12_bulan=4))[1:] == [
        ("Capaian terhadap target", "–", "target belum ditetapkan"),
        ("Sisa desa", "–", "24 belum"),
        ("Terbentuk dalam 12 bulan", "4", "desa, sampai 10 Mei 2023"),
    ]


def test_cards_when_all_are_formed() -> None:
    assert shown(ringkasan_of(39, day=date(2025, 3, 1), laju_12_bulan=24))[1:] == [
        ("Capaian terhadap target", "100%", "target 39 desa, 31 Des 2024"),
        ("Sisa desa", "0", "semua sudah terbentuk"),
        ("Terbentuk dalam 12 bulan", "24", "desa, sampai 1 Mar 2025"),
    ]


def test_cards_when_nobody_has_reported() -> None:
    cards = shown(ringkasan_of(**NOBODY_REPORTED))
    assert cards[0] == ("Desa sudah terbentuk", "0", "belum ada yang dilaporkan")
    assert cards[2] == ("Sisa desa", "39", "39 belum dilaporkan")


# The projection --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("perkiraan", "words"),
    [
        (Perkiraan(date(2026, 1, 9), date(2027, 5, 10)), "paling cepat Januari 2026, paling lambat Mei 2027"),
        (Perkiraan(date(2026, 1, 9), date(2026, 1, 30)), "sekitar Januari 2026"),
        (Perkiraan(date(2027, 5, 10), None), "paling cepat Mei 2027"),
        (Perkiraan(alasan=TanpaPerkiraan.TANPA_LAJU),
         "belum dapat diperkirakan: tidak ada desa terbentuk dalam 36 bulan terakhir"),
        (Perkiraan(alasan=TanpaPerkiraan.DATA_LAMA),
         "belum dapat diperkirakan: keadaan ini lebih dari 6 bulan yang lalu"),
        (None, "tidak ada yang perlu diperkirakan"),
    ],
)  # fmt: skip
def test_perkiraan_words(perkiraan: Perkiraan | None, words: str) -> None:
    assert narrative.perkiraan_words(perkiraan) == words


@pytest.mark.parametrize("putusan", PutusanCapaian)
def test_the_verdict_stands_first(putusan: PutusanCapaian) -> None:
    assert narrative.headline(ringkasan_of(15, putusan=putusan)).startswith(f"{putusan.value.capitalize()}: 15 dari")


def test_the_card_of_a_year_tells_gross_net_and_what_has_no_date() -> None:
    r = ringkasan_of(15, day=TARGET_DAY, laju_12_bulan=Gain(Count(9, 9), 1))
    assert shown(r)[3] == ("Bersih dalam 12 bulan", "8", "desa, sampai 31 Des 2024: 9 terbentuk, 1 bubar")
    r = ringkasan_of(15, day=TARGET_DAY, laju_12_bulan=Gain(Count(3, 15), 0))
    assert shown(r)[3][1:] == ("3–15", "desa, sampai 31 Des 2024; 12 tanpa tanggal pasti")


# Titles of figures -----------------------------------------------------------------------------------------------

STANDSTILL = [Standstill(date(2018, 5, 2), DATA_DAY)]


@pytest.mark.parametrize(
    ("r", "spans", "title"),
    [
        (ringkasan_of(0), [], "Belum ada Pokja yang terbentuk per 10 Mei 2023"),
        (ringkasan_of(0, tidak_dilaporkan_desa=3), [], "Belum ada Pokja yang dilaporkan terbentuk per 10 Mei 2023"),
        (ringkasan_of(**NOBODY_REPORTED), [], "Belum ada laporan per 10 Mei 2023"),
        (ringkasan_of(1, laju_12_bulan=1), [], "1 desa membentuk Pokja dalam 12 bulan sampai 10 Mei 2023"),
        (ringkasan_of(15), [], "Tidak ada Pokja baru dalam 12 bulan sampai 10 Mei 2023"),
        (ringkasan_of(15, laju_12_bulan=Gain(Count(0, 15), 0)), [],
         "15 Pokja dilaporkan sudah terbentuk, tanggalnya tidak pasti"),
        (ringkasan_of(18, laju_12_bulan=Gain(Count(0, 3), 0)), [],
         "0 sampai 3 desa terbentuk dalam 12 bulan sampai 10 Mei 2023"),
        (ringkasan_of(15, laju_12_bulan=Gain(Count(3, 15), 0)), [],
         "3 desa membentuk Pokja dalam 12 bulan sampai 10 Mei 2023; 12 lagi tanpa tanggal pasti"),
        (ringkasan_of(15, laju_12_bulan=Gain(Count(9, 9), 1)), [],
         "9 terbentuk, 1 bubar, bersih 8 dalam 12 bulan sampai 10 Mei 2023"),
        (ringkasan_of(0, bubar_desa=1), [], "Belum ada Pokja yang terbentuk per 10 Mei 2023; 1 sudah bubar"),
        (ringkasan_of(15), [Standstill(date(2018, 12, 31), DATA_DAY, is_exact=False)],
         "Tidak ada Pokja baru sejak akhir 2018, sedikitnya 52 bulan"),
        (ringkasan_of(15), STANDSTILL, "Tidak ada Pokja baru sejak Mei 2018, 60 bulan"),
        (without_target(15), STANDSTILL, "Tidak ada Pokja baru sejak Mei 2018, 60 bulan"),
        # A standstill that has ended is no longer the news.
        (ringkasan_of(22, day=date(2024, 6, 30), laju_12_bulan=7), [Standstill(date(2018, 5, 2), date(2023, 9, 14))],
         "7 desa membentuk Pokja dalam 12 bulan sampai 30 Juni 2024"),
        (ringkasan_of(39), STANDSTILL, "Semua 39 desa sudah membentuk Pokja"),
        (without_target(39), [], "Semua 39 desa sudah membentuk Pokja"),
        (ringkasan_of(30, target_desa=30), STANDSTILL, "Target 30 desa tercapai"),
        (ringkasan_of(3, jumlah_desa=9, target_desa=0), STANDSTILL, "Tidak ada Pokja baru sejak Mei 2018, 60 bulan"),
    ],
)  # fmt: skip
def test_line_title(r: Ringkasan, spans: list[Standstill], title: str) -> None:
    assert narrative.line_title(r, spans) == title


def test_kecamatan_title_names_who_has_most_left() -> None:
    capaian = capaian_of(("Manggar", 9, 2, 9), ("Gantung", 7, 3, 7), ("Dendang", 4, 2, 4))
    assert narrative.kecamatan_title(capaian) == "Manggar paling banyak tersisa: 7 dari 9 desa"


def test_kecamatan_title_names_all_who_share_the_place() -> None:
    capaian = capaian_of(("Manggar", 9, 5, 9), ("Gantung", 7, 3, 7), ("Dendang", 4, 2, 4))
    assert narrative.kecamatan_title(capaian) == ("Manggar dan Gantung paling banyak tersisa: masing-masing 4 desa")


def test_kecamatan_title_of_one_chosen_kecamatan_compares_with_nobody() -> None:
    assert narrative.kecamatan_title(capaian_of(("Manggar", 9, 2, 9))) == "Manggar: sisa 7 dari target 9 desa"
    assert narrative.kecamatan_title(capaian_of(("Manggar", 9, 9, 9))) == "Manggar mencapai target"


def test_kecamatan_title_when_all_have_reached_it() -> None:
    capaian = capaian_of(("Manggar", 9, 9, 9), ("Gantung", 7, 7, 7))
    assert narrative.kecamatan_title(capaian) == "Semua kecamatan mencapai target"


def test_kecamatan_title_without_a_target() -> None:
    capaian = capaian_of(("Manggar", 9, 2, None), ("Gantung", 7, 3, None))
    assert narrative.kecamatan_title(capaian) == "Desa yang sudah terbentuk per kecamatan"


@pytest.mark.parametrize(
    ("r", "title"),
    [
        (ringkasan_of(15, **SEED), "24 desa belum membentuk Pokja: 2 merintis, 1 sosialisasi, 21 belum"),
        (ringkasan_of(0), "39 desa belum membentuk Pokja: 39 belum"),
        (ringkasan_of(13, bubar_desa=1), "26 desa tanpa Pokja: 26 belum"),
        (ringkasan_of(39), "Tidak ada desa tanpa Pokja"),
        (ringkasan_of(15, tidak_dilaporkan_desa=3, **SEED),
         "21 desa belum membentuk Pokja: 2 merintis, 1 sosialisasi, 18 belum; 3 desa belum dilaporkan"),
        (ringkasan_of(36, tidak_dilaporkan_desa=3), "3 desa belum dilaporkan"),
        (ringkasan_of(**NOBODY_REPORTED), "39 desa belum dilaporkan"),
    ],
)  # fmt: skip
def test_without_pokja_title_never_counts_the_unreported_as_without(r: Ringkasan, title: str) -> None:
    assert narrative.without_pokja_title(r) == title


def test_busiest_title() -> None:
    formations = many_formed([date(2014, 6, 1), *[date(2017, 10, 3)] * 7, *[date(2018, 5, 2)] * 7])
    by_year = kumulatif(formations, day=DATA_DAY)
    assert narrative.busiest_title(by_year, "year") == (
        "Paling banyak terbentuk pada 2017 dan 2018: masing-masing 7 desa"
    )
    by_quarter = kumulatif(formations.iloc[:8], day=DATA_DAY, frequency="quarter")
    assert narrative.busiest_title(by_quarter, "quarter") == "Paling banyak terbentuk pada Triwulan IV 2017: 7 desa"


def test_busiest_title_without_any() -> None:
    nothing = kumulatif(formed_on(), day=DATA_DAY)
    assert narrative.busiest_title(nothing, "year") == "Belum ada Pokja yang dilaporkan terbentuk"
    assert narrative.busiest_title(nothing.iloc[:0], "year") == "Belum ada Pokja yang dilaporkan terbentuk"


# Tables and words ------------------------------------------------------------------------------------------------


def test_standstills_with_their_reason_and_its_source() -> None:
    spans = standstills(formed_on("2014-06-01", "2017-10-03", "2018-05-02"), DATA_DAY)
    assert narrative.standstill_rows(spans, [PEMBINAAN, KOMITMEN]) == [
        ["1 Juni 2014", "3 Oktober 2017", "40", "Belum ada penjelasan"],
        [
            "2 Mei 2018",
            "10 Mei 2023",
            "60",
            "Pembinaan 15 Pokja yang ada (Rilis Diskominfo, 10 Mei 2023). "
            "Sesudah 31 Desember 2021 belum ada penjelasan",
        ],
    ]


def test_the_subtitle_of_the_line_says_what_its_bands_are() -> None:
    spans = [Standstill(date(2014, 12, 31), date(2017, 10, 3)), Standstill(date(2018, 5, 2), DATA_DAY)]
    start = "Desa. Bidang abu-abu: masa tanpa Pokja baru"
    assert narrative.line_subtitle([], [PEMBINAAN], what="Desa") == "Desa"
    assert narrative.line_subtitle(spans[:1], [PEMBINAAN], what="Desa") == start
    with_reason = f"{start} (Pembinaan 15 Pokja yang ada, sampai 2021)"
    assert narrative.line_subtitle(spans, [PEMBINAAN], what="Desa") == with_reason
    longer = replace(PEMBINAAN, judul="Pembinaan; tidak ada pembentukan", selesai=DATA_DAY)
    assert narrative.line_subtitle(spans, [longer], what="Desa") == f"{start} (Pembinaan)"


def test_the_way_to_a_target_is_told_where_there_is_one() -> None:
    assert narrative.with_way("Desa", ringkasan_of(15)) == "Desa dan jalur ke target"
    assert narrative.with_way("Desa", without_target(15)) == "Desa"


def test_ranking_is_by_desa_left_with_its_total() -> None:
    capaian = capaian_of(("Dendang", 4, 2, 4), ("Manggar", 9, 2, 9), ("Damar", 5, 3, 5))
    headers, rows, total = narrative.ranking_rows(capaian)
    assert headers == ["Kecamatan", "Sisa", "Terbentuk", "Target", "Capaian", "Merintis", "Sosialisasi"]
    assert [row[:5] for row in rows] == [
        ["Manggar", "7", "2", "9", "22,2%"],
        ["Damar", "2", "3", "5", "60,0%"],
        ["Dendang", "2", "2", "4", "50,0%"],
    ]
    assert total[:5] == ["Jumlah", "11", "7", "18", "38,9%"]


def test_ranking_without_a_target_and_with_one_of_zero() -> None:
    _, rows, total = narrative.ranking_rows(capaian_of(("Manggar", 9, 2, None), ("Damar", 5, 3, None)))
    assert [row[1:5] for row in rows] == [["–", "2", "–", "–"], ["–", "3", "–", "–"]]
    assert total[1:5] == ["–", "5", "–", "–"]
    _, rows, total = narrative.ranking_rows(capaian_of(("Manggar", 9, 2, 0)))
    assert rows[0][1:5] == ["0", "2", "0", "–"]
    assert total[1:5] == ["0", "2", "0", "–"]


def test_scope_words() -> None:
    assert narrative.scope_words((), "Kabupaten Belitung Timur") == "Kabupaten Belitung Timur"
    assert narrative.scope_words(("Manggar",), "Kabupaten Belitung Timur") == "Kecamatan Manggar"
    assert narrative.scope_words(("Manggar", "Damar", "Dendang"), "x") == "Kecamatan Manggar, Damar dan Dendang"


@pytest.mark.parametrize("missing", [None, pd.NA, float("nan")])
def test_a_desa_nobody_has_reported_is_not_belum(missing: object) -> None:
    assert narrative.tahap_words(missing) == "Belum dilaporkan"  # type: ignore[arg-type]
    assert narrative.tahap_words(Tahap.BELUM) == "Belum"


def test_every_rung_is_explained_and_can_be_chosen() -> None:
    assert set(narrative.TAHAP_HELP) == set(RUNGS)
    assert [*narrative.TAHAP_CHOICES] == [*reversed(RUNGS), "Belum dilaporkan"]


def test_definitions_are_sentences() -> None:
    named = {"Putusan", "Capaian", "Sisa desa", "Terbentuk dalam 12 bulan", "Laju dibutuhkan", "Perkiraan selesai"}
    assert named <= set(narrative.DEFINITIONS)
    assert all(text[0].isupper() and text.endswith(".") for text in narrative.DEFINITIONS.values())


@pytest.mark.parametrize(
    ("rungs", "title"),
    [
        ([], "24 desa belum membentuk Pokja: 2 merintis, 1 sosialisasi, 21 belum"),
        (["Belum", "Merintis", "Sosialisasi", "Belum dilaporkan"],
         "24 desa belum membentuk Pokja: 2 merintis, 1 sosialisasi, 21 belum"),
        (["Terbentuk"], "7 desa sudah membentuk Pokja"),
        (["Merintis", "Sosialisasi"], "7 desa merintis dan sosialisasi"),
    ],
)  # fmt: skip
def test_a_list_is_called_after_what_it_shows(rungs: list[str], title: str) -> None:
    assert narrative.listed_title(ringkasan_of(15, merintis_desa=2, sosialisasi_desa=1), 7, rungs) == title
