"""Files of the queue that contradict each other about a desa, cell by cell; and the choice of the one that holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from kkb.checking.disagreement import Disagreement, ToldRow
from kkb.checking.questions import SKIP, MendedCell
from kkb.formatting import escaped, format_count, join_words
from kkb.personal import mask_personal_numbers, mask_texts
from kkb.problems import shorten
from kkb.recap_columns import LABELS
from kkb.theme import BODY_SIZE
from kkb.ui.parts.components import plain, show_note, show_section, spoken
from kkb.ui.parts.table import TableCell, TextCell, show_table
from kkb.ui.unggah.answers import DeskAnswers
from kkb.ui.unggah.desk import Desk, keep_answers, with_mends
from kkb.uploads.check import Checked

ANCHOR = "berkas-berbeda"
"""The place of the section on the page, for a link."""

_SHOWN = 8
_CHOSEN = "unggah_pilihan"
_BLANK, _NO_COLUMN = "kosong", "tanpa kolom ini"


class _Choice(NamedTuple):
    """The last choice of this session: in words, and the answers on the desk before and after it."""

    words: str
    before: DeskAnswers
    after: DeskAnswers


def show_disagreements(on_desk: Desk, checked: Checked) -> None:
    """A small table for each desa, with a button for each file; the same for all desa at once."""
    found = checked.verdict.disagreements
    if found:
        show_section(
            "Berkas yang berbeda",
            f"Untuk keadaan pada hari yang sama, {format_count(len(found))} desa ditulis berbeda. Pilih berkas yang "
            "dipakai; baris berkas lain dilewati, dan selnya yang kosong diisi dari sana bila statusnya sama. Atau "
            "perbaiki selnya di bawah.",
            anchor=ANCHOR,
        )
    _offer_undo(on_desk)
    if len(found) > 1:
        _offer_files(on_desk, checked, found, f"untuk {format_count(len(found))} desa", "semua")
    for one in found[:_SHOWN]:
        _show_desa(on_desk, checked, one)
    if len(found) > _SHOWN:
        show_note(f"{format_count(len(found) - _SHOWN)} desa lagi tampil sesudah ini.")


def _show_desa(on_desk: Desk, checked: Checked, one: Disagreement) -> None:
    # Not in the head of the table, which a phone does not show.
    st.html(f'<p style="margin:0;font-size:{BODY_SIZE}"><b>{escaped(f"{one.desa}, {one.kecamatan}")}</b></p>')
    headers = ["Isi", *(_head(row, one, checked) for row in one.rows)]
    rows: list[list[TableCell]] = [[LABELS[name], *(_cell(row, name) for row in one.rows)] for name in one.fields]
    show_table(headers, rows, widths=[1] * len(headers))
    _offer_files(on_desk, checked, [one], "", one.kode_desa)


def _head(row: ToldRow, one: Disagreement, checked: Checked) -> str:
    """The file, its sheet, and the row where it has several of this desa."""
    is_alone = sum(other.file == row.file for other in one.rows) == 1
    place = "" if is_alone else f", baris {row.row}"
    name = mask_personal_numbers(checked.files[row.file - 1].name)
    return f"{name}, lembar {shorten(mask_personal_numbers(row.sheet))}{place}"


def _cell(row: ToldRow, name: str) -> TextCell:
    words, cell = mask_texts(row.told[name])
    if cell is None:
        return TextCell(words or _NO_COLUMN)
    return TextCell(shorten(words) if words else _BLANK, note=f"sel {cell}")


def _offer_files(
    on_desk: Desk, checked: Checked, found: Sequence[Disagreement], of_what: str, key: str
) -> None:
    """One button for each file that speaks of one of these desa."""
    numbers = sorted({number for one in found for number in one.files})
    with st.container(horizontal=True, gap="small"):
        for number in numbers:
            words = f"Pakai {checked.files[number - 1].name} {of_what}".strip()
            which = "" if of_what else spoken(f"untuk {found[0].desa}")
            if st.button(plain(words) + which, key=f"unggah_pakai_{number}_{key}"):
                _choose(on_desk, found, number, words if of_what else f"{words} untuk {found[0].desa}")


def _choose(on_desk: Desk, found: Sequence[Disagreement], number: int, words: str) -> None:
    """Leave out the rows that say something else than one file, of the desa that it names; what they tell where it has
    a blank cell is written there."""
    chosen = [one for one in found if number in one.files]
    filled = {cell: text for one in chosen for cell, text in one.blanks_to_fill(number).items()}
    mends = {MendedCell(row.sheet, row.address, row.file): SKIP for one in chosen for row in one.rows_against(number)}
    after = with_mends(on_desk, mends | {MendedCell(*cell, number): text for cell, text in filled.items()})
    words += ": baris lain dilewati"
    if filled:
        told = [f"{cell} \"{shorten(text)}\"" for (_, cell), text in filled.items()]
        words += f", sel yang kosong diisi dari berkas lain ({join_words(told, _SHOWN)})"
    if keep_answers(on_desk, after):
        st.session_state[_CHOSEN] = _Choice(words, on_desk.answers, after)
    st.rerun()


def _offer_undo(on_desk: Desk) -> None:
    """Take the last choice back, as long as nothing else has been decided since."""
    chosen: _Choice | None = st.session_state.get(_CHOSEN)
    if chosen is None or chosen.after != on_desk.answers:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show_note(mask_personal_numbers(f"{chosen.words}."))
        if st.button("Urungkan pilihan", key="unggah_pilihan_urung"):
            keep_answers(on_desk, chosen.before)
            st.rerun()
