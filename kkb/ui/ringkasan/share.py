"""Sending the figures on: the message for the WhatsApp group in one press, and the light page for a poor line."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

import streamlit as st

from kkb.narrative.meeting import is_about, message_lines
from kkb.ui.frame import cache
from kkb.ui.frame.view import View, as_readers_see
from kkb.ui.parts.addresses import filter_query
from kkb.ui.parts.copy_button import show_copy_button
from kkb.ui.ringkasan.summary import Summary


def show_share(view: View, words: Summary) -> None:
    """The button, the text it copies, and the address of the light page, which shows the same figures.

    The text ends with that address where the office has told one (`KKB_ALAMAT`): another may
    open on this machine alone.
    """
    address, text = light_address(view), _message(view, words)
    # The light page prints without a menu or buttons.
    show_copy_button(
        "Salin untuk WhatsApp", text, link_label="Halaman ringan, untuk dicetak", address=address, key="salin_whatsapp"
    )


def show_meeting_share(view: View, words: Summary) -> None:
    """The same message with the open next steps, as readers may see them, for the group after a meeting."""
    steps = as_readers_see(view).snapshot.tindak_lanjut
    about = [step for step in steps if is_about(step, view.kecamatan_codes)]
    text = _message(view, words, message_lines(about, view.region, view.today))
    show_copy_button("Salin untuk WhatsApp", text, link_label="", address="", key="salin_whatsapp_rapat")


def _message(view: View, words: Summary, more: Sequence[str] = ()) -> str:
    address = [light_address(view)] if cache.settings().public_address else []
    return "\n".join([words.message.rstrip(), *more, *address])


def light_address(view: View) -> str:
    """The whole address of the light page with this filter and day."""
    parts = urlsplit(cache.settings().public_address or st.context.url or "")
    query = filter_query(view.filters)
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{origin}/ringkas" + (f"?{urlencode(query)}" if query else "")
