"""How to read the pages, what the figures mean, what a recap may look like: with contents and a search."""

import streamlit as st

from kkb.ui.bantuan.sections import all_sections, matching, show_contents, show_help
from kkb.ui.frame.view import current_view
from kkb.ui.parts.components import show_note, show_title

show_title("Bantuan", "Arti angka, tahap dan warna, serta bentuk rekap yang terbaca")
words = st.text_input(
    "Cari di Bantuan", key="cari_bantuan", bind="query-params", placeholder="misalnya tenggat, tahap atau tanda tangan"
)
found = matching(all_sections(current_view()), words or "")
if not found:
    show_note("Tidak ada bagian yang memuat kata itu. Coba kata lain, atau kosongkan pencarian.")
show_contents(found)
for section in found:
    show_help(section)
