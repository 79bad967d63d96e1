"""How files come onto the upload page: the field that takes them, the draft they become, and empty forms to fill."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb.access import Access
from kkb.checking import Outcome
from kkb.formatting import format_date_short, join_words
from kkb.state import fold, state_on
from kkb.store import Snapshot, StoreRefusal, StoreUnavailable
from kkb.ui.frame.access import request_access
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import flash, show_flashes
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.file_button import XLSX
from kkb.ui.parts.page_top import show_from_top
from kkb.ui.server.upload_room import FIELD_MEGABYTES, NO_ROOM, bytes_of, free_uploads, take_refused_names
from kkb.ui.unggah import desk
from kkb.ui.unggah.desk import Desk
from kkb.ui.unggah.desk_check import check_desk
from kkb.ui.unggah.review import review
from kkb.ui.unggah.save_bar import show_save_bar
from kkb.ui.unggah.stored_before import take_out_stored, tell_if_stored
from kkb.uploads.check import MOST_FILES, Checked, InputFile
from kkb.workbook.model import FILE_MEGABYTES
from kkb.workbook.template.workbook import AS_OF_CELL, FILE_NAME, FILLED_FILE_NAME, make_template

_ROUND = "unggah_putaran"
_KINDS = ".xlsx, .xls, .ods, .csv"
"""The kinds of files as the field names them. It takes any: a file is told by its content, not by its name."""


def take_files() -> list[InputFile]:
    """The files in the field; none before somebody has chosen some."""
    return _field(
        f"Pilih atau seret berkas rekap ({_KINDS}; paling besar {FILE_MEGABYTES} MB; boleh beberapa sekaligus, paling "
        f"banyak {MOST_FILES})",
        "unggah_berkas",
    )


def _field(label: str, key: str) -> list[InputFile]:
    # A key of its own for each round, so that the field is empty again after its files went onto the desk.
    key = f"{key}_{st.session_state.get(_ROUND, 0)}"
    uploads = st.file_uploader(label, key=key, max_upload_size=FIELD_MEGABYTES, accept_multiple_files=True)
    if names := take_refused_names():
        flash("warning", f"{join_words(names)} tidak diterima. {NO_ROOM}")
    if not uploads:
        show_flashes()
    return [InputFile(upload.name, bytes_of(upload)) for upload in uploads]


def empty_field() -> None:
    """Empty the field in the next run; its files are on the desk by now."""
    free_uploads()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def check_new_files(files: list[InputFile], view: View, access: Access) -> None:
    """Check files as they came. Whoever may write goes on with them as a draft, if they are of any use.

    Of files that are stored already that is said and no more.
    """
    on_desk = desk.desk_of_session(files)
    if tell_if_stored(on_desk, check_desk(on_desk, view.stored)):
        return
    on_desk = take_out_stored(on_desk, check_desk(on_desk, view.stored))
    if access.may_write and _is_useful(check_desk(on_desk, view.stored)):
        _go_on_as_draft(on_desk)
    show_flashes()
    show_save_bar(on_desk, review(on_desk, view, access), view, access)


def _go_on_as_draft(on_desk: Desk) -> None:
    """Open the files as a draft; a word about it if the store has refused them, which it is asked but once."""
    these = desk.fingerprint(on_desk.files)
    refused = st.session_state.get(desk.REFUSED_KEY)
    if refused is None or refused[0] != these:
        try:
            kode = desk.start_draft(on_desk)
        except StoreRefusal as refusal:
            refused = st.session_state[desk.REFUSED_KEY] = (these, refusal.message)
        except StoreUnavailable as outage:
            # Not for long, perhaps: asked again at the next run.
            refused = (these, outage.of_write().message)
        else:
            empty_field()
            show_from_top()
            st.query_params[desk.DRAFT_PARAM] = kode
            st.rerun()
    show_message("warning", f"{refused[1]} Berkas tetap dapat diperiksa di sini, tetapi belum menjadi draf.")


def _is_useful(checked: Checked) -> bool:
    """False for files that no answer and no mend can bring any further, or that say nothing new."""
    if checked.verdict.outcome is not Outcome.REJECT:
        return not checked.verdict.nothing_to_save or checked.verdict.outcome is Outcome.FLAG
    return 1 < len(checked.files) <= MOST_FILES and any(file.refusal is None for file in checked.files)


def offer_more_files(on_desk: Desk) -> None:
    """Another file that belongs to the same draft: checked together with the others."""
    with st.expander("Tambah berkas ke draf ini"):
        show_note("Semua berkas diperiksa dan disimpan bersama. Jawaban dan perbaikan yang sudah ada tetap.")
        files = _field(f"Berkas tambahan ({_KINDS}; paling besar {FILE_MEGABYTES} MB)", "unggah_tambahan")
    if not files:
        return
    empty_field()
    if desk.add_files(on_desk, files):
        names = join_words([file.name for file in files])
        flash("success", f"{names} ditambahkan ke draf ini dan ikut diperiksa.")
        show_from_top()
    st.rerun()


def show_help(view: View) -> None:
    """What a recap may look like, and templates to fill."""
    show_section(
        "Belum punya berkasnya?",
        "Isi templat ini: semua desa dengan kodenya; lembar komitmen, langkah, kegiatan dan evaluasi boleh kosong.",
    )
    empty, filled = st.columns([1, 2])
    with empty:
        _offer_template("Unduh templat kosong", view)
    if view.has_data:
        with filled:
            _offer_template(f"Unduh templat terisi, per {format_date_short(view.newest_day)}", view, is_filled=True)
            show_note(f"Ubah tanggal keadaan di sel {AS_OF_CELL} setelah mengisi yang baru.")
    show_note("Rekap bentuk lain juga dapat dibaca; bentuknya dijelaskan di halaman Bantuan.")


def _offer_template(label: str, view: View, *, is_filled: bool = False) -> None:
    # What is handed in again comes back word for word; whoever only reads gets what the pages show.
    told = view.stored if request_access().may_write else view.snapshot
    st.download_button(
        label,
        data=partial(_write_template, view, told, is_filled=is_filled),
        file_name=FILLED_FILE_NAME if is_filled else FILE_NAME,
        mime=XLSX,
        key=f"templat_{'terisi' if is_filled else 'kosong'}",
        on_click="ignore",
    )


def _write_template(view: View, told: Snapshot, *, is_filled: bool) -> bytes:
    day = view.newest_day if is_filled else None
    return make_template(
        view.region,
        region_name=view.region_name,
        # A filled one speaks for the day of its data: handed in as it is, it says nothing new.
        as_of=day or view.today,
        states=state_on(fold(told.observations), day) if day else None,
        programme=told.programme if day else (),
        is_sample=is_filled and bool(view.samples),
    )
