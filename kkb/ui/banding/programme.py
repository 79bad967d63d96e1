"""What the sheets beside the recap of status tell that they did not on the earlier day of a comparison."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from kkb.comparison import Base
from kkb.formatting import escaped, format_count, format_date
from kkb.narrative.message import since_words
from kkb.narrative.programme_news import programme_change_sentence, programme_changes_table
from kkb.outcomes.between import ProgrammeChanges
from kkb.overview import programme_changes_since
from kkb.programme import Lembar, ReportedRow
from kkb.programme.columns import SHEET_NAMES
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import View, current_view
from kkb.ui.parts.components import LINE, show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.row_addresses import row_cells
from kkb.ui.parts.table import show_table

_SHOWN = 20
"""Rows of one sheet on the page; all stand in the table and in the workbook."""


def show_programme_changes(base: Base, view: View) -> None:
    """Sentence and rows, sheet by sheet, the newest first; nothing where nothing changed."""
    changes = _changes(view.version, view.shows_few, view.filters, base, view.review_day, view)
    since = since_words(base)
    sentence = programme_change_sentence(changes, since)
    if sentence is None:
        return
    show_section(
        "Janji dan manfaat", f"Yang dilaporkan {since[0].lower()}{since[1:]} sampai {format_date(view.review_day)}"
    )
    st.html(f'<p style="{LINE}">{escaped(sentence)}</p>')
    for lembar in Lembar:
        _show_sheet(lembar, _of(lembar, changes))
    if not any(_of(lembar, changes) for lembar in Lembar):
        return
    show_figure_tools(
        key="banding_program",
        title=sentence,
        subtitle="Satu baris satu komitmen, langkah, kegiatan atau evaluasi",
        alt=sentence,
        table=partial(programme_changes_table, changes),
        view=view,
    )


def _of(lembar: Lembar, changes: ProgrammeChanges) -> tuple[ReportedRow, ...]:
    return {
        Lembar.KOMITMEN: changes.signatures,
        Lembar.LANGKAH: changes.langkah,
        Lembar.KEGIATAN: changes.kegiatan,
        Lembar.EVALUASI: changes.evaluasi,
    }[lembar]


def _show_sheet(lembar: Lembar, reported: tuple[ReportedRow, ...]) -> None:
    """The newest rows of one sheet, folded."""
    if not reported:
        return
    newest, filters = reported[-_SHOWN:][::-1], current_view().filters
    with st.expander(f"{SHEET_NAMES[lembar]}: {format_count(len(reported))} baru"):
        show_table(["Isi", "Desa", "Tanggal"], [row_cells(one, filters) for one in newest], widths=(6, 3, 2))
        if len(reported) > _SHOWN:
            show_note(f"{format_count(_SHOWN)} yang terbaru; semuanya ada di Tabel dan Excel di bawah.")


@st.cache_resource(max_entries=16, show_spinner=False)
def _changes(
    version: int, shows_few: bool, filters: Filters, base: Base, until: date, _view: View
) -> ProgrammeChanges:
    """Of one data version: counted once for all readers."""
    return programme_changes_since(_view, base)
