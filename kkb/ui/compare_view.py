"""What changed, for the pages: since the last meeting, between two days, between two uploads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from kkb.comparison import Perubahan, compare
from kkb.indicators import desa_frame, select_kecamatan
from kkb.narrative.message import change_sentence, since_words
from kkb.schema import Observation
from kkb.state import fold
from kkb.ui import cache
from kkb.ui.view import View, frames_on, histories_of


@dataclass(frozen=True, slots=True)
class Base:
    """The earlier day of a comparison: a meeting that was noted, or else the data day before."""

    day: date
    is_meeting: bool


def last_base(view: View) -> Base | None:
    """The meeting before the day of the figures; without one the data day before it; None if there is neither."""
    meetings = [meeting.tanggal for meeting in view.snapshot.meetings if meeting.tanggal < view.day]
    if meetings:
        return Base(max(meetings), True)
    earlier = [upload.tanggal_data for upload in view.active_uploads if upload.tanggal_data < view.day]
    return Base(max(earlier), False) if earlier else None


@dataclass(frozen=True)
class Comparison:
    """What changed (`schema.PERUBAHAN_FRAME`) and the state afterwards (`schema.DESA_FRAME`).

    `is_blank_before`: no upload speaks for the first day or one before it. Then the rungs of that day are not known,
    and that a desa is reported afterwards is no news of it; formations are told apart by their dates all the same.
    """

    changes: pd.DataFrame
    desa_after: pd.DataFrame
    is_blank_before: bool = False

    @property
    def news(self) -> pd.DataFrame:
        """The rows that tell of a change."""
        silent = [Perubahan.TETAP.value, *([Perubahan.MULAI_DILAPORKAN.value] if self.is_blank_before else [])]
        return self.changes[~self.changes["jenis"].isin(silent)]


def between_days(view: View, before: date, after: date) -> Comparison:
    """Changes from day to day with what is known now, for the kecamatan chosen."""
    return _cut(_between_days(view.version, before, after), view)


def between_uploads(view: View, before: int, after: int) -> Comparison:
    """Changes from what was known through one upload to what is known through another, each on its newest day."""
    return _cut(_between_uploads(view.version, before, after), view)


def sentence_since_last(view: View) -> str:
    """The change since the last meeting as a sentence; plainly so if there is nothing to compare with."""
    base = last_base(view)
    if base is None:
        return "Belum ada rapat atau data sebelumnya untuk dibandingkan."
    news = between_days(view, base.day, view.day).news
    return change_sentence(news, since_words(base.day, is_meeting=base.is_meeting))


def news_since_last(view: View) -> str:
    """The same for the light page: where there is nothing to compare with, that is said only of a first upload."""
    if last_base(view) is None:
        return "Belum ada pembanding: ini unggahan pertama." if len(view.active_uploads) == 1 else ""
    return sentence_since_last(view)


def _cut(whole: Comparison, view: View) -> Comparison:
    chosen = view.filters.kecamatan
    changes, desa_after = (select_kecamatan(frame, chosen) for frame in (whole.changes, whole.desa_after))
    return Comparison(changes, desa_after, whole.is_blank_before)


@st.cache_resource(max_entries=32, show_spinner=False)
def _between_days(version: int, before: date, after: date) -> Comparison:
    desa_before, _ = frames_on(version, before)
    desa_after, _ = frames_on(version, after)
    changes = compare(desa_before, desa_after, day_before=before, histories_after=histories_of(version))
    days = [upload.tanggal_data for upload in cache.snapshot(version).uploads if upload.aktif]
    return Comparison(changes, desa_after, is_blank_before=before < min(days, default=before))


@st.cache_resource(max_entries=16, show_spinner=False)
def _between_uploads(version: int, before: int, after: int) -> Comparison:
    (known_before, day_before), (known_after, day_after) = _known(version, before), _known(version, after)
    region = cache.region()
    histories_after = fold(known_after)
    desa_after = desa_frame(histories_after, region, day_after)
    changes = compare(
        desa_frame(fold(known_before), region, day_before),
        desa_after,
        day_before=day_before,
        histories_after=histories_after,
    )
    return Comparison(changes, desa_after)


def _known(version: int, through: int) -> tuple[list[Observation], date]:
    """Observations of the uploads up to a number that are active now, and their newest data day."""
    snapshot = cache.snapshot(version)
    observations = [seen for seen in snapshot.observations if seen.unggahan <= through]
    days = [u.tanggal_data for u in snapshot.uploads if u.aktif and u.nomor <= through]
    return observations, max(days)
