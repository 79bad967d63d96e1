"""The cells of a file that were mended on the page Unggah before it was saved."""

from __future__ import annotations

from kkb.checking.verdict import Mend
from kkb.formatting import MISSING, format_count
from kkb.problems import shorten
from kkb.programme.measures import FEW_WORDS
from kkb.programme.small_counts import few_measure
from kkb.store import UploadRecord
from kkb.ui.frame.view import View
from kkb.ui.parts.components import show_note
from kkb.ui.parts.table import TableCell, TextCell, show_beginning

_OPEN = 5
"""Rows that are not folded."""


def show_mends(upload: UploadRecord, view: View) -> None:
    """Which cells were mended, what stands in the file and what was put in its place; nothing where none was.

    Who mended each is not stored, only who saved the file with them.
    """
    mends = [Mend(one["sheet"], one["cell"], one["old"], one["new"]) for one in upload.jawaban.get("perbaikan", [])]
    if not mends:
        return
    show_note(
        f"{format_count(len(mends))} sel diganti di halaman Unggah dan disimpan begitu oleh {upload.disimpan_oleh}; "
        "di berkas aslinya masih seperti semula."
    )
    show_beginning(["Sel", "Di berkas", "Diganti menjadi"], [_row(mend, view) for mend in mends], _OPEN, "sel lain")


def _row(mend: Mend, view: View) -> list[TableCell]:
    first, _, last = mend.cell.partition(":")
    place = TextCell(f"{first} sampai {last}" if mend.is_skip else first, f"lembar {mend.sheet}")
    new = "barisnya dilewati" if mend.is_skip else _text(mend.new, view)
    return [place, _text(mend.old, view), new]


def _text(text: str | None, view: View) -> str:
    """What stands in a cell; a small number alone may count people, so that who only reads is not told it."""
    if not text:
        return MISSING
    is_few = not view.shows_few and few_measure(text) == FEW_WORDS
    return FEW_WORDS if is_few else shorten(text)
