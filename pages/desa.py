"""Every desa with its status, date, SK and source: to search and to filter."""

import streamlit as st

from kkb import narrative
from kkb.formatting import format_count, format_date
from kkb.ui.components import show_empty, show_note, show_source, show_title
from kkb.ui.desa_table import desa_table, search_desa
from kkb.ui.view import current_view

view = current_view()
if not show_empty(view):
    show_title(
        narrative.without_pokja_title(view.ringkasan),
        f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · keadaan per {format_date(view.day)}",
    )
    left, right = st.columns([2, 3])
    with left:
        words = st.text_input("Cari desa", key="cari", placeholder="misalnya Lilangan", bind="query-params")
    with right:
        rungs = st.pills(
            "Status",
            narrative.TAHAP_CHOICES,
            selection_mode="multi",
            key="status",
            bind="query-params",
        )
    found = search_desa(view.desa, words or "", rungs)
    if found.empty:
        show_note("Tidak ada desa yang cocok. Kosongkan pencarian atau pilih status lain.")
    else:
        show_note(f"{format_count(len(found))} desa")
        st.dataframe(
            desa_table(found), hide_index=True, height="content" if len(found) <= 60 else 640, key="daftar_desa"
        )
    show_source(view)
