"""A press on a mark of a figure: to the desa behind it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from kkb.charts.drill_down import DrillDown
from kkb.formatting import format_date
from kkb.narrative import tahap_words
from kkb.ui.frame.filters import DAY_KEY, KECAMATAN_KEY, carry_filters
from kkb.ui.frame.navigation import SINCE_KEY, STATUS_KEY, page_named
from kkb.ui.frame.view import current_view


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


def pressed_row(event: Any) -> int | None:
    """The place of the row of a table that was pressed, anywhere in it; None if none was."""
    rows = [*event.selection.rows, *(row for row, _ in event.selection.cells)]
    return rows[0] if rows else None


def open_drill_down(behind: DrillDown) -> None:
    """Go to the list of the desa, or to what changed between two days; ends this run.

    What the new page asks for itself stands in its address; the filters, bound here already, are carried beside it.
    """
    chosen: dict[str, object] = {}
    if behind.kecamatan:
        chosen[KECAMATAN_KEY] = [behind.kecamatan]
    if behind.day is not None and behind.day < current_view().day:
        chosen[DAY_KEY] = format_date(behind.day)
    carry_filters(chosen)
    if behind.since is not None:
        st.switch_page(page_named("banding"), query_params={SINCE_KEY: format_date(behind.since)})
    rungs = [] if behind.tahap == "" else [tahap_words(behind.tahap)]
    st.switch_page(page_named("desa"), query_params={STATUS_KEY: rungs} if rungs else None)
