"""Lead the reader to what a press has brought: the top of the page and its first message, or a field with a fault."""

from __future__ import annotations

import json
import re

import streamlit as st

from kkb.formatting import escaped
from kkb.ui.frame.view import palette
from kkb.ui.parts.components import message_html

_TURN, _SHOWN = "halaman_ke_atas", "halaman_ditunjukkan"

_KEY_SIGNS = re.compile(r"[^a-zA-Z0-9_-]")
"""What Streamlit does not take over from a key into the name of a class."""

# What is drawn while the run goes on takes the place of what had the focus: so it is given once the run is over, and
# not to a reader who goes on by then.
_LEAD = """<script>
{
  const key = KEY, page = document.querySelector("[data-testid=stMain]"), stop = new AbortController();
  if (!key) page.scrollTo({ top: 0 });
  for (const kind of ["wheel", "pointerdown", "keydown"]) {
    addEventListener(kind, () => stop.abort(), { signal: stop.signal });
  }
  const look = setInterval(() => {
    if (!stop.signal.aborted && !document.querySelector("[data-test-script-state=notRunning]")) return;
    clearInterval(look);
    if (stop.signal.aborted) return;
    stop.abort();
    const place = page.querySelector(`${key && `.st-key-${key}`} :is(${key && "input,"}[role=status],[role=alert])`);
    if (place?.matches("[role]:not(input)")) place.tabIndex = -1;
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: key ? "center" : "nearest" });
  }, 50);
}
</script>"""


def show_from_top() -> None:
    """Let the next run that reaches `place_top` be shown from there, with the focus on its first message."""
    show_next_at("")


def show_next_at(key: str) -> None:
    """Let the next run that reaches `place_top` lead to the first message in the container with this key."""
    turn, _ = st.session_state.get(_TURN, (0, ""))
    st.session_state[_TURN] = (turn + 1, key)


def place_top() -> None:
    """Where the page begins."""
    # In every run: if it came and went, what stands below would be made anew and lose the focus of the keyboard.
    place = st.empty()
    turn, key = st.session_state.get(_TURN, (0, ""))
    if turn:
        place.html(_script(key, turn), unsafe_allow_javascript=True)


def show_fault(text: str, field: str = "") -> None:
    """Say beside a field what is wrong with it; with the key of that field the reader is led there."""
    html = message_html("error", text, palette())
    if not field:
        st.html(html)
        return
    st.html(html + _script(field, _next_turn()), unsafe_allow_javascript=True)


def lead_to(key: str) -> None:
    """Lead the reader to the field with this key, or to the first message in the container with it."""
    st.html(_script(key, _next_turn()), unsafe_allow_javascript=True)


def lead_on(place: str, key: str) -> None:
    """Mark a place for links ("#kolom"): one that is pressed goes on to the field with this key (`moving.py`)."""
    st.html(f'<div id="{escaped(place)}" data-kkb-ke="{escaped(_KEY_SIGNS.sub("-", key))}"></div>')


def _next_turn() -> int:
    turn: int = st.session_state.get(_SHOWN, 0) + 1
    st.session_state[_SHOWN] = turn
    return turn


def _script(field: str, turn: int) -> str:
    """The number makes each turn a script of its own: one that has run once does not run again."""
    return f'<span data-kkb-giliran="{turn}"></span>{_LEAD.replace("KEY", json.dumps(field))}'
