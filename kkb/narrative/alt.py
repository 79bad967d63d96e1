"""Figures read aloud: the text alternative of each chart, made from the frame behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from kkb.formatting import format_count, format_date, format_period, format_share, join_words
from kkb.indicators import Frequency, months_between, most_left_first

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
        counts = [f"{format_count(row[column])} {word}" for column, word in _RUNGS.items() if row[column]]
        parts.append(f"{row['kecamatan']}: {', '.join(counts)}")
    return f"Desa menurut tahap. {'; '.join(_at_most(parts, 'kecamatan'))}."


def periods_alt(periods: pd.DataFrame, frequency: Frequency) -> str:
    """ "Desa baru per tahun, 2014 sampai 2023: 1 pada 2014, …": columns of `schema.KUMULATIF_FRAME`."""
    if periods.empty:
        return "Belum ada data."
    word = {"year": "tahun", "quarter": "triwulan", "month": "bulan"}[frequency]
    first, last = (format_period(periods["periode"].iloc[place].date(), frequency) for place in (0, -1))
    busy = periods[periods["baru_desa"] > 0]
    if busy.empty:
        return f"Tidak ada desa baru dari {first} sampai {last}."
    parts = [
        f"{format_count(count)} pada {format_period(moment.date(), frequency)}"
        for moment, count in zip(busy["periode"], busy["baru_desa"], strict=True)
    ]
    rest = f"; {word} lain tidak ada" if len(busy) < len(periods) else ""
    total = format_count(periods["kumulatif_desa"].iloc[-1])
    return f"Desa baru per {word}, {first} sampai {last}: {join_words(parts, _SPOKEN)}{rest}. Seluruhnya {total} desa."


def line_alt(
    steps: pd.DataFrame,
    *,
    target_desa: int | None,
    target_day: date | None,
    spans: Sequence[tuple[date, date]] = (),
) -> str:
    """The staircase, its target and its standstills as sentences: columns of `schema.TANGGA_FRAME`."""
    if steps.empty:
        return "Belum ada data."
    *changes, (day, formed) = zip((moment.date() for moment in steps["tanggal"]), steps["kumulatif_desa"], strict=True)
    parts = [f"{format_count(count)} sejak {format_date(moment)}" for moment, count in changes[1:]]
    text = f"Desa yang sudah membentuk Pokja: {'; '.join([*_at_most(parts, 'perubahan'), ''])}"
    text += f"{format_count(formed)} per {format_date(day)}."
    if target_desa is not None and target_day is not None:
        text += f" Target {format_count(target_desa)} desa pada {format_date(target_day)}."
    for begin, end in spans:
        months = format_count(months_between(begin, end))
        text += f" Tanpa Pokja baru dari {format_date(begin)} sampai {format_date(end)}, {months} bulan."
    return text


def projection_alt(
    paces: Sequence[tuple[int, int, date | None]],
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
        f"laju {months} bulan terakhir ({format_count(formed)} desa) "
        + (f"selesai {format_date(end)}" if end else "tanpa perkiraan")
        for months, formed, end in paces
    ]
    return f"{start} Dengan {'; '.join(parts)}."


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
            parts.append(f"{rung or 'Belum dilaporkan'} {format_count(len(group))} desa: {names}.")
    return " ".join(parts)


def _at_most(parts: list[str], what: str) -> list[str]:
    if len(parts) <= _SPOKEN:
        return parts
    return [*parts[:_SPOKEN], f"dan {format_count(len(parts) - _SPOKEN)} {what} lain"]


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
