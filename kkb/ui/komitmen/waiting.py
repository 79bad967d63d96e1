"""Promises of which a meeting asks: signed and nothing has moved since; and who signed for the regency."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb.formatting import MISSING, escaped, format_count
from kkb.narrative.programme_lists import standing_still_title
from kkb.narrative.programme_tables import komitmen_desa_table, regency_table
from kkb.outcomes.in_force import as_komitmen
from kkb.outcomes.komitmen import DesaKomitmen, StatusKomitmen
from kkb.problems import shorten
from kkb.ui.frame.view import View
from kkb.ui.komitmen.addresses import row_address
from kkb.ui.parts.addresses import desa_address, link_html
from kkb.ui.parts.components import LINE, note_html, show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.table import TableCell, TextCell, show_table

_SHOWN = 4
"""Days of signing open beside the bars; the others are folded."""


def show_standing_still(view: View) -> None:
    """Desa that signed and have not moved since, those that wait longest first; nothing where nobody signed."""
    komitmen = view.komitmen
    title = standing_still_title(komitmen)
    if title is None:
        return
    still = komitmen.standing_still
    if not still:
        show_section(title)
        return
    show_section(title, "Menandatangani, belum punya Pokja, dan sejak itu tidak mengambil langkah atau naik tahap")
    together: dict[tuple[str, str], list[DesaKomitmen]] = {}
    for one in still:
        together.setdefault(_signed_words(one), []).append(one)
    groups = [_signed_html(words, desa, view) for words, desa in together.items()]
    st.html("".join(groups[:_SHOWN]))
    if folded := groups[_SHOWN:]:
        with st.expander(f"{format_count(len(folded))} hari penandatanganan lain"):
            st.html("".join(folded))
    show_figure_tools(
        key="komitmen_diam",
        title=title,
        subtitle="Satu baris satu desa, yang terlama di atas",
        alt=title,
        table=partial(komitmen_desa_table, still),
        view=view,
    )


def _signed_words(desa: DesaKomitmen) -> tuple[str, str]:
    """When it was signed and how long ago, and by whom: what desa that signed together have in common."""
    signed = f"Sejak {desa.tanggal.words()}" if desa.tanggal is not None else "Tanggal tanda tangan kosong"
    days = f", {format_count(desa.days_open)} hari" if desa.days_open is not None else ""
    return f"{signed}{days}", signers_words(desa)


def _signed_html(words: tuple[str, str], desa: list[DesaKomitmen], view: View) -> str:
    """The desa of one signing, kecamatan by kecamatan; a desa opens its profile, with the cell of its signature."""
    when, who = words
    by_kecamatan: dict[str, list[str]] = {}
    for one in desa:
        link = link_html(one.desa, desa_address(one.kode_desa, view.filters))
        by_kecamatan.setdefault(one.kecamatan, []).append(link)
    lines = "".join(
        f'<p style="{LINE}"><span style="opacity:0.75">{escaped(kecamatan)}:</span> {", ".join(links)}</p>'
        for kecamatan, links in by_kecamatan.items()
    )
    return f'<p style="{LINE};font-weight:650">{escaped(when)}</p>{note_html(f"Ditandatangani {who}")}{lines}'


def signers_words(desa: DesaKomitmen) -> str:
    """Who of a desa signed: "kepala desa dan ketua BPD", or one of them and that the other has not, or is not known."""
    if desa.status is StatusKomitmen.LENGKAP:
        return "kepala desa dan ketua BPD"
    signed, other = ("kepala desa", desa.ketua_bpd) if desa.kepala_desa else ("ketua BPD", desa.kepala_desa)
    missing = "ketua BPD" if desa.kepala_desa else "kepala desa"
    return f"{signed}, {missing} {'belum dilaporkan' if other is None else 'tidak'}"


def show_regency_signers(view: View) -> None:
    """The offices of the regency that signed, each with its cell; nothing where none is reported."""
    signers = view.komitmen.regency
    if not signers:
        return
    title = f"{format_count(len(signers))} penanda tangan kabupaten"
    show_section(title, "Jabatan, bukan nama orang")
    rows: list[list[TableCell]] = []
    for reported in signers:
        row = as_komitmen(reported)
        office = shorten(row.penanda_tangan or "") or MISSING
        rows.append(
            [
                TextCell(office, address=row_address(reported, view.filters, "penanda_tangan")),
                row.tanggal.words() if row.tanggal else "tanggal kosong",
            ]
        )
    show_table(["Penanda tangan", "Tanggal"], rows)
    show_figure_tools(
        key="komitmen_kabupaten",
        title=title,
        subtitle="Satu baris satu penanda tangan",
        alt=title,
        table=partial(regency_table, view.komitmen),
        view=view,
    )
