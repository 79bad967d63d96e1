"""Meetings that are noted, to compare with their days later."""

from __future__ import annotations

import streamlit as st

from kkb.formatting import format_date
from kkb.store import Store
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import read_one_day, write
from kkb.ui.parts.cancel_form import offer_cancel
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.table import show_table


def show_meetings(view: View, *, may_write: bool) -> None:
    """Meetings noted, and a form for one more; a later page compares with their days."""
    show_section("Tanggal rapat", "Dipakai untuk membandingkan: apa yang berubah sejak rapat terakhir")
    meetings = view.snapshot.meetings
    if meetings:
        show_table(["Tanggal", "Rapat", "Dicatat oleh"], [[format_date(m.tanggal), m.judul, m.oleh] for m in meetings])
    else:
        show_note("Belum ada rapat yang dicatat.")
    if not may_write:
        return
    with st.form("rapat_baru", border=False):
        left, middle, right = st.columns([2, 3, 2])
        day_words = left.text_input("Tanggal rapat", key="rapat_tanggal", placeholder="misalnya 10 Mei 2023")
        title = middle.text_input(
            "Nama rapat", key="rapat_nama", max_chars=200, placeholder="misalnya Rakor TPPS triwulan II"
        )
        by = right.text_input("Dicatat oleh", key="rapat_oleh", max_chars=120)
        pressed = st.form_submit_button("Catat rapat")
    if pressed:
        _add_meeting(day_words, title.strip(), by.strip())
    if meetings:
        labels = {str(m.nomor): f"{format_date(m.tanggal)}, {m.judul}" for m in meetings}
        offer_cancel("rapat", labels, Store.cancel_meeting)


def _add_meeting(day_words: str, title: str, by: str) -> None:
    day = read_one_day(day_words)
    if day is None:
        show_message("error", "Tanggal rapat belum terbaca. Tulis misalnya 10 Mei 2023.")
    elif not title or not by:
        show_message("error", "Isi nama rapat dan siapa yang mencatat.")
    else:
        write(
            "Rapat tersimpan.",
            lambda store, version: store.add_meeting(
                tanggal=day, judul=title, by=by, at=cache.now(), expected_version=version
            ),
            empties=["rapat_tanggal", "rapat_nama"],
        )
