"""Figures that several pages show or save."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from kkb import charts
from kkb.exports import drawing
from kkb.exports.drawing.still import MakeStills, Still
from kkb.figures.facts import LineFacts, kecamatan_bars, line_facts, tiles
from kkb.narrative.alt import line_alt
from kkb.narrative.map import LETTER_KEY
from kkb.narrative.plan import replaced_sentence, with_replaced
from kkb.narrative.tables import FigureTable, kecamatan_table, line_table
from kkb.theme import Palette
from kkb.ui.desa.table import desa_figure_table
from kkb.ui.frame.view import View, kept
from kkb.ui.parts.components import show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.ringkasan.summary import Summary


def line_figure(view: View, *, palette: Palette) -> go.Figure:
    """The line to the target as the main figure of a page."""
    return kept(_line, view, palette)


def draw_line(view: View, *, palette: Palette, height: int, top_desa: int = 1, kecamatan: str = "") -> go.Figure:
    """The same in any height, drawn each time; its scale reaches `top_desa` at least. `kecamatan`: its only one."""
    return charts.line_to_target(shown_line(view, kecamatan), palette=palette, height=height, top_desa=top_desa)


def shown_line(view: View, kecamatan: str = "") -> LineFacts:
    """The line under a subtitle that says why a standstill was one: the figure does not say it again."""
    line = line_facts(view, kecamatan)
    return replace(line, reasons=("",) * len(line.spans))


def line_still(view: View, top_desa: int = 1) -> list[Still]:
    """The same for a picture."""
    return [Still(partial(drawing.draw_line, top_desa=top_desa), shown_line(view))]


def bars_still(view: View) -> list[Still]:
    """Kecamatan against their targets, for a picture."""
    return [Still(drawing.draw_bars, kecamatan_bars(view.capaian), rows=len(view.capaian))]


def tiles_still(desa: pd.DataFrame, focus: Collection[str] | None = None) -> list[Still]:
    """Every desa in its place, for a picture; those not in `focus` pale."""
    return [Still(drawing.draw_tiles, tiles(desa, focus))]


def view_alt(view: View) -> str:
    """The main figure read aloud."""
    r = view.ringkasan
    replaced = replaced_sentence(view.plan, view.earlier_targets)
    return line_alt(
        view.steps, target_desa=r.target_desa, target_day=r.target_day, spans=view.spans, replaced=replaced
    )


def offer_downloads(view: View, words: Summary) -> None:
    """Table, Excel and PNG of the figures of the first page; drawn only for those who ask."""
    if not st.toggle("Tabel, Excel dan PNG dari gambar di atas", key="ringkasan_unduhan"):
        return
    # A picture travels alone: it says what the page says below the figures.
    subtitle = with_replaced(words.line_subtitle, replaced_sentence(view.plan, view.earlier_targets))
    figures: list[tuple[str, str, MakeStills, Callable[[], FigureTable]]] = [
        (words.line_title, subtitle, partial(line_still, view), partial(line_table, view.steps)),
        (words.kecamatan_title, "", partial(bars_still, view), partial(kecamatan_table, view.capaian)),
        (words.without_title, LETTER_KEY, partial(tiles_still, view.desa), partial(desa_figure_table, view)),
    ]
    for place, (title, subtitle, stills, table) in enumerate(figures):
        show_section(title)
        show_figure_tools(
            key=f"ringkasan_unduh_{place}",
            title=title,
            subtitle=subtitle,
            alt=title,
            table=table,
            stills=stills,
            view=view,
        )


def _line(view: View, palette: Palette) -> go.Figure:
    return draw_line(view, palette=palette, height=420)
