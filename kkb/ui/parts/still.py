"""Stills (SVG) on a page, with links, for keyboard, print and voice. Need: `st.html` takes every SVG out."""

from __future__ import annotations

import streamlit as st

_HTML = '<div class="kkb-gambar"></div>'
_CSS = """
.kkb-gambar svg { display: block; width: 100%; height: auto; }
.kkb-sempit { display: none; }
@media (max-width: 640px) { .kkb-lebar { display: none; } .kkb-sempit { display: block; } }
.kkb-gambar svg a:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.kkb-ketuk { display: none; min-height: 3em; }
@media (hover: none) { .kkb-ketuk { display: block; } .kkb-tunjuk { display: none; } }
@media print {
  .kkb-gambar [role="group"] { max-width: 14rem !important; }
  .kkb-gambar section + section { flex-basis: 13rem !important; }
}
"""
_JS = """
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// The link nearest in a direction; what lies aside counts double.
function nearest(links, from, [x, y]) {
  const middle = (link) => {
    const box = link.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [left, top] = middle(from);
  const far = (link) => {
    const [right, bottom] = middle(link), ahead = (right - left) * x + (bottom - top) * y;
    return ahead < 1 ? Infinity : ahead + 2 * Math.abs((right - left) * y + (bottom - top) * x);
  };
  return links.reduce((best, link) => (far(link) < far(best) ? link : best), from);
}

// The tiles of a map are one stop of the Tab key; arrows lead from one to the next.
function makeOneStop(map) {
  const links = [...map.querySelectorAll("a")];
  const stop = (at) => links.forEach((link) => link.setAttribute("tabindex", link === at ? 0 : -1));
  stop(links[0]);
  map.onkeydown = (event) => {
    const from = event.target.closest("a");
    if (!WAYS[event.key] || !from) return;
    event.preventDefault();
    const next = nearest(links, from, WAYS[event.key]);
    stop(next);
    next.focus();
  };
}

// Where nothing can hover, the first tap on a mark tells its words in the line below the map; the second opens it.
function makeTold(map) {
  const line = map.querySelector(".kkb-ketuk");
  if (!line) return;
  let told = null;
  map.onclick = (event) => {
    const mark = event.target.closest("a");
    if (!mark || mark === told || !matchMedia("(hover: none)").matches || !event.detail) return;
    event.preventDefault();
    told = mark;
    line.textContent = `${mark.getAttribute("aria-label")}. Ketuk lagi untuk membuka halamannya.`;
  };
}

export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".kkb-gambar");
  const html = new TextDecoder().decode(data);
  if (place.drawn === html) return;
  place.innerHTML = html;
  place.drawn = html;
  place.querySelectorAll("[data-peta]").forEach((map) => { makeOneStop(map); makeTold(map); });
}
"""

_stills = st.components.v2.component("kkb_gambar", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)


def show_stills(html: str, key: str) -> None:
    """HTML with stills in it, in the page's own tree. All text in it must be escaped: nothing takes it out here.

    An SVG says nothing to a screen reader: around it belongs a `role="group"` with its words as `aria-label`. What is
    marked `data-peta` is one stop of the Tab key, with arrows inside; under a finger a line `kkb-ketuk` in it tells a
    mark before it opens. A `kkb-tunjuk` is there only where something can hover.
    """
    # As bytes: Streamlit looks a text over for a table and writes it as JSON, twice at each run.
    _stills(data=html.encode(), key=key)
