"""Every desa with its status, date and SK: to search, to filter, to open."""

import streamlit as st

from kkb import narrative
from kkb.formatting import format_date
from kkb.ui.desa.completeness import show_completeness
from kkb.ui.desa.correction import offer_correction
from kkb.ui.desa.profile import chosen_desa, show_profile
from kkb.ui.desa.table import asked_list, search_desa, show_desa_list
from kkb.ui.frame.navigation import SEARCH_KEY, STATUS_KEY
from kkb.ui.frame.view import current_view
from kkb.ui.laporan.desa import show_reports_of
from kkb.ui.parts.addresses import link_html, page_address, way_back_address
from kkb.ui.parts.components import show_empty, show_source, show_title

view = current_view()
desa = chosen_desa(view)
listed = asked_list(view)
if show_empty(view):
    pass
elif desa is not None:
    # Within one page Streamlit's own link would leave the desa in the address.
    st.html(link_html("← Kembali ke daftar desa", way_back_address(view.filters, listed.query)))
    show_profile(desa, view)
    show_reports_of(desa, view)
    offer_correction(desa, view)
    show_source(view)
else:
    shown = listed.view
    heading = st.container()
    left, right = st.columns([2, 3])
    with left:
        # Live: without a pause to wait for, Streamlit asks in English for the Enter key.
        words = st.text_input(
            "Cari desa", key=SEARCH_KEY, placeholder="misalnya Lilangan", bind="query-params", live=True
        )
    with right:
        rungs = st.pills(
            "Status", narrative.TAHAP_CHOICES, selection_mode="multi", key=STATUS_KEY, bind="query-params", wrap=True
        )
    with heading:
        show_title(
            narrative.listed_title(shown.ringkasan, len(search_desa(shown.desa, "", rungs)), rungs),
            f"{narrative.scope_words(shown.filters.kecamatan, shown.region_name)} · "
            f"keadaan per {format_date(shown.day)}",
        )
        if listed.is_own:
            # The address alone says so: the filter of all pages is as it was.
            st.html(link_html("Tampilkan daftar menurut saringan", page_address("desa", view.filters)))
    show_desa_list(listed, words or "", rungs, view.filters)
    # Reports up to an earlier day that a number counts would contradict the list: its rows know what came later.
    if shown.day == view.day:
        show_completeness(shown)
    show_source(shown)
