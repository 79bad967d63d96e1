"""How it might go on: the projection as a range with its definition, and what would be at an assumed pace."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb.charts.projection import projection_band
from kkb.exports.drawing import draw_outlook
from kkb.exports.drawing.still import Still
from kkb.figures.outlook import outlook_of
from kkb.forecast import finish_at_pace
from kkb.formatting import format_decimal, join_words
from kkb.indicators import TanpaPerkiraan, past_paces
from kkb.narrative import DEFINITIONS, IMPRECISE_NOTE
from kkb.narrative.alt import projection_alt
from kkb.narrative.plan import surplus_sentence
from kkb.narrative.tables import projection_table
from kkb.narrative.trend import assumed_sentence, contradicted_words, imprecise_words, outlook_title
from kkb.ui.frame.view import View, palette
from kkb.ui.parts.components import show_figure, show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools

_NAMES_SHOWN = 12
_PACES = [0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 8.0]


def show_outlook(view: View) -> None:
    """The projection and the what-if; a figure only where one of the two gives an end to draw."""
    r = view.ringkasan
    title = outlook_title(r)
    is_old = r.perkiraan is not None and r.perkiraan.alasan is TanpaPerkiraan.DATA_LAMA
    show_section(title, DEFINITIONS["Perkiraan selesai"] if r.sisa_desa and not is_old else "")
    if not r.sisa_desa:
        return
    if words := surplus_sentence(view.capaian, r):
        show_note(words)
    if is_old:
        return
    pace = st.pills(
        "Andaikan desa terbentuk per bulan",
        _PACES,
        format_func=lambda value: format_decimal(value),
        key="andai",
        bind="query-params",
    )
    done = finish_at_pace(r.sisa_desa, pace, view.day) if pace else None
    answer = assumed_sentence(r, pace, done) if pace else ""
    if answer:
        show_note(answer)
    if done is None and (r.perkiraan is None or r.perkiraan.paling_cepat is None):
        return
    # The number of the plan, which a surplus in one kecamatan makes less than those formed and those left together.
    target_desa = r.target_desa or 0
    if target_desa <= r.terbentuk_desa:
        target_desa = r.terbentuk_desa + r.sisa_desa
    facts = outlook_of(
        r.perkiraan,
        day=view.day,
        formed_desa=r.terbentuk_desa,
        target_desa=target_desa,
        target_day=r.target_day,
        what_if=done,
    )
    paces = past_paces(view.formations, r.sisa_desa, view.day)
    alt = projection_alt(
        paces, formed_desa=r.terbentuk_desa, target_desa=target_desa, target_day=r.target_day, day=view.day
    )
    alt = f"{alt} {answer}".strip()
    show_figure(projection_band(facts, palette=palette()), "tren_perkiraan", alt)
    show_figure_tools(
        key="tren_perkiraan",
        title=answer.removesuffix(".") or title,
        subtitle=DEFINITIONS["Perkiraan selesai"],
        alt=alt,
        table=partial(
            projection_table,
            paces,
            needed=(r.laju_dibutuhkan, r.target_day) if r.laju_dibutuhkan and r.target_day else None,
            assumed=(pace, done) if pace else None,
        ),
        view=view,
        stills=lambda: [Still(draw_outlook, facts)],
    )


def show_imprecise(view: View) -> None:
    """Formations by name whose day is not known (a year, a month, nothing), and those that a report contradicts."""
    _show_contradicted(view)
    is_span = view.formations["rentang_awal"] < view.formations["rentang_akhir"]
    rows = view.formations[is_span & (view.formations["mulai"].dt.date <= view.day)]
    if rows.empty:
        return
    show_note(f"{imprecise_words(rows, _NAMES_SHOWN)} {IMPRECISE_NOTE}")


def _show_contradicted(view: View) -> None:
    words = []
    for kode_desa, desa in zip(view.desa["kode_desa"], view.desa["desa"], strict=True):
        history = view.histories.get(kode_desa)
        formation = history.formation_on(view.day) if history else None
        if formation is not None and (contradicted := contradicted_words(formation)):
            words.append(f"{desa} ({contradicted})")
    if words:
        show_note(
            f"Tanggal yang bertentangan dengan laporan: {join_words(words, _NAMES_SHOWN)}. "
            "Yang dihitung tanggal itu; perbaiki lewat halaman desanya bila keliru."
        )
