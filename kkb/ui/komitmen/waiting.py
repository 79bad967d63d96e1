"""Promises of which a meeting asks: signed and nothing has moved since; and who signed for the regency."""

from __future__ import annotations

from functools import partial

from kkb.formatting import MISSING, format_count
from kkb.narrative import tahap_words
from kkb.narrative.programme_lists import standing_still_title
from kkb.narrative.programme_tables import komitmen_desa_table, regency_table
from kkb.outcomes.in_force import as_komitmen
from kkb.outcomes.komitmen import DesaKomitmen, StatusKomitmen
from kkb.problems import shorten
from kkb.ui.frame.view import View
from kkb.ui.komitmen.addresses import row_address
from kkb.ui.parts.addresses import desa_address
from kkb.ui.parts.components import show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.table import TableCell, TextCell, show_beginning, show_table

_SHOWN = 8
"""Desa open beside the bars; the others are folded."""
_HEADERS = ["Desa", "Hari sejak itu", "Tanda tangan"]


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
    show_beginning(_HEADERS, [_still_row(one, view) for one in still], _SHOWN, "desa lain", numbers={1})
    show_figure_tools(
        key="komitmen_diam",
        title=title,
        subtitle="Satu baris satu desa, yang terlama di atas",
        alt=title,
        table=partial(komitmen_desa_table, still),
        view=view,
    )


def _still_row(desa: DesaKomitmen, view: View) -> list[TableCell]:
    rung = tahap_words(desa.tahap.value if desa.tahap is not None else None)
    signed = desa.tanggal.words() if desa.tanggal is not None else "tanggal kosong"
    return [
        TextCell(desa.desa, f"{desa.kecamatan} · {rung}", desa_address(desa.kode_desa, view.filters)),
        format_count(desa.days_open) if desa.days_open is not None else MISSING,
        TextCell(signed, signers_words(desa), row_address(desa.reported, view.filters) if desa.reported else ""),
    ]


def signers_words(desa: DesaKomitmen) -> str:
    """Who of a desa signed: "kepala desa dan ketua BPD", or one of them and that the other has not, or is not known."""
    if desa.status is StatusKomitmen.LENGKAP:
        return "kepala desa dan ketua BPD"
    signed, other = ("kepala desa", desa.ketua_bpd) if desa.kepala_desa else ("ketua BPD", desa.kepala_desa)
    missing = "ketua BPD" if desa.kepala_desa else "kepala desa"
    return f"{signed}; {missing} {'belum dilaporkan' if other is None else 'tidak'}"


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
