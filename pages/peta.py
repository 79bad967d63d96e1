"""Every desa in its place, from 2014 to the day of the data: the map that plays."""

from kkb.ui.components import show_empty, show_source
from kkb.ui.map_view import show_map
from kkb.ui.view import current_view

view = current_view()
if not show_empty(view):
    show_map(view, "peta")
    show_source(view)
