"""The figures of the first page, made once per data version, filter and colours, and shared by all readers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from kkb import charts
from kkb.figure_tables import FigureTable
from kkb.narrative_alt import line_alt
from kkb.theme import PALETTES, Palette, ThemeName
from kkb.ui.components import show_section
from kkb.ui.figure_set import show_figure_tools
from kkb.ui.view import View

_HEIGHT = 330


def line_figure(view: View, *, palette: Palette) -> go.Figure:
    """The line to the target."""
    return _kept(_line, view, palette)


def tall_line_figure(view: View, *, palette: Palette) -> go.Figure:
    """The same as the main figure of a page."""
    return _kept(_tall_line, view, palette)


def kecamatan_figure(view: View, *, palette: Palette) -> go.Figure:
    """Kecamatan against their targets."""
    return _kept(_kecamatan, view, palette)


def tile_figure(view: View, *, palette: Palette) -> go.Figure:
    """Every desa a tile in its place."""
    return _kept(_tiles, view, palette)


def view_alt(view: View) -> str:
    """The main figure read aloud."""
    r = view.ringkasan
    return line_alt(view.steps, target_desa=r.target_desa, target_day=r.target_day, spans=view.spans)


def show_downloads(
    make_figure: Callable[..., go.Figure], title: str, table: Callable[[], FigureTable], view: View
) -> None:
    """Table, Excel and PNG of a figure that stands elsewhere on the page."""
    show_section(title)
    show_figure_tools(
        key=f"unduh_{make_figure.__name__}",
        title=title,
        subtitle="",
        alt=title,
        table=table,
        view=view,
        make_figure=partial(make_figure, view),
    )


def _tall_line(view: View, palette: Palette) -> go.Figure:
    return _line(view, palette, height=420)


def _line(view: View, palette: Palette, height: int = _HEIGHT) -> go.Figure:
    r = view.ringkasan
    return charts.line_to_target(
        view.steps,
        view.per_year,
        day=view.day,
        target_desa=r.target_desa,
        target_day=r.target_day,
        start_of_path=view.start_of_path,
        spans=view.spans,
        milestones=view.snapshot.milestones,
        earlier_targets=view.earlier_targets,
        palette=palette,
        height=height,
    )


def _kecamatan(view: View, palette: Palette) -> go.Figure:
    return charts.bullet_per_kecamatan(view.capaian, palette=palette, height=_HEIGHT)


def _tiles(view: View, palette: Palette) -> go.Figure:
    return charts.tile_map(view.desa, palette=palette, height=_HEIGHT, is_named=False)


def _kept(make: Callable[[View, Palette], go.Figure], view: View, palette: Palette) -> go.Figure:
    theme: ThemeName = "dark" if palette is PALETTES["dark"] else "light"
    return _make(make.__name__, view.version, view.filters, view.today, theme, make, view)


@st.cache_resource(max_entries=192, show_spinner=False)
def _make(
    name: str,
    version: int,
    filters: object,
    today: object,
    theme: ThemeName,
    _maker: Callable[[View, Palette], go.Figure],
    _view: View,
) -> go.Figure:
    # The view follows from version, filters and today; only those are looked up.
    return _maker(_view, PALETTES[theme])
