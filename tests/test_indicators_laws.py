"""Laws of the figures, over histories nobody would think of: dissolved, formed again, dated by year or not at all."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.indicators import (
    capaian_per_kecamatan,
    count_on,
    desa_frame,
    formation_frame,
    gain_in,
    kumulatif,
    kumulatif_per_kecamatan,
    months_before,
    project,
    ringkas,
    select_kecamatan,
    select_targets,
    standstills,
    tangga,
)
from kkb.schema import CAPAIAN_FRAME, Observation, Tahap
from kkb.state import fold
from tests.support.end_rows import ends
from tests.support.figure_builders import DAMAR, DATA_DAY, MANGGAR, REGION, TARGET_DAY, dissolved, seen

FREQUENCIES = ("year", "quarter", "month")
DAYS = st.dates(date(2014, 1, 1), date(2025, 12, 31))
# Reports cluster on few days, as recaps do; only then do formations and dissolutions meet on one.
REPORT_DAYS = st.sampled_from([date(2018, 1, 1), date(2020, 12, 31), DATA_DAY, date(2024, 6, 30)])


@st.composite
def observations(draw: st.DrawFn, *, may_dissolve: bool = True) -> list[Observation]:
    """Rows of recaps that the checks let pass: no date of formation after the day of its recap."""
    found = []
    for unggahan in range(1, draw(st.integers(0, 14)) + 1):
        desa, day = draw(st.sampled_from(REGION.desa)).desa, draw(REPORT_DAYS)
        status = draw(
            st.sampled_from([Tahap.TERBENTUK, Tahap.TERBENTUK, Tahap.MERINTIS, Tahap.SOSIALISASI, Tahap.BELUM])
        )
        if status is Tahap.BELUM and may_dissolve and draw(st.booleans()):
            one = dissolved(desa, day, unggahan=unggahan)
            found.append(replace(one, row=replace(one.row, **draw(ends(day)))))
            continue
        tanggal = None
        if status is Tahap.TERBENTUK:
            formed = draw(st.dates(date(2014, 1, 1), day))
            tanggal = draw(st.sampled_from([None, 4, 7, 10]))
            tanggal = formed.isoformat()[:tanggal] if tanggal else None
        no_sk = draw(st.sampled_from([None, "12/2019"]))
        found.append(seen(desa, status, tanggal, day=day, unggahan=unggahan, no_sk=no_sk))
    return found


TARGETS = st.one_of(st.just({}), st.fixed_dictionaries({MANGGAR: st.integers(0, 3), DAMAR: st.integers(0, 2)}))


@settings(max_examples=20, deadline=None)
@given(observations(may_dissolve=False), DAYS, st.sampled_from(FREQUENCIES))
def test_the_count_never_falls_without_a_dissolution(rows: list[Observation], day: date, frequency: str) -> None:
    formations = formation_frame(fold(rows), REGION)
    assert kumulatif(formations, day=day, frequency=frequency)["kumulatif_desa"].is_monotonic_increasing  # type: ignore[arg-type]
    assert tangga(formations, day=day)["kumulatif_desa"].is_monotonic_increasing


@settings(max_examples=30, deadline=None)
@given(observations(), DAYS, st.sampled_from(FREQUENCIES))
def test_each_period_follows_from_the_one_before(rows: list[Observation], day: date, frequency: str) -> None:
    frame = kumulatif(formation_frame(fold(rows), REGION), day=day, frequency=frequency)  # type: ignore[arg-type]
    change = frame["kumulatif_desa"].diff().fillna(frame["kumulatif_desa"])
    assert (change == frame["baru_desa"] + frame["tanpa_tanggal_desa"] - frame["berakhir_desa"]).all()
    assert frame["kumulatif_desa"].between(0, len(REGION.desa)).all()
    assert frame["periode"].iloc[-1] <= pd.Timestamp(day)


@settings(max_examples=20, deadline=None)
@given(observations(), DAYS, TARGETS)
def test_every_frame_agrees_on_how_many_are_formed(rows: list[Observation], day: date, target: dict[str, int]) -> None:
    histories = fold(rows)
    desa, formations = desa_frame(histories, REGION, day), formation_frame(histories, REGION)
    formed = int(desa["terbentuk"].sum())
    assert count_on(formations, day) == formed
    assert int(capaian_per_kecamatan(desa, target)["terbentuk_desa"].sum()) == formed
    assert tangga(formations, day=day)["kumulatif_desa"].iloc[-1] == formed
    for frequency in FREQUENCIES:
        assert kumulatif(formations, day=day, frequency=frequency)["kumulatif_desa"].iloc[-1] == formed  # type: ignore[arg-type]


@settings(max_examples=20, deadline=None)
@given(observations(), DAYS, st.sampled_from(FREQUENCIES))
def test_kecamatan_add_up_to_the_regency_in_every_period(rows: list[Observation], day: date, frequency: str) -> None:
    formations = formation_frame(fold(rows), REGION)
    parts = kumulatif_per_kecamatan(formations, REGION.kecamatan, day=day, frequency=frequency)  # type: ignore[arg-type]
    columns = ["baru_desa", "berakhir_desa", "tanpa_tanggal_desa", "kumulatif_desa"]
    whole = kumulatif(formations, day=day, frequency=frequency).set_index("periode")[columns]  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(parts.groupby("periode")[columns].sum(), whole, check_freq=False)


@settings(max_examples=20, deadline=None)
@given(observations(), DAYS, TARGETS)
def test_kecamatan_add_up_to_the_regency_in_the_figures(
    rows: list[Observation], day: date, target: dict[str, int]
) -> None:
    histories = fold(rows)
    desa, formations = desa_frame(histories, REGION, day), formation_frame(histories, REGION)

    def figures(names: list[str]) -> dict[str, int]:
        r = ringkas(
            capaian_per_kecamatan(select_kecamatan(desa, names), select_targets(target, REGION, names)),
            select_kecamatan(formations, names),
            day=day,
            target_day=TARGET_DAY,
            commitment_day=DATA_DAY,
            today=day,
            newest_day=day,
        )
        counted = [name for name in CAPAIAN_FRAME if name.endswith("_desa")]
        net = r.laju_12_bulan.net
        return {name: getattr(r, name) or 0 for name in counted} | {"pasti": net.certain, "mungkin": net.possible}

    whole, manggar, damar = figures([]), figures(["Manggar"]), figures(["Damar"])
    assert {name: manggar[name] + damar[name] for name in whole} == whole
    rungs = ("terbentuk_desa", "merintis_desa", "sosialisasi_desa", "belum_desa", "tidak_dilaporkan_desa")
    assert sum(whole[name] for name in rungs) == whole["jumlah_desa"] == len(REGION.desa)


@settings(max_examples=20, deadline=None)
@given(observations(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(rows: list[Observation], day: date, chance: random.Random) -> None:
    histories, mixed = fold(rows), fold(chance.sample(rows, len(rows)))
    formations = formation_frame(histories, REGION)
    pd.testing.assert_frame_equal(formation_frame(mixed, REGION), formations)
    pd.testing.assert_frame_equal(desa_frame(mixed, REGION, day), desa_frame(histories, REGION, day))
    shuffled = formations.iloc[chance.sample(range(len(formations)), len(formations))]
    for frequency in FREQUENCIES:
        pd.testing.assert_frame_equal(
            kumulatif(shuffled, day=day, frequency=frequency),  # type: ignore[arg-type]
            kumulatif(formations, day=day, frequency=frequency),  # type: ignore[arg-type]
        )
    pd.testing.assert_frame_equal(tangga(shuffled, day=day), tangga(formations, day=day))
    assert standstills(shuffled, day) == standstills(formations, day)


@settings(max_examples=20, deadline=None)
@given(observations(), DAYS, st.integers(1, 2000))
def test_nothing_after_the_day_is_counted(rows: list[Observation], day: date, later: int) -> None:
    """Formations of later days are left out of every figure of the day; what ends later still stands."""
    formations = formation_frame(fold(rows), REGION)
    known = formations[formations["mulai"] <= pd.Timestamp(day)].copy()
    known.loc[known["selesai"] > pd.Timestamp(day), "selesai"] = pd.NaT
    for frequency in FREQUENCIES:
        pd.testing.assert_frame_equal(
            kumulatif(formations, day=day, frequency=frequency),  # type: ignore[arg-type]
            kumulatif(known, day=day, frequency=frequency),  # type: ignore[arg-type]
        )
    pd.testing.assert_frame_equal(tangga(formations, day=day), tangga(known, day=day))
    assert tangga(formations, day=day)["tanggal"].max() == pd.Timestamp(day)
    begun = formations[formations["rentang_awal"] <= pd.Timestamp(day)].copy()
    assert standstills(formations, day) == standstills(begun, day)
    assert project(formations, 3, day, day) == project(begun, 3, day, day)
    # Looking from a later day does not change what was counted by then.
    future = kumulatif(formations, day=day + timedelta(days=later), frequency="month")
    past = kumulatif(formations, day=day, frequency="month").iloc[:-1]
    pd.testing.assert_frame_equal(future.iloc[: len(past)], past)


@settings(max_examples=30, deadline=None)
@given(observations(), DAYS, st.integers(1, 40))
def test_a_projection_is_a_range_after_the_day(rows: list[Observation], day: date, sisa: int) -> None:
    perkiraan = project(formation_frame(fold(rows), REGION), sisa, day, day)
    assert perkiraan is not None
    if perkiraan.paling_cepat is None:
        assert perkiraan.paling_lambat is None
    else:
        assert perkiraan.paling_cepat > day
        assert perkiraan.paling_lambat is None or perkiraan.paling_lambat >= perkiraan.paling_cepat


@settings(max_examples=30, deadline=None)
@given(observations(), DAYS)
def test_standstills_are_long_ordered_and_hold_no_formation(rows: list[Observation], day: date) -> None:
    formations = formation_frame(fold(rows), REGION)
    spans = standstills(formations, day)
    for span in spans:
        begin, end = pd.Timestamp(span.begin), pd.Timestamp(span.end)
        assert span.end <= day
        assert begin + pd.DateOffset(months=24) <= end
        assert not ((formations["rentang_akhir"] > begin) & (formations["rentang_awal"] < end)).any()
    assert all(before.end <= after.begin for before, after in pairwise(spans))


@settings(max_examples=20, deadline=None)
@given(observations(), DAYS, TARGETS)
def test_inputs_are_untouched(rows: list[Observation], day: date, target: dict[str, int]) -> None:
    histories = fold(rows)
    desa, formations = desa_frame(histories, REGION, day), formation_frame(histories, REGION)
    before = desa.copy(deep=True), formations.copy(deep=True), dict(target), fold(rows)
    kumulatif(formations, day=day)
    kumulatif_per_kecamatan(formations, REGION.kecamatan, day=day)
    tangga(formations, day=day)
    standstills(formations, day)
    capaian = capaian_per_kecamatan(desa, target)
    ringkas(
        capaian,
        formations,
        day=day,
        target_day=TARGET_DAY,
        commitment_day=DATA_DAY,
        today=day,
        newest_day=day,
    )
    pd.testing.assert_frame_equal(desa, before[0])
    pd.testing.assert_frame_equal(formations, before[1])
    assert (target, histories) == (before[2], before[3])


@given(REPORT_DAYS, DAYS, st.data())
def test_one_report_of_an_end_says_the_same_everywhere(reported: date, day: date, data: st.DataObject) -> None:
    """Stage at a day, staircase, list and the net of 12 months, of one desa of which nothing else is known."""
    parts = data.draw(ends(reported))
    name = REGION.desa[0].desa
    one = dissolved(name, reported)
    histories = fold([replace(one, row=replace(one.row, **parts))])
    formations = formation_frame(histories, REGION)
    end = parts["tanggal_bubar"].by(reported) if parts["tanggal_bubar"] else reported
    begin = min(parts["tanggal"].by(end), end) if parts["tanggal"] else end
    (listed,) = desa_frame(histories, REGION, day).query("desa == @name").to_dict("records")
    stands = begin <= day < end
    assert (listed["terbentuk"], count_on(formations, day)) == (stands, int(stands))
    gain = gain_in(formations, months_before(day, 12), day)
    assert gain.ended == int(months_before(day, 12) < end <= day)
    if (span := parts["tanggal"]) is not None:
        first, last = span.first, min(span.last, end)
        assert gain.formed.certain == int(first > months_before(day, 12) and last <= day)
        assert gain.formed.possible == int(last > months_before(day, 12) and first <= day)
    if day >= reported:
        known = [listed[name] for name in ("tanggal_bubar_iso", "bubar_dibentuk_iso")]
        told = [parts[name].iso() if parts[name] else None for name in ("tanggal_bubar", "tanggal")]
        assert (listed["berakhir"], [iso if isinstance(iso, str) else None for iso in known]) == (True, told)
