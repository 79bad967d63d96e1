"""The form that notes a meeting where it is held; later pages compare with its day."""

from __future__ import annotations

import streamlit as st

from kkb.checking.values.letters import clean_text
from kkb.formatting import format_date
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, read_one_day, write
from kkb.ui.parts.components import show_message, show_note

STEP_NAME_KEY = "tl_nama"
"""The name of who notes the next steps, further down the page."""

_DAY, _NAME, _BY = "rapat_tanggal", "rapat_nama", "rapat_oleh"


def offer_meeting(view: View) -> None:
    """Day and name of a meeting, today unless another day is typed, and who notes it."""
    with st.form("rapat_baru"):
        left, middle, right = st.columns([2, 3, 2])
        day_words = left.text_input("Tanggal rapat", value=format_date(view.today), key=_DAY, max_chars=40)
        title = middle.text_input(
            "Nama rapat", key=_NAME, max_chars=200, placeholder="misalnya Rakor TPPS triwulan II"
        )
        by = right.text_input("Dicatat oleh", key=_BY, max_chars=120, persist_state="session")
        pressed = st.form_submit_button("Catat rapat")
    if view.snapshot.meetings:
        newest = view.snapshot.meetings[0]
        told = f"{format_date(newest.tanggal)}, {newest.judul}"
        show_note(f"Tercatat terakhir: {told}. Daftarnya, dan cara membatalkannya, ada di Pengaturan.")
    if pressed:
        _add_meeting(day_words, clean_text(title), clean_text(str(by or "")))


def _add_meeting(day_words: str, title: str, by: str) -> None:
    day = read_one_day(day_words)
    if day is None:
        show_message("error", "Tanggal rapat belum terbaca. Tulis misalnya 10 Mei 2023.")
    elif not title:
        show_message("error", "Kolom “Nama rapat” masih kosong. Tulis rapat apa.")
    elif not by:
        show_message("error", NO_NAME)
    else:
        # Whoever notes the meeting notes what it agreed on.
        st.session_state[STEP_NAME_KEY] = st.session_state.get(STEP_NAME_KEY) or by
        write(
            "Rapat tersimpan.",
            lambda store, version: store.add_meeting(
                tanggal=day, judul=title, by=by, at=cache.now(), expected_version=version
            ),
            empties=[_NAME],
        )
