"""When desa formed their Pokja: per year and quarter, per kecamatan, and how long nothing happened."""

import streamlit as st

from kkb import charts, narrative
from kkb.formatting import format_date
from kkb.indicators import kumulatif
from kkb.ui.components import show_empty, show_figure, show_note, show_section, show_source, show_table, show_title
from kkb.ui.multiples import show_small_multiples
from kkb.ui.view import current_view, palette

view = current_view()
if not show_empty(view):
    r, colours = view.ringkasan, palette()
    show_title(
        narrative.line_title(r, view.spans),
        f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · keadaan per {format_date(view.day)}",
    )

    word = st.segmented_control(
        "Menurut",
        ["Tahun", "Triwulan"],
        default="Tahun",
        required=True,
        key="menurut",
        bind="query-params",
        label_visibility="collapsed",
    )
    frequency = "quarter" if word == "Triwulan" else "year"
    periods = kumulatif(view.formations, day=view.day, frequency=frequency)
    title = narrative.busiest_title(periods, frequency)
    show_section(title, f"Desa yang membentuk Pokja per {word.lower()}")
    show_figure(charts.new_per_period(periods, frequency=frequency, palette=colours), "tren_periode", title)
    if (view.formations["presisi"] != "day").any():
        show_note(narrative.IMPRECISE_NOTE)

    show_section(
        narrative.kecamatan_title(view.capaian),
        "Desa terbentuk sejak 2014 per kecamatan, satu skala; garis putus-putus: target",
    )
    show_small_multiples(view)

    if view.spans:
        show_section("Masa tanpa Pokja baru", "24 bulan atau lebih tanpa satu pun Pokja baru")
        rows = narrative.standstill_rows(view.spans, view.snapshot.milestones)
        show_table(["Dari", "Sampai", "Bulan", "Penjelasan"], rows, numbers={2})
    show_source(view)
