"""What the sheets beside the recap of status tell that they did not on the earlier day of a comparison."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby

import streamlit as st

from kkb.formatting import format_count, format_date
from kkb.narrative.programme_news import programme_change_sentence, programme_changes_table
from kkb.outcomes.between import ProgrammeChanges
from kkb.overview import programme_changes_since
from kkb.programme import Lembar, Told, lembar_of
from kkb.programme.columns import SHEET_NAMES
from kkb.ui import kegiatan_addresses, komitmen_addresses
from kkb.ui.addresses import Linked, desa_address
from kkb.ui.components import LINE, escaped, show_note, show_section
from kkb.ui.figure_set import show_figure_tools
from kkb.ui.filters import Filters
from kkb.ui.table import TableCell, show_table
from kkb.ui.view import View

_SHOWN = 20
"""Rows of one sheet on the page; all stand in the table and in the workbook."""


def show_programme_changes(before: date, since: str, view: View) -> None:
    """Sentence and rows, sheet by sheet, the newest first; nothing where nothing changed. `since` begins the sentence
    ("Sejak rapat 10 Maret 2023")."""
    changes = _changes(view.version, view.filters, before, view.programme_day, view)
    sentence = programme_change_sentence(changes, since)
    if sentence is None:
        return
    show_section(
        "Janji dan manfaat", f"Yang dilaporkan sejak {format_date(before)} sampai {format_date(view.programme_day)}"
    )
    st.html(f'<p style="{LINE}">{escaped(sentence)}</p>')
    table = programme_changes_table(changes)
    told = (*changes.signatures, *changes.langkah, *changes.kegiatan, *changes.evaluasi)
    pairs = zip(told, table.rows, strict=True)
    for lembar, group in groupby(pairs, key=lambda pair: lembar_of(pair[0].row)):
        rows = list(group)[::-1]
        with st.expander(f"{SHEET_NAMES[lembar]}: {format_count(len(rows))} baru"):
            show_table(["Isi", "Desa", "Tanggal"], [_row(one, cells, lembar, view) for one, cells in rows[:_SHOWN]])
            if rows[_SHOWN:]:
                show_note(f"{format_count(_SHOWN)} yang terbaru; semuanya ada di Tabel dan Excel di bawah.")
    if not told:
        return
    show_figure_tools(
        key="banding_program",
        title=sentence,
        subtitle="Satu baris satu komitmen, langkah, kegiatan atau evaluasi",
        alt=sentence,
        table=partial(programme_changes_table, changes),
        view=view,
    )


def _row(told: Told, cells: list[str], lembar: Lembar, view: View) -> list[TableCell]:
    """The cells of the table's row: what it says opens its cell, the desa its profile."""
    _, kecamatan, desa, day, matter = cells
    is_promise = lembar in (Lembar.KOMITMEN, Lembar.LANGKAH)
    address_of = komitmen_addresses.row_address if is_promise else kegiatan_addresses.row_address
    code = told.row.kode_desa
    return [
        Linked(matter, address_of(told, view.filters)),
        Linked(f"{desa} ({kecamatan})", desa_address(code, view.filters)) if code else "Kabupaten",
        day,
    ]


@st.cache_resource(max_entries=16, show_spinner=False)
def _changes(version: int, filters: Filters, before: date, until: date, _view: View) -> ProgrammeChanges:
    """Of one data version: counted once for all readers."""
    return programme_changes_since(_view, before)
