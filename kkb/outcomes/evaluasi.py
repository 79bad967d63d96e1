"""Evaluations on a day: which programmes to spread, to mend and to end; which Pokja reviewed nothing, which sleep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kkb.outcomes.in_force import Programme, as_evaluasi, as_kegiatan, newest_days
from kkb.outcomes.kegiatan import most_written
from kkb.outcomes.scope import Scope, year_before
from kkb.programme import Putusan, ReportedRow, programme_key
from kkb.programme.measures import Difference, compare
from kkb.schema import Tanggal

DESA_TO_SPREAD = 3
"""A programme can be spread once results before and after are known of this many desa."""


class Sebaran(StrEnum):
    """Whether a programme that goes on somewhere, and that nobody judged otherwise, can be spread to other desa."""

    DAPAT = "dapat disebarluaskan"
    BELUM_CUKUP = "belum cukup desa untuk menilai"


class Denyut(StrEnum):
    """Whether a Pokja is awake on the day D; exactly one holds.

    `AKTIF`: an activity or evaluation dated in the twelve months up to D. Else `BARU`: formed within them. Else
    `BELUM_DILAPORKAN`: no activity of it was ever reported. Else `TIDUR`.
    """

    AKTIF = "aktif"
    BARU = "baru terbentuk"
    BELUM_DILAPORKAN = "belum pernah dilaporkan"
    TIDUR = "tidur"


@dataclass(frozen=True, slots=True)
class PutusanCount:
    """The newest evaluations of each (desa, programme) of a kecamatan (or of all) by what they decide; `pokja` that
    stand on the day, `pokja_menilai` of them with an evaluation."""

    kode_kecamatan: str
    kecamatan: str
    lanjutkan: int
    perbaiki: int
    hentikan: int
    pokja: int
    pokja_menilai: int

    @property
    def jumlah(self) -> int:
        return self.lanjutkan + self.perbaiki + self.hentikan


@dataclass(frozen=True, slots=True)
class ProgramVerdict:
    """What the newest evaluations say of one programme: the rows by decision, each in the order of their codes (desa,
    reason, by whom and day stand in the row). `desa`: how many desa run it or have judged it; `desa_hasil`: of how many
    the before and after of an activity compare."""

    key: str
    nama: str
    lanjutkan: tuple[ReportedRow, ...]
    perbaiki: tuple[ReportedRow, ...]
    hentikan: tuple[ReportedRow, ...]
    desa: int
    desa_hasil: int

    @property
    def rows(self) -> tuple[ReportedRow, ...]:
        """The newest evaluation of each desa that judged it, by decision."""
        return (*self.lanjutkan, *self.perbaiki, *self.hentikan)

    @property
    def sebaran(self) -> Sebaran | None:
        """Whether it can be spread; None where a desa mends or ends it, or none goes on with it."""
        if not self.lanjutkan or self.perbaiki or self.hentikan:
            return None
        return Sebaran.DAPAT if self.desa_hasil >= DESA_TO_SPREAD else Sebaran.BELUM_CUKUP


@dataclass(frozen=True, slots=True)
class PokjaReview:
    """One Pokja that stands on the day: days of its newest activity and evaluation (None: none is known), how many
    programmes it has judged, and whether it is awake."""

    kode_desa: str
    kode_kecamatan: str
    kecamatan: str
    desa: str
    last_kegiatan: Tanggal | None
    last_evaluasi: Tanggal | None
    dinilai: int
    denyut: Denyut


@dataclass(frozen=True, slots=True)
class EvaluasiSummary:
    """`latest`: the newest evaluation of each (desa, programme), oldest first. `programs`: most decided first, then by
    name. A programme may be both to mend and to spread: the counts stand beside it. `pokja` in the order of the region.
    """

    day: date
    latest: tuple[ReportedRow, ...]
    total: PutusanCount
    per_kecamatan: tuple[PutusanCount, ...]
    programs: tuple[ProgramVerdict, ...]
    pokja: tuple[PokjaReview, ...]

    @property
    def is_reported(self) -> bool:
        """True if an evaluation of a desa of the scope is known."""
        return bool(self.latest)

    @property
    def to_continue(self) -> tuple[ProgramVerdict, ...]:
        """Lanjutkan somewhere; those that can be spread first, then most Lanjutkan."""
        chosen = (program for program in self.programs if program.lanjutkan)
        return tuple(sorted(chosen, key=lambda one: (one.sebaran is not Sebaran.DAPAT, -len(one.lanjutkan))))

    @property
    def to_mend(self) -> tuple[ProgramVerdict, ...]:
        """Perbaiki somewhere; most first."""
        chosen = (program for program in self.programs if program.perbaiki)
        return tuple(sorted(chosen, key=lambda program: -len(program.perbaiki)))

    @property
    def to_end(self) -> tuple[ProgramVerdict, ...]:
        """Hentikan somewhere; most first."""
        chosen = (program for program in self.programs if program.hentikan)
        return tuple(sorted(chosen, key=lambda program: -len(program.hentikan)))

    @property
    def unreviewed(self) -> tuple[PokjaReview, ...]:
        """Pokja that have judged none of their programmes."""
        return tuple(pokja for pokja in self.pokja if not pokja.dinilai)

    @property
    def silent(self) -> tuple[PokjaReview, ...]:
        """Pokja older than twelve months of which these tell nothing; `never_reported` are among them."""
        return tuple(pokja for pokja in self.pokja if pokja.denyut in (Denyut.TIDUR, Denyut.BELUM_DILAPORKAN))

    @property
    def never_reported(self) -> tuple[PokjaReview, ...]:
        """Those of the silent of which no activity was ever reported."""
        return tuple(pokja for pokja in self.silent if pokja.denyut is Denyut.BELUM_DILAPORKAN)

    @property
    def young(self) -> tuple[PokjaReview, ...]:
        """Pokja formed within the twelve months, of which these tell nothing yet."""
        return tuple(pokja for pokja in self.pokja if pokja.denyut is Denyut.BARU)


def summarise_evaluasi(programme: Programme, scope: Scope) -> EvaluasiSummary:
    """The evaluations of the scope; `programme` as in force on its day."""
    newest = {_matter(reported): reported for reported in programme.evaluasi}
    latest = tuple(reported for reported in programme.evaluasi if newest[_matter(reported)] is reported)
    pokja = _pokja_reviews(programme, scope, newest)
    place_of = {place.kode_desa: place.kode_kecamatan for place in scope.desa}
    return EvaluasiSummary(
        day=scope.day,
        latest=latest,
        total=_count("", "Jumlah", latest, pokja),
        per_kecamatan=tuple(
            _count(
                kode,
                nama,
                [reported for reported in latest if place_of.get(reported.row.kode_desa or "") == kode],
                [one for one in pokja if one.kode_kecamatan == kode],
            )
            for kode, nama in scope.kecamatan
        ),
        programs=_programs(newest, programme.kegiatan),
        pokja=pokja,
    )


def _count(kode: str, nama: str, latest: Iterable[ReportedRow], pokja: Sequence[PokjaReview]) -> PutusanCount:
    decided = Counter(as_evaluasi(reported).putusan for reported in latest)
    return PutusanCount(
        kode_kecamatan=kode,
        kecamatan=nama,
        lanjutkan=decided[Putusan.LANJUTKAN],
        perbaiki=decided[Putusan.PERBAIKI],
        hentikan=decided[Putusan.HENTIKAN],
        pokja=len(pokja),
        pokja_menilai=sum(1 for one in pokja if one.dinilai),
    )


Matter = tuple[str | None, str]
"""A programme of a desa: kode_desa and `programme_key`."""


def _matter(reported: ReportedRow) -> Matter:
    return reported.row.kode_desa, programme_key(as_evaluasi(reported).program)


def _programs(newest: Mapping[Matter, ReportedRow], kegiatan: Sequence[ReportedRow]) -> tuple[ProgramVerdict, ...]:
    desa: dict[str, set[str | None]] = defaultdict(set)
    with_result: dict[str, set[str | None]] = defaultdict(set)
    names: dict[str, list[str]] = defaultdict(list)
    for reported in kegiatan:
        row = as_kegiatan(reported)
        key = programme_key(row.nama)
        desa[key].add(row.kode_desa)
        if isinstance(compare(row.sebelum, row.sesudah), Difference):
            with_result[key].add(row.kode_desa)
        names[key].append(row.nama)
    by_program: dict[str, list[ReportedRow]] = defaultdict(list)
    for (kode, key), reported in sorted(newest.items(), key=lambda entry: (entry[0][1], entry[0][0] or "")):
        by_program[key].append(reported)
        desa[key].add(kode)
    verdicts = []
    for key, rows in by_program.items():
        lanjutkan, perbaiki, hentikan = (
            tuple(reported for reported in rows if as_evaluasi(reported).putusan is putusan) for putusan in Putusan
        )
        nama = most_written(names[key] or [as_evaluasi(reported).program for reported in rows])
        verdicts.append(
            ProgramVerdict(key, nama, lanjutkan, perbaiki, hentikan, len(desa[key]), len(with_result[key]))
        )
    return tuple(sorted(verdicts, key=lambda verdict: (-len(verdict.rows), verdict.key)))


def _pokja_reviews(programme: Programme, scope: Scope, newest: Mapping[Matter, ReportedRow]) -> tuple[PokjaReview, ...]:
    activity, review = newest_days(programme.kegiatan), newest_days(programme.evaluasi)
    judged = Counter(kode for kode, _ in newest)
    return tuple(
        PokjaReview(
            kode_desa=place.kode_desa,
            kode_kecamatan=place.kode_kecamatan,
            kecamatan=place.kecamatan,
            desa=place.desa,
            last_kegiatan=activity.get(place.kode_desa),
            last_evaluasi=review.get(place.kode_desa),
            dinilai=judged[place.kode_desa],
            denyut=_denyut(formation.mulai, activity.get(place.kode_desa), review.get(place.kode_desa), scope.day),
        )
        for place, formation in scope.formed
    )


def _denyut(formed: date, activity: Tanggal | None, review: Tanggal | None, day: date) -> Denyut:
    start = year_before(day)
    # A month or year that reaches into the twelve months may lie in them: nobody is called asleep on a guess.
    if any(tanggal is not None and tanggal.last > start for tanggal in (activity, review)):
        return Denyut.AKTIF
    if formed > start:
        return Denyut.BARU
    return Denyut.TIDUR if activity is not None else Denyut.BELUM_DILAPORKAN
