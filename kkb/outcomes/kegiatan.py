"""Activities up to a day: per programme, per Pokja, per kecamatan, per year and over all.

Blanks are counted beside every sum, so a reader sees of how many rows it is made. There is no score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kkb.outcomes.activity_count import (
    ActivityCount,
    Feature,
    add_counts,
    count_features,
    count_reasons,
    read_feature,
)
from kkb.outcomes.in_force import Programme, as_kegiatan
from kkb.outcomes.scope import Scope
from kkb.programme import ReportedRow
from kkb.programme.measures import Difference, Incomparable
from kkb.region import Desa
from kkb.schema import Tanggal
from kkb.state import Formation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProgramSummary:
    """All activities of one name (`programme_key`). `nama` as most often written; `desa` (kode_desa, desa) that held
    it, `kegiatan` the rows, oldest first; `results` those whose before and after compare; `reasons` why others do not,
    with how many."""

    key: str
    nama: str
    desa: tuple[tuple[str, str], ...]
    kegiatan: tuple[ReportedRow, ...]
    count: ActivityCount
    results: tuple[tuple[ReportedRow, Difference], ...]
    reasons: Mapping[Incomparable, int]


@dataclass(frozen=True, slots=True)
class PokjaSummary:
    """One Pokja that stands on the day (`formation`), with its activities, oldest first; `last` is the day of the
    newest (None: it has none)."""

    kode_desa: str
    kode_kecamatan: str
    kecamatan: str
    desa: str
    formation: Formation
    kegiatan: tuple[ReportedRow, ...]
    count: ActivityCount
    last: Tanggal | None


@dataclass(frozen=True, slots=True)
class KecamatanKegiatan:
    """The activities of a kecamatan; `pokja` that stand in it on the day, `pokja_berkegiatan` of them with any."""

    kode_kecamatan: str
    kecamatan: str
    pokja: int
    pokja_berkegiatan: int
    count: ActivityCount


@dataclass(frozen=True, slots=True)
class KegiatanSummary:
    """All activities of the scope up to the day. `programs`: most activities first, then by name; `pokja` in the order
    of the region; `per_year` by the year of the activity, oldest first. `reasons`: why `count.tak_sebanding` rows do
    not compare."""

    day: date
    count: ActivityCount
    programs: tuple[ProgramSummary, ...]
    pokja: tuple[PokjaSummary, ...]
    per_kecamatan: tuple[KecamatanKegiatan, ...]
    per_year: tuple[tuple[int, ActivityCount], ...]
    reasons: Mapping[Incomparable, int]

    @property
    def is_reported(self) -> bool:
        return self.count.kegiatan > 0

    @property
    def pokja_berkegiatan(self) -> int:
        """Pokja of the day with at least one activity."""
        return sum(1 for pokja in self.pokja if pokja.count.kegiatan)

    def program(self, key: str) -> ProgramSummary | None:
        """The programme of a key (`programme_key`)."""
        return next((program for program in self.programs if program.key == key), None)


def summarise_kegiatan(programme: Programme, scope: Scope) -> KegiatanSummary:
    """The activities of the scope; `programme` as in force on its day. Their order is irrelevant."""
    features = [read_feature(reported) for reported in programme.kegiatan]
    by_desa = _group(features, lambda one: one.reported.row.kode_desa)
    by_year = _group(features, lambda one: as_kegiatan(one.reported).tanggal.first.year)
    pokja = tuple(_pokja(place, formation, by_desa.get(place.kode_desa, [])) for place, formation in scope.formed)
    programs = [_program(key, group) for key, group in _group(features, lambda one: one.key).items()]
    per_year = tuple((year, count_features(by_year[year])) for year in sorted(by_year))
    return KegiatanSummary(
        day=scope.day,
        count=add_counts(count for _, count in per_year),
        programs=tuple(sorted(programs, key=lambda program: (-program.count.kegiatan, program.key))),
        pokja=pokja,
        per_kecamatan=_per_kecamatan(scope, by_desa, pokja),
        per_year=per_year,
        reasons=count_reasons(features),
    )


def _group(features: Sequence[Feature], key: Callable[[Feature], T]) -> dict[T, list[Feature]]:
    groups: dict[T, list[Feature]] = defaultdict(list)
    for one in features:
        groups[key(one)].append(one)
    return dict(groups)


def most_written(names: Iterable[str]) -> str:
    """The spelling of a name that stands most often; of equals the first in the alphabet."""
    return min(Counter(names).items(), key=lambda entry: (-entry[1], entry[0]))[0]


def _program(key: str, features: Sequence[Feature]) -> ProgramSummary:
    desa = {one.reported.row.kode_desa or "": one.reported.row.desa for one in features}
    return ProgramSummary(
        key=key,
        nama=most_written(as_kegiatan(one.reported).nama for one in features),
        desa=tuple(sorted(desa.items())),
        kegiatan=tuple(one.reported for one in features),
        count=count_features(features),
        results=tuple((one.reported, one.result) for one in features if isinstance(one.result, Difference)),
        reasons=count_reasons(features),
    )


def _pokja(place: Desa, formation: Formation, features: Sequence[Feature]) -> PokjaSummary:
    return PokjaSummary(
        kode_desa=place.kode_desa,
        kode_kecamatan=place.kode_kecamatan,
        kecamatan=place.kecamatan,
        desa=place.desa,
        formation=formation,
        kegiatan=tuple(one.reported for one in features),
        count=count_features(features),
        last=max((as_kegiatan(one.reported).tanggal for one in features), default=None, key=lambda day: day.last),
    )


def _per_kecamatan(
    scope: Scope, by_desa: Mapping[str | None, Sequence[Feature]], pokja: Sequence[PokjaSummary]
) -> tuple[KecamatanKegiatan, ...]:
    counts: dict[str, list[ActivityCount]] = defaultdict(list)
    known = {one.kode_desa: one.count for one in pokja}
    for place in scope.desa:
        count = known.get(place.kode_desa) or count_features(by_desa.get(place.kode_desa, ()))
        counts[place.kode_kecamatan].append(count)
    standing = Counter(one.kode_kecamatan for one in pokja)
    active = Counter(one.kode_kecamatan for one in pokja if one.count.kegiatan)
    return tuple(
        KecamatanKegiatan(kode, nama, standing[kode], active[kode], add_counts(counts[kode]))
        for kode, nama in scope.kecamatan
    )
