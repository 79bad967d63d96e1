"""Target plans, meetings, events, spellings, the office's own map and logo, copies, the start of real data."""

from kkb.ui.frame.access import request_access, show_read_only
from kkb.ui.frame.view import current_view
from kkb.ui.frame.writing import show_flashes
from kkb.ui.parts.components import show_title
from kkb.ui.pengaturan import plans
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
plans.show_plans(view)
if access.may_write:
    plans.offer_new_plan(view)
else:
    show_read_only(access, "Mengubah target tidak dapat dari sini.")
show_meetings(view, may_write=access.may_write)
show_milestones(view, may_write=access.may_write)
show_map_settings(view, may_write=access.may_write)
show_logo_settings(view, may_write=access.may_write)
show_spellings(view, may_write=access.may_write)
if access.may_write:
    show_copies()
    plans.offer_real_start(view)
