"""One small figure per kecamatan on one scale: as many side by side as the screen holds."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from kkb import charts
from kkb.formatting import format_count, format_share
from kkb.indicators import kumulatif_per_kecamatan
from kkb.narrative import alt as narrative_alt
from kkb.narrative.tables import periods_per_kecamatan_table
from kkb.ui.components import show_figure, show_note, show_section
from kkb.ui.figure_set import show_figure_tools
from kkb.ui.view import View, palette

_SHOWN = 24
_WIDTH = 220


def show_small_multiples(view: View, title: str, subtitle: str) -> None:
    """The kecamatan chosen, in the region's order, with one table; beyond 24 the reader is asked to choose."""
    show_section(title, subtitle)
    chosen = [k for k in view.region.kecamatan if not view.filters.kecamatan or k.kecamatan in view.filters.kecamatan]
    shown = chosen[:_SHOWN]
    frame = kumulatif_per_kecamatan(view.formations, shown, day=view.day)
    targets = [view.target.get(k.kode_kecamatan, 0) for k in shown]
    top = max([int(frame["kumulatif_desa"].max()), *targets]) if len(frame) else 1
    colours = palette()
    with st.container(horizontal=True, gap="medium"):
        for kec in shown:
            part = frame[frame["kode_kecamatan"] == kec.kode_kecamatan]
            target = view.target.get(kec.kode_kecamatan)
            share = format_share(int(part["kumulatif_desa"].iloc[-1]), target)
            with st.container(width=_WIDTH, gap=None):
                st.html(f"<div><b>{escape(kec.kecamatan)}</b> {escape(share)}</div>")
                figure = charts.small_multiple(
                    part, target_desa=target, top_desa=top, name=kec.kecamatan, palette=colours
                )
                show_figure(figure, f"kecil_{kec.kode_kecamatan}", f"{kec.kecamatan}: {share}")
    if len(chosen) > len(shown):
        show_note(f"dan {format_count(len(chosen) - len(shown))} kecamatan lain; pilih kecamatan di sebelah kiri.")
    show_figure_tools(
        key="kecil",
        title=title,
        subtitle=subtitle,
        alt=narrative_alt.kecamatan_alt(view.capaian),
        table=partial(periods_per_kecamatan_table, frame),
        view=view,
    )
