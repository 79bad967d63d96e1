"""Which rows of the four sheets hold on a day: of each matter the newest report, if the matter had begun."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import cast

from kkb.programme import (
    EvaluasiRow,
    KegiatanRow,
    KomitmenRow,
    LangkahRow,
    Lembar,
    ProgrammeRow,
    ReportedRow,
    fill_blanks,
)
from kkb.schema import Tanggal


@dataclass(frozen=True, slots=True)
class Programme:
    """The rows that hold, per sheet, oldest first.

    `as_komitmen(reported)` and its sisters give the row of a `ReportedRow` with its own type.
    """

    komitmen: tuple[ReportedRow, ...] = ()
    langkah: tuple[ReportedRow, ...] = ()
    kegiatan: tuple[ReportedRow, ...] = ()
    evaluasi: tuple[ReportedRow, ...] = ()

    def of(self, lembar: Lembar) -> tuple[ReportedRow, ...]:
        """The rows of one sheet."""
        return cast("tuple[ReportedRow, ...]", getattr(self, lembar.value))

    @property
    def is_empty(self) -> bool:
        return not (self.komitmen or self.langkah or self.kegiatan or self.evaluasi)


def in_force(reported: Iterable[ReportedRow], day: date) -> Programme:
    """The rows that hold on `day`. The order of the input is irrelevant.

    Of rows with the same `kunci` the newest upload holds (latest tanggal_data, then the highest number); what it leaves
    blank stays as it was told before, with no cell in `sel`. It counts if its own date begins on or before `day`. An
    undated signature is known from its tanggal_data on: before that day what was told earlier holds.
    """
    rows = [one for one in reported if not _is_unknown_yet(one, day)]
    rows.sort(key=_age)
    newest: dict[type[ProgrammeRow], dict[str, ReportedRow]] = {
        kind: {} for kind in (KomitmenRow, LangkahRow, KegiatanRow, EvaluasiRow)
    }
    for one in rows:
        matters, kunci = newest[type(one.row)], one.row.kunci
        older = matters.get(kunci)
        matters[kunci] = one if older is None else replace(one, row=fill_blanks(one.row, older.row))
    return Programme(*(_begun(matters, day) for matters in newest.values()))


def _begun(matters: Mapping[str, ReportedRow], day: date) -> tuple[ReportedRow, ...]:
    """Of the newest rows by `kunci` those that count on `day`, in the order of their days, then of their matters."""
    begun = [(began(reported), kunci, reported) for kunci, reported in matters.items()]
    begun.sort(key=itemgetter(0, 1))
    return tuple(reported for first, _, reported in begun if first <= day)


def of_desa(programme: Programme, codes: Collection[str]) -> Programme:
    """The rows about the desa of these codes. Commitments of the regency's signers (no desa) stay."""
    return Programme(
        tuple(one for one in programme.komitmen if one.row.kode_desa is None or one.row.kode_desa in codes),
        *(
            tuple(one for one in rows if one.row.kode_desa in codes)
            for rows in (programme.langkah, programme.kegiatan, programme.evaluasi)
        ),
    )


def as_komitmen(reported: ReportedRow) -> KomitmenRow:
    """The row of an entry of `Programme.komitmen`."""
    return cast(KomitmenRow, reported.row)


def as_langkah(reported: ReportedRow) -> LangkahRow:
    """The row of an entry of `Programme.langkah`."""
    return cast(LangkahRow, reported.row)


def as_kegiatan(reported: ReportedRow) -> KegiatanRow:
    """The row of an entry of `Programme.kegiatan`."""
    return cast(KegiatanRow, reported.row)


def as_evaluasi(reported: ReportedRow) -> EvaluasiRow:
    """The row of an entry of `Programme.evaluasi`."""
    return cast(EvaluasiRow, reported.row)


def began(reported: ReportedRow) -> date:
    """The day from which a row counts: the first of its own date, or of an undated one the day of its upload."""
    tanggal = day_of(reported)
    return tanggal.first if tanggal is not None else reported.tanggal_data


def newest_days(rows: Iterable[ReportedRow]) -> dict[str | None, Tanggal]:
    """kode_desa → the newest of the days of its rows; a month or a year is as new as its last day."""
    newest: dict[str | None, Tanggal] = {}
    for reported in rows:
        tanggal = day_of(reported)
        known = newest.get(reported.row.kode_desa)
        if tanggal is not None and (known is None or known.last < tanggal.last):
            newest[reported.row.kode_desa] = tanggal
    return newest


def _age(reported: ReportedRow) -> tuple[date, int, int]:
    return reported.tanggal_data, reported.unggahan, reported.urutan


def day_of(reported: ReportedRow) -> Tanggal | None:
    """The row's own date; None for a signature without one."""
    return cast("Tanggal | None", getattr(reported.row, "tanggal", None))


def _is_unknown_yet(reported: ReportedRow, day: date) -> bool:
    return reported.tanggal_data > day and day_of(reported) is None
