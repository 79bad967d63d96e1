"""Parts that pages are made of. Text from a file or a person is never read as Markdown or HTML here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from kkb.briefing.source import source_words
from kkb.charts import CONFIG
from kkb.charts.base import faint
from kkb.charts.drill_down import is_pressable, with_press_points
from kkb.formatting import drop_direction, escaped, hold_units
from kkb.narrative import Card
from kkb.theme import BIG_SIZE, BODY_SIZE, QUIET_SIZE, SECTION_SIZE, TAHAP_LETTER, TITLE_SIZE, Palette
from kkb.ui.frame.navigation import link_to
from kkb.ui.frame.view import View, current_view, palette
from kkb.ui.parts.addresses import desa_address, link_html
from kkb.ui.parts.pressing import open_address, open_drill_down, pressed, pressed_desa

_AMBER = "#E69F00"
"""The hue of what needs care, in both themes."""

_TITLE = (
    f"margin:0;padding:0;font-size:{TITLE_SIZE};line-height:1.2;font-weight:700;overflow-wrap:anywhere;"
    "text-wrap:balance"
)
_SECTION = f"margin:0;padding:0;font-size:{SECTION_SIZE};line-height:1.3;font-weight:650"
LINE = f"margin:0.25rem 0 0;font-size:{BODY_SIZE};line-height:1.35"
"""Style of a sentence in full ink under a heading or figures."""
_BIG = f"font-size:{BIG_SIZE};font-weight:700;line-height:1.15"
_BIG_WORDS = f"font-size:{TITLE_SIZE};font-weight:700;line-height:1.15"
"""For a value of several words, "1 tahun 10 bulan": in two lines it is little higher than a number."""
_CARD_LINK = (
    "color:inherit;text-decoration:underline dotted 2px;text-decoration-color:rgba(128,138,148,0.7);"
    "text-underline-offset:0.15em"
)
_CARDS = "display:grid;grid-template-columns:repeat(auto-fit,minmax(7.4rem,1fr));gap:0 1.5rem"
"""Two by two on a phone, three in the narrower column of the first page."""
_CARD = "line-height:1.25;display:grid;grid-row:span 3;grid-template-rows:subgrid;padding-bottom:0.8rem"
"""Label, value and note of all cards in a row stand at one height, though a label may break."""
_PRINTED_CARDS = (
    "<style>@media print{.kkb-kartu{grid-template-columns:repeat(4,1fr)!important;gap:0 0.8rem!important}}</style>"
)
"""Paper is narrower than most screens, but four figures belong in one row."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>&^=\"'])")
# Links, icons, emoji and arrows are looked for once more in the text that is left after unescaping. One of these inside
# such a token ends it: a character without width, at which no line breaks.
_JOINER = "\N{WORD JOINER}"
_TOKEN = re.compile(r"[:@](?=\S)|www(?=\.)|[<>~=-](?=[<>=-])", re.IGNORECASE)

_TITLED = "halaman_berjudul"
MessageKind = Literal["error", "warning", "info", "success"]


def plain(text: str) -> str:
    """Text for a label, the one place that must be Markdown: every character stands for itself, nothing takes effect.

    Messages have a box of their own (`show_message`), which reads no Markdown at all.
    """
    unbroken = " ".join(drop_direction(text).split())
    return _MARKDOWN.sub(r"\\\1", _TOKEN.sub(lambda token: token[0] + _JOINER, unbroken))


def spoken(text: str) -> str:
    """What a screen reader says after the label of one of several equal buttons, and nobody sees: which one it is."""
    return f" *{words}*" if (words := plain(text)) else ""


def show_message(kind: MessageKind, text: str, *, lead: str = "") -> None:
    """A box that speaks to the reader, its first words in bold if there is a `lead`; always as plain text.

    Read aloud at once where something went wrong, at the next pause where not.
    """
    st.html(message_html(kind, text, palette(), lead=lead))


def begin_page() -> None:
    """A run begins: nothing has been drawn."""
    st.session_state[_TITLED] = False


def note_title() -> None:
    """The page has its heading."""
    st.session_state[_TITLED] = True


def is_titled() -> bool:
    """Whether this run has drawn the page's heading."""
    return bool(st.session_state.get(_TITLED))


def show_title(text: str, note: str = "", news: str = "") -> None:
    """The page's one heading: its finding as a sentence, a quiet line under it, and what is new in full ink."""
    st.html(title_html(text, note, news))
    note_title()


def show_section(text: str, subtitle: str = "", *, anchor: str = "") -> None:
    """A finding with, in small, what is measured. A link to the `anchor` ("#temuan") leads the keyboard here."""
    head = section_html(text, subtitle)
    st.html(f'<div id="{escaped(anchor)}" tabindex="-1">{head}</div>' if anchor else head)


def show_note(text: str) -> None:
    """Small, quiet text."""
    st.html(note_html(text))


def title_html(text: str, note: str = "", news: str = "", *, badge: str = "") -> str:
    """The heading as HTML, all of it escaped but the `badge` before it (`verdict_html`)."""
    line = f'<p style="{LINE}">{escaped(news)}</p>' if news else ""
    head = f'<h1 style="{_TITLE}">{badge}{escaped(text)}</h1>'
    return head + (note_html(note) if note else "") + line


def message_html(kind: MessageKind, text: str, colours: Palette, *, lead: str = "") -> str:
    """A message as HTML, all of it escaped."""
    edge = {"error": colours.target, "warning": _AMBER}.get(kind, colours.focus)
    role = "alert" if kind in ("error", "warning") else "status"
    start = f"<b>{escaped(lead)}</b> " if lead else ""
    return (
        f'<div role="{role}" style="border-left:6px solid {edge};border-radius:4px;background:{faint(edge, 0.14)};'
        f'padding:0.6rem 0.9rem;font-size:{BODY_SIZE};line-height:1.4;overflow-wrap:anywhere">'
        f"{start}{escaped(text)}</div>"
    )


def section_html(text: str, subtitle: str = "") -> str:
    """A finding as HTML, all of it escaped."""
    return f'<h2 style="{_SECTION}">{escaped(text)}</h2>' + (note_html(subtitle) if subtitle else "")


def note_html(text: str) -> str:
    """Quiet text as HTML, escaped."""
    style = f"margin:0.15rem 0 0;font-size:{QUIET_SIZE};opacity:0.8;line-height:1.4;overflow-wrap:anywhere"
    return f'<p style="{style}">{escaped(text)}</p>'


def badge(tahap: str, colours: Palette) -> str:
    """A rung as a lettered square (HTML)."""
    edge = "dashed" if not tahap else "solid"
    return (
        f'<span style="display:inline-block;width:1.5em;height:1.5em;line-height:1.4em;text-align:center;'
        f"background:{colours.tahap[tahap]};color:{colours.ink(tahap)};border:1px {edge} {colours.outline};"
        f'font-weight:700;margin-right:0.5em">{TAHAP_LETTER[tahap]}</span>'
    )


def cards_html(cards: Sequence[Card], addresses: Sequence[str] = ()) -> str:
    """Figures side by side as HTML, two by two on a phone, all of it escaped; `addresses` are where they open."""
    opened = [*addresses, *([""] * (len(cards) - len(addresses)))]
    return f'{_PRINTED_CARDS}<div class="kkb-kartu" style="{_CARDS}">{"".join(map(_card, cards, opened))}</div>'


def _card(card: Card, address: str) -> str:
    big = _BIG_WORDS if card.is_words else _BIG
    words, value = f"{card.label}: {card.value}. Buka daftarnya.", hold_units(card.value)
    value = link_html(value, address, words=words, style=_CARD_LINK) if address else escaped(value)
    return (
        f'<div style="{_CARD}">'
        f'<div style="font-size:{BODY_SIZE};align-self:end">{escaped(card.label)}</div>'
        f'<div style="{big}">{value}</div>'
        f'<div style="font-size:{QUIET_SIZE};opacity:0.8">{escaped(card.note)}</div></div>'
    )


def show_figure(figure: go.Figure, key: str, alt: str) -> None:
    """A figure in the house's own type and language; `alt` says its finding in words.

    A press on a mark opens the desa behind it.
    """
    if not is_pressable(figure):
        st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=alt)
        return
    event = st.plotly_chart(
        with_press_points(figure),
        theme=None,
        config=CONFIG,
        key=key,
        on_select="rerun",
        selection_mode="points",
        alt=alt,
    )
    behind, desa = pressed(event), pressed_desa(event)
    if behind is not None:
        open_drill_down(behind)
    view = current_view()
    if desa in view.region.by_code:
        open_address(desa_address(desa, view.filters))


def show_source(view: View) -> None:
    """The foot of every figure: its day, filter and source."""
    show_note(source_words(view))


def show_empty(view: View) -> bool:
    """The empty state, which says what to do; True if there is nothing to show."""
    if view.has_data:
        return False
    show_title("Belum ada data")
    if view.snapshot.uploads:
        st.write("Semua unggahan sudah ditarik. Kembalikan di Riwayat, atau unggah rekap yang lain.")
        link_to("riwayat", "Kembalikan di Riwayat")
    else:
        st.write("Unggah rekap pertama untuk melihat berapa desa yang sudah membentuk Pokja.")
    link_to("unggah", "Unggah rekap")
    return True


def choose_text(label: str, options: dict[str, str], key: str, *, index: int | None = 0) -> str | None:
    """Radio buttons whose labels are plain text: {value: label}; the value chosen."""
    return st.radio(label, list(options), index=index, key=key, format_func=lambda value: plain(options[value]))
