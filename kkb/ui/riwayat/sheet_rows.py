"""The rows that one upload brought of a sheet beside the recap of status: what its counts count, each with its cell."""

from __future__ import annotations

import streamlit as st

from kkb.checking.programme.compare import Newest
from kkb.formatting import format_count, format_date
from kkb.programme import Lembar, ReportedRow, lembar_of
from kkb.programme.columns import SHEET_NAMES
from kkb.store import UploadRecord
from kkb.ui.frame.navigation import UPLOAD_PARAM
from kkb.ui.frame.view import View
from kkb.ui.kegiatan.window import turn_buttons, window
from kkb.ui.parts.addresses import page_address
from kkb.ui.parts.components import show_note, show_title
from kkb.ui.parts.row_addresses import row_cells
from kkb.ui.parts.table import TableCell, show_table

SHEET_PARAM = "lembar"
"""Names the sheet of the upload whose rows are shown (/riwayat?unggahan=2&lembar=Kegiatan)."""

_PLACE_KEY = "mulai_baris"
_KINDS = {"new": "Baru", "changed": "Berubah", "unchanged": "Tetap", "outweighed": "Tetap"}
"""In the order of the list."""


def rows_address(upload: UploadRecord, lembar: Lembar, view: View) -> str:
    """The rows of the upload; "" of one that is withdrawn: its rows are shown nowhere."""
    asked = {UPLOAD_PARAM: str(upload.nomor), SHEET_PARAM: SHEET_NAMES[lembar]}
    return page_address("riwayat", view.filters, **asked) if upload.aktif else ""


def asked_sheet() -> Lembar | None:
    """The sheet that the address names; None if none is."""
    asked = st.query_params.get(SHEET_PARAM, "")
    return next((lembar for lembar, name in SHEET_NAMES.items() if name == asked), None)


def show_sheet_rows(upload: UploadRecord, lembar: Lembar, view: View) -> None:
    """All rows of the sheet, what is new first, a part of them at a time."""
    rows = _rows_with_kind(upload, lembar, view)
    show_title(
        f"Unggahan {upload.nomor}: {format_count(len(rows))} baris {SHEET_NAMES[lembar]}",
        f"{upload.nama_berkas} · keadaan per {format_date(upload.tanggal_data)}",
    )
    if not rows:
        show_note("Tidak ada baris lembar ini yang berlaku dari unggahan itu.")
        return
    show_note("Dibanding unggahan sebelumnya yang masih berlaku. Tekan isinya untuk melihat selnya di berkas asli.")
    shown = window(len(rows), _PLACE_KEY)
    cells: list[list[TableCell]] = [[*row_cells(reported, view.filters), kind] for kind, reported in rows[shown]]
    show_table(["Isi", "Desa", "Tanggal", "Jenis"], cells)
    turn_buttons(len(rows), _PLACE_KEY, shown, "baris")


def _rows_with_kind(upload: UploadRecord, lembar: Lembar, view: View) -> list[tuple[str, ReportedRow]]:
    """The rows, each with what it was to the uploads before; judged by what judges a file."""
    told = [one for one in view.snapshot.programme if lembar_of(one.row) is lembar and one.unggahan <= upload.nomor]
    before = Newest(one for one in told if one.unggahan < upload.nomor)
    rows = [
        (_KINDS[before.compare(one.row, (lembar, one.row.kunci), upload.tanggal_data)], one)
        for one in told
        if one.unggahan == upload.nomor
    ]
    order = list(_KINDS.values())
    return sorted(rows, key=lambda row: order.index(row[0]))
