"""What figures show: plain numbers, names and the words that stand in them or are told of their marks; no drawing.

Made from the frames of an `Overview`; counts are desa. `tahap` is "" for a desa that nobody has reported.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from kkb import narrative
from kkb.formatting import format_count, format_date, format_date_short, join_words
from kkb.geo import Ring
from kkb.indicators import explain_standstill, kumulatif, most_left_first
from kkb.narrative.counts import undated_words
from kkb.narrative.plan import replaced_sentence
from kkb.overview import Overview
from kkb.schema import JenisTonggak, Tonggak
from kkb.spans import Standstill

WITHOUT_POKJA = ("Merintis", "Sosialisasi", "Belum", "")
"""The rungs of a desa that has no Pokja, nearest to one first."""
LADDER = ("Terbentuk", *WITHOUT_POKJA)
"""All rungs, highest first."""
_KOMITMEN = JenisTonggak.KOMITMEN
_MOST_NAMES = 8
_STRIP_COLUMNS, _STRIP_GAP = 6, 2
"""Tiles side by side in the strip below a map at least, and rows from the map down to it."""


@dataclass(frozen=True, slots=True)
class Event:
    """A day beside the line: `title` stands in the figure, `sentence` is told of it."""

    day: date
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class UndatedStep:
    """The desa of one step (`index`) that may have been formed on any day from `begin` to `last`.

    They count from the day of the step; in the figure they stand between `foot` and `foot` + their number.
    """

    index: int
    begin: date
    last: date
    names: tuple[str, ...]
    foot: int

    @property
    def has_year(self) -> bool:
        """True if at least the year is known."""
        return self.begin.year == self.last.year


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What the line to the target shows.

    `steps` are (day, count from that day on), the first at the start of the axis, the last on `day`; `changed` names
    the desa of each. `spans` are standstills, `reasons` why each of them was ("": nobody said) and `explanations` the
    same in full. `start_of_path` is where the straight way to the target begins, `commitment` what was promised then.
    `earlier_targets` are (day, desa) of plans that were revised, `earlier_names` what those are called. `undated` are
    the formations whose day is not known. `events` happened up to `day`. `kecamatan` is the one whose line it is, ""
    for all that are chosen. `replaced` says what the plan in force replaced, "" if nothing. `is_brief`: its labels say
    only what a first glance needs.
    """

    title: str
    day: date
    steps: tuple[tuple[date, int], ...]
    target: tuple[date, int] | None = None
    start_of_path: tuple[date, int] | None = None
    spans: tuple[Standstill, ...] = ()
    earlier_targets: tuple[tuple[date, int], ...] = ()
    undated: tuple[UndatedStep, ...] = ()
    reasons: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    explanations: tuple[str, ...] = ()
    commitment: str = ""
    earlier_names: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    kecamatan: str = ""
    replaced: str = ""
    is_brief: bool = False

    @property
    def formed(self) -> int:
        """The desa formed on the day."""
        return self.steps[-1][1]

    @property
    def way(self) -> tuple[tuple[date, int], ...]:
        """The ends of the dashed line to the target, as (day, desa); empty without a target.

        It rises from the commitment. Where there is none, or one still to come, it lies level with the target: what
        will be formed by then is not known.
        """
        if self.target is None:
            return ()
        start = self.start_of_path
        if start is not None and self.steps[0][0] <= start[0] <= self.day and start[0] < self.target[0]:
            return start, self.target
        return (self.steps[0][0], self.target[1]), self.target

    @property
    def end_words(self) -> str:
        """What stands at the end of the line: "15 desa"."""
        return f"{format_count(self.formed)} desa"

    @property
    def target_forms(self) -> tuple[tuple[str, ...], ...]:
        """What stands at the target, from the longest to the shortest form; each as lines."""
        if self.target is None:
            return ()
        words, day = f"Target {format_count(self.target[1])} desa", format_date_short(self.target[0])
        if self.is_brief:
            bare = words.removesuffix(" desa")
            return (f"{bare}, {day}",), (bare,)
        return (f"{words}, {day}",), (words, day), (words,)

    @property
    def target_sentence(self) -> str:
        """What is told of the target and of the way there."""
        if self.target is None:
            return ""
        since = f", jalur lurus sejak komitmen {format_date(self.way[0][0])}" if self.way[0][1] < self.target[1] else ""
        whole = f"Target {format_count(self.target[1])} desa, {format_date_short(self.target[0])}"
        return " ".join(filter(None, (f"{whole}{since}.", self.replaced)))

    def step_sentence(self, index: int) -> str:
        """What is told of a step: "3 Oktober 2017: 2 desa terbentuk (baru: Lalang)."."""
        day, count = self.steps[index]
        names = self.changed[index] if self.changed else ""
        word = "baru" if count > (self.steps[index - 1][1] if index else 0) else "berubah"
        return f"{format_date(day)}: {format_count(count)} desa terbentuk" + (f" ({word}: {names})." if names else ".")

    def undated_sentence(self, one: UndatedStep) -> str:
        """What is told of formations whose day is not known."""
        days = f"{format_date(one.begin)} dan {format_date(one.last)}"
        return f"{join_words(list(one.names), _MOST_NAMES)}: terbentuk antara {days}, tanggal pastinya tidak diketahui."

    @property
    def undated_words(self) -> str:
        """How many have not even a certain year: "12 tanpa tanggal pasti"; "" without any."""
        count = sum(len(one.names) for one in self.undated if not one.has_year)
        return undated_words(count) if count else ""

    def earlier_words(self, index: int) -> tuple[str, str]:
        """What stands at the mark of a plan that was revised, in two parts: "semula" and its day, or number."""
        day, desa = self.earlier_targets[index]
        has_its_day = self.target is not None and self.target[0] == day
        return "semula", f"{format_count(desa)} desa" if has_its_day else format_date_short(day)

    def earlier_sentence(self, index: int) -> str:
        """What is told of a plan that was revised."""
        (day, desa), name = self.earlier_targets[index], self.earlier_names[index] if self.earlier_names else ""
        return f"Rencana sebelumnya{f', {name}' if name else ''}: {format_count(desa)} desa, {format_date(day)}."

    @property
    def reason(self) -> str:
        """Why the last explained standstill was one; "" where none is."""
        return next((reason for reason in reversed(self.reasons) if reason), "")

    def count_on(self, day: date) -> int:
        """The desa that the line shows on a day; 0 before its first step."""
        return next((count for moment, count in reversed(self.steps) if moment <= day), 0)


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """A year, or a quarter or month of it: desa formed in it (up to the day), Pokja that ended, and all at its end.

    `tanpa_tanggal_desa` begin to count in it and may have been formed in another.
    """

    year: int
    baru_desa: int
    berakhir_desa: int
    kumulatif_desa: int
    tanpa_tanggal_desa: int = 0


@dataclass(frozen=True, slots=True)
class KecamatanBar:
    """One kecamatan beside its target; `capaian_pct` 0–100 and beyond, None without a target or with one of 0."""

    kecamatan: str
    terbentuk_desa: int
    target_desa: int | None
    capaian_pct: float | None


@dataclass(frozen=True, slots=True)
class LadderRow:
    """The desa of one kecamatan by rung; `counts` has every rung of `LADDER`, in its order.

    `ended` counts those of Belum whose Pokja was dissolved.
    """

    kecamatan: str
    counts: tuple[int, ...]
    ended: int = 0

    @property
    def jumlah_desa(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Tile:
    """One desa in its place on the tile map, counted from the north-west; None: the region gives it no place.

    `is_pale`: others are looked at. `is_ended`: its Pokja was dissolved.
    """

    kode_desa: str
    desa: str
    kecamatan: str
    tahap: str
    kolom: int | None
    baris: int | None
    is_pale: bool = False
    is_ended: bool = False

    @property
    def listed(self) -> str:
        """The name as it stands in a list of the desa of a rung: "Nyuruk (bubar)"."""
        return self.desa + narrative.end_words(self.is_ended, None)


@dataclass(frozen=True, slots=True)
class Area:
    """One desa as the areas that a map gives it (rings of longitude and latitude, at least one)."""

    tahap: str
    is_pale: bool
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class YearsOfKecamatan:
    """One kecamatan: its count at the end of each year, the count of a full cell (not 0), and its target, if any."""

    kecamatan: str
    counts: tuple[int, ...]
    whole_desa: int
    target_desa: int | None

    @property
    def shares(self) -> list[float]:
        """How full each year was, from 0 to 1."""
        return [min(count / self.whole_desa, 1.0) for count in self.counts]


@dataclass(frozen=True, slots=True)
class RungGroup:
    """The desa of one rung without a Pokja: `desa` are (kecamatan, names), one dissolved marked "(bubar)"."""

    tahap: str
    word: str
    desa: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(names) for _, names in self.desa)


def line_facts(overview: Overview, kecamatan: str = "") -> LineFacts:
    """The line to the target of an overview, which may be that of one kecamatan."""
    r = overview.ringkasan
    return line_of(
        overview.steps,
        title=narrative.line_title(r, overview.spans),
        target=(r.target_day, r.target_desa) if r.target_day is not None and r.target_desa is not None else None,
        start_of_path=overview.start_of_path,
        spans=overview.spans,
        earlier_targets=overview.earlier_targets,
        milestones=overview.milestones,
        kecamatan=kecamatan,
        replaced=replaced_sentence(overview.plan, overview.earlier_targets),
    )


def line_of(
    steps: pd.DataFrame,
    *,
    title: str = "",
    target: tuple[date, int] | None = None,
    start_of_path: tuple[date, int] | None = None,
    spans: Sequence[Standstill] = (),
    earlier_targets: Sequence[tuple[str, date, int]] = (),
    milestones: Sequence[Tonggak] = (),
    kecamatan: str = "",
    replaced: str = "",
) -> LineFacts:
    """The line of `schema.TANGGA_FRAME`, which has a row at least; `earlier_targets` are (name, day, desa)."""
    days = [moment.date() for moment in steps["tanggal"]]
    promised = [one for one in milestones if start_of_path and (one.jenis, one.mulai) == (_KOMITMEN, start_of_path[0])]
    return LineFacts(
        title=title,
        day=days[-1],
        steps=tuple(zip(days, map(int, steps["kumulatif_desa"]), strict=True)),
        target=target,
        start_of_path=start_of_path if target else None,
        spans=tuple(spans),
        earlier_targets=tuple((day, desa) for _, day, desa in earlier_targets),
        undated=tuple(_undated_steps(steps)),
        reasons=tuple(narrative.reason_words([span], milestones) for span in spans),
        changed=tuple(steps["desa"]),
        explanations=tuple("; ".join(map(_told, explain_standstill(span, milestones))) for span in spans),
        commitment="; ".join(map(_told, promised)),
        earlier_names=tuple(name for name, _, _ in earlier_targets),
        events=tuple(_events(milestones, days[0], days[-1])),
        kecamatan=kecamatan,
        replaced=replaced,
    )


def _undated_steps(steps: pd.DataFrame) -> Iterator[UndatedStep]:
    """The formations of each step whose day is not known, those of one span together, on top of the others."""
    for index, (spans, count) in enumerate(zip(steps["rentang"], steps["kumulatif_desa"], strict=True)):
        foot = int(count)
        for (first, last), group in groupby(spans, key=lambda span: span[:2]):
            names = tuple(name for *_, name in group)
            foot = max(foot - len(names), 0)
            yield UndatedStep(index, first, last, names, foot)


def _told(milestone: Tonggak) -> str:
    return f"{milestone.judul} ({milestone.sumber})"


def _events(milestones: Iterable[Tonggak], first: date, day: date) -> Iterator[Event]:
    for one in sorted(milestones, key=lambda one: one.mulai):
        if one.jenis is JenisTonggak.PERISTIWA and first <= one.mulai <= day:
            until = f" sampai {format_date(one.selesai)}" if one.selesai else ""
            yield Event(one.mulai, one.judul, f"{format_date(one.mulai)}{until}: {one.judul}. Sumber: {one.sumber}")


def year_counts(overview: Overview) -> tuple[PeriodCount, ...]:
    """Year by year, oldest first, up to the year of the day."""
    return period_counts(kumulatif(overview.formations, day=overview.day))


def period_counts(frame: pd.DataFrame) -> tuple[PeriodCount, ...]:
    """The periods of `schema.KUMULATIF_FRAME`, oldest first."""
    return tuple(
        PeriodCount(
            row["periode"].year,
            int(row["baru_desa"]),
            int(row["berakhir_desa"]),
            int(row["kumulatif_desa"]),
            int(row["tanpa_tanggal_desa"]),
        )
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
        LadderRow(str(row["kecamatan"]), tuple(int(row[name]) for name in names), int(row["belum_bubar_desa"]))
        for row in most_left_first(capaian).to_dict("records")
    )


def tiles(desa: pd.DataFrame, focus: Collection[str] | None = None) -> tuple[Tile, ...]:
    """Every desa (`schema.DESA_FRAME`) in its place; those whose code is not in `focus` are pale (None: none is)."""
    return tuple(
        Tile(
            str(row["kode_desa"]),
            str(row["desa"]),
            str(row["kecamatan"]),
            row["tahap"] if isinstance(row["tahap"], str) else "",
            _or_none(row["petak_kolom"], int),
            _or_none(row["petak_baris"], int),
            focus is not None and row["kode_desa"] not in focus,
            bool(row["berakhir"]),
        )
        for row in desa.to_dict("records")
    )


def areas(tiles: Iterable[Tile], rings: Mapping[str, tuple[Ring, ...]]) -> tuple[Area, ...]:
    """The desa of `tiles` on a map (rings by code); those that the map lacks are left out."""
    return tuple(Area(one.tahap, one.is_pale, found) for one in tiles if (found := rings.get(one.kode_desa)))


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


def place_with_strip(tiles: Iterable[Tile]) -> tuple[dict[tuple[int, int], Tile], int | None]:
    """Every tile at a place: those without one stand in a strip below the map, whose first row is given too.

    The row is None where all tiles have their place.
    """
    placed, loose = tiles_by_place(tiles)
    if not loose:
        return placed, None
    first = min((x for x, _ in placed), default=0)
    width = max((x - first + 1 for x, _ in placed), default=0)
    columns = max(width, _STRIP_COLUMNS, math.ceil(math.sqrt(len(loose) * 1.6)))
    strip = max((y for _, y in placed), default=-_STRIP_GAP) + _STRIP_GAP
    for i, tile in enumerate(loose):
        placed[first + i % columns, strip + i // columns] = tile
    return placed, strip


def rung_groups(desa: pd.DataFrame) -> tuple[RungGroup, ...]:
    """The desa without a Pokja (`schema.DESA_FRAME`), nearest to one first; rungs without a desa are left out."""
    rest = desa[~desa["terbentuk"]]
    named = zip(rest["desa"], rest["berakhir"], strict=True)
    rest = rest.assign(desa=[name + narrative.end_words(is_ended, None) for name, is_ended in named])
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
