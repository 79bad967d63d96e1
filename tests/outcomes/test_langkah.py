"""The log of steps, and the one order of desa without a Pokja: who is nearest to forming one."""

from __future__ import annotations

from kkb.outcomes.in_force import as_langkah
from kkb.outcomes.komitmen import StatusKomitmen
from kkb.programme import JenisLangkah
from kkb.schema import Tahap
from tests.support.outcome_builders import NYURUK, formed, on_rung, outcomes_of, signature, step

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


def test_of_all_equal_the_order_of_the_region_stays() -> None:
    rows = (step("Balok", "2023-01-01"), step("Jangkang", "2022-01-01"))

    assert [one.desa for one in outcomes_of(*rows).langkah.next] == ["Jangkang", "Balok", "Dendang"]
    assert [one.desa for one in outcomes_of().langkah.next] == ["Dendang", "Jangkang", "Balok"]


def test_the_rung_comes_before_all_else() -> None:
    observations = (
        NYURUK,
        on_rung("Balok", Tahap.MERINTIS, "2023-05-10"),
        on_rung("Jangkang", Tahap.BELUM, "2023-05-10"),
    )
    langkah = outcomes_of(step("Dendang"), signature("Dendang"), observations=observations).langkah

    # Of Dendang no rung is reported: a step of it is news of a desa of which the recap says nothing.
    assert [(one.desa, one.is_on_its_way) for one in langkah.next] == [
        ("Balok", True),
        ("Jangkang", False),
        ("Dendang", True),
    ]


def test_a_desa_that_formed_its_pokja_is_no_longer_next() -> None:
    observations = (NYURUK, formed("Balok", "2023-08-01"))

    assert "Balok" not in [one.desa for one in outcomes_of(step("Balok"), observations=observations).langkah.next]
