"""Open pages follow the data: a small part of each page asks the process's watcher for the newest version.

Need: Streamlit reruns a fragment every few seconds (`run_every`), but knows nothing of new data.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from kkb.narrative.news import news_since
from kkb.region import RegionError
from kkb.store import FILE_STEP, StoreError, is_same_file
from kkb.ui.frame import cache
from kkb.ui.frame.view import View, seen_version
from kkb.ui.frame.writing import say_again
from kkb.ui.parts.components import plain, show_message

LOOK_SECONDS = 3


@st.fragment(run_every=LOOK_SECONDS)
def follow(version: int) -> None:
    """Draw the page again once the data version is no longer the one it shows."""
    if _is_outdated(version):
        _draw_anew()


def tell_news(view: View) -> None:
    """Say briefly what changed, if the reader was looking at older data when this run began."""
    seen = seen_version()
    if not is_same_file(seen, view.version):
        news = "Berkas data diganti; yang tampil kini isi berkas yang baru."
    elif seen < view.version:
        news = news_since(view.snapshot.uploads, seen % FILE_STEP)
    else:
        return
    st.toast(plain(news), icon=":material/update:", duration="long")


@st.fragment(run_every=LOOK_SECONDS)
def mention(version: int) -> None:
    """Where somebody is deciding the page stays as it is; that there is newer data is said."""
    if _is_outdated(version):
        show_message("info", "Data berubah sejak halaman ini dibuka.")
        if st.button("Tampilkan data terbaru", key="tampilkan_terbaru"):
            st.rerun()


@st.fragment(run_every=LOOK_SECONDS)
def offer_recheck(version: int, forget_check: Callable[[], None]) -> None:
    """Where a file was checked against this data version: say that there is a newer one, and leave the rest alone."""
    if _is_outdated(version):
        show_message("info", "Data berubah sejak berkas ini diperiksa. Menyimpan akan memeriksanya lagi lebih dahulu.")
        if st.button("Periksa lagi sekarang", key="periksa_lagi"):
            forget_check()
            st.rerun()


@st.fragment(run_every=LOOK_SECONDS)
def await_data() -> None:
    """Where the page could not be drawn: draw it again once the data can be read."""
    try:
        cache.snapshot(cache.watcher().current())
    except (StoreError, RegionError):
        return
    _draw_anew()


def _draw_anew() -> None:
    say_again()
    st.rerun()


def _is_outdated(version: int) -> bool:
    """Whether there is newer data. Where there is none to be had, the page stays, with what was typed, and says so."""
    try:
        return cache.watcher().current() != version
    except StoreError as error:
        show_message("error", error.message)
        return False
