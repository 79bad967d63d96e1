"""Drop recaps, see what they would change, mend and decide, save."""

from kkb.ui.frame.access import request_access, show_read_only
from kkb.ui.frame.view import current_view
from kkb.ui.frame.writing import show_flashes
from kkb.ui.laporan.officers import show_open_reports
from kkb.ui.parts.components import show_title
from kkb.ui.parts.page_top import place_top
from kkb.ui.unggah import commit_form, desk, drafts, intake, review, save_bar

view = current_view()
access = request_access()
record = drafts.open_draft(access)
what = (
    "Berkas Excel (atau .ods, .csv) berisi desa dan statusnya, atau lembar komitmen sampai evaluasi. "
    "Belum ada yang disimpan sebelum Anda memutuskan."
)
place_top()
show_title("Unggah rekap", "" if record or commit_form.is_saved() else what)
show_flashes()
if not access.may_write:
    show_read_only(access, "Berkas tetap dapat diperiksa; menyimpannya tidak dapat dari sini.", "unggah")

show_open_reports(view, access)

if record is not None:
    commit_form.forget_saved()
    drafts.show_head(record)
    on_desk = desk.desk_of_draft(record)
    checked = review.review(on_desk, view, access)
    intake.offer_more_files(on_desk)
    save_bar.show_save_bar(on_desk, checked, view, access)
else:
    drafts.say_what_became(access)
    commit_form.show_saved(view)
    files = intake.take_files()
    if files:
        commit_form.forget_saved()
        intake.check_new_files(files, view, access)
    else:
        desk.forget()
        if access.may_write:
            drafts.list_open()
        intake.show_help(view)
