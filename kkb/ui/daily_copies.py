"""The daily copies: made in the background by the process that may write, told of and offered on Pengaturan."""

from __future__ import annotations

import logging
import threading
import time

import streamlit as st

from kkb.config import Settings
from kkb.formatting import format_ago, format_count, format_decimal, format_timestamp
from kkb.store import DailyCopy, Store, StoreError, is_up_to_date, keep_daily_copy, list_copies, open_store
from kkb.ui import cache
from kkb.ui.access import request_access, show_read_only
from kkb.ui.components import show_message, show_note, show_section
from kkb.ui.file_button import FileToSave, show_file_button

log = logging.getLogger(__name__)

_FIRST_SECONDS, _EVERY_SECONDS = 30, 600
_OLD_DAYS = 2
_MOST_MB = 100
"""A larger copy is not sent through the page: it would stand in memory several times."""

_LOOK = "Periksa izin dan ruang diska folder data; bila keduanya baik, jalankan: python -m kkb verify"
_failures: list[str] = []
"""The last attempt of this process, if it failed."""


def start_daily_copies(settings: Settings) -> None:
    """Make a copy a day for as long as this process runs, if it may write; returns at once."""
    if settings.is_local and settings.copies:
        threading.Thread(target=_keep_copying, args=(settings,), name="kkb-cadangan", daemon=True).start()


def _keep_copying(settings: Settings) -> None:
    # Whoever started the program wants to see its first page.
    time.sleep(_FIRST_SECONDS)
    while True:
        store = open_store(settings, writable=False)
        _copy(store, settings)
        store.close()
        time.sleep(_EVERY_SECONDS)


def _copy(store: Store, settings: Settings, *, anew: bool = False) -> bool:
    """`keep_daily_copy`, where a failure is kept for the page."""
    try:
        made = keep_daily_copy(store, settings.copies_dir, keep=settings.copies, at=cache.now(), anew=anew)
    except (StoreError, OSError, ValueError) as error:
        log.error("no daily copy: %s", error)
        _failures[:] = [error.message if isinstance(error, StoreError) else _LOOK]
        return False
    _failures.clear()
    return made


@st.fragment
def show_copies() -> None:
    """When the last copy was made, how many are kept, what to do if it is old; a press makes one to take along."""
    settings = cache.settings()
    show_section("Cadangan", "Salinan semua data, termasuk berkas asli dan draf; simpan juga satu di luar komputer ini")
    told = st.container()
    show_file_button("Buat cadangan sekarang dan unduh", _make_file, key="cadangan_unduh")
    with told:
        copies = list_copies(settings.copies_dir)
        show_note(_say_last(copies, settings))
        if _failures:
            show_message("error", _failures[0], lead="Cadangan gagal dibuat.")
        elif copies and _days_since(copies[0]) >= _OLD_DAYS and not is_up_to_date(cache.store(), copies[0]):
            show_message("warning", "Data sudah berubah sejak itu. Buat yang baru.", lead="Cadangan sudah lama.")


def _say_last(copies: list[DailyCopy], settings: Settings) -> str:
    if settings.copies:
        rule = f"Dibuat sendiri sekali sehari bila ada yang berubah; {format_count(settings.copies)} terakhir disimpan."
    else:
        rule = "Cadangan harian dimatikan (KKB_CADANGAN=0)."
    if not copies:
        return f"Belum ada cadangan. {rule}"
    newest = copies[0]
    facts = f"{format_ago(newest.day, cache.now().date())}, {format_decimal(newest.ukuran / 1e6)} MB"
    count = format_count(len(copies))
    return f"Cadangan terakhir {format_timestamp(newest.dibuat)} ({facts}); tersimpan {count}. {rule}"


def _days_since(copy: DailyCopy) -> int:
    return (cache.now().date() - copy.day).days


def _make_file() -> FileToSave | None:
    access = request_access()
    if not access.may_write:
        show_read_only(access, "Cadangan tidak dapat dibuat dari sini.")
        return None
    settings = cache.settings()
    if not _copy(cache.store(), settings, anew=True):
        if not _failures:
            show_message("info", "Cadangan sedang dibuat proses lain. Coba lagi sebentar.")
        return None
    newest = list_copies(settings.copies_dir)[0]
    if newest.ukuran > _MOST_MB * 1e6:
        show_message("info", f"Cadangan dibuat. Berkasnya besar; salin {newest.path.name} dari folder cadangan.")
        return None
    return FileToSave(newest.path.name, newest.path.read_bytes(), "application/vnd.sqlite3")
