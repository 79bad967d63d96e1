"""The sheet under review: cells with findings marked, the findings beside it, values mended in place.

The script and its looks are beside this file. All it shows arrives as data and becomes text, never markup. Need: no
table of Streamlit marks single cells with findings, steps from one to the next and mends them by keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from kkb.checking.questions import MendedCell

_HERE = Path(__file__)
_KEY = "unggah_lembar"
_TURN = "unggah_lembar_giliran"
_LONGEST = 500
"""Letters of a value that is typed; longer ones are cut by the field itself."""

_HTML = """
<div class="frame"><div class="frame-inner">
  <div class="bar">
    <select aria-label="Lembar yang ditampilkan"></select>
    <span class="count"></span>
    <button type="button" class="opener">Tampilkan lembar</button>
    <button type="button" class="undo" title="Ctrl+Z">Urungkan</button>
    <span class="steps"><button type="button" class="back" aria-label="Temuan sebelumnya">Sebelumnya</button>
    <button type="button" class="next" aria-label="Temuan berikutnya">Berikutnya</button></span>
  </div>
  <div class="sheet">
    <div class="scroll"><table role="grid" aria-label="Isi lembar"><thead></thead><tbody></tbody></table></div>
    <div class="detail" role="status" aria-live="polite"></div>
    <p class="note"></p>
  </div>
  <div class="side"><h3></h3><ol></ol><h3></h3><ul></ul></div>
</div></div>
"""

_view = st.components.v2.component(
    "kkb_lembar",
    html=_HTML,
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class CellChange:
    """What was pressed: a cell, and the text that mends it; None takes the mend back.

    `seen` is the mend that stood there when the sheet was last drawn: a value that is typed holds back newer ones.
    """

    cell: MendedCell
    text: str | None
    seen: str | None


def show_sheet(data: dict[str, Any]) -> CellChange | None:
    """Draw the sheet; the change of a cell that was just made."""
    turn = st.session_state.setdefault(_TURN, 0)
    result = _view(data=data | {"turn": turn}, key=_KEY, on_mend_change=_noted)
    pressed = result.get("mend")
    if pressed is not None:
        # Tells the browser that its press was dealt with, also where nothing came of it.
        st.session_state[_TURN] = turn + 1
    return _read(pressed, len(data["sheets"]), data)


def _noted() -> None:
    """A change needs no more than the new run that it causes."""


def _read(pressed: Any, count: int, data: dict[str, Any]) -> CellChange | None:
    """What the browser says is checked again: it may say anything."""
    if not isinstance(pressed, dict):
        return None
    index, ref, text, seen = (pressed.get(name) for name in ("sheet", "ref", "text", "seen"))
    if type(index) is not int or not 0 <= index < count or not isinstance(ref, str):
        return None
    if any(one is not None and (not isinstance(one, str) or len(one) > _LONGEST) for one in (text, seen)):
        return None
    sheet = data["sheets"][index]
    return CellChange(MendedCell(sheet["sheet"], ref, sheet["file"]), text.strip() if text is not None else None, seen)
