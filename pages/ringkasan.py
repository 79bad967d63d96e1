"""Where are we, are we on the way, who is missing, what changed: the first page."""

from kkb.ui.frame.view import current_view
from kkb.ui.parts.components import show_empty
from kkb.ui.parts.figures import offer_downloads
from kkb.ui.ringkasan.first_page import show_first_screen, show_missing
from kkb.ui.ringkasan.share import show_share
from kkb.ui.ringkasan.summary import summary_of

view = current_view()
if not show_empty(view):
    words = summary_of(view)
    show_first_screen(view)
    show_share(view, words)
    show_missing(view)
    offer_downloads(view, words)
