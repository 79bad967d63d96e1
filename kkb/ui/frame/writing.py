"""One way to write from a page: ask who may, act on the state that was seen, say what became of it, draw anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

import streamlit as st

from kkb.access import Right
from kkb.checking.values.dates import read_date_text
from kkb.schema import FIRST_YEAR
from kkb.store import Cause, OutdatedStep, OutdatedVersion, Store, StoreRefusal, StoreUnavailable
from kkb.ui.frame import cache
from kkb.ui.frame.access import needs_login, writing_store
from kkb.ui.frame.view import View, seen_version
from kkb.ui.parts.components import MessageKind, plain, show_message
from kkb.uploads.check import Checked, Stored
from kkb.uploads.commit import CommitRefused, commit

_TOLD, _SAID, _EMPTIED = "yang_terjadi", "yang_ditunjukkan", "yang_dikosongkan"
NO_NAME = "Tulis nama Anda; setiap perubahan dicatat dengan nama."
_STILL_HERE = " Yang Anda tulis masih ada di halaman ini; salin dahulu, lalu masuk lagi."
OUTDATED = "Data berubah sejak halaman ini dibuka; belum ada yang diubah. Periksa, lalu tekan sekali lagi."


def write(
    done: str | Callable[[Any], str],
    action: Callable[[Store, int], object],
    *,
    empties: Sequence[str] = (),
    place: str = "",
    right: Right = Right.SAVE,
    kecamatan: Collection[str] = (),
) -> None:
    """Run one write of the store, with the data version that the page showed when the button was pressed.

    `done` is said afterwards, or what it makes of the action's result. What was typed stays in its fields when the
    write is refused; when it is done, the fields with the keys `empties` are emptied. `place`: see `flash`. `right` and
    `kecamatan` (codes): what the write needs, and which it touches.
    """
    try:
        result = action(writing_store(right, kecamatan=kecamatan), seen_version())
    except OutdatedVersion:
        flash("warning", OUTDATED, place)
    except OutdatedStep as outdated:
        flash("warning", outdated.message, place)
    except (CommitRefused, StoreRefusal) as refusal:
        show_message("error", refusal.message + (_STILL_HERE if needs_login() else ""))
        return
    except StoreUnavailable as outage:
        show_outage(outage)
        return
    else:
        flash("success", done if isinstance(done, str) else done(result), place)
        st.session_state[_EMPTIED] = empties
    cache.watcher().announce()
    st.rerun()


def check_options(view: View) -> dict[str, Any]:
    """What a check of something told on a page is held against: what is stored, the region, today."""
    region = {"region": view.region, "region_name": view.region_name}
    return {"stored": Stored.of(view.stored), "today": view.today} | region


def save_checked(
    words: str,
    checked: Checked,
    on_saved: Callable[[int], str | None],
    *,
    by: str,
    reason: str = "",
    kecamatan: Collection[str] = (),
) -> None:
    """Store one file that was told on a page, checked and shown; `on_saved` gets the number of its upload, and
    may say a sentence more about it.

    As `write` does, but with the data version that it was checked against. `words` name it ("Koreksi desa Balok").
    """

    def save(store: Store, _version: int) -> str:
        (number,) = commit(store, checked, by=by, at=cache.now(), reason=reason, accept_problems=True)
        more = on_saved(number)
        return f"{words} tersimpan sebagai unggahan {number}.{f' {more}' if more else ''}"

    write(str, save, kecamatan=kecamatan)


def show_outage(outage: StoreUnavailable) -> None:
    """Say why a write was not made and that nothing was saved; what was typed stays in its fields.

    Where another file is shown from now on, the page is drawn anew with it, which ends this run.
    """
    unsaved = outage.of_write().message
    if outage.cause is not Cause.REPLACED:
        show_message("error", unsaved)
        return
    flash("error", unsaved)
    cache.watcher().announce()
    st.rerun()


def flash(kind: MessageKind, message: str, place: str = "") -> None:
    """Keep a message for the next drawing of the page; `place` names one of several forms on it."""
    st.session_state[_TOLD] = (kind, message, place)


def show_flashes(place: str = "") -> bool:
    """What became of the last press, here and where the reader is on the page; whether there is something to say. To be
    called before the fields.

    On a page of several forms each shows what was kept for its `place`: beside the press, where once is enough.
    """
    for key in st.session_state.pop(_EMPTIED, ()):
        # A field for a number is empty with None.
        st.session_state[key] = "" if isinstance(st.session_state.get(key), str) else None
    told: tuple[MessageKind, str, str] | None = st.session_state.get(_TOLD)
    is_told = told is not None and told[2] == place
    # The place is there without a message too: what stands below it would be made anew otherwise, and a press or what
    # is typed in that moment be lost.
    with st.empty():
        if told is not None and is_told:
            del st.session_state[_TOLD]
            st.session_state[_SAID] = told
            (show_message if place else tell)(told[0], told[1])
    return is_told


def tell(kind: MessageKind, message: str) -> None:
    """Say something at this place of the page, and for a while where the reader is on it."""
    show_message(kind, message)
    st.toast(plain(message), duration="long")


def forget_said() -> None:
    """A run begins: what the last one said is over, unless the page is drawn anew without a press (`say_again`)."""
    st.session_state.pop(_SAID, None)


def say_again() -> None:
    """Before the page is drawn anew without a press."""
    if said := st.session_state.get(_SAID):
        st.session_state[_TOLD] = said


def read_one_day(words: str) -> date | None:
    """The single day that words name; None for a month, a year or anything else."""
    tanggal = read_date_text(words).tanggal
    return tanggal.first if tanggal is not None and tanggal.first == tanggal.last else None


def fault_of_day(what: str, first: date, last: date, today: date | None) -> str:
    """Why a day typed by hand, from `first` to `last`, cannot be: "Tanggal rapat itu belum terjadi."; "" if it can.

    `what` is its field ("Tanggal rapat"). Without `today` it may lie ahead, as what is due does.
    """
    if today is not None and first > today:
        return f"{what} itu belum terjadi."
    if last.year < FIRST_YEAR:
        return f"{what} itu sebelum {FIRST_YEAR}, tahun Pokja pertama."
    return ""
