"""A row of the sheets beside the recap of status: its address, on which page, the way back; and its line in a table."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kkb.narrative.programme_news import matter_of
from kkb.outcomes.in_force import day_of
from kkb.problems import shorten
from kkb.programme import Lembar, ReportedRow, lembar_of
from kkb.ui.frame.filters import Filters, carry_filters
from kkb.ui.frame.navigation import page_named
from kkb.ui.frame.view import View
from kkb.ui.kegiatan import addresses as kegiatan_addresses
from kkb.ui.komitmen import addresses as komitmen_addresses
from kkb.ui.parts.addresses import desa_address, link_html, page_address
from kkb.ui.parts.evidence import ROW_FIELD_KEY, ROW_KEY, find_row
from kkb.ui.parts.table import TableCell, TextCell

SHEET_PAGES = {
    Lembar.KOMITMEN: "komitmen", Lembar.LANGKAH: "komitmen", Lembar.KEGIATAN: "kegiatan", Lembar.EVALUASI: "kegiatan",
}  # fmt: skip
"""The page that shows the rows of a sheet."""

_TEXT_LETTERS = 120


def row_cells(reported: ReportedRow, filters: Filters) -> list[TableCell]:
    """Isi, Desa, Tanggal of any row: what it says opens its cell, the desa its profile."""
    page = komitmen_addresses if SHEET_PAGES[lembar_of(reported.row)] == "komitmen" else kegiatan_addresses
    row, day = reported.row, day_of(reported)
    return [
        TextCell(shorten(matter_of(reported), _TEXT_LETTERS), address=page.row_address(reported, filters)),
        TextCell(row.desa, row.kecamatan, desa_address(row.kode_desa, filters)) if row.kode_desa else "Kabupaten",
        day.words() if day is not None else "tanggal kosong",
    ]


def asked_row(page: str, view: View) -> str:
    """The row that the address of `page` names ("2.14"); "" if none. A row of the other page is shown there: this run
    ends."""
    address = str(st.query_params.get(ROW_KEY, ""))
    reported = find_row(view.snapshot.programme, address) if address else None
    if reported is not None and (home := SHEET_PAGES[lembar_of(reported.row)]) != page:
        carry_filters()
        asked = {key: st.query_params[key] for key in (ROW_KEY, ROW_FIELD_KEY) if key in st.query_params}
        st.switch_page(page_named(home), query_params=asked)
    return address


def show_way_back(page: str, label: str, state: Mapping[str, str], view: View) -> None:
    """A link to the page as it was: the filters, and `state`, the search and place in its list.

    `st.page_link` to the page one is on leaves the old address standing, which the next press would open again.
    """
    st.html(link_html(f"← {label}", page_address(page, view.filters, **state)))
