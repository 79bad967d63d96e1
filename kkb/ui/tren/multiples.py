"""One small figure per kecamatan on one scale: as many side by side as the screen holds, two on a phone."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from kkb import charts
from kkb.charts.drill_down import within
from kkb.exports.drawing import draw_line
from kkb.exports.drawing.still import Still
from kkb.figures.facts import line_of
from kkb.formatting import escaped, format_count, format_share
from kkb.indicators import kumulatif_per_kecamatan, most_left_first, tangga
from kkb.narrative.alt import years_per_kecamatan_alt
from kkb.narrative.places import order_words
from kkb.narrative.tables import years_per_kecamatan_table
from kkb.narrative.trend import recent_title
from kkb.region import Kecamatan
from kkb.ui.frame.view import View, palette
from kkb.ui.parts.addresses import link_html, list_address
from kkb.ui.parts.components import show_figure, show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools

_SHOWN = 24
_WIDTH = 165
_MEASURED = "Desa terbentuk sejak 2014, satu skala"


def show_small_multiples(view: View) -> None:
    """The kecamatan chosen, most desa left first, with one table; beyond 24 the reader is asked to choose."""
    by_code = {kec.kode_kecamatan: kec for kec in view.region.kecamatan}
    chosen = [by_code[code] for code in most_left_first(view.capaian)["kode_kecamatan"]]
    shown = chosen[:_SHOWN]
    lines = [_small_line(view, kec) for kec in shown]
    top = max(max(int(line.steps["kumulatif_desa"].max()), line.target_desa or 0) for line in lines)
    subtitle = f"{_MEASURED}. Garis putus-putus: target" if view.target else _MEASURED
    show_section("Tiap kecamatan", f"{subtitle}. {order_words(view.capaian)}")
    with st.container(horizontal=True, gap="small"):
        for kec, line in zip(shown, lines, strict=True):
            with st.container(width=_WIDTH, gap=None):
                name = link_html(line.name, list_address(view.filters, kecamatan=line.name, rungs=["Terbentuk"]))
                st.html(f'<div style="line-height:1.35"><b>{name}</b><br>{escaped(line.share)}</div>')
                figure = charts.small_multiple(
                    line.steps, target_desa=line.target_desa, top_desa=top, palette=palette()
                )
                key, alt = f"kecil_{kec.kode_kecamatan}", f"{line.name}: {line.share}"
                show_figure(within(figure, line.name), key, alt)
    if len(chosen) > len(shown):
        show_note(f"dan {format_count(len(chosen) - len(shown))} kecamatan lain; pilih kecamatan di sebelah kiri.")
    frame = kumulatif_per_kecamatan(view.formations, shown, day=view.day)
    show_figure_tools(
        key="kecil",
        title=recent_title([kec.kecamatan for kec in shown], view.formations, view.day),
        subtitle=subtitle,
        alt=years_per_kecamatan_alt(frame, view.day),
        table=partial(years_per_kecamatan_table, frame, view.day),
        view=view,
        stills=lambda: [_still(line, view, top) for line in lines],
    )


def _small_line(view: View, kec: Kecamatan) -> charts.SmallLine:
    own = view.formations[view.formations["kode_kecamatan"] == kec.kode_kecamatan]
    steps = tangga(own, day=view.day)
    target = view.target.get(kec.kode_kecamatan)
    share = format_share(int(steps["kumulatif_desa"].iloc[-1]), target)
    if ended := int((own["selesai"] <= pd.Timestamp(view.day)).sum()):
        share += f", {format_count(ended)} bubar"
    return charts.SmallLine(kec.kecamatan, share, steps, target)


def _still(line: charts.SmallLine, view: View, top: int) -> Still:
    day = view.ringkasan.target_day
    target = (day, line.target_desa) if day is not None and line.target_desa is not None else None
    draw = partial(draw_line, top_desa=top)
    return Still(draw, line_of(line.steps, target=target), title=line.name, note=line.share)
