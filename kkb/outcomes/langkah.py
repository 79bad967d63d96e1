"""Steps towards a Pokja on a day: the log of each desa, and who is nearest to forming one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kkb.outcomes.in_force import Programme, as_langkah
from kkb.outcomes.komitmen import DesaKomitmen, KomitmenSummary, StatusKomitmen
from kkb.outcomes.movement import Movement
from kkb.outcomes.scope import Scope
from kkb.programme import LADDER_OF_STEPS, JenisLangkah, ReportedRow
from kkb.schema import RUNGS, Tahap


@dataclass(frozen=True, slots=True)
class DesaLangkah:
    """One desa of the region on the day. `log`: its steps, newest first. `done`: which of the five it has taken, in
    their order; `last` the newest entry of the log."""

    kode_desa: str
    kode_kecamatan: str
    kecamatan: str
    desa: str
    tahap: Tahap | None
    formed: date | None
    log: tuple[ReportedRow, ...]
    done: tuple[JenisLangkah, ...]
    missing: tuple[JenisLangkah, ...]

    @property
    def last(self) -> ReportedRow | None:
        return self.log[0] if self.log else None

    def count(self, jenis: JenisLangkah) -> int:
        """How often a step of this kind is in the log."""
        return sum(1 for reported in self.log if as_langkah(reported).jenis is jenis)


@dataclass(frozen=True, slots=True)
class NextDesa:
    """A desa without a Pokja in the order of the published rules, with each reason: `steps_done` of the five steps,
    those `missing`, its `commitment`, its `last_movement` (None: none is known). Desa of the same `rank` are equal by
    these rules: only the order of the region is between them."""

    place: int
    rank: tuple[int, int, int]
    kode_desa: str
    kode_kecamatan: str
    kecamatan: str
    desa: str
    tahap: Tahap | None
    steps_done: int
    missing: tuple[JenisLangkah, ...]
    commitment: StatusKomitmen
    last_movement: Movement | None

    @property
    def is_on_its_way(self) -> bool:
        """True if something has begun: a rung above Belum, or one of the five steps."""
        return self.tahap not in (None, Tahap.BELUM) or self.steps_done > 0


@dataclass(frozen=True, slots=True)
class LangkahCount:
    """Of a kecamatan (or of all): desa without a Pokja on the day, those of them with a step in the log, and all
    entries of the log (of desa with a Pokja too)."""

    kode_kecamatan: str
    kecamatan: str
    tanpa_pokja: int
    ada_langkah: int
    entri: int

    @property
    def tanpa_langkah(self) -> int:
        """Desa without a Pokja and without a step."""
        return self.tanpa_pokja - self.ada_langkah


@dataclass(frozen=True, slots=True)
class LangkahSummary:
    """All desa of the scope in the order of the region; counts per kecamatan and over all (`total`); `next` the desa
    without a Pokja, nearest first: the one order in which desa are called, named and listed; `repeated`: (desa, kind,
    times) of desa without a Pokja in which one kind of step was taken twice or more, most often first."""

    day: date
    desa: tuple[DesaLangkah, ...]
    per_kecamatan: tuple[LangkahCount, ...]
    total: LangkahCount
    next: tuple[NextDesa, ...]
    repeated: tuple[tuple[DesaLangkah, JenisLangkah, int], ...]

    @property
    def is_reported(self) -> bool:
        """True if a step of a desa of the scope is known."""
        return self.total.entri > 0


def summarise_langkah(programme: Programme, scope: Scope, komitmen: KomitmenSummary) -> LangkahSummary:
    """The steps of the scope; `programme` as in force on its day, `komitmen` of the same scope.

    The order of `next`: the higher rung (not reported: last); then more of the five steps done; then commitment
    (lengkap, sebagian, all others); then the order of the region.
    """
    logs: dict[str | None, list[ReportedRow]] = defaultdict(list)
    for reported in reversed(programme.langkah):
        logs[reported.row.kode_desa].append(reported)
    desa = tuple(
        _desa_langkah(place, tuple(logs[place.kode_desa])) for place in komitmen.desa
    )
    return LangkahSummary(
        day=scope.day,
        desa=desa,
        per_kecamatan=tuple(
            _count(kode, nama, [one for one in desa if one.kode_kecamatan == kode]) for kode, nama in scope.kecamatan
        ),
        total=_count("", "Jumlah", desa),
        next=_in_order(desa, komitmen.desa),
        repeated=_repeated(desa),
    )


def _desa_langkah(place: DesaKomitmen, log: tuple[ReportedRow, ...]) -> DesaLangkah:
    taken = {as_langkah(reported).jenis for reported in log}
    return DesaLangkah(
        kode_desa=place.kode_desa,
        kode_kecamatan=place.kode_kecamatan,
        kecamatan=place.kecamatan,
        desa=place.desa,
        tahap=place.tahap,
        formed=place.formed,
        log=log,
        done=tuple(jenis for jenis in LADDER_OF_STEPS if jenis in taken),
        missing=tuple(jenis for jenis in LADDER_OF_STEPS if jenis not in taken),
    )


def _count(kode: str, nama: str, desa: Sequence[DesaLangkah]) -> LangkahCount:
    without = [one for one in desa if one.formed is None]
    return LangkahCount(
        kode_kecamatan=kode,
        kecamatan=nama,
        tanpa_pokja=len(without),
        ada_langkah=sum(1 for one in without if one.log),
        entri=sum(len(one.log) for one in desa),
    )


_RUNG_RANK = {tahap: rank for rank, tahap in enumerate(reversed(RUNGS))}
_COMMITMENT_RANK = {StatusKomitmen.LENGKAP: 0, StatusKomitmen.SEBAGIAN: 1}


def _in_order(desa: Sequence[DesaLangkah], promises: Sequence[DesaKomitmen]) -> tuple[NextDesa, ...]:
    pairs = [pair for pair in zip(desa, promises, strict=True) if pair[0].formed is None]
    pairs.sort(key=_by_rules)
    return tuple(
        NextDesa(
            place=place,
            rank=_by_rules((one, promise)),
            kode_desa=one.kode_desa,
            kode_kecamatan=one.kode_kecamatan,
            kecamatan=one.kecamatan,
            desa=one.desa,
            tahap=one.tahap,
            steps_done=len(one.done),
            missing=one.missing,
            commitment=promise.status,
            last_movement=promise.last_movement,
        )
        for place, (one, promise) in enumerate(pairs, start=1)
    )


def _by_rules(pair: tuple[DesaLangkah, DesaKomitmen]) -> tuple[int, int, int]:
    one, promise = pair
    rung = _RUNG_RANK[one.tahap] if one.tahap is not None else len(RUNGS)
    return rung, -len(one.done), _COMMITMENT_RANK.get(promise.status, 2)


def _repeated(desa: Sequence[DesaLangkah]) -> tuple[tuple[DesaLangkah, JenisLangkah, int], ...]:
    found = [
        (one, jenis, times)
        for one in desa
        if one.formed is None
        for jenis in one.done
        if (times := one.count(jenis)) > 1
    ]
    return tuple(sorted(found, key=lambda entry: -entry[2]))
