"""A row of the sheets beside the recap of status in an address: which is asked for, on which page, and the way back."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kkb.programme import Lembar, lembar_of
from kkb.ui.frame.filters import carry_filters
from kkb.ui.frame.navigation import page_named
from kkb.ui.frame.view import View
from kkb.ui.parts.addresses import link_html, page_address
from kkb.ui.parts.evidence import ROW_FIELD_KEY, ROW_KEY, find_row

SHEET_PAGES = {
    Lembar.KOMITMEN: "komitmen", Lembar.LANGKAH: "komitmen", Lembar.KEGIATAN: "kegiatan", Lembar.EVALUASI: "kegiatan",
}  # fmt: skip
"""The page that shows the rows of a sheet."""


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
