"""How it might go on: the projection as a range with its definition, and what would be at an assumed pace."""

from __future__ import annotations

import streamlit as st

from kkb.charts.projection import projection_band
from kkb.forecast import finish_at_pace
from kkb.formatting import format_count, format_date, format_decimal, join_words
from kkb.narrative import DEFINITIONS, IMPRECISE_NOTE, perkiraan_words
from kkb.schema import Tanggal
from kkb.ui.components import show_figure, show_note, show_section
from kkb.ui.view import View, palette

_NAMES_SHOWN = 12
_PACES = [0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 8.0]


def show_outlook(view: View) -> None:
    """The projection and the what-if; nothing where no target is left to reach."""
    r = view.ringkasan
    if not r.sisa_desa:
        return
    words = perkiraan_words(r.perkiraan)
    show_section(f"Perkiraan selesai: {words}", DEFINITIONS["Perkiraan selesai"])
    pace = st.select_slider(
        "Andaikan desa terbentuk per bulan",
        _PACES,
        value=2.0,
        format_func=lambda value: format_decimal(value),
        key="andai",
        bind="query-params",
    )
    done = finish_at_pace(r.sisa_desa, pace, view.day)
    answer = f"Dengan {format_decimal(pace)} desa per bulan sejak {format_date(view.day)}, sisa "
    answer += f"{format_count(r.sisa_desa)} desa selesai {format_date(done)}."
    show_note(answer)
    figure = projection_band(
        r.perkiraan,
        day=view.day,
        formed_desa=r.terbentuk_desa,
        target_desa=r.terbentuk_desa + r.sisa_desa,
        target_day=r.target_day,
        what_if=done,
        palette=palette(),
    )
    show_figure(figure, "tren_perkiraan", f"{words}. {answer}")


def show_imprecise(view: View) -> None:
    """Formations whose day is not known, by name: a year, a month, or nothing at all."""
    rows = view.formations[(view.formations["presisi"] != "day") & (view.formations["mulai"].dt.date <= view.day)]
    if rows.empty:
        return
    words = [f"{row['desa']} ({_when(row['tanggal_iso'])})" for row in rows.to_dict("records")]
    show_note(f"Tanpa hari yang pasti: {join_words(words, _NAMES_SHOWN)}. {IMPRECISE_NOTE}")


def _when(iso: object) -> str:
    return Tanggal.from_iso(iso).words() if isinstance(iso, str) else "tanggal tidak diketahui"
