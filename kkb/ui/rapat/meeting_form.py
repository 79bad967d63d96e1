"""The form that notes a meeting where it is held; later pages compare with its day."""

from __future__ import annotations

import streamlit as st

from kkb.checking.values.letters import clean_text
from kkb.formatting import format_date
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import read_one_day, show_flashes, write
from kkb.ui.parts.components import show_message, show_note

NO_WRITER = "Kolom “Nama Anda” masih kosong. Tulis nama Anda di bagian Catat rapat, lalu tekan sekali lagi."
WRITER = "tl_nama"
"""The key of the field for the writer's name."""
_FORM, _DAY, _NAME = "rapat_baru", "rapat_tanggal", "rapat_nama"


def ask_writer() -> str:
    """The name of who writes on this page, for all of its forms."""
    left, _ = st.columns([2, 5])
    name = left.text_input(
        "Nama Anda",
        key=WRITER,
        max_chars=120,
        persist_state="session",
        placeholder="dicatat bersama setiap perubahan",
    )
    return clean_text(str(name or ""))


def offer_meeting(view: View, by: str) -> None:
    """Day and name of a meeting, today unless another day is typed, noted `by` the writer."""
    show_flashes(_FORM)
    with st.form(_FORM):
        left, right = st.columns([2, 5])
        day_words = left.text_input("Tanggal rapat", value=format_date(view.today), key=_DAY, max_chars=40)
        title = right.text_input("Nama rapat", key=_NAME, max_chars=200, placeholder="misalnya Rakor TPPS triwulan II")
        pressed = st.form_submit_button("Catat rapat")
    if view.snapshot.meetings:
        newest = view.snapshot.meetings[0]
        told = f"{format_date(newest.tanggal)}, {newest.judul}"
        show_note(f"Tercatat terakhir: {told}. Daftarnya, dan cara membatalkannya, ada di Pengaturan.")
    if pressed:
        _add_meeting(day_words, clean_text(title), by)


def _add_meeting(day_words: str, title: str, by: str) -> None:
    day = read_one_day(day_words)
    if day is None:
        show_message("error", "Tanggal rapat belum terbaca. Tulis misalnya 10 Mei 2023.")
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
