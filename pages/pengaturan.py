"""Target plans, meetings, events, spellings, the office's own map and logo, copies, the start of real data."""

import streamlit as st

from kkb.access import Right
from kkb.ui.frame.access import access_for, access_to_draw, accounts_decide, show_read_only
from kkb.ui.frame.view import current_view
from kkb.ui.frame.writing import show_flashes
from kkb.ui.parts.components import show_title
from kkb.ui.pengaturan import plans
from kkb.ui.pengaturan.accounts import show_accounts
from kkb.ui.pengaturan.columns import show_columns
from kkb.ui.pengaturan.emblem import show_logo_settings
from kkb.ui.pengaturan.meetings import show_meetings
from kkb.ui.pengaturan.milestones import show_milestones
from kkb.ui.pengaturan.own_map import show_map_settings
from kkb.ui.pengaturan.spellings import show_spellings
from kkb.ui.pengaturan.term import show_term
from kkb.ui.server.daily_copies import show_copies

view = current_view()
settings = access_to_draw(Right.SETTINGS, "pengaturan")
saving = access_to_draw(Right.SAVE, "pengaturan")
may_copy, may_begin = (access_for(right).may_write for right in (Right.BACKUP, Right.WITHDRAW_OTHERS))
# While there are none, the first is made on the command line.
may_manage = accounts_decide() and access_for(Right.ACCOUNTS).may_write
show_title("Pengaturan", "Target ditetapkan sebagai rencana; rencana lama tetap terlihat di samping yang baru.")
show_flashes()
# Each is drawn in every run: what was typed in one stays while another is looked at.
names = ["Target", "Peristiwa", "Tampilan", "Ejaan", *["Cadangan"] * may_copy, *["Akun"] * may_manage]
target, events, pictures, spellings, *others = st.tabs(names, key="bagian", bind="query-params")
with target:
    plans.show_plans(view)
    if settings.may_write:
        plans.offer_new_plan(view)
    else:
        show_read_only(settings, "Mengubah target tidak dapat dari sini.", "pengaturan")
with events:
    show_meetings(view, may_write=saving.may_write)
    show_milestones(view, may_write=settings.may_write)
with pictures:
    show_map_settings(view, may_write=settings.may_write)
    show_logo_settings(view, may_write=settings.may_write)
with spellings:
    show_spellings(view, may_write=settings.may_write)
    show_columns(view, may_write=settings.may_write)
if may_copy:
    with others[0]:
        show_copies()
        if settings.may_write:
            show_term(view)
        if may_begin:
            plans.offer_real_start(view)
if may_manage:
    with others[-1]:
        show_accounts(view)
