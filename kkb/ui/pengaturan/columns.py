"""Headers of columns that somebody said the field of: who, when, and the way to take one back."""

from __future__ import annotations

import streamlit as st

from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_timestamp
from kkb.recap_columns import LABELS
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import choose_text, show_message, show_note, show_section
from kkb.ui.parts.table import show_table


def show_columns(view: View, *, may_write: bool) -> None:
    """The headers that are remembered, and a form to forget one. What is stored stays as it was read."""
    show_section("Judul kolom yang diingat", "Dipilih di halaman Unggah; berikutnya langsung terbaca, dengan perhatian")
    records = view.snapshot.column_records
    if not records:
        show_note("Belum ada judul kolom yang diingat.")
        return
    show_table(
        ["Judul kolom", "Dibaca sebagai", "Dipilih oleh", "Waktu", "Unggahan"],
        [
            [
                r.judul,
                LABELS.get(r.bidang, r.bidang),
                r.oleh,
                format_timestamp(r.waktu.astimezone(TIMEZONE)),
                str(r.unggahan or MISSING),
            ]
            for r in records
        ],
    )
    if not may_write:
        return
    with st.expander("Lupakan satu judul kolom"), st.form("kolom_lupa", border=False):
        labels = {str(place): f"{r.judul} → {LABELS.get(r.bidang, r.bidang)}" for place, r in enumerate(records)}
        chosen = choose_text("Judul yang dilupakan", labels, "kolom_pilihan")
        reason = st.text_input("Alasan", key="kolom_alasan", max_chars=500).strip()
        by = st.text_input("Dilupakan oleh", key="kolom_oleh", max_chars=120).strip()
        if not st.form_submit_button("Lupakan judul ini"):
            return
    if not by or chosen is None:
        show_message("error", NO_NAME)
        return
    record = records[int(chosen)]
    write(
        "Judul kolom dilupakan. Yang sudah tersimpan tidak berubah; pada berkas berikutnya kolom itu tidak dibaca.",
        lambda store, version: store.end_column(
            record.judul, by=by, at=cache.now(), reason=reason or None, expected_version=version
        ),
        empties=["kolom_alasan"],
    )
