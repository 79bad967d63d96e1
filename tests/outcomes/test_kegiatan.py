"""Activities summed up: per programme, Pokja, kecamatan and year, with every blank counted beside the sum."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kkb.outcomes.activity_count import ActivityCount
from kkb.programme.measures import Incomparable
from tests.support.outcome_builders import NYURUK, activity, formed, outcomes_of

BALOK = formed("Balok", "2023-08-01")


def test_sums_say_of_how_many_rows_they_are_made() -> None:
    count = outcomes_of(
        activity("Posyandu", peserta=30, kebutuhan="anemia", mitra="Puskesmas", realisasi=300_000),
        activity("Kelas ibu", peserta=10, faktor_sosial="gotong royong", faktor_budaya="adat"),
        activity("Gotong royong", realisasi=999, faktor_lingkungan="sungai"),
        activity("Arisan", peserta=0, realisasi=50_000),
    ).kegiatan.count

    assert (count.kegiatan, count.peserta, count.peserta_kosong) == (4, 40, 1)
    assert (count.kebutuhan, count.kebutuhan_pct, count.mitra) == (1, 25, 1)
    assert (count.sosial, count.budaya, count.lingkungan) == (1, 1, 1)
    # Only Posyandu knows both money and people: 300.000 / 30.
    assert (count.berbiaya, count.rupiah_per_orang) == (1, 10_000)


def test_without_money_and_people_there_is_no_cost_per_person() -> None:
    assert outcomes_of(activity(peserta=10)).kegiatan.count.rupiah_per_orang is None
    assert outcomes_of(activity(realisasi=10)).kegiatan.count.rupiah_per_orang is None
    assert outcomes_of().kegiatan.count.kebutuhan_pct is None


@pytest.mark.parametrize(("n", "is_few"), [(1, True), (2, True), (3, False)])
def test_fewer_than_three_activities_are_a_small_number(n: int, is_few: bool) -> None:
    assert ActivityCount(kegiatan=n).is_few is is_few


def test_activities_of_one_name_are_one_programme_however_it_is_written() -> None:
    kegiatan = outcomes_of(
        activity("posyandu  remaja", "2022-01-01", "Balok", peserta=5),
        activity("Posyandu Remaja", "2022-02-01", peserta=6),
        activity("Posyandu Remaja", "2022-03-01", peserta=7),
        activity("Arisan", "2022-03-01"),
    ).kegiatan

    posyandu, arisan = kegiatan.programs
    assert (posyandu.nama, posyandu.count.kegiatan, posyandu.count.peserta) == ("Posyandu Remaja", 3, 18)
    assert {desa for _, desa in posyandu.desa} == {"Nyuruk", "Balok"}
    assert arisan.nama == "Arisan"
    assert kegiatan.program("posyandu remaja") is posyandu
    assert kegiatan.program("senam") is None


def test_what_compares_is_listed_and_what_does_not_says_why() -> None:
    (program,) = outcomes_of(
        activity(tanggal="2022-01-01", sebelum="35 anak", sesudah="20 anak"),
        activity(tanggal="2022-02-01", sebelum="35 anak", sesudah="20 %"),
        activity(tanggal="2022-03-01", sebelum="35 anak"),
        activity(tanggal="2022-04-01"),
        activity(tanggal="2022-05-01"),
    ).kegiatan.programs

    assert [difference.change for _, difference in program.results] == [Decimal(-15)]
    assert program.reasons == {Incomparable.BLANK_BOTH: 2, Incomparable.BLANK_AFTER: 1, Incomparable.UNIT: 1}
    assert (program.count.sebanding, program.count.tak_sebanding) == (1, 4)


def test_every_pokja_of_the_day_is_told_also_one_without_activities() -> None:
    kegiatan = outcomes_of(
        activity(tanggal="2021-01-01"), activity(tanggal="2023-02-01"), observations=(NYURUK, BALOK)
    ).kegiatan

    nyuruk, balok = kegiatan.pokja
    assert (nyuruk.desa, nyuruk.count.kegiatan) == ("Nyuruk", 2)
    assert nyuruk.last is not None
    assert nyuruk.last.iso() == "2023-02-01"
    assert (balok.desa, balok.formation.mulai, balok.count.kegiatan, balok.last) == ("Balok", date(2023, 8, 1), 0, None)
    assert kegiatan.pokja_berkegiatan == 1


def test_an_activity_of_a_desa_without_a_pokja_counts_in_its_kecamatan() -> None:
    kegiatan = outcomes_of(activity(desa="Balok"), activity()).kegiatan

    (dendang,) = kegiatan.per_kecamatan
    assert (dendang.pokja, dendang.pokja_berkegiatan, dendang.count.kegiatan) == (1, 1, 2)
    assert kegiatan.count == dendang.count


def test_years_are_those_of_the_activities() -> None:
    kegiatan = outcomes_of(
        activity(tanggal="2021-01-01"), activity(tanggal="2021"), activity(tanggal="2023-02")
    ).kegiatan

    assert [(year, count.kegiatan) for year, count in kegiatan.per_year] == [(2021, 2), (2023, 1)]
