"""A button that puts a text on the clipboard in one press.

Need: Streamlit copies only a block of code, and only where the browser's own clipboard is open (not under http).
"""

from __future__ import annotations

import streamlit as st

_HTML = """
<button type="button"></button><span role="status" aria-live="polite"></span>
<details><summary>Lihat teksnya</summary><pre></pre></details>
<a target="_blank" rel="noopener"></a>
"""
_CSS = """
:host { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1.2rem; color: var(--st-text-color); }
div { display: contents; }
button { font: inherit; font-weight: 600; padding: 0.35rem 0.9rem; cursor: pointer; color: inherit;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: 4px; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-link-color); }
button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--st-primary-color);
  outline-offset: 2px; }
span:empty, a:empty { display: none; }
summary { cursor: pointer; }
details[open] { flex-basis: 100%; order: 1; }
pre { font: inherit; white-space: pre-wrap; margin: 0.4rem 0 0; }
a { color: var(--st-link-color); }
@media print { :host { display: none; } }
"""
_JS = """
export default function ({ parentElement, data }) {
  const find = (name) => parentElement.querySelector(name);
  const button = find("button"), note = find("span"), link = find("a");
  button.textContent = data.label;
  find("pre").textContent = data.text;
  link.textContent = data.linkLabel;
  link.href = data.address;
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
    () => { note.textContent = data.done; },
    () => { note.textContent = "Belum tersalin; pilih dan salin teksnya."; });
}
"""

_button = st.components.v2.component("kkb_salin", html=_HTML, css=_CSS, js=_JS)


def show_copy_button(
    label: str, text: str, *, link_label: str, address: str, key: str, done: str = "Tersalin. Tempel di grup."
) -> None:
    """The button, the text it copies (to unfold) and a link beside them; `done` is said once it is copied.

    All of it is data, never markup. Without a `link_label` there is no link.
    """
    data = {"label": label, "text": text, "linkLabel": link_label, "address": address, "done": done}
    _button(data=data, key=key)
