"""Counts, target, pace, class, projection and standstills, with sums that a reader can do in the head."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from kkb.indicators import (
    Kelas,
    Perkiraan,
    Ringkasan,
    capaian_per_kecamatan,
    classify,
    count_formed,
    count_on,
    desa_frame,
    explain_standstill,
    formation_frame,
    kumulatif,
    kumulatif_per_kecamatan,
    months_between,
    pace_needed,
    project,
    ringkas,
    select_kecamatan,
    select_targets,
    standstills,
    tangga,
    target_per_kecamatan,
)
from kkb.schema import (
    CAPAIAN_FRAME,
    DESA_FRAME,
    FORMATION_FRAME,
    KUMULATIF_FRAME,
    TANGGA_FRAME,
    Rencana,
    Tahap,
    TargetRow,
)
from tests.figure_builders import (
    DAMAR,
    DATA_DAY,
    KOMITMEN,
    MANGGAR,
    PEMBINAAN,
    REGION,
    TARGET_DAY,
    dissolved,
    formations_of,
    formed_on,
    histories_of,
    many_formed,
    plan_of,
    seen,
)

EVERY_DESA = {MANGGAR: 3, DAMAR: 2}


def counts(frame: pd.DataFrame) -> dict[str, int]:
    """{period: cumulative desa} of a frame by year."""
    return {str(moment.year): int(n) for moment, n in zip(frame["periode"], frame["kumulatif_desa"], strict=True)}


def desa_on(day: date, *observations: object) -> pd.DataFrame:
    return desa_frame(histories_of(*observations), REGION, day)  # type: ignore[arg-type]


def ringkas_of(*observations: object, day: date = DATA_DAY, target: dict[str, int] | None = None) -> Ringkasan:
    """The figures of the region against every desa by the end of 2024, unless another target is given."""
    histories = histories_of(*observations)  # type: ignore[arg-type]
    return ringkas(
        desa_frame(histories, REGION, day),
        formation_frame(histories, REGION),
        day=day,
        target=EVERY_DESA if target is None else target,
        target_day=TARGET_DAY,
        commitment_day=DATA_DAY,
    )


# The state of each desa ------------------------------------------------------------------------------------------


def test_desa_frame_has_its_columns_and_one_row_per_desa_in_the_order_of_the_region() -> None:
    frame = desa_on(DATA_DAY, seen("Lalang", tanggal="2018-05-02"))
    assert list(frame.columns) == list(DESA_FRAME)
    assert frame["desa"].tolist() == ["Padang", "Lalang", "Kurnia Jaya", "Mengkubang", "Burong Mandi"]
    assert frame["petak_kolom"].tolist()[:2] == [5, 6]


def test_not_reported_is_not_belum() -> None:
    frame = desa_on(DATA_DAY, seen("Padang", Tahap.BELUM)).set_index("desa")
    assert frame.loc["Padang", "tahap"] == "Belum"
    assert pd.isna(frame.loc["Lalang", "tahap"])
    assert not frame["terbentuk"].any()


def test_a_year_alone_counts_from_its_last_day_and_keeps_its_precision() -> None:
    row = desa_on(DATA_DAY, seen("Padang", tanggal="2014")).iloc[0]
    assert (row["tanggal_iso"], row["presisi"]) == ("2014", "year")
    assert row["dihitung_sejak"] == pd.Timestamp("2014-12-31")


def test_a_year_alone_counts_from_the_report_where_that_is_earlier() -> None:
    row = desa_on(DATA_DAY, seen("Padang", tanggal="2023")).iloc[0]
    assert row["terbentuk"]
    assert row["dihitung_sejak"] == pd.Timestamp(DATA_DAY)


def test_a_month_alone_counts_from_its_last_day() -> None:
    assert desa_on(DATA_DAY, seen("Padang", tanggal="2018-02")).iloc[0]["dihitung_sejak"] == pd.Timestamp("2018-02-28")


def test_without_a_date_it_counts_from_the_day_of_the_report() -> None:
    row = desa_on(DATA_DAY, seen("Padang")).iloc[0]
    assert row["terbentuk"]
    assert row["dihitung_sejak"] == pd.Timestamp(DATA_DAY)
    assert pd.isna(row["tanggal_iso"])
    assert pd.isna(row["presisi"])
    before = desa_on(DATA_DAY - timedelta(days=1), seen("Padang")).iloc[0]
    assert not before["terbentuk"]


def test_formation_frame_has_its_columns_oldest_first() -> None:
    frame = formations_of(
        seen("Padang", tanggal="2018-05-02"), seen("Burong Mandi", tanggal="2017-10-03"), seen("Lalang")
    )
    assert list(frame.columns) == list(FORMATION_FRAME)
    assert frame["desa"].tolist() == ["Burong Mandi", "Padang", "Lalang"]
    assert pd.isna(frame["tanggal_pertama"].iloc[2])


def test_a_formation_that_stood_on_no_day_has_no_row() -> None:
    """Reported without a date and dissolved by another recap of the same day: it never was."""
    assert formations_of(seen("Padang"), dissolved("Padang", DATA_DAY)).empty


# The count over time ---------------------------------------------------------------------------------------------


def test_kumulatif_by_year() -> None:
    frame = kumulatif(formed_on("2014-06-01", "2017-10-03", "2017-10-03"), day=date(2018, 5, 2))
    assert list(frame.columns) == list(KUMULATIF_FRAME)
    assert counts(frame) == {"2014": 1, "2015": 1, "2016": 1, "2017": 3, "2018": 3}
    assert frame["baru_desa"].tolist() == [1, 0, 0, 2, 0]


@pytest.mark.parametrize(
    ("frequency", "periods", "first", "last", "place_of_october"),
    [("year", 4, "2014-01-01", "2017-01-01", 3), ("quarter", 16, "2014-01-01", "2017-10-01", 15),
     ("month", 46, "2014-01-01", "2017-10-01", 45)],
)  # fmt: skip
def test_each_frequency_has_all_its_periods_up_to_that_of_the_day(
    frequency: str, periods: int, first: str, last: str, place_of_october: int
) -> None:
    frame = kumulatif(formed_on("2017-10-03"), day=date(2017, 10, 31), frequency=frequency)  # type: ignore[arg-type]
    assert len(frame) == periods
    assert (frame["periode"].iloc[0], frame["periode"].iloc[-1]) == (pd.Timestamp(first), pd.Timestamp(last))
    assert frame["baru_desa"].idxmax() == place_of_october
    assert frame["kumulatif_desa"].iloc[-1] == 1


def test_a_formation_on_the_edge_of_a_period_belongs_to_the_period_of_its_day() -> None:
    frame = kumulatif(formed_on("2017-12-31", "2018-01-01"), day=date(2018, 6, 30))
    assert frame["baru_desa"].tolist() == [0, 0, 0, 1, 1]


def test_nothing_after_the_day_is_counted() -> None:
    formations = formed_on("2018-05-02", "2018-05-03")
    assert kumulatif(formations, day=date(2018, 5, 2))["kumulatif_desa"].iloc[-1] == 1
    assert kumulatif(formations, day=date(2018, 5, 3))["kumulatif_desa"].iloc[-1] == 2


def test_a_dissolution_lowers_the_count_and_is_counted_by_itself() -> None:
    formations = formations_of(
        seen("Padang", tanggal="2017-10-03", day=date(2018, 1, 1)), dissolved("Padang", DATA_DAY)
    )
    frame = kumulatif(formations, day=date(2023, 12, 31))
    assert counts(frame)["2022"] == 1
    assert counts(frame)["2023"] == 0
    assert frame["berakhir_desa"].tolist()[-2:] == [0, 1]
    assert kumulatif(formations, day=DATA_DAY - timedelta(days=1))["kumulatif_desa"].iloc[-1] == 1


def test_a_desa_formed_again_counts_again() -> None:
    formations = formations_of(
        seen("Padang", tanggal="2017-10-03", day=date(2018, 1, 1)),
        dissolved("Padang", date(2020, 6, 30)),
        seen("Padang", tanggal="2022-03-01", day=DATA_DAY, unggahan=10),
    )
    assert counts(kumulatif(formations, day=DATA_DAY)) == {
        "2014": 0, "2015": 0, "2016": 0, "2017": 1, "2018": 1,
        "2019": 1, "2020": 0, "2021": 0, "2022": 1, "2023": 1,
    }  # fmt: skip


def test_without_formations_every_period_says_zero() -> None:
    frame = kumulatif(formations_of(), day=date(2015, 12, 31))
    assert frame[["baru_desa", "berakhir_desa", "kumulatif_desa"]].to_numpy().tolist() == [[0, 0, 0], [0, 0, 0]]


def test_a_day_before_the_first_year_has_no_periods() -> None:
    assert kumulatif(formed_on("2018-05-02"), day=date(2013, 12, 31)).empty


def test_kumulatif_per_kecamatan_gives_each_all_its_periods() -> None:
    formations = formations_of(seen("Padang", tanggal="2014-06-01"), seen("Burong Mandi", tanggal="2015-10-03"))
    frame = kumulatif_per_kecamatan(formations, REGION.kecamatan, day=date(2015, 12, 31))
    assert list(frame.columns) == ["kode_kecamatan", "kecamatan", *KUMULATIF_FRAME]
    assert frame[["kecamatan", "kumulatif_desa"]].to_numpy().tolist() == [
        ["Manggar", 1], ["Manggar", 1], ["Damar", 0], ["Damar", 1],
    ]  # fmt: skip
    assert kumulatif_per_kecamatan(formations, [], day=DATA_DAY).empty


def test_tangga_steps_on_the_days_and_reaches_both_edges() -> None:
    frame = tangga(formed_on("2017-10-03", "2017-10-03", "2018-05-02"), day=DATA_DAY)
    assert list(frame.columns) == list(TANGGA_FRAME)
    assert [(f"{row.tanggal:%Y-%m-%d}", row.kumulatif_desa, row.desa) for row in frame.itertuples()] == [
        ("2014-01-01", 0, ""),
        ("2017-10-03", 2, "Lalang dan Padang"),
        ("2018-05-02", 3, "Kurnia Jaya"),
        ("2023-05-10", 3, ""),
    ]


def test_tangga_marks_who_was_dissolved() -> None:
    formations = formations_of(
        seen("Padang", tanggal="2017-10-03", day=date(2018, 1, 1)), dissolved("Padang", DATA_DAY)
    )
    frame = tangga(formations, day=DATA_DAY)
    assert frame["kumulatif_desa"].tolist() == [0, 1, 0, 0]
    assert frame["desa"].tolist() == ["", "Padang", "Padang (bubar)", ""]


def test_tangga_knows_from_when_an_imprecise_date_may_be() -> None:
    frame = tangga(formed_on("2014", "2017-10", "2018-05-02"), day=DATA_DAY)
    assert frame["tanggal"].astype(str).tolist()[1:4] == ["2014-12-31", "2017-10-31", "2018-05-02"]
    assert frame["rentang_mulai"].dropna().astype(str).to_dict() == {1: "2014-01-01", 2: "2017-10-01"}


def test_tangga_ends_at_the_day_and_is_flat_without_formations() -> None:
    assert tangga(formed_on("2018-05-02"), day=date(2018, 5, 1))["kumulatif_desa"].tolist() == [0, 0]
    assert tangga(formations_of(), day=DATA_DAY)["kumulatif_desa"].tolist() == [0, 0]


# The target ------------------------------------------------------------------------------------------------------


def test_capaian_per_kecamatan() -> None:
    desa = desa_on(
        DATA_DAY,
        seen("Padang", tanggal="2014", no_sk="12/2014"),
        seen("Lalang", tanggal="2018-05-02"),
        seen("Kurnia Jaya", Tahap.MERINTIS),
        seen("Mengkubang", Tahap.SOSIALISASI),
    )
    frame = capaian_per_kecamatan(desa, EVERY_DESA)
    assert list(frame.columns) == list(CAPAIAN_FRAME)
    manggar, damar = frame.to_dict("records")
    assert manggar["kecamatan"] == "Manggar"
    assert (manggar["jumlah_desa"], manggar["terbentuk_desa"], manggar["ber_sk_desa"]) == (3, 2, 1)
    assert (manggar["merintis_desa"], manggar["target_desa"], manggar["sisa_desa"]) == (1, 3, 1)
    assert manggar["capaian_pct"] == pytest.approx(66.6667, abs=1e-3)
    assert (damar["sosialisasi_desa"], damar["belum_desa"], damar["tidak_dilaporkan_desa"]) == (1, 0, 1)
    assert (damar["terbentuk_desa"], damar["sisa_desa"], damar["capaian_pct"]) == (0, 2, 0)


def test_a_target_of_zero_has_no_percentage_and_nothing_left() -> None:
    frame = capaian_per_kecamatan(desa_on(DATA_DAY, seen("Padang", tanggal="2014")), {MANGGAR: 0, DAMAR: 2})
    assert pd.isna(frame["capaian_pct"].iloc[0])
    assert frame["sisa_desa"].tolist() == [0, 2]
    assert frame["capaian_pct"].iloc[1] == 0


def test_more_than_the_target_is_more_than_a_hundred_percent_and_nothing_left() -> None:
    desa = desa_on(DATA_DAY, seen("Padang", tanggal="2014"), seen("Lalang", tanggal="2018-05-02"))
    row = capaian_per_kecamatan(desa, {MANGGAR: 1}).iloc[0]
    assert (row["capaian_pct"], row["sisa_desa"]) == (200, 0)


def test_without_a_target_its_columns_are_missing_and_the_counts_stay() -> None:
    frame = capaian_per_kecamatan(desa_on(DATA_DAY, seen("Padang", tanggal="2014")), {})
    assert frame["terbentuk_desa"].tolist() == [1, 0]
    assert frame[["target_desa", "sisa_desa", "capaian_pct"]].isna().all(axis=None)


def test_no_desa_at_all_is_an_empty_frame() -> None:
    empty = select_kecamatan(desa_on(DATA_DAY), ["Tidak ada"])
    assert capaian_per_kecamatan(empty, EVERY_DESA).empty


def test_the_last_row_of_a_plan_is_its_target() -> None:
    stages = tuple(TargetRow(MANGGAR, date(year, 12, 31), n) for year, n in ((2025, 3), (2023, 1), (2024, 2)))
    plan = Rencana(1, "Bertahap", DATA_DAY, "Bupati", "", (*stages, TargetRow(DAMAR, TARGET_DAY, 2)))
    assert target_per_kecamatan(plan) == {MANGGAR: 3, DAMAR: 2}
    assert plan.tanggal_akhir == date(2025, 12, 31)
    assert target_per_kecamatan(None) == {}
    assert target_per_kecamatan(plan_of({})) == {}


def test_targets_and_rows_of_chosen_kecamatan() -> None:
    assert select_targets(EVERY_DESA, REGION, ["Damar"]) == {DAMAR: 2}
    assert select_targets(EVERY_DESA, REGION, []) == EVERY_DESA
    desa = desa_on(DATA_DAY)
    assert len(select_kecamatan(desa, ["Damar"])) == 2
    assert len(select_kecamatan(desa, [])) == 5


# The figures of a day --------------------------------------------------------------------------------------------


def test_ringkas_adds_up() -> None:
    r = ringkas_of(
        seen("Padang", tanggal="2014", no_sk="12/2014"),
        seen("Lalang", tanggal="2022-05-11"),
        seen("Kurnia Jaya", Tahap.MERINTIS),
        seen("Mengkubang", Tahap.SOSIALISASI),
    )
    assert (r.jumlah_desa, r.terbentuk_desa, r.ber_sk_desa, r.merintis_desa) == (5, 2, 1, 1)
    assert (r.sosialisasi_desa, r.belum_desa, r.tidak_dilaporkan_desa) == (1, 0, 1)
    assert (r.target_desa, r.sisa_desa, r.capaian_pct) == (5, 3, 40)
    assert r.laju_12_bulan == 1
    # 601 days to the target are 19.745 months.
    assert r.laju_dibutuhkan == pytest.approx(3 / (601 / 30.4375))
    assert r.kelas is Kelas.SESUAI_JALUR
    assert r.days_past_target == -601


def test_a_surplus_in_one_kecamatan_does_not_make_up_for_another() -> None:
    r = ringkas_of(seen("Padang", tanggal="2014"), seen("Lalang", tanggal="2018-05-02"), target={MANGGAR: 1, DAMAR: 1})
    assert (r.terbentuk_desa, r.target_desa, r.sisa_desa) == (2, 2, 1)


@pytest.mark.parametrize("target", [{}, {"99.99.99": 4}])
def test_without_a_target_nothing_is_said_of_it(target: dict[str, int]) -> None:
    r = ringkas_of(seen("Padang", tanggal="2014"), target=target)
    assert r.terbentuk_desa == 1
    assert (r.target_desa, r.target_day, r.sisa_desa, r.capaian_pct) == (None, None, None, None)
    assert (r.laju_dibutuhkan, r.perkiraan, r.kelas, r.days_past_target) == (None, None, None, None)


def test_a_target_of_zero_is_a_target_without_percentage_or_class() -> None:
    r = ringkas_of(seen("Padang", Tahap.BELUM), target={MANGGAR: 0, DAMAR: 0})
    assert (r.target_desa, r.sisa_desa, r.capaian_pct, r.kelas, r.perkiraan) == (0, 0, None, None, None)


def test_without_any_report_nothing_is_formed_and_all_are_left() -> None:
    r = ringkas_of()
    assert (r.terbentuk_desa, r.belum_desa, r.tidak_dilaporkan_desa, r.sisa_desa) == (0, 0, 5, 5)
    assert r.capaian_pct == 0
    assert r.perkiraan == Perkiraan(None, None)


def test_the_pace_counts_the_twelve_months_up_to_the_day_and_not_the_first_one() -> None:
    formations = formed_on("2022-05-10", "2022-05-11", "2023-05-10", "2023-05-11")
    assert count_formed(formations, DATA_DAY, months=12) == 2


def test_pace_needed() -> None:
    assert pace_needed(24, date(2024, 12, 1), TARGET_DAY) == pytest.approx(24 / (30 / 30.4375))
    assert pace_needed(0, DATA_DAY, TARGET_DAY) == 0
    assert pace_needed(24, TARGET_DAY, TARGET_DAY) is None
    assert pace_needed(24, TARGET_DAY + timedelta(days=1), TARGET_DAY) is None
    assert pace_needed(None, DATA_DAY, TARGET_DAY) is None
    assert pace_needed(24, DATA_DAY, None) is None


# The class -------------------------------------------------------------------------------------------------------


def class_of(
    formed: int, day: date, *, target: int | None = 11, commitment: date | None = date(2023, 1, 1)
) -> Kelas | None:
    """The class of `formed` desa against 11 on 31 December 2023, with one formed at the commitment of 1 January."""
    sisa = None if target is None else max(target - formed, 0)
    return classify(formed_on("2022-06-01"), formed, target, sisa, day, date(2023, 12, 31), commitment)


def test_the_class_compares_with_the_straight_line_from_the_commitment() -> None:
    """On 2 July half of the 364 days have passed: the line stands at 1 + 10 / 2 = 6."""
    assert class_of(6, date(2023, 7, 2)) is Kelas.SESUAI_JALUR
    assert class_of(5, date(2023, 7, 2)) is Kelas.DI_BAWAH_JALUR
    assert class_of(6, date(2023, 7, 3)) is Kelas.DI_BAWAH_JALUR


def test_the_class_at_the_ends_of_the_line() -> None:
    assert class_of(1, date(2023, 1, 1)) is Kelas.SESUAI_JALUR
    assert class_of(10, date(2023, 12, 31)) is Kelas.DI_BAWAH_JALUR
    assert class_of(10, date(2024, 1, 1)) is Kelas.LEWAT_TENGGAT


def test_nothing_left_is_reached_before_and_after_the_target_day() -> None:
    assert class_of(11, date(2023, 7, 2)) is Kelas.TERCAPAI
    assert class_of(12, date(2026, 1, 1)) is Kelas.TERCAPAI


def test_there_is_no_class_before_the_commitment_day() -> None:
    assert class_of(1, date(2022, 12, 31)) is None
    assert class_of(11, date(2022, 12, 31)) is None


def test_there_is_no_class_without_a_target() -> None:
    assert class_of(5, date(2023, 7, 2), target=None) is None
    assert class_of(5, date(2023, 7, 2), target=0) is None


def test_without_a_commitment_there_is_no_line_but_an_end() -> None:
    assert class_of(5, date(2023, 7, 2), commitment=None) is None
    assert class_of(11, date(2023, 7, 2), commitment=None) is Kelas.TERCAPAI
    assert class_of(5, date(2024, 1, 1), commitment=None) is Kelas.LEWAT_TENGGAT


def test_a_commitment_on_the_target_day_draws_no_line() -> None:
    assert class_of(5, date(2023, 12, 31), commitment=date(2023, 12, 31)) is None


# The projection --------------------------------------------------------------------------------------------------


def test_the_projection_is_the_range_of_three_paces() -> None:
    """4 desa left. 12 months: 1 desa → 48 months; 24: 3 → 32 months; 36: 4 → 36 months."""
    days = [date(2021, 1, 1), date(2021, 6, 1), date(2021, 7, 1), date(2022, 12, 1)]
    perkiraan = project(many_formed(days), 4, DATA_DAY)
    assert perkiraan == Perkiraan(
        DATA_DAY + timedelta(days=round(32 * 30.4375)), DATA_DAY + timedelta(days=round(48 * 30.4375))
    )


def test_a_pace_of_zero_leaves_the_range_open() -> None:
    """Nothing in the last 12 and 24 months; 3 desa in 36 months: the 4 left take 48 months at best."""
    perkiraan = project(many_formed([date(2020, 6, 1), date(2020, 7, 1), date(2020, 8, 1)]), 4, DATA_DAY)
    assert perkiraan == Perkiraan(DATA_DAY + timedelta(days=round(48 * 30.4375)), None)


def test_only_paces_of_zero_cannot_be_projected() -> None:
    assert project(formed_on("2014", "2018-05-02"), 3, DATA_DAY) == Perkiraan(None, None)


@pytest.mark.parametrize("sisa", [0, None])
def test_nothing_left_or_no_target_has_no_projection(sisa: int | None) -> None:
    assert project(formed_on("2023-05-01"), sisa, DATA_DAY) is None


def test_a_projection_beyond_the_calendar_stays_open() -> None:
    """One desa in 36 months and a million left: the end has no date."""
    assert project(formed_on("2020-06-01"), 1_000_000, DATA_DAY) == Perkiraan(None, None)


# Standstills -----------------------------------------------------------------------------------------------------


def test_a_standstill_lasts_from_the_last_formation_to_the_day() -> None:
    formations = formed_on("2017-10-03", "2018-05-02")
    assert standstills(formations, DATA_DAY) == [(date(2018, 5, 2), DATA_DAY)]


def test_a_standstill_needs_twenty_four_months() -> None:
    formations = formed_on("2018-05-02")
    assert standstills(formations, date(2020, 5, 1)) == []
    assert standstills(formations, date(2020, 5, 2)) == [(date(2018, 5, 2), date(2020, 5, 2))]


def test_standstills_between_formations_are_all_listed_oldest_first() -> None:
    formations = formed_on("2014-06-01", "2017-10-03", "2018-05-02", "2021-01-01")
    assert standstills(formations, date(2021, 12, 31)) == [
        (date(2014, 6, 1), date(2017, 10, 3)),
        (date(2018, 5, 2), date(2021, 1, 1)),
    ]


def test_nothing_stands_still_before_the_first_formation_nor_after_the_day() -> None:
    assert standstills(formations_of(), DATA_DAY) == []
    assert standstills(formed_on("2018-05-02"), date(2018, 1, 1)) == []


def test_a_standstill_is_explained_by_what_lies_in_its_time() -> None:
    assert explain_standstill((date(2018, 5, 2), DATA_DAY), [KOMITMEN, PEMBINAAN]) == [PEMBINAAN]
    assert explain_standstill((date(2014, 6, 1), date(2017, 10, 3)), [KOMITMEN, PEMBINAAN]) == []


def test_whole_months_between_two_days() -> None:
    assert months_between(date(2018, 5, 2), DATA_DAY) == 60
    assert months_between(date(2018, 5, 11), DATA_DAY) == 59
    assert months_between(date(2018, 1, 31), date(2018, 2, 28)) == 0


def test_desa_formed_on_a_day() -> None:
    formations = formations_of(
        seen("Padang", tanggal="2017-10-03", day=date(2018, 1, 1)), dissolved("Padang", DATA_DAY)
    )
    days = (date(2017, 10, 2), date(2017, 10, 3), date(2023, 5, 9), DATA_DAY)
    assert [count_on(formations, day) for day in days] == [0, 1, 1, 0]
