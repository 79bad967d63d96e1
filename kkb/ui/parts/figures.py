"""The figures of the first page, made once per data version, filter and colours, and shared by all readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from kkb import charts
from kkb.figures.facts import LineFacts, line_facts
from kkb.narrative.alt import line_alt
from kkb.narrative.map import LETTER_KEY
from kkb.narrative.tables import FigureTable, kecamatan_table, line_table
from kkb.theme import Palette
from kkb.ui.desa.desa_table import desa_figure_table
from kkb.ui.frame.view import View, kept
from kkb.ui.parts.components import show_section
from kkb.ui.parts.figure_set import MakeFigure, show_figure_tools
from kkb.ui.ringkasan.summary import Summary

_HEIGHT = 290
_FEW = 4


def line_figure(view: View, *, palette: Palette) -> go.Figure:
    """The line to the target."""
    return kept(_line, view, palette)


def tall_line_figure(view: View, *, palette: Palette) -> go.Figure:
    """The same as the main figure of a page."""
    return kept(_tall_line, view, palette)


def draw_line(view: View, *, palette: Palette, height: int, top_desa: int = 1, kecamatan: str = "") -> go.Figure:
    """The same in any height, drawn each time; its scale reaches `top_desa` at least. `kecamatan`: its only one."""
    return charts.line_to_target(shown_line(view, kecamatan), palette=palette, height=height, top_desa=top_desa)


def shown_line(view: View, kecamatan: str = "") -> LineFacts:
    """The line under a subtitle that says why a standstill was one: the figure does not say it again."""
    line = line_facts(view, kecamatan)
    return replace(line, reasons=("",) * len(line.spans))


def kecamatan_figure(view: View, *, palette: Palette) -> go.Figure:
    """Kecamatan against their targets."""
    return kept(_kecamatan, view, palette)


def tile_figure(view: View, *, palette: Palette) -> go.Figure:
    """Every desa a tile in its place."""
    return kept(_tiles, view, palette)


def view_alt(view: View) -> str:
    """The main figure read aloud."""
    r = view.ringkasan
    return line_alt(view.steps, target_desa=r.target_desa, target_day=r.target_day, spans=view.spans)


def offer_downloads(view: View, words: Summary) -> None:
    """Table, Excel and PNG of the figures of the first page; drawn only for those who ask."""
    if not st.toggle("Tabel, Excel dan PNG dari gambar di atas", key="ringkasan_unduhan"):
        return
    figures: list[tuple[str, str, MakeFigure, Callable[[], FigureTable]]] = [
        (words.line_title, words.line_subtitle, partial(line_figure, view), partial(line_table, view.steps)),
        (words.kecamatan_title, "", partial(kecamatan_figure, view), partial(kecamatan_table, view.capaian)),
        (words.without_title, LETTER_KEY, partial(tile_figure, view), partial(desa_figure_table, view)),
    ]
    for place, (title, subtitle, make_figure, table) in enumerate(figures):
        show_section(title)
        show_figure_tools(
            key=f"ringkasan_unduh_{place}",
            title=title,
            subtitle=subtitle,
            alt=title,
            table=table,
            view=view,
            make_figure=make_figure,
        )


def _line(view: View, palette: Palette) -> go.Figure:
    return draw_line(view, palette=palette, height=_HEIGHT)


def _tall_line(view: View, palette: Palette) -> go.Figure:
    return draw_line(view, palette=palette, height=420)


def _kecamatan(view: View, palette: Palette) -> go.Figure:
    # A few bars keep their thickness; many share the height of the figures beside them.
    height = _HEIGHT if len(view.capaian) > _FEW else None
    return charts.bullet_per_kecamatan(view.capaian, palette=palette, height=height)


def _tiles(view: View, palette: Palette) -> go.Figure:
    return charts.tile_map(view.desa, palette=palette)
