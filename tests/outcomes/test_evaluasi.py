"""Evaluations: the newest decision per desa and programme, what to spread, mend and end, which Pokja sleep."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.outcomes.evaluasi import Denyut, Sebaran
from kkb.outcomes.in_force import as_evaluasi
from kkb.outcomes.scope import year_before
from kkb.programme import ProgrammeRow, Putusan
from tests.support.outcome_builders import NYURUK, activity, formed, outcomes_of, review

LANJUTKAN, PERBAIKI, HENTIKAN = Putusan.LANJUTKAN, Putusan.PERBAIKI, Putusan.HENTIKAN
BALOK = formed("Balok", "2018-01-01")


def test_of_several_evaluations_of_a_programme_the_newest_by_its_day_holds() -> None:
    evaluasi = outcomes_of(
        review(putusan=HENTIKAN, tanggal="2022-01-01"),
        review("POSYANDU", PERBAIKI, "2023-01-01"),
        review(putusan=LANJUTKAN, tanggal="2023-01-01", desa="Balok"),
    ).evaluasi

    assert {(told.row.desa, as_evaluasi(told).putusan) for told in evaluasi.latest} == {
        ("Nyuruk", PERBAIKI),
        ("Balok", LANJUTKAN),
    }
    assert (evaluasi.total.lanjutkan, evaluasi.total.perbaiki, evaluasi.total.hentikan) == (1, 1, 0)


def test_a_programme_may_go_on_be_mended_and_be_ended_at_once() -> None:
    evaluasi = outcomes_of(
        review("Posyandu", LANJUTKAN),
        review("Posyandu", PERBAIKI, desa="Balok"),
        review("Arisan", LANJUTKAN),
        review("Arisan", HENTIKAN, desa="Balok"),
        review("Senam", PERBAIKI),
    ).evaluasi

    assert [one.nama for one in evaluasi.to_continue] == ["Arisan", "Posyandu"]
    assert [one.nama for one in evaluasi.to_mend] == ["Posyandu", "Senam"]
    assert [one.nama for one in evaluasi.to_end] == ["Arisan"]


RESULTS = [activity(desa=desa, sebelum="3 anak", sesudah="2 anak") for desa in ("Nyuruk", "Balok", "Dendang")]


@pytest.mark.parametrize(
    ("rows", "sebaran"),
    [
        ([*RESULTS, review()], Sebaran.DAPAT),
        # Two desa, of which one has two results; a third whose before and after do not compare.
        ([*RESULTS[:2], activity(tanggal="2023-08-01", sebelum="3 anak", sesudah="1 anak"), review()],
         Sebaran.BELUM_CUKUP),
        ([*RESULTS[:2], activity(desa="Dendang", sebelum="3 anak"), review()], Sebaran.BELUM_CUKUP),
        ([review()], Sebaran.BELUM_CUKUP),
        ([*RESULTS, review(), review(putusan=PERBAIKI, desa="Balok")], None),
        ([*RESULTS, review(), review(putusan=HENTIKAN, desa="Balok")], None),
        ([*RESULTS, review(putusan=PERBAIKI)], None),
    ],
)  # fmt: skip
def test_a_programme_can_be_spread_with_results_of_three_desa_and_no_verdict_against_it(
    rows: list[ProgrammeRow], sebaran: Sebaran | None
) -> None:
    (posyandu,) = outcomes_of(*rows, observations=(NYURUK, BALOK)).evaluasi.programs

    assert posyandu.sebaran is sebaran


def test_what_can_be_spread_comes_first() -> None:
    rows = [*RESULTS, review(), review("Arisan"), review("Arisan", desa="Balok")]

    assert [one.nama for one in outcomes_of(*rows).evaluasi.to_continue] == ["Posyandu", "Arisan"]


def test_how_many_desa_run_a_programme_is_known_from_activities_and_evaluations() -> None:
    evaluasi = outcomes_of(
        activity("posyandu", desa="Balok"), activity("posyandu", desa="Dendang"), review("Posyandu")
    ).evaluasi

    (posyandu,) = evaluasi.programs
    # Named as its activities most often are.
    assert (posyandu.nama, posyandu.desa, len(posyandu.rows)) == ("posyandu", 3, 1)


def test_pokja_that_judged_nothing_are_named() -> None:
    evaluasi = outcomes_of(review(), observations=(NYURUK, BALOK)).evaluasi

    assert [one.desa for one in evaluasi.unreviewed] == ["Balok"]
    assert (evaluasi.total.pokja, evaluasi.total.pokja_menilai) == (2, 1)


@pytest.mark.parametrize(
    ("rows", "denyut"),
    [
        ([activity(tanggal="2023-01-01")], Denyut.AKTIF),
        ([activity(tanggal="2022-12-31")], Denyut.TIDUR),
        ([activity(tanggal="2022-01-01"), review(tanggal="2023-02-01")], Denyut.AKTIF),
        ([activity(tanggal="2022-01-01"), review(tanggal="2022-02-01")], Denyut.TIDUR),
        ([activity(tanggal="2023")], Denyut.AKTIF),
        ([review(tanggal="2022-02-01")], Denyut.BELUM_DILAPORKAN),
        ([], Denyut.BELUM_DILAPORKAN),
    ],
)
def test_a_pokja_sleeps_if_the_twelve_months_up_to_the_day_tell_nothing(
    rows: list[ProgrammeRow], denyut: Denyut
) -> None:
    (nyuruk,) = outcomes_of(*rows).evaluasi.pokja

    # The day is 31 December 2023: 31 December 2022 lies just outside.
    assert nyuruk.denyut is denyut


@pytest.mark.parametrize(("since", "denyut"), [("2023-01-01", Denyut.BARU), ("2022-12-31", Denyut.BELUM_DILAPORKAN)])
def test_a_young_pokja_does_not_sleep(since: str, denyut: Denyut) -> None:
    (balok,) = outcomes_of(observations=(formed("Balok", since),)).evaluasi.pokja

    assert balok.denyut is denyut


def test_those_never_reported_are_silent_too_and_told_apart() -> None:
    evaluasi = outcomes_of(activity(tanggal="2020-01-01"), observations=(NYURUK, BALOK)).evaluasi

    assert [one.desa for one in evaluasi.silent] == ["Nyuruk", "Balok"]
    assert [one.desa for one in evaluasi.never_reported] == ["Balok"]


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2023, 12, 31), date(2022, 12, 31)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 28)),
    ],
)
def test_twelve_months_before_a_day(day: date, before: date) -> None:
    assert year_before(day) == before
