"""A button for a file whose making has something to say: what of it was lost, why there is none, what it is called.

Need: what `st.download_button` makes at a press is made outside the page's run; it can show no word and ask for no
right to write.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_JS = """
const saved = new Set();

export default function ({ data }) {
  if (saved.has(data.press)) return;
  saved.add(data.press);
  const bytes = Uint8Array.from(atob(data.file), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: data.type }));
  link.download = data.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
"""

_save = st.components.v2.component("kkb_simpan_berkas", js=_JS)


@dataclass(frozen=True, slots=True)
class FileToSave:
    """A file as the browser is to save it."""

    name: str
    data: bytes
    kind: str = XLSX


def show_file_button(
    label: str, make_file: Callable[[], FileToSave | None], key: str, *, in_a_row: bool = False
) -> None:
    """The button. Call it inside a fragment: a press runs that fragment again, and only then is the file made.

    `make_file` returns None where it cannot be made, after it has said so on the page. `in_a_row` of a list it has no
    frame, but a sign.
    """
    looks: dict[str, Any] = {"type": "tertiary", "icon": ":material/download:"} if in_a_row else {}
    if not st.button(label, key=key, **looks):
        return
    with st.spinner("Menyiapkan…"):
        file = make_file()
    if file is not None:
        content = base64.b64encode(file.data).decode("ascii")
        _save(
            data={"press": secrets.token_hex(8), "name": file.name, "type": file.kind, "file": content},
            key=f"{key}_berkas",
        )
