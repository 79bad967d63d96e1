"""Every upload: for which day, by whom, what it changed; withdraw one with a reason, or bring it back."""

from kkb.ui.frame.access import access_to_draw, show_read_only
from kkb.ui.frame.navigation import UPLOAD_PARAM, link_to
from kkb.ui.frame.view import current_view
from kkb.ui.frame.writing import show_flashes
from kkb.ui.parts.row_addresses import show_way_back
from kkb.ui.riwayat import history
from kkb.ui.riwayat.decision import offer_decision, right_to_decide
from kkb.ui.riwayat.sheet_rows import asked_sheet, show_sheet_rows

view = current_view()
uploads = view.snapshot.uploads
upload, save, sheet = history.asked_upload(uploads), history.asked_save(uploads), asked_sheet()
if upload is not None and sheet is not None:
    number = str(upload.nomor)
    show_way_back("riwayat", f"Kembali ke unggahan {number}", {UPLOAD_PARAM: number}, view)
    show_sheet_rows(upload, sheet, view)
else:
    history.show_heading(view)
    show_flashes()
    if not uploads:
        link_to("unggah", "Unggah rekap")
    elif upload is not None or save:
        show_way_back("riwayat", "Kembali ke semua unggahan", {}, view)
    else:
        history.show_saves(uploads, view)
        upload = uploads[0]
    if upload is not None:
        history.show_upload(upload, view)
    elif save:
        history.show_save(save, view)
    if upload is not None or save:
        shown = [upload] if upload is not None else save
        touched = history.kecamatan_of([one.nomor for one in shown], view)
        access = access_to_draw(right_to_decide(shown), "riwayat", touched)
        if access.may_write:
            offer_decision(shown, view)
        else:
            show_read_only(access, "Menarik atau mengembalikan unggahan tidak dapat dari sini.", "riwayat")
