"""The material of a meeting: which slides, since when, and what the reader takes along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from kkb.briefing.build import make_briefing
from kkb.briefing.model import ALL_KECAMATAN, KECAMATAN_PREFIX, Briefing, choose_slides
from kkb.comparison import Base
from kkb.exports.report import formats_of, make_file
from kkb.formatting import format_date
from kkb.ui.banding.compare_view import changes_from
from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters, choose_day_word, day_options, parse_day
from kkb.ui.frame.view import View, as_readers_see
from kkb.ui.parts.addresses import filter_query
from kkb.ui.parts.components import plain

PATH = "/layar"
SLIDE_KEY, SINCE_KEY, ADVANCE_KEY, THEME_KEY = "slide", "sejak", "putar", "tema"
"""Words of the address, on this page and on the wall."""

_LAST_MEETING = "Rapat terakhir atau unggahan terbaru"
_SECONDS = {"Tidak": 0, "10 detik": 10, "20 detik": 20, "30 detik": 30, "1 menit": 60}
_DARK = "gelap"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose for a meeting: `slides` (none: all), the day to compare with (None: the last meeting)."""

    slides: tuple[str, ...] = ()
    since: date | None = None
    seconds: int = 0
    is_dark: bool = False


def choose_deck(view: View) -> Choice:
    """Draw the choices; all of them stand in the address."""
    briefing = whole_briefing(view)
    menu = {slide.key: slide.menu for slide in briefing.slides if not slide.key.startswith(KECAMATAN_PREFIX)}
    menu[ALL_KECAMATAN] = "Semua kecamatan, satu per satu"
    menu |= {slide.key: f"Kecamatan {slide.menu}" for slide in briefing.slides if slide.key not in menu}
    slides = st.multiselect(
        "Slide, menurut urutan dipilih",
        list(menu),
        key=SLIDE_KEY,
        bind="query-params",
        format_func=lambda key: plain(menu[key]),
        placeholder="Semua, dalam urutan biasa",
        select_all=False,
    )
    since = choose_day_word(
        "Perubahan sejak",
        SINCE_KEY,
        [_LAST_MEETING, *_earlier_days(view)],
        until=view.day - timedelta(days=1),
        help="Tanggal rapat yang dicatat di bawah, tanggal data, atau hari lain.",
    )
    day = parse_day(since, view.today) if since != _LAST_MEETING else None
    left, right = st.columns(2, vertical_alignment="bottom")
    seconds = left.selectbox("Putar otomatis", list(_SECONDS), key=ADVANCE_KEY, bind="query-params")
    is_dark = right.toggle("Latar gelap", key=THEME_KEY, bind="query-params")
    is_earlier = day is not None and day < view.day
    if day is not None and not is_earlier:
        st.caption(f"Tanggal pembanding harus sebelum {format_date(view.day)}. Yang dipakai: pilihan bawaan.")
    return Choice(tuple(slides), day if is_earlier else None, _SECONDS[seconds or "Tidak"], is_dark)


def whole_briefing(view: View, since: date | None = None) -> Briefing:
    """All slides of a view, made once per data version, filter and day to compare with, of what every reader may know:
    they hang on a wall and are handed on, whoever makes them."""
    view = as_readers_see(view)
    base = view.base if since is None else view.base_on(since)
    return _briefing(view.version, view.filters, view.today, base, view)


@st.cache_resource(max_entries=32, show_spinner=False)
def _briefing(version: int, filters: Filters, today: date, base: Base | None, _view: View) -> Briefing:
    # The view follows from version, filters and today; only those are looked up.
    changes = changes_from(_view, base) if base is not None else None
    return make_briefing(_view, base=base, changes=changes)


def chosen_briefing(view: View, choice: Choice) -> Briefing:
    """The slides chosen, in their order."""
    return choose_slides(whole_briefing(view, choice.since), choice.slides)


def wall_address(view: View, choice: Choice) -> str:
    """The address of the wall from the root of the server: for a link here, and after its origin for a television."""
    query = filter_query(view.filters)
    if choice.since is not None:
        query.append((SINCE_KEY, format_date(choice.since)))
    if choice.slides:
        query.append((SLIDE_KEY, ",".join(choice.slides)))
    if choice.seconds:
        query.append((ADVANCE_KEY, str(choice.seconds)))
    if choice.is_dark:
        query.append((THEME_KEY, _DARK))
    return PATH + (f"?{urlencode(query, quote_via=quote, safe=',')}" if query else "")


def whole_address(path: str) -> str:
    """The same with the origin under which the readers open the program."""
    parts = urlsplit(cache.settings().public_address or st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path


def _earlier_days(view: View) -> list[str]:
    """Days before that of the figures worth comparing with, newest first: meetings, data days, ends of years."""
    days = [upload.tanggal_data for upload in view.active_uploads]
    days += [meeting.tanggal for meeting in view.snapshot.meetings if meeting.tanggal < view.day]
    return [word for word in day_options(days) if (parse_day(word, view.today) or view.day) < view.day]


def offer_files(view: View, briefing: Briefing) -> None:
    """One button per kind of file, as readers may see it; the file is made when its button is pressed."""
    view = as_readers_see(view)
    with st.container(horizontal=True, gap="small"):
        for entry in formats_of(briefing):
            st.download_button(
                entry.label,
                data=partial(make_file, entry.name, view, briefing, logo=view.snapshot.lambang),
                file_name=entry.file_name(briefing),
                mime=entry.kind,
                key=f"rapat_{entry.name}",
                on_click="ignore",
            )
