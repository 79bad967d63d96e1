"""Whom the figures of the four sheets are about, and on which day: desa, their histories, what they stood on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kkb.region import Desa, Region
from kkb.state import DesaHistory, DesaState, Formation, state_of


@dataclass(frozen=True, slots=True)
class Scope:
    """Desa in the order of the region, all that is known of them, and their state on `day` (by kode_desa).

    A desa that nobody reported has no history and no state.
    """

    desa: tuple[Desa, ...]
    histories: Mapping[str, DesaHistory]
    states: Mapping[str, DesaState]
    day: date

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(place.kode_desa for place in self.desa)

    @property
    def kecamatan(self) -> tuple[tuple[str, str], ...]:
        """(kode_kecamatan, kecamatan) of the desa, in the order of the region."""
        return tuple({place.kode_kecamatan: place.kecamatan for place in self.desa}.items())

    @property
    def formed(self) -> tuple[tuple[Desa, Formation], ...]:
        """The desa whose Pokja stood on the day, each with that Pokja."""
        pairs = ((place, self.formation(place.kode_desa)) for place in self.desa)
        return tuple((place, formation) for place, formation in pairs if formation is not None)

    def formation(self, kode_desa: str) -> Formation | None:
        """The Pokja that stood in a desa on the day."""
        state = self.states.get(kode_desa)
        return state.formation if state is not None else None


def make_scope(region: Region, histories: Mapping[str, DesaHistory], day: date, kecamatan: Sequence[str] = ()) -> Scope:
    """The desa of `kecamatan` (names; none: the whole region) on `day`."""
    desa = tuple(place for place in region.desa if not kecamatan or place.kecamatan in kecamatan)
    return Scope(desa, histories, _states(desa, histories, day), day)


def _states(desa: Iterable[Desa], histories: Mapping[str, DesaHistory], day: date) -> dict[str, DesaState]:
    states = {}
    for place in desa:
        history = histories.get(place.kode_desa)
        state = state_of(history, day) if history is not None else None
        if state is not None:
            states[place.kode_desa] = state
    return states


def year_before(day: date) -> date:
    """The same day a year before; of 29 February the 28th: the twelve months before D are the days after it up to D."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - timedelta(days=366)
