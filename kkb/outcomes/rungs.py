"""How long desa stay on a rung, and when they last moved: from the reports of status and the formations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from kkb.schema import RUNGS, Tahap
from kkb.state import DesaHistory


@dataclass(frozen=True, slots=True)
class RungStay:
    """A time on one rung: first seen there on `since` (of a Pokja: the day from which it counts), until a report of
    another rung (None: it stands there on the day). `days` up to that, or up to the day of the figures."""

    rung: Tahap
    since: date
    until: date | None
    days: int


@dataclass(frozen=True, slots=True)
class RungSummary:
    """Days on a rung over all stays: `n` of them, `standing` of these not ended on the day (counted up to it)."""

    rung: Tahap
    n: int
    standing: int
    median_days: float
    shortest_days: int
    longest_days: int

    @property
    def is_new(self) -> bool:
        """True if every stay began on the day of the figures: how long they last is not known yet."""
        return self.longest_days == 0


def stays(history: DesaHistory, day: date) -> tuple[RungStay, ...]:
    """The stays of a desa up to `day`, oldest first. A rung counts from the first report of it, since nobody knows
    what was before; days that no report speaks for belong to no stay."""
    points = _points(history, day)
    ends: list[date | None] = [*(since for since, _ in points[1:]), None]
    return tuple(
        RungStay(rung, since, until, ((until or day) - since).days)
        for (since, rung), until in zip(points, ends, strict=False)
        if rung is not None
    )


def last_rise(history: DesaHistory, day: date) -> date | None:
    """The day of the newest rise of rung up to `day`; None if none is known. A first report is no rise, a formation
    is one."""
    points = _points(history, day)
    rises = [
        since
        for (_, before), (since, rung) in zip([(None, None), *points], points, strict=False)
        if rung is not None and (rung is Tahap.TERBENTUK or (before is not None and _RANK[rung] > _RANK[before]))
    ]
    return max(rises, default=None)


def summarise_rungs(all_stays: Iterable[RungStay]) -> tuple[RungSummary, ...]:
    """One summary per rung below Terbentuk that has a stay, lowest first."""
    known = list(all_stays)
    summaries = []
    for rung in RUNGS[:-1]:
        on_rung = [stay for stay in known if stay.rung is rung]
        if on_rung:
            days = [stay.days for stay in on_rung]
            standing = sum(1 for stay in on_rung if stay.until is None)
            summaries.append(RungSummary(rung, len(days), standing, median(days), min(days), max(days)))
    return tuple(summaries)


_RANK = {rung: rank for rank, rung in enumerate(RUNGS)}


def _points(history: DesaHistory, day: date) -> list[tuple[date, Tahap | None]]:
    """The days on which the rung changed, in order; None: from then on no report tells it (a Pokja ended)."""
    points: list[tuple[date, Tahap | None]] = []
    for formation in history.formations:
        points.append((formation.mulai, Tahap.TERBENTUK))
        if formation.selesai is not None:
            points.append((formation.selesai, None))
    for seen in history.observations:
        rung = seen.row.status
        # A report of a lower rung that a known Pokja outranks tells of no stay.
        if rung in _RANK and rung is not Tahap.TERBENTUK and history.formation_on(seen.tanggal_data) is None:
            points.append((seen.tanggal_data, rung))
    # On one day the end of a Pokja comes first, then what is reported instead; of two reports the newer holds.
    points.sort(key=lambda point: (point[0], point[1] is not None))
    return _without_repeats([point for point in points if point[0] <= day])


def _without_repeats(points: list[tuple[date, Tahap | None]]) -> list[tuple[date, Tahap | None]]:
    by_day = {since: rung for since, rung in points}
    changes: list[tuple[date, Tahap | None]] = []
    for since, rung in by_day.items():
        if not changes or changes[-1][1] is not rung:
            changes.append((since, rung))
    return changes
