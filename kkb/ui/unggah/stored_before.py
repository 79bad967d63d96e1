"""Files that are stored already: one sentence, the way to their upload, and the way to check them all the same."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kkb.formatting import format_date, join_words
from kkb.store import UploadRecord
from kkb.ui.frame.navigation import UPLOAD_PARAM, page_named
from kkb.ui.frame.writing import flash
from kkb.ui.parts.components import show_message, show_note
from kkb.ui.unggah import desk
from kkb.ui.unggah.desk import Desk
from kkb.uploads.check import Checked, describe_kin, describe_twin


def tell_if_stored(on_desk: Desk, checked: Checked) -> bool:
    """Say that all files, as they came, are stored already; False where one is not, or they are to be checked anew."""
    these = desk.fingerprint(on_desk.files)
    uploads = [file.stored_as for file in checked.files]
    stored = [upload for upload in uploads if upload is not None]
    if st.session_state.get(desk.STORED_KEY) == these or len(stored) < len(uploads):
        return False
    told = [f"{file.name} {_words(upload)}" for file, upload in zip(checked.files, stored, strict=True)]
    words = join_words(told) if len(told) > 1 else f"Berkas ini {_words(stored[0])}"
    show_message("info", f"{words}, jadi tidak ada yang perlu disimpan.")
    for upload in {upload.nomor: upload for upload in stored}.values():
        link_to_upload(upload)
    show_note("Bila ada jawaban atau perbaikan yang perlu diubah, periksa lagi berkasnya.")
    if st.button("Periksa lagi", key="unggah_periksa_lagi"):
        st.session_state[desk.STORED_KEY] = these
        st.rerun()
    return True


def take_out_stored(on_desk: Desk, checked: Checked) -> Desk:
    """The desk without the files that are stored already, with other answers or mends: what was asked then would be
    asked again. Done once, and said; whoever wants them checked puts them back.

    The very same file stays: it is not asked about, and tells which desa are spoken for.
    """
    these = desk.fingerprint(on_desk.files)
    if len(checked.files) == 1 or st.session_state.get(desk.STORED_KEY) == these:
        return on_desk
    st.session_state[desk.STORED_KEY] = these
    kin = {place: file for place, file in enumerate(checked.files, 1) if file.stored_as and file.twin is None}
    if not kin:
        return on_desk
    told = [f"{file.name} {_words(file.kin)}" for file in kin.values() if file.kin is not None]
    flash("info", f"{join_words(told)}, jadi tidak ikut diperiksa.")
    answers = replace(on_desk.answers, left_out=on_desk.answers.left_out | kin.keys())
    desk.keep_answers(on_desk, answers)
    return replace(on_desk, answers=answers)


def show_stored_before(checked: Checked) -> None:
    """The upload that the only file was before, with a way to it; of one that counts unchanged the verdict tells."""
    twin, kin = checked.twin, checked.kin
    is_withdrawn = twin is not None and not twin.aktif and not checked.verdict.questions
    before = twin if is_withdrawn else kin
    if before is None:
        return
    show_note(describe_kin(before) if before is kin else describe_twin(before))
    link_to_upload(before)


def link_to_upload(upload: UploadRecord) -> None:
    """The way to an upload on the page Riwayat."""
    label, number = f"Buka riwayat unggahan {upload.nomor}", str(upload.nomor)
    st.page_link(page_named("riwayat"), label=label, query_params={UPLOAD_PARAM: number})


def _words(upload: UploadRecord) -> str:
    return f"sudah tersimpan sebagai unggahan {upload.nomor} (keadaan per {format_date(upload.tanggal_data)})"
