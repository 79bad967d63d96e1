"""Meetings that are noted, to compare with their days later."""

from __future__ import annotations

import streamlit as st

from kkb.formatting import format_date
from kkb.schema import Rapat
from kkb.ui import cache
from kkb.ui.components import choose_text, show_note, show_section, show_table
from kkb.ui.view import View
from kkb.ui.writing import NO_NAME, read_one_day, write


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
        day_words = left.text_input("Tanggal rapat", placeholder="misalnya 10 Mei 2023")
        title = middle.text_input("Nama rapat", max_chars=200, placeholder="misalnya Rakor TPPS triwulan II")
        by = right.text_input("Dicatat oleh", key="rapat_oleh", max_chars=120)
        pressed = st.form_submit_button("Catat rapat")
    if pressed:
        _add_meeting(view, day_words, title.strip(), by.strip())
    if meetings:
        _offer_cancel_meeting(view, list(meetings))


def _add_meeting(view: View, day_words: str, title: str, by: str) -> None:
    day = read_one_day(day_words)
    if day is None:
        st.error("Tanggal rapat belum terbaca. Tulis misalnya 10 Mei 2023.")
    elif not title or not by:
        st.error("Isi nama rapat dan siapa yang mencatat.")
    else:
        write(
            "Rapat dicatat.",
            lambda store, version: store.add_meeting(
                tanggal=day, judul=title, by=by, at=cache.now(), expected_version=version
            ),
        )


def _offer_cancel_meeting(view: View, meetings: list[Rapat]) -> None:
    with st.expander("Batalkan rapat"), st.form("rapat_batal", border=False):
        labels = {str(m.nomor): f"{format_date(m.tanggal)}, {m.judul}" for m in meetings}
        chosen = choose_text("Rapat yang dibatalkan", labels, "rapat_batal_pilihan")
        by = st.text_input("Dibatalkan oleh", key="rapat_batal_oleh", max_chars=120).strip()
        if not st.form_submit_button("Batalkan rapat ini"):
            return
    if not by or chosen is None:
        st.error(NO_NAME)
        return
    nomor = int(chosen)
    write(
        "Rapat dibatalkan.",
        lambda store, version: store.cancel_meeting(nomor, by=by, at=cache.now(), expected_version=version),
    )
