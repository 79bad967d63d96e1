"""What one row of the programme says against what is known from elsewhere: the Pokja of its desa, its activities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process

from kkb.formatting import format_date
from kkb.programme import programme_key
from kkb.schema import Tanggal
from kkb.state import DesaHistory, Formation

_LIKENESS = 80.0
"""Least likeness (0–100) at which another name of an activity is suggested."""

_MOST_LOOKED_FOR = 100


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an activity can hardly be one of a Pokja: the code and the facts of its problem."""

    code: str
    told: str = ""
    formed: str = ""


class Pokja:
    """When the Pokja of a desa stood, as far as anybody knows. `unsettled` are desa whose status waits for an answer
    (None: that of every desa): of their activities nothing is said."""

    def __init__(self, histories: Mapping[str, DesaHistory], unsettled: Collection[str] | None) -> None:
        self._histories = histories
        self._unsettled = unsettled

    def doubt(self, kode_desa: str, tanggal: Tanggal, day: date) -> Doubt | None:
        """What speaks against an activity of `tanggal`, seen from `day`; None where nothing does."""
        if self._unsettled is None or kode_desa in self._unsettled:
            return None
        history = self._histories.get(kode_desa)
        lives = [life for life in (history.formations if history else ()) if life.span.first <= day]
        if not lives:
            told = "belum punya" if history else "belum dilaporkan punya"
            return Doubt("ACTIVITY_NO_POKJA", f"{told} Pokja per {format_date(day)}")
        if any(_may_cover(life, tanggal) for life in lives):
            return None
        later = [life for life in lives if life.span.first > tanggal.last]
        if not later:
            ended = max(life.selesai for life in lives if life.selesai is not None)
            return Doubt("ACTIVITY_NO_POKJA", f"tidak punya Pokja lagi sejak {format_date(ended)}")
        begun = min(later, key=lambda life: life.span.first)
        formed = begun.tanggal.words() if begun.tanggal is not None else format_date(begun.span.first)
        return Doubt("ACTIVITY_BEFORE_POKJA", formed=formed)


def _may_cover(life: Formation, tanggal: Tanggal) -> bool:
    return life.span.first <= tanggal.last and (life.selesai is None or tanggal.first < life.selesai)


class Activities:
    """The names under which activities of a desa are known, in the files and in the store. Only evaluations ask."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        self._known = known
        self._looked = 0

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        names: dict[str, dict[str, str]] = {}
        for kode_desa, nama in self._known:
            names.setdefault(kode_desa, {}).setdefault(programme_key(nama), nama)
        return names

    def knows(self, kode_desa: str, program: str) -> bool:
        """True if an activity of the desa has this name."""
        return programme_key(program) in self._names.get(kode_desa, ())

    def nearest(self, kode_desa: str, program: str) -> str | None:
        """The name of an activity of the desa that is nearly the same. Looked for a few times: more are not told."""
        if self._looked >= _MOST_LOOKED_FOR:
            return None
        self._looked += 1
        names = self._names.get(kode_desa, {})
        near = process.extractOne(programme_key(program), list(names), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        return names[near[0]] if near else None
