"""Where are we, are we on the way, who is missing, what changed: the first page."""

from functools import partial

import streamlit as st

from kkb import figure_tables, narrative, narrative_alt
from kkb.ui.compare_view import sentence_since_last
from kkb.ui.components import show_cards, show_empty, show_figure, show_section, show_source, show_title
from kkb.ui.desa_table import desa_figure_table
from kkb.ui.figures import kecamatan_figure, line_figure, show_downloads, tile_figure, view_alt
from kkb.ui.ladder import show_without_pokja
from kkb.ui.share import show_share
from kkb.ui.view import current_view, palette

view = current_view()
if not show_empty(view):
    r, colours = view.ringkasan, palette()
    scope = narrative.scope_words(view.filters.kecamatan, view.region_name)
    change = sentence_since_last(view)
    show_title(
        narrative.headline(r),
        f"{scope} · {narrative.freshness(view.newest_day, view.today, r.target_day, r.sisa_desa)}",
        change,
    )
    show_cards(narrative.cards(r))

    line_title, kecamatan_title = narrative.line_title(r, view.spans), narrative.kecamatan_title(view.capaian)
    left, middle, right = st.columns([9, 6, 6], gap="medium")
    with left:
        show_section(line_title, "Desa dengan Pokja sejak 2014 dan jalur ke target")
        show_figure(line_figure(view, palette=colours), "ringkasan_garis", view_alt(view))
    with middle:
        show_section(kecamatan_title, "Terbentuk dari target")
        show_figure(
            kecamatan_figure(view, palette=colours), "ringkasan_kecamatan", narrative_alt.kecamatan_alt(view.capaian)
        )
    with right:
        show_section(narrative.tile_title(r), "Satu petak satu desa")
        show_figure(tile_figure(view, palette=colours), "ringkasan_petak", narrative.without_pokja_title(r))
    show_share(view, scope, change)
    show_source(view)

    show_section(narrative.without_pokja_title(r), "Menurut sejauh mana langkahnya")
    show_without_pokja(view)

    with st.expander("Tabel, Excel dan PNG dari gambar di atas"):
        for make_figure, title, table in (
            (line_figure, line_title, partial(figure_tables.line_table, view.steps)),
            (kecamatan_figure, kecamatan_title, partial(figure_tables.kecamatan_table, view.capaian)),
            (tile_figure, narrative.without_pokja_title(r), partial(desa_figure_table, view)),
        ):
            show_downloads(make_figure, title, table, view)
