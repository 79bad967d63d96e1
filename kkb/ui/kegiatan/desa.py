"""What the Pokja of one desa did and judged, for its profile."""

from __future__ import annotations

import streamlit as st

from kkb.formatting import format_count, format_date
from kkb.outcomes.in_force import as_evaluasi, as_kegiatan, in_force
from kkb.problems import shorten
from kkb.programme import ReportedRow
from kkb.region import Desa
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.navigation import page_named
from kkb.ui.frame.view import View
from kkb.ui.kegiatan.addresses import SEARCH_KEY, row_address
from kkb.ui.kegiatan.words import BLANK, before_after, people_or_blank
from kkb.ui.parts.addresses import filter_query
from kkb.ui.parts.components import plain, show_section
from kkb.ui.parts.table import TableCell, TextCell, show_table

_SHOWN = 5
_TEXT_LETTERS = 100


def show_desa_activities(desa: Desa, view: View) -> None:
    """The newest activities and evaluations of a desa, with the way to all of them; nothing where none is known."""
    own = in_force((t for t in view.snapshot.programme if t.row.kode_desa == desa.kode_desa), view.review_day)
    kegiatan, evaluasi = own.kegiatan[::-1], own.evaluasi[::-1]
    if not kegiatan and not evaluasi:
        return
    show_section(
        f"Kegiatan Pokja: {format_count(len(kegiatan))} kegiatan, {format_count(len(evaluasi))} evaluasi",
        f"Sampai {format_date(view.review_day)}; yang terbaru di atas. Tekan untuk semua isi dan selnya",
    )
    if kegiatan:
        headers = ["Kegiatan", "Tanggal", "Peserta", "Kebutuhan", "Sebelum → sesudah"]
        show_table(headers, [_activity(reported, view) for reported in kegiatan[:_SHOWN]], numbers={2})
    if evaluasi:
        rows = [_evaluation(reported, view) for reported in evaluasi[:_SHOWN]]
        show_table(["Program", "Putusan", "Alasan", "Tanggal"], rows)
    _link_to_list(desa, view)


def _activity(reported: ReportedRow, view: View) -> list[TableCell]:
    row = as_kegiatan(reported)
    return [
        TextCell(shorten(row.nama, _TEXT_LETTERS), row.seksi or "", row_address(reported, view.filters)),
        row.tanggal.words(),
        people_or_blank(row.peserta),
        shorten(row.kebutuhan, _TEXT_LETTERS) or BLANK,
        TextCell(*before_after(row)),
    ]


def _evaluation(reported: ReportedRow, view: View) -> list[TableCell]:
    row = as_evaluasi(reported)
    return [
        TextCell(shorten(row.program, _TEXT_LETTERS), f"oleh {row.oleh or BLANK}", row_address(reported, view.filters)),
        row.putusan.value,
        row.alasan or BLANK,
        row.tanggal.words(),
    ]


def _link_to_list(desa: Desa, view: View) -> None:
    """The list of activities with this desa searched for."""
    query = [(SEARCH_KEY, desa.desa), *filter_query(Filters((desa.kecamatan,), view.filters.day))]
    label = f"Semua kegiatan di {plain(desa.desa)}"
    st.page_link(page_named("kegiatan"), label=label, query_params=query)
