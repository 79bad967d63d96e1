"""The one form that forgets something learned from saves: a spelling, the header of a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from kkb.access import Right
from kkb.store import Store
from kkb.ui.frame import cache
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import choose_text, show_message
from kkb.ui.parts.writer import ask_writer


def offer_forgetting(
    key: str,
    what: str,
    this: str,
    labels: Sequence[str],
    end: Callable[..., None],
    keys_of: Callable[[int], tuple[str, ...]],
    done: str,
) -> None:
    """Offer to forget one of several, with a reason and a name.

    `what` and `this` name it ("judul kolom", "judul"), `labels` each of them; `end` is the method of the store, which
    gets what `keys_of` says of the place in `labels`. `done` is said afterwards. `key` begins the keys of the fields.
    """
    with st.expander(f"Lupakan satu {what}"), st.form(f"{key}_lupa", border=False):
        places = {str(place): label for place, label in enumerate(labels)}
        chosen = choose_text(f"{this.capitalize()} yang dilupakan", places, f"{key}_pilihan")
        reason = st.text_input("Alasan", key=f"{key}_alasan", max_chars=500).strip()
        by = ask_writer(None, f"{key}_oleh", "Dilupakan oleh").strip()
        if not st.form_submit_button(f"Lupakan {this} ini"):
            return
    if not by or chosen is None:
        show_message("error", NO_NAME)
        return
    told = keys_of(int(chosen))

    def forget(store: Store, version: int) -> None:
        end(store, *told, by=by, at=cache.now(), reason=reason or None, expected_version=version)

    write(done, forget, empties=[f"{key}_alasan"], right=Right.SETTINGS)
