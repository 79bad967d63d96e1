"""The end of an original at somebody's request: what goes, what stays, a reason, and a second look before the press."""

from __future__ import annotations

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.formatting import escaped, format_date, format_numbers
from kkb.store import Store, UploadRecord
from kkb.store.erasure import list_erasures, term_end
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_for
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import write
from kkb.ui.parts.components import LINE, show_message, show_note
from kkb.ui.parts.evidence import erasure_words, forget_excerpts
from kkb.ui.parts.writer import ask_writer

_STAYS = (
    "Yang tetap: baris dan angka unggahan ini, nama berkas, ukuran dan SHA-256-nya, riwayatnya, dan catatan siapa "
    "menghapus, kapan dan mengapa. Unggahan tetap dapat ditarik dan dikembalikan."
)
_GOES = (
    "Yang hilang untuk selamanya: isi berkas asli, juga gambar sel sebagai bukti; perintah verify tidak lagi dapat "
    "membacanya ulang. Cadangan dan salinan yang dibuat sebelumnya masih memuatnya; pengelola menghapusnya sendiri."
)


def show_original_state(upload: UploadRecord, view: View) -> None:
    """That the original is gone, or until when it is kept; nothing where it is kept for ever."""
    if upload.erasure is not None:
        show_note(erasure_words(upload))
    elif view.snapshot.masa_simpan is not None:
        day = term_end(upload.disimpan_waktu, view.snapshot.masa_simpan)
        show_note(f"Berkas asli disimpan sampai {format_date(day)}, lalu isinya dihapus.")


def offer_erasure(upload: UploadRecord, view: View) -> None:
    """The form, for whoever may erase; nothing for others, and where nothing is left to erase."""
    if upload.erasure is not None or not access_for(Right.ERASE).may_write:
        return
    same = [one.nomor for one in view.snapshot.uploads if one.sha256 == upload.sha256 and one.erasure is None]
    key = f"hapus_asli_{upload.nomor}"
    # Folded: it cannot be taken back, and is seldom what somebody came for.
    with st.expander("Hapus isi berkas asli…"), st.form(key, border=False):
        # Not as an alert: it is there before anybody unfolds it.
        st.html(f'<p style="{LINE}"><b>{escaped(_GOES)}</b></p>')
        show_note(_STAYS)
        if len(same) > 1:
            show_note(f"Isi yang sama tersimpan sebagai unggahan {format_numbers(sorted(same))}: semuanya dihapus.")
        name = ask_writer(None, "riwayat_nama_hapus", "Dihapus oleh", persist_state="session")
        label = "Sebab penghapusan (terlihat di riwayat; jangan sebut nama warga)"
        reason = st.text_input(label, key=f"{key}_alasan", max_chars=500)
        is_sure = st.checkbox("Saya mengerti isi berkas ini hilang untuk selamanya", key=f"{key}_yakin")
        if not st.form_submit_button(f"Hapus isi berkas asli unggahan {upload.nomor}"):
            return
    if not name.strip() or not reason.strip():
        show_message("error", "Tulis nama Anda dan alasannya; keduanya dicatat.")
        return
    if not is_sure:
        show_message("error", "Centang dahulu bahwa isinya hilang untuk selamanya. Belum ada yang dihapus.")
        return

    def erase(store: Store, version: int) -> list[int]:
        numbers = store.erase_original(
            upload.nomor, by=name.strip(), at=cache.now(), reason=reason.strip(), expected_version=version
        )
        list_erasures(store, cache.settings().erased_path)
        forget_excerpts()
        return numbers

    write(lambda numbers: f"Isi berkas asli unggahan {format_numbers(numbers)} dihapus.", erase, right=Right.ERASE)


def erased_day(upload: UploadRecord) -> str:
    """ "isi dihapus 3 Mei 2026"; "" while the original is there."""
    event = upload.erasure
    return f"isi dihapus {format_date(event.waktu.astimezone(TIMEZONE).date())}" if event is not None else ""
