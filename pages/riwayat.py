"""Every upload: for which day, by whom, what it changed; withdraw one with a reason, or bring it back."""

from kkb.formatting import format_count
from kkb.ui.frame.access import request_access, show_read_only
from kkb.ui.frame.navigation import link_to
from kkb.ui.frame.view import current_view
from kkb.ui.frame.writing import show_flashes
from kkb.ui.parts.components import show_title
from kkb.ui.parts.row_addresses import show_way_back
from kkb.ui.riwayat import history
from kkb.ui.riwayat.decision import offer_decision

view = current_view()
uploads = view.snapshot.uploads
counts = (
    f"{format_count(len(view.active_uploads))} unggahan berlaku, "
    f"{format_count(len(uploads) - len(view.active_uploads))} ditarik"
)
show_title(
    counts if uploads else "Belum ada unggahan",
    "Tidak ada yang dihapus: unggahan yang ditarik dapat dikembalikan, berkas aslinya tetap tersimpan.",
)
show_flashes()
upload, save = history.asked_upload(uploads), history.asked_save(uploads)
if not uploads:
    link_to("unggah", "Unggah rekap")
elif upload is None and not save:
    history.show_saves(uploads, view)
    upload = uploads[0]
else:
    show_way_back("riwayat", "Kembali ke semua unggahan", {}, view)
shown = save or [upload] if upload or save else []
if save:
    history.show_save(save, view)
elif upload is not None:
    history.show_upload(upload, view)
if shown:
    access = request_access()
    if access.may_write:
        offer_decision(shown, view)
    else:
        show_read_only(access, "Menarik atau mengembalikan unggahan tidak dapat dari sini.")
