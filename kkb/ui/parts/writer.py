"""Under which name something is noted: that of who is logged in, or, while there are no accounts, what is typed."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kkb.formatting import escaped
from kkb.store import StoreError
from kkb.theme import BODY_SIZE
from kkb.ui.frame.access import needs_login, who_writes

_LAST = "nama_masuk"


def writer_name() -> str:
    """The full name of who is logged in; "" while there are no accounts, and where nobody can be asked.

    Once the login is over it is the last one: the write says so, and is refused.
    """
    try:
        name = who_writes()
    except StoreError:
        name = ""
    if name:
        st.session_state[_LAST] = name
    return name or (str(st.session_state.get(_LAST, "")) if needs_login() else "")


def ask_writer(
    place: DeltaGenerator | None, key: str, label: str = "Nama Anda", *, persist_state: Literal["session"] | None = None
) -> str:
    """The field for the writer's name, as it was typed; of who is logged in the name, which is only shown.

    `place` None: where the page goes on.
    """
    where = place if place is not None else st
    if name := writer_name():
        where.html(f'<p style="margin:0 0 0.4rem;font-size:{BODY_SIZE}">Dicatat atas nama <b>{escaped(name)}</b></p>')
        return name
    return where.text_input(label, key=key, max_chars=120, persist_state=persist_state) or ""
