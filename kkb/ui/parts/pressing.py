"""A press on a mark of a figure: to the desa behind it."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import streamlit as st

from kkb.charts.drill_down import DrillDown
from kkb.formatting import format_date
from kkb.ui.frame.navigation import SINCE_KEY, UNTIL_PARAM
from kkb.ui.frame.view import current_view
from kkb.ui.parts.addresses import list_address, page_address


def pressed(event: Any) -> DrillDown | None:
    """What lies behind the mark that was pressed; None if none was."""
    for point in event.get("selection", {}).get("points", []):
        behind = DrillDown.read(point.get("customdata"))
        if behind is not None:
            return behind
    return None


def pressed_desa(event: Any) -> str:
    """The code of the desa whose tile or area was pressed; "" if none was."""
    for point in event.get("selection", {}).get("points", []):
        code = point.get("customdata")
        code = code[0] if isinstance(code, list) and len(code) == 1 else code
        if isinstance(code, str):
            return code
    return ""


def open_drill_down(behind: DrillDown) -> None:
    """Go to the list of the desa, or to what changed between two days; ends this run."""
    view = current_view()
    day = behind.day if behind.day is not None and behind.day < view.day else None
    if behind.since is not None:
        until = {UNTIL_PARAM: format_date(day)} if day else {}
        open_address(page_address("banding", view.filters, **{SINCE_KEY: format_date(behind.since)}, **until))
    rungs = [] if behind.tahap == "" else [behind.tahap]
    open_address(list_address(view.filters, kecamatan=behind.kecamatan, rungs=rungs, day=day))


def open_address(address: str) -> NoReturn:
    """Go to an address of `addresses.py`; ends this run.

    As a link does, in the browser: `st.switch_page` leaves a second step in its history for the parameters.
    """
    st.html(f"<script>window.location.assign({json.dumps(address)})</script>", unsafe_allow_javascript=True)
    st.stop()
