"""The analyst's own workbook back with the findings marked in it, and what of it could not be kept."""

from __future__ import annotations

from pathlib import PurePosixPath

import streamlit as st

from kkb.checking.verdict import Mend
from kkb.formatting import join_words
from kkb.problems import Severity
from kkb.ui.parts.components import show_message, show_note, spoken
from kkb.ui.parts.file_button import FileToSave, show_file_button
from kkb.ui.unggah.desk import MARKED_KEY
from kkb.uploads.check import Checked, CheckedFile
from kkb.workbook.marking.marks import Mark, MarkedWorkbook, mark_workbook, marks_of
from kkb.workbook.model import Refused


@st.fragment
def offer_marked_file(checked: Checked, number: int, *, in_a_row: bool = False) -> None:
    """A button for one file of the queue; nothing where it has no findings of its own that weigh more than a note."""
    file = checked.files[number - 1]
    has_own = any(p.file == number and p.severity is not Severity.INFO for p in checked.verdict.problems)
    if file.workbook is None or not (has_own or file.part.mends):
        return
    marks = _marks(checked, number)
    label = "Unduh berkas bertanda" + (spoken(file.name) if in_a_row else "")
    show_file_button(label, lambda: _make(file, marks), key=f"bertanda_{number}", in_a_row=in_a_row)


def _make(file: CheckedFile, marks: tuple[Mark, ...]) -> FileToSave | None:
    try:
        marked = _marked(file.data, marks)
    except Refused as refusal:
        show_message("warning", refusal.message)
        return None
    if marked.only_faulty:
        show_note("Berkas ini tidak dapat ditandai utuh; yang diunduh hanya baris yang perlu diperbaiki.")
    elif marked.is_remade:
        show_note("Berkas asalnya bukan .xlsx; yang diunduh adalah isinya yang terbaca, ditandai, sebagai .xlsx.")
    elif marked.lost:
        lost = join_words(list(marked.lost))
        show_note(f"Tidak ikut utuh dalam berkas bertanda: {lost}. Berkas Anda sendiri tidak berubah.")
    return FileToSave(f"{PurePosixPath(file.name).stem}_diperiksa.xlsx", marked.data)


def _marked(data: bytes, marks: tuple[Mark, ...]) -> MarkedWorkbook:
    """Made once for a file and its marks; the last one is kept in the session."""
    kept = st.session_state.get(MARKED_KEY)
    if kept is None or kept[0] != (data, marks):
        kept = st.session_state[MARKED_KEY] = ((data, marks), mark_workbook(data, marks))
    made: MarkedWorkbook = kept[1]
    return made


def _marks(checked: Checked, number: int) -> tuple[Mark, ...]:
    """The findings of one file, and the cells that were mended on the page: in the workbook they are as they were."""
    found = marks_of(problem for problem in checked.verdict.problems if problem.file in (None, number))
    return (*(_mark_of(mend) for mend in checked.files[number - 1].part.mends), *found)


def _mark_of(mend: Mend) -> Mark:
    told = f'Di halaman Unggah diganti menjadi "{mend.new}"; di berkas ini masih seperti semula.'
    if is_skipped := mend.is_skip:
        told = "Di halaman Unggah baris ini dilewati."
    return Mark(
        sheet=mend.sheet,
        cell=mend.cell.partition(":")[0],
        severity=Severity.WARNING,
        code="PERBAIKAN",
        message=told,
        suggestion=None if is_skipped else mend.new or None,
        value=mend.old,
    )
