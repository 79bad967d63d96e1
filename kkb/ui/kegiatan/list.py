"""All activities: the newest ten open, to search, to narrow to a year, fifty at a time, each to be opened."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb.formatting import format_count
from kkb.narrative.programme_tables import activities_table
from kkb.outcomes.in_force import as_kegiatan
from kkb.problems import shorten
from kkb.programme import ReportedRow, programme_key
from kkb.theme import LIGHT, Palette
from kkb.ui.frame.view import View, kept
from kkb.ui.kegiatan.addresses import PLACE_KEY, SEARCH_KEY, YEAR_KEY, row_address
from kkb.ui.kegiatan.window import to_the_start, turn_buttons, window
from kkb.ui.kegiatan.words import BLANK, before_after, people_or_blank, rupiah
from kkb.ui.parts.components import show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.table import TableCell, TextCell, show_beginning

_ALL_YEARS = "Semua tahun"
_HEADERS = ["Kegiatan", "Desa", "Peserta", "Kebutuhan", "Sebelum → sesudah", "Realisasi"]
_NUMBERS = {2, 5}
_TEXT_LETTERS = 100
_SHOWN = 10
"""Rows open before somebody searches or turns the pages."""


def show_list(view: View) -> None:
    """The list under the figures; nothing where no activity is reported."""
    rows = kept(_searchable, view, LIGHT)
    if not rows:
        return
    show_section("Semua kegiatan", "Tekan nama kegiatan untuk semua isinya, sebuah angka untuk selnya di berkas asli")
    left, right = st.columns([3, 1])
    words = left.text_input(
        "Cari kegiatan",
        key=SEARCH_KEY,
        bind="query-params",
        placeholder="kegiatan, desa, kebutuhan atau mitra",
        on_change=partial(to_the_start, PLACE_KEY),
    )
    years = [str(year) for year, _ in reversed(view.kegiatan.per_year)]
    year = right.selectbox(
        "Tahun", [_ALL_YEARS, *years], key=YEAR_KEY, bind="query-params", on_change=partial(to_the_start, PLACE_KEY)
    )
    found = search_activities(rows, words or "", int(year) if year in years else None)
    if not found:
        show_note("Tidak ada kegiatan yang cocok; ubah pencarian atau tahun.")
        return
    shown = window(len(found), PLACE_KEY)
    show_note(f"{format_count(len(found))} kegiatan, yang terbaru di atas.")
    lines = [_list_row(reported, view) for reported in found[shown]]
    is_asked = bool(words or year in years or shown.start)
    opened = len(lines) if is_asked else _SHOWN
    show_beginning(_HEADERS, lines, opened, "kegiatan sebelumnya", numbers=_NUMBERS)
    turn_buttons(len(found), PLACE_KEY, shown, "kegiatan")
    show_figure_tools(
        key="kegiatan_daftar",
        title=f"{format_count(len(found))} kegiatan",
        subtitle="Satu baris satu kegiatan, yang terbaru di atas",
        alt=f"{format_count(len(found))} kegiatan",
        table=partial(activities_table, found),
        view=view,
    )


def search_activities(rows: list[tuple[str, ReportedRow]], words: str, year: int | None) -> list[ReportedRow]:
    """Activities whose texts hold every word (case and spaces do not count), of one year if one is given."""
    wanted = programme_key(words).split()
    return [
        reported
        for text, reported in rows
        if (year is None or as_kegiatan(reported).tanggal.first.year == year) and all(word in text for word in wanted)
    ]


def _searchable(view: View, _palette: Palette) -> list[tuple[str, ReportedRow]]:
    """Newest first, each with the text that is searched."""
    rows = []
    for reported in reversed(view.programme.kegiatan):
        row = as_kegiatan(reported)
        texts = (row.nama, row.desa, row.kecamatan, row.kebutuhan, row.mitra, row.seksi, row.sasaran)
        rows.append((programme_key(" ".join(filter(None, texts))), reported))
    return rows


def _list_row(reported: ReportedRow, view: View) -> list[TableCell]:
    row = as_kegiatan(reported)
    when = " · ".join(filter(None, (row.tanggal.words(), row.seksi)))
    return [
        TextCell(shorten(row.nama, _TEXT_LETTERS), when, row_address(reported, view.filters)),
        TextCell(row.desa, row.kecamatan),
        proved_cell(reported, "peserta", people_or_blank(row.peserta), view=view),
        proved_cell(reported, "kebutuhan", shorten(row.kebutuhan, _TEXT_LETTERS) or BLANK, view=view),
        proved_cell(reported, "sesudah", *before_after(row), view=view),
        proved_cell(reported, "realisasi", rupiah(row.realisasi), view=view),
    ]


def proved_cell(reported: ReportedRow, field: str, text: str, note: str = "", *, view: View) -> TextCell:
    """What an activity says, opening the cell of `field` ("peserta") where it says that."""
    is_told = getattr(reported.row, field) is not None
    return TextCell(text, note, row_address(reported, view.filters, field) if is_told else "")
