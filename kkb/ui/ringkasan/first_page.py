"""The first page as HTML of its own: made once per data version, filter and colours, and no figure of Plotly on it.

Each element costs the browser time at every choice, and each Plotly figure more than all of them together; so
neighbours stand in one element, and the figures are stills (`kkb/exports/drawing/`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from kkb.exports.drawing import Frame, draw_bars, draw_line, draw_tiles, left_words
from kkb.exports.verdict import verdict_html
from kkb.figures.facts import WITHOUT_POKJA, KecamatanBar, kecamatan_bars, tiles
from kkb.formatting import escaped, format_count
from kkb.narrative import tahap_words, verdict_words
from kkb.narrative.counts import with_ended
from kkb.narrative.map import rung_counts
from kkb.narrative.programme import programme_lines
from kkb.theme import BODY_SIZE, Palette
from kkb.ui.frame.view import View, kept, palette
from kkb.ui.parts.addresses import link_html, list_address, page_address
from kkb.ui.parts.components import (
    LINE,
    badge,
    cards_html,
    note_html,
    note_title,
    section_html,
    title_html,
)
from kkb.ui.parts.figures import shown_line
from kkb.ui.parts.page_links import page_links
from kkb.ui.parts.row_addresses import SHEET_PAGES
from kkb.ui.parts.still import show_stills
from kkb.ui.ringkasan.ladder import without_pokja_html
from kkb.ui.ringkasan.next_card import next_html
from kkb.ui.ringkasan.summary import summary_of

# As wide as on a laptop, so that their letters have there the size of what is quiet on the page.
# Two drawings of the line: as high as a first screen has room for, and one whose letters a phone can show.
_LINE, _LINE_ON_A_PHONE = (547, 207, 14), (358, 262, 14)
_TILES = (232, 248, 14)
_WIDEST_MAP = "max(14.5rem,17vw)"
_BARS_WIDTH, _BARS_LETTERS, _BAR = 406, 14, 30
_WIDE, _BESIDE = 57, 43
"""Shares of a row: of the line and the map, and of what stands beside them."""
_MOST_BARS = 15
"""More kecamatan would push all else off the first screens; the page Kecamatan has them all."""


def show_first_screen(view: View) -> None:
    """Verdict and finding, what changed, the figures; line, kecamatan, map of tiles, and what comes next.

    Two elements: each costs server and browser time at every run.
    """
    st.html(kept(finding_html, view, palette()))
    note_title()
    show_stills(kept(figures_html, view, palette()), "ringkasan_gambar")


def show_missing(view: View) -> None:
    """Plan, age and source of the figures; the desa without a Pokja, by rung, and what the other sheets tell."""
    st.html(kept(missing_html, view, palette()))


def finding_html(view: View, colours: Palette) -> str:
    """The finding as HTML, every text escaped: verdict, sentence, what changed; beside them the figures."""
    words = summary_of(view)
    link = link_html("Lihat", page_address("banding", view.filters), words="Lihat semua perubahan di Banding")
    line = f'<p style="{LINE}">{escaped(words.news)} {link}</p>' if words.news else ""
    r = view.ringkasan
    badge_html = verdict_html(verdict_words(r), colours, is_good=r.putusan.is_good)
    title = title_html(words.headline, badge=badge_html)
    cards = cards_html(words.cards, _addresses(view))
    return _row(_cell(_WIDE, title + line), _cell(_BESIDE, cards))


def _addresses(view: View) -> tuple[str, str, str]:
    """Where the figures open: the desa formed, those left, the pace."""
    filters = view.filters
    return (
        list_address(filters, rungs=["Terbentuk"]),
        list_address(filters, rungs=WITHOUT_POKJA),
        page_address("tren", filters),
    )


def figures_html(view: View, colours: Palette) -> str:
    """The figures as HTML, every text escaped; what stands side by side wraps on a phone."""
    words, links = summary_of(view), page_links(view.filters)
    facts = replace(shown_line(view), is_brief=True)
    line = "".join(
        f'<div class="{name}">{draw_line(facts, Frame(*size, colours, links=links))}</div>'
        for name, size in (("kkb-lebar", _LINE), ("kkb-sempit", _LINE_ON_A_PHONE))
    )
    rows = kecamatan_bars(view.capaian)
    shown = min(len(rows), _MOST_BARS)
    frame = Frame(_BARS_WIDTH, shown * _BAR, _BARS_LETTERS, colours, links=links)
    bars = draw_bars(rows[:_MOST_BARS], frame, say=_say_left_once(rows))
    more = f"Dan {format_count(len(rows) - shown)} kecamatan lain di halaman Kecamatan." if len(rows) > shown else ""
    map_ = draw_tiles(tiles(view.desa), Frame(*_TILES, colours, links=links, is_cropped=True), is_named=False)
    return (
        _row(
            _part(_WIDE, words.line_title, _spoken(line, words.line_alt)),
            _part(_BESIDE, words.kecamatan_title, _spoken(bars, words.kecamatan_alt) + note_html(more)),
        )
        + _row(
            _cell(_WIDE, _map_html(_spoken(map_, words.without_title), view, colours)),
            _part(_BESIDE, "Berikutnya", next_html(view, colours), is_box=True),
        )
    )


def _say_left_once(rows: Sequence[KecamatanBar]) -> Callable[[KecamatanBar], str]:
    """"sisa 7" for the first kecamatan, then numbers alone."""
    return lambda bar: left_words(bar) if bar == rows[0] else left_words(bar).removeprefix("sisa ")


def _spoken(svg: str, alt: str) -> str:
    return f'<div role="group" aria-label="{escaped(alt)}">{svg}</div>'


def _map_html(map_: str, view: View, colours: Palette) -> str:
    """The map, and beside it how many desa stand on each rung, in the colours of its tiles."""
    rungs = "".join(
        f'<p style="margin:0 0 0.4rem;font-size:{BODY_SIZE}">{badge(tahap, colours)}'
        f"{link_html(format_count(count), list_address(view.filters, rungs=[tahap]))} "
        f"{escaped(with_ended(tahap_words(tahap or None).lower(), ended))}</p>"
        for tahap, count, ended in rung_counts(view.desa)
    )
    return (
        f'<div style="display:flex;flex-wrap:wrap;align-items:center;gap:1rem 2rem">'
        f'<div data-peta style="flex:0 1 {_WIDEST_MAP}">{map_}</div><div>{rungs}</div></div>'
    )


def missing_html(view: View, colours: Palette) -> str:
    """The same as HTML, every text escaped."""
    subtitle = "Menurut sejauh mana langkahnya" if not view.desa["terbentuk"].all() else ""
    words = summary_of(view)
    section = section_html(words.without_title, subtitle)
    ladder = f'{section}<div style="margin-top:0.8rem">{without_pokja_html(view, colours)}</div>'
    notes = "".join(map(note_html, (*words.plan, words.freshness, words.source)))
    return f'<div style="margin:0.6rem 0 1.4rem">{notes}</div>{ladder}{_programme_html(view)}'


def _programme_html(view: View) -> str:
    """A line for each of the other sheets that is reported, which opens its page."""
    lines = programme_lines(view.outcomes, view.day)
    if not lines:
        return ""
    items = []
    for line in lines:
        link = link_html(line.name, page_address(SHEET_PAGES[line.sheet], view.filters))
        items.append(f'<p style="{LINE}">{link}: {escaped(line.words)}.</p>')
    title = section_html("Janji dan manfaat", "Siapa berjanji, langkahnya, kegiatan Pokja, dan penilaiannya")
    return f'<section style="margin-top:1.6rem">{title}<div style="margin-top:0.6rem">{"".join(items)}</div></section>'


def _row(*cells: str) -> str:
    return f'<div style="display:flex;flex-wrap:wrap;gap:1rem 2rem;margin-bottom:0.7rem">{"".join(cells)}</div>'


def _cell(share: int, body: str, more: str = "") -> str:
    """`share` of the row where there is room for two, else all of it."""
    return f'<section style="flex:{share} 1 min(100%,{share * 0.4:.0f}rem);min-width:0;{more}">{body}</section>'


def _part(share: int, title: str, body: str, *, is_box: bool = False) -> str:
    """A figure under its finding."""
    box = "border:1px solid rgba(128,138,148,0.5);border-radius:0.4rem;padding:0.6rem 0.9rem" if is_box else ""
    return _cell(share, f'{section_html(title)}<div style="margin-top:0.4rem">{body}</div>', box)
