"""Who promised a Pokja, what became of it, which desa could form one next, and every step that was taken."""

from kkb.ui.frame.view import current_view
from kkb.ui.kegiatan.row import show_row
from kkb.ui.komitmen.addresses import log_state
from kkb.ui.komitmen.langkah_log import show_log
from kkb.ui.komitmen.langkah_next import show_next
from kkb.ui.komitmen.overview import show_promises
from kkb.ui.komitmen.promises import asked_promises, show_promise_list
from kkb.ui.komitmen.waiting import show_regency_signers
from kkb.ui.parts.components import show_empty, show_source
from kkb.ui.parts.row_addresses import asked_row, show_way_back

view = current_view()
if show_empty(view):
    pass
elif row := asked_row("komitmen", view):
    show_way_back("komitmen", "Kembali ke Komitmen", log_state(), view)
    show_row(row, view)
elif promises := asked_promises():
    show_way_back("komitmen", "Kembali ke Komitmen", {}, view)
    show_promise_list(promises, view)
    show_source(view)
else:
    show_promises(view)
    show_next(view)
    show_log(view)
    show_regency_signers(view)
    show_source(view)
