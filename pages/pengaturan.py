"""Target plans, meetings, events, the office's own map, and the start of real data."""

from kkb.ui import plans, settings_more
from kkb.ui.access import request_access, show_read_only
from kkb.ui.components import show_title
from kkb.ui.view import current_view
from kkb.ui.writing import show_told

view = current_view()
access = request_access()
show_title("Pengaturan", "Target ditetapkan sebagai rencana; rencana lama tetap terlihat di samping yang baru.")
show_told()
plans.show_plans(view)
if access.may_write:
    plans.offer_new_plan(view)
else:
    show_read_only(access, "Mengubah target tidak dapat dari sini.")
settings_more.show_meetings(view, may_write=access.may_write)
settings_more.show_milestones(view, may_write=access.may_write)
settings_more.show_map_settings(view, may_write=access.may_write)
if access.may_write:
    plans.offer_real_start(view)
