"""Stills (SVG) on a page, with links, for keyboard, print and voice. Need: `st.html` takes every SVG out."""

from __future__ import annotations

import streamlit as st

_HTML = '<div class="kkb-gambar"></div>'
_CSS = """
.kkb-gambar svg { display: block; width: 100%; height: auto; }
.kkb-gambar svg a:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
@media print {
  .kkb-gambar [role="group"] { max-width: 14rem !important; }
  .kkb-gambar section + section { flex-basis: 13rem !important; }
}
"""
_JS = """
export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".kkb-gambar");
  if (place.drawn !== data) { place.innerHTML = data; place.drawn = data; }
}
"""

_stills = st.components.v2.component("kkb_gambar", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)


def show_stills(html: str, key: str) -> None:
    """HTML with stills in it, in the page's own tree. All text in it must be escaped: nothing takes it out here."""
    _stills(data=html, key=key)
