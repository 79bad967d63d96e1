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
    Rencana,
    Tahap,
    TanggalDasar,
    Tonggak,
)
from kkb.spans import Count, Gain, Standstill
from kkb.state import DesaHistory, DesaState, state_on

DAYS_PER_MONTH = 30.4375
STANDSTILL_MONTHS = 24
PROJECTION_WINDOWS = (12, 24, 36)
OLDEST_MONTHS = 6
"""From older data nothing is projected."""

Frequency = Literal["year", "quarter", "month"]
PERIOD_CODE: dict[Frequency, str] = {"year": "Y", "quarter": "Q", "month": "M"}
"""What pandas calls them."""
_COUNT_OF_RUNG = {
    Tahap.MERINTIS.value: "merintis_desa",
    Tahap.SOSIALISASI.value: "sosialisasi_desa",
    Tahap.BELUM.value: "belum_desa",
}
_TRUTHS = ("terbentuk", "bubar", "berakhir", "komitmen")
_CAPAIAN_TYPES = {
    name: {"code": "str", "name": "str"}.get(meaning, "int64") for name, meaning in CAPAIAN_FRAME.items()
} | {"target_desa": "Int64", "sisa_desa": "Int64", "capaian_pct": "Float64"}


class PutusanCapaian(StrEnum):
    """Whether the target is met, in the order in which it is judged: the first that fits."""

    BELUM_ADA_RENCANA = "belum ada rencana"
    TERCAPAI = "tercapai"
    TIDAK_TERCAPAI = "tidak tercapai"
    BELUM_ADA_DATA = "belum ada data sesudah tenggat"
    BELUM_DAPAT_DINILAI = "belum dapat dinilai"
    SESUAI_JALUR = "sesuai jalur"
    TERTINGGAL = "tertinggal"

    @property
    def is_good(self) -> bool | None:
        """True for what was asked for, False for what was missed; None: nothing can be said."""
        if self in (PutusanCapaian.TERCAPAI, PutusanCapaian.SESUAI_JALUR):
            return True
        return False if self in (PutusanCapaian.TIDAK_TERCAPAI, PutusanCapaian.TERTINGGAL) else None


@dataclass(frozen=True, slots=True)
class Pace:
    """What the last `months` brought, and when the rest would be done at that net pace.

    `fastest` counts what possibly was formed in them, `slowest` only what certainly was; None: never.
    """

    months: int
    gain: Gain
    fastest: date | None
    slowest: date | None


class TanpaPerkiraan(StrEnum):
    """Why there is no projection."""

    DATA_LAMA = "data lebih dari enam bulan"
    TANPA_LAJU = "tidak ada desa terbentuk"
    TANPA_TANGGAL = "tidak ada yang pasti terbentuk"
    SUDAH_LEWAT = "hari selesainya sudah lewat"


@dataclass(frozen=True, slots=True)
class Perkiraan:
    """When the rest would be done at the paces of the last 12, 24 and 36 months: the earliest and the latest end.

    `paling_lambat` is None if one of them may be 0. Without `paling_cepat` there is none at all: `alasan` says why.
    """

    paling_cepat: date | None = None
    paling_lambat: date | None = None
    alasan: TanpaPerkiraan | None = None


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
    belum_bubar_desa: int
    tidak_dilaporkan_desa: int
    bubar_desa: int
    target_desa: int | None
    target_day: date | None
    sisa_desa: int | None
    capaian_pct: float | None
    laju_12_bulan: Gain
    laju_dibutuhkan: float | None
    perkiraan: Perkiraan | None
    putusan: PutusanCapaian


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
    for name in ("dihitung_sejak", "rentang_awal", "dilaporkan_per"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.astype(dict.fromkeys(_TRUTHS, bool) | {"unggahan": "Int64"})


def _facts(state: DesaState | None) -> dict[str, object]:
    if state is None:
        return dict.fromkeys(_TRUTHS, False)
    formation, over, pokja = state.formation, state.dissolved, state.pokja
    is_dated = over is not None and over.tanggal is not None and over.tanggal_dasar is TanggalDasar.PEMBENTUKAN
    tanggal = formation.tanggal if formation else None
    return {
        "tahap": state.tahap.value,
        "terbentuk": formation is not None,
        "bubar": over is not None,
        "berakhir": state.is_ended,
        "tanggal_bubar_iso": over.bubar.iso() if over and over.bubar else None,
        "bubar_dibentuk_iso": over.tanggal.iso() if over and over.tanggal and is_dated else None,
        "dihitung_sejak": formation.mulai if formation else None,
        "rentang_awal": formation.span.first if formation else None,
        "tanggal_iso": tanggal.iso() if tanggal else None,
        "presisi": tanggal.presisi.value if tanggal else None,
        "tanggal_dasar": formation.tanggal_dasar.value if formation and formation.tanggal_dasar else None,
        "no_sk": pokja.no_sk if pokja else None,
        "tanggal_sk_iso": pokja.tanggal_sk.iso() if pokja and pokja.tanggal_sk else None,
        "tanggal_pencanangan_iso": state.tanggal_pencanangan.iso() if state.tanggal_pencanangan else None,
        "komitmen": state.komitmen,
        **{column.name: state.attributes.get(column.name) for column in ATTRIBUTES},
        "unggahan": state.unggahan,
        "dilaporkan_per": state.dilaporkan_per,
    }


def formation_frame(histories: Mapping[str, DesaHistory], region: Region) -> pd.DataFrame:
    """One row per formation of a desa of the region: columns of `schema.FORMATION_FRAME`, oldest first.

    One that ended before it counted on any day has `mulai` = `selesai`: it stood, but nobody knows when.
    One whose stated date lies after its end never stood: no row.
    """
    rows = []
    for desa in region.desa:
        history = histories.get(desa.kode_desa)
        for formation in history.formations if history else ():
            if formation.selesai is not None and formation.selesai < formation.mulai:
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
                    "rentang_awal": formation.span.first,
                    "rentang_akhir": formation.span.last,
                    "tanggal_iso": tanggal.iso() if tanggal else None,
                    "presisi": tanggal.presisi.value if tanggal else None,
                    "tanggal_dasar": formation.tanggal_dasar.value if formation.tanggal_dasar else None,
                    "unggahan": formation.unggahan,
                }
            )
    frame = pd.DataFrame(rows, columns=list(FORMATION_FRAME))
    for name in ("mulai", "selesai", "rentang_awal", "rentang_akhir"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.sort_values(["mulai", "kode_desa"], ignore_index=True)


def kumulatif(
    formations: pd.DataFrame, *, day: date, frequency: Frequency = "year", start_year: int = FIRST_YEAR
) -> pd.DataFrame:
    """One row per period from `start_year` to the period of `day`: columns of `schema.KUMULATIF_FRAME`.

    Nothing is counted that begins to count after `day`. `baru_desa` are those whose span lies in the period, and those
    that may lie in another one, too, are `tanpa_tanggal_desa` of the period in which they begin to count. The count at
    the end of each falls only by a dissolution.
    """
    first = pd.Period(year=start_year, month=1, freq="M").asfreq(PERIOD_CODE[frequency], how="start")
    last = pd.Period(pd.Timestamp(day), freq=PERIOD_CODE[frequency])
    periods = pd.period_range(first, last, freq=PERIOD_CODE[frequency])
    starts, ends = periods.start_time.normalize(), periods.end_time.normalize()
    ended = _moments_until(formations["selesai"], day)
    has_period = _has_period(formations, frequency)
    dated, undated = (_moments_until(formations.loc[chosen, "mulai"], day) for chosen in (has_period, ~has_period))
    new, lost, open_ended = (_per_period(moments, starts, ends) for moments in (dated, ended, undated))
    return pd.DataFrame(
        {
            "periode": starts,
            "baru_desa": new,
            "berakhir_desa": lost,
            "tanpa_tanggal_desa": open_ended,
            "kumulatif_desa": (new + open_ended - lost).cumsum(),
        },
        columns=list(KUMULATIF_FRAME),
    )


def _per_period(moments: np.ndarray, starts: pd.DatetimeIndex, ends: pd.DatetimeIndex) -> np.ndarray:
    """How many moments lie in each period; what is earlier than all of them counts in the first."""
    before = moments.searchsorted(starts, side="left")
    before[:1] = 0
    return moments.searchsorted(ends, side="right") - before


def _has_period(formations: pd.DataFrame, frequency: Frequency) -> pd.Series:
    """True where the span of a formation lies in one period, that in which it counts."""
    first, last, counted = (
        formations[name].dt.to_period(PERIOD_CODE[frequency]) for name in ("rentang_awal", "rentang_akhir", "mulai")
    )
    is_one: pd.Series = first.eq(last) & first.eq(counted)
    return is_one


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
    events: dict[pd.Timestamp, list[tuple[int, str, tuple[date, date, str] | None]]] = defaultdict(list)
    for row in formations.to_dict("records"):
        if row["mulai"] == row["selesai"]:
            # Known by its end alone: it changed the count on no day.
            continue
        if row["mulai"] <= limit:
            first, last, name = row["rentang_awal"].date(), row["rentang_akhir"].date(), row["desa"]
            events[row["mulai"]].append((1, name, (first, last, name) if first < last else None))
        if row["selesai"] <= limit:
            events[row["selesai"]].append((-1, f"{row['desa']} (bubar)", None))
    total = 0
    start = min([pd.Timestamp(year=start_year, month=1, day=1), limit, *events])
    rows: list[tuple[object, ...]] = [(start, 0, "", ())]
    for moment, changes in sorted(events.items()):
        total += sum(change for change, _, _ in changes)
        names = join_words(sorted(name for _, name, _ in changes), limit=8)
        rows.append((moment, total, names, tuple(sorted(span for *_, span in changes if span))))
    rows.append((limit, total, "", ()))
    return pd.DataFrame(rows, columns=list(TANGGA_FRAME)).astype({"tanggal": "datetime64[ns]"})


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
    names = ("kode_kecamatan", "kecamatan", "tahap", "terbentuk", "berakhir", "no_sk")
    columns = (desa[name].tolist() for name in names)
    for kode, kecamatan, tahap, is_formed, is_ended, no_sk in zip(*columns, strict=True):
        counts = counted.setdefault((kode, kecamatan), Counter())
        counts["jumlah_desa"] += 1
        counts["terbentuk_desa"] += is_formed
        counts["belum_bubar_desa"] += is_ended
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
    today: date,
    newest_day: date | None,
) -> Ringkasan:
    """The figures on `day` of the kecamatan in `capaian` (`schema.CAPAIAN_FRAME`) and their `formations`.

    `capaian_pct` = formed / target × 100 (None when the target is 0 or missing). `sisa_desa` = target − formed, not
    below 0. `laju_12_bulan` = formed and dissolved in (day − 12 months, day]. `laju_dibutuhkan` = sisa / months from
    the day to the target day, None once the day or today has reached it. `putusan`: see `judge`.
    """
    sums = {name: int(capaian[name].sum()) for name in CAPAIAN_FRAME if name.endswith("_desa") and name != "sisa_desa"}
    has_target = target_day is not None and not capaian["target_desa"].isna().all()
    target_desa = sums["target_desa"] if has_target else None
    # Per kecamatan: a surplus here does not make up for what is left there.
    sisa = int(capaian["sisa_desa"].sum()) if has_target else None
    formed = sums["terbentuk_desa"]
    # Seen on a day before the newest, the state is judged as it was then.
    seen_on = day if newest_day is not None and day < newest_day else today
    putusan = judge(
        formations,
        formed=formed,
        target_desa=target_desa,
        sisa_desa=sisa,
        day=day,
        target_day=target_day,
        commitment_day=commitment_day,
        seen_on=seen_on,
    )
    if has_target and sums["tidak_dilaporkan_desa"] == sums["jumlah_desa"]:
        putusan = PutusanCapaian.BELUM_DAPAT_DINILAI
    return Ringkasan(
        day=day,
        jumlah_desa=sums["jumlah_desa"],
        terbentuk_desa=formed,
        ber_sk_desa=sums["ber_sk_desa"],
        merintis_desa=sums["merintis_desa"],
        sosialisasi_desa=sums["sosialisasi_desa"],
        belum_desa=sums["belum_desa"],
        belum_bubar_desa=sums["belum_bubar_desa"],
        tidak_dilaporkan_desa=sums["tidak_dilaporkan_desa"],
        bubar_desa=int((formations["selesai"] <= pd.Timestamp(day)).sum()),
        target_desa=target_desa,
        target_day=target_day if has_target else None,
        sisa_desa=sisa,
        capaian_pct=formed / target_desa * 100 if target_desa else None,
        laju_12_bulan=gain_in(formations, months_before(day, 12), day),
        laju_dibutuhkan=pace_needed(sisa, day, target_day, today),
        perkiraan=project(formations, sisa, day, today),
        putusan=putusan,
    )


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months before, or the last one of a shorter month."""
    return (pd.Timestamp(day) - pd.DateOffset(months=months)).date()


def gain_in(formations: pd.DataFrame, begin: date, end: date) -> Gain:
    """What was formed, certainly and possibly, and dissolved in the window (begin, end]."""
    after, until = pd.Timestamp(begin), pd.Timestamp(end)
    first, last, ended = (formations[name] for name in ("rentang_awal", "rentang_akhir", "selesai"))
    certain = int(((first > after) & (last <= until)).sum())
    possible = int(((last > after) & (first <= until)).sum())
    return Gain(Count(certain, possible), int(((ended > after) & (ended <= until)).sum()))


def pace_needed(sisa_desa: int | None, day: date, target_day: date | None, today: date) -> float | None:
    """Desa per month from `day` to the target day; None without a target or once the day or today has reached it."""
    if sisa_desa is None or target_day is None or max(day, today) >= target_day:
        return None
    return sisa_desa / ((target_day - day).days / DAYS_PER_MONTH)


def project(formations: pd.DataFrame, sisa_desa: int | None, day: date, today: date) -> Perkiraan | None:
    """When the rest is done at the pace of the last 12, 24 and 36 months. None if nothing is left or no target.

    Neither from data older than six months nor for a day that has passed.
    """
    if not sisa_desa:
        return None
    if day < months_before(today, OLDEST_MONTHS):
        return Perkiraan(alasan=TanpaPerkiraan.DATA_LAMA)
    paces = past_paces(formations, sisa_desa, day)
    earliest = min((pace.fastest for pace in paces if pace.fastest is not None), default=None)
    if earliest is None:
        return Perkiraan(alasan=TanpaPerkiraan.TANPA_LAJU)
    if all(pace.slowest is None for pace in paces) and any(not pace.gain.formed.is_exact for pace in paces):
        return Perkiraan(alasan=TanpaPerkiraan.TANPA_TANGGAL)
    if earliest < today:
        return Perkiraan(alasan=TanpaPerkiraan.SUDAH_LEWAT)
    latest = [pace.slowest for pace in paces]
    return Perkiraan(earliest, None if None in latest else max(end for end in latest if end is not None))


def past_paces(formations: pd.DataFrame, sisa_desa: int, day: date) -> list[Pace]:
    """What the windows of the projection brought, and when the rest is done at the net pace of each."""

    def end(months: int, net: int) -> date | None:
        return _after_months(day, sisa_desa * months / net) if net > 0 else None

    gains = [(months, gain_in(formations, months_before(day, months), day)) for months in PROJECTION_WINDOWS]
    return [
        Pace(months, gain, end(months, gain.net.possible), end(months, gain.net.certain)) for months, gain in gains
    ]


def _after_months(day: date, months: float) -> date | None:
    try:
        return day + timedelta(days=round(months * DAYS_PER_MONTH))
    except OverflowError:
        return None


def judge(
    formations: pd.DataFrame,
    *,
    formed: int,
    target_desa: int | None,
    sisa_desa: int | None,
    day: date,
    target_day: date | None,
    commitment_day: date | None,
    seen_on: date,
) -> PutusanCapaian:
    """Whether the target is met on `day`, as one sees it on `seen_on`: today, or a past day that somebody chose.

    On the way, what is formed is compared with the straight line from the count on the commitment day to the target;
    without a commitment, up to its day, or where that count is not certain enough to tell, nothing can be said.
    """
    if target_desa is None or sisa_desa is None or target_day is None:
        return PutusanCapaian.BELUM_ADA_RENCANA
    if sisa_desa == 0:
        return PutusanCapaian.TERCAPAI
    if day >= target_day:
        return PutusanCapaian.TIDAK_TERCAPAI
    if seen_on > target_day:
        return PutusanCapaian.BELUM_ADA_DATA
    if commitment_day is None or not commitment_day < day:
        return PutusanCapaian.BELUM_DAPAT_DINILAI
    share = (day - commitment_day).days / (target_day - commitment_day).days
    start = count_between(formations, commitment_day)
    reached = {
        formed >= count + (target_desa - count) * share for count in (min(start.certain, formed), start.possible)
    }
    if len(reached) > 1:
        return PutusanCapaian.BELUM_DAPAT_DINILAI
    return PutusanCapaian.SESUAI_JALUR if reached == {True} else PutusanCapaian.TERTINGGAL


def count_on(formations: pd.DataFrame, day: date) -> int:
    """Desa that count as formed on `day`."""
    return int((_stands(formations, day) & (formations["mulai"] <= pd.Timestamp(day))).sum())


def count_between(formations: pd.DataFrame, day: date) -> Count:
    """Desa that were certainly, and those that were possibly formed on `day`."""
    moment, stands = pd.Timestamp(day), _stands(formations, day)
    certain, possible = (
        int((stands & (formations[name] <= moment)).sum()) for name in ("rentang_akhir", "rentang_awal")
    )
    return Count(certain, possible)


def _stands(formations: pd.DataFrame, day: date) -> pd.Series:
    return formations["selesai"].isna() | (formations["selesai"] > pd.Timestamp(day))


def standstills(formations: pd.DataFrame, day: date) -> list[Standstill]:
    """Spans of 24 months or more up to `day` in which no formation can lie, oldest first.

    Before the first formation nothing stands still.
    """
    begun = formations.loc[formations["rentang_awal"] <= pd.Timestamp(day), ["rentang_awal", "rentang_akhir"]]
    spans = sorted(zip(begun["rentang_awal"].dt.date, begun["rentang_akhir"].dt.date, strict=True))
    known_days = {first for first, last in spans if first == last} | {day}
    found: list[Standstill] = []
    reached: date | None = None
    for first, last in [*spans, (day, day)]:
        if reached is not None and months_before(first, STANDSTILL_MONTHS) >= reached:
            found.append(Standstill(reached, first, reached in known_days and first in known_days))
        reached = last if reached is None else max(reached, last)
    return found


def explain_standstill(span: Standstill, milestones: Iterable[Tonggak]) -> list[Tonggak]:
    """The explanations given for a time that overlaps the span."""
    return [
        t
        for t in milestones
        if t.jenis is JenisTonggak.PENJELASAN and t.mulai < span.end and (t.selesai or t.mulai) > span.begin
    ]


def fits_counts(milestone: Tonggak, formations: pd.DataFrame, day: date) -> bool:
    """False for a reason that speaks of a count of Pokja which the formations do not show for all of its time.

    "Pembinaan 15 Pokja" explains nothing where another count stood, as in a single kecamatan.
    """
    if milestone.jenis is not JenisTonggak.PENJELASAN or milestone.jumlah_pokja is None:
        return True
    ends = (milestone.mulai, min(milestone.selesai or milestone.mulai, max(day, milestone.mulai)))
    return all(count_on(formations, end) == milestone.jumlah_pokja for end in ends)


def select_kecamatan(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The rows of the kecamatan named; all rows if none is named."""
    return frame[frame["kecamatan"].isin(list(names))] if names else frame


def select_targets(target: Mapping[str, int], region: Region, names: Iterable[str]) -> dict[str, int]:
    """The targets of the kecamatan named; all if none is named."""
    wanted = set(names)
    codes = {k.kode_kecamatan for k in region.kecamatan if not wanted or k.kecamatan in wanted}
    return {kode: jumlah for kode, jumlah in target.items() if kode in codes}
