"""The map in words: how many desa had formed by a moment, which ones were new, what is not known of that time."""

from __future__ import annotations

from datetime import date

import pandas as pd

from kkb.formatting import format_count, format_date, format_percent, join_words

_NAMED = 8

LETTER_KEY = " · ".join(
    words.replace(" ", "\N{NO-BREAK SPACE}")
    for words in ("T terbentuk", "M merintis", "S sosialisasi", "B belum", "? belum dilaporkan")
)
"""What the letters on the tiles mean, for a picture that travels alone."""


def moment_sentence(desa: pd.DataFrame, day: date) -> str:
    """How many of the desa had formed by a day: columns of `schema.DESA_FRAME`, the state on that day."""
    formed, total = int(desa["terbentuk"].sum()), len(desa)
    share = f" ({format_percent(formed / total * 100)})" if total else ""
    return f"{format_count(formed)} dari {format_count(total)} desa{share} sudah membentuk Pokja per {format_date(day)}"


def new_sentence(desa: pd.DataFrame, earlier: pd.DataFrame, since: date) -> str:
    """Which desa had formed since an earlier day: two frames of the same desa."""
    before = set(earlier.loc[earlier["terbentuk"], "kode_desa"])
    names = [row.desa for row in desa[desa["terbentuk"]].itertuples() if row.kode_desa not in before]
    if not names:
        return f"Tidak ada Pokja baru di antara {format_date(since)} dan saat ini di peta."
    return f"Baru sejak {format_date(since)}: {join_words(sorted(map(str, names)), _NAMED)}."


def unknown_sentence(desa: pd.DataFrame, day: date) -> str:
    """What the dashed tiles mean on a day; "" if every desa was reported by then."""
    count = int(desa["tahap"].isna().sum())
    if not count:
        return ""
    return (
        f"{format_count(count)} desa bergaris putus-putus: per {format_date(day)} belum ada laporan tentang tahapnya."
    )


def rung_counts(desa: pd.DataFrame) -> list[tuple[str, int, int]]:
    """(rung, desa on it, those of them whose Pokja was dissolved), highest first; "" for not reported.

    Rungs without a desa are left out.
    """
    tahap, ended = desa["tahap"].fillna(""), desa["berakhir"]
    rungs = ((rung, tahap == rung) for rung in ("Terbentuk", "Merintis", "Sosialisasi", "Belum", ""))
    return [(rung, int(is_on.sum()), int(ended[is_on].sum())) for rung, is_on in rungs if is_on.any()]
