"""The log of steps over all desa: the newest ten open, to search, fifty at a time, each to be followed to its cell."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb.formatting import escaped, format_count
from kkb.narrative.programme import langkah_title
from kkb.narrative.programme_lists import repeated_sentence
from kkb.narrative.programme_tables import langkah_table, log_table
from kkb.outcomes.in_force import as_langkah
from kkb.problems import shorten
from kkb.programme import ReportedRow, programme_key
from kkb.theme import LIGHT, Palette
from kkb.ui.frame.view import View, kept
from kkb.ui.kegiatan.window import to_the_start, turn_buttons, window
from kkb.ui.kegiatan.words import BLANK
from kkb.ui.komitmen.addresses import PLACE_KEY, SEARCH_KEY, row_address
from kkb.ui.parts.addresses import desa_address
from kkb.ui.parts.components import LINE, show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.table import TableCell, TextCell, show_beginning, show_table

_HEADERS = ["Langkah", "Desa", "Catatan"]
_TEXT_LETTERS = 160
_SHOWN = 10
"""Rows open before somebody searches or turns the pages."""


def show_log(view: View) -> None:
    """Search, table and the way on; nothing where no step is reported."""
    rows = kept(_searchable, view, LIGHT)
    if not rows:
        return
    show_section(
        langkah_title(view.langkah),
        "Semua langkah, juga di desa yang sudah punya Pokja. Tekan langkahnya untuk sel di berkas asli",
    )
    if repeated := repeated_sentence(view.langkah):
        st.html(f'<p style="{LINE}">{escaped(repeated)}</p>')
    with st.expander("Langkah per kecamatan"):
        table = langkah_table(view.langkah)
        show_table(table.headers, table.rows, numbers=table.numbers, total=table.total)
    words = st.text_input(
        "Cari langkah",
        key=SEARCH_KEY,
        bind="query-params",
        placeholder="desa, jenis langkah atau catatan",
        on_change=partial(to_the_start, PLACE_KEY),
    )
    found = search_steps(rows, words or "")
    if not found:
        show_note("Tidak ada langkah yang cocok; ubah pencarian.")
        return
    shown = window(len(found), PLACE_KEY)
    show_note(f"{format_count(len(found))} langkah, yang terbaru di atas.")
    lines = [_row(reported, view) for reported in found[shown]]
    show_beginning(_HEADERS, lines, len(lines) if words or shown.start else _SHOWN, "langkah sebelumnya")
    turn_buttons(len(found), PLACE_KEY, shown, "langkah")
    show_figure_tools(
        key="langkah_catatan",
        title=langkah_title(view.langkah),
        subtitle="Satu baris satu langkah, per desa",
        alt=langkah_title(view.langkah),
        table=partial(log_table, view.langkah.desa),
        view=view,
    )


def search_steps(rows: list[tuple[str, ReportedRow]], words: str) -> list[ReportedRow]:
    """Steps whose texts hold every word; case and spaces do not count."""
    wanted = programme_key(words).split()
    return [reported for text, reported in rows if all(word in text for word in wanted)]


def _searchable(view: View, _palette: Palette) -> list[tuple[str, ReportedRow]]:
    """Newest first, each with the text that is searched."""
    rows = []
    for reported in reversed(view.programme.langkah):
        row = as_langkah(reported)
        texts = (row.jenis.value, row.desa, row.kecamatan, row.catatan, row.tanggal.words())
        rows.append((programme_key(" ".join(filter(None, texts))), reported))
    return rows


def _row(reported: ReportedRow, view: View) -> list[TableCell]:
    row = as_langkah(reported)
    return [
        TextCell(row.jenis.value, row.tanggal.words(), row_address(reported, view.filters)),
        TextCell(row.desa, row.kecamatan, desa_address(row.kode_desa or "", view.filters)),
        shorten(row.catatan, _TEXT_LETTERS) or BLANK,
    ]
