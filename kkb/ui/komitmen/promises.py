"""The desa that a figure at the top of the page Komitmen counts, each with its promise: an address names the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from kkb.formatting import format_count
from kkb.outcomes.komitmen import DesaKomitmen, Janji, KomitmenSummary
from kkb.ui.frame.navigation import PROMISE_PARAM
from kkb.ui.frame.view import View
from kkb.ui.kegiatan.programs import scope_line
from kkb.ui.komitmen.bars import promise_outcome
from kkb.ui.komitmen.langkah_next import without_repeats
from kkb.ui.komitmen.waiting import signers_words
from kkb.ui.parts.addresses import desa_address, page_address
from kkb.ui.parts.components import show_note, show_title
from kkb.ui.parts.table import TableCell, TextCell, show_table

_LISTS: dict[str, tuple[str, Callable[[KomitmenSummary], Iterable[DesaKomitmen]]]] = {
    "menandatangani": (
        "{} desa menandatangani komitmen",
        lambda komitmen: (one for one in komitmen.desa if one.is_signed),
    ),
    "sesudah": (
        "{} desa membentuk Pokja sesudah komitmen",
        lambda komitmen: (one for one in komitmen.desa if one.janji is Janji.DITEPATI),
    ),
    "belum": (
        "{} penanda tangan belum dilaporkan membentuk Pokja",
        lambda komitmen: (one for one in komitmen.desa if one.janji is Janji.TERBUKA),
    ),
    "tanpa langkah": (
        "{} desa tanpa langkah yang dilaporkan sejak penandatanganan",
        lambda komitmen: komitmen.standing_still,
    ),
}
"""What an address may name → title and desa, in the order of the figures."""


def promise_addresses(view: View) -> list[str]:
    """Where the figures open, in their order; "" for one that counts nobody."""
    return [
        page_address("komitmen", view.filters, **{PROMISE_PARAM: name}) if any(choose(view.komitmen)) else ""
        for name, (_, choose) in _LISTS.items()
    ]


def asked_promises() -> str:
    """The list that the address names; "" if none or an unknown one."""
    name = str(st.query_params.get(PROMISE_PARAM, ""))
    return name if name in _LISTS else ""


def show_promise_list(name: str, view: View) -> None:
    """The desa of one list: each opens its profile, with the cell of its signature."""
    title, choose = _LISTS[name]
    desa = list(choose(view.komitmen))
    show_title(title.format(format_count(len(desa))), scope_line(view, view.promise_day))
    if not desa:
        show_note("Tidak ada desa seperti itu pada pilihan ini.")
        return
    rows: list[list[TableCell]] = [
        [
            TextCell(one.desa, one.kecamatan, desa_address(one.kode_desa, view.filters)),
            f"{one.tanggal.words() if one.tanggal else 'tanpa tanggal'} oleh {signers_words(one)}",
            promise_outcome(one).words,
        ]
        for one in desa
    ]
    headers, lines, same = without_repeats(["Desa", "Ditandatangani", "Sejak itu"], rows, kept_columns=1)
    show_table(headers, lines)
    if same:
        show_note(same)
