"""What changed between two days or two uploads: a sentence, a map, a table."""

import streamlit as st

from kkb.ui.banding import banding
from kkb.ui.banding.programme import show_programme_changes
from kkb.ui.frame.view import current_view
from kkb.ui.parts.components import show_empty, show_note, show_source, show_title

view = current_view()
if not show_empty(view):
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        choice = banding.choose(view)
    if choice is None:
        show_title("Belum ada yang dapat dibandingkan")
        show_note("Perlu dua unggahan, atau tanggal rapat yang dicatat di Pengaturan.")
    else:
        show_title(choice.sentence, choice.scope)
        banding.show_changes(choice, view)
        if choice.base is not None:
            show_programme_changes(choice.base, view)
        show_source(view)
