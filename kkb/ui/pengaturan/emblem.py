"""The logo of the region (lambang): the one that holds, a new one with a preview, and taking it away."""

from __future__ import annotations

from base64 import b64encode

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.formatting import format_count, format_timestamp
from kkb.store import LogoRefused, Store, read_logo
from kkb.theme import PALETTES
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.writer import ask_writer

_ROUND = "lambang_putaran"


def show_logo_settings(view: View, *, may_write: bool) -> None:
    """The logo on paper and slides: which one holds, a new one with a preview, and taking it away."""
    show_section(
        "Lambang daerah",
        "Untuk kepala cetakan dan slide. Berkas: PNG atau JPEG, paling banyak 1 MB; dikecilkan sendiri",
    )
    record, logo = view.snapshot.lambang_record, view.snapshot.lambang
    if record is None or logo is None:
        show_note("Belum ada lambang. Cetakan dan slide memuat nama daerah saja.")
    else:
        _show_logo(logo, "Lambang yang terpasang")
        when = format_timestamp(record.waktu.astimezone(TIMEZONE))
        show_note(f"Dipasang oleh {record.oleh}, {when} · {_size_words(record.lebar, record.tinggi)}")
    if not may_write:
        return
    number = st.session_state.setdefault(_ROUND, 0)
    upload = st.file_uploader(
        "Pilih atau seret gambar lambang",
        type=["png", "jpg", "jpeg"],
        key=f"lambang_berkas_{number}",
        max_upload_size=1,
    )
    if upload is not None:
        _offer_logo(upload.getvalue())
    if record is not None:
        _offer_removal()


def _offer_logo(data: bytes) -> None:
    try:
        logo = read_logo(data)
    except LogoRefused as refusal:
        show_message("error", refusal.message)
        return
    _show_logo(logo.isi, "Pratinjau lambang baru")
    show_note(f"Pratinjau, belum tersimpan · {_size_words(logo.lebar, logo.tinggi)}")
    with st.form("lambang_baru", border=False):
        by = ask_writer(None, "lambang_oleh", "Dipasang oleh").strip()
        if not st.form_submit_button("Pasang lambang", type="primary"):
            return
    if not by:
        show_message("error", NO_NAME)
        return

    def add(store: Store, version: int) -> None:
        store.add_logo(data, by=by, at=cache.now(), expected_version=version)
        # A new round empties the uploader.
        st.session_state[_ROUND] += 1

    write("Lambang terpasang.", add, right=Right.SETTINGS)


def _offer_removal() -> None:
    with st.expander("Lepas lambang ini"), st.form("lambang_lepas", border=False):
        by = ask_writer(None, "lambang_lepas_oleh", "Dilepas oleh").strip()
        if not st.form_submit_button("Lepas lambang"):
            return
    if not by:
        show_message("error", NO_NAME)
        return
    write(
        "Lambang dilepas.",
        lambda store, version: store.remove_logo(by=by, at=cache.now(), expected_version=version),
        right=Right.SETTINGS,
    )


def _show_logo(png: bytes, words: str) -> None:
    """The picture on white, as on paper, in both themes. It is a PNG that we wrote ourselves."""
    ground = PALETTES["light"].background
    st.html(
        f'<div style="display:inline-block;background:{ground};padding:0.8rem;border:1px solid rgba(128,138,148,0.35)">'
        f'<img alt="{words}" src="data:image/png;base64,{b64encode(png).decode()}" '
        'style="display:block;max-height:8rem;max-width:100%"></div>'
    )


def _size_words(width: int, height: int) -> str:
    return f"{format_count(width)} × {format_count(height)} piksel"
