"""Who has most left: kecamatan against their targets, and how far their other desa are."""

from functools import partial

import streamlit as st

from kkb import charts, narrative
from kkb.exports.drawing import draw_ladder
from kkb.exports.drawing.still import Still
from kkb.figures.facts import ladder_rows
from kkb.formatting import format_date
from kkb.narrative import alt as narrative_alt
from kkb.narrative import places
from kkb.narrative import tables as figure_tables
from kkb.ui.frame.view import current_view
from kkb.ui.kecamatan.heat import show_heat
from kkb.ui.kecamatan.panel import choose_kecamatan, chosen_title, show_panels
from kkb.ui.kecamatan.ranking import linked_ranking
from kkb.ui.parts.components import show_empty, show_section, show_source, show_title
from kkb.ui.parts.figure_set import show_figure_set
from kkb.ui.parts.figures import bars_still
from kkb.ui.parts.table import show_table

view = current_view()
if not show_empty(view):
    title = st.container()
    names = choose_kecamatan(view)
    finding = narrative.kecamatan_title(view.capaian)
    with title:
        show_title(
            chosen_title(view, names) if names else finding,
            f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · keadaan per {format_date(view.day)}",
        )
    if names:
        show_panels(view, names)
    # Below the kecamatan chosen all of them are there for those who ask.
    with st.expander(finding) if names else st.container():
        left, right = st.columns(2, gap="large")
        with left:
            show_figure_set(
                partial(charts.bullet_per_kecamatan, view.capaian),
                key="kecamatan_target",
                title=places.reached_title(view.capaian),
                finding=finding,
                subtitle=places.bars_subtitle(view.capaian),
                alt=narrative_alt.kecamatan_alt(view.capaian),
                table=partial(figure_tables.kecamatan_table, view.capaian),
                stills=partial(bars_still, view),
                view=view,
            )
        with right:
            # How many are formed stands at the left: here are the others.
            has_rest = view.capaian["terbentuk_desa"] < view.capaian["jumlah_desa"]
            rest = view.capaian[has_rest].assign(terbentuk_desa=0)
            title_of_rest = narrative.without_pokja_title(view.ringkasan)
            if rest.empty:
                show_section(title_of_rest)
            else:
                show_figure_set(
                    partial(charts.ladder_per_kecamatan, rest),
                    key="kecamatan_tahap",
                    title=title_of_rest,
                    subtitle="M merintis, S sosialisasi, B belum, ? belum dilaporkan",
                    alt=narrative_alt.ladder_alt(rest),
                    table=partial(figure_tables.ladder_table, view.capaian),
                    stills=lambda: [Still(draw_ladder, ladder_rows(rest), rows=len(rest))],
                    view=view,
                )
        with st.container() if names else st.expander("Semua angka per kecamatan"):
            headers, rows, total = narrative.ranking_rows(view.capaian)
            show_table(headers, linked_ranking(headers, rows, view), numbers=set(range(1, len(headers))), total=total)
        show_heat(view)
    show_source(view)
