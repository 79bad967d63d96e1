"""Figures read aloud: the text alternative of each chart, made from the frame behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from kkb.formatting import format_count, format_date, format_period, format_share, join_words
from kkb.indicators import Frequency, Pace, most_left_first
from kkb.narrative.counts import gain_words, standstill_months, undated_words, with_ended
from kkb.spans import Standstill

_SPOKEN = 24
"""Parts that are read out before the rest is counted only: nobody listens to a hundred."""

_RUNGS = {
    "terbentuk_desa": "terbentuk",
    "merintis_desa": "merintis",
    "sosialisasi_desa": "sosialisasi",
    "belum_desa": "belum",
    "tidak_dilaporkan_desa": "belum dilaporkan",
}


def kecamatan_alt(capaian: pd.DataFrame) -> str:
    """ "Desa terbentuk dari target: Manggar 2 dari 9, …": columns of `schema.CAPAIAN_FRAME`, most desa left first."""
    if capaian.empty:
        return "Belum ada data."
    rows = most_left_first(capaian)
    parts = [
        f"{row['kecamatan']} {format_share(int(row['terbentuk_desa']), _whole(row['target_desa']))}"
        for row in rows.to_dict("records")
    ]
    has_target = bool(rows["target_desa"].notna().any())
    whole = int(rows["target_desa"].sum()) if has_target else None
    total = format_share(int(rows["terbentuk_desa"].sum()), whole)
    start = "Desa terbentuk dari target" if has_target else "Desa terbentuk"
    return f"{start}: {join_words(parts, _SPOKEN)}." + (f" Seluruhnya {total}." if len(rows) > 1 else "")


def ladder_alt(capaian: pd.DataFrame) -> str:
    """ "Manggar: 2 terbentuk, 7 belum; …": columns of `schema.CAPAIAN_FRAME`, most desa left first."""
    if capaian.empty:
        return "Belum ada data."
    parts = []
    for row in most_left_first(capaian).to_dict("records"):
        ended = {"belum_desa": row["belum_bubar_desa"]}
        counts = [
            with_ended(f"{format_count(row[column])} {word}", ended.get(column, 0))
            for column, word in _RUNGS.items()
            if row[column]
        ]
        parts.append(f"{row['kecamatan']}: {', '.join(counts)}")
    return f"Desa menurut tahap. {'; '.join(_at_most(parts, 'kecamatan'))}."


def periods_alt(periods: pd.DataFrame, frequency: Frequency) -> str:
    """ "Desa baru per tahun, 2014 sampai 2023: 1 pada 2014, …": columns of `schema.KUMULATIF_FRAME`.

    Those without a certain period and Pokja that were dissolved are named where there are any.
    """
    if periods.empty:
        return "Belum ada data."
    word = {"year": "tahun", "quarter": "triwulan", "month": "bulan"}[frequency]
    first, last = (format_period(periods["periode"].iloc[place].date(), frequency) for place in (0, -1))
    busy = periods[periods["baru_desa"] > 0]
    parts = [
        f"{format_count(count)} pada {format_period(moment.date(), frequency)}"
        for moment, count in zip(busy["periode"], busy["baru_desa"], strict=True)
    ]
    rest = f"; {word} lain tidak ada" if len(busy) < len(periods) else ""
    total = format_count(periods["kumulatif_desa"].iloc[-1])
    text = f"Desa baru per {word}, {first} sampai {last}: {join_words(parts, _SPOKEN)}{rest}."
    if busy.empty:
        text = f"Tidak ada desa yang pasti baru dari {first} sampai {last}."
    if undated := int(periods["tanpa_tanggal_desa"].sum()):
        text += f" {undated_words(undated)}."
    if ended := int(periods["berakhir_desa"].sum()):
        text += f" {format_count(ended)} Pokja bubar."
    return text if busy.empty and not undated else f"{text} Seluruhnya {total} desa."


def line_alt(
    steps: pd.DataFrame,
    *,
    target_desa: int | None,
    target_day: date | None,
    spans: Sequence[Standstill] = (),
    replaced: str = "",
) -> str:
    """The staircase, its target and its standstills as sentences: columns of `schema.TANGGA_FRAME`.

    `replaced` is the sentence about the plan that the target replaced.
    """
    if steps.empty:
        return "Belum ada data."
    moments = (moment.date() for moment in steps["tanggal"])
    *changes, (day, formed, _) = zip(moments, steps["kumulatif_desa"], steps["rentang"], strict=True)
    parts = [
        f"{format_count(count)} {'paling lambat ' if unsure else ''}sejak {format_date(moment)}"
        for moment, count, unsure in changes[1:]
    ]
    text = f"Desa yang sudah membentuk Pokja: {'; '.join([*_at_most(parts, 'perubahan'), ''])}"
    text += f"{format_count(formed)} per {format_date(day)}."
    unsure_years = [first.year != last.year for spans_of in steps["rentang"] for first, last, _ in spans_of]
    in_a_year = unsure_years.count(False)
    told = [undated_words(sum(unsure_years))] if any(unsure_years) else []
    told += [f"{format_count(in_a_year)} diketahui tahunnya, bukan harinya"] if in_a_year else []
    if told:
        text += f" {join_words(told)}: dihitung sejak hari terakhir yang mungkin."
    if target_desa is not None and target_day is not None:
        text += f" Target {format_count(target_desa)} desa pada {format_date(target_day)}."
        text += f" {replaced}" if replaced else ""
    for span in spans:
        days = f"dari {format_date(span.begin)} sampai {format_date(span.end)}"
        text += f" Tanpa Pokja baru {days}, {standstill_months(span)}."
    return text


def projection_alt(
    paces: Sequence[Pace],
    *,
    formed_desa: int,
    target_desa: int,
    target_day: date | None,
    day: date,
) -> str:
    """The range of the projection as sentences, pace by pace: `paces` as `indicators.past_paces` gives them."""
    start = f"Dari {format_count(formed_desa)} desa per {format_date(day)} menuju {format_count(target_desa)} desa"
    start += f", target {format_date(target_day)}." if target_day else "."
    parts = [
        f"laju {pace.months} bulan terakhir ({gain_words(pace.gain)}) {end_words(pace.fastest, pace.slowest)}"
        for pace in paces
    ]
    return f"{start} Dengan {'; '.join(parts)}."


def end_words(fastest: date | None, slowest: date | None) -> str:
    """When the rest is done at a pace: "selesai 1 Mei 2027", "selesai paling cepat 1 Mei 2027" or "tanpa perkiraan"."""
    if fastest is None:
        return "tanpa perkiraan"
    if fastest == slowest:
        return f"selesai {format_date(fastest)}"
    latest = f", paling lambat {format_date(slowest)}" if slowest is not None else ""
    return f"selesai paling cepat {format_date(fastest)}{latest}"


def years_per_kecamatan_alt(frame: pd.DataFrame, day: date) -> str:
    """ "Pertambahan per kecamatan: Manggar 1 pada 2017 dan 1 pada 2018, 2 per 10 Mei 2023; …".

    `frame` has the columns of `indicators.kumulatif_per_kecamatan` by year.
    """
    if frame.empty:
        return "Belum ada data."
    parts = []
    for _, rows in frame.groupby("kode_kecamatan", sort=False):
        rises = [
            f"{format_count(count)} pada {moment.year}"
            for moment, count in zip(rows["periode"], rows["baru_desa"], strict=True)
            if count
        ]
        start = f"{rows['kecamatan'].iloc[0]} {join_words(rises) or 'tidak ada'}"
        parts.append(f"{start}, menjadi {format_count(rows['kumulatif_desa'].iloc[-1])}")
    return f"Desa baru per kecamatan sampai {format_date(day)}: {'; '.join(_at_most(parts, 'kecamatan'))}."


def map_alt(desa: pd.DataFrame) -> str:
    """Which desa stand on which rung: columns of `schema.DESA_FRAME`, highest rung first."""
    if desa.empty:
        return "Belum ada data."
    parts = []
    for rung in ("Terbentuk", "Merintis", "Sosialisasi", "Belum", None):
        group = desa[desa["tahap"] == rung] if rung else desa[desa["tahap"].isna()]
        if not group.empty:
            names = join_words(group["desa"].tolist(), _SPOKEN)
            count = with_ended(f"{format_count(len(group))} desa", int(group["berakhir"].sum()))
            parts.append(f"{rung or 'Belum dilaporkan'} {count}: {names}.")
    return " ".join(parts)


def _at_most(parts: list[str], what: str) -> list[str]:
    if len(parts) <= _SPOKEN:
        return parts
    return [*parts[:_SPOKEN], f"dan {format_count(len(parts) - _SPOKEN)} {what} lain"]


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
