"""The indicators: pure functions from histories and frames to frames and figures.

Definitions are published on the help page (pages/bantuan.py) in the words of `kkb.narrative`. A pace is counted in
desa per month or per year; a month is 365.25 / 12 = 30.4375 days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from kkb.formatting import join_words
from kkb.recap_columns import ATTRIBUTES
from kkb.region import Kecamatan, Region
from kkb.schema import (
    CAPAIAN_FRAME,
    DESA_FRAME,
    FIRST_YEAR,
    FORMATION_FRAME,
    KUMULATIF_FRAME,
    TANGGA_FRAME,
    JenisTonggak,
    Presisi,
    Rencana,
    Tahap,
    Tonggak,
)
from kkb.state import DesaHistory, DesaState, state_on

DAYS_PER_MONTH = 30.4375
STANDSTILL_MONTHS = 24
PROJECTION_WINDOWS = (12, 24, 36)

Frequency = Literal["year", "quarter", "month"]
_PERIOD_CODE: dict[Frequency, str] = {"year": "Y", "quarter": "Q", "month": "M"}
_COUNT_OF_RUNG = {
    Tahap.MERINTIS.value: "merintis_desa",
    Tahap.SOSIALISASI.value: "sosialisasi_desa",
    Tahap.BELUM.value: "belum_desa",
}
_CAPAIAN_TYPES = {
    name: {"code": "str", "name": "str"}.get(meaning, "int64") for name, meaning in CAPAIAN_FRAME.items()
} | {"target_desa": "Int64", "sisa_desa": "Int64", "capaian_pct": "Float64"}


class Kelas(StrEnum):
    """Where the formation stands against the straight line from the commitment to the target."""

    TERCAPAI = "tercapai"
    SESUAI_JALUR = "sesuai jalur"
    DI_BAWAH_JALUR = "di bawah jalur"
    LEWAT_TENGGAT = "lewat tenggat"


@dataclass(frozen=True, slots=True)
class Perkiraan:
    """When the rest would be done at the paces of the last 12, 24 and 36 months.

    `paling_cepat` is None if all paces are 0; `paling_lambat` is None if one of them is 0 (the range stays open).
    """

    paling_cepat: date | None
    paling_lambat: date | None


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """The figures of one day for a region or a part of it. Counts are desa; see `ringkas` for the definitions."""

    day: date
    jumlah_desa: int
    terbentuk_desa: int
    ber_sk_desa: int
    merintis_desa: int
    sosialisasi_desa: int
    belum_desa: int
    tidak_dilaporkan_desa: int
    target_desa: int | None
    target_day: date | None
    sisa_desa: int | None
    capaian_pct: float | None
    laju_12_bulan: int
    laju_dibutuhkan: float | None
    perkiraan: Perkiraan | None
    kelas: Kelas | None


def desa_frame(histories: Mapping[str, DesaHistory], region: Region, day: date) -> pd.DataFrame:
    """One row per desa of the region, in its order: columns of `schema.DESA_FRAME`, the state on `day`.

    A desa that nobody has reported has no `tahap`; that is not Belum.
    """
    states = state_on(histories, day)
    rows = []
    for desa in region.desa:
        place = {
            "kode_kecamatan": desa.kode_kecamatan,
            "kecamatan": desa.kecamatan,
            "kode_desa": desa.kode_desa,
            "desa": desa.desa,
            "petak_kolom": desa.petak_kolom,
            "petak_baris": desa.petak_baris,
        }
        rows.append(place | _facts(states.get(desa.kode_desa)))
    frame = pd.DataFrame(rows, columns=list(DESA_FRAME))
    for name in ("dihitung_sejak", "dilaporkan_per"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.astype({"terbentuk": bool, "komitmen": bool, "unggahan": "Int64"})


def _facts(state: DesaState | None) -> dict[str, object]:
    if state is None:
        return {"terbentuk": False, "komitmen": False}
    formation = state.formation
    tanggal = formation.tanggal if formation else None
    return {
        "tahap": state.tahap.value,
        "terbentuk": formation is not None,
        "dihitung_sejak": formation.mulai if formation else None,
        "tanggal_iso": tanggal.iso() if tanggal else None,
        "presisi": tanggal.presisi.value if tanggal else None,
        "tanggal_dasar": formation.tanggal_dasar.value if formation and formation.tanggal_dasar else None,
        "no_sk": formation.no_sk if formation else None,
        "tanggal_sk_iso": formation.tanggal_sk.iso() if formation and formation.tanggal_sk else None,
        "tanggal_pencanangan_iso": state.tanggal_pencanangan.iso() if state.tanggal_pencanangan else None,
        "komitmen": state.komitmen,
        **{column.name: state.attributes.get(column.name) for column in ATTRIBUTES},
        "unggahan": state.unggahan,
        "dilaporkan_per": state.dilaporkan_per,
    }


def formation_frame(histories: Mapping[str, DesaHistory], region: Region) -> pd.DataFrame:
    """One row per formation of a desa of the region: columns of `schema.FORMATION_FRAME`, oldest first.

    A formation that ended before it began to count (both known only afterwards) never stood on any day: no row.
    """
    rows = []
    for desa in region.desa:
        history = histories.get(desa.kode_desa)
        for formation in history.formations if history else ():
            if formation.selesai is not None and formation.selesai <= formation.mulai:
                continue
            tanggal = formation.tanggal
            rows.append(
                {
                    "kode_kecamatan": desa.kode_kecamatan,
                    "kecamatan": desa.kecamatan,
                    "kode_desa": desa.kode_desa,
                    "desa": desa.desa,
                    "mulai": formation.mulai,
                    "selesai": formation.selesai,
                    "tanggal_pertama": tanggal.first if tanggal else None,
                    "tanggal_iso": tanggal.iso() if tanggal else None,
                    "presisi": tanggal.presisi.value if tanggal else None,
                    "tanggal_dasar": formation.tanggal_dasar.value if formation.tanggal_dasar else None,
                    "unggahan": formation.unggahan,
                }
            )
    frame = pd.DataFrame(rows, columns=list(FORMATION_FRAME))
    for name in ("mulai", "selesai", "tanggal_pertama"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.sort_values(["mulai", "kode_desa"], ignore_index=True)


def kumulatif(
    formations: pd.DataFrame, *, day: date, frequency: Frequency = "year", start_year: int = FIRST_YEAR
) -> pd.DataFrame:
    """One row per period from `start_year` to the period of `day`: columns of `schema.KUMULATIF_FRAME`.

    Nothing after `day` is counted. The count never falls without a dissolution.
    """
    first = pd.Period(year=start_year, month=1, freq="M").asfreq(_PERIOD_CODE[frequency], how="start")
    last = pd.Period(pd.Timestamp(day), freq=_PERIOD_CODE[frequency])
    periods = pd.period_range(first, last, freq=_PERIOD_CODE[frequency])
    starts = periods.start_time.normalize()
    ends = periods.end_time.normalize()
    begun, ended = (_moments_until(formations[name], day) for name in ("mulai", "selesai"))
    begun_by_end, ended_by_end = begun.searchsorted(ends, side="right"), ended.searchsorted(ends, side="right")
    begun_before, ended_before = begun.searchsorted(starts, side="left"), ended.searchsorted(starts, side="left")
    return pd.DataFrame(
        {
            "periode": starts,
            "baru_desa": begun_by_end - begun_before,
            "berakhir_desa": ended_by_end - ended_before,
            "kumulatif_desa": begun_by_end - ended_by_end,
        },
        columns=list(KUMULATIF_FRAME),
    )


def _moments_until(moments: pd.Series, day: date) -> np.ndarray:
    """Those up to a day in order, as a plain array: pandas takes twenty times as long over so few."""
    known = moments.to_numpy()
    return np.sort(known[known <= pd.Timestamp(day).to_datetime64()])


def kumulatif_per_kecamatan(
    formations: pd.DataFrame, kecamatan: Iterable[Kecamatan], *, day: date, frequency: Frequency = "year"
) -> pd.DataFrame:
    """The same for each kecamatan given, with `kode_kecamatan` and `kecamatan` first; each has all its periods."""
    parts = []
    for kec in kecamatan:
        part = kumulatif(formations[formations["kode_kecamatan"] == kec.kode_kecamatan], day=day, frequency=frequency)
        part.insert(0, "kecamatan", kec.kecamatan)
        part.insert(0, "kode_kecamatan", kec.kode_kecamatan)
        parts.append(part)
    columns = ["kode_kecamatan", "kecamatan", *KUMULATIF_FRAME]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def tangga(formations: pd.DataFrame, *, day: date, start_year: int = FIRST_YEAR) -> pd.DataFrame:
    """The count as a staircase: columns of `schema.TANGGA_FRAME`, one row per day on which it changed.

    The first row stands at the start of `start_year`, the last at `day`, so that the line reaches both. What has no
    date of formation counts from its report, which may be earlier than `start_year`: then the line begins there.
    """
    limit = pd.Timestamp(day)
    events: dict[pd.Timestamp, list[tuple[int, str, pd.Timestamp | None]]] = defaultdict(list)
    for row in formations.to_dict("records"):
        if row["mulai"] <= limit:
            is_span = row["presisi"] in (Presisi.MONTH, Presisi.YEAR)
            events[row["mulai"]].append((1, row["desa"], row["tanggal_pertama"] if is_span else None))
        if row["selesai"] <= limit:
            events[row["selesai"]].append((-1, f"{row['desa']} (bubar)", None))
    total = 0
    start = min([pd.Timestamp(year=start_year, month=1, day=1), limit, *events])
    rows: list[tuple[object, ...]] = [(start, 0, "", None)]
    for moment, changes in sorted(events.items()):
        total += sum(change for change, _, _ in changes)
        names = join_words(sorted(name for _, name, _ in changes), limit=8)
        rows.append((moment, total, names, min((first for *_, first in changes if first), default=None)))
    rows.append((limit, total, "", None))
    frame = pd.DataFrame(rows, columns=list(TANGGA_FRAME))
    return frame.astype({"tanggal": "datetime64[ns]", "rentang_mulai": "datetime64[ns]"})


def target_per_kecamatan(plan: Rencana | None) -> dict[str, int]:
    """Desa that each kecamatan is to have formed at the end of a plan, by kode_kecamatan."""
    if plan is None:
        return {}
    final: dict[str, tuple[date, int]] = {}
    for row in plan.targets:
        if row.kode_kecamatan not in final or row.tanggal >= final[row.kode_kecamatan][0]:
            final[row.kode_kecamatan] = (row.tanggal, row.jumlah_desa)
    return {kode: jumlah for kode, (_, jumlah) in final.items()}


def capaian_per_kecamatan(desa: pd.DataFrame, target: Mapping[str, int]) -> pd.DataFrame:
    """One row per kecamatan, in the region's order: columns of `schema.CAPAIAN_FRAME`.

    `capaian_pct` is missing, never infinite, when the target is 0; without a target all of target_desa, sisa_desa
    and capaian_pct are missing. Rows add up to the regency.
    """
    # Desa by desa, without pandas: for the few dozen of a region that takes a fraction of the time.
    counted: dict[tuple[str, str], Counter[str]] = {}
    columns = (desa[name].tolist() for name in ("kode_kecamatan", "kecamatan", "tahap", "terbentuk", "no_sk"))
    for kode, kecamatan, tahap, is_formed, no_sk in zip(*columns, strict=True):
        counts = counted.setdefault((kode, kecamatan), Counter())
        counts["jumlah_desa"] += 1
        counts["terbentuk_desa"] += is_formed
        counts["ber_sk_desa"] += is_formed and isinstance(no_sk, str)
        counts[_COUNT_OF_RUNG.get(tahap, "") if isinstance(tahap, str) else "tidak_dilaporkan_desa"] += 1
    rows = []
    for (kode, kecamatan), counts in counted.items():
        wanted, formed = target.get(kode), counts["terbentuk_desa"]
        counted_here = [counts[name] for name, kind in _CAPAIAN_TYPES.items() if kind == "int64"]
        rest = None if wanted is None else max(wanted - formed, 0)
        rows.append((kode, kecamatan, *counted_here, wanted, rest, formed / wanted * 100 if wanted else None))
    return pd.DataFrame(rows, columns=list(CAPAIAN_FRAME)).astype(_CAPAIAN_TYPES)


def most_left_first(capaian: pd.DataFrame) -> pd.DataFrame:
    """The same kecamatan (`schema.CAPAIAN_FRAME`), most desa left first; ties keep the region's order."""
    return capaian.sort_values(["sisa_desa", "jumlah_desa"], ascending=[False, False], na_position="last")


def ringkas(
    capaian: pd.DataFrame,
    formations: pd.DataFrame,
    *,
    day: date,
    target_day: date | None,
    commitment_day: date | None,
) -> Ringkasan:
    """The figures on `day` of the kecamatan in `capaian` (`schema.CAPAIAN_FRAME`) and their `formations`.

    `capaian_pct` = formed / target × 100 (None when the target is 0 or missing). `sisa_desa` = target − formed, not
    below 0. `laju_12_bulan` = formed in (day − 12 months, day]. `laju_dibutuhkan` = sisa / months from the day to
    the target day, None once the day is past it. `kelas` compares with the straight line from the count on the
    commitment day to the target; there is none before the commitment day.
    """
    sums = {name: int(capaian[name].sum()) for name in CAPAIAN_FRAME if name.endswith("_desa") and name != "sisa_desa"}
    has_target = target_day is not None and not capaian["target_desa"].isna().all()
    target_desa = sums["target_desa"] if has_target else None
    # Per kecamatan: a surplus here does not make up for what is left there.
    sisa = int(capaian["sisa_desa"].sum()) if has_target else None
    formed = sums["terbentuk_desa"]
    return Ringkasan(
        day=day,
        jumlah_desa=sums["jumlah_desa"],
        terbentuk_desa=formed,
        ber_sk_desa=sums["ber_sk_desa"],
        merintis_desa=sums["merintis_desa"],
        sosialisasi_desa=sums["sosialisasi_desa"],
        belum_desa=sums["belum_desa"],
        tidak_dilaporkan_desa=sums["tidak_dilaporkan_desa"],
        target_desa=target_desa,
        target_day=target_day if has_target else None,
        sisa_desa=sisa,
        capaian_pct=formed / target_desa * 100 if target_desa else None,
        laju_12_bulan=count_formed(formations, day, months=12),
        laju_dibutuhkan=pace_needed(sisa, day, target_day),
        perkiraan=project(formations, sisa, day),
        kelas=classify(formations, formed, target_desa, sisa, day, target_day, commitment_day),
    )


def count_formed(formations: pd.DataFrame, day: date, *, months: int) -> int:
    """Desa whose formation counts from a day in (day − months, day]."""
    end = pd.Timestamp(day)
    begin = end - pd.DateOffset(months=months)
    return int(((formations["mulai"] > begin) & (formations["mulai"] <= end)).sum())


def pace_needed(sisa_desa: int | None, day: date, target_day: date | None) -> float | None:
    """Desa per month from `day` to the target day; None without a target or once the day has reached it."""
    if sisa_desa is None or target_day is None or day >= target_day:
        return None
    return sisa_desa / ((target_day - day).days / DAYS_PER_MONTH)


def project(formations: pd.DataFrame, sisa_desa: int | None, day: date) -> Perkiraan | None:
    """When the rest is done at the pace of the last 12, 24 and 36 months. None if nothing is left or no target."""
    if not sisa_desa:
        return None
    ends = [end for *_, end in past_paces(formations, sisa_desa, day)]
    known = [end for end in ends if end is not None]
    return Perkiraan(min(known, default=None), None if None in ends else max(known))


def past_paces(formations: pd.DataFrame, sisa_desa: int, day: date) -> list[tuple[int, int, date | None]]:
    """(months, desa formed in them, the day on which the rest is done at that pace) for each window of the projection.

    There is no such day where nothing was formed, or beyond the calendar.
    """
    counts = {months: count_formed(formations, day, months=months) for months in PROJECTION_WINDOWS}
    return [
        (months, count, _after_months(day, sisa_desa * months / count) if count else None)
        for months, count in counts.items()
    ]


def _after_months(day: date, months: float) -> date | None:
    try:
        return day + timedelta(days=round(months * DAYS_PER_MONTH))
    except OverflowError:
        return None


def classify(
    formations: pd.DataFrame,
    formed: int,
    target_desa: int | None,
    sisa_desa: int | None,
    day: date,
    target_day: date | None,
    commitment_day: date | None,
) -> Kelas | None:
    """The class on `day`; None without a target and before the commitment day.

    Without a commitment there is no line to compare with: only TERCAPAI and LEWAT_TENGGAT can be told.
    """
    if not target_desa or sisa_desa is None or target_day is None:
        return None
    if commitment_day is not None and day < commitment_day:
        return None
    if sisa_desa == 0:
        return Kelas.TERCAPAI
    if day > target_day:
        return Kelas.LEWAT_TENGGAT
    if commitment_day is None or target_day <= commitment_day:
        return None
    start = count_on(formations, commitment_day)
    share = (day - commitment_day).days / (target_day - commitment_day).days
    on_line = start + (target_desa - start) * share
    return Kelas.SESUAI_JALUR if formed >= on_line else Kelas.DI_BAWAH_JALUR


def count_on(formations: pd.DataFrame, day: date) -> int:
    """Desa formed on `day`."""
    moment = pd.Timestamp(day)
    stands = formations["selesai"].isna() | (formations["selesai"] > moment)
    return int(((formations["mulai"] <= moment) & stands).sum())


def standstills(formations: pd.DataFrame, day: date) -> list[tuple[date, date]]:
    """Spans of 24 months or more up to `day` without a formation, oldest first: (last formation before, first after).

    Before the first formation nothing stands still.
    """
    begun = formations.loc[formations["mulai"] <= pd.Timestamp(day), "mulai"].drop_duplicates().sort_values()
    edges = [*(moment.date() for moment in begun), day]
    return [
        (a, b) for a, b in pairwise(edges) if (pd.Timestamp(a) + pd.DateOffset(months=STANDSTILL_MONTHS)).date() <= b
    ]


def explain_standstill(span: tuple[date, date], milestones: Iterable[Tonggak]) -> list[Tonggak]:
    """The explanations given for a time that overlaps the span."""
    begin, end = span
    return [
        t for t in milestones if t.jenis is JenisTonggak.PENJELASAN and t.mulai < end and (t.selesai or t.mulai) > begin
    ]


def months_between(first: date, last: date) -> int:
    """Whole months from `first` to `last`."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def select_kecamatan(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The rows of the kecamatan named; all rows if none is named."""
    return frame[frame["kecamatan"].isin(list(names))] if names else frame


def select_targets(target: Mapping[str, int], region: Region, names: Iterable[str]) -> dict[str, int]:
    """The targets of the kecamatan named; all if none is named."""
    wanted = set(names)
    codes = {k.kode_kecamatan for k in region.kecamatan if not wanted or k.kecamatan in wanted}
    return {kode: jumlah for kode, jumlah in target.items() if kode in codes}
