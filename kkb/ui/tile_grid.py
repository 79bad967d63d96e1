"""The tile map as a small grid of the page itself: every desa a square in its place, to point at and to press.

The figure of `kkb.charts.tile_map` is for pages about the map, pictures and slides; on the first page it would be the
third figure to be drawn at every choice, and this one costs the browser nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from kkb.formatting import format_date
from kkb.narrative import tahap_words
from kkb.theme import TAHAP_LETTER, Palette
from kkb.ui.filters import DAY_KEY, KECAMATAN_KEY
from kkb.ui.navigation import DESA_PARAM
from kkb.ui.view import View, kept, palette

_SIDE = "clamp(1.7rem,1.95vw,2.6rem)"


def show_tile_grid(view: View, label: str) -> None:
    """The grid; `label` says it in words for those who do not see it. Desa without a place stand in a row below."""
    st.html(f'<div role="group" aria-label="{escape(label)}">{kept(tile_grid_html, view, palette())}</div>')


def tile_grid_html(view: View, colours: Palette) -> str:
    """The grid as HTML, every name escaped."""
    placed = view.desa.dropna(subset=["petak_kolom", "petak_baris"])
    rest = view.desa[~view.desa.index.isin(placed.index)]
    left, top = (int(placed[name].min()) if len(placed) else 0 for name in ("petak_kolom", "petak_baris"))
    cells = [
        _tile(
            row, view, colours, f"grid-area:{int(row['petak_baris']) - top + 1}/{int(row['petak_kolom']) - left + 1};"
        )
        for row in placed.to_dict("records")
    ]
    grid = f'<div style="{_GRID}">{"".join(cells)}</div>'
    loose = "".join(_tile(row, view, colours, "") for row in rest.to_dict("records"))
    return grid + (f'<div style="display:flex;flex-wrap:wrap;gap:3px;margin-top:0.6rem">{loose}</div>' if loose else "")


def _tile(row: Mapping[Hashable, Any], view: View, colours: Palette, place: str) -> str:
    tahap = row["tahap"] if isinstance(row["tahap"], str) else ""
    edge = "dashed" if not tahap else "solid"
    words = escape(f"{row['desa']}, Kecamatan {row['kecamatan']}: {tahap_words(tahap or None)}")
    fill, ink = colours.tahap[tahap], colours.ink(tahap)
    style = f"{place}{_SQUARE}background:{fill};color:{ink};border:1px {edge} {colours.outline}"
    address = escape(_address(str(row["kode_desa"]), view))
    return (
        f'<a href="{address}" target="_self" title="{words}" aria-label="{words}" style="{style}">'
        f"{TAHAP_LETTER[tahap]}</a>"
    )


def _address(kode_desa: str, view: View) -> str:
    query = [(DESA_PARAM, kode_desa), *((KECAMATAN_KEY, name) for name in view.filters.kecamatan)]
    if view.filters.day is not None:
        query.append((DAY_KEY, format_date(view.filters.day)))
    return f"desa?{urlencode(query)}"


_GRID = f"display:grid;grid-auto-rows:{_SIDE};grid-auto-columns:{_SIDE};gap:3px;width:fit-content"
_SQUARE = (
    f"display:flex;align-items:center;justify-content:center;width:{_SIDE};height:{_SIDE};"
    "font-weight:700;text-decoration:none;box-sizing:border-box;"
)
