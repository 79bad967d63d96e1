"""What an address of the page Kegiatan names: a programme, or one row of a sheet; and the ways there and back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from kkb.programme import ReportedRow, programme_key
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.navigation import PROGRAM_PARAM
from kkb.ui.frame.view import View
from kkb.ui.parts.addresses import page_address
from kkb.ui.parts.evidence import row_query

SEARCH_KEY, YEAR_KEY, PLACE_KEY = "cari", "tahun", "mulai"
"""What the list of activities keeps in the address: words, year, the first row shown."""

PART_KEY, ACTIVITIES = "tampil", "Kegiatan"
"""The part of the page that is shown (/kegiatan?tampil=Evaluasi), and the one with the list of activities, which a
search of the list opens by itself."""

PROGRAMS_PLACE_KEY = "program_mulai"
"""The first row shown of the programmes."""

NO_PLACE: Mapping[str, str] = MappingProxyType({})
"""The place of nobody: of what is drawn for all readers at once, as the wall is, outside any run of a page."""

_LONGEST_KEY, _KEY_BEGINNING = 120, 60
"""Letters: an address must stay short enough for servers and chats."""


def asked_program() -> str:
    """The programme of the address as it stands there; "" if none is named."""
    return str(st.query_params.get(PROGRAM_PARAM, ""))


def program_address(key: str, filters: Filters, place: Mapping[str, str] = NO_PLACE) -> str:
    """All activities of one programme (`programme_key`). `place`: the reader's in the lists, if there is a reader."""
    return page_address("kegiatan", filters, **{PROGRAM_PARAM: program_param(key)}, **place)


def program_param(key: str) -> str:
    """A programme as an address names it: by its key, a very long one by its beginning and a digest."""
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_KEY_BEGINNING]}~{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def find_program(param: str, view: View) -> str | None:
    """The key of a programme that the kecamatan chosen hold or have judged, whatever the letters' case; None if it is
    not theirs."""
    asked = {programme_key(param), param}
    keys = [*(one.key for one in view.kegiatan.programs), *(one.key for one in view.evaluasi.programs)]
    return next((key for key in keys if key in asked or program_param(key) in asked), None)


def row_address(reported: ReportedRow, filters: Filters, field: str = "") -> str:
    """One row of a sheet with its proof, of `field` first ("peserta") if one is named.

    What the list keeps in the address comes along, for the way back.
    """
    return page_address("kegiatan", filters, **row_query(reported, field), **list_state())


def activities_address(filters: Filters) -> str:
    """The list of all activities."""
    return page_address("kegiatan", filters, **{PART_KEY: ACTIVITIES})


def lists_activities() -> bool:
    """Whether the address names a place or a search in the list of activities, and so asks for it."""
    return any(key in st.query_params for key in (SEARCH_KEY, YEAR_KEY, PLACE_KEY))


def list_state() -> dict[str, str]:
    """What the lists keep in the address, for the way back. Only a run of a page has one."""
    return {
        key: st.query_params[key]
        for key in (PART_KEY, SEARCH_KEY, YEAR_KEY, PLACE_KEY, PROGRAMS_PLACE_KEY)
        if key in st.query_params
    }
