"""What a page shows: the figures of one data version, filter and day, computed once for all readers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

from kkb import overview as overviews
from kkb.overview import Overview, make_overview, newest_data_day
from kkb.state import DesaHistory, fold
from kkb.store import Snapshot
from kkb.theme import PALETTES, Palette, ThemeName
from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters

_VIEW_KEY = "view"
_SEEN_KEY = "seen_version"


@dataclass(frozen=True)
class View(Overview):
    """Everything one page needs. Frames are shared between readers: copy before changing.

    `desa`, `formations` and `capaian` are those of the kecamatan chosen; `day` is the day of the figures. Personal
    numbers are masked in all of it but `stored`. `shows_few`: small counts of people are known, as only who may write
    knows them; also `stored` is without them otherwise. `made` and `lock` are for `kept` alone.
    """

    version: int
    filters: Filters
    shows_few: bool = False
    made: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    lock: threading.RLock = field(default_factory=threading.RLock, compare=False, repr=False)

    @property
    def stored(self) -> Snapshot:
        """What is stored word for word: for checks and for what goes back into the store, not to be shown."""
        return cache.stored(self.version, self.shows_few)


@st.cache_resource(max_entries=4, show_spinner=False)
def histories_of(version: int, shows_few: bool = False) -> dict[str, DesaHistory]:
    """All that is known of every desa, as of a data version."""
    return fold(cache.snapshot(version, shows_few).observations)


@st.cache_resource(max_entries=16, show_spinner=False)
def frames_on(version: int, day: date, shows_few: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All desa on a day, and all formations: what every choice of kecamatan is cut from."""
    histories, region = histories_of(version, shows_few), cache.region()
    return overviews.frames_on(histories, region, day)


@st.cache_resource(max_entries=64, show_spinner=False)
def build_view(version: int, filters: Filters, today: date, shows_few: bool = False) -> View:
    """The view of a data version. Without a day chosen the figures are for the newest data day, never for today.

    Whoever does not ask for small counts of people (`shows_few`) gets none.
    """
    snapshot = cache.snapshot(version, shows_few)
    day = filters.day or newest_data_day(snapshot) or today
    overview = make_overview(
        snapshot,
        cache.region(),
        cache.settings().region_name,
        kecamatan=filters.kecamatan,
        day=filters.day,
        today=today,
        histories=histories_of(version, shows_few),
        frames=frames_on(version, day, shows_few),
    )
    parts = {part.name: getattr(overview, part.name) for part in fields(overview)}
    return View(version=version, filters=filters, shows_few=shows_few, **parts)


def as_readers_see(view: View) -> View:
    """The same view for who only reads: for what is made to be handed on."""
    return build_view(view.version, view.filters, view.today) if view.shows_few else view


T = TypeVar("T")


def kept(make: Callable[[View, Palette], T], view: View, palette: Palette) -> T:
    """What `make` makes of a view in these colours: made once, then shared by all readers. Never change it."""
    # With the view itself: what is made of it goes when it goes.
    place = (make, "dark" if palette is PALETTES["dark"] else "light")
    with view.lock:
        if place not in view.made:
            view.made[place] = make(view, palette)
        return cast(T, view.made[place])


def publish(view: View) -> None:
    """Make the view known to the page of this run."""
    st.session_state[_VIEW_KEY] = view


def note_seen(version: int) -> None:
    """Remember which data version this page has shown, at the end of its run."""
    st.session_state[_SEEN_KEY] = version


def has_seen() -> bool:
    """Whether this session has shown any page to its end."""
    return _SEEN_KEY in st.session_state


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
