"""Several officers at one draft: each is told who else has it open, and sees what the others change.

Who is there is known to this process alone, for as long as their pages ask; nothing of it is stored.
"""

from __future__ import annotations

import threading
import time

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kkb.formatting import join_words
from kkb.store import StoreError
from kkb.ui.frame import cache
from kkb.ui.frame.live import LOOK_SECONDS
from kkb.ui.frame.writing import say_again
from kkb.ui.parts.components import show_note
from kkb.ui.unggah import desk

_GONE_SECONDS = 4 * LOOK_SECONDS
"""After this long without a word from its page nobody is there; one look may be late."""


class _Presence:
    """Which sessions have which draft open, and under which name. Usable from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drafts: dict[str, dict[str, tuple[str, float]]] = {}

    def note(self, kode: str, session: str, name: str) -> list[str]:
        """Note that a session has a draft open; the names of the other sessions that have ("" for one without)."""
        now = time.monotonic()
        with self._lock:
            self._drafts = {
                one: there
                for one, sessions in self._drafts.items()
                if (there := {key: (who, at) for key, (who, at) in sessions.items() if now - at < _GONE_SECONDS})
            }
            sessions = self._drafts.setdefault(kode, {})
            sessions[session] = (name, now)
            return sorted({who for key, (who, _) in sessions.items() if key != session})


@st.cache_resource(max_entries=1, show_spinner=False)
def _presence() -> _Presence:
    return _Presence()


@st.fragment(run_every=LOOK_SECONDS)
def follow_draft(kode: str, revision: int) -> None:
    """Say who else has the draft open, and draw the page anew once another revision holds than the one it shows.

    What is being typed stays in its field. Where the store cannot be asked, the page stays as it is.
    """
    context = get_script_run_ctx()
    if context is not None:
        others = _presence().note(kode, context.session_id, desk.signature())
        if words := colleague_words(others, desk.signature()):
            show_note(words)
    try:
        is_outdated = cache.store().draft_revision(kode, at=cache.now()) != revision
    except StoreError:
        return
    if is_outdated:
        say_again()
        st.rerun()


def colleague_words(names: list[str], own: str) -> str:
    """ "Juga membuka draf ini: …", for the names of other sessions ("" for one that nobody has signed); "" for none.

    >>> colleague_words(["Petugas Dendang"], "Petugas Gantung")
    'Juga sedang membuka draf ini: Petugas Dendang. Perubahannya tampil dalam beberapa detik.'
    """
    told = [name for name in names if name and name != own]
    told += ["seorang rekan"] * ("" in names and own != "")
    told += ["jendela lain milik Anda"] * (own in names)
    if not told:
        return ""
    return f"Juga sedang membuka draf ini: {join_words(told)}. Perubahannya tampil dalam beberapa detik."
