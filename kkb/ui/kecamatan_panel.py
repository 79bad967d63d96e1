"""One kecamatan by itself, or two side by side: its sentence, its figures, its line, its desa."""

from __future__ import annotations

import streamlit as st

from kkb import charts, narrative
from kkb.theme import TAHAP_LETTER
from kkb.ui.components import show_figure, show_note, show_section
from kkb.ui.desa_profile import link_to_desa
from kkb.ui.filters import Filters
from kkb.ui.view import View, build_view, palette

MOST = 2


def choose_kecamatan(view: View) -> list[str]:
    """One kecamatan to look at, or two to lay side by side; kept in the address (?lihat=Manggar&lihat=Gantung)."""
    names = [kec.kecamatan for kec in view.region.kecamatan]
    return st.multiselect(
        "Lihat satu kecamatan, atau dua berdampingan",
        names,
        key="lihat",
        bind="query-params",
        max_selections=MOST,
        placeholder="Pilih kecamatan",
        select_all=False,
    )


def show_panels(view: View, names: list[str]) -> None:
    """The panels of the kecamatan chosen."""
    if not names:
        return
    for column, name in zip(st.columns(len(names), gap="large"), names, strict=True):
        with column:
            _show_panel(build_view(view.version, Filters((name,), view.filters.day), view.today), name)


def _show_panel(view: View, name: str) -> None:
    r = view.ringkasan
    show_section(name, narrative.headline(r))
    note = narrative.pace_sentence(r)
    if note:
        show_note(note)
    figure = charts.line_to_target(
        view.steps,
        view.per_year,
        day=view.day,
        target_desa=r.target_desa,
        target_day=r.target_day,
        start_of_path=view.start_of_path,
        spans=[],
        milestones=view.snapshot.milestones,
        earlier_targets=view.earlier_targets,
        palette=palette(),
        height=260,
    )
    show_figure(figure, f"panel_{name}", narrative.headline(r))
    _show_desa(view)


def _show_desa(view: View) -> None:
    order = list(TAHAP_LETTER)
    rows = [
        (tahap if isinstance(tahap, str) else "", desa, code)
        for tahap, desa, code in zip(view.desa["tahap"], view.desa["desa"], view.desa["kode_desa"], strict=True)
    ]
    with st.container(horizontal=True, gap="small"):
        for tahap, desa, code in sorted(rows, key=lambda row: order.index(row[0])):
            link_to_desa(code, f"{TAHAP_LETTER[tahap]} · {desa}", view)
