"""The check of the files on the desk: each workbook read once, with its progress shown, the verdict kept.

Session state holds the last check as it was shown: what is saved is that, never a newer one nobody has seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from kkb.checking import Outcome, UnknownAnswer
from kkb.formatting import format_count
from kkb.recap import Workbook
from kkb.store import Snapshot
from kkb.ui import cache
from kkb.ui.components import plain
from kkb.ui.desk import BOOKS_KEY, CHECKED_KEY, Desk, fingerprint, sha256
from kkb.uploads.check import Checked, InputFile, OnRead, Stored, check_files


def check_desk(desk: Desk, snapshot: Snapshot) -> tuple[Desk, Checked]:
    """The verdict on the desk, and the desk with the answers that still fit.

    Checked once and kept until a file or an answer changes; each workbook is read once.
    """
    files = [file for _, file in desk.used]
    key = (fingerprint(files), tuple(sorted(desk.answers.items())))
    kept = st.session_state.get(CHECKED_KEY)
    if kept is None or kept[0] != key:
        answers, checked = _check(files, dict(desk.answers), snapshot)
        kept = st.session_state[CHECKED_KEY] = (key, answers, checked)
    return replace(desk, answers=kept[1]), kept[2]


def check_again(files: Sequence[InputFile], answers: Mapping[str, str], snapshot: Snapshot) -> Checked:
    """A check aside, of files that were read before; an answer that fits nothing is left out."""
    return _check(list(files), dict(answers), snapshot)[1]


def _check(files: list[InputFile], answers: dict[str, str], snapshot: Snapshot) -> tuple[dict[str, str], Checked]:
    books: dict[str, Workbook] = st.session_state.setdefault(BOOKS_KEY, {})
    to_read = sum(sha256(file) not in books for file in files)
    bar = st.progress(0.0, text=_reading_words(files, 0)) if to_read else None

    def note(place: int, workbook: Workbook | None) -> None:
        if workbook is not None:
            books[sha256(files[place])] = workbook
        if bar is not None:
            bar.progress((place + 1) / len(files), text=_reading_words(files, place + 1))

    try:
        while True:
            try:
                return answers, _run_check(files, answers, snapshot, books, note)
            except UnknownAnswer as unknown:
                # A mend or new data has settled what was asked: that answer is of no use any more.
                del answers[unknown.answer_id]
    finally:
        if bar is not None:
            bar.empty()


def _run_check(
    files: Sequence[InputFile],
    answers: Mapping[str, str],
    snapshot: Snapshot,
    books: Mapping[str, Workbook],
    note: OnRead,
) -> Checked:
    return check_files(
        files,
        region=cache.region(),
        region_name=cache.settings().region_name,
        stored=Stored.of(snapshot),
        today=cache.now().date(),
        answers=answers,
        workbooks=books,
        on_read=note,
    )


def _reading_words(files: Sequence[InputFile], done: int) -> str:
    if done == len(files):
        return "Memeriksa isinya …"
    return f"Membaca berkas {done + 1} dari {format_count(len(files))}: {plain(files[done].name)}"


def faults_of_files(checked: Checked, snapshot: Snapshot) -> dict[int, str]:
    """Number in the queue (from 1) → the sentence about a file that is of no use, where the queue was rejected."""
    if checked.verdict.outcome is not Outcome.REJECT:
        return {}
    faults = {number: file.refusal for number, file in enumerate(checked.files, 1) if file.refusal is not None}
    if faults or len(checked.files) == 1:
        return faults
    for number, file in enumerate(checked.files, 1):
        alone = check_again([InputFile(file.name, file.data)], {}, snapshot).verdict
        if alone.outcome is Outcome.REJECT:
            faults[number] = alone.message
    return faults
