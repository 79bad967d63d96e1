"""Show the next run of a page from its top: what a press at its foot has changed stands there."""

from __future__ import annotations

import streamlit as st

_TURN = "halaman_ke_atas"

_TO_THE_TOP = """<span data-kkb-awal="%d"></span><script>
document.querySelector('[data-kkb-awal="%d"]').scrollIntoView({ block: "end" });
</script>"""
"""The number makes each turn a script of its own: one that has run once does not run again."""


def show_from_top() -> None:
    """Let the next run that reaches `place_top` be shown from there."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def place_top() -> None:
    """Where the page begins."""
    # In every run: if it came and went, what stands below would be made anew and lose the focus of the keyboard.
    if turn := st.session_state.get(_TURN, 0):
        st.html(_TO_THE_TOP % (turn, turn), unsafe_allow_javascript=True)
