"""Commitments on a day: who signed, which promises were kept by a Pokja, and where nothing has moved since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kkb.outcomes.in_force import Programme, as_komitmen, newest_days
from kkb.outcomes.movement import Movement, last_movement
from kkb.outcomes.scope import Scope
from kkb.programme import ReportedRow
from kkb.region import Desa
from kkb.schema import Presisi, Tahap, Tanggal
from kkb.state import Formation


class StatusKomitmen(StrEnum):
    """Who of a desa signed. `SEBAGIAN`: one of the two; `TIDAK`: a no is reported and no signature; `REKAP`: no row
    tells who signed, and a status cell of the recap says Komitmen. It counts with those not reported.
    """

    LENGKAP = "lengkap"
    SEBAGIAN = "sebagian"
    TIDAK = "tidak"
    REKAP = "menurut rekap status"
    TIDAK_DILAPORKAN = "tidak dilaporkan"


_PROMISED = (StatusKomitmen.LENGKAP, StatusKomitmen.SEBAGIAN)


class Janji(StrEnum):
    """What became of a promise: of a desa of which both or one signed. All else has none.

    `DITEPATI`: the Pokja was surely formed after the signing; `SUDAH_ADA`: it surely stood then; `TERBUKA`: there is
    none on the day; `TANPA_TANGGAL`: there is a Pokja, and the dates are not known so well that anybody could say which
    came first.
    """

    DITEPATI = "ditepati"
    SUDAH_ADA = "sudah ada"
    TERBUKA = "terbuka"
    TANPA_TANGGAL = "urutan tidak diketahui"


@dataclass(frozen=True, slots=True)
class DesaKomitmen:
    """One desa of the region on the day D.

    `kepala_desa`, `ketua_bpd`: True signed, False not, None not reported. `tanggal` is the day of signing (None: not
    known), `reported` the row (None: the sheet says nothing of the desa), `tahap` the rung on D (None: not reported),
    `formation` the Pokja of D. `janji` None: nothing was signed. `days_open`: days from the signing to D of an open
    promise (None: kept, none, or the day of its signing unknown). `last_movement`: the newest step, rise or formation
    up to D. `has_moved`: a movement after the signing; None if nothing was signed or its day is not known while
    something moved at some time.
    """

    kode_desa: str
    kode_kecamatan: str
    kecamatan: str
    desa: str
    kepala_desa: bool | None
    ketua_bpd: bool | None
    tanggal: Tanggal | None
    reported: ReportedRow | None
    tahap: Tahap | None
    formation: Formation | None
    status: StatusKomitmen
    janji: Janji | None
    days_open: int | None
    last_movement: Movement | None
    has_moved: bool | None

    @property
    def is_signed(self) -> bool:
        """True if both or one signed: there is a promise."""
        return self.status in _PROMISED

    @property
    def formed(self) -> date | None:
        """The day from which its Pokja of D counts: the last on which it may have been formed."""
        return self.formation.mulai if self.formation is not None else None


@dataclass(frozen=True, slots=True)
class KomitmenCount:
    """Desa of a kecamatan (or of all). `lengkap` + `sebagian` + `tidak` + `tidak_dilaporkan` = `jumlah`; the promises,
    `ditepati` + `sudah_ada` + `terbuka` + `tanpa_tanggal` = `lengkap` + `sebagian`."""

    kode_kecamatan: str
    kecamatan: str
    jumlah: int
    lengkap: int
    sebagian: int
    tidak: int
    tidak_dilaporkan: int
    ditepati: int
    sudah_ada: int
    terbuka: int
    tanpa_tanggal: int

    @property
    def janji(self) -> int:
        """Desa that promised: both or one signed."""
        return self.lengkap + self.sebagian


@dataclass(frozen=True, slots=True)
class KomitmenSummary:
    """All desa of the scope in the order of the region, one count per kecamatan, and `total` over them.

    `regency` are the signers of the regency (rows that name an office). `standing_still` are the desa of which both
    or one signed, without a Pokja, where nothing has moved since: those that wait longest first, undated ones last. On
    the day of its signing nobody stands still yet.
    """

    day: date
    desa: tuple[DesaKomitmen, ...]
    per_kecamatan: tuple[KomitmenCount, ...]
    total: KomitmenCount
    regency: tuple[ReportedRow, ...]
    standing_still: tuple[DesaKomitmen, ...]

    @property
    def is_reported(self) -> bool:
        """True if the sheet says something of a desa of the scope."""
        return self.total.tidak_dilaporkan < self.total.jumlah


def summarise_komitmen(programme: Programme, scope: Scope) -> KomitmenSummary:
    """The commitments of the scope; `programme` as in force on its day."""
    rows = {reported.row.kode_desa: reported for reported in programme.komitmen if reported.row.kode_desa is not None}
    steps = newest_days(programme.langkah)
    desa = tuple(
        _desa_komitmen(place, rows.get(place.kode_desa), steps.get(place.kode_desa), scope) for place in scope.desa
    )
    return KomitmenSummary(
        day=scope.day,
        desa=desa,
        per_kecamatan=tuple(
            _count(kode, nama, [one for one in desa if one.kode_kecamatan == kode]) for kode, nama in scope.kecamatan
        ),
        total=_count("", "Jumlah", desa),
        regency=tuple(reported for reported in programme.komitmen if reported.row.kode_desa is None),
        standing_still=tuple(sorted((one for one in desa if _stands_still(one)), key=_longest_first)),
    )


def _desa_komitmen(place: Desa, reported: ReportedRow | None, step: Tanggal | None, scope: Scope) -> DesaKomitmen:
    row = as_komitmen(reported) if reported is not None else None
    kepala, bpd = (row.kepala_desa, row.ketua_bpd) if row is not None else (None, None)
    state = scope.states.get(place.kode_desa)
    status = _status(kepala, bpd, in_recap=state is not None and state.komitmen)
    formation = scope.formation(place.kode_desa)
    moved = last_movement(step, scope.histories.get(place.kode_desa), scope.day)
    signed = row.tanggal if row is not None else None
    has_signed = status in _PROMISED
    janji = _janji(signed, reported.tanggal_data, formation) if has_signed and reported is not None else None
    return DesaKomitmen(
        kode_desa=place.kode_desa,
        kode_kecamatan=place.kode_kecamatan,
        kecamatan=place.kecamatan,
        desa=place.desa,
        kepala_desa=kepala,
        ketua_bpd=bpd,
        tanggal=signed,
        reported=reported,
        tahap=state.tahap if state is not None else None,
        formation=formation,
        status=status,
        janji=janji,
        days_open=_days_since(signed, scope.day) if janji is Janji.TERBUKA else None,
        last_movement=moved,
        has_moved=_has_moved(signed, moved) if has_signed else None,
    )


def _status(kepala_desa: bool | None, ketua_bpd: bool | None, *, in_recap: bool) -> StatusKomitmen:
    if kepala_desa and ketua_bpd:
        return StatusKomitmen.LENGKAP
    if kepala_desa or ketua_bpd:
        return StatusKomitmen.SEBAGIAN
    if kepala_desa is not None or ketua_bpd is not None:
        return StatusKomitmen.TIDAK
    return StatusKomitmen.REKAP if in_recap else StatusKomitmen.TIDAK_DILAPORKAN


def _janji(signed: Tanggal | None, reported: date, formation: Formation | None) -> Janji:
    """What became of a promise that an upload for the day `reported` tells.

    Of a signing known by month or year a Pokja is only sure to be later after its end, and sure to be earlier before
    its begin; one without a date was no later than the upload that tells it. Of the Pokja its span counts.
    """
    if formation is None:
        return Janji.TERBUKA
    latest_signing = signed.last if signed is not None else reported
    if formation.span.first > latest_signing:
        return Janji.DITEPATI
    return Janji.SUDAH_ADA if signed is not None and formation.span.last <= signed.first else Janji.TANPA_TANGGAL


def _days_since(signed: Tanggal | None, day: date) -> int | None:
    return (day - signed.first).days if signed is not None and signed.presisi is Presisi.DAY else None


def _has_moved(signed: Tanggal | None, moved: Movement | None) -> bool | None:
    """Dates known by month or year count as a movement if it may have come after: nobody is called idle on a guess."""
    if moved is None:
        return False
    return moved.tanggal.last > signed.first if signed is not None else None


def _stands_still(desa: DesaKomitmen) -> bool:
    return desa.janji is Janji.TERBUKA and desa.has_moved is False and desa.days_open != 0


def _longest_first(desa: DesaKomitmen) -> tuple[bool, int]:
    return desa.days_open is None, -(desa.days_open or 0)


def _count(kode: str, nama: str, desa: Sequence[DesaKomitmen]) -> KomitmenCount:
    status = Counter(one.status for one in desa)
    janji = Counter(one.janji for one in desa)
    return KomitmenCount(
        kode_kecamatan=kode,
        kecamatan=nama,
        jumlah=len(desa),
        lengkap=status[StatusKomitmen.LENGKAP],
        sebagian=status[StatusKomitmen.SEBAGIAN],
        tidak=status[StatusKomitmen.TIDAK],
        tidak_dilaporkan=status[StatusKomitmen.TIDAK_DILAPORKAN] + status[StatusKomitmen.REKAP],
        ditepati=janji[Janji.DITEPATI],
        sudah_ada=janji[Janji.SUDAH_ADA],
        terbuka=janji[Janji.TERBUKA],
        tanpa_tanggal=janji[Janji.TANPA_TANGGAL],
    )
