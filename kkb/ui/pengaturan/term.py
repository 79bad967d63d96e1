"""How long originals are kept."""

from __future__ import annotations

import streamlit as st

from kkb.access import Right
from kkb.formatting import format_count
from kkb.store import Store
from kkb.store.erasure import LONGEST_TERM, term_end
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.writer import ask_writer


def show_term(view: View) -> None:
    """The term that holds, and the form that sets another."""
    term = view.snapshot.masa_simpan
    show_section("Masa simpan berkas asli", "Sesudahnya isi berkas asli dihapus; baris dan angkanya tetap")
    words = "tanpa batas" if term is None else f"{format_count(term)} bulan sejak disimpan"
    show_note(f"Sekarang: {words}. Yang masanya habis dihapus sendiri setiap hari dan dicatat di Riwayat.")
    with st.expander("Ubah masa simpan"), st.form("masa_simpan", border=False):
        months = st.number_input(
            "Masa simpan (bulan); kosongkan untuk tanpa batas",
            min_value=1, max_value=LONGEST_TERM, value=term, step=1, key="masa_simpan_bulan",
        )  # fmt: skip
        by = ask_writer(None, "masa_simpan_oleh", "Ditentukan oleh").strip()
        is_sure = st.checkbox("Saya mengerti isi yang masanya habis hilang untuk selamanya", key="masa_simpan_yakin")
        if not st.form_submit_button("Simpan masa simpan"):
            return
    if not by:
        show_message("error", NO_NAME)
        return
    if months is not None and not is_sure:
        show_message("error", f"Centang dahulu. {_over_words(view, months)} Belum ada yang diubah.")
        return

    def set_term(store: Store, version: int) -> None:
        store.set_term(months, by=by, at=cache.now(), expected_version=version)

    write("Masa simpan berkas asli tersimpan.", set_term, right=Right.SETTINGS)


def _over_words(view: View, months: int) -> str:
    """How many originals would go at once."""
    kept = (one for one in view.snapshot.uploads if one.erasure is None)
    over = sum(term_end(one.disimpan_waktu, months) <= view.today for one in kept)
    return f"{format_count(over)} berkas asli sudah lewat masa itu dan akan dihapus."
