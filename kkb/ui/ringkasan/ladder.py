"""The desa without a Pokja, grouped by rung: who is missing and how far they are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kkb.formatting import escaped, format_count
from kkb.narrative import NOT_REPORTED, TAHAP_HELP, tahap_words
from kkb.narrative.counts import with_ended
from kkb.theme import BODY_SIZE, Palette
from kkb.ui.frame.view import View, palette
from kkb.ui.parts.addresses import desa_address, link_html, list_address
from kkb.ui.parts.components import badge


def without_pokja_html(view: View, colours: Palette) -> str:
    """One column per rung that has desa, nearest to a Pokja first; in it the desa of each kecamatan. HTML, escaped."""
    rest = view.desa[~view.desa["terbentuk"]]
    if rest.empty:
        return f'<p style="margin:0;font-size:{BODY_SIZE}">Semua desa dalam pilihan ini sudah membentuk Pokja.</p>'
    parts = []
    for tahap in ("Merintis", "Sosialisasi", "Belum", ""):
        group = rest[rest["tahap"] == tahap] if tahap else rest[rest["tahap"].isna()]
        if not group.empty:
            parts.append(_rung_html(group, tahap, view, colours))
    style = f"display:flex;flex-wrap:wrap;gap:1.5rem 2.5rem;font-size:{BODY_SIZE}"
    return f'<div style="{style}">{"".join(parts)}</div>'


def show_legend() -> None:
    """The rungs with their letter, colour and meaning."""
    colours = palette()
    meanings = [(tahap.value, text) for tahap, text in reversed(TAHAP_HELP.items())]
    meanings.append(("", "Belum ada seorang pun yang melaporkan desa ini; ini bukan Belum."))
    st.html(
        "".join(
            f'<p style="margin:0.35rem 0">{badge(tahap, colours)}<b>{escaped(tahap or NOT_REPORTED.capitalize())}</b> '
            f"{escaped(text)}</p>"
            for tahap, text in meanings
        )
    )


def _rung_html(group: pd.DataFrame, tahap: str, view: View, colours: Palette) -> str:
    mark, word = badge(tahap, colours), tahap_words(tahap or None)
    count, ended = f"{format_count(len(group))} desa", int(group["berakhir"].sum())
    listed = link_html(count, list_address(view.filters, rungs=[tahap]), words=f"{count}: {word.lower()}")
    lines = "".join(
        f'<div style="margin:0.15rem 0"><span style="opacity:0.75">{escaped(str(part["kecamatan"].iloc[0]))}:</span> '
        f"{_names(part, view)}</div>"
        for _, part in group.groupby("kode_kecamatan", sort=False)
    )
    width = "24rem" if len(group) > 8 else "14rem"
    return (
        f'<section style="flex:1 1 {width}"><h3 style="margin:0 0 0.4rem;font-size:1em">'
        f'{mark}{escaped(word)} <span style="opacity:0.85;font-weight:400">{with_ended(listed, ended)}</span></h3>'
        f"{lines}</section>"
    )


def _names(part: pd.DataFrame, view: View) -> str:
    return ", ".join(
        link_html(str(name), desa_address(str(code), view.filters)) + (" (bubar)" if is_ended else "")
        for name, code, is_ended in zip(part["desa"], part["kode_desa"], part["berakhir"], strict=True)
    )
