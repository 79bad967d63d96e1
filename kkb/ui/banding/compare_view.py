"""What changed, for the pages: since the last meeting, between two days, between two uploads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from kkb.briefing.message import since_sentence
from kkb.comparison import Base, Comparison, compare
from kkb.indicators import desa_frame, select_kecamatan
from kkb.overview import compare_with, desa_as_known
from kkb.schema import Observation
from kkb.state import fold
from kkb.ui.frame import cache
from kkb.ui.frame.filters import parse_day
from kkb.ui.frame.navigation import UNTIL_PARAM
from kkb.ui.frame.view import View, build_view, frames_on, histories_of


def view_until(view: View) -> View:
    """The view on the later day of a comparison: that of the address if it names an earlier one than the filters.

    The day is of Banding alone: the filter of all pages stays as it is.
    """
    day = parse_day(st.query_params.get(UNTIL_PARAM), view.today)
    if day is None or day >= view.day:
        return view
    return build_view(view.version, replace(view.filters, day=day), view.today, view.shows_few)


def changes_from(view: View, base: Base) -> Comparison:
    """Changes from an earlier state to the day of the view as it is known now, for the kecamatan chosen."""
    return _cut(_changes_from(view.version, base, view.day, view.shows_few), view)


def between_uploads(view: View, before: int, after: int) -> Comparison:
    """Changes from what was known through one upload to what is known through another, each on its newest day."""
    return _cut(_between_uploads(view.version, before, after), view)


def changes_since_base(view: View) -> Comparison | None:
    """Changes since the base of the view; None if it has none."""
    return changes_from(view, view.base) if view.base is not None else None


def news_since_last(view: View) -> str:
    """The same as a sentence of the light page; where there is nothing to compare with, only a first upload says so."""
    if view.base is None:
        saves = {upload.simpanan for upload in view.active_uploads}
        return "Belum ada pembanding: ini unggahan pertama." if len(saves) == 1 else ""
    return since_sentence(view, changes=changes_since_base(view))


def _cut(whole: Comparison, view: View) -> Comparison:
    chosen = view.filters.kecamatan
    changes, desa_after = (select_kecamatan(frame, chosen) for frame in (whole.changes, whole.desa_after))
    return Comparison(changes, desa_after, whole.is_blank_before)


@st.cache_resource(max_entries=32, show_spinner=False)
def _changes_from(version: int, base: Base, day: date, shows_few: bool) -> Comparison:
    snapshot, histories = cache.snapshot(version, shows_few), histories_of(version, shows_few)
    desa_before = desa_as_known(snapshot, histories, cache.region(), base, day)
    desa_after, _ = frames_on(version, day, shows_few)
    return compare_with(desa_before, desa_after, base, snapshot, histories)


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
