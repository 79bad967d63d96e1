"""The parts of the first page that are HTML of its own: each one element, made once per data version and filter.

Each element costs the browser time at every choice, and each Plotly figure about 20 ms more; so neighbours stand in one
element, and only the line to the target is a figure.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from kkb.theme import Palette
from kkb.ui.components import cards_html, section_html, title_html
from kkb.ui.kecamatan_bars import kecamatan_bars_html
from kkb.ui.ladder import without_pokja_html
from kkb.ui.summary import summary_of
from kkb.ui.tile_grid import tile_grid_html
from kkb.ui.view import View, kept, palette


def show_opening(view: View) -> None:
    """The finding, how old it is, what is new, and the four figures."""
    st.html(kept(opening_html, view, palette()))


def show_kecamatan_and_desa(view: View) -> None:
    """Kecamatan against their targets, and every desa a tile in its place; under each other on a phone."""
    st.html(kept(kecamatan_and_desa_html, view, palette()))


def show_missing(view: View) -> None:
    """The desa without a Pokja, by rung."""
    st.html(kept(missing_html, view, palette()))


def opening_html(view: View, _colours: Palette) -> str:
    """The same as HTML, every text escaped."""
    words = summary_of(view)
    title = title_html(words.headline, f"{words.scope} · {words.freshness}", words.change)
    return f'{title}<div style="margin-top:0.9rem">{cards_html(words.cards)}</div>'


def kecamatan_and_desa_html(view: View, colours: Palette) -> str:
    """The same as HTML, every text escaped."""
    words = summary_of(view)
    bars = section_html(words.kecamatan_title, "Terbentuk dari target", is_beside=True) + (
        f'<div role="img" aria-label="{escape(words.kecamatan_alt)}" style="margin-top:0.8rem">'
        f"{kecamatan_bars_html(view, colours)}</div>"
    )
    tiles = section_html(words.tile_title, "T terbentuk · M merintis · S sosialisasi · B belum", is_beside=True) + (
        f'<div role="group" aria-label="{escape(words.without_title)}" style="margin-top:0.8rem">'
        f"{tile_grid_html(view, colours)}</div>"
    )
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:1.5rem 2rem">'
        f'<section style="flex:1 1 15rem">{bars}</section><section style="flex:1 1 15rem">{tiles}</section></div>'
    )


def missing_html(view: View, colours: Palette) -> str:
    """The same as HTML, every text escaped."""
    section = section_html(summary_of(view).without_title, "Menurut sejauh mana langkahnya")
    return f'{section}<div style="margin-top:0.8rem">{without_pokja_html(view, colours)}</div>'
