"""What is known of a region or a part of it on one day: the frames and figures that everything shown is made from.

Pure: the state that is stored goes in, an `Overview` comes out. Page, slide, paper, workbook, message and command line
all start from it, so none of them counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

import pandas as pd

from kkb.comparison import Base, Comparison, compare
from kkb.indicators import (
    Ringkasan,
    capaian_per_kecamatan,
    count_on,
    desa_frame,
    fits_counts,
    formation_frame,
    ringkas,
    select_kecamatan,
    select_targets,
    standstills,
    tangga,
    target_per_kecamatan,
)
from kkb.outcomes.between import ProgrammeChanges, programme_changes
from kkb.outcomes.evaluasi import EvaluasiSummary, summarise_evaluasi
from kkb.outcomes.in_force import Programme, in_force, of_desa
from kkb.outcomes.kegiatan import KegiatanSummary, summarise_kegiatan
from kkb.outcomes.komitmen import KomitmenSummary, summarise_komitmen
from kkb.outcomes.langkah import LangkahSummary, summarise_langkah
from kkb.outcomes.scope import Scope, make_scope
from kkb.outcomes.together import Outcomes
from kkb.programme import KegiatanRow, KomitmenRow, LangkahRow, ProgrammeRow, ReportedRow
from kkb.region import Region
from kkb.schema import JenisTonggak, Rencana, Tonggak
from kkb.spans import Standstill
from kkb.state import DesaHistory, fold, last_reports
from kkb.store import Snapshot, UploadRecord

Days = tuple[date, date, date]
"""The days of promises, of activities and of evaluations."""


@dataclass(frozen=True)
class Overview:
    """Everything that is said of `kecamatan` (none: the whole region) on `day`. Frames are shared: never change them.

    `desa` (`schema.DESA_FRAME`), `formations` (`schema.FORMATION_FRAME`), `capaian` (`schema.CAPAIAN_FRAME`) and
    `steps` (`schema.TANGGA_FRAME`) are those of the kecamatan chosen. `newest_day` is the newest data day, None where
    nothing is stored; `today` serves only the words beside the figures. The sheets beside the recap of status have
    days of their own, unless somebody chose one for all: `promise_day` (komitmen, langkah) is the newest of uploads
    that tell of status or of them, `programme_day` (kegiatan) of status or of activities, `review_day` (evaluasi) of
    any upload. So an evaluation of today does not make an old promise one that was open until today.
    """

    kecamatan: tuple[str, ...]
    region: Region
    region_name: str
    snapshot: Snapshot
    histories: Mapping[str, DesaHistory]
    day: date
    promise_day: date
    programme_day: date
    review_day: date
    newest_day: date | None
    today: date
    plan: Rencana | None
    target: dict[str, int]
    desa: pd.DataFrame
    formations: pd.DataFrame
    capaian: pd.DataFrame
    steps: pd.DataFrame
    ringkasan: Ringkasan
    spans: list[Standstill]
    commitment: Tonggak | None

    # What the sheets beside the recap of status say is counted when it is first asked for: most pages need none of it.

    @property
    def kecamatan_codes(self) -> set[str] | None:
        """The kecamatan chosen, by their codes; None for all."""
        return set(self.capaian["kode_kecamatan"]) if self.kecamatan else None

    @cached_property
    def codes(self) -> frozenset[str]:
        """The desa chosen, by their codes."""
        return self._scopes[self.review_day].codes

    @cached_property
    def _scopes(self) -> dict[date, Scope]:
        days = {self.promise_day, self.programme_day, self.review_day}
        return {day: make_scope(self.region, self.histories, day, self.kecamatan) for day in days}

    @cached_property
    def _held(self) -> dict[date, Programme]:
        return self._hold(self.snapshot.programme)

    def _hold(self, told: Iterable[ReportedRow]) -> dict[date, Programme]:
        return {day: of_desa(in_force(told, day), self.codes) for day in self._scopes}

    @cached_property
    def programme(self) -> Programme:
        """The rows of the four sheets, those of each as they hold on its day, for the desa chosen."""
        return self._each_on_its_day(self._held)

    def programme_of(self, told: Iterable[ReportedRow]) -> Programme:
        """The same if no more had been told than these rows."""
        return self._each_on_its_day(self._hold(told))

    def _each_on_its_day(self, held: Mapping[date, Programme]) -> Programme:
        promises, activities, reviews = (held[day] for day in self.days)
        return Programme(promises.komitmen, promises.langkah, activities.kegiatan, reviews.evaluasi)

    @cached_property
    def komitmen(self) -> KomitmenSummary:
        return summarise_komitmen(self._held[self.promise_day], self._scopes[self.promise_day])

    @cached_property
    def langkah(self) -> LangkahSummary:
        return summarise_langkah(self._held[self.promise_day], self._scopes[self.promise_day], self.komitmen)

    @cached_property
    def kegiatan(self) -> KegiatanSummary:
        return summarise_kegiatan(self._held[self.programme_day], self._scopes[self.programme_day])

    @cached_property
    def evaluasi(self) -> EvaluasiSummary:
        return summarise_evaluasi(self._held[self.review_day], self._scopes[self.review_day])

    @cached_property
    def outcomes(self) -> Outcomes:
        """The four summaries side by side."""
        return Outcomes(self.komitmen, self.langkah, self.kegiatan, self.evaluasi)

    @property
    def days(self) -> Days:
        """The days of promises, activities and evaluations."""
        return self.promise_day, self.programme_day, self.review_day

    @cached_property
    def milestones(self) -> tuple[Tonggak, ...]:
        """Those that the figures may show: a reason only where the count that it speaks of stood."""
        return tuple(one for one in self.snapshot.milestones if fits_counts(one, self.formations, self.day))

    @property
    def has_data(self) -> bool:
        return self.newest_day is not None

    @property
    def active_uploads(self) -> list[UploadRecord]:
        """Uploads that count, newest number first."""
        return [upload for upload in self.snapshot.uploads if upload.aktif]

    @property
    def samples(self) -> list[int]:
        """Numbers of active sample uploads."""
        return [upload.nomor for upload in self.active_uploads if upload.contoh]

    @property
    def earlier_targets(self) -> list[tuple[str, date, int]]:
        """(name, day, desa of the kecamatan chosen) of the plans before the one that holds, oldest first."""
        earlier = []
        for plan in plans_by(self.snapshot, self.day)[:-1]:
            target = select_targets(target_per_kecamatan(plan), self.region, self.kecamatan)
            if plan.tanggal_akhir is not None and target:
                earlier.append((plan.nama, plan.tanggal_akhir, sum(target.values())))
        return earlier

    @property
    def older_reports(self) -> tuple[int, date] | None:
        """How many of the desa chosen were last reported before the newest report up to the day, of whatever desa, and
        the oldest such day."""
        last = last_reports(self.histories, self.day)
        newest = max(last.values(), default=self.day)
        older = [last[kode] for kode in self.desa["kode_desa"] if kode in last and last[kode] < newest]
        return (len(older), min(older)) if older else None

    @property
    def start_of_path(self) -> tuple[date, int] | None:
        """Where the straight line to the target begins: the commitment day and the desa formed then."""
        if self.commitment is None:
            return None
        return self.commitment.mulai, count_on(self.formations, self.commitment.mulai)

    @property
    def base(self) -> Base | None:
        """The meeting before the day; without one what was known before the newest save; None if there is neither."""
        meetings = [meeting.tanggal for meeting in self.snapshot.meetings if meeting.tanggal < self.day]
        return Base(max(meetings), is_meeting=True) if meetings else self.base_before_save

    @cached_property
    def base_before_save(self) -> Base | None:
        """What was known before the newest save that speaks for the day or one before it; None if that was nothing.

        A save that tells of status goes before one that does not: an evaluation is no news of the rungs. A correction
        by hand that moves no rung is told together with the save before it: it would hide what that one brought.
        """
        active = self.active_uploads
        status = {seen.unggahan for seen in self.snapshot.observations}
        told = [one for one in active if one.tanggal_data <= self.day and (one.nomor in status or not status)]
        silent = list(takewhile(lambda one: one.koreksi and not self._moves_a_rung(one.nomor), told))
        beside = [one for one in active if one.nomor not in status and one.tanggal_data <= max(self.days)]
        for newest in (*told[len(silent) :][:1], *beside[:1]):
            earlier = [one.tanggal_data for one in told if one.nomor < newest.simpanan]
            if earlier:
                together = [one for one in active if one.simpanan == newest.simpanan]
                together += [one for one in silent if one.nomor > newest.nomor]
                saved = sorted((one.nomor, one.tanggal_data) for one in together)
                return Base(max(earlier), saved=tuple(saved))
        return None

    def _moves_a_rung(self, unggahan: int) -> bool:
        """True if a save tells of another rung, or of another end, than what was known of the desa before it."""
        known = [seen for seen in self.snapshot.observations if seen.unggahan <= unggahan]
        for own in (seen for seen in known if seen.unggahan == unggahan):
            before = [one for one in known if one.unggahan < unggahan and one.row.kode_desa == own.row.kode_desa]
            last = max(before, key=lambda one: (one.tanggal_data, one.unggahan), default=None)
            if last is None or (last.row.status, last.row.keputusan) != (own.row.status, own.row.keputusan):
                return True
        return False

    def base_on(self, day: date) -> Base:
        """A base that somebody chose; a meeting if one was noted for that day."""
        return Base(day, is_meeting=any(meeting.tanggal == day for meeting in self.snapshot.meetings))


Frames = tuple[pd.DataFrame, pd.DataFrame]
"""All desa on a day, and all formations: what every choice of kecamatan is cut from."""


def frames_on(histories: Mapping[str, DesaHistory], region: Region, day: date) -> Frames:
    """The frames of a day for the whole region."""
    return desa_frame(histories, region, day), formation_frame(histories, region)


def plans_by(snapshot: Snapshot, day: date) -> list[Rencana]:
    """The plans in force on `day` or an earlier one, in the order in which they came into force: the last one holds.

    Of those that are in force from the same day on, the one recorded last.
    """
    begun = [plan for plan in snapshot.plans if plan.berlaku_sejak <= day]
    return sorted(begun, key=lambda plan: (plan.berlaku_sejak, plan.nomor))


def newest_data_day(snapshot: Snapshot) -> date | None:
    """The newest day that an active upload with rows of status speaks for; without one, that any speaks for.

    An evaluation written today tells nothing of the rungs of today.
    """
    # Observations come ordered by their day.
    return snapshot.observations[-1].tanggal_data if snapshot.observations else newest_day_of_all(snapshot)


def newest_day_of_all(snapshot: Snapshot) -> date | None:
    """The newest day that an active upload of any kind speaks for."""
    return max((upload.tanggal_data for upload in snapshot.uploads if upload.aktif), default=None)


def newest_day_with(snapshot: Snapshot, *kinds: type[ProgrammeRow]) -> date | None:
    """The newest day that an active upload with a row of status, or a row of these kinds, speaks for."""
    days = (told.tanggal_data for told in snapshot.programme if isinstance(told.row, kinds))
    return max(filter(None, (newest_data_day(snapshot), max(days, default=None))), default=None)


def make_overview(
    snapshot: Snapshot,
    region: Region,
    region_name: str,
    *,
    kecamatan: Sequence[str] = (),
    day: date | None = None,
    days: Days | None = None,
    today: date,
    histories: Mapping[str, DesaHistory] | None = None,
    frames: Frames | None = None,
) -> Overview:
    """The overview of `kecamatan` on `day` (None: the newest data day, never today; today only where there is no data).

    `days` of the other sheets may be given where they are others than a chosen `day`, as of one kecamatan within an
    overview.
    `histories` (of the snapshot) and `frames` (of that day) may be handed in where they are kept; else they are made.
    """
    histories = fold(snapshot.observations) if histories is None else histories
    newest = newest_data_day(snapshot)
    promise_day, programme_day, review_day = days or [
        day or own or today
        for own in (
            newest_day_with(snapshot, KomitmenRow, LangkahRow),
            newest_day_with(snapshot, KegiatanRow),
            newest_day_of_all(snapshot),
        )
    ]
    day = day or newest or today
    desa_all, formations_all = frames_on(histories, region, day) if frames is None else frames
    plan = next(reversed(plans_by(snapshot, day)), None)
    target = select_targets(target_per_kecamatan(plan), region, kecamatan)
    desa, formations = (select_kecamatan(frame, kecamatan) for frame in (desa_all, formations_all))
    commitment = next((t for t in snapshot.milestones if t.jenis is JenisTonggak.KOMITMEN), None)
    capaian = capaian_per_kecamatan(desa, target)
    return Overview(
        kecamatan=tuple(kecamatan),
        region=region,
        region_name=region_name,
        snapshot=snapshot,
        histories=histories,
        day=day,
        promise_day=promise_day,
        programme_day=programme_day,
        review_day=review_day,
        newest_day=newest,
        today=today,
        plan=plan,
        target=target,
        desa=desa,
        formations=formations,
        capaian=capaian,
        steps=tangga(formations, day=day),
        ringkasan=ringkas(
            capaian,
            formations,
            day=day,
            target_day=plan.tanggal_akhir if plan else None,
            commitment_day=commitment.mulai if commitment else None,
            today=today,
            newest_day=newest,
        ),
        spans=standstills(formations, day),
        commitment=commitment,
    )


def changes_since(overview: Overview, base: Base) -> Comparison:
    """What changed from `base` to the day of the overview, for the kecamatan chosen."""
    snapshot, histories, chosen = overview.snapshot, overview.histories, overview.kecamatan
    return compare_with(
        select_kecamatan(desa_as_known(snapshot, histories, overview.region, base, overview.day), chosen),
        overview.desa,
        base,
        snapshot,
        histories,
    )


def compare_with(
    desa_before: pd.DataFrame,
    desa_after: pd.DataFrame,
    base: Base,
    snapshot: Snapshot,
    histories: Mapping[str, DesaHistory],
) -> Comparison:
    """What changed from the desa of a base (`desa_as_known`) to the same desa as they are known now."""
    changes = compare(desa_before, desa_after, day_before=base.day, histories_after=histories)
    return Comparison(changes, desa_after, is_blank_before=not base.saved and is_blank_on(snapshot, base.day))


def programme_changes_since(overview: Overview, base: Base) -> ProgrammeChanges:
    """What the four sheets tell on their days of the overview that was not known of `base`."""
    told = [one for one in overview.snapshot.programme if base.knows(one.unggahan, one.tanggal_data)]
    earlier = overview.programme_of(told) if base.saved else of_desa(in_force(told, base.day), overview.codes)
    return programme_changes(earlier, overview.programme, base.day)


def desa_as_known(
    snapshot: Snapshot, histories: Mapping[str, DesaHistory], region: Region, base: Base, day: date
) -> pd.DataFrame:
    """All desa as the earlier state of a comparison had them (`schema.DESA_FRAME`).

    Of a base that is a day: on that day by the reports up to it, what a meeting then saw. So what was formed before it
    and reported only afterwards is told as late news, and the count of the meeting can be explained. Of a day before
    any report the formations are those known now (`histories`). Of a save: on `day`, that of the later state, by the
    uploads before it, so that all that changed is what the save told; its files are never each other's past.
    """
    if not base.saved and is_blank_on(snapshot, base.day):
        return desa_frame(histories, region, base.day)
    known = [seen for seen in snapshot.observations if base.knows(seen.unggahan, seen.tanggal_data)]
    return desa_frame(fold(known), region, day if base.saved else base.day)


def is_blank_on(snapshot: Snapshot, day: date) -> bool:
    """True if no active upload tells of status on that day or one before it: the rungs of that day are not known."""
    if snapshot.observations:
        return day < snapshot.observations[0].tanggal_data
    days = [upload.tanggal_data for upload in snapshot.uploads if upload.aktif]
    return day < min(days, default=day)
