"""Who may write, asked of the request behind this page. Checked again inside every action that writes."""

from __future__ import annotations

from kkb.access import Access, decide_access
from kkb.store import Store, StoreRefusal
from kkb.ui.frame import cache
from kkb.ui.frame.view import seen_version
from kkb.ui.parts.components import show_message
from kkb.ui.server.start_key import holds_key, listening


def request_access() -> Access:
    """The rule of `kkb.access` applied to the request behind this page."""
    return decide_access(
        is_local=cache.settings().is_local,
        listeners=[address for address, _ in listening()],
        has_key=holds_key(),
    )


def writing_store() -> Store:
    """The store, to write with; asked for at each write, since the page may have been drawn under other circumstances.

    What is written goes into the SQLite file that the reader was looking at, or nowhere. Raises StoreRefusal where this
    browser may not write, and StoreError.
    """
    access = request_access()
    if not access.may_write:
        raise StoreRefusal(f"{access.reason} Belum ada yang disimpan.")
    return cache.store_to_write().for_version(seen_version())


def show_read_only(access: Access, what: str) -> None:
    """Say why this page only reads."""
    show_message("info", f"{access.reason} {what}")
