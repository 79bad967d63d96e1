"""The audit trail: who did what, when and from where, newest first, for a pengelola."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.exports.excel.trail_csv import write_trail
from kkb.formatting import MISSING, format_count, format_date, format_timestamp
from kkb.store import StoreError
from kkb.store.audit import TrailFilter
from kkb.store.trail import TrailEntry
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_for
from kkb.ui.frame.day_field import choose_day
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.file_button import FileToSave, show_file_button
from kkb.ui.parts.table import TextCell, show_table

PAGE_ROWS = 50
_DAYS = 14
"""Days that the list offers; any other by the calendar."""

_ALL = "semua"
_DAY, _PAGE = "jejak_hari", "jejak_halaman"


@st.fragment
def show_trail() -> None:
    """The entries that are asked for, a page at a time, the whole as a file, and whether the chain is whole."""
    show_section("Jejak", "Siapa melakukan apa, kapan, dan dari alamat mana")
    if not access_for(Right.AUDIT).may_write:
        # A press runs this part alone: the right may be gone since the page was drawn.
        show_message("error", access_for(Right.AUDIT).reason)
        return
    try:
        # What was only counted so far is told too.
        cache.store_to_write().enter_counted()
        asked = _choose()
        _show_entries(asked)
        _show_chain()
        show_file_button("Unduh jejak (CSV)", lambda: _make_file(asked), key="jejak_unduh")
    except StoreError as error:
        show_message("error", error.message)


def _choose() -> TrailFilter:
    """Which entries: of one account, of one kind, of one day."""
    store = cache.store()
    accounts = {one.nomor: f"{one.nama} ({one.nama_akun})" for one in store.accounts()}
    account, kind, day = st.columns(3)
    akun = account.selectbox(
        "Akun", [None, *accounts], key="jejak_akun", format_func=lambda one: accounts.get(one, _ALL), on_change=_to_top
    )
    tindakan = kind.selectbox(
        "Tindakan",
        [None, *store.trail_kinds()],
        key="jejak_tindakan",
        format_func=lambda one: _kind_words(one) if one else _ALL,
        on_change=_to_top,
    )
    today = cache.now().date()
    days = [today - timedelta(days=back) for back in range(_DAYS)]
    with day:
        # Before the list is drawn, which then shows it.
        other = st.empty()
    with st.expander("Hari yang lebih lama"):
        chosen = choose_day("jejak_hari_lain", today.replace(year=today.year - 10, day=1), today)
    if chosen is not None:
        st.session_state[_DAY] = chosen
        _to_top()
    if (held := st.session_state.get(_DAY)) is not None and held not in days:
        days.append(held)
    on = other.selectbox(
        "Hari", [None, *days], key=_DAY, format_func=lambda one: format_date(one) if one else _ALL, on_change=_to_top
    )
    return TrailFilter(akun, tindakan, on)


def _show_entries(asked: TrailFilter) -> None:
    page = st.session_state.get(_PAGE, 0)
    found = cache.store().trail_page(asked, first=page * PAGE_ROWS, count=PAGE_ROWS)
    if not found.total:
        show_note("Tidak ada jejak untuk pilihan ini." if asked != TrailFilter() else "Belum ada jejak.")
        return
    if not found.entries:
        # Fewer than when the page was turned.
        _to_top()
        st.rerun(scope="fragment")
    show_table(["Waktu", "Siapa", "Tindakan", "Perihal", "Nomor"], [_row(one) for one in found.entries])
    first = page * PAGE_ROWS + 1
    show_note(
        f"{format_count(first)} sampai {format_count(first + len(found.entries) - 1)} dari {format_count(found.total)} "
        "jejak, yang terbaru di atas."
    )
    if found.total > PAGE_ROWS:
        with st.container(horizontal=True, gap="small"):
            st.button("Lebih baru", key="jejak_baru", disabled=page == 0, on_click=_turn, args=(-1,))
            is_last = first + PAGE_ROWS > found.total
            st.button("Lebih lama", key="jejak_lama", disabled=is_last, on_click=_turn, args=(1,))


def _row(entry: TrailEntry) -> list[str | TextCell]:
    account = f"akun {entry.akun}" if entry.akun is not None else ""
    often = f", {format_count(entry.banyak)} kali" if entry.banyak > 1 else ""
    return [
        format_timestamp(entry.waktu.astimezone(TIMEZONE)),
        TextCell(entry.nama, " · ".join(filter(None, (account, entry.alamat)))),
        f"{_kind_words(entry.tindakan)}{often}",
        entry.perihal.replace("_", " ") or MISSING,
        TextCell(format_count(entry.nomor), entry.sidik[:12]),
    ]


def _kind_words(tindakan: str) -> str:
    return tindakan.replace("_", " ")


def _show_chain() -> None:
    """The end of the chain, to be noted outside; at a press whether it is whole."""
    end = cache.store().trail_end()
    show_note(
        f"Jejak terakhir nomor {format_count(end.nomor)}, sidik jari {end.sidik}. Catat keduanya di luar komputer ini "
        "sewaktu-waktu: yang dipotong dari ujung hanya tampak dengan membandingkannya."
    )
    if st.button("Periksa keutuhan jejak", key="jejak_periksa"):
        breaks = cache.store().trail_breaks()
        for words in breaks:
            show_message("error", words)
        if not breaks:
            show_message("success", f"Jejak 1 sampai {format_count(end.nomor)} utuh.")


def _make_file(asked: TrailFilter) -> FileToSave | None:
    entries = cache.store().trail_entries(asked)
    name = f"jejak_{cache.now():%Y-%m-%d}.csv"
    return FileToSave(name, write_trail(entries), "text/csv")


def _turn(pages: int) -> None:
    st.session_state[_PAGE] = max(0, st.session_state.get(_PAGE, 0) + pages)


def _to_top() -> None:
    st.session_state[_PAGE] = 0
