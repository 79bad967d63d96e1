"""Open pages follow the data: a small part of each page asks the process's watcher for the newest version."""

from __future__ import annotations

import streamlit as st

from kkb.ui import cache

LOOK_SECONDS = 3


@st.fragment(run_every=LOOK_SECONDS)
def follow(version: int) -> None:
    """Draw the page again once the data version is no longer the one it shows."""
    if cache.watcher().current() != version:
        st.rerun()


@st.fragment(run_every=LOOK_SECONDS)
def mention(version: int) -> None:
    """On a page where somebody works, say that the data has changed and leave the rest alone."""
    if cache.watcher().current() != version:
        st.info("Data berubah sejak halaman ini dibuka.")
        if st.button("Periksa lagi", key="mention_refresh"):
            st.rerun()
