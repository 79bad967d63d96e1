"""A long table shown step by step: which rows, and the two buttons that turn; the place stands in the address."""

from __future__ import annotations

import streamlit as st

from kkb.formatting import format_count
from kkb.ui.parts.components import show_note

STEP = 50
"""Rows shown at once."""


def window(total: int, key: str) -> slice:
    """The rows to show of `total`; `key` is the word of the address that holds the first of them, from 1."""
    written = st.query_params.get(key, "")
    first = int(written) - 1 if written.isdecimal() and len(written) < 10 else 0
    first = max(first, 0) // STEP * STEP
    return slice(first, first + STEP) if first < total else slice(0, STEP)


def turn_buttons(total: int, key: str, shown: slice, what: str) -> None:
    """ "51–100 dari 7.800 kegiatan" with the way on and back; nothing where all are shown."""
    if total <= STEP:
        return
    last = min(shown.stop, total)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Sebelumnya",
            key=f"{key}_sebelumnya",
            icon=":material/chevron_left:",
            disabled=shown.start == 0,
            on_click=_go_to,
            args=(key, shown.start - STEP),
        )
        st.button(
            "Berikutnya",
            key=f"{key}_berikutnya",
            icon=":material/chevron_right:",
            disabled=last >= total,
            on_click=_go_to,
            args=(key, shown.stop),
        )
        with st.container():
            show_note(f"{format_count(shown.start + 1)}–{format_count(last)} dari {format_count(total)} {what}")


def to_the_start(key: str) -> None:
    """Begin at the first row: for a change of what is searched for."""
    st.query_params.pop(key, None)


def _go_to(key: str, first: int) -> None:
    if first <= 0:
        to_the_start(key)
    else:
        st.query_params[key] = str(first + 1)
