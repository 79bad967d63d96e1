"""Plans, meetings, events, indicators, spellings, the own map and logo, reports, copies, accounts, the trail."""

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
from kkb.ui.pengaturan.indicators import show_indicators
from kkb.ui.pengaturan.meetings import show_meetings
from kkb.ui.pengaturan.milestones import show_milestones
from kkb.ui.pengaturan.own_map import show_map_settings
from kkb.ui.pengaturan.reports import show_report_settings
from kkb.ui.pengaturan.spellings import show_spellings
from kkb.ui.pengaturan.term import show_term
from kkb.ui.pengaturan.trail import show_trail
from kkb.ui.server.daily_copies import show_copies

view = current_view()
settings = access_to_draw(Right.SETTINGS, "pengaturan")
saving = access_to_draw(Right.SAVE, "pengaturan")
may_copy, may_begin = (access_for(right).may_write for right in (Right.BACKUP, Right.WITHDRAW_OTHERS))
# While there are none, the first is made on the command line.
may_manage = accounts_decide() and access_for(Right.ACCOUNTS).may_write
may_audit = access_for(Right.AUDIT).may_write
show_title("Pengaturan", "Target ditetapkan sebagai rencana; rencana lama tetap terlihat di samping yang baru.")
show_flashes()
# Each is drawn in every run: what was typed in one stays while another is looked at.
offered = {"Laporan": settings.may_write, "Cadangan": may_copy, "Akun": may_manage, "Jejak": may_audit}
always = ["Target", "Peristiwa", "Indikator", "Tampilan", "Ejaan"]
names = [*always, *(name for name, is_offered in offered.items() if is_offered)]
tabs = dict(zip(names, st.tabs(names, key="bagian", bind="query-params"), strict=True))
target, events, indicators, pictures, spellings = (tabs[name] for name in always)
with target:
    plans.show_plans(view)
    if settings.may_write:
        plans.offer_new_plan(view)
    else:
        show_read_only(settings, "Mengubah target tidak dapat dari sini.", "pengaturan")
with events:
    show_meetings(view, may_write=saving.may_write)
    show_milestones(view, may_write=settings.may_write)
with indicators:
    show_indicators(view, may_write=settings.may_write)
with pictures:
    show_map_settings(view, may_write=settings.may_write)
    show_logo_settings(view, may_write=settings.may_write)
with spellings:
    show_spellings(view, may_write=settings.may_write)
    show_columns(view, may_write=settings.may_write)
if settings.may_write:
    with tabs["Laporan"]:
        show_report_settings(view)
if may_copy:
    with tabs["Cadangan"]:
        show_copies()
        if settings.may_write:
            show_term(view)
        if may_begin:
            plans.offer_real_start(view)
if may_manage:
    with tabs["Akun"]:
        show_accounts(view)
if may_audit:
    with tabs["Jejak"]:
        show_trail()
