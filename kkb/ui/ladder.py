"""The desa without a Pokja, grouped by rung: who is missing and how far they are."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from kkb.formatting import format_count
from kkb.narrative import NOT_REPORTED
from kkb.theme import TAHAP_LETTER, Palette
from kkb.ui.view import View, palette


def show_without_pokja(view: View) -> None:
    """One column per rung that has desa, nearest to a Pokja first; in it the desa of each kecamatan."""
    rest = view.desa[~view.desa["terbentuk"]]
    if rest.empty:
        st.write("Semua desa dalam pilihan ini sudah membentuk Pokja.")
        return
    rungs = [
        ("Merintis", "Merintis"),
        ("Sosialisasi", "Sosialisasi"),
        ("Belum", "Belum"),
        ("", NOT_REPORTED.capitalize()),
    ]
    colours = palette()
    parts = []
    for tahap, word in rungs:
        group = rest[rest["tahap"].isna()] if not tahap else rest[rest["tahap"] == tahap]
        if not group.empty:
            parts.append(_rung_html(group, tahap, word, colours))
    st.html('<div style="display:flex;flex-wrap:wrap;gap:1.5rem 2.5rem">' + "".join(parts) + "</div>")


def _rung_html(group: pd.DataFrame, tahap: str, word: str, colours: Palette) -> str:
    edge = "dashed" if not tahap else "solid"
    badge = (
        f'<span style="display:inline-block;width:1.5rem;height:1.5rem;line-height:1.4rem;text-align:center;'
        f"background:{colours.tahap[tahap]};color:#16202A;border:1px {edge} {colours.outline};font-weight:700;"
        f'margin-right:0.5rem">{TAHAP_LETTER[tahap]}</span>'
    )
    lines = "".join(
        f'<div style="margin:0.15rem 0"><span style="opacity:0.75">{escape(str(part["kecamatan"].iloc[0]))}:</span> '
        f"{escape(', '.join(part['desa']))}</div>"
        for _, part in group.groupby("kode_kecamatan", sort=False)
    )
    return (
        f'<section style="flex:1 1 {"24rem" if len(group) > 8 else "14rem"}"><h4 style="margin:0 0 0.4rem;font-size:1.1rem">'
        f'{badge}{escape(word)} <span style="opacity:0.75;font-weight:400">{format_count(len(group))} desa</span></h4>'
        f"{lines}</section>"
    )
