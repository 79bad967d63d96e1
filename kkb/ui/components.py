"""Parts that pages are made of. Text from a file or a person is never read as Markdown or HTML here."""

from __future__ import annotations

import re
from html import escape

import plotly.graph_objects as go
import streamlit as st

from kkb.charts import CONFIG
from kkb.formatting import format_date
from kkb.narrative import Card
from kkb.ui.navigation import link_to
from kkb.ui.view import View

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>&^=\"'])")


def plain(text: str) -> str:
    """Text for a place that reads Markdown: every character stands for itself."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def show_title(text: str) -> None:
    """The page's one heading: its finding as a sentence."""
    st.title(plain(text), anchor=False)


def show_section(text: str, subtitle: str = "") -> None:
    """A finding with, in small, what is measured."""
    st.subheader(plain(text), anchor=False)
    if subtitle:
        show_note(subtitle)


def show_note(text: str) -> None:
    """Small, quiet text."""
    st.html(f'<p style="margin:0;font-size:0.9rem;opacity:0.8;line-height:1.45">{escape(text)}</p>')


def show_cards(cards: list[Card]) -> None:
    """Figures side by side; below each other on a phone."""
    with st.container(horizontal=True, gap="large"):
        for card in cards:
            with st.container(width="stretch"):
                st.html(
                    '<div style="min-width:9.5rem;line-height:1.25">'
                    f'<div style="font-size:0.95rem">{escape(card.label)}</div>'
                    f'<div style="font-size:2.6rem;font-weight:700;line-height:1.15">{escape(card.value)}</div>'
                    f'<div style="font-size:0.9rem;opacity:0.8">{escape(card.note)}</div></div>'
                )


def show_figure(figure: go.Figure, key: str, alt: str) -> None:
    """A figure in the house's own type and language; `alt` says its finding in words."""
    st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=alt)


def show_source(view: View, *, what: str = "") -> None:
    """The foot of every figure: its day, filter and source."""
    show_note(source_words(view, what=what))


def source_words(view: View, *, what: str = "") -> str:
    """ "Keadaan per 10 Mei 2023 · Manggar · Sumber: unggahan 1 (rekap.xlsx) · data contoh"."""
    uploads = [upload for upload in view.active_uploads if upload.tanggal_data <= view.day]
    if not uploads:
        uploads = view.active_uploads
    shown = ", ".join(f"{upload.nomor} ({upload.nama_berkas})" for upload in uploads[:2])
    rest = f" dan {len(uploads) - 2} lainnya" if len(uploads) > 2 else ""
    parts = [f"Keadaan per {format_date(view.day)}"]
    if view.filters.kecamatan:
        parts.append("Kecamatan " + ", ".join(view.filters.kecamatan))
    if what:
        parts.append(what)
    parts.append(f"Sumber: unggahan {shown}{rest}" if uploads else "Belum ada unggahan")
    if view.samples:
        parts.append("data contoh")
    return " · ".join(parts)


def show_empty(view: View) -> bool:
    """The empty state; True if there is nothing to show."""
    if view.has_data:
        return False
    show_title("Belum ada data")
    st.write("Unggah rekap pertama untuk melihat berapa desa yang sudah membentuk Pokja.")
    link_to("unggah", "Unggah rekap")
    return True
