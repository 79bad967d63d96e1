"""Columns under review whose header nobody knows: what stands in each, and a list to say which field it is."""

from __future__ import annotations

from itertools import islice

import streamlit as st

from kkb.checking import Outcome
from kkb.checking.columns import NOT_USED, ColumnPlace, column_id, fields_left
from kkb.formatting import format_count, join_words
from kkb.personal import mask_personal_numbers
from kkb.problems import shorten
from kkb.recap import SpareColumn, Table
from kkb.recap_columns import LABELS
from kkb.ui.parts.components import plain, show_note
from kkb.ui.unggah.desk import Desk, keep_column
from kkb.uploads.check import Checked

_SAMPLES = 3
_LETTERS = 40
_UNSAID = ""


def offer_columns(desk: Desk, checked: Checked) -> None:
    """One list for each such column; what is chosen is checked at once, and may be chosen anew or taken back."""
    found = [
        (number, table, letters)
        for number, file in enumerate(checked.files, start=1)
        for table in (file.workbook.tables if file.workbook is not None else ())
        for letters in table.spare
    ]
    # Tables of one sheet, one below the other, have a column once.
    offered = {(number, table.sheet, letters): table for number, table, letters in reversed(found)}
    if not offered:
        return
    is_told = any(p.code.startswith("COLUMN_") and p.code != "COLUMN_MISSING" for p in checked.verdict.problems)
    with st.container(key="unggah_kolom"):
        is_open = is_told or checked.verdict.outcome is Outcome.REJECT
        with st.expander(f"Kolom yang tidak dikenal ({format_count(len(offered))})", expanded=is_open):
            show_note("Bila isinya tentang Pokja, pilih artinya; berkas langsung diperiksa lagi.")
            for (number, sheet, letters), table in reversed(offered.items()):
                _offer(desk, checked, table, ColumnPlace(sheet, letters, number))


def _offer(desk: Desk, checked: Checked, table: Table, place: ColumnPlace) -> None:
    own = desk.columns.get(column_id(*place))
    in_force = checked.files[place.file - 1].part.answers
    taken = {
        name
        for letters in table.spare
        if letters != place.letters and (name := in_force.get(column_id(place.sheet, letters))) is not None
    }
    remembered = in_force.get(column_id(*place[:2])) if own is None else None
    unsaid = f"{LABELS[remembered]} (diingat)" if remembered in LABELS else "Belum dipilih"
    options = {_UNSAID: unsaid, **fields_left(table), NOT_USED: "Tidak dipakai"}
    options = {name: label for name, label in options.items() if name not in taken or name == NOT_USED}
    values = list(options)
    key = f"kolom_{column_id(*place)}"
    # What the draft says, whoever said it. The key stays: a list with another would lose the focus of the keyboard.
    st.session_state[key] = own if own in values else _UNSAID
    st.selectbox(
        _words(checked, table.spare[place.letters], place),
        values,
        format_func=lambda name: options[name],
        key=key,
        on_change=_keep,
        args=(desk, place, key),
    )


def _keep(desk: Desk, place: ColumnPlace, key: str) -> None:
    keep_column(desk, place, st.session_state[key] or None)


def _words(checked: Checked, column: SpareColumn, place: ColumnPlace) -> str:
    """ "Lembar Rekap, kolom F, “Dikukuhkan”; misalnya 10/05/2018 dan 3 Mei 2019": where it is and what stands there."""
    file = f"Berkas {checked.files[place.file - 1].name}, lembar" if len(checked.files) > 1 else "Lembar"
    texts = dict.fromkeys(_shown(cell.kind, cell.text) for cell in column.cells if cell.text)
    samples = join_words(list(islice(texts, _SAMPLES)))
    where = f"{file} {place.sheet}, kolom {place.letters}"
    return plain(mask_personal_numbers(f"{where}, “{shorten(column.header)}”; misalnya {samples}"))


def _shown(kind: str, text: str) -> str:
    return "/".join(reversed(text[:10].split("-"))) if kind == "date" else shorten(text, _LETTERS)
