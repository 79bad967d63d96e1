"""The ranking of kecamatan with each count opening the desa behind it."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.figures.facts import WITHOUT_POKJA
from kkb.formatting import MISSING
from kkb.ui.frame.view import View
from kkb.ui.parts.addresses import list_address
from kkb.ui.parts.table import TableCell, TextCell

_BEHIND: dict[str, tuple[str, ...]] = {
    "Kecamatan": (),
    "Sisa": WITHOUT_POKJA,
    "Terbentuk": ("Terbentuk",),
    "Merintis": ("Merintis",),
    "Sosialisasi": ("Sosialisasi",),
}
"""Rungs of the desa that a column counts; a target and a percentage have no desa of their own."""


def linked_ranking(headers: Sequence[str], rows: Sequence[Sequence[str]], view: View) -> list[list[TableCell]]:
    """The rows of `narrative.ranking_rows`, the name of a kecamatan first, with links where desa are counted."""
    return [[_cell(header, text, row[0], view) for header, text in zip(headers, row, strict=True)] for row in rows]


def _cell(header: str, text: str, kecamatan: str, view: View) -> TableCell:
    if header not in _BEHIND or text in ("0", MISSING):
        return text
    return TextCell(text, address=list_address(view.filters, kecamatan=kecamatan, rungs=_BEHIND[header]))
