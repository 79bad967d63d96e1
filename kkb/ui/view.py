"""What a page shows: the figures of one data version, filter and day, computed once for all readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

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
from kkb.theme import PALETTES, Palette, ThemeName
from kkb.ui import cache
from kkb.ui.filters import Filters

_VIEW_KEY = "view"
_SEEN_KEY = "seen_version"


@dataclass(frozen=True)
class View:
    """Everything one page needs. Frames are shared between readers: copy before changing.

    `desa`, `formations` and `capaian` are those of the kecamatan chosen; `day` is the day of the figures.
    """

    version: int
    filters: Filters
    region: Region
    region_name: str
    snapshot: Snapshot
    histories: dict[str, DesaHistory]
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
            target = select_targets(target_per_kecamatan(plan), self.region, self.filters.kecamatan)
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


@st.cache_resource(max_entries=2, show_spinner=False)
def histories_of(version: int) -> dict[str, DesaHistory]:
    """All that is known of every desa, as of a data version."""
    return fold(cache.snapshot(version).observations)


@st.cache_resource(max_entries=16, show_spinner=False)
def frames_on(version: int, day: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All desa on a day, and all formations: what every choice of kecamatan is cut from."""
    histories, region = histories_of(version), cache.region()
    return desa_frame(histories, region, day), formation_frame(histories, region)


@st.cache_resource(max_entries=64, show_spinner=False)
def build_view(version: int, filters: Filters, today: date) -> View:
    """The view of a data version. Without a day chosen the figures are for the newest data day, never for today."""
    snapshot, region, settings = cache.snapshot(version), cache.region(), cache.settings()
    histories = histories_of(version)
    days = [upload.tanggal_data for upload in snapshot.uploads if upload.aktif]
    newest = max(days, default=None)
    day = filters.day or newest or today
    plan = snapshot.plans[-1] if snapshot.plans else None
    target = select_targets(target_per_kecamatan(plan), region, filters.kecamatan)
    desa, formations = (select_kecamatan(frame, filters.kecamatan) for frame in frames_on(version, day))
    commitment = next((t for t in snapshot.milestones if t.jenis is JenisTonggak.KOMITMEN), None)
    capaian = capaian_per_kecamatan(desa, target)
    return View(
        version=version,
        filters=filters,
        region=region,
        region_name=settings.region_name,
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


T = TypeVar("T")


def kept(make: Callable[[View, Palette], T], view: View, palette: Palette) -> T:
    """What `make` makes of a view in these colours: made once, then shared by all readers. Never change it."""
    theme: ThemeName = "dark" if palette is PALETTES["dark"] else "light"
    name = f"{make.__module__}.{make.__qualname__}"
    return cast(T, _keep(name, view.version, view.filters, view.today, theme, make, view))


@st.cache_resource(max_entries=512, show_spinner=False)
def _keep(
    name: str,
    version: int,
    filters: Filters,
    today: date,
    theme: ThemeName,
    _make: Callable[[View, Palette], object],
    _view: View,
) -> object:
    # The view follows from version, filters and today; only those are looked up.
    return _make(_view, PALETTES[theme])


def publish(view: View) -> None:
    """Make the view known to the page of this run."""
    st.session_state[_VIEW_KEY] = view


def note_seen(version: int) -> None:
    """Remember which data version this page has shown, at the end of its run."""
    st.session_state[_SEEN_KEY] = version


def seen_version() -> int:
    """The data version that the reader was looking at when this run began."""
    return int(st.session_state.get(_SEEN_KEY, current_view().version))


def current_view() -> View:
    """The view of this run, as the common frame made it."""
    view: View = st.session_state[_VIEW_KEY]
    return view


def theme_name() -> ThemeName:
    """The reader's theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def palette() -> Palette:
    """The colours of the reader's theme."""
    return PALETTES[theme_name()]
