"""When desa formed their Pokja, how it might go on, and how long nothing happened."""

from functools import partial

import streamlit as st

from kkb import charts, narrative
from kkb.exports.drawing import draw_periods
from kkb.exports.drawing.still import Still
from kkb.figures.facts import period_counts
from kkb.formatting import format_date
from kkb.indicators import kumulatif
from kkb.narrative import alt as narrative_alt
from kkb.narrative import tables as figure_tables
from kkb.narrative import trend
from kkb.narrative.plan import replaced_sentence, with_replaced
from kkb.schema import FIRST_YEAR
from kkb.ui.frame.view import current_view
from kkb.ui.parts.components import show_empty, show_note, show_section, show_source, show_title
from kkb.ui.parts.figure_set import show_figure_set
from kkb.ui.parts.figures import line_figure, line_still, view_alt
from kkb.ui.parts.table import show_table
from kkb.ui.tren.multiples import show_small_multiples
from kkb.ui.tren.outlook import show_imprecise, show_outlook

view = current_view()
scope = f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · keadaan per {format_date(view.day)}"
if show_empty(view):
    pass
elif view.day.year < FIRST_YEAR:
    show_title(narrative.headline(view.ringkasan), scope)
    show_note(f"Garis pembentukan dimulai pada {FIRST_YEAR}. Untuk tanggal sebelum itu tidak ada yang dapat digambar.")
    show_source(view)
else:
    r = view.ringkasan
    since = f"Desa dengan Pokja sejak {FIRST_YEAR}"
    way = "" if r.target_desa is None else ", semua rencana target dan jalur lurus ke target"
    show_title(trend.formation_title(view.formations, r, view.spans), scope)
    show_figure_set(
        partial(line_figure, view),
        key="tren_garis",
        # The page has one finding, its title; those of the figures go along with what is downloaded.
        title="Garis menuju target" if r.target_desa is not None else "Garis pembentukan",
        finding=trend.way_title(r, view.spans),
        subtitle=with_replaced(
            narrative.line_subtitle(
                view.spans,
                view.milestones,
                what=f"{since}{way}. Tekan garisnya untuk melihat desanya",
            ),
            replaced_sentence(view.plan, view.earlier_targets),
        ),
        alt=view_alt(view),
        table=partial(figure_tables.line_table, view.steps),
        stills=partial(line_still, view),
        view=view,
    )
    show_imprecise(view)

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
    show_figure_set(
        partial(charts.new_per_period, periods, frequency=frequency),
        key="tren_periode",
        title=f"Pokja baru per {word.lower()}",
        finding=narrative.busiest_title(periods, frequency),
        subtitle="Desa yang membentuk Pokja. Tekan satu batang untuk melihat desanya",
        alt=narrative_alt.periods_alt(periods, frequency),
        table=partial(figure_tables.periods_table, periods, frequency),
        stills=lambda: [Still(draw_periods, period_counts(periods))],
        view=view,
    )
    show_small_multiples(view)
    show_outlook(view)

    if view.spans:
        show_section("Masa tanpa Pokja baru", trend.standstills_words(view.spans))
        rows = narrative.standstill_rows(view.spans, view.milestones)
        show_table(["Dari", "Sampai", "Bulan", "Penjelasan"], rows, numbers={2})
    show_source(view)
