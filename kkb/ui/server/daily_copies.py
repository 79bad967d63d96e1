"""The daily copies: made in the background by the process that may write, told of and offered on Pengaturan."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE, Settings
from kkb.formatting import format_ago, format_count, format_decimal, format_timestamp
from kkb.startup import end_originals
from kkb.store import StoreError, open_store
from kkb.store.audit import COPY
from kkb.store.daily import is_up_to_date, keep_daily_copy, list_copies
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_for, note_act, show_read_only
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.file_button import FileToSave, show_file_button

log = logging.getLogger(__name__)

_FIRST_SECONDS, _EVERY_SECONDS = 30, 600
_OLD_DAYS = 2
_MOST_MB = 100
"""A larger copy is not sent through the page: it would stand in memory several times."""

_FAILED = "Cadangan gagal dibuat."
_LOOK = "Periksa izin dan ruang diska folder data; bila keduanya baik, minta pengelola menjalankan perintah verify."
_failures: list[str] = []
"""The last attempt of this process, if it failed."""


def start_daily_copies(settings: Settings) -> None:
    """End originals whose term is over and make a copy a day for as long as this process runs, if it may write.

    Returns at once.
    """
    if settings.may_write:
        threading.Thread(target=_keep_copying, args=(settings,), name="kkb-cadangan", daemon=True).start()


def _keep_copying(settings: Settings) -> None:
    # Whoever started the program wants to see its first page.
    time.sleep(_FIRST_SECONDS)
    while True:
        # First: the copy then does not hold them.
        _end_originals(settings)
        if settings.copies:
            _copy(settings)
        time.sleep(_EVERY_SECONDS)


def _end_originals(settings: Settings) -> None:
    """`end_originals`, where a failure is logged: the next round tries again."""
    try:
        with closing(open_store(settings)) as store:
            if store.is_prepared():
                end_originals(store, settings, now=cache.now())
    except Exception as error:
        log.error("originals whose term is over were not erased", exc_info=not isinstance(error, StoreError))


def _copy(settings: Settings, *, anew: bool = False) -> Path | None:
    """`keep_daily_copy`, where a failure, of whatever kind, is kept for the page."""
    try:
        with closing(open_store(settings, writable=False)) as store:
            made = keep_daily_copy(store, settings.copies_dir, keep=settings.copies, at=cache.now(), anew=anew)
    except Exception as error:
        log.error("no daily copy", exc_info=not isinstance(error, StoreError))
        _failures[:] = [error.message if isinstance(error, StoreError) else _LOOK]
        return None
    _failures.clear()
    return made


@st.fragment
def show_copies() -> None:
    """When the last copy was made, how many are kept, what to do if it is old; a press makes one to take along."""
    show_section("Cadangan", "Salinan semua data, termasuk berkas asli dan draf; simpan juga satu di luar komputer ini")
    told = st.container()
    try:
        show_file_button("Buat cadangan sekarang dan unduh", _make_file, key="cadangan_unduh")
        with told:
            _tell(cache.settings())
    except (OSError, StoreError) as error:
        log.error("the daily copies cannot be shown: %s", error)
        show_message("error", error.message if isinstance(error, StoreError) else _LOOK)


def _tell(settings: Settings) -> None:
    now = cache.now()
    copies = list_copies(settings.copies_dir, now)
    if settings.copies:
        rule = f"Dibuat sendiri sekali sehari bila ada yang berubah; {format_count(settings.copies)} terakhir disimpan."
    else:
        rule = "Cadangan harian dimatikan (KKB_CADANGAN=0)."
    if _failures:
        show_message("error", _failures[0], lead=_FAILED)
    if not copies:
        show_note(f"Belum ada cadangan. {rule}")
        return
    status = copies[0].stat()
    made = datetime.fromtimestamp(status.st_mtime, TIMEZONE)
    facts = f"{format_ago(made.date(), now.date())}, {format_decimal(status.st_size / 1e6)} MB"
    count = format_count(len(copies))
    show_note(f"Cadangan terakhir {format_timestamp(made)} ({facts}); tersimpan {count}. {rule}")
    is_old = (now.date() - made.date()).days >= _OLD_DAYS
    if is_old and not _failures and not is_up_to_date(cache.store(), copies[0]):
        show_message("warning", "Data sudah berubah sejak itu. Buat yang baru.", lead="Cadangan sudah lama.")


def _make_file() -> FileToSave | None:
    access = access_for(Right.BACKUP)
    if not access.may_write:
        show_read_only(access, "Cadangan tidak dapat dibuat dari sini.")
        return None
    note_act(COPY, "")
    path = _copy(cache.settings(), anew=True)
    if path is None:
        return None
    if path.stat().st_size > _MOST_MB * 1e6:
        show_message("info", f"Cadangan dibuat. Berkasnya besar; salin {path.name} dari folder cadangan.")
        return None
    return FileToSave(path.name, path.read_bytes(), "application/vnd.sqlite3")
