"""The one form that takes something noted back: a meeting, an event."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from kkb.access import Right
from kkb.ui.frame import cache
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import choose_text, show_message
from kkb.ui.parts.writer import ask_writer


def offer_cancel(what: str, labels: dict[str, str], cancel: Callable[..., None], *, right: Right) -> None:
    """Offer to take one `what` back: `labels` by its number; `cancel` is the store's method, which needs `right`."""
    key, title = f"{what}_batal", what.capitalize()
    with st.expander(f"Batalkan {what}"), st.form(key, border=False):
        chosen = choose_text(f"{title} yang dibatalkan", labels, f"{key}_pilihan")
        by = ask_writer(None, f"{key}_oleh", "Dibatalkan oleh").strip()
        if not st.form_submit_button(f"Batalkan {what} ini"):
            return
    if not by or chosen is None:
        show_message("error", NO_NAME)
        return
    nomor = int(chosen)
    write(
        f"{title} dibatalkan.",
        lambda store, version: cancel(store, nomor, by=by, at=cache.now(), expected_version=version),
        right=right,
    )
