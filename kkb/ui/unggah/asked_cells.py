"""The cells that a question is about: where an earlier report says one thing, and where the new file says the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from kkb.checking import Question
from kkb.checking.verdict import CellPlace
from kkb.personal import mask_personal_numbers
from kkb.store import Snapshot
from kkb.ui.frame import cache
from kkb.ui.frame.view import current_view
from kkb.ui.parts.components import show_note
from kkb.ui.parts.evidence import draw_cell, erasure_words
from kkb.ui.unggah.desk import sha256
from kkb.uploads.check import Checked

_MOST_ASKED = 2
"""Files of a queue that say the same: more of their cells would be too narrow to be read."""


def show_asked_cells(question: Question, checked: Checked, snapshot: Snapshot, *, key: str, is_open: bool) -> None:
    """Both pieces of sheets side by side, drawn once somebody unfolds them; on a phone one below the other."""
    if question.earlier is None:
        return
    with st.expander("Lihat kedua selnya", expanded=is_open, key=key, on_change="rerun") as fold:
        if not fold.open:
            return
        asked = question.asked_at[:_MOST_ASKED]
        columns = st.columns(1 + len(asked))
        with columns[0]:
            _show_cell("Sebelumnya", question.earlier, checked, snapshot)
        for column, place in zip(columns[1:], asked, strict=True):
            with column:
                _show_cell("Berkas ini", place, checked, snapshot)


def _show_cell(heading: str, place: CellPlace, checked: Checked, snapshot: Snapshot) -> None:
    upload = next((one for one in snapshot.uploads if place.file is None and one.nomor == place.unggahan), None)
    if upload is not None and upload.erasure is not None:
        show_note(f"{heading}: {erasure_words(upload)}")
        return
    found = _find_file(place, checked, snapshot)
    if found is None or place.sheet is None or place.cell is None:
        return
    name, digest, original = found
    more = f" · unggahan {place.unggahan}" if place.unggahan is not None else ""
    # A reader may check a file, and is told of what is stored here: personal numbers in names are masked as well.
    sheet = mask_personal_numbers(place.sheet)
    show_note(f'{heading}: {mask_personal_numbers(name)}, lembar "{sheet}", sel {place.cell}{more}')
    draw_cell(original, digest, sheet, place.cell, shows_few=current_view().shows_few)


def _find_file(
    place: CellPlace, checked: Checked, snapshot: Snapshot
) -> tuple[str, str, Callable[[], bytes]] | None:
    """Name, digest and bytes of the file of a cell: of the queue, or stored."""
    if place.file is not None:
        file = checked.files[place.file - 1]
        return file.name, sha256(file.data), lambda: file.data
    upload = next((one for one in snapshot.uploads if one.nomor == place.unggahan), None)
    if upload is None:
        return None
    return upload.nama_berkas, upload.sha256, partial(cache.store().original, upload.nomor)
