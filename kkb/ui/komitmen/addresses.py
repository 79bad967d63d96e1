"""What an address of the page Komitmen names: one row of a sheet, or a place in the log; and the ways there."""

from __future__ import annotations

import streamlit as st

from kkb.programme import ReportedRow
from kkb.ui.frame.filters import Filters
from kkb.ui.parts.addresses import page_address
from kkb.ui.parts.evidence import row_query

SEARCH_KEY, PLACE_KEY = "cari_langkah", "mulai_langkah"
"""What the log keeps in the address: words, the first row shown."""


def kecamatan_address(kecamatan: str, filters: Filters) -> str:
    """The page of one kecamatan, on the day of these filters."""
    return page_address("komitmen", Filters((kecamatan,), filters.day))


def row_address(reported: ReportedRow, filters: Filters, field: str = "") -> str:
    """One row of a sheet with its proof, of `field` first ("penanda_tangan") if one is named.

    What the log keeps in the address comes along, for the way back.
    """
    return page_address("komitmen", filters, **row_query(reported, field), **log_state())


def log_state() -> dict[str, str]:
    """What the log keeps in the address, for the way back."""
    return {key: st.query_params[key] for key in (SEARCH_KEY, PLACE_KEY) if key in st.query_params}
