"""The start of a meeting: the button, a look at the slides themselves, and the address for a television."""

from __future__ import annotations

import streamlit as st

from kkb.briefing.model import Briefing
from kkb.ui.parts.components import show_note
from kkb.ui.parts.copy_button import show_copy_button

CHOICES = "rapat_pilihan"
"""Key of the container with what is chosen and downloaded; paper has neither that nor the preview."""
_FRAME = "rapat_pratinjau"
_PREVIEW_HEIGHT = 330


def offer_start(path: str) -> None:
    """The button that opens the slides at this path of the server, in a tab of their own."""
    st.link_button(
        "Mulai rapat",
        path,
        type="primary",
        icon=":material/slideshow:",
        help="Membuka slide di tab baru. F: layar penuh; panah: slide berikutnya; O: semua slide; ?: bantuan.",
    )


def show_start(path: str, address: str, briefing: Briefing, *, preview: str) -> None:
    """Start, preview and address: `path` is the wall from the server's root, `address` the same with its origin.

    `preview` is that of the slides shown here.
    """
    offer_start(path)
    # The class of a container is its key. A slide is as high as it is wide by nine to sixteen, on a phone too.
    looks = "aspect-ratio: 16 / 9; height: auto; box-sizing: border-box; border: 1px solid #C9CFD6;"
    room = f".st-key-{_FRAME} [data-testid=stElementContainer] {{ height: auto; min-height: 0; flex: none; }}"
    printed = f"@media print {{ .st-key-{_FRAME}, .st-key-{CHOICES} {{ display: none; }} }}"
    st.html(f"<style>.st-key-{_FRAME} iframe {{ display: block; {looks} }} {room} {printed}</style>")
    with st.container(key=_FRAME):
        alt = f"Pratinjau: {briefing.slides[0].title}" if briefing.slides else None
        st.iframe(preview, height=_PREVIEW_HEIGHT, alt=alt)
        show_note("Pratinjau: klik sisi kanan atau kiri slide untuk berpindah.")
    show_copy_button(
        "Salin alamat untuk TV",
        address,
        link_label="",
        address=path,
        key="salin_alamat_layar",
        done="Tersalin. Buka alamat itu di TV.",
    )
