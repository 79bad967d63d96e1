"""Names that Streamlit gives its parts in English, in ours: for a screen reader, where a field is empty, and in the
tools and the column menus of tables.

Need: it has no setting for them, and a style sheet reaches no attribute. A name that a later Streamlit gives otherwise
is spoken in English again, and nothing breaks.
"""

from __future__ import annotations

import json

_NAMES = {
    "Sidebar": "Menu dan saringan",
    "App pages": "Halaman",
    "Collapse sidebar": "Tutup menu",
    "Expand sidebar": "Buka menu",
    "Collapse menu": "Tutup menu",
    "Expand menu": "Buka menu",
    "Navigate to home page": "Ke Ringkasan",
    "Open": "Buka pilihan",
    "Close": "Tutup",
    "Clear value": "Kosongkan",
    "Clear all": "Kosongkan",
    "Choose an option": "Pilih",
    "Choose or add an option": "Pilih atau ketik",
    "file upload": "Berkas",
    "Show/hide columns": "Pilih kolom",
    "Select all": "Semua",
    "Download as CSV": "Unduh CSV",
    "Search": "Cari",
    "Close Search": "Tutup pencarian",
    "Next Result": "Hasil berikutnya",
    "Previous Result": "Hasil sebelumnya",
    "Fullscreen": "Layar penuh",
    "Close fullscreen": "Tutup layar penuh",
    "Clear selection": "Kosongkan pilihan",
    "Dataframe column menu": "Menu kolom",
    "Copy column name": "Salin nama kolom",
    "Sort ascending": "Urutkan dari kecil",
    "Sort descending": "Urutkan dari besar",
    "Statistics": "Statistik",
    "Format": "Bentuk angka",
    "Autosize": "Sesuaikan lebar",
    "Pin column": "Tahan kolom",
    "Unpin column": "Lepas kolom",
    "Hide column": "Sembunyikan kolom",
}
_OF_TABLES = "[data-testid=stTooltipContent], [data-testid^=stDataFrame][data-testid$=Menu]"
"""Where such a name is a text that is read: what a tool is called under the pointer, and the menus of a column."""
_HELP, _OUR_HELP = "Help for ", "Keterangan "
_SKIP = "Langsung ke isi halaman"

TRANSLATE_NAMES = r"""(() => {
  if (window.kkbNames) return;
  window.kkbNames = true;
  const names = NAMES, skipWords = SKIP, marks = ["aria-label", "placeholder"];
  const translate = (part) => marks.forEach((mark) => {
    const words = part.getAttribute(mark) ?? "";
    const ours = Object.hasOwn(names, words) ? names[words] : words.replace(/^HELP/, "OURS");
    if (ours !== words) part.setAttribute(mark, ours);
  });
  // A label is Markdown, and Streamlit speaks it as it was escaped: "s renggiang \\(warna\\)".
  const unescape = (part) => {
    const words = part.getAttribute("aria-label") ?? "";
    if (part.kkbSpoken === words || !part.closest("[class*=st-key-]") || part.closest("a")) return;
    part.kkbSpoken = words.replace(/\\([!-\/:-@[-`{-~])/g, "$1").replaceAll("\u2060", "");
    if (part.kkbSpoken !== words) part.setAttribute("aria-label", part.kkbSpoken);
  };
  // The text alone is put in its place: the nodes are Streamlit's.
  const translateTexts = (part) => {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const words = walk.currentNode.nodeValue.trim();
      if (Object.hasOwn(names, words)) walk.currentNode.nodeValue = names[words];
    }
  };
  const below = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.closest(TABLES)) translateTexts(node);
    else node.querySelectorAll(TABLES).forEach(translateTexts);
    [node, ...node.querySelectorAll("[aria-label], [placeholder]")].forEach((part) => {
      translate(part);
      unescape(part);
    });
    const skip = node.querySelector("[data-testid=stSkipToContent]");
    if (skip) skip.textContent = skipWords;
  };
  new MutationObserver((changes) => changes.forEach((change) => {
    if (change.type === "attributes") below(change.target);
    else change.addedNodes.forEach(below);
  })).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: marks });
  below(document.body);
})()""".replace("NAMES", json.dumps(_NAMES)).replace("SKIP", json.dumps(_SKIP))
TRANSLATE_NAMES = TRANSLATE_NAMES.replace("HELP", _HELP).replace("OURS", _OUR_HELP)
TRANSLATE_NAMES = TRANSLATE_NAMES.replace("TABLES", json.dumps(_OF_TABLES))
"""A script for the whole document, once per visit."""
