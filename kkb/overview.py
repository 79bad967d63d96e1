"""What is known of a region or a part of it on one day: the frames and figures that everything shown is made from.

Pure: the state that is stored goes in, an `Overview` comes out. Page, slide, paper, workbook, message and command line
all start from it, so none of them counts by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kkb.comparison import Comparison, compare
from kkb.indicators import (
    Ringkasan,
    capaian_per_kecamatan,
    count_on,
    desa_frame,
    formation_frame,
    ringkas,
    select_kecamatan,
    select_targets,
    standstills,
    tangga,
    target_per_kecamatan,
)
from kkb.region import Region
from kkb.schema import JenisTonggak, Rencana, Tonggak
from kkb.state import DesaHistory, fold, last_reports
from kkb.store import Snapshot, UploadRecord


@dataclass(frozen=True, slots=True)
class Base:
    """The earlier day of a comparison: a meeting that was noted, or else the data day before."""

    day: date
    is_meeting: bool


@dataclass(frozen=True)
class Overview:
    """Everything that is said of `kecamatan` (none: the whole region) on `day`. Frames are shared: never change them.

    `desa` (`schema.DESA_FRAME`), `formations` (`schema.FORMATION_FRAME`), `capaian` (`schema.CAPAIAN_FRAME`) and
    `steps` (`schema.TANGGA_FRAME`) are those of the kecamatan chosen. `newest_day` is the newest data day, None where
    nothing is stored; `today` serves only the words beside the figures.
    """

    kecamatan: tuple[str, ...]
    region: Region
    region_name: str
    snapshot: Snapshot
    histories: Mapping[str, DesaHistory]
    day: date
    newest_day: date | None
    today: date
    plan: Rencana | None
    target: dict[str, int]
    desa: pd.DataFrame
    formations: pd.DataFrame
    capaian: pd.DataFrame
    steps: pd.DataFrame
    ringkasan: Ringkasan
    spans: list[tuple[date, date]]
    commitment: Tonggak | None

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
        """(name, day, desa of the kecamatan chosen) of the plans before the one that holds."""
        earlier = []
        for plan in self.snapshot.plans[:-1]:
            target = select_targets(target_per_kecamatan(plan), self.region, self.kecamatan)
            if plan.tanggal_akhir is not None and target:
                earlier.append((plan.nama, plan.tanggal_akhir, sum(target.values())))
        return earlier

    @property
    def older_reports(self) -> tuple[int, date] | None:
        """How many of the desa chosen were last reported before the newest report of them, and the oldest such day."""
        last = last_reports(self.histories, self.day)
        days = [last[kode] for kode in self.desa["kode_desa"] if kode in last]
        older = [day for day in days if day < max(days)]
        return (len(older), min(older)) if older else None

    @property
    def start_of_path(self) -> tuple[date, int] | None:
        """Where the straight line to the target begins: the commitment day and the desa formed then."""
        if self.commitment is None:
            return None
        return self.commitment.mulai, count_on(self.formations, self.commitment.mulai)

    @property
    def base(self) -> Base | None:
        """The meeting before the day; without one the data day before it; None if there is neither."""
        meetings = [meeting.tanggal for meeting in self.snapshot.meetings if meeting.tanggal < self.day]
        if meetings:
            return Base(max(meetings), True)
        earlier = [upload.tanggal_data for upload in self.active_uploads if upload.tanggal_data < self.day]
        return Base(max(earlier), False) if earlier else None

    def base_on(self, day: date) -> Base:
        """A base that somebody chose; a meeting if one was noted for that day."""
        return Base(day, any(meeting.tanggal == day for meeting in self.snapshot.meetings))


Frames = tuple[pd.DataFrame, pd.DataFrame]
"""All desa on a day, and all formations: what every choice of kecamatan is cut from."""


def frames_on(histories: Mapping[str, DesaHistory], region: Region, day: date) -> Frames:
    """The frames of a day for the whole region."""
    return desa_frame(histories, region, day), formation_frame(histories, region)


def newest_data_day(snapshot: Snapshot) -> date | None:
    """The newest day that an active upload speaks for."""
    return max((upload.tanggal_data for upload in snapshot.uploads if upload.aktif), default=None)


def make_overview(
    snapshot: Snapshot,
    region: Region,
    region_name: str,
    *,
    kecamatan: Sequence[str] = (),
    day: date | None = None,
    today: date,
    histories: Mapping[str, DesaHistory] | None = None,
    frames: Frames | None = None,
) -> Overview:
    """The overview of `kecamatan` on `day` (None: the newest data day, never today; today only where there is no data).

    `histories` (of the snapshot) and `frames` (of that day) may be handed in where they are kept; else they are made.
    """
    histories = fold(snapshot.observations) if histories is None else histories
    newest = newest_data_day(snapshot)
    day = day or newest or today
    desa_all, formations_all = frames_on(histories, region, day) if frames is None else frames
    plan = snapshot.plans[-1] if snapshot.plans else None
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
        ),
        spans=standstills(formations, day),
        commitment=commitment,
    )


def changes_since(overview: Overview, before: date) -> Comparison:
    """What changed from `before` to the day of the overview, for the kecamatan chosen."""
    region, chosen = overview.region, overview.kecamatan
    desa_before = desa_as_reported(overview.snapshot, overview.histories, region, before)
    changes = compare(
        select_kecamatan(desa_before, chosen),
        overview.desa,
        day_before=before,
        histories_after=overview.histories,
    )
    return Comparison(changes, overview.desa, is_blank_before=is_blank_on(overview.snapshot, before))


def desa_as_reported(
    snapshot: Snapshot, histories: Mapping[str, DesaHistory], region: Region, day: date
) -> pd.DataFrame:
    """All desa on an earlier day as the reports up to it had them (`schema.DESA_FRAME`): what a meeting then saw.

    So what was formed before that day and reported only afterwards is told as late news, and the count of the meeting
    can be explained. Of a day before any report the formations are those known now (`histories`).
    """
    if is_blank_on(snapshot, day):
        return desa_frame(histories, region, day)
    return desa_frame(fold([seen for seen in snapshot.observations if seen.tanggal_data <= day]), region, day)


def is_blank_on(snapshot: Snapshot, day: date) -> bool:
    """True if no active upload speaks for that day or one before it: the rungs of that day are not known."""
    days = [upload.tanggal_data for upload in snapshot.uploads if upload.aktif]
    return day < min(days, default=day)
