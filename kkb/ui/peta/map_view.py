"""The map of all desa: tiles or the office's own; moved through time by hand or by itself; a click opens a desa."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from kkb import charts
from kkb.exports.drawing import draw_areas, draw_tiles
from kkb.exports.drawing.base import Frame
from kkb.exports.drawing.still import Still
from kkb.figures.facts import areas, tiles
from kkb.formatting import MONTHS_SHORT, escaped, format_count, format_date_short
from kkb.geo import MapRefused, Ring, read_map, simplify
from kkb.indicators import desa_frame, select_kecamatan
from kkb.narrative import scope_words, tahap_words
from kkb.narrative.alt import map_alt
from kkb.narrative.counts import with_ended
from kkb.narrative.map import LETTER_KEY, moment_sentence, new_sentence, rung_counts, unknown_sentence
from kkb.narrative.tables import FigureTable
from kkb.schema import FIRST_YEAR
from kkb.theme import BODY_SIZE, PALETTES, QUIET_SIZE, Palette, ThemeName
from kkb.ui.desa.table import desa_table
from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import View, histories_of, palette, theme_name
from kkb.ui.parts.addresses import desa_address, link_html, list_address
from kkb.ui.parts.components import badge, note_html, show_note, show_title
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.figures import tiles_still
from kkb.ui.parts.page_links import page_links
from kkb.ui.parts.pressing import open_address, pressed_desa
from kkb.ui.parts.still import show_stills

TILES, AREAS = "Petak", "Peta"

_STEP_SECONDS = 0.8
_HEIGHT = 560
"""Pixels of the office's own map before it takes the room below."""
_ROOM = "min(max(24rem, 100vh - 18.5rem), 96vw)"
"""The map, its slider and its title fill a screen; on a phone the map is about as high as it is wide."""
_WIDE, _WIDE_LETTERS, _ALONE_LETTERS = (690, 472), 11.5, 16
_NARROW, _NARROW_LETTERS = (358, 372), 13
"""Frames of the tiles: on a laptop with the names of desa in them, on a phone with those of kecamatan, larger."""
_TOLD = (
    f'<p class="kkb-ketuk" aria-live="polite" style="margin:0;font-size:{QUIET_SIZE}">'
    "Ketuk sebuah desa untuk namanya.</p>"
)
_EXPLAINED = "Peta Pokja: satu petak satu desa di tempatnya, warna dan huruf menurut tahapnya"


def half_years(day: date) -> list[date]:
    """The moments of the slider: the ends of half-years since the first year, and last the day itself."""
    ends = [date(year, *end) for year in range(FIRST_YEAR, day.year + 1) for end in ((6, 30), (12, 31))]
    return [*(end for end in ends if end < day), day]


def show_map(view: View, key: str) -> None:
    """The title, the map with its slider, beside it what it says in words, below it table and downloads.

    `key` keeps several maps apart. While it plays only this part is drawn again, with the title: that speaks of the
    moment shown. Table and downloads are of the day of the figures. It never plays by itself.
    """
    moments = half_years(view.day)
    state = st.session_state
    if state.get(f"{key}_sampai") != view.day or _slider(key) not in state:
        # First look, another day was chosen, or newer data came: the slider stands at its end.
        state[f"{key}_sampai"], state[_slider(key)], state[_playing(key)] = view.day, view.day, False
    is_playing = bool(state[_playing(key)])
    moving = st.fragment(_moving_map, run_every=_STEP_SECONDS if is_playing else None)
    moving(view, key, moments, is_playing)
    shape = state.get(_shape(key)) or TILES
    show_figure_tools(
        key=key,
        title=moment_sentence(view.desa, view.day),
        subtitle=f"{scope_words(view.filters.kecamatan, view.region_name)}. {LETTER_KEY}",
        alt=map_alt(view.desa),
        table=lambda: FigureTable(desa_table(view.desa)),
        view=view,
        stills=partial(_stills, view, shape),
    )


# --- time -----------------------------------------------------------------------------------------------------------


def _slider(key: str) -> str:
    return f"{key}_saat"


def _shape(key: str) -> str:
    return f"{key}_bentuk"


def _place(key: str) -> str:
    return f"{key}_ke"


def _playing(key: str) -> str:
    return f"{key}_main"


def _toggle(key: str, moments: list[date]) -> None:
    """Play or pause; from the end it begins anew."""
    state = st.session_state
    place = moments.index(state[_slider(key)])
    if state[_playing(key)]:
        state[_slider(key)] = moments[max(state[_place(key)], 0)]
    else:
        # The next run moves one further.
        state[_place(key)] = place - 1 if place + 1 < len(moments) else -1
    state[_playing(key)] = not state[_playing(key)]


def _advance(key: str, moments: list[date]) -> None:
    """One moment further; after the last one the play ends.

    The place is kept here and not read from the slider: the browser may still send what it showed a moment ago.
    """
    state = st.session_state
    place = state[_place(key)] + 1
    if place < len(moments):
        state[_place(key)] = place
    else:
        state[_playing(key)] = False
    state[_slider(key)] = moments[state[_place(key)]]


def _moment_words(moment: date, last: date) -> str:
    return format_date_short(moment) if moment == last else f"{MONTHS_SHORT[moment.month - 1]} {moment.year}"


# --- the map --------------------------------------------------------------------------------------------------------


def _moving_map(view: View, key: str, moments: list[date], is_ticking: bool) -> None:
    if is_ticking and st.session_state[_playing(key)]:
        _advance(key, moments)
    if is_ticking != bool(st.session_state[_playing(key)]):
        # Only a run of the whole page starts and stops the clock of this part.
        st.rerun()
    title = st.container()
    moment, shape = _controls(view, key, moments, is_ticking)
    chosen = select_kecamatan(_frame(view.version, moment), view.filters.kecamatan)
    with title:
        scope = scope_words(view.filters.kecamatan, view.region_name)
        show_title(f"{moment_sentence(chosen, moment)}.", f"{_EXPLAINED} · {scope}")
    left, right = st.columns([7, 3], gap="medium")
    with right:
        _show_words(view, chosen, moments, moment, palette())
        if shape == AREAS:
            _show_source_of_map(view)
    with left:
        if shape == AREAS:
            _show_areas(view, key, moment, map_alt(chosen))
        else:
            show_stills(_tiles_html(view.version, moment, view.filters, theme_name(), map_alt(chosen)), f"{key}_gambar")


@st.cache_resource(max_entries=96, show_spinner=False)
def _tiles_html(version: int, moment: date, filters: Filters, theme: ThemeName, alt: str) -> str:
    """The tiles at a moment, each a link; beside several kecamatan the others are pale, a single one stands alone."""
    desa, focus = _frame(version, moment), _focus(version, moment, filters.kecamatan)
    is_alone = len(filters.kecamatan) == 1
    if is_alone:
        desa, focus = select_kecamatan(desa, filters.kecamatan), None
    placed, colours, links = tiles(desa, focus), PALETTES[theme], page_links(filters)
    parts = []
    wide_letters = _ALONE_LETTERS if is_alone else _WIDE_LETTERS
    for name, (width, height), letters in (("lebar", _WIDE, wide_letters), ("sempit", _NARROW, _NARROW_LETTERS)):
        svg = draw_tiles(placed, Frame(width, height, letters, colours, links=links, is_cropped=True))
        # As wide as its height leaves room on the screen.
        style = f"max-width:calc({_ROOM} * {width / height:.3f})"
        said = f'data-peta role="group" aria-label="{escaped(alt)}"'
        parts.append(f'<div class="kkb-{name}" {said} style="{style}">{svg}{_TOLD}</div>')
    return "".join(parts)


def _show_areas(view: View, key: str, moment: date, alt: str) -> None:
    """The office's own map at a moment; a press on a desa opens it."""
    # The class of a container is its key: a height that follows the screen, which Streamlit's own pixels cannot.
    frame = f"{key}_bingkai"
    st.html(f"<style>.st-key-{frame}.st-key-{frame} {{ flex: none; height: {_ROOM}; }}</style>")
    with st.container(key=frame):
        event = st.plotly_chart(
            _figure(view.version, moment, view.filters.kecamatan, theme_name()),
            height="stretch",
            theme=None,
            config=charts.CONFIG,
            key=f"{key}_gambar_peta",
            on_select="rerun",
            selection_mode="points",
            alt=alt,
        )
    kode = pressed_desa(event)
    if kode in view.region.by_code:
        open_address(desa_address(kode, view.filters))


def _controls(view: View, key: str, moments: list[date], is_playing: bool) -> tuple[date, str]:
    """One row: play or pause, the moment, and tiles or map where there is one."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.button(
            "Jeda" if is_playing else "Putar",
            key=f"{key}_tombol",
            icon=":material/pause:" if is_playing else ":material/play_arrow:",
            on_click=_toggle,
            args=(key, moments),
        )
        with st.container(width="stretch"):
            moment = st.select_slider(
                f"Keadaan pada (sejak {FIRST_YEAR})",
                moments,
                format_func=partial(_moment_words, last=moments[-1]),
                key=_slider(key),
                disabled=is_playing,
            )
        if view.snapshot.map_number is None:
            return moment, TILES
        shape = st.segmented_control(
            "Bentuk peta",
            [TILES, AREAS],
            default=TILES,
            required=True,
            key=_shape(key),
            label_visibility="collapsed",
        )
    return moment, shape


def _show_words(view: View, desa: pd.DataFrame, moments: list[date], moment: date, colours: Palette) -> None:
    place = moments.index(moment)
    if place:
        earlier = select_kecamatan(_frame(view.version, moments[place - 1]), view.filters.kecamatan)
        show_note(new_sentence(desa, earlier, moments[place - 1]))


    def opened(rung: str, count: int) -> str:
        """A count that opens its desa, on the day of the slider."""
        day = moment if moment < view.day else None
        return link_html(format_count(count), list_address(view.filters, rungs=[rung], day=day))

    st.html(
        "".join(
            f'<p style="margin:0.3rem 0;font-size:{BODY_SIZE}">{badge(rung, colours)}<b>{opened(rung, count)}</b> '
            f"{escaped(with_ended(tahap_words(rung or None), ended))}</p>"
            for rung, count, ended in rung_counts(desa)
        )
    )
    unknown = unknown_sentence(desa, moment)
    if unknown:
        show_note(unknown)
    hint = note_html("Tunjuk sebuah desa untuk keterangannya; tekan untuk membuka halamannya.")
    st.html(f'<div class="kkb-tunjuk">{hint}</div>')


def _show_source_of_map(view: View) -> None:
    peta = view.snapshot.peta
    if peta is not None:
        show_note(f"{'Batas resmi' if peta.resmi else 'Bukan batas resmi'}. Sumber peta: {peta.sumber}.")


@st.cache_resource(max_entries=64, show_spinner=False)
def _frame(version: int, moment: date) -> pd.DataFrame:
    """All desa at a moment."""
    return desa_frame(histories_of(version), cache.region(), moment)


@st.cache_resource(max_entries=2, show_spinner=False)
def map_rings(map_number: int) -> Mapping[str, tuple[Ring, ...]]:
    """The office's own map, small enough to draw; empty if it fits this region no longer."""
    try:
        return simplify(read_map(cache.store().map_geojson(map_number), cache.region()).areas)
    except MapRefused:
        return {}


@st.cache_resource(max_entries=96, show_spinner=False)
def _figure(version: int, moment: date, kecamatan: tuple[str, ...], theme: ThemeName) -> go.Figure:
    """The office's own map at a moment; desa outside the kecamatan chosen are pale."""
    desa, focus, colours = _frame(version, moment), _focus(version, moment, kecamatan), PALETTES[theme]
    peta = cache.snapshot(version).peta
    rings = map_rings(peta.nomor) if peta is not None else {}
    is_official = peta is not None and peta.resmi
    return charts.polygon_map(desa, rings, palette=colours, height=_HEIGHT, official=is_official, focus=focus)


def _focus(version: int, moment: date, kecamatan: tuple[str, ...]) -> set[str] | None:
    return set(select_kecamatan(_frame(version, moment), kecamatan)["kode_desa"]) if kecamatan else None


def _stills(view: View, shape: str) -> list[Still]:
    """The same on the day of the figures, for a picture."""
    desa, focus = _frame(view.version, view.day), _focus(view.version, view.day, view.filters.kecamatan)
    peta = view.snapshot.peta
    if shape == AREAS and peta is not None:
        placed = areas(tiles(desa, focus), map_rings(peta.nomor))
        return [Still(partial(draw_areas, is_official=peta.resmi), placed)]
    return tiles_still(desa, focus)
