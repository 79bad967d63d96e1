"""Where are we, are we on the way, who is missing, what changed: the first page."""

import streamlit as st

from kkb.ui.components import show_cards, show_empty, show_figure, show_note, show_section, show_title
from kkb.ui.figures import kecamatan_figure, line_figure, offer_downloads
from kkb.ui.ladder import show_without_pokja
from kkb.ui.share import show_share
from kkb.ui.summary import summary_of
from kkb.ui.tile_grid import show_tile_grid
from kkb.ui.view import current_view, palette

view = current_view()
if not show_empty(view):
    words, colours = summary_of(view), palette()
    show_title(words.headline, f"{words.scope} · {words.freshness}", words.change)
    show_cards(words.cards)

    left, middle, right = st.columns([9, 6, 6], gap="medium")
    with left:
        show_section(words.line_title, "Desa dengan Pokja sejak 2014 dan jalur ke target")
        show_figure(line_figure(view, palette=colours), "ringkasan_garis", words.line_alt)
    with middle:
        show_section(words.kecamatan_title, "Terbentuk dari target")
        show_figure(kecamatan_figure(view, palette=colours), "ringkasan_kecamatan", words.kecamatan_alt)
    with right:
        show_section(words.tile_title, "T terbentuk · M merintis · S sosialisasi · B belum")
        show_tile_grid(view, words.without_title)
    show_share(view, words)
    show_note(words.source)

    show_section(words.without_title, "Menurut sejauh mana langkahnya")
    show_without_pokja(view)
    offer_downloads(view, words)
