"""Every desa with its status, date, SK and source: to search, to filter, to open."""

import streamlit as st

from kkb import narrative
from kkb.formatting import format_date
from kkb.ui.desa.completeness import show_completeness
from kkb.ui.desa.correction import offer_correction
from kkb.ui.desa.profile import chosen_desa, show_profile
from kkb.ui.desa.table import search_desa, show_desa_list
from kkb.ui.frame.navigation import STATUS_KEY, page_named
from kkb.ui.frame.view import current_view
from kkb.ui.parts.components import show_empty, show_source, show_title, show_whole

view = current_view()
desa = chosen_desa(view)
if show_empty(view):
    pass
elif desa is not None:
    st.page_link(page_named("desa"), label="Kembali ke daftar desa", icon=":material/arrow_back:")
    show_profile(desa, view)
    offer_correction(desa, view)
    show_source(view)
else:
    heading = st.container()
    left, right = st.columns([2, 3])
    with left:
        words = st.text_input("Cari desa", key="cari", placeholder="misalnya Lilangan", bind="query-params")
    with right:
        rungs = st.pills(
            "Status", narrative.TAHAP_CHOICES, selection_mode="multi", key=STATUS_KEY, bind="query-params", wrap=True
        )
    with heading:
        show_title(
            narrative.listed_title(view.ringkasan, len(search_desa(view.desa, "", rungs)), rungs),
            f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · keadaan per {format_date(view.day)}",
        )
        show_whole(view)
    show_desa_list(view, words or "", rungs)
    show_completeness(view)
    show_source(view)
