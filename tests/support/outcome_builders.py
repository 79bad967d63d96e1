"""Rows of the four sheets in Kecamatan Dendang (Dendang, Jangkang, Nyuruk, Balok), few enough to be summed by eye.

Nyuruk has had its Pokja since 3 October 2017; the others have none unless a test says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from kkb.outcomes.evaluasi import summarise_evaluasi
from kkb.outcomes.in_force import Programme, in_force, of_desa
from kkb.outcomes.kegiatan import summarise_kegiatan
from kkb.outcomes.komitmen import summarise_komitmen
from kkb.outcomes.langkah import summarise_langkah
from kkb.outcomes.scope import Scope, make_scope
from kkb.outcomes.together import Outcomes
from kkb.programme import (
    EvaluasiRow,
    JenisLangkah,
    KegiatanRow,
    KomitmenRow,
    LangkahRow,
    ProgrammeRow,
    Putusan,
    ReportedRow,
)
from kkb.schema import Observation, Tahap, Tanggal
from kkb.state import fold
from tests.support.builders import DENDANG, REGION, make_observation

DAY = date(2023, 12, 31)
SIGNING = "2023-05-10"
NYURUK = make_observation(1, "2022-12-31", tanggal="2017-10-03", desa="Nyuruk")


def place_of(desa: str) -> dict[str, Any]:
    """The names and the code of a desa, as every row has them."""
    place = next(one for one in REGION.desa if one.desa == desa)
    return {"kode_desa": place.kode_desa, "kecamatan": place.kecamatan, "desa": desa}


def _day(iso: str | None) -> Any:
    return Tanggal.from_iso(iso) if iso else None


def signature(
    desa: str = "Balok", tanggal: str | None = SIGNING, *, head: bool | None = True, chair: bool | None = True
) -> KomitmenRow:
    """Who of a desa signed the Komitmen Bersama."""
    return KomitmenRow(**place_of(desa), kepala_desa=head, ketua_bpd=chair, tanggal=_day(tanggal))


def step(
    desa: str = "Balok",
    tanggal: str = "2023-06-01",
    jenis: JenisLangkah = JenisLangkah.SOSIALISASI,
    catatan: str | None = None,
) -> LangkahRow:
    """A step towards a Pokja."""
    return LangkahRow(**place_of(desa), tanggal=_day(tanggal), jenis=jenis, catatan=catatan)


def activity(nama: str = "Posyandu", tanggal: str = "2023-06-01", desa: str = "Nyuruk", **parts: Any) -> KegiatanRow:
    """An activity of a Pokja; all else is blank."""
    return KegiatanRow(**place_of(desa), tanggal=_day(tanggal), nama=nama, **parts)


def review(
    program: str = "Posyandu",
    putusan: Putusan = Putusan.LANJUTKAN,
    tanggal: str = "2023-07-01",
    desa: str = "Nyuruk",
    **parts: Any,
) -> EvaluasiRow:
    """An evaluation of a programme."""
    return EvaluasiRow(**place_of(desa), tanggal=_day(tanggal), program=program, putusan=putusan, **parts)


def told(row: ProgrammeRow, unggahan: int = 1, day: str = "2023-05-10") -> ReportedRow:
    """A row as upload `unggahan`, speaking for `day`, tells it."""
    return ReportedRow(unggahan=unggahan, tanggal_data=date.fromisoformat(day), row=row)


def programme_of(*rows: ProgrammeRow, day: date = DAY) -> Programme:
    """What holds on `day` of rows that one upload tells."""
    return in_force([told(row) for row in rows], day)


def scope_of(
    observations: Iterable[Observation] = (NYURUK,), *, day: date = DAY, desa: Iterable[str] | None = DENDANG
) -> Scope:
    """Some desa (None: the whole region) and what is known of their rungs."""
    scope = make_scope(REGION, fold(observations), day)
    return scope if desa is None else replace(scope, desa=tuple(one for one in scope.desa if one.desa in set(desa)))


def outcomes_of(
    *rows: ProgrammeRow,
    observations: Iterable[Observation] = (NYURUK,),
    day: date = DAY,
    desa: Iterable[str] | None = DENDANG,
) -> Outcomes:
    """The four summaries of rows that one upload tells, by default for the four desa of Dendang."""
    scope = scope_of(observations, day=day, desa=desa)
    programme = of_desa(programme_of(*rows, day=day), scope.codes)
    komitmen = summarise_komitmen(programme, scope)
    return Outcomes(
        komitmen,
        summarise_langkah(programme, scope, komitmen),
        summarise_kegiatan(programme, scope),
        summarise_evaluasi(programme, scope),
    )


def formed(desa: str, tanggal: str, day: str = "2023-12-31") -> Observation:
    """That a desa has its Pokja since `tanggal`."""
    return make_observation(2, day, tanggal=tanggal, desa=desa)


def on_rung(desa: str, tahap: Tahap, day: str, unggahan: int = 1) -> Observation:
    """That a desa stands on a rung below."""
    return make_observation(unggahan, day, tahap, desa=desa)
