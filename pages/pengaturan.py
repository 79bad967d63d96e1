"""Target plans, meetings, events, spellings, the office's own map and logo, copies, the start of real data."""

import streamlit as st

from kkb.ui.frame.access import request_access, show_read_only
from kkb.ui.frame.view import current_view
from kkb.ui.frame.writing import show_flashes
from kkb.ui.parts.components import show_title
from kkb.ui.pengaturan import plans
from kkb.ui.pengaturan.columns import show_columns
from kkb.ui.pengaturan.emblem import show_logo_settings
from kkb.ui.pengaturan.meetings import show_meetings
from kkb.ui.pengaturan.milestones import show_milestones
from kkb.ui.pengaturan.own_map import show_map_settings
from kkb.ui.pengaturan.spellings import show_spellings
from kkb.ui.server.daily_copies import show_copies

view = current_view()
access = request_access()
show_title("Pengaturan", "Target ditetapkan sebagai rencana; rencana lama tetap terlihat di samping yang baru.")
show_flashes()
# Each is drawn in every run: what was typed in one stays while another is looked at.
names = ["Target", "Peristiwa", "Tampilan", "Ejaan", *["Cadangan"] * access.may_write]
target, events, pictures, spellings, *copies = st.tabs(names, key="bagian", bind="query-params")
with target:
    plans.show_plans(view)
    if access.may_write:
        plans.offer_new_plan(view)
    else:
        show_read_only(access, "Mengubah target tidak dapat dari sini.")
with events:
    show_meetings(view, may_write=access.may_write)
    show_milestones(view, may_write=access.may_write)
with pictures:
    show_map_settings(view, may_write=access.may_write)
    show_logo_settings(view, may_write=access.may_write)
with spellings:
    show_spellings(view, may_write=access.may_write)
    show_columns(view, may_write=access.may_write)
for tab in copies:
    with tab:
        show_copies()
        plans.offer_real_start(view)
