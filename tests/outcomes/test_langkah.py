"""The log of steps, how long desa stand on a rung, and who could form a Pokja next."""

from __future__ import annotations

from datetime import date

from kkb.outcomes.in_force import as_langkah
from kkb.outcomes.komitmen import StatusKomitmen
from kkb.outcomes.rungs import RungStay, last_rise, stays, summarise_rungs
from kkb.programme import JenisLangkah
from kkb.schema import Keputusan, Tahap
from kkb.state import fold
from tests.support.builders import code_of, make_observation
from tests.support.outcome_builders import DAY, NYURUK, formed, on_rung, outcomes_of, signature, step

KOORDINASI, SDM = JenisLangkah.KOORDINASI, JenisLangkah.SDM


def test_the_log_is_told_newest_first_and_a_repeated_step_is_one_of_five() -> None:
    langkah = outcomes_of(
        step("Balok", "2021-03-01"), step("Balok", "2022-03-01"), step("Balok", "2021-09-01", KOORDINASI)
    ).langkah
    balok = next(one for one in langkah.desa if one.desa == "Balok")

    assert [as_langkah(told).tanggal.iso() for told in balok.log] == ["2022-03-01", "2021-09-01", "2021-03-01"]
    assert balok.done == (JenisLangkah.SOSIALISASI, KOORDINASI)
    assert len(balok.missing) == 3
    assert balok.count(JenisLangkah.SOSIALISASI) == 2
    assert [(one.desa, jenis, times) for one, jenis, times in langkah.repeated] == [
        ("Balok", JenisLangkah.SOSIALISASI, 2)
    ]


def test_another_step_is_in_the_log_and_is_none_of_the_five() -> None:
    langkah = outcomes_of(step("Balok", jenis=JenisLangkah.LAINNYA, catatan="kunjungan")).langkah
    balok = next(one for one in langkah.desa if one.desa == "Balok")

    assert len(balok.log) == 1
    assert not balok.done


def test_desa_without_a_pokja_are_counted_with_and_without_a_step() -> None:
    count = outcomes_of(step("Balok"), step("Balok", "2023-07-01"), step("Nyuruk", "2017-01-01")).langkah.total

    # Nyuruk has its Pokja: its step is in the log, and it is none of those without.
    assert (count.tanpa_pokja, count.ada_langkah, count.tanpa_langkah, count.entri) == (3, 1, 2, 3)


def test_more_steps_come_first() -> None:
    rows = (step("Jangkang"), step("Balok"), step("Balok", "2023-06-02", KOORDINASI), signature("Dendang"))

    assert [(one.place, one.desa, one.steps_done) for one in outcomes_of(*rows).langkah.next] == [
        (1, "Balok", 2),
        (2, "Jangkang", 1),
        (3, "Dendang", 0),
    ]


def test_of_equal_steps_the_commitment_decides() -> None:
    rows = (
        signature("Dendang", head=False, chair=False),
        signature("Jangkang", chair=False),
        signature("Balok"),
    )

    assert [(one.desa, one.commitment) for one in outcomes_of(*rows).langkah.next] == [
        ("Balok", StatusKomitmen.LENGKAP),
        ("Jangkang", StatusKomitmen.SEBAGIAN),
        ("Dendang", StatusKomitmen.TIDAK),
    ]


def test_then_the_more_recent_movement_and_then_the_name() -> None:
    rows = (step("Dendang", "2022-01-01"), step("Jangkang", "2023-01-01"))
    assert [one.desa for one in outcomes_of(*rows).langkah.next] == ["Jangkang", "Dendang", "Balok"]

    assert [one.desa for one in outcomes_of().langkah.next] == ["Balok", "Dendang", "Jangkang"]


def test_a_desa_that_formed_its_pokja_is_no_longer_next() -> None:
    observations = (NYURUK, formed("Balok", "2023-08-01"))

    assert "Balok" not in [one.desa for one in outcomes_of(step("Balok"), observations=observations).langkah.next]


def test_a_rung_lasts_from_its_first_report_to_that_of_another() -> None:
    reports = [
        on_rung("Balok", Tahap.BELUM, "2023-01-01", 1),
        on_rung("Balok", Tahap.BELUM, "2023-02-01", 2),
        on_rung("Balok", Tahap.SOSIALISASI, "2023-03-02", 3),
        formed("Balok", "2023-12-01"),
    ]
    history = fold(reports)[code_of("Balok")]

    assert stays(history, DAY) == (
        RungStay(Tahap.BELUM, date(2023, 1, 1), date(2023, 3, 2), 60),
        RungStay(Tahap.SOSIALISASI, date(2023, 3, 2), date(2023, 12, 1), 274),
        RungStay(Tahap.TERBENTUK, date(2023, 12, 1), None, 30),
    )
    assert stays(history, date(2023, 1, 31)) == (RungStay(Tahap.BELUM, date(2023, 1, 1), None, 30),)
    assert last_rise(history, DAY) == date(2023, 12, 1)
    assert last_rise(history, date(2023, 6, 1)) == date(2023, 3, 2)
    assert last_rise(history, date(2023, 2, 1)) is None


def test_a_report_that_a_pokja_outranks_and_the_time_after_its_end_are_no_stay() -> None:
    reports = [
        formed("Balok", "2017-10-03"),
        on_rung("Balok", Tahap.MERINTIS, "2019-01-01", 1),
        make_observation(3, "2024-01-31", Tahap.BELUM, desa="Balok", keputusan=Keputusan.BUBAR),
    ]

    assert [(one.rung, one.since, one.until) for one in stays(fold(reports)[code_of("Balok")], date(2024, 6, 30))] == [
        (Tahap.TERBENTUK, date(2017, 10, 3), date(2024, 1, 31)),
        (Tahap.BELUM, date(2024, 1, 31), None),
    ]


def test_days_on_a_rung_are_summed_up_with_how_many_there_are() -> None:
    day = date(2023, 1, 1)
    (belum,) = summarise_rungs(
        [
            RungStay(Tahap.BELUM, day, date(2023, 1, 11), 10),
            RungStay(Tahap.BELUM, day, None, 40),
            RungStay(Tahap.BELUM, day, date(2023, 1, 21), 20),
            RungStay(Tahap.TERBENTUK, day, None, 900),
        ]
    )

    assert (belum.n, belum.standing, belum.median_days) == (3, 1, 20)
    assert (belum.shortest_days, belum.longest_days) == (10, 40)
