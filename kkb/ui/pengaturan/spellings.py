"""Spellings of desa that were confirmed by a commit: who, when, and the way to take one back."""

from __future__ import annotations

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_timestamp
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import choose_text, show_message, show_note, show_section
from kkb.ui.parts.table import show_table
from kkb.ui.parts.writer import ask_writer


def show_spellings(view: View, *, may_write: bool) -> None:
    """The spellings that hold, and a form to forget one. What is stored keeps the desa it was read as."""
    show_section("Ejaan yang dibenarkan", "Dibenarkan saat menyimpan; berikutnya langsung terbaca")
    records = view.snapshot.alias_records
    if not records:
        show_note("Belum ada ejaan lain yang dibenarkan.")
        return
    kecamatan = {k.kode_kecamatan: k.kecamatan for k in view.region.kecamatan}
    desa = {kode: d.desa for kode, d in view.region.by_code.items()}
    show_table(
        ["Tertulis (tanpa spasi)", "Dibaca sebagai", "Kecamatan", "Dibenarkan oleh", "Waktu", "Unggahan"],
        [
            [
                r.ejaan,
                desa.get(r.kode_desa, r.kode_desa),
                kecamatan.get(r.kode_kecamatan, r.kode_kecamatan),
                r.oleh,
                format_timestamp(r.waktu.astimezone(TIMEZONE)),
                str(r.unggahan or MISSING),
            ]
            for r in records
        ],
    )
    if not may_write:
        return
    with st.expander("Lupakan satu ejaan"), st.form("ejaan_lupa", border=False):
        labels = {str(place): f"{r.ejaan} → {desa.get(r.kode_desa, r.kode_desa)}" for place, r in enumerate(records)}
        chosen = choose_text("Ejaan yang dilupakan", labels, "ejaan_pilihan")
        reason = st.text_input("Alasan", key="ejaan_alasan", max_chars=500).strip()
        by = ask_writer(None, "ejaan_oleh", "Dilupakan oleh").strip()
        if not st.form_submit_button("Lupakan ejaan ini"):
            return
    if not by or chosen is None:
        show_message("error", NO_NAME)
        return
    record = records[int(chosen)]
    write(
        "Ejaan dilupakan. Yang sudah tersimpan tidak berubah; berkas berikutnya dengan ejaan itu diperiksa lagi.",
        lambda store, version: store.end_alias(
            record.kode_kecamatan,
            record.ejaan,
            by=by,
            at=cache.now(),
            reason=reason or None,
            expected_version=version,
        ),
        empties=["ejaan_alasan"],
        right=Right.SETTINGS,
    )
