"""The first view of the page Komitmen: finding, cards, what became of the promises per kecamatan."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb.formatting import escaped, format_count, join_words
from kkb.narrative import Card
from kkb.narrative.programme import NO_KOMITMEN, komitmen_line, komitmen_title, langkah_title
from kkb.narrative.programme_lists import next_title
from kkb.narrative.programme_tables import komitmen_table
from kkb.outcomes.komitmen import Janji, KomitmenSummary
from kkb.theme import Palette
from kkb.ui.frame.navigation import link_to
from kkb.ui.frame.view import View, kept, palette
from kkb.ui.kegiatan.programs import scope_line
from kkb.ui.komitmen.bars import komitmen_bars_html, most_open_first
from kkb.ui.komitmen.promises import promise_addresses
from kkb.ui.komitmen.waiting import show_standing_still
from kkb.ui.parts.components import cards_html, section_html, show_note, show_title
from kkb.ui.parts.figure_set import show_figure_tools

_NOTHING = (
    "Isi lembar Komitmen di templat: satu baris satu desa, apakah kepala desa dan ketua BPD sudah menandatangani, dan "
    "tanggalnya. Lembar Langkah untuk yang dikerjakan sesudahnya. Lalu unggah buku kerjanya."
)

_NAMES = 4


def show_promises(view: View) -> None:
    """Title, cards, bars, beside them who stands still; where nothing is reported, what to do."""
    komitmen = view.komitmen
    only_steps = view.langkah.is_reported and not komitmen.is_reported
    title = langkah_title(view.langkah) if only_steps else komitmen_title(komitmen)
    if not komitmen.is_reported and not only_steps:
        # From recaps of status alone: who is nearest.
        title = next_title(view.langkah) or title
    show_title(title, scope_line(view, view.promise_day))
    if not komitmen.is_reported:
        _show_nothing(view, only_steps)
        return
    st.html(cards_html(promise_cards(komitmen), promise_addresses(view)))
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(kept(_figure_html, view, palette()))
    with right:
        show_standing_still(view)
    # Under both: the table is wider than a column.
    show_figure_tools(
        key="komitmen_kecamatan",
        title=komitmen_title(komitmen),
        subtitle="Desa menurut komitmen dan janjinya, per kecamatan",
        alt=str(komitmen_line(komitmen) or NO_KOMITMEN),
        table=partial(komitmen_table, komitmen),
        view=view,
    )


def _show_nothing(view: View, only_steps: bool) -> None:
    elsewhere = " Pilih kecamatan lain di sebelah kiri." if view.filters.kecamatan and view.snapshot.programme else ""
    show_note(NO_KOMITMEN + elsewhere)
    st.write(_NOTHING)
    link_to("unggah", "Ambil templat di Unggah")


def promise_cards(komitmen: KomitmenSummary) -> list[Card]:
    """Who signed, what was kept since, what is open, what stands still."""
    total, still = komitmen.total, komitmen.standing_still
    partly = f", {format_count(total.sebagian)} baru sebagian" if total.sebagian else ""
    had = f"{format_count(total.sudah_ada)} desa sudah punya Pokja sebelumnya"
    longest = max((one.days_open for one in still if one.days_open is not None), default=None)
    waiting = "yang dilaporkan sejak penandatanganan"
    waiting += f", terlama {format_count(longest)} hari" if longest is not None else ""
    return [
        Card("Menandatangani", format_count(total.janji), f"dari {format_count(total.jumlah)} desa{partly}"),
        Card("Sesudah komitmen", format_count(total.ditepati), had if total.sudah_ada else "membentuk Pokja"),
        Card("Belum membentuk Pokja", format_count(total.terbuka), "menurut yang dilaporkan"),
        Card("Tanpa langkah", format_count(len(still)), waiting),
    ]


def _figure_html(view: View, colours: Palette) -> str:
    section = section_html(
        where_open_title(view.komitmen), "Janji membentuk Pokja. Satu petak satu desa. Tekan untuk profilnya"
    )
    alt = escaped(str(komitmen_line(view.komitmen) or ""))
    bars = komitmen_bars_html(view, colours)
    return f'{section}<div role="group" aria-label="{alt}" style="margin-top:0.6rem">{bars}</div>'


def where_open_title(komitmen: KomitmenSummary) -> str:
    """Where most promises wait: "Paling banyak belum membentuk di Manggar: 6 dari 9 penanda tangan"; of one
    kecamatan alone its desa."""
    counts = most_open_first(komitmen.per_kecamatan)
    first = counts[0]
    if not first.terbuka:
        return "Semua penanda tangan sudah membentuk Pokja"
    if len(counts) == 1:
        waiting = [one.desa for one in komitmen.desa if one.janji is Janji.TERBUKA]
        return f"Belum membentuk Pokja: {join_words(waiting, _NAMES)}"
    others = [one for one in counts[1:] if one.terbuka == first.terbuka]
    if others:
        each = f"masing-masing {format_count(first.terbuka)} desa"
        return f"Paling banyak belum membentuk di {format_count(len(others) + 1)} kecamatan, {each}"
    share = f"{format_count(first.terbuka)} dari {format_count(first.janji)} penanda tangan"
    return f"Paling banyak belum membentuk di {first.kecamatan}: {share}"
