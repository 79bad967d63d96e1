"""How long desa stay on a rung: median and span on one scale, with how many times it rests on."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from kkb.formatting import format_count
from kkb.narrative.programme_lists import rung_words
from kkb.narrative.programme_tables import rung_table
from kkb.outcomes.activity_count import FEW
from kkb.outcomes.rungs import RungSummary
from kkb.theme import Palette
from kkb.ui.frame.view import View, kept, palette
from kkb.ui.parts.components import show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.ringkasan.ladder import badge

_SIZE = "clamp(0.95rem,1.05vw,1.3rem)"
_MEANING = (
    "Hari dari laporan pertama tentang tahap itu sampai tahap lain dilaporkan; yang masih berlangsung dihitung sampai "
    "tanggal keadaan, jadi lamanya belum selesai."
)


def show_rung_times(view: View) -> None:
    """One strip per rung below Terbentuk; nothing where no rung was ever reported."""
    if not view.langkah.rungs:
        return
    show_section("Lama di tiap tahap", _MEANING)
    st.html(kept(rung_times_html, view, palette()))
    if any(rung.shortest_days == 0 and not rung.is_new for rung in view.langkah.rungs):
        show_note("0 hari: tahap itu baru dilaporkan pada tanggal keadaan itu sendiri.")
    show_figure_tools(
        key="langkah_lama",
        title="Lama di tiap tahap",
        subtitle="Hari; satu baris satu tahap",
        alt="; ".join(rung_words(rung) for rung in view.langkah.rungs),
        table=partial(rung_table, view.langkah),
        view=view,
    )


def rung_times_html(view: View, colours: Palette) -> str:
    """The strips as HTML: a bar from the shortest to the longest, its median marked, all on one scale from 0; words
    alone of a rung of which no length is known yet."""
    rungs = view.langkah.rungs
    longest = max((rung.longest_days for rung in rungs), default=0)
    strips = "".join(_strip_html(rung, longest, colours) for rung in rungs)
    if not longest:
        return strips
    scale = f'<div style="text-align:right;font-size:{_SIZE};opacity:0.8">0 sampai {format_count(longest)} hari</div>'
    return strips + scale


def _strip_html(rung: RungSummary, longest: int, colours: Palette) -> str:
    few = "; angka kecil" if rung.n < FEW else ""
    words = f"{badge(rung.rung.value, colours)}{escape(rung_words(rung))}{few}"
    if rung.is_new:
        return f'<div style="margin:0.6rem 0;font-size:{_SIZE}">{words}</div>'
    start, end, middle = (days / longest for days in (rung.shortest_days, rung.longest_days, rung.median_days))
    span = (
        f"position:absolute;left:{start:.2%};width:max({end - start:.2%},4px);top:0;height:100%;box-sizing:border-box;"
        f"background:{colours.tahap[rung.rung.value]};border:1px solid {colours.outline}"
    )
    mark = f"position:absolute;left:calc({middle:.2%} - 2px);width:4px;top:-0.2rem;bottom:-0.2rem"
    mark += f";background:{colours.text}"
    return (
        f'<div style="margin:0.6rem 0;font-size:{_SIZE}">{words}'
        f'<div aria-hidden="true" style="position:relative;height:0.9rem;margin:0.35rem 2px 0;'
        f'border-bottom:1px solid {colours.grid}"><div style="{span}"></div><div style="{mark}"></div></div></div>'
    )
