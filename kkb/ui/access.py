"""Who may write, asked of the request behind this page. Checked again inside every action that writes."""

from __future__ import annotations

import streamlit as st

from kkb.access import Access, decide_access
from kkb.ui import cache
from kkb.ui.components import show_message


def request_access() -> Access:
    """The rule of `kkb.access` applied to the websocket of this page."""
    headers = st.context.headers
    names = list(headers.keys())
    return decide_access(
        is_local=cache.settings().is_local,
        server_address=st.get_option("server.address"),
        header_names=names,
        headers={name.lower(): headers[name] for name in names},
    )


def show_read_only(access: Access, what: str) -> None:
    """Say why this page only reads."""
    show_message("info", f"{access.reason} {what}")
