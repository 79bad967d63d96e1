"""What changed between two days or two uploads: a sentence, a map, a table."""

import streamlit as st

from kkb.formatting import format_date
from kkb.ui.banding import banding
from kkb.ui.banding.compare_view import view_until
from kkb.ui.banding.programme import show_programme_changes
from kkb.ui.frame.navigation import SINCE_KEY
from kkb.ui.frame.view import current_view
from kkb.ui.parts.addresses import link_html, page_address
from kkb.ui.parts.components import show_empty, show_note, show_source, show_title

view = current_view()
if not show_empty(view):
    shown = view_until(view)
    # Above the choice, as on other pages, though the choice makes it.
    head = st.container()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        choice = banding.choose(shown)
    with head:
        if choice is None:
            show_title("Belum ada yang dapat dibandingkan")
        else:
            show_title(choice.sentence, choice.scope)
    if choice is None:
        show_note("Perlu dua unggahan, atau tanggal rapat yang dicatat di Rapat.")
    else:
        if shown is not view:
            address = page_address("banding", view.filters, **{SINCE_KEY: st.query_params.get(SINCE_KEY, "")})
            st.html(link_html(f"Bandingkan sampai keadaan per {format_date(view.day)}", address))
        banding.show_changes(choice, shown)
        if choice.base is not None:
            show_programme_changes(choice.base, shown)
        show_source(shown)
