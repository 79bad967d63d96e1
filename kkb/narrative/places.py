"""What the page Kecamatan finds: who has reached the target, and who has moved last."""

from __future__ import annotations

import pandas as pd

from kkb.formatting import format_count, format_percent, join_words
from kkb.indicators import Ringkasan
from kkb.narrative.counts import undated_words

_HALF_PCT = 50
_MOST_NAMES = 3


def reached_title(capaian: pd.DataFrame) -> str:
    """How many kecamatan are there, and how many half-way: columns of `schema.CAPAIAN_FRAME`."""
    rows = capaian.dropna(subset=["target_desa"])
    if rows.empty:
        return "Target kecamatan belum ditetapkan"
    if len(rows) == 1:
        row = rows.iloc[0]
        share = "" if pd.isna(row["capaian_pct"]) else f", {format_percent(row['capaian_pct'])}"
        formed, target = format_count(row["terbentuk_desa"]), format_count(row["target_desa"])
        return f"{formed} dari target {target} desa terbentuk{share}"
    reached = int((rows["sisa_desa"] == 0).sum())
    if reached == len(rows):
        return f"Semua {format_count(reached)} kecamatan mencapai target"
    half = int(((rows["capaian_pct"] >= _HALF_PCT) & (rows["sisa_desa"] > 0)).fillna(False).sum())
    total = format_count(len(rows))
    if reached:
        start, others = f"{format_count(reached)} dari {total} kecamatan mencapai target", "lainnya"
    else:
        start, others = "Belum ada kecamatan yang mencapai target", f"dari {total}"
    return f"{start}; {format_count(half)} {others} sudah separuh jalan" if half else start


def bars_subtitle(capaian: pd.DataFrame) -> str:
    """What the bars of kecamatan show and how they are ordered: columns of `schema.CAPAIAN_FRAME`."""
    if capaian["target_desa"].isna().all():
        return f"Desa yang sudah membentuk Pokja. {order_words(capaian)}"
    return f"Biru: desa terbentuk; abu-abu: target. {order_words(capaian)}"


def order_words(capaian: pd.DataFrame) -> str:
    """How kecamatan are ordered (`indicators.most_left_first`): without a target nothing is left to order by."""
    return "Urut menurut jumlah desa" if capaian["sisa_desa"].isna().all() else "Urut menurut sisa desa"


def last_rise_title(frame: pd.DataFrame) -> str:
    """The last year in which any kecamatan rose: columns of `indicators.kumulatif_per_kecamatan` by year.

    With formations that may lie in several years nobody knows which one was the last.
    """
    risen = frame[frame["baru_desa"] > 0]
    if undated := int(frame["tanpa_tanggal_desa"].sum()):
        return f"Jumlah desa pada akhir tahun; {undated_words(undated)}"
    if risen.empty:
        return "Belum ada Pokja yang dilaporkan terbentuk"
    year = risen["periode"].max().year
    if year < frame["periode"].max().year:
        return f"Setelah {year} tidak ada yang bertambah"
    names = risen.loc[risen["periode"].dt.year == year, "kecamatan"].tolist()
    return f"Pada {year} bertambah di {join_words(names, _MOST_NAMES)}"


def pair_title(first: tuple[str, Ringkasan], second: tuple[str, Ringkasan]) -> str:
    """Two kecamatan in a sentence: "Manggar: 2 dari 9 desa, sisa 7; Gantung: 3 dari 7 desa, sisa 4"."""
    return "; ".join(_short(name, r) for name, r in (first, second))


def _short(name: str, r: Ringkasan) -> str:
    if not r.target_desa or r.tidak_dilaporkan_desa == r.jumlah_desa:
        return panel_title(name, r)
    end = f"sisa {format_count(r.sisa_desa)}" if r.sisa_desa else "target tercapai"
    return f"{name}: {format_count(r.terbentuk_desa)} dari {format_count(r.target_desa)} desa, {end}"


def panel_title(name: str, r: Ringkasan) -> str:
    """One kecamatan in a sentence: "Manggar: 2 dari 9 desa (22,2%) membentuk Pokja; sisa 7 desa"."""
    if r.tidak_dilaporkan_desa == r.jumlah_desa:
        return f"{name}: belum ada laporan tentang {format_count(r.jumlah_desa)} desa"
    if not r.target_desa:
        why = "target belum ditetapkan" if r.target_desa is None else "targetnya 0 desa"
        formed = f"{format_count(r.terbentuk_desa)} dari {format_count(r.jumlah_desa)} desa"
        return f"{name}: {formed} membentuk Pokja; {why}"
    whole = "" if r.target_desa == r.jumlah_desa else "target "
    share = f"{format_count(r.terbentuk_desa)} dari {whole}{format_count(r.target_desa)} desa"
    end = f"sisa {format_count(r.sisa_desa)} desa" if r.sisa_desa else "target tercapai"
    ended = f"; {format_count(r.bubar_desa)} pernah bubar" if r.bubar_desa else ""
    return f"{name}: {share} ({format_percent(r.capaian_pct)}) membentuk Pokja; {end}{ended}"
