"""What is chosen, on top of every page, and the way back from each choice in one press."""

from __future__ import annotations

import streamlit as st

from kkb.formatting import format_date, join_words
from kkb.ui.frame.filters import DAY_KEY, KECAMATAN_KEY, NEWEST, Filters

_KEY = "saringan"


def show_filter_bar(filters: Filters) -> None:
    """A button for each choice, which takes it back; nothing where nothing is chosen."""
    choices: dict[str, tuple[str, object]] = {}
    if filters.kecamatan:
        choices[f"Hanya {join_words(list(filters.kecamatan), 3)} · × semua"] = (KECAMATAN_KEY, [])
    if filters.day is not None:
        choices[f"Per {format_date(filters.day)} · × data terbaru"] = (DAY_KEY, NEWEST)
    if choices:
        st.pills(
            "Saringan semua halaman",
            list(choices),
            key=_KEY,
            on_change=lambda: _take_back(choices),
            label_visibility="collapsed",
            wrap=True,
        )


def _take_back(choices: dict[str, tuple[str, object]]) -> None:
    key, value = choices[st.session_state[_KEY]]
    st.session_state[key] = value
    st.session_state[_KEY] = None
