"""Where are we, are we on the way, who is missing: the first page."""

import streamlit as st

from kkb import charts, narrative
from kkb.ui.components import (
    show_cards,
    show_empty,
    show_figure,
    show_section,
    show_source,
    show_title,
)
from kkb.ui.ladder import show_without_pokja
from kkb.ui.view import current_view, palette

view = current_view()
if not show_empty(view):
    r, colours = view.ringkasan, palette()
    scope = narrative.scope_words(view.filters.kecamatan, view.region_name)
    show_title(
        narrative.headline(r),
        f"{scope} · {narrative.freshness(view.newest_day, view.today, r.target_day, r.sisa_desa)}",
    )
    show_cards(narrative.cards(r))

    left, right = st.columns([3, 2], gap="large")
    with left:
        title = narrative.line_title(r, view.spans)
        show_section(title, "Desa dengan Pokja sejak 2014 dan jalur ke target")
        figure = charts.line_to_target(
            view.steps,
            view.per_year,
            day=view.day,
            target_desa=r.target_desa,
            target_day=r.target_day,
            start_of_path=view.start_of_path,
            spans=view.spans,
            milestones=view.snapshot.milestones,
            earlier_targets=view.earlier_targets,
            palette=colours,
            height=330,
        )
        show_figure(figure, "ringkasan_garis", title)
    with right:
        title = narrative.kecamatan_title(view.capaian)
        show_section(title, "Desa terbentuk dari target, per kecamatan")
        figure = charts.bullet_per_kecamatan(view.capaian, palette=colours, height=330)
        show_figure(figure, "ringkasan_kecamatan", title)
    show_source(view)

    show_section(narrative.without_pokja_title(r), "Menurut sejauh mana langkahnya")
    show_without_pokja(view)
