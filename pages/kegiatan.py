"""What the Pokja do, for which need, with which result at what cost; and which programmes go on."""

from kkb.ui.frame.view import current_view
from kkb.ui.kegiatan.addresses import asked_program, list_state
from kkb.ui.kegiatan.parts import show_parts
from kkb.ui.kegiatan.program import show_program
from kkb.ui.kegiatan.programs import show_activities
from kkb.ui.kegiatan.row import show_row
from kkb.ui.parts.components import show_empty, show_source
from kkb.ui.parts.row_addresses import asked_row, show_way_back

view = current_view()
if show_empty(view):
    pass
elif row := asked_row("kegiatan", view):
    show_way_back("kegiatan", "Kembali ke Kegiatan", list_state(), view)
    show_row(row, view)
elif program := asked_program():
    show_program(program, view)
    show_source(view)
else:
    show_activities(view)
    show_parts(view)
    show_source(view)
