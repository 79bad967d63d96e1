"""One kecamatan by itself, or two side by side on one scale: its sentence, its line, its desa."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb import narrative
from kkb.formatting import join_words
from kkb.narrative.places import pair_title, panel_title
from kkb.narrative.plan import replaced_sentence, surplus_sentence, with_replaced
from kkb.narrative.programme_places import kecamatan_programme_lines
from kkb.narrative.tables import line_table
from kkb.theme import TAHAP_LETTER
from kkb.ui.desa.profile import link_to_desa
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import View, build_view
from kkb.ui.parts.components import show_note
from kkb.ui.parts.figure_set import show_figure_set
from kkb.ui.parts.figures import draw_line, line_still, view_alt

MOST = 2


def choose_kecamatan(view: View) -> list[str]:
    """One kecamatan to look at, or two to lay side by side; kept in the address (?lihat=Manggar&lihat=Gantung)."""
    names = [kec.kecamatan for kec in view.region.kecamatan]
    chosen = st.pills(
        "Lihat satu kecamatan, atau dua berdampingan",
        names,
        selection_mode="multi",
        key="lihat",
        bind="query-params",
        wrap=True,
    )
    if len(chosen) > MOST:
        show_note(f"Yang ditampilkan {join_words(chosen[:MOST])}; lepaskan salah satu untuk melihat yang lain.")
    return chosen[:MOST]


def chosen_title(view: View, names: list[str]) -> str:
    """The finding on the kecamatan chosen, one or two."""
    first, *others = zip(names, (own.ringkasan for own in _views(view, names)), strict=True)
    return pair_title(first, others[0]) if others else panel_title(*first)


def show_panels(view: View, names: list[str]) -> None:
    """The panels of the kecamatan chosen, on one scale."""
    views = _views(view, names)
    top = max(_top(own) for own in views)
    if len(names) > 1:
        show_note("Keduanya digambar pada skala yang sama.")
    for column, name, own in zip(st.columns(len(names), gap="large"), names, views, strict=True):
        with column:
            _show_panel(own, name, top, is_alone=len(names) == 1)


def _views(view: View, names: list[str]) -> list[View]:
    return [build_view(view.version, Filters((name,), view.filters.day), view.today, view.shows_few) for name in names]


def _top(view: View) -> int:
    r = view.ringkasan
    return max(r.terbentuk_desa, r.target_desa or 0, *(desa for _, _, desa in view.earlier_targets), 1)


def _show_panel(view: View, name: str, top: int, *, is_alone: bool) -> None:
    r = view.ringkasan
    finding = panel_title(name, r)
    show_figure_set(
        partial(draw_line, view, height=330, top_desa=top, kecamatan=name),
        key=f"panel_{name}",
        # Alone, its finding is the page's title.
        title=narrative.line_title(r, view.spans) if is_alone else finding,
        finding=finding,
        subtitle=with_replaced(
            narrative.line_subtitle(
                view.spans, view.milestones, what=narrative.with_way("Desa dengan Pokja sejak 2014", r)
            ),
            replaced_sentence(view.plan, view.earlier_targets),
        ),
        alt=f"{name}. {view_alt(view)}",
        table=partial(line_table, view.steps),
        stills=partial(line_still, view, top),
        view=view,
    )
    for note in (narrative.pace_sentence(r), surplus_sentence(view.capaian, r)):
        if note:
            show_note(note)
    for line in kecamatan_programme_lines(view.capaian["kode_kecamatan"].iloc[0], view.outcomes):
        show_note(line)
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
