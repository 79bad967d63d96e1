"""Desa by desa: what a commit would change, what it would not store and why, and what stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import pandas as pd
import streamlit as st

from kkb.checking import Change, ChangeKind
from kkb.checking.message import say_counts, say_left_out
from kkb.checking.verdict import DesaCounts, list_left_out
from kkb.formatting import format_count
from kkb.problems import shorten
from kkb.recap_columns import COMPARED, LABELS
from kkb.ui.parts.change_words import KIND_WORDS, arrow, describe_fields
from kkb.ui.parts.components import show_note, show_section
from kkb.ui.parts.table import show_table
from kkb.uploads.check import Checked
from kkb.workbook.safe_text import shield

_KIND_ORDER = list(KIND_WORDS)
_ROWS_SHOWN = 12
_REJECTED_SHOWN = 60
_ELSEWHERE = "Sebabnya tertulis pada sel lain dalam berkas; lihat temuan di atas."
_HEIGHT_PX = 460
_ON_SCREEN = {"Status": st.column_config.TextColumn(width=190)}
"""Left to itself a wide table cuts "Sosialisasi → Terbentuk"."""
_BEFORE_THE_ROWS = frozenset({"SHEET", "STATUS_PERIOD", "NO_STATUS_COLUMN", "CELL_STRUCK", "STATUS_COLOUR"})
"""Questions that stand before the rows of a file are read: until then nobody knows which desa it names."""


def show_changes(checked: Checked, region_size: int) -> None:
    """The table, with those that stay on demand, and a sentence about the desa that no file mentions."""
    changes = checked.verdict.changes
    if not changes:
        return
    counts = checked.verdict.desa_counts
    waiting = _count_waiting(checked)
    show_section("Perubahan desa demi desa", _counts_words(counts, waiting, is_first=checked.verdict.is_first))
    show_all = counts.unchanged > counts.detailed and st.toggle("Tampilkan juga yang tetap", key="unggah_tetap")
    stored = [c for c in changes if c.kind is not ChangeKind.REJECTED]
    listed = [c for c in stored if show_all or c.kind is not ChangeKind.UNCHANGED or c.details]
    listed.sort(key=lambda c: _KIND_ORDER.index(c.kind))
    if listed:
        frame = _frame(listed, checked)
        st.dataframe(
            frame,
            hide_index=True,
            column_config=_ON_SCREEN,
            height="content" if len(frame) <= _ROWS_SHOWN else _HEIGHT_PX,
            key="unggah_perubahan",
        )
    elif not waiting:
        show_note("Tidak ada yang berubah.")
    _show_rejected(checked)
    if not any(question.code in _BEFORE_THE_ROWS for question in checked.verdict.questions):
        show_note(_unmentioned_words(checked, region_size))


def _count_waiting(checked: Checked) -> int:
    """Desa of which nothing is known to change, or to stay, before a question is answered."""
    if not checked.verdict.questions:
        return 0
    told = {change.kode_desa for change in checked.verdict.changes if change.kode_desa is not None}
    return max(0, checked.verdict.desa_count - len(told))


def _counts_words(counts: DesaCounts, waiting: int, *, is_first: bool) -> str:
    """ "3 baru · 1 berubah · 35 tetap"; while desa wait, a nought would say too much."""
    parts = say_counts(asdict(counts), with_noughts=not waiting, is_first=is_first)
    parts += [f"{format_count(counts.detailed)} rincian dilengkapi"] if counts.detailed else []
    parts += [f"{format_count(waiting)} menunggu jawaban"] if waiting else []
    return " · ".join(parts)


def _frame(listed: list[Change], checked: Checked) -> pd.DataFrame:
    columns: dict[str, list[str]] = {
        "Kecamatan": [c.kecamatan for c in listed],
        "Desa": [c.desa for c in listed],
        # Before its kind: on a phone three columns are in sight.
        "Status": [arrow(c.fields.get("status")) for c in listed],
        "Jenis": [KIND_WORDS[c.kind] for c in listed],
    }
    columns |= {
        LABELS[name]: [arrow(c.fields.get(name)) for c in listed] for name in COMPARED if name != "status"
    }
    columns["Rincian"] = [describe_fields(c.details) for c in listed]
    columns["Catatan"] = [c.reason or "" for c in listed]
    if _on_several_sheets(checked):
        columns["Lembar"] = [shorten(c.sheet) for c in listed]
    columns["Baris"] = [str(c.row or "") for c in listed]
    if len(checked.files) > 1:
        columns["Berkas"] = [checked.files[c.file - 1].name for c in listed]
    # Above the table Streamlit offers it as a CSV, in which it leaves formulas be.
    return pd.DataFrame({title: [shield(text) for text in texts] for title, texts in columns.items() if any(texts)})


def _show_rejected(checked: Checked) -> None:
    """What a commit would leave out, each with the sentences of its errors: as many lines as the title counts."""
    lines = left_out_lines(checked)
    if not lines:
        return
    several, on_sheets = len(checked.files) > 1, _on_several_sheets(checked)
    show_section(f"{say_left_out(checked.verdict.desa_counts)} tidak disimpan, dan sebabnya")
    headers = ["Desa", *(["Lembar"] if on_sheets else []), "Baris", "Sebab", *(["Berkas"] if several else [])]
    show_table(headers, lines[:_REJECTED_SHOWN])
    if len(lines) > _REJECTED_SHOWN:
        show_note(f"dan {format_count(len(lines) - _REJECTED_SHOWN)} lagi")


def left_out_lines(checked: Checked) -> list[list[str]]:
    """A line for each desa that is not stored, however many rows of it are faulty, and for each further row: of a desa
    that another row of the queue stores, and of one that nobody can tell."""
    left_out = list_left_out(checked.verdict.changes)
    lines = [(_desa_words(same[0]), same) for same in left_out.desa]
    lines += [
        (f"1 baris {row.desa}; desanya tersimpan dari baris lain" if row.kode_desa else _desa_words(row), (row,))
        for row in left_out.rows
    ]
    several, on_sheets = len(checked.files) > 1, _on_several_sheets(checked)
    return [
        [
            words,
            *([_each(shorten(row.sheet) for row in rows)] if on_sheets else []),
            ", ".join(str(row.row or "") for row in rows),
            _each(row.reason or _ELSEWHERE for row in rows),
            *([_each(checked.files[row.file - 1].name for row in rows)] if several else []),
        ]
        for words, rows in lines
    ]


def _desa_words(change: Change) -> str:
    return f"{change.desa}, {change.kecamatan}" if change.kecamatan else change.desa


def _each(words: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(words))


def _on_several_sheets(checked: Checked) -> bool:
    """True if the rows of one file stand on several sheets: their numbers alone would tell no place."""
    places = {(change.file, change.sheet) for change in checked.verdict.changes if change.sheet is not None}
    return len(places) > len({file for file, _ in places})


def _unmentioned_words(checked: Checked, region_size: int) -> str:
    rest = region_size - checked.verdict.desa_count
    if rest <= 0:
        return "Semua desa disebut."
    if checked.withdraws:
        return f"{format_count(rest)} desa tidak disebut; sesudah data contoh ditarik, desa itu belum dilaporkan."
    return f"{format_count(rest)} desa tidak disebut; keadaannya tetap."
