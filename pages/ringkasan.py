"""Where are we, are we on the way, who is missing, what changed: the first page."""

import streamlit as st

from kkb.ui.components import show_empty, show_figure, show_note, show_section
from kkb.ui.figures import line_figure, offer_downloads
from kkb.ui.first_page import show_kecamatan_and_desa, show_missing, show_opening
from kkb.ui.share import show_share
from kkb.ui.summary import summary_of
from kkb.ui.view import current_view, palette

view = current_view()
if not show_empty(view):
    words = summary_of(view)
    show_opening(view)

    left, right = st.columns([9, 12], gap="medium")
    with left:
        show_section(words.line_title, "Desa dengan Pokja sejak 2014 dan jalur ke target", is_beside=True)
        show_figure(line_figure(view, palette=palette()), "ringkasan_garis", words.line_alt)
    with right:
        show_kecamatan_and_desa(view)
    show_note(words.source)
    show_share(view, words)

    show_missing(view)
    offer_downloads(view, words)
