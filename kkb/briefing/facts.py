"""What the figures of a slide, a page of paper or the light page show: plain numbers and names, no drawing.

Made from the frames of an `Overview`; counts are desa. `tahap` is "" for a desa that nobody has reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from kkb import narrative
from kkb.indicators import kumulatif, most_left_first
from kkb.overview import Overview

WITHOUT_POKJA = ("Merintis", "Sosialisasi", "Belum", "")
"""The rungs of a desa that has no Pokja, nearest to one first."""
LADDER = ("Terbentuk", *WITHOUT_POKJA)
"""All rungs, highest first."""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What the line to the target shows.

    `steps` are (day, count from that day on), the first at the start of the axis, the last on `day`. `spans` are
    standstills, `reasons` why each of them was ("": nobody said). `start_of_path` is where the straight way to the
    target begins. `earlier_targets` are (day, desa) of plans that were revised. `imprecise` are (first day of the span,
    index of the step) of formations known by month or year only.
    """

    title: str
    day: date
    steps: tuple[tuple[date, int], ...]
    target: tuple[date, int] | None = None
    start_of_path: tuple[date, int] | None = None
    spans: tuple[tuple[date, date], ...] = ()
    earlier_targets: tuple[tuple[date, int], ...] = ()
    imprecise: tuple[tuple[date, int], ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why the last explained standstill was one; "" where none is."""
        return next((reason for reason in reversed(self.reasons) if reason), "")

    def count_on(self, day: date) -> int:
        """The desa that the line shows on a day; 0 before its first step."""
        return next((count for moment, count in reversed(self.steps) if moment <= day), 0)


@dataclass(frozen=True, slots=True)
class YearCount:
    """One year: desa formed in it (up to the day), Pokja that ended in it, and how many stood at its end."""

    year: int
    baru_desa: int
    berakhir_desa: int
    kumulatif_desa: int


@dataclass(frozen=True, slots=True)
class KecamatanBar:
    """One kecamatan beside its target; `capaian_pct` 0–100 and beyond, None without a target or with one of 0."""

    kecamatan: str
    terbentuk_desa: int
    target_desa: int | None
    capaian_pct: float | None


@dataclass(frozen=True, slots=True)
class LadderRow:
    """The desa of one kecamatan by rung; `counts` has every rung of `LADDER`, in its order."""

    kecamatan: str
    counts: tuple[int, ...]

    @property
    def jumlah_desa(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Tile:
    """One desa in its place on the tile map, counted from the north-west; None: the region gives it no place."""

    kode_desa: str
    desa: str
    kecamatan: str
    tahap: str
    kolom: int | None
    baris: int | None


@dataclass(frozen=True, slots=True)
class RungGroup:
    """The desa of one rung without a Pokja: `desa` are (kecamatan, names)."""

    tahap: str
    word: str
    desa: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(names) for _, names in self.desa)


def line_facts(overview: Overview) -> LineFacts:
    """The line to the target of an overview."""
    r = overview.ringkasan
    moments = zip(overview.steps["tanggal"], overview.steps["kumulatif_desa"], strict=True)
    target = (r.target_day, r.target_desa) if r.target_day is not None and r.target_desa is not None else None
    return LineFacts(
        title=narrative.line_title(r, overview.spans),
        day=overview.day,
        steps=tuple((moment.date(), int(count)) for moment, count in moments),
        target=target,
        start_of_path=overview.start_of_path if target else None,
        spans=tuple(overview.spans),
        earlier_targets=tuple((moment, desa) for _, moment, desa in overview.earlier_targets),
        imprecise=tuple(
            (begin.date(), index) for index, begin in enumerate(overview.steps["rentang_mulai"]) if not pd.isna(begin)
        ),
        reasons=tuple(narrative.reason_words([span], overview.snapshot.milestones) for span in overview.spans),
    )


def year_counts(overview: Overview) -> tuple[YearCount, ...]:
    """Year by year, oldest first, up to the year of the day."""
    frame = kumulatif(overview.formations, day=overview.day)
    return tuple(
        YearCount(row["periode"].year, int(row["baru_desa"]), int(row["berakhir_desa"]), int(row["kumulatif_desa"]))
        for row in frame.to_dict("records")
    )


def kecamatan_bars(capaian: pd.DataFrame) -> tuple[KecamatanBar, ...]:
    """Kecamatan against their targets (`schema.CAPAIAN_FRAME`), most desa left first, as on the pages."""
    return tuple(
        KecamatanBar(
            str(row["kecamatan"]),
            int(row["terbentuk_desa"]),
            _or_none(row["target_desa"], int),
            _or_none(row["capaian_pct"], float),
        )
        for row in most_left_first(capaian).to_dict("records")
    )


def ladder_rows(capaian: pd.DataFrame) -> tuple[LadderRow, ...]:
    """Every kecamatan by rung (`schema.CAPAIAN_FRAME`), most desa left first."""
    names = ["terbentuk_desa", "merintis_desa", "sosialisasi_desa", "belum_desa", "tidak_dilaporkan_desa"]
    return tuple(
        LadderRow(str(row["kecamatan"]), tuple(int(row[name]) for name in names))
        for row in most_left_first(capaian).to_dict("records")
    )


def tiles(desa: pd.DataFrame) -> tuple[Tile, ...]:
    """Every desa (`schema.DESA_FRAME`) in its place."""
    return tuple(
        Tile(
            str(row["kode_desa"]),
            str(row["desa"]),
            str(row["kecamatan"]),
            row["tahap"] if isinstance(row["tahap"], str) else "",
            _or_none(row["petak_kolom"], int),
            _or_none(row["petak_baris"], int),
        )
        for row in desa.to_dict("records")
    )


def tiles_by_place(tiles: Iterable[Tile]) -> tuple[dict[tuple[int, int], Tile], list[Tile]]:
    """The tile at each place (column, row), and those without one; a place that is taken already counts as none."""
    placed: dict[tuple[int, int], Tile] = {}
    loose = []
    for tile in tiles:
        if tile.kolom is None or tile.baris is None or (tile.kolom, tile.baris) in placed:
            loose.append(tile)
        else:
            placed[tile.kolom, tile.baris] = tile
    return placed, loose


def rung_groups(desa: pd.DataFrame) -> tuple[RungGroup, ...]:
    """The desa without a Pokja (`schema.DESA_FRAME`), nearest to one first; rungs without a desa are left out."""
    rest = desa[~desa["terbentuk"]]
    groups = []
    for tahap in WITHOUT_POKJA:
        found = rest[rest["tahap"] == tahap] if tahap else rest[rest["tahap"].isna()]
        if not found.empty:
            per_kecamatan = found.groupby("kode_kecamatan", sort=False)
            names = tuple((str(part["kecamatan"].iloc[0]), tuple(part["desa"])) for _, part in per_kecamatan)
            groups.append(RungGroup(tahap, narrative.tahap_words(tahap or None), names))
    return tuple(groups)


def _or_none(value: Any, kind: Any) -> Any:
    return None if pd.isna(value) else kind(value)
