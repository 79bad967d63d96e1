"""Meetings that are noted, to compare with their days later."""

from __future__ import annotations

from kkb.access import Right
from kkb.formatting import format_date
from kkb.store import Store
from kkb.ui.frame.view import View
from kkb.ui.parts.cancel_form import offer_cancel
from kkb.ui.parts.components import show_note, show_section
from kkb.ui.parts.table import show_table


def show_meetings(view: View, *, may_write: bool) -> None:
    """Meetings noted on the page Rapat, and a form that takes one back; other pages compare with their days."""
    show_section("Tanggal rapat", "Dipakai untuk membandingkan: apa yang berubah sejak rapat terakhir")
    meetings = view.snapshot.meetings
    if not meetings:
        show_note("Belum ada rapat yang dicatat. Rapat dicatat di halaman Rapat.")
        return
    show_table(["Tanggal", "Rapat", "Dicatat oleh"], [[format_date(m.tanggal), m.judul, m.oleh] for m in meetings])
    show_note("Rapat dicatat di halaman Rapat.")
    if may_write:
        labels = {str(m.nomor): f"{format_date(m.tanggal)}, {m.judul}" for m in meetings}
        offer_cancel("rapat", labels, Store.cancel_meeting, right=Right.SAVE)
