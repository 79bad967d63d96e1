"""When a desa last moved: the newest step of its log, rise of rung that was reported, or formation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kkb.schema import RUNGS, Tahap, Tanggal
from kkb.state import DesaHistory


class Gerak(StrEnum):
    """What moved. The day of a report is not the day of a rise; a step and a formation have dates of their own."""

    LANGKAH = "langkah"
    NAIK = "dilaporkan naik pada"
    TERBENTUK = "Pokja tercatat sejak"


@dataclass(frozen=True, slots=True)
class Movement:
    """A step or a formation with its own date, or a rise with the day of the report that first tells it."""

    gerak: Gerak
    tanggal: Tanggal

    def words(self) -> str:
        """ "langkah 3 Mei 2024", "dilaporkan naik pada 30 Juni 2024"."""
        return f"{self.gerak} {self.tanggal.words()}"

    def words_short(self) -> str:
        """The same with the month in three letters."""
        return f"{self.gerak} {self.tanggal.words_short()}"


def last_movement(step: Tanggal | None, history: DesaHistory | None, day: date) -> Movement | None:
    """The newest movement up to `day`, of two on one day the step; None if none is known.

    `step` is the newest of the log.
    """
    rise = _last_rise(history, day) if history is not None else None
    if step is None or (rise is not None and rise.tanggal.last > step.last):
        return rise
    return Movement(Gerak.LANGKAH, step)


def _last_rise(history: DesaHistory, day: date) -> Movement | None:
    """The newest rise up to `day`. A first report is no rise, a formation is one."""
    points = _points(history, day)
    rises = [
        (since, rung)
        for (_, before), (since, rung) in zip([(None, None), *points], points, strict=False)
        if rung is not None and (rung is Tahap.TERBENTUK or (before is not None and _RANK[rung] > _RANK[before]))
    ]
    if not rises:
        return None
    since, rung = rises[-1]
    if rung is not Tahap.TERBENTUK:
        return Movement(Gerak.NAIK, Tanggal(since))
    known = next((one.tanggal for one in history.formations if one.mulai == since), None)
    return Movement(Gerak.TERBENTUK, known or Tanggal(since))


_RANK = {rung: rank for rank, rung in enumerate(RUNGS)}


def _points(history: DesaHistory, day: date) -> list[tuple[date, Tahap | None]]:
    """The days on which the rung changed, in order; None: from then on no report tells it (a Pokja ended)."""
    points: list[tuple[date, Tahap | None]] = []
    for formation in history.formations:
        if formation.selesai is not None and formation.selesai <= formation.mulai:
            continue  # It counted on no day.
        points.append((formation.mulai, Tahap.TERBENTUK))
        if formation.selesai is not None:
            points.append((formation.selesai, None))
    for seen in history.observations:
        rung = seen.row.status
        # A report of a lower rung that a known Pokja outranks tells of no change.
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
