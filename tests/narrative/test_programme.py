"""Promises, steps, activities and evaluations in Indonesian: findings, lines, blanks and small numbers said."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.narrative.programme import (
    blank_words,
    cost_words,
    evaluasi_title,
    few_words,
    kegiatan_title,
    komitmen_title,
    langkah_title,
    programme_lines,
)
from kkb.narrative.programme_help import PROGRAMME_DEFINITIONS, PROGRAMME_SLIDE_DEFINITIONS
from kkb.outcomes.activity_count import ActivityCount
from kkb.outcomes.together import Outcomes
from kkb.programme import Putusan
from kkb.schema import Observation
from tests.support.builders import REGION
from tests.support.outcome_builders import DAY, NYURUK, activity, formed, outcomes_of, review, signature, step

SIGNERS = [signature(desa.desa) for desa in REGION.desa]
"""All 39 desa signed on 10 May 2023."""


def lines_of(outcomes: Outcomes, status_day: date | None = None) -> tuple[str, ...]:
    return tuple(map(str, programme_lines(outcomes, status_day)))


def pokja(before: int, after: int) -> list[Observation]:
    """So many desa with a Pokja before the signing, and so many formed after it."""
    names = [desa.desa for desa in REGION.desa]
    old = [formed(desa, "2017-10-03") for desa in names[:before]]
    return old + [formed(desa, "2023-09-01") for desa in names[before : before + after]]


def test_where_nothing_is_reported_the_titles_say_so_and_there_is_no_line() -> None:
    nothing = outcomes_of()

    assert [
        komitmen_title(nothing.komitmen),
        langkah_title(nothing.langkah),
        kegiatan_title(nothing.kegiatan),
        evaluasi_title(nothing.evaluasi),
    ] == [f"Belum ada laporan {sheet}" for sheet in ("komitmen", "langkah", "kegiatan", "evaluasi")]
    assert lines_of(nothing) == ()


def test_the_line_of_the_commitment() -> None:
    found = outcomes_of(*SIGNERS, observations=pokja(15, 7), desa=None)

    assert lines_of(found) == (
        "Komitmen: 39 desa menandatangani. 15 sudah punya Pokja sebelumnya, 7 membentuknya sesudah komitmen, "
        "17 belum dilaporkan membentuk Pokja.",
    )
    assert komitmen_title(found.komitmen) == "17 dari 39 penanda tangan belum dilaporkan membentuk Pokja"


def test_who_signed_in_part_not_at_all_or_is_not_reported_is_told() -> None:
    (line,) = lines_of(
        outcomes_of(signature("Balok", chair=None), signature("Dendang", head=False, chair=False))
    )

    assert line == (
        "Komitmen: 1 desa menandatangani (1 baru sebagian). 1 belum dilaporkan membentuk Pokja. "
        "1 tidak menandatangani, 2 belum dilaporkan tanda tangannya."
    )


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([signature("Balok", head=False, chair=False)], "Belum ada desa yang menandatangani komitmen"),
        ([signature("Nyuruk")], "Desa yang menandatangani sudah membentuk Pokja"),
        ([signature("Nyuruk"), signature("Balok")], "1 dari 2 penanda tangan belum dilaporkan membentuk Pokja"),
    ],
)
def test_the_finding_of_the_commitment(rows: list, title: str) -> None:  # type: ignore[type-arg]
    assert komitmen_title(outcomes_of(*rows).komitmen) == title


def test_all_promises_kept() -> None:
    observations = [NYURUK, formed("Balok", "2023-08-01")]
    found = outcomes_of(signature("Nyuruk"), signature("Balok"), observations=observations)

    assert komitmen_title(found.komitmen) == "Semua 2 desa yang menandatangani sudah membentuk Pokja"


def test_the_line_of_the_steps_names_the_nearest() -> None:
    found = outcomes_of(step("Jangkang"), step("Balok"), step("Balok", "2023-07-01"))

    assert lines_of(found) == (
        "Langkah: 2 dari 3 desa tanpa Pokja sudah mengambil langkah. Terdekat: Jangkang dan Balok.",
    )
    assert langkah_title(found.langkah) == "2 dari 3 desa tanpa Pokja sudah mengambil langkah"


def test_steps_where_every_desa_has_its_pokja() -> None:
    found = outcomes_of(step("Nyuruk", "2017-01-01"), desa=["Nyuruk"])

    assert langkah_title(found.langkah) == "Semua desa sudah membentuk Pokja"
    assert lines_of(found) == ("Langkah: 1 langkah tercatat. Semua desa sudah membentuk Pokja.",)


def test_the_line_of_the_activities_says_blanks_and_small_numbers() -> None:
    found = outcomes_of(activity(peserta=1_250, kebutuhan="anemia"), activity("Senam"))

    assert lines_of(found) == (
        "Kegiatan: 2 kegiatan di 1 dari 1 Pokja, 1.250 peserta (1 kegiatan tanpa jumlah). "
        "1 dari 2 kegiatan mencantumkan kebutuhan (angka kecil).",
    )
    assert kegiatan_title(found.kegiatan) == "2 kegiatan di 1 dari 1 Pokja, 1 mencantumkan kebutuhan (angka kecil)"


def test_nobody_counted_is_not_nobody_came() -> None:
    (line,) = lines_of(outcomes_of(activity(), activity("Senam"), activity("Arisan")))

    assert "jumlah peserta tidak diisi" in line
    assert "angka kecil" not in line


def test_the_line_of_the_evaluations() -> None:
    observations = [NYURUK, formed("Balok", "2018-01-01")]
    found = outcomes_of(review(), review("Senam", Putusan.HENTIKAN), observations=observations)

    assert lines_of(found) == ("Evaluasi: 1 lanjutkan, 1 hentikan. 1 dari 2 Pokja belum menilai programnya.",)
    assert evaluasi_title(found.evaluasi) == "1 dari 2 Pokja sudah menilai programnya: 1 lanjutkan, 1 hentikan"


def test_a_day_other_than_that_of_the_status_is_named() -> None:
    found = outcomes_of(review())

    assert lines_of(found, status_day=date(2023, 5, 10))[0].startswith("Evaluasi per 31 Desember 2023: ")
    assert evaluasi_title(found.evaluasi, date(2023, 5, 10)).endswith(" per 31 Desember 2023")
    assert lines_of(found, status_day=DAY) == lines_of(found)


def test_blanks_are_counted() -> None:
    count = ActivityCount(kegiatan=10, peserta_kosong=2, kebutuhan=7, mitra=10)

    assert blank_words(count) == "2 kegiatan tanpa jumlah peserta, 3 tanpa kebutuhan"
    assert blank_words(ActivityCount(kegiatan=1, kebutuhan=1, mitra=1)) is None


@pytest.mark.parametrize(("n", "words"), [(0, None), (2, "hanya 2 kegiatan: angka kecil"), (3, None)])
def test_small_numbers_are_called_so(n: int, words: str | None) -> None:
    assert few_words(ActivityCount(kegiatan=n)) == words


def test_the_cost_per_person_stands_with_its_division() -> None:
    count = ActivityCount(kegiatan=10, berbiaya=8, biaya_realisasi=2_500_000, biaya_peserta=200)

    assert (
        cost_words(count)
        == "Rp 12.500 per orang, dari 8 dari 10 kegiatan (Rp 2.500.000 ÷ 200 peserta)"
    )
    assert cost_words(ActivityCount(kegiatan=1)).startswith("biaya per orang tidak diketahui")


def test_the_slide_of_definitions_takes_them_from_the_help_page() -> None:
    assert set(PROGRAMME_SLIDE_DEFINITIONS) <= set(PROGRAMME_DEFINITIONS)
