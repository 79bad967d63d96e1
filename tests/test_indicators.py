"""States, counts over time and standstills, with sums that a reader can do in the head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from kkb.indicators import (
    count_on,
    desa_frame,
    explain_standstill,
    fits_counts,
    kumulatif,
    kumulatif_per_kecamatan,
    standstills,
    tangga,
)
from kkb.schema import (
    DESA_FRAME,
    FORMATION_FRAME,
    KUMULATIF_FRAME,
    TANGGA_FRAME,
    Tahap,
)
from kkb.spans import Standstill, months_between
from tests.support.figure_builders import (
    DATA_DAY,
    KOMITMEN,
    PEMBINAAN,
    REGION,
    dissolved,
    formations_of,
    formed_on,
    histories_of,
    seen,
)


def counts(frame: pd.DataFrame) -> dict[str, int]:
    """{period: cumulative desa} of a frame by year."""
    return {str(moment.year): int(n) for moment, n in zip(frame["periode"], frame["kumulatif_desa"], strict=True)}


def desa_on(day: date, *observations: object) -> pd.DataFrame:
    return desa_frame(histories_of(*observations), REGION, day)  # type: ignore[arg-type]


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
    assert frame["rentang_awal"].astype(str).tolist() == ["2017-10-03", "2018-05-02", "2014-01-01"]
    assert frame["rentang_akhir"].iloc[2] == pd.Timestamp(DATA_DAY)


def test_a_formation_that_counted_on_no_day_was_there_all_the_same() -> None:
    """Reported without a date and dissolved by another recap of the same day."""
    (row,) = formations_of(seen("Padang"), dissolved("Padang", DATA_DAY)).to_dict("records")
    assert row["mulai"] == row["selesai"] == pd.Timestamp(DATA_DAY)


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
    assert frame["rentang"].tolist()[1:3] == [
        ((date(2014, 1, 1), date(2014, 12, 31), "Padang"),),
        ((date(2017, 10, 1), date(2017, 10, 31), "Lalang"),),
    ]
    assert frame["rentang"].iloc[3] == ()


def test_each_name_of_a_step_keeps_its_own_span() -> None:
    denied = seen("Lalang", Tahap.BELUM, day=date(2022, 1, 31))
    frame = tangga(formations_of(seen("Padang"), denied, seen("Lalang")), day=DATA_DAY)
    assert frame["rentang"].iloc[1] == (
        (date(2014, 1, 1), DATA_DAY, "Padang"),
        (date(2022, 2, 1), DATA_DAY, "Lalang"),
    )


def test_what_may_lie_in_more_than_one_period_has_none() -> None:
    """Padang: 2017. Lalang: some day of 2014 to 2023. Kurnia Jaya: not in May 2022, formed in May 2023."""
    formations = formations_of(
        seen("Padang", tanggal="2017"),
        seen("Lalang"),
        seen("Kurnia Jaya", Tahap.BELUM, day=date(2023, 1, 31)),
        seen("Kurnia Jaya"),
    )
    years = kumulatif(formations, day=DATA_DAY)
    assert years["baru_desa"].tolist() == [0, 0, 0, 1, 0, 0, 0, 0, 0, 1]
    assert years["tanpa_tanggal_desa"].tolist() == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    months = kumulatif(formations, day=DATA_DAY, frequency="month")
    assert months[["baru_desa", "tanpa_tanggal_desa"]].sum().tolist() == [0, 3]
    assert months["kumulatif_desa"].iloc[-1] == 3


def test_tangga_ends_at_the_day_and_is_flat_without_formations() -> None:
    assert tangga(formed_on("2018-05-02"), day=date(2018, 5, 1))["kumulatif_desa"].tolist() == [0, 0]
    assert tangga(formations_of(), day=DATA_DAY)["kumulatif_desa"].tolist() == [0, 0]


def test_tangga_begins_with_a_report_earlier_than_the_first_year() -> None:
    frame = tangga(formations_of(seen("Padang", day=date(2012, 3, 1))), day=DATA_DAY)
    assert frame["tanggal"].astype(str).tolist() == ["2012-03-01", "2012-03-01", "2023-05-10"]
    assert frame["kumulatif_desa"].tolist() == [0, 1, 1]


# Standstills -----------------------------------------------------------------------------------------------------


def test_a_standstill_lasts_from_the_last_formation_to_the_day() -> None:
    formations = formed_on("2017-10-03", "2018-05-02")
    assert standstills(formations, DATA_DAY) == [Standstill(date(2018, 5, 2), DATA_DAY)]


def test_a_standstill_needs_twenty_four_months() -> None:
    formations = formed_on("2018-05-02")
    assert standstills(formations, date(2020, 5, 1)) == []
    assert standstills(formations, date(2020, 5, 2)) == [Standstill(date(2018, 5, 2), date(2020, 5, 2))]


def test_standstills_between_formations_are_all_listed_oldest_first() -> None:
    formations = formed_on("2014-06-01", "2017-10-03", "2018-05-02", "2021-01-01")
    assert standstills(formations, date(2021, 12, 31)) == [
        Standstill(date(2014, 6, 1), date(2017, 10, 3)),
        Standstill(date(2018, 5, 2), date(2021, 1, 1)),
    ]


def test_a_year_at_the_edge_makes_it_at_least_so_long() -> None:
    """Formed on some day of 2017: nothing can lie between the end of that year and the day."""
    (span,) = standstills(formed_on("2017"), DATA_DAY)
    assert (span, span.months) == (Standstill(date(2017, 12, 31), DATA_DAY, is_exact=False), 64)


def test_no_standstill_where_a_formation_without_a_date_may_lie() -> None:
    assert standstills(formations_of(seen("Padang", tanggal="2014-06-01"), seen("Lalang")), DATA_DAY) == []
    # Told of as not formed in January 2021: before that nothing happened.
    told = (seen("Lalang", Tahap.BELUM, day=date(2021, 1, 31)), seen("Lalang"))
    spans = standstills(formations_of(seen("Padang", tanggal="2014-06-01"), *told), DATA_DAY)
    assert spans == [Standstill(date(2014, 6, 1), date(2021, 2, 1), is_exact=False)]


def test_nothing_stands_still_before_the_first_formation_nor_after_the_day() -> None:
    assert standstills(formations_of(), DATA_DAY) == []
    assert standstills(formed_on("2018-05-02"), date(2018, 1, 1)) == []


def test_a_standstill_is_explained_by_what_lies_in_its_time() -> None:
    assert explain_standstill(Standstill(date(2018, 5, 2), DATA_DAY), [KOMITMEN, PEMBINAAN]) == [PEMBINAAN]
    assert explain_standstill(Standstill(date(2014, 6, 1), date(2017, 10, 3)), [KOMITMEN, PEMBINAAN]) == []


@pytest.mark.parametrize(("count", "fits"), [(None, True), (2, True), (3, False)])
def test_a_reason_that_counts_pokja_holds_only_where_so_many_stood(count: int | None, fits: bool) -> None:
    formations = formed_on("2017-10-03", "2018-05-02", "2022-03-01")
    assert fits_counts(replace(PEMBINAAN, jumlah_pokja=count), formations, DATA_DAY) is fits
    # Of formations without a date nobody knows that they stood then.
    undated = formations_of(seen("Padang"), seen("Lalang"))
    assert fits_counts(replace(PEMBINAAN, jumlah_pokja=count), undated, DATA_DAY) is (count is None)


def test_whole_months_between_two_days() -> None:
    assert months_between(date(2018, 5, 2), DATA_DAY) == 60
    assert months_between(date(2018, 5, 11), DATA_DAY) == 59
    assert months_between(date(2018, 1, 30), date(2018, 3, 29)) == 1


def test_the_end_of_a_shorter_month_completes_it() -> None:
    assert months_between(date(2018, 1, 31), date(2018, 2, 28)) == 1
    assert months_between(date(2024, 1, 31), date(2024, 2, 28)) == 0
    assert months_between(date(2024, 12, 31), date(2026, 11, 30)) == 23
    assert months_between(date(2024, 12, 31), date(2026, 11, 29)) == 22


def test_desa_formed_on_a_day() -> None:
    formations = formations_of(
        seen("Padang", tanggal="2017-10-03", day=date(2018, 1, 1)), dissolved("Padang", DATA_DAY)
    )
    days = (date(2017, 10, 2), date(2017, 10, 3), date(2023, 5, 9), DATA_DAY)
    assert [count_on(formations, day) for day in days] == [0, 1, 1, 0]
