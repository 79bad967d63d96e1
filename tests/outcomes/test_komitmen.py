"""Who signed, which promises were kept, and where nothing has moved since the signing on 10 May 2023."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.outcomes.komitmen import DesaKomitmen, Janji, StatusKomitmen
from kkb.programme import KomitmenRow, ProgrammeRow
from kkb.schema import Observation, Tahap, TanggalDasar
from tests.support.builders import make_observation
from tests.support.outcome_builders import NYURUK, formed, on_rung, outcomes_of, signature, step


def balok(
    *rows: ProgrammeRow, observations: tuple[Observation, ...] = (NYURUK,), day: date = date(2023, 12, 31)
) -> DesaKomitmen:
    """What is known of Balok."""
    found = outcomes_of(*rows, observations=observations, day=day).komitmen.desa
    return next(one for one in found if one.desa == "Balok")


@pytest.mark.parametrize(
    ("head", "chair", "status"),
    [
        (True, True, StatusKomitmen.LENGKAP),
        (True, False, StatusKomitmen.SEBAGIAN),
        (None, True, StatusKomitmen.SEBAGIAN),
        (False, False, StatusKomitmen.TIDAK),
        (False, None, StatusKomitmen.TIDAK),
        (None, None, StatusKomitmen.TIDAK_DILAPORKAN),
    ],
)
def test_a_blank_is_not_a_no(head: bool | None, chair: bool | None, status: StatusKomitmen) -> None:
    assert balok(signature(head=head, chair=chair)).status is status


def test_a_desa_without_a_row_is_not_reported() -> None:
    one = balok(signature("Nyuruk"))

    assert one.status is StatusKomitmen.TIDAK_DILAPORKAN
    assert (one.janji, one.days_open, one.has_moved, one.reported) == (None, None, None, None)


@pytest.mark.parametrize(
    ("since", "janji", "days"),
    [
        (None, Janji.TERBUKA, 235),
        ("2023-05-09", Janji.SUDAH_ADA, None),
        ("2023-05-10", Janji.SUDAH_ADA, None),
        ("2023-05-11", Janji.DITEPATI, None),
    ],
)
def test_a_promise_is_kept_by_a_pokja_formed_after_the_signing(
    since: str | None, janji: Janji, days: int | None
) -> None:
    observations = (NYURUK, formed("Balok", since)) if since else (NYURUK,)
    one = balok(signature(), observations=observations)

    # From 10 May to 31 December 2023 there are 235 days.
    assert (one.janji, one.days_open) == (janji, days)


def test_a_pokja_that_came_later_keeps_no_promise_yet() -> None:
    one = balok(signature(), observations=(NYURUK, formed("Balok", "2023-08-01")), day=date(2023, 6, 30))

    assert (one.janji, one.days_open) == (Janji.TERBUKA, 51)


def test_of_a_signing_known_by_its_year_nobody_says_what_came_first_within_it() -> None:
    row = signature(tanggal="2023")

    assert balok(row, observations=(formed("Balok", "2022-08-01"),)).janji is Janji.SUDAH_ADA
    assert balok(row, observations=(formed("Balok", "2023-08-01"),)).janji is Janji.TANPA_TANGGAL
    later = balok(row, observations=(formed("Balok", "2024-02-01", "2024-06-30"),), day=date(2024, 6, 30))
    assert later.janji is Janji.DITEPATI
    # Days since a day that nobody knows would be invented.
    assert balok(row).days_open is None


@pytest.mark.parametrize(
    ("since", "janji"),
    [
        ("2023", Janji.TANPA_TANGGAL),
        ("2023-05", Janji.TANPA_TANGGAL),
        ("2023-06", Janji.DITEPATI),
        ("2023-04", Janji.SUDAH_ADA),
        ("2022", Janji.SUDAH_ADA),
        (None, Janji.TANPA_TANGGAL),
    ],
)
def test_a_pokja_known_by_month_or_year_keeps_a_promise_only_if_it_surely_came_later(
    since: str | None, janji: Janji
) -> None:
    report = make_observation(2, "2024-03-31", tanggal=since, desa="Balok")

    assert balok(signature(), observations=(report,), day=date(2024, 3, 31)).janji is janji


@pytest.mark.parametrize("since", ["2023", None])
@pytest.mark.parametrize(("seen", "janji"), [("2023-05-09", Janji.TANPA_TANGGAL), ("2023-05-10", Janji.DITEPATI)])
def test_a_report_without_a_pokja_after_the_signing_shows_that_it_came_later(
    since: str | None, seen: str, janji: Janji
) -> None:
    reports = (
        on_rung("Balok", Tahap.BELUM, seen),
        make_observation(2, "2024-03-31", tanggal=since, desa="Balok"),
    )

    assert balok(signature(), observations=reports, day=date(2024, 3, 31)).janji is janji


def test_a_report_for_the_day_of_the_signing_shows_that_the_pokja_stood() -> None:
    report = make_observation(2, "2023-05-10", tanggal="2023", desa="Balok")

    assert balok(signature(), observations=(report,)).janji is Janji.SUDAH_ADA


def test_a_launch_after_the_signing_says_nothing_of_the_formation() -> None:
    launched = make_observation(
        2, "2023-12-31", tanggal="2023-08-01", desa="Balok", tanggal_dasar=TanggalDasar.PENCANANGAN
    )

    assert balok(signature(), observations=(launched,)).janji is Janji.TANPA_TANGGAL


def test_a_signature_without_a_date_counts_and_its_days_are_unknown() -> None:
    one = balok(signature(tanggal=None))
    assert (one.status, one.janji, one.days_open) == (StatusKomitmen.LENGKAP, Janji.TERBUKA, None)

    # The upload speaks for 10 May 2023: a Pokja formed later came after the signing, an older one may have or not.
    assert balok(signature(tanggal=None), observations=(formed("Balok", "2023-08-01"),)).janji is Janji.DITEPATI
    assert balok(signature(tanggal=None), observations=(formed("Balok", "2020-08-01"),)).janji is Janji.TANPA_TANGGAL


def test_desa_that_signed_and_have_not_moved_since_are_listed_longest_first() -> None:
    rows = (
        signature("Dendang", "2023-08-01"),
        signature("Jangkang", None),
        signature("Balok", "2023-05-10"),
        signature("Nyuruk", "2023-05-10"),
        step("Balok", "2023-05-10"),
    )

    # Nyuruk has its Pokja; a step on the day of the signing is none after it.
    assert [one.desa for one in outcomes_of(*rows).komitmen.standing_still] == ["Balok", "Dendang", "Jangkang"]


@pytest.mark.parametrize("tanggal", ["2023-05-11", "2023-05"])
def test_a_step_that_may_have_come_after_the_signing_is_a_movement(tanggal: str) -> None:
    assert balok(signature(), step(tanggal=tanggal)).has_moved is True
    assert balok(signature(), step(tanggal="2023-04")).has_moved is False


def test_a_rise_of_rung_after_the_signing_is_a_movement() -> None:
    risen = (on_rung("Balok", Tahap.BELUM, "2023-05-10"), on_rung("Balok", Tahap.MERINTIS, "2023-09-30", 2))
    first = (on_rung("Balok", Tahap.MERINTIS, "2023-09-30"),)

    one = balok(signature(), observations=risen)
    assert one.has_moved is True
    assert one.last_movement is not None
    assert one.last_movement.words() == "dilaporkan naik pada 30 September 2023"
    # A first report is no rise: nobody knows when it stood there first.
    assert balok(signature(), observations=first).has_moved is False


def test_a_status_cell_that_says_komitmen_tells_not_who_signed() -> None:
    said = (on_rung("Balok", Tahap.KOMITMEN, "2023-05-10"),)
    one = balok(observations=said)

    assert (one.status, one.janji, one.tahap) == (StatusKomitmen.REKAP, None, Tahap.BELUM)
    assert outcomes_of(observations=said).komitmen.total.tidak_dilaporkan == 4
    # A row of the sheet says more.
    assert balok(signature(), observations=said).status is StatusKomitmen.LENGKAP


def test_counts_per_kecamatan_with_signers_of_the_regency_apart() -> None:
    regent = KomitmenRow(kode_desa=None, kecamatan="", desa="", penanda_tangan="Bupati")
    komitmen = outcomes_of(
        regent, signature("Nyuruk"), signature("Balok"), signature("Dendang", chair=False), signature("Lilangan")
    ).komitmen

    (count,) = komitmen.per_kecamatan
    assert (count.lengkap, count.sebagian, count.tidak, count.tidak_dilaporkan) == (2, 1, 0, 1)
    assert (count.sudah_ada, count.ditepati, count.terbuka, count.tanpa_tanggal) == (1, 0, 2, 0)
    assert len(komitmen.regency) == 1
    assert komitmen.is_reported


def test_signers_of_the_regency_alone_tell_nothing_of_the_desa() -> None:
    regent = KomitmenRow(kode_desa=None, kecamatan="", desa="", penanda_tangan="Bupati")

    assert not outcomes_of(regent).komitmen.is_reported
