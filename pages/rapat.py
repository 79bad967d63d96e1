"""The meeting in one press: slides for the wall, the same as files, and the list of what was agreed."""

from dataclasses import replace

import streamlit as st

from kkb.formatting import format_date
from kkb.narrative import scope_words
from kkb.ui.frame.navigation import STEPS_ANCHOR
from kkb.ui.frame.view import current_view, theme_name
from kkb.ui.parts.components import show_empty, show_section, show_source, show_title
from kkb.ui.rapat.deck import choose_deck, chosen_briefing, offer_files, wall_address, whole_address
from kkb.ui.rapat.deck_view import CHOICES, show_start
from kkb.ui.rapat.next_steps import show_next_steps
from kkb.ui.ringkasan.share import show_meeting_share
from kkb.ui.ringkasan.summary import summary_of

view = current_view()
if not show_empty(view):
    show_title(
        f"Bahan rapat siap, keadaan per {format_date(view.day)}",
        scope_words(view.filters.kecamatan, view.region_name),
    )
    left, right = st.columns([3, 2], gap="large")
    with right, st.container(key=CHOICES):
        show_section("Pilihan", "Semuanya boleh dibiarkan seperti ini")
        choice = choose_deck(view)
        show_section("Berkas", "Isi dan angkanya sama dengan slide")
        briefing = chosen_briefing(view, choice)
        offer_files(view, briefing)
        show_meeting_share(view, summary_of(view))
    with left:
        path = wall_address(view, choice)
        # The preview is as dark as the page around it; the wall only if that is chosen.
        preview = wall_address(view, replace(choice, is_dark=choice.is_dark or theme_name() == "dark"))
        show_start(path, whole_address(path), briefing, preview=preview)
    show_next_steps(view, wall_address(view, replace(choice, slides=(STEPS_ANCHOR,), seconds=0)))
    show_source(view)
