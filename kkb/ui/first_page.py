"""The first page as HTML of its own: made once per data version, filter and colours, and no figure of Plotly on it.

Each element costs the browser time at every choice, and each Plotly figure more than all of them together; so
neighbours stand in one element, and the figures are drawn by `html_figure`, `kecamatan_bars` and `tile_grid`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from kkb.briefing.facts import WITHOUT_POKJA
from kkb.charts.html_figure import figure_html
from kkb.narrative import tahap_words
from kkb.narrative.programme import programme_lines
from kkb.theme import TAHAP_LETTER, Palette
from kkb.ui.addresses import link_html, list_address, page_address
from kkb.ui.components import LINE, cards_html, note_html, note_title, section_html, title_html
from kkb.ui.figures import line_figure
from kkb.ui.kecamatan_bars import kecamatan_bars_html
from kkb.ui.ladder import without_pokja_html
from kkb.ui.summary import summary_of
from kkb.ui.tile_grid import tile_grid_html
from kkb.ui.view import View, kept, palette

_FIGURE_SIZE = "clamp(1rem,1.17vw,1.65rem)"


@dataclass(frozen=True, slots=True)
class _Finished:
    """HTML that Streamlit takes as it is; in a plain text of 20 kB it would look half a millisecond for indents."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show_first_screen(view: View) -> None:
    """The finding, the four figures, where the next Pokja is nearest; line, kecamatan, map of tiles, and their source.

    One element: each costs server and browser time at every run.
    """
    st.html(_Finished(kept(first_screen_html, view, palette())))
    note_title()


def show_missing(view: View) -> None:
    """The desa without a Pokja, by rung, and what the other sheets tell."""
    st.html(_Finished(kept(missing_html, view, palette())))


def first_screen_html(view: View, colours: Palette) -> str:
    """The same as HTML, every text escaped."""
    return f'<div style="display:grid;gap:1rem">{finding_html(view, colours)}{figures_html(view, colours)}</div>'


def finding_html(view: View, _colours: Palette) -> str:
    """The same as HTML, every text escaped."""
    words = summary_of(view)
    title = title_html(words.headline, f"{words.scope} · {words.freshness}", words.news)
    cards = cards_html(words.cards, _addresses(view))
    nearest = f'<p style="{LINE}">{escape(words.nearest)}</p>' if words.nearest else ""
    return f'<div style="display:grid;gap:0.7rem"><div>{title}</div><div>{cards}{nearest}</div></div>'


def _addresses(view: View) -> tuple[str, str, str, str]:
    """Where the four figures open: the desa formed, the kecamatan, the desa left, the pace."""
    filters = view.filters
    return (
        list_address(filters, rungs=["Terbentuk"]),
        page_address("kecamatan", filters),
        list_address(filters, rungs=WITHOUT_POKJA),
        page_address("tren", filters),
    )


def figures_html(view: View, colours: Palette) -> str:
    """The same as HTML, every text escaped; what stands side by side wraps on a phone."""
    words = summary_of(view)
    line = figure_html(line_figure(view, palette=colours), alt=words.line_alt, size=_FIGURE_SIZE, opens=_opens_on(view))
    bars = f'<div role="group" aria-label="{escape(words.kecamatan_alt)}">{kecamatan_bars_html(view, colours)}</div>'
    tiles = f'<div role="group" aria-label="{escape(words.without_title)}">{tile_grid_html(view, colours)}</div>'
    measured = "Terbentuk dari target" if view.target else "Desa yang sudah membentuk Pokja"
    beside = (
        _part(9, "23rem", words.line_title, words.line_subtitle, line)
        + _part(6, "15rem", words.kecamatan_title, measured, bars)
        + _part(6, "15rem", words.tile_title, _legend(view), tiles)
    )
    figures = f'<div style="display:flex;flex-wrap:wrap;gap:1.2rem 2rem">{beside}</div>'
    return f'<div style="display:grid;gap:1rem">{figures}<div>{note_html(words.source)}</div></div>'


def _opens_on(view: View) -> Callable[[str], str]:
    """Where a step of the line opens: the desa formed on its day."""
    last = view.day.isoformat()
    return lambda day: list_address(
        view.filters, rungs=["Terbentuk"], day=None if day >= last else date.fromisoformat(day)
    )


def missing_html(view: View, colours: Palette) -> str:
    """The same as HTML, every text escaped."""
    subtitle = "Menurut sejauh mana langkahnya" if not view.desa["terbentuk"].all() else ""
    section = section_html(summary_of(view).without_title, subtitle)
    ladder = f'{section}<div style="margin-top:0.8rem">{without_pokja_html(view, colours)}</div>'
    return ladder + _programme_html(view)


def _programme_html(view: View) -> str:
    """A line for each of the other sheets that is reported, which opens its page."""
    lines = programme_lines(view.outcomes, view.day)
    if not lines:
        return ""
    items = []
    for line in lines:
        sheet, told = line.split(":", 1)
        page = "komitmen" if sheet.startswith(("Komitmen", "Langkah")) else "kegiatan"
        link = link_html(sheet, page_address(page, view.filters))
        items.append(f'<p style="{LINE}">{link}:{escape(told)}</p>')
    title = section_html("Janji dan manfaat", "Siapa berjanji, langkahnya, kegiatan Pokja, dan penilaiannya")
    return f'<section style="margin-top:1.6rem">{title}<div style="margin-top:0.6rem">{"".join(items)}</div></section>'


def _legend(view: View) -> str:
    """The letters that are on the tiles, in words: "T terbentuk · M merintis · B belum"."""
    found = set(view.desa["tahap"].fillna(""))
    # A letter and its word stay together where the line breaks.
    parts = [(letter, tahap_words(tahap or None)) for tahap, letter in TAHAP_LETTER.items() if tahap in found]
    return " · ".join(f"{letter} {word.lower()}".replace(" ", "\N{NO-BREAK SPACE}") for letter, word in parts)


def _part(share: int, least: str, title: str, subtitle: str, body: str) -> str:
    """A figure under its finding, `share` of the row and at least `least` wide where the screen has that."""
    head = section_html(title, subtitle, is_beside=True)
    style = f"flex:{share} 1 min(100%,{least});min-width:0"
    return f'<section style="{style}">{head}<div style="margin-top:0.8rem">{body}</div></section>'
