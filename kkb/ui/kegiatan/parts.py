"""The parts of the page Kegiatan: programmes, evaluations, activities. Only the one that is chosen is drawn, and a form
that somebody may be filling in."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb.ui.frame.view import View
from kkb.ui.kegiatan.addresses import ACTIVITIES, PART_KEY, PLACE_KEY, lists_activities
from kkb.ui.kegiatan.evaluasi_form import offer_evaluation
from kkb.ui.kegiatan.evaluasi_summary import show_evaluations, show_quiet_pokja
from kkb.ui.kegiatan.list import show_list
from kkb.ui.kegiatan.programs import show_pokja, show_programs
from kkb.ui.kegiatan.window import to_the_start

_EVALUATIONS = "Evaluasi"
_HAD_FORM = "evaluasi_pernah_tampil"
"""Set once this session has shown the form of an evaluation."""


def show_parts(view: View) -> None:
    """Tabs with the parts; without activities the evaluations alone, where there are any, and their form."""
    if not view.kegiatan.is_reported:
        _show_evaluations(view)
        return
    if PART_KEY not in st.session_state and PART_KEY not in st.query_params and lists_activities():
        st.session_state[PART_KEY] = ACTIVITIES
    # A place in the list is of the list alone; its search leaves the address by itself.
    tabs = st.tabs(list(_PARTS), key=PART_KEY, on_change=partial(to_the_start, PLACE_KEY), bind="query-params")
    for tab, (name, show) in zip(tabs, _PARTS.items(), strict=True):
        with tab:
            if tab.open:
                show(view)
            elif name == _EVALUATIONS and _HAD_FORM in st.session_state:
                # What is typed in a form is known to the browser alone: with its fields it would be lost.
                offer_evaluation(view)


def _show_evaluations(view: View) -> None:
    is_reported = view.kegiatan.is_reported or view.evaluasi.is_reported
    if is_reported:
        show_evaluations(view)
    st.session_state[_HAD_FORM] = True
    offer_evaluation(view)
    if is_reported:
        show_quiet_pokja(view)


def _show_activities(view: View) -> None:
    show_list(view)
    show_pokja(view)


_PARTS = {"Program": show_programs, _EVALUATIONS: _show_evaluations, ACTIVITIES: _show_activities}
