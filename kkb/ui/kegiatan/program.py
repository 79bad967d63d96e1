"""One programme: what all its activities brought, what was decided about it, and each activity with its proof."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kkb.formatting import MISSING, format_count
from kkb.narrative.programme import blank_words, cost_words, few_words
from kkb.narrative.programme_lists import results_sentence, spread_words
from kkb.narrative.programme_tables import results_table
from kkb.outcomes.evaluasi import ProgramVerdict
from kkb.outcomes.in_force import as_evaluasi, as_kegiatan
from kkb.outcomes.kegiatan import ProgramSummary
from kkb.problems import shorten
from kkb.programme import ReportedRow
from kkb.ui.frame.view import View
from kkb.ui.kegiatan.addresses import find_program, list_state, row_address
from kkb.ui.kegiatan.list import proved_cell
from kkb.ui.kegiatan.programs import scope_line
from kkb.ui.kegiatan.window import turn_buttons, window
from kkb.ui.kegiatan.words import (
    BLANK,
    before_after,
    cost_of,
    count_cards,
    factor_words,
    held_words,
    names_words,
    people_or_blank,
    verdict_counts,
)
from kkb.ui.parts.addresses import desa_address
from kkb.ui.parts.components import cards_html, show_note, show_section, show_title
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.row_addresses import show_way_back
from kkb.ui.parts.table import TableCell, TextCell, show_table

_PLACE_KEY = "mulai_program"
_HEADERS = ["Tanggal", "Desa", "Sebelum → sesudah", "Kebutuhan", "Peserta dan mitra", "Faktor", "Biaya"]
_TEXT_LETTERS = 120


def show_program(param: str, view: View) -> None:
    """The programme of an address."""
    show_way_back("kegiatan", "Kembali ke semua program", list_state(), view)
    key = find_program(param, view)
    program = view.kegiatan.program(key) if key is not None else None
    verdict = next((one for one in view.evaluasi.programs if one.key == key), None)
    if program is None and verdict is None:
        show_title("Program itu tidak ada dalam pilihan ini", scope_line(view))
        show_note("Tidak ada kegiatan atau evaluasi dengan nama itu di kecamatan dan sampai tanggal yang dipilih.")
        return
    if program is not None:
        _show_figures(program, view)
    elif verdict is not None:
        show_title(f"{verdict.nama}: dinilai, tetapi tidak ada kegiatannya yang dilaporkan", scope_line(view))
    _show_verdict(verdict, view)
    if program is not None:
        _show_activities(program, view)


def _show_figures(program: ProgramSummary, view: View) -> None:
    count = program.count
    show_title(f"{program.nama}: {held_words(program)}", scope_line(view))
    st.html(cards_html(count_cards(count, f"di {names_words(desa for _, desa in program.desa)}")))
    # Where all compare and changed, the card says it.
    results = results_sentence(program) if count.kegiatan > count.berubah else ""
    if words := " ".join(filter(None, (_sentence(few_words(count)), results))):
        show_note(words)
    show_note(f"Biaya: {cost_words(count).removesuffix('.')}.")
    if blanks := blank_words(count):
        show_note(f"Yang kosong: {blanks}.")


def _sentence(words: str | None) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _show_verdict(verdict: ProgramVerdict | None, view: View) -> None:
    """The newest decision of each desa."""
    if verdict is None:
        show_section("Belum dinilai", "Lembar Evaluasi belum memuat putusan tentang program ini")
        return
    spread = spread_words(verdict)
    title = f"Putusan: {verdict_counts(verdict)}{f'; {spread}' if spread else ''}"
    show_section(title, "Evaluasi terbaru tiap desa; tanggal membuka selnya")
    rows: list[list[TableCell]] = [
        [
            as_evaluasi(one).putusan.value,
            TextCell(one.row.desa, address=desa_address(one.row.kode_desa or "", view.filters)),
            as_evaluasi(one).alasan or BLANK,
            as_evaluasi(one).oleh or BLANK,
            TextCell(as_evaluasi(one).tanggal.words(), address=row_address(one, view.filters)),
        ]
        for one in verdict.rows
    ]
    show_table(["Putusan", "Desa", "Alasan", "Oleh", "Tanggal"], rows)


def _show_activities(program: ProgramSummary, view: View) -> None:
    newest_first = program.kegiatan[::-1]
    show_section(
        f"{format_count(len(newest_first))} kegiatan, yang terbaru di atas",
        "Tekan tanggalnya untuk semua isinya, sebuah angka untuk selnya di berkas asli. Selisih = sesudah − sebelum; "
        "apakah itu baik, diputuskan orang",
    )
    shown = window(len(newest_first), _PLACE_KEY)
    show_table(_HEADERS, [_activity_row(reported, view) for reported in newest_first[shown]])
    turn_buttons(len(newest_first), _PLACE_KEY, shown, "kegiatan")
    show_figure_tools(
        key="kegiatan_satu_program",
        title=f"{program.nama}: {held_words(program)}",
        subtitle="Satu baris satu kegiatan",
        alt=results_sentence(program),
        table=partial(results_table, program),
        view=view,
    )


def _activity_row(reported: ReportedRow, view: View) -> list[TableCell]:
    row = as_kegiatan(reported)
    reached = people_or_blank(row.peserta)
    people = f"{reached}\N{NO-BREAK SPACE}peserta" if row.peserta is not None else f"peserta {reached}"
    way = f"ditemukan lewat {shorten(row.cara_kebutuhan, _TEXT_LETTERS)}" if row.cara_kebutuhan else ""
    has_cost = row.realisasi is not None or row.anggaran is not None
    return [
        TextCell(row.tanggal.words(), address=row_address(reported, view.filters)),
        TextCell(row.desa, row.kecamatan),
        proved_cell(reported, "sesudah", *before_after(row), view=view),
        proved_cell(reported, "kebutuhan", shorten(row.kebutuhan, _TEXT_LETTERS) or BLANK, way, view=view),
        proved_cell(reported, "peserta", people, shorten(row.mitra) or f"mitra {BLANK}", view=view),
        factor_words(row),
        proved_cell(reported, "realisasi", *cost_of(row), view=view) if has_cost else MISSING,
    ]
