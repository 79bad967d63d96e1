"""Stills (SVG) on a page, with links, for keyboard, print and voice. Need: `st.html` takes every SVG out."""

from __future__ import annotations

import streamlit as st

_HTML = '<div class="kkb-gambar"></div>'
_CSS = """
.kkb-gambar svg { display: block; width: 100%; height: auto; }
.kkb-sempit { display: none; }
@media (max-width: 640px) { .kkb-lebar { display: none; } .kkb-sempit { display: block; } }
.kkb-gambar svg a:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
@media print {
  .kkb-gambar [role="group"] { max-width: 14rem !important; }
  .kkb-gambar section + section { flex-basis: 13rem !important; }
}
"""
_JS = """
export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".kkb-gambar");
  const html = new TextDecoder().decode(data);
  if (place.drawn !== html) { place.innerHTML = html; place.drawn = html; }
}
"""

_stills = st.components.v2.component("kkb_gambar", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)


def show_stills(html: str, key: str) -> None:
    """HTML with stills in it, in the page's own tree. All text in it must be escaped: nothing takes it out here.

    An SVG says nothing to a screen reader: around it belongs a `role="group"` with its words as `aria-label`.
    """
    # As bytes: Streamlit looks a text over for a table and writes it as JSON, twice at each run.
    _stills(data=html.encode(), key=key)
