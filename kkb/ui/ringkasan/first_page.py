"""The first page as HTML of its own: made once per data version, filter and colours, and no figure of Plotly on it.

Each element costs the browser time at every choice, and each Plotly figure more than all of them together; so
neighbours stand in one element, and the figures are stills (`kkb/exports/drawing/`).
"""

from __future__ import annotations

from html import escape

import streamlit as st

from kkb.exports.drawing import Frame, draw_bars, draw_line, draw_tiles
from kkb.figures.facts import WITHOUT_POKJA, kecamatan_bars, tiles
from kkb.formatting import format_count
from kkb.narrative import tahap_words
from kkb.narrative.programme import programme_lines
from kkb.theme import TAHAP_LETTER, Palette
from kkb.ui.frame.view import View, kept, palette
from kkb.ui.parts.addresses import link_html, list_address, page_address
from kkb.ui.parts.components import LINE, cards_html, note_html, note_title, section_html, title_html, verdict_html
from kkb.ui.parts.figures import shown_line
from kkb.ui.parts.page_links import page_links
from kkb.ui.parts.row_addresses import SHEET_PAGES
from kkb.ui.parts.still import show_stills
from kkb.ui.ringkasan.ladder import without_pokja_html
from kkb.ui.ringkasan.summary import summary_of

# Drawn for a phone, where a figure is about as wide; it grows with its column, up to the wall. Where columns stand
# under each other, on paper and on a tablet, letters would grow beyond those of the page.
_WIDEST_LINE, _WIDEST = "max(30rem,36vw)", "max(23rem,24vw)"
_LINE = (358, 262, 14)
_TILES = (262, 280, 10.5)
_BARS_WIDTH, _BARS_LETTERS, _BAR = 300, 15, 49
_MOST_BARS = 15
"""More kecamatan would push all else off the first screens; the page Kecamatan has them all."""


def show_first_screen(view: View) -> None:
    """The finding, the four figures, where the next Pokja is nearest; line, kecamatan, map of tiles, and their source.

    Two elements: each costs server and browser time at every run.
    """
    st.html(kept(finding_html, view, palette()))
    note_title()
    show_stills(kept(figures_html, view, palette()), "ringkasan_gambar")


def show_missing(view: View) -> None:
    """The desa without a Pokja, by rung, and what the other sheets tell."""
    st.html(kept(missing_html, view, palette()))


def finding_html(view: View, colours: Palette) -> str:
    """The finding as HTML, every text escaped."""
    words = summary_of(view)
    badge = verdict_html(view.ringkasan, colours)
    title = title_html(words.headline, f"{words.scope} · {words.freshness}", words.news, badge=badge)
    cards = cards_html(words.cards, _addresses(view))
    lines = "".join(f'<p style="{LINE}">{escape(line)}</p>' for line in (words.nearest, *words.plan) if line)
    return f'<div style="display:grid;gap:0.7rem"><div>{title}</div><div>{cards}{lines}</div></div>'


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
    """The figures as HTML, every text escaped; what stands side by side wraps on a phone."""
    words, links = summary_of(view), page_links(view.filters)
    line = draw_line(shown_line(view), Frame(*_LINE, colours, links=links))
    rows = kecamatan_bars(view.capaian)
    shown = min(len(rows), _MOST_BARS)
    frame = Frame(_BARS_WIDTH, shown * _BAR, _BARS_LETTERS, colours, links=links)
    bars = draw_bars(rows[:_MOST_BARS], frame)
    more = f"Dan {format_count(len(rows) - shown)} kecamatan lain di halaman Kecamatan." if len(rows) > shown else ""
    places = tiles(view.desa)
    map_ = draw_tiles(places, Frame(*_TILES, colours, links=links, is_cropped=True))
    measured = "Terbentuk dari target" if view.target else "Desa yang sudah membentuk Pokja"
    beside = (
        _part(9, "23rem", words.line_title, words.line_subtitle, _spoken(line, words.line_alt, _WIDEST_LINE))
        + _part(6, "15rem", words.kecamatan_title, measured, _spoken(bars, words.kecamatan_alt) + note_html(more))
        + _part(6, "15rem", words.tile_title, _legend(view), _spoken(map_, words.without_title))
    )
    figures = f'<div style="display:flex;flex-wrap:wrap;gap:1.2rem 2rem">{beside}</div>'
    return f'<div style="display:grid;gap:1rem">{figures}<div>{note_html(words.source)}</div></div>'


def _spoken(svg: str, alt: str, widest: str = _WIDEST) -> str:
    return f'<div role="group" aria-label="{escape(alt)}" style="max-width:{widest}">{svg}</div>'


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
        link = link_html(line.name, page_address(SHEET_PAGES[line.sheet], view.filters))
        items.append(f'<p style="{LINE}">{link}: {escape(line.words)}.</p>')
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
