"""Drafts on the upload page: those that wait, what became of one that is open no more, how to throw one away."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from kkb.access import Access, area_of, is_within
from kkb.config import TIMEZONE
from kkb.formatting import format_count, format_date, format_timestamp, join_words
from kkb.store import DraftRecord, DraftStatus, StoreRefusal, StoreUnavailable
from kkb.ui.frame import cache
from kkb.ui.frame.access import current_account, writing_store
from kkb.ui.frame.navigation import link_to, page_named
from kkb.ui.frame.writing import flash, show_outage
from kkb.ui.parts.components import note_html, show_message, show_note, show_section, spoken
from kkb.ui.unggah import desk
from kkb.ui.unggah.colleagues import follow_draft

_NAMES_SHOWN = 3


def open_draft(access: Access) -> DraftRecord | None:
    """The open draft that the address names, for whoever may write in its area."""
    kode = st.query_params.get(desk.DRAFT_PARAM, "")
    if not kode or not access.may_write:
        return None
    return next((record for record in _drafts_of_area() if record.kode == kode), None)


def _drafts_of_area() -> list[DraftRecord]:
    """The open drafts that who is logged in may work on; all of them while there are no accounts. Raises StoreError."""
    account = current_account()
    area = area_of(account) if account is not None else None
    return [record for record in cache.store().open_drafts(at=cache.now()) if is_within(record.kecamatan, area)]


def say_what_became(access: Access) -> None:
    """Where the address names a draft that cannot be opened: why."""
    kode = st.query_params.get(desk.DRAFT_PARAM, "")
    if not kode:
        return
    if not access.may_write:
        show_message("info", "Draf hanya dapat dibuka dari peramban yang boleh menyimpan.")
        return
    draft = cache.store().draft(kode, at=cache.now())
    if draft is None:
        show_message("info", "Draf ini tidak ada. Periksa alamatnya, atau unggah berkasnya lagi.")
    elif draft.status is DraftStatus.TERBUKA:
        show_message("info", "Draf ini milik petugas kecamatan lain; akun Anda tidak dapat membukanya.")
    elif draft.status is DraftStatus.DISIMPAN:
        numbers = list(map(str, draft.unggahan))
        by = f" oleh {draft.diubah_oleh}" if draft.diubah_oleh else ""
        when = format_timestamp(draft.diubah.astimezone(TIMEZONE))
        show_message("success", f"Draf ini sudah disimpan{by} sebagai unggahan {join_words(numbers)}, {when}.")
        for number in numbers:
            st.page_link(page_named("riwayat"), label=f"Lihat unggahan {number}", query_params={"unggahan": number})
        link_to("ringkasan", "Lihat Ringkasan")
    elif draft.status is DraftStatus.DIBUANG:
        by = f" oleh {draft.diubah_oleh}" if draft.diubah_oleh else ""
        show_message("info", f"Draf ini sudah dibuang{by}. Unggah berkasnya lagi bila masih diperlukan.")
    else:
        day = format_date(draft.kedaluwarsa.astimezone(TIMEZONE).date())
        show_message("info", f"Masa draf ini habis pada {day}. Unggah berkasnya lagi bila masih diperlukan.")


def list_open() -> None:
    """The drafts that wait, each with a press that opens it."""
    now = cache.now()
    with suppress(StoreUnavailable, StoreRefusal):
        # What cannot be tidied up now is tidied up in a later run.
        writing_store().expire_drafts(at=now)
    waiting = _drafts_of_area()
    if not waiting:
        return
    show_section(
        "Draf yang belum disimpan",
        "Lanjutkan kapan saja; rekan yang membuka program ini melihat draf yang sama. Isinya belum dihitung.",
    )
    for record in waiting:
        words, way = st.columns([6, 1], vertical_alignment="center")
        words.html(note_html(_line(record)))
        if way.button(f"Lanjutkan{spoken(_names(record))}", key=f"draf_{record.kode}"):
            show(record.kode)


def _line(record: DraftRecord) -> str:
    changed = format_timestamp(record.diubah.astimezone(TIMEZONE))
    by = f" oleh {record.diubah_oleh}" if record.diubah_oleh else ""
    return f"{_names(record)} · diubah {changed}{by} · {_life(record)}"


def _names(record: DraftRecord) -> str:
    names = [file.nama for file in record.berkas]
    rest = len(names) - _NAMES_SHOWN
    return join_words([*names[:_NAMES_SHOWN], f"{format_count(rest)} lainnya"] if rest > 0 else names)


def _life(record: DraftRecord) -> str:
    return f"disimpan sampai {format_date(record.kedaluwarsa.astimezone(TIMEZONE).date())}"


def show(kode: str | None) -> None:
    """Go to a draft, or to the empty page; ends this run."""
    desk.forget()
    if kode is None:
        st.query_params.pop(desk.DRAFT_PARAM, None)
    else:
        st.query_params[desk.DRAFT_PARAM] = kode
    st.rerun()


def show_head(record: DraftRecord) -> None:
    """That this is a draft, how long it lives, and the ways out of it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            note_html(f"Draf, tercatat otomatis dan {_life(record)}; rekan dapat membuka alamat ini."),
            width="stretch",
        )
        if st.button("Unggah berkas lain", key="draf_lain", help="Draf ini tetap ada dalam daftar."):
            show(None)
        with st.popover("Buang draf"):
            show_note("Berkas, jawaban dan perbaikan dalam draf ini dihapus. Yang sudah tersimpan tidak berubah.")
            if st.button("Ya, buang draf ini", key="draf_buang", type="primary"):
                _discard(record)
    # In a place of its own: what it says comes and goes while the page below stays.
    with st.columns(1)[0]:
        follow_draft(record.kode, record.revisi)


def _discard(record: DraftRecord) -> None:
    try:
        writing_store().discard_draft(record.kode, by=desk.signature(), at=cache.now())
    except StoreRefusal as refusal:
        flash("warning", refusal.message)
    except StoreUnavailable as outage:
        show_outage(outage)
        return
    else:
        flash("success", "Draf dibuang.")
    show(None)
