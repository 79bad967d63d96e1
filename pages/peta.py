"""Every desa in its place, from 2014 to the day of the data: the map that plays."""

from kkb.ui.frame.view import current_view
from kkb.ui.parts.components import show_empty, show_source
from kkb.ui.peta.map_view import show_map

view = current_view()
if not show_empty(view):
    show_map(view, "peta")
    show_source(view)
