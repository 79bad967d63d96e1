"""A button that puts a text on the clipboard in one press, also where the browser's own clipboard is closed (http)."""

from __future__ import annotations

import streamlit as st

_HTML = '<button type="button"></button><span role="status" aria-live="polite"></span>'
_CSS = """
button { font: inherit; font-weight: 600; padding: 0.35rem 0.9rem; cursor: pointer; color: var(--st-text-color);
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: 4px; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
span { margin-left: 0.6rem; font-size: 0.9rem; color: var(--st-text-color); }
"""
_JS = """
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const note = parentElement.querySelector("span");
  button.textContent = data.label;
  const write = async () => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(data.text);
    const field = document.createElement("textarea");
    field.value = data.text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.appendChild(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copy refused");
  };
  button.onclick = () => write().then(
    () => { note.textContent = "Tersalin. Tempel di grup."; },
    () => { note.textContent = "Belum tersalin; pilih dan salin teksnya."; });
}
"""

_button = st.components.v2.component("kkb_salin", html=_HTML, css=_CSS, js=_JS)


def show_copy_button(label: str, text: str, key: str) -> None:
    """The button; what was copied is told beside it. `text` is data, never markup."""
    _button(data={"label": label, "text": text}, key=key)
