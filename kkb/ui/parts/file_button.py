"""A button that makes a file on the server when it is pressed, and saves it: one press, nothing made beforehand."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HTML = '<button type="button"></button><span role="status" aria-live="polite"></span>'
_CSS = """
button { font: inherit; font-size: 0.95rem; padding: 0.35rem 0.9rem; min-height: 2.5rem; cursor: pointer;
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: 4px; text-align: left; white-space: nowrap; }
button:hover:enabled, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-link-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
button:disabled { cursor: progress; opacity: 0.6; }
span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""
_JS = """
const waiting = new WeakMap(); // button → the press it waits for
const PATIENCE_MS = 60000;
let presses = 0;

export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("[role=status]");
  const finish = (words) => {
    waiting.delete(button);
    button.disabled = false;
    button.textContent = data.label;
    status.textContent = words;
  };
  if (!waiting.has(button)) button.textContent = data.label;
  button.onclick = () => {
    const number = `${Date.now()}-${(presses += 1)}`;
    waiting.set(button, number);
    button.disabled = true;
    button.textContent = status.textContent = "Menyiapkan…";
    setTriggerValue("press", number);
    setTimeout(() => { if (waiting.get(button) === number) finish("Belum berhasil; coba lagi"); }, PATIENCE_MS);
  };
  if (!data.press || waiting.get(button) !== data.press) return;
  if (!data.file) { finish("Belum berhasil"); return; }
  const bytes = Uint8Array.from(atob(data.file), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: data.type }));
  link.download = data.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  finish("Terunduh");
}
"""

_button = st.components.v2.component("kkb_unduh_berkas", html=_HTML, css=_CSS, js=_JS)


@dataclass(frozen=True, slots=True)
class FileToSave:
    """A file as the browser is to save it."""

    name: str
    data: bytes
    kind: str = XLSX


def show_file_button(label: str, make_file: Callable[[], FileToSave | None], key: str) -> None:
    """The button. Call it inside a fragment: a press runs that fragment again, and only then is the file made.

    `make_file` returns None where it cannot be made, after it has said so on the page.
    """
    press = st.session_state.get(key, {}).get("press")
    data: dict[str, str] = {"label": label}
    if press:
        data["press"] = press
        file = make_file()
        if file is not None:
            data |= {"name": file.name, "type": file.kind, "file": base64.b64encode(file.data).decode("ascii")}
    _button(data=data, key=key, width="content", on_press_change=_noted)


def _noted() -> None:
    """A press needs no more than the new run that it causes."""
