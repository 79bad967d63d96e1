"""What the Pokja do, for which need, with which result at what cost; and which programmes go on."""

from kkb.ui.frame.view import current_view
from kkb.ui.kegiatan.addresses import asked_program, list_state
from kkb.ui.kegiatan.evaluasi_form import offer_evaluation
from kkb.ui.kegiatan.evaluasi_summary import show_evaluations, show_quiet_pokja
from kkb.ui.kegiatan.list import show_list
from kkb.ui.kegiatan.program import show_program
from kkb.ui.kegiatan.programs import show_activities, show_pokja
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
    if view.kegiatan.is_reported or view.evaluasi.is_reported:
        show_evaluations(view)
    offer_evaluation(view)
    if view.kegiatan.is_reported or view.evaluasi.is_reported:
        show_quiet_pokja(view)
        show_pokja(view)
        show_list(view)
    show_source(view)
