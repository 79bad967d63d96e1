"""Who has most left: kecamatan against their targets, and how far their other desa are."""

import streamlit as st

from kkb import charts, narrative
from kkb.formatting import format_date
from kkb.ui.components import show_empty, show_figure, show_section, show_source, show_table, show_title
from kkb.ui.view import current_view, palette

view = current_view()
if not show_empty(view):
    colours = palette()
    show_title(
        narrative.kecamatan_title(view.capaian),
        f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · keadaan per {format_date(view.day)}",
    )
    left, right = st.columns(2, gap="large")
    with left:
        show_section("Realisasi terhadap target", "Biru: desa terbentuk; abu-abu: target. Urut menurut sisa desa")
        figure = charts.bullet_per_kecamatan(view.capaian, palette=colours)
        show_figure(figure, "kecamatan_target", narrative.kecamatan_title(view.capaian))
    with right:
        title = narrative.without_pokja_title(view.ringkasan)
        show_section("Semua desa menurut tahap", "T terbentuk, M merintis, S sosialisasi, B belum, ? belum dilaporkan")
        show_figure(charts.ladder_per_kecamatan(view.capaian, palette=colours), "kecamatan_tahap", title)
    show_section("Peringkat menurut sisa desa", "Kecamatan berisi empat sampai sembilan desa; banding menurut jumlah")
    headers, rows, total = narrative.ranking_rows(view.capaian)
    show_table(headers, rows, numbers=set(range(1, len(headers))), total=total)
    show_source(view)
