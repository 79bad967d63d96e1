"""The register of indicators: what comes with the program, what offices add, and what may not be written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kkb.programme.register import Register, Tingkat, code_for, read_targets, shipped
from tests.support.store_fixtures import make_indicator

PMT = make_indicator()


def test_what_comes_with_the_program_is_whole_and_each_name_means_one() -> None:
    register = shipped()
    assert len(register.indikator) == 12
    for one in register.indikator:
        assert Register((one,)).fault_of(replace(one, catatan="lain")) == ""
        assert all(register.find(name) == one for name in (one.kode, one.nama, *one.sebutan))
    assert len(register.names) == sum(1 + len(one.sebutan) for one in register.indikator)


def test_stunting_by_survey_and_by_eppgbm_are_two_and_the_bare_word_means_neither() -> None:
    survey, counted = shipped().find("Stunting SSGI"), shipped().find("stunting e-ppgbm")
    assert survey is not None and counted is not None and survey.kode != counted.kode
    assert not survey.fits(Tingkat.DESA) and survey.fits(Tingkat.KABUPATEN) and counted.fits(Tingkat.DESA)
    assert shipped().find("Stunting") is None


def test_of_editions_the_newest_holds_and_the_others_stay_as_they_were() -> None:
    later = replace(PMT, definisi="Semua balita gizi kurang")
    register = shipped().with_editions([PMT, later])
    assert register.get("cakupan_pmt") == later and len(register.indikator) == 13
    assert register.find("p m t") == later


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (replace(PMT, definisi="Lain"), ""),
        (PMT, "persis begitu"),
        (replace(PMT, definisi=" "), "Isi nama"),
        (replace(PMT, satuan="anak"), "tetap %"),
        (replace(PMT, sebutan=("D/S",)), '"D/S" sudah berarti D/S posyandu'),
        (replace(PMT, minimum=Decimal(100)), "Batas bawah"),
        (replace(PMT, target=((2025, Decimal(101)),)), "Target 2025 di luar"),
    ],
)
def test_what_may_not_be_written_is_said(new: object, fault: str) -> None:
    said = shipped().with_editions([PMT]).fault_of(new)  # type: ignore[arg-type]
    assert fault in said and bool(said) is bool(fault)


def test_a_new_one_gets_a_free_code() -> None:
    register = shipped().with_editions([PMT])
    assert (code_for("Cakupan PMT", register), code_for("%", register)) == ("cakupan_pmt_2", "indikator")


@pytest.mark.parametrize("words", ["2024", "2024: banyak", "2024: 1; 2024: 2", "14"])
def test_targets_that_are_none(words: str) -> None:
    assert read_targets(words) is None
    assert read_targets(" ") == ()
