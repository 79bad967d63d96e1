"""What one desa promised and which steps it took, for its profile."""

from __future__ import annotations

import streamlit as st

from kkb.formatting import escaped, format_count, format_date
from kkb.narrative.programme_places import desa_programme_lines
from kkb.outcomes.evaluasi import summarise_evaluasi
from kkb.outcomes.in_force import Programme, as_langkah, in_force
from kkb.outcomes.kegiatan import summarise_kegiatan
from kkb.outcomes.komitmen import summarise_komitmen
from kkb.outcomes.langkah import summarise_langkah
from kkb.outcomes.scope import make_scope
from kkb.outcomes.together import Outcomes
from kkb.problems import shorten
from kkb.programme import KomitmenRow, LangkahRow, ReportedRow
from kkb.region import Desa
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import View
from kkb.ui.kegiatan.words import BLANK
from kkb.ui.komitmen.addresses import SEARCH_KEY, row_address
from kkb.ui.parts.addresses import link_html, page_address
from kkb.ui.parts.components import LINE, show_note, show_section
from kkb.ui.parts.table import TableCell, TextCell, show_table

_SHOWN = 10
_TEXT_LETTERS = 160


def show_desa_promise(desa: Desa, view: View) -> None:
    """Promise and steps of a desa, each with its cell; that nothing is known of it where others are reported; nothing
    where the two sheets are reported of nobody."""
    if not any(isinstance(reported.row, KomitmenRow | LangkahRow) for reported in view.snapshot.programme):
        return
    of_desa = (reported for reported in view.snapshot.programme if reported.row.kode_desa == desa.kode_desa)
    own = in_force(of_desa, view.promise_day)
    show_section("Komitmen dan langkah", f"Sampai {format_date(view.promise_day)}")
    lines = _lines(desa, Programme(own.komitmen, own.langkah), view)
    if not lines:
        show_note("Belum ada laporan komitmen atau langkah tentang desa ini.")
    for line in lines:
        st.html(f'<p style="{LINE}">{escaped(line)}</p>')
    if own.komitmen:
        address = row_address(own.komitmen[-1], view.filters)
        st.html(f'<p style="{LINE}">{link_html("Sel tanda tangan di berkas asli", address)}</p>')
    if own.langkah:
        newest_first = own.langkah[::-1]
        show_table(["Langkah", "Tanggal", "Catatan"], [_step(reported, view) for reported in newest_first[:_SHOWN]])
        if newest_first[_SHOWN:]:
            words = f"Semua {format_count(len(newest_first))} langkah di {desa.desa}"
            address = page_address("komitmen", Filters((desa.kecamatan,), view.filters.day), **{SEARCH_KEY: desa.desa})
            st.html(f'<p style="{LINE}">{link_html(words, address)}</p>')


def _lines(desa: Desa, programme: Programme, view: View) -> tuple[str, ...]:
    """The desa need not be among those chosen at the left, so its figures are counted here."""
    scope = make_scope(view.region, view.histories, view.promise_day, (desa.kecamatan,))
    komitmen = summarise_komitmen(programme, scope)
    outcomes = Outcomes(
        komitmen,
        summarise_langkah(programme, scope, komitmen),
        summarise_kegiatan(programme, scope),
        summarise_evaluasi(programme, scope),
    )
    return desa_programme_lines(desa.kode_desa, outcomes)


def _step(reported: ReportedRow, view: View) -> list[TableCell]:
    row = as_langkah(reported)
    return [
        TextCell(row.jenis.value, "", row_address(reported, view.filters)),
        row.tanggal.words(),
        shorten(row.catatan, _TEXT_LETTERS) or BLANK,
    ]
