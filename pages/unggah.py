"""Drop a recap, see what it would change, decide, save."""

import streamlit as st

from kkb.ui import review
from kkb.ui.access import request_access, show_read_only
from kkb.ui.components import show_note, show_title
from kkb.ui.view import current_view

view = current_view()
access = request_access()
show_title(
    "Unggah rekap", "Berkas Excel (.xlsx) berisi desa dan statusnya. Belum ada yang disimpan sebelum Anda memutuskan."
)
review.show_saved()
if not access.may_write:
    show_read_only(access, "Berkas tetap dapat diperiksa; menyimpannya tidak dapat dari sini.")

upload = st.file_uploader(
    "Pilih atau seret berkas rekap (.xlsx, paling besar 10 MB)", key=review.uploader_key(), max_upload_size=10
)
if upload is None:
    review.forget()
    show_note("Contoh berkas dan bentuk rekap yang terbaca dijelaskan di halaman Bantuan.")
else:
    checked = review.check_upload(upload.name, upload.getvalue(), view.snapshot)
    review.show_verdict(checked, view)
    review.show_answers()
    review.ask_questions(checked)
    review.offer_commit(checked, view, access)
    review.show_changes(checked)
    review.show_problems(checked)
