"""The form that notes a meeting where it is held; later pages compare with its day."""

from __future__ import annotations

from datetime import date

import streamlit as st

from kkb.checking.values.letters import clean_text
from kkb.formatting import format_date
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, fault_of_day, read_one_day, show_flashes, write
from kkb.ui.parts.components import show_message, show_note
from kkb.ui.parts.writer import ask_writer

NO_WRITER = "Kolom “Nama Anda” masih kosong. Tulis nama Anda, lalu tekan sekali lagi."
WRITER = "tl_nama"
"""The key of the field for the writer's name."""
_FORM, _DAY, _NAME = "rapat_baru", "rapat_tanggal", "rapat_nama"
_UNNAMED = "tl_tanpa_nama"
"""The form whose press lacked a name."""


def offer_meeting(view: View) -> str:
    """Day and name of a meeting, today unless another day is typed; returns the name of who writes on this page.

    The name stands in the form: a press right after typing in a field outside of it would be lost.
    """
    show_flashes(_FORM)
    with st.form(_FORM):
        left, middle, right = st.columns([2, 4, 2])
        day_words = left.text_input("Tanggal rapat", value=format_date(view.today), key=_DAY, max_chars=40)
        title = middle.text_input("Nama rapat", key=_NAME, max_chars=200, placeholder="misalnya Rakor TPPS triwulan II")
        name = ask_writer(right, WRITER, persist_state="session")
        pressed = st.form_submit_button("Catat rapat")
    by = clean_text(name)
    if view.snapshot.meetings:
        newest = view.snapshot.meetings[0]
        told = f"{format_date(newest.tanggal)}, {newest.judul}"
        show_note(f"Tercatat terakhir: {told}. Daftarnya, dan cara membatalkannya, ada di Pengaturan.")
    if pressed:
        _add_meeting(day_words, clean_text(title), by, view.today)
    return by


def offer_missing_name(form: str, by: str) -> None:
    """In another form of the page: a field for the name, where a press has shown that it is missing."""
    if not by and st.session_state.get(_UNNAMED) == form:
        show_message("error", NO_NAME)
        ask_writer(None, f"{WRITER}_{form}")


def take_missing_name(form: str) -> None:
    """Let the name typed there be that of the page; before the run of the press."""
    if name := st.session_state.get(f"{WRITER}_{form}"):
        st.session_state[WRITER] = name


def require_name(form: str, by: str) -> None:
    """Ask for the name in that form, in a new run, unless it is known."""
    if not by:
        st.session_state[_UNNAMED] = form
        st.rerun()


def _add_meeting(day_words: str, title: str, by: str, today: date) -> None:
    day = read_one_day(day_words)
    if day is None:
        show_message("error", "Tanggal rapat belum terbaca. Tulis misalnya 10 Mei 2023.")
    elif fault := fault_of_day("Tanggal rapat", day, day, today):
        show_message("error", fault)
    elif not title:
        show_message("error", "Kolom “Nama rapat” masih kosong. Tulis rapat apa.")
    elif not by:
        show_message("error", NO_WRITER)
    else:
        write(
            "Rapat tersimpan.",
            lambda store, version: store.add_meeting(
                tanggal=day, judul=title, by=by, at=cache.now(), expected_version=version
            ),
            empties=[_NAME],
            place=_FORM,
        )
