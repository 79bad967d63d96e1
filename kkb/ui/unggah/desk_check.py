"""The check of the files on the desk: each workbook read once, with its progress shown, the verdict kept.

Session state holds the last check as it was shown: what is saved is that, never a newer one nobody has seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kkb.checking import Outcome, UnknownAnswer
from kkb.checking.progress import OnProgress
from kkb.checking.request import Asked
from kkb.formatting import format_count
from kkb.recap import Workbook
from kkb.store import Snapshot, UploadRecord
from kkb.ui.frame import cache
from kkb.ui.parts.components import plain
from kkb.ui.unggah.desk import BOOKS_KEY, CHECKED_KEY, Desk, fingerprint, sha256
from kkb.uploads.check import MOST_FILES, Checked, InputFile, OnRead, Stored, check_files, find_kin

_NO_REPLIES: Mapping[Asked, str] = {}


def check_desk(desk: Desk, snapshot: Snapshot) -> Checked:
    """The verdict on the desk: checked once and kept until a file or an answer changes."""
    # There in every run: if it came and went, what stands below would be made anew, and what is typed there be lost.
    place = st.empty()
    files = [file for _, file in desk.used]
    mends = {**desk.mends, **desk.columns}
    key = (fingerprint(files), tuple(sorted(mends.items())), tuple(sorted(desk.replies.items())))
    kept = st.session_state.get(CHECKED_KEY)
    if kept is None or kept[0] != key:
        kept = st.session_state[CHECKED_KEY] = (key, _check(files, mends, desk.replies, snapshot, place))
        # Workbooks of files that left the desk would stay as long as the session.
        books, here = st.session_state[BOOKS_KEY], {sha256(file.data) for file in desk.files}
        st.session_state[BOOKS_KEY] = {digest: book for digest, book in books.items() if digest in here}
    checked: Checked = kept[1]
    return checked


def _check(
    files: Sequence[InputFile],
    mends: dict[str, str],
    replies: Mapping[Asked, str],
    snapshot: Snapshot,
    place: DeltaGenerator,
) -> Checked:
    books: dict[str, Workbook] = st.session_state.setdefault(BOOKS_KEY, {})
    to_read = sum(sha256(file.data) not in books for file in files)
    bar = place.progress(0.0, text=_reading_words(files, 0)) if to_read else None

    def note(place: int, workbook: Workbook | None) -> None:
        if workbook is not None:
            books[sha256(files[place].data)] = workbook
        if bar is not None:
            bar.progress((place + 1) / len(files), text=_reading_words(files, place + 1))

    def count(done: int, total: int) -> None:
        nonlocal bar
        if bar is None:
            bar = place.progress(0.0)
        bar.progress(done / total, text=f"Memeriksa isinya: {format_count(done)} dari {format_count(total)} baris …")

    try:
        while True:
            try:
                return _run_check(files, mends, replies, snapshot, books, note, count)
            except UnknownAnswer as unknown:
                # Kept by another version of the program, which read the file otherwise: of no use any more.
                if mends.pop(unknown.answer_id, None) is None:
                    replies = _NO_REPLIES
    finally:
        if bar is not None:
            bar.empty()


def _run_check(
    files: Sequence[InputFile],
    mends: Mapping[str, str],
    replies: Mapping[Asked, str],
    snapshot: Snapshot,
    books: Mapping[str, Workbook],
    note: OnRead,
    count: OnProgress,
) -> Checked:
    return check_files(
        files,
        region=cache.region(),
        region_name=cache.settings().region_name,
        stored=Stored.of(snapshot),
        today=cache.now().date(),
        answers=mends,
        replies=replies,
        workbooks=books,
        on_read=note,
        progress=count,
    )


def kin_of(file: InputFile, snapshot: Snapshot) -> UploadRecord | None:
    """The upload that a file of the desk was before, also if it is left out of the check."""
    books: Mapping[str, Workbook] = st.session_state.get(BOOKS_KEY, {})
    return find_kin(file.data, books.get(sha256(file.data)), Stored.of(snapshot))


def _reading_words(files: Sequence[InputFile], done: int) -> str:
    if done == len(files):
        return "Memeriksa isinya …"
    return f"Membaca berkas {done + 1} dari {format_count(len(files))}: {plain(files[done].name)}"


def faults_of_files(desk: Desk, checked: Checked, snapshot: Snapshot) -> dict[int, str]:
    """Number in the queue (from 1) → the sentence about a file that is of no use, where the queue was rejected."""
    if checked.verdict.outcome is not Outcome.REJECT:
        return {}
    faults = {number: file.refusal for number, file in enumerate(checked.files, 1) if file.refusal is not None}
    if faults or len(checked.files) > MOST_FILES:
        return faults
    if len(checked.files) == 1:
        return {1: checked.verdict.message}
    for number, file in enumerate(checked.files, 1):
        files, mends = [InputFile(file.name, file.data)], desk.mends_of(number)
        alone = _check(files, mends, _NO_REPLIES, snapshot, st.empty()).verdict
        if alone.outcome is Outcome.REJECT:
            faults[number] = alone.message
    return faults
