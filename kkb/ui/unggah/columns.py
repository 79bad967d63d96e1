"""Columns under review whose header nobody knows: what stands in each, and a list to say which field it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import streamlit as st

from kkb.checking import Outcome
from kkb.checking.columns import (
    NOT_USED,
    ColumnPlace,
    column_id,
    doubtful_fields,
    fields_left,
    lacks_facts,
    likeness_of,
)
from kkb.formatting import format_count, join_words
from kkb.personal import mask_personal_numbers
from kkb.problems import shorten
from kkb.recap import SpareColumn, Table
from kkb.recap_columns import LABELS
from kkb.ui.parts.components import plain, show_note
from kkb.ui.parts.page_top import lead_on
from kkb.ui.unggah.desk import Desk, keep_column
from kkb.uploads.check import Checked

_SAMPLES = 3
_LETTERS = 40
_NAMED = 3

ANCHOR = "kolom"
"""The place of the lists on the page, for a link (#kolom)."""

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
    by_place = {ColumnPlace(table.sheet, letters, number): table for number, table, letters in reversed(found)}
    if not by_place:
        return
    # What was chosen moves no list: the keyboard stays where it is.
    offered = sorted(reversed(by_place.items()), key=lambda one: likeness_of(one[1], one[0].letters))
    waiting = [place for place, _ in offered if _answer(desk, checked, place) is None]
    is_told = any(p.code.startswith("COLUMN_") and p.code != "COLUMN_MISSING" for p in checked.verdict.problems)
    with st.container(key="unggah_kolom"):
        is_open = is_told or checked.verdict.outcome is Outcome.REJECT
        lead_on(ANCHOR, _key((waiting or [offered[0][0]])[0]))
        with st.expander(f"Kolom yang tidak dikenal ({_say_left(len(waiting), len(offered))})", expanded=is_open):
            show_note("Bila isinya tentang Pokja, pilih artinya; berkas langsung diperiksa lagi.")
            for place, table in offered:
                _offer(desk, checked, table, place)


def _say_left(waiting: int, every: int) -> str:
    """ "3", "1 dari 3 belum dipilih": as many as there are lists."""
    if not waiting:
        return "semua sudah dipilih"
    left = f"{format_count(waiting)} dari " if waiting < every else ""
    return f"{left}{format_count(every)}{' belum dipilih' if left else ''}"


def columns_to_tell(desk: Desk, checked: Checked) -> str:
    """What to choose in those lists before anything else: the column of the status where none was found, or those that
    seem to tell a fact of the Pokja; empty for none."""
    if checked.verdict.outcome is Outcome.REJECT:
        lacking = any(
            lacks_facts(file.workbook.tables, _said(desk, checked, number, file.workbook.tables))
            for number, file in enumerate(checked.files, start=1)
            if file.workbook is not None
        )
        return "Tunjukkan kolom statusnya" if lacking else ""
    unread = dict.fromkeys(p.column for p in checked.verdict.problems if p.code == "COLUMN_UNREAD" and p.column)
    names = join_words([f"“{mask_personal_numbers(name)}”" for name in unread], _NAMED)
    return f"Pilih arti kolom {names}" if unread else ""


def _said(desk: Desk, checked: Checked, number: int, tables: Sequence[Table]) -> set[str]:
    """The fields that columns of a file are read as by now."""
    places = (ColumnPlace(table.sheet, letters, number) for table in tables for letters in table.spare)
    return {name for place in places if (name := _answer(desk, checked, place)) is not None}


def _key(place: ColumnPlace) -> str:
    return f"kolom_{column_id(*place)}"


def _answer(desk: Desk, checked: Checked, place: ColumnPlace) -> str | None:
    """The field that a column is read as by now, said or remembered."""
    remembered = checked.files[place.file - 1].part.answers.get(column_id(*place[:2]))
    return desk.columns.get(column_id(*place), remembered)


def _offer(desk: Desk, checked: Checked, table: Table, place: ColumnPlace) -> None:
    own = desk.columns.get(column_id(*place))
    taken = {
        name
        for letters in table.spare
        if letters != place.letters and (name := _answer(desk, checked, place._replace(letters=letters))) is not None
    }
    remembered = _answer(desk, checked, place) if own is None else None
    unsaid = f"{LABELS[remembered]} (diingat)" if remembered in LABELS else "Belum dipilih"
    if remembered is None and (read_as := doubtful_fields(table).get(place.letters)) is not None:
        unsaid = f"{LABELS[read_as]} (menurut judulnya)"
    options = {_UNSAID: unsaid, **fields_left(table), NOT_USED: "Tidak dipakai"}
    options = {name: label for name, label in options.items() if name not in taken or name == NOT_USED}
    values = list(options)
    key = _key(place)
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
