"""What is true when: from observations to the state of a desa on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.schema import Keputusan, Observation, Tahap, Tanggal, TanggalDasar
from kkb.spans import Span
from kkb.state import DesaHistory, DesaState, fold, merge_tanggal, state_on
from tests.support.builders import code_of, make_observation
from tests.support.end_rows import ends

NYURUK = code_of("Nyuruk")


def history_of(*observations: Observation) -> DesaHistory:
    return fold(observations)[NYURUK]


def on(day: str, *observations: Observation) -> DesaState | None:
    return state_on(fold(observations), date.fromisoformat(day)).get(NYURUK)


def rung(day: str, *observations: Observation) -> str | None:
    state = on(day, *observations)
    return state.tahap.value if state else None


def source(day: str, *observations: Observation) -> tuple[str, int, str] | None:
    state = on(day, *observations)
    return (state.tahap.value, state.unggahan, state.dilaporkan_per.isoformat()) if state else None


def begins(*observations: Observation) -> str:
    (formation,) = history_of(*observations).formations
    return formation.mulai.isoformat()


class TestRungs:
    FIRST = make_observation(1, "2022-12-31", Tahap.SOSIALISASI)
    SECOND = make_observation(2, "2023-05-10", Tahap.MERINTIS)

    def test_nobody_has_reported_it_is_no_state_at_all(self) -> None:
        assert on("2022-12-30", self.FIRST) is None
        assert state_on({}, date(2023, 1, 1)) == {}

    def test_the_newest_upload_speaking_for_a_day_up_to_then_counts(self) -> None:
        both = (self.FIRST, self.SECOND)
        assert rung("2022-12-31", *both) == rung("2023-05-09", *both) == "Sosialisasi"
        assert rung("2023-05-10", *both) == rung("2030-01-01", *both) == "Merintis"

    def test_of_two_uploads_for_one_day_the_higher_number_counts(self) -> None:
        again = make_observation(3, "2023-05-10", Tahap.BELUM)
        assert rung("2023-05-10", self.SECOND, again) == rung("2023-05-10", again, self.SECOND) == "Belum"

    def test_a_later_upload_for_an_earlier_day_is_history(self) -> None:
        late_history = make_observation(9, "2023-01-31", Tahap.BELUM)
        assert rung("2023-05-10", self.SECOND, late_history) == "Merintis"
        assert rung("2023-02-01", self.SECOND, late_history) == "Belum"

    def test_komitmen_is_a_fact_beside_the_ladder(self) -> None:
        signed = make_observation(3, "2023-05-10", Tahap.KOMITMEN)
        before, after = on("2023-05-09", self.FIRST, signed), on("2023-05-10", self.FIRST, signed)
        assert before and after
        assert (before.tahap, before.komitmen) == (Tahap.SOSIALISASI, False)
        assert (after.tahap, after.komitmen) == (Tahap.SOSIALISASI, True)
        assert rung("2023-05-10", signed) == "Belum"

    def test_the_upload_that_gave_the_rung_is_named(self) -> None:
        signed = make_observation(3, "2023-08-31", Tahap.KOMITMEN)
        everything = (self.FIRST, self.SECOND, signed)
        assert source("2023-05-09", *everything) == ("Sosialisasi", 1, "2022-12-31")
        assert source("2023-05-10", *everything) == source("2023-08-31", *everything) == ("Merintis", 2, "2023-05-10")

    def test_a_desa_with_nothing_but_a_komitmen_names_that_upload(self) -> None:
        signed = make_observation(3, "2023-08-31", Tahap.KOMITMEN)
        assert source("2023-08-31", signed) == ("Belum", 3, "2023-08-31")


class TestFormation:
    def test_it_counts_from_its_date_on_whatever_day_it_was_told(self) -> None:
        seen = make_observation(1, "2023-05-10", tanggal="2017-10-03")
        assert on("2017-10-02", seen) is None
        assert rung("2017-10-03", seen) == rung("2023-05-10", seen) == "Terbentuk"
        state = on("2017-10-03", seen)
        assert state and (state.unggahan, state.dilaporkan_per) == (1, date(2023, 5, 10))

    @pytest.mark.parametrize(
        ("tanggal", "reported", "mulai"),
        [
            ("2014", "2023-05-10", "2014-12-31"),  # the last day of the span …
            ("2023", "2023-05-10", "2023-05-10"),  # … or the earliest report, whichever is earlier
            ("2018-05", "2023-05-10", "2018-05-31"),
            ("2023-05", "2023-05-10", "2023-05-10"),
            ("2017-10-03", "2023-05-10", "2017-10-03"),
            (None, "2023-05-10", "2023-05-10"),  # no date: from the day the file speaks for
        ],
    )
    def test_a_span_counts_from_its_end_or_the_earliest_report(
        self, tanggal: str | None, reported: str, mulai: str
    ) -> None:
        assert begins(make_observation(1, reported, tanggal=tanggal)) == mulai

    def test_the_earliest_report_counts_even_if_it_was_uploaded_later(self) -> None:
        newer = make_observation(1, "2023-11-30", tanggal="2023")
        older = make_observation(2, "2023-05-10", tanggal="2023")
        assert begins(newer) == "2023-11-30"
        assert begins(newer, older) == "2023-05-10"

    def test_a_lower_rung_after_a_known_formation_is_outranked_and_listed(self) -> None:
        belum = make_observation(1, "2022-12-31", Tahap.BELUM)
        earlier = make_observation(2, "2016-01-31", Tahap.SOSIALISASI)
        formed = make_observation(3, "2023-05-10", tanggal="2017-10-03")
        history = history_of(belum, earlier, formed)
        assert rung("2022-12-31", belum) == "Belum"
        assert rung("2022-12-31", belum, earlier, formed) == "Terbentuk"
        assert rung("2016-01-31", belum, earlier, formed) == "Sosialisasi"
        assert history.corrected() == [(belum, 3)]

    def test_a_signed_komitmen_is_not_outranked(self) -> None:
        signed = make_observation(1, "2023-05-10", Tahap.KOMITMEN)
        assert history_of(signed, make_observation(2, "2024-01-01", tanggal="2014")).corrected() == []

    def test_what_a_blank_cell_leaves_out_is_kept(self) -> None:
        full = make_observation(
            1,
            "2022-12-31",
            tanggal="2017-10-03",
            no_sk="140/1",
            tanggal_sk=Tanggal.from_iso("2017-09"),
            tanggal_pencanangan=Tanggal.from_iso("2018"),
            klasifikasi="Mandiri",
            keterangan="catatan",
        )
        state = on("2023-05-10", full, make_observation(2, "2023-05-10"))
        assert state and state.formation
        assert (state.formation.no_sk, state.formation.tanggal, state.formation.tanggal_sk) == (
            "140/1",
            Tanggal.from_iso("2017-10-03"),
            Tanggal.from_iso("2017-09"),
        )
        assert (state.attributes, state.tanggal_pencanangan) == (
            {"klasifikasi": "Mandiri", "keterangan": "catatan"},
            Tanggal.from_iso("2018"),
        )

    def test_the_class_of_a_formed_pokja_is_that_of_the_day(self) -> None:
        first = make_observation(1, "2022-12-31", tanggal="2014", klasifikasi="Dasar")
        second = make_observation(2, "2023-05-10", klasifikasi="Mandiri")
        for day, told in (("2023-05-09", "Dasar"), ("2023-05-10", "Mandiri")):
            state = on(day, first, second)
            assert state and state.attributes == {"klasifikasi": told}

    def test_a_coarser_date_of_a_decree_or_a_launch_keeps_the_finer_one(self) -> None:
        fine, coarse = (
            {"tanggal_sk": Tanggal.from_iso(f"2018-02{day}"), "tanggal_pencanangan": Tanggal.from_iso(f"2018-03{day}")}
            for day in ("-05", "")
        )
        other = {"tanggal_sk": Tanggal.from_iso("2019"), "tanggal_pencanangan": Tanggal.from_iso("2020")}
        for newer, kept in ((coarse, fine), (fine, fine), (other, other)):
            reports = [make_observation(1, "2021-12-31", **fine), make_observation(2, "2023-05-10", **newer)]
            state = on("2023-05-10", *reports)
            assert state and state.formation
            assert {"tanggal_sk": state.formation.tanggal_sk, "tanggal_pencanangan": state.tanggal_pencanangan} == kept

    def test_a_launch_after_the_day_is_not_told(self) -> None:
        first = make_observation(1, "2018-12-31", tanggal="2017", tanggal_pencanangan=Tanggal.from_iso("2018-02"))
        second = make_observation(2, "2023-05-10", tanggal_pencanangan=Tanggal.from_iso("2019-03-04"))
        launches = [
            state.tanggal_pencanangan.iso() if state.tanggal_pencanangan else None
            for day in ("2018-01-31", "2018-02-01", "2019-03-03", "2019-03-04")
            if (state := on(day, first, second))
        ]
        assert launches == [None, "2018-02", "2018-02", "2019-03-04"]


class TestSourceOfFormation:
    MERINTIS = make_observation(1, "2016-01-31", Tahap.MERINTIS)
    FORMED = make_observation(2, "2023-05-10", tanggal="2015-08-01")

    def test_a_lower_rung_of_the_time_is_not_its_source(self) -> None:
        assert source("2016-06-01", self.MERINTIS, self.FORMED) == ("Terbentuk", 2, "2023-05-10")

    def test_the_newest_report_up_to_the_day_is(self) -> None:
        again = make_observation(3, "2024-01-31")
        everything = (self.MERINTIS, self.FORMED, again)
        assert source("2023-05-10", *everything) == source("2024-01-30", *everything) == ("Terbentuk", 2, "2023-05-10")
        assert source("2024-01-31", *everything) == ("Terbentuk", 3, "2024-01-31")

    @pytest.mark.parametrize("status", [Tahap.KOMITMEN, Tahap.BELUM])
    def test_a_later_row_of_another_kind_is_not(self, status: Tahap) -> None:
        later = make_observation(3, "2024-01-31", status)
        assert source("2024-01-31", self.FORMED, later) == ("Terbentuk", 2, "2023-05-10")

    def test_told_only_later_number_and_day_are_of_one_upload(self) -> None:
        again = make_observation(3, "2024-01-31")
        history_loaded_last = make_observation(4, "2022-12-31")
        assert source("2016-06-01", self.FORMED, again) == ("Terbentuk", 3, "2024-01-31")
        assert source("2016-06-01", self.FORMED, again, history_loaded_last) == ("Terbentuk", 3, "2024-01-31")


class TestDateOfFormation:
    @pytest.mark.parametrize(
        ("stored", "new", "result"),
        [
            ("2017-10-03", None, "2017-10-03"),  # a blank keeps
            (None, "2014", "2014"),
            ("2017-10-03", "2017", "2017-10-03"),  # coarser and containing: unchanged
            ("2017-10-03", "2017-10", "2017-10-03"),
            ("2017", "2017-10-03", "2017-10-03"),  # finer and inside: refined
            ("2017-10-03", "2018", "2018"),  # any other: corrected
            ("2017-10-03", "2017-10-04", "2017-10-04"),
        ],
    )
    def test_the_newest_knowledge_wins(self, stored: str | None, new: str | None, result: str) -> None:
        basis = TanggalDasar.PEMBENTUKAN
        old_date, new_date = (Tanggal.from_iso(text) if text else None for text in (stored, new))
        assert merge_tanggal(old_date, basis, new_date, basis) == (Tanggal.from_iso(result), basis)

    def test_a_launch_stands_in_and_never_replaces(self) -> None:
        formed, launched = Tanggal.from_iso("2017-10-03"), Tanggal.from_iso("2018-02-01")
        formation, launch = TanggalDasar.PEMBENTUKAN, TanggalDasar.PENCANANGAN
        assert merge_tanggal(formed, formation, launched, launch) == (formed, formation)
        assert merge_tanggal(launched, launch, formed, formation) == (formed, formation)
        assert merge_tanggal(None, None, launched, launch) == (launched, launch)


class TestSpan:
    """When it was formed, as far as it is known; the report is of 10 May 2023."""

    @pytest.mark.parametrize(
        ("tanggal", "span"),
        [
            ("2018-05-02", "2018-05-02"),
            ("2018-05", "2018-05-01/2018-05-31"),
            ("2018", "2018-01-01/2018-12-31"),
            ("2023", "2023-01-01/2023-05-10"),
            (None, "2014-01-01/2023-05-10"),
        ],
    )
    def test_a_date_at_its_precision_or_any_day_since_2014(self, tanggal: str | None, span: str) -> None:
        assert span_of(make_observation(1, "2023-05-10", Tahap.TERBENTUK, tanggal)) == span

    @pytest.mark.parametrize("rung", [Tahap.BELUM, Tahap.SOSIALISASI, Tahap.MERINTIS])
    def test_not_before_the_last_report_without_one(self, rung: Tahap) -> None:
        formed = make_observation(2, "2023-05-10", Tahap.TERBENTUK)
        assert span_of(make_observation(1, "2022-06-30", rung), formed) == "2022-07-01/2023-05-10"

    def test_a_signed_komitmen_denies_nothing(self) -> None:
        formed = make_observation(2, "2023-05-10", Tahap.TERBENTUK)
        assert span_of(make_observation(1, "2022-06-30", Tahap.KOMITMEN), formed) == "2014-01-01/2023-05-10"

    def test_of_two_uploads_for_one_day_the_earlier_number_denies_nothing(self) -> None:
        formed = make_observation(2, "2023-05-10", Tahap.TERBENTUK)
        assert span_of(make_observation(1, "2023-05-10", Tahap.BELUM), formed) == "2014-01-01/2023-05-10"

    def test_a_report_before_that_denies_it_still(self) -> None:
        reports = (
            make_observation(1, "2018-01-01", Tahap.SOSIALISASI),
            make_observation(2, "2023-05-10", Tahap.SOSIALISASI),
            make_observation(3, "2023-05-10", Tahap.TERBENTUK),
        )
        assert span_of(*reports) == "2018-01-02/2023-05-10"

    def test_not_after_the_first_report_though_a_later_one_dates_it(self) -> None:
        reports = (
            make_observation(1, "2018-06-30", Tahap.TERBENTUK),
            make_observation(2, "2023-05-10", Tahap.TERBENTUK, "2018"),
        )
        assert span_of(*reports) == "2018-01-01/2018-06-30"

    @pytest.mark.parametrize(
        ("denied", "tanggal"), [("2020-06-30", "2018-05-02"), ("2018-12-31", "2018"), ("2023-03-31", "2018-05")]
    )
    def test_a_stated_date_that_a_report_contradicts_stands(self, denied: str, tanggal: str) -> None:
        reports = (
            make_observation(1, denied, Tahap.BELUM),
            make_observation(2, "2023-05-10", Tahap.TERBENTUK, tanggal),
        )
        (formation,) = history_of(*reports).formations
        stated = Tanggal.from_iso(tanggal)
        assert formation.span == Span(stated.first, stated.last)
        assert formation.contradicted_per == date.fromisoformat(denied)

    @pytest.mark.parametrize(("tanggal", "day"), [("2018-07", "2018-06-30"), ("2018-06", None), ("2018", None)])
    def test_a_date_after_its_first_report_is_contradicted_by_it(self, tanggal: str, day: str | None) -> None:
        (formation,) = history_of(
            make_observation(1, "2018-06-30", Tahap.TERBENTUK),
            make_observation(2, "2023-05-10", Tahap.TERBENTUK, tanggal),
        ).formations
        assert formation.contradicted_per == (date.fromisoformat(day) if day else None)

    def test_a_launch_says_nothing_of_the_day(self) -> None:
        launched = make_observation(
            1, "2023-05-10", Tahap.TERBENTUK, "2017-10-03", tanggal_dasar=TanggalDasar.PENCANANGAN
        )
        assert span_of(launched) == "2014-01-01/2023-05-10"


def span_of(*observations: Observation) -> str:
    """The span of the one formation of one desa."""
    (formation,) = history_of(*observations).formations
    return formation.span.iso()


APRIL = Tanggal.from_iso("2023-04-02")


class TestDissolution:
    FORMED = make_observation(1, "2022-12-31", tanggal="2017-10-03")
    ENDED = make_observation(2, "2023-05-10", Tahap.BELUM, keputusan=Keputusan.BUBAR)

    def test_it_ends_on_the_day_of_that_upload_and_its_history_stays(self) -> None:
        both = (self.FORMED, self.ENDED)
        assert rung("2023-05-09", *both) == "Terbentuk"
        assert rung("2023-05-10", *both) == "Belum"
        assert history_of(*both).ended_before(date(2023, 5, 10)) == date(2023, 5, 10)
        assert history_of(*both).ended_before(date(2023, 5, 9)) is None

    @pytest.mark.parametrize("tanggal", [None, "2017-10-03", "2023-05-10", "2023"])
    def test_only_a_later_date_forms_it_again(self, tanggal: str | None) -> None:
        repeated = make_observation(3, "2024-01-31", tanggal=tanggal)
        assert rung("2024-01-31", self.FORMED, self.ENDED, repeated) == "Belum"

    def test_it_ends_on_the_day_that_the_row_tells(self) -> None:
        ended = make_observation(2, "2023-05-10", Tahap.BELUM, tanggal_bubar=APRIL, keputusan=Keputusan.BUBAR)
        both = (self.FORMED, ended)
        assert [rung(day, *both) for day in ("2023-04-01", "2023-04-02")] == ["Terbentuk", "Belum"]
        assert history_of(*both).ended_before(date(2023, 5, 9)) == date(2023, 4, 2)
        again = make_observation(3, "2024-01-31", tanggal="2023-04-20")
        assert rung("2024-01-31", *both, again) == "Terbentuk"

    @pytest.mark.parametrize(
        ("end", "reported", "day"),
        [
            ("2023-04-02", "2023-05-10", "2023-04-02"),
            ("2023-04", "2023-05-10", "2023-04-30"),  # the last day of the span …
            ("2023", "2023-05-10", "2023-05-10"),  # … or the report, whichever is earlier
            ("2022", "2023-05-10", "2022-12-31"),
        ],
    )
    def test_a_month_or_a_year_ends_it_as_one_of_formation_begins_it(self, end: str, reported: str, day: str) -> None:
        told = Tanggal.from_iso(end)
        ended = make_observation(2, reported, Tahap.BELUM, tanggal_bubar=told, keputusan=Keputusan.BUBAR)
        (formation,) = history_of(self.FORMED, ended).formations
        assert (formation.selesai, formation.bubar) == (date.fromisoformat(day), told)

    def test_a_row_that_tells_of_both_is_known_between(self) -> None:
        both = make_observation(
            1, "2023-05-10", Tahap.BELUM, tanggal="2017-10-03", tanggal_bubar=APRIL, keputusan=Keputusan.BUBAR
        )
        assert [rung(day, both) for day in ("2017-10-02", "2017-10-03", "2023-04-01", "2023-04-02", "2023-05-10")] == [
            None, "Terbentuk", "Terbentuk", None, "Belum",
        ]  # fmt: skip
        (formation,) = history_of(both).formations
        assert (formation.span, formation.contradicted_per) == (Span(date(2017, 10, 3), date(2017, 10, 3)), None)

    def test_told_once_more_each_of_its_days_may_be_told_better(self) -> None:
        without = make_observation(1, "2023-04-30", Tahap.BELUM, keputusan=Keputusan.BUBAR)
        formed = make_observation(2, "2023-05-10", Tahap.BELUM, tanggal="2017-10-03", keputusan=Keputusan.BUBAR)
        ended = make_observation(3, "2023-05-20", Tahap.BELUM, tanggal_bubar=APRIL, keputusan=Keputusan.BUBAR)
        (formation,) = history_of(without, formed, ended).formations
        assert (formation.mulai, formation.selesai, formation.diakhiri) == (date(2017, 10, 3), date(2023, 4, 2), 3)
        (formation,) = history_of(without, formed).formations
        assert (formation.mulai, formation.selesai, formation.bubar) == (date(2017, 10, 3), date(2023, 4, 30), None)
        assert (formation.unggahan, formation.diakhiri) == (2, 1)

    def test_a_second_one_that_only_its_end_tells_of_is_another_life(self) -> None:
        ended = make_observation(1, "2020-01-31", Tahap.BELUM, tanggal="2017-10-03", keputusan=Keputusan.BUBAR)
        again = make_observation(
            2, "2023-05-10", Tahap.BELUM, tanggal="2021-06-01", tanggal_bubar=APRIL, keputusan=Keputusan.BUBAR
        )
        lives = [(one.mulai.year, one.selesai and one.selesai.year) for one in history_of(ended, again).formations]
        assert lives == [(2017, 2020), (2021, 2023)]

    def test_formed_again_it_has_two_lives(self) -> None:
        again = make_observation(3, "2024-01-31", tanggal="2023-11-02")
        everything = (self.FORMED, self.ENDED, again)
        assert [rung(day, *everything) for day in ("2023-05-09", "2023-11-01", "2023-11-02")] == [
            "Terbentuk",
            "Belum",
            "Terbentuk",
        ]
        first, second = history_of(*everything).formations
        assert (first.mulai, first.selesai) == (date(2017, 10, 3), date(2023, 5, 10))
        assert (second.mulai, second.selesai) == (date(2023, 11, 2), None)

    def test_the_new_pokja_has_neither_the_source_nor_the_class_of_the_ended_one(self) -> None:
        classed = make_observation(1, "2022-12-31", tanggal="2017-10-03", klasifikasi="Mandiri")
        again = make_observation(3, "2024-01-31", tanggal="2023-11-02")
        dasar = make_observation(4, "2024-06-30", klasifikasi="Dasar")
        everything = (classed, self.ENDED, again, dasar)
        assert source("2023-05-10", *everything) == ("Belum", 2, "2023-05-10")
        assert source("2023-12-01", *everything) == ("Terbentuk", 4, "2024-06-30")
        assert source("2024-01-31", *everything) == ("Terbentuk", 3, "2024-01-31")
        classes = [
            state.attributes.get("klasifikasi")
            for day in ("2023-05-09", "2023-12-01", "2024-01-31", "2024-06-30")
            if (state := on(day, *everything))
        ]
        assert classes == ["Mandiri", None, None, "Dasar"]

    def test_told_for_an_earlier_day_it_ends_what_later_uploads_only_repeat(self) -> None:
        """An old recap is loaded last; newer uploads know no later date than the one that it ends."""
        repeated = make_observation(1, "2024-01-31", tanggal="2017-10-03")
        assert [rung(day, repeated, self.ENDED) for day in ("2023-05-09", "2023-05-10", "2024-01-31")] == [
            "Terbentuk",
            "Belum",
            "Belum",
        ]

    def test_with_its_upload_withdrawn_it_never_was(self) -> None:
        repeated = make_observation(3, "2024-01-31", tanggal="2017-10-03")
        assert rung("2024-01-31", self.FORMED, repeated) == "Terbentuk"


class TestCorrection:
    FORMED = make_observation(1, "2022-12-31", tanggal="2017-10-03")
    NEVER = make_observation(2, "2023-05-10", Tahap.MERINTIS, keputusan=Keputusan.KOREKSI)

    def test_never_formed_holds_for_every_day(self) -> None:
        both = (self.FORMED, self.NEVER)
        assert history_of(*both).formations == ()
        assert [rung(day, *both) for day in ("2017-10-03", "2022-12-31", "2023-05-10")] == [None, "Belum", "Merintis"]

    def test_newer_knowledge_forms_it_after_all(self) -> None:
        again = make_observation(3, "2024-01-31", tanggal="2017-10-03")
        everything = (self.FORMED, self.NEVER, again)
        # The report that was denied is not the source of what a newer upload tells.
        assert source("2018-01-01", *everything) == source("2023-01-01", *everything) == ("Terbentuk", 3, "2024-01-31")


LOWER = (Tahap.BELUM, Tahap.SOSIALISASI, Tahap.MERINTIS, Tahap.KOMITMEN)
DAYS = st.dates(date(2020, 1, 1), date(2023, 12, 31))


@st.composite
def observations(draw: st.DrawFn, decisions: bool = True) -> list[Observation]:
    """Up to seven observations of one desa, numbered as uploaded; a date is never after the day of its upload."""
    seen = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        day = draw(DAYS)
        kind = draw(
            st.sampled_from(["lower", "formed", "formed", "bubar", "koreksi"] if decisions else ["lower", "formed"])
        )
        if kind == "formed":
            formed = day - timedelta(days=draw(st.integers(0, 900)))
            tanggal = draw(st.sampled_from([None, *(formed.isoformat()[:n] for n in (4, 7, 10))]))
            seen.append(make_observation(number, day.isoformat(), tanggal=tanggal))
        else:
            keputusan = None if kind == "lower" else Keputusan(kind)
            status = draw(st.sampled_from(LOWER)) if kind == "lower" else Tahap.BELUM
            one = make_observation(number, day.isoformat(), status, keputusan=keputusan)
            seen.append(replace(one, row=replace(one.row, **draw(ends(day)))) if kind == "bubar" else one)
    return seen


def expected_rung(seen: Sequence[Observation], day: date) -> Tahap | None:
    """The rule for observations without decisions, said once more and slowly."""
    by_age = sorted(seen, key=lambda o: (o.tanggal_data, o.unggahan))
    formed = [o for o in by_age if o.row.status is Tahap.TERBENTUK]
    if formed:
        known: Tanggal | None = None
        for report in formed:
            told = report.row.tanggal
            if told is not None and not (known is not None and told.contains(known)):
                known = told
        earliest = formed[0].tanggal_data
        begin = earliest if known is None else max(known.first, min(known.last, earliest))
        if begin <= day:
            return Tahap.TERBENTUK
    told_by_then = [o for o in by_age if o.tanggal_data <= day]
    rungs = [o.row.status for o in told_by_then if o.row.status in LOWER[:3]]
    return rungs[-1] if rungs else Tahap.BELUM if told_by_then else None


class TestLaws:
    @given(observations(), st.randoms(use_true_random=False), DAYS)
    def test_the_order_of_observations_is_irrelevant(self, seen: list[Observation], random: object, day: date) -> None:
        shuffled = list(seen)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        assert fold(shuffled) == fold(seen)
        assert state_on(fold(shuffled), day) == state_on(fold(seen), day)

    @given(observations(decisions=False), DAYS)
    def test_a_state_depends_on_nothing_but_the_rules(self, seen: list[Observation], day: date) -> None:
        state = state_on(fold(seen), day).get(NYURUK)
        assert (state.tahap if state else None) == expected_rung(seen, day)

    @given(observations(), DAYS)
    def test_the_source_is_an_upload_that_tells_the_rung(self, seen: list[Observation], day: date) -> None:
        state = state_on(fold(seen), day).get(NYURUK)
        if state is None:
            return
        (told,) = (o for o in seen if o.unggahan == state.unggahan)
        assert state.dilaporkan_per == told.tanggal_data
        if state.formation is not None:
            tells_of_both = told.row.keputusan is Keputusan.BUBAR and told.row.tanggal is not None
            assert told.row.status is Tahap.TERBENTUK or tells_of_both
        else:
            assert told.tanggal_data <= day
            assert told.row.status is state.tahap or state.tahap is Tahap.BELUM

    @given(observations(decisions=False))
    def test_a_known_formation_never_disappears_without_a_decision(self, seen: list[Observation]) -> None:
        """Upload by upload, seen from the newest day of all."""
        newest = max(o.tanggal_data for o in seen)
        formed = [history_of(*seen[:n]).formation_on(newest) is not None for n in range(1, len(seen) + 1)]
        assert formed == sorted(formed)

    @given(observations(), DAYS)
    def test_a_dissolution_as_the_newest_word_ends_it_and_a_correction_denies_it(
        self, seen: list[Observation], day: date
    ) -> None:
        last = "2024-01-31"
        ended = [*seen, make_observation(99, last, Tahap.BELUM, keputusan=Keputusan.BUBAR)]
        before = history_of(*seen).formation_on(day)
        assert (history_of(*ended).formation_on(day) is None) == (before is None)
        assert history_of(*ended).formation_on(date.fromisoformat(last)) is None
        denied = [o for o in seen if o.row.keputusan is not Keputusan.BUBAR]
        denied.append(make_observation(99, last, Tahap.BELUM, keputusan=Keputusan.KOREKSI))
        assert history_of(*denied).formations == ()

    @given(observations())
    def test_lives_of_a_pokja_do_not_overlap(self, seen: list[Observation]) -> None:
        lives = [f for f in history_of(*seen).formations if f.selesai is None or f.mulai < f.selesai]
        for earlier, later in pairwise(lives):
            assert earlier.selesai is not None
            assert earlier.selesai < later.mulai

    @given(observations(), DAYS)
    def test_lower_rungs_told_for_a_later_day_change_no_count(self, seen: list[Observation], day: date) -> None:
        """They may tell that there was none until then, which narrows when it can have been formed."""
        kept = [o for o in seen if o.tanggal_data <= day or o.row.status is Tahap.TERBENTUK or o.row.keputusan]
        before, after = state_on(fold(kept), day), state_on(fold(seen), day)

        def counted(states: Mapping[str, DesaState]) -> dict[str, object]:
            return {
                kode: (state.tahap, state.formation and replace(state.formation, denied=None), state.komitmen)
                for kode, state in states.items()
            }

        assert counted(before) == counted(after)
