"""The first view of the page Kegiatan: the cards, one row per programme, one row per Pokja."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from kkb import narrative
from kkb.formatting import MISSING, format_count, format_date, format_percent
from kkb.narrative.programme import NO_KEGIATAN, blank_words, kegiatan_title
from kkb.narrative.programme_lists import changed_words
from kkb.narrative.programme_tables import pokja_table, program_table
from kkb.outcomes.evaluasi import ProgramVerdict
from kkb.outcomes.kegiatan import PokjaSummary, ProgramSummary
from kkb.ui.frame.navigation import link_to
from kkb.ui.frame.view import View
from kkb.ui.kegiatan.addresses import PROGRAMS_PLACE_KEY, activities_address, list_state, program_address
from kkb.ui.kegiatan.window import turn_buttons, window
from kkb.ui.kegiatan.words import (
    FORMULAS,
    cost_cell,
    count_cards,
    held_words,
    people_cell,
    results_cell,
    share_words,
    verdict_counts,
)
from kkb.ui.parts.addresses import desa_address
from kkb.ui.parts.components import cards_html, show_note, show_section, show_title
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.table import TableCell, TextCell, show_table

_HEADERS = ["Program", "Peserta", "Kebutuhan", "Mitra", "Sebelum → sesudah", "Rp per orang", "Putusan"]
_POKJA_HEADERS = ["Desa", "Kegiatan", "Peserta", "Kebutuhan", "Mitra", "Dapat dibandingkan", "Rp per orang"]


def scope_line(view: View, day: date | None = None) -> str:
    """Area and day of what the page says; without a day that of the activities."""
    per = format_date(day or view.programme_day)
    return f"{narrative.scope_words(view.filters.kecamatan, view.region_name)} · per {per}"


def show_activities(view: View) -> None:
    """Title and cards; where nothing is reported, what to do."""
    kegiatan = view.kegiatan
    show_title(kegiatan_title(kegiatan), scope_line(view))
    if not kegiatan.is_reported:
        _show_nothing(view)
        return
    where = f"di {share_words(kegiatan.pokja_berkegiatan, len(kegiatan.pokja))} Pokja"
    cards = count_cards(kegiatan.count, where)
    st.html(cards_html(cards, [activities_address(view.filters)] * len(cards)))


def _show_nothing(view: View) -> None:
    if view.snapshot.programme and view.filters.kecamatan:
        show_note(f"{NO_KEGIATAN} Pilih kecamatan lain di sebelah kiri.")
    st.write(
        "Isi lembar Kegiatan di templat: satu baris satu kegiatan, dengan kebutuhan warga, peserta, dan keadaan "
        "sebelum dan sesudahnya. Lembar Evaluasi untuk putusannya. Lalu unggah buku kerjanya."
    )
    link_to("unggah", "Ambil templat di Unggah")


def show_programs(view: View) -> None:
    """One row per programme, with what it brought and what was decided about it."""
    programs = view.kegiatan.programs
    show_section(
        f"{share_words(sum(1 for one in programs if one.results), len(programs))} program punya hasil yang dapat "
        "dibandingkan",
        f"{_pairs_words(view)}Kegiatan bernama sama adalah satu program; tekan nama atau angkanya untuk kegiatannya",
    )
    shown = window(len(programs), PROGRAMS_PLACE_KEY)
    show_table(_HEADERS, _program_rows(programs[shown], view), numbers={1})
    turn_buttons(len(programs), PROGRAMS_PLACE_KEY, shown, "program")
    show_note(FORMULAS)
    if blanks := blank_words(view.kegiatan.count):
        show_note(f"Yang kosong: {blanks}.")
    show_figure_tools(
        key="kegiatan_program",
        title=kegiatan_title(view.kegiatan),
        subtitle="Satu baris satu program",
        alt=FORMULAS,
        table=partial(program_table, view.kegiatan),
        view=view,
    )


def _pairs_words(view: View) -> str:
    """ "31 hasil: 27 berubah, 4 tetap. ", without judging the way; "" where nothing compares."""
    count = view.kegiatan.count
    return f"{format_count(count.sebanding)} hasil: {changed_words(count)}. " if count.sebanding else ""


def _program_rows(programs: Sequence[ProgramSummary], view: View) -> list[list[TableCell]]:
    # Not kept for all readers: each address carries the place in the list of this one.
    verdicts = {verdict.key: verdict for verdict in view.evaluasi.programs}
    return [_program_row(program, verdicts.get(program.key), view) for program in programs]


def _program_row(program: ProgramSummary, verdict: ProgramVerdict | None, view: View) -> list[TableCell]:
    count, address = program.count, program_address(program.key, view.filters, list_state())

    def behind(text: str, note: str = "") -> TextCell:
        """A number that opens the activities it was counted from, each of which opens its cell."""
        return TextCell(text, note, address if text != MISSING else "")

    return [
        TextCell(program.nama, held_words(program), address),
        behind(*people_cell(count)),
        behind(share_words(count.kebutuhan, count.kegiatan), format_percent(count.kebutuhan_pct)),
        behind(share_words(count.mitra, count.kegiatan)),
        behind(*results_cell(program)),
        behind(*cost_cell(count)),
        behind(verdict_counts(verdict)) if verdict is not None else "belum dinilai",
    ]


def show_pokja(view: View) -> None:
    """Every Pokja that stands on the day, with what it has done, folded."""
    pokja = view.kegiatan.pokja
    if not pokja or not view.kegiatan.is_reported:
        return
    finding = f"{share_words(view.kegiatan.pokja_berkegiatan, len(pokja))} Pokja melaporkan kegiatan"
    show_section(finding, "Satu baris satu Pokja yang ada pada tanggal itu; nama desa membuka profilnya")
    with st.expander(f"Angka tiap Pokja ({format_count(len(pokja))})"):
        show_table(_POKJA_HEADERS, [_pokja_row(one, view) for one in pokja], numbers={2})
    show_figure_tools(
        key="kegiatan_pokja",
        title=finding,
        subtitle="Satu baris satu Pokja",
        alt=finding,
        table=partial(pokja_table, view.kegiatan),
        view=view,
    )


def _pokja_row(pokja: PokjaSummary, view: View) -> list[TableCell]:
    count = pokja.count
    desa = TextCell(pokja.desa, pokja.kecamatan, desa_address(pokja.kode_desa, view.filters))
    if pokja.last is None:
        since = pokja.formation.tanggal
        note = f"Pokja sejak {since.words()}" if since is not None else "tanggal Pokja tidak diketahui"
        return [desa, TextCell("belum dilaporkan", note), *[MISSING] * 5]
    return [
        desa,
        TextCell(f"{format_count(count.kegiatan)} kegiatan", f"terakhir {pokja.last.words()}"),
        TextCell(*people_cell(count)),
        share_words(count.kebutuhan, count.kegiatan),
        share_words(count.mitra, count.kegiatan),
        share_words(count.sebanding, count.kegiatan),
        TextCell(*cost_cell(count)),
    ]
