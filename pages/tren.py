"""When desa formed their Pokja, how it might go on, and how long nothing happened."""

from functools import partial

import streamlit as st

from kkb import charts, narrative
from kkb.formatting import format_date
from kkb.indicators import kumulatif
from kkb.narrative import alt as narrative_alt
from kkb.narrative import tables as figure_tables
from kkb.ui.components import show_empty, show_section, show_source, show_table, show_title
from kkb.ui.figure_set import show_figure_set
from kkb.ui.figures import tall_line_figure, view_alt
from kkb.ui.multiples import show_small_multiples
from kkb.ui.outlook import show_imprecise, show_outlook
from kkb.ui.view import current_view

view = current_view()
if not show_empty(view):
    r = view.ringkasan
    show_title(
        narrative.line_title(r, view.spans),
        f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · keadaan per {format_date(view.day)}",
    )

    show_figure_set(
        partial(tall_line_figure, view),
        key="tren_garis",
        title=narrative.headline(r),
        subtitle="Desa dengan Pokja sejak 2014, semua rencana target dan jalur lurus ke target",
        alt=view_alt(view),
        table=partial(figure_tables.line_table, view.steps),
        view=view,
    )
    show_imprecise(view)
    show_outlook(view)

    word = st.segmented_control(
        "Menurut",
        list(narrative.FREQUENCIES),
        default="Tahun",
        required=True,
        key="menurut",
        bind="query-params",
        label_visibility="collapsed",
    )
    frequency = narrative.FREQUENCIES[word]
    periods = kumulatif(view.formations, day=view.day, frequency=frequency)
    title = narrative.busiest_title(periods, frequency)
    show_figure_set(
        partial(charts.new_per_period, periods, frequency=frequency),
        key="tren_periode",
        title=title,
        subtitle=f"Desa yang membentuk Pokja per {word.lower()}",
        alt=narrative_alt.periods_alt(periods, frequency),
        table=partial(figure_tables.periods_table, periods, frequency),
        view=view,
    )
    show_small_multiples(
        view,
        narrative.kecamatan_title(view.capaian),
        "Desa terbentuk sejak 2014 per kecamatan, satu skala; garis putus-putus: target",
    )

    if view.spans:
        show_section("Masa tanpa Pokja baru", "24 bulan atau lebih tanpa satu pun Pokja baru")
        rows = narrative.standstill_rows(view.spans, view.snapshot.milestones)
        show_table(["Dari", "Sampai", "Bulan", "Penjelasan"], rows, numbers={2})
    show_source(view)
