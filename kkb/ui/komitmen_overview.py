"""The first view of the page Komitmen: finding, cards, what became of the promises per kecamatan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from kkb.formatting import format_count, join_words
from kkb.narrative import Card
from kkb.narrative.programme import NO_KOMITMEN, komitmen_line, komitmen_title, langkah_title
from kkb.narrative.programme_tables import komitmen_table
from kkb.outcomes.komitmen import Janji, KomitmenCount, KomitmenSummary
from kkb.theme import Palette
from kkb.ui.addresses import Linked
from kkb.ui.components import cards_html, escaped, section_html, show_note, show_section, show_title
from kkb.ui.figure_set import show_figure_tools
from kkb.ui.kegiatan_programs import scope_line
from kkb.ui.kegiatan_words import share_words
from kkb.ui.komitmen_addresses import kecamatan_address
from kkb.ui.komitmen_bars import komitmen_bars_html, most_open_first
from kkb.ui.navigation import link_to
from kkb.ui.table import TableCell, show_table
from kkb.ui.view import View, kept, palette

_NOTHING = (
    "Isi lembar Komitmen di templat: satu baris satu desa, apakah kepala desa dan ketua BPD sudah menandatangani, dan "
    "tanggalnya. Lembar Langkah untuk yang dikerjakan sesudahnya. Lalu unggah buku kerjanya."
)

_NAMES = 4


def show_promises(view: View) -> None:
    """Title, cards, bars and table; where nothing is reported, what to do."""
    komitmen = view.komitmen
    only_steps = view.langkah.is_reported and not komitmen.is_reported
    show_title(
        langkah_title(view.langkah) if only_steps else komitmen_title(komitmen), scope_line(view, view.promise_day)
    )
    if not komitmen.is_reported:
        _show_nothing(view, only_steps)
        return
    st.html(cards_html(promise_cards(komitmen)))
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(kept(_figure_html, view, palette()))
    with right:
        show_section("Per kecamatan", "Desa menurut komitmennya")
        headers, rows, total = promise_rows(komitmen)
        linked: list[list[TableCell]] = [
            [Linked(name, kecamatan_address(name, view.filters)), *counts] for name, *counts in rows
        ]
        show_table(headers, linked, numbers=set(range(1, len(headers))), total=total)
    show_figure_tools(
        key="komitmen_kecamatan",
        title=komitmen_title(komitmen),
        subtitle="Desa menurut komitmen dan janjinya, per kecamatan",
        alt=komitmen_line(komitmen) or NO_KOMITMEN,
        table=partial(komitmen_table, komitmen),
        view=view,
    )


def _show_nothing(view: View, only_steps: bool) -> None:
    elsewhere = " Pilih kecamatan lain di sebelah kiri." if view.filters.kecamatan and view.snapshot.programme else ""
    if only_steps or elsewhere:
        show_note(NO_KOMITMEN + elsewhere)
    st.write(_NOTHING)
    link_to("unggah", "Ambil templat di Unggah")


def promise_cards(komitmen: KomitmenSummary) -> list[Card]:
    """Who signed, what was kept since, what is open, what stands still."""
    total, still = komitmen.total, komitmen.standing_still
    partly = f"; {format_count(total.sebagian)} baru sebagian" if total.sebagian else ""
    before = f"{format_count(total.sudah_ada)} lagi sudah berpokja saat itu" if total.sudah_ada else "membentuk Pokja"
    longest = max((one.days_open for one in still if one.days_open is not None), default=None)
    waiting = f"terlama {format_count(longest)} hari" if longest is not None else "sejak tanda tangan"
    return [
        Card("Menandatangani", format_count(total.janji), f"dari {format_count(total.jumlah)} desa{partly}"),
        Card("Ditepati sesudahnya", format_count(total.ditepati), before),
        Card("Masih terbuka", format_count(total.terbuka), "belum berpokja"),
        Card("Belum bergerak", format_count(len(still)), waiting),
    ]


def _figure_html(view: View, colours: Palette) -> str:
    section = section_html(
        where_open_title(view.komitmen), "Janji membentuk Pokja. Satu petak satu desa; tekan untuk profilnya"
    )
    alt = escaped(komitmen_line(view.komitmen) or "")
    bars = komitmen_bars_html(view, colours)
    return f'{section}<div role="group" aria-label="{alt}" style="margin-top:0.6rem">{bars}</div>'


def where_open_title(komitmen: KomitmenSummary) -> str:
    """Where most promises wait: "Manggar paling banyak terbuka: 6 dari 9 janji"; of one kecamatan alone its desa."""
    counts = most_open_first(komitmen.per_kecamatan)
    first = counts[0]
    if not first.terbuka:
        return "Tidak ada janji yang masih terbuka"
    if len(counts) == 1:
        waiting = [one.desa for one in komitmen.desa if one.janji is Janji.TERBUKA]
        return f"Masih terbuka: {join_words(waiting, _NAMES)}"
    others = [one for one in counts[1:] if one.terbuka == first.terbuka]
    if others:
        each = f"masing-masing {format_count(first.terbuka)} janji"
        return f"{format_count(len(others) + 1)} kecamatan paling banyak terbuka, {each}"
    share = f"{format_count(first.terbuka)} dari {format_count(first.janji)} janji"
    return f"{first.kecamatan} paling banyak terbuka: {share}"


def promise_rows(komitmen: KomitmenSummary) -> tuple[list[str], list[list[str]], list[str] | None]:
    """Headers, rows in the order of the bars, and their sum: what nobody has is left out. All of it is in the workbook.

    One kecamatan alone has no sum.
    """
    columns: dict[str, Callable[[KomitmenCount], str]] = {
        "Masih terbuka": lambda count: format_count(count.terbuka),
        "Ditepati": lambda count: format_count(count.ditepati),
        "Sudah ada": lambda count: format_count(count.sudah_ada),
        "Tanpa tanggal": lambda count: format_count(count.tanpa_tanggal),
        "Tanda tangan": lambda count: share_words(count.janji, count.jumlah),
        "Baru sebagian": lambda count: format_count(count.sebagian),
        "Belum dilaporkan": lambda count: format_count(count.tidak_dilaporkan),
    }
    total = komitmen.total
    optional = {
        "Baru sebagian": total.sebagian,
        "Tanpa tanggal": total.tanpa_tanggal,
        "Belum dilaporkan": total.tidak_dilaporkan,
    }
    shown = {name: read for name, read in columns.items() if optional.get(name, 1)}

    def line(count: KomitmenCount) -> list[str]:
        return [count.kecamatan, *(read(count) for read in shown.values())]

    counts = most_open_first(komitmen.per_kecamatan)
    return ["Kecamatan", *shown], [line(count) for count in counts], line(total) if len(counts) > 1 else None
