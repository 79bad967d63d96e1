"""Target, pace, class and projection, with sums that a reader can do in the head."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from kkb.indicators import (
    Perkiraan,
    PutusanCapaian,
    Ringkasan,
    TanpaPerkiraan,
    capaian_per_kecamatan,
    desa_frame,
    formation_frame,
    gain_in,
    judge,
    months_before,
    pace_needed,
    past_paces,
    project,
    ringkas,
    select_kecamatan,
    select_targets,
    target_per_kecamatan,
)
from kkb.schema import (
    CAPAIAN_FRAME,
    Rencana,
    Tahap,
    TargetRow,
)
from kkb.spans import Count, Gain
from tests.support.figure_builders import (
    DAMAR,
    DATA_DAY,
    MANGGAR,
    REGION,
    TARGET_DAY,
    dissolved,
    formed_on,
    histories_of,
    many_formed,
    plan_of,
    seen,
)

EVERY_DESA = {MANGGAR: 3, DAMAR: 2}


def desa_on(day: date, *observations: object) -> pd.DataFrame:
    return desa_frame(histories_of(*observations), REGION, day)  # type: ignore[arg-type]


def ringkas_of(
    *observations: object, day: date = DATA_DAY, target: dict[str, int] | None = None, today: date = DATA_DAY
) -> Ringkasan:
    """The figures of the region against every desa by the end of 2024, unless another target is given."""
    histories = histories_of(*observations)  # type: ignore[arg-type]
    return ringkas(
        capaian_per_kecamatan(desa_frame(histories, REGION, day), EVERY_DESA if target is None else target),
        formation_frame(histories, REGION),
        day=day,
        target_day=TARGET_DAY,
        commitment_day=DATA_DAY,
        today=today,
        newest_day=day,
    )


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
    plan = Rencana(1, "Bertahap", DATA_DAY, "Bupati", "", (*stages, TargetRow(DAMAR, TARGET_DAY, 2)), DATA_DAY)
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
    assert r.laju_12_bulan == Gain(Count(1, 1), 0)
    # 601 days to the target are 19.745 months.
    assert r.laju_dibutuhkan == pytest.approx(3 / (601 / 30.4375))
    assert r.putusan is PutusanCapaian.BELUM_DAPAT_DINILAI


def test_a_surplus_in_one_kecamatan_does_not_make_up_for_another() -> None:
    r = ringkas_of(seen("Padang", tanggal="2014"), seen("Lalang", tanggal="2018-05-02"), target={MANGGAR: 1, DAMAR: 1})
    assert (r.terbentuk_desa, r.target_desa, r.sisa_desa) == (2, 2, 1)


@pytest.mark.parametrize("target", [{}, {"99.99.99": 4}])
def test_without_a_target_nothing_is_said_of_it(target: dict[str, int]) -> None:
    r = ringkas_of(seen("Padang", tanggal="2014"), target=target)
    assert r.terbentuk_desa == 1
    assert (r.target_desa, r.target_day, r.sisa_desa, r.capaian_pct) == (None, None, None, None)
    assert (r.laju_dibutuhkan, r.perkiraan, r.putusan) == (None, None, PutusanCapaian.BELUM_ADA_RENCANA)


def test_a_target_of_zero_is_reached_and_has_no_percentage() -> None:
    r = ringkas_of(seen("Padang", Tahap.BELUM), target={MANGGAR: 0, DAMAR: 0})
    assert (r.target_desa, r.sisa_desa, r.capaian_pct, r.perkiraan) == (0, 0, None, None)
    assert r.putusan is PutusanCapaian.TERCAPAI


def test_without_any_report_nothing_is_formed_and_all_are_left() -> None:
    r = ringkas_of()
    assert (r.terbentuk_desa, r.belum_desa, r.tidak_dilaporkan_desa, r.sisa_desa) == (0, 0, 5, 5)
    assert r.capaian_pct == 0
    assert r.perkiraan == Perkiraan(alasan=TanpaPerkiraan.TANPA_LAJU)
    assert r.putusan is PutusanCapaian.BELUM_DAPAT_DINILAI


def test_the_pace_counts_the_twelve_months_up_to_the_day_and_not_the_first_one() -> None:
    formations = formed_on("2022-05-10", "2022-05-11", "2023-05-10", "2023-05-11")
    assert gain_in(formations, months_before(DATA_DAY, 12), DATA_DAY) == Gain(Count(2, 2), 0)


def test_what_may_have_been_formed_in_the_window_is_possible() -> None:
    """Padang: in 2022, perhaps after 10 May. Lalang: nobody knows. Kurnia Jaya: after January 2023."""
    formations = formation_frame(
        histories_of(
            seen("Padang", tanggal="2022"),
            seen("Lalang"),
            seen("Kurnia Jaya", Tahap.BELUM, day=date(2023, 1, 31)),
            seen("Kurnia Jaya"),
        ),
        REGION,
    )
    assert gain_in(formations, months_before(DATA_DAY, 12), DATA_DAY).formed == Count(1, 3)


def test_gross_and_net() -> None:
    formations = formation_frame(
        histories_of(
            seen("Padang", tanggal="2023-01-05", day=date(2023, 1, 31)),
            seen("Lalang", tanggal="2023-02-05", day=date(2023, 3, 31)),
            dissolved("Padang", DATA_DAY),
        ),
        REGION,
    )
    gain = gain_in(formations, months_before(DATA_DAY, 12), DATA_DAY)
    assert (gain, gain.net) == (Gain(Count(2, 2), 1), Count(1, 1))


def test_pace_needed() -> None:
    assert pace_needed(24, date(2024, 12, 1), TARGET_DAY, DATA_DAY) == pytest.approx(24 / (30 / 30.4375))
    assert pace_needed(0, DATA_DAY, TARGET_DAY, DATA_DAY) == 0
    assert pace_needed(24, TARGET_DAY, TARGET_DAY, DATA_DAY) is None
    assert pace_needed(24, TARGET_DAY + timedelta(days=1), TARGET_DAY, DATA_DAY) is None
    assert pace_needed(24, DATA_DAY, TARGET_DAY, TARGET_DAY) is None
    assert pace_needed(None, DATA_DAY, TARGET_DAY, DATA_DAY) is None
    assert pace_needed(24, DATA_DAY, None, DATA_DAY) is None


# The verdict -----------------------------------------------------------------------------------------------------

VERDICT_DAY = date(2023, 12, 31)


def verdict_of(
    formed: int,
    day: date,
    *,
    target: int | None = 11,
    commitment: date | None = date(2023, 1, 1),
    seen_on: date | None = None,
    formations: pd.DataFrame | None = None,
) -> PutusanCapaian:
    """The verdict on `formed` desa against 11 on 31 December 2023, with one formed at the commitment of 1 January."""
    return judge(
        formed_on("2022-06-01") if formations is None else formations,
        formed=formed,
        target_desa=target,
        sisa_desa=None if target is None else max(target - formed, 0),
        day=day,
        target_day=VERDICT_DAY,
        commitment_day=commitment,
        seen_on=seen_on or day,
    )


def test_the_verdict_compares_with_the_straight_line_from_the_commitment() -> None:
    """On 2 July half of the 364 days have passed: the line stands at 1 + 10 / 2 = 6."""
    assert verdict_of(6, date(2023, 7, 2)) is PutusanCapaian.SESUAI_JALUR
    assert verdict_of(5, date(2023, 7, 2)) is PutusanCapaian.TERTINGGAL
    assert verdict_of(6, date(2023, 7, 3)) is PutusanCapaian.TERTINGGAL


def test_the_verdict_at_the_ends_of_the_line() -> None:
    # On the day of the signing every count is on the line: it says nothing.
    assert verdict_of(1, date(2023, 1, 1)) is PutusanCapaian.BELUM_DAPAT_DINILAI
    assert verdict_of(1, date(2023, 1, 2)) is PutusanCapaian.TERTINGGAL
    assert verdict_of(10, date(2023, 12, 30)) is PutusanCapaian.TERTINGGAL
    assert verdict_of(10, VERDICT_DAY) is PutusanCapaian.TIDAK_TERCAPAI
    assert verdict_of(10, date(2024, 1, 1)) is PutusanCapaian.TIDAK_TERCAPAI


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2023, 7, 2), date(2026, 1, 1)])
def test_nothing_left_is_reached_on_any_day(day: date) -> None:
    assert verdict_of(11, day) is PutusanCapaian.TERCAPAI


def test_after_the_target_day_older_data_says_nothing() -> None:
    assert verdict_of(10, date(2023, 7, 2), seen_on=date(2024, 1, 1)) is PutusanCapaian.BELUM_ADA_DATA
    assert verdict_of(10, date(2023, 7, 2), seen_on=VERDICT_DAY) is PutusanCapaian.SESUAI_JALUR


def test_without_a_plan_there_is_no_verdict() -> None:
    assert verdict_of(5, date(2023, 7, 2), target=None) is PutusanCapaian.BELUM_ADA_RENCANA


@pytest.mark.parametrize("commitment", [None, date(2023, 7, 3), VERDICT_DAY])
def test_without_a_line_that_day_there_is_none_either(commitment: date | None) -> None:
    assert verdict_of(5, date(2023, 7, 2), commitment=commitment) is PutusanCapaian.BELUM_DAPAT_DINILAI
    assert verdict_of(5, date(2024, 1, 1), commitment=commitment) is PutusanCapaian.TIDAK_TERCAPAI


def test_where_the_count_at_the_commitment_decides_and_is_not_known_there_is_none() -> None:
    """Four of five have no date: the line began at 1 or at 5, and stands at 6 or at 8 on 2 July."""
    formations = many_formed([date(2022, 6, 1), None, None, None, None], reported=date(2023, 6, 30))
    assert verdict_of(7, date(2023, 7, 2), formations=formations) is PutusanCapaian.BELUM_DAPAT_DINILAI
    assert verdict_of(8, date(2023, 7, 2), formations=formations) is PutusanCapaian.SESUAI_JALUR
    assert verdict_of(5, date(2023, 7, 2), formations=formations) is PutusanCapaian.TERTINGGAL


def test_a_chosen_past_day_is_judged_as_of_that_day() -> None:
    r = ringkas(
        capaian_per_kecamatan(desa_on(date(2023, 6, 30), seen("Padang", tanggal="2014")), EVERY_DESA),
        formation_frame(histories_of(seen("Padang", tanggal="2014")), REGION),
        day=date(2023, 6, 30),
        target_day=TARGET_DAY,
        commitment_day=DATA_DAY,
        today=date(2025, 6, 1),
        newest_day=date(2024, 5, 1),
    )
    # Judged today, nobody would know: no data reaches the target day.
    assert r.putusan is PutusanCapaian.TERTINGGAL


# The projection --------------------------------------------------------------------------------------------------


def test_the_projection_is_the_range_of_three_paces() -> None:
    """4 desa left. 12 months: 1 desa → 48 months; 24: 3 → 32 months; 36: 4 → 36 months."""
    days = [date(2021, 1, 1), date(2021, 6, 1), date(2021, 7, 1), date(2022, 12, 1)]
    perkiraan = project(many_formed(days), 4, DATA_DAY, DATA_DAY)
    ends = [DATA_DAY + timedelta(days=round(months * 30.4375)) for months in (48, 32, 36)]
    assert perkiraan == Perkiraan(ends[1], ends[0])
    paces = past_paces(many_formed(days), 4, DATA_DAY)
    assert [(pace.months, pace.gain.net.certain, pace.slowest) for pace in paces] == list(
        zip((12, 24, 36), (1, 3, 4), ends, strict=True)
    )
    assert all(pace.slowest == pace.fastest for pace in paces)


def test_what_may_have_been_formed_makes_the_end_earlier_and_no_later() -> None:
    """One of 12 months ago for certain, one perhaps: 4 left take 48 months, or 24."""
    perkiraan = project(many_formed([date(2023, 1, 1), None]), 4, DATA_DAY, DATA_DAY)
    ends = [DATA_DAY + timedelta(days=round(months * 30.4375)) for months in (24, 144)]
    assert perkiraan == Perkiraan(*ends)


def test_there_is_none_from_old_data_and_none_in_the_past() -> None:
    formations = many_formed([date(2023, 1, 1)] * 12)
    assert project(formations, 1, DATA_DAY, date(2023, 11, 10)) == Perkiraan(alasan=TanpaPerkiraan.SUDAH_LEWAT)
    assert project(formations, 12, DATA_DAY, date(2023, 11, 10)) is not None
    assert project(formations, 12, DATA_DAY, date(2023, 11, 11)) == Perkiraan(alasan=TanpaPerkiraan.DATA_LAMA)


def test_a_pace_of_zero_leaves_the_range_open() -> None:
    """Nothing in the last 12 and 24 months; 3 desa in 36 months: the 4 left take 48 months at best."""
    perkiraan = project(many_formed([date(2020, 6, 1), date(2020, 7, 1), date(2020, 8, 1)]), 4, DATA_DAY, DATA_DAY)
    assert perkiraan == Perkiraan(DATA_DAY + timedelta(days=round(48 * 30.4375)), None)


def test_only_paces_of_zero_cannot_be_projected() -> None:
    assert project(formed_on("2014", "2018-05-02"), 3, DATA_DAY, DATA_DAY) == Perkiraan(
        alasan=TanpaPerkiraan.TANPA_LAJU
    )


@pytest.mark.parametrize("sisa", [0, None])
def test_nothing_left_or_no_target_has_no_projection(sisa: int | None) -> None:
    assert project(formed_on("2023-05-01"), sisa, DATA_DAY, DATA_DAY) is None


def test_a_projection_beyond_the_calendar_stays_open() -> None:
    """One desa in 36 months and a million left: the end has no date."""
    assert project(formed_on("2020-06-01"), 1_000_000, DATA_DAY, DATA_DAY) == Perkiraan(
        alasan=TanpaPerkiraan.TANPA_LAJU
    )
