"""Every desa in its place, from 2014 to the day of the data: the map that plays."""

from kkb import narrative
from kkb.formatting import format_date
from kkb.ui.components import show_empty, show_source, show_title
from kkb.ui.map_view import show_map
from kkb.ui.view import current_view

view = current_view()
if not show_empty(view):
    show_title(
        narrative.without_pokja_title(view.ringkasan),
        f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · keadaan per {format_date(view.day)}",
    )
    show_map(view, "peta")
    show_source(view)
