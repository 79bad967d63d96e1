"""What an address of the page Kegiatan names: a programme, or one row of a sheet; and the ways there and back."""

from __future__ import annotations

import hashlib

import streamlit as st

from kkb.formatting import format_date
from kkb.programme import Told
from kkb.ui.addresses import page_address
from kkb.ui.evidence import TOLD_KEY, told_address
from kkb.ui.filters import DAY_KEY, KECAMATAN_KEY, Filters
from kkb.ui.navigation import PROGRAM_PARAM, page_named
from kkb.ui.view import View

SEARCH_KEY, YEAR_KEY, PLACE_KEY = "cari", "tahun", "mulai"
"""What the list of activities keeps in the address: words, year, the first row shown."""

PROGRAMS_PLACE_KEY = "program_mulai"
"""The first row shown of the programmes."""

_LONGEST_KEY, _KEY_BEGINNING = 120, 60
"""Letters: an address must stay short enough for servers and chats."""


def asked_program() -> str:
    """The programme of the address as it stands there; "" if none is named."""
    return str(st.query_params.get(PROGRAM_PARAM, ""))


def asked_row() -> str:
    """The row of the address ("2.14"); "" if none is named."""
    return str(st.query_params.get(TOLD_KEY, ""))


def program_address(key: str, filters: Filters) -> str:
    """All activities of one programme (`programme_key`). The reader's place in the lists comes along."""
    return page_address("kegiatan", filters, **{PROGRAM_PARAM: program_param(key)}, **_list_state())


def program_param(key: str) -> str:
    """A programme as an address names it: by its key, a very long one by its beginning and a digest."""
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_KEY_BEGINNING]}~{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def find_program(param: str, view: View) -> str | None:
    """The key of a programme that the kecamatan chosen hold or have judged; None if it is not theirs."""
    keys = [*(one.key for one in view.kegiatan.programs), *(one.key for one in view.evaluasi.programs)]
    return next((key for key in keys if program_param(key) == param), None)


def row_address(told: Told, filters: Filters) -> str:
    """One row of a sheet with its proof. What the list keeps in the address comes along, for the way back."""
    return page_address("kegiatan", filters, **{TOLD_KEY: told_address(told)}, **_list_state())


def show_way_back(label: str, view: View) -> None:
    """A link to the page as it was: filters, search and place in the list."""
    query: dict[str, str | list[str]] = dict(_list_state())
    if view.filters.kecamatan:
        query[KECAMATAN_KEY] = list(view.filters.kecamatan)
    if view.filters.day is not None:
        query[DAY_KEY] = format_date(view.filters.day)
    st.page_link(page_named("kegiatan"), label=label, icon=":material/arrow_back:", query_params=query)


def _list_state() -> dict[str, str]:
    return {
        key: st.query_params[key]
        for key in (SEARCH_KEY, YEAR_KEY, PLACE_KEY, PROGRAMS_PLACE_KEY)
        if key in st.query_params
    }
